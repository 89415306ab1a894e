"""Tables whose columns are kept apart by spaces alone, as programs print a page or a mail."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

_HEAD = "HMICFRS\nAn inspection of Alder Police\n\nPublished: 5 May 2026\n\n"
_CALLS = "The force should answer calls in time."
_ROTA = "Review the rota of the control room."

Row = tuple[str | None, str | None, str | None, str | None, str | None]


def rows_of(text: str) -> list[Row]:
    """Return label, text, owner, due and status of each item."""
    draft = read_report(f"{_HEAD}{text}\n", "plan.txt")
    return [(i.label, i.text, i.owner, i.due, i.status) for i in draft.items]


def unread(text: str) -> bool:
    """Return whether nothing in a text is taken for an item."""
    try:
        return not rows_of(text)
    except InputError:
        return True


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "Ref  Action\n1    The force should answer\n     calls in time.\n"
            "2    Review the rota of the\n     control room.",
            [("1", _CALLS, None, None, None), ("2", _ROTA, None, None, None)],
        ),
        (
            "Rec    Requirement               Lead\nOne    The force should answer   Head of\n"
            "       calls in time.            Contact\nThree  Review the rota of the    Head of\n"
            "       control room.             Duties",
            [
                ("One", _CALLS, "Head of Contact", None, None),
                ("Three", _ROTA, "Head of Duties", None, None),
            ],
        ),
        (
            "What we need to improve   Action owner\n\nThe force should answer   Head of\n"
            "calls in time.            Contact\n\nReview the rota of the\ncontrol room.",
            [(None, _CALLS, "Head of Contact", None, None), (None, _ROTA, None, None, None)],
        ),
        (
            "Recommendation            Status\nThe force should answer   Complete\ncalls in time\n"
            "Review the rota of the    Overdue\ncontrol room",
            [
                (None, _CALLS[:-1], None, None, "done"),
                (None, _ROTA[:-1], None, None, "in-progress"),
            ],
        ),
        (
            "Rec   Lead              What we must       By when\nno.   officer           improve\n"
            "----  ---------------   ----------------   ----------\n"
            "  9   Head of Contact   The force should   31/12/2026\n"
            "                        answer calls in\n                        time.\n"
            " 10   Head of Duties    Review the rota    31/1/2027\n"
            "                        of the control\n                        room.\n\n"
            "The board will look at the recommendations in this table again in May.",
            [
                ("9", _CALLS, "Head of Contact", "2026-12-31", None),
                ("10", _ROTA, "Head of Duties", "2027-01-31", None),
            ],
        ),
        (
            "Item         AFI           Owner\n\n      The force should\n"
            "1     answer calls in   Head of\n"
            "      time.             Contact\n\n      Review the rota\n"
            "2     of the control    Head of\n      room.             Duties",
            [
                ("1", _CALLS, "Head of Contact", None, None),
                ("2", _ROTA, "Head of Duties", None, None),
            ],
        ),
    ],
    ids=[
        "labels",
        "letters",
        "an empty owner",
        "no full stops",
        "wrapped names over a rule",
        "centred",
    ],
)
def test_a_gutter_below_a_head_of_names_parts_the_cells_of_a_table(
    table: str, expected: list[Row]
) -> None:
    assert rows_of(table) == expected


_TWO_PAGES = """Ref  Action                    Owner
1    The force should answer   Head of

Alder Police                             Page 1 of 2
\f{head}     calls in time.            Contact
2    Review the rota of the    Head of
     control room.             Duties
"""


@pytest.mark.parametrize("head", ["", "Ref  Action                    Owner\n"])
def test_a_row_that_a_page_s_end_cuts_is_one_row(head: str) -> None:
    assert rows_of(_TWO_PAGES.format(head=head)) == [
        ("1", _CALLS, "Head of Contact", None, None),
        ("2", _ROTA, "Head of Duties", None, None),
    ]


def test_a_heading_and_a_page_s_foot_below_a_table_are_none_of_its_rows() -> None:
    table = "Action                    Due\n\nThe force should answer   31/12/2026\ncalls in time."
    foot = "Alder Police                                  Page 1 of 2\n\nNext steps\n\nWe met."
    assert rows_of(f"{table}\n\n{foot}") == [(None, _CALLS, None, "2026-12-31", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Recommendations          Owner\nLeadership               4\nAnswering the public     12",
        "Action                     Response\nThe force met its partners   It had\n"
        "in May and heard of the   no answer yet, and has\nplans that they have.   written again.",
        "To:    Head of Contact        From:   The Clerk\nRef:   Recommendations       Date:   May",
        "Progress was slow.  Action was late, and the\nowner of the plan had left.  Nobody knew.",
    ],
    ids=["contents", "columns of prose", "a letter", "prose with wide spaces"],
)
def test_what_only_looks_like_aligned_columns_has_no_items(text: str) -> None:
    assert unread(text)


def test_two_columns_of_prose_below_two_headings_are_read_one_after_the_other() -> None:
    left = "The force should train its people.|Leaders must see to it. They have|the means for it."
    right = (
        "Inspectors saw that victims wait|too long, and said so. It has been|like this for years."
    )
    pairs = zip((left + "|" + left).split("|"), (right + "|" + right).split("|"), strict=True)
    lines = "\n".join(f"{a:<38}{b}" for a, b in pairs)
    texts = [row[1] or "" for row in rows_of(f"{'Recommendations':<38}Our response\n{lines}")]
    assert not [text for text in texts if "victims" in text]
