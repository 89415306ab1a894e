"""Layouts of prisons, probation, youth justice and monitoring boards, each as a short text."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft

PLAN = """Harbour Prison action plan

Ref\tConcern\tResponse: what we will do\tOwner\tTarget date
{section}
1\tCells were cold in the winter and hot in the summer.\tNew windows.\tHead of Works\t1 May 2032
\t\tFans were bought.\tGovernor\t2 June 2032
{second}
2\tLetters came late, and some of them were never given out.\tMore staff.\tHead of Post\tOngoing
"""


def read(text: str) -> Draft:
    return read_report(text, "report.txt")


def fields_of(draft: Draft) -> list[tuple[str | None, str | None, str | None]]:
    return [(item.label, item.owner, item.due) for item in draft.items]


def test_a_short_line_between_the_rows_of_a_table_names_those_below_it() -> None:
    draft = read(PLAN.format(section="Priority concerns", second="Other concerns"))
    assert fields_of(draft) == [("1", "Head of Works", "2032-05-01"), ("2", "Head of Post", None)]
    assert {item.kind for item in draft.items} == {"cause-of-concern"}
    assert draft.items[0].update == "New windows. Fans were bought."


def test_a_table_whose_head_comes_again_under_the_next_heading_is_one_table() -> None:
    head = "Ref\tConcern\tResponse: what we will do\tOwner\tTarget date"
    draft = read(PLAN.format(section="Priority concerns", second=f"{head}\nOther concerns"))
    assert [item.label for item in draft.items] == ["1", "2"]


def test_a_short_line_above_the_head_of_another_table_parts_the_two() -> None:
    other = "Other work\nNo\tAction\tWhat was done\tLead\tDeadline"
    text = PLAN.format(section="1\tNoise went on all night long.\tNone.\tGovernor\t", second=other)
    assert "Lead" not in {item.owner for item in read(text).items}


REVIEW = """Review of progress at Harbour Prison

Food

Concern: Meals were cold, and there was not enough of them.

1.1 A new cook had come. She should have come earlier.

1.2 We considered that the prison had made {food} in this area.

Work

Concern: Nobody had been given any work since the summer.

1.3 There were forty places more.

1.4 We considered that the prison had made good progress in this area.

Families

Concern: Visits were cancelled without a word to anybody.

1.5 Nothing had changed.

1.6 We considered that the prison had made no meaningful progress in this area.
"""


def stands_of(draft: Draft) -> list[tuple[str | None, str | None]]:
    return [(item.framework, item.status) for item in draft.items]


def test_the_sentence_that_judges_a_section_is_the_status_of_its_one_item() -> None:
    draft = read(REVIEW.format(food="reasonable progress"))
    assert stands_of(draft) == [
        ("food", "in-progress"),
        ("work", "in-progress"),
        ("families", "not-started"),
    ]
    assert {item.kind for item in draft.items} == {"cause-of-concern"}


def test_a_sentence_that_judges_something_else_is_no_status() -> None:
    draft = read(REVIEW.format(food="bread without yeast"))
    assert draft.items[0].status is None


LAST_TIME = """What came of our recommendations to Harbour Prison, 2031

Safety

At the last inspection, in 2027, there were fights. Outcomes for prisoners were poor.

{name}

Officers should carry cameras. (1.3)
Not achieved (recommendation repeated, S3)

Respect

Prisoners are treated well.

Recommendations

Cells should have curtains. (2.1)
Achieved

The showers should be mended. (2.2)
Partially achieved

Activity

Recommendations

There should be a library. (3.1)
No longer relevant
"""


def test_a_verdict_below_an_item_is_its_status_and_the_theme_above_its_framework() -> None:
    draft = read(LAST_TIME.format(name="Recommendations").replace("S3)", "S3)\n"))
    assert stands_of(draft) == [
        ("safety", "in-progress"),
        ("respect", "done"),
        ("respect", "in-progress"),
        ("activity", "withdrawn"),
    ]


def test_what_was_found_last_time_is_of_that_year() -> None:
    draft = read(LAST_TIME.format(name="Recommendations"))
    assert [(g.framework, g.period, g.grade) for g in draft.grades] == [("safety", "2027", "Poor")]


def test_one_or_two_headings_with_a_list_are_no_themes() -> None:
    draft = read(LAST_TIME.format(name="Two remarks"))
    assert {item.framework for item in draft.items} == {None}


BOARD = """Annual report of the board at Harbour Prison

{heading}

To the Minister

• The barges should be closed.
• When will the Minister say what is to come after them?

To the Governor

• Give everyone a chair.

Reception

