"""The law of counts: a text is completed only where that is known of it, and no count is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry
from hmic_tracker.domain.counts import differences
from hmic_tracker.domain.drafts import Draft, DraftItem
from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.importing import after_import, plan_import
from hmic_tracker.domain.inspections import ReportedCount
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.rules import is_completed

TODAY = date(2009, 3, 1)
COUNTED_ON = date(2008, 9, 11)
MP = "missing-persons"
STAMP = Stamp("Liaison Officer", datetime(2009, 3, 1, 9, tzinfo=UTC), "aaaaaaaa")


def afi(number: int | None, of: int | None = None, text: str | None = None) -> DraftItem:
    """An AFI of one framework."""
    return DraftItem("afi", MP, number, of=of, text=text, source="Report 9")


def counted(total: int, completed: int) -> Draft:
    """A report that counts so many AFIs, and how many of them are completed."""
    items = tuple(
        afi(n, total)._replace(
            status="done" if n <= completed else "in-progress",
            progress=None if n <= completed else "majority",
            interchangeable=completed not in {0, total},
        )
        for n in range(1, total + 1)
    )
    count = ReportedCount(MP, "afi", COUNTED_ON, total, completed, "so many", "Report 9")
    frameworks = (Framework(MP, "Missing Persons"),)
    return Draft("Report 9", "Phase One", COUNTED_ON, reported=(count,), items=items)._replace(
        frameworks=frameworks, text="counts"
    )


def verified(plan: Plan, number: int) -> Plan:
    """The plan after a person verified what is called AFI 3 of 5."""

    def of(item: Item) -> Item:
        if item.number != number:
            return item
        changes = changes_to(item, {"status": "verified"})
        return apply(item, next_entry(item, date(2008, 10, 1), STAMP, "verified", changes))

    return plan._replace(items=tuple(map(of, plan.items)))


@st.composite
def stories(draw: st.DrawFn) -> tuple[int, int, set[int], list[int], bool]:
    """How many AFIs, how many completed, those verified, those that get texts, with a number?"""
    total = draw(st.integers(1, 6))
    numbers = st.integers(1, total)
    completed = draw(st.integers(0, total))
    by_people = draw(st.sets(numbers, max_size=total))
    arriving = sorted(draw(st.sets(numbers, min_size=1)))
    return total, completed, by_people, arriving, draw(st.booleans())


@given(stories())
def test_no_text_is_completed_by_a_count_and_no_count_is_lost(
    story: tuple[int, int, set[int], list[int], bool],
) -> None:
    total, completed, by_people, arriving, is_numbered = story
    plan = Plan()
    plan = after_import(plan, plan_import(plan, counted(total, completed), STAMP, TODAY))
    for number in by_people:
        plan = verified(plan, number)
    before = plan
    texts = tuple(
        afi(n if is_numbered else None, text=f"Text {chr(64 + n)} of the report.") for n in arriving
    )
    later = Draft("Report 14", "Phase One", date(2008, 12, 1), items=texts, text="texts")
    done = plan_import(plan, later, STAMP, TODAY)
    plan = after_import(plan, done)
    assert len(plan.items) == total
    assert sum(item.text is not None for item in plan.items) == len(texts)
    all_were_completed = all(map(is_completed, before.items))
    for item in plan.items:
        known = is_numbered and item.number in by_people
        if item.text and is_completed(item):
            assert known or all_were_completed or total == 1
        if known:
            assert item.status == "verified"
    now = sum(map(is_completed, plan.items))
    missing = sum(one.missing for one in differences(plan, TODAY))
    assert now + missing >= completed
    assert missing == 0 or now + missing == completed
    again = plan_import(plan, later, STAMP, TODAY)
    assert again.writes_nothing
    assert again.unnamed == ()
