"""Boxes of auditors: a table for each finding, an action's name across it, its fields below."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.blocks import Block
from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.light_typing import Final
from tests.documents.written_documents import as_docx, as_html, heading, paragraph, row

Row = tuple[str, str, str, str, str]


def rows_of(*blocks: Block) -> list[Row]:
    """Return label, text, owner, due and status of each item, the same from HTML and from Word."""
    written = (heading("Audit of the harbour", 1), *blocks)
    read = [_rows(as_docx(written), "audit.docx"), _rows(as_html(written), "audit.html")]
    assert read[0] == read[1]
    return read[0]


def _rows(data: bytes, name: str) -> list[Row]:
    document = read_document(data, name)
    items = [i for d in drafts_of(read_marks(document).marks, name, document.text) for i in d.items]
    return [
        (i.label or "", i.text or "", i.owner or "", i.due or "", i.status or "") for i in items
    ]


def across(text: str) -> Block:
    return row(*[text] * 4)


LIGHT: Final = "The Harbour Master will have the pier lit from October to March."
BELL: Final = "A bell will be hung at the end of the quay."
BOX: Final = (
    row("1", "The pier is dark", "The pier is dark", "Priority 2"),
    across("Finding and risk. Eleven lamps should burn, and two do."),
    across("Agreed action"),
    row("1.1", *[LIGHT] * 3),
    row("Responsible officer", "Harbour Master", "Timescale", "31 July 2032"),
)


def test_an_action_below_its_name_is_read_with_the_fields_beside_their_names() -> None:
    assert rows_of(*BOX) == [("1.1", LIGHT, "Harbour Master", "2032-07-31", "")]


def test_a_box_may_have_several_actions_and_one_may_be_done_or_not_agreed() -> None:
    boxes = (
        *BOX[:4],
        row("Responsible officer", "Harbour Master", "Timescale", "Complete"),
        across("Proposed action"),
        row("1.2", *[BELL] * 3),
        row("Management response", *["Not agreed. It would wake the town."] * 3),
        row("Responsible officer", "N/A", "Timescale", "N/A"),
    )
    assert rows_of(*boxes) == [
        ("1.1", LIGHT, "Harbour Master", "", "done"),
        ("1.2", BELL, "", "", "not-accepted"),
    ]


@pytest.mark.parametrize(
    ("name", "label"), [("Recommendation 4", "4"), ("R4", "R4"), ("Agreed Action 2.1", "2.1")]
)
def test_the_number_may_be_in_the_name_and_fields_below_theirs(name: str, label: str) -> None:
    assert rows_of(
        across(name),
        across(LIGHT),
        row("Responsible officer", "Responsible officer", "Target date", "Status"),
        row("Harbour Master", "Harbour Master", "31/07/2032", "In progress"),
    ) == [(label, LIGHT, "Harbour Master", "2032-07-31", "in-progress")]


def test_a_name_across_a_table_without_fields_below_its_text_is_no_box() -> None:
    assert not rows_of(
        paragraph("What we did in 2031."),
        across("Actions"),
        across("The board met twice a year and had tea."),
        across("Its chair was on leave."),
    )


FIELDS: Final = row("Responsible officer", "Harbour Master", "Timescale", "31 July 2032")


def test_an_action_without_a_number_has_that_of_its_finding() -> None:
    title = row("2", "The pier is dark", "The pier is dark", "High")
    expected = [("2", LIGHT, "Harbour Master", "2032-07-31", "")]
    assert rows_of(title, across("Agreed action"), across(LIGHT), FIELDS) == expected
    assert rows_of(title, row("Agreed action", *[LIGHT] * 3), FIELDS) == expected
    numbered = [("2.1", *expected[0][1:])]
    assert rows_of(title, row("Agreed action", *[f"2.1 {LIGHT}"] * 3), FIELDS) == numbered
    assert rows_of(title, across("Agreed action"), across(f"2.1 {LIGHT}"), FIELDS) == numbered


def test_the_finding_gives_two_actions_no_number() -> None:
    title = row("2", "The pier is dark", "The pier is dark", "High")
    box = (across("Agreed action"), across(LIGHT), FIELDS)
    other = (across("Agreed action"), across(BELL), FIELDS)
    assert [label for label, *_ in rows_of(title, *box, *other)] == ["", ""]


@pytest.mark.parametrize("due", ["To be complete by", "To be completed by", "Target date"])
@pytest.mark.parametrize(
    "steps", [("Our steps", "By", "Cost", "RAG"), ("Action", "Lead", "By", "")]
)
def test_names_and_values_in_one_cell_are_fields_and_own_steps_below_are_none(
    due: str, steps: tuple[str, ...]
) -> None:
    boxes = (
        across("Area for improvement 1"),
        across("The harbour should light its pier. Nobody sees the steps."),
        row(*["Lead: Harbour Master"] * 2, *[f"{due}: July 2032"] * 2),
        row(*steps),
        row("Buy eleven lamps", "Clerk", "Done 12/12/31", "Green"),
        row("Tell the town", "Jan 2032", "Nil", "–"),
        across("Success criteria: nobody falls."),
    )
    text = "The harbour should light its pier. Nobody sees the steps."
    assert rows_of(*boxes) == [("1", text, "Harbour Master", "2032-07", "")]


def test_a_colon_in_cells_that_name_no_field_makes_no_box() -> None:
    assert not rows_of(
        paragraph("What we did in 2031."),
        across("Actions"),
        across("The board met twice a year and had tea."),
        row(*["Cake: lemon and poppy seed"] * 2, *["Tea: Assam, in the old pot"] * 2),
    )
