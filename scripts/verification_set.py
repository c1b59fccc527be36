#!/usr/bin/env python3
"""Makes sentences that are true of an article, and sentences that are not.

usage: verification_set.py OUT SHARED_EVAL SAMPLE      standard library only

OUT/drafts.jsonl is input for `footnote verify --jsonl`: the sentence, the
article it was made from and another article beside it; sentences of articles
that exist in two languages also against the translation. OUT/labels.jsonl says
of each draft what was done to it (`kind`), whether it is still true
(`faithful`), the languages of sentence and article, the set, and the half:
`tune` may be looked at, `held` is only counted. Halves are drawn by article,
so that nothing of a held article is ever seen. The same input gives the same
output. scripts/verification_table.py counts what a verifier made of it.
"""
import csv
import hashlib
import json
import pathlib
import random
import re
import sys

from verification_rules import BROKEN, FAITHFUL, mixed, tails
from verification_translated import pairs, translated

PER_SET = 150  # sentences of a set and language
LONGEST = 8000  # characters of an article; longer ones are cut
STOP = re.compile(r"(?<=[.!?])[\"”»)]?\s+(?=[\"“«(]?[A-ZА-ЯЁÄÖÜ0-9])")
ABBREVIATION = re.compile(r"(?:\b(?:[A-Za-zА-Я]|Mr|Mrs|Dr|St|vs|etc|No|ca|z\. ?B|г|гг|др|руб|им|св|тыс|млн|\d{1,2})\.|[.\s]\.)$")


def sentences(text):
    """Whole sentences of running text, none of a heading, list or table."""
    found = []
    for line in text.split("\n"):
        if re.match(r"\s*(#|\||[-*+>]\s|\d+[.)]\s|!|<|```|\||\t)", line) or "|" in line or "`" in line:
            continue
        parts = []
        for part in STOP.split(line.strip()):
            if parts and ABBREVIATION.search(parts[-1]):
                parts[-1] += " " + part
            else:
                parts.append(part)
        found += [p.strip() for p in parts]
    return [s for s in found if s.endswith(".") and s[0].isupper() and 6 <= len(s.split()) <= 40 and "http" not in s and "**" not in s]


def plain(markdown):
    """A Markdown article without front matter and marks."""
    text = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.S)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?", r"\1", text)
    return re.sub(r"\*\*|__|~~|\{[^}\n]*\}", "", text)


