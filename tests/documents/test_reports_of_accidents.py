"""Reports of accidents: each recommendation has its intent above, and others are recalled."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report

_REPORT = """Ferry Accident Report

Collision with a buoy at Quillmere
2 November 2030

Report 07/2031
July 2031

Previous recommendations relevant to this investigation

24 Report 02/2026 made the following recommendation:

Recommendation 2

Quillmere Ferries should keep a register of the buoys that it hires.

25 In 2027 it had been implemented.

Recommendations and learning points

Recommendations

27 The following recommendations are made:

{first}The intent of this recommendation is to prevent buoys being left on the line.

Quillmere Ferries should review how buoys are counted by two people (paragraph 22a).

{second}The intent of this recommendation is to improve the watch at night.

Quillmere Ferries should review its watch. The review should consider:

• how wardens are chosen; and
• what is done with what they report.

This recommendation may also apply to other ferries (paragraph 23).

1 Those identified in the recommendations have a general and ongoing obligation to
comply with the law, and need to take these recommendations into account.

Learning points

28 There are important learning points:

1 Wardens should remember that lists made by day are hard to read by night.
"""
_FIRST = (
    "The intent of this recommendation is to prevent buoys being left on the line. Quillmere "
    "Ferries should review how buoys are counted by two people (paragraph 22a)."
)
_SECOND = (
    "The intent of this recommendation is to improve the watch at night. Quillmere Ferries should "
    "review its watch. The review should consider: • how wardens are chosen; and • what is done "
    "with what they report. This recommendation may also apply to other ferries (paragraph 23)."
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1 ", "2 "),
        ("1. ", "2. "),
        ("Recommendation 1\n\n", "Recommendation 2\n\n"),
        ("Recommendation 1: ", "Recommendation 2: "),
    ],
)
def test_an_item_is_its_intent_and_what_is_asked_for_below(first: str, second: str) -> None:
    draft = read_report(_REPORT.format(first=first, second=second), "ferry.txt")
    assert [(item.number, item.text) for item in draft.items] == [(1, _FIRST), (2, _SECOND)]


def test_the_day_below_the_number_is_of_the_report_and_the_first_of_what_happened() -> None:
    draft = read_report(_REPORT.format(first="1 ", second="2 "), "ferry.txt")
    assert (draft.title, draft.published) == ("Collision with a buoy at Quillmere", "2031-07")


def test_an_intent_with_nothing_asked_for_below_takes_no_other_item() -> None:
    text = _REPORT.format(first="1 ", second="2 ").replace(
        "Quillmere Ferries should review how buoys are counted by two people (paragraph 22a).\n",
        "",
    )
    texts = [item.text for item in read_report(text, "ferry.txt").items]
    assert _SECOND in texts
    assert not any("left on the line" in str(t) and "watch" in str(t) for t in texts)
