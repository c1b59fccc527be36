"""Drafts for verification_set.py whose evidence is in another language.

Articles that exist in two languages are paired line by line where both have as
many lines, and a line's sentences where both have as many. Sentences that lost
a word with their markup are left out. What a translator said in other words
stays in: nobody sorted the pairs. The sentence of one
language is checked against the whole article in the other, and another article
beside it; broken ones are broken on the sentence's side.
"""
import re
import typing

from verification_rules import BROKEN, mixed, tails

PER_SET = 200  # pairs of sentences of a set and two languages
LONGEST = 8000  # characters of an article
LANGUAGES = ("en", "ru", "de")
HOLE = re.compile(r"  |\s[,.;:]")  # where markup stood for a word


class Made(typing.NamedTuple):
    kind: str
    text: str
    sources: list
    article: str
    language: str
    of: str


def pairs(by_set):
    """The sets that have articles in two languages."""
    for name in sorted({n for n, _ in by_set}):
        for i, first in enumerate(LANGUAGES):
            for second in LANGUAGES[i + 1:]:
                if (name, first) in by_set and (name, second) in by_set:
                    yield name, first, second


def aligned(first, second, sentences):
    """Pairs of sentences of two articles that stand in the same place."""
    ours, theirs = ([line for line in text[:LONGEST].split("\n") if line.strip()] for text in (first, second))
    if len(ours) != len(theirs):
        return
    for a, b in zip(ours, theirs):
        a, b = sentences(a), sentences(b)
        if len(a) == len(b):
            yield from ((x, y) for x, y in zip(a, b) if 0.5 < len(x) / len(y) < 2 and not HOLE.search(x + y))


def translated(rng, ours, theirs, first, second, sentences, half):
    """Yields drafts of two languages' articles, of each against the other."""
    found = []
    for i in sorted(ours):
        twin = second + i[len(first):]
        if i.startswith(first + "/") and twin in theirs:
            found += [(i, twin, a, b) for a, b in aligned(ours[i], theirs[twin], sentences)]
    rng.shuffle(found)
    found = found[:PER_SET]
    for language, of, own, articles, side in ((first, second, 0, theirs, 1), (second, first, 1, ours, 0)):
        pool = {h: [p[2 + own] for p in found if half(p[0]) == h] for h in ("tune", "held")}
        for pair in found:
            text, article, h = pair[2 + own], pair[side], half(pair[0])
            peers = sorted(p for p in articles if p != article and half(p) == h)
            other = rng.choice(peers)
            sources = [(article, articles[article]), (other, articles[other])]
            rng.shuffle(sources)

            def made(kind, text):
                return Made(kind, text, sources, pair[0], language, of)

            yield made("translated", text)
            context = {"article": (ours if own == 0 else theirs)[pair[own]], "endings": tails([s for s in pool[h] if s != text], language)}
            for kind, rule in BROKEN.items():
                if kind != "mixed" and (broken := rule(rng, text, language, context)):
                    yield made(kind, broken)
            if broken := mixed(rng, text, rng.choice(pool[h]), language):
                if broken not in pool[h]:
                    yield made("mixed", broken)
