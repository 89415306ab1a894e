"""Entries of several people: what replaced what, what counts, and what is not settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest

from hmic_tracker.domain.ancestry import current_keys, entry_keys, is_one_line
from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry
from hmic_tracker.domain.items import Entry, FieldChange, Item, Value, value_of
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.replay import item_as_of, replayed, unsettled_fields
from hmic_tracker.reports.unsettled import unsettled_of
from tests.domain.making import NOON
from tests.work import counted

START = date(2008, 9, 1)
FIELDS = ("due", "status", "owner", "progress")
VALUES: dict[str, tuple[Value, ...]] = {
    "due": (None, "2008-12", "2009-01", "2009-03-31"),
    "status": ("not-started", "in-progress", "done", "verified", "withdrawn"),
    "owner": (None, "Head of CID", "Head of Public Protection"),
    "progress": (None, "some", "almost"),
}
HISTORIES = 2000


def merged(*histories: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of several clones, each once, in their order."""
    every = {
        key: entry
        for history in histories
        for key, entry in zip(entry_keys(history), history, strict=True)
    }
    return tuple(
        entry
        for _, entry in sorted(
            every.items(), key=lambda pair: (pair[1].n, pair[1].op, pair[0].rpartition("/")[2])
        )
    )


def of_history(item: Item, history: Sequence[Entry]) -> Item:
    """The item that a history makes."""
    made = Item(id=item.id, uid=item.uid, kind=item.kind)
    for entry in history:
        made = apply(made, entry)
    fields: dict[str, Any] = {field: replayed(history).get(field) for field in FIELDS}
    fields["status"] = fields["status"] or "not-started"
    return replace(made, **fields, unsettled=unsettled_fields(history))


def clones(seed: int) -> list[Item]:
    """Two or three people's copies of an item after work apart and some exchanges."""
    random = Random(seed)
    first = Item(id="REC-1", uid="u", kind="recommendation")
    people = [first] * random.choice((2, 2, 3))
    for step in range(random.randrange(2, 12)):
        who = random.randrange(len(people))
        if step and random.random() < 0.25:
            other = random.randrange(len(people))
            people[who] = of_history(first, merged(people[who].history, people[other].history))
            continue
        item = people[who]
        names = random.sample(FIELDS, random.choice((1, 1, 2)))
        changes = changes_to(item, {name: random.choice(VALUES[name]) for name in names})
        if not changes:
            continue
        day = START + timedelta(days=random.randrange(60))
        entry = next_entry(item, day, Stamp("CID", NOON, f"{'abc'[who]}{step}"), "updated", changes)
        people[who] = of_history(first, (*item.history, entry))
    return people


def by_the_book(history: Sequence[Entry], day: date) -> dict[str, set[Value]]:
    """The values that no entry up to a day has among its ancestors, found the long way."""
    keys = entry_keys(history)
    parents = {
        (key, field): set(named)
        for key, entry in zip(keys, history, strict=True)
        for field, named in entry.after
    }

    @cache
    def ancestors(key: str, field: str) -> set[str]:
        above = parents.get((key, field), set())
        return above.union(*(ancestors(one, field) for one in above))

    found: dict[str, set[Value]] = {}
    for field in FIELDS:
        there = [
            (key, change.new)
            for key, entry in zip(keys, history, strict=True)
            for change in entry.changes
            if change.field == field and entry.on <= day
        ]
        gone = set[str]().union(*(ancestors(key, field) for key, _ in there))
        found[field] = {value for key, value in there if key not in gone}
    return found


