"""Shapes of web pages, forms and boards: what a heading, a tag or a row of dots says of an item."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources import from_html, from_markdown, text
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.domain.drafts import Draft


def items_of(draft: Draft) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    return [(item.kind, item.label, item.text, item.status, item.due) for item in draft.items]


def grades_of(draft: Draft) -> list[tuple[str, str, str | None]]:
    return [(grade.framework, grade.period, grade.grade or grade.state) for grade in draft.grades]


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("31.01.2033", "2033-01-31"),
        ("31-01-2033", "2033-01-31"),
        ("31/01/33", "2033-01-31"),
        ("31.01.203", None),
    ],
)
def test_a_day_with_points_has_its_whole_year(cell: str, due: str | None) -> None:
    assert due_of_cell(cell) == due


def test_fields_with_rows_of_dots_may_stand_above_the_text() -> None:
    draft = read_report(
        "Training: where we are, 18 January 2033\n\n"
        "===== REC-01 =====\n"
        "STATUS ........... Complete\n"
        "ACTION REQUIRED .. The service should run a live burn every year.\n"
        "TARGET ........... 31/12/2032\n\n"
        "===== AFI-01 =====\n"
        "STATUS ........... Not started\n"
        "ACTION REQUIRED .. Drivers are tested too seldom.\n"
        "TARGET ........... TBC\n",
        "form.txt",
    )
    assert items_of(draft) == [
        (
            *("recommendation", "REC-01", "The service should run a live burn every year."),
            *("done", "2032-12-31"),
        ),
        ("afi", "AFI-01", "Drivers are tested too seldom.", "not-started", None),
    ]


def test_the_areas_of_a_board_stand_below_its_grades_as_bullets() -> None:
    draft = read_report(
        "Summary – Hartsea Police 2032\n\nAt a glance\n\nOUTSTANDING\n(no areas)\n\n"
        "GOOD\n• Catching poachers\n• Keeping records\n\nINADEQUATE\n• Supervising officers\n\n"
        "What has changed since last time\n\nIt has slipped.\n",
        "board.txt",
    )
    assert grades_of(draft) == [
        ("catching-poachers", "2032", "Good"),
        ("keeping-records", "2032", "Good"),
        ("supervising-officers", "2032", "Inadequate"),
    ]


def test_a_grade_before_its_area_and_one_before_a_sentence_are_read() -> None:
    draft = read_report(
        "Harrow Fen Police: yearly assessment 2032\n\n"
        "Good: Finding missing people\nInadequate: Looking after exhibits\n\n"
        "Finding missing people\n\nGood – Harrow Fen Police is good at this.\n\n"
        "Looking after exhibits\n\nInadequate – Harrow Fen Police is inadequate at this.\n\n"
        "Area for improvement 1 of 2\n\nThe force should throw away what no court wants.\n\n"
        "Area for improvement 2 of 2\n\nThe force should let officers book exhibits in.\n",
        "page.txt",
    )
    assert grades_of(draft) == [
        ("finding-missing-people", "2032", "Good"),
        ("looking-after-exhibits", "2032", "Inadequate"),
    ]
    assert [(item.kind, item.framework, item.label) for item in draft.items] == [
        ("afi", "looking-after-exhibits", None),
        ("afi", "looking-after-exhibits", None),
    ]


def test_a_numbered_question_with_a_grade_below_it_is_a_framework() -> None:
    draft = read_report(
        "Ostermere Police: assessment 2032\n\n1. How well does it investigate theft?\n\n"
        "Grade: Requires improvement\n\nArea for improvement\n\n"
        "The force should return goods to their owners.\n\n"
        "2. How well does it look after its buildings?\n\nNot graded this year\n",
        "page.txt",
    )
    assert grades_of(draft)[0][1:] == ("2032", "Requires improvement")
    assert [item.framework for item in draft.items] == [grades_of(draft)[0][0]]


def test_a_status_on_a_tag_behind_the_text_is_no_part_of_it() -> None:
    draft = read_report(
        "Our inspection, 17 June 2032\n\nThe inspectors gave us these recommendations:\n\n"
        "• The service should burn in every crew. Done\n"
        "• The service should have a hot fire house. In progress\n",
        "page.txt",
    )
    assert [(item.text, item.status) for item in draft.items] == [
        ("The service should burn in every crew.", "done"),
        ("The service should have a hot fire house.", "in-progress"),
    ]


def test_dates_over_bullets_are_those_of_what_a_council_has_agreed_to_do() -> None:
    draft = read_report(
        "Report on Port Sallow Borough Council\n\nDate of decision: 3 May 2032\n\n"
        "To put it right, the Council has agreed that it will:\n\n"
        "Within four weeks of the date of this decision\n* write to Mrs F to say sorry\n\n"
        "By 31 December 2032\n* train each officer who orders cutting\n",
        "remedy.txt",
    )
    assert [item.due for item in draft.items] == ["2032-05-31", "2032-12-31"]


def test_a_form_for_each_item_has_its_label_beside_the_text_and_names_beside_values() -> None:
    rows = [
        ("Recommendation 1", "The Port Police should search one container in fifty."),
        ("Accepted?", "Yes", "Lead", "Head of Searching"),
        ("Target date", "31/03/2032", "Status", "In progress"),
        ("Recommendation 2", "The Port Police should lend its dogs on Sundays."),
        ("Accepted?", "No", "Lead", "–"),
        ("Target date", "–", "Status", "–"),
    ]
    cells = [
        "".join(
            f"<td colspan={3 if len(row) == n == 2 else 1}>{cell}</td>"
            for n, cell in enumerate(row, 1)
        )
        for row in rows
    ]
    page = "<h1>Response to the inspection of port policing</h1><table>" + "".join(
        f"<tr>{row}</tr>" for row in cells
    )
    document = from_html.read(page.encode(), "form.html")
    (draft,) = drafts_of(read_marks(document).marks, "form", document.text)
    assert [(item.label, item.text, item.owner, item.due, item.status) for item in draft.items] == [
        (
            *("1", "The Port Police should search one container in fifty."),
            *("Head of Searching", "2032-03-31", "in-progress"),
        ),
        ("2", "The Port Police should lend its dogs on Sundays.", None, None, "not-accepted"),
    ]


def test_an_item_with_its_number_in_the_summary_and_without_in_a_chapter_is_one() -> None:
    text = "The force should make sure that every lawyer records why a case was stopped."
    draft = read_report(
        f"Baseline assessment 2031\n\nRecommendations\n\n1. {text}\n\n"
        f"Casework\n\nRecommendation\n\n{text}\n",
        "report.txt",
    )
    assert [(item.label, item.text) for item in draft.items] == [("1", text)]


def test_a_table_that_explains_words_or_counts_answers_holds_no_item() -> None:
    def table(*rows: str) -> str:
        cells = ["".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows]
        return "<table><tr>" + "</tr><tr>".join(cells) + "</tr></table>"

    page = (
        "<h1>Action plan: HMP Greyfell</h1>"
        + table(
            "Term|Definition|Additional comment",
            "Agreed|All of the concern is accepted.|The response should say by when.",
            "Not agreed|The concern is not accepted.|The response must give the reason.",
        )
        + "<p>The plan:</p>"
        + table(
            "Ref|Concern|Response|Owner",
            "1|Too many cells had no working lavatory.|Agreed|Head of Estates",
            "Agreed|3||",
            "Not agreed|1||",
        )
    )
    document = from_html.read(page.encode(), "plan.html")
    (draft,) = drafts_of(read_marks(document).marks, "plan", document.text)
    assert [item.text for item in draft.items] == ["Too many cells had no working lavatory."]


def test_a_board_may_have_each_grade_before_its_area() -> None:
    draft = read_report(
        "Harrow Fen Police: yearly assessment 2032\n\n"
        "Good: Finding missing people\nInadequate: Looking after exhibits\n",
        "page.txt",
    )
    assert grades_of(draft) == [
        ("finding-missing-people", "2032", "Good"),
        ("looking-after-exhibits", "2032", "Inadequate"),
    ]


_BOARD = """How we were judged

