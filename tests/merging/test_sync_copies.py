"""Copies that sync tools make, merged into the files that they are of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, tree
from tests.merging.conftest import Do

NAMES = (
    "REC-1-PC123.toml",
    "REC-1 (Deputy's conflicted copy 2008-12-01).toml",
    "REC-1.sync-conflict-20081201-101010-ABCDEFG.toml",
    "Copy of REC-1.toml",
)


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """What a sync tool calls its copy."""
    return str(request.param)


@pytest.fixture
def met(copies: Do, name: str, tmp_path: Path) -> Path:
    """A plan on a drive where the deputy's work on an item has become a copy."""
    copies("base")
    theirs = copies("theirs", "update REC-1 --due 2009-03 --reason staffing", "note REC-1 Theirs")
    copies("mine", "update REC-1 --due 2009-01 --reason IT_release", "action done REC-1 1")
    folder = tmp_path / "mine"
    (folder / "items" / name).write_bytes(theirs["items/REC-1.toml"])
    return folder


def test_a_copy_is_shown_merged_and_taken_back(met: Path, name: str, run: Run) -> None:
    before = tree(met)
    shown = run("--store", met, "merge", "--dry-run")
    assert shown.code == 6
    assert f"items/{name}: 2 entries that items/REC-1.toml has not; the copy goes" in shown.err
    assert "due of REC-1 is " in shown.err
    assert "2009-01 (Liaison Officer, 1 Dec 2008)" in shown.err
    assert "tracker update REC-1 --due 2009-0" in shown.err
    assert tree(met) == before
    done = run("--store", met, "merge", met / "items" / name, "--yes")
    assert (done.code, done.err.splitlines()[-1]) == (6, "1 copy merged and removed")
    assert not (met / "items" / name).exists()
    item = run("--store", met, "show", "REC-1").out
    assert "Theirs" in item
    assert "done" in item
    assert "sync-copy" not in run("--store", met, "check").out
    assert run("--store", met, "undo", "--yes").code == 0
    assert tree(met) == before
    assert run("--store", met, "undo", "--redo", "--yes").code == 0
    assert not (met / "items" / name).exists()


def test_without_what_both_came_from_nothing_is_lost_either(met: Path, name: str, run: Run) -> None:
    for path in (met / ".tracker" / "ops").iterdir():
        path.unlink()
    assert run("--store", met, "merge", "--yes").code == 6
    text = (met / "items" / "REC-1.toml").read_text()
    assert "Theirs" in text
    assert "IT release" in text


def test_a_copy_of_which_the_file_has_all_only_goes(copies: Do, run: Run, tmp_path: Path) -> None:
    base = copies("base")
    copies("mine", "note REC-1 Mine")
    folder = tmp_path / "mine"
    copy = folder / "items" / "REC-1-PC.toml"
    copy.write_bytes(base["items/REC-1.toml"])
    now = tree(folder)
    result = run("--store", folder, "merge", "--yes", "--json")
    found = json.loads(result.out)
    assert (result.code, found["written"]) == (0, True)
    assert found["merged"] == [
        {
            "copy": "items/REC-1-PC.toml",
            "file": "items/REC-1.toml",
            "entries": 0,
            "remarks": [],
            "unsettled": [],
        }
    ]
    del now["items/REC-1-PC.toml"]
    assert tree(folder) == now


def test_a_value_typed_into_a_copy_is_entered_before_it_is_merged(
    copies: Do, run: Run, tmp_path: Path
) -> None:
    base = copies("base")
    copies("mine", "update REC-1 --owner Registry")
    folder = tmp_path / "mine"
    typed = base["items/REC-1.toml"].replace(b"Head of CID", b"Head of Standards", 1)
    (folder / "items" / "REC-1-PC.toml").write_bytes(typed)
    assert run("--store", folder, "merge", "--yes").code == 6
    shown = run("--store", folder, "show", "REC-1").out
    assert "Registry" in shown
    assert "Head of Standards" in shown


def test_a_copy_of_the_settings_is_merged_as_well(copies: Do, run: Run, tmp_path: Path) -> None:
    copies("base")
    theirs = copies("theirs", "person add Registry")
    copies("mine", "person add Deputy_Head")
    folder = tmp_path / "mine"
    (folder / "tracker-PC123.toml").write_bytes(theirs["tracker.toml"])
    result = run("--store", folder, "merge", "--yes")
    assert result.code == 0, result
    assert "Registry" in run("--store", folder, "person", "list").out
    assert run("--store", folder, "undo", "--yes").code == 0
    assert (folder / "tracker-PC123.toml").exists()


def test_what_is_no_copy_is_refused_in_two_lines(copies: Do, run: Run, tmp_path: Path) -> None:
    copies("base")
    folder = tmp_path / "base"
    (folder / "items" / "notes.toml").write_text('text = "mine"\n')
    for path, message in (
        (folder / "items" / "REC-1.toml", "items/REC-1.toml is no copy of a file of this plan"),
        (folder / "items" / "notes.toml", "items/notes.toml is no copy of a file of this plan"),
        (folder / "items" / "REC-9-PC.toml", f"there is no file {folder}/items/REC-9-PC.toml"),
    ):
        result = run("--store", folder, "merge", path)
        assert result.code == 4
        assert result.err == (
            f"tracker: {message}\nname copies of the plan's files: tracker check lists them\n"
        )


def test_a_copy_that_cannot_be_read_stays(met: Path, name: str, run: Run) -> None:
    copy = met / "items" / name
    copy.write_bytes(copy.read_bytes()[:-30])
    before = tree(met)
    result = run("--store", met, "merge", copy, "--yes")
    assert result.code in {4, 6}
    assert result.err.count("\n") == 2
    assert tree(met) == before


def test_without_copies_there_is_nothing_to_merge(copies: Do, run: Run, tmp_path: Path) -> None:
    copies("base")
    result = run("--store", tmp_path / "base", "merge")
    assert (result.code, result.out) == (0, "")
    assert result.err == "no copies of the plan's files are there, nothing to merge\n"
