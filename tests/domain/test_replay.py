"""The plan as of a day, and what was changed outside the tool."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.grades import Grade
from hmic_tracker.domain.inspections import Inspection, Source
from hmic_tracker.domain.items import FieldChange, Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.replay import item_as_of, outside_changes, plan_as_of, replayed
from tests.domain.making import an_entry, an_item, born, entered
from tests.domain.test_counts import reported


def a_life() -> Item:
    item = born("2008-09-12", text="Said.", title_given="Typed in no entry")
    item = entered(item, "2008-10-01", status="in-progress", owner="CID", due="2008-12")
    item = entered(item, "2008-11-01", due="2009-03", tags=("risk",), title="Ours")
    return entered(item, "2008-11-15", status="done", owner=None)


@pytest.mark.parametrize(
    ("day", "entries", "status", "owner", "due", "original", "tags", "title"),
    [
        ("2008-09-12", 1, "not-started", None, None, None, (), None),
        ("2008-09-30", 1, "not-started", None, None, None, (), None),
        ("2008-10-01", 2, "in-progress", "CID", "2008-12", "2008-12", (), None),
        ("2008-11-01", 3, "in-progress", "CID", "2009-03", "2008-12", ("risk",), "Ours"),
        ("2008-11-15", 4, "done", None, "2009-03", "2008-12", ("risk",), "Ours"),
    ],
)
def test_an_item_stands_as_its_entries_up_to_the_day_say(
    day: str,
    entries: int,
    status: str,
    owner: str | None,
    due: str | None,
    original: str | None,
    tags: tuple[str, ...],
    title: str | None,
) -> None:
    found = item_as_of(a_life(), date.fromisoformat(day))
    assert found is not None
    assert len(found.history) == entries
    assert (found.status, found.owner, found.due) == (status, owner, due)
    assert (found.original_due, found.tags) == (original, tags)
    assert found.title_given == title
    assert found.id == "REC-1"


def test_before_its_first_entry_there_is_no_item() -> None:
    assert item_as_of(a_life(), date(2008, 9, 11)) is None


def test_an_item_without_history_and_one_with_all_of_it_are_taken_as_they_are() -> None:
    bare, whole = an_item(owner="Typed"), replace(a_life(), owner="Typed by hand")
    assert item_as_of(bare, date(1999, 1, 1)) is bare
    assert item_as_of(whole, date(2008, 11, 15)) is whole


def test_an_entry_dated_back_counts_from_its_day_and_in_its_place() -> None:
    item = entered(a_life(), "2008-10-15", owner="Head of CID")
    found = item_as_of(item, date(2008, 10, 20))
    assert found is not None
    assert [entry.n for entry in found.history] == [1, 2, 5]
    assert found.owner == "Head of CID"


def test_a_status_that_no_entry_gave_is_not_started() -> None:
    item = an_item(
        status="done",
        history=(an_entry(1, "2008-09-12", {}), an_entry(2, "2008-10-01", {"owner": (None, "A")})),
    )
    found = item_as_of(item, date(2008, 9, 12))
    assert found is not None
    assert (found.status, found.owner) == ("not-started", None)


def test_the_last_entry_on_a_field_is_what_history_says_of_it() -> None:
    assert replayed(a_life().history) == {
        "status": "done",
        "owner": None,
        "due": "2009-03",
        "tags": ("risk",),
        "title": "Ours",
    }
    assert replayed(()) == {}


def test_what_differs_from_the_history_was_changed_outside() -> None:
    assert outside_changes(replace(a_life(), text=None)) == ()
    found = outside_changes(replace(a_life(), text="Typed", owner="Typed", tags=()))
    assert found == (
        FieldChange("text", None, "Typed"),
        FieldChange("owner", None, "Typed"),
        FieldChange("tags", ("risk",), None),
    )


@given(st.lists(st.tuples(st.sampled_from(["owner", "board"]), st.sampled_from(["a", "b"]))))
def test_what_the_commands_did_is_never_outside(steps: list[tuple[str, str]]) -> None:
    item = born()
    for field, value in steps:
        item = entered(item, **{field: value})
    assert outside_changes(item) == ()


def test_a_plan_as_of_a_day_has_what_was_there_and_published_then() -> None:
    old, new = (
        Inspection(
            id="old",
            title="Old",
            published="2008-10",
            reported=(reported("2008-10-31", 1), reported("2008-11-01", 2)),
        ),
        Inspection(id="new", title="New", published="2008-11-02"),
    )
    unknown = Inspection(id="unknown", title="Unknown")
    later = born("2008-12-01", id="REC-2")
    plan = Plan(organisation="Ours", inspections=(old, new, unknown), items=(a_life(), later))
    found = plan_as_of(plan, date(2008, 10, 31))
    assert found.organisation == "Ours"
    assert [(item.id, item.status) for item in found.items] == [("REC-1", "in-progress")]
    assert [inspection.id for inspection in found.inspections] == ["old", "unknown"]
    assert [r.completed for r in found.inspections[0].reported] == [1]
    assert plan_as_of(plan, date(2008, 10, 30)).inspections == (unknown,)
    assert len(plan_as_of(plan, date(2008, 12, 1)).items) == 2
    assert plan_as_of(plan, date(2008, 11, 2)).inspections[1] == new


@pytest.mark.parametrize("published", ["2008-10", "2008-12-12"])
def test_an_inspection_is_there_with_its_first_item_however_late_it_is_published(
    published: str,
) -> None:
    item = born("2008-10-16", inspection="two")
    two = Inspection(id="two", title="Two", published=published, grades=(Grade("np", "2008"),))
    plan = Plan(inspections=(two,), items=(item,))
    for n in range(70):
        day = date(2008, 10, 1) + timedelta(days=n)
        found = plan_as_of(plan, day)
        there = {inspection.id for inspection in found.inspections}
        assert {one.inspection for one in found.items} <= there, day
        assert (two in found.inspections) == (day >= min(date(2008, 10, 16), deadline(published)))


def test_an_inspection_of_grades_alone_is_there_with_its_document() -> None:
    first, later = (
        Source(title, date.fromisoformat(on), "", "")
        for title, on in (("Report 11", "2008-10-16"), ("Report 12", "2008-10-25"))
    )
    two = Inspection(id="two", title="Two", published="2008-10", sources=(first, later))
    plan = Plan(inspections=(two,))
    assert plan_as_of(plan, date(2008, 10, 15)).inspections == ()
    assert plan_as_of(plan, date(2008, 10, 16)).inspections == (two._replace(sources=(first,)),)
    assert plan_as_of(plan, date(2008, 10, 25)).inspections == (two,)
