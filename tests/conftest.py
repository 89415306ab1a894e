"""A sealed environment: own home, data and cache folders, a fixed day and person, no colour."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hmic_tracker.cli import main

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
EXAMPLE = EXAMPLES / "progress-report-2008-09-11.txt"
DAY = "2008-12-01"


@dataclass(frozen=True)
class Result:
    """What a command line gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of this machine reaches a test, and no test leaves its own folder."""
    for name in [n for n in os.environ if n.startswith(("TRACKER_", "XDG_", "GIT_"))]:
        if name not in {"TRACKER_REAL_REPORT", "TRACKER_FUZZ"}:
            monkeypatch.delenv(name)
    for name in (
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "FORCE_COLOR",
        "COLUMNS",
        "VISUAL",
        "EDITOR",
        "PAGER",
    ):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
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
def plan(imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of the imported example, set as the store."""
    folder = tmp_path / "plan"
    shutil.copytree(imported, folder)
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a store but its private ones, by path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".tracker" not in path.parts
    }
