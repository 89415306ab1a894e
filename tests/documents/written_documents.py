"""The same blocks written as text, HTML, Markdown, a Word file and a PDF, as people write them.

Rows one after another are a table. A number is the list's own where the format has one ("3."), and
part of the text otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby
from textwrap import wrap
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from fpdf import FPDF

from hmic_tracker.documents.blocks import Block, Place
from tests.sources.making import docx, pdf

_NUMBER: Final = re.compile(r"(\d{1,3})\.", re.ASCII)


def heading(text: str, level: int = 2) -> Block:
    """A heading."""
    return Block("heading", text, Place(), level=level)


def paragraph(text: str) -> Block:
    """A paragraph."""
    return Block("paragraph", text, Place())


def bullet(text: str, marker: str = "•") -> Block:
    """An item of a list: "•" or a number such as "3."."""
    return Block("bullet", text, Place(), level=1, marker=marker)


def row(*cells: str, head: bool = False) -> Block:
    """A row of a table."""
    return Block("row", "\t".join(filter(None, cells)), Place(), cells=cells, head=head)


def as_text(blocks: Iterable[Block]) -> bytes:
    """Plain text: an empty line between paragraphs and before lists, tabs between cells."""
    lines: list[str] = []
    for role, group in _groups(blocks):
        if role in {"bullet", "row"}:
            lines += ["\t".join(b.cells) if role == "row" else b.printed for b in group]
            lines.append("")
        else:
            lines += [line for block in group for line in (block.printed, "")]
    return "\n".join(lines).encode()


def as_wrapped_text(blocks: Iterable[Block]) -> bytes:
    """Plain text of 78 columns, but for the rows of tables."""
    lines: list[str] = []
    for line in as_text(blocks).decode().split("\n"):
        parts = wrap(line, 78, break_long_words=False, break_on_hyphens=False)
        lines += [line] if "\t" in line else parts or [""]
    return "\n".join(lines).encode()


def as_html(blocks: Iterable[Block]) -> bytes:
    """A page as a browser saves it."""
    body = "\n".join(_html(role, group) for role, group in _groups(blocks))
    return f"<!doctype html><html><head></head><body><main>{body}</main></body></html>".encode()


def as_markdown(blocks: Iterable[Block]) -> bytes:
    """Markdown, with what could be a mark of it behind a backslash."""
    return "\n\n".join(_markdown(role, group) for role, group in _groups(blocks)).encode()


def as_docx(blocks: Iterable[Block]) -> bytes:
    """A Word file with its own styles, bullets and numbers."""

    def fill(document: WordDocument) -> None:
        for role, group in _groups(blocks):
            if role == "row":
                _word_table(document, group)
            elif role == "bullet":
                _word_list(document, group)
            else:
                for block in group:
                    style = f"Heading {block.level or 2}" if role == "heading" else "Normal"
                    document.add_paragraph(block.printed, style=style)

    return docx(fill)


def as_pdf(blocks: Iterable[Block]) -> bytes:
    """A PDF on A4 with ruled tables; what Windows-1252 lacks is a question mark."""

    def fill(document: FPDF) -> None:
        document.core_fonts_encoding = "windows-1252"
        for role, group in _groups(blocks):
            if role == "row":
                _pdf_table(document, group)
            else:
                for block in group:
                    _pdf_block(document, block)
            document.ln(4)

    return pdf(fill)


WRITERS: Final[dict[str, Callable[[Iterable[Block]], bytes]]] = {
    "txt": as_text,
    "wrapped": as_wrapped_text,
    "html": as_html,
    "md": as_markdown,
    "docx": as_docx,
    "pdf": as_pdf,
}
"""The writers by the ending of their files."""


def _groups(blocks: Iterable[Block]) -> Iterable[tuple[str, list[Block]]]:
    """The blocks by their roles, furniture as paragraphs; a list or a table is one group."""
    for role, group in groupby(blocks, lambda block: block.role):
        yield "paragraph" if role == "furniture" else role, list(group)


def _html(role: str, group: Sequence[Block]) -> str:
    if role == "row":
        rows = [
            "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in block.cells)
            for block in group
            for tag in ("th" if block.head else "td",)
        ]
        return f"<table>{''.join(f'<tr>{cells}</tr>' for cells in rows)}</table>"
    if role == "heading":
        return "".join(f"<h{b.level or 2}>{escape(b.printed)}</h{b.level or 2}>" for b in group)
    if role == "bullet":
        return "".join(_html_list(kind, items) for kind, items in _lists(group))
    return "".join(f"<p>{escape(block.printed)}</p>\n" for block in group)


def _html_list(kind: str, items: Sequence[Block]) -> str:
    if kind == "printed":
        return "".join(f"<p>{escape(block.printed)}</p>" for block in items)
    inner = "".join(
        f'<li value="{block.marker[:-1]}">{escape(block.text)}</li>'
        if kind == "number"
        else f"<li>{escape(block.text)}</li>"
        for block in items
    )
    return f"<ol>{inner}</ol>" if kind == "number" else f"<ul>{inner}</ul>"


def _lists(group: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    """Parts of a list of one kind each: bullets, numbers, or markers that no format makes."""

    def kind(block: Block) -> str:
        return "bullet" if block.marker == "•" else "number" if _number(block) else "printed"

    return [(name, list(items)) for name, items in groupby(group, kind)]


def _number(block: Block) -> int:
    match = _NUMBER.fullmatch(block.marker)
    return int(match[1]) if match else 0


def _markdown(role: str, group: Sequence[Block]) -> str:
    if role == "row":
        width = max(len(block.cells) for block in group)
        head, rest = (group[0].cells, group[1:]) if group[0].head else ((), group)
        lines = [head, ("---",) * width, *(block.cells for block in rest)]
        return "\n".join(_markdown_row(line, width, at == 1) for at, line in enumerate(lines))
    if role == "heading":
        return "\n\n".join(
            f"{'#' * (block.level or 2)} {_escaped(block.printed)}" for block in group
        )
    if role == "bullet":
        parts = []
        for kind, items in _lists(group):
            if kind == "printed":
                parts += [_escaped(block.printed) for block in items]
            else:
                parts.append("\n".join(f"{_sign(block)} {_escaped(block.text)}" for block in items))
        return "\n\n".join(parts)
    return "\n\n".join(_escaped(block.printed) for block in group)


def _sign(block: Block) -> str:
    return block.marker if _number(block) else "-"


def _markdown_row(cells: Sequence[str], width: int, rule: bool) -> str:
    whole = [*cells, *[""] * (width - len(cells))]
    return f"| {' | '.join(cell if rule else _escaped(cell) for cell in whole)} |"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]()<>#+.!|&=~-])", r"\\\1", text)


def _word_table(document: WordDocument, group: Sequence[Block]) -> None:
    table = document.add_table(len(group), max(len(block.cells) for block in group))
    for at, block in enumerate(group):
        cells = table.rows[at].cells
        for cell, text in zip(cells, block.cells, strict=False):
            run = cell.paragraphs[0].add_run(text)
            run.bold = block.head or None
        if block.head:
            properties = table.rows[at]._tr.get_or_add_trPr()
            properties.append(properties.makeelement(qn("w:tblHeader"), {}))


def _word_list(document: WordDocument, group: Sequence[Block]) -> None:
    for kind, items in _lists(group):
        style = {"bullet": "List Bullet", "number": "List Number", "printed": "Normal"}[kind]
        last, list_id = 0, 0
        for block in items:
            text = block.printed if kind == "printed" else block.text
            added = document.add_paragraph(text, style=style)
            if number := _number(block):
                list_id = list_id if number == last + 1 != 1 else _new_numbers(document, number)
                added._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = list_id
            last = number


def _new_numbers(document: WordDocument, start: int) -> int:
    """Begin numbers again, from `start`; return the list's number."""
    numbering: Any = document.part.numbering_part.element
    style: Any = document.styles["List Number"].element
    known = numbering.num_having_numId(style.pPr.numPr.numId.val)
    new = numbering.add_num(known.abstractNumId.val)
    new.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(new.numId)


def _printable(text: str) -> str:
    return text.encode("cp1252", "replace").decode("cp1252")


def _pdf_table(document: FPDF, group: Sequence[Block]) -> None:
    width = max(len(block.cells) for block in group)
    document.set_font("Helvetica", size=10)
    with document.table(first_row_as_headings=group[0].head) as table:
        for block in group:
            table.row(
                [_printable(cell) for cell in (*block.cells, *[""] * (width - len(block.cells)))]
            )


def _pdf_block(document: FPDF, block: Block) -> None:
    large = block.role == "heading"
    document.set_font("Helvetica", style="B" if large else "", size=14 if large else 11)
    document.set_x(15 if block.role == "bullet" else 10)
    document.multi_cell(0, 5, _printable(block.printed), new_x="LMARGIN", new_y="NEXT", align="L")
    if block.role != "bullet":
        document.ln(3)