@pytest.mark.parametrize("start", range(0, HISTORIES, 500))
def test_unsettled_is_what_two_did_without_each_other_in_every_view(start: int) -> None:
    met = 0
    for seed in range(start, start + 500):
        people = clones(seed)
        history = merged(*(one.history for one in people))
        whole = of_history(people[0], history)
        for offset in range(0, 61, 6):
            day = START + timedelta(days=offset)
            then = item_as_of(whole, day)
            book = by_the_book(history, day)
            if then is None:
                assert not any(book.values())
                continue
            open_fields = {field for field, _ in then.unsettled}
            assert open_fields == {f for f, values in book.items() if len(values) > 1}, (seed, day)
            for field, values in book.items():
                there = value_of(then, field)
                assert not values or there in values, (seed, field)
            met += bool(open_fields)
            earlier = day - timedelta(days=7)
            assert _shown(item_as_of(then, earlier)) == _shown(item_as_of(whole, earlier)), seed
        assert _shown(item_as_of(whole, date.max)) == _shown(whole)
    assert met > 300


def _shown(item: Item | None) -> tuple[object, ...] | None:
    """What an item says, without what its entries are said to have replaced."""
    if item is None:
        return None
    return (*(value_of(item, field) for field in FIELDS), item.unsettled, len(item.history))


def test_clones_that_have_the_same_entries_are_one_whatever_the_order() -> None:
    for seed in range(300):
        people = clones(seed)
        histories = [one.history for one in people]
        one, other = merged(*histories), merged(*reversed(histories))
        assert one == other
        assert replayed(one) == replayed(other)
        assert merged(one, one) == one


def test_one_persons_work_is_one_line_and_never_unsettled() -> None:
    for seed in range(300):
        item = Item(id="REC-1", uid="u", kind="recommendation")
        random = Random(seed)
        for n in range(9):
            name = random.choice(FIELDS)
            changes = changes_to(item, {name: random.choice(VALUES[name])})
            if changes:
                entry = next_entry(
                    item, START, Stamp("CID", NOON, f"op{n % 4}"), "updated", changes
                )
                item = apply(item, entry)
        assert is_one_line(item.history)
        assert not unsettled_fields(item.history)
        assert {f: v for f, v in replayed(item.history).items() if value_of(item, f) != v} == {}


@pytest.mark.parametrize(
    ("field", "mine", "theirs", "counts"),
    [
        ("due", "2009-01", "2009-03", "2009-01"),
        ("due", "2009-03", None, "2009-03"),
        ("status", "done", "in-progress", "in-progress"),
        ("status", "withdrawn", "in-progress", "in-progress"),
        ("status", "verified", "withdrawn", "verified"),
        ("owner", "Head of CID", "Head of Finance", "Head of CID"),
        ("progress", "almost", "some", "some"),
    ],
)
def test_until_it_is_settled_the_worse_counts_or_the_first(
    field: str, mine: Value, theirs: Value, counts: Value
) -> None:
    base = Item(id="REC-1", uid="u", kind="recommendation")
    first = next_entry(
        base,
        START,
        Stamp("CID", NOON, "zero"),
        "added",
        changes_to(
            base,
            {"status": "done", "due": "2008-09", "owner": "Head of IT", "progress": "majority"},
        ),
    )
    base = apply(base, first)
    one = next_entry(
        base, START, Stamp("CID", NOON, "a"), "updated", changes_to(base, {field: mine})
    )
    two = next_entry(
        base, START, Stamp("CID", NOON, "b"), "updated", changes_to(base, {field: theirs})
    )
    entries = [entry for entry in (one, two) if entry.changes]
    item = of_history(base, (first, *entries))
    if len(entries) == 2:
        assert value_of(item, field) == counts
        assert [name for name, _ in item.unsettled] == [field]


def test_an_ordinary_change_settles_it_also_with_the_value_that_counts() -> None:
    base = Item(id="REC-1", uid="u", kind="recommendation")
    entries = [
        next_entry(base, START, Stamp("CID", NOON, op), "added", changes_to(base, {"due": due}))
        for op, due in (("a", "2009-01"), ("b", "2009-03"))
    ]
    item = of_history(base, entries)
    assert item.unsettled == (("due", (("a/1", "2009-01"), ("b/1", "2009-03"))),)
    for due in ("2009-01", "2009-03", "2009-05"):
        changes = changes_to(item, {"due": due})
        assert [(change.old, change.new) for change in changes] == [("2009-01", due)]
        entry = next_entry(item, START, Stamp("CID", NOON, "c"), "updated", changes)
        assert entry.after == (("due", ("a/1", "b/1")),)
        settled = apply(item, entry)
        assert (settled.unsettled, settled.due) == ((), due)
        assert unsettled_fields(settled.history) == ()
        assert replayed(settled.history)["due"] == due


