"""Help: of the whole, and of each command."""

from __future__ import annotations

import pytest

from hmic_tracker.cli import COMMANDS, GROUPS, help_text
from tests.conftest import Run


def test_help_fits_a_screen_and_names_every_command(run: Run) -> None:
    found = run("--help")
    lines = found.out.splitlines()
    assert found.code == 0
    assert len(lines) <= 50
    assert max(map(len, lines)) <= 80
    for name, entry in COMMANDS.items():
        assert f"  {name:<12}{entry.line}" in lines
        assert GROUPS[entry.group] in lines
    assert run().out == found.out == help_text()


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_commands_help_starts_with_an_example(run: Run, name: str) -> None:
    found = run(name, "--help")
    assert found.code == 0
    first = found.out.splitlines()[0].strip()
    assert f"tracker {name}" in first
    assert f"Usage: tracker {name}" in found.out
    assert max(map(len, found.out.splitlines())) <= 80


def test_the_store_is_taken_before_and_after_the_command(run: Run, imported: object) -> None:
    before = run("--store", str(imported), "list")
    after = run("list", "--store", str(imported))
    assert before == after
    assert before.code == 0


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("tracker 0.")
