"""Writes an article as DOCX, with Word's own heading, list and table styles."""

import datetime
import io
import re
import zipfile

import docx
from docx.shared import Pt

import source

# A zip entry carries a time; this one is the earliest that zip can hold.
ENTRY_TIME = (1980, 1, 1, 0, 0, 0)


def write(article: source.Article, target) -> None:
    """Writes the article."""
    document = docx.Document()
    document.styles["Normal"].font.name = "DejaVu Sans"
    document.styles["Normal"].font.size = Pt(10.5)
    set_properties(document, article.meta)
    for block in article.blocks:
        DRAW[block.kind](document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    target.write_bytes(repack(buffer.getvalue()))


def set_properties(document, meta):
    day = datetime.datetime.fromisoformat(meta["updated"])
    properties = document.core_properties
    properties.title = meta["title"]
    properties.author = properties.last_modified_by = "Ploverdesk Ltd"
    properties.language = meta["language"]
    properties.keywords = meta["labels"].strip("[]")
    properties.comments = ""
    properties.created = properties.modified = day


def repack(data: bytes) -> bytes:
    """Sorts the zip entries and fixes their times, so that equal content is equal bytes.

    The thumbnail of python-docx's template shows a page that is not ours; it is left out.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = sorted(name for name in old.namelist() if name != "docProps/thumbnail.jpeg")
        # Word wants the content types first.
        names.sort(key=lambda name: name != "[Content_Types].xml")
        for name in names:
            content = old.read(name)
            if name == "_rels/.rels":
                content = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
            entry = zipfile.ZipInfo(name, ENTRY_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return out.getvalue()


def item(document, block):
    name = "List Bullet" if block.marker == "-" else "List Number"
    if block.level:
        name += " 2"
    paragraph = document.add_paragraph(style=name)
    running(paragraph, block.text)
    if block.marker == "1.":
        document.list_number = restart(document, paragraph.style)
    if block.marker != "-":
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_numId().val = document.list_number


def restart(document, style) -> int:
    """Returns the id of a new list that looks like the style's and begins at 1.

    Without it Word counts all numbered lists of the document as one.
    """
    numbering = document.part.numbering_part.element
    of_style = style.element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(of_style).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(0).add_startOverride(1)
    return number.numId


def table(document, block):
    grid = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for number, row in enumerate(block.rows):
        for cell, text in zip(grid.add_row().cells, row):
            run = cell.paragraphs[0].add_run(text)
            run.bold = number == 0
    document.add_paragraph()


def running(paragraph, text):
    for part, style in source.spans(text):
        run = paragraph.add_run(part)
        run.bold = style == "bold" or None
        run.italic = style == "italic" or None


DRAW = {
    "heading": lambda document, block: document.add_heading(block.text, block.level),
    "paragraph": lambda document, block: running(document.add_paragraph(), block.text),
    "item": item,
    "table": table,
    "break": lambda document, _: document.add_page_break(),
}
