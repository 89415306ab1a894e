"""Markdown, by way of HTML: the same walker, with the lines of the file as places."""

from __future__ import annotations

import re
from datetime import date

from hmic_tracker.documents.blocks import Block, Document, Place
from hmic_tracker.documents.sources.from_html import document_of
from hmic_tracker.documents.sources.html_decoding import decode_page
from hmic_tracker.documents.sources.html_tree import parse
from hmic_tracker.documents.sources.html_walk import LINE_ATTRIBUTE, Walker
from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.documents.sources.ruled_tables import with_html
from hmic_tracker.documents.sources.torn_texts import with_torn_joined
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it.token import Token

_FENCE: Final = "---"
_PROPERTY: Final = re.compile(r"(title|date|published)\s{0,9}:\s{0,9}(\S[^\n]*)", re.IGNORECASE)
_SHOWN: Final = re.compile(r"(?:title|updated): [^\"'].*")
_DEEPEST: Final = 60
_NESTED: Final = re.compile(r"^( {0,3}(?:[>*+-] {0,4}){60})(?:[>*+-] {0,4})+")
"""Quotations and lists in each other that nobody writes; the parser drops what is deeper."""

_NOTE_MARK: Final = re.compile(r"(?<=[^\s\[`])\[\^[^\]\s`]{1,20}\](?!:)")
"""What stands behind a word that a footnote is for: "orders[^1]"."""
_UNESCAPED_PIPE: Final = re.compile(r"(?<!\\)\|")
_QUOTES: Final = "\"' "


def read(data: bytes, name: str) -> Document:
    """Read a text with Markdown's marks; HTML in it counts as HTML."""
    text, remarks = decode_page(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    front = _front_matter(lines)
    walker = Walker(lined=True)
    walker.walk(parse(_as_html(["" for _ in front] + lines[len(front) :])))
    blocks = (*_front_blocks(front), *with_torn_joined(walker.out.blocks))
    properties = dict(walker.out.properties.pairs()) | _front_properties(front)
    return document_of(data, name, blocks, tuple(properties.items()), remarks)


def _as_html(lines: list[str]) -> str:
    """HTML whose blocks have the line they begin on as an attribute."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 4 * _DEEPEST}).enable("table")
    lines = with_html([_NOTE_MARK.sub("", line) for line in lines], LINE_ATTRIBUTE)
    tokens = parser.parse("\n".join(_NESTED.sub(r"\1", line) for line in lines))
    for token in tokens:
        _place(token)
    _number_again(tokens)
    _keep_further_cells(tokens, lines)
    rendered: str = parser.renderer.render(tokens, parser.options, {})
    return rendered


def _place(token: Token) -> None:
    if not token.map or token.nesting < 0:
        return
    line = token.map[0] + 1
    if token.type == "html_block":
        token.content = f'<wbr {LINE_ATTRIBUTE}="{line}">{token.content}'
    elif token.type != "inline":
        token.attrSet(LINE_ATTRIBUTE, str(line + (token.type == "fence")))


def _number_again(tokens: list[Token]) -> None:
    """Keep a number that begins at 1 again: the parser counts on, as if it were one list."""
    last: list[int] = []
    for token in tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            last.append(0)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            last.pop()
        elif token.type == "list_item_open" and token.info.isdecimal():
            number = int(token.info)
            if number == 1 < last[-1]:
                token.attrSet("value", "1")
            last[-1] = number


def _keep_further_cells(tokens: list[Token], lines: list[str]) -> None:
    """Add cells beyond the head's to the last one: the parser drops them."""
    columns, line = 0, ""
    cells: list[Token] = []
    for token in tokens:
        if token.type == "tr_open" and token.map:
            cells, line = [], lines[token.map[0]]
        elif token.type == "inline":
            cells.append(token)
        elif token.type == "thead_open":
            columns = 0
        elif token.type == "thead_close":
            columns = len(cells)
        elif token.type == "tr_close" and columns and line:
            printed = _UNESCAPED_PIPE.split(line.strip().removeprefix("|"))
            if rest := " | ".join(filter(None, map(str.strip, printed[columns:]))):
                _add_text(cells[-1], f" | {rest}".replace(r"\|", "|"))


def _add_text(cell: Token, text: str) -> None:
    from markdown_it.token import Token

    cell.children = [*(cell.children or []), Token("text", "", 0, content=text)]


def _front_matter(lines: list[str]) -> list[str]:
    """The lines between a first and a second line of dashes, both included."""
    if not lines or lines[0].rstrip() != _FENCE:
        return []
    ends = [at for at, line in enumerate(lines[1:100], 1) if line.rstrip() in {_FENCE, "..."}]
    return lines[: ends[0] + 1] if ends else []


def _front_blocks(front: list[str]) -> list[Block]:
    return [
        Block("paragraph", text, Place(number))
        if _SHOWN.fullmatch(text)
        else Block("furniture", text, Place(number), gap=False, reason="front matter")
        for number, line in enumerate(front, 1)
        if (text := clean(line)) and text not in {_FENCE, "..."}
    ]


def _front_properties(front: list[str]) -> dict[str, str]:
    properties: dict[str, str] = {}
    for line in front:
        if match := _PROPERTY.fullmatch(line.strip()):
            key, value = match[1].lower(), clean(match[2].strip(_QUOTES))
            if key == "title":
                properties["title"] = value
            elif day := _day(value):
                properties["published"] = day
    return properties


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        return ""
