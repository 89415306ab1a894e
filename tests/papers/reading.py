"""Readers of papers: each form as lines of words, a table's row one line."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from tests.conftest import Run

FORMS: Final = {"plain": "txt", "markdown": "md", "html": "html", "docx": "docx"}
BLOCKS: Final = {"p", "h1", "h2", "h3", "h4", "h5", "li", "tr", "dt", "caption", "title", "header"}
TAGS: Final = BLOCKS | {
    *("html", "head", "meta", "style", "body", "main", "footer", "dl", "dd", "ol", "ul", "br"),
    *("blockquote", "div", "table", "thead", "tbody", "th", "td", "span"),
}
ATTRIBUTES: Final = {
    *(
        "class",
        "scope",
        "colspan",
        "style",
        "lang",
        "start",
        "role",
        "aria-label",
        "data-head",
        "tabindex",
    ),
    *("charset", "name", "content", "http-equiv"),
}


def made(run: Run, form: str, folder: Path, *words: str) -> bytes:
    """The bytes of a paper in a form."""
    path = folder / f"paper.{FORMS[form]}"
    found = run("report", *words, "-o", path)
    assert found.code == 0, found.err
    return path.read_bytes()


def lines_of(form: str, data: bytes) -> list[str]:
    """A paper's lines, the white space of each one space."""
    readers: dict[str, Callable[[bytes], list[str]]] = {
        "plain": lambda data: data.decode().split("\n\n"),
        "markdown": _markdown,
        "html": lambda data: Html(data.decode()).lines,
        "docx": docx_lines,
    }
    lines = readers[form](data)
    if form == "plain":  # the rows of tables are lines of their own, paragraphs are several
        lines += data.decode().splitlines()
    return [said for line in lines if (said := " ".join(line.split()))]


def docx_lines(data: bytes) -> list[str]:
    """The paragraphs and the rows of a DOCX, in their order."""
    body = docx.Document(io.BytesIO(data)).element.body
    lines: list[str] = []
    for child in body.iterchildren():
        if child.tag == qn("w:p"):
            lines.append(Paragraph(child, None).text)  # type: ignore[arg-type]
        elif child.tag == qn("w:tbl"):
            table = Table(child, None)  # type: ignore[arg-type]
            lines += [" ".join(cell.text for cell in row.cells) for row in table.rows]
    return lines


def docx_parts(data: bytes) -> dict[str, str]:
    """The parts of a DOCX that are text."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


class Html(HTMLParser):
    """The lines of a page, and whatever must not be there."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.wrong: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS or not {name for name, _ in attrs} <= ATTRIBUTES:
            self.wrong.append(self.get_starttag_text() or tag)
        if tag not in {"meta", "br"}:
            self.open.append(tag)
        if tag in BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")
        if tag in {"th", "td", "dt"} and self.lines:
            self.lines[-1] += " "
        if tag in BLOCKS - {"dt"}:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and self.lines:
            self.lines[-1] += data

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(data)

    def handle_pi(self, data: str) -> None:
        self.wrong.append(data)


def _markdown(data: bytes) -> list[str]:
    text = re.sub(r"\\(\W)", r"\1", data.decode())
    text = text.replace("**: ", " ")
    return [re.sub(r"^(?:#+|>|-|\d+\.) |\||\*\*|&nbsp;", " ", line) for line in text.splitlines()]
