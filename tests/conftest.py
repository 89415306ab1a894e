"""A sealed environment: own home, data and cache folders, a fixed day and person, no colour."""

from __future__ import annotations

import compileall
import io
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import hmic_tracker
from hmic_tracker.cli import main
from tests.torture.sizes import FULL

# An example may take as long as a busy machine makes it.
settings.register_profile("tracker", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tracker")

POSIX_ONLY = (
    "browser",  # Chromium by pipes that are its third and fourth file
    "torture",  # fork, SIGKILL, limits of a process
    "bundles/test_asking.py",
    "bundles/test_page.py",
    "commands/test_prompts.py",  # a pseudo-terminal
    "commands/test_review.py",
    "commands/test_review_answers.py",
    "commands/test_review_minutes.py",
    "completion/test_terminals.py",
    "consoles/test_an_officers_day.py",  # a shell's ways to close a process's streams
    "consoles/test_streams.py",
    "consoles/test_surroundings.py",
    "sync/test_stopped.py",  # fork, SIGKILL, a shell
    "store/test_index_robustness.py",  # fork, modes, other users
)
"""Folders and modules of tests that are `posix` as a whole; elsewhere they aren't even imported."""
collect_ignore = [] if os.name == "posix" else list(POSIX_ONLY)

MEMORY = Path("/dev/shm")
"""The disk in memory, where the machine has one."""


def _has_memory() -> bool:
    """Whether there is a disk in memory with room, from which a script that a test writes runs."""
    if not os.access(MEMORY, os.W_OK):
        return False
    is_closed = os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    return not is_closed and shutil.disk_usage(MEMORY).free > 4 * 2**30


# A third of a million small files come and go, on a disk in a fifth of the time. `make torture` has
# them on the disk.
if _has_memory() and not FULL:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
EXAMPLE = EXAMPLES / "progress-report-2008-09-11.txt"
DAY = "2008-12-01"


def pytest_configure(config: pytest.Config) -> None:
    """Compile the package once: the processes that tests start might each compile it again."""
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(Path(hmic_tracker.__file__).parent, quiet=2)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is POSIX's alone, and skip it elsewhere with a reason."""
    here = Path(__file__).parent
    for item in items:
        place = item.path.relative_to(here) if item.path.is_relative_to(here) else item.path
        if any(place.is_relative_to(part) for part in POSIX_ONLY):
            item.add_marker(pytest.mark.posix)
        if os.name != "posix" and item.get_closest_marker("posix"):
            item.add_marker(pytest.mark.skip(reason="needs what only POSIX has"))


@dataclass(frozen=True)
class Result:
    """What a command line gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]

SETTINGS = """
[people."Head of Public Protection"]
group = "Specialist Crime"

[people."Commander, Territorial Policing"]
group = "Territorial Policing"

[filters]
board = "due < eom and open"
hot = "overdue and moves = 0"
"""
WORK = [
    ("2008-10-06", "update REC-5..6 AFI-11..18 --owner 'Head of Public Protection' --yes"),
    ("2008-10-06", "update REC-7..8 --owner 'Commander, Territorial Policing' --yes"),
    ("2008-10-06", "update REC-14..16 --owner 'Director of Performance' --yes"),
    ("2008-10-20", "update REC-6 --due 2009-01 --reason 'the IT release slipped'"),
    ("2008-11-10", "update REC-6 --due 2009-03-13 --reason 'the supplier is late'"),
    ("2008-11-14", "update AFI-12 --due 2009-01 --reason 'training dates'"),
    ("2008-11-17", "update REC-5 --status done --note 'all boroughs'"),
    ("2008-11-20", "note REC-14 'benchmark visit booked'"),
    ("2008-11-24", "update AFI-11 --progress almost"),
    ("2008-11-24", "update REC-8 --tag legacy"),
    ("2008-11-25", "update REC-15 --board 'Resources Board'"),
    ("2008-11-26", "add coc 'Missing persons are not found in time' --framework mp"),
    ("2008-11-27", "update AFI-24 --status withdrawn --reason 'merged into AFI-25'"),
    (
        "2008-11-28",
        "update REC-1 --status verified --note 'seen in three boroughs' "
        "--override 'seen, not filed'",
    ),
]


@pytest.fixture(autouse=True)
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of this machine reaches a test, and no test leaves its own folder."""
    for name in [n for n in os.environ if n.startswith(("TRACKER_", "XDG_", "GIT_"))]:
        if name not in {"TRACKER_REAL_REPORT", "TRACKER_FUZZ", "TRACKER_TYPER"}:
            monkeypatch.delenv(name)
    for name in (
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "FORCE_COLOR",
        "COLUMNS",
        "LINES",
        "VISUAL",
        "EDITOR",
        "PAGER",
    ):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("TRACKER_TODAY", DAY)
    monkeypatch.setenv("TRACKER_USER", "Liaison Officer")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(home)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line as `main` does; `stdin` is what is piped in."""

    def runner(*argv: str | Path, stdin: str | bytes = "") -> Result:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        code = main([str(word) for word in argv])
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return runner


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with the example report imported, made once; tests copy it."""
    folder = tmp_path_factory.mktemp("imported") / "plan"
    patch = pytest.MonkeyPatch()
    patch.setenv("TRACKER_USER", "Liaison Officer")
    patch.setenv("TRACKER_TODAY", "2008-09-12")
    try:
        assert main(["init", str(folder), "--organisation", "Example Police"]) == 0
        assert main(["--store", str(folder), "import", str(EXAMPLE), "--yes"]) == 0
    finally:
        patch.undo()
    return folder


@pytest.fixture
def report_path() -> Path:
    """The report that is in the example's plan."""
    return EXAMPLE


@pytest.fixture
def plan(imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of the imported example, set as the store."""
    folder = tmp_path / "plan"
    shutil.copytree(imported, folder)
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    return folder


@pytest.fixture(scope="session")
def worked(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example plan after three months of work."""
    folder = tmp_path_factory.mktemp("worked") / "plan"
    shutil.copytree(imported, folder)
    settings = folder / "tracker.toml"
    text = settings.read_text() + SETTINGS
    for slug, board in (
        ("protecting-vulnerable-people", "Public Protection Steering Group"),
        ("performance-management", "Performance Board"),
    ):
        text = text.replace(f"[frameworks.{slug}]\n", f'[frameworks.{slug}]\nboard = "{board}"\n')
    settings.write_text(text)
    patch = pytest.MonkeyPatch()
    patch.setenv("TRACKER_USER", "Liaison Officer")
    patch.setenv("TRACKER_TODAY", "2008-09-12")
    assert main(["--store", str(folder), "check", "--record"]) == 0
    for day, line in WORK:
        patch.setenv("TRACKER_TODAY", day)
        assert main(["--store", str(folder), *shlex.split(line)]) == 0, line
    patch.undo()
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a store but its private ones, by path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".tracker" not in path.parts
    }


def without_history(path: Path) -> str:
    """A file's text above its history, but for how many entries that has."""
    head = path.read_text(encoding="utf-8").partition("\n[[history]]")[0]
    return re.sub(r"^entries = \d+\n", "", head, flags=re.MULTILINE)
