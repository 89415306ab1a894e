"""The whole progress report, in the example's words and (where it is at hand) in its own."""

from __future__ import annotations

from datetime import date

import pytest

from hmic_tracker.domain.drafts import Draft
from tests.documents.reports import EXAMPLE, items_of, long_report, stands_of

DONE = ("done", None, None)
Stands = list[tuple[str, str | None, str | None]]
TABLE: dict[str, tuple[Stands, Stands]] = {
    "neighbourhood-policing": ([DONE] * 4, [DONE] * 10),
    "protecting-vulnerable-people": (
        [("in-progress", "majority", "2008-09")] * 4,
        [("in-progress", "majority", "2008-11")] * 8,
    ),
    "public-protection": ([DONE], [("in-progress", "majority", "2008-12")] * 5),
    "domestic-violence": ([DONE], [("in-progress", "majority", "2008-12")] * 7),
    "missing-persons": (
        [("in-progress", "majority", "2008-12")] * 2,
        [DONE] * 2 + [("in-progress", "majority", "2008-12")] * 3,
    ),
    "child-abuse-investigation": (
        [("in-progress", "almost", "2009-04")],
        [("in-progress", "majority", "2009-04")] * 3,
    ),
    "performance-management": (
        [("in-progress", "majority", "2009-03")] * 3,
        [("in-progress", "majority", "2009-03")] * 10,
    ),
}
"""Counted by hand: each framework's recommendations and AFIs, in the order of the appendices."""


@pytest.fixture(scope="module", params=["example", "real"])
def draft(request: pytest.FixtureRequest) -> Draft:
    return long_report(request.param)


def test_the_paper_says_what_it_is(draft: Draft) -> None:
    assert (draft.name, draft.on) == ("Report 9", date(2008, 9, 11))
    assert draft.title == (
        "HMIC Inspection 2007/09 Phase One update (previously known as Baseline Inspections)"
    )
    assert (draft.body, draft.published) == ("HMIC", "2007-10")
    assert draft.programme == "HMIC Inspection Programme 2007/09"


def test_frameworks_stand_in_the_order_of_the_appendices_with_their_parents(draft: Draft) -> None:
    parent = "protecting-vulnerable-people"
    assert [(f.slug, f.name, f.parent) for f in draft.frameworks] == [
        ("neighbourhood-policing", "Neighbourhood Policing", None),
        ("protecting-vulnerable-people", "Protecting Vulnerable People", None),
        ("public-protection", "Public Protection", parent),
        ("domestic-violence", "Domestic Violence", parent),
        ("missing-persons", "Missing Persons", parent),
        ("child-abuse-investigation", "Child Abuse Investigation", parent),
        ("performance-management", "Performance Management", None),
    ]


def test_other_names_become_aliases_and_mere_case_does_not(draft: Draft) -> None:
    aliases = {f.slug: f.aliases for f in draft.frameworks if f.aliases}
    assert aliases == {
        "protecting-vulnerable-people": (
            "Protecting Vulnerable People Framework overall",
            "PVP – overall",
            "Protecting vulnerable people overview",
        ),
        "child-abuse-investigation": ("Child Abuse investigations",),
    }


def test_grades_of_both_years_have_their_states_and_scale(draft: Draft) -> None:
    years: dict[str, list[str | None]] = {}
    for grade in draft.grades:
        assert grade.scale == ("hmic-2005" if grade.grade else None)
        years.setdefault(grade.framework, []).append(grade.grade or grade.state)
    apart = "not-graded-separately"
    assert [grade.period for grade in draft.grades] == ["2006", "2007"] * 7
    assert years == {
        "neighbourhood-policing": ["Good", "Excellent"],
        "protecting-vulnerable-people": ["Fair", "Fair"],
        "public-protection": [apart, "Fair"],
        "domestic-violence": [apart, "Fair"],
        "missing-persons": [apart, "Fair"],
        "child-abuse-investigation": [apart, "Good"],
        "performance-management": ["Good", "Good"],
    }


def test_national_numbers_are_kept_as_printed_and_columns_are_not_guessed(draft: Draft) -> None:
    assert draft.expected == 43
    assert {row.grades for row in draft.national} == {("Excellent", "Good", "Fair", "Poor")}
    assert {row.expected for row in draft.national} == {43}
    printed = {row.framework: (row.printed, row.complete, row.missing) for row in draft.national}
    assert printed == {
        "neighbourhood-policing": ((14, 21, 2), False, 6),
        "protecting-vulnerable-people": ((19, 19, 2), False, 3),
        "public-protection": ((1, 21, 21, 0), True, 0),
        "domestic-violence": ((1, 13, 27, 2), True, 0),
        "missing-persons": ((2, 16, 23, 2), True, 0),
        "child-abuse-investigation": ((3, 17, 21, 2), True, 0),
        "performance-management": ((29, 0), False, 14),
    }


