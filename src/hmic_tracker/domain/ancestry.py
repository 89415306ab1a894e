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

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from hmic_tracker.domain.circles import in_circles, parents_first
from hmic_tracker.domain.dates import deadline, last_day
from hmic_tracker.domain.fields import LISTS, MERGES
from hmic_tracker.domain.items import Entry, Value, twins, undone_in_vain
from hmic_tracker.domain.words import PROGRESS, RESPONSES, SIDE_EXITS, STATUSES
from hmic_tracker.light_typing import Final, NamedTuple

NO_KEYS: Final[tuple[str, ...]] = ()
_MOST_NEAREST: Final = 200
"""More people than ever worked on one item apart; a made-up history takes no longer for it."""
_MOST_ROUNDS: Final = 20
"""So often it is asked anew which documents met in two orders; then none is one with another."""


class Candidate(NamedTuple):
    """A value that may count, and the entry that gave it."""

    key: str
    value: Value


class PartOfHistory(tuple[Entry, ...]):
    """Entries out of a history, and what the item `begun` under that it was moved from since."""

    begun: Mapping[str, Value] | None = None


class OneLine(PartOfHistory):
    """Entries out of a history of one line, some left out between them: the last value counts."""

    one_line = True


class OfADay(PartOfHistory):
    """The entries up to a day, each with what it replaced over the whole history.

    One may have replaced what stands after it, as its twin did that isn't among them. `in_vain` are
    the places of those that undo what another command took in as well.
    """

    of_a_day = True
    in_vain: frozenset[int] = frozenset()


