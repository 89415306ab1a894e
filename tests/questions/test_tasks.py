"""What an officer does to the plan itself: each task a line, asked about after, and undone."""

from __future__ import annotations

import json
import random
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from hmic_tracker.commands.schema import SCHEMAS
from hmic_tracker.domain.ids import format_id_ranges
from tests.conftest import Result, Run, tree
from tests.formats.test_schemas import faults
from tests.questions.tables import Task, plain, tasks
from tests.torture.sizes import FULL

TABLES: Final = (
    *("wording", "inspections", "people", "frameworks"),
    *("settings", "corrections", "steps", "parts", "deferrals", "meetings"),
)
EVERY: Final = [task for table in TABLES for task in tasks(table)]
LOOKS: Final = ("list", "list --all --sort id", "summary", "list --all --as-of 2008-11-20")
"""With `show`, without history, what is as before once a task is undone, byte for byte."""
EVERYTHING: Final = "show REC-1..16 AFI-1..48 COC-1"
HISTORY: Final = re.compile(r"\nHistory.*?(?=\n\n(?:REC|AFI|COC)-\d|\Z)", re.DOTALL)
WHEN: Final = frozenset({"history", "updated_at"})
"""What of an item says which entries it has, and when the last of them was made."""


class Officer:
    """Somebody with a plan, whose lines end with exit code 0."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run, self.folder = run, folder

    def __call__(self, line: str, *more: str) -> Result:
        done = self.ask(line, *more)
        assert done.code == 0, (line, more, done)
        return done

    def ask(self, line: str, *more: str) -> Result:
        """What a line gives, whatever its exit code."""
        return self.run("--store", self.folder, *shlex.split(line), *more)

    def json(self, line: str, *more: str) -> Any:
        """What a line gives in JSON, held to its schema where it has one."""
        value = json.loads(self(line, *more, "--json").out)
        assert value["kind"] not in SCHEMAS or faults(value["kind"], value) == []
        return value

    def looks(self) -> dict[str, object]:
        """What a plan looks like, but for its history."""
        seen: dict[str, object] = {line: self(line).out for line in LOOKS}
        shown = self.ask(EVERYTHING)
        seen["show"] = (shown.code, HISTORY.sub("", shown.out), shown.err)
        as_json = self.ask(EVERYTHING, "--json").out if shown.code == 0 else "{}"
        seen["show --json"] = but_for_history(json.loads(as_json))
        return seen


def but_for_history(value: Any) -> Any:
    """Values of JSON without the history of items."""
    if isinstance(value, dict):
        return {key: but_for_history(one) for key, one in value.items() if key not in WHEN}
    return [but_for_history(one) for one in value] if isinstance(value, list) else value


def pairs(value: Any) -> Iterator[tuple[str, Any]]:
    """The keys and values of JSON, at any depth."""
    for one in value if isinstance(value, list) else ():
        yield from pairs(one)
    for key, one in value.items() if isinstance(value, dict) else ():
        yield key, one
        yield from pairs(one)


@pytest.fixture
def officer(run: Run, worked: Path, tmp_path: Path) -> Officer:
    """An officer with the example's plan, and a file of steps where the commands are typed."""
    Path("steps.txt").write_text(
        "Agree the template; Head of Public Protection; 2008-12-19\nBrief boroughs\n"
    )
    return Officer(run, shutil.copytree(worked, tmp_path / "plan"))


@pytest.fixture(scope="module")
def first_looks() -> dict[str, object]:
    """What the example's plan looks like before anything is done, looked at once."""
    return {}


def check_answer(officer: Officer, task: Task, again: bool = False) -> None:
    """In a pipe and in JSON a question has the answer of the table.

    Done `again`, parts have other letters, steps and entries other numbers: those before are not
    given away.
    """
    as_json = officer.json(task.question)
    assert set(task.values) <= {
        (key, plain(value)) for key, value in pairs(as_json) if not isinstance(value, dict)
    }
    if task.is_of_ids:
        ids = officer(task.question, "--format", "ids").out.split()
        if not (again and task.line.startswith("split ")):
            assert format_id_ranges(ids) == ", ".join(task.answer)
        assert [item["id"] for item in as_json["items"]] == ids
    elif not again:
        assert set(task.answer) <= {*officer(task.question).out.splitlines()}


@pytest.mark.parametrize("task", EVERY, ids=[task.what for task in EVERY])
def test_each_task_is_a_line_that_the_next_question_knows_and_undo_takes_back(
    officer: Officer, task: Task, first_looks: dict[str, object]
) -> None:
    for line in task.before:
        officer(line)
    if not (task.before or first_looks):
        first_looks |= officer.looks()
    files, looks = tree(officer.folder), officer.looks() if task.before else first_looks
    before = officer.ask(task.question)
    preview = officer(task.line, "--dry-run")
    assert (preview.out, "would" in preview.err) == ("", True)
    assert officer.json(task.line, "--dry-run")["written"] is False
    if "--yes" in task.line:
        refused = officer.ask(task.line.replace(" --yes", ""))
        assert (refused.code, refused.out) == (2, "")
        assert "nobody can be asked here\nadd --yes" in refused.err
    assert tree(officer.folder) == files
    told = officer(task.line)
    assert (told.out, told.err.splitlines()) == ("", [*task.says])
    check_answer(officer, task)
    assert officer.ask(task.question) != before
    officer("undo --yes")
    assert officer.looks() == looks
    assert officer.json(task.line)["written"] is True
    check_answer(officer, task, again=True)
    assert officer.json("undo --yes")["written"] is True
    assert officer.looks() == looks


def test_there_are_at_least_eighty_tasks() -> None:
    assert len({task.what for task in EVERY}) == len(EVERY) >= 80


@pytest.mark.parametrize("seed", range(8 if FULL else 2))
def test_tasks_one_after_the_other_are_undone_in_turn(officer: Officer, seed: int) -> None:
    """One that can't be done after those before it, and what was so already, is passed over."""
    chance = random.Random(seed)
    looks = []
    for task in chance.sample(EVERY, 8):
        for line in (*task.before, task.line):
            files, seen = tree(officer.folder), officer.looks()
            if officer.ask(line).code == 0 and tree(officer.folder) != files:
                looks.append((line, seen))
    assert len(looks) > 4
    for line, seen in reversed(looks):
        officer("undo --yes")
        assert officer.looks() == seen, line
