"""A list as a sheet of a workbook: a row an item, dates as dates, the colour beside its word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from hmic_tracker.domain.fields import FIELDS
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.render.nodes import Cell
from hmic_tracker.render.sheets import Sheet, Value, Workbook
from hmic_tracker.render.views.columns import COLUMNS, RAG_STYLES, ItemColumn
from hmic_tracker.reports.item_rows import VALUES

if TYPE_CHECKING:
    from hmic_tracker.reports.item_rows import ItemRow, Listing

_FOR_IMPORTS: Final = ("updated_at", "uid")
USUAL: Final = (
    *("id", "inspection", "framework", "kind", "label", "title", "text", "status", "progress"),
    *("response", "owner", "board", "due", "original_due", "days_overdue", "rag", "tags", "links"),
    *_FOR_IMPORTS,
)
"""What a list has without `--columns`: what people look at, and what an import finds rows by."""
_TYPES: Final = {field.key: field.type for field in FIELDS}
_PLAIN_DAY: Final = len("2008-09-30")


def list_workbook(
    listing: Listing, columns: Sequence[ItemColumn] | None, wide: bool = False
) -> Workbook:
    """The rows as they come under the names of their fields; `wide` has every field there is."""
    picked = columns or (COLUMNS.values() if wide else [COLUMNS[key] for key in USUAL])
    keys = tuple(column.key for column in picked)
    unprinted = len(_FOR_IMPORTS) if keys[-len(_FOR_IMPORTS) :] == _FOR_IMPORTS else 0
    sheet = Sheet("Items", keys, _rows(listing.rows, keys), unprinted=unprinted)
    title = f"{listing.organisation or 'Action plan'}: items"
    return Workbook(title, (sheet,), listing.as_of, listing.marking)


def count_workbook(listing: Listing) -> Workbook:
    """How many items there are, and no more."""
    sheet = Sheet("Count", ("count",), [(listing.matching,)])
    title = f"{listing.organisation or 'Action plan'}: items"
    return Workbook(title, (sheet,), listing.as_of, listing.marking)


def _rows(rows: Sequence[ItemRow], keys: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    getters = [(VALUES[key], _form_of(key)) for key in keys]
    for row in rows:
        yield tuple(
            None if (value := get(row)) in {None, "", ()} else form(value) for get, form in getters
        )


def _form_of(key: str) -> Callable[[Any], Value]:
    if key == "rag":
        return lambda word: Cell(word, RAG_STYLES[word])
    return _FORMS.get(_TYPES[key], _text)


def due_value(due: str) -> Value:
    """A day as a date; a month stays the text that it was given as, and is none of its days."""
    return date.fromisoformat(due) if len(due) == _PLAIN_DAY else due


def _moment(moment: datetime) -> Value:
    """A moment to its second as text: an import of the list sees by it what changed since."""
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def _text(value: Any) -> Value:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


_FORMS: Final[dict[str, Callable[[Any], Value]]] = {
    "due": due_value,
    "until": due_value,
    "day": lambda day: day,
    "moment": _moment,
    "number": lambda number: number,
    "yes": lambda value: "yes" if value else "no",
}
