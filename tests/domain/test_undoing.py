"""Undo by appending: what an op changed goes back, and the history says so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.changes import apply, record_outside_changes
from hmic_tracker.domain.items import OUTSIDE, REDONE, UNDONE, FieldChange, Item, effective_entries
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.replay import item_as_of
from hmic_tracker.domain.undo import is_in_effect, undo_in_item
from tests.domain.making import NOON, STAMP, TODAY, an_entry, born, entered


def test_an_op_goes_back_by_an_entry_that_says_so() -> None:
    item = entered(born(), status="in-progress", owner="CID")
    found = undo_in_item(item, "op-2", STAMP)
    assert found is not None
    assert found.changes == (
        FieldChange("status", "in-progress", "not-started"),
        FieldChange("owner", "CID", None),
    )
    assert found.kept == ()
    assert (found.item.status, found.item.owner) == ("not-started", None)
    entry = found.item.history[-1]
    assert (entry.n, entry.on, entry.event, entry.source) == (3, TODAY, UNDONE, "undo of op-2")
    assert (entry.by, entry.recorded, entry.op) == ("Liaison Officer", NOON, "op-now")
    assert entry.changes == found.changes
    assert UNDONE == "undone"


def test_an_op_that_is_not_in_the_history_gives_nothing() -> None:
    assert undo_in_item(entered(born(), owner="CID"), "op-9", STAMP) is None


def test_a_field_that_was_changed_since_is_kept() -> None:
    item = entered(entered(born(), owner="CID", board="Ours"), owner="Head of CID")
    found = undo_in_item(item, "op-2", STAMP)
    assert found is not None
    assert found.changes == (FieldChange("board", "Ours", None),)
    assert found.kept == (FieldChange("owner", "CID", None),)
    assert (found.item.owner, found.item.board) == ("Head of CID", None)


def test_two_entries_of_one_op_go_back_to_before_the_first() -> None:
    item = apply(
        apply(born(), an_entry(2, "2008-10-01", {"owner": (None, "A")}, op="op-x")),
        an_entry(3, "2008-10-01", {"owner": ("A", "B"), "board": (None, "Ours")}, op="op-x"),
    )
    found = undo_in_item(item, "op-x", STAMP)
    assert found is not None
    assert found.changes == (
        FieldChange("owner", "B", None),
        FieldChange("board", "Ours", None),
    )
    assert (found.item.owner, found.item.board) == (None, None)


def test_a_field_that_came_back_within_the_op_is_left_alone() -> None:
    item = apply(
        apply(born(), an_entry(2, "2008-10-01", {"owner": (None, "A")}, op="op-x")),
        an_entry(3, "2008-10-01", {"owner": ("A", None)}, op="op-x"),
    )
    found = undo_in_item(item, "op-x", STAMP)
    assert found is not None
    assert (found.changes, found.kept) == ((), ())


def test_a_hand_edit_that_the_op_recorded_stays() -> None:
    typed = record_outside_changes(replace(born(), board="Typed"), TODAY, STAMP)
    item = apply(typed, an_entry(3, "2008-12-01", {"owner": (None, "CID")}, op="op-now"))
    assert [entry.event for entry in item.history] == ["updated", OUTSIDE, "updated"]
    found = undo_in_item(item, "op-now", STAMP)
    assert found is not None
    assert found.changes == (FieldChange("owner", "CID", None),)
    assert found.item.board == "Typed"
    assert undo_in_item(typed, "op-now", STAMP) is None


def test_a_note_alone_is_marked_as_undone() -> None:
    item = apply(born(), an_entry(2, "2008-10-01", {}, note="Said."))
    found = undo_in_item(item, "op-2", STAMP)
    assert found is not None
    assert (found.changes, found.kept) == ((), ())
    assert found.item.history[-1].event == UNDONE
    assert found.item.history[-2].note == "Said."


def taken_back(item: Item, op: str, as_op: str, redone: str | None = None) -> Item:
    """The item after an undo of an op, or after a redo of the command that an undo took back."""
    found = undo_in_item(item, op, STAMP._replace(op=as_op), redone)
    assert found is not None
    return found.item


def test_an_undo_goes_back_by_an_entry_that_names_the_command() -> None:
    undone = taken_back(entered(born(), owner="CID"), "op-2", "u1")
    redone = taken_back(undone, "u1", "r1", "op-2")
    assert (redone.owner, redone.history[-1].event) == ("CID", REDONE)
    assert redone.history[-1].source == "redo of op-2"
    assert redone.history[-1].on == undone.history[-1].on
    assert redone.history[-1].changes == (FieldChange("owner", None, "CID"),)


@given(st.integers(0, 6), st.sampled_from(("owner", "board", "due")))
def test_undo_and_redo_any_number_of_times_is_the_command_or_none(times: int, field: str) -> None:
    value = "2009-03" if field == "due" else "Ours"
    before = born()
    done = entered(before, on="2008-11-20", **{field: value})
    item, last = done, "op-2"
    for n in range(times):
        redone = "op-2" if n % 2 else None
        item, last = taken_back(item, last if redone else "op-2", f"x{n}", redone), f"x{n}"
    stands = times % 2 == 0
    assert getattr(item, field) == getattr(done if stands else before, field)
    assert effective_entries(item.history) == list((done if stands else before).history)
    assert is_in_effect(item.history, "op-2") == stands
    assert [is_in_effect(item.history, f"x{n}") for n in range(times)] == [
        n == times - 1 for n in range(times)
    ]
    for day in (TODAY, TODAY.replace(month=11, day=25), TODAY.replace(month=11, day=1)):
        then = item_as_of(item, day)
        expected = item_as_of(done if stands else before, day)
        assert then is not None
        assert expected is not None
        assert getattr(then, field) == getattr(expected, field)


def test_a_command_that_a_history_lacks_is_not_in_effect() -> None:
    assert not is_in_effect(born().history, "op-9")
