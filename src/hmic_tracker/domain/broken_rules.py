"""Rules of an item's life that its history breaks, however that was written: by hand, for one.

What an import brought breaks none, as it is the source's word; nor does what is explained: by a
reason or an override with the change, or by an entry after it that changes nothing and gives one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hmic_tracker.domain.items import (
    IMPORTS,
    OUTSIDE,
    UNLINKED,
    UNNAMED,
    Entry,
    FieldChange,
    Item,
    effective_entries,
)
from hmic_tracker.domain.people import is_owner
from hmic_tracker.domain.replay import outside_changes, replayed
from hmic_tracker.domain.words import OPEN, STATUS_PHRASES, Status, folded
from hmic_tracker.domain.workflow import (
    CHECKED,
    has_evidence,
    may_follow,
    what_needs_a_reason,
)
from hmic_tracker.light_typing import Final, NamedTuple


class BrokenRule(NamedTuple):
    """A rule that is broken, how (it follows the item's id), in which field and by which entry.

    The entry is its place in the history, 0 where it was changed by hand, and none has that yet.
    """

    rule: str
    problem: str
    field: str
    place: int


class _Placed(NamedTuple):
    """An entry, and its place in the history from 1 on; 0 where it is not written yet."""

    place: int
    entry: Entry


class _Made(NamedTuple):
    """A change, and the entry that made it with its place."""

    place: int
    entry: Entry
    change: FieldChange

    @property
    def new(self) -> Status:
        status: Status = self.change.new  # type: ignore[assignment]  # of a status
        return status


_NOT_YET: Final = Entry(0, None, None, "", "", OUTSIDE)  # type: ignore[arg-type]  # no day is asked
"""The entry that records what was changed by hand, before it is written."""


def broken_rules(item: Item) -> tuple[BrokenRule, ...]:
    """The rules that the item breaks as it is now, each once, in the order of the settings."""
    changes = outside_changes(item)
    by_hand = [_Placed(0, _NOT_YET._replace(changes=changes))] if changes else []
    entries = [*_effective(item.history), *by_hand]
    statuses = _statuses_since_open(entries)
    made = {
        "order": _out_of_order(statuses),
        "reasons": _without_reason(entries, statuses),
        "discharge": _not_discharged(item, statuses),
        "four_eyes": _not_checked(item, statuses),
        "evidence": _without_evidence(item, statuses),
    }
    first = (_first_unexplained(rule, changes, entries) for rule, changes in made.items())
    return tuple(broken for broken in first if broken is not None)


def can_explain(item: Item, reason: str | None, override: str | None) -> bool:
    """Whether an entry that only gives a reason, or an override, explains what is broken."""
    given = _NOT_YET._replace(reason=reason, override=override)
    return any(_explains(given, broken.rule) for broken in broken_rules(item))


def _effective(history: Sequence[Entry]) -> Iterator[_Placed]:
    """The entries that are in effect, each with its place: two may have one number."""
    places = {id(entry): place for place, entry in enumerate(history, 1)}
    for entry in effective_entries(history):
        yield _Placed(places[id(entry)], entry)


def _first_unexplained(rule: str, made: _Broken, entries: Sequence[_Placed]) -> BrokenRule | None:
    """The first change that breaks a rule, but for what an import brought or an entry explains."""
    bare = ((n, e) for n, e in entries if not e.changes and e.corrects is None)
    explaining = (n for n, e in bare if _explains(e, rule))
    until = max(explaining, default=0)
    for by, problem in made:
        later = by.place and by.place < until
        explained = _explains(by.entry, rule) or later
        if by.entry.event not in {*IMPORTS, UNNAMED} and not explained:
            return BrokenRule(rule, problem, by.change.field, by.place)
    return None


def _explains(entry: Entry, rule: str) -> bool:
    reason = entry.reason if rule == "reasons" else None
    return bool(folded(entry.override or "") or folded(reason or ""))


def _statuses_since_open(entries: Sequence[_Placed]) -> list[_Made]:
    """The changes of status since the item was last open, that which opened it among them.

    A link that superseded it and was taken away again left it as it was.
    """
    made: list[_Made] = []
    for place, entry in entries:
        change = next((c for c in entry.changes if c.field == "status"), None)
        if change is None:
            continue
        if entry.event == UNLINKED:
            del made[-1:]
            continue
        if change.new in OPEN:
            made.clear()
        made.append(_Made(place, entry, change))
    return made


_Broken = Iterator[tuple[_Made, str]]


def _out_of_order(statuses: Sequence[_Made]) -> _Broken:
    for made in statuses:
        old: Status | None = made.change.old  # type: ignore[assignment]  # of a status
        if old is not None and not may_follow(old, made.new):
            phrase = STATUS_PHRASES[old]
            yield made, f" was {phrase} when it became {STATUS_PHRASES[made.new]}{_how(made)}"


def _without_reason(entries: Sequence[_Placed], statuses: Sequence[_Made]) -> _Broken:
    """Every move of the due, as papers print it; of status and response what still holds."""
    answers = [place for place, e in entries if any(c.field == "response" for c in e.changes)]
    holding = {*(made.place for made in statuses), *answers[-1:]}
    for place, entry in entries:
        still = entry.changes if place in holding else ()
        dues = (change for change in entry.changes if change.field == "due")
        for change in (
            *dues,
            *_deferrals(entry),
            *(c for c in still if c.field in {"status", "response"}),
        ):
            with_its_reason = (change, *(c for c in entry.changes if c.field == "response_reason"))
            if what := what_needs_a_reason(with_its_reason):
                made = _Made(place, entry, change)
                yield made, f": {what} needs a reason, and there is none{_how(made)}"
                break


def _deferrals(entry: Entry) -> Iterator[FieldChange]:
    """A deferral or its end, but for one that ended with a status."""
    if all(change.field != "status" for change in entry.changes):
        yield from (change for change in entry.changes if change.field == "deferred_until")


def _not_discharged(item: Item, statuses: Sequence[_Made]) -> _Broken:
    if item.status == "closed" and _gives(statuses, item) and not folded(item.discharged_by or ""):
        yield statuses[-1], " is closed, and no body has discharged it"


def _not_checked(item: Item, statuses: Sequence[_Made]) -> _Broken:
    """Verified by hand, so that nobody is its checker, or by the post that owned it then."""
    checks = [made for made in statuses if made.new == "verified"]
    if not checks or item.status not in CHECKED:
        return
    made = checks[-1]
    before = item.history[: made.place - 1] if made.place else item.history
    owner = replayed(before).get("owner")
    if made.entry.event == OUTSIDE:
        yield made, " was verified by hand: nobody is there who checked it"
    elif isinstance(owner, str) and is_owner(owner, made.entry.by):
        yield made, f" was verified by {made.entry.by}, who owned it"


def _without_evidence(item: Item, statuses: Sequence[_Made]) -> _Broken:
    if item.status in CHECKED and _gives(statuses, item) and not has_evidence(item):
        yield statuses[-1], f" is {STATUS_PHRASES[item.status]}, and has no evidence"


def _gives(statuses: Sequence[_Made], item: Item) -> bool:
    """Whether the last of the changes is the one that gave the item its status."""
    return bool(statuses) and statuses[-1].new == item.status


def _how(made: _Made) -> str:
    """Where a change is, for who looks for it."""
    if made.entry.event == OUTSIDE:
        return " (changed by hand)"
    return f" (entry {made.place})"
