"""A report that two people took in apart, brought together, and undone by one and by both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, Run
from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of


@pytest.fixture
def pair(run: Run, tmp_path: Path) -> tuple[Copy, Copy]:
    """Two copies of one plan into each of which the report came, brought together."""
    run("init", str(tmp_path / "plan"), "--organisation", "Example Police")
    ours, theirs = copies_of(tmp_path / "plan", tmp_path, LIAISON, DEPUTY)
    for one in (ours, theirs):
        one("import", str(EXAMPLE), "--yes")
    ours.sync(theirs)
    return ours, theirs


def number(copy: Copy) -> int:
    """How many items are in the plan's lists."""
    return int(json.loads(copy("list --all --json").out)["count"])


def test_an_import_that_another_made_too_is_undone_by_both_and_by_none_alone(
    pair: tuple[Copy, Copy],
) -> None:
    ours, theirs = pair
    first = ours("undo --yes", code=None).err
    assert "not undone: REC-1..16, AFI-1..48: Deputy took in the same, by which it stays\n" in first
    assert "not undone: tracker.toml: Deputy took in the same, by which it stays\n" in first
    assert "changed since" not in first
    assert number(ours) == 64
    ours.sync(theirs)
    assert ours.files == theirs.files
    second = theirs("undo --yes", code=None).err
    assert "took in the same" not in second
    assert "changed since" not in second
    theirs.sync(ours)
    assert ours.files == theirs.files
    assert number(ours) == number(theirs) == 0
    assert ours("check", code=None).out.count("error") == 0


def test_an_import_that_was_undone_while_the_other_stands_is_done_again(
    pair: tuple[Copy, Copy],
) -> None:
    ours, theirs = pair
    ours("undo --yes", code=None)
    ours("undo --redo --yes", code=None)
    ours.sync(theirs)
    theirs("undo --yes", code=None)
    theirs.sync(ours)
    assert number(ours) == 64
    assert ours.files == theirs.files


def test_an_item_on_which_somebody_worked_since_stays_for_that(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    ours("note REC-5 seen")
    ours("undo --yes", code=None)  # the note
    ours("note REC-6 seen")
    ours.sync(theirs)
    undone = theirs("undo --yes", code=None).err
    assert "REC-6 was changed since it was made: it stays" in undone
    assert "REC-5 was changed" not in undone
    assert "Liaison Officer took in the same" in undone
