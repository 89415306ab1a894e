"""Lists of bullets, lines and tables of one row that count items without naming them each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.paper_check.fire_papers import differing, right_and_wrong
from tests.paper_check.slips import table

_WHOLE = "- 22 items: 6 recommendations, 14 AFIs, 2 causes of concern\n"
_COUNTS = {
    "several states in a bullet": _WHOLE + "- {3|5} done, 2 in progress, 17 still to start",
    "one late": _WHOLE + "- {1|2} overdue\n- 9 without a due date",
    "none of a date": _WHOLE + "- 1 overdue\n- {9|8} without a due date",
    "of a number before the list": "Our 22 items are as follows:\n\n- {three|four} completed\n"
    "- two in progress\n- 17 not started",
    "how many in all": "- {22|21} items\n- 3 completed\n- 2 in progress",
    "a line of numbers": "Complete 3 | In progress 2 | Not started {17|16}",
    "a line of sentences": "Complete: 3. In progress: {2|4}. Not started: 17.",
    "a table of one row": table("Complete | In progress | Not started", "3 | {2|5} | 17"),
    "colours": "- Red: 1\n- Amber: {4|5}\n- Green: 8\n- Grey: 9",
    "colours in words": "- One red\n- Four amber\n- {Eight|Seven} green\n- Nine grey",
    "colours with what is rated": "- Rated red: {1|2}\n- Rated amber: 4\n- Rated green: 8\n"
    "- Rated grey: 9",
    "items named beside": "- 30 September: {four|three} items (REC-2, AFI-1, AFI-6 and AFI-7)",
    "items named behind": "The department leads on {four|three} items: REC-1, REC-2, REC-3 and "
    "COC-1.",
}
_PRISON = {
    "concerns": "- 12 concerns\n- {1|3} complete\n- 2 in progress\n- 9 not started",
}
_RIGHT = (
    "- 22 items\n- 4 overdue at the county council\n- 2 in progress elsewhere",
    "- 14 areas for improvement\n- 6 recommendations\n- 1 overdue",
    "Two of the four items (REC-2, AFI-1) come first.",
    "Four items (REC-2, AFI-1 and others) come next.",
    "The audit's 12 actions stand as follows:\n\n- 5 complete\n- 4 in progress\n- 3 overdue",
    "## Internal audit\n\n- 12 recommendations: 7 high, 5 low\n- 5 complete\n- 3 overdue",
    "## Estates programme\n\nComplete 30 | In progress 12 | Not started 4",
    "Visits this quarter:\n\n" + table("Complete | In progress | Not started", "30 | 12 | 4"),
    "- Red: 7\n- Amber: 3\n- Green: 12",
    "Complete 31 | Visits 12 | Not started 4",
    table("Visits complete | In progress", "31 | 12"),
)


@pytest.mark.parametrize("way", _COUNTS)
def test_a_list_counts_the_items_that_one_of_its_bullets_names(
    run: Run, plans: dict[str, Path], tmp_path: Path, way: str
) -> None:
    assert right_and_wrong(run, plans, tmp_path, _COUNTS[way]) == (False, True)


@pytest.mark.parametrize("way", _PRISON)
def test_a_list_counts_the_items_by_the_name_that_a_plan_gives_them(
    run: Run, plans: dict[str, Path], tmp_path: Path, way: str
) -> None:
    assert right_and_wrong(run, plans, tmp_path, _PRISON[way], "prison") == (False, True)


@pytest.mark.parametrize("text", _RIGHT)
def test_a_list_that_may_count_something_else_is_no_alarm(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert differing(run, plans, tmp_path, text) == []
