"""HTML tables as a grid: a cell that spans rows or columns stands in each."""

from __future__ import annotations

from collections.abc import Iterator

from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.sources.html_tree import Element

WIDEST: Final = 64
"""Columns of a table; more cells of a row stand in the last."""

_PARAGRAPHS_OF_FORM: Final = 4
REPEATED: Final = 1000
"""Letters of a spanning cell; a longer one stands in its first place only."""


class Row(NamedTuple):
    """A row of a table, its cells, and whether it stands in the head."""

    element: Element
    cells: tuple[Element, ...]
    head: bool


class Span(NamedTuple):
    """A cell that goes on in the rows below: its text, and how many of them."""

    text: str
    rows: int


def rows_of(table: Element) -> list[Row]:
    """The rows of a table, without those of tables in it."""
    return [
        Row(row, cells, in_head or all(cell.tag == "th" for cell in cells))
        for row, in_head in _rows(table, in_head=False)
        if (cells := tuple(each for each in row.elements if each.tag in {"td", "th"}))
    ]


def is_layout(table: Element, rows: list[Row]) -> bool:
    """Whether a table only arranges a page: it says so, or has one row or one column."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if any(cell.tag == "th" for row in rows for cell in row.cells):
        return False
    if len(rows) == 1 or all(len(row.cells) == 1 for row in rows):
        return True
    if any(_is_page(cell) for row in rows for cell in row.cells):
        return True
    return widest(rows) == 2 and any(_is_form(row.cells[-1]) for row in rows)


def widest(rows: list[Row]) -> int:
    """How many columns a table has."""
    widths = (sum(span(cell, "colspan") for cell in row.cells) for row in rows)
    return min(max(widths, default=0), WIDEST)


def span(cell: Element, which: str) -> int:
    """How many columns or rows a cell spans; what isn't a number spans one."""
    text = cell.get(which).strip()
    if text.isascii() and text.isdigit() and len(text) < 6:
        return max(int(text), 1)
    return 1


def row_cells(
    texts: list[tuple[Element, str]], spans: dict[int, Span], width: int
) -> tuple[str, ...]:
    """The texts of a row by column; `spans` has, by column, what goes on from the rows above.

    Changes `spans` to what goes on in the row below.
    """
    cells: list[str] = []
    waiting = iter(texts)
    while len(cells) < width:
        if (above := spans.pop(len(cells), None)) is not None:
            cells.append(above.text)
            if above.rows > 1:
                spans[len(cells) - 1] = Span(above.text, above.rows - 1)
            continue
        following = next(waiting, None)
        if following is None:
            cells.append("")
            continue
        _place(following, cells, spans, width)
    rest = [text for _, text in waiting if text]
    if rest:
        cells[-1] = " ".join(filter(None, (cells[-1], *rest)))
    return tuple(cells)


def _place(cell: tuple[Element, str], cells: list[str], spans: dict[int, Span], width: int) -> None:
    element, text = cell
    rows = span(element, "rowspan")
    for number in range(span(element, "colspan")):
        if len(cells) >= width or (number and len(cells) in spans):
            break
        if number and len(text) > REPEATED:
            text = ""
        if rows > 1:
            spans[len(cells)] = Span(text if len(text) <= REPEATED else "", rows - 1)
        cells.append(text)


def _rows(element: Element, *, in_head: bool) -> Iterator[tuple[Element, bool]]:
    for child in element.elements:
        if child.tag == "tr":
            yield child, in_head
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(child, in_head=child.tag == "thead")


def _is_form(cell: Element) -> bool:
    """Whether a cell beside a number or a name is a section of a form: several paragraphs."""
    return sum(each.tag in {"p", "li"} for each in _below(cell)) >= _PARAGRAPHS_OF_FORM


def _is_page(cell: Element) -> bool:
    """Whether a cell holds a part of a page: headings, or a table among paragraphs."""
    tags = [each.tag for each in _below(cell)]
    return any(tag in {"h1", "h2", "h3"} for tag in tags) or tags.count("table") > 1


def _below(element: Element) -> Iterator[Element]:
    for child in element.elements:
        yield child
        if child.tag != "table":
            yield from _below(child)
