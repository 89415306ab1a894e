"""Sentences that go on with an item, and what was to be beside what is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.conftest import PLANS
from tests.paper_check.slips import held

_PRISON: Final = (
    "COC-2 should have been done by 30 September 2026 but {has not been started|is complete}.",
    "Complaints should have been put right by {31 August|31 July} and are now {42|50} days over.",
    "The oldest is complaints, where replies were to have been put right by {31 August|31 July}. "
    "That work is {in progress|complete}.",
    "Dear Minister, you asked about illicit drugs. The prison's work on this {has not been started"
    "|has been completed}.",
    "Members pressed us on complaints. That work is {in progress|complete}.",
    "COC-2, which it is sure to answer, is {not started|complete}.",
    "COC-1 is complete. COC-2 and COC-3 are not. Both are {overdue|on time}.",
    "COC-7, complaints. Status: {in progress|complete}.",
    "COC-2 and COC-3 are open. COC-7 is {overdue|on track}, and its date was {August|June} 2026.",
)
_FIRE: Final = (
    "REC-1 was completed on 27 August and AFI-5 on {10|1} September, both ahead of time.",
    "The action plan on culture was done in May and REC-1 on {27|7} August.",
    "It is fair to say that {19|17} items are open.",
    "{Two|Five} recommendations and {one|three} AFI are completed.",
    "REC-3 was set in March. With a due date of {31 December|31 October} there is time.",
)
_RIGHT: Final = (
    "REC-1, which was due in August 2026, is complete.",
    "| No. | Action | Due | Status |\n|---|---|---|---|\n"
    "| REC-5 | Training for managers | 31 August 2026 | Overdue, 16 days |",
    "Two more are in progress: the targeting of home fire safety visits, and the wider cause of "
    "concern about our inspection programme, which we are to settle by 31 December.",
)


@pytest.mark.parametrize("text", _PRISON)
def test_a_sentence_goes_on_with_the_item_before_it(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    is_right, *slips = held(run, plans["prison"], PLANS["prison"][1], tmp_path, text)
    assert (is_right, all(slips)) == (False, True)


@pytest.mark.parametrize("text", _FIRE)
def test_a_date_is_that_of_the_item_beside_it(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    is_right, *slips = held(run, plans["fire"], PLANS["fire"][1], tmp_path, text)
    assert (is_right, all(slips)) == (False, True)


@pytest.mark.parametrize("text", _RIGHT)
def test_a_month_a_late_row_and_a_second_item_are_no_alarm(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert held(run, plans["fire"], PLANS["fire"][1], tmp_path, text) == [False]
