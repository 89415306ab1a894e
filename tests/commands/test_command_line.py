"""A line that the rows alone can read is read as Typer reads it; any other is left to Typer.

TRACKER_FUZZ raises the number of random lines from 2,000.
"""

from __future__ import annotations

import functools
import importlib
import os
import random
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import typer

from hmic_tracker.cli import COMMANDS
from hmic_tracker.commands import calling, options, typed_text
from hmic_tracker.commands.command_line import read_words
from hmic_tracker.commands.options import Argument, CommandDefinition, Option, group_commands
from hmic_tracker.commands.typer_app import command_of
from hmic_tracker.errors import UsageError
from tests.conftest import Run
from tests.test_docs import PAGES, command_lines

LINES: Final = int(os.environ.get("TRACKER_FUZZ") or 2_000)
VALUES: Final = (
    "REC-5", "rec5", "REC-5..8", "@board", "-", "--", "", " ", "=", "a=b", "none", "Head of CID",
    "5", "05", "+5", " 5", "5_0", "-1", "٣", "5.0", "1e3", "0", "19", "20", "1000", "1001",
    "99999999999999999999", "2008-09", "paper.docx", "~", "Müller", "\u202e", "a\nb", "\ud800",
    "list", "--json", "-y", "--all", "-yo", "-ox", "--limit=5", "--js", "--no", "---", "-1x",
)  # fmt: skip


def _definitions() -> Iterator[tuple[str, CommandDefinition]]:
    for name, command in COMMANDS.items():
        module = importlib.import_module(f"hmic_tracker.commands.{command.module}")
        if command.parts:
            yield from ((f"{name} {word}", part) for word, part in group_commands(module).items())
        else:
            yield name, options.find_command(module)


PARTS: Final = dict(_definitions())


@functools.cache
def _by_typer(name: str) -> Any:
    return command_of(name, PARTS[name])


def _typer_values(name: str, words: list[str]) -> dict[str, Any] | None:
    """What Typer gives a command, None where it prints help or refuses."""
    try:
        context = _by_typer(name).make_context("tracker", [*words])
    except (typer.Exit, typer.TyperException):
        return None
    return {key: tuple(v) if isinstance(v, list) else v for key, v in context.params.items()}


def _arriving(part: CommandDefinition, values: dict[str, Any]) -> dict[str, Any] | str:
    """What arrives at the command's function, or the error before it."""
    arrived: dict[str, Any] = {}

    def run(**own: Any) -> int:
        arrived.update(own)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(options, "_grouped", lambda _, given: given)
        patch.setattr(typed_text, "read_standard_text", lambda: "what was piped")
        try:
            options.call("x", part._replace(run=run), values)
        except UsageError as fault:
            return f"{fault.message} / {fault.hint}"
    return arrived


def _random_line(part: CommandDefinition, dice: random.Random) -> list[str]:
    """Words that a command may be given: most of them right, some nearly, some not at all."""
    rows = [row for row in part.takes if isinstance(row, Option)]
    words: list[str] = []
    for _ in range(dice.choice((0, 1, 1, 2, 2, 3, 4, 6))):
        what = dice.random()
        if what < 0.35 or not rows:
            words.append(dice.choice(VALUES))
            continue
        row = dice.choice(rows)
        name = dice.choice(row.names.replace("/", " ").split())
        value = dice.choice(VALUES)
        if row.type is int and dice.random() < 0.6:
            value = str(dice.choice((0, 1, 20, 78, 200)))
        if what < 0.75:
            words += [name, value] if row.value else [name]
        elif what < 0.85:
            words.append(f"{name}={value}")
        elif what < 0.9:
            words.append(name[: dice.randint(1, len(name))])
        elif what < 0.95:
            words.append(name + value)
        else:
            words.append(name)
    if dice.random() < 0.1:
        words.insert(dice.randint(0, len(words)), "--")
    return words


def test_a_random_line_is_read_as_typer_reads_it_or_is_left_to_typer() -> None:
    dice, read = random.Random(21), 0
    names = sorted(PARTS)
    for _ in range(LINES):
        name = dice.choice(names)
        words = _random_line(PARTS[name], dice)
        mine = read_words(PARTS[name], words)
        if mine is None:
            continue
        read += 1
        theirs = _typer_values(name, words)
        assert theirs is not None, (name, words)
        wanted = _arriving(PARTS[name], theirs)
        assert _arriving(PARTS[name], mine) == wanted, (name, words)
    assert read > LINES / 4  # the law is no law where all is left to Typer


@pytest.mark.parametrize("name", sorted(PARTS))
def test_each_option_typed_right_is_read_by_the_rows(name: str) -> None:
    part = PARTS[name]
    needed = ["REC-5" for row in part.takes if isinstance(row, Argument) and row.required]
    for row in part.takes:
        if isinstance(row, Option):
            value = "50" if row.type is int else "2008-09"
            value = str(row.most or 50) if row.type is int else value
            for option in row.names.replace("/", " ").split():
                words = [*needed, option, *([value] if row.value else [])]
                mine, theirs = read_words(part, words), _typer_values(name, words)
                assert mine is not None, words
                assert theirs is not None, words
                assert _arriving(part, mine) == _arriving(part, theirs), words


def test_of_the_lines_in_the_docs_next_to_none_is_left_to_typer() -> None:
    pages = [page.read_text(encoding="utf-8") for page in PAGES]
    lines = [shlex.split(line, comments=True) for page in pages for line, _ in command_lines(page)]
    lines = [words[1:] for words in lines if words[0] == "tracker" and "--help" not in words]
    left = [words for words in lines if _read(words) is None]
    assert len(lines) > 200
    assert len(left) < len(lines) * 0.02, left


def _read(words: list[str]) -> dict[str, Any] | None:
    """The values of a line that begins with a command's name, as the rows read it."""
    name, *words = words
    if COMMANDS[name].parts:
        part, *words = words
        name = f"{name} {part}"
    return read_words(PARTS[name], [word for word in words if word not in {"|", "cat"}])


def test_a_variable_hands_every_line_to_typer(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "read_words", lambda *_: pytest.fail("read by the rows"))
    monkeypatch.setenv("TRACKER_TYPER", "1")
    assert run("list", "--overdue", "--as-of", "2008-12-01", "--store", str(plan)).code == 0
