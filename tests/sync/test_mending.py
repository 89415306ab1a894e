"""After a plain merge: git's call of the driver, and `tracker sync --mend` where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.conftest import Clone


def _apart(ours: Clone, theirs: Clone) -> None:
    """Each changes the same item, one is pushed."""
    theirs("update REC-1 --due 2009-03 --reason staffing --yes")
    theirs("sync")
    ours("update REC-1 --due 2009-01 --reason 'IT release' --yes")
    ours.git("commit", "--all", "--quiet", "--message", "ours")


def _agree(ours: Clone, theirs: Clone) -> None:
    ours("sync", code=6)
    theirs("sync", code=6)
    ours("sync", code=6)
    assert ours.files == theirs.files
    text = ours.files["items/REC-1.toml"].decode()
    assert "staffing" in text
    assert "IT release" in text
    assert "[unsettled.due]" in text


def test_a_plain_pull_calls_the_driver_and_nothing_is_lost(pair: tuple[Clone, Clone]) -> None:
    ours, theirs = pair
    _apart(ours, theirs)
    ours.git("pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main")
    assert ours.git("status", "--short") == ""
    _agree(ours, theirs)


@pytest.mark.parametrize("how", ["unset", "missing", "fails", "does nothing"])
def test_a_plain_pull_without_a_driver_is_mended(pair: tuple[Clone, Clone], how: str) -> None:
    ours, theirs = pair
    _apart(ours, theirs)
    if how == "unset":
        ours.git("config", "--remove-section", "merge.tracker")
    else:
        line = {"missing": "no-such-program %A", "fails": "false", "does nothing": "true"}[how]
        ours.git("config", "merge.tracker.driver", line)
    ours.git("pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main", code=None)
    if how == "does nothing":  # git takes it for merged: theirs is lost in the commit, not in git
        assert ours.git("status", "--short") == ""
        assert b"staffing" not in ours.files["items/REC-1.toml"]
        _agree(ours, theirs)
        return
    if how == "unset":
        ours("check", code=1)
        assert "tracker sync --mend" in ours("check", code=1).out
    assert "finish it with: tracker sync --mend" in ours("sync", code=6).err
    result = ours("sync --mend", code=6)
    assert "are together" in result.out
    assert result.err == "next: tracker sync\n"
    assert ours.git("status", "--short") == ""
    _agree(ours, theirs)


def test_a_version_merged_by_hand_is_put_aside(pair: tuple[Clone, Clone]) -> None:
    ours, theirs = pair
    _apart(ours, theirs)
    ours.git("config", "--remove-section", "merge.tracker")
    ours.git("pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main", code=None)
    path = ours.folder / "items/REC-1.toml"
    path.write_text("mine, by hand\n")
    result = ours("sync --mend", code=6)
    aside = Path(result.err.splitlines()[0].partition("aside: ")[2])
    assert aside.read_text() == "mine, by hand\n"
    _agree(ours, theirs)


def test_markers_that_were_committed_are_mended_from_the_merges_parents(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    _apart(ours, theirs)
    ours.git("config", "--remove-section", "merge.tracker")
    ours.git("pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main", code=None)
    ours.git("commit", "--all", "--quiet", "--message", "with markers")
    ours("sync", code=5)
    ours("sync --mend", code=6)
    _agree(ours, theirs)


@pytest.mark.parametrize("how", ["rebase", "cherry-pick", "stash"])
def test_what_other_commands_of_git_leave_half_done_is_mended(
    pair: tuple[Clone, Clone], how: str
) -> None:
    ours, theirs = pair
    theirs("update REC-1 --due 2009-03 --reason staffing --yes")
    theirs("sync")
    ours("update REC-1 --due 2009-01 --reason 'IT release' --yes")
    ours.git("config", "--remove-section", "merge.tracker")
    if how == "stash":
        ours.git("stash")
        ours.git("pull", "--quiet", "--ff-only", "origin", "main")
        ours.git("stash", "pop", code=None)
    elif how == "rebase":
        ours.git("commit", "--all", "--quiet", "--message", "ours")
        ours.git("pull", "--quiet", "--rebase", "origin", "main", code=None)
    else:
        ours.git("commit", "--all", "--quiet", "--message", "ours")
        own = ours.git("rev-parse", "HEAD").strip()
        ours.git("fetch", "--quiet", "origin")
        ours.git("reset", "--quiet", "--hard", "origin/main")
        ours.git("cherry-pick", own, code=None)
    result = ours("sync --mend", code=6)
    way = result.err.strip().removeprefix("next: git ").split()
    ours.git(*way)
    _agree(ours, theirs)


def test_with_nothing_half_done_it_says_so(pair: tuple[Clone, Clone]) -> None:
    ours, _ = pair
    assert ours("sync --mend", code=3).err == (
        "tracker: nothing is half merged here\nexchange the plan with: tracker sync\n"
    )


def test_markers_in_the_settings_are_mended_as_well(pair: tuple[Clone, Clone]) -> None:
    ours, theirs = pair
    theirs("person edit 'Head of CID' --holder 'Somebody New'")
    theirs("sync")
    ours("person edit 'Head of CID' --mail new@example.org")
    ours.git("config", "--remove-section", "merge.tracker")
    ours.git("commit", "--all", "--quiet", "--message", "ours")
    ours.git("pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main", code=None)
    assert b"<<<<<<<" in ours.files["tracker.toml"]
    ours("sync --mend")
    ours("sync")
    theirs("sync")
    assert ours.files == theirs.files
    for text in (b"Somebody New", b"new@example.org"):
        assert text in ours.files["tracker.toml"]


def test_markers_that_come_from_no_merge_any_more_are_named(pair: tuple[Clone, Clone]) -> None:
    ours, _ = pair
    path = ours.folder / "items/REC-1.toml"
    path.write_text(f"<<<<<<< ours\n{path.read_text()}=======\n>>>>>>> theirs\n")
    assert "tracker sync --mend" in ours("sync", code=5).err
    assert ours("sync --mend", code=3).err == (
        "tracker: items/REC-1.toml has markers, and git has no merge any more that they come from\n"
        "take them out by hand, an item's with: tracker edit ID   (then: tracker sync)\n"
    )
