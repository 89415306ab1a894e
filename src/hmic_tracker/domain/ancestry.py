"""Which entries replaced which values, and where two people's work met.

An entry is known by its command and its place among the command's entries: "3cfvill5/1". Each
changed field names the entries whose value it replaced; in a history of one line that goes without
saying: it is what stood before. A value that no other entry replaced, directly or through others,
stands; if there are two that differ, the field is not settled, and `counted` says which one counts
until then.

Entries of equal origin, which two copies of a plan have of one document, are one: what replaced one
replaced the other, and neither is an answer to the other. One that was undone stands for itself.

Numbers of entries grow by one, so two people who work apart give the same ones: a history without
a number twice is one person's after the other's, and nothing in it can be unsettled.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.fields import LISTS, MERGES
from hmic_tracker.domain.items import Entry, Value, twins
from hmic_tracker.domain.words import PROGRESS, RESPONSES, SIDE_EXITS, STATUSES

NO_KEYS: Final[tuple[str, ...]] = ()


class Candidate(NamedTuple):
    """A value that may count, and the entry that gave it."""

    key: str
    value: Value


class OneLine(tuple[Entry, ...]):
    """Entries out of a history of one line, some left out between them: the last value counts."""

    __slots__ = ()
    one_line = True


def entry_keys(history: Iterable[Entry]) -> tuple[str, ...]:
    """What each entry is known by: its command, and its place among the command's entries."""
    places = Counter[str]()
    keys = []
    for entry in history:
        places[entry.op] += 1
        keys.append(f"{entry.op}/{places[entry.op]}")
    return tuple(keys)


def is_one_line(history: Sequence[Entry]) -> bool:
    """Whether each entry was made with all before it known, so that the last value counts.

    Their numbers are 1, 2, 3 and so on then, and what one replaced is what stood before it. A
    history read from the index knows it, and isn't unpacked for it.
    """
    known: bool | None = getattr(history, "one_line", None)
    if known is not None:
        return known
    if not history or history[-1].n != len(history):
        return not history
    return not any(entry.after for entry in history) or _follows(history)


def _follows(history: Sequence[Entry]) -> bool:
    """Whether each value replaced is that of the entry before of its field."""
    keys, last = entry_keys(history), dict[str, str]()
    for key, entry in zip(keys, history, strict=True):
        named = dict(entry.after)
        for change in entry.changes:
            before = last.get(change.field)
            if change.field in named and named[change.field] != (before,):
                return False
            last[change.field] = key
    return True


