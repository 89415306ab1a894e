"""Documents made for the tests, and how their blocks are written down."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

from docx import Document as WordFile
from docx.document import Document as WordDocument
from fpdf import FPDF

from hmic_tracker.documents.blocks import Block, Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def listing(document: Document) -> str:
    """Every field of every block, a line each."""
    return "\n".join(map(line_of, document.blocks)) + "\n"


def line_of(block: Block) -> str:
    """A block: place, role, level, flags, marker, text or cells, reason."""
    flags = "".join(
        sign for sign, on in (("*", block.strong), ("^", block.head), ("-", not block.gap)) if on
    )
    if block.cells:
        assert block.text == "\t".join(filter(None, block.cells))
    shown = " | ".join(block.cells) if block.cells else block.text
    parts = (
        f"{block.place}:".removeprefix("line "),
        f"{block.role}{block.level or ''}{flags}",
        f"[{block.marker}]" if block.marker else "",
        shown,
        f"({block.reason})" if block.reason else "",
    )
    return " ".join(filter(None, parts))


def docx(fill: Callable[[WordDocument], Any]) -> bytes:
    """A Word file that python-docx writes."""
    document = WordFile()
    fill(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def docx_of(body: str, numbering: str = "", styles: str = "", **parts: str) -> bytes:
    """A Word file of XML: what is in its body, and in its other parts."""
    written = {
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
    } | {f"word/{name}.xml": text for name, text in parts.items()}
    file = BytesIO()
    with ZipFile(file, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        for name, text in written.items():
            package.writestr(name, text)
    return file.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of a Word file."""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def numbered(text: str, list_id: int, level: int = 0) -> str:
    """A paragraph of a list."""
    properties = f'<w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/>'
    return paragraph(text, f"<w:numPr>{properties}</w:numPr>")


def pdf(fill: Callable[[FPDF], Any]) -> bytes:
    """A PDF on A4 in Helvetica 11."""
    document = FPDF()
    document.set_compression(False)
    document.set_font("Helvetica", size=11)
    document.add_page()
    fill(document)
    return bytes(document.output())


def lines(document: FPDF, *texts: str, gap: float = 0) -> None:
    """Write lines, each below the one before, after a gap in millimetres."""
    document.ln(gap)
    for text in texts:
        document.cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")


def words(text: str) -> list[str]:
    """The letters and digits of a text, in order."""
    return re.findall(r"\w", text)
