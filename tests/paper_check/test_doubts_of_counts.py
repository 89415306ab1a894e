"""Numbers that may be of another time or of a part, and those put down to somebody."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.slips import Difference, differences, right_and_slip

_COUNTS: Final[dict[str, tuple[str, Difference]]] = {
    "the majority of the work on so many": (
        "Of the 12 items of PVP overall, for which most of the work has been done, {none|one} "
        "has been completed.",
        ("Protecting Vulnerable People (overall), items completed", "1 of 12", "0 of 12"),
    ),
    "all of two kinds": (
        "The recommendation on Child Abuse Investigation and the three areas for improvement "
        "are {in progress|completed}, with all four due in April 2009.",
        ("Child Abuse Investigation, AFIs completed", "3", "0"),
    ),
    "the number that a chair confirmed": (
        "The Chair confirmed that {twelve|ten} actions were overdue.",
        ("All frameworks, items overdue", "10", "12"),
    ),
    "the number that a chair reported": (
        "The Chair reported that {18|12} items were completed.",
        ("All frameworks, items completed", "12", "18"),
    ),
    "the number of a kind that a report gave": (
        "The report says that {12|9} AFIs are completed.",
        ("All frameworks, AFIs completed", "9", "12"),
    ),
    "a number of items to be completed by a day": (
        "{Seventeen|Fifteen} items are to be completed by the end of December 2008.",
        ("All frameworks, items due by 31 Dec 2008", "15", "17"),
    ),
    "a number of items that must be finished by a day": (
        "A further {17|15} items must be finished by 31 December 2008.",
        ("All frameworks, items due by 31 Dec 2008", "15", "17"),
    ),
    "the items of one date and of all": (
        "# Due 31 December 2008\n\nIn the whole plan {46|41} items are open.",
        ("All frameworks, items open", "41", "46"),
    ),
    "red items, which are late": (
        "Red: {12|14} items are overdue.",
        ("All frameworks, items overdue", "14", "12"),
    ),
}

_DOUBTS: Final[tuple[str, ...]] = (
    "Since the last report five items have been completed, 24 have become overdue.",
    "Five items have been completed, 24 have become overdue.",
    (
        "Protecting Vulnerable People has one part of its own. Three of the four areas below it "
        "are on course."
    ),
    "PVP overall is overdue, and three of the four areas below it are completed.",
    "The majority of the work on all 12 has been done.",
    "The majority of the work on all 12 items of PVP overall has been done.",
    "REC-6 and REC-14 were discussed. The date for the first of these moved to 31 May 2009.",
    "REC-6 and REC-14 were discussed. The other one is due on 31 May 2009.",
    "Green and still open: 17 items.",
    (
        "The recommendation on Child Abuse Investigation and the three areas for improvement, "
        "with all four due in April 2009."
    ),
    "One in four items is overdue.",
    "The inspectorate reported that one in four items were overdue.",
    "Report 9 said that seven of the 16 recommendations were completed.",
    "Report 9 says that one more of the recommendations is completed: 7 of 16 in all.",
    "REC-15: a review of shared resources completed across business groups.",
    "PVP overall has four recommendations. They are in progress and were late on 1 December.",
    "PVP has nine recommendations, and 28 areas for improvement were made, a total of 37.",
    "The reports are kept with the action plan (DOC 4/26), and none has been verified.",
    "# Due 31 December 2008\n\nFive open actions, one of them a recommendation.",
    "# Missing Persons\n\nREC-9 is completed. It has yet to be verified.",
    "Domestic Violence AFI 12 is due in December 2008.",
    "Members ask that every action be verified within 60 days.",
    "REC-6 was reported complete in September and sent back in October.",
    "Most of the work on REC-6 is done, and the greater part of the work on REC-5 is complete.",
    "The two Missing Persons recommendations to be checked and the record corrected.",
)


@pytest.mark.parametrize("way", _COUNTS)
def test_a_count_whose_words_leave_no_doubt_is_held_against_the_plan(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    text, slip = _COUNTS[way]
    assert right_and_slip(run, imported, tmp_path, text) == ([], [slip])


@pytest.mark.parametrize("text", _DOUBTS)
def test_a_count_of_another_time_part_or_source_is_no_alarm(
    run: Run, imported: Path, tmp_path: Path, text: str
) -> None:
    assert differences(run, imported, tmp_path, text) == []