def current_keys(history: Sequence[Entry], fields: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The entries whose values of some fields stand, in their order: what a change replaces.

    Those are named as well that are gone only as another of their origin is, so that it stays so
    whichever of the two is undone.
    """
    return {field: tuple(line.heads(None)) for field, line in _lines(history, fields).items()}


def entries_until(history: Sequence[Entry], day: date) -> tuple[Entry, ...]:
    """The entries of a day and before it; where one replaced what isn't among them, what that did.

    So what stood before still counts as replaced.
    """
    keys = entry_keys(history)
    kept = {key for key, entry in zip(keys, history, strict=True) if entry.on <= day}
    lines, again = _united_lines(history)
    united = {*again, *again.values()}

    def after(key: str, entry: Entry) -> tuple[tuple[str, tuple[str, ...]], ...]:
        before = ((c.field, lines[c.field].before[key] & kept) for c in entry.changes)
        return tuple((field, tuple(k for k in keys if k in values)) for field, values in before)

    # One that is none of its origin, such as one that is undone, isn't on an earlier day either.
    return tuple(
        entry._replace(after=after(key, entry), origin=entry.origin if key in united else None)
        for key, entry in zip(keys, history, strict=True)
        if key in kept
    )


def candidates(
    history: Sequence[Entry], until: date | None = None
) -> dict[str, tuple[Candidate, ...]]:
    """The values that stand of each field on a day, in the order of their entries.

    What was replaced is judged over the whole history, so that entries dated back conflict with
    nothing that they knew of.
    """
    lines, _ = _united_lines(history)
    current = {field: line.current(until) for field, line in lines.items()}
    return {field: values for field, values in current.items() if values}


class _Line:
    """The changes of a field: its entries' days and values, and all that each one replaced.

    `first` has the entry that stands for one of equal origin.
    """

    def __init__(self) -> None:
        self.changes: dict[str, tuple[date, Value]] = {}
        self.parents: dict[str, tuple[str, ...]] = {}
        self.before: dict[str, frozenset[str]] = {}
        self.first: Mapping[str, str] = {}

    def add(self, key: str, entry: Entry, value: Value, replaced: tuple[str, ...] | None) -> None:
        """Takes a change in; without names it replaced all that stood."""
        if replaced is None:
            replaced = tuple(self.heads(None))
        every = {key for key in replaced if key in self.before}
        for parent in tuple(every):
            every |= self.before[parent]
        self.changes[key] = (entry.on, value)
        self.parents[key] = replaced
        self.before[key] = frozenset(every)

    def mixed(self, again: Mapping[str, str]) -> set[str]:
        """The entries that would have replaced themselves, were those of equal origin one."""
        before = self._united(again)
        return {key for key in before if key in before[key]}

    def unite(self, again: Mapping[str, str]) -> None:
        """Makes entries of equal origin one, unless one would have replaced itself."""
        before = self._united(again)
        if not any(key in before[key] for key in before):
            self.first, self.before = again, before

    def _united(self, again: Mapping[str, str]) -> dict[str, frozenset[str]]:
        """All that each entry replaced, where some have another that stands for them."""
        members: dict[str, set[str]] = {}
        for key in self.changes:
            members.setdefault(again.get(key, key), set()).add(key)
        parents = {
            one: {again.get(p, p) for key in mine for p in self.parents[key] if p in self.changes}
            for one, mine in members.items()
        }
        before: dict[str, frozenset[str]] = {}
        for one, mine in members.items():
            above, waiting = set[str](), [one]
            while waiting:
                new = parents[waiting.pop()] - above
                above |= new
                waiting += new
            every = frozenset(old for ancestor in above for old in members[ancestor])
            before |= dict.fromkeys(mine, every)
        return before

    def heads(self, until: date | None) -> list[str]:
        """The entries up to a day whose values no other one replaced."""
        there = [k for k, (on, _) in self.changes.items() if until is None or on <= until]
        gone = frozenset[str]().union(*(self.before[key] for key in there))
        return [key for key in there if key not in gone]

    def current(self, until: date | None) -> tuple[Candidate, ...]:
        """The values that no other replaced, of the entries up to a day."""
        keys: dict[str, str] = {}
        for key in self.heads(until):
            keys.setdefault(self.first.get(key, key), key)
        return tuple(Candidate(key, self.changes[key][1]) for key in keys.values())


def _united_lines(history: Sequence[Entry]) -> tuple[dict[str, _Line], Mapping[str, str]]:
    """The changes of each field, and the entries that are one with an earlier one.

    Where an entry replaced what stands after it, as one does whose twin did, that counts as well.
    """
    lines = _lines(history, None)
    again = _one_of_each_origin(history, lines)
    for line in lines.values():
        line.unite(again)
    return lines, again


def _lines(history: Sequence[Entry], fields: Collection[str] | None) -> dict[str, _Line]:
    lines: dict[str, _Line] = {}
    in_order = [entry.n for entry in history] == list(range(1, len(history) + 1))
    keys = entry_keys(history)
    for key, entry in zip(keys, history, strict=True):
        named = dict(entry.after)
        for change in entry.changes:
            if fields is not None and change.field not in fields:
                continue
            replaced = named.get(change.field)
            if replaced is None and not in_order:
                replaced = NO_KEYS  # the first value that its writer knew of
            lines.setdefault(change.field, _Line()).add(key, entry, change.new, replaced)
    return lines


def _one_of_each_origin(history: Sequence[Entry], lines: Mapping[str, _Line]) -> dict[str, str]:
    """The entries that are one with an earlier one of their origin, each with that.

    All are, but where one would have replaced itself then: as with two documents that two people
    took in one after the other, each in another order. The last of each stands then.
    """
    places, keys = twins(history), entry_keys(history)
    again = {keys[place]: keys[one] for place, one in places.items()}
    while again and (mixed := {key for line in lines.values() for key in line.mixed(again)}):
        left = {key: one for key, one in again.items() if not mixed & {key, one}}
        again = left if len(left) < len(again) else {}
    return again


def counted(field: str, current: Sequence[Candidate]) -> Value:
    """The value that counts of those that stand: the worse, all together, or the first."""
    values = list(dict.fromkeys(candidate.value for candidate in current))
    if len(values) == 1:
        return values[0]
    if field in LISTS:
        return tuple(dict.fromkeys(word for value in values for word in value or ()))
    return min(values, key=_BADNESS[field]) if MERGES.get(field) == "worse" else values[0]


def unsettled(current: Mapping[str, Sequence[Candidate]]) -> dict[str, tuple[Candidate, ...]]:
    """The fields with candidates that differ; several words are put together and never are."""
    return {
        field: tuple(values)
        for field, values in current.items()
        if field not in LISTS and len({candidate.value for candidate in values}) > 1
    }


def _status_badness(value: Value) -> tuple[int, ...]:
    """Less advanced first; what is open or done before what left by a side exit."""
    word = value or "not-started"
    return (int(word in SIDE_EXITS), _place_in(STATUSES, word))


def _due_badness(value: Value) -> tuple[int, ...]:
    """The earlier first; a date before none."""
    return (0, deadline(value).toordinal()) if isinstance(value, str) else (1,)


def _place_in(words: Sequence[str], word: Value) -> int:
    return words.index(word) if isinstance(word, str) and word in words else -1


_BADNESS: Final[dict[str, Callable[[Value], tuple[int, ...]]]] = {
    "status": _status_badness,
    "due": _due_badness,
    "progress": lambda value: (_place_in(PROGRESS, value or "none"),),
    "response": lambda value: (-_place_in(RESPONSES, value),),
    "exempt": lambda value: (int(value is None),),
}
"""How the values of a field of which the worse counts are ordered, the worst first."""
