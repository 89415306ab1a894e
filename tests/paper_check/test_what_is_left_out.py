"""Sentences that leave out what those before them have said, and what is left of a number."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.paper_check.conftest import PLANS

_FIRE = {
    "the rest of a number": (
        "Our inspection led to six recommendations. {Two|Three} are complete and the remaining "
        "four have yet to start."
    ),
    "the rest behind a share": (
        "So far 3 of the 22 items have been completed. The other {19|18} are open."
    ),
    "a part of what was counted": (
        "The service has 14 areas for improvement. Only {one|two} of these has been completed."
    ),
    "of these, in front": (
        "The service has 14 areas for improvement. Of these, {one|three} have been completed."
    ),
    "an item by its place among those counted": (
        "Two causes of concern were identified. The first, on the risk-based inspection programme, "
        "{is in progress|has been completed}."
    ),
    "one of these, to do something": (
        "There are three recommendations on culture. One of these, to publish a culture action "
        "plan, {is complete|has not been started}."
    ),
    "that about something": (
        "The cause of concern on inspection is in progress. That about values and behaviours "
        "{has not been started|has been completed}."
    ),
    "neither of two": (
        "AFI-6 and AFI-7 are due on 30 September 2026. {Neither has been started|Both are complete}"
        "."
    ),
    "all three": "REC-2, REC-3 and REC-6 come next. All three {are open|are completed}.",
    "the same grade": (
        "We were graded good for responding to fires and other emergencies. The same grade was "
        "given for {responding to major incidents|promoting the right values and culture}."
    ),
    "a list of areas behind their grade": (
        "Three areas were graded good: responding to fires, responding to major incidents and "
        "{making best use of resources|preventing fires and other risks}."
    ),
    "an answer with a number": (
        "Q: How many of the recommendations are complete? A: {Two|Three} of the six."
    ),
    "an answer with a date": (
        "When is REC-3 due? {31 December|31 October} 2026, as the inspectors asked."
    ),
    "an answer with yes or no": "Has REC-4 been completed? {Yes|No}, in May.",
    "an answer with a state": (
        "What is the position on REC-2? {Not started|In progress}, as the post is vacant."
    ),
    "an item by all words of its text": (
        "The action plan to improve our culture {has been completed|is in progress}."
    ),
    "the day of the report in which items stand": (
        "Of the 22 items in the report published on 12 {March|April} 2026, three are completed."
    ),
}
_RIGHT = (
    "Neighbourhood work goes on. So far 3 of the 22 items have been completed. Two of these are "
    "recommendations. The other one is an area for improvement.",
    "There are six recommendations. REC-4 has been completed and so has REC-1. The other four are "
    "open.",
    "Some of the 14 areas for improvement are hard. The remaining five are easier.",
    "Members met three times. The other two meetings were put off.",
    "There are six recommendations. The service has 12 stations. Three have closed and the other "
    "eight are open.",
    "Is this enough? No, and we have said so.",
)


@pytest.mark.parametrize("way", _FIRE)
def test_what_a_sentence_leaves_out_is_put_back_from_those_before(
    run: Run, plans: dict[str, Path], tmp_path: Path, way: str
) -> None:
    slip = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
    right, wrong = (slip.sub(rf"\{n}", _FIRE[way]) for n in (1, 2))
    assert (_differ(run, plans, tmp_path, right), _differ(run, plans, tmp_path, wrong)) == (0, 1)


@pytest.mark.parametrize("text", _RIGHT)
def test_a_number_that_may_be_left_of_another_is_no_alarm(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert _differ(run, plans, tmp_path, text) == 0


def test_what_differs_is_quoted_as_the_paper_has_it(
    run: Run, plans: dict[str, Path], tmp_path: Path
) -> None:
    text = "There are two causes of concern. The second, on values and behaviours, is completed."
    [claim] = [one for one in _claims(run, plans, tmp_path, text) if one["verdict"] == "differs"]
    assert claim["quote"] == "The second, on values and behaviours, is completed."


def _differ(run: Run, plans: dict[str, Path], folder: Path, text: str) -> int:
    """Return how many claims of a paper differ, one for each that says the same twice."""
    claims = _claims(run, plans, folder, text)
    return min(1, sum(one["verdict"] == "differs" for one in claims))


def _claims(run: Run, plans: dict[str, Path], folder: Path, text: str) -> list[dict[str, str]]:
    file = folder / "paper.txt"
    file.write_text(
        f"Position at {PLANS['fire'][1]}\n\nWe were inspected.\n\n{text}\n", encoding="utf-8"
    )
    shown = run("report", "--check", file, "--store", plans["fire"], "--json").out
    claims: list[dict[str, str]] = json.loads(shown)["claims"] if shown else []
    return claims
