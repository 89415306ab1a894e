"""Bullets that name items by some of their words, or list them behind a date."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.paper_check.fire_papers import differing, right_and_wrong

_CULTURE = "### Promoting the right values and culture\n\n"
_NAMED = {
    "the state of one of a framework's": _CULTURE
    + "- Action plan: {completed|in progress}\n- Raising concerns: not started",
    "the date of one of a framework's": _CULTURE
    + "- Training for managers: due on {31 August|30 September}",
    "an item in a list of what is late": "### Overdue items\n\n- {Training for all managers in "
    "challenging unacceptable behaviour|Enough qualified inspecting officers}",
    "a date before items": "### Next dates\n\n- 31 December: REC-3 and {COC-1|COC-2}",
    "a date before items that are counted": "- {30 September|31 October}: three items (REC-2, "
    "AFI-1 and AFI-6)",
    "a day that an item was moved to": "- AFI-3: no owner, moved to {31 October|30 November}",
    "the date of a heading": "### Falling due on {30 September 2026|31 October 2026}\n\n"
    "- REC-2, enough qualified inspecting officers: not started\n- AFI-1: not started",
    "what is not due yet": "- REC-{2|5}: not started but not yet due",
    "the next date of a framework": "### Preventing fires and other risks\n\n"
    "- Next due: {31 October|30 November} 2026",
}
_RIGHT = (
    _CULTURE + "- Training plan: complete\n- Action: in progress\n- Owner: in post",
    "### Completed\n\n- Letters to all managers\n- Training for station managers",
    "### Meetings\n\n- 1 October: REC-4 and REC-5",
    "- 28 May: REC-4\n- 12 March: REC-1 and REC-2",
    "REC-2 is not only late in starting.",
    "### Preventing fires and other risks\n\n- Next meeting: 30 November 2026",
)


@pytest.mark.parametrize("way", _NAMED)
def test_a_bullet_names_an_item_of_its_heading_or_date(
    run: Run, plans: dict[str, Path], tmp_path: Path, way: str
) -> None:
    assert right_and_wrong(run, plans, tmp_path, _NAMED[way]) == (False, True)


@pytest.mark.parametrize("text", _RIGHT)
def test_a_bullet_that_may_name_something_else_is_no_alarm(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert differing(run, plans, tmp_path, text) == []