• Should men wait for a day? Nobody knew.
• What will become of the old ones?
"""


def test_a_question_put_to_an_addressee_is_one_of_the_recommendations() -> None:
    draft = read(BOARD.format(heading="Recommendations"))
    assert [item.text for item in draft.items] == [
        "The barges should be closed.",
        "When will the Minister say what is to come after them?",
        "Give everyone a chair.",
    ]


QUOTED = """Inspection of Harbour Prison

Recommendations

1. The governor should open the yard.

Progress on concerns from the last inspection

Safety

Concerns

Officers shouted at night.
{verdict}

Respect

Concerns

The soup was cold and the bread was old.
Partially addressed
"""


def test_themes_with_the_last_report_s_items_and_their_verdicts_are_quoted() -> None:
    draft = read(QUOTED.format(verdict="Not addressed"))
    assert [item.text for item in draft.items] == ["The governor should open the yard."]
    assert [warning.line for warning in draft.warnings] == [13, 20]


def test_a_list_without_verdicts_under_the_next_heading_is_this_report_s() -> None:
    text = QUOTED.format(verdict="This was loud.").replace("Partially addressed\n", "")
    text = text.replace("Concerns", "Recommendations")
    text = text.replace("Officers shouted", "Men should rest")
    assert [item.text for item in read(text).items][1:] == ["Men should rest at night."]


def test_the_columns_of_last_year_s_issues_are_no_headings_of_a_list() -> None:
    text = BOARD.format(heading="Recommendations") + (
        "\nResponse to the last report\n\nIssue\nAnswer given\nProgress\n\nTo the Minister\n"
        "Women come too late.\nVans were promised.\nLittle change.\n"
    )
    draft = read(text)
    assert len(draft.items) == 3
    assert any("Women come too late" in warning.text for warning in draft.warnings)


REGION = """An inspection of probation in Harbour

Published: 3 May 2031

Ratings

Overall rating ★★☆☆

1. Organisation
1.1 Leadership ★★★☆
1.2 Staff ★☆☆☆
1.3 Buildings ★★★★

{key}

Recommendations

1. The region should fill its vacancies.
"""


def grades_of(draft: Draft) -> list[tuple[str, str | None]]:
    return [(grade.framework, grade.grade) for grade in draft.grades]


def test_stars_are_the_grades_that_a_key_gives_them() -> None:
    key = "Key: ★★★★ Outstanding ★★★☆ Good ★★☆☆ Requires improvement ★☆☆☆ Inadequate"
    assert grades_of(read(REGION.format(key=key))) == [
        ("overall-rating", "Requires improvement"),
        ("leadership", "Good"),
        ("staff", "Inadequate"),
        ("buildings", "Outstanding"),
    ]


def test_stars_without_a_key_are_no_grades() -> None:
    assert grades_of(read(REGION.format(key="More stars are better."))) == []


YOUTH = """An inspection of youth justice in Harbour

Published: 3 May 2031

Ratings

Overall rating Good

Work with victims

2.1 Victims – Requires improvement

{below}

The service should:

1. ask victims what they want.
"""


def test_one_numbered_standard_with_its_grade_is_graded() -> None:
    assert grades_of(read(YOUTH.format(below="Recommendations (back to top)"))) == [
        ("overall-rating", "Good"),
        ("victims", "Requires improvement"),
    ]


def test_the_grades_of_a_chart_s_axis_are_nobody_s() -> None:
    axis = "Figure 1: Outcomes\n\nGood\nReasonably good\nNot sufficiently good\nPoor\nSafety"
    draft = read(YOUTH.format(below="Recommendations").replace("Ratings", f"{axis}\n\nRatings"))
    assert [name for name, _ in grades_of(draft)] == ["overall-rating", "victims"]
    assert [item.framework for item in draft.items] == [None]


UNIT = """An inspection of probation in Harbour

Published: 3 May 2031

1.1 Leadership
Leaders enable a good service for everyone.
Rating: Good

Strengths:

• The head was seen.

Areas for improvement:

• The register of risks did not mention the loss of an office.

{heading}

Areas for improvement:

• Nobody had been asked what the office was for.
"""


_ASKED = """Recommendations

The unit should:

1. look for an office that is dry
2. ask its staff what they need.

Background

