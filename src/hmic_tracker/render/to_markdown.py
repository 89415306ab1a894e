"""Documents as Markdown (CommonMark with the tables of GitHub), for wikis and merge requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from hmic_tracker.light_typing import Final
from hmic_tracker.render import nodes
from hmic_tracker.render.escaping import visible

# What begins or ends markup anywhere in a line: code, emphasis, links, HTML, entities, cells,
# strike-through, mathematics. Addresses are not made links: their text is from outside.
_INLINE: Final = re.compile(r"[\\`*_<>\[\]&|~$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What does so only as the first of a line: headings, lists, rules, numbered lists.
_FIRST: Final = re.compile(r"\A(?:[#+=-]|\d{1,9}(?=[.)]))")


def draw(page: nodes.Page | nodes.Document) -> str:
    """The page as Markdown, ending in one newline; an empty page is an empty text.

    Without a level the first heading is the page's, the others are of the second. A row's detail is
    its last cell. Numbered paragraphs keep their numbers, since a list may begin with any. Every
    character that could be markup is escaped, so that texts read as they are.
    """
    parts: list[str] = []
    usual = 1
    for is_list, run in groupby(nodes.flatten_document(nodes.as_document(page)), key=_is_list):
        for block in [list(run)] if is_list else ([node] for node in run):
            if isinstance(block[0], nodes.Heading):
                parts.append(_heading(block[0].text, block[0].level or usual))
                usual = 2
            else:
                parts.append("\n".join(line for node in block for line in _lines(node)))
    text = "\n\n".join(filter(None, parts))
    return text + "\n" if text else ""


def _is_list(node: nodes.Node) -> bool:
    """Whether the node is part of a list: labels and texts, bars, indented paragraphs."""
    return isinstance(node, nodes.Pairs | nodes.Bars | nodes.Figures) or (
        isinstance(node, nodes.Paragraph) and node.indent > 0
    )


def _lines(node: nodes.Node) -> Iterator[str]:
    match node:
        case nodes.Paragraph(text, number=int(number)):
            yield f"{number}. {_line(text)}"
        case nodes.Paragraph(text, style, indent):
            yield ("- " if indent else "") + _line(text, style == "bold")
        case nodes.Pairs(pairs):
            yield from (_entry(label, text) for label, text in pairs)
        case nodes.Figures():
            yield from _lines(nodes.figures_as_pairs(node))
        case nodes.Bars(bars, head):
            if head:
                yield f"- {_strong(_escaped(head))}"
            yield from (_entry(bar.label, nodes.bar_text(bar)) for bar in bars)
        case nodes.Note(mark, text):
            yield _line(f"{mark} {text}")
        case nodes.Bullets(texts):
            yield from (f"- {_line(text)}" for text in texts)
        case nodes.Quotation(text):
            yield from _quoted(text)
        case nodes.Table():
            yield from _table(node)
        case nodes.NewPage():
            yield "---"
        case nodes.Gap() | nodes.LineChart() | nodes.Contents() | nodes.Heading():
            pass


def _heading(text: str, level: int) -> str:
    """A heading; marks at the end of its text would be taken for the end of the heading."""
    line = _line(text)
    bare = line.rstrip("#")
    return f"{'#' * level} {bare}" + "\\#" * (len(line) - len(bare))


def _entry(label: str, text: str) -> str:
    name = _strong(_escaped(label))
    return f"- {name}: {_escaped(text)}".rstrip(" ") if name else f"- {_line(text)}".rstrip(" ")


def _quoted(text: str) -> Iterator[str]:
    """A long text as a quotation, its own line breaks kept."""
    lines = [_line(line) for line in visible(text, newlines=True).split("\n")]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        # A line break in Markdown is a backslash at the end of the line, between two lines.
        yield f"> {line}{chr(92) if line and after else ''}".rstrip(" ")


def _table(table: nodes.Table) -> Iterator[str]:
    table = nodes.with_detail_column(table)
    if not table.columns:
        return
    yield _piped(_escaped(" ".join(filter(None, (c.group, c.head)))) for c in table.columns)
    yield _piped("---:" if column.align == "right" else "---" for column in table.columns)
    yield from (_piped(_cells(row)) for row in table.rows)


def _cells(row: nodes.Row) -> Iterator[str]:
    for place, cell in enumerate(row.cells):
        text = _escaped(cell.text)
        indent = "" if place else "&nbsp;&nbsp;" * row.indent
        yield indent + (_strong(text) if row.strong else text)


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
