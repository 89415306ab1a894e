"""Readers of what the drawers wrote: HTML and Markdown as a browser and a wiki take them."""

from __future__ import annotations

from html.parser import HTMLParser
from io import BytesIO

from markdown_it import MarkdownIt
from openpyxl import load_workbook

from hmic_tracker.render.formats import Content, RenderOptions, render

ALLOWED_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "br", "span"),
    *("table", "thead", "tbody", "tr", "th", "td", "blockquote", "dl", "dt", "dd", "ul", "li"),
    *("div", "b", "i"),
}
ALLOWED_ATTRIBUTES = {"class", "style", "scope", "colspan", "aria-hidden", "lang"}
HEAD_ATTRIBUTES = {"charset", "name", "content", "http-equiv"}


class Html(HTMLParser):
    """The rows of the tables, all other texts, and what must not be there."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.texts: list[str] = []
        self.wrong: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        allowed = HEAD_ATTRIBUTES if tag == "meta" else ALLOWED_ATTRIBUTES
        if tag not in ALLOWED_TAGS or not names <= allowed:
            self.wrong.append(self.get_starttag_text() or tag)
        if tag not in {"meta", "br"}:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"th", "td"}:
            self.rows[-1].append("")
        elif tag == "br":
            self.texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if {"th", "td"} & set(self.open):
            self.rows[-1][-1] += data
        elif "style" not in self.open:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(data)

    def handle_pi(self, data: str) -> None:
        self.wrong.append(data)


class Markdown:
    """The rows of the tables, all other texts, and the markup that is there."""

    def __init__(self, text: str) -> None:
        self.rows: list[list[str]] = []
        self.texts: list[str] = []
        self.markup: set[str] = set()
        parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        cell = False
        for token in parser.parse(text):
            if token.type == "tr_open":
                self.rows.append([])
            elif token.type in {"th_open", "td_open"}:
                cell = True
            elif token.type in {"th_close", "td_close"}:
                cell = False
            elif token.type == "inline":
                said = "".join(
                    "\n" if child.type in {"softbreak", "hardbreak"} else child.content
                    for child in token.children or []
                )
                self.markup |= {child.type for child in token.children or []}
                if cell:
                    self.rows[-1].append(said)
                else:
                    self.texts.append(said)
            self.markup.add(token.type)


INERT = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text"),
    *("text_special", "softbreak", "hardbreak", "strong_open", "strong_close"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    *("blockquote_open", "blockquote_close", "table_open", "table_close", "thead_open"),
    *("thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open", "th_close"),
    *("td_open", "td_close"),
}
"""What the Markdown drawer uses itself: no link, picture, HTML, code, emphasis, rule, number."""


def words(text: str) -> str:
    """A text as a reader sees it: any run of white space is one space."""
    return " ".join(text.split())


def text_of(name: str, content: Content, options: RenderOptions) -> str:
    """The content in a format, as text."""
    text = render(name, content, options)
    return text if isinstance(text, str) else workbook_text(text)


def workbook_text(data: bytes) -> str:
    """A workbook as text: each sheet's name, then its rows, the cells as Python writes them."""
    lines: list[str] = []
    for sheet in load_workbook(BytesIO(data)):
        lines.append(f"[{sheet.title}]")
        lines += [" ".join(map(repr, row)) for row in sheet.iter_rows(values_only=True)]
    return "".join(f"{line}\n" for line in lines)
