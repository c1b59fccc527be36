"""Writes an article as PDF: headings in larger type, pages with header and footer."""

import datetime

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

import source

FONTS = "/usr/share/fonts/truetype/dejavu/"
HEADING_SIZES = {1: 20, 2: 14, 3: 11.5}
TEXT_SIZE = 10.5
LINE = 5.6  # millimetres


class Pages(FPDF):
    """Pages with the article's title on top and its footer line below."""

    def __init__(self, meta):
        super().__init__(format="A4")
        self.meta = meta
        self.add_font("text", "", FONTS + "DejaVuSans.ttf")
        self.add_font("text", "b", FONTS + "DejaVuSans-Bold.ttf")
        self.set_margins(22, 24, 22)
        self.set_auto_page_break(True, margin=24)

    def header(self):
        self.set_y(11)
        self.set_font("text", "", 8)
        self.cell(0, 5, self.meta["title"], new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_y(24)

    def footer(self):
        self.set_y(-15)
        self.set_font("text", "", 8)
        self.cell(120, 5, self.meta["footer"])
        page = self.meta["page"].format(page=self.page_no(), pages=self.meta["pages"])
        self.cell(0, 5, page, align="R")


def write(article: source.Article, target) -> None:
    """Writes the article; more pages than its page breaks ask for is an error."""
    pages = 1 + sum(block.kind == "break" for block in article.blocks)
    meta = article.meta | {"pages": pages}
    pdf = Pages(meta)
    pdf.set_title(meta["title"])
    pdf.set_author("Ploverdesk Ltd")
    pdf.set_lang(meta["language"])
    pdf.set_keywords(meta["labels"].strip("[]"))
    day = datetime.datetime.fromisoformat(meta["updated"])
    pdf.set_creation_date(day.replace(tzinfo=datetime.timezone.utc))
    pdf.add_page()
    for block in article.blocks:
        DRAW[block.kind](pdf, block)
    if pdf.page_no() != pages:
        raise ValueError(f"{target}: {pdf.page_no()} pages, its page breaks ask for {pages}")
    pdf.output(str(target))


def heading(pdf, block):
    pdf.ln(3)
    size = HEADING_SIZES[block.level]
    pdf.set_font("text", "b", size)
    pdf.multi_cell(0, size * 0.5, block.text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(2)


def paragraph(pdf, block):
    running(pdf, block.text)
    pdf.ln(LINE + 2)


def item(pdf, block):
    indent = 5 + 6 * block.level
    pdf.set_font("text", "", TEXT_SIZE)
    pdf.set_x(pdf.l_margin + indent)
    pdf.write(LINE, "•" if block.marker == "-" else block.marker)
    left = pdf.l_margin
    pdf.set_left_margin(left + indent + 7)
    pdf.set_x(left + indent + 7)
    running(pdf, block.text)
    pdf.set_left_margin(left)
    pdf.ln(LINE + 1)


def table(pdf, block):
    pdf.set_font("text", "", TEXT_SIZE - 1)
    style = FontFace(emphasis="BOLD")
    # A column is as wide as its longest cell asks for, within bounds.
    widths = [min(max(map(len, column)), 34) + 6 for column in zip(*block.rows)]
    with pdf.table(
        headings_style=style, line_height=LINE, text_align="LEFT", padding=0.8, col_widths=widths
    ) as rows:
        for row in block.rows:
            rows.row(row)
    pdf.ln(4)


def running(pdf, text):
    for part, style in source.spans(text):
        pdf.set_font("text", "b" if style == "bold" else "", TEXT_SIZE)
        pdf.write(LINE, part)


DRAW = {
    "heading": heading,
    "paragraph": paragraph,
    "item": item,
    "table": table,
    "break": lambda pdf, _: pdf.add_page(),
}
