"""Days of items below "Date:", which no page has as its head, and the title of such a report."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report

_REPORT = (
    "ESTUARY PORT AUTHORITY\n\nStores of Diesel\n\nFINAL\n\nInternal audit report: 4.32/33\n\n"
    "9 February 2032\n\nWhy we completed this audit\n\nThe port buys diesel each week.\n\n"
    "Area: Deliveries\n\nManagement Action 1\n"
    "The Quay Manager will weigh each delivery and keep the slips.\n"
    "Responsible Owner:\nQuay Manager\nDate:\n29 February 2032\nPriority:\nHigh\n\n"
    "Management Action 2\nThe Stores Clerk will compare the slips with the bills.\n"
    "Responsible Owner:\nStores Clerk\nDate:\n30 September 2032\nPriority:\nLow\n"
)


def test_the_day_below_date_is_the_items() -> None:
    draft = read_report(_REPORT, "report.txt")
    assert [(i.label, i.text, i.owner, i.due) for i in draft.items] == [
        (
            *("1", "The Quay Manager will weigh each delivery and keep the slips."),
            *("Quay Manager", "2032-02-29"),
        ),
        (
            *("2", "The Stores Clerk will compare the slips with the bills."),
            *("Stores Clerk", "2032-09-30"),
        ),
    ]


def test_growing_days_on_lines_of_their_own_are_no_heads_of_pages() -> None:
    assert read_report(_REPORT, "report.txt").published == "2032-02-09"


def test_what_the_audit_was_for_is_no_title() -> None:
    assert read_report(_REPORT, "report.txt").title == "Stores of Diesel"


def test_a_day_apart_from_the_name_above_it_is_no_items() -> None:
    draft = read_report(_REPORT.replace("Date:\n", "Date:\n\n"), "report.txt")
    assert [item.due for item in draft.items] == [None, None]


@pytest.mark.parametrize(
    "fields",
    [
        "Responsible Owner: Quay Manager Date: 29 February 2032 Priority: High",
        "Responsible Owner: Quay Manager   Implementation Date: 29 February 2032   Priority: High",
        "Responsible Owner:\tDate:\tPriority:\nQuay Manager\t29 February 2032\tHigh",
    ],
)
def test_fields_may_stand_one_behind_another_or_in_a_row(fields: str) -> None:
    (item,) = read_report(
        "Internal audit of the stores\n\nManagement Action 1\n"
        f"The harbour should weigh each delivery.\n{fields}\n",
        "report.txt",
    ).items
    assert (item.owner, item.due) == ("Quay Manager", "2032-02-29")


def test_a_name_and_a_colon_in_a_value_begin_no_field_where_they_name_none() -> None:
    (item,) = read_report(
        "Internal audit of the stores\n\nManagement Action 1\n"
        "The harbour should weigh each delivery.\n"
        "Responsible Owner: Quay Manager Harbour Date: to be agreed\n",
        "report.txt",
    ).items
    assert (item.owner, item.due) == ("Quay Manager Harbour Date: to be agreed", None)


def test_a_row_with_other_names_below_an_item_is_none_of_its_fields() -> None:
    (item,) = read_report(
        "Internal audit of the stores\n\nManagement Action 1\n"
        "The harbour should weigh each delivery.\n"
        "Owner\tDate\tTons\nGull Oil\t29 February 2032\t12\n",
        "report.txt",
    ).items
    assert (item.owner, item.due) == (None, None)
