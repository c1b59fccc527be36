"""Reads the plain source text of the sample's PDF and DOCX articles.

The text is a small part of Markdown: front matter, headings, paragraphs,
lists of one or two levels, tables, **bold**, *italic* and a page break written
as an HTML comment. Anything else stops the build: a silent misreading would
end in a committed file.
"""

import dataclasses
import pathlib
import re

PAGE_BREAK = "<!-- page break -->"
LIST_ITEM = re.compile(r"^( *)(-|\d+\.) +(.*)$")
SPAN = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*")


@dataclasses.dataclass
class Block:
    """One part of an article."""

    kind: str  # heading, paragraph, item, table or break
    text: str = ""
    level: int = 0  # of a heading, from 1; of an item, from 0
    marker: str = ""  # "-" or "3." for an item
    rows: tuple = ()  # of a table, header first


@dataclasses.dataclass
class Article:
    """An article: its front matter as strings, and its blocks."""

    meta: dict
    blocks: list


def read(path: pathlib.Path) -> Article:
    """Returns the article in a source file."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    meta = dict(line.split(": ", 1) for line in front.splitlines())
    return Article(meta, list(blocks(body.splitlines(), path)))


def blocks(lines, path):
    """Yields the blocks of an article's body."""
    rows = []
    for number, line in enumerate(lines + [""], 1):
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            widths = {len(row) for row in rows}
            if len(widths) != 1 or set("".join(rows[1])) != {"-"}:
                raise ValueError(f"{path}, body line {number}: broken table above")
            yield Block("table", rows=(rows[0], *rows[2:]))
            rows = []
        if not line.strip():
            continue
        item = LIST_ITEM.match(line)
        if line == PAGE_BREAK:
            yield Block("break")
        elif line.startswith("#"):
            marks, text = line.split(" ", 1)
            yield Block("heading", text, level=len(marks))
        elif item:
            yield Block("item", item[3], level=min(len(item[1]), 1), marker=item[2])
        elif line.startswith(("<", "`", ">", " ")):
            raise ValueError(f"{path}, body line {number}: not part of the small Markdown: {line!r}")
        else:
            yield Block("paragraph", line)


def spans(text: str):
    """Yields (text, style) with style "", "bold" or "italic"."""
    end = 0
    for match in SPAN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], ""
        yield (match[1], "bold") if match[1] else (match[2], "italic")
        end = match.end()
    if end < len(text):
        yield text[end:], ""
