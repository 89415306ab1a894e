"""What an update asks for, what needs a reason, and what an entry does to an item."""

from __future__ import annotations

from datetime import date

from hmic_tracker.domain.changes import (
    apply,
    changes_to,
    record_outside_changes,
)
from hmic_tracker.domain.items import OUTSIDE, FieldChange
from hmic_tracker.domain.record_replace import replace
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
    found = record_outside_changes(item, TODAY, STAMP)
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
    assert record_outside_changes(found, TODAY, STAMP) is found
    assert OUTSIDE == "changed outside the tool"


def test_an_original_due_is_not_replaced_and_none_made_up() -> None:
    had = replace(entered(born(), due="2008-10"), due="2009-01")
    assert record_outside_changes(had, TODAY, STAMP).original_due == "2008-10"
    gone = replace(entered(born(), due="2008-10"), due=None, original_due=None)
    assert record_outside_changes(gone, TODAY, STAMP).original_due is None


def test_an_item_written_by_hand_gets_its_first_entry() -> None:
    found = record_outside_changes(an_item(status="done", due="2008-10"), date(2008, 11, 1), STAMP)
    assert [entry.n for entry in found.history] == [1]
    assert FieldChange("status", None, "done") in found.history[0].changes
    assert found.original_due == "2008-10"
