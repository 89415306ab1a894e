"""Tables of requirements and their days, each with several paragraphs beside one day."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report

_REPORT = """Inspection of a lodge

12 May 2031

Requirements

{margin}Requirement                                                    Due date

{margin}The owner must keep the stairs clean and lit at night in       14 June 2031
{margin}every house.

{margin}In particular, the owner must:

{margin}see that lamps are tried each week; and

{margin}keep a log of that.
{margin}(Regulation 7 (1))

{margin}This specifically relates to the back stairs.

{margin}The owner must keep a book of lodgers who come and go.         1 July 2031

{margin}(Regulation 9)

{margin}Recommendations

{margin}● The owner should ask lodgers what they think of the food
{margin}  that they get.
"""


@pytest.mark.parametrize("margin", ["", " ", "     "])
def test_paragraphs_below_a_row_are_of_it_and_the_next_heading_is_not(margin: str) -> None:
    draft = read_report(_REPORT.format(margin=margin), "lodge.txt")
    assert [(item.text, item.due) for item in draft.items] == [
        (
            "The owner must keep the stairs clean and lit at night in every house. In particular, "
            "the owner must: see that lamps are tried each week; and keep a log of that. "
            "(Regulation 7 (1)) This specifically relates to the back stairs.",
            "2031-06-14",
        ),
        (
            "The owner must keep a book of lodgers who come and go. (Regulation 9)",
            "2031-07-01",
        ),
        ("The owner should ask lodgers what they think of the food that they get.", None),
    ]
