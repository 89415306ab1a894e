"""An item with all that is computed of it: one row of a list, in every format."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from hmic_tracker.domain.fields import FIELDS
from hmic_tracker.domain.frameworks import boards_of, short_name
from hmic_tracker.domain.items import Entry, Item
from hmic_tracker.domain.plan import Damage, Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.rules import days_overdue, rag, slippage
from hmic_tracker.domain.words import Kind, Rag, folded
from hmic_tracker.query.selection import Selection, SelectionResult


class ItemRow(NamedTuple):
    """An item and what the day makes of it.

    `short_framework` is for narrow columns; `body` is what people call the body that inspected.
    """

    item: Item
    framework_name: str | None
    short_framework: str
    board: str | None
    group: str | None
    days_overdue: int
    rag: Rag
    body: str | None = None


def reference_in_report(row: ItemRow) -> str:
    """Where the report has it: its framework, and its number as printed there."""
    label = row.item.label
    return row.short_framework if label is None else f"{row.short_framework}, {label}"


def unsettled_names(item: Item) -> tuple[str, ...]:
    """The fields that two people gave different values, as `--columns` and JSON call them."""
    return tuple(field for field, _ in item.unsettled)


_COMPUTED: Final[dict[str, Callable[[ItemRow], Any]]] = {
    "progress": attrgetter("item.reported_progress"),
    "overdue": lambda row: row.days_overdue > 0,
    "moves": lambda row: slippage(row.item).moves,
    "where": reference_in_report,
    "unsettled": lambda row: unsettled_names(row.item),
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
    overdue list would have besides, had the first dates stood. `since` is the day from which the
    rows changed, where that was wanted, with `arrived`, when commands of others came in;
    `organisation` is whose plan it is, `marking` the marking of
    what goes out.
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

    def of_kind(self) -> dict[Kind, int]:
        """How many of each kind the rows have."""
        return Counter(row.item.kind for row in self.rows)


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
        damaged=plan.damaged,
        organisation=plan.organisation,
        uncounted=chosen.uncounted,
        marking=plan.marking,
    )


def changed_since(listed: Listing, day: date, arrived: Mapping[str, date]) -> Listing:
    """The rows of a listing in which something was entered, or came in, on a day or after.

    `arrived` says of commands that came in by an exchange with others when that was.
    """
    kept = tuple(row for row in listed.rows if entries_since(row.item, day, arrived))
    known = {"rows": kept, "matching": len(kept), "since": day, "arrived": arrived}
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
    bodies = plan.body_words
    return tuple(
        ItemRow(
            item,
            *_framework_of(item, frameworks),
            groups.get(folded(item.owner)) if groups and item.owner else None,
            days_overdue(item, today),
            rag(item, today, plan.thresholds),
            bodies.get(item.inspection or ""),
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
