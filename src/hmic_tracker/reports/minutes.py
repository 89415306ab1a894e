"""The minutes of a review: what was decided of each item, and who is to do what by when.

They are for those who were there and those who read of it, so that notes and reasons are in them
only where they were published, unless they are wanted. What an exempt item came to is its status.
Posts are named, never people.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date

from hmic_tracker.domain.items import EVIDENCE_WANTED, Entry, FieldChange, Item, undone_ops
from hmic_tracker.domain.parts import parse_part_field
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.item_rows import ItemRow, rows_of
from hmic_tracker.reports.redaction import (
    INTERNAL,
    WITHHELD,
    RedactionRules,
    is_board,
    post_of,
    printable,
    redaction_rules,
)

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Damage, Plan


class ReviewedItem(NamedTuple):
    """An item as it is after the review, and the review's entries in its history."""

    item: Item
    entries: tuple[Entry, ...]


class Reviewed(NamedTuple):
    """What a review did: how it ended, of which items which were looked at, what changed.

    `head` says whose review it is. Nothing of what was taken back is among the changes.
    """

    on: date
    ended: str
    chosen: tuple[str, ...]
    looked_at: frozenset[str]
    changed: tuple[ReviewedItem, ...]
    damaged: tuple[Damage, ...]
    head: str = "Review"

    @property
    def left(self) -> tuple[str, ...]:
        """The items that were looked at and left as they were."""
        changed = {one.item.id for one in self.changed}
        return tuple(i for i in self.chosen if i in self.looked_at and i not in changed)

    @property
    def unseen(self) -> tuple[str, ...]:
        """The items that nobody looked at."""
        return tuple(item_id for item_id in self.chosen if item_id not in self.looked_at)


class Task(NamedTuple):
    """Something that a post is to do: a step that was added, or evidence that is wanted."""

    ids: tuple[str, ...]
    text: str
    owner: str | None
    due: str | None = None
    is_evidence: bool = False


class Minuted(NamedTuple):
    """An item, or nameless ones of which the same was decided, with the entries as printed."""

    ids: tuple[str, ...]
    row: ItemRow
    entries: tuple[Entry, ...]


class Minutes(NamedTuple):
    """What is printed of a review; `withheld` is how many notes and reasons aren't."""

    review: Reviewed
    items: tuple[Minuted, ...]
    tasks: tuple[Task, ...]
    internal: bool
    withheld: int
    marking: str | None = None
    organisation: str | None = None


def review_entries(item: Item, ops: frozenset[str]) -> tuple[Entry, ...]:
    """The entries that commands made in an item, without those taken back since."""
    gone = undone_ops(item.history)
    return tuple(e for e in item.history if e.op in ops and e.op not in gone)


def minutes(plan: Plan, review: Reviewed, internal: bool = False) -> Minutes:
    """The minutes of a review of a plan's items."""
    allowed = redaction_rules(plan, internal)
    made = [_minuted(plan, one, review.on, allowed) for one in review.changed]
    groups = group_by_key(made, _likeness)
    withheld = {
        unsaid
        for mine, one in zip(made, review.changed, strict=True)
        for printed, entry in zip(mine.entries, one.entries, strict=True)
        for unsaid in _left_out(printed, entry)
    }
    items = tuple(
        group[0]._replace(ids=tuple(item_id for one in group for item_id in one.ids))
        for group in groups.values()
    )
    return Minutes(
        review=review,
        items=items,
        tasks=tuple(task for one in items for task in _tasks(one)),
        internal=internal,
        withheld=len(withheld),
        marking=plan.marking,
        organisation=plan.organisation,
    )


def _minuted(plan: Plan, one: ReviewedItem, day: date, allowed: RedactionRules) -> Minuted:
    entries = tuple(_printed(entry, one.item, allowed) for entry in one.entries)
    bare = printable(one.item, allowed)
    return Minuted((one.item.id,), rows_of(plan, (bare,), day)[0], entries)


def _printed(entry: Entry, item: Item, allowed: RedactionRules) -> Entry:
    """An entry as minutes have it: what may be said of it, and nobody named but posts."""
    hidden = bool(item.exempt) and not allowed.internal
    is_open = allowed.internal or (entry.published and not hidden)
    is_request = entry.event == EVIDENCE_WANTED and not hidden
    agreed = entry.agreed_by
    if agreed and not is_open and (hidden or not is_board(agreed, allowed)):
        agreed = WITHHELD
    return replace(
        entry,
        changes=tuple(
            change
            for change in (_named(change, allowed) for change in entry.changes)
            if allowed.internal or (_is_status(change) if hidden else _is_public(change))
        ),
        note=entry.note if is_open or is_request else None,
        reason=entry.reason if is_open else None,
        override=entry.override if allowed.internal else None,
        agreed_by=agreed or None,
        source=None,
        by="",
        published=False,
    )


def _is_public(change: FieldChange) -> bool:
    """Whether a change is one that a meeting decides in public: no tag, no source's word."""
    place = parse_part_field(change.field)
    return place[0] == "action" if place else change.field not in INTERNAL


def _is_status(change: FieldChange) -> bool:
    return change.field == "status"


def _named(change: FieldChange, allowed: RedactionRules) -> FieldChange:
    """A change with a post in the place of who holds it."""
    place = parse_part_field(change.field)
    if (place[2] if place else change.field) != "owner":
        return change
    old, new = (post_of(str(v), allowed) if v else v for v in (change.old, change.new))
    return FieldChange(change.field, old, new)


def _left_out(printed: Entry, entry: Entry) -> Iterator[tuple[str, str]]:
    """The remarks of an entry that aren't printed, of several items of a command once."""
    for remark in ("note", "reason"):
        if getattr(entry, remark) is not None and getattr(printed, remark) is None:
            yield entry.op, remark


def _likeness(one: Minuted) -> Hashable:
    item = one.row.item
    if not item.is_placeholder:
        return one.ids
    parts = tuple((e.op, e.event, e.changes, e.note, e.reason, e.agreed_by) for e in one.entries)
    return item.kind, item.inspection, item.framework, parts


def _tasks(one: Minuted) -> Iterable[Task]:
    item = one.row.item
    steps: dict[int, dict[str, str]] = {}
    for entry in one.entries:
        if entry.event == EVIDENCE_WANTED and entry.note:
            yield Task(one.ids, entry.note, item.owner, is_evidence=True)
        _gather(steps, entry.changes)
    for step in steps.values():
        if text := step.get("text"):
            yield Task(one.ids, text, step.get("owner") or item.owner, step.get("due"))


def _gather(steps: dict[int, dict[str, str]], changes: Sequence[FieldChange]) -> None:
    """Adds what entries gave the steps that they added."""
    for change in changes:
        place = parse_part_field(change.field)
        if place and place[0] == "action" and change.old is None and change.new:
            steps.setdefault(place[1], {})[place[2]] = str(change.new)
