"""Layouts of prisons, probation, youth justice and monitoring boards, each as a short text."""

from __future__ import annotations

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
    assert [item.status for item in draft.items][0] is None


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
