"""Makes the sample's PDF and DOCX articles from src/, one file for each source."""

import pathlib

import make_docx
import make_pdf
import source

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE / "src"
HELP_CENTRE = HERE.parent.parent / "sample" / "helpcentre"
WRITERS = {"pdf": make_pdf.write, "docx": make_docx.write}


def main():
    for path in sorted(SOURCES.rglob("*.md")):
        article = source.read(path)
        kind = article.meta["format"]
        target = HELP_CENTRE / path.relative_to(SOURCES).with_suffix("." + kind)
        target.parent.mkdir(parents=True, exist_ok=True)
        WRITERS[kind](article, target)
        print(target.relative_to(HELP_CENTRE), target.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
