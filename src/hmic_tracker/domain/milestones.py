"""What the history of an item says of days and people: completed when, verified by whom, and so on.

A day is the first of the last run of days on which it was so, as the plan stood on each: entries
that are dated back count from the day that they are of, and an undo from that of what it undoes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from hmic_tracker.domain.dates import OPEN_END, deadline
from hmic_tracker.domain.items import (
    ANSWERED,
    ANSWERED_COUNT,
    EVIDENCE_WANTED,
    IMPORTS,
    Entry,
    Item,
    Value,
    effective_entries,
)
from hmic_tracker.domain.links import linked_item_id
from hmic_tracker.domain.parts import parse_part_field
from hmic_tracker.domain.rules import is_completed, is_listed, is_overdue
from hmic_tracker.domain.words import COMPLETED, OPEN, folded
from hmic_tracker.light_typing import Final

_CHECKED: Final = frozenset({"verified", "closed"})
_ANSWERS: Final = frozenset({ANSWERED, ANSWERED_COUNT})
_ONE_DAY: Final = timedelta(days=1)


def completed_on(item: Item) -> date | None:
    """Since when a completed item is completed; None where it isn't, or no entry says when."""
    if not is_completed(item):
        return None
    return _run_start(_values_by_day(item.history, ("status",)), _is_completed_then)


def days_late(item: Item) -> int | None:
    """How many days after its deadline it was completed, 0 in time; None where nothing says so."""
    last, on = item.deadline, completed_on(item) if item.due and is_listed(item) else None
    return None if last is None or on is None else max(0, (on - last).days)


def overdue_since(item: Item, today: date) -> date | None:
    """The first day on which an overdue item was so, and has been since; None where it isn't.

    Of one that came to the plan overdue it is the day on which it came.
    """
    last = item.deadline
    if last is None or not is_overdue(item, today):
        return None
    return _late_run_start(item) or last + _ONE_DAY  # what was changed by hand no entry has


def _late_run_start(item: Item) -> date | None:
    """The first day of the last run of days on which it was overdue, where entries say so."""
    steps = [*_values_by_day(item.history, ("status", "due", "links", "deferred_until"))]
    now = (item.status, item.due, item.deferred_until)
    fields = ("status", "due", "deferred_until")
    if not steps or tuple(steps[-1][1].get(field) for field in fields) != now:
        return None
    start: date | None = None
    for day, values in reversed(steps):
        late = _late_from(values)
        if late is None or (start is not None and late >= start):
            break
        start = max(day, late)
        if start > day:
            break
    return start


def verified_entry(item: Item) -> Entry | None:
    """The entry that verified the item, None where it isn't verified now."""
    if item.status not in _CHECKED:
        return None
    return next(
        (
            entry
            for entry in reversed(effective_entries(item.history))
            if any((c.field, c.new) == ("status", "verified") for c in entry.changes)
        ),
        None,
    )


def verified_on(item: Item) -> date | None:
    """The day on which it was verified."""
    entry = verified_entry(item)
    return entry.on if entry else None


def verified_by(item: Item) -> str | None:
    """Who verified it, as the entry names them."""
    entry = verified_entry(item)
    return entry.by or None if entry else None


def agreed_by(item: Item) -> tuple[str, ...]:
    """The boards that agreed to its dates, each once, in the order in which they did."""
    if not any(entry.agreed_by for entry in item.history):
        return ()
    boards = (entry.agreed_by for entry in effective_entries(item.history) if entry.agreed_by)
    named: dict[str, str] = {}
    for board in boards:
        named.setdefault(folded(board), board)
    return tuple(named.values())


def deferred_on(item: Item) -> date | None:
    """The day on which its deferral was agreed, where its history says so."""
    entry = _deferral(item)
    return entry.on if entry else None


def deferred_reason(item: Item) -> str | None:
    """Why it is deferred."""
    entry = _deferral(item)
    return entry.reason if entry else None


