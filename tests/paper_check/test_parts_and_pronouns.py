"""Parts of a number of items, and what the next sentences say of an item that one has named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.slips import Difference, differences, right_and_slip

_TOGETHER: Final = "items, counted together"
_WAYS: Final[dict[str, tuple[str, Difference]]] = {
    "a part of what the sentence before counts": (
        "PVP has 33 items that are open. {Twelve|Nine} of the 33 are overdue.",
        (_TOGETHER, "9 overdue", "12 overdue"),
    ),
    "parts in two states": (
        "PVP overall has 12 items. Of those 12, {12|eight} are overdue and none is verified.",
        (_TOGETHER, "8 overdue, 0 verified", "12 overdue, 0 verified"),
    ),
    "what a framework has of the plan": (
        "PVP accounts for nine of the 16 recommendations and {28|26} of the 48 AFIs.",
        ("Protecting Vulnerable People, AFIs in all", "26 of 48", "28 of 28"),
    ),
    "what of the plan is in a framework": (
        "{Five|Seven} of the 48 AFIs are in Public Protection.",
        ("Public Protection, AFIs in all", "7 of 48", "5 of 5"),
    ),
    "verified, in the next sentence": (
        "REC-1 was completed. {It has not been verified.|It has since been verified.}",
        ("REC-1, status", "It has since been verified", "completed, awaiting verification"),
    ),
    "verified, in the same clause": (
        "REC-1 {is completed|was completed and has been verified}.",
        (
            "REC-1, status",
            "was completed and has been verified",
            "completed, awaiting verification",
        ),
    ),
    "behind the item's own text": (
        "REC-6: {text} This {is in progress|has been completed}.",
        ("REC-6, status", "This has been completed", "in progress"),
    ),
    "behind a day": (
        "REC-6 is in progress. On 3 November it was put back to {September 2008|March 2009}.",
        ("REC-6, due", "Mar 2009", "Sep 2008"),
    ),
    "that action": (
        "REC-6 is late. That action {is in progress|has since been completed}.",
        ("REC-6, status", "That action has since been completed", "in progress"),
    ),
    "what the inspectors expect": (
        "REC-6 is in progress. The inspectorate expects it to be in place by "
        "{September 2008|March 2009}.",
        ("REC-6, due", "Mar 2009", "Sep 2008"),
    ),
    "completed, though late": (
        "REC-6 {is late|was completed late}.",
        ("REC-6, status", "was completed late", "in progress"),
    ),
}
_OTHERS: Final = (
    "PVP has 33 items that are open. Of the 33 that we were asked about, two are completed.",
    "Missing Persons and Public Protection have 13 items. Of these 13, three are completed.",
    "None of the three is complete.",
    "REC-6 is overdue, with 131 of 140 done.",
    "On REC-6 reviews are now complete for 131 of the 140 packages, which leaves nine.",
    "Five of the 28 AFIs and one of the nine recommendations of PVP are in Public Protection.",
    "Eight AFIs are overdue. Two of the eight AFIs are in PVP, we were told in May.",
    "REC-1 was completed, and it is to be verified in March 2009.",
    "REC-1 was completed and is now awaiting verification.",
    "REC-1 was completed. It was delivered late.",
    "REC-1 came in 2007. That recommendation is completed, though nobody has verified it yet.",
)


@pytest.mark.parametrize("way", _WAYS)
def test_what_goes_on_about_items_is_held_against_the_plan(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    text, slip = _WAYS[way]
    own = json.loads(run("show", "REC-6", "--store", imported, "--json").out)["items"][0]["text"]
    text = text.replace("{text}", own)
    assert right_and_slip(run, imported, tmp_path, text) == ([], [slip])


@pytest.mark.parametrize("text", _OTHERS)
def test_what_may_be_of_other_items_is_no_alarm(
    run: Run, imported: Path, tmp_path: Path, text: str
) -> None:
    assert differences(run, imported, tmp_path, text) == []
