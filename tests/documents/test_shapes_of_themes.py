"""Shapes of themes: headings that have their beginning in common, each above its own items."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report

_PLAN = """Heron School: plan after the review

12 May 2032

The review found that the school must be read with a map.

{first}

Recommendation 1: The school should open its library at noon.

Lead: Head
Status: Completed

{second}

The review praised the hall. It made no recommendation.

{third}

Recommendation 2: The school should paint its gates.

Lead: Bursar
"""


def _frameworks(first: str, second: str, third: str) -> list[str | None]:
    draft = read_report(_PLAN.format(first=first, second=second, third=third), "plan.txt")
    names = {framework.slug: framework.name for framework in draft.frameworks}
    return [names.get(item.framework or "") for item in draft.items]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("Theme 1: Books and maps", "Theme 2: The hall", "Theme 3: The gates"),
        ("A. Books and maps", "B. The hall", "C. The gates"),
        (
            "Working group: Books and maps (reported on 3 May 2031)",
            "Working group: The hall (reported on 7 June 2031)",
            "Working group: The gates (reported on 9 July 2031)",
        ),
    ],
    ids=["numbers", "letters", "names"],
)
def test_headings_with_a_beginning_in_common_are_the_themes_of_the_items_below_them(
    first: str, second: str, third: str
) -> None:
    assert _frameworks(first, second, third) == ["Books and maps", "The gates"]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("Theme 1: Books and maps", "Theme 7: The hall", "Theme 3: The gates"),
        ("Risk 1: Books and maps", "Risk 2: The hall", "Risk 3: The gates"),
        ("Working group: Books and maps", "Our governors: The hall", "Parents: The gates"),
        ("Judged: Strong", "Judged: Weak", "Judged: Sound"),
    ],
    ids=["no order", "no themes", "nothing in common", "a field"],
)
def test_other_lines_above_items_are_no_themes(first: str, second: str, third: str) -> None:
    assert _frameworks(first, second, third) == [None, None]
