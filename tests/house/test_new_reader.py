"""A new layout is one module and one row: shown on a copy of the package with a made-up reader."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import hmic_tracker

MODULE = '''"""Letters from the inspectorate: "We expect [7]: that residents are informed." """

from __future__ import annotations

import re
from typing import Final

from hmic_tracker.documents.blocks import Block
from hmic_tracker.documents.readers.items import RECOMMENDATION
from hmic_tracker.documents.readers.reader_context import ReaderContext

_EXPECTATION: Final = re.compile(r"We expect \\[(?P<number>\\d+)\\]: (?P<text>.+)")


def read(context: ReaderContext, block: Block) -> bool:
    """Read one expectation as a recommendation."""
    match = _EXPECTATION.fullmatch(block.text)
    if match:
        context.mark_item(
            context.at, RECOMMENDATION, text=match.start("text"), label=match["number"]
        )
    return match is not None
'''
ROW = '    Reader("letter", letters.read),\n'
LETTER = """Report: 31
Date: 11 September 2008

Inspection of Custody

Custody Suites
Grade: Fair

We expect [7]: that every detainee sees a nurse within four hours.
"""


def with_letters(package: Path) -> None:
    """Write the reader's module, and its row with the import of the module."""
    readers = package / "documents" / "readers"
    (readers / "letters.py").write_text(MODULE, encoding="utf-8")
    table = readers / "reader_registry.py"
    text = table.read_text(encoding="utf-8")
    text = text.replace("    items,\n", "    items,\n    letters,\n", 1)
    text = text.replace('    Reader("prose"', f'{ROW}    Reader("prose"', 1)
    table.write_text(text, encoding="utf-8")


def test_a_reader_is_one_module_and_one_row(tmp_path: Path) -> None:
    package = tmp_path / "src" / "hmic_tracker"
    original = Path(hmic_tracker.__file__).parent
    shutil.copytree(original, package, ignore=shutil.ignore_patterns("__pycache__"))
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "src"), "TRACKER_TODAY": "2008-12-01"}

    def tracker(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "hmic_tracker", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    tracker("init", "plan", "--organisation", "Westland Police")
    preview = ("--store", "plan", "import", "letter.txt", "--json", "--dry-run")
    assert json.loads(tracker(*preview))["new"] == []
    with_letters(package)
    assert json.loads(tracker(*preview))["new"] == ["REC-1"]
    tracker("--store", "plan", "import", "letter.txt", "--yes")
    shown = tracker("--store", "plan", "show", "REC-1")
    assert "every detainee sees a nurse within four hours." in shown
    assert "Custody Suites" in shown
