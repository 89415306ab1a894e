"""Items that a paper names by what they are about, in whatever form it says how they stand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.paper_check.conftest import PLANS

_SLOT = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_TOPICS = (
    "illicit drugs",
    "reading and number work",
    "the library",
    "missed health care appointments",
    "release without an address",
)
_NOT_STARTED = (
    "Work on {x} {has not been started|has been completed}.",
    "The concern about {x}, however, {is not started|is complete}.",
    "The concern that deals with {x} {has yet to begin|has now been finished}.",
    "That on {x} {has not been started|has been completed}.",
    "On {x}, the work {has not been started|is in progress}.",
    "As for {x}, this work {has not been started|is under way}.",
    "Members asked about {x}. This {has not been started|is complete}.",
    "Q. What about {x}? A. It {has not been started|has been completed}.",
    "Only the work on {x} {has not been started|has been completed}.",
    "The first of these, {x}, {has not been started|is complete}.",
    "I am sorry to say that work on {x} {has not been started|is in progress}.",
    "The position on {x} is that work {has not been started|is under way}.",
    "The status of {x} is {not started|complete}.",
    "Progress on {x}: {not started|in progress}.",
    "- {x}: {not started|complete};",
    "- {x} ({not started|complete});",
    "- {x}, {not started|complete};",
    "{Not started|Completed}: {x}.",
    "We {have not started|have completed} work on {x}.",
    "{No work has been started|Work is under way} on {x}.",
    "{We have yet to start|We are working} on {x}.",
)
_DATES = {
    "illicit drugs": (
        "The date for {x} is {30 September|30 November}.",
        "Our deadline for {x} is {30 September|31 October}.",
        "{x}: due {30 September|31 October}",
        "{x} (due {30 September|31 October}): open.",
        "You asked about {x}. It was due on {30 September|31 August}.",
        "Members asked about {x}. The date for this is {30 September|30 November}.",
        "We had until {30 September|31 October} to complete the work on {x}.",
        "The work on {x} is overdue by {12|40} days.",
        "Work on {x} {was due by 30 September|has no due date}.",
    ),
    "the library": (
        "{There is no date for the work on {x}|The work on {x} is due on 31 March 2027}.",
        "The concern on {x} {has no date|is due by 31 December 2026}.",
        "No date has been set for {x}, {which is so for most|and it is complete}.",
    ),
}
_RIGHT = (
    "Training has been completed for all new staff.",
    "We have completed the training and the drugs strategy is being drafted.",
    "We have completed the first part of the work on illicit drugs.",
    "The library is open on Saturdays. Complaints are late at times.",
    "The first concern was marked as complete on 28 September 2026.",
    "Violence and the use of force was due on 30 September. As of today, 12 October, it is done.",
)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


_CASES = [
    *((form, topic) for form in _NOT_STARTED for topic in _TOPICS),
    *((form, topic) for topic, forms in _DATES.items() for form in forms),
]


@pytest.mark.parametrize(("form", "topic"), _CASES)
def test_an_item_is_known_by_what_it_is_about(
    run: Run, plans: dict[str, Path], tmp_path: Path, form: str, topic: str
) -> None:
    text = _capital(form.replace("{x}", topic))
    right, wrong = (_differ(run, plans, tmp_path, _SLOT.sub(rf"\{n}", text)) for n in (1, 2))
    assert (right, wrong) == (0, 1)


@pytest.mark.parametrize("text", _RIGHT)
def test_a_step_or_another_thing_is_no_item(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert _differ(run, plans, tmp_path, text) == 0


def _differ(run: Run, plans: dict[str, Path], folder: Path, text: str) -> int:
    """Return whether anything in a paper of the prison differs."""
    file = folder / "paper.txt"
    day = PLANS["prison"][1]
    file.write_text(f"Position at {day}\n\nWe were inspected.\n\n{text}\n", encoding="utf-8")
    shown = run("report", "--check", file, "--store", plans["prison"], "--json").out
    claims: list[dict[str, str]] = json.loads(shown)["claims"] if shown else []
    return min(1, sum(one["verdict"] == "differs" for one in claims))
