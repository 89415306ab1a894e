"""The table of refusals in the docs: each is raised for real, and says what the table says."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import Result
from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of
from tests.sharing.test_held_locks import held, line
from tests.sync.conftest import Clone, git

pytestmark = pytest.mark.posix
PAGE = Path(__file__).parent.parent.parent / "docs/sharing.md"
CELL = re.compile(r"(?<!\\)\|")


NOT_CLOSED = (
    "not valid TOML: a text is not closed: it ends with the quotation mark that it begins with"
)


class Row(NamedTuple):
    """A row of the table: what is said, and what is to be done."""

    says: str
    todo: str


def rows() -> list[Row]:
    """The rows of the table in the page."""
    text = PAGE.read_text(encoding="utf-8").partition("## When something is refused")[2]
    lines = [one for one in text.partition("\n## ")[0].splitlines() if one.startswith("|")]
    cells = [[cell.strip() for cell in CELL.split(one)[1:-1]] for one in lines[2:]]
    return [Row(says, todo) for says, _, todo in cells]


class Place(NamedTuple):
    """What a refusal is raised with."""

    ours: Copy
    theirs: Copy
    clones: tuple[Clone, Clone]
    folder: Path
    patch: pytest.MonkeyPatch


def no_such_folder(at: Place) -> Result:
    return at.ours("sync", str(at.folder / "stick"), code=4)


def a_sleeping_computer(at: Place) -> Result:
    with held(at.ours.folder, line()):
        return at.ours("note REC-1 seen", code=7)


def an_earlier_version(at: Place) -> Result:
    with held(at.ours.folder, ""):
        return at.ours("note REC-1 seen", code=7)


def a_drive_that_is_gone(at: Place) -> Result:
    from hmic_tracker.store import reading

    def late(folder: Path, ids: list[str]) -> object:
        folder.rename(at.folder / "away")
        return reading.load_items(folder, ids)

    at.patch.setattr("hmic_tracker.commands.planned_changes.load_items", late)
    return at.ours("note REC-1 seen", code=5)


def a_mount_without_locks(at: Place) -> Result:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    at.patch.setattr("fcntl.flock", refuse)
    return at.ours("note REC-1 seen", code=8)


def a_file_of_somebody_elses(at: Place) -> Result:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    at.patch.setattr("os.replace", refuse)
    return at.ours("note REC-1 seen", code=8)


def somebody_typing(at: Place) -> Result:
    from hmic_tracker.store import journal

    commit = journal.commit

    def typed(folder: Path, *words: Any) -> object:
        path = folder / "items/REC-1.toml"
        path.write_text(f"# mine\n{path.read_text()}")
        return commit(folder, *words)

    at.patch.setattr("hmic_tracker.store.journal.commit", typed)
    return at.ours("note REC-1 seen", code=6)


def away(at: Place) -> Result:
    at.ours.sync(at.theirs)
    at.theirs.folder.rename(at.folder / "away")
    return at.ours("sync --width 1000", code=0)


def another_format(at: Place) -> Result:
    settings = at.theirs.folder / "tracker.toml"
    settings.write_bytes(settings.read_bytes().replace(b"schema = 2", b"schema = 1"))
    return at.ours("sync", str(at.theirs.folder), code=6)


def begun_apart(at: Place) -> Result:
    other = Copy(at.folder / "other", DEPUTY)
    other("init", str(other.folder), "--organisation", "Other Police")
    return at.ours("sync", str(other.folder), code=4)


def a_repository_made_anew(at: Place) -> Result:
    ours, _ = at.clones
    remote = at.folder / "other.git"
    git(at.folder, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    there = Clone(at.folder / "there", DEPUTY, ours.run, ours.monkeypatch)
    there.run("init", str(there.folder), "--organisation", "Elsewhere Police")
    there("sync --setup", str(remote))
    there("sync")
    return ours("sync", str(remote), code=4)


def a_history_rewritten(at: Place) -> Result:
    ours, theirs = at.clones
    theirs.git("commit", "--quiet", "--amend", "--message", "Another history")
    theirs.git("push", "--quiet", "--force", "origin", "HEAD:main")
    return ours("sync", code=6)


def another_projects_repository(at: Place) -> Result:
    project = at.folder / "project"
    git(at.folder, "init", "--quiet", str(project))
    plan = Copy(project / "plan", LIAISON)
    shutil.copytree(at.ours.folder, plan.folder)
    refused = plan("sync", code=4)
    assert plan("sync --dry-run", code=4) == plan("sync --status", code=4) == refused
    return refused


def a_half_merge(at: Place) -> Result:
    ours, theirs = at.clones
    for one, due in ((theirs, "2009-03"), (ours, "2009-01")):
        one(f"update REC-1 --due {due} --reason agreed --yes")
        one.git("commit", "--quiet", "--all", "--message", due)
    theirs.git("push", "--quiet", "origin", "HEAD:main")
    ours.git("config", "--remove-section", "merge.tracker")
    ours.git("pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main", code=None)
    return ours("sync", code=6)


def markers_in_a_file(at: Place) -> Result:
    ours, _ = at.clones
    a_half_merge(at)
    ours.git("commit", "--quiet", "--all", "--message", "With its markers")
    return ours("sync", code=5)


def typed_in_both(at: Place) -> Result:
    ours, theirs = at.clones
    for one, due in ((theirs, "2009-03"), (ours, "2009-01")):
        path = one.folder / "items/REC-1.toml"
        path.write_text(path.read_text().replace('\ndue = "2008-09"', f'\ndue = "{due}"', 1))
        one.git("commit", "--quiet", "--all", "--message", due)
    theirs.git("push", "--quiet", "origin", "HEAD:main")
    ours.git("config", "--remove-section", "merge.tracker")
    ours.git("pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main", code=None)
    return ours("sync --mend", code=6)


def a_copy_with_its_branch(at: Place) -> Result:
    ours, _ = at.clones
    shutil.copytree(ours.folder, at.folder / "copy")
    ours("note REC-1 seen")
    before = ours.git("rev-parse", "HEAD")
    refused = ours("sync --dry-run", str(at.folder / "copy"), code=4)
    assert ours.git("rev-parse", "HEAD") == before
    assert ours("sync", str(at.folder / "copy"), code=4) == refused
    return refused


def copied_by_hand(at: Place) -> Result:
    text = (at.theirs.folder / "items/REC-6.toml").read_text()
    (at.theirs.folder / "items/REC-17.toml").write_text(text.replace("REC-6", "REC-17", 1))
    return at.ours("sync", str(at.theirs.folder), code=6)


def one_of_mine_that_cannot_be_read(at: Place) -> Result:
    ours, _ = at.clones
    (ours.folder / "items/REC-1.toml").write_text('id = "REC-1\n')
    return ours("sync", code=5)


def a_file_that_cannot_be_read(at: Place) -> Result:
    (at.theirs.folder / "items/REC-5.toml").write_text('id = "REC-5\n')
    return at.ours("sync", str(at.theirs.folder), code=4)


class Refusal(NamedTuple):
    """How one is raised, and its two lines; OURS, THEIRS and FOLDER are paths."""

    raised: Callable[[Place], Result]
    what: str
    todo: str


TABLE: list[list[Refusal]] = [
    [
        Refusal(
            a_sleeping_computer,
            "Deputy is writing to this plan on LAPTOP-7, since 2008-12-01 09:30 UTC",
            "wait until that is done, and try again; if LAPTOP-7 sleeps, wake it or turn it off: "
            "the lock ends with it",
        )
    ],
    [
        Refusal(
            an_earlier_version,
            "another tracker is writing to this plan",
            "wait until it is done, and try again",
        )
    ],
    [
        Refusal(
            a_drive_that_is_gone,
            "the plan is gone: there is no tracker.toml in OURS any more",
            "connect the drive or the share again, and try again",
        )
    ],
    [
        Refusal(
            a_mount_without_locks,
            f"the file system of OURS has no locks: {os.strerror(errno.ENOLCK).lower()}",
            "nothing was written; keep the plan on a disk or a share that has them",
        )
    ],
    [
        Refusal(
            a_file_of_somebody_elses,
            "could not write to the plan: permission denied",
            "check who may write to the folder, and try again: nothing was changed",
        )
    ],
    [
        Refusal(
            somebody_typing,
            "changed by somebody else in the meantime: items/REC-1.toml",
            "nothing was written; look at it, then run the command again",
        )
    ],
    [
        Refusal(
            away,
            "THEIRS can't be reached (there is no tracker.toml in it now): all of yours is kept "
            "here, and goes with the next tracker sync.",
            "",
        )
    ],
    [
        Refusal(
            another_format,
            "THEIRS is of format 1, and your plan of format 2",
            "ask those who work there to run, once: tracker check --upgrade   (then: tracker sync)",
        )
    ],
    [
        Refusal(
            begun_apart,
            "your plan (Example Police, begun 11 Sep 2008) and that in FOLDER/other (Other "
            "Police, begun 1 Dec 2008) have nothing in common",
            "nothing was changed; to give somebody your plan, copy its folder there whole, once, "
            "and then: tracker sync FOLDER",
        )
    ],
    [
        Refusal(
            no_such_folder,
            "there is no folder FOLDER/stick",
            "see that the drive or the stick is there, and that its folder is called so",
        )
    ],
    [
        Refusal(
            a_repository_made_anew,
            "your plan (Example Police, begun 12 Sep 2008) and that of FOLDER/other.git "
            "(Elsewhere Police, begun 1 Dec 2008) were begun apart",
            "nothing was changed; keep one and enter the other's into it, or clone theirs beside "
            "yours",
        ),
        Refusal(
            a_history_rewritten,
            "FOLDER/office/remote.git has another history than it had: what was exchanged before "
            "(COMMIT) is gone there",
            "nothing was changed here; ask who looks after it, your copy still has all of it",
        ),
    ],
    [
        Refusal(
            another_projects_repository,
            "the git repository around this plan doesn't have it: FOLDER/project",
            "if it is to be exchanged with that: tracker sync --setup   (else move it out of "
            "there)",
        )
    ],
    [
        Refusal(
            a_half_merge,
            "a merge with git is half done here",
            "finish it with: tracker sync --mend   (or give it up: git merge --abort)",
        ),
        Refusal(
            markers_in_a_file,
            "items/REC-1.toml:7: it has conflict markers of a merge",
            "nothing was exchanged; bring both sides together with: tracker sync --mend",
        ),
    ],
    [
        Refusal(
            typed_in_both,
            "items/REC-1.toml: due was changed by hand in both copies, each otherwise",
            "enter the change into the history of each copy, there: tracker check --record",
        )
    ],
    [
        Refusal(
            a_copy_with_its_branch,
            "FOLDER/copy is somebody's copy, with the branch main checked out: git sends nothing "
            "into it",
            "exchange both with a repository between them: tracker sync --setup URL, in each",
        )
    ],
    [
        Refusal(
            copied_by_hand,
            "REC-6 and REC-17 have one uid in THEIRS, UID, and would become one item",
            "nothing was exchanged; where one was copied from the other, change a letter of its "
            "uid",
        )
    ],
    [
        Refusal(
            a_file_that_cannot_be_read,
            f"THEIRS: items/REC-5.toml: line 1: {NOT_CLOSED}",
            "nothing was changed; ask whoever put it there to mend it, then: tracker sync",
        ),
        Refusal(
            one_of_mine_that_cannot_be_read,
            f"items/REC-1.toml:1: {NOT_CLOSED}",
            "nothing was exchanged; mend it with: tracker edit REC-1, or restore it from git",
        ),
    ],
]
"""The rows of the page in their order."""


def test_each_row_of_the_table_is_raised_here() -> None:
    assert len(TABLE) == len(rows())


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        pytest.param(number, one, id=one.raised.__name__)
        for number, row in enumerate(TABLE)
        for one in row
    ],
)
def test_a_refusal_says_and_advises_what_the_table_does(
    number: int,
    refusal: Refusal,
    imported: Path,
    pair: tuple[Clone, Clone],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hmic_tracker.store.locking.LOCK_SECONDS", 0.1)
    ours, theirs = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    result = refusal.raised(Place(ours, theirs, pair, tmp_path, monkeypatch))
    text = result.err or " ".join(result.out.split()) + "\n"
    for name, path in (("OURS", ours.folder), ("THEIRS", theirs.folder), ("FOLDER", tmp_path)):
        text = text.replace(str(path), name)
    text = re.sub(r"THEIRS, [a-z0-9]{8},", "THEIRS, UID,", text)
    text = re.sub(r"\([0-9a-f]{12}\)", "(COMMIT)", text).removeprefix("tracker: ")
    what, _, todo = text.removesuffix("\n").partition("\n")
    assert (what, todo) == (refusal.what, refusal.todo)
    row = rows()[number]
    spans = re.findall(r"`([^`]+)`", row.says)
    patterns = [".*?".join(map(re.escape, span.split("…"))) for span in spans]
    found = what.replace("REC-1", "REC-5")
    assert any(re.search(pattern, found) for pattern in patterns), (spans, what)
    advised = re.findall(r"tracker [a-z]+(?: --?[a-z]+| [A-Z]+(?:-\d)?)*", todo)
    for line_of_it in advised:
        assert f"`{line_of_it.replace('REC-1', 'REC-5')}`" in row.todo, (line_of_it, row.todo)