1.1 Leadership
"""


@pytest.mark.parametrize(
    ("strengths", "areas"),
    [
        ("Strengths:", "Areas for improvement:"),
        ("Key strengths", "Areas for development"),
        ("What works well", "Areas for improvement"),
    ],
)
def test_what_was_seen_beside_strengths_is_shown_where_recommendations_say_what_to_do(
    strengths: str, areas: str
) -> None:
    text = UNIT.format(heading="1.2 Staffing\nStaff can do it.\nRating: Good")
    text = text.replace("Strengths:", strengths).replace("Areas for improvement:", areas)
    draft = read(text.replace("1.1 Leadership\n", _ASKED, 1))
    shown = [warning.text for warning in draft.warnings if "beside strengths" in warning.text]
    kinds = [item.kind for item in draft.items]
    assert (kinds.count("recommendation"), len(shown)) == (2, 1)
    assert not any("did not mention" in (item.text or "") for item in draft.items)


def test_an_area_for_improvement_beside_strengths_that_asks_is_an_item() -> None:
    text = UNIT.format(heading="1.2 Staffing").replace("1.1 Leadership\n", _ASKED, 1)
    draft = read(text.replace("The register of risks did not", "The unit should see that risks"))
    texts = [item.text for item in draft.items if item.kind == "afi"]
    assert texts[0] == "The unit should see that risks mention the loss of an office."


def test_strengths_leave_the_areas_for_improvement_in_their_framework() -> None:
    draft = read(UNIT.format(heading="1.2 Staffing\nStaff can do it.\nRating: Good"))
    assert [item.framework for item in draft.items] == ["leadership", "staffing"]
    assert grades_of(draft) == [("leadership", "Good"), ("staffing", "Good")]


def test_another_heading_does_not() -> None:
    draft = read(UNIT.format(heading="Other matters\n\nThis was seen on a Monday."))
    assert {item.framework for item in draft.items} == {"leadership", None}


def test_what_a_paper_tells_of_a_report_is_no_item() -> None:
    text = (
        "Agenda item\n\nYouth Justice Inspection\n\nThe report made these recommendations:\n\n"
        "• The service should:\n\n• ask victims what they want.\n\n"
        "The report stated that a plan had been sent, and that officers should come in May.\n"
    )
    assert [item.text for item in read(text).items] == [
        "The service should: ask victims what they want."
    ]


PAIRS = """What came of our recommendations to Harbour Prison

Recommendations

{first}

{second}

{third}

{fourth}
"""
PLACES = ("first", "second", "third", "fourth")


def test_verdicts_behind_empty_lines_are_those_of_the_items_above() -> None:
    lines = ["Cells should have doors.", "Achieved", "Men should have keys.", "Not achieved."]
    draft = read(PAIRS.format(**dict(zip(PLACES, lines, strict=True))))
    assert [item.status for item in draft.items] == ["done", "in-progress"]


def test_a_verdict_above_its_items_is_not_that_of_the_one_before() -> None:
    lines = ["Achieved", "Cells should have doors.", "Not achieved", "Men should have keys."]
    draft = read(PAIRS.format(**dict(zip(PLACES, lines, strict=True))))
    assert [item.status for item in draft.items] == [None, None]


def test_the_rest_of_a_cell_names_nothing() -> None:
    draft = read(PLAN.format(section="Priority concerns", second="and so were the doors."))
    assert {item.framework for item in draft.items} == {None}


def test_a_board_s_own_report_is_by_the_board() -> None:
    item = "\n\nRecommendations\n\n1. The governor should open the yard.\n"
    own = read(f"Annual report of the Independent Monitoring Board at Harbour{item}")
    assert own.body == "Independent Monitoring Board"
    assert read(f"Report of the Police Board at Harbour{item}").body is None


def test_a_sentence_says_when_an_inspectorate_published_its_report() -> None:
    text = "The Inspectorate had published its inspection report on 12 August 2031."
    draft = read(f"Youth Justice Inspection\n\n{text}\n\nThe service should:\n\n• ask them.\n")
    assert draft.published == "2031-08-12"


OUTCOMES = """Report on an unannounced inspection of HMP Harbour

Published on: 4 June 2032

Safety
At the last inspection of Harbour in 2028 we found that outcomes for prisoners were good.
At this inspection we found that outcomes for prisoners were now poor against this test.

Respect
Outcomes for prisoners were reasonably good against this healthy prison test.
Reasonably good

Priority concerns
1. Levels of violence were too high.

Key concerns
2. The library was closed for long periods.
"""


def test_what_inspectors_found_of_outcomes_is_a_grade_of_its_year() -> None:
    draft = read(OUTCOMES)
    assert [(one.framework, one.period, one.grade) for one in draft.grades] == [
        ("safety", "2028", "Good"),
        ("safety", "2032", "Poor"),
        ("respect", "2032", "Reasonably good"),
    ]
    assert [(item.label, item.framework) for item in draft.items] == [("1", None), ("2", None)]
    assert draft.warnings == ()


def test_outcomes_of_the_last_inspection_without_its_year_are_no_grade() -> None:
    draft = read(OUTCOMES.replace(" in 2028", ""))
    assert [(one.framework, one.grade) for one in draft.grades] == [
        ("safety", "Poor"),
        ("respect", "Reasonably good"),
    ]


_VISIT = """Review of progress at Harbour Prison, May 2032

