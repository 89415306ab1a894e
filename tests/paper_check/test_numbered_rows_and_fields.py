"""Rows and lines that name items by their number alone, fields below an item, parts of a state."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.paper_check.fire_papers import differing, right_and_wrong
from tests.paper_check.slips import table

_STATES = ("Status | Number | Of which overdue",)
_PRISON = {
    "the date of a number's row": table(
        "Concern | Due | RAG", "1 | {30 September|31 October} | Green", "7 | 31 August | Red"
    ),
    "the colour of a number's row": table(
        "Concern | Due | RAG", "1 | 30 September | Green", "2 | 30 September | {Red|Green}"
    ),
    "so many of a state": table(
        *_STATES, "In progress | 2 | 2", "Not started | 9 | {1|0}", "All open | 11 | 3"
    ),
    "all of a state": table(
        *_STATES, "In progress | 2 | 2", "Not started | {9|8} | 1", "All open | 11 | 3"
    ),
    "a word and a number": "- Drugs (2): {not started|complete}\n- Self-harm (3): in progress",
    "a short date behind a number": "- Self-harm (3): in progress, due {30 Sept|31 Oct}",
    "the day of a field": "### Concern 1\n\n- Due: 30 September 2026\n"
    "- Completed: {28|8} September 2026",
    "yes or no": "### Concern 1\n\n- Status: complete\n- Verified: {no|yes}",
}
_FIRE = {
    "items of a kind among states": table(
        "Measure | Number", "Recommendations | {6|7}", "Completed | 3", "Not started | 17"
    ),
    "a colour between others": "- REC-5: due 31 August 2026, {red|green}, not started",
}
_RIGHT = (
    table("Concern | Visits", "1 | 12", "2 | 14"),
    table("Area | Number", "Recommendations | 9", "Letters | 3", "Calls | 17"),
    "### REC-4\n\n- Completed: yes\n- Verified: not yet",
    "Visits (2): complete",
)


@pytest.mark.parametrize("way", _PRISON)
def test_numbers_fields_and_states_of_a_plan_of_concerns_are_read(
    run: Run, plans: dict[str, Path], tmp_path: Path, way: str
) -> None:
    assert right_and_wrong(run, plans, tmp_path, _PRISON[way], "prison") == (False, True)


@pytest.mark.parametrize("way", _FIRE)
def test_numbers_fields_and_states_of_a_plan_of_frameworks_are_read(
    run: Run, plans: dict[str, Path], tmp_path: Path, way: str
) -> None:
    assert right_and_wrong(run, plans, tmp_path, _FIRE[way]) == (False, True)


@pytest.mark.parametrize("text", _RIGHT)
def test_numbers_of_something_else_are_no_alarm(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert differing(run, plans, tmp_path, text) == []
