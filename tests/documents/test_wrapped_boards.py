"""Boards of grades in columns, in which a grade and the head of its column take two lines."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.sources import wrapped_boards
from hmic_tracker.domain.drafts import Draft

_HEAD = "Fire & Rescue Service 2029–31\n\nAn inspection of Moor Fire and Rescue\n\nOverview\n"
_FOOT = "\n\nAreas for improvement\n\n• The service should make sure that it visits enough homes.\n"


def _board(now: str, before: str, rows: tuple[tuple[str, str, str], ...], least: int) -> str:
    """A board in three columns, each grade cut behind its first word where it has two."""
    first, _, second = now.partition(" ")
    lines = [f" {'Question':<{least}}{first:<19}{before}"]
    if second:
        lines.append(f" {'':<{least}}{second}")
    for name, *grades in rows:
        parts = [grade.split(" ", 1) for grade in grades]
        lines.append(f" {name:<{least}}{parts[0][0]:<19}{parts[1][0]}")
        if any(len(part) > 1 for part in parts):
            rest = [part[1] if len(part) > 1 else "" for part in parts]
            lines.append(f" {'':<{least}}{rest[0]:<19}{rest[1]}".rstrip())
    return "\n".join(lines)


def _grades(draft: Draft) -> list[tuple[str, str, str | None]]:
    names = {framework.slug: framework.name for framework in draft.frameworks}
    return [(names[grade.framework], grade.period, grade.grade) for grade in draft.grades]


_ROWS = (
    ("Effectiveness", "Good", "Requires improvement"),
    ("Understanding the risk of fire", "Requires improvement", "Good"),
    ("Preventing fire", "Outstanding", "Good"),
    ("People", "Requires improvement", "Requires improvement"),
)


@pytest.mark.parametrize(
    ("now", "before", "periods"),
    [
        ("This inspection", "2027/28", ("2029–31", "2027/28")),
        ("2031", "2028", ("2031", "2028")),
        ("2031/32", "2027/28", ("2031/32", "2027/28")),
    ],
)
@pytest.mark.parametrize("least", [48, 60])
def test_each_row_has_its_grades_of_both_inspections(
    now: str, before: str, periods: tuple[str, str], least: int
) -> None:
    draft = read_report(f"{_HEAD}{_board(now, before, _ROWS, least)}{_FOOT}", "fire.txt")
    assert {(name, grade) for name, when, grade in _grades(draft) if when == periods[0]} == {
        (name, one) for name, one, _ in _ROWS
    }
    assert {(name, grade) for name, when, grade in _grades(draft) if when == periods[1]} == {
        (name, two) for name, _, two in _ROWS
    }


@pytest.mark.parametrize(
    ("line", "periods"),
    [
        ("Good (2028: Requires improvement)", {"2029–31", "2027/28"}),
        ("Good (2026: Requires improvement)", {"2029–31", "2027/28", "2026"}),
        ("Good (2028: Good)", {"2029–31", "2027/28", "2028"}),
    ],
)
def test_a_year_of_the_cycle_that_the_board_names_is_no_other_inspection(
    line: str, periods: set[str]
) -> None:
    board = _board("This inspection", "2027/28", _ROWS, 48)
    text = f"{_HEAD}{board}\n\n\nEffectiveness\n\n{line}\n{_FOOT}"
    draft = read_report(text, "fire.txt")
    assert {when for name, when, _ in _grades(draft) if name == "Effectiveness"} == periods


@pytest.mark.parametrize(
    "below",
    [
        " Effectiveness                                   Good               Weak tea",
        " Effectiveness                                   34                 31",
    ],
)
def test_columns_without_grades_are_left_as_they_are(below: str) -> None:
    head = " Question                                        2031               2028"
    lines = list(enumerate((head, *(below,) * 4)))
    assert wrapped_boards.with_tabs(lines) == lines
