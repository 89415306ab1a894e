"""What a row of a table says of its items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.claims.claim_types import Claim, CountedIds, ItemClaim, ItemRef, Spot
from hmic_tracker.documents.claims.item_colours import colour_of_cell
from hmic_tracker.documents.claims.item_states import item_claims
from hmic_tracker.documents.claims.plain_words import ON_COURSE
from hmic_tracker.documents.claims.row_items import FREE
from hmic_tracker.documents.claims.status_statements import statement_of
from hmic_tracker.documents.wording.deadlines import days_of_cell
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.documents.wording.status_words import is_only_status
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.columns import PaperColumn
    from hmic_tracker.documents.claims.table_view import TableView

_BRACKETS: Final = re.compile(r"\([^()]*\)")

_FEW: Final = 6
_DAY_ALONE: Final = re.compile(
    rf"(?:the )?(?:end of |end )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{'|'.join(MONTHS)})", re.I
)
_SOME_MONTHS: Final = re.compile(
    rf"\b(?:{'|'.join(MONTHS)}) ?(?:to|–|-) ?(?:{'|'.join(MONTHS)})\b", re.I
)
"""Some months together: "April to June 2026"."""
_OF_KEY: Final[dict[str, tuple[Literal["on-course", "overdue"], str]]] = {
    ON_COURSE: ("on-course", "on course"),
    "overdue": ("overdue", "overdue"),
}
"""What a colour is called that a paper's own key explains, with what it says of an item."""


def item_row(view: TableView, spot: Spot, cells: Sequence[str], items: ItemRef) -> Iterator[Claim]:
    """Yield what each cell of a row says of the items that the row is about."""
    quote = " | ".join(filter(None, cells))
    yield from _listed_state(view, spot, items, quote)
    row = spot
    for at, (column, cell) in enumerate(zip(view.columns, cells, strict=True)):
        spot = row._replace(column=at)
        if not cell:
            continue
        if cell in _OF_KEY:
            field, stated = _OF_KEY[cell]
            yield ItemClaim(spot, items, field, stated=stated, quote=quote)
        elif colour := colour_of_cell(column.head, cell):
            yield ItemClaim(spot, items, "colour", stated=colour, quote=quote)
        elif column.role in {"status", "progress"}:
            yield from _status_cell(spot, items, column, cell, quote)
        elif column.role == "due":
            yield from _due_cell(spot, items, cell, quote)
        elif column.role == "done-on" and (days := days_of_cell(cell)):
            yield ItemClaim(spot, items, "done-on", due=days[0], stated=cell, quote=quote)
        elif column.role == "grade" and (grade := view.grades.spelled(cell)):
            yield ItemClaim(spot, items, "grade", stated=grade, quote=quote)
        elif column.role in {"framework", "other"} and ":" in cell:
            named = view.names.named_in(cell)
            yield from view.grades.of_sentence(spot, cell, named, None)
        elif column.role == "late" and cell.isdecimal():
            yield ItemClaim(spot, items, "days-late", days=int(cell), stated=cell, quote=quote)
        elif column.role in {"other", "text"} and FREE.search(column.head):
            yield from _free_cell(view, spot, items, cell, quote)
        elif column.role == "count" and cell.isdecimal() and items.ids:
            yield CountedIds(spot, items.ids, int(cell), quote)


def _status_cell(
    spot: Spot, items: ItemRef, column: PaperColumn, cell: str, quote: str
) -> Iterator[Claim]:
    """Yield the status, progress and dates that a cell of a status gives."""
    stated = statement_of(cell, is_cell=True)
    if stated.statuses and column.role == "status":
        yield ItemClaim(spot, items, "status", stated.statuses, stated=cell, quote=quote)
    has_progress = stated.progress not in {None, "complete", "none"}
    if has_progress:
        yield ItemClaim(spot, items, "progress", progress=stated.progress, stated=cell, quote=quote)
    fields = {"due", "done-on", "overdue"} if DATE.search(cell) else {"overdue", "days-late"}
    yield from (one for one in item_claims(spot, items, cell, quote) if one.field in fields)
    if column.role == "progress" and stated.statuses and not has_progress:
        yield ItemClaim(spot, items, "status", stated.statuses, stated=cell, quote=quote)


def _due_cell(spot: Spot, items: ItemRef, cell: str, quote: str) -> Iterator[ItemClaim]:
    """Yield the date of a cell, that of a day without its year too."""
    if days := _dues_of(cell):
        yield ItemClaim(spot, items, "due", due=days[-1], stated=cell, quote=quote)
    elif _DAY_ALONE.fullmatch(cell.strip()):
        yield from (c for c in item_claims(spot, items, f"due {cell}", quote) if c.field == "due")


def _free_cell(
    view: TableView, spot: Spot, items: ItemRef, cell: str, quote: str
) -> Iterator[Claim]:
    """Yield what a cell of sentences says of its row's items, where the first is a status."""
    first = re.split(r"[.;,]", cell, maxsplit=1)[0]
    has_status = any(c.role == "status" for c in view.columns)
    if is_only_status(first) or len(first.split()) < _FEW:
        for claim in item_claims(spot, items, cell, quote):
            if not (has_status and claim.field in {"status", "progress"}):
                yield claim


def _listed_state(view: TableView, spot: Spot, items: ItemRef, quote: str) -> Iterator[Claim]:
    """Yield the state of the heading above, where no column says how an item stands."""
    if view.listed and not any(c.role == "status" for c in view.columns):
        for claim in item_claims(spot, items, view.listed, quote):
            if claim.field != "due":
                yield claim


def _dues_of(cell: str) -> tuple[str, ...]:
    """Return the dates of a cell: one in brackets is another where one stands before them."""
    if _SOME_MONTHS.search(cell):
        return ()
    return days_of_cell(_BRACKETS.sub(" ", cell)) or days_of_cell(cell)
