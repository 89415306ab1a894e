"""What holds between an item and its parts, whoever changes which of them, and on which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry
from hmic_tracker.domain.families import (
    after_changes,
    check_is_of_part,
    open_parts,
    what_follows,
)
from hmic_tracker.domain.items import FieldChange, Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.replay import plan_as_of
from hmic_tracker.domain.rules import is_completed
from hmic_tracker.domain.splitting import SPLIT, split_item
from hmic_tracker.domain.undo import undo_in_item
from hmic_tracker.domain.words import COMPLETED, SIDE_EXITS
from hmic_tracker.errors import UsageError
from tests.domain.making import NOON

START = date(2008, 9, 1)
DAYS = 40
Items = Mapping[str, Item]
BORN = (
    FieldChange("status", None, "in-progress"),
    FieldChange("text", None, "That the force does it"),
    FieldChange("framework", None, "np"),
)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["REC-1", "REC-1a", "REC-1b", "REC-1c"]),
        st.sampled_from(["in-progress", "done", "verified", "withdrawn", "superseded"]),
        st.integers(0, DAYS),
    ),
    max_size=14,
)


def stamp(n: int) -> Stamp:
    return Stamp("CID", NOON, f"op-{n}")


def split_plan() -> Items:
    """An item in three parts."""
    blank = Item("REC-1", "u1", "recommendation")
    whole = apply(blank, next_entry(blank, START, stamp(0), "added", BORN))
    made = split_item(whole, (), ["A", "B", "C"], ["a", "b", "c"], {}, (), START, stamp(1))
    return {one.id: one for one in (made.whole, *made.new)}


def changed(items: Items, item_id: str, status: str, on: date, n: int) -> Items | None:
    """The items after a status was set in one of them; None where that is refused."""
    item = items[item_id]
    changes = changes_to(item, {"status": status})
    if status in COMPLETED and open_parts(item_id, items.values()):
        return None
    if item.part_of:
        try:
            check_is_of_part(item, items[item.part_of], changes)
        except UsageError:
            return None
    if not changes:
        return None
    entry = next_entry(item, on, stamp(n), "updated", changes, reason="so")
    after = {item_id: after_changes(item, changes)}
    following = what_follows(items, after, on, "so")
    now = {**items, item_id: apply(item, entry)}
    return now | {i: one.entered(items[i], on, stamp(n)) for i, one in following.items()}


def statuses(items: Items) -> dict[str, str]:
    return {one.id: one.status for one in items.values()}


@settings(max_examples=60)
@given(ACTS)
def test_what_is_over_has_no_open_parts_on_any_day(acts: list[tuple[str, str, int]]) -> None:
    items = split_plan()
    for n, (item_id, status, day) in enumerate(acts, 2):
        items = changed(items, item_id, status, START + timedelta(days=day), n) or items
        whole = items["REC-1"]
        if is_completed(whole) or whole.status in SIDE_EXITS:
            assert not open_parts("REC-1", items.values())


@settings(max_examples=60)
@given(ACTS)
def test_what_is_over_had_no_open_parts_on_the_day_it_was_so(
    acts: list[tuple[str, str, int]],
) -> None:
    """Where nothing is opened again, or dated before what was entered of the same item.

    Nor does anybody say that the item was completed before its parts were.
    """
    items, last = split_plan(), dict.fromkeys(("REC-1", "REC-1a", "REC-1b", "REC-1c"), 0)
    for n, (item_id, status, day) in enumerate(acts, 2):
        begun = "in-progress" if item_id == "REC-1" else "not-started"
        is_early = day < (max(last.values()) if item_id == "REC-1" else last[item_id])
        if status == "in-progress" or is_early or items[item_id].status != begun:
            continue
        after = changed(items, item_id, status, START + timedelta(days=day), n)
        if after is not None:
            items, last[item_id] = after, day
    plan = Plan(items=tuple(items.values()))
    for day in range(DAYS + 1):
        then = plan_as_of(plan, START + timedelta(days=day)).items
        whole = next(one for one in then if one.id == "REC-1")
        if is_completed(whole):
            assert not open_parts("REC-1", then), day


@settings(max_examples=60)
@given(ACTS)
def test_a_command_that_is_undone_leaves_all_of_them_as_they_were(
    acts: list[tuple[str, str, int]],
) -> None:
    items = split_plan()
    for n, (item_id, status, day) in enumerate(acts, 2):
        after = changed(items, item_id, status, START + timedelta(days=day), n)
        if after is None:
            continue
        undone = {i: undo_in_item(one, f"op-{n}", stamp(100 + n)) for i, one in after.items()}
        back = {i: undone[i].item if undone[i] else one for i, one in after.items()}  # type: ignore[union-attr]
        assert statuses(back) == statuses(items)
        items = after


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=30, unique=True))
def test_each_part_has_the_next_letter_and_none_is_given_again(texts: list[str]) -> None:
    whole = split_plan()["REC-1"]
    taken = ["REC-1a", "REC-1b", "REC-1c"]
    for n, text in enumerate(texts):
        made = split_item(whole, (), [text], [f"x{n}"], {}, taken, START, stamp(n))
        [part] = made.new
        assert part.id not in taken
        assert part.history[0].event == SPLIT
        taken.append(part.id)
    assert taken == sorted(taken, key=lambda one: (len(one), one))
