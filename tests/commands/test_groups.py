"""Commands made of several: each has help of its own, and the TAB key knows them."""

from __future__ import annotations

import pytest

from hmic_tracker.cli import COMMANDS
from hmic_tracker.completion.command_table import read_table
from tests.completion.test_answers import values
from tests.conftest import Run

GROUPS = [name for name, entry in COMMANDS.items() if entry.parts]
PARTS = [name for name in read_table() if " " in name]


@pytest.mark.parametrize("name", GROUPS)
def test_a_groups_help_lists_its_commands(run: Run, name: str) -> None:
    found = run(name, "--help")
    assert (found.code, found.err) == (0, "")
    assert f"Usage: tracker {name} COMMAND ..." in found.out
    for part in (both.partition(" ")[2] for both in PARTS if both.startswith(f"{name} ")):
        assert f"  {part} " in found.out.partition("Usage")[2]
    assert run(name).code == 2


@pytest.mark.parametrize("name", PARTS)
def test_each_command_of_a_group_has_help_that_starts_with_an_example(run: Run, name: str) -> None:
    found = run(*name.split(), "--help")
    assert f"tracker {name}" in found.out.splitlines()[0]
    assert f"Usage: tracker {name} " in found.out
    assert max(map(len, found.out.splitlines())) <= 80
    assert run("help", *name.split()) == found


def test_options_stand_before_the_group_between_and_after(run: Run, imported: object) -> None:
    told = {
        run("--store", str(imported), "person", "list").out,
        run("person", "--store", str(imported), "list").out,
        run("person", "list", "--store", str(imported)).out,
    }
    assert len(told) == 1
    assert told != {""}


def test_a_wrong_option_names_the_whole_command(run: Run) -> None:
    assert run("person", "add", "A", "--mial", "x").err == (
        "tracker: tracker person add has no option --mial\ndid you mean --mail?\n"
    )
    assert run("person", "add").err.startswith("tracker: tracker person add needs POST\n")


def test_the_tab_key_offers_the_commands_of_a_group() -> None:
    assert values("person ") == ["add", "edit", "rename", "list", "move", "remove"]
    assert values("person m") == ["move"]
    assert "--mail" in values("person add --")