Section 1. Chief Inspector’s summary

1.1 At our inspection of Harbour Prison in June 2031, outcomes for prisoners were poor for
health and for work.

Section 2. Progress

Work

{name}: The prison should find each man a job within a month of his arrival. (H12)

2.1 There were forty places more.

2.2 We considered that the prison had made reasonable progress in this area.

Letters

{name}: Letters should be given out on the day they come.

2.3 We considered that the prison had made no meaningful progress in this area.
"""


@pytest.mark.parametrize("sort", ["", "Key ", "Main ", "Repeated "])
def test_a_recommendation_followed_up_may_be_named_by_its_sort(sort: str) -> None:
    draft = read(_VISIT.format(name=f"{sort}recommendation".capitalize()))
    assert [(item.status_word, item.status) for item in draft.items] == [
        ("reasonable progress", "in-progress"),
        ("no meaningful progress", "not-started"),
    ]
    assert draft.grades == ()


@pytest.mark.parametrize(
    ("said", "grade"),
    [
        ("At this visit, outcomes for prisoners were poor against this test.", ("Poor", "2032")),
        ("Outcomes for prisoners were poor in this area.", ("Poor", "2032")),
        ("At our inspection in May 2029, outcomes for prisoners were poor.", ("Poor", "2029")),
        ("Outcomes for prisoners were poor for health and for work.", None),
    ],
)
def test_an_outcome_is_of_its_own_inspection_and_area(
    said: str, grade: tuple[str, str] | None
) -> None:
    draft = read(
        "Report on an inspection of Harbour Prison, May 2032\n\nSafety\n\n"
        f"{said}\n\nRecommendation: The governor should mend the fence.\n\n"
        "Respect\n\nOutcomes for prisoners were good against this test.\n"
    )
    of_safety = [(one.grade, one.period) for one in draft.grades if one.framework == "safety"]
    assert of_safety == ([grade] if grade else [])


@pytest.mark.parametrize("sort", ["Key recommendation", "Recommendation"])
def test_what_came_of_an_earlier_reports_recommendations_is_no_item(sort: str) -> None:
    draft = read(
        "Report on an inspection of Harbour Prison, May 2032\n\nSafety\n\n"
        "Priority concern: Nobody had mended the fence since the winter.\n\n"
        "Section 7 Progress on recommendations from the last inspection report\n\n"
        f"Safety\n\n{sort}: The prison should buy new boots for every man.\nAchieved\n\n"
        f"{sort}: The prison should search each boat.\nNot achieved\n\n"
        f"Work\n\n{sort}: The shops should open on Sundays.\nPartially achieved\n"
    )
    assert [item.kind for item in draft.items] == ["cause-of-concern"]


@pytest.mark.parametrize("name", ["Key recommendation\n\n", "Recommendations\n\n", ""])
def test_prose_may_stand_above_an_earlier_reports_recommendations(name: str) -> None:
    draft = read(
        "Report on an inspection of Harbour Prison, May 2032\n\nSafety\n\n"
        "Priority concern: Nobody had mended the fence since the winter.\n\n"
        "Section 7 Progress on recommendations from the last inspection report\n\n"
        "Recommendations from the last inspection\n\n"
        "Safety\n\nMen are held safely.\n\nAt the last inspection there were fights.\n\n"
        f"{name}The prison should buy new boots for every man.\nAchieved\n\n"
        f"Work\n\nMen have something to do all day.\n\n{name}"
        "The shops should open on Sundays.\nNo longer relevant\n\n"
        "The band should play at noon.\nPartially achieved\n"
    )
    assert [item.kind for item in draft.items] == ["cause-of-concern"]


def test_a_chapter_of_its_own_follows_what_came_of_an_earlier_reports() -> None:
    draft = read(
        "Report on an inspection of Harbour Prison, May 2032\n\n"
        "Progress on recommendations from the last inspection\n\n"
        "The prison should buy new boots for every man.\nAchieved\n\n"
        "Leadership\n\nManagers are seldom seen.\n\n"
        "Recommendation\n\nThe prison should open its shops on Sundays.\n"
    )
    assert [item.text for item in draft.items] == ["The prison should open its shops on Sundays."]
