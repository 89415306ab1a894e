"""Commands and their options are rows: one place builds Typer's command line from them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from scripts.man_page import manual

from hmic_tracker import commands
from hmic_tracker.topics import MANUAL
from tests.conftest import Run

MODULES = sorted(Path(commands.__file__).parent.glob("*.py"))
NEW_FILTER = """
import sys
from hmic_tracker.query import filters
row = filters._words("ids", "--id", "ID", "Has the id.")
filters.FILTERS = (*filters.FILTERS, row)
from hmic_tracker.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_one_module_alone_imports_typer_or_inspects_functions(path: Path) -> None:
    names = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
    }
    assert ({"typer", "inspect"} & names == set()) is (path.stem != "typer_app")


def test_the_manual_is_that_of_the_commands() -> None:
    assert MANUAL.read_text(encoding="utf-8") == manual(), (
        "the options or the version changed; write the page again: make generated"
    )


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["list", "--help"], "--id ID  "),
        (["list", "--id", "REC-5", "--format", "ids"], "REC-5\n"),
        (["summary", "--id", "REC-5", "--subject"], "1 open"),
    ],
)
def test_a_filter_is_one_row(run: Run, plan: Path, words: list[str], wanted: str) -> None:
    argv = [sys.executable, "-c", NEW_FILTER, "--store", str(plan), *words]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert wanted in done.stdout
