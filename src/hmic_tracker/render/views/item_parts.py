"""The parts of an item on its page: how far each is, when it is due, and whose it is."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_due
from hmic_tracker.domain.words import COMPLETED, SIDE_EXITS, STATUS_PHRASES, plural
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hmic_tracker.reports.item_rows import ItemRow


def parts_nodes(parts: Sequence[ItemRow]) -> nodes.Page:
    """The parts under a head that says how many are completed, of those that didn't leave."""
    there = [row.item for row in parts if row.item.status not in SIDE_EXITS]
    done = sum(item.status in COMPLETED for item in there)
    head = f"Parts: {done} of {len(there)} completed"
    return nodes.part(head, nodes.Pairs(tuple(_lines(parts))))


def _lines(parts: Sequence[ItemRow]) -> Iterator[tuple[str, str]]:
    for row in parts:
        item = row.item
        late = f"{plural(row.days_overdue, 'day')} overdue" if row.days_overdue else ""
        due = f"due {say_due(item.due)}" if item.due and item.status not in COMPLETED else ""
        how = (STATUS_PHRASES[item.status], due, late, item.owner or "no owner")
        yield f"  {item.id}", f"{item.title} ({', '.join(filter(None, how))})"
