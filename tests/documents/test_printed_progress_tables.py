"""Tables of progress in papers: heads of the office's own, and two views of how an item stands."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.errors import InputError

_PAPER = (
    "Harbour Board, 12 May 2032\n\nInspection tracker\n\nTable 1\n\n"
    "Ref\tWhat the visitors said\tLead\tPosition at end of March\tOur view\tDue\tVisitors’ status\n"
    "Moorings visit, 2031\n"
    "M1\tThe harbour should test every mooring chain each spring.\tHarbour Master"
    "\tAll 40 are tested.\tComplete – awaiting verification\t31/03/2032\tOpen\n"
    "M2\tThe harbour should tell owners which chains failed.\tOffice Manager"
    "\tLetters should go out in June.\tDelayed\t30/06/2032\tOpen\n"
    "M4\tThe harbour should replace the failed chains.\tHarbour Master"
    "\tReplaced in one go.\tComplete\t30/04/2032\tClosed\n"
)


def test_the_column_that_asks_is_the_items_and_the_fuller_status_is_theirs() -> None:
    draft = read_report(_PAPER, "paper.txt")
    assert [(i.label, i.text, i.status, i.due, i.owner) for i in draft.items] == [
        (
            *("M1", "The harbour should test every mooring chain each spring."),
            *("done", "2032-03-31", "Harbour Master"),
        ),
        (
            *("M2", "The harbour should tell owners which chains failed."),
            *("in-progress", "2032-06-30", "Office Manager"),
        ),
        (
            *("M4", "The harbour should replace the failed chains."),
            *("closed", "2032-04-30", "Harbour Master"),
        ),
    ]
    assert [item.update for item in draft.items] == [
        "All 40 are tested.",
        "Letters should go out in June.",
        "Replaced in one go.",
    ]
    assert [framework.name for framework in draft.frameworks] == ["Moorings visit, 2031"]


def test_a_column_that_asks_for_nothing_is_no_items() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(
            "Harbour Board, 12 May 2032\n\nStages of the tender\n\n"
            "Ref\tStage\tLead\tDue\n"
            "T1\tThe drawings were sent to three yards in April.\tHarbour Master\t30/06/2032\n"
            "T2\tOne yard should answer by June, the others later.\tHarbour Master\t31/07/2032\n"
            "T3\tThe board looks at the offers.\tClerk\t30/09/2032\n",
            "tender.txt",
        )


@pytest.mark.parametrize(
    ("state", "status"), [("Unresolved", "not-accepted"), ("Closed", "closed")]
)
def test_what_was_refused_is_not_in_progress_because_it_is_not_closed(
    state: str, status: str
) -> None:
    (item,) = read_report(
        "Review of moorings\n\nRef\tRecommendation\tLead\tDue\tDecision\tHow it ended\n"
        "M1\tThe harbour should test every mooring chain each spring.\tHarbour Master"
        f"\t31/03/2032\tRejected\t{state}\n",
        "review.txt",
    ).items
    assert (item.status, item.response) == (status, "not-accepted")


def test_a_column_without_a_name_may_number_the_rows() -> None:
    draft = read_report(
        "Follow-up of earlier years\n\n"
        "\tRecommendation\tSort\tProgress to date\tAddressed?\n"
        "1\tThe harbour should count its buoys each year.\tKey\tAll were counted.\tYes\n"
        "2\tThe harbour should sell the old crane.\tOther\tNobody bid for it.\tPartly\n",
        "report.txt",
    )
    assert [(item.label, item.status) for item in draft.items] == [
        ("1", "done"),
        ("2", "in-progress"),
    ]


_COLUMN = (
    "<h1>Decision on Gull Lending</h1><p>What was found.</p><table><tr><th>{head}</th></tr>"
    "<tr><td>The lender should tell its staff what it learned.</td></tr>"
    "<tr><td>The lender should write its letters in plain words.</td></tr></table>"
)


def test_a_table_of_one_column_has_the_items_that_its_head_names() -> None:
    page = _COLUMN.format(head="Our recommendations").encode()
    marks = read_marks(read_document(page, "decision.html")).marks
    assert [mark.text for mark in marks if mark.word == "rec"] == [
        "The lender should tell its staff what it learned.",
        "The lender should write its letters in plain words.",
    ]


def test_a_table_of_one_column_under_another_head_has_none() -> None:
    page = _COLUMN.format(head="What the borrower said").encode()
    marks = read_marks(read_document(page, "decision.html")).marks
    assert not [mark for mark in marks if mark.word == "rec"]


_KEY = (
    "Harbour Board, 12 May 2032\n\nInspection tracker\n\nKey\n\n"
    "B\tComplete – shown to the visitors\n"
    "G\t{green}\nA\t{amber}\nR\t{red}\n\nThe items\n\n"
    "Ref\tWhat the visitors said\tLead\tDue\tRAG\n"
    "M1\tThe harbour should test every mooring chain.\tHarbour Master\t31/03/2032\tB\n"
    "M2\tThe harbour should tell owners which chains failed.\tClerk\t30/06/2032\tG\n"
    "M3\tThe harbour should mend the failed chains.\tHarbour Master\t30/04/2032\tA\n"
    "M4\tThe harbour should sell the old chains.\tClerk\t30/04/2032\tR\n"
)


@pytest.mark.parametrize(
    ("green", "amber", "red"),
    [
        ("On track to be complete by the day", "Some risk to the day", "Day missed or will be"),
        ("On course to finish in time", "Off track with mitigation", "Target date missed"),
        ("On schedule for completion", "Significant issues with supply", "Not on track"),
    ],
)
def test_a_key_of_letters_may_say_in_more_words_how_items_stand(
    green: str, amber: str, red: str
) -> None:
    draft = read_report(_KEY.format(green=green, amber=amber, red=red), "paper.txt")
    states = ["done", "in-progress", "in-progress", None if "Day" in red else "in-progress"]
    assert [item.status for item in draft.items] == states


def test_a_letter_whose_words_are_not_known_says_nothing() -> None:
    key = _KEY.format(green="Members are content", amber="Ask the lead", red="Look at once")
    items = read_report(key, "paper.txt").items
    assert [item.status for item in items] == ["done", None, None, None]


_BOARD = (
    "<h1>Plan after the visitors’ report</h1>"
    "<table><tr><td>Title of paper</td><td>Moorings Improvement Plan</td>"
    "<td>Day of the board</td><td>25 May 2032</td></tr>"
    "<tr><td>Executive lead</td><td>Harbour Master</td><td>Written by</td><td>Clerk</td></tr>"
    "<tr><td>Purpose (tick)</td><td>Assurance ☒ Decision ☐</td><td>Seen by</td>"
    "<td>Rope Panel</td></tr></table><h2>Actions</h2>"
    "<table><tr><th>Ref</th><th>What the visitors said</th><th>Domain</th><th>Lead</th>"
    "<th>Due</th></tr><tr><td colspan=5>{row}</td></tr>"
    "<tr><td>M1</td><td>The harbour should test every chain.</td><td>Safe</td><td>Clerk</td>"
    "<td>31/05/2032</td></tr><tr><td colspan=5>{other}</td></tr>"
    "<tr><td>M2</td><td>The harbour should mend the failed chains.</td><td>Caring</td>"
    "<td>Clerk</td><td>30/06/2032</td></tr></table>"
)


def _read_board(row: str, other: str) -> list[tuple[str | None, str | None, str | None]]:
    document = read_document(_BOARD.format(row=row, other=other).encode(), "board.html")
    drafts = drafts_of(read_marks(document).marks, document.name, document.text)
    return [(item.framework, item.label, item.text) for draft in drafts for item in draft.items]


def test_a_paper_s_own_form_is_no_item_and_rows_across_a_table_say_what_its_items_are_of() -> None:
    assert _read_board("East quay", "West quay") == [
        ("east-quay", "M1", "The harbour should test every chain."),
        ("west-quay", "M2", "The harbour should mend the failed chains."),
    ]


def test_rows_across_a_table_that_name_the_inspections_leave_its_column_of_themes() -> None:
    rows = _read_board("Inspection of the moorings 2031", "Inspection of the moorings 2032")
    assert [framework for framework, _, _ in rows] == ["safe", "caring"]


def test_a_column_that_only_speaks_of_improvement_has_items_where_its_cells_have_texts() -> None:
    draft = read_report(
        "Harbour Board, 12 May 2032\n\nThe plan\n\n"
        "Harbour improvement\tLead\n"
        "The harbour should test every chain.\tClerk\n"
        "The harbour should mend the failed chains.\tHarbour Master\n",
        "plan.txt",
    )
    assert [item.owner for item in draft.items] == ["Clerk", "Harbour Master"]
