"""Shapes of outcomes: sections that say how an item stands whose subject is their heading."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from tests.documents.reports import REVISIT

_LETTER = (
    REVISIT
    + """Governance

2. The board meets each month.

{first}

3. There were 40 broken ones. We are satisfied that this recommendation has been completed.

{second}

4. Two of nine courses have been looked at. This recommendation is in progress.

Conclusion

5. We will come again.
"""
)


def _statuses(first: str, second: str) -> list[tuple[str | None, str | None]]:
    draft = read_report(_LETTER.format(first=first, second=second), "letter.txt")
    return [(i.status, i.update) for i in draft.items if i.kind == "recommendation"]


def test_a_section_s_heading_says_by_its_words_which_item_it_is_about() -> None:
    assert _statuses("Lamps", "Evaluation of training") == [
        ("done", "3. There were 40 broken ones."),
        ("in-progress", "4. Two of nine courses have been looked at."),
    ]
    assert _statuses("Evaluation of training", "Lamps") == [
        ("in-progress", "4. Two of nine courses have been looked at."),
        ("done", "3. There were 40 broken ones."),
    ]


def test_a_heading_whose_words_no_item_has_is_about_none_of_them() -> None:
    assert _statuses("Money", "Staff") == [(None, None), (None, None)]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("This recommendation had been achieved.", "done"),
        ("This recommendation had not been achieved.", "in-progress"),
        ("We considered that this recommendation has not yet been met.", "in-progress"),
        ("Inspectors found that the recommendation was partially achieved.", "in-progress"),
        ("Nobody knew whether this recommendation had been achieved.", None),
    ],
)
def test_a_later_visit_says_in_the_past_what_came_of_an_item(said: str, status: str | None) -> None:
    draft = read_report(
        "Heron Harbour: review of progress\n\n4 December 2032\n\nPiers\n\n"
        "Recommendation: The harbour should mend the lamps on its piers.\n\n"
        f"2.1 There were forty broken ones.\n\n2.2 {said}\n",
        "visit.txt",
    )
    assert [item.status for item in draft.items] == [status]


_COLD = "Concern: The cells of the east wing were cold all winter."
_LATE = "Concern: Letters came late, and some were never given out."


def _of_review(*lines: str) -> list[tuple[str | None, str | None]]:
    review = "Review of progress at Harbour Prison, May 2032\n\nSummary of judgements\n\n"
    draft = read_report(review + "\n\n".join(lines) + "\n", "review.txt")
    return [(item.framework, item.status) for item in draft.items]


def test_a_verdict_below_the_first_concern_of_a_theme_is_that_concern_s() -> None:
    assert _of_review(
        "Daily life",
        _COLD,
        "Good progress",
        _LATE,
        "Reasonable progress",
        "Work and training",
        "Concern: Nobody was taught to read.",
        "Insufficient progress",
    ) == [
        ("daily-life", "in-progress"),
        ("daily-life", "in-progress"),
        ("work-and-training", "in-progress"),
    ]


def test_a_verdict_over_the_concerns_of_its_sort_is_none_of_the_one_above() -> None:
    first, _ = _of_review("Daily life", _COLD, "Good progress", _LATE)
    assert first[1] is None
