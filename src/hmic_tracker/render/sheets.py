"""Tables as a spreadsheet has them: values under heads, one table a sheet.

A date is a date and a number a number, so that they sort and add up; how a sheet looks is the
writer's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hmic_tracker.light_typing import NamedTuple
from hmic_tracker.render.nodes import Cell

Value = str | int | float | date | Cell | None
"""A cell: a text with a style is a `Cell`, None is an empty one."""


class Sheet(NamedTuple):
    """A table under its heads; its name has 31 letters at most.

    `strong` rows are totals, which stand below the others and are left out of the filter. The last
    `unprinted` columns are for programs, and stand on no page.
    """

    name: str
    heads: tuple[str, ...]
    rows: Iterable[Sequence[Value]]
    strong: tuple[Sequence[Value], ...] = ()
    unprinted: int = 0


class Workbook(NamedTuple):
    """Sheets of a title, dated with a day; the marking stands on every page of them."""

    title: str
    sheets: tuple[Sheet, ...]
    day: date
    marking: str | None = None
