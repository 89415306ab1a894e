"""Items that a passage counts, and how many of these its next sentences say are so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.paper_check.fire_papers import differing, right_and_wrong

_FIRE = {
    "parts of all but some": (
        "All but five of the 22 items have yet to be started. Of those five, {three|four} are "
        "finished and two are in progress."
    ),
    "all but some of a number": "All but {five|six} of the 22 items have yet to be started.",
    "all but some of no number": "All but {three|five} of the items are still open.",
    "parts of those with a date": (
        "Thirteen of the 22 items have a due date. Of those, {three|four} are complete."
    ),
    "others in another state": (
        "Three items out of 22 are complete. {Two|Three} others are in hand."
    ),
    "a share beside its numbers": "Three items out of 22 ({14|23} per cent) are complete.",
    "dates that are missing": "Dates are missing for {nine|eight} items out of 22.",
    "what members note": (
        "The Authority is asked to note that 19 items remain open; that {two|five} of them are "
        "in progress."
    ),
    "the other six": (
        "Two of the six recommendations are complete. Of the other four, {none|one} has been "
        "started."
    ),
    "what is so of all of those behind a label": (
        "Data check: the plan holds 22 items, made up of six recommendations, 14 areas for "
        "improvement and two causes of concern. All of them were read, and {three|five} are "
        "complete."
    ),
    "three states that add up": (
        "The Head of Protection leads on four items. One of these is complete, one is in progress "
        "and {two|three} have not been started."
    ),
    "what is left adds up": (
        "The remaining {four|three} are one due this month, one due in January and two with no "
        "date. Three of the 22 items are complete."
    ),
    "progress against so many": (
        "Progress against the 22 items: three done, {two|four} under way, 17 yet to start."
    ),
    "a label that says what for": "Purpose: to report. {Three|Four} of the 22 items are complete.",
}
_PRISON = {
    "what we have completed": (
        "The report raised 12 concerns. By 12 October we had completed {one|two} of them."
    ),
    "what we have made a start on": (
        "We have completed one of the 12 concerns and made a start on {two|four} more."
    ),
    "work on the rest": (
        "One of the 12 concerns is complete and two more are in hand. Work on the rest, "
        "{nine|eight} in total, has not begun."
    ),
    "what is left and has no date": (
        "One of the 12 concerns is complete, and two more are in hand. That leaves nine which have "
        "yet to get going. There are no dates for {eight|seven} of the nine."
    ),
    "the other ones that have none": (
        "Four concerns have a due date. The other {eight|seven} have none."
    ),
    "a state of so many of those counted": (
        "Eleven concerns remain open. Only two of the eleven have been {started|completed}."
    ),
    "what is so of some and not of others": (
        "At 12 October, 11 of the 12 were open. Two of those had been started and {nine|eight} had "
        "not."
    ),
    "a share without its number": (
        "The board looked at all 12 concerns. {A quarter|Half} are overdue."
    ),
    "so many of so many": "{One|Two} in four of the concerns is overdue.",
    "what adds up": (
        "COC-1 was finished in September. That makes {one|two} completed of the 12 concerns."
    ),
    "how many there are in all": ("No other item is overdue, so the total stands at {three|four}."),
    "how many there are now": "The number overdue is therefore up from one to {three|four}.",
    "one of so many that are so": "It is one of {three|five} concerns that are overdue.",
}
_OTHERS = (
    "Five of the 12 cells were searched. Of those five, four were in order.",
    "The report raised 12 concerns. We hope that two of them will be complete by May.",
    "The report raised 12 concerns. In September we had completed none of them.",
    "Nine of the 12 concerns have not been started. About half of them are overdue.",
    "All but two of the staff have been trained.",
    "Half have been completed.",
    "The other three have none.",
    "That leaves two which have not been started.",
    "Eleven of the 12 concerns are open. Of these, three are overdue and two of them are in hand.",
    "One of the 12 concerns is complete. Nine of them have not been started.",
    "The board read three of the 12 concerns. One of these is complete. Two of them are overdue.",
    "One concern is complete. Of the remaining 11 concerns, two are in progress, three are overdue "
    "and one is not started and overdue.",
    "There are 11 open concerns. Three of these are overdue and eight are not.",
    "There are three open concerns with a date.",
    "Members asked about the 12 concerns. One of them is complete, two are in hand. Of the rest, "
    "one is overdue.",
    "We have started work on three of the 12 concerns. One of these has been completed.",
    "One of the 12 has been completed and 11 remain open. Three of those are overdue.",
)


@pytest.mark.parametrize("text", _FIRE.values(), ids=_FIRE)
def test_parts_of_what_a_passage_counts_are_held_against_the_plan(
    text: str, run: Run, plans: dict[str, Path], tmp_path: Path
) -> None:
    assert right_and_wrong(run, plans, tmp_path, text) == (False, True)


@pytest.mark.parametrize("text", _PRISON.values(), ids=_PRISON)
def test_parts_of_a_prison_s_concerns_are_held_against_the_plan(
    text: str, run: Run, plans: dict[str, Path], tmp_path: Path
) -> None:
    assert right_and_wrong(run, plans, tmp_path, text, "prison") == (False, True)


@pytest.mark.parametrize("text", _OTHERS)
def test_parts_of_other_things_differ_from_nothing(
    text: str, run: Run, plans: dict[str, Path], tmp_path: Path
) -> None:
    assert differing(run, plans, tmp_path, text, "prison") == []
