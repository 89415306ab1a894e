"""An import that one undid before it was sent, and another made as well: it is the other's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import EXAMPLE
from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Copy, Copy]:
    """Two copies of an empty plan; both imported the report, and the first undid it."""
    made = Copy(tmp_path / "made", LIAISON)
    made(f"init {made.folder} --organisation 'Example Police'")
    ours, theirs = copies_of(made.folder, tmp_path, LIAISON, DEPUTY)
    ours("import", str(EXAMPLE), "--yes")
    ours("undo --yes")
    theirs("import", str(EXAMPLE), "--yes")
    return ours, theirs


@pytest.mark.parametrize("is_ours", [True, False])
def test_nothing_is_asked_and_all_of_it_is_there(pair: tuple[Copy, Copy], is_ours: bool) -> None:
    ours, theirs = pair if is_ours else pair[::-1]
    before = pair[1]("list --all").out
    ours.sync(theirs, code=0)
    assert ours.files == theirs.files
    assert ours("list --unsettled").out.startswith("Items on 1 Dec 2008: none")
    assert ours("check").code == 0
    assert ours("list --all").out == before
    assert "unknown" not in ours("check").out


def test_what_the_other_made_of_it_since_counts(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    theirs("framework rename 'Neighbourhood Policing' 'Local Policing' --yes")
    ours.sync(theirs, code=0)
    assert 'name = "Local Policing"' in (ours.folder / "tracker.toml").read_text()


def test_once_both_undid_it_it_is_gone(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    ours.sync(theirs, code=0)
    theirs("undo --yes")
    theirs.sync(ours, code=0)
    assert ours("list --count").out.startswith("0")
    assert "unknown" not in ours("check").out
