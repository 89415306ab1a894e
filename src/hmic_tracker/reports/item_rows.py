"""An item with all that is computed of it: one row of a list, in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from operator import attrgetter
from types import MappingProxyType

from hmic_tracker.domain.fields import FIELDS
from hmic_tracker.domain.frameworks import boards_of, short_name
from hmic_tracker.domain.people import Post, holders_by_owner, holders_of, holders_of_item
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.rules import days_overdue, is_deferred, rag, slippage
from hmic_tracker.domain.words import Kind, Rag, folded
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry, Item
    from hmic_tracker.domain.plan import Damage, Plan
    from hmic_tracker.query.selection import Selection, SelectionResult


class ItemRow(NamedTuple):
    """An item and what the day makes of it.

    `short_framework` is for narrow columns; `body` is what people call the body that inspected,
    `holder` who holds the posts that owe it or steps of it; `posts` are those of the plan.
    """

    item: Item
    framework_name: str | None
    short_framework: str
    board: str | None
    group: str | None
    days_overdue: int
    rag: Rag
    body: str | None = None
    posts: tuple[Post, ...] = ()
    holder: tuple[str, ...] = ()
    is_deferred: bool = False


def reference_in_report(row: ItemRow) -> str:
    """Where the report has it: its framework, and its number as printed there."""
    if row.item.part_of is not None:
        return f"part of {row.item.part_of}"
    label = row.item.label
    return row.short_framework if label is None else f"{row.short_framework}, {label}"


def unsettled_names(item: Item) -> tuple[str, ...]:
    """The fields that two people gave different values, as `--columns` and JSON call them."""
    return tuple(field for field, _ in item.unsettled)


def _milestone(name: str) -> Callable[[ItemRow], Any]:
    """What the history says of an item, by a function of `domain.milestones`."""

    def value(row: ItemRow) -> Any:
        from hmic_tracker.domain import milestones  # few lists ask

        return getattr(milestones, name)(row.item)

    return value


def _overdue_since(row: ItemRow) -> date | None:
    if row.days_overdue == 0 or row.item.deadline is None:
        return None
    from hmic_tracker.domain.milestones import overdue_since

    return overdue_since(row.item, row.item.deadline + timedelta(days=row.days_overdue))


def _last_words(row: ItemRow) -> str | None:
    from hmic_tracker.domain.milestones import last_words

    entry = last_words(row.item, {*map(folded, holders_of(row.posts, row.item.owner))})
    return entry.note if entry else None


_COMPUTED: Final[dict[str, Callable[[ItemRow], Any]]] = {
    "progress": attrgetter("item.reported_progress"),
    "overdue": lambda row: row.days_overdue > 0,
    "deferred": attrgetter("is_deferred"),
    "moves": lambda row: slippage(row.item).moves,
    "where": reference_in_report,
    "unsettled": lambda row: unsettled_names(row.item),
    **{
        name: _milestone(name)
        for name in (
            *("completed_on", "days_late", "verified_on", "verified_by", "agreed_by"),
            *("deferred_on", "deferred_reason"),
        )
    },
    "overdue_since": _overdue_since,
    "pieces": lambda row: len(row.item.evidence),
    "last_words": _last_words,
}
"""The fields that neither a row nor its item has under their key."""
VALUES: Final[dict[str, Callable[[ItemRow], Any]]] = {
    key: _COMPUTED.get(key) or attrgetter(key if key in ItemRow._fields else f"item.{key}")
    for key in (field.key for field in FIELDS if field.head or field.json)
}
"""What a row has of each field that comes out, by key; None or () where it has nothing."""


class Listing(NamedTuple):
    """The rows asked for on a day.

    `not_shown` counts completed items that fit but for their status, `uncounted` those that fit and
    are in no count; `open_in_all` the open items of the whole plan; `past_first_date` those that an
    overdue list would have besides, had the first dates stood, `deferred` those that it would have,
    had they not been deferred. `since` is the day from which the
    rows changed, where that was wanted, with `arrived`, when commands of others came in;
    `organisation` is whose plan it is, `marking` the marking of
    what goes out. Parts stand among the rows, and `parts` alone counts them.
    """

    wanted: Selection
    as_of: date
    rows: tuple[ItemRow, ...]
    not_shown: int
    open_in_all: int
    matching: int
    damaged: tuple[Damage, ...]
    past_first_date: int = 0
    since: date | None = None
    organisation: str | None = None
    uncounted: int = 0
    marking: str | None = None
    arrived: Mapping[str, date] = MappingProxyType({})
    parts: int = 0
    deferred: int = 0

    def of_kind(self) -> dict[Kind, int]:
        """How many of each kind the rows have, but for parts."""
        return Counter(row.item.kind for row in self.whole_rows)

    @property
    def whole_rows(self) -> tuple[ItemRow, ...]:
        """The rows that are no parts: what is counted of them."""
        return tuple(row for row in self.rows if row.item.part_of is None)


def listing(plan: Plan, chosen: SelectionResult, wanted: Selection, today: date) -> Listing:
    """The rows of the items chosen, in their order."""
    return Listing(
        wanted=wanted,
        as_of=today,
        rows=rows_of(plan, chosen.items, today),
        not_shown=chosen.not_shown,
        open_in_all=chosen.open_in_all,
        matching=chosen.matching,
        past_first_date=chosen.past_first_date,
        deferred=chosen.deferred,
        damaged=plan.damaged,
        organisation=plan.organisation,
        uncounted=chosen.uncounted,
        marking=plan.marking,
        parts=chosen.parts,
    )


def changed_since(listed: Listing, day: date, arrived: Mapping[str, date]) -> Listing:
    """The rows of a listing in which something was entered, or came in, on a day or after.

    `arrived` says of commands that came in by an exchange with others when that was.
    """
    kept = tuple(row for row in listed.rows if entries_since(row.item, day, arrived))
    parts = sum(row.item.part_of is not None for row in kept)
    known = {"rows": kept, "matching": len(kept) - parts, "parts": parts}
    known |= {"since": day, "arrived": arrived}
    return replace(listed, **known, not_shown=0, uncounted=0)


def entries_since(item: Item, day: date, arrived: Mapping[str, date]) -> tuple[Entry, ...]:
    """An item's entries recorded on a day or after, or that came in then."""
    return tuple(
        entry
        for entry in item.history
        if max(entry.recorded.date(), arrived.get(entry.op, date.min)) >= day
    )


def rows_of(plan: Plan, items: Iterable[Item], today: date) -> tuple[ItemRow, ...]:
    """The items' rows; names are looked up once for all of them."""
    boards = boards_of(plan.frameworks)
    frameworks = {
        f.slug: (f.name, short_name(plan.frameworks, f.slug), boards.get(f.slug))
        for f in plan.frameworks
    }
    groups = {folded(owner): group for owner, group in plan.groups.items()}
    bodies, holders = plan.body_words, holders_by_owner(plan.people)
    return tuple(
        ItemRow(
            item,
            *_framework_of(item, frameworks),
            groups.get(folded(item.owner)) if groups and item.owner else None,
            days_overdue(item, today),
            rag(item, today, plan.thresholds),
            bodies.get(item.inspection or ""),
            plan.people,
            holders_of_item(item, holders) if holders else (),
            is_deferred(item, today),
        )
        for item in items
    )


def _framework_of(
    item: Item, frameworks: Mapping[str, tuple[str, str, str | None]]
) -> tuple[str | None, str, str | None]:
    """The name and the short name of an item's framework, and the item's board."""
    if known := frameworks.get(item.framework or ""):
        return known[0], known[1], item.board or known[2]
    return None, item.framework or "none", item.board
