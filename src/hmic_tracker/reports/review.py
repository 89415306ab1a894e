"""What a review goes through: its screens, and what stands on each."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from datetime import date

from hmic_tracker.domain.counts import differences
from hmic_tracker.domain.items import EVIDENCE_WANTED, Entry, Item, effective_entries
from hmic_tracker.domain.milestones import evidence_lacking, evidence_wanted, last_words
from hmic_tracker.domain.people import holders_of
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.item import ItemReport, item_report

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.domain.sendings import Sending

_OWN: Final = {"id": "", "uid": "", "aka": (), "number": None, "label_given": None, "history": ()}
"""What tells nameless items of one kind and place apart, and says nothing of how they stand."""


class ReviewScreen(NamedTuple):
    """One item, or nameless ones that are alike, as a review shows it; `report` is of the first.

    `wanted` is the last entry that says which evidence is wanted, which `came` where some was added
    since; `sent` the last workbook that went out with it. `answer` is the lead's last, `note` the
    last of anybody else.
    """

    ids: tuple[str, ...]
    report: ItemReport
    wanted: Entry | None = None
    came: bool = False
    sent: Sending | None = None
    answer: Entry | None = None
    note: Entry | None = None

    @property
    def item(self) -> Item:
        """The first of its items."""
        return self.report.row.item


class ReviewPlace(NamedTuple):
    """Where in a review somebody is: which screen of how many, and how many items are overdue."""

    head: str
    day: date
    number: int
    screens: int
    overdue: int


def screens_of(items: Iterable[Item]) -> list[tuple[str, ...]]:
    """The ids of each screen: items one by one, nameless ones that are alike at the first's."""
    groups = group_by_key(items, _likeness)
    return [tuple(item.id for item in group) for group in groups.values()]


def review_screen(
    plan: Plan, items: Collection[Item], today: date, sendings: Iterable[Sending] = ()
) -> ReviewScreen:
    """The screen of items that are alike, as they are now, whatever the plan has of them."""
    now = {item.id: item for item in items}
    plan = replace(plan, items=tuple(now.get(item.id, item) for item in plan.items))
    first = next(iter(now.values()))
    report = item_report(plan, first, today, differences(plan, today))
    names = {*map(folded, holders_of(plan.people, first.owner))}
    answer, wanted = last_words(first, names), evidence_wanted(first)
    return ReviewScreen(
        ids=tuple(now),
        report=report,
        wanted=wanted,
        came=wanted is not None and evidence_lacking(first) is None,
        sent=_last_sent(first, sendings, today),
        answer=answer,
        note=_last_note(first, answer),
    )


def note_to_publish(item: Item) -> Entry | None:
    """The last note of an item, whoever made it."""
    return _last_note(item, None)


def _last_note(item: Item, answer: Entry | None) -> Entry | None:
    notes = [
        entry
        for entry in effective_entries(item.history)
        if entry.note and entry.event != EVIDENCE_WANTED and entry != answer
    ]
    return notes[-1] if notes else None


def _last_sent(item: Item, sendings: Iterable[Sending], today: date) -> Sending | None:
    """The last workbook that went out with an item."""
    sent = (
        one
        for one in sendings
        if one.void is None and one.on <= today and any(item.uid in row.uids for row in one.rows)
    )
    return max(sent, key=lambda one: (one.on, one.n), default=None)


def _likeness(item: Item) -> Hashable:
    """What nameless items have in common that stand as one; an item with a text is alone."""
    if not item.is_placeholder:
        return item.id
    remarks = tuple(
        (entry.on, entry.event, entry.note, entry.reason, entry.published, entry.by)
        for entry in effective_entries(item.history)
        if entry.note or entry.reason
    )
    return replace(item, **_OWN), remarks