def read_alike(history: Sequence[Entry], entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries made of those of a history one by one, which are read as that history is."""
    if not isinstance(history, OfADay) and not is_one_line(history):
        return tuple(entries)
    alike = OfADay(entries) if isinstance(history, OfADay) else OneLine(entries)
    alike.begun = getattr(history, "begun", None)
    return alike


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
    """Whether each value replaced is that of the entry before of its field.

    Each reading of a file comes through here, so that entries are named as they are met.
    """
    places: dict[str, int] = {}
    last: dict[str, str] = {}
    for entry in history:
        place = places[entry.op] = places.get(entry.op, 0) + 1
        key = f"{entry.op}/{place}"
        for field, replaced in entry.after:
            if replaced != (last.get(field),) and any(c.field == field for c in entry.changes):
                return False
        for change in entry.changes:
            last[change.field] = key
    return True


def current_keys(history: Sequence[Entry], fields: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The entries whose values of some fields stand, in their order: what a change replaces.

    Those are named as well that are gone only as another of their origin is, so that it stays so
    whichever of the two is undone.
    """
    return {field: tuple(line.heads) for field, line in _lines(history, fields).items()}


def entries_until(history: Sequence[Entry], day: date) -> OfADay:
    """The entries of a day and before it, as a history of their own.

    Where one replaced what isn't among them, it names what that replaced: so what stood before
    still counts as replaced, and entries dated back conflict with nothing that they knew of.
    """
    keys = entry_keys(history)
    there = [(key, entry) for key, entry in zip(keys, history, strict=True) if entry.on <= day]
    own_keys = entry_keys(entry for _, entry in there)
    kept = {key: own for (key, _), own in zip(there, own_keys, strict=True)}
    lines, again = _united_lines(history)
    nearest = {field: line.nearest(kept) for field, line in lines.items()}
    united = {*again, *again.values()}

    def after(key: str, entry: Entry) -> tuple[tuple[str, tuple[str, ...]], ...]:
        fields = [change.field for change in entry.changes]
        return tuple((field, nearest[field][lines[field].nodes[key]]) for field in fields)

    # One that is none of its origin, such as one that is undone, isn't on an earlier day either.
    made = OfADay(
        entry._replace(after=after(key, entry), origin=entry.origin if key in united else None)
        for key, entry in there
    )
    vain = {keys[place] for place in undone_in_vain(history)}
    made.in_vain = frozenset(n for n, (key, _) in enumerate(there) if key in vain)
    return made


def candidates(
    history: Sequence[Entry], *, of_items: bool = True
) -> dict[str, tuple[Candidate, ...]]:
    """The values that stand of each field, in the order of their entries.

    An item that a document changed is asked about where one of two undid that. What is in no item,
    such as a framework's name, is as the other has it.
    """
    lines, vain = _united_lines(history)[0], frozenset() if of_items else _in_vain(history)
    return {field: line.current(vain) for field, line in lines.items()}


def passed_over(history: Sequence[Entry], field: str) -> tuple[Value, list[Entry]]:
    """The value of a field that counts, and the entries that gave it others beside those.

    They are what another person gave it meanwhile, and another value was chosen.
    """
    have_met = getattr(history, "of_a_day", False) or len({e.n for e in history}) < len(history)
    line = _united_lines(history)[0].get(field) if have_met else None
    if line is None:
        return None, []
    heads = line.current()
    value = counted(field, heads)
    above = [one.key for one in heads if one.value == value]
    led: set[str] = set()
    while above and above[0] not in led:
        key = above[0]
        led.add(key)
        replaced = [Candidate(one, line.values[one]) for one in line.replaced[key]]
        before = counted(field, replaced) if replaced else None
        chosen = [one.key for one in replaced if one.value == line.values[key]]
        above = chosen or [one.key for one in replaced if one.value == before]
    others = line.values.keys() - led
    pairs = zip(entry_keys(history), history, strict=True)
    return value, [entry for key, entry in pairs if line.nodes.get(key) in others]


class _Line:
    """The changes of a field: what each entry gave, which ones it replaced, and what stands.

    Entries that are one are one node, called after the first of them.
    """

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        self.replaced: dict[str, tuple[str, ...]] = {}
        self.heads: dict[str, None] = {}
        self.nodes: dict[str, str] = {}

    def add(
        self, key: str, value: Value, named: tuple[str, ...] | None, later: bool = False
    ) -> None:
        """Takes a change in; without names it replaced all that stood.

        It can't have replaced what is not there yet, unless `later` entries count.
        """
        known = self.heads if named is None else (n for n in named if later or n in self.values)
        replaced = tuple(dict.fromkeys(known))
        for one in replaced:
            self.heads.pop(one, None)
        self.values[key] = value
        self.replaced[key] = replaced
        self.heads[key] = None
        self.nodes[key] = key

    def united(self, again: Mapping[str, str]) -> _Line:
        """The same with the entries that are one with an earlier one; none comes before itself."""
        nodes, parents = self.graph(again)
        line = _Line()
        for key in parents_first(parents):
            line.add(key, self.values[key], tuple(parents[key]))
        line.heads = {key: None for key in self.values if key in line.heads}
        line.nodes = nodes
        return line

    def graph(self, again: Mapping[str, str]) -> tuple[dict[str, str], dict[str, dict[str, None]]]:
        """The node of each entry, and the nodes that each node replaced."""
        first: dict[str, str] = {}
        nodes = {key: first.setdefault(again.get(key, key), key) for key in self.values}
        parents: dict[str, dict[str, None]] = {}
        for key, node in nodes.items():
            above = parents.setdefault(node, {})
            above |= dict.fromkeys(nodes[one] for one in self.replaced[key] if one in nodes)
        return nodes, parents

    def current(self, vain: Collection[str] = ()) -> tuple[Candidate, ...]:
        """The values that no other replaced; what they replaced through others is gone as well.

        What was undone in `vain` is no answer to what stands.
        """
        heads = [key for key in self.heads if key not in vain] or self.heads
        return tuple(Candidate(key, self.values[key]) for key in heads)

    def nearest(self, kept: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """For each node what those kept are called that it replaced, itself or through others."""
        names: dict[str, str] = {}
        for key, node in self.nodes.items():
            if key in kept:
                names.setdefault(node, kept[key])
        nearest: dict[str, tuple[str, ...]] = {}
        for node, replaced in self.replaced.items():
            every = dict.fromkeys(
                name
                for one in replaced
                for name in ((names[one],) if one in names else nearest[one])
            )
            nearest[node] = tuple(every)[0 if node in names else -_MOST_NEAREST :]
        return nearest


def _united_lines(history: Sequence[Entry]) -> tuple[dict[str, _Line], Mapping[str, str]]:
    """The changes of each field, and the entries that are one with an earlier one.

    Where an entry replaced what stands after it, as one does whose twin did, that counts as well.
    """
    lines = _lines(history, None)
    again = _one_of_each_origin(history, lines)
    if again or getattr(history, "of_a_day", False):
        lines = {field: line.united(again) for field, line in lines.items()}
    return lines, again


def _in_vain(history: Sequence[Entry]) -> frozenset[str]:
    """The entries that undo what another command took in as well."""
    places = history.in_vain if isinstance(history, OfADay) else undone_in_vain(history)
    if not places:
        return frozenset()
    return frozenset(key for n, key in enumerate(entry_keys(history)) if n in places)


def _lines(history: Sequence[Entry], fields: Collection[str] | None) -> dict[str, _Line]:
    lines: dict[str, _Line] = {}
    later = getattr(history, "of_a_day", False)
    in_order = [entry.n for entry in history] == list(range(1, len(history) + 1))
    for key, entry in zip(entry_keys(history), history, strict=True):
        named = dict(entry.after)
        for change in entry.changes:
            if fields is not None and change.field not in fields:
                continue
            replaced = named.get(change.field)
            if replaced is None and not in_order:
                replaced = NO_KEYS  # the first value that its writer knew of
            lines.setdefault(change.field, _Line()).add(key, change.new, replaced, later)
    return lines


def _one_of_each_origin(history: Sequence[Entry], lines: Mapping[str, _Line]) -> dict[str, str]:
    """The entries that are one with an earlier one of their origin, each with that.

    All are, but where one would have replaced itself then: as with two documents that two people
    took in one after the other, each in another order. The last of each stands then.
    """
    places, keys = twins(history), entry_keys(history)
    again = {keys[place]: keys[one] for place, one in places.items()}
    for _ in range(_MOST_ROUNDS):
        mixed = {key for line in lines.values() for key in _mixed(line, again)} if again else set()
        if not mixed:
            return again
        again = {key: one for key, one in again.items() if not mixed & {key, one}}
    return {}


def _mixed(line: _Line, again: Mapping[str, str]) -> Iterator[str]:
    """The entries that would have replaced themselves, were those of equal origin one."""
    if again.keys().isdisjoint(line.values):
        return
    nodes, parents = line.graph(again)
    circles = in_circles(parents)
    yield from (key for key, node in nodes.items() if node in circles)


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


def _until_badness(value: Value) -> tuple[int, ...]:
    """None before any deferral, the one that ends first before the others."""
    return (1, last_day(value).toordinal()) if isinstance(value, str) else (0,)


def _place_in(words: Sequence[str], word: Value) -> int:
    return words.index(word) if isinstance(word, str) and word in words else -1


_BADNESS: Final[dict[str, Callable[[Value], tuple[int, ...]]]] = {
    "status": _status_badness,
    "due": _due_badness,
    "deferred_until": _until_badness,
    "progress": lambda value: (_place_in(PROGRESS, value or "none"),),
    "response": lambda value: (-_place_in(RESPONSES, value),),
    "exempt": lambda value: (int(value is None),),
}
"""How the values of a field of which the worse counts are ordered, the worst first."""
