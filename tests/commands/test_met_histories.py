"""Two people's entries in one history, some of one number: their order is their place."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.meeting import meet


@pytest.fixture
def copies(plan: Path, tmp_path: Path) -> tuple[Path, Path]:
    """One's own copy of a plan, and another person's."""
    shutil.copytree(plan, tmp_path / "theirs")
    return plan, tmp_path / "theirs"


def test_the_month_ends_count_the_worse_of_two_values(
    run: Run, copies: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = copies
    monkeypatch.setenv("TRACKER_TODAY", "2008-10-20")
    for folder, due in ((mine, "2009-03"), (theirs, "2008-10-25")):
        command = ("--store", folder, "update", "REC-5", "--due", due, "--reason", "IT")
        assert run(*command).code == 0
    meet(mine, theirs)
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-01")
    points = json.loads(run("trend", "--json").out)["points"]
    by_day = {point["on"]: point["overdue"] for point in points}
    as_of = json.loads(run("list", "--overdue", "--json", "--as-of", "2008-10-31").out)
    assert by_day["2008-10-31"] == as_of["count"] == 4
    # The worse is counted whichever of the two stands last.
    assert "REC-5" in [item["id"] for item in as_of["items"]]


def test_a_broken_rule_names_the_entry_by_its_place(
    run: Run, copies: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = copies
    settings = mine / "tracker.toml"
    settings.write_text(f'{settings.read_text()}\n[rules]\nreasons = "strict"\n')
    assert run("note", "REC-5", "one").code == 0
    assert run("note", "REC-5", "two").code == 0
    other = theirs / "items" / "REC-5.toml"
    other.write_text(
        other.read_text().replace("entries = 1", "entries = 2").replace('"2008-09"', '"2009-01"', 1)
        + '\n[[history]]\non = 2008-09-12\nrecorded = 2008-09-12T10:00:00Z\nby = "Deputy"\n'
        'op = "zzzzzzzz"\nevent = "updated"\ndue = "2009-01"\ndue_was = "2008-09"\n'
        f'due_after = ["{_first_op(other)}/1"]\nn = 2\n'
    )
    meet(mine, theirs, "REC-5")
    found = json.loads(run("check", "--json").out)["findings"]
    broken = [one for one in found if one["code"] == "rule-reasons"]
    assert ["entry 3" in one["message"] for one in broken] == [True]
    lines = (mine / "items" / "REC-5.toml").read_text().splitlines()
    assert 'op = "zzzzzzzz"' in lines[broken[0]["line"] - 6 : broken[0]["line"] + 6]


def _first_op(path: Path) -> str:
    return next(line for line in path.read_text().splitlines() if line.startswith("op = "))[6:-1]


def test_a_history_stands_in_its_order_and_its_last_moment_is_the_latest(
    run: Run, copies: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = copies
    for text in ("one", "two", "three"):
        assert run("note", "REC-5", text).code == 0
    monkeypatch.setenv("TRACKER_TODAY", "2008-11-20")
    assert run("--store", theirs, "note", "REC-5", "later").code == 0
    for n, folder in enumerate(copies):  # the clock is the machine's, whatever day it is taken for
        path = folder / "items" / "REC-5.toml"
        path.write_text(
            re.sub(r"recorded = .*", f"recorded = 2008-11-2{n}T10:00:00Z", path.read_text())
        )
    meet(mine, theirs, "REC-5")
    item = json.loads(run("show", "REC-5", "--json").out)["items"][0]
    assert item["updated_at"].startswith("2008-11-21")
    notes = [one["note"] for one in json.loads(run("history", "REC-5", "--json").out)["entries"]]
    assert notes[-1] == "later"
    assert [note for note in notes[:-1] if note] == ["one", "two", "three"]
    changed = ("list", "--where", "updated >= 2008-11-21", "--format", "ids")
    assert run(*changed).out == run(*changed, "--no-index").out == "REC-5\n"
