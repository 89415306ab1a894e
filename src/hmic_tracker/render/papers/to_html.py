"""A paper as one HTML file: no script, nothing fetched, readable on a phone, printable on A4.

The marking stands at the head, before each appendix and at the end, and in print in the margins of
every page, with the page's number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Final

from hmic_tracker.render.blocks import Column, Row, Table
from hmic_tracker.render.cells import spans_of
from hmic_tracker.render.papers.tree import (
    Bullets,
    Document,
    Facts,
    Grid,
    NewPage,
    Node,
    Paragraph,
    Quotation,
    Section,
    Title,
)
from hmic_tracker.render.visible import visible

_STYLE: Final = """\
body { font: 16px/1.5 "Liberation Sans", Arial, sans-serif; color: #1b1b1b; background: #fff;
  max-width: 52em; margin: 0 auto; padding: 1em; }
h1 { font-size: 1.5em; } h2 { font-size: 1.25em; margin-top: 1.8em; } h3 { font-size: 1.1em; }
h4 { font-size: 1em; margin-bottom: .3em; }
.marking { text-align: center; font-weight: bold; margin: .5em 0; }
dl { display: grid; grid-template-columns: minmax(7em, max-content) 1fr; gap: .3em 1.5em; }
dt { font-weight: bold; } dd { margin: 0; }
ol, ul { padding-left: 2.2em; }
h1, h2, h3, h4, dd, li, p { overflow-wrap: anywhere; }
blockquote { margin: .5em 0 .5em 1.5em; }
.scroll { overflow-x: auto; margin: 1em 0; }
table { border-collapse: collapse; font-size: .9em; }
caption { text-align: left; font-weight: bold; padding-bottom: .4em; }
th, td { text-align: left; vertical-align: top; padding: .3em .5em; border: 1px solid #767676; }
thead th, thead td { background: #e9ecef; } tbody th { font-weight: normal; }
tr.strong th, tr.strong td { font-weight: bold; }
.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
"""
_PRINT: Final = """\
@media print {
  body { font-size: 10.5pt; max-width: none; padding: 0; margin: 0; }
  .page { break-before: page; } table, tr, blockquote { break-inside: avoid; }
  h1, h2, h3, h4, caption { break-after: avoid; }
  .scroll { overflow: visible; } thead { display: table-header-group; }
}
"""
_HEAD: Final = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
"""


def draw(document: Document) -> str:
    """The paper as a whole HTML document, ending in one newline."""
    lines = [*_marking(document, "header"), "<main>"]
    for numbered, nodes in groupby(_stepped(document.nodes), key=_is_numbered):
        run = list(nodes)
        lines += _list(run) if numbered else _blocks(document, run)
    lines += ["</main>", *_marking(document, "footer"), "</body>", "</html>", ""]
    style = _STYLE + _page(document) + _PRINT
    return _HEAD.format(title=_text(document.title), style=style) + "\n".join(lines)


def _page(document: Document) -> str:
    """The margins of a printed page: the marking, and what the paper is with the page's number."""
    marking, footer = _css(document.marking), _css(document.footer)
    number = '"Page " counter(page) " of " counter(pages)'
    small = "font: 9pt sans-serif;"
    return (
        "@page { size: A4; margin: 20mm 18mm;\n"
        f"  @top-center {{ content: {marking}; font: bold 10pt sans-serif; }}\n"
        f"  @bottom-left {{ content: {footer}; {small} }}\n"
        f"  @bottom-center {{ content: {marking}; font: bold 10pt sans-serif; }}\n"
        f"  @bottom-right {{ content: {number}; {small} }}\n"
        "}\n"
    )


def _css(text: str) -> str:
    """A text as a string of CSS in which every character but letters and digits is a number."""
    told = (c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in visible(text))
    return f'"{"".join(told)}"'


def _marking(document: Document, tag: str) -> list[str]:
    text = _text(document.marking)
    return [f'<{tag} class="marking">{text}</{tag}>'] if text else []


def _stepped(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes, no head more than a level under the one before it."""
    above = 0
    for node in nodes:
        if isinstance(node, Section):
            above = min(node.level, above + 1)
            yield node._replace(level=above)
        else:
            yield node


def _is_numbered(node: Node) -> bool:
    return isinstance(node, Paragraph) and node.number is not None


def _list(nodes: list[Node]) -> Iterator[str]:
    first = nodes[0]
    assert isinstance(first, Paragraph)
    yield f'<ol start="{first.number}">'
    for node in nodes:
        assert isinstance(node, Paragraph)
        yield f"<li>{_text(node.text)}</li>"
    yield "</ol>"


def _blocks(document: Document, nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        match node:
            case NewPage():
                yield f'<p class="marking page">{_text(document.marking)}</p>'
            case _:
                yield from _lines(node)


def _lines(node: Node) -> Iterator[str]:
    match node:
        case Title(text):
            yield f"<h1>{_text(text)}</h1>"
        case Section(level, text):
            yield f"<h{level + 1}>{_text(text)}</h{level + 1}>"
        case Facts(pairs):
            yield "<dl>"
            for label, text in pairs:
                yield f"<dt>{_text(label)}</dt><dd>{_text(text)}</dd>"
            yield "</dl>"
        case Paragraph(text):
            yield f"<p>{_text(text)}</p>"
        case Bullets(texts):
            yield "<ul>"
            yield from (f"<li>{_text(text)}</li>" for text in texts)
            yield "</ul>"
        case Quotation(text):
            inside = visible(text, newlines=True).split("\n")
            yield f"<blockquote><p>{'<br>'.join(map(escape, inside))}</p></blockquote>"
        case Grid(caption, table):
            yield from _grid(caption, table)
        case NewPage():
            pass


def _grid(caption: str, table: Table) -> Iterator[str]:
    """A table that scrolls by itself where the screen is narrow, also by keyboard."""
    detailed = any(row.detail for row in table.rows)
    name = _text(caption)
    yield f'<div class="scroll" role="region" aria-label="{name}" tabindex="0">'
    yield f"<table><caption>{name}</caption>"
    yield "<thead>"
    if spans_of(table):
        yield f"<tr>{''.join(_groups(table, detailed))}</tr>"
    heads = [
        f'<th scope="col"{_side(column)}>{_text(column.head)}</th>' for column in table.columns
    ]
    if detailed:
        heads.append(f'<th scope="col">{_text(table.detail_head)}</th>')
    yield f"<tr>{''.join(heads)}</tr>"
    yield "</thead>"
    yield "<tbody>"
    for row in table.rows:
        detail = f"<td>{_text(row.detail)}</td>" if detailed else ""
        strong = ' class="strong"' if row.strong else ""
        yield f"<tr{strong}>{''.join(_cells(row, table))}{detail}</tr>"
    yield "</tbody></table></div>"


def _groups(table: Table, detailed: bool) -> Iterator[str]:
    """The heads over several columns, and empty cells over the others."""
    at = 0
    for group, first, end in spans_of(table):
        yield "<td></td>" * (first - at)
        yield f'<th colspan="{end - first}" scope="colgroup">{escape(group)}</th>'
        at = end
    yield "<td></td>" * (len(table.columns) - at + detailed)


def _cells(row: Row, table: Table) -> Iterator[str]:
    for place, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        if place:
            yield f"<td{_side(column)}>{_text(cell.text)}</td>"
        else:
            indent = f' style="padding-left: {0.5 + 1.2 * row.indent:g}em"' if row.indent else ""
            yield f'<th scope="row"{indent}>{_text(cell.text)}</th>'


def _side(column: Column) -> str:
    return ' class="right"' if column.align == "right" else ""


def _text(text: str) -> str:
    return escape(visible(text))
