"""Reports that are written otherwise: each shape as a small report of its own."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.errors import InputError
from tests.documents.reports import HEAD, KNOWN, items_of, short_report, stands_of, warnings_of

WITH_ITEMS = """Domestic Violence

2007 Grade: Fair

RECOMMENDATION 1 – That the force does one thing.
RECOMMENDATION 2 – That the force does another.

5. In addition, three areas for improvement (AFIs) were identified.

"""
"""A framework with two recommendations and three AFIs; what follows it begins on line 17."""


def framework_grades(draft: Draft) -> list[tuple[str, str, str | None]]:
    return [(grade.framework, grade.period, grade.grade or grade.state) for grade in draft.grades]


def test_a_grade_may_stand_on_the_line_after_its_framework() -> None:
    draft = short_report("Neighbourhood Policing\nExcellent\n\nMissing Persons\n\nGrade:\nFair\n")
    assert framework_grades(draft) == [
        ("neighbourhood-policing", "2007", "Excellent"),
        ("missing-persons", "2007", "Fair"),
    ]
    assert warnings_of(draft) == []


def test_a_grade_of_a_report_without_its_publication_has_the_report_s_year_and_a_warning() -> None:
    text = "Update\n\nReport: 4\nDate: 12 February 2009\n\nMissing Persons\nGrade: Fair\n"
    draft = read_report(text, "report.txt")
    assert framework_grades(draft) == [("missing-persons", "2009", "Fair")]
    assert warnings_of(draft) == [
        "7: Missing Persons: the year of its grade is not given; taken as 2009, the report's"
    ]


@pytest.mark.parametrize(
    "line",
    ["2007 Grade: Fair", "Grade 2007: Fair", "2007 HMIC Grading - FAIR", "2007 grade\nFair"],
)
def test_a_grade_under_a_heading_may_be_written_in_several_ways(line: str) -> None:
    assert framework_grades(short_report(f"Missing Persons\n\n{line}\n")) == [
        ("missing-persons", "2007", "Fair")
    ]


def test_the_cells_of_a_table_may_be_on_lines_of_their_own() -> None:
    draft = short_report(
        "Framework 2007 HMIC Grading 2006 HMIC Grading\n"
        "Neighbourhood Policing\nExcellent Good\nMissing Persons\nFair\n"
        "Not graded separately in 2006\nPublic Protection\tGood\tFair\n"
    )
    assert framework_grades(draft) == [
        ("neighbourhood-policing", "2006", "Good"),
        ("neighbourhood-policing", "2007", "Excellent"),
        ("missing-persons", "2006", "not-graded-separately"),
        ("missing-persons", "2007", "Fair"),
        ("public-protection", "2006", "Fair"),
        ("public-protection", "2007", "Good"),
    ]
    assert not draft.warnings


def test_one_grade_under_two_years_is_not_given_to_either() -> None:
    draft = short_report(
        "Framework 2007 Grading 2006 Grading\nMissing Persons Fair Fair\nPublic Protection Good\n"
    )
    assert [framework for framework, _, _ in framework_grades(draft)] == ["missing-persons"] * 2
    assert warnings_of(draft) == [
        "10: 'Public Protection Good' not understood: Public Protection: 'Good' doesn't say which "
        "of 2007 and 2006 it belongs to"
    ]


def test_national_rows_that_add_up_differently_leave_the_number_of_forces_open() -> None:
    draft = short_report(
        "Framework 2007 Gradings\nExcellent Good Fair Poor\n"
        "Missing Persons 2 16 23 2\nPublic Protection 1 21 20 0\nDomestic Violence 1 2 3 4 5\n"
    )
    assert draft.expected is None
    assert [row.printed for row in draft.national] == [(2, 16, 23, 2), (1, 21, 20, 0)]
    assert warnings_of(draft) == [
        "10: the complete national rows add up to 42, 43: the number of forces is not known",
        "12: 'Domestic Violence 1 2 3 4 5' not understood: Domestic Violence: 1 2 3 4 5 are more "
        "cells than columns",
    ]


def test_contradicting_grades_are_warned_of_and_the_first_is_kept() -> None:
    draft = short_report(
        "Missing Persons\n\n2007 Grade: Fair\n\nMissing Persons\n\n2007 Grade: Good\n"
    )
    assert framework_grades(draft) == [("missing-persons", "2007", "Fair")]
    assert warnings_of(draft) == [
        "14: Missing Persons: 2007: Good here, Fair elsewhere; Fair is kept"
    ]


def test_grades_of_a_later_scale_are_known_by_their_words_and_year() -> None:
    draft = read_report(
        "PEEL 2023\n\nPublished on 3 March 2023\n\nPreventing Crime\n\nAdequate\n\n"
        "Investigating Crime\n\nRequires improvement\n",
        "peel.txt",
    )
    assert [(g.grade, g.scale) for g in draft.grades] == [
        ("Adequate", "peel-2021"),
        ("Requires improvement", "peel-2021"),
    ]


def test_numbers_restart_under_headings_whatever_follows_the_number() -> None:
    draft = short_report(
        "Missing Persons\n2007 Grade: Fair\n"
        "• RECOMMENDATION 1 – That the force looks.\n• RECOMMENDATION 2 That the force acts\n"
        "Domestic violence\n2007 Grade: Fair\n"
        "Recommendation 1: that the force\n  counts,\n  and counts again...\n"
        "Recommendation 2 - That it ends\tthere.\n"
    )
    texts = [(item.framework, item.number, item.text) for item in draft.items]
    assert texts == [
        ("missing-persons", 1, "That the force looks."),
        ("missing-persons", 2, "That the force acts"),
        ("domestic-violence", 1, "that the force counts, and counts again..."),
        ("domestic-violence", 2, "That it ends there."),
    ]


@pytest.mark.parametrize("bullet", ["•", "-", "*", "o", "1.", "(1)", "–", "   •", "\t*"])
def test_bullets_of_any_kind_are_read(bullet: str) -> None:
    draft = short_report(
        f"{WITH_ITEMS}Where it stands\n\n"
        f"{bullet} Domestic Violence - Two recommendations – all completed.\n"
    )
    assert [s[1] for s in stands_of(draft, "recommendation", "domestic-violence")] == ["done"] * 2


def test_a_bullet_without_a_number_speaks_of_all_items_and_says_so() -> None:
    draft = short_report(f"{WITH_ITEMS}6. Status:\n\n• Domestic Violence – nearly complete\n")
    for kind, number in (("recommendation", 2), ("afi", 3)):
        assert stands_of(draft, kind, "domestic-violence") == [
            (n, "in-progress", "almost", None) for n in range(1, number + 1)
        ]
    assert warnings_of(draft) == [
        "19: Domestic Violence: 'nearly complete' doesn't say of which items; "
        "taken as said of all: 2 recommendations and 3 AFIs",
        "19: Domestic Violence: no date is given for 2 recommendations",
        "19: Domestic Violence: no date is given for 3 AFIs",
    ]
    assert not draft.reported


def test_a_bullet_that_names_only_recommendations_leaves_the_afis_unsaid() -> None:
    draft = short_report(
        f"{WITH_ITEMS}• Domestic Violence: 2 recommendations completed in January 2009.\n"
    )
    assert [s[1] for s in stands_of(draft, "recommendation", "domestic-violence")] == ["done"] * 2
    assert [s[1] for s in stands_of(draft, "afi", "domestic-violence")] == [None] * 3
    assert warnings_of(draft) == ["15: Domestic Violence: how 3 AFIs stand is not said"]


def test_a_completed_recommendation_that_is_named_is_marked() -> None:
    draft = short_report(
        f"{WITH_ITEMS}• Domestic Violence - Two recommendations - Recommendation 2 completed and "
        "majority of work on the other, to be completed by the end of June 2009.\n"
    )
    assert stands_of(draft, "recommendation", "domestic-violence") == [
        (1, "in-progress", "majority", "2009-06"),
        (2, "done", None, None),
    ]
    assert [(r.total, r.completed) for r in draft.reported] == [(2, 1)]


def test_named_items_may_have_bullets_of_their_own_under_a_heading() -> None:
    draft = short_report(
        f"{WITH_ITEMS}Domestic Violence\n\n• Recommendation 1 – completed\n"
        "• Recommendation 2 – almost completed, due by 30 September 2009\n"
        "• AFIs 1, 2 and 3 – not started\n"
    )
    assert stands_of(draft, "recommendation", "domestic-violence") == [
        (1, "done", None, None),
        (2, "in-progress", "almost", "2009-09-30"),
    ]
    assert stands_of(draft, "afi", "domestic-violence") == [
        (n, "not-started", "none", None) for n in (1, 2, 3)
    ]


def test_one_of_several_texts_completed_and_not_named_leaves_all_open() -> None:
    draft = short_report(
        f"{WITH_ITEMS}• Domestic Violence - Two recommendations - one completed; some work has "
        "been done on the other, by 31 March 2009. Three AFIs - all but one completed.\n"
    )
    assert stands_of(draft, "recommendation", "domestic-violence") == [
        (1, "in-progress", "some", "2009-03-31"),
        (2, "in-progress", "some", "2009-03-31"),
    ]
    assert [s[1] for s in stands_of(draft, "afi", "domestic-violence")] == ["done", "done", None]
    assert [(r.kind, r.total, r.completed) for r in draft.reported] == [
        ("recommendation", 2, 1),
        ("afi", 3, 2),
    ]
    assert (
        "17: Domestic Violence: one of two recommendations is completed, the report doesn't say "
        "which; all are kept in progress"
    ) in warnings_of(draft)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("all completed", ("done", None, None)),
        ("completed", ("done", None, None)),
        ("both implemented in January 2009", ("done", None, None)),
        ("completed by December 2008", ("done", None, None)),
        ("almost completed, by May 2009", ("in-progress", "almost", "2009-05")),
        ("nearing completion, due May 2009", ("in-progress", "almost", "2009-05")),
        ("most of the work is done, by 1 May 2009", ("in-progress", "majority", "2009-05-01")),
        ("majority of work on both, by 2009-05-01", ("in-progress", "majority", "2009-05-01")),
        ("some work, to end by the end of May 2009", ("in-progress", "some", "2009-05")),
        ("partially complete, by May 2009", ("in-progress", "some", "2009-05")),
        ("in progress, not later than 31 March 2015", ("in-progress", None, "2015-03-31")),
        ("ongoing until 3rd May, 2009", ("in-progress", None, "2009-05-03")),
        ("75% complete, by May 2009", ("in-progress", None, "2009-05")),
        ("not yet completed, due by May 2009", ("in-progress", None, "2009-05")),
        ("not all completed, due by May 2009", ("in-progress", None, "2009-05")),
        ("not started, to be completed by May 2009", ("not-started", "none", "2009-05")),
        ("no work yet; for completion in May 2009", ("not-started", "none", "2009-05")),
        ("to be completed by May 2009", (None, None, "2009-05")),
        ("completed by May 2009", (None, None, "2009-05")),
        ("in progress, by the spring", ("in-progress", None, None)),
        ("in progress, by 31 February 2009", ("in-progress", None, None)),
        ("superseded", ("superseded", None, None)),
    ],
)
def test_what_a_clause_says_is_kept_and_nothing_more(
    clause: str, expected: tuple[str | None, ...]
) -> None:
    draft = short_report(f"{WITH_ITEMS}• Domestic Violence - Two recommendations – {clause}.\n")
    assert stands_of(draft, "recommendation", "domestic-violence") == [
        (1, *expected),
        (2, *expected),
    ]
    first = items_of(draft, "recommendation", "domestic-violence")[0]
    assert first.status_word == clause


@pytest.mark.parametrize(
    ("clause", "warning"),
    [
        ("in progress, by the spring", "'by the spring' is no day or month with its year"),
        ("completed by May 2009", "a date to come for completed work is taken as the date due"),
        (
            "closed",
            "closed is taken as done: that the inspectorate agreed is not said",
        ),
        (
            "completed, still in progress",
            "completed and not completed at once; kept as not completed",
        ),
        ("three completed", "it speaks of more items than there are"),
    ],
)
def test_what_is_not_clear_in_a_clause_is_warned_of(clause: str, warning: str) -> None:
    draft = short_report(f"{WITH_ITEMS}• Domestic Violence - Two recommendations – {clause}.\n")
    assert f"17: Domestic Violence: '{clause}': {warning}" in warnings_of(draft)


def test_a_clause_that_is_not_understood_is_warned_of_and_nothing_is_taken_from_it() -> None:
    draft = short_report(f"{WITH_ITEMS}• Domestic Violence - Two recommendations – see annex.\n")
    assert [s[1] for s in stands_of(draft, "recommendation", "domestic-violence")] == [None, None]
    assert "17: Domestic Violence: 'see annex' is not understood" in warnings_of(draft)


def test_one_bullet_may_give_different_dates_to_its_parts() -> None:
    draft = short_report(
        "• Missing Persons - Ten AFIs – two completed, three almost completed by March 2009 and "
        "the other five in progress, by 30 June 2009.\n"
    )
    expected = [("done", None, None)] * 2
    expected += [("in-progress", "almost", "2009-03")] * 3  # type: ignore[list-item]
    expected += [("in-progress", None, "2009-06-30")] * 5  # type: ignore[list-item]
    assert [s[1:] for s in stands_of(draft, "afi", "missing-persons")] == expected


def test_all_of_the_work_covers_both_kinds() -> None:
    draft = short_report(
        "• Missing Persons - 2 recommendations and 25 AFIs - majority of work completed. "
        "All of the work in progress is to be completed by April 2009.\n"
        "• Domestic Violence - Twenty-one recommendations - some work. Forty AFIs – in progress. "
        "All remaining work will be completed by 30 April 2009.\n"
    )
    assert {item.due for item in draft.items if item.framework == "missing-persons"} == {"2009-04"}
    assert len(items_of(draft, "afi", "missing-persons")) == 25
    assert len(items_of(draft, "recommendation", "domestic-violence")) == 21
    assert len(items_of(draft, "afi", "domestic-violence")) == 40
    assert {i.due for i in draft.items if i.framework == "domestic-violence"} == {"2009-04-30"}


def test_a_later_report_of_bullets_only_gives_items_to_update_and_keeps_known_slugs() -> None:
    draft = short_report(
        "13. The status is as follows:\n\n"
        "• PVP – overall - Four recommendations – all completed. Eight AFIs - completed.\n"
        "• Missing persons - Recommendation 2 completed.\n"
        "• Domestic Violence – nearly complete\n",
        KNOWN,
    )
    assert [f.slug for f in draft.frameworks] == ["pvp", "missing", "dv"]
    assert draft.frameworks[1] == KNOWN[2]
    assert [(i.number, i.of, i.text) for i in items_of(draft, "recommendation", "pvp")] == [
        (n, 4, None) for n in range(1, 5)
    ]
    assert stands_of(draft, "recommendation", "missing") == [(2, "done", None, None)]
    assert {item.source for item in draft.items} == {"Report 4, paragraph 13"}
    assert warnings_of(draft) == [
        "12: Domestic Violence: 'nearly complete' doesn't say of how many items; "
        "nothing is taken from it"
    ]


def test_afis_may_have_their_text_numbered_or_not() -> None:
    draft = short_report(
        "Missing Persons\n2007 Grade: Fair\n\nAFI 1 – Look at it.\nArea for improvement 2: Look\n"
        "again.\n\nDomestic Violence\n2007 Grade: Fair\n\nAreas for improvement\n\n"
        "• count the cases;\n• close the cases\n\n"
        "Public Protection\n2007 Grade: Fair\n\nAreas for improvement:\n1. plan\n2. act\n"
    )
    texts = [(item.framework, item.number, item.text) for item in draft.items]
    assert texts == [
        ("missing-persons", 1, "Look at it."),
        ("missing-persons", 2, "Look again."),
        ("domestic-violence", None, "count the cases;"),
        ("domestic-violence", None, "close the cases"),
        ("public-protection", 1, "plan"),
        ("public-protection", 2, "act"),
    ]
    assert {item.kind for item in draft.items} == {"afi"}


def test_afis_beyond_those_with_text_are_placeholders_and_warned_of() -> None:
    draft = short_report(
        "Missing Persons\n\n5. Three areas for improvement were identified.\n\n"
        "Missing Persons\n\n2007 Grade: Fair\n\nAFI 1 – Look.\n"
    )
    assert [(i.number, i.of, i.text) for i in draft.items] == [
        (1, None, "Look."),
        (2, 3, None),
        (3, 3, None),
    ]
    assert warnings_of(draft) == ["10: Missing Persons: 3 AFIs in paragraph 5, one with text"]


def test_a_count_that_differs_from_the_texts_is_warned_of() -> None:
    draft = short_report(
        "Missing Persons\n\n5. Five recommendations were made.\n\n"
        "Appendix 1: Recommendations on missing persons\n\n"
        + "".join(f"RECOMMENDATION {n} – Do {n}.\n" for n in range(1, 5))
    )
    assert len(draft.items) == 4
    assert {item.source for item in draft.items} == {"Report 4, Appendix 1"}
    assert warnings_of(draft) == [
        "10: Missing Persons: 5 recommendations in paragraph 5, four with text"
    ]


def test_a_bullet_that_counts_fewer_than_there_are_is_not_said_of_all() -> None:
    draft = short_report(f"{WITH_ITEMS}• Domestic Violence - One recommendation – completed.\n")
    assert [s[1] for s in stands_of(draft, "recommendation", "domestic-violence")] == [
        "in-progress",
        "in-progress",
    ]
    assert [(r.total, r.completed) for r in draft.reported] == [(1, 1)]


def test_a_bullet_that_counts_more_than_there_are_keeps_its_count() -> None:
    draft = short_report(
        f"{WITH_ITEMS}• Domestic Violence - Five recommendations – all completed.\n"
    )
    assert [s[1] for s in stands_of(draft, "recommendation", "domestic-violence")] == ["done"] * 2
    assert [(r.total, r.completed) for r in draft.reported] == [(5, 5)]


def test_different_dates_for_unnamed_recommendations_are_given_to_none() -> None:
    draft = short_report(
        f"{WITH_ITEMS}• Domestic Violence - Two recommendations – one by May 2009, one by June 2009"
    )
    assert stands_of(draft, "recommendation", "domestic-violence") == [
        (1, None, None, None),
        (2, None, None, None),
    ]
    assert (
        "17: Domestic Violence: 'one by May 2009, one by June 2009': "
        "which of them it is said of is not said"
    ) in warnings_of(draft)


def test_two_items_of_one_number_are_both_kept_with_it_and_doubted() -> None:
    draft = short_report("Missing Persons\n\nRecommendation 1 – A\nRecommendation 1 – B\n")
    assert [(item.number, item.label, item.text) for item in draft.items] == [
        (1, "1", "A"),
        (None, "1", "B"),
    ]
    assert draft.items[1].doubt.startswith("there are two with the number 1; both are kept")


def test_a_list_of_items_under_no_framework_is_kept_and_warned_of() -> None:
    draft = short_report("Recommendation 3 – Look.\n")
    assert [(i.framework, i.number) for i in draft.items] == [(None, 3)]
    assert warnings_of(draft) == []
    draft = short_report(f"Recommendation 3 – Look.\n\n{WITH_ITEMS}")
    assert (draft.items[0].framework, draft.items[0].number) == (None, 3)
    assert warnings_of(draft) == ["8: 1 recommendation under no framework's heading"]


def test_what_members_are_asked_to_do_is_no_recommendation_of_the_inspection() -> None:
    draft = short_report(f"Recommendation 1: That members note the paper.\n\n{WITH_ITEMS}")
    assert len(items_of(draft, "recommendation", None)) == 0
    assert len(draft.items) == 5


@pytest.mark.parametrize(
    ("line", "warning"),
    [
        (
            "• Recommendation 2 was considered.",
            "'Recommendation 2 was considered.' not understood: speaks of items, and is none"
            " itself",
        ),
        (
            "• Missing Persons – awaiting the board",
            "'Missing Persons – awaiting the board' not understood: looks like a status or a count",
        ),
        (
            "• we heard of seven AFIs there",
            "'we heard of seven AFIs there' not understood: looks like a status or a count",
        ),
        (
            "2007 Grade: Splendid",
            "'2007 Grade: Splendid' not understood: no grade of a known scale",
        ),
        (
            "• Two recommendations – all completed",
            "'Two recommendations – all completed' not understood: names no framework",
        ),
        ("• RECOMMENDATION 7 –", "recommendation 7 has no text"),
    ],
)
def test_a_line_that_looks_like_content_and_is_not_understood_is_warned_of(
    line: str, warning: str
) -> None:
    body = f"Missing Persons\n\n2007 Grade: Fair\n\nOther business\n\n{line}\n"
    assert f"14: {warning}" in warnings_of(short_report(body))


def test_prose_and_site_furniture_are_not_warned_of() -> None:
    draft = short_report(
        f"{WITH_ITEMS}6. Work goes on; two members asked about it. Recommendation 2 was good.\n\n"
        "• Members thanked the teams;\n• a visit is planned.\n\n"
        "C. Race and equality impact\n\nNone.\n\nSend an e-mail linking to this page\n\nFeedback\n"
    )
    assert warnings_of(draft) == []


@pytest.mark.parametrize("label", ["2a", "2.1", "R2", "021/31"])
def test_a_label_of_another_shape_than_a_whole_number_is_kept_as_printed(label: str) -> None:
    draft = short_report(f"Recommendations\n\nRecommendation {label} – The force should do it.\n")
    assert [(i.label, i.number, i.text) for i in draft.items] == [
        (label, None, "The force should do it.")
    ]


def test_initials_of_two_frameworks_are_not_guessed() -> None:
    draft = short_report(
        "Public Protection\n2007 Grade: Fair\n\nPerformance Planning\n2007 Grade: Good\n\n"
        "• PP - Four recommendations – all completed.\n"
    )
    assert not draft.items
    assert warnings_of(draft) == [
        "14: 'PP - Four recommendations – all completed.' not understood: "
        "'PP' may be more than one framework"
    ]


def test_a_report_without_date_or_number_is_named_after_its_file() -> None:
    draft = read_report("Missing Persons\n\n2007 Grade: Fair\n", "paper.txt")
    assert (draft.name, draft.on) == ("paper.txt", None)
    assert warnings_of(draft) == []


@pytest.mark.parametrize("text", ["", " \n", "Dear all,\n\nthe fair is good.\n", HEAD])
def test_a_text_with_nothing_recognisable_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_report(text, "letter.txt")
    assert caught.value.message.startswith("letter.txt has no grade")
    assert "\n" not in caught.value.message + caught.value.hint
