"""Pages as Markdown (CommonMark with the tables of GitHub), for wikis and merge requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from hmic_tracker.render.blocks import (
    Bars,
    Block,
    Gap,
    Heading,
    Line,
    Note,
    Page,
    Pairs,
    Prose,
    Row,
    Table,
)
from hmic_tracker.render.plain import words_of
from hmic_tracker.render.visible import visible

# What begins or ends markup anywhere in a line: code, emphasis, links, HTML, entities, cells,
# strike-through, mathematics. Addresses are not made links: their text is from outside.
_INLINE: Final = re.compile(r"[\\`*_<>\[\]&|~$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What does so only as the first of a line: headings, lists, rules, numbered lists.
_FIRST: Final = re.compile(r"\A(?:[#+=-]|\d{1,9}(?=[.)]))")


def draw(page: Page) -> str:
    """The page as Markdown, ending in one newline; an empty page is an empty text.

    The first heading is the page's, the others are of the second level. A row's detail is its last
    cell. Every character that could be markup is escaped, so that texts read as they are.
    """
    parts: list[str] = []
    level = "#"
    for is_list, blocks in groupby(page, key=_is_list):
        if is_list:
            parts.append("\n".join(line for block in blocks for line in _list(block)))
            continue
        for block in blocks:
            if isinstance(block, Heading):
                parts.append(f"{level} {_escaped(block.text)}")
                level = "##"
            elif text := "\n".join(_lines(block)):
                parts.append(text)
    text = "\n\n".join(filter(None, parts))
    return text + "\n" if text else ""


def _is_list(block: Block) -> bool:
    """Whether the block is part of a list: labels and texts, bars, indented lines."""
    return isinstance(block, Pairs | Bars) or (isinstance(block, Line) and block.indent > 0)


def _list(block: Block) -> Iterator[str]:
    match block:
        case Line(text, style):
            yield f"- {_line(text, style == 'bold')}"
        case Pairs(pairs):
            yield from (_entry(label, text) for label, text in pairs)
        case Bars(bars, head):
            if head:
                yield f"- {_strong(_escaped(head))}"
            yield from (_entry(bar.label, words_of(bar)) for bar in bars)
        case _:
            raise TypeError(block)


def _entry(label: str, text: str) -> str:
    name = _strong(_escaped(label))
    return f"- {name}: {_escaped(text)}".rstrip(" ") if name else f"- {_line(text)}".rstrip(" ")


def _lines(block: Block) -> Iterable[str]:
    match block:
        case Line(text, style):
            return [_line(text, style == "bold")]
        case Note(mark, text):
            return [_line(f"{mark} {text}")]
        case Prose(text):
            return _quoted(text)
        case Table():
            return _table(block)
        case Gap():
            return []
        case _:
            raise TypeError(block)


def _quoted(text: str) -> Iterator[str]:
    """A long text as a quotation, its own line breaks kept."""
    lines = [_line(line) for line in visible(text, newlines=True).split("\n")]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        # A line break in Markdown is a backslash at the end of the line, between two lines.
        yield f"> {line}{chr(92) if line and after else ''}".rstrip(" ")


def _table(table: Table) -> Iterator[str]:
    detailed = any(row.detail for row in table.rows)
    heads = [" ".join(filter(None, (c.group, c.head))) for c in table.columns]
    aligns = ["---:" if column.align == "right" else "---" for column in table.columns]
    if detailed:
        heads, aligns = [*heads, table.detail_head], [*aligns, "---"]
    if not heads:
        return
    yield _piped(map(_escaped, heads))
    yield _piped(aligns)
    for row in table.rows:
        yield _piped(_cells(row, detailed))


def _cells(row: Row, detailed: bool) -> Iterator[str]:
    for place, cell in enumerate(row.cells):
        text = _escaped(cell.text)
        indent = "" if place else "&nbsp;&nbsp;" * row.indent
        yield indent + (_strong(text) if row.strong else text)
    if detailed:
        yield _escaped(row.detail)


def _piped(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _strong(text: str) -> str:
    # Two stars next to a punctuation mark inside a word would be stars; here they stand alone.
    return f"**{text}**" if text else ""


def _line(text: str, strong: bool = False) -> str:
    """A text at the start of a line."""
    text = _escaped(text)
    if strong:
        return _strong(text)
    return _FIRST.sub(lambda m: f"{m[0]}\\" if m[0].isdigit() else f"\\{m[0]}", text)


def _escaped(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", visible(text)).strip()
