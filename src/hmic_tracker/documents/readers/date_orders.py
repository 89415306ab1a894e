"""Whether the dates of a table's columns have the day first or the month."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.wording.date_columns import Order, order_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_DATED: Final = frozenset({"due", "revised", "published"})


def orders_of(
    context: ReaderContext,
    names: Sequence[str],
    fields: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> tuple[Order, ...]:
    """Return the order of each column's dates; one that may be either goes with the others."""
    orders: list[Order] = []
    for n, field in enumerate(fields):
        cells = (row[n] for row in rows if n < len(row)) if field in _DATED else ()
        chosen = context.choices.order_of(names[n]) if n < len(names) else ""
        orders.append(chosen or order_of(cells) if field in _DATED else "")
    clear = {order for order in orders if order in {"day", "month"}}
    if len(clear) == 1:
        only = next(iter(clear))
        return tuple(only if order == "unclear" else order for order in orders)
    return tuple(orders)