def jsonl(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def articles(shared, sample):
    """Yields (set, id, language, text)."""
    for path in sorted(sample.rglob("*.md")):
        parts = path.relative_to(sample).parts
        if len(parts) > 2:
            yield "sample", "/".join(parts), parts[-3], plain(path.read_text(encoding="utf-8"))
    for path in sorted(sample.rglob("faq.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for i in range(0, len(rows), 5):
            yield "sample", f"{path.parent.name}/faq-{i}", path.parent.name, "\n\n".join(r["question"] + "\n" + r["answer"] for r in rows[i:i + 5])
    for name in ("squad2", "xquad", "mtrag", "stackfaq"):
        for d in jsonl(shared / name / "corpus.jsonl"):
            yield name, d["id"], d["lang"], (d.get("title", "") + "\n\n" + d["text"]).strip()
    for path in sorted((shared / "vkcloud" / "corpus" / "docs").rglob("*.md")):
        parts = path.relative_to(shared / "vkcloud" / "corpus" / "docs").parts
        if parts[0] in ("en", "ru"):
            yield "vkcloud", "/".join(parts), parts[0], plain(path.read_text(encoding="utf-8"))


def half(name):
    """The half of an article; translations of one fall into one half."""
    name = re.sub(r"^(en|ru|de)/", "", name)
    return "held" if hashlib.sha256(name.encode()).digest()[0] % 2 else "tune"


class Writer:
    """Writes drafts and labels with running numbers."""

    def __init__(self, out):
        out.mkdir(parents=True, exist_ok=True)
        self.drafts = open(out / "drafts.jsonl", "w", encoding="utf-8")
        self.labels = open(out / "labels.jsonl", "w", encoding="utf-8")
        self.n = 0

    def add(self, kind, text, sources, origin, language, evidence_language=None):
        name, article = origin
        number, self.n = f"v{self.n:05}", self.n + 1
        label = {"id": number, "kind": kind, "faithful": kind in FAITHFUL or kind in ("verbatim", "merged", "translated", "summary"),
                 "language": language if not evidence_language else f"{language} of {evidence_language}",
                 "set": name, "article": article, "half": half(article)}
        draft = {"id": number, "text": text, "sources": [{"id": i, "text": t[:LONGEST]} for i, t in sources]}
        self.drafts.write(json.dumps(draft, ensure_ascii=False) + "\n")
        self.labels.write(json.dumps(label, ensure_ascii=False) + "\n")

    def close(self):
        self.drafts.close()
        self.labels.close()


def joined(first, second, language):
    """Two sentences as one."""
    return first[:-1] + {"en": "; ", "ru": "; ", "de": "; "}[language] + second


def write_set(w, rng, name, language, docs):
    """Drafts of the articles of one set in one language."""
    pool = {i: [s for s in sentences(t[:LONGEST])] for i, t in docs.items()}
    picked = [(i, n) for i in sorted(pool) for n in range(len(pool[i]))]
    rng.shuffle(picked)
    ids = sorted(docs)
    endings = {h: tails([s for i in ids if half(i) == h for s in pool[i]], language) for h in ("tune", "held")}
    for i, n in picked[:PER_SET]:
        text = pool[i][n]
        peers = [p for p in ids if p != i and half(p) == half(i)]
        if not peers:
            continue
        other = rng.choice(peers)
        sources = [(i, docs[i]), (other, docs[other])]
        rng.shuffle(sources)
        w.add("verbatim", text, sources, (name, i), language)
        if n + 1 < len(pool[i]) and len(text.split()) < 25:
            w.add("merged", joined(text, pool[i][n + 1], language), sources, (name, i), language)
        context = {"article": docs[i], "endings": endings[half(i)]}
        changed = {}
        for kind, rule in {**FAITHFUL, **BROKEN}.items():
            if kind != "mixed" and (made := rule(rng, text, language, context)) and made not in docs[i]:
                changed[kind] = made
                w.add(kind, made, sources, (name, i), language)
        if pool[other] and (made := mixed(rng, text, rng.choice(pool[other]), language)) and made not in docs[i] and made not in docs[other]:
            w.add("mixed", made, sources, (name, i), language)
        write_summary(w, rng, pool[i], n, changed, sources, (name, i), language)


def write_summary(w, rng, pool, n, changed, sources, origin, language):
    """Three sentences of an article, reworded where a rule applies; once
    true, once with the middle one broken."""
    broken = sorted(k for k in changed if k in BROKEN)
    if not 1 <= n < len(pool) - 1 or not broken:
        return
    around = []
    for s in (pool[n - 1], pool[n + 1]):
        made = [m for r in FAITHFUL.values() if (m := r(rng, s, language, {}))]
        around.append(made[0] if made else s)
    true = next((changed[k] for k in FAITHFUL if k in changed), pool[n])
    w.add("summary", " ".join([around[0], true, around[1]]), sources, origin, language)
    w.add("summary, one broken", " ".join([around[0], changed[rng.choice(broken)], around[1]]), sources, origin, language)


def main(out, shared, sample):
    by_set = {}
    for name, i, language, text in articles(shared, sample):
        if language in ("en", "ru", "de"):
            by_set.setdefault((name, language), {})[i] = text
    w = Writer(out)
    for (name, language), docs in sorted(by_set.items()):
        write_set(w, random.Random(f"{name} {language}"), name, language, docs)
    for name, first, second in pairs(by_set):
        for made in translated(random.Random(f"{name} {first} {second}"), by_set[(name, first)], by_set[(name, second)], first, second, sentences, half):
            w.add(made.kind, made.text, made.sources, (name, made.article), made.language, made.of)
    w.close()
    print(f"{w.n} drafts in {out}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*map(pathlib.Path, sys.argv[1:]))
