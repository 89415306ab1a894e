"""Notices under an Act: the measures they require, and the day by which to take them."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report

_NOTICE = """IMPROVEMENT NOTICE

Serial number: 310999

Harbour Trust

The reasons for my opinion are: the chains were not tested.

and I hereby require you to remedy the said contraventions by{day}

Date: 21 November 2031

SCHEDULE

{stem}

1. Carry out a test of each chain. The test should be made by a diver.

2. Mend what is worn.

Or take any other equally effective measures to remedy the said contraventions.

NOTES

1 Failure to comply with a notice is an offence.

2 You must appeal within 21 days.
"""


@pytest.mark.parametrize(
    "stem",
    [
        "You are required to take the following measures to remedy the contraventions:",
        "The Commissioner requires the Harbour Trust to take the following steps:",
        "In my opinion, the following measures are needed for you to comply with the Rules:",
        "The steps that must be taken to remedy the contravention are:",
        "The steps considered necessary to remedy the failures are:",
        "You are hereby directed to carry out the following works:",
        "You are in breach of your licence and must take the following steps:",
    ],
)
@pytest.mark.parametrize("day", [":\n\n     27 February 2032", " 27 February 2032."])
def test_the_measures_that_a_notice_requires_are_due_by_its_day(stem: str, day: str) -> None:
    items = read_report(_NOTICE.format(stem=stem, day=day), "notice.txt").items
    assert [(item.label, item.text, item.due) for item in items] == [
        (
            *("1", "Carry out a test of each chain. The test should be made by a diver."),
            "2032-02-27",
        ),
        ("2", "Mend what is worn.", "2032-02-27"),
    ]
