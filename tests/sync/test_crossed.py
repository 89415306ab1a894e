"""Two who have merged each other's work: what both come from is several commits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.conftest import Clone

PATH = "items/REC-2.toml"


def above(clone: Clone, line: str) -> None:
    """Type a line above an item's file, and commit it with git."""
    path = clone.folder / PATH
    path.write_text(f"{line}\n{path.read_text()}")
    commit(clone, line)


def without(clone: Clone, *lines: str) -> None:
    """Take lines out of it."""
    path = clone.folder / PATH
    kept = [one for one in path.read_text().splitlines() if one not in lines]
    path.write_text("\n".join(kept) + "\n")
    commit(clone, "Take out")


def commit(clone: Clone, message: str) -> None:
    clone.git("add", "--all")
    clone.git("commit", "--quiet", "--message", message)


def crossed(ours: Clone, theirs: Clone) -> None:
    """Each merges what the other one had, at the same time, with plain git."""
    heads = [one.git("rev-parse", "HEAD").strip() for one in (ours, theirs)]
    for one, other, head in ((ours, theirs, heads[1]), (theirs, ours, heads[0])):
        one.git("fetch", "--quiet", top(other))
        one.git("merge", "--quiet", "--no-edit", head)
    bases = ours.git("merge-base", "--all", *(last(one, ours) for one in (ours, theirs)))
    assert len(bases.split()) == 2


def top(clone: Clone) -> str:
    return clone.git("rev-parse", "--show-toplevel").strip()


def last(clone: Clone, known_to: Clone) -> str:
    known_to.git("fetch", "--quiet", top(clone))
    return clone.git("rev-parse", "HEAD").strip()


def together(ours: Clone, theirs: Clone) -> str:
    """Exchange until both have all; the text of the item's file."""
    theirs("sync")
    ours("sync")
    theirs("sync")
    assert ours.files == theirs.files
    return ours.files[PATH].decode()


@pytest.mark.parametrize("taken_out", [("# ours",), ("# theirs",), ("# ours", "# theirs")])
@pytest.mark.parametrize("who", ["here", "there"])
def test_what_one_took_out_after_the_crossing_is_gone(
    pair: tuple[Clone, Clone], taken_out: tuple[str, ...], who: str
) -> None:
    ours, theirs = pair
    above(ours, "# ours")
    above(theirs, "# theirs")
    crossed(ours, theirs)
    without(ours if who == "here" else theirs, *taken_out)
    text = together(ours, theirs)
    kept = [line for line in text.splitlines() if line.startswith("#")]
    assert sorted(kept) == sorted({"# ours", "# theirs"} - {*taken_out})


def test_a_file_beside_the_plan_that_came_by_the_crossing_is_no_change_of_theirs(
    office_beside: tuple[Clone, Clone],
) -> None:
    ours, theirs = office_beside
    (ours.folder.parent / "ours.txt").write_text("ours")
    (theirs.folder.parent / "theirs.txt").write_text("theirs")
    for one in (ours, theirs):
        one.git("add", "--all", ":/")
        one.git("commit", "--quiet", "--message", "Beside the plan")
    crossed(ours, theirs)
    for name in ("ours.txt", "theirs.txt"):  # changed here since: no business of theirs
        (ours.folder.parent / name).write_text("later")
    theirs("note REC-1 'seen'")
    theirs("sync")
    ours("sync")
    assert b"seen" in ours.files["items/REC-1.toml"]
    assert (ours.folder.parent / "theirs.txt").read_text() == "later"


def test_three_crossings_lose_no_entry_and_ask_nothing_twice(pair: tuple[Clone, Clone]) -> None:
    ours, theirs = pair
    for n in range(3):
        ours(f"note REC-1 'ours {n}'")
        theirs(f"note REC-1 'theirs {n}'")
        commit(ours, f"ours {n}")
        commit(theirs, f"theirs {n}")
        crossed(ours, theirs)
    ours("update REC-1 --due 2009-01 --reason 'IT release' --yes")
    theirs("update REC-1 --due 2009-03 --reason staffing --yes")
    theirs("sync")
    assert "1 question" in ours("sync", code=6).out
    theirs("sync", code=6)
    assert ours.files == theirs.files
    text = ours.files["items/REC-1.toml"].decode()
    for n in range(3):
        assert text.count(f"ours {n}") == text.count(f"theirs {n}") == 1


@pytest.fixture
def office_beside(
    small_plan: Path, tmp_path: Path, pair: tuple[Clone, Clone]
) -> tuple[Clone, Clone]:
    """Two clones of a larger repository, in which the plan is a folder."""
    from tests.sync.conftest import DEPUTY, LIAISON, set_up

    (tmp_path / "large").mkdir()
    set_up(tmp_path / "large", small_plan, (LIAISON, DEPUTY), "plan")
    for nth, one in enumerate(pair):
        one.folder = tmp_path / "large" / f"clone-{nth}" / "plan"
    return pair
