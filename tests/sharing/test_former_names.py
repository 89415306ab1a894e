"""A post or a board that one renamed while the other gave it items is one after an exchange."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of


@pytest.fixture
def pair(imported: Path, tmp_path: Path) -> list[Copy]:
    """Two copies of a plan with a post and a board that have each an item."""
    first = copies_of(imported, tmp_path / "first", LIAISON)[0]
    first("update REC-5 --owner 'Head of Custody' --new-owner --board 'Custody Board' --yes")
    return copies_of(first.folder, tmp_path, LIAISON, DEPUTY)


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_post_that_one_renamed_has_the_items_that_the_other_gave_it(
    pair: list[Copy], is_ours: bool
) -> None:
    renaming, giving = pair if is_ours else pair[::-1]
    renaming("person rename 'Head of Custody' 'Chief of Custody' --yes")
    giving("update REC-6,AFI-1 --owner 'Head of Custody' --yes")
    giving("action add REC-7 'Agree one form' --owner 'Head of Custody'")
    ours, theirs = pair
    result = ours.sync(theirs, code=0)
    assert (
        "REC-6..7, AFI-1: 'Head of Custody' is called 'Chief of Custody' by now, and so it is here"
        in " ".join(result.out.split())
    )
    assert ours.files == theirs.files
    assert ours("list --where 'owner = \"Chief of Custody\"' --all --count").out == "3\n"
    assert "Head of Custody" not in ours("summary").out
    assert "owner Head of Custody → Chief of Custody" in ours("show REC-6").out
    assert "Head of Custody" not in ours("list --open --group-by owner").out
    assert ours("check").code == 0
    assert ours.sync(theirs, code=0).out == "Nothing new, neither here nor there.\n"


def test_a_board_that_one_renamed_has_the_items_that_the_other_gave_it(pair: list[Copy]) -> None:
    ours, theirs = pair
    ours("board rename 'Custody Board' 'Detention Board' --yes")
    theirs("update REC-6 --board 'Custody Board' --yes")
    result = ours("sync --dry-run", str(theirs.folder))
    assert "REC-6: 'Custody Board' is called 'Detention Board' by now" in " ".join(
        result.out.split()
    )
    ours.sync(theirs, code=0)
    assert ours("list --where 'board = \"Detention Board\"' --count").out == "2\n"


def test_a_name_that_both_know_to_be_a_former_one_stays(pair: list[Copy]) -> None:
    ours, theirs = pair
    ours("person rename 'Head of Custody' 'Chief of Custody' --yes")
    ours.sync(theirs, code=0)
    path = theirs.folder / "items" / "REC-6.toml"
    path.write_text(path.read_text().replace("status =", 'owner = "Head of Custody"\nstatus =', 1))
    theirs("check --record")
    assert "is called" not in ours.sync(theirs, code=0).out
