#!/usr/bin/env python3
"""Measure topics by example on banking77.

    python3 scripts/topics_banking77.py bin/footnote banking77/test.csv [DRAWS]

Draws ten examples an intent at random, DRAWS times (5), and has `footnote
policy test` tell the other messages. Prints the share whose nearest topic is
right, and that of the messages told rightly when "none" is an answer too.
"""
import csv
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLES = 10


def draw(rows, seed):
    """Examples by intent, and the rows that are left."""
    by_intent = {}
    for row in rows:
        by_intent.setdefault(row["category"], []).append(row["text"].strip())
    chosen, rest = {}, []
    for intent, texts in sorted(by_intent.items()):
        random.Random(f"{seed} {intent}").shuffle(texts)
        chosen[intent] = texts[:EXAMPLES]
        rest += [(text, intent) for text in texts[EXAMPLES:]]
    return chosen, rest


def measure(footnote, rows, seed):
    chosen, rest = draw(rows, seed)
    with tempfile.TemporaryDirectory() as folder:
        policy, messages = Path(folder, "policy.yaml"), Path(folder, "messages.csv")
        # JSON is YAML.
        topics = [{"name": i, "examples": list(dict.fromkeys(t))} for i, t in chosen.items()]
        policy.write_text(json.dumps({"topics": topics}))
        with messages.open("w", newline="") as out:
            csv.writer(out).writerows([("text", "topic"), *rest])
        printed = subprocess.run([footnote, "policy", "test", "--json", policy, messages],
                                 check=True, capture_output=True, text=True).stdout
    report = json.loads(printed)["messages"]
    return report["nearest_right"], report["right"]


def main():
    footnote, path = sys.argv[1:3]
    draws = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    results = [measure(footnote, rows, seed) for seed in range(draws)]
    for name, column in zip(("nearest topic right", "told rightly"), zip(*results)):
        print(f"{name}: {sum(column) / draws:.3f} ({min(column):.3f} to {max(column):.3f})")


main()