def test_a_bracketed_line_in_a_table_is_the_remark_of_the_row_above(draft: Draft) -> None:
    remarks = {row.framework: row.remark for row in draft.national if row.remark}
    assert remarks == {"protecting-vulnerable-people": "Overall gradings in PPAF only"}


def test_the_items_are_those_counted_by_hand(draft: Draft) -> None:
    found = {
        framework: (
            [stand[1:] for stand in stands_of(draft, "recommendation", framework)],
            [stand[1:] for stand in stands_of(draft, "afi", framework)],
        )
        for framework in TABLE
    }
    assert found == TABLE
    assert len(draft.items) == 64


def test_recommendations_have_their_text_and_their_number_under_the_heading(draft: Draft) -> None:
    texts = [item for item in draft.items if item.kind == "recommendation"]
    assert [(item.framework, item.number) for item in texts] == [
        (framework, number)
        for framework, (recommendations, _) in TABLE.items()
        for number in range(1, len(recommendations) + 1)
    ]
    for item in texts:
        assert item.text
        assert item.text == item.text.strip()
        assert "\u00a0" not in item.text
        assert item.text.startswith(("That the force", "To "))
    assert [i.text[-3:] for i in texts if i.text and i.text.endswith("...")] == ["..."]
    assert sum(not str(i.text).endswith(".") for i in texts) == 2
    assert any("’" in str(item.text) for item in texts)


def test_afis_that_are_only_counted_are_placeholders(draft: Draft) -> None:
    for framework, (_, afis) in TABLE.items():
        found = items_of(draft, "afi", framework)
        assert [(i.number, i.of, i.text) for i in found] == [
            (number, len(afis), None) for number in range(1, len(afis) + 1)
        ]


def test_every_status_has_its_source(draft: Draft) -> None:
    assert {item.source for item in draft.items} == {"Report 9, paragraph 13"}
    assert all(item.status_word and item.line for item in draft.items)


def test_the_source_counts_seven_completed_recommendations_and_the_items_six(draft: Draft) -> None:
    counts = [r for r in draft.reported if r.kind == "recommendation"]
    assert (sum(r.total for r in counts), sum(r.completed for r in counts)) == (16, 7)
    done = [i for i in draft.items if i.kind == "recommendation" and i.status == "done"]
    assert len(done) == 6


def test_each_framework_and_kind_has_a_reported_count(draft: Draft) -> None:
    completed = {(r.framework, r.kind): (r.completed, r.total) for r in draft.reported}
    assert len(draft.reported) == 14
    assert completed["neighbourhood-policing", "afi"] == (10, 10)
    assert completed["missing-persons", "recommendation"] == (1, 2)
    assert completed["missing-persons", "afi"] == (2, 5)
    assert completed["performance-management", "recommendation"] == (0, 3)
    assert {r.on for r in draft.reported} == {date(2008, 9, 11)}
    sentence = next(r.sentence for r in draft.reported if r.completed == 1 and r.total == 2)
    assert sentence.startswith("Two recommendations - one completed and")


def test_only_what_a_person_should_look_at_is_warned_of(draft: Draft) -> None:
    lost = "which columns they belong to is not known"
    assert [warning.text for warning in draft.warnings] == [
        f"Neighbourhood Policing 2007: 14 21 2 add up to 37 of 43; {lost}",
        f"Performance Management 2007: 29 0 add up to 29 of 43; {lost}",
        f"Protecting Vulnerable People 2007: 19 19 2 add up to 40 of 43; {lost}",
        "Missing Persons: one of two recommendations is completed, the report doesn't say which; "
        "all are kept in progress",
    ]
    lines = draft.text.split("\n")
    assert "14" in lines[draft.warnings[0].line - 1]
    assert "Missing Persons" in lines[draft.warnings[3].line - 1]


def test_reading_a_report_again_with_its_frameworks_known_changes_nothing(draft: Draft) -> None:
    from hmic_tracker.documents.parsing import read_report

    again = read_report(draft.text, "report.txt", draft.frameworks)
    assert again == draft


def test_line_ends_of_windows_change_nothing(draft: Draft) -> None:
    from hmic_tracker.documents.parsing import read_report

    assert read_report(draft.text.replace("\n", "\r\n"), "report.txt") == draft


def test_the_example_names_no_person_and_has_the_traps_of_the_real_report() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    for trap in ("14\u00a0 21\u00a0 2", "RECOMMENDATION 2 That", "RECOMMENDATION 1 –", "..."):
        assert trap in text
    for trap in ("RECOMMENDATION 1 -", "Not graded separately in 2006", "PVP – overall", "’"):
        assert trap in text
    assert "Julie" not in text
