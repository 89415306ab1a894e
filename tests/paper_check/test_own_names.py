"""Papers that call the force, the prison or the council by its name, and those that name others."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.slips import Difference, differences, right_and_slip

_HEAD: Final = "Westmarch Police Authority\n\nReport by the Chief Constable of Westmarch\n\n"
_COMPLETED: Final[Difference] = ("All frameworks, recommendations completed", "9 of 16", "6 of 16")
_WAYS: Final[dict[str, tuple[str, Difference]]] = {
    "with the word behind it": (
        "Westmarch Police has completed {six|nine} of its 16 recommendations.",
        _COMPLETED,
    ),
    "alone": (
        "In Westmarch {six|nine} of the 16 recommendations have been completed.",
        _COMPLETED,
    ),
    "with an article": (
        "The Westmarch force has completed {six|nine} of its 16 recommendations.",
        _COMPLETED,
    ),
    "in initials": (
        "Westmarch Police (“WMP”) was inspected. WMP has completed {six|nine} of its 16 "
        "recommendations.",
        _COMPLETED,
    ),
    "of a grade": (
        "Westmarch Constabulary was graded {Fair|Good} for Public Protection.",
        ("Public Protection, grade", "Good", "Fair"),
    ),
    "at the time of the paper": (
        "At the time of this report Westmarch has completed {six|nine} of its 16 recommendations.",
        _COMPLETED,
    ),
}


@pytest.mark.parametrize("way", _WAYS)
def test_the_name_in_a_papers_head_is_that_of_whom_the_plan_is_of(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    text, slip = _WAYS[way]
    assert right_and_slip(run, imported, tmp_path, _HEAD + text) == ([], [slip])


def test_a_name_that_stands_in_no_head_is_anothers(
    run: Run, imported: Path, tmp_path: Path
) -> None:
    text = f"{_HEAD}Eastfold Police has completed nine of its 16 recommendations."
    assert differences(run, imported, tmp_path, text) == []


@pytest.fixture
def own(imported: Path, tmp_path: Path) -> Path:
    """A copy of the plan, to be changed."""
    return Path(shutil.copytree(imported, tmp_path / "own"))


def test_the_organisation_of_the_plan_is_known_where_the_paper_has_no_head(
    run: Run, own: Path, tmp_path: Path
) -> None:
    text = "Eastfold has completed {six|nine} of its 16 recommendations."
    assert right_and_slip(run, own, tmp_path, text) == ([], [])
    set_to = run("settings", "set", "organisation", "Eastfold Police", "--store", own)
    assert set_to.code == 0, set_to.err
    assert right_and_slip(run, own, tmp_path, text) == ([], [_COMPLETED])


@pytest.mark.parametrize(
    "name", ["HMP Alder", "HMP/YOI Alder", "Alder County Council", "Alder Fire and Rescue Service"]
)
def test_names_of_prisons_councils_and_services_are_known_again_without_their_sort(
    run: Run, imported: Path, tmp_path: Path, name: str
) -> None:
    text = f"{name}: progress\n\nAt Alder {{six|nine}} of the 16 recommendations are completed."
    assert right_and_slip(run, imported, tmp_path, text) == ([], [_COMPLETED])


def test_those_who_inspected_and_the_council_whose_plan_it_is_are_no_other_bodies(
    run: Run, own: Path, tmp_path: Path
) -> None:
    run("settings", "set", "organisation", "Alder County Council", "--store", own)
    text = "The report of Ofsted found the Council to be {Fair|Good} for Public Protection."
    slip = ("Public Protection, grade", "Good", "Fair")
    assert right_and_slip(run, own, tmp_path, text) == ([], [])
    inspection = "hmic-2007-phase-one"
    edited = run("inspection", "edit", inspection, "--body", "Ofsted", "--store", own, "--yes")
    assert edited.code == 0, edited.err
    assert right_and_slip(run, own, tmp_path, text) == ([], [slip])