def made(op: str, n: int, day: int, due: str, *replaced: str) -> Entry:
    """An entry that gives a due, and names what it replaced."""
    after = (("due", replaced),) if replaced else ()
    change = FieldChange("due", None, due)
    return Entry(n, START + timedelta(days=day), NOON, "CID", op, changes=(change,), after=after)


def in_two_lines(entries: int) -> tuple[Entry, ...]:
    """Two people who never met, each with half of the entries."""
    return tuple(
        made(f"{who}{n}", n, n % 30, due, *([f"{who}{n - 1}/1"] if n > 1 else ()))
        for n in range(1, entries // 2 + 1)
        for who, due in (("a", "2009-01"), ("b", "2009-03"))
    )


def met_again_and_again(entries: int) -> tuple[Entry, ...]:
    """Two people who meet after each entry."""
    history: list[Entry] = []
    for n in range(1, entries // 3 + 1):
        known = (f"c{n - 1}/1",) if n > 1 else ()
        history += [
            made(f"{who}{n}", 2 * n - 1, n % 30, f"20{n % 80 + 10}", *known) for who in "ab"
        ]
        history.append(made(f"c{n}", 2 * n, n % 29, "2009-01", f"a{n}/1", f"b{n}/1"))
    return tuple(history)


def settled_at_once(entries: int) -> tuple[Entry, ...]:
    """As many people, and one who settles it: that entry names all the others."""
    many = [made(f"a{n:06}", 1, 0, f"20{n % 80 + 10}-01") for n in range(1, entries)]
    return (*many, made("b", 2, 1, "2009-01", *(f"{entry.op}/1" for entry in many)))


@pytest.mark.parametrize("history", [in_two_lines, met_again_and_again, settled_at_once])
def test_twice_the_entries_of_several_people_are_twice_the_work(
    history: Callable[[int], tuple[Entry, ...]],
) -> None:
    def look(entries: tuple[Entry, ...]) -> None:
        item = Item(id="REC-1", uid="u", kind="recommendation", history=entries)
        unsettled_fields(entries)
        item_as_of(item, START + timedelta(days=14))
        current_keys(entries, {"due"})

    small, large = (counted(look, history(entries)).steps for entries in (1000, 2000))
    assert large < 2.3 * small
    assert len(unsettled_fields(history(10_000))) == (history == in_two_lines)


def test_what_an_entry_can_not_have_replaced_counts_for_nothing() -> None:
    for named in ("zzzz/1", "b/1", "c/1", "nothing", "a/0", ""):
        history = (
            made("a", 1, 0, "2009-01"),
            made("b", 1, 0, "2009-03", named),
            made("c", 2, 0, "2010"),
        )
        assert [key for key, _ in unsettled_fields(history)[0][1]] == ["a/1", "b/1", "c/1"], named


def test_as_of_a_day_an_entry_is_found_by_its_place_among_those_of_the_day() -> None:
    """A command that enters a hand edit of today and a change dated back."""
    history = (
        made("a", 1, 0, "2008-10"),
        made("b", 2, 30, "2008-11", "a/1"),
        made("b", 3, 10, "2008-12", "b/1"),
        made("c", 3, 10, "2009-01", "a/1"),
    )
    item = of_history(Item(id="REC-1", uid="u", kind="recommendation"), history)
    assert item.unsettled == (("due", (("b/2", "2008-12"), ("c/1", "2009-01"))),)
    then = item_as_of(item, START + timedelta(days=14))
    assert then is not None
    assert then.unsettled == (("due", (("b/1", "2008-12"), ("c/1", "2009-01"))),)
    (one,) = unsettled_of(then)
    assert [answer.value for answer in one.answers] == ["2008-12", "2009-01"]
    assert _shown(item_as_of(then, START)) == _shown(item_as_of(item, START))
