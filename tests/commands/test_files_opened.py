"""How often a command opens each file of the plan: once to look, and once under the lock.

On a plan that the index knows. What is written is opened twice more under the lock, when the commit
compares it with what was read, right before it replaces it and after; and once by the index then.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from hmic_tracker.cli import main
from hmic_tracker.store import journal, locking
from hmic_tracker.store.operations import read_op
from tests.conftest import EXAMPLES, Run

NEXT: Final = EXAMPLES / "hmic-2008-phase-two.txt"
LOOKING: Final = (
    "list",
    "list --all --json",
    "list --no-index",
    "list --owner 'Head of Public Protection'",
    "list --where 'overdue and moves = 0'",
    "list --as-of 2008-10-01",
    "show REC-5",
    "show REC-5 --no-index",
    "show REC-5 --source",
    "summary",
    "summary --since 2008-10-01",
    "summary --slippage",
    "grades",
    "trend",
    "history",
    "history REC-5",
    "remind",
    "remind --owner 'Head of Public Protection'",
    "report",
    "report --format markdown",
    "evidence check",
    "person list",
    "inspection list",
    "inspection show hmic-2007-phase-one",
    "check",
    "check --strict --json",
    "update REC-5 --status done --dry-run",
    "undo --dry-run",
    f"import '{NEXT}' --dry-run",
)
CHANGING: Final = (
    "update REC-6 --status done",
    "update REC-5..8 --due 2009-12 --reason IT --yes",
    "update --where open --tag seen --yes",
    "update REC-7 --owner 'Director of Performance'",
    "note REC-5 seen",
    "note REC-5..8 seen --yes",
    "add rec 'The force should do more.' --owner 'Head of Public Protection'",
    "action add REC-5 'Agree one template' --due 2008-12",
    "evidence add REC-1 'DOC 1' --shows it",
    "verify REC-5 --by Inspectorate --evidence 'DOC 1' --shows it",
    "close REC-1 --discharged-by HMIC --evidence letter",
    "reopen REC-1 --reason 'not so'",
    "link REC-5 duplicates REC-6",
    "link REC-5 supersedes REC-6",
    "person add 'Head of CID'",
    "person move 'Director of Performance' 'Head of Public Protection' --yes",
    "inspection add 'Phase Two' --id phase-two",
    "inspection edit hmic-2007-phase-one --title 'Phase One'",
    "list --where overdue --save late",
    "report --number 9 --meeting 2008-12-11 --record",
    "check --record",
    "undo --yes",
    "undo --redo --yes",
    f"import '{NEXT}' --yes",
)


class _Opens(NamedTuple):
    """How often each path was opened before the lock, under it, and after it."""

    before: Counter[str]
    under: Counter[str]
    after: Counter[str]


_NOW: Final[list[Counter[str]]] = []
"""What is counted at the moment; an audit hook can't be taken away again."""
_PLACE: Final[list[str]] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event != "open" or not _NOW or not isinstance(arguments[0], str | os.PathLike):
        return
    path, flags = os.fspath(arguments[0]), arguments[2] if len(arguments) > 2 else 0
    unread = os.O_WRONLY | os.O_RDWR | os.O_CREAT | getattr(os, "O_DIRECTORY", 0)
    if path.startswith(_PLACE[0]) and not (isinstance(flags, int) and flags & unread):
        name = path.removeprefix(_PLACE[0])
        if not name.endswith(".tmp"):  # what was written is read once, to be sure that it can be
            _NOW[-1][name] += 1


sys.addaudithook(_hook)


@contextmanager
def counting(plan: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Opens]:
    """Count what is opened of a plan inside."""
    opens = _Opens(Counter(), Counter(), Counter())
    locked = locking.locked

    @contextmanager
    def noticed(folder: Path, *holder: Any) -> Iterator[None]:
        with locked(folder, *holder):
            _NOW[:] = [opens.under]
            yield
        _NOW[:] = [opens.after]

    monkeypatch.setattr(locking, "locked", noticed)
    _PLACE[:] = [f"{plan}{os.sep}"]
    _NOW[:] = [opens.before]
    try:
        yield opens
    finally:
        _NOW[:] = []


@pytest.fixture(scope="module")
def settled(worked: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Path], Path]:
    """A plan for each command, older than a tick, and the cache in which the index knows it."""
    folder = tmp_path_factory.mktemp("opened")
    plans = {line: folder / f"plan-{n}" for n, line in enumerate((*LOOKING, *CHANGING))}
    patch = pytest.MonkeyPatch()
    patch.setenv("TRACKER_TODAY", "2008-12-01")
    patch.setenv("TRACKER_USER", "Liaison Officer")
    patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    for line, plan in plans.items():
        shutil.copytree(worked, plan)
        if line.startswith("undo --redo"):
            assert main(["--store", str(plan), "undo", "--yes"]) == 0
        if line == "check --record":
            path = plan / "items" / "REC-9.toml"
            text = path.read_text(encoding="utf-8").replace(
                "\nstatus =", '\nowner = "T"\nstatus =', 1
            )
            path.write_text(text, encoding="utf-8")
    time.sleep(2.05)  # what was written just now the index reads again
    for plan in plans.values():
        main(["--store", str(plan), "list", "--all", "--count"])
    patch.undo()
    return plans, folder / "cache"


@pytest.mark.parametrize("line", [*LOOKING, *CHANGING])
def test_a_file_is_opened_once_to_look_and_once_under_the_lock(
    line: str, settled: tuple[dict[str, Path], Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans, cache = settled
    plan = plans[line]
    monkeypatch.setenv("TRACKER_STORE", str(plan))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    ops = journal.op_names(plan)
    with counting(plan, monkeypatch) as opens:
        found = run(*shlex.split(line))
    assert found.code in ({0, 1} if line.startswith("check") else {0}), found.err
    new = [name for name in journal.op_names(plan) if name not in ops]
    assert len(new) == (line in CHANGING), line
    files = [read_op(plan / ".tracker" / "ops" / name).writes for name in new]
    written = {write.path for writes in files for write in writes}
    looks_again = line == "check --record"  # at the plan as it is with what was recorded
    assert _more(opens.before, set(), 1) == {}
    assert _more(opens.under, written, 3) == {}
    assert looks_again or not opens.after.keys() - written
    assert _more(opens.after, set(), 1) == {}


def _more(opens: Counter[str], written: set[str], most: int) -> dict[str, int]:
    """The files that were opened more than once, those that are written more than so often."""
    return {path: n for path, n in opens.items() if n > (most if path in written else 1)}


@pytest.mark.parametrize("line", ["list", "summary", "grades", "history", "show REC-5"])
def test_what_the_index_knows_opens_no_file_of_the_plan(
    line: str, settled: tuple[dict[str, Path], Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans, cache = settled
    monkeypatch.setenv("TRACKER_STORE", str(plans[line]))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    with counting(plans[line], monkeypatch) as opens:
        assert run(*shlex.split(line)).code == 0
    assert opens == _Opens(Counter(), Counter(), Counter())
