"""Statements put together from many forms: the right ones agree, and each slip is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.paper_check.conftest import PLANS
from tests.paper_check.statements import statements

_PAPER = """Fire and Rescue Authority

Position at {day}

This paper tells members how the service stands after its inspection.

{statement}
"""
_NUMBER = 60


@pytest.mark.parametrize("kind", ["totals", "states", "dues", "grades"])
def test_a_statement_of_any_form_agrees_and_one_with_a_slip_differs(
    run: Run, tmp_path: Path, plans: dict[str, Path], kind: str
) -> None:
    def differs(statement: str) -> bool:
        file = tmp_path / "paper.txt"
        file.write_text(_PAPER.format(day=PLANS["fire"][1], statement=statement), encoding="utf-8")
        shown = run("report", "--check", file, "--store", plans["fire"], "--json").out
        return any(one["verdict"] == "differs" for one in json.loads(shown)["claims"])

    made = list(statements(kind, _NUMBER, seed=1))
    alarms = [one.right for one in made if differs(one.right)]
    missed = [one.wrong for one in made if not differs(one.wrong)]
    assert (alarms, missed) == ([], [])