Outstanding

Good

Finding out where ships may sink

Requires
improvement

Rescuing people from ships

Mending the boats

We were inspected in May 2032.
"""


def _graded(board: str) -> list[tuple[str, str | None]]:
    draft = read_report(f"Gannet Lifeboats 2032\n\n12 May 2032\n\n{board}", "page.txt")
    return [(framework, grade) for framework, _, grade in grades_of(draft)]


def test_a_board_that_begins_with_a_grade_nobody_got_has_its_areas_below_each() -> None:
    assert _graded(_BOARD) == [
        ("finding-out-where-ships-may-sink", "Good"),
        ("rescuing-people-from-ships", "Requires improvement"),
        ("mending-the-boats", "Requires improvement"),
    ]


def test_nothing_below_a_misspelt_grade_has_the_grade_above_it() -> None:
    board = _BOARD.replace("Good\n", "Adequate\n\nTraining the crew\n\nGood\n")
    assert _graded(board.replace("Requires\n", "Require\n")) == [
        ("training-the-crew", "Adequate"),
        ("finding-out-where-ships-may-sink", "Good"),
    ]


_RESPONSES = """Cause of concern

The service should make sure that the boats are counted

Action taken

xxx

Status: In progress

The service should make sure that its sheds are dry

Action taken

The roofs were mended in June.

