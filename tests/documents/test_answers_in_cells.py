"""Printed plans whose cells hold more than their column says: a title, an owner and a day."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import DraftItem

_HEAD = "Harbour Trust\n\nAudit of the harbour\n\n12 May 2032\n\nAction plan\n\n"
_ROWS = (
    ("{a}", "Chains", "The harbour should test each", "Accepted"),
    ("", "Nobody tests the chains.", "chain, and publish what it", "Divers should be in the"),
    ("", "Risk – a boat may drift.", "finds.", "water by Easter."),
    ("", "", "", "Responsible officer: Harbour"),
    ("", "", "", "Master"),
    ("", "", "", "Agreed date: 30 June 2032"),
    (),
    ("{b}", "Lamps", "The harbour should light its", "Ongoing"),
    ("", "Two steps are dark.", "steps at night.", "Three of five lamps are up,"),
    ("", "", "", "and two are on order from the"),
    ("", "", "", "works, which is closed."),
    ("", "", "", "Revised date: 1 May 2033"),
)


def plan(answer: str, a: str, b: str) -> str:
    """A printed plan, its last column headed by `answer`."""
    rows = [("", "Issue/risk", "Recommendation", answer), (), *_ROWS]
    widths = (7, 27, 31, 0)
    return "".join(
        " "
        + "".join(
            f"{cell.format(a=a, b=b):<{width}}" for cell, width in zip(row, widths, strict=True)
        )
        + "\n"
        if row
        else "\n"
        for row in rows
    )


def items_of(text: str) -> tuple[DraftItem, ...]:
    return read_report(_HEAD + text, "plan.txt").items


@pytest.mark.parametrize(
    "answer",
    ["Agreed management action/timing", "Agreed action", "Progress", "Management response"],
)
@pytest.mark.parametrize("labels", [("1", "2"), ("b/f 1", "b/f 2")])
def test_an_answer_names_the_owner_and_the_day_that_have_no_column(
    answer: str, labels: tuple[str, str]
) -> None:
    items = items_of(plan(answer, *labels))
    assert [(item.label, item.text, item.owner, item.due) for item in items] == [
        (
            *(labels[0], "The harbour should test each chain, and publish what it finds."),
            *("Harbour Master", "2032-06-30"),
        ),
        (labels[1], "The harbour should light its steps at night.", None, "2033-05-01"),
    ]
    assert not any("Nobody tests" in (item.update or "") for item in items)


def test_an_answer_may_begin_with_how_the_item_stands() -> None:
    items = items_of(plan("Progress", "1", "2"))
    assert items[1].status == "in-progress"


_ORDERS = (
    "Orders\n\n"
    " {head}    What the harbour must do                                  Due date\n\n"
    " 1        Apology order                                             No later than\n"
    "          The harbour must apologise to the owner of the boat.      2 June 2032\n\n"
    " 2        Completion of works order                                 No later than\n"
    "          If a chain is worn, the harbour must start to mend it     13 June 2032\n"
    "          and say how long that will take.\n\n\n"
    "                                      3\n\n\f"
    " {head}    What the harbour must do                                  Due date\n\n"
    " 3        Inspection order                                          No later than\n"
    "          The harbour must inspect the other chains.                30 June 2032\n"
)


_MENDED = "the harbour must start to mend it and say how long that will take."


@pytest.mark.parametrize("head", ["Order ", "Item  ", "No.   "])
def test_a_title_above_the_text_of_a_numbered_row_is_no_item(head: str) -> None:
    items = items_of(_ORDERS.format(head=head))
    assert [(item.label, item.text, item.due) for item in items] == [
        ("1", "The harbour must apologise to the owner of the boat.", "2032-06-02"),
        (
            *("2", f"If a chain is worn, {_MENDED}"),
            "2032-06-13",
        ),
        ("3", "The harbour must inspect the other chains.", "2032-06-30"),
    ]