def _deferral(item: Item) -> Entry | None:
    if item.deferred_until is None:
        return None
    from hmic_tracker.domain.deferrals import deferral_entry  # few items are deferred

    return deferral_entry(item)


def reworded_entry(item: Item) -> Entry | None:
    """The entry by which people reworded a document's text, None where it is as a document has it.

    A text that was only filled in is nobody's wording but the document's.
    """
    if item.text is None:
        return None
    changes = [
        (entry, change)
        for entry in effective_entries(item.history)
        for change in entry.changes
        if change.field == "text"
    ]
    given = {folded(str(change.new)) for entry, change in changes if entry.event in IMPORTS}
    last = changes[-1][0] if changes else None
    return last if given and folded(item.text) not in given else None


def last_words(item: Item, names: Collection[str]) -> Entry | None:
    """The entry with the last that the lead has told: by one of the folded names, or an answer."""
    if not any(entry.note for entry in item.history):
        return None
    words = [
        entry
        for entry in effective_entries(item.history)
        if entry.note and (entry.event in _ANSWERS or (entry.by and folded(entry.by) in names))
        if entry.event != EVIDENCE_WANTED
    ]
    # Of the latest day the last: an entry can be dated back.
    return max(enumerate(words), key=lambda one: (one[1].on, one[0]))[1] if words else None


def evidence_wanted(item: Item) -> Entry | None:
    """The last entry that says which evidence is wanted of the lead."""
    if not any(entry.event == EVIDENCE_WANTED for entry in item.history):
        return None
    wanted = [e for e in effective_entries(item.history) if e.event == EVIDENCE_WANTED]
    return max(enumerate(wanted), key=lambda one: (one[1].on, one[0]))[1] if wanted else None


def evidence_lacking(item: Item) -> Entry | None:
    """The entry that says which evidence is wanted, where none came since."""
    wanted = evidence_wanted(item)
    if wanted is None:
        return None
    later = effective_entries(item.history)
    later = later[later.index(wanted) + 1 :]
    places = (parse_part_field(change.field) for entry in later for change in entry.changes)
    return None if any(place and place[0] == "evidence" for place in places) else wanted


Values = Mapping[str, Value]


def _values_by_day(
    history: Sequence[Entry], fields: Collection[str]
) -> Iterator[tuple[date, Values]]:
    """What some fields were from each day on, by the last in order of its entries until then."""
    entries = [
        (entry.on, place, change.field, change.new)
        for place, entry in enumerate(history)
        for change in entry.changes
        if change.field in fields
    ]
    given: dict[str, tuple[int, Value]] = {}
    ordered = sorted(entries, key=lambda one: one[:2])
    for n, (day, place, field, value) in enumerate(ordered):
        if field not in given or place >= given[field][0]:
            given[field] = (place, value)
        if n + 1 == len(ordered) or ordered[n + 1][0] != day:
            yield day, {name: one[1] for name, one in given.items()}


def _run_start(
    steps: Iterator[tuple[date, Values]], is_so: Callable[[Values], bool]
) -> date | None:
    """The first day of the last run of days on which it was so; None where it isn't at the end."""
    start = None
    for day, values in steps:
        start = (start or day) if is_so(values) else None
    return start


def _is_completed_then(values: Values) -> bool:
    return values.get("status") in COMPLETED


def _late_from(values: Values) -> date | None:
    """The day after the deadline, and a deferral, of what is open and counted.

    None where it can't be overdue.
    """
    due, links = values.get("due"), values.get("links") or ()
    until = values.get("deferred_until")
    if until == OPEN_END:
        return None
    if values.get("status") not in OPEN or not isinstance(due, str):
        return None
    is_double = linked_item_id(tuple(links), "duplicates") is not None
    last = max(deadline(due), deadline(until) if isinstance(until, str) else date.min)
    return None if is_double else last + _ONE_DAY
