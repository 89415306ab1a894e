"""What an owner's mail says of each item: the item, and with it the steps that are the owner's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.people import is_owner
from hmic_tracker.domain.plan import id_key
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.item_rows import ItemRow, reference_in_report

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.reports.owner_facts import Step
    from hmic_tracker.reports.reminders import Pack, Reminders


class MailEntry(NamedTuple):
    """An item, or nameless ones alike, of which `item` is the first, with the owner's late steps.

    `whose` is the post that owes it, where that is another. `days_left` is None where it has no
    due, or is not open; `place` is where the report has it.
    """

    name: str
    item: Item
    number: int = 1
    place: str = ""
    days_late: int = 0
    days_left: int | None = None
    steps: tuple[Step, ...] = ()
    whose: str = ""


class MailEntries(NamedTuple):
    """The entries of a mail by what is the matter with them; each step stands with its item.

    `others` are the items of steps that are in none of the other groups: they are another post's,
    or not due yet.
    """

    overdue: tuple[MailEntry, ...] = ()
    due: tuple[MailEntry, ...] = ()
    others: tuple[MailEntry, ...] = ()
    evidence: tuple[MailEntry, ...] = ()
    deferred: tuple[MailEntry, ...] = ()


def mail_entries(pack: Pack, reminders: Reminders) -> MailEntries:
    """The entries of a pack."""
    steps = group_by_key(pack.steps, lambda step: step.item.id)
    groups = [
        tuple(_of_rows(rows, steps, reminders))
        for rows in (pack.overdue, pack.due, pack.evidence, pack.deferred)
    ]
    left = (
        MailEntry(
            item_id,
            mine[0].item,
            place=mine[0].place,
            steps=tuple(mine),
            whose=_another(mine[0].item, pack.owner),
        )
        for item_id, mine in sorted(steps.items(), key=lambda one: id_key(one[0]))
    )
    return MailEntries(groups[0], groups[1], tuple(left), groups[2], groups[3])


def _of_rows(
    rows: Iterable[ItemRow], steps: dict[str, list[Step]], reminders: Reminders
) -> Iterator[MailEntry]:
    """An entry for each row, nameless ones that are alike together; it takes its steps with it."""
    for group in group_by_key(rows, _likeness).values():
        first, ids = group[0], [row.item.id for row in group]
        last = first.item.deadline
        yield MailEntry(
            name=format_id_ranges(ids),
            item=first.item,
            number=len(ids),
            place=first.short_framework if len(ids) > 1 else reference_in_report(first),
            days_late=first.days_overdue,
            days_left=(last - reminders.as_of).days if last else None,
            steps=tuple(step for item_id in ids for step in steps.pop(item_id, ())),
        )


def _likeness(row: ItemRow) -> object:
    """What a mail says of a nameless item but for its number; of others the id."""
    item = row.item
    if not item.is_placeholder:
        return item.id
    fields = ("kind", "inspection", "framework", "part_of", "due", "reported_progress", "status")
    more = (item.deferred_until, item.deferred_by, item.exempt, bool(item.unsettled))
    return (*(getattr(item, field) for field in fields), *more)


def _another(item: Item, owner: str) -> str:
    return "" if is_owner(item.owner, owner) else item.owner or "nobody"
