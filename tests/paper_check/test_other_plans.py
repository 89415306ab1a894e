"""Papers about plans of other inspectorates: their names, pillars, colours and concerns."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.conftest import PLANS

# Of which plan, what is said, and the slip in it.
_WAYS: Final[dict[str, tuple[str, str, str, str]]] = {
    "verbs that are left out": (
        "fire",
        "Prevention was graded requires improvement, protection inadequate and efficiency good.",
        "efficiency good",
        "efficiency adequate",
    ),
    "items without a date": (
        "fire",
        "Nine of the 19 open items have no date.",
        "Nine",
        "Seven",
    ),
    "the day of the report": (
        "fire",
        "The inspectors set all of this out in the report published on 12 March 2026.",
        "12 March",
        "14 March",
    ),
    "a contraction": (
        "fire",
        "A quality assurance process for audits (REC-3) isn't due until 31 December 2026 and hasn't"
        " started.",
        "hasn't started",
        "is in progress",
    ),
    "a title beside the whole text of another item": (
        "fire",
        "Cross-border exercises have not started and are due on 30 September 2026. The service"
        " should improve how it collects and uses equality data.",
        "have not started and",
        "have been completed and",
    ),
    "one of what a report was published with": (
        "fire",
        "Of the 22 items in the report published on 12 March 2026, three are completed.",
        "three are",
        "five are",
    ),
    "a grade in small letters": (
        "fire",
        "The inspectors judged us to be good at efficiency.",
        "good at",
        "adequate at",
    ),
    "a grade that is needed": (
        "fire",
        "They found us to require improvement at preventing fires.",
        "require improvement at",
        "be inadequate at",
    ),
    "a name by the word that tells": (
        "fire",
        "| Area | Grade |\n|---|---|\n| Protection | Inadequate |\n| Prevention | Requires"
        " improvement |\n| Affordability | Adequate |",
        "| Inadequate |",
        "| Good |",
    ),
    "a heading with its grade": (
        "fire",
        "# Response – graded Good\n\nOne area for improvement is due on 30 September 2026.",
        "graded Good",
        "graded Adequate",
    ),
    "a grade in brackets": (
        "fire",
        "The areas were graded inadequate (fire regulation) and adequate (understanding risk).",
        "adequate (understanding",
        "good (understanding",
    ),
    "two that share a grade": (
        "fire",
        "Fire regulation and values and culture were both graded inadequate.",
        "inadequate",
        "adequate",
    ),
    "a name with its grade before what is said of it": (
        "fire",
        "Affordability (adequate). We have until 31 March 2027 to produce a strategy.",
        "(adequate)",
        "(good)",
    ),
    "the area of a name": (
        "fire",
        "It belongs to the area of preventing fires and other risks, which the inspectorate"
        " graded as requires improvement.",
        "requires improvement",
        "adequate",
    ),
    "outstanding at": (
        "fire",
        "The inspectors judged the service to be good at efficiency.",
        "good at",
        "outstanding at",
    ),
    "an item as what a sentence is about": (
        "fire",
        "The evaluation of our prevention work has not been started.",
        "has not been started",
        "has been completed",
    ),
    "an item in common words of names": (
        "fire",
        "The one area for improvement asks for a process to find, develop and support our future"
        " leaders. It is not started.",
        "It is not started",
        "It is in progress",
    ),
    "what was dealt with": (
        "fire",
        "Of its 14 areas for improvement, one has been dealt with.",
        "one has",
        "five have",
    ),
    "a list behind its grade": (
        "fire",
        "- Inadequate: fire regulation; values and culture.\n- Good: efficiency.",
        "- Inadequate: fire",
        "- Good: fire",
    ),
    "a table by grade": (
        "fire",
        "| Grade | Areas |\n|---|---|\n| Inadequate | Values and culture |\n| Good | Efficiency |",
        "| Efficiency |",
        "| Affordability |",
    ),
    "the items of a pillar": (
        "fire",
        "The plan holds 11 items under Effectiveness.",
        "11 items",
        "12 items",
    ),
    "pillars above their parts": (
        "fire",
        "| Area | Items |\n|---|---|\n| Effectiveness overall | 11 |\n| Understanding risk | 2 |\n"
        "| Prevention | 3 |\n| Protection | 4 |\n| Response | 1 |\n| Major incidents | 1 |\n"
        "| Efficiency overall | 2 |\n| Best use of resources | 1 |\n| Affordability | 1 |\n"
        "| Total | 13 |",
        "| Total | 13 |",
        "| Total | 16 |",
    ),
    "colours in a sentence": (
        "fire",
        "Of the 22 items one is red, four are amber, eight are green and nine are grey.",
        "eight are green",
        "six are green",
    ),
    "an item by words of its own": (
        "fire",
        "The training in safeguarding concerns was completed on 10 September 2026.",
        "10 September 2026",
        "20 September 2026",
    ),
    "a date that another one replaced": (
        "fire",
        "| Item | Inspectorate's date | Current due date |\n|---|---|---|\n"
        "| REC-1 | 30 June 2026 | 31 August 2026 |\n"
        "| REC-2 | 30 September 2026 | 30 September 2026 |",
        "| 31 August 2026 |",
        "| 31 July 2026 |",
    ),
    "a grade in an item's row": (
        "fire",
        "| Item | Status | Area graded |\n|---|---|---|\n| REC-1 | Completed | Inadequate |\n"
        "| AFI-3 | In progress | Requires improvement |",
        "| Requires improvement |",
        "| Good |",
    ),
    "what members are asked to note": (
        "fire",
        "Members are asked to note that two of the six recommendations are completed.",
        "two of the six",
        "three of the six",
    ),
    "the one item of a framework": (
        "fire",
        "The Major incidents AFI is not started.",
        "is not started",
        "is completed",
    ),
    "a column of outcomes": (
        "fire",
        "| Item | Outcome |\n|---|---|\n| REC-1 | Completed |\n| REC-4 | Completed |\n"
        "| AFI-3 | In progress |",
        "| In progress |",
        "| Completed |",
    ),
    "a concern by its number": (
        "prison",
        "Key concern 7 is in progress and was due on 31 August 2026.",
        "31 August 2026",
        "30 September 2026",
    ),
    "colours of so many": (
        "fire",
        "One of the 22 is rated red, four amber, eight green and nine grey.",
        "eight green",
        "six green",
    ),
    "an id below the heading of another framework": (
        "fire",
        "# Efficiency\n\n| Item | Due | Status |\n|---|---|---|\n"
        "| AFI 3 | 31 October 2026 | In progress |\n| AFI 5 | 31 October 2026 | Completed |",
        "| AFI 5 | 31 October 2026 | Completed |",
        "| AFI 5 | 31 October 2026 | In progress |",
    ),
    "grades that frameworks were found to have": (
        "prison",
        "They found respect and preparation for release to be reasonably good, and purposeful "
        "activity to be not sufficiently good.",
        "release to be reasonably good",
        "release to be good",
    ),
    "a grade as a verb behind its framework": (
        "fire",
        "The inspection found that preventing fires and other risks require improvement.",
        "fires and other risks require improvement",
        "fires require improvement, and responding to fires require improvement",
    ),
    "grades in small letters, the former and this": (
        "fire",
        "Efficiency rose from adequate to good.",
        "to good",
        "to outstanding",
    ),
    "how many concerns": (
        "prison",
        "One of the twelve concerns is completed and 11 are open.",
        "11 are open",
        "10 are open",
    ),
    "a concern by one word of its own": (
        "prison",
        "| Concern | Status |\n|---|---|\n| Complaints | In progress |\n| Illicit drugs | Not"
        " started |",
        "| In progress |",
        "| Completed |",
    ),
    "grades of a list": (
        "prison",
        "- Safety: poor\n- Respect: reasonably good\n- Purposeful activity: not sufficiently good",
        "Respect: reasonably good",
        "Respect: good",
    ),
    "every state without a total": (
        "prison",
        "One has been completed, two are in progress and nine have not been started.",
        "two are in progress and nine",
        "four are in progress and seven",
    ),
    "a line with an item, its number and its state": (
        "prison",
        "- Release without an address (12): not started.\n- Complaints (7): in progress.",
        "(7): in progress",
        "(7): completed",
    ),
    "a line with an item and its state": (
        "prison",
        "9. Library closed for long periods: not started",
        "not started",
        "completed",
    ),
    "sentences without a subject, the owner before them": (
        "prison",
        "- Illicit drugs (COC-2). Owner: Head of Healthcare Appointments. Due 30 September 2026.",
        "30 September 2026",
        "31 October 2026",
    ),
    "a grade as a verb in the past": (
        "fire",
        "It also required improvement at preventing fires.",
        "also required improvement",
        "was inadequate",
    ),
    "what was asked of whom the plan is of": (
        "prison",
        "The prison has also been asked to give overcrowded cells screening around the toilet. "
        "That has not been started.",
        "has not been started",
        "has been completed",
    ),
    "items by their words, listed behind their state": (
        "prison",
        "In progress: complaints and their replies (due 31 August 2026), support for those at risk"
        " of suicide (due 30 September 2026) and visits.\n\nNot started: overcrowded cells;"
        " library closed for long periods.",
        "suicide (due 30 September 2026)",
        "suicide (due 31 October 2026)",
    ),
    "an item behind its state": (
        "prison",
        "5.3 Not started: the screening of overcrowded cells.",
        "Not started",
        "Complete",
    ),
    "what a paper calls its items": (
        "fire",
        "The plan has 22 findings. Three of the 22 findings have been completed.",
        "Three of the 22",
        "Five of the 22",
    ),
    "an area by a word of its name": (
        "fire",
        "On affordability we were adequate.",
        "adequate",
        "good",
    ),
    "two areas by a word each": (
        "fire",
        "Efficiency and response were both graded good.",
        "both graded good",
        "both graded adequate",
    ),
    "a grade before the text of an item": (
        "prison",
        "Safety was judged poor, and it is there that inspectors raised their first concern: that"
        " levels of violence were too high and the use of force was not scrutinised well enough.",
        "judged poor",
        "judged reasonably good",
    ),
    "verified, of an item that ends its sentence": (
        "prison",
        "The desk was staffed, and key concern 1 was reported complete on 28 September 2026. It "
        "has yet to be verified.",
        "It has yet to be verified",
        "It was verified on 2 October 2026",
    ),
    "two items that a sentence is about": (
        "prison",
        "Overcrowded cells and missed health care appointments have not been started.",
        "have not been started",
        "have been completed",
    ),
    "each of the two items named": (
        "prison",
        "COC-1 was completed in time. COC-3 is in progress. Each was due on 30 September 2026.",
        "Each was due on 30 September 2026",
        "Each was due on 31 October 2026",
    ),
    "a date that is moved": (
        "prison",
        "Suicide and self-harm (concern 3). In progress. The Governor moved the date by two "
        "months, to 30 September 2026.",
        "to 30 September 2026",
        "to 30 November 2026",
    ),
    "the rest, parted": (
        "prison",
        "The prison has completed one of its 12 concerns. The remaining 11 divide into two that "
        "are in progress and nine that are not started.",
        "two that are in progress and nine",
        "four that are in progress and seven",
    ),
    "how many of them": (
        "prison",
        "There were 12 concerns. Eleven of them remain open.",
        "Eleven of them",
        "Nine of them",
    ),
    "the text of an item before what is said of it": (
        "prison",
        "4.1 Key concern 1: levels of violence were too high and the use of force was not "
        "scrutinised well enough. The prison reported this complete on 28 September 2026. It "
        "remains to be verified.",
        "It remains to be verified",
        "It has been verified",
    ),
    "two areas, the second in a clause of its own": (
        "fire",
        "Prevention and fairness were both requires improvement, and understanding risk was "
        "adequate.",
        "understanding risk was adequate",
        "understanding risk was good",
    ),
    "a committee called after an area": (
        "prison",
        "# Community Safety Scrutiny Committee\n\nOne concern has been dealt with, two are in "
        "progress and nine have not been started.",
        "two are in progress and nine",
        "three are in progress and eight",
    ),
}


def _differing(run: Run, file: Path, store: Path, day: str, text: str) -> list[str]:
    file.write_text(f"Position at {day}\n\n{text}\n", encoding="utf-8")
    shown = run("report", "--check", file, "--store", store, "--json").out
    value = json.loads(shown) if shown else {"claims": []}
    return [one["about"] for one in value["claims"] if one["verdict"] == "differs"]


def _missed(run: Run, tmp_path: Path, plans: dict[str, Path], ways: Iterable[str]) -> list[str]:
    wrong = []
    for way in ways:
        name, text, right, slip = _WAYS[way]
        assert text.count(right) == 1
        file, day = tmp_path / "paper.txt", PLANS[name][1]
        clean = _differing(run, file, plans[name], day, text)
        slipped = _differing(run, file, plans[name], day, text.replace(right, slip))
        if clean or not slipped:
            wrong.append(f"{way}: {clean or 'the slip is missed'}")
    return wrong


def test_a_way_of_saying_agrees_with_any_plan_and_differs_where_it_is_wrong(
    run: Run, tmp_path: Path, plans: dict[str, Path]
) -> None:
    assert "\n".join(_missed(run, tmp_path, plans, _WAYS)) == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("fire", "It stays open until all three recommendations have been dealt with."),
        ("fire", "The training of managers was completed late, on 31 August."),
        ("fire", "The training programme for supervisors has been completed."),
        ("fire", "Outside People two of the 13 items are completed."),
        ("fire", "REC-1 went from 30 June to 31 August 2026, and was completed on 27 August."),
        ("fire", "AFI-5 was completed on 10 September, ahead of its date of 31 October."),
        ("fire", "Training (AFI-10). The new system was delivered late, and work goes on."),
        ("fire", "From: Performance Manager\n\nTwo of the six recommendations are completed."),
        ("fire", "Head of Protection\n\nI lead on four items: two are open and one is completed."),
        ("fire", "Of the 35 green items 18 are completed."),
        ("fire", "AFI-9 is one of 12 items on which no work has been reported."),
        ("fire", "12 are red, 3 are amber and 7 are green, by the colours of our own key."),
        ("fire", "Agree whether AFI-6 and AFI-7 can be completed by Saturday, or need a date."),
        ("fire", "Four of the items were completed in 2025."),
        ("fire", "Nine items stand below. Two of them have not started."),
        ("fire", "3 items out of 22 have been completed, and 19 have not."),
        ("fire", "The May report recorded three of the six recommendations as completed."),
        (
            "fire",
            "Preventing fires was judged to require improvement to be good, as in June 2022.",
        ),
        (
            "fire",
            "REC-2, enough qualified officers, should have been finished by 30 September 2026.",
        ),
        ("fire", "One AFI on resources was overdue by 46 days at 15 September."),
        ("prison", "COC-4, COC-6 and COC-10 have still to be started."),
        ("prison", "Safety has four concerns and Respect three, as we have parted them."),
        ("prison", "Key concerns: none of the eight is complete. Priority concerns: one of four."),
        ("prison", "Complaints (7): answered within 14 days."),
        ("fire", "The programme covering all premises of highest risk was completed in May."),
        ("fire", "One item is overdue. The remaining 11 open items are on course."),
        ("fire", "Visits are complete for 131 of the 140, and the recommendation is open."),
        ("fire", "Ten of the 19 open findings still have a date before the autumn."),
        ("fire", "In progress: manager training (due May 2026), records (due June 2026)."),
        ("prison", "Two of the remaining eight concerns are complete."),
        ("prison", "One, complaints, is in progress and three have not been started."),
        ("fire", "Four of the five were completed on or before the date set."),
        ("fire", "# Next report\n\nJanuary 2027, after the items due in December."),
        ("prison", "Staff raised concerns about the 9 o'clock roll."),
    ],
)
def test_what_another_plan_has_in_other_words_is_no_alarm(
    run: Run, tmp_path: Path, plans: dict[str, Path], name: str, text: str
) -> None:
    file = tmp_path / "paper.txt"
    file.write_text(f"Position at {PLANS[name][1]}\n\n{text}\n", encoding="utf-8")
    shown = run("report", "--check", file, "--store", plans[name], "--json").out
    claims = json.loads(shown)["claims"] if shown else []
    assert [one for one in claims if one["verdict"] == "differs"] == []


def test_days_late_of_a_completed_item_end_when_it_was_completed(
    run: Run, tmp_path: Path, plans: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TODAY", "2026-10-05")
    run("update", "COC-7", "--status", "done", "--yes", "--store", plans["prison"])
    monkeypatch.setenv("TRACKER_TODAY", "2026-10-13")
    for text, differing in (
        ("COC-7 was completed on 5 October 2026, 35 days late.", []),
        ("COC-7 was completed on 5 October 2026, thirty-five days late.", []),
        ("COC-7 was completed on 5 October 2026, 42 days late.", ["COC-7, days late"]),
    ):
        day = PLANS["prison"][1]
        found = _differing(run, tmp_path / "paper.txt", plans["prison"], day, text)
        assert found == differing


def test_a_day_before_which_figures_are_wanted_is_not_the_paper_s_own(
    run: Run, tmp_path: Path, plans: dict[str, Path]
) -> None:
    file = tmp_path / "paper.txt"
    file.write_text(
        "Fire Authority\n\n12 October 2026\n\nMembers ask for a report on officer numbers before"
        " the date of 30 November 2026.\n\nTwo recommendations are completed.\n",
        encoding="utf-8",
    )
    shown = run("report", "--check", file, "--store", plans["fire"], "--json").out
    assert json.loads(shown)["as_of"] == "2026-10-12"


@pytest.mark.parametrize("form", ["txt", "md", "html", "docx"])
@pytest.mark.parametrize("appendices", ["open", "all"])
def test_our_own_paper_of_another_inspectorate_s_plan_agrees_with_it(
    run: Run, tmp_path: Path, plans: dict[str, Path], form: str, appendices: str
) -> None:
    words = ("--until", "2027-03-01", "--agreed-by", "Service Board", "--reason", "one new system")
    deferred = run("defer", "AFI-8", *words, "--yes", "--store", plans["fire"])
    assert deferred.code == 0, deferred.err
    for name, store in plans.items():
        paper = tmp_path / f"{name}.{form}"
        made = run("report", "-o", paper, "--appendices", appendices, "--yes", "--store", store)
        checked = run("report", "--check", paper, "--store", store)
        assert (made.code, checked.code) == (0, 0), checked.out
