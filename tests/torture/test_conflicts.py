"""A file that somebody changes while a command is at it: theirs stays, and the command says so."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from hmic_tracker.commands import edit
from hmic_tracker.store import journal
from tests.torture.children import check_error, must, put, run
from tests.torture.figures import figure
from tests.torture.plans import check_settled, make_small, tree
from tests.torture.sizes import SEED, SIZES

TARGET: Final = "items/REC-1.toml"
Change = Callable[[Path], None]


def _append(path: Path) -> None:
    with path.open("ab") as stream:
        stream.write(b"# typed by hand\n")


def _retype(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Owner 0", b"Owner of mine", 1))


def _swap(path: Path) -> None:
    """As most editors save: a new file in the place of the old."""
    other = path.with_name("REC-1.toml~")
    other.write_bytes(path.read_bytes().replace(b"Owner 0", b"Owner of mine", 1))
    other.replace(path)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _remove(path: Path) -> None:
    path.unlink()


CHANGES: Final[tuple[Change, ...]] = (_append, _retype, _swap, _empty, _remove)


@dataclass(frozen=True)
class Scene:
    """A command that writes REC-1, and what has to be there first."""

    words: tuple[str, ...]
    prepare: Callable[[Path], object] = lambda _: None


def _hand_edit(folder: Path) -> None:
    path = folder / TARGET
    path.write_text(path.read_text().replace("Owner 0", "Owner before", 1), encoding="utf-8")


def _updated(folder: Path) -> None:
    must(folder, "update", "REC-1..4", "--status", "done", "--yes")


SCENES: Final = {
    "update": Scene(("update", "REC-1", "--status", "done")),
    "bulk update": Scene(("update", "REC-1..8", "--status", "done", "--yes")),
    "note": Scene(("note", "REC-1", "A note.")),
    "undo": Scene(("undo", "--yes"), _updated),
    "check --record": Scene(("check", "--record"), _hand_edit),
    "edit": Scene(("edit", "REC-1")),
}


def test_a_change_before_the_commit_is_a_conflict(quick_path: Path) -> None:
    """Between reading and writing: nothing is written, what was typed stays."""
    chance, folder = random.Random(SEED), quick_path / "plan"
    for n in range(SIZES.conflicts):
        scene, change, start = _prepared(n, chance, folder, quick_path / "start")
        moment = chance.randrange(9)
        ended = run(folder, *scene.words, before=partial(_before, folder, change, moment))
        told = (scene.words, change, moment, ended)
        assert ended.code == 6, told
        check_error(ended, (6,))
        _check_only_theirs(folder, start, change)
        assert journal.pending(folder) is None
        if scene.words[0] == "edit":
            kept = folder / ".tracker" / "conflicts" / "items-REC-1.toml"
            assert b"Edited" in kept.read_bytes()
        _check_next(folder)
    figure(
        "5 editor before the commit",
        f"{SIZES.conflicts} conflicts of {SIZES.conflicts}, 0 overwrites",
    )


def test_a_change_after_the_commit_stays(quick_path: Path) -> None:
    """Between the commit and the replacing: theirs stay, ours are put aside, both are named."""
    chance, folder = random.Random(SEED + 1), quick_path / "plan"
    for n in range(SIZES.conflicts):
        scene, change, _ = _prepared(n, chance, folder, quick_path / "start")
        theirs = _theirs(folder, change)
        ended = run(folder, *scene.words, before=partial(_after, folder, change, die=False))
        _check_put_aside(folder, theirs, ended.code, ended.err)
        _check_next(folder)
    figure(
        "5 editor after the commit",
        f"{SIZES.conflicts} conflicts of {SIZES.conflicts}, 0 overwrites",
    )


def test_a_change_after_a_kill_stays(quick_path: Path) -> None:
    """The command died after its commit, a file was changed: the next command says so."""
    chance, folder = random.Random(SEED + 2), quick_path / "plan"
    for n in range(SIZES.conflicts):
        scene, change, _ = _prepared(n, chance, folder, quick_path / "start")
        theirs = _theirs(folder, change)
        died = run(folder, *scene.words, before=partial(_after, folder, change, die=True))
        assert died.code == -9, died
        ended = run(folder, "note", "REC-7", "The next one.")
        check_error(ended, (6,))
        _check_put_aside(folder, theirs, ended.code, ended.err)
        _check_next(folder)
    figure(
        "5 editor after a kill", f"{SIZES.conflicts} conflicts of {SIZES.conflicts}, 0 overwrites"
    )


def _prepared(
    n: int, chance: random.Random, folder: Path, start: Path
) -> tuple[Scene, Change, dict[str, bytes]]:
    scene = list(SCENES.values())[n % len(SCENES)]
    make_small(folder)
    scene.prepare(folder)
    if start.exists():
        shutil.rmtree(start)
    shutil.copytree(folder, start)
    return scene, chance.choice(CHANGES), tree(folder)


def _before(folder: Path, change: Change, moment: int) -> None:
    """Changes the file at one of the moments of a commit, or while the editor is open."""
    write_temp, check, calls = (
        journal.__dict__["write_temp"],
        journal.__dict__["_check_unchanged"],
        [0],
    )

    def changed_temp(target: Path, data: bytes, like: Path) -> Path:
        if calls[0] == moment:
            change(folder / TARGET)
        calls[0] += 1
        path: Path = write_temp(target, data, like)
        return path

    def changed_check(where: Path, writes: object) -> None:
        if calls[0] <= moment:
            change(folder / TARGET)
        check(where, writes)

    def open_editor(path: Path) -> bool:
        path.write_bytes(path.read_bytes() + b"# Edited\n")
        if moment < 4:
            calls[0] = 100
            change(folder / TARGET)
        return True

    put(journal, write_temp=changed_temp, _check_unchanged=changed_check)
    put(edit, open_editor=open_editor)


def _after(folder: Path, change: Change, die: bool) -> None:
    """Changes the file right after the journal is in place; `die` kills the command then."""
    replace = os.replace

    def replaced(source: Path, target: Path) -> None:
        replace(source, target)
        if target.name == journal.JOURNAL:
            change(folder / TARGET)
            if die:
                os.kill(os.getpid(), 9)

    def open_editor(path: Path) -> bool:
        path.write_bytes(path.read_bytes().replace(b"Owner 0", b"Owner edited", 1))
        return True

    put(os, replace=replaced)
    put(edit, open_editor=open_editor)


def _theirs(folder: Path, change: Change) -> bytes | None:
    """What the file is after the change; the file itself stays as it was."""
    path = folder / TARGET
    data = path.read_bytes()
    change(path)
    theirs = path.read_bytes() if path.exists() else None
    path.write_bytes(data)
    return theirs


def _check_only_theirs(folder: Path, start: dict[str, bytes], change: Change) -> None:
    """All files are as before but for the one, which is as somebody made it."""
    found = tree(folder)
    theirs = found.pop(TARGET, None)
    expected = dict(start)
    (folder / TARGET).write_bytes(expected.pop(TARGET))
    assert theirs == _theirs(folder, change)
    assert found == expected


def _check_put_aside(folder: Path, theirs: bytes | None, code: int, said: str) -> None:
    assert code == 6, said
    path = folder / TARGET
    assert (path.read_bytes() if path.exists() else None) == theirs
    kept = folder / ".tracker" / "conflicts" / "items-REC-1.toml"
    assert kept.is_file(), said
    assert journal.pending(folder) is None


def _check_next(folder: Path) -> None:
    """The next command on another item works, and the store is settled."""
    shutil.copyfile(folder / "items" / "REC-2.toml", folder / TARGET)
    text = (folder / TARGET).read_text(encoding="utf-8").replace('"REC-2"', '"REC-1"')
    (folder / TARGET).write_text(text, encoding="utf-8")
    must(folder, "note", "REC-8", "The next one.")
    check_settled(folder)
