#!/usr/bin/env python3
"""Makes of a folder of xquad a set that asks across languages.

usage: xquad_cross.py XQUAD OUT      standard library only

The corpus of OUT is the English part of XQUAD's; its questions are those in
other languages, tagged with theirs. Paragraph n of article a is en/a/n, ru/a/n
and so on, so a gold document has its twin in English. A question's English
twin (the same id after the language) gives the quote and the answers that
stand in the English text; the answers in the question's language stay, for a
program that answers in it. Without a twin there is no quote, and no answers
but the citation to judge by.
"""
import json
import pathlib
import sys

ENGLISH = "en"


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def english(document):
    """The name of a document's twin: ru/a/n becomes en/a/n."""
    return ENGLISH + "/" + document.partition("/")[2]


def cross(question, twins, documents):
    """The question with gold in English, None where the twin is missing."""
    if any(english(gold["doc"]) not in documents for gold in question["gold"]):
        return None
    twin = twins.get(question["id"].partition("-")[2])
    if twin:
        gold = twin["gold"]
        answers = twin["answers"] + [a for a in question["answers"] if a not in twin["answers"]]
    else:
        gold = [{"doc": doc} for doc in dict.fromkeys(english(g["doc"]) for g in question["gold"])]
        answers = []
    tags = [*question.get("tags", []), "cross-language"]
    return question | {"gold": gold, "answers": answers, "tags": tags}


def write(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main(source, out):
    corpus = [d for d in lines(source / "corpus.jsonl") if d["lang"] == ENGLISH]
    questions = lines(source / "questions.jsonl")
    twins = {q["id"].partition("-")[2]: q for q in questions if q["lang"] == ENGLISH}
    documents = {d["id"] for d in corpus}
    asked = [q for q in questions if q["lang"] != ENGLISH]
    crossed = [q for q in (cross(q, twins, documents) for q in asked) if q]
    if not crossed:
        sys.exit(f"{source}: no question in another language has its article in English")
    out.mkdir(parents=True, exist_ok=True)
    write(out / "corpus.jsonl", corpus)
    write(out / "questions.jsonl", crossed)
    languages = ", ".join(sorted({q["lang"] for q in crossed}))
    print(f"{out}: {len(crossed)} questions in {languages} over {len(corpus)} English documents", file=sys.stderr)
    if len(crossed) < len(asked):
        print(f"left out {len(asked) - len(crossed)} questions whose article is missing in English", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
