"""Labels whose name and number have a line each, and the days on which such items were closed."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

TITLE = "Open recommendations of the harbour auditor\n\n"


def rows_of(text: str) -> list[tuple[str | None, str | None, str | None]]:
    items = read_report(TITLE + text, "harbour.txt").items
    return [(item.label, item.text, item.status) for item in items]


DASHBOARD = """Mar 03, 2031
Letter
HA-31-07
Recommendation
1

Northmere Ferries find out who was paid £312 for ropes, and ask for it back.

Cost
312
Close Date
Jun 24, 2031
Recommendation
2

Northmere Ferries check that each rope in the store is in its book.

Cost
0
Close Date
-
"""


def test_a_name_and_its_number_on_the_next_line_are_one_label() -> None:
    assert rows_of(DASHBOARD) == [
        (
            "1",
            "Northmere Ferries find out who was paid £312 for ropes, and ask for it back.",
            "closed",
        ),
        ("2", "Northmere Ferries check that each rope in the store is in its book.", None),
    ]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Date completed: 3 May 2031", "done"),
        ("Closed on: 3 May 2031", "closed"),
        ("Completion date (actual): 03/05/2031", "done"),
        ("Date closed: n/a", None),
        ("Date closed\nStatus\nOpen", "in-progress"),
    ],
)
def test_the_day_on_which_an_item_was_done_says_how_it_stands(line: str, status: str) -> None:
    text = f"Recommendation 1\nThe crew should mend the ropes.\n{line}\n"
    assert rows_of(text) == [("1", "The crew should mend the ropes.", status)]


def test_the_last_day_on_which_an_item_was_closed_is_not_that_of_publication() -> None:
    text = f"{TITLE}Recommendation 1\nThe crew should mend the ropes.\n\nClose date\n3 May 2031\n"
    assert read_report(text, "harbour.txt").published is None


@pytest.mark.parametrize(
    ("second", "published"), [("Letter", None), ("What the crews told us", "2031-03-03")]
)
def test_the_day_of_one_entry_of_several_is_not_that_of_publication(
    second: str, published: str | None
) -> None:
    entry = DASHBOARD.partition("Close Date\n-")[0]
    text = f"{TITLE}{entry}\nMay 05, 2031\n{second}\nHA-31-09\n"
    assert read_report(text, "harbour.txt").published == published


def test_what_a_number_is_of_may_be_a_short_form() -> None:
    text = (
        "Rec No.\n1\nThe crew should mend the ropes.\nStatus\nClosed\n\n"
        "Rec No.\n2\nThe crew should mend the nets.\nStatus\nOpen\n"
    )
    assert rows_of(text) == [
        ("1", "The crew should mend the ropes.", "closed"),
        ("2", "The crew should mend the nets.", "in-progress"),
    ]


@pytest.mark.parametrize("name", ["Recommendation", "Recommendation number", "Action ref"])
@pytest.mark.parametrize("between", ["\n", " "])
def test_the_number_of_a_report_above_its_items_is_no_framework(name: str, between: str) -> None:
    items = "".join(
        f"{name}{between}{n}\nThe crew should mend the {what}.\n\n"
        for n, what in ((1, "ropes"), (2, "nets"))
    )
    draft = read_report(f"{TITLE}Recommendations\n\nHA-R-31-07\n{items}", "harbour.txt")
    assert [(item.label, item.framework) for item in draft.items] == [("1", None), ("2", None)]


def test_a_label_of_several_parts_may_stand_below_its_name_or_behind_it() -> None:
    text = "The crew should mend the ropes.\n"
    assert rows_of(
        f"Recommendation number\nHA-2031-07-SR-02\n{text}\n"
        "Recommendation number HA-2031-07-SR-03\nThe crew should mend the nets.\n"
    ) == [
        ("HA-2031-07-SR-02", "The crew should mend the ropes.", None),
        ("HA-2031-07-SR-03", "The crew should mend the nets.", None),
    ]


def test_one_such_name_above_a_number_is_no_label() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(f"{TITLE}Recommendation\n1\n\nThe ropes were new.\n", "harbour.txt")


@pytest.mark.parametrize(("second", "framework"), [("Management", None), ("Ropes", "management")])
def test_a_word_above_each_label_is_the_labels_own(second: str, framework: str | None) -> None:
    text = (
        "Internal audit of the harbour\n\n"
        "Management\nAction 1\nThe board will light the pier.\n\n"
        f"{second}\nAction 2\nThe board will ring the bell each day.\n\n"
        "Management\nAction 3\nThe board will paint the ferry.\n"
    )
    items = read_report(text, "harbour.txt").items
    given = {item.label: item.framework for item in items}
    assert (given["1"], given["3"]) == (framework, framework)
