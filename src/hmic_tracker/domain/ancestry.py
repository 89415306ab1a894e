"""Which entries replaced which values, and where two people's work met.

An entry is known by its command and its place among the command's entries: "3cfvill5/1". Each
changed field names the entries whose value it replaced; in a history of one line that goes without
saying: it is what stood before. A value that no other entry replaced, directly or through others,
stands; if there are two that differ, the field is not settled, and `counted` says which one counts
until then.

Numbers of entries grow by one, so two people who work apart give the same ones: a history without
a number twice is one person's after the other's, and nothing in it can be unsettled.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.fields import LISTS, MERGES
from hmic_tracker.domain.items import Entry, Value
from hmic_tracker.domain.words import PROGRESS, RESPONSES, SIDE_EXITS, STATUSES

NO_KEYS: Final[tuple[str, ...]] = ()
_MOST_NEAREST: Final = 200
"""More people than ever worked on one item apart; a made-up history takes no longer for it."""


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
    """The entries whose values of some fields stand, in their order: what a change replaces."""
    values: dict[str, tuple[str, ...]] = {}
    for field, line in _lines(history, fields).items():
        values[field] = tuple(line.heads)
    return values


def entries_until(history: Sequence[Entry], day: date) -> tuple[Entry, ...]:
    """The entries of a day and before it, as a history of their own.

    Where one replaced what isn't among them, it names what that replaced: so what stood before
    still counts as replaced, and entries dated back conflict with nothing that they knew of.
    """
    keys = entry_keys(history)
    there = [(key, entry) for key, entry in zip(keys, history, strict=True) if entry.on <= day]
    own_keys = entry_keys(entry for _, entry in there)
    kept = {key: own for (key, _), own in zip(there, own_keys, strict=True)}
    nearest = {field: line.nearest(kept) for field, line in _lines(history, None).items()}

    def after(key: str, entry: Entry) -> tuple[tuple[str, tuple[str, ...]], ...]:
        fields = [change.field for change in entry.changes]
        return tuple((field, tuple(kept[one] for one in nearest[field][key])) for field in fields)

    return tuple(entry._replace(after=after(key, entry)) for key, entry in there)


def candidates(history: Sequence[Entry]) -> dict[str, tuple[Candidate, ...]]:
    """The values that stand of each field, in the order of their entries."""
    return {field: line.current() for field, line in _lines(history, None).items()}


class _Line:
    """The changes of a field: what each entry gave, which ones it replaced, and what stands."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        self.replaced: dict[str, tuple[str, ...]] = {}
        self.heads: dict[str, None] = {}

    def add(self, key: str, value: Value, named: tuple[str, ...] | None) -> None:
        """Takes a change in; without names it replaced all that stood."""
        known = self.heads if named is None else (one for one in named if one in self.values)
        replaced = tuple(dict.fromkeys(known))
        for one in replaced:
            self.heads.pop(one, None)
        self.values[key] = value
        self.replaced[key] = replaced
        self.heads[key] = None

    def current(self) -> tuple[Candidate, ...]:
        """The values that no other replaced; what they replaced through others is gone as well."""
        return tuple(Candidate(key, self.values[key]) for key in self.heads)

    def nearest(self, kept: Collection[str]) -> dict[str, tuple[str, ...]]:
        """For each entry those kept that it replaced, itself or through others that aren't."""
        nearest: dict[str, tuple[str, ...]] = {}
        for key, replaced in self.replaced.items():
            names = (near for one in replaced for near in ((one,) if one in kept else nearest[one]))
            every = tuple(dict.fromkeys(names))
            nearest[key] = every if key in kept else every[-_MOST_NEAREST:]
        return nearest


def _lines(history: Sequence[Entry], fields: Collection[str] | None) -> dict[str, _Line]:
    lines: dict[str, _Line] = {}
    in_order = [entry.n for entry in history] == list(range(1, len(history) + 1))
    for key, entry in zip(entry_keys(history), history, strict=True):
        named = dict(entry.after)
        for change in entry.changes:
            if fields is not None and change.field not in fields:
                continue
            replaced = named.get(change.field)
            if replaced is None and not in_order:
                replaced = NO_KEYS  # the first value that its writer knew of
            lines.setdefault(change.field, _Line()).add(key, change.new, replaced)
    return lines


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
