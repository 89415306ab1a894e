"""Damage made on purpose: found by `check` under its code, and the rest is served."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hmic_tracker.domain.check_findings import CODES
from tests.checks.damages import DAMAGES, Damage
from tests.conftest import EXAMPLE, EXAMPLES, Run, tree
from tests.torture.sizes import FULL
from tests.work import Work, counted

BROKEN = 70
# Steps of work: `check` goes over a plan some times, `import` over its report besides.
STEPS_PER_BYTE, STEPS_TO_CHECK, STEPS_TO_IMPORT = 20, 100_000, 20_000_000 if FULL else 10_000_000
COUNTED = {damage.name for damage in (DAMAGES if FULL else DAMAGES[::10])}
"""Of which damages the work of every command is counted; that of `check` is of each."""
REPORT = EXAMPLE if FULL else EXAMPLES / "peel-2022.txt"
COMMANDS = (
    ("list", "--all"),
    ("list", "--json"),
    ("show", "REC-1"),
    ("show", "REC-2"),
    ("summary",),
    ("grades",),
    ("history",),
    ("check",),
    ("update", "REC-2", "--owner", "Head of HR"),
    ("note", "REC-1", "a note"),
    ("add", "rec", "One more"),
    ("import", REPORT, "--yes"),
    ("check", "--record"),
    ("undo", "--yes"),
)


def test_there_are_fifty_kinds_of_damage_and_more() -> None:
    assert len({damage.name for damage in DAMAGES}) == len(DAMAGES) >= 50
    errors = {code for code, kind in CODES.items() if kind.level == "error"}
    assert {damage.code for damage in DAMAGES} == errors


def size(folder: Path) -> int:
    """The bytes of all files of a plan, its private ones too."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def line_number(path: Path, at: str) -> int:
    """The line on which a text stands; "x#3" is the third line that has x."""
    wanted, _, nth = at.partition("#") if "#" in at and at[-1].isdigit() else (at, "", "1")
    lines = path.read_bytes().decode(errors="replace").split("\n")
    return [n for n, line in enumerate(lines, 1) if wanted in line][int(nth) - 1]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_damage_is_found_with_its_code_and_its_line(run: Run, small: Path, damage: Damage) -> None:
    damage.act(small)
    before = tree(small)
    found, steps = counted(run, "check", "--json")
    assert steps < STEPS_PER_BYTE * size(small) + STEPS_TO_CHECK
    assert found.code == 1
    assert found.err == ""
    findings = json.loads(found.out)["findings"]
    mine = [f for f in findings if f["level"] == "error"]
    assert [(f["code"], f["path"]) for f in mine] == [
        (code, damage.path) for code in (damage.code, *damage.also)
    ], mine
    if damage.at:
        assert mine[0]["line"] == line_number(small / damage.path, damage.at), mine
    assert tree(small) == before


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_the_rest_is_served_and_the_file_is_named(run: Run, small: Path, damage: Damage) -> None:
    damage.act(small)
    found = run("list", "--all")
    assert found.code == damage.exit, found.err
    if damage.path == "tracker.toml":
        assert found.out == ""
    else:
        assert "REC-2" in found.out
    assert (damage.path in found.err) == (damage.exit == 5 or damage.code == "sync-copy")


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_no_command_breaks_on_it(run: Run, small: Path, damage: Damage) -> None:
    damage.act(small)
    for words in COMMANDS:
        limit = STEPS_PER_BYTE * size(small) + STEPS_TO_IMPORT
        is_counted = damage.name in COUNTED
        found, steps = counted(run, *words) if is_counted else Work(run(*words), 0)
        assert found.code < BROKEN, (words, found.err)
        assert "Traceback" not in found.err
        if found.code not in {0, 1, 5}:
            lines = [one for one in found.err.splitlines() if "made by a sync tool" not in one]
            assert len(lines) == 2, (words, found.err)
        assert steps < limit, words
