"""A share that goes away in the middle of a command: nothing is half of it, or elsewhere.

The folder of the plan is moved away between two calls of the command, as by an automounter or a
drive that is disconnected; where it was nothing is left, or the empty folder on which it was
mounted, which is on this computer's own disk.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from hmic_tracker.store import journal
from tests.torture.children import check_error, must, put, run, warm
from tests.torture.plans import check_settled, items, make_small, temps
from tests.torture.sizes import FULL

pytestmark = pytest.mark.posix

_CALLS: Final = ("open", "write", "fsync", "replace", "unlink", "mkdir", "stat", "lstat", "listdir")
EMPTY: Final = {"items", ".tracker", "ops", ".gitignore", "lock"}
"""What may be left on the own disk: nothing that anybody typed."""
WORDS: Final = {
    "note": ("note", "REC-1", "seen"),
    "bulk": ("update", "REC-1..4", "--owner", "Another", "--yes"),
    "add": ("add", "gp", "A peer force."),
}


START: Final = {"note": 1, "bulk": 3, "add": 5}
"""The first call that is tried in a short run, which tries every seventh."""


class Departure:
    """The share's folder is moved away at the nth call from the lock on."""

    def __init__(self, folder: Path, at: int, *, mount_point: bool) -> None:
        self.folder, self.at, self.mount_point = folder, at, mount_point
        self.calls, self.armed = 0, False

    @property
    def aside(self) -> Path:
        """Where the share is, which nobody sees meanwhile."""
        return self.folder.with_name("share, not mounted")

    def install_at_once(self) -> None:
        """Count all calls of this process."""
        self.install()
        self.armed = True

    def install(self) -> None:
        """Count the calls of this process from the lock on."""
        for name in _CALLS:
            put(os, **{name: self._counted(getattr(os, name))})
        make_private = journal.make_private

        def armed(folder: Path) -> None:
            self.armed = True
            make_private(folder)

        put(journal, make_private=armed)

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if self.armed:
                self.calls += 1
                if self.calls == self.at:
                    self.armed = False
                    self.folder.rename(self.aside)
                    if self.mount_point:
                        self.folder.mkdir()
                    self.armed = True
            return real(*args, **options)

        return call


@pytest.mark.parametrize("mount_point", [False, True], ids=["no folder", "an empty folder"])
@pytest.mark.parametrize("name", WORDS)
def test_a_share_that_goes_away_leaves_a_whole_state_on_it_and_nothing_elsewhere(
    tmp_path: Path, name: str, mount_point: bool
) -> None:
    warm()
    words, gone = WORDS[name], True
    for at in range(1 if FULL else START[name], 1000, 1 if FULL else 7):
        folder = make_small(tmp_path / "plan")
        old = items(folder)
        share = Departure(folder, at, mount_point=mount_point)
        ended = run(folder, *words, before=share.install)
        gone = share.aside.exists()
        told = (at, ended)
        if not gone:
            assert ended.code == 0, told
            break
        assert mount_point or not folder.exists(), told
        assert {p.name for p in folder.rglob("*")} <= EMPTY, told
        shutil.rmtree(folder, ignore_errors=True)
        share.aside.rename(folder)
        saved = items(folder) != old
        if ended.code:
            check_error(ended, (5, 8))
            assert saved == ("tracker: saved" in ended.err), told
        else:
            assert saved, told
        must(folder, "note", "REC-2", "afterwards")
        check_settled(folder)
        assert temps(folder) == []
    assert at > 20
    assert not gone


@pytest.mark.parametrize("was_cloned", [False, True], ids=["with commands", "without"])
@pytest.mark.parametrize("words", [("list",), ("show", "REC-1"), ("summary",), ("check",)], ids=str)
def test_whoever_reads_meanwhile_gets_the_whole_plan_or_two_lines(
    tmp_path: Path, words: tuple[str, ...], was_cloned: bool
) -> None:
    warm()
    folder = make_small(tmp_path / "plan")
    if was_cloned:
        shutil.rmtree(folder / ".tracker")
    for options in ((), ("--no-index",)):
        if options and words[0] == "check":
            continue
        whole = must(folder, *words, *options)
        gone = True
        for at in range(1, 1000, 1 if FULL else 11):
            share = Departure(folder, at, mount_point=at % 2 == 0)
            ended = run(folder, *words, *options, before=share.install_at_once)
            gone = share.aside.exists()
            shutil.rmtree(folder, ignore_errors=gone) if gone else None
            if not gone:
                break
            share.aside.rename(folder)
            if words == ("check",) and ended.code == 1:
                assert "tracker.toml: not there" in ended.out, (at, ended)
            elif ended != whole:
                assert ended.code in (4, 5, 8), (at, ended)
                assert ended.out == "", (at, ended)
                assert len(ended.err.splitlines()) == 2, (at, ended)
        assert not gone


def test_a_stick_that_is_pulled_out_while_plans_are_exchanged_leaves_both_whole(
    tmp_path: Path,
) -> None:
    warm()
    ours, stick = tmp_path / "ours", tmp_path / "stick"
    start = make_small(tmp_path / "start")
    gone = True
    for at in range(1 if FULL else 2, 2000, 1 if FULL else 31):
        for folder, item in ((ours, "REC-1"), (stick, "REC-2")):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(start, folder)
            must(folder, "note", item, f"in {folder.name}")
        old = [items(ours), items(stick)]
        share = Departure(stick, at, mount_point=at % 2 == 0)
        ended = run(ours, "sync", str(stick), before=share.install_at_once)
        gone = share.aside.exists()
        told = (at, ended)
        if not gone:
            assert ended.code == 0, told
            break
        assert ended.code in {0, 4, 5, 6, 8}, told
        assert ended.code == 0 or len(ended.err.splitlines()) == 2, told
        assert {p.name for p in stick.rglob("*")} <= EMPTY, told
        shutil.rmtree(stick, ignore_errors=True)
        share.aside.rename(stick)
        mine, theirs = items(ours), items(stick)
        must(ours, "sync", str(stick))
        whole = items(ours)
        assert items(stick) == whole, told
        assert mine in (old[0], whole), told
        assert theirs in (old[1], whole), told
        assert {e.note for i in whole.values() for e in i.history} >= {"in ours", "in stick"}
        check_settled(stick)
        check_settled(ours)
    assert not gone
