"""`kill -9` at each call on the disk of an upgrade: the plan is of one format or of the other."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from hmic_tracker.domain.plan import Plan
from hmic_tracker.store.reading import read_plan
from tests.torture.children import command, must, put, run
from tests.torture.figures import figure
from tests.torture.plans import check_files, check_settled, rows, tree
from tests.torture.sizes import FULL

STORES: Final = Path(__file__).parent.parent / "store" / "format_1"
_CHANGING: Final = ("write", "fsync", "fchmod", "mkdir", "replace", "unlink", "open")
_EVERY: Final = 1 if FULL else 17
"""Every so many calls are a death; it shares no factor with the calls that a file takes."""


def counting(each: Callable[[int], None]) -> Callable[[], None]:
    """What makes a process count its calls that may change the disk, each before it is made."""

    def patch() -> None:
        calls = 0

        def before(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any, **options: Any) -> Any:
                nonlocal calls
                if real is not os_open or args[1] & (os.O_WRONLY | os.O_RDWR):
                    calls += 1
                    each(calls)
                return real(*args, **options)

            return call

        os_open = os.open
        put(os, **{name: before(getattr(os, name)) for name in _CHANGING})

    return patch


def dying_at(call: int) -> Callable[[], None]:
    """What makes a process kill itself before its nth call on the disk."""

    def kill(number: int) -> None:
        if number == call:
            os.kill(os.getpid(), signal.SIGKILL)

    return counting(kill)


def seen(folder: Path) -> tuple[Plan, object]:
    """What a reader sees, but for what the format says, and what lists make of it."""
    plan = read_plan(folder)
    bare = [
        item._replace(
            history=tuple(entry._replace(after=()) for entry in item.history),
        )
        for item in plan.items
    ]
    posts = tuple(post._replace(slug="") for post in plan.people)
    return plan._replace(items=tuple(bare), people=posts, schema=0), rows(folder)


@pytest.mark.parametrize("name", ["early", "late"])
def test_an_upgrade_is_whole_or_not_at_all(name: str, quick_path: Path) -> None:
    former, upgraded = quick_path / "former", quick_path / "upgraded"
    shutil.copytree(STORES / name, former)
    before, shown = tree(former), seen(former)
    shutil.copytree(former, upgraded)
    log = quick_path / "calls"
    all_calls = command(upgraded, "check", "--upgrade", before=counting(_counted_in(log))).wait()
    assert "this plan is of format 2 now" in all_calls.err
    after, calls = tree(upgraded), int(log.read_text())
    kills, whole = 0, 0
    for call in sorted({*range(1, calls + 1, _EVERY), calls - 8, calls}):
        folder = quick_path / "plan"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(former, folder)
        ended = command(folder, "check", "--upgrade", before=dying_at(call)).wait()
        assert ended.code == -signal.SIGKILL, (call, ended)
        kills += 1
        assert seen(folder) == shown, call
        check_files(folder)
        done = read_plan(folder).schema == 2
        whole += done
        if not done:
            assert tree(folder) == before, call
        words = ("check", "--upgrade") if not done or call % 2 else ("note", "REC-1", "seen")
        assert run(folder, *words).code in {0, 1}
        check_settled(folder)
        noted = {"items/REC-1.toml"} if words[0] == "note" else set()
        there = tree(folder)
        assert {path for path in after if there[path] != after[path]} == noted, call
    assert 0 < whole < kills, (whole, kills, calls)
    must(folder, "note", "REC-1", "seen")
    figure("1 kill -9, upgrade", f"{name}: {kills} of {calls} calls; {whole} after the commit")


def _counted_in(log: Path) -> Callable[[int], None]:
    """Keeps how many calls there were in a file, by no call that counts."""
    handle = os.open(log, os.O_WRONLY | os.O_CREAT)

    def keep(number: int) -> None:
        os.pwrite(handle, str(number).encode(), 0)

    return keep
