"""A file that somebody deleted by hand in one copy: never lost without a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result
from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of
from tests.sync.conftest import Clone

BACK = (
    "REC-3 was deleted by hand in one copy, with no entry of it: it is there again "
    "(to take it out: tracker update REC-3 --status withdrawn --reason TEXT)"
)
Person = Clone | Copy
Exchange = Callable[[Person, Person], Result]


@pytest.fixture(params=["git", "folder"])
def exchanging(
    request: pytest.FixtureRequest, small_plan: Path, tmp_path: Path
) -> tuple[Person, Person, Exchange]:
    """Two who have met, by git or by folder, and how the first exchanges again."""
    ours: Person
    theirs: Person
    if request.param == "git":
        ours, theirs = request.getfixturevalue("pair")
        return ours, theirs, lambda mine, _: mine("sync", code=None)
    ours, theirs = copies_of(small_plan, tmp_path, LIAISON, DEPUTY)
    ours("note REC-1 begun")
    ours.sync(theirs)
    return ours, theirs, lambda mine, other: mine("sync", str(other.folder), code=None)


def said(result: Result) -> str:
    return " ".join(result.out.split())


def test_an_item_deleted_here_is_put_back_and_named(
    exchanging: tuple[Person, Person, Exchange],
) -> None:
    ours, theirs, sync = exchanging
    path, before = ours.folder / "items/REC-3.toml", ours.files["items/REC-3.toml"]
    path.unlink()
    rehearsed = ours("sync --dry-run") if isinstance(ours, Clone) else None
    assert rehearsed is None or BACK in said(rehearsed)
    assert not path.exists()
    assert BACK in said(sync(ours, theirs))
    assert path.read_bytes() == before
    assert "deleted" not in said(sync(theirs, ours))
    assert ours.files == theirs.files


def test_an_item_deleted_there_is_put_back_and_named(
    exchanging: tuple[Person, Person, Exchange],
) -> None:
    ours, theirs, sync = exchanging
    before = theirs.files["items/REC-3.toml"]
    (theirs.folder / "items/REC-3.toml").unlink()
    if isinstance(theirs, Clone):  # with git itself, past what tracker would do
        theirs.git("commit", "--quiet", "--all", "--message", "Take it out")
        theirs.git("push", "--quiet")
    assert BACK in said(sync(ours, theirs))
    sync(theirs, ours)
    assert ours.files == theirs.files
    assert theirs.files["items/REC-3.toml"] == before


@pytest.mark.parametrize("who", ["here", "there"])
def test_an_item_deleted_in_one_copy_and_changed_in_the_other_stays_with_a_remark(
    exchanging: tuple[Person, Person, Exchange], who: str
) -> None:
    ours, theirs, sync = exchanging
    deleting, working = (ours, theirs) if who == "here" else (theirs, ours)
    (deleting.folder / "items/REC-3.toml").unlink()
    working("note REC-3 'seen'")
    if isinstance(theirs, Clone):
        theirs.git("add", "--all")
        theirs.git("commit", "--quiet", "--message", "By hand")
        theirs.git("push", "--quiet")
    text = said(sync(ours, theirs))
    assert "REC-3 was taken out on one side and changed on the other" in text or BACK in text
    sync(theirs, ours)
    assert ours.files == theirs.files
    assert b'note = "seen"' in ours.files["items/REC-3.toml"]


def test_what_is_noted_in_the_settings_goes_on_both_sides(
    exchanging: tuple[Person, Person, Exchange],
) -> None:
    ours, theirs, sync = exchanging
    (ours.folder / "items/REC-3.toml").unlink()
    settings = ours.folder / "tracker.toml"
    settings.write_text(settings.read_text() + '\n[retired]\nREC-3 = ""\n')
    assert "REC-3" not in said(sync(ours, theirs))
    sync(theirs, ours)
    assert ours.files == theirs.files
    assert "items/REC-3.toml" not in ours.files


def test_an_inspection_is_put_back_and_a_paper_goes_with_a_remark(
    exchanging: tuple[Person, Person, Exchange],
) -> None:
    ours, theirs, sync = exchanging
    ours("inspection add 'Call handling' --published 2008-10")
    ours("report --record --number 1 -o", str(ours.folder.parent / "paper.md"))
    sync(ours, theirs)
    sync(theirs, ours)
    [inspection] = [path for path in ours.files if path.startswith("inspections/")]
    [paper] = [path for path in ours.files if path.startswith("papers/")]
    for path in (inspection, paper):
        (ours.folder / path).unlink()
    first = said(sync(ours, theirs))
    then = said(sync(theirs, ours))
    assert f"{inspection} was deleted by hand in one copy, with no entry of it" in first
    assert f"{paper} was deleted in one copy: it goes in the other as well" in first + then
    sync(ours, theirs)
    assert ours.files == theirs.files
    assert inspection in ours.files
    assert paper not in ours.files


def test_a_merge_that_git_left_half_done_takes_no_item_away_either(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    theirs.git("rm", "--quiet", "items/REC-3.toml")
    theirs("update REC-1 --due 2009-03 --reason staffing --yes")
    theirs.git("commit", "--quiet", "--all", "--message", "By hand")
    theirs.git("push", "--quiet")
    ours.git("config", "--remove-section", "merge.tracker")
    ours("update REC-1 --due 2009-01 --reason 'IT release' --yes")
    ours.git("commit", "--quiet", "--all", "--message", "Mine")
    ours.git("pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main", code=None)
    assert BACK in said(ours("sync --mend", code=6))
    assert "items/REC-3.toml" in ours.files
    ours("sync", code=6)
    theirs("sync", code=6)
    assert ours.files == theirs.files


def test_a_copy_of_a_file_that_is_gone_takes_its_place_with_a_remark(
    pair: tuple[Clone, Clone],
) -> None:
    ours, _ = pair
    path = ours.folder / "items/REC-3.toml"
    data = path.read_bytes()
    path.rename(path.with_name("REC-3-PC123.toml"))
    assert "items/REC-3.toml is gone: its copy takes its place" in ours("merge --yes").err
    assert path.read_bytes() == data
