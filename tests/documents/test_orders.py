"""What an ombudsman orders: a heading of its own, stems with a time, and sentences that order."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.errors import InputError

_STEM = "Within 4 weeks of the date of this report, the lender must:"
_LAST = "Within 8 weeks of the date of this report, the lender must tell its staff about it."


def items_of(draft: Draft) -> list[tuple[str | None, str | None, str | None]]:
    return [(item.label, item.text, item.due) for item in draft.items]


def test_what_stands_under_orders_is_ordered_and_the_stems_time_is_theirs() -> None:
    draft = read_report(
        "Complaint 77: Gull Lending\n\nPublished: 12 May 2032\n\nOrders\n\n"
        "Lenders must comply with our orders in good time.\n\n"
        f"{_STEM}\na. apologise to the borrower;\nb. pay the borrower £60.\n\n"
        f"{_LAST}\n",
        "decision.txt",
    )
    assert items_of(draft) == [
        (None, f"{_STEM} apologise to the borrower;", "2032-06-09"),
        (None, f"{_STEM} pay the borrower £60.", "2032-06-09"),
        (None, _LAST, "2032-07-07"),
    ]
    assert {item.source_kind for item in draft.items} == {"order"}


def test_a_numbered_paragraph_that_orders_is_an_item_with_its_points() -> None:
    draft = read_report(
        "Complaint 77: Gull Lending\n\nPublished: 12 May 2032\n\nOrders and recommendations\n\n"
        "40. The Ombudsman orders the lender to, within 28 days of the date of this report:\n"
        "• apologise to the borrower in writing;\n• pay the borrower £60.\n\n"
        "41. The Ombudsman orders the lender to write down how it answers letters.\n",
        "decision.txt",
    )
    assert [(item.label, item.due) for item in draft.items] == [
        ("40", "2032-06-09"),
        ("41", None),
    ]


def test_numbered_orders_are_items_with_their_lettered_points_and_the_parts_of_these() -> None:
    draft = read_report(
        "Complaint 77: Gull Lending\n\nPublished: 12 May 2032\n\nOrders\n\n"
        "9. Within 4 weeks of the date of this report, the lender must:\n"
        "a. Apologise to the borrower.\nb. Pay the borrower £60, made up of:\n"
        "i. £50 for distress.\nii. £10 for postage.\nc. Send her the terms.\n\n"
        "10. Within 8 weeks of the date of this report, the lender must:\n"
        "a. Tell its staff about it.\nb. Tell us that it has.\n\n"
        "11. In accordance with paragraph 54.g of the Scheme, the lender must within 12 weeks "
        "review how it answers letters.\n",
        "decision.txt",
    )
    assert [(label, due) for label, _, due in items_of(draft)] == [
        ("9", "2032-06-09"),
        ("10", "2032-07-07"),
        ("11", "2032-08-04"),
    ]
    first = draft.items[0].text or ""
    assert first.endswith(
        "made up of: i. £50 for distress. ii. £10 for postage. c. Send her the terms."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Orders\n\nThe yard took 40 orders for buoys last year, and 38 the year before.\n",
        "Standing orders of the board\n\nThe chair must sign the minutes within a week.\n",
    ],
)
def test_orders_of_another_sort_are_no_items(text: str) -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(f"Report on the harbour\n\n{text}", "report.txt")


def test_points_with_small_letters_belong_to_the_numbered_order_above_them() -> None:
    draft = read_report(
        "Complaint 77: Gull Lending\n\nPublished: 12 May 2032\n\nOrders\n\n"
        "9.   Within 4 weeks of the date of this report, the lender must:\n\n"
        "     a.    apologise to the borrower for what this report says of it, which is that\n"
        "           it answered late;\n\n"
        "     b.    pay the borrower what she is owed, and £60 for the time that it took. The\n"
        "           £20 that it offered may be taken from this; and\n\n"
        "     c.    have somebody read its letters.\n\n"
        "10.  Within 8 weeks of the date of this report, the lender must tell its staff.\n",
        "decision.txt",
    )
    assert [(label, due) for label, _, due in items_of(draft)] == [
        ("9", "2032-06-09"),
        ("10", "2032-07-07"),
    ]
    first = draft.items[0].text or ""
    assert "answered late; b. pay" in first
    assert "took. The £20 that it offered" in first
    assert first.endswith("have somebody read its letters.")
