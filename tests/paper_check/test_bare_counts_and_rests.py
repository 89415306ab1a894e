"""Numbers that no word beside them says of what: of dashboards, and of what is left of others."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.conftest import PLANS
from tests.paper_check.slips import held

_BARE: Final = (
    "# Where we are\n\n- 12 concerns\n- {1|2} completed\n- {11|9} open, of which {3|4} overdue",
    "Position: {1|2} completed, 11 open, {3|5} overdue.",
    "Overall: 11 open, of which {3|4} overdue.",
    "# At a glance\n\n- {1|2} completed\n- {11|10} open",
)
_RESTS: Final = (
    "Some concerns are hard. Of the five, {two|three} are in progress and three have not been "
    "started.",
    "The remaining {eight|six} concerns have not been started and have no date.",
    "The other {eight|seven} concerns have no due date.",
    "How many concerns are open?\n\nTwo are in progress: the support for prisoners at risk of "
    "suicide, and complaints. The other {nine|six} have not been started.",
)
_RIGHT: Final = (
    "# Audits of this year\n\n- 5 completed\n- 2 open, of which 1 overdue",
    "The service has 12 vehicles. The other seven have not been started.",
    "# Work of the estates team\n\n4 completed, 3 open",
    "Of the eight concerns about safety, the remaining two have not been started.",
    "Concerns 5 and 6 and 8 to 12 had not been started.",
    "No open concern has one.",
    "It is fair to say that safety was graded poor.",
)


@pytest.mark.parametrize("text", [*_BARE, *_RESTS])
def test_a_number_without_its_items_is_held_against_all_that_it_may_be_of(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    is_right, *slips = held(run, plans["prison"], PLANS["prison"][1], tmp_path, text)
    assert (is_right, all(slips)) == (False, True)


@pytest.mark.parametrize("text", _RIGHT)
def test_a_number_of_other_things_is_no_alarm(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert held(run, plans["prison"], PLANS["prison"][1], tmp_path, text) == [False]