They were looked at again in July.

Status: Completed
"""


def test_what_was_done_stands_under_a_line_that_every_item_has() -> None:
    draft = read_report(f"Gannet Lifeboats\n\n12 May 2032\n\n{_RESPONSES}", "page.txt")
    assert [(item.kind, item.status) for item in draft.items] == [
        ("recommendation", "in-progress"),
        ("recommendation", "done"),
    ]
    assert [item.update for item in draft.items] == [
        None,
        "The roofs were mended in June. They were looked at again in July.",
    ]


def test_an_area_for_improvement_stays_one_under_what_was_done() -> None:
    page = _RESPONSES.replace("Cause of concern", "Areas for improvement").replace(
        "They were looked at again in July.\n\nStatus: Completed", "The painting was not begun."
    )
    draft = read_report(f"Gannet Lifeboats\n\n12 May 2032\n\n{page}", "page.txt")
    assert [(item.kind, item.update) for item in draft.items] == [
        ("afi", None),
        ("afi", "The roofs were mended in June."),
    ]


def _page_of_service(sentences: str) -> list[tuple[str, str, str | None]]:
    page = f"Heron Fire 2032/33\nHow effective is the service at finding fires?\n{sentences}\n"
    more = "Areas for improvement\nThe service should make sure its maps are new.\n"
    return grades_of(read_report(page + more, "heron.txt"))


@pytest.mark.parametrize("between", ["\n", " "], ids=["two lines", "one line"])
def test_a_sentence_below_a_question_grades_it_and_another_says_what_it_was(between: str) -> None:
    now = "Heron Fire is good at finding fires."
    then = "It was outstanding in its 2029/30 inspection."
    assert _page_of_service(f"{now}{between}{then}") == [
        ("finding-fires", "2029/30", "Outstanding"),
        ("finding-fires", "2032/33", "Good"),
    ]
    assert _page_of_service("Heron Fire is good at putting out fires.") == []


_UNIT = """Inspection of the Gannet unit

12 May 2032

1. What the unit has
P 1.1    Leadership        Requires improvement
P 1.2    Staffing          Good

Background

We came in March.

P 1.1. Leadership              Requires improvement

The leaders are known to all.

Areas for improvement:
• Nobody has said by when the plan is to be carried out.

P 1.2. Staffing                Good

