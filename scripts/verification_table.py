#!/usr/bin/env python3
"""Counts what a verifier made of the drafts of verification_set.py.

usage: verification_table.py SET VERDICTS [tune|held]      standard library only

VERDICTS is what `footnote verify --jsonl SET/drafts.jsonl --out VERDICTS`
wrote. A draft is accepted when all its sentences are supported; its score is
the mean of theirs. Printed for each kind and language: drafts, the
share accepted of the faithful kinds and the share caught of the broken ones,
with 95 % intervals (Wilson), and the area under the ROC curve of the score,
with and without the verbatim kinds. Where a checking model was asked, too
(verification.checker), also that of the mean of its probabilities, and what it
refused and let pass. Drafts without a verdict are left out: SET/drafts.jsonl
may be a part of the set.
"""
import json
import math
import pathlib
import sys

AS_WRITTEN = ("verbatim", "merged")


def jsonl(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def interval(k, n, z=1.96):
    p, d = k / n, 1 + z * z / n
    middle, width = (p + z * z / (2 * n)) / d, z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / d
    return middle - width, middle + width


def auroc(rows):
    """The chance that a faithful draft scores above a broken one."""
    rows = sorted(rows, key=lambda r: r["score"])
    ranks, i = 0.0, 0
    while i < len(rows):
        j = i
        while j < len(rows) and rows[j]["score"] == rows[i]["score"]:
            j += 1
        ranks += sum(r["faithful"] for r in rows[i:j]) * (i + j + 1) / 2
        i = j
    good = sum(r["faithful"] for r in rows)
    bad = len(rows) - good
    return (ranks - good * (good + 1) / 2) / (good * bad) if good and bad else float("nan")


def share(rows):
    right = sum(r["accepted"] == r["faithful"] for r in rows)
    low, high = interval(right, len(rows))
    return f"{len(rows):6} {right / len(rows):7.3f}  {low:.3f}–{high:.3f}"


def main(folder, verdicts, half):
    said = {v["id"]: v["sentences"] for v in jsonl(verdicts)}
    rows = [r for r in jsonl(folder / "labels.jsonl") if half in ("", r["half"]) and r["id"] in said]
    for r in rows:
        found = said[r["id"]]
        r["accepted"] = bool(found) and all(s["supported"] for s in found)
        r["score"] = sum(s["score"] for s in found) / max(len(found), 1)
        r["weakest"] = min((s["score"] for s in found), default=0.0)
    print(f"half: {half or 'both'}\n{'kind':22}{'language':10}{'drafts':>8} {'right':>7}  95 % interval")
    kinds = sorted({(not r["faithful"], r["kind"]) for r in rows})
    for _, kind in kinds:
        of_kind = [r for r in rows if r["kind"] == kind]
        print(f"{kind:22}{'all':10}  {share(of_kind)}")
        for language in sorted({r["language"] for r in of_kind}):
            print(f"{'':22}{language:10}  {share([r for r in of_kind if r['language'] == language])}")
    for title, faithful in (("faithful accepted", True), ("broken caught", False)):
        for scope, across in (("same language", False), ("across", True)):
            if some := [r for r in rows if r["faithful"] == faithful and (" of " in r["language"]) == across]:
                print(f"{title:22}{scope:14}{share(some)[2:]}")
    hard = [r for r in rows if r["kind"] not in AS_WRITTEN]
    print(f"AUROC {auroc(rows):.3f}, without the verbatim kinds {auroc(hard):.3f}, of summaries {auroc([r for r in rows if 'summary' in r['kind']]):.3f}, "
          f"across languages {auroc([r for r in hard if ' of ' in r['language']]):.3f}; "
          f"by the weakest sentence {auroc([dict(r, score=r['weakest']) for r in hard]):.3f} without the verbatim kinds")
    checker([(r, said[r["id"]]) for r in rows])


def checker(judged):
    """What a checking model said, and turned round."""
    asked = [dict(r, score=sum(p) / len(p), built_in=r["score"]) for r, s in judged if (p := [x["checker"] for x in s if "checker" in x])]
    if not asked:
        return
    print(f"checking model: asked about {len(asked)} drafts, AUROC of its probability {auroc(asked):.3f}, "
          f"of the score on these {auroc([dict(r, score=r['built_in']) for r in asked]):.3f}")
    for title, faithful in (("faithful", True), ("broken", False)):
        sentences = [x for r, s in judged if r["faithful"] == faithful and " of " not in r["language"] for x in s]
        refused = sum("checker" in x["disagreements"] for x in sentences)
        passed = sum(x["score"] == 0.8 and x.get("checker", 0) >= 0.9 for x in sentences)
        print(f"  of {len(sentences)} sentences of {title} drafts it refused {refused} and let {passed} pass")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3] if len(sys.argv) == 4 else "")
