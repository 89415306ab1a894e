"""Open, completed, overdue, moved, and the colour of an item."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hmic_tracker.domain.items import Entry, FieldChange
from hmic_tracker.domain.parts import Action
from hmic_tracker.domain.plan import Thresholds
from hmic_tracker.domain.rules import (
    Slippage,
    days_overdue,
    is_completed,
    is_counted,
    is_from_report,
    is_move,
    is_open,
    is_overdue,
    progress_differs,
    rag,
    slippage,
)
from tests.domain.making import TODAY, an_entry, an_item


@pytest.mark.parametrize(
    ("status", "open_", "completed", "counted"),
    [
        ("not-started", True, False, True),
        ("in-progress", True, False, True),
        ("done", False, True, True),
        ("verified", False, True, True),
        ("closed", False, True, True),
        ("superseded", False, False, False),
        ("not-accepted", False, False, False),
        ("withdrawn", False, False, False),
    ],
)
def test_each_status_is_open_completed_or_out_of_the_counts(
    status: str, open_: bool, completed: bool, counted: bool
) -> None:
    item = an_item(status=status)
    assert (is_open(item), is_completed(item), is_counted(item)) == (open_, completed, counted)


def test_good_practice_is_in_no_count_and_never_overdue() -> None:
    item = an_item(kind="good-practice", due="2008-01-01")
    assert not is_counted(item)
    assert not is_overdue(item, TODAY)
    assert days_overdue(item, TODAY) == 0


@pytest.mark.parametrize(
    ("due", "status", "today", "days"),
    [
        ("2008-11-30", "in-progress", "2008-11-30", 0),
        ("2008-11-30", "in-progress", "2008-12-01", 1),
        ("2008-11-30", "not-started", "2008-12-31", 31),
        ("2008-11", "in-progress", "2008-11-30", 0),
        ("2008-11", "in-progress", "2008-12-01", 1),
        ("2008-12-02", "in-progress", "2008-12-01", 0),
        ("2008-11", "done", "2008-12-01", 0),
        ("2008-11", "withdrawn", "2008-12-01", 0),
        (None, "in-progress", "2008-12-01", 0),
    ],
)
def test_overdue_begins_the_day_after_the_deadline_of_what_is_open(
    due: str | None, status: str, today: str, days: int
) -> None:
    item, day = an_item(due=due, status=status), date.fromisoformat(today)
    assert days_overdue(item, day) == days
    assert is_overdue(item, day) == (days > 0)


@pytest.mark.parametrize(
    ("field", "old", "new", "moved"),
    [
        ("due", "2008-09", "2008-12", True),
        ("due", "2008-12", "2008-09", True),
        ("due", "2008-09", "2008-09-30", False),  # the same deadline
        ("due", "2008-09", "2008-09-29", True),
        ("due", None, "2008-09", False),
        ("due", "2008-09", None, False),
        ("owner", "2008-09", "2008-12", False),
        ("due", ("2008-09",), "2008-12", False),
        ("due", "2008-12", ("2008-09",), False),
    ],
)
def test_a_due_moves_when_its_deadline_does(field: str, old: Any, new: Any, moved: bool) -> None:
    assert is_move(FieldChange(field, old, new)) is moved


def test_slippage_counts_moves_and_their_days_and_nothing_else() -> None:
    history = (
        an_entry(1, "2008-09-12", {"status": (None, "not-started"), "due": (None, "2008-09")}),
        an_entry(2, "2008-10-01", {"owner": (None, "CID"), "due": ("2008-09", "2008-10")}),
        an_entry(3, "2008-11-01", {"due": ("2008-10", "2008-10-31")}),
        an_entry(4, "2008-11-02", {"due": ("2008-10-31", "2008-10-21")}),
    )
    assert slippage(an_item(history=history)) == Slippage(2, 31 - 10)
    assert slippage(an_item()) == Slippage(0, 0)


class Packed(tuple[Entry, ...]):
    """A history that knows its slippage."""

    slippage = Slippage(7, 70)


def test_a_history_that_knows_its_slippage_is_not_counted_again() -> None:
    assert slippage(an_item(history=Packed(_MOVED_ONCE))) == Slippage(7, 70)


@pytest.mark.parametrize(
    ("events", "imported"),
    [
        ((), False),
        (("added",), False),
        (("imported", "updated"), True),
        (("added", "imported"), False),
    ],
)
def test_what_came_by_an_import_is_from_a_report(events: tuple[str, ...], imported: bool) -> None:
    history = tuple(an_entry(n, "2008-09-12", {}, event=e) for n, e in enumerate(events, 1))
    assert is_from_report(an_item(history=history)) is imported


_MOVED_ONCE = (an_entry(1, "2008-10-01", {"due": ("2008-09", "2009-06")}),)
_MOVED_TWICE = (*_MOVED_ONCE, an_entry(2, "2008-10-02", {"due": ("2009-06", "2009-07")}))


@pytest.mark.parametrize(
    ("colour", "fields"),
    [
        ("none", {"status": "withdrawn", "due": "2008-01"}),
        ("none", {"kind": "good-practice", "due": "2008-01"}),
        ("blue", {"status": "verified"}),
        ("blue", {"status": "closed", "due": "2008-01"}),
        ("green", {"status": "done", "due": "2008-01"}),
        ("green", {"status": "done"}),
        ("green", {"status": "done", "due": "2009-07", "history": _MOVED_TWICE}),
        ("red", {"due": "2008-11", "progress": "almost"}),
        ("red", {"due": "2008-11-30"}),
        ("grey", {}),
        ("grey", {"history": _MOVED_TWICE}),
        ("amber", {"due": "2008-12-01"}),
        ("amber", {"due": "2008-12-31"}),
        ("amber", {"due": "2008-12-31", "progress": "majority"}),
        ("green", {"due": "2008-12-31", "progress": "almost"}),
        ("green", {"due": "2008-12-31", "progress": "complete"}),
        ("green", {"due": "2009-01-01"}),
        ("green", {"due": "2009-07", "history": _MOVED_ONCE}),
        ("amber", {"due": "2009-07", "history": _MOVED_TWICE}),
        ("amber", {"due": "2008-12-31", "progress": "almost", "history": _MOVED_TWICE}),
    ],
)
def test_the_first_rule_that_applies_gives_the_colour(colour: str, fields: dict[str, Any]) -> None:
    assert rag(an_item(**fields), TODAY, Thresholds()) == colour


def test_the_thresholds_are_settings() -> None:
    soon, moved = an_item(due="2008-12-11"), an_item(due="2009-07", history=_MOVED_ONCE)
    assert rag(soon, TODAY, Thresholds(near_days=9)) == "green"
    assert rag(soon, TODAY, Thresholds(near_days=10)) == "amber"
    assert rag(moved, TODAY, Thresholds(many_moves=1)) == "amber"


@pytest.mark.parametrize(
    ("said", "done", "of", "differs"),
    [
        (None, 1, 4, False),
        ("none", 0, 3, False),
        ("majority", 1, 4, False),
        ("majority", 0, 4, True),
        ("almost", 3, 4, False),
        ("almost", 1, 4, True),
        ("some", 4, 4, True),
        ("majority", 4, 4, True),
        ("almost", 4, 4, False),
        ("some", 0, 0, False),
    ],
)
def test_progress_differs_from_steps_when_two_words_apart(
    said: str | None, done: int, of: int, differs: bool
) -> None:
    steps = tuple(
        Action(n, "x", done="2008-11-01" if n <= done else None) for n in range(1, of + 1)
    )
    assert progress_differs(an_item(status="in-progress", progress=said, actions=steps)) is differs


def test_a_completed_item_with_open_steps_differs_and_one_that_left_does_not() -> None:
    steps = (Action(1, "x"), Action(2, "y"))
    assert progress_differs(an_item(status="done", actions=steps))
    assert not progress_differs(an_item(status="withdrawn", actions=steps))


def test_an_undone_move_is_none_and_a_due_set_again_moved_from_where_it_was() -> None:
    born = an_entry(1, "2008-09-11", {"due": (None, "2008-09")})
    moved = an_entry(2, "2008-10-01", {"due": ("2008-09", "2008-12")})
    undone = an_entry(
        3, "2008-10-01", {"due": ("2008-12", "2008-09")}, event="undone", source="undo of op-2"
    )
    assert slippage(an_item(history=(born, moved))) == Slippage(1, 92)
    assert slippage(an_item(history=(born, moved, undone))) == Slippage(0, 0)
    away = an_entry(2, "2008-10-01", {"due": ("2008-09", None)})
    again = an_entry(3, "2008-11-01", {"due": (None, "2008-12")})
    assert slippage(an_item(history=(born, away))) == Slippage(0, 0)
    assert slippage(an_item(history=(born, away, again))) == Slippage(1, 92)
