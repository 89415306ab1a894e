"""Tables of two columns, parted by strokes, tabs and dashes: grades of long names, and items."""

from __future__ import annotations

from datetime import date

import pytest

from hmic_tracker.documents.parsing import read_report

_PAIRS = {
    "The impact of leaders on social work practice with children and families": (
        "Requires improvement to be good"
    ),
    "The experiences and progress of children in care": "Inadequate",
    "Overall effectiveness": "Requires improvement to be good",
}
_REPORT = """Ofsted
Wexley Borough Council
Inspection of local authority children's services
Inspection dates: 9 March 2026 to 20 March 2026

Published: 5 May 2026

{board}

What needs to improve
1. The timeliness of strategy discussions.
2. The quality of supervision.
"""


@pytest.mark.parametrize("between", [" | ", " – ", ": ", "   ", "\n"])
def test_a_board_of_long_names_is_read_whole_and_is_of_its_publication_not_the_visit(
    between: str,
) -> None:
    head = "Judgement | Grade" if between == " | " else "Judgements"
    board = [head, *(f"{name}{between}{grade}" for name, grade in _PAIRS.items())]
    draft = read_report(_REPORT.format(board="\n".join(board)), "report.txt")
    names = {framework.slug: framework.name for framework in draft.frameworks}
    grades = {names[grade.framework]: grade.grade for grade in draft.grades}
    assert (grades, draft.published, draft.on) == (_PAIRS, "2026-05-05", date(2026, 5, 5))


_ITEMS = """HMICFRS
An inspection of Alder Police

Published: 5 May 2026

{first} | Recommendation
1 | The force should answer calls in time.
2 | The force should train its call takers.

Area for improvement | Due date
The force should keep records of its visits. | 30 September 2026
The force should publish its results. | 31 October 2026
"""


@pytest.mark.parametrize("between", [" | ", "\t"])
@pytest.mark.parametrize("first", ["No.", "No", "Ref", "#"])
def test_a_table_that_follows_another_after_a_line_is_read_by_its_own_head(
    first: str, between: str
) -> None:
    draft = read_report(_ITEMS.format(first=first).replace(" | ", between), "report.txt")
    assert [(item.kind, item.label, item.due, item.text) for item in draft.items] == [
        ("recommendation", "1", None, "The force should answer calls in time."),
        ("recommendation", "2", None, "The force should train its call takers."),
        ("afi", None, "2026-09-30", "The force should keep records of its visits."),
        ("afi", None, "2026-10-31", "The force should publish its results."),
    ]


@pytest.mark.parametrize(
    "head", ["# | What we need to improve", "Reference | What inspectors recommended"]
)
def test_a_column_by_strokes_whose_name_speaks_of_items_has_their_texts(head: str) -> None:
    draft = read_report(
        "Inspection of Alder Police\n\nPublished: 5 May 2026\n\n"
        f"{head}\n1 | The force should answer calls in time.\n2 | Review the rota.\n",
        "plan.txt",
    )
    assert [(item.label, item.text) for item in draft.items] == [
        ("1", "The force should answer calls in time."),
        ("2", "Review the rota."),
    ]


def test_a_grade_of_two_lines_may_have_its_name_half_way_down() -> None:
    draft = read_report(
        "Inspection of a lodge\n\nInspection dates: 3 to 14 March 2031\n\n"
        "    Judgement                            Grade\n\n"
        "    The experiences of lodgers           Requires improvement\n"
        "    who stay long                        to be good\n\n"
        "    The experiences of guests            Good\n\n"
        "                                         Requires improvement\n"
        "    Overall effectiveness\n"
        "                                         to be good\n\n"
        "The stairs of the lodge are dark.\n",
        "lodge.txt",
    )
    names = {one.slug: one.name for one in draft.frameworks}
    assert [(names[one.framework], one.period, one.grade) for one in draft.grades] == [
        ("The experiences of lodgers who stay long", "2031", "Requires improvement to be good"),
        ("The experiences of guests", "2031", "Good"),
        ("Overall effectiveness", "2031", "Requires improvement to be good"),
    ]


def test_the_day_of_a_visit_is_no_day_of_publication_nor_is_that_of_the_last_one() -> None:
    draft = read_report(
        "Ofsted\nInspection of a lodge\nInspection dates: 4 and 5 February 2031\n"
        "Date of last inspection: 16 January 2030\n\n"
        "Recommendations\n\n1. The lodge should light its stairs.\n",
        "lodge.txt",
    )
    assert (draft.published, draft.on, len(draft.items)) == (None, None, 1)
