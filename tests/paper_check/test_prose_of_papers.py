"""Prose as officers write it, of the fire service's plan: what is right agrees, a slip is found."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.paper_check.conftest import PLANS

_SLIPS = {
    "what a post reported to a meeting": (
        "The Chief Fire Officer reported that the action plan on culture had been "
        "{completed|started but not completed}."
    ),
    "what members noted": "Members noted that {three|four} items had been completed.",
    "a fraction before its numbers": (
        "A third of the recommendations ({two|three} of six) are complete."
    ),
    "a share in per cent before its numbers": (
        "So far {14|24} per cent of the items (3 of 22) have been completed."
    ),
    "items between a number and what it is of": "Only {three|four} items out of 22 are complete.",
    "items with a date": "{Thirteen|Twelve} of the 22 items have a due date.",
    "the parts of what was counted": (
        "Thirteen of the 22 items have a due date. Of those, {three|four} are complete and "
        "{ten|nine} are open."
    ),
    "several items with one verb": (
        "The estate strategy (AFI-9) and the workforce plan (AFI-11) {have not been started|are "
        "complete}."
    ),
    "an item that an item's own words begin": (
        "REC-3, on having a quality assurance process for its audits of buildings, "
        "{has not been started|is complete} and is due in December."
    ),
    "the whole text of an item as a subject": (
        "The service should evaluate its prevention work: this {is not started|is completed}."
    ),
    "what the plan shows": (
        "AFI-6 is about on-call engines. The plan shows this as {not started|completed}."
    ),
    "work on it": "AFI-3 is due in October. Work on it is {in progress|complete}.",
    "the recommendation that was named before": (
        "Qualified inspecting officers are hard to find. The recommendation is due on "
        "30 {September|November} 2026."
    ),
    "a label and what goes on with it": (
        "Home fire safety visits: we have begun. It is {in progress|complete}."
    ),
    "a recommendation that": (
        "I write about the recommendation that staff should have a way to raise concerns in "
        "confidence. It {has not been started|is complete}."
    ),
    "how many have nobody against them": (
        "{Sixteen|Twelve} of the 19 open items have nobody's name against them."
    ),
    "so many of them": "We have 22 items, {19|18} of them open.",
    "a question for what is so": "What is overdue? {One item|Two items}. It is REC-5.",
    "a question of what we did": (
        "How many of the recommendations have you carried out? {Two|Three} out of six."
    ),
    "the day on which the report was published": (
        "The report was published on {12|14} March 2026. Three items are completed."
    ),
    "two items by their words": (
        "On-call availability and cross-border exercises are both due on 30 {September|November} "
        "2026."
    ),
    "an item by its place": (
        "There are six recommendations. The first is {complete|in progress} and the second is due "
        "on 30 {September|November} 2026."
    ),
    "an item by its place in the same sentence": (
        "It led to two causes of concern, of which the second {has not been started|is complete}."
    ),
    "how many a post leads on": (
        "The Head of Protection leads on {four|five} items. We are content."
    ),
    "how many sit with a post": (
        "{Three|Four} recommendations sit with the Head of Protection and the rest with nobody."
    ),
    "one of so many": "REC-4 is one of {two|four} recommendations that are complete.",
    "what we have done of it": "AFI-7 is about exercises. We {have not started|have finished} it.",
    "a date over its items": (
        "What is due next:\n\n- {30 September|31 October}: REC-2 (inspecting officers) and "
        "AFI-1 (risk information)"
    ),
    "a line of a list with commas": (
        "On course:\n\n(a) cross-border exercises, {not started|in progress}, due 30 September 2026"
    ),
    "a fragment": (
        "6.1 REC-1 (the programme). Noted as {completed on 27|completed on 17} August 2026."
    ),
    "what came out of a report": (
        "22 items came out of the report and {19|17} of them remain open."
    ),
    "a day of completion without its year": (
        "REC-1 was completed on {27|17} August, before its date."
    ),
    "what a post reminded members of": (
        "The Chief Fire Officer reminded members that {three|four} items had been completed."
    ),
    "what sums a paper up": "To sum up, then: three items completed, {19|17} open.",
    "items of a report of a month": (
        "22 items came out of the report of March 2026 and {19|17} of them remain open."
    ),
    "so many of the open ones": "{Two|Four} of the open items are in progress, 17 not started.",
    "how many are open of which none has something": (
        "None of the {19|17} open items has a plan that anybody has costed."
    ),
    "a date that follows": "The evaluation of prevention work follows on 31 {October|December}.",
    "some of two parts of a clause": (
        "{Four|Five} recommendations are open and one of those is overdue, since the end of August."
    ),
    "a report published without 'on'": (
        "Context. Inspection published {12|15} March 2026. Three items are completed."
    ),
    "a date moved at the end of a month": (
        "REC-1 is finished. Its date was moved in June, from 30 June to 31 {August|October} 2026."
    ),
    "the date of what is due next": (
        "The next to fall due is AFI-6, on 30 {September|November}. We are ready."
    ),
    "the date of an item named before": (
        "REC-1 is finished. Its date was moved at the start of June, from 30 June to 31 "
        "{August|October} 2026."
    ),
    "a day of a title that two items share": (
        "The risk-based inspection programme was completed on {27|17} August 2026."
    ),
    "no date": "AFI-2 {has no due date|is due on 31 October 2026}.",
    "one date for several": (
        "AFI-3, AFI-4 and AFI-5 go together. All three have the same date, "
        "31 {October|December} 2026."
    ),
    "in progress where others are not started": (
        "Of the 22 items, 17 are not started, {two|five} are in progress and three are complete."
    ),
}
_RIGHT = (
    "Of those five, three are finished and two are in progress.",
    "Four of the items were given dates in March. One was met and three were not.",
    "REC-2 and AFI-6 differ from COC-1. They differ in their dates, which are 30 September 2026 "
    "and 31 December 2026.",
    "Exception report: REC-5, training for all managers. Status: not started.",
    "On 28 May the culture recommendation became the first to be finished, and five were left.",
    "Three recommendations are with the Head of Protection. The first is complete. The second was "
    "due on 1 June 2026.",
    "We have six recommendations. Neither cause of concern has been closed: the first is in "
    "progress and the second has not been started.",
    "The Head of Protection has two recommendations that are not started.",
    "The Head of Protection will have six items.",
    "AFI-9 is one of six items that the board looked at.",
    "REC-5 and REC-6 are with nobody. Both are open: the first was due on 31 August 2026 and the "
    "second is due on 31 October 2026.",
    "REC-5 is late and no work has begun on it.",
    "On-call availability and risk information should both have been finished by now.",
    "22 items: red 1, amber 4, green 5, grey (no date) 9.",
    "REC-1 was not recorded as complete until 27 August 2026, two months late.",
    "The Head of Protection carries one of the two items now in progress.",
    "REC-4 is complete. Its date was 31 May 2026, so it was finished more than two years late.",
    "REC-4 is complete. Its date was 31 May 2026, so it was more than two years late.",
    "The report raised 22 items, two of them causes of concern.",
)
_SLIP = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


@pytest.mark.parametrize("way", _SLIPS)
def test_a_slip_in_prose_is_found_and_what_is_right_agrees(
    run: Run, plans: dict[str, Path], tmp_path: Path, way: str
) -> None:
    slips = list(_SLIP.finditer(_SLIPS[way]))
    wrong = [_with_slip(_SLIPS[way], slip.start()) for slip in slips]
    texts = [_SLIP.sub(r"\1", _SLIPS[way]), *wrong]
    found = [bool(_differences(run, plans, tmp_path, text)) for text in texts]
    assert found == [False, *[True] * len(slips)]


@pytest.mark.parametrize("text", _RIGHT)
def test_prose_that_leaves_its_items_open_raises_no_alarm(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert _differences(run, plans, tmp_path, text) == []


def _with_slip(text: str, at: int) -> str:
    """Return a text with the slip that begins at a place, and what is right elsewhere."""
    return _SLIP.sub(lambda one: one[2 if one.start() == at else 1], text)


def _differences(run: Run, plans: dict[str, Path], folder: Path, text: str) -> list[str]:
    file = folder / "paper.txt"
    file.write_text(
        f"Position at {PLANS['fire'][1]}\n\nWe were inspected.\n\n{text}\n", encoding="utf-8"
    )
    shown = run("report", "--check", file, "--store", plans["fire"], "--json").out
    claims = json.loads(shown)["claims"] if shown else []
    return [one["about"] for one in claims if one["verdict"] == "differs"]
