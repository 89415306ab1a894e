"""Items that a sentence counts, and what it or the next one says of them all."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.slips import Difference, differences, right_and_slip

_GROUPS: Final[dict[str, tuple[str, Difference]]] = {
    "of which the next sentence says that they are completed": (
        "The four recommendations on {Neighbourhood Policing|PVP overall} concern teams and "
        "boroughs. They have now been completed.",
        ("Protecting Vulnerable People, recommendations completed", "all", "0 of 4"),
    ),
    "of which the next sentence says how they all stand": (
        "The three recommendations on Performance Management came in October. They are all "
        "{in progress|completed}.",
        ("Performance Management, recommendations completed", "all", "0 of 3"),
    ),
    "of which the next sentence says by when they were due": (
        "The two recommendations on Missing Persons concern children. They should have been "
        "completed by {31 December 2008|31 October 2008}.",
        ("Missing Persons, items due", "31 Oct 2008", "Dec 2008"),
    ),
    "of which one is completed and the others were due": (
        "One of the six items on Public Protection is completed. The other five should have "
        "been completed by the end of {December|November} 2008.",
        ("Public Protection, items due", "Nov 2008", "Dec 2008"),
    ),
    "of which two are completed and the others were due": (
        "Two of the seven items on Missing Persons are completed. The other five should have "
        "been completed by the end of {December|November} 2008.",
        ("Missing Persons, items due", "Nov 2008", "Dec 2008"),
    ),
    "a total of some that are late": (
        "A total of {12|28} items are late.",
        ("All frameworks, items overdue", "28", "12"),
    ),
    "a total of some that are open": (
        "The plan has 64 items, and a total of {46|48} items are open.",
        ("All frameworks, items open", "48", "46"),
    ),
    "all in one state behind their number": (
        "PVP overall has 12 items, all {overdue|completed}.",
        ("Protecting Vulnerable People (overall), items completed", "12", "0"),
    ),
    "a number before the state of all": (
        "Neighbourhood Policing has {14|12} items, all completed.",
        ("Neighbourhood Policing, items completed", "12", "14"),
    ),
    "all due in one month behind their number": (
        "There are 10 AFIs on Performance Management, all due in {March|April} 2009.",
        ("Performance Management, AFIs due", "Apr 2009", "Mar 2009"),
    ),
}

_OTHERS: Final[tuple[str, ...]] = (
    (
        "The three recommendations on Performance Management concern boroughs. They would be "
        "completed sooner with more staff."
    ),
    (
        "The three recommendations on Performance Management concern boroughs. They have almost "
        "been completed."
    ),
    (
        "The three recommendations on Performance Management concern boroughs. They will have "
        "been completed by May 2009."
    ),
    (
        "The three recommendations on Performance Management were discussed with the four "
        "recommendations on Neighbourhood Policing. They have now been completed."
    ),
    (
        "The three recommendations on Performance Management came up in May. The officers met the "
        "board. They have now been trained."
    ),
    (
        "Two of the seven items on Missing Persons are completed. Four others should have been "
        "completed by the end of November 2008."
    ),
    "Two of the seven items on Missing Persons were discussed. The rest of the day was lost.",
    "PVP overall has 12 items, all of them discussed in May.",
)


@pytest.mark.parametrize("way", _GROUPS)
def test_what_is_of_all_items_of_a_group_is_held_against_each(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    text, slip = _GROUPS[way]
    assert right_and_slip(run, imported, tmp_path, text) == ([], [slip])


@pytest.mark.parametrize("text", _OTHERS)
def test_a_sentence_that_may_be_of_others_than_the_group_is_no_alarm(
    run: Run, imported: Path, tmp_path: Path, text: str
) -> None:
    assert differences(run, imported, tmp_path, text) == []
