"""How many areas have each grade, and which of our grades is the best or the lowest."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.conftest import PLANS

_SLIP: Final = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_FIRE: Final = {
    "the areas with one grade": "{Four|Five} areas were graded good.",
    "those without parts": "Three areas were graded good and {three|two} adequate.",
    "of our areas": "{Two|Three} of our areas were graded inadequate.",
    "the areas graded, and each grade": (
        "Eleven areas were graded beneath the three main questions. Three were good, {three|two} "
        "were adequate, three were graded as requires improvement and two as inadequate."
    ),
    "how many grades there are": "The report gives us {14|15} grades.",
    "none": "None of our areas was graded {outstanding|good}.",
    "none behind those counted": (
        "Eleven areas were graded. Three were good. None was {outstanding|inadequate}."
    ),
    "behind the lowest grade": (
        "Our lowest grade was inadequate, which we were given in {two|three} areas."
    ),
    "the lowest grade": "Our lowest grade was {inadequate|adequate}.",
    "the best grade, behind the lowest": (
        "Our lowest grade was inadequate, in two areas. The best was {good|outstanding}, for three "
        "of the eleven areas."
    ),
    "whose the best grade is": (
        "The best grade we were given was for {responding to fires|preventing fires}."
    ),
    "what has the lowest grade": (
        "{Protecting the public through fire regulation|Preventing fires and other risks} had the "
        "lowest grade of all."
    ),
    "parts of a framework": "Under effectiveness, {two|three} areas were graded good.",
    "with a grade before each number": (
        "We were judged good in three areas and adequate in {three|four}."
    ),
}
_PRISON: Final = {
    "half of the grades": (
        "The inspectorate gave us four grades. Half of them were {reasonably good|good}."
    ),
    "the highest of these": (
        "The report contained four grades. The highest of these was {reasonably good|good}."
    ),
    "the rest of the four": (
        "None of the four tests was graded good. Two were reasonably good, {one was|two were} not "
        "sufficiently good and one was poor."
    ),
}
_OTHERS: Final = (
    "Of 20 case files audited, three were good, twelve adequate and five inadequate.",
    "In the north, five areas were graded good.",
    "Our self-assessment had five areas graded good.",
    "Of the 44 services, 13 were graded good. Twelve were adequate and one was outstanding.",
    "We hope that five areas will be graded good next time.",
    "In 2019, five areas were graded good.",
    "Two areas graded good have one area for improvement each.",
    "Five of the six recommendations came from areas graded adequate.",
    "The lowest grade that there is would be inadequate; the best is outstanding.",
    "The best grade in the region was outstanding.",
    "Under efficiency, one area was graded good.",
    "Seven areas were graded good at the last inspection.",
)


@pytest.mark.parametrize("way", _FIRE)
def test_areas_are_counted_by_their_grades(
    run: Run, plans: dict[str, Path], tmp_path: Path, way: str
) -> None:
    assert _right_and_slip(run, plans, tmp_path, "fire", _FIRE[way]) == (0, True)


@pytest.mark.parametrize("way", _PRISON)
def test_areas_are_counted_by_their_grades_on_another_scale(
    run: Run, plans: dict[str, Path], tmp_path: Path, way: str
) -> None:
    assert _right_and_slip(run, plans, tmp_path, "prison", _PRISON[way]) == (0, True)


@pytest.mark.parametrize("text", _OTHERS)
def test_grades_of_other_things_are_no_count_of_areas(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert _differ(run, plans, tmp_path, "fire", text) == 0


def _right_and_slip(
    run: Run, plans: dict[str, Path], folder: Path, plan: str, text: str
) -> tuple[int, bool]:
    """Return how many claims differ in a right paper, and whether any does with its slip."""
    right = _differ(run, plans, folder, plan, _SLIP.sub(r"\1", text))
    return right, _differ(run, plans, folder, plan, _SLIP.sub(r"\2", text)) > 0


def _differ(run: Run, plans: dict[str, Path], folder: Path, plan: str, text: str) -> int:
    file = folder / "paper.txt"
    file.write_text(
        f"Position at {PLANS[plan][1]}\n\nWe were inspected.\n\n{text}\n", encoding="utf-8"
    )
    shown = run("report", "--check", file, "--store", plans[plan], "--json").out
    claims = json.loads(shown)["claims"] if shown else []
    return sum(one["verdict"] == "differs" for one in claims)
