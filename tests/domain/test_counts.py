"""Counts that add up, and where a source counts otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hmic_tracker.domain.counts import count, differences
from hmic_tracker.domain.inspections import Inspection, ReportedCount
from hmic_tracker.domain.plan import Plan, Thresholds
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.rules import days_overdue, is_counted, rag
from tests.domain.making import TODAY, an_item, born, entered


def test_total_is_completed_and_open_and_leaves_out_what_does_not_count() -> None:
    items = [
        an_item(status="not-started"),
        an_item(status="in-progress", due="2008-11", progress="some"),
        an_item(status="in-progress", due="2009-03", progress="some"),
        an_item(status="in-progress", due="2009-02-28", progress="almost"),
        an_item(status="done", due="2010-01", progress="some"),
        an_item(status="verified"),
        an_item(status="closed"),
        an_item(status="withdrawn", due="2011-01"),
        an_item(kind="good-practice", status="in-progress", due="2011-01"),
    ]
    found = count(items, TODAY)
    assert (found.total, found.completed, found.open) == (7, 3, 4)
    assert (found.verified, found.overdue, found.latest_due) == (2, 1, "2009-03")
    assert found.progress == {"none": 1, "some": 2, "majority": 0, "almost": 1, "complete": 0}


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ({"status": "in-progress"}, True),
        ({"status": "done"}, True),
        ({"status": "superseded"}, False),
        ({"status": "not-accepted"}, False),
        ({"status": "withdrawn"}, False),
        ({"kind": "good-practice"}, False),
        ({"status": "done", "links": ("duplicates REC-2",)}, False),
        ({"links": ("relates REC-2", "duplicates REC-3")}, False),
        ({"links": ("supersedes REC-2",)}, True),
        ({"links": ("carried-from REC-2",)}, True),
        ({"links": ("implements REC-2", "relates REC-3", "REC-4")}, True),
    ],
)
def test_what_has_gone_elsewhere_is_in_no_count_and_never_late(
    fields: dict[str, Any], counted: bool
) -> None:
    item = an_item(due="2008-09", **fields)
    assert is_counted(item) is counted
    assert count([item], TODAY).total == counted
    late = counted and fields.get("status") not in {"done"}
    assert (days_overdue(item, TODAY) > 0) is late
    assert (rag(item, TODAY, Thresholds()) == "none") is not counted


def test_nothing_counts_as_nothing() -> None:
    found = count([], TODAY)
    assert (found.total, found.completed, found.verified, found.open) == (0, 0, 0, 0)
    assert (found.overdue, found.latest_due) == (0, None)


def reported(on: str, completed: int, **more: Any) -> ReportedCount:
    said = {"framework": "np", "kind": "recommendation", "total": 3, "sentence": "", "source": ""}
    return ReportedCount(**{**said, "on": date.fromisoformat(on), "completed": completed, **more})


def a_plan(*counts: ReportedCount, **statuses: str) -> Plan:
    """Items REC-1 … of the framework np, each set to a status on the 1st of October."""
    items = []
    for name, status in statuses.items():
        item = born(id=name.replace("_", "-"), framework="np")
        items.append(entered(item, "2008-10-01", status=status))
    inspection = Inspection(id="one", title="One", reported=counts)
    return Plan(inspections=(inspection,), items=tuple(items))


def told(plan: Plan, today: date = TODAY) -> list[tuple[int, tuple[str, ...]]]:
    return [(d.missing, d.candidates) for d in differences(plan, today)]


def test_a_source_that_counts_more_names_the_open_items_as_candidates() -> None:
    plan = a_plan(reported("2008-10-02", 2), REC_1="done", REC_2="in-progress", REC_3="not-started")
    assert told(plan) == [(1, ("REC-2", "REC-3"))]
    assert differences(plan, TODAY)[0].reported.completed == 2


@pytest.mark.parametrize("completed", [0, 1])
def test_a_source_that_counts_as_many_or_fewer_is_no_difference(completed: int) -> None:
    assert told(a_plan(reported("2008-10-02", completed), REC_1="done", REC_2="in-progress")) == []


def test_a_count_holds_from_its_day_on() -> None:
    plan = a_plan(reported("2008-12-01", 1), REC_1="in-progress")
    assert told(plan, date(2008, 11, 30)) == []
    assert told(plan, date(2008, 12, 1)) == [(1, ("REC-1",))]


def test_the_latest_count_of_a_framework_and_kind_is_the_one() -> None:
    plan = a_plan(reported("2008-11-01", 0), reported("2008-10-15", 1), REC_1="in-progress")
    assert told(plan) == []
    plan = a_plan(reported("2008-11-01", 1), reported("2008-10-15", 0), REC_1="in-progress")
    assert told(plan) == [(1, ("REC-1",))]


def test_each_framework_and_kind_is_counted_by_itself() -> None:
    plan = a_plan(
        reported("2008-11-01", 1),
        reported("2008-11-01", 1, kind="afi"),
        reported("2008-11-01", 1, framework="pvp"),
        REC_1="in-progress",
        REC_2="done",
    )
    assert told(plan) == []  # one is done, and of the others there are no items at all


def test_differences_come_in_the_order_of_their_days() -> None:
    counts = reported("2008-11-01", 1), reported("2008-10-15", 1, framework="pvp")
    plan = a_plan(*counts, REC_1="in-progress", REC_2="in-progress")
    other = replace(plan.items[1], framework="pvp")
    found = differences(replace(plan, items=(plan.items[0], other)), TODAY)
    assert [difference.reported.framework for difference in found] == ["pvp", "np"]


def test_what_does_not_count_settles_nothing_and_is_no_candidate() -> None:
    plan = a_plan(reported("2008-10-02", 1), REC_1="withdrawn", REC_2="in-progress")
    assert told(plan) == [(1, ("REC-2",))]


@pytest.mark.parametrize("how", ["superseded", "withdrawn", "not-accepted", "duplicate"])
def test_one_that_leaves_the_counts_later_was_not_completed_by_that(how: str) -> None:
    plan = a_plan(reported("2008-10-02", 1), REC_1="in-progress", REC_2="in-progress")
    gone: dict[str, Any] = {"links": ("duplicates REC-2",)} if how == "duplicate" else {}
    gone = gone or {"status": how}
    left = replace(plan, items=(entered(plan.items[0], "2008-11-20", **gone), plan.items[1]))
    (found,) = differences(left, TODAY)
    assert (found.missing, found.candidates, found.left) == (1, ("REC-1", "REC-2"), ("REC-1",))
    assert (found.counted, found.uncounted_completed) == (("REC-2",), 1)
    both = replace(left, items=(left.items[0], entered(left.items[1], status="done")))
    assert told(both) == []
    none = replace(left, items=(left.items[0], entered(left.items[1], status="superseded")))
    assert told(none) == []  # nothing that counts has open what the source has completed


def test_one_that_was_completed_before_it_left_the_counts_settles_it() -> None:
    plan = a_plan(reported("2008-10-02", 1), REC_1="in-progress", REC_2="in-progress")
    done = entered(plan.items[0], "2008-11-20", status="done")
    gone = entered(done, "2008-11-25", status="superseded")
    assert told(replace(plan, items=(gone, plan.items[1]))) == []
    # What had left before the source's day is not what it speaks of.
    before = entered(entered(plan.items[0], "2008-10-01", status="done"), "2008-10-01")
    before = entered(before, "2008-10-01", status="superseded")
    assert told(replace(plan, items=(before, plan.items[1]))) == [(1, ("REC-2",))]


def test_it_is_settled_by_what_was_completed_then_or_since() -> None:
    plan = a_plan(reported("2008-10-02", 1), REC_1="in-progress", REC_2="in-progress")
    since = plan.items[0], entered(plan.items[1], "2008-11-20", status="done")
    assert told(Plan(inspections=plan.inspections, items=since)) == []
    back = entered(since[1], "2008-11-25", status="in-progress")
    assert told(Plan(inspections=plan.inspections, items=(since[0], back))) == [
        (1, ("REC-1", "REC-2"))
    ]
    then = entered(entered(plan.items[0], "2008-10-02", status="done"), status="in-progress")
    assert told(Plan(inspections=plan.inspections, items=(then, plan.items[1]))) == []


def test_an_item_that_did_not_exist_yet_is_not_counted_as_it_is() -> None:
    plan = a_plan(reported("2008-10-02", 2), REC_1="done", REC_2="in-progress")
    later = entered(born("2008-11-01", id="REC-3", framework="np"), status="in-progress")
    found = Plan(inspections=plan.inspections, items=(*plan.items, later))
    assert told(found) == [(1, ("REC-2", "REC-3"))]
