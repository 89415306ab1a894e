"""Pages as one HTML file: no script, nothing fetched, fit for a screen, paper and mail."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from hmic_tracker.render.blocks import (
    Bar,
    Bars,
    Block,
    Cell,
    Column,
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
from hmic_tracker.render.cells import spans_of
from hmic_tracker.render.plain import words_of
from hmic_tracker.render.visible import visible

# Colours have a contrast of 4.5 or more on white, and a colour repeats what a word says.
_STYLE: Final = """\
body { font: 16px/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff;
  max-width: 75em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.4em; } h2 { font-size: 1.1em; margin-top: 2em; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { text-align: left; vertical-align: top; padding: .3em .8em .3em 0; }
thead th { border-bottom: 2px solid #767676; } tbody tr { border-bottom: 1px solid #ddd; }
tbody th { font-weight: normal; } tr.strong, tr.strong th, .bold { font-weight: bold; }
.right { text-align: right; font-variant-numeric: tabular-nums; }
.red { color: #b10e1e; } .amber { color: #8a5300; } .green { color: #00692f; }
.blue { color: #1d4f91; } .grey, .dim { color: #595959; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1.5em; }
dt { font-weight: bold; } dd { margin: 0; }
blockquote { margin: 1em 2em; } p { margin: .4em 0; }
.bar { display: flex; height: .9em; max-width: 30em; background: #eee; }
.bar i { background: currentColor; border-right: 1px solid #fff; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
"""
_HEAD: Final = """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
"""


def draw(page: Page, lang: str = "en") -> str:
    """The page as a whole HTML document, ending in one newline.

    The first heading is its title and h1, the others are h2. A row's first cell is its head, its
    detail the last cell. Every text is escaped; a RAG word has its colour as a class beside it.
    """
    title = next((b.text for b in page if isinstance(b, Heading)), "") or "Action plan"
    lines: list[str] = []
    level = "h1"
    for block in page:
        if isinstance(block, Heading):
            lines.append(f"<{level}>{_escaped(block.text)}</{level}>")
            level = "h2"
        else:
            lines += _lines(block)
    head = _HEAD.format(lang=escape(lang), title=_escaped(title), style=_STYLE)
    return head + "\n".join([*lines, "</main>", "</body>", "</html>", ""])


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Line(text, style, indent):
            place = f' style="margin-left: {indent / 2:g}em"' if indent else ""
            yield f"<p{_classes(style)}{place}>{_escaped(text)}</p>"
        case Note(mark, text):
            yield f"<p>{_escaped(mark)} {_escaped(text)}</p>"
        case Prose(text):
            yield "<blockquote>"
            inside = visible(text, newlines=True).strip("\n").split("\n")
            yield f"<p>{'<br>'.join(map(escape, inside))}</p>"
            yield "</blockquote>"
        case Pairs(pairs):
            yield "<dl>"
            for label, text in pairs:
                yield f"<dt>{_escaped(label)}</dt><dd>{_escaped(text)}</dd>"
            yield "</dl>"
        case Bars():
            yield from _bars(block)
        case Table():
            yield from _table(block)
        case Heading() | Gap():
            pass


def _table(table: Table) -> Iterator[str]:
    detailed = any(row.detail for row in table.rows)
    yield "<table>"
    yield "<thead>"
    if spans_of(table):
        yield f"<tr>{''.join(_group_heads(table, detailed))}</tr>"
    heads = [_head(column) for column in table.columns]
    if detailed:
        heads.append(f'<th scope="col">{_escaped(table.detail_head)}</th>')
    yield f"<tr>{''.join(heads)}</tr>"
    yield "</thead>"
    yield "<tbody>"
    for row in table.rows:
        cells = "".join(_cells(row, table.columns))
        detail = f"<td>{_escaped(row.detail)}</td>" if detailed else ""
        yield f"<tr{_classes('strong' if row.strong else '')}>{cells}{detail}</tr>"
    yield "</tbody>"
    yield "</table>"


def _head(column: Column) -> str:
    return f'<th scope="col"{_classes(_side(column))}>{_escaped(column.head)}</th>'


def _group_heads(table: Table, detailed: bool) -> Iterator[str]:
    """The heads over several columns, and empty cells over the others."""
    at = 0
    for group, first, end in spans_of(table):
        yield "<td></td>" * (first - at)
        yield f'<th colspan="{end - first}" scope="colgroup">{escape(group)}</th>'
        at = end
    yield "<td></td>" * (len(table.columns) - at + detailed)


def _cells(row: Row, columns: tuple[Column, ...]) -> Iterator[str]:
    for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        yield _head_cell(row, cell, column) if place == 0 else _cell(cell, column)


def _head_cell(row: Row, cell: Cell, column: Column) -> str:
    indent = f' style="padding-left: {1.5 * row.indent:g}em"' if row.indent else ""
    classes = _classes(_side(column), cell.style)
    return f'<th scope="row"{classes}{indent}>{_escaped(cell.text)}</th>'


def _cell(cell: Cell, column: Column) -> str:
    return f"<td{_classes(_side(column), cell.style)}>{_escaped(cell.text)}</td>"


def _bars(block: Bars) -> Iterator[str]:
    if block.head:
        yield f'<p class="bold">{_escaped(block.head)}</p>'
    scale = max([block.scale, 1, *(sum(map(_size, bar.parts)) for bar in block.bars)])
    yield "<dl>"
    for bar in block.bars:
        yield f"<dt>{_escaped(bar.label)}</dt><dd>{''.join(_bar(bar, scale))}</dd>"
    yield "</dl>"


def _bar(bar: Bar, scale: int) -> Iterator[str]:
    """A bar for the eye, and after it in words what it says."""
    yield '<span class="bar" aria-hidden="true">'
    for part in bar.parts:
        yield f'<i{_classes(part[1])} style="width: {100 * _size(part) / scale:.2f}%"></i>'
    yield f"</span>{escape(words_of(bar))}"


def _size(part: tuple[int, str, str]) -> int:
    return max(part[0], 0)


def _side(column: Column) -> str:
    return "right" if column.align == "right" else ""


def _classes(*names: str) -> str:
    found = " ".join(filter(None, names))
    return f' class="{found}"' if found else ""


def _escaped(text: str) -> str:
    return escape(visible(text))
