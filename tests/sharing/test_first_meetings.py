"""The first exchange of two folders, one of which is a copy: what a command took out stays out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE
from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of


@pytest.fixture
def pair(imported: Path, tmp_path: Path) -> tuple[Copy, Copy]:
    """The liaison officer's plan, and a copy of it that was never exchanged."""
    ours, stick = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    return ours, stick


def _only_inspection(copy: Copy) -> str:
    (path,) = (copy.folder / "inspections").iterdir()
    return path.stem


@pytest.mark.parametrize("is_ours", [True, False])
def test_an_inspection_that_one_removed_stays_removed(
    pair: tuple[Copy, Copy], is_ours: bool
) -> None:
    ours, theirs = pair
    one, other = pair if is_ours else pair[::-1]
    other("person add 'Head of Contact'")
    removed = _only_inspection(one)
    one(f"inspection remove {removed} --reason 'another force' --yes")
    result = ours.sync(theirs)
    assert "there again" not in result.out
    assert "it stays" not in result.out
    assert f"settings inspection removed ({removed}: " in " ".join(result.out.split())
    assert ours.files == theirs.files
    assert not [path for path in ours.files if path.startswith(("items/", "inspections/"))]


def test_an_import_that_one_undid_is_undone_whole(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    theirs("person add 'Head of Contact'")
    ours("undo --yes")
    result = ours.sync(theirs)
    assert "Take note" not in result.out
    assert ours.files == theirs.files
    assert not [path for path in ours.files if path.startswith(("items/", "documents/"))]
    assert ours("check").code == 0


def test_an_item_that_its_maker_took_back_is_no_new_one(imported: Path, tmp_path: Path) -> None:
    (ours,) = copies_of(imported, tmp_path, LIAISON)
    ours("add rec 'That the force counts its cells'")
    shutil.copytree(ours.folder, tmp_path / "stick")
    theirs = Copy(tmp_path / "stick", DEPUTY)
    ours("undo --yes")
    theirs("note REC-5 seen")
    result = ours.sync(theirs)
    assert "added" not in result.out
    assert ours("show REC-17", code=3).out == ""
    assert ours.files == theirs.files


def test_what_the_other_one_worked_on_stays_and_is_named(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    theirs("note REC-5 seen")
    ours("undo --yes")
    result = ours.sync(theirs)
    assert "REC-5 was taken out on one side and changed on the other: it stays" in " ".join(
        result.out.split()
    )
    assert [path for path in ours.files if path.startswith("items/")] == ["items/REC-5.toml"]
    assert ours.files == theirs.files


def test_a_removal_longer_ago_than_commands_are_kept_stays_one(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    theirs("note REC-5 seen")
    ours(f"inspection remove {_only_inspection(ours)} --reason 'another force' --yes")
    for op in (ours.folder / ".tracker" / "ops").iterdir():
        op.unlink()
    ours.sync(theirs)
    assert [path for path in ours.files if path.startswith("items/")] == ["items/REC-5.toml"]


def test_what_both_imported_and_one_undid_is_the_others(tmp_path: Path) -> None:
    made = Copy(tmp_path / "made", LIAISON)
    made(f"init {made.folder} --organisation 'Example Police'")
    ours, theirs = copies_of(made.folder, tmp_path, LIAISON, DEPUTY)
    ours("import", str(EXAMPLE), "--yes")
    ours("undo --yes")
    theirs("import", str(EXAMPLE), "--yes")
    ours.sync(theirs)
    assert len([path for path in ours.files if path.startswith("items/")]) == 64
    assert ours.files == theirs.files
