"""Two inspections made one: nothing of either is lost, and every figure counts each item once."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry
from hmic_tracker.domain.counts import count
from hmic_tracker.domain.grades import Grade, National
from hmic_tracker.domain.inspection_fields import LISTS, row_path
from hmic_tracker.domain.inspection_history import recorded
from hmic_tracker.domain.inspection_joining import items_alike, joined
from hmic_tracker.domain.inspections import Inspection, ReportedCount, Source
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.replay import plan_as_of
from hmic_tracker.store.inspection_codec import edited_inspection_text, inspection_of, values_of
from hmic_tracker.store.inspection_codec import new_inspection_text as new_text
from tests.domain.making import NOON, an_item
from tests.domain.test_as_of_laws import DAYS, START, a_life

LATER = START + timedelta(days=DAYS + 10)
MERGING = Stamp("Liaison Officer", NOON, "op-merge")
FRAMEWORKS = ("np", "pvp", "mp")


def an_inspection(random: Random, inspection_id: str) -> Inspection:
    """An inspection with some of each list, entered on a day."""
    about = [(f, p) for f in FRAMEWORKS for p in ("2006", "2007") if random.random() < 0.5]
    grades = tuple(
        Grade(f, p, "graded", random.choice(("Good", "Fair", "Poor")), "hmic-2005")
        if random.random() < 0.8
        else Grade(f, p, "unknown")
        for f, p in about
    )
    national = tuple(
        National(f, p, ("Good", "Fair"), (random.randrange(20), random.randrange(20)))
        for f, p in about
        if random.random() < 0.5
    )
    reported = tuple(
        ReportedCount(f, "recommendation", date(2008, 9, 11), 4, random.randrange(4), "", source)
        for f, _ in about
        for source in ("Report 4", "Report 9")
        if random.random() < 0.3
    )
    made = Inspection(
        inspection_id,
        f"Inspection {inspection_id.upper()}",
        body=random.choice((None, "HMIC", "HMICFRS")),
        published=random.choice((None, "2007-10", "2007-10-12", "2007-11")),
        revisit=random.choice((None, "2009-10")),
        grades=grades,
        national=national,
        reported=reported,
        sources=(Source("Report", None, random.choice("abc"), "x"),),
    )
    return recorded(None, made, START, Stamp("CID", NOON, f"op-{inspection_id}"), "added")


def a_plan(random: Random) -> Plan:
    """A plan with items of two inspections, each with a life of its own."""
    items = []
    for number in range(1, 7):
        life = a_life(random, number)
        item = life._replace(inspection=random.choice("ab"), framework=random.choice(FRAMEWORKS))
        items.append(item._replace(number=random.randrange(1, 4)))
    inspections = (an_inspection(random, "a"), an_inspection(random, "b"))
    return Plan(inspections=inspections, items=tuple(items))


def merged(plan: Plan) -> tuple[Plan, set[str]]:
    """The plan whose inspection "b" went into "a", and the items that went."""
    mine, theirs = plan.inspections
    going = {p.theirs.id for p in items_alike(plan.items, mine, theirs) if p.goes}
    after = recorded(mine, joined(mine, theirs, LATER).inspection, LATER, MERGING, "merged")
    items = []
    for item in plan.items:
        if item.id in going:
            continue
        changes = changes_to(item, {"inspection": "a"} if item.inspection == "b" else {})
        entry = next_entry(item, LATER, MERGING, "merged", changes)
        items.append(apply(item, entry) if changes else item)
    return plan._replace(inspections=(after,), items=tuple(items)), going


@pytest.mark.parametrize("start", range(0, 500, 100))
def test_figures_are_those_of_both_and_each_item_counts_once(start: int) -> None:
    went = 0
    for seed in range(start, start + 100):
        plan = a_plan(Random(seed))
        then, going = merged(plan)
        kept = [item for item in plan.items if item.id not in going]
        went += len(going)
        for day in (LATER, START + timedelta(days=60)):
            now, before = (plan_as_of(one, day) for one in (then, plan._replace(items=tuple(kept))))
            assert count(now.items, day) == count(before.items, day), (seed, day)
            assert "b" not in {item.inspection for item in now.items}
            stripped = [(i.id, i.status, i.due, i.owner) for i in now.items]
            assert stripped == [(i.id, i.status, i.due, i.owner) for i in before.items]


@pytest.mark.parametrize("start", range(0, 500, 100))
def test_every_row_of_both_is_there_and_a_conflict_keeps_the_first(start: int) -> None:
    conflicts = 0
    for seed in range(start, start + 100):
        mine, theirs = a_plan(Random(seed)).inspections
        made = joined(mine, theirs, LATER)
        conflicts += len(made.conflicts)
        for key in LISTS:
            rows, own, others = (
                {row_path(key, row): row for row in getattr(one, key)}
                for one in (made.inspection, mine, theirs)
            )
            assert rows.keys() == own.keys() | others.keys(), seed
        clashing = {conflict.path for conflict in made.conflicts}
        other = joined(mine, theirs, LATER, clashing).inspection
        for path in clashing:
            if not path[1:]:
                continue
            of = [r for r in getattr(theirs, path[0]) if row_path(path[0], r) == path]
            assert [r for r in getattr(other, path[0]) if row_path(path[0], r) == path] == of
            own_rows = [r for r in getattr(mine, path[0]) if row_path(path[0], r) == path]
            kept = [r for r in getattr(made.inspection, path[0]) if row_path(path[0], r) == path]
            assert kept == own_rows
        assert joined(made.inspection, theirs, LATER).inspection == made.inspection, seed
    assert conflicts > 50  # so that the law is held to what it is about


@pytest.mark.parametrize("start", range(0, 200, 100))
def test_a_merged_inspection_is_the_same_when_it_is_read_again(start: int) -> None:
    for seed in range(start, start + 100):
        plan = a_plan(Random(seed))
        (after,) = merged(plan)[0].inspections
        assert values_of(inspection_of(new_text(after))) == values_of(after), seed
        edited = edited_inspection_text(new_text(plan.inspections[0]), plan.inspections[0], after)
        assert values_of(inspection_of(edited)) == values_of(after), seed


@pytest.mark.parametrize(
    ("given", "goes"),
    [
        ({"status": "done", "text": "One"}, True),
        ({"status": "done", "text": None}, True),
        ({"status": "in-progress", "text": "One"}, False),
        ({"status": "done", "text": "One", "owner": "Head of CID"}, False),
        ({"status": "done", "text": "Two"}, False),
    ],
)
def test_an_item_that_says_more_or_was_worked_on_never_goes(
    given: dict[str, Any], goes: bool
) -> None:
    mine, theirs = Inspection("a", "A"), Inspection("b", "B")
    known = {"framework": "np", "number": 1}
    own = an_item(id="REC-1", inspection="a", status="done", text="One", **known)
    bare = an_item(id="REC-2", inspection="b", **known)
    changes = changes_to(bare, given)
    born = apply(bare, next_entry(bare, START, MERGING, "imported", changes))
    (pair,) = items_alike([own, born], mine, theirs)
    assert pair.goes == goes
    noted = apply(born, next_entry(born, START, MERGING, "note", ()))
    (pair,) = items_alike([own, noted], mine, theirs)
    assert not pair.goes
    linked = an_item(id="REC-3", links=("relates REC-2",))
    (pair,) = items_alike([own, born, linked], mine, theirs)
    assert not pair.goes
