"""Tables of the page: each with a caption, heads with their scope, and room to scroll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hmic_tracker.render.page.elements import Markup, element


class Head(NamedTuple):
    """A column's head; `look` is the class of its cells.

    They are n for numbers, d for dates, id, and long for texts.
    """

    text: str
    look: str | None = None


class Line(NamedTuple):
    """A row: its cells, text or markup; `look` is its class: strong for totals, part for parts."""

    cells: Sequence[str]
    look: str | None = None


def table(caption: str, heads: Sequence[Head], lines: Iterable[Line], name: str) -> Markup:
    """A table whose first column heads its rows. `name` is its id, unique on the page.

    Where it is wider than the screen it scrolls, also by keyboard.
    """
    head = element("tr", *(element("th", h.text, scope="col", class_=h.look) for h in heads))
    rows = (element("tr", *_cells(heads, line), class_=line.look) for line in lines)
    whole = element(
        "table",
        element("caption", element("span", caption), id=name),
        element("thead", head),
        element("tbody", *rows),
    )
    return element("div", whole, class_="scroll", role="region", tabindex="0", aria_labelledby=name)


def _cells(heads: Sequence[Head], line: Line) -> Iterable[Markup]:
    for place, (head, cell) in enumerate(zip(heads, line.cells, strict=True)):
        if place == 0:
            yield element("th", cell, scope="row", class_=head.look)
        else:
            yield element("td", cell, class_=head.look)


def word(text: str, colour: str) -> Markup:
    """A word in its colour."""
    return element("span", text, class_=f"word {colour}")
