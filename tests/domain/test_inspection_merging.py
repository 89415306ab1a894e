"""The laws of a document merged into its inspection: nothing silent, nothing lost, once only."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.drafts import Draft
from hmic_tracker.domain.grades import Grade, National
from hmic_tracker.domain.inspection_merging import (
    EarlierDocument,
    MergedInspection,
    merge_document,
)
from hmic_tracker.domain.inspection_parts import PartKey, merged_part, parts_of
from hmic_tracker.domain.inspections import ImportWarning, Inspection, ReportedCount
from hmic_tracker.domain.plan import Plan

TODAY = date(2009, 6, 1)
DAYS = (date(2008, 3, 1), date(2008, 9, 11), date(2009, 2, 1))
GRADES = ("Excellent", "Good", "Fair", "Poor")
PLAN = Plan()


def grades() -> st.SearchStrategy[Grade]:
    """Grades of two frameworks and periods."""
    return st.builds(
        Grade,
        st.sampled_from(["custody", "calls"]),
        st.sampled_from(["2006", "2007"]),
        st.just("graded"),
        st.sampled_from(GRADES),
        st.sampled_from([None, "hmic-2005"]),
        st.sampled_from([None, "a remark"]),
    )


def each_once(rows: list[Any]) -> tuple[Any, ...]:
    """The first row of each framework and period."""
    first: dict[tuple[str, str], Any] = {}
    for row in rows:
        first.setdefault((row.framework, row.period), row)
    return tuple(first.values())


ROWS = st.builds(
    National,
    st.sampled_from(["custody", "calls"]),
    st.just("2007"),
    st.just(GRADES),
    st.lists(st.integers(0, 9), max_size=4).map(tuple),
    st.sampled_from([None, 43, 44]),
    st.sampled_from([None, "a remark"]),
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A document about one inspection, of which there may be versions."""
    name, on = draw(st.sampled_from(["Report 9", "Report 12"])), draw(st.sampled_from(DAYS))
    counts = draw(st.lists(st.integers(0, 5), max_size=1))
    number = draw(st.integers())
    return Draft(
        name,
        "Phase One",
        on,
        body=draw(st.sampled_from([None, "HMIC", "HMICFRS"])),
        published=draw(st.sampled_from([None, "2007-10", "2007-10-15", "2007-11"])),
        expected=draw(st.sampled_from([None, 43, 44])),
        grades=each_once(draw(st.lists(grades(), max_size=4))),
        national=each_once(draw(st.lists(ROWS, max_size=3))),
        reported=tuple(
            ReportedCount("custody", "afi", on, 5, n, f"{n} of five", name) for n in counts
        ),
        warnings=tuple(
            draw(
                st.lists(
                    st.builds(ImportWarning, st.just(1), st.text("ab", max_size=2)), max_size=2
                )
            )
        ),
        text=f"{name} {on} {number}",
    )


class Folder:
    """An inspection with the documents that were imported into it, as a plan keeps them."""

    def __init__(self) -> None:
        self.inspection = Inspection("phase-one", "Phase One")
        self.documents: list[EarlierDocument] = []

    def take(self, draft: Draft) -> MergedInspection:
        """Import a document."""
        documents = tuple(self.documents)
        merged = merge_document(self.inspection, draft, PLAN, TODAY, lambda _: documents)
        self.inspection = merged.inspection
        self.documents.append(EarlierDocument(draft, draft.on))
        return merged


@given(st.lists(drafts(), min_size=1, max_size=4))
def test_every_difference_is_listed_and_nothing_goes_away(documents: list[Draft]) -> None:
    folder = Folder()
    for draft in documents:
        before = parts_of(folder.inspection)
        merged = folder.take(draft)
        after = parts_of(folder.inspection)
        assert before.keys() <= after.keys()
        differing = {key for key in after if after[key] != before.get(key)}
        assert differing == {change.key for change in merged.changes}
        for change in merged.changes:
            assert (change.old, change.new) == (before.get(change.key), after[change.key])
        kept = {one.change.key for one in merged.kept}
        for key, value in parts_of(draft).items():
            agreed = merged_part(key, after[key], value, PLAN.scales) == after[key]
            assert agreed or key in kept or key.part == "title"
            assert not (key in differing and key in kept)


@given(st.lists(drafts(), min_size=1, max_size=4))
def test_a_document_once_more_changes_nothing(documents: list[Draft]) -> None:
    folder = Folder()
    for draft in documents:
        folder.take(draft)
        taken = folder.inspection
        again = folder.take(draft)
        assert (again.changes, again.settled) == ((), ())
        assert folder.inspection == taken


@given(st.lists(drafts(), min_size=1, max_size=3), drafts())
def test_a_newer_document_gives_each_part_that_it_has(earlier: list[Draft], newest: Draft) -> None:
    folder = Folder()
    for draft in earlier:
        folder.take(draft)
    merged = folder.take(newest._replace(on=TODAY))
    assert {one.why for one in merged.kept} <= {"another-document"}


@given(drafts(), drafts(), st.sampled_from(GRADES))
def test_a_value_that_no_document_gave_is_a_person_s_and_stays(
    first: Draft, second: Draft, by_hand: str
) -> None:
    folder = Folder()
    folder.take(first)
    rows = [
        grade._replace(grade=by_hand) if n == 0 else grade
        for n, grade in enumerate(folder.inspection.grades)
    ]
    folder.inspection = folder.inspection._replace(grades=tuple(rows))
    merged = folder.take(second)
    if rows and first.grades[0].grade != by_hand:
        key = PartKey("grade", rows[0].framework, rows[0].period)
        assert parts_of(folder.inspection)[key] == rows[0]
        given_grades = {(one.framework, one.period): one.grade for one in second.grades}
        given_one = given_grades.get((rows[0].framework, rows[0].period), by_hand)
        if given_one != by_hand:
            assert [one.why for one in merged.kept if one.change.key == key] == ["by-hand"]