Areas for improvement:
• The unit has no list of its staff.
"""


def test_two_numbered_names_with_grades_are_a_board_and_their_headings_have_the_grade_again() -> (
    None
):
    draft = read_report(_UNIT, "unit.txt")
    assert grades_of(draft) == [
        ("leadership", "2032", "Requires improvement"),
        ("staffing", "2032", "Good"),
    ]
    assert [item.framework for item in draft.items] == ["leadership", "staffing"]


def test_two_lines_that_end_with_a_grade_and_have_no_numbers_are_no_board() -> None:
    draft = read_report(_UNIT.replace("P 1.1    ", "").replace("P 1.2    ", ""), "unit.txt")
    assert grades_of(draft) == []


def test_a_good_practice_does_not_part_an_area_for_improvement_from_its_framework() -> None:
    draft = read_report(
        "PEEL 2032: Gannet Police\n\n12 May 2032\n\nFinding ships\n\nGood\n\n"
        "Innovative practice\n\nThe force asks pilots what they have seen\n\n"
        "It began in 2030 with ten of them.\n\nArea for improvement\n\n"
        "The force should make sure that its charts are new.\n\n"
        "The force has a room for its charts\n\nArea for improvement\n\n"
        "The force should make sure that its lamps are lit.\n",
        "page.txt",
    )
    assert {(item.text or "")[-15:]: item.framework for item in draft.items} == {
        "charts are new.": "finding-ships",
        " lamps are lit.": None,
    }


_NUMBERED_PAGES = """Night ferries: what we found

The piers are lit at night, and the crews know when the last boat of the day
comes in. Nobody has ever been hurt there, and people who live in one of the

{0}8

Northern Isles like to use them. They are lit at night, as are the boats.

{0}9

The crews say that they are well, and they have been so ever since the boats were
painted.

{0}{1}

The boats are well too.
"""


def test_numbers_of_pages_stand_alone_far_from_the_margin() -> None:
    page = _NUMBERED_PAGES.format(" " * 30, "10")
    blocks = text.read(page.encode(), "night.txt").blocks
    assert [block.text for block in blocks if block.role == "furniture"] == ["8", "9", "10"]
    assert "one of the Northern Isles" in blocks[1].text


def test_numbers_of_pages_may_stand_before_the_first_words_of_a_page() -> None:
    page = _NUMBERED_PAGES.format(" " * 30, "10").replace("8\n\nNorth", "8     North")
    page = "```\n" + page.replace("9\n\nThe", "9The") + "```\n"
    blocks = from_markdown.read(page.encode(), "night.md").blocks
    assert [block.text for block in blocks if block.role == "furniture"] == ["8", "9", "10"]
    assert "one of the Northern Isles" in blocks[1].text
    assert any(block.text.startswith("The crews say") for block in blocks)


@pytest.mark.parametrize(("indent", "last"), [(30, "4"), (2, "10")])
def test_other_numbers_alone_on_their_lines_are_kept(indent: int, last: str) -> None:
    page = _NUMBERED_PAGES.format(" " * indent, last)
    blocks = text.read(page.encode(), "night.txt").blocks
    assert last in [block.text for block in blocks if block.role != "furniture"]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("they keep to long-", "term aims and", "long-term aims"),
        ("it is the day-to-", "day work of the", "day-to-day work"),
        ("they follow evidence-", "based advice and", "evidence-based advice"),
        ("they see an improve-", "ment in what", "improvement in"),
        ("they see the re-organi-", "sation of all", "re-organisation of"),
    ],
)
def test_a_hyphen_at_a_lines_end_is_kept_in_words_of_two(
    above: str, below: str, joined: str
) -> None:
    page = f"Night ferries\n\nThe crews of these boats say that {above}\n{below} the harbour.\n"
    assert joined in text.read(page.encode(), "night.txt").blocks[-1].text


def test_a_line_set_in_below_a_number_goes_on_with_it_though_its_first_word_had_room() -> None:
    page = (
        "Recommendations\n\n"
        "7.    The Trust should agree with the crews, the masters of the boats, Sir Guy\n"
        "      Rowe and the pilots how long they rest.\n"
        "8.    The piers\n"
        "      Ask those who use the piers at night and in the winter what they would have\n"
        "      there.\n"
    )
    blocks = text.read(page.encode(), "night.txt").blocks
    assert [block.text for block in blocks[1:3]] == [
        "The Trust should agree with the crews, the masters of the boats, Sir Guy Rowe and the"
        " pilots how long they rest.",
        "The piers",
    ]
