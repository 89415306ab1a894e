"""What an update asks for, what needs a reason, and what an entry does to an item."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hmic_tracker.domain.changes import (
    OUTSIDE,
    apply,
    changes_to,
    check_order,
    needs_reason,
    recorded_outside,
)
from hmic_tracker.domain.items import FieldChange
from hmic_tracker.domain.records import replace
from hmic_tracker.errors import UsageError
from tests.domain.making import NOON, STAMP, TODAY, an_entry, an_item, born, entered


def test_changes_come_in_the_order_of_the_file_and_leave_out_what_is_so() -> None:
    item = an_item(owner="CID", title_given="Ours", tags=("risk",))
    found = changes_to(item, {"tags": ("risk",), "due": "2008-12", "owner": None, "title": "New"})
    assert found == (
        FieldChange("title", "Ours", "New"),
        FieldChange("owner", "CID", None),
        FieldChange("due", None, "2008-12"),
    )


def test_an_empty_value_takes_a_field_away_and_nothing_from_nothing_is_no_change() -> None:
    assert changes_to(an_item(owner="CID"), {"owner": ""}) == (FieldChange("owner", "CID", None),)
    assert changes_to(an_item(tags=("a",)), {"tags": ()}) == (FieldChange("tags", ("a",), None),)
    assert changes_to(an_item(), {"owner": "", "tags": (), "board": None}) == ()


@pytest.mark.parametrize(
    ("status", "field", "old", "new", "what"),
    [
        ("in-progress", "due", "2008-09", "2008-12", "moving a due date"),
        ("in-progress", "due", "2008-09", None, "moving a due date"),
        ("in-progress", "due", "2008-09", "2008-09-30", None),
        ("in-progress", "due", None, "2008-09", None),
        ("in-progress", "status", "in-progress", "superseded", "setting superseded"),
        ("in-progress", "status", "in-progress", "not-accepted", "setting not accepted"),
        ("done", "status", "done", "withdrawn", "setting withdrawn"),
        ("done", "status", "done", "in-progress", "reopening"),
        ("closed", "status", "closed", "not-started", "reopening"),
        ("withdrawn", "status", "withdrawn", "in-progress", "reopening"),
        ("not-started", "status", "not-started", "in-progress", None),
        ("in-progress", "status", "in-progress", "not-started", None),
        ("in-progress", "status", "in-progress", "done", None),
        ("done", "status", "done", "verified", None),
        ("in-progress", "owner", "CID", None, None),
    ],
)
def test_a_moved_date_a_side_exit_and_a_reopening_need_a_reason(
    status: str, field: str, old: Any, new: Any, what: str | None
) -> None:
    assert needs_reason(an_item(status=status), (FieldChange(field, old, new),)) == what


def test_the_second_of_two_changes_may_be_what_needs_a_reason() -> None:
    changes = (FieldChange("owner", None, "CID"), FieldChange("due", "2008-09", None))
    assert needs_reason(an_item(), changes) == "moving a due date"


@pytest.mark.parametrize("new", ["verified", "closed"])
def test_only_what_is_done_can_be_verified_or_closed(new: str) -> None:
    change = (FieldChange("owner", None, "CID"), FieldChange("status", "x", new))
    for status in ("done", "verified", "closed"):
        check_order(an_item(status=status), change)
    with pytest.raises(UsageError) as refused:
        check_order(an_item(status="not-started"), change)
    assert refused.value.message == f"REC-1 is not started: only what is done can be {new}"
    assert refused.value.hint == "first: tracker update REC-1 --status done"


def test_other_changes_have_no_order() -> None:
    changes = (FieldChange("status", "not-started", "done"), FieldChange("owner", None, "verified"))
    check_order(an_item(), changes)


def test_an_entry_sets_its_fields_and_stands_last() -> None:
    first, second = (
        an_entry(1, "2008-09-12", {"status": (None, "in-progress"), "title": (None, "Ours")}),
        an_entry(2, "2008-10-01", {"tags": (None, ("risk",)), "owner": (None, "CID")}),
    )
    item = apply(apply(an_item(), first), second)
    assert (item.status, item.title_given, item.tags) == ("in-progress", "Ours", ("risk",))
    assert item.owner == "CID"
    assert tuple(item.history) == (first, second)
    gone = apply(item, an_entry(3, "2008-10-02", {"tags": (("risk",), None)}))
    assert gone.tags == ()


def test_the_first_due_stays_the_original() -> None:
    item = entered(born(), owner="CID")
    assert item.original_due is None
    item = entered(item, due="2008-12")
    assert (item.due, item.original_due) == ("2008-12", "2008-12")
    item = entered(item, due="2009-03")
    assert (item.due, item.original_due) == ("2009-03", "2008-12")
    item = entered(item, due=None)
    assert (item.due, item.original_due) == (None, "2008-12")


def test_what_was_changed_by_hand_is_recorded_as_such() -> None:
    item = replace(entered(born(), owner="CID"), owner="Typed", due="2009-01", board="Ours")
    found = recorded_outside(item, TODAY, STAMP)
    entry = found.history[-1]
    assert len(found.history) == len(item.history) + 1
    assert (entry.n, entry.on, entry.event, entry.source) == (3, TODAY, OUTSIDE, "hand edit")
    assert (entry.by, entry.recorded, entry.op) == ("Liaison Officer", NOON, "op-now")
    assert entry.changes == (
        FieldChange("owner", "CID", "Typed"),
        FieldChange("board", None, "Ours"),
        FieldChange("due", None, "2009-01"),
    )
    assert (found.original_due, found.owner, found.status) == ("2009-01", "Typed", "not-started")
    assert recorded_outside(found, TODAY, STAMP) is found
    assert OUTSIDE == "changed outside the tool"


def test_an_original_due_is_not_replaced_and_none_made_up() -> None:
    had = replace(entered(born(), due="2008-10"), due="2009-01")
    assert recorded_outside(had, TODAY, STAMP).original_due == "2008-10"
    gone = replace(entered(born(), due="2008-10"), due=None, original_due=None)
    assert recorded_outside(gone, TODAY, STAMP).original_due is None


def test_an_item_written_by_hand_gets_its_first_entry() -> None:
    found = recorded_outside(an_item(status="done", due="2008-10"), date(2008, 11, 1), STAMP)
    assert [entry.n for entry in found.history] == [1]
    assert FieldChange("status", None, "done") in found.history[0].changes
    assert found.original_due == "2008-10"
