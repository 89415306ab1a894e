"""What true papers say in ways that a quick reader takes for something else: no alarm."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.conftest import PLANS
from tests.paper_check.slips import held, table

_PRISON: Final = (
    "At that time causes of concern 1 and 3 were not started, and 2 and 4 were not either.",
    "Start work on the supply of drugs, concern 2. Target score by March 2027: 9.",
    "Together three concerns are overdue, none of the others falls due by 31 December.",
    "COC-4, COC-5 and COC-6 have no date, so that they can't be late.",
    "Action: to circulate the concerns by 9 November.",
    "The second step under COC-3, the training of mentors, should have been done on 28 August.",
    "Three concerns are late. Their ages are 12 and 42 days, and they were late by 12 and 42 days.",
    "Nine of the 12 concerns are not late.",
    "No concern was completed between the two meetings.",
    "Eleven concerns are open. Two of them are in progress, the other nine not started.",
    "Which concerns are in progress? Two concerns: suicide and self-harm, and complaints.",
    "The report made 12 points. Of those 12, one is finished. Two are under way.",
    "Work on 3 and 7 was in hand; concern 1 was done.",
    "We have completed one and have eleven to go. All of the eleven are concerns.",
    "The Board heard on 9 August that no concern was overdue.",
    "COC-3 was put back in March, since the new contract did not start until October.",
    "When the panel met on 10 September none of the 12 concerns had been completed.",
    "The audit makes four points. We accept all four of our own recommendations by 26 February "
    "2027.",
    "Of the four key concerns one is done and two are overdue. Of the eight other concerns one is "
    "overdue.",
    "Three prisons were poor at safety and two were good at safety; safety here was graded poor.",
    "Complaints are in progress and time in reception has not yet been started; it has no date.",
    "Two concerns missed their date of 30 September and are each 12 days late.",
    "On 2 June no concern was completed and none was overdue.",
    "Three years after the report the concerns had no dates at all.",
    "Three concerns are overdue. Three of those six have no date. Two of the three are open.",
    "Two concerns, numbers 2 and 3, are overdue. Items 4 and 5 have no date.",
    "Concerns 8 to 12 cannot be reported as late, which is no comfort.",
    "Conference attendance is 97 per cent. The Governor leads three of the open concerns.",
    "Concern 3: suicide\nOwner: none. In progress.\n\nCause of concern: release without an "
    "address\nOwner: none. Not started. It has no date.",
    "One of the 12 is complete, none of the one is verified, and three are overdue.",
    "Twelve concerns were entered in June. None was withdrawn. That leaves 12.",
    "We had 14 points: six to be done immediately, six within three months.",
)
_FIRE: Final = (
    "Of the three areas for improvement there, one (the on-call system) is open, one (home fire "
    "safety visits, AFI-3) is in progress and one (evaluation) has yet to start.",
    "Of the three recommendations on fire regulation, the first (a programme that covers the "
    "premises of highest risk) has been completed, and the second and third are due at the end of "
    "September and the end of December.",
    "REC-1 is complete. Partners now attend 92% of the audits, and 83% are held within the day.",
    "Members will want to know that 19 items are open. None of the recommendations on culture but "
    "the action plan is complete.",
    "Neither the causes of concern nor most of the areas for improvement or causes of concern that "
    "we were given are complete.",
    "- Preventing fires and other risks: two of its three areas for improvement remain open. The "
    "third, on safeguarding training, was completed in September.",
    "The action plan (28 May) and the safeguarding training (10 September, well before the 31 "
    "October that was set) are complete.",
    table("When | What", "April to December 2026 | REC-3, COC-1, AFI-3"),
    "REC-3, which was due, was to have been finished in March as well.",
    "The plan on culture was finished in May, and REC-1 in August.",
    table(
        "Owner | Open | Of which late | Of which not started",
        "Head of Protection | 3 | 0 | 2",
        "No owner | 16 | 1 | 15",
        "Total | 19 | 1 | 17",
    ),
    table("No. | Status | Due", "REC-5 | Overdue, 16 days | 31 August 2026", "REC-2 | Open |"),
)


@pytest.mark.parametrize("text", _PRISON)
def test_what_is_true_of_a_prison_is_no_alarm(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert held(run, plans["prison"], PLANS["prison"][1], tmp_path, text) == [False]


@pytest.mark.parametrize("text", _FIRE)
def test_what_is_true_of_a_fire_service_is_no_alarm(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert held(run, plans["fire"], PLANS["fire"][1], tmp_path, text) == [False]


def test_a_paper_without_a_day_of_its_own_is_of_the_day_that_its_words_point_to(
    run: Run, plans: dict[str, Path], tmp_path: Path
) -> None:
    file = tmp_path / "opinion.txt"
    file.write_text(
        "Internal audit: opinion\n\nFieldwork closed on 1 August 2026; the position given is as at "
        "that day.\n\nNo concern is overdue.\n",
        encoding="utf-8",
    )
    shown = run("report", "--check", file, "--store", plans["prison"]).out
    assert "position at 1 August 2026" in shown


def test_a_table_whose_head_is_longer_than_its_rows_is_read(
    run: Run, plans: dict[str, Path], tmp_path: Path
) -> None:
    text = "| No. | Status | Due | Notes |\n|---|---|---|---|\n| COC-1 | {Complete|Open} |\n"
    text += "| COC-2 | Not started |"
    is_right, *slips = held(run, plans["prison"], PLANS["prison"][1], tmp_path, text)
    assert (is_right, slips) == (False, [True])
