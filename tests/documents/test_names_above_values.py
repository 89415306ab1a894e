"""Records of recommendations whose names stand on lines of their own above their values."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import document_of, read_report
from hmic_tracker.documents.reading import read_marks
from hmic_tracker.domain.drafts import Draft, DraftItem
from hmic_tracker.errors import InputError


def rows_of(items: tuple[DraftItem, ...]) -> list[tuple[str, str, str, str]]:
    """Return label, text, owner and status of each item, "" for what isn't there."""
    return [(i.label or "", i.text or "", i.owner or "", i.status or "") for i in items]


def read(text: str) -> Draft:
    return read_report(text, "list.txt")


_RECORDS = (
    "Safety of ferries\n\nRecommendation ID\nFB-2031-01\nStatus\nOpen\nDate issued\n4 March 2031\n"
    "Addressee\nFerry Company\nRecommendation\nThe Ferry Company should look at its anchors.\n"
    "It should do so each spring.\n\n"
    "Recommendation ID\nFB-2031-02\nStatus\nClosed - Acceptable Action\nDate issued\n"
    "4 March 2031\nAddressee\nCoast Office\nRecommendation\nTide tables are to be printed.\n"
)


def test_each_name_has_its_value_below_it_whatever_that_is() -> None:
    assert rows_of(read(_RECORDS).items) == [
        (
            "FB-2031-01",
            "The Ferry Company should look at its anchors. It should do so each spring.",
            *("Ferry Company", "in-progress"),
        ),
        ("FB-2031-02", "Tide tables are to be printed.", "Coast Office", "closed"),
    ]


def test_one_record_is_an_item_where_its_text_asks_for_something() -> None:
    record = (
        "Ferries\n\nNumber\n2031-017\nTo\nFerry Company\nRecommendation\n"
        "Look at the anchors of all ferries.\nReply\n"
        "The Ferry Company accepts this recommendation and will look at them.\n"
    )
    assert [(i.label, i.owner, i.response) for i in read(record).items] == [
        ("2031-017", "Ferry Company", "accepted")
    ]


def test_a_label_may_be_the_heading_of_such_a_record() -> None:
    page = (
        "Safety of ferries\n\nFB-2031-01\n\nRecommendation\n\n"
        "The Ferry Company should look at its anchors.\n\nIssued to\n\nFerry Company\n\n"
        "Due date\n\n30 June 2031\n\nStatus\n\nOpen\n\nFB-2031-02\n\nRecommendation\n\n"
        "The Coast Office should print its tide tables.\n\nIssued to\n\nCoast Office\n\n"
        "Due date\n\nTo be agreed\n\nStatus\n\nClosed - accepted\n"
    )
    items = read(page).items
    assert rows_of(items) == [
        (
            *("FB-2031-01", "The Ferry Company should look at its anchors."),
            *("Ferry Company", "in-progress"),
        ),
        (
            *("FB-2031-02", "The Coast Office should print its tide tables."),
            *("Coast Office", "closed"),
        ),
    ]
    assert [item.due for item in items] == ["2031-06-30", None]


@pytest.mark.parametrize(
    "record",
    [
        "Ref\nFB/12\nStatus\nDraft\nOwner\nClerk\nDetails\nWhat the board heard of anchors.\n",
        "Status\nOpen\nOwner\nClerk\nDue date\n3 May 2031\n",
    ],
)
def test_names_and_values_of_something_else_are_no_item(record: str) -> None:
    with pytest.raises(InputError, match="has no"):
        read(f"Meeting of the ferry board\n\n{record}")


def test_every_line_of_a_record_has_a_mark() -> None:
    marks = read_marks(document_of(_RECORDS, "list.txt"), (), ()).marks
    assert [mark.word for mark in marks if mark.word == "?"] == []
