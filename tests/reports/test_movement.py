"""What moved between two days, and that it adds up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.items import Item, Value
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import STATUSES
from hmic_tracker.reports.movement import PARTS, Moved, Movement, movement
from tests.domain.making import born, entered

THEN, NOW = date(2008, 9, 11), date(2008, 12, 1)
BEFORE, BETWEEN, AFTER = "2008-09-11", "2008-10-06", "2008-12-02"


def moved(*items: Item) -> Movement:
    return movement(Plan(items=items), THEN, NOW)


def parts(found: Movement) -> dict[str, list[tuple[str | None, str | None]]]:
    """The parts with something in them, as old and new."""
    return {
        part: [(one.old, one.new) for one in getattr(found, part)]
        for part in PARTS
        if getattr(found, part)
    }


def an_old(**fields: Any) -> Item:
    """An item that was there on the first day, with some fields set then."""
    return entered(born("2008-09-01"), BEFORE, **fields)


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (born("2008-10-01"), {"opened": [(None, "not-started")]}),
        (born("2008-09-11"), {}),
        (born("2008-12-02"), {}),
        (
            entered(born("2008-10-01"), BETWEEN, status="done"),
            {"opened": [(None, "done")], "completed": [(None, "done")]},
        ),
        (entered(an_old(), BETWEEN, status="in-progress"), {}),
        (entered(an_old(), BETWEEN, status="done"), {"completed": [("not-started", "done")]}),
        (entered(an_old(), AFTER, status="done"), {}),
        (
            entered(an_old(status="done"), BETWEEN, status="verified"),
            {"verified": [("done", "verified")]},
        ),
        (
            entered(an_old(), BETWEEN, status="verified"),
            {"completed": [("not-started", "verified")], "verified": [("not-started", "verified")]},
        ),
        (
            entered(an_old(status="done"), BETWEEN, status="closed"),
            {"verified": [("done", "closed")], "closed": [("done", "closed")]},
        ),
        (
            entered(an_old(status="verified"), BETWEEN, status="closed"),
            {"closed": [("verified", "closed")]},
        ),
        (
            entered(an_old(status="done"), BETWEEN, status="in-progress"),
            {"reopened": [("done", "in-progress")], "undone": [("done", "in-progress")]},
        ),
        (
            entered(an_old(status="withdrawn"), BETWEEN, status="in-progress"),
            {
                "opened": [("withdrawn", "in-progress")],
                "reopened": [("withdrawn", "in-progress")],
            },
        ),
        (
            entered(an_old(), BETWEEN, status="superseded"),
            {"left": [("not-started", "superseded")]},
        ),
        (
            entered(an_old(status="done"), BETWEEN, links=("duplicates REC-2",)),
            {"left": [("done", "duplicate")], "undone": [("done", "duplicate")]},
        ),
        (
            entered(an_old(due="2008-09"), BETWEEN, due="2009-01"),
            {"slipped": [("2008-09", "2009-01")]},
        ),
        (
            entered(an_old(due="2008-12"), BETWEEN, due="2008-11-14"),
            {
                "became_overdue": [(None, "2008-11-14")],
                "brought_forward": [("2008-12", "2008-11-14")],
            },
        ),
        (entered(an_old(due="2008-09"), BETWEEN, due=None), {"undated": [("2008-09", None)]}),
        (entered(entered(an_old(), BETWEEN, due="2008-09"), BETWEEN, due=None), {}),
        (
            entered(an_old(due="2008-09"), BETWEEN, due=None, status="withdrawn"),
            {"left": [("not-started", "withdrawn")]},
        ),
        (
            entered(an_old(due="2008-09"), BETWEEN, due="2008-09-30"),
            {"became_overdue": [(None, "2008-09-30")]},
        ),
        (
            entered(an_old(), BETWEEN, due="2008-09-30"),
            {"became_overdue": [(None, "2008-09-30")]},
        ),
        (an_old(due="2008-09"), {"became_overdue": [(None, "2008-09")]}),
        (an_old(due="2008-12"), {}),
        (an_old(due="2008-09-10"), {}),
        (
            entered(an_old(due="2008-09-10"), BETWEEN, status="done"),
            {
                "completed": [("not-started", "done")],
                "no_longer_overdue": [("2008-09-10", None)],
            },
        ),
        (
            entered(an_old(due="2008-09-10"), BETWEEN, due="2009-01"),
            {
                "slipped": [("2008-09-10", "2009-01")],
                "no_longer_overdue": [("2008-09-10", None)],
            },
        ),
        (
            entered(an_old(due="2008-09-10"), BETWEEN, links=("duplicates REC-2",)),
            {
                "left": [("not-started", "duplicate")],
                "no_longer_overdue": [("2008-09-10", None)],
            },
        ),
        (
            entered(entered(an_old(due="2008-09"), BETWEEN, due="2009-01"), BETWEEN, due="2008-09"),
            {"became_overdue": [(None, "2008-09")]},
        ),
        (
            entered(
                entered(an_old(status="done"), BETWEEN, status="in-progress"),
                BETWEEN,
                status="done",
            ),
            {},
        ),
        (entered(an_old(), BETWEEN, owner="Head of Public Protection"), {}),
    ],
)
def test_what_moved_is_told_by_part_with_old_and_new(
    item: Item, found: dict[str, list[tuple[str | None, str | None]]]
) -> None:
    assert parts(moved(item)) == found
    assert (not moved(item).shown) == (not found)


def test_a_date_that_slipped_is_counted_in_days_and_stands_with_the_item_as_it_is_now() -> None:
    item = entered(an_old(due="2008-09"), BETWEEN, due="2009-01")
    assert moved(item).slipped == (Moved(item, "2008-09", "2009-01", 123, unsaid=1, unagreed=1),)


def test_what_was_reopened_is_not_told_as_undone_as_well() -> None:
    opened = entered(an_old(status="done"), BETWEEN, status="in-progress")._replace(id="REC-2")
    left = entered(an_old(status="done"), BETWEEN, status="withdrawn")
    found = moved(opened, left)
    assert [one.item for one in found.undone] == [opened, left]
    told = {part: [one.item for one in mine] for part, mine in found.shown.items()}
    assert told == {"reopened": [opened], "left": [left], "undone": [left]}


def test_what_was_discharged_is_not_told_as_verified_nor_what_is_back_as_reopened() -> None:
    closed = entered(an_old(status="done"), BETWEEN, status="closed")
    back = entered(an_old(status="withdrawn"), BETWEEN, status="in-progress")._replace(id="REC-2")
    seen = entered(an_old(status="done"), BETWEEN, status="verified")._replace(id="REC-3")
    found = moved(closed, back, seen)
    assert [one.item for one in found.verified] == [closed, seen]
    assert [one.item for one in found.reopened] == [back]
    told = {part: [one.item for one in mine] for part, mine in found.shown.items()}
    assert told == {"opened": [back], "verified": [seen], "closed": [closed]}


def test_what_was_entered_after_the_second_day_is_not_told() -> None:
    item = entered(entered(an_old(), BETWEEN, status="done"), AFTER, status="verified")
    found = moved(item)
    assert parts(found) == {"completed": [("not-started", "done")]}
    assert found.completed[0].item.status == "done"


histories = st.lists(
    st.tuples(
        st.sampled_from(["2008-08-01", BEFORE, BETWEEN, "2008-12-01", AFTER]),
        st.fixed_dictionaries(
            {},
            optional={
                "status": st.sampled_from(STATUSES),
                "due": st.sampled_from([None, "2008-08-20", "2008-09", "2009-01-15"]),
                "links": st.sampled_from([(), ("duplicates REC-9",)]),
                "deferred_until": st.sampled_from([None, "2008-11", "2008-12-31", "open"]),
            },
        ),
    ),
    min_size=1,
    max_size=6,
)


def built(entries: list[tuple[str, dict[str, Value]]]) -> Item:
    entries = sorted(entries, key=lambda one: one[0])
    item = born(entries[0][0])
    for on, fields in entries:
        item = entered(item, on, **fields)
    return item


@given(st.lists(histories, max_size=5))
def test_the_counts_of_two_days_and_what_moved_between_them_add_up(
    plan: list[list[tuple[str, dict[str, Value]]]],
) -> None:
    found = moved(*map(built, plan))
    assert found.then.total + len(found.opened) - len(found.left) == found.now.total
    completed = found.then.completed + len(found.completed) - len(found.undone)
    assert completed == found.now.completed
    overdue = found.then.overdue + len(found.became_overdue) - len(found.no_longer_overdue)
    assert overdue == found.now.overdue


@given(st.lists(histories, max_size=5))
def test_what_is_no_longer_overdue_is_shown_by_what_moved_it(
    plan: list[list[tuple[str, dict[str, Value]]]],
) -> None:
    items = [built(one)._replace(id=f"REC-{n}") for n, one in enumerate(plan)]
    found = moved(*items)
    shown = {one.item.id for part, ones in found.shown.items() for one in ones}
    assert {one.item.id for one in found.no_longer_overdue} <= shown


def test_what_became_overdue_comes_first_and_is_late_by_so_many_days() -> None:
    late = an_old(due="2008-09")
    found = moved(entered(an_old(), BETWEEN, status="done")._replace(id="REC-2"), late)
    assert next(iter(found.shown)) == PARTS[0] == "became_overdue"
    assert found.became_overdue == (Moved(late, None, "2008-09", 62),)
