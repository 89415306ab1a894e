"""Writes `completion/commands.txt` from the commands: python -m tests.completion.write_table."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from hmic_tracker.cli import COMMANDS, GROUPS
from hmic_tracker.commands.groups import line_of, parts_of
from hmic_tracker.commands.manpage import parameters_of
from hmic_tracker.commands.running import command_of
from hmic_tracker.completion.table import FILE, Command, Parameter, table_text


def real_commands() -> list[Command]:
    """Every command as it is, in the order of the help; a group is followed by its own."""
    return [
        command
        for group in GROUPS
        for name, entry in COMMANDS.items()
        if entry.group == group
        for command in _commands(name)
    ]


def _commands(name: str) -> Iterator[Command]:
    entry = COMMANDS[name]
    single = Command(name, GROUPS[entry.group], entry.module, entry.line.strip(), ())
    parts = parts_of(import_module(f"hmic_tracker.commands.{entry.module}"))
    if not parts:
        yield single._replace(parameters=parameters_of(command_of(name, entry.module)))
        return
    yield single._replace(parameters=(Parameter((), "|".join(parts), False, ""),))
    for part, function in parts.items():
        both = f"{name} {part}"
        taken = parameters_of(command_of(both, entry.module))
        yield single._replace(name=both, line=line_of(function), parameters=taken)


if __name__ == "__main__":
    FILE.write_text(table_text(real_commands()), encoding="utf-8")
