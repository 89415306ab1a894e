"""What can be said of a history: what its entries replaced, its parts' names, what is not settled.

A file that is cut short, or whose entries are out of order, can't be read and doesn't come so far.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from hmic_tracker.domain.ancestry import Candidate, counted, entry_keys
from hmic_tracker.domain.check_findings import Finding, ItemFile, LineOf, shortened, some
from hmic_tracker.domain.corrections import can_be_corrected
from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.part_keys import TABLES, is_number, part_keys
from hmic_tracker.domain.parts import parse_part_field
from hmic_tracker.domain.settling import settling_line
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry, Value

_AHEAD: Final = timedelta(days=1)
_Problem = tuple[str, str, tuple[str, str, int]]
"""A code, what follows the item's id, and the place: the key, its table's header, the nth such."""


def history_findings(file: ItemFile, schema: int, line_of: LineOf) -> Iterator[Finding]:
    """What is wrong with the history of an item, and what two people left open in it."""
    item = file.item
    if file.cut or not item.history:
        return
    keys = entry_keys(item.history)
    problems = [*_ancestry(file, keys), *_corrections(item.history)]
    problems += [*(_part_names(file, keys) if schema > 1 else ())]
    problems += [*_unsettled(file, keys), *_typed(file)]
    for code, problem, (key, table, nth) in problems:
        line = line_of(file.path, key, table, nth) if table else line_of(file.path, key)
        yield Finding(code, f"{item.id}{problem}", file.path, line, (item.id,))


def clock_findings(files: Iterable[ItemFile], now: datetime, line_of: LineOf) -> Iterator[Finding]:
    """The items with entries that were recorded more than a day from now, in one note."""
    ahead: list[tuple[ItemFile, int, Entry]] = []
    for file in files:
        late = ((n, e) for n, e in enumerate(file.item.history, 1) if e.recorded - now > _AHEAD)
        if first := next(late, None):
            ahead.append((file, *first))
    if not ahead:
        return
    file, nth, entry = ahead[0]
    ids = tuple(one.item.id for one, _, _ in ahead)
    who = f"{say_day(entry.recorded.date())} by {_person(entry)}"
    if len(ids) == 1:
        line = line_of(file.path, "recorded", "history", nth)
        message = f"{ids[0]} has an entry recorded on {who}"
        yield Finding("clock-ahead", message, file.path, line, ids)
    else:
        message = f"{len(ids)} items have entries recorded in days to come, the first on {who}"
        yield Finding("clock-ahead", f"{message}: {some(ids)}", ids=ids)


def _ancestry(file: ItemFile, keys: tuple[str, ...]) -> Iterator[_Problem]:
    """Entries that name as replaced what isn't there, comes later, or gave no such value.

    The first of an item is said, and how many there are.
    """
    places = {key: n for n, key in enumerate(keys, 1)}
    gave: dict[str, set[str]] = {}
    wrong: list[tuple[int, str, str]] = []
    for n, (key, entry) in enumerate(zip(keys, file.item.history, strict=True), 1):
        for field, named in entry.after:
            known = gave.get(field, set())
            bad = [one for one in named if one not in known]
            wrong += ((n, field, _why(one, places.get(one, 0), n)) for one in bad)
        for change in entry.changes:
            gave.setdefault(change.field, set()).add(key)
    if not wrong:
        return
    n, field, why = wrong[0]
    key, table = file.place_of(field)
    kind = next((kind for kind, name in TABLES.items() if table.startswith(f"{name}.")), "")
    own = f"{kind}_{table.partition('.')[2]}_{key}_after" if kind else f"{key}_after"
    more = f", and {len(wrong) - 1} more like it" if wrong[1:] else ""
    yield "wrong-ancestry", f": {own} {why}{more}", (own, "history", n)


def _why(named: str, place: int, here: int) -> str:
    word = shortened(named)
    if not place:
        return f"names {word}, which is no entry of its history"
    if place >= here:
        return f"names {word}, which comes {'later' if place > here else 'with it'}"
    return f"names {word}, which doesn't change that field"


def _corrections(history: Sequence[Entry]) -> Iterator[_Problem]:
    """The entries of an item that correct none, the first of them said."""
    for n, why in _wrong_corrections(history):
        yield "wrong-correction", f": entry {n} {why}", ("corrects", "history", n)


def record_corrections(
    about: str, path: str, history: Sequence[Entry], line_of: LineOf
) -> Iterator[Finding]:
    """The entries of an inspection or of the settings that correct none."""
    for n, why in _wrong_corrections(history):
        line = line_of(path, "corrects", "history", n)
        yield Finding("wrong-correction", f"{about}: entry {n} {why}", path, line)


def _wrong_corrections(history: Sequence[Entry]) -> Iterator[tuple[int, str]]:
    """The places of the entries that correct none, each with why."""
    if all(entry.corrects is None for entry in history):
        return
    places = {key: place for place, key in enumerate(entry_keys(history), 1)}
    for own, entry in enumerate(history, 1):
        if entry.corrects is None:
            continue
        named, place = shortened(entry.corrects.entry), places.get(entry.corrects.entry)
        if place is None:
            yield own, f"corrects {named}, which is no entry of its history"
        elif place >= own:
            yield own, f"corrects {named}, which comes {'later' if place > own else 'with it'}"
        elif not can_be_corrected(history[place - 1]):
            yield own, f"corrects entry {place}, which corrects or takes back another"
        elif not any(entry.corrects[1:]):
            yield own, f"corrects entry {place}, and doesn't say what is right of it"


def _part_names(file: ItemFile, keys: tuple[str, ...]) -> Iterator[_Problem]:
    """Steps and evidence that are called otherwise than after the entry that made them."""
    made = part_keys(file.item.history, keys)
    for (kind, n), name in file.part_names.items():
        own, what = made.get((kind, n)), "step" if kind == "action" else "evidence"
        if own is None and is_number(name):
            continue  # typed by hand: a change like any other
        if name != own:
            why = f"its entry makes it {own}" if own else "no entry made it"
            problem = f": {what} {n} is called {shortened(name)}, and {why}"
            yield "part-name", problem, ("", f"{TABLES[kind]}.{name}", 1)


def _unsettled(file: ItemFile, keys: tuple[str, ...]) -> Iterator[_Problem]:
    """The fields to which two people gave different values, with a line that chooses one."""
    item = file.item
    entries = dict(zip(keys, item.history, strict=True)) if item.unsettled else {}
    for field, given in item.unsettled:
        counts = counted(field, [Candidate(*one) for one in given])
        answers = " or ".join(_answer(field, value, entries[key]) for key, value in given)
        other = next((value for _, value in given if value != counts), counts)
        line = settling_line(item.id, field, other)
        problem = f": {_name(field)} is {answers}. {_value(field, counts)} counts until: {line}"
        key, table = file.place_of(field)
        yield "unsettled", problem, (key, table, 1)


def _name(field: str) -> str:
    """What people call a field; a step's and evidence's with its number."""
    kind, n, name = parse_part_field(field) or ("", 0, "")
    what = "step" if kind == "action" else kind
    return f"{name} of {what} {n}" if kind else field.replace("_", " ")


def _answer(field: str, value: Value, entry: Entry) -> str:
    return f"{_value(field, value)} (by {_person(entry)}, {say_day(entry.on)})"


def _person(entry: Entry) -> str:
    return shortened(entry.by) or "nobody named"


def _value(field: str, value: Value) -> str:
    if value is None:
        return "none"
    if field == "due" or field.endswith(("_due", "_until")):
        return say_due(str(value))
    return shortened(str(value))


def _typed(file: ItemFile) -> Iterator[_Problem]:
    """What stands under `[unsettled]` otherwise than the history gives it."""
    if file.unsettled_typed:
        fields = ", ".join(map(shortened, file.unsettled_typed[:5]))
        place = ("", f"unsettled.{file.unsettled_typed[0]}", 1)
        yield "unsettled-typed", f": [unsettled] is not what its history gives: {fields}", place
