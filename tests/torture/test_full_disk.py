"""A full disk under every command that writes: the plan stays identical byte for byte."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.store import journal
from tests.conftest import EXAMPLE
from tests.torture.children import Ended, check_error, must, put, run
from tests.torture.figures import figure
from tests.torture.plans import check_settled, make_empty, make_small, temps, tree
from tests.torture.sizes import FULL

EDITOR: Final = "sed -i '0,/Owner 0/s/Owner 0/Owner 9/'"
_LIMITS: Final = (0, 1, 60, 700, 2500, 8000) if FULL else (0, 700)


def _by_hand(folder: Path) -> None:
    path = folder / "items" / "REC-1.toml"
    path.write_text(path.read_text().replace('"Owner 0"', '"Typed"', 1), encoding="utf-8")


COMMANDS: Final[dict[str, tuple[tuple[str, ...], Callable[[Path], object]]]] = {
    "import": (("import", str(EXAMPLE), "--yes"), make_empty),
    "add": (("add", "rec", "The force should do more."), make_small),
    "update": (("update", "REC-1", "--owner", "New"), make_small),
    "bulk update": (("update", "REC-1..8", "--owner", "New", "--yes"), make_small),
    "note": (("note", "REC-1", "A note."), make_small),
    "undo": (
        ("undo", "--yes"),
        lambda folder: must(make_small(folder), "update", "REC-1..3", "--owner", "X", "--yes"),
    ),
    "edit": (("edit", "REC-1"), make_small),
    "check --record": (("check", "--record"), lambda folder: _by_hand(make_small(folder))),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_no_file_may_grow(name: str, quick_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """RLIMIT_FSIZE as the full disk, from the moment the command goes for the lock."""
    monkeypatch.setenv("EDITOR", EDITOR)
    words, make = COMMANDS[name]
    folder = quick_path / "plan"
    refused = 0
    for limit in _LIMITS:
        make(folder)
        before = tree(folder)
        ended = run(folder, *words, before=partial(_limited, limit))
        refused += _judge(folder, before, ended)
        assert limit or ended.code == 8, ended
        must(folder, "add", "gp", "A peer force does this.")
        check_settled(folder)
    figure(
        f"3 no room (RLIMIT_FSIZE), {name}", f"{refused} refused of {len(_LIMITS)}, all identical"
    )


def test_no_plan_is_made_without_room(quick_path: Path) -> None:
    """`init` says so, and can be done again."""
    folder = quick_path / "plan"
    ended = run(folder, "init", str(folder), before=partial(_limited, 0))
    check_error(ended, (8,))
    assert tree(folder) == {}
    assert temps(folder) == []
    must(folder, "init", str(folder))
    figure("3 no room (RLIMIT_FSIZE), init", "refused, and made again")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_small_disk_is_full(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tmpfs with more and more room, until the command succeeds."""
    monkeypatch.setenv("EDITOR", EDITOR)
    words, make = COMMANDS[name]
    refused = 0
    with _small_disk(tmp_path / "disk") as disk:
        folder = disk / "plan"
        make(folder)
        before = tree(folder)
        for pages in range(0, 600, 1 if FULL else 7):
            _fill(disk / "filler", leave=4096 * pages)
            ended = run(folder, *words)
            if ended.code == 0:
                break
            refused += _judge(folder, before, ended)
            assert temps(folder) == []
        assert ended.code == 0, ended
        assert refused
        (disk / "filler").unlink()
        must(folder, "add", "gp", "A peer force does this.")
        check_settled(folder)
    figure(f"3 no room (tmpfs), {name}", f"{refused} refused, all identical; then done")


def _judge(folder: Path, before: dict[str, bytes], ended: Ended) -> int:
    """1 where the command was refused; then nothing differs."""
    if ended.code == 0:
        return 0
    check_error(ended, (8,))
    assert tree(folder) == before, ended
    assert journal.pending(folder) is None, ended
    return 1


def _limited(limit: int) -> None:
    """No file can grow beyond the limit once the command is about to write."""
    make_private = journal.make_private

    def limited(folder: Path) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        make_private(folder)

    put(journal, make_private=limited)


@contextmanager
def _small_disk(where: Path) -> Iterator[Path]:
    """A disk of 2 MB in memory; skips where nobody may mount one."""
    where.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tracker-torture", str(where)],
        capture_output=True,
        check=False,
    )
    if not made or made.returncode:
        pytest.skip("no small disk can be made here; RLIMIT_FSIZE stands in for it")
    try:
        yield where
    finally:
        subprocess.run(["umount", str(where)], check=True)


def _fill(filler: Path, leave: int) -> None:
    """Fills the disk but for some bytes."""
    filler.unlink(missing_ok=True)
    room = shutil.disk_usage(filler.parent).free
    with filler.open("wb", buffering=0) as stream:
        stream.write(b"\0" * max(0, room - leave))
