"""Boxes of an action in columns, as internal auditors print them, whose names go over two lines."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.sources import action_boxes
from hmic_tracker.domain.drafts import DraftItem

_HEAD = """Stores of Brindle Council
Internal audit report

12 May 2031

Area: Keys
Control          Keys should be signed for on each day of the week.               Assessment:
                                                                                  Design ×
Findings /       Of 12 keys 3 were missing. Staff thought that somebody else should have
Implications     them.
"""
_KEYS = (
    "The head of stores will keep a list of all",
    "keys that are given out, and read it each",
    "week.",
)
_LAMPS = (
    "The lamps in the yard will be mended and",
    "looked at on the first day of each month.",
    "",
)


def _box(names: tuple[str, ...], text: tuple[str, ...], values: tuple[str, ...]) -> str:
    """A box in columns: the label, the text, an owner and a day, with a priority at its end."""
    label, number, who, when = names
    one, two = who.split(" ")
    rows = (
        (label, text[0], one, when),
        (number, text[1], two, values[1]),
        ("", text[2], values[0].rsplit(" ", 1)[0], ""),
        ("", "", values[0].rsplit(" ", 1)[1], ""),
        ("", "", "Priority: High", ""),
    )
    lines = (f"{a:<17}{b:<46}{c:<18}{d}".rstrip() for a, b, c, d in rows)
    return "\n".join(lines) + "\n\n"


def _what_is_read(item: DraftItem) -> tuple[str | None, str | None, str | None, str | None]:
    return item.label, item.text, item.owner, item.due or item.status


@pytest.mark.parametrize(
    ("label", "number", "who", "when"),
    [
        ("Management", "Action 1", "Responsible Owner:", "Date:"),
        ("Agreed", "action 1", "Responsible Officer:", "Due date:"),
        ("Management", "Action 1:", "Action owner:", "Target date:"),
        ("Recommendation", "1", "Lead officer:", "Deadline:"),
    ],
)
def test_a_label_and_the_names_of_fields_go_over_two_lines_of_a_box(
    label: str, number: str, who: str, when: str
) -> None:
    first = _box((label, number, who, when), _KEYS, ("Head of Stores", "31 July 2031"))
    names = (label, number.replace("1", "2"), who, when)
    other = _box(names, _LAMPS, ("Head of Estates", "Implemented"))
    draft = read_report(f"{_HEAD}{first}Area: Lamps\n{other}", "audit.txt")
    assert [_what_is_read(item) for item in draft.items] == [
        (
            "1",
            "The head of stores will keep a list of all keys that are given out, and read it "
            "each week.",
            "Head of Stores",
            "2031-07-31",
        ),
        (
            "2",
            "The lamps in the yard will be mended and looked at on the first day of each month.",
            "Head of Estates",
            "done",
        ),
    ]


def test_an_owner_on_the_next_page_is_that_of_the_box_which_the_page_has_cut() -> None:
    draft = read_report(
        _HEAD
        + "Management       The head of stores will keep a list of all    Responsible   Date:\n"
        "Action 1         keys that are given out.                      Owner:        31 July "
        "2031\n"
        "\n\n\n                                   3\n"
        "\f    Head of Stores\n    Priority: Low\n\nAPPENDIX A: WHAT WE LOOKED AT\n\nThe keys.\n",
        "audit.txt",
    )
    assert [_what_is_read(item) for item in draft.items] == [
        (
            "1",
            "The head of stores will keep a list of all keys that are given out.",
            "Head of Stores",
            "2031-07-31",
        ),
    ]


@pytest.mark.parametrize(
    "below",
    [
        "Action plan      keys that are given out.                      Owner:        31 July",
        "Action 1         keys that are given out.                      of it         31 July",
    ],
)
def test_columns_without_a_label_or_without_names_of_fields_are_no_box(below: str) -> None:
    first = "Management       The head of stores will keep a list of all    Responsible   When"
    lines = list(enumerate((first, below, "")))
    assert action_boxes.with_lines(lines) == lines
