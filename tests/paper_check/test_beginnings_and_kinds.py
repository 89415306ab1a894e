"""Names that begin a paragraph, items by a word of their own, parts of each kind, tables below."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.slips import Difference, differences, right_and_slip, table

_WAYS: Final[dict[str, tuple[str, Difference]]] = {
    "a name that begins a paragraph": (
        "Public Protection. The one recommendation is {completed|in progress}. Five AFIs remain "
        "in progress.",
        ("Public Protection, recommendations completed", "0 of 1", "1 of 1"),
    ),
    "its items, of what the sentence before named": (
        "Most of the work on Public Protection is done. Its {five|four} AFIs are in progress.",
        ("Public Protection, AFIs in progress", "4", "5"),
    ),
    "parts of each kind": (
        "Of the 46 items still open, {36|35} are AFIs and 10 are recommendations.",
        ("All frameworks, AFIs open", "35", "36"),
    ),
    "shares of each kind": (
        "18 of the 64 items are complete. That is 6 recommendations of 16 and 12 AFIs of {48|47}.",
        ("All frameworks, AFIs completed", "12 of 47", "12 of 48"),
    ),
    "an item that a sentence describes": (
        "The second recommendation is that the force should develop a resource allocation "
        "mechanism for business groups. It is due by {March 2009|May 2009}.",
        ("REC-15, due", "May 2009", "Mar 2009"),
    ),
    "what remains of a framework": (
        "Performance Management\n\nMost of the work has been done. What remains is to be "
        "completed by {March 2009|May 2009}.",
        ("Performance Management, items due", "May 2009", "Mar 2009"),
    ),
    "a table below a heading with a state": (
        "What has been completed\n\n"
        + table(
            "Area | Recommendations | AFIs",
            "Neighbourhood Policing | REC-1 to REC-4 | All 10",
            "Public Protection | REC-9 | None",
            "Domestic Violence | REC-10 | {None|All 7}",
        ),
        ("Domestic Violence, AFIs completed", "7", "0"),
    ),
    "verified against evidence": (
        table(
            "Test | Result",
            "Items overdue | 12",
            "Completed items verified against evidence | {0|3} of 18",
        ),
        ("All frameworks, items verified and completed", "3 of 18", "0 of 18"),
    ),
    "completed and awaiting verification": (
        "There are 64 items: 16 recommendations and 48 areas for improvement (AFIs). {18|17} are "
        "completed and awaiting verification and 12 are overdue.",
        ("All frameworks, items completed", "17", "18"),
    ),
}
_OTHERS: Final = (
    "Items now overdue\n\n"
    + table(
        "Due | Framework | Recommendations | AFIs",
        "September 2008 | PVP overall | 4 | 0",
        "November 2008 | PVP overall | 0 | 8",
    ),
    "The Board may wish to note that 3 recommendations reported as completed rest on no evidence.",
    "REC-1 was reported as complete in September 2008, two weeks late, and is not verified.",
    "Missing Persons: Fair. Nobody knows which of the two recommendations it has completed; ask.",
    "Performance Management. The majority of the work on all three recommendations and ten AFIs "
    "has been completed.",
    "Of the seven greens, two are completed and five are open.",
    "Work outstanding in Public Protection is on course.",
)


@pytest.mark.parametrize("way", _WAYS)
def test_what_begins_with_a_name_or_parts_items_by_kind_is_held_against_the_plan(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    text, slip = _WAYS[way]
    assert right_and_slip(run, imported, tmp_path, text) == ([], [slip])


@pytest.mark.parametrize("text", _OTHERS)
def test_what_is_of_a_part_or_of_another_day_is_no_alarm(
    run: Run, imported: Path, tmp_path: Path, text: str
) -> None:
    assert differences(run, imported, tmp_path, text) == []


def test_the_position_of_a_paper_is_that_which_it_says_is_given(
    run: Run, imported: Path, tmp_path: Path
) -> None:
    text = (
        "Scrutiny Committee: 10 December 2008\n\nThe position given throughout is that at "
        "1 December 2008.\n\nREC-5 is in progress. It was 62 days late.\n"
    )
    file = tmp_path / "paper.txt"
    file.write_text(text, encoding="utf-8")
    shown = json.loads(run("report", "--check", file, "--store", imported, "--json").out)
    assert (shown["as_of"], [c for c in shown["claims"] if c["verdict"] == "differs"]) == (
        "2008-12-01",
        [],
    )


def test_parts_of_what_the_sentence_before_counts_are_held_together(
    run: Run, imported: Path, tmp_path: Path
) -> None:
    text = (
        "The plan has 64 items. Eighteen are completed. {18|Seven} of these are not yet verified."
    )
    right, slip = right_and_slip(run, imported, tmp_path, text)
    assert (right, [about for about, _, _ in slip]) == ([], ["items, counted together"])
