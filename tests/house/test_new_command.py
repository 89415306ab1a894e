"""A new command is one module and one row, shown on a copy of the package.

Completion's table and the manual page are written again by `make generated`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE
from tests.house.package_copy import PackageCopy

MODULE = '''"""`tracker tally`: a command made up for a test."""

from hmic_tracker.commands.filter_options import FILTERING, Filters
from hmic_tracker.commands.options import LOOKING, Option, Output
from hmic_tracker.commands.output import emit
from hmic_tracker.commands.session import Session

EXAMPLES = (("tracker tally --overdue", "how many are late"),)
TAKES = (Option("--word", "TEXT", "What is counted."), *FILTERING, *LOOKING)


def run(session: Session, output: Output, filters: Filters, word: str | None) -> int:
    """Counts the items that are wanted."""
    from hmic_tracker.query.selection import select
    from hmic_tracker.render.nodes import Paragraph

    plan = session.plan()
    items, *_ = select(plan, filters.selection(plan, session.day), session.day)
    count = f"{len(items)} {word or 'items'}"
    return emit(output, lambda _: (Paragraph(count),), lambda: {"count": len(items)})
'''
ROW = '    "tally": Command("look", "tally", "how many items are wanted"),\n'


@pytest.fixture
def copied(tmp_path: Path) -> PackageCopy:
    """A copy with the command, and a plan with the example report."""
    copy = PackageCopy(tmp_path)
    (copy.package / "commands" / "tally.py").write_text(MODULE, encoding="utf-8")
    copy.insert_before("cli.py", '    "trend": Command(', ROW)
    copy.run("init", str(copy.plan))
    copy.run("import", str(EXAMPLE), "--yes")
    return copy


def test_it_runs_with_the_groups_of_options_as_values(copied: PackageCopy) -> None:
    assert copied.run("tally", "--overdue") == "12 items\n"
    assert copied.run("tally", "--kind", "rec", "--all", "--word", "recommendations") == (
        "16 recommendations\n"
    )
    assert '"count": 12' in copied.run("tally", "--overdue", "--json")
    assert copied.run("tally", "--as-of", "2008-10-01", "--overdue") == "4 items\n"


def test_help_and_errors_know_it(copied: PackageCopy) -> None:
    assert "  tally       how many items are wanted\n" in copied.run("--help")
    shown = copied.run("tally", "--help")
    assert shown.startswith("  tracker tally --overdue  how many are late\n")
    assert "--word TEXT" in shown
    assert "--overdue" in shown
    assert "did you mean --word" in copied.run("tally", "--wrod", "x", code=2)
    assert "did you mean tally?" in copied.run("talli", code=2)


def test_completion_and_the_manual_are_written_from_its_row(
    copied: PackageCopy, tmp_path: Path
) -> None:
    for name in ("scripts", "tests"):
        shutil.copytree(
            Path(__file__).parents[2] / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("__pycache__", "data"),
        )
    for module in ("tests.completion.write_table", "scripts.man_page"):
        subprocess.run(
            [sys.executable, "-m", module],
            cwd=tmp_path,
            env={**copied.environment, "PYTHONPATH": f"{copied.root}:{tmp_path}"},
            check=True,
        )
    assert "--word" in copied.run("__complete", "zsh", "--w", "tally")
    assert "TRACKER TALLY" in copied.run("help", "--man").upper()
