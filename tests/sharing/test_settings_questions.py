"""A setting to which two people gave different values: it is found, and settled by a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of


@pytest.fixture
def pair(imported: Path, tmp_path: Path) -> tuple[Copy, Copy]:
    """Two copies in which a framework has two names, brought together."""
    ours, theirs = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    ours("framework rename missing-persons 'Missing People' --yes")
    theirs("framework rename missing-persons 'Absent Persons' --yes")
    return ours, theirs


FOUND = (
    "not settled, and no item: settings frameworks.missing-persons.name   "
    "(what to choose: tracker check)\n"
)


@pytest.mark.parametrize("name", ["Missing People", "Absent Persons"])
def test_a_framework_of_two_names_is_found_by_list_and_check_until_one_is_chosen(
    pair: tuple[Copy, Copy], name: str
) -> None:
    ours, theirs = pair
    lines = ours.sync(theirs, code=6).out.splitlines()
    assert lines[-1].startswith("  tracker framework rename missing-persons '")
    assert ours("list --unsettled").err == FOUND
    checked = ours("check", code=1).out
    assert "error: two people gave different values (unsettled)\n  tracker.toml:" in checked
    assert f"tracker framework rename missing-persons '{name}'" in " ".join(checked.split())
    ours(f"framework rename missing-persons '{name}' --yes")
    assert ours("list --unsettled").err == ""
    assert "(unsettled)" not in ours("check", code=None).out
    ours.sync(theirs)
    assert ours.files == theirs.files
    assert name in theirs("framework list").out


def test_a_setting_of_two_values_is_settled_by_setting_it_again(
    imported: Path, tmp_path: Path
) -> None:
    ours, theirs = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    ours("settings set thresholds.near_days 45 --yes")
    theirs("settings set thresholds.near_days 60 --yes")
    line = ours.sync(theirs, code=6).out.splitlines()[-1].strip()
    assert line.startswith("tracker settings set thresholds.near_days ")
    kept = "45" if line.endswith("60") else "60"
    done = ours(f"settings set thresholds.near_days {kept} --yes")
    assert done.err == f"near_days {kept}, as it is\n"
    assert "(unsettled)" not in ours("check", code=None).out
    assert "is so already" in ours(f"settings set thresholds.near_days {kept}").err
