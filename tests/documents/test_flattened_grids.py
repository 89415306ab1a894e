"""Tables whose cells became lines: numbers, unknown names of columns, days below "By"."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.errors import InputError


def lines(*texts: str) -> str:
    """Cells as lines with an empty one between them."""
    return "\n\n".join(texts) + "\n"


def states_of(draft: Draft) -> list[tuple[str | None, str | None, str | None]]:
    return [(item.label, item.text, item.status) for item in draft.items]


_HEADS = ("Recommendation", "Sort", "Date raised", "Progress to date", "Addressed?", "More to do?")
_FOLLOW_UP = (
    *("Harbour accounts: auditor’s report", "12 May 2032"),
    *("Improvement recommendation 1", "The harbour should ask for the rent in advance."),
    "What we said in earlier years",
    *(*_HEADS, "1", "The harbour should count its buoys each year.", "Key", "June 2031"),
    *("All were counted in April.", "Yes", "No"),
    *("2", "The harbour should sell the old crane.", "Other", "June 2031"),
    *("Nobody has bid for it.", "No", "Yes – the price should be lowered"),
    *("3", "The harbour should write down who holds which key.", "Other", "May 2030"),
    *("Half of the keys are listed.", "Partly", "Yes – the others should follow"),
)


def test_each_cell_is_what_its_column_has() -> None:
    draft = read_report(lines(*_FOLLOW_UP), "report.txt")
    assert states_of(draft) == [
        ("1", "The harbour should ask for the rent in advance.", None),
        ("1", "The harbour should count its buoys each year.", "done"),
        ("2", "The harbour should sell the old crane.", "in-progress"),
        ("3", "The harbour should write down who holds which key.", "in-progress"),
    ]
    assert draft.items[2].update == (
        "Sort: Other. Date raised: June 2031. Nobody has bid for it. "
        "More to do?: Yes – the price should be lowered"
    )
    assert {item.due for item in draft.items} == {None}


_ORDER = ("Step", "What the lender must do", "Due date")
_STEPS = (
    *("Decision on Gull Lending", "12 May 2032", "Orders"),
    *("Lenders must comply with our orders.", *_ORDER),
    *("1", "Letter", "The lender must write to the borrower. It must say:\n• what went wrong;"),
    *("No later than\n9 June 2032", "2", "Payment"),
    "The lender must pay the borrower:\n• £200 for the delay;\n• £50 for the calls.\n"
    "It may take off what it has paid.",
    *("No later than\n9 June 2032", "3", "Lesson"),
    *("The lender must tell its staff what it learned.", "By\n7 July 2032"),
    *("What else we said", "The lender was kind."),
)


def test_a_text_of_several_lines_ends_where_the_other_columns_fit() -> None:
    draft = read_report(lines(*_STEPS), "decision.txt")
    assert [(i.label, i.text, i.due) for i in draft.items] == [
        (
            "1",
            "The lender must write to the borrower. It must say: • what went wrong;",
            "2032-06-09",
        ),
        (
            "2",
            "The lender must pay the borrower: • £200 for the delay; • £50 for the calls. "
            "It may take off what it has paid.",
            "2032-06-09",
        ),
        ("3", "The lender must tell its staff what it learned.", "2032-07-07"),
    ]
    assert [item.update for item in draft.items] == [
        "Step: Letter",
        "Step: Payment",
        "Step: Lesson",
    ]


def test_the_heads_come_again_on_the_next_page() -> None:
    third = _STEPS.index("3")
    again = (*_STEPS[:third], "Page 4 of 9", *_ORDER, *_STEPS[third:])
    draft = read_report(lines(*again), "decision.txt")
    whole = read_report(lines(*_STEPS), "decision.txt")
    assert [(i.label, i.text, i.due) for i in draft.items] == [
        (i.label, i.text, i.due) for i in whole.items
    ]


def test_one_row_is_a_table_as_well() -> None:
    first = _STEPS.index("2")
    (item,) = read_report(lines(*_STEPS[:first]), "decision.txt").items
    assert (item.label, item.due) == ("1", "2032-06-09")


def test_numbers_of_what_nobody_is_asked_for_are_no_items() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(
            lines(
                *("Meetings of the harbour board", "Issue", "Room", "Due date"),
                *("1", "The board looked at the crane.", "Hall", "9 June 2032"),
                *("2", "The board looked at the keys.", "Hall", "7 July 2032"),
            ),
            "meetings.txt",
        )


def test_a_row_that_does_not_fit_the_columns_is_none() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(
            lines(
                *("Decision on Gull Lending", "Recommendations", "Letter", "Due date", "1"),
                *("The lender should write.", "Its board should read the letter."),
            ),
            "decision.txt",
        )


def test_days_below_no_later_than_are_those_of_items_in_a_list_as_well() -> None:
    draft = read_report(
        lines(
            *("Decision on Gull Lending", "12 May 2032", "Recommendations"),
            "1. The lender should write to the borrower.\nNo later than\n9 June 2032",
            "2. The lender should pay the borrower £50.\nNo later than\n7 July 2032",
        ),
        "decision.txt",
    )
    assert [(i.label, i.due) for i in draft.items] == [("1", "2032-06-09"), ("2", "2032-07-07")]


@pytest.mark.parametrize(
    ("head", "cell", "status", "response"),
    [
        ("Implemented?", "Partly", "in-progress", None),
        ("Status", "Partially – two of three", "in-progress", None),
        ("Agreed?", "Partly", None, "partly-accepted"),
        ("Status", "Partly accepted", None, "partly-accepted"),
    ],
)
def test_partly_is_how_far_an_item_is_where_its_column_says_so(
    head: str, cell: str, status: str | None, response: str | None
) -> None:
    (item,) = read_report(
        f"What the auditor asked for\n\nRef\tRecommendation\t{head}\n"
        f"1\tThe harbour should count its buoys each year.\t{cell}\n",
        "report.txt",
    ).items
    assert (item.status, item.response) == (status, response)


def test_known_heads_above_the_first_section_are_those_of_its_rows() -> None:
    draft = read_report(
        "What the harbour was told\n\nRef.\nWhat was recommended\nLead\nState\nLatest\n\n"
        "Part A – Moorings\n\nA1\nThe harbour should test its mooring chains each spring.\n"
        "Harbour Master\nComplete\nTested since May 2032.\n\n"
        "A2\nThe harbour should tell owners which of its chains failed the test of\nthe spring.\n"
        "Office Manager\nIn progress\nLetters were drafted.\n",
        "page.txt",
    )
    assert states_of(draft) == [
        ("A1", "The harbour should test its mooring chains each spring.", "done"),
        (
            "A2",
            "The harbour should tell owners which of its chains failed the test of the spring.",
            "in-progress",
        ),
    ]


_CARE_HEADS = (
    *("Improvement needed", "Standard / Regulation", "Ferry company action"),
    *("Responsible officer", "Timescale"),
)
_CARE_ROWS = (
    (
        "The ferry company must ensure that life jackets are counted before each\ncrossing.",
        *("Safe Boats", "A list hangs in the cabin. The mate should sign it each day."),
        *("Mate, Night Boat", "Complete"),
    ),
    (
        "The ferry company must provide a safe way from the quay to the boat at all\ntides.",
        *("Safe Quays", "Drawings were made.\nThe bid went to the harbour."),
        *("Head of Quays at Gullhaven", "30 June 2032"),
    ),
)
_CARE_BELOW = "The following section must be completed by the company.\n\nName: A. Gull"


def _plan(*rows: tuple[str, ...]) -> Draft:
    printed = "\n\n".join("\n".join(row) for row in (_CARE_HEADS, *rows))
    text = f"Inspection of ferries\n\n12 May 2032\n\nImprovement plan\n\n{printed}\n\n"
    return read_report(text + _CARE_BELOW, "plan.txt")


def test_rows_without_numbers_begin_with_the_text_below_an_empty_line() -> None:
    draft = _plan(*_CARE_ROWS)
    assert [(i.text, i.owner, i.due, i.status) for i in draft.items] == [
        (
            "The ferry company must ensure that life jackets are counted before each crossing.",
            *("Mate, Night Boat", None, "done"),
        ),
        (
            "The ferry company must provide a safe way from the quay to the boat at all tides.",
            *("Head of Quays at Gullhaven", "2032-06-30", None),
        ),
    ]
    assert draft.items[1].update is not None
    assert "The bid went to the harbour." in draft.items[1].update


def test_one_row_is_enough_and_empty_lines_between_all_cells_do_not_matter() -> None:
    one = _plan(_CARE_ROWS[0])
    loose = read_report(
        lines("Inspection of ferries", "12 May 2032", *_CARE_HEADS, *_CARE_ROWS[0], "Annex B"),
        "plan.txt",
    )
    assert [(i.text, i.owner) for i in one.items] == [(i.text, i.owner) for i in loose.items]
    assert len(one.items) == 1


def test_a_row_that_lacks_a_cell_is_an_item_whose_cells_are_left_to_a_person() -> None:
    draft = _plan(_CARE_ROWS[0], (_CARE_ROWS[1][0], "Safe Quays", "30 June 2032"))
    assert [(i.owner, i.due) for i in draft.items] == [("Mate, Night Boat", None), (None, None)]


def test_names_of_columns_above_prose_are_no_table() -> None:
    with pytest.raises(InputError, match="has no"):
        _plan(("The form has five parts.", "Nobody must fill in more than one of them."))


_FINDINGS = ("What was seen", "Improvement needed", "Standard / Part", "Service action")
_IMPROVEMENTS = (
    *("Harbour hospital", "Published 12 June 2032", "Improvement plan"),
    "\n".join((*_FINDINGS, "Responsible officer", "Timescale")),
    "1. The trolleys were not looked at on 17 days.\nThe board must ensure that the trolleys are "
    "looked at daily.\nSafe\nA list is filled in each morning.\nSenior Nurse, Emergency\nCare\n"
    "Complete",
    "2. A cupboard stood open.\nThe board must ensure that cupboards are locked.\nSafe\n"
    "The locks are new. All staff should be reminded of them.\nLead Pharmacist\n31 July 2032",
)


def test_the_number_of_a_finding_is_that_of_what_should_be_done_about_it() -> None:
    draft = read_report(lines(*_IMPROVEMENTS), "report.txt")
    assert [(i.label, i.text, i.owner, i.due, i.status) for i in draft.items] == [
        (
            *("1", "The board must ensure that the trolleys are looked at daily."),
            *("Senior Nurse, Emergency Care", None, "done"),
        ),
        (
            *("2", "The board must ensure that cupboards are locked."),
            *("Lead Pharmacist", "2032-07-31", None),
        ),
    ]
    assert [item.update for item in draft.items] == [
        "What was seen: 1. The trolleys were not looked at on 17 days. Standard / Part: Safe. "
        "Service action: A list is filled in each morning.",
        "What was seen: 2. A cupboard stood open. Standard / Part: Safe. "
        "Service action: The locks are new. All staff should be reminded of them.",
    ]
