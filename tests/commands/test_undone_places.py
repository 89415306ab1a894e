"""What an undo brings back is where it was, with the comments that it had."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run

PHASE_ONE = "inspections/hmic-2007-phase-one.toml"
HEADER = re.compile(r"^(?=\[)", re.MULTILINE)
LINES = (
    "person remove 'Head of Public Protection' --to 'Head of Crime' --yes",
    "settings unset filters.board",
    "framework move 'public protection' none --yes",
    "settings unset frameworks.pvp.board --yes",
    "inspection edit hmic-2007-phase-one --national np:2007= --count np:rec:2008-09-11=",
    "inspection edit hmic-2007-phase-one --grade np:2006= --programme none",
)


def but_for_history(path: Path) -> list[str]:
    """The tables of a file in their order, but for its history and how long that is."""
    tables = HEADER.split(path.read_text(encoding="utf-8"))
    text = "".join(table for table in tables if not table.startswith("[[history]]"))
    return [line for line in text.splitlines() if line and not line.startswith("entries = ")]


@pytest.mark.parametrize("several", [LINES, *((line,) for line in LINES)])
def test_what_is_undone_stands_where_it_stood(
    run: Run, worked: Path, tmp_path: Path, several: tuple[str, ...]
) -> None:
    folder = shutil.copytree(worked, tmp_path / "plan")
    settings, inspection = folder / "tracker.toml", folder / PHASE_ONE
    text = settings.read_text().replace("\n[filters]", "\n# what we look at\n[filters]  # daily")
    settings.write_text(text.replace("board = ", "# as agreed\nboard = ", 1))
    inspection.write_text(inspection.read_text().replace("[[national]]", "[[national]]  # p. 4", 1))
    run("--store", folder, "note", "REC-6", "seen")
    before = [but_for_history(path) for path in (settings, inspection)]
    for line in several:
        done = run("--store", folder, *shlex.split(line))
        assert done.code == 0, done.err
    assert [but_for_history(path) for path in (settings, inspection)] != before
    for _ in several:
        done = run("--store", folder, "undo", "--yes")
        assert done.code == 0, done.err
    assert [but_for_history(path) for path in (settings, inspection)] == before


def test_what_was_written_since_stays_where_an_undo_brings_a_table_back(
    run: Run, worked: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(worked, tmp_path / "plan")
    settings = folder / "tracker.toml"
    assert run("--store", folder, "settings", "unset", "filters.hot").code == 0
    settings.write_text(f"# ask the auditor\n{settings.read_text()}")
    assert run("--store", folder, "undo", "--yes").code == 0
    text = settings.read_text()
    assert text.startswith("# ask the auditor\n")
    assert 'hot = "overdue and moves = 0"' in text
