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
_GONE_ON = (
    "We looked at illicit drugs (COC-2). We {have not started on it|have it in hand}.",
    "We looked at illicit drugs (COC-2). We {have yet to start on this|are working on it}.",
    "Complaints (COC-7) come next. We were to have put this right by the end of {August|July}.",
    "Complaints (COC-7) come next. As the deadline was August, it is {42|12} days late.",
    "I looked at overcrowding (COC-6). {There is no date for it|There is a date of 4 May for it}.",
    "I looked at overcrowding (COC-6) and I'm afraid it's {not started|in progress}.",
    "The complaints work {was to have been finished by the end of August|has been completed}.",
    "You asked about illicit drugs. The prison's work on this {has not been started|is complete}.",
    "COC-1 is the only one to have been completed. It was done on 28 September. "
    "The plan rates it {green|red}.",
    "Two are being worked on, COC-3 and COC-7. The first was due on 30 September and the second on "
    "{31 August|31 July}.",
    "COC-3 and COC-6 are on my list. The former is in progress, the latter {not started|complete}.",
    "The following are {not started|completed}: COC-2, COC-4 and COC-5.",
    "Those newly overdue are COC-2 and {COC-3|COC-4}.",
    "COC-2 is the only one of them with a date (30 September), and it is {overdue|not yet due}.",
    "Violence and the use of force is the only concern to have been completed. "
    "It is {green|amber}.",
    "Missed health care appointments. Work began on 14 May and {is not complete|is complete}.",
    "The supply of illicit drugs had the same date, and I am sorry to say that this work "
    "{has not begun|has been completed}.",
    "The concern that is hardest, about the supply of illicit drugs, came in June. Work on it "
    "{has not started|is in progress}.",
    "Noted that COC-1 {had been completed|was in progress}.",
    "Members accepted that COC-2 {had not been started|had been completed}.",
)
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


@pytest.mark.parametrize("form", _NOT_STARTED)
def test_an_item_is_known_by_what_it_is_about(
    run: Run, plans: dict[str, Path], tmp_path: Path, form: str
) -> None:
    missed = [topic for topic in _TOPICS if not _is_held(run, plans, tmp_path, form, topic)]
    assert missed == []


@pytest.mark.parametrize("topic", _DATES)
def test_the_date_of_an_item_is_held_that_is_known_by_what_it_is_about(
    run: Run, plans: dict[str, Path], tmp_path: Path, topic: str
) -> None:
    forms = _DATES[topic]
    missed = [form for form in forms if not _is_held(run, plans, tmp_path, form, topic)]
    assert missed == []


@pytest.mark.parametrize("text", _GONE_ON)
def test_what_goes_on_with_an_item_is_held(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert _is_held(run, plans, tmp_path, text, "")


@pytest.mark.parametrize("text", _RIGHT)
def test_a_step_or_another_thing_is_no_item(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert _differ(run, plans, tmp_path, text) == 0


def _is_held(run: Run, plans: dict[str, Path], folder: Path, form: str, topic: str) -> bool:
    """Return whether a text is right as it is and differs with its slip."""
    text = _capital(form.replace("{x}", topic))
    both = [_differ(run, plans, folder, _SLOT.sub(rf"\{n}", text)) for n in (1, 2)]
    return both == [0, 1]


def _differ(run: Run, plans: dict[str, Path], folder: Path, text: str) -> int:
    """Return whether anything in a paper of the prison differs."""
    file = folder / "paper.txt"
    day = PLANS["prison"][1]
    file.write_text(f"Position at {day}\n\nWe were inspected.\n\n{text}\n", encoding="utf-8")
    shown = run("report", "--check", file, "--store", plans["prison"], "--json").out
    claims: list[dict[str, str]] = json.loads(shown)["claims"] if shown else []
    return min(1, sum(one["verdict"] == "differs" for one in claims))
