"""Tables with a row for each post, held against the items that the post has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.paper_check.fire_papers import differing, right_and_wrong
from tests.paper_check.slips import table

_ROWS = {
    "all of a post": table("Owner | Items | Completed", "Head of Protection | {4|5} | 1"),
    "the completed of a post": table("Lead | Items | Completed", "Head of Protection | 4 | {1|2}"),
    "the open of a post": table("Post | Items | Open", "Head of Protection | 4 | {3|2}"),
    "of a kind": table(
        "Owner | Recommendations | Causes of concern", "Head of Protection | {3|4} | 1"
    ),
}
_RIGHT = (
    table("Owner | Items", "Head of Leaving Care | 7", "Head of Protection | 3"),
    table("Owner | Visits", "Head of Protection | 12"),
    table("Owner | Items", "Head of Prevention / Head of Protection | 12"),
)


@pytest.mark.parametrize("way", _ROWS)
def test_a_row_of_a_post_counts_its_items(
    run: Run, plans: dict[str, Path], tmp_path: Path, way: str
) -> None:
    assert right_and_wrong(run, plans, tmp_path, _ROWS[way]) == (False, True)


@pytest.mark.parametrize("text", _RIGHT)
def test_a_row_of_a_post_that_the_plan_does_not_have_is_no_alarm(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert differing(run, plans, tmp_path, text) == []
