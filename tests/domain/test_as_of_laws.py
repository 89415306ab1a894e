"""As of a day, the plan is what the entries on or before that day make of it, whatever they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest

from hmic_tracker.domain.changes import Stamp, apply, changes_to
from hmic_tracker.domain.counts import count
from hmic_tracker.domain.dates import OPEN_END, last_day
from hmic_tracker.domain.items import Entry, FieldChange, Item, Value
from hmic_tracker.domain.links import RELATIONS
from hmic_tracker.domain.milestones import completed_on, overdue_since
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.replay import item_as_of, plan_as_of
from hmic_tracker.domain.rules import (
    days_overdue,
    is_completed,
    is_deferred,
    is_open,
    is_overdue,
    rag,
    slippage,
)
from hmic_tracker.domain.undo import undo_in_item
from hmic_tracker.domain.words import KINDS, PROGRESS, STATUSES
from hmic_tracker.reports.request import ReportRequest
from hmic_tracker.reports.trend import trend
from tests.domain.making import NOON

PLAN = Plan()
HISTORIES = 500
START = date(2008, 9, 1)
DAYS = 120
BOARDS = ("Performance Board", "Committee")
POSTS = ("Head of Public Protection", "Director of Performance", None)


def a_day(random: Random, first: date) -> date:
    """A day on or after the item's first; often one before the last entry's: dated back."""
    return first + timedelta(days=random.randrange(DAYS - (first - START).days))


def a_due(random: Random) -> str | None:
    month = f"2008-{random.randrange(9, 13):02}"
    return random.choice([None, month, f"{month}-{random.randrange(1, 29):02}", "2009-03"])


def an_end(random: Random) -> str:
    """The last day of a deferral; some are over on the day on which it is set."""
    return random.choice(["open", "2008-09-20", "2008-10", "2008-11-10", "2008-12", "2009-01-15"])


def asked(random: Random, item: Item) -> dict[str, Value]:
    """What somebody may ask of an item: of one or two things at once."""
    n = random.randrange(1, 4)
    other = f"REC-{random.randrange(1, 6)}"
    # A part duplicates and supersedes nothing.
    relation = random.choice([r for r in RELATIONS if item.part_of is None or r in {"implements"}])
    can: list[dict[str, Value]] = [
        {"status": random.choice(STATUSES)},
        {"status": "done", "progress": random.choice(PROGRESS)},
        {"due": a_due(random)},
        {"owner": random.choice(POSTS), "board": random.choice([None, "Performance Board"])},
        {"tags": tuple(random.sample(["risk", "training", "IT"], random.randrange(4)))},
        {"links": (*item.links, f"{relation} {other}")[-2:]},
        {"links": ()},
        {f"action_{n}_text": f"Step {n}", f"action_{n}_due": a_due(random)},
        {f"action_{n}_done": random.choice([None, "2008-11-20"])},
        {f"action_{n}_dropped": random.choice([None, "not needed"])},
        {f"action_{n}_{name}": None for name in ("text", "owner", "due", "done", "dropped")},
        {f"evidence_{n}_ref": f"DOC-{n}", f"evidence_{n}_size": str(random.randrange(9000))},
        {f"evidence_{n}_ref": None, f"evidence_{n}_shows": random.choice([None, "the log"])},
        {"title": random.choice([None, "Ours"]), "exempt": random.choice([None, "yes"])},
        {"deferred_until": an_end(random), "deferred_by": random.choice(BOARDS)},
        {"deferred_until": None, "deferred_by": None},
        {"text": f"Reworded {n}", "label": random.choice([None, "2a"])},
        {"framework": random.choice([None, "np", "pvp"]), "inspection": f"hmic-{n}"},
        {},  # a note alone
    ]
    return {**random.choice(can), **random.choice(can)}


def a_life(random: Random, number: int) -> Item:
    """An item with a random history: some entries undone, some dated back."""
    return lived(random, Item(id=f"REC-{number}", uid=f"u{number}", kind=random.choice(KINDS)))


def a_part(random: Random, whole: Item, letter: str) -> Item:
    """A part of an item with a random history of its own."""
    blank = Item(f"{whole.id}{letter}", f"{whole.uid}{letter}", whole.kind, part_of=whole.id)
    return lived(random, blank._replace(wording="ours"))


def lived(random: Random, blank: Item) -> Item:
    """An item that isn't there yet, with a random history."""
    item = bare(blank)
    first = START + timedelta(days=random.randrange(DAYS // 2))
    born = (
        FieldChange("status", None, random.choice(STATUSES[:3])),
        FieldChange("text", None, "X"),
    )
    item = apply(item, Entry(1, first, NOON, "CID", "op-1", "imported", born))
    for n in range(2, random.randrange(2, 14)):
        if n > 3 and random.random() < 0.2:
            op = f"op-{random.randrange(2, n)}"
            undone = undo_in_item(item, op, Stamp("CID", NOON, f"op-{n}"))
            item = undone.item if undone else item
            continue
        changes = changes_to(item, asked(random, item))
        day = a_day(random, first)
        item = apply(item, Entry(len(item.history) + 1, day, NOON, "CID", f"op-{n}", "x", changes))
    return item


def bare(item: Item) -> Item:
    """The item before anything was entered of it; where it stood then is in no entry."""
    begun = Item(item.id, item.uid, item.kind, inspection="hmic-1", framework="np")
    return begun._replace(part_of=item.part_of, wording=item.wording)


def built(item: Item, day: date) -> Item | None:
    """The item made by applying its entries of that day and before, one after the other."""
    made = bare(item)
    for entry in item.history:
        if entry.on <= day:
            made = apply(made, entry)
    return made if made.history else None


def a_plan(seed: int) -> Plan:
    random = Random(seed)
    items = [a_life(random, number) for number in range(1, 3)]
    items[1:1] = [a_part(random, items[0], letter) for letter in "ab"[: random.randrange(3)]]
    return Plan(items=tuple(items))


def days() -> list[date]:
    return [START + timedelta(days=n) for n in range(-1, DAYS + 1)]


@pytest.mark.parametrize("start", range(0, HISTORIES, 100))
def test_as_of_each_day_the_plan_is_what_its_entries_until_then_make_of_it(start: int) -> None:
    dated_back = undone = 0
    for seed in range(start, start + 100):
        plan = a_plan(seed)
        for day in days():
            expected = tuple(made for item in plan.items if (made := built(item, day)))
            assert plan_as_of(plan, day).items == expected, (seed, day)
        entries = [entry for item in plan.items for entry in item.history]
        undone += sum(entry.event == "undone" for entry in entries)
        pairs = [(a, b) for i in plan.items for a, b in zip(i.history, i.history[1:], strict=False)]
        dated_back += sum(b.on < a.on for a, b in pairs)
    assert dated_back > 100  # so that the law is held to what it is about
    assert undone > 100


@pytest.mark.parametrize("start", range(0, HISTORIES, 100))
def test_as_of_a_later_day_what_an_earlier_one_left_out_changes_nothing(start: int) -> None:
    for seed in range(start, start + 100):
        for item in a_plan(seed).items:
            for day in days()[::9]:
                then = item_as_of(item, day + timedelta(days=20))
                again = item_as_of(then, day) if then else None
                assert again == item_as_of(item, day), (seed, day)


@pytest.mark.parametrize("start", range(0, HISTORIES, 100))
def test_the_trend_counts_what_the_plan_as_of_each_months_end_has(start: int) -> None:
    today = START + timedelta(days=DAYS)
    for seed in range(start, start + 100):
        plan = a_plan(seed)
        before: dict[str, int] = {}
        for point in trend(ReportRequest(plan, today)).points:
            items = plan_as_of(plan, point.on).items
            counts = count(items, point.on)
            told = (
                *(point.total, point.open, point.deferred, point.overdue),
                *(point.completed, point.verified),
            )
            assert told == (
                counts.total,
                counts.open,
                counts.deferred,
                counts.overdue,
                counts.completed,
                counts.verified,
            ), (seed, point)
            moves = {item.id: slippage(item).moves for item in items}
            new = sum(moves[item.id] - before.get(item.id, 0) for item in counted(items))
            assert point.moves == new, (seed, point)
            before = moves
            assert (point.median_age is None) == (not any(map(is_open, counted(items))))


@pytest.mark.parametrize("start", range(0, HISTORIES, 100))
def test_a_day_since_when_it_is_so_is_the_first_of_the_last_days_as_of_which_it_was(
    start: int,
) -> None:
    completed = overdue = 0
    for seed in range(start, start + 100):
        for item in a_plan(seed).items:
            then = {day: item_as_of(item, day) for day in days()}
            for day in days()[20::7]:
                past = then[day]
                if past is None:
                    continue
                since = _since(then, day, lambda one, _: is_completed(one))
                assert completed_on(past) == since, (seed, item.id, day)
                late = _since(then, day, is_overdue)
                assert overdue_since(past, day) == late, (seed, item.id, day)
                completed, overdue = completed + bool(since), overdue + bool(late)
    assert completed > 100
    assert overdue > 20


def _since(
    then: dict[date, Item | None], day: date, is_so: Callable[[Item, date], bool]
) -> date | None:
    """The first of the days up to one on all of which it was so."""
    start = None
    while (item := then.get(day)) and is_so(item, day):
        start, day = day, day - timedelta(days=1)
    return start


def counted(items: tuple[Item, ...]) -> list[Item]:
    return [item for item in items if count([item], START).total]


@pytest.mark.parametrize("start", range(0, HISTORIES, 100))
def test_what_is_deferred_is_open_and_not_late_and_comes_back_as_late_as_it_is(start: int) -> None:
    deferred = back = 0
    for seed in range(start, start + 100):
        plan = a_plan(seed)
        for day in days()[::6]:
            for item in plan_as_of(plan, day).items:
                never = item._replace(deferred_until=None)
                waits = is_deferred(item, day)
                late = 0 if waits else days_overdue(never, day)
                assert days_overdue(item, day) == late, (seed, item.id, day)
                whole = item._replace(part_of=None)  # parts are in no count
                counts, without = (
                    count([whole], day),
                    count([whole._replace(deferred_until=None)], day),
                )
                assert counts.open == counts.overdue + counts.deferred + counts.in_time
                assert counts.deferred == waits, (seed, item.id, day)
                assert (counts.total, counts.open) == (without.total, without.open)
                until = item.deferred_until
                assert waits == bool(counts.open and until and day <= last_day(until))
                if waits and until != OPEN_END and (item.deadline or day) <= last_day(until or ""):
                    as_due = never._replace(due=until)
                    assert rag(item, day, PLAN.thresholds) == rag(as_due, day, PLAN.thresholds)
                deferred += waits
                back += bool(until and counts.open and not waits)
    assert deferred > 50  # so that the law is held to what it is about
    assert back > 20
