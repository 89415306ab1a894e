"""Items named one by one, and their number before or behind them; grades in other turns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.paper_check.fire_papers import differing, right_and_wrong

_FIRE = {
    "there are so many of them": (
        "None of the completed items has been verified. There are {three|four} of them: REC-1, "
        "REC-4 and AFI-5."
    ),
    "they are, behind their number": (
        "{Three|Four} items have been completed. They are REC-1, REC-4 and AFI-5."
    ),
    "each with its day": (
        "Since June {two|three} items have been completed: REC-1 on 27 August and AFI-5 on "
        "10 September."
    ),
    "they add up to": (
        "The following are complete: REC-1, REC-4 and AFI-5. That makes {three|four} in all."
    ),
}
_GRADES = {
    "the one at the bottom": (
        "We had four grades. The one at the bottom was {safety|purposeful activity}."
    ),
    "a verb left out behind what was found": (
        "Safety was found to be poor and purposeful activity {not sufficiently good|poor}."
    ),
}
_OTHERS = (
    "Three items have been completed. They include REC-1 and REC-4.",
    "Three items have been completed. They are REC-1, the plan for AFI-3 and the review.",
    "Since June three items have been completed, two of them early: REC-1 and AFI-5.",
    "Two boards met. They are to look at REC-1, REC-4 and AFI-5.",
    "The following are complete: REC-1, REC-4 and AFI-5. That makes four days of work each.",
)


@pytest.mark.parametrize("text", _FIRE.values(), ids=_FIRE)
def test_items_named_one_by_one_are_held_against_their_number(
    text: str, run: Run, plans: dict[str, Path], tmp_path: Path
) -> None:
    assert right_and_wrong(run, plans, tmp_path, text) == (False, True)


@pytest.mark.parametrize("text", _GRADES.values(), ids=_GRADES)
def test_grades_in_other_turns_are_held_against_the_plan(
    text: str, run: Run, plans: dict[str, Path], tmp_path: Path
) -> None:
    assert right_and_wrong(run, plans, tmp_path, text, "prison") == (False, True)


@pytest.mark.parametrize("text", _OTHERS)
def test_names_that_are_not_all_that_was_counted_differ_from_nothing(
    text: str, run: Run, plans: dict[str, Path], tmp_path: Path
) -> None:
    assert differing(run, plans, tmp_path, text) == []
