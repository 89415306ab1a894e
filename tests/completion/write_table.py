"""Writes `completion/commands.txt` from the commands: python -m tests.completion.write_table."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from hmic_tracker.cli import COMMANDS, GROUPS
from hmic_tracker.commands.command_groups import subcommand_summary
from hmic_tracker.commands.options import Argument, CommandDefinition, find_command, group_commands
from hmic_tracker.completion.command_table import FILE, Command, Parameter, table_text


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
    module = import_module(f"hmic_tracker.commands.{entry.module}")
    parts = group_commands(module)
    if not parts:
        yield single._replace(parameters=_parameters(find_command(module)))
        return
    words = "|".join(parts)
    yield single._replace(parameters=(Parameter((), words, False, "", words),))
    for word, part in parts.items():
        both = f"{name} {word}"
        yield single._replace(
            name=both, line=subcommand_summary(part), parameters=_parameters(part)
        )


def _parameters(part: CommandDefinition) -> tuple[Parameter, ...]:
    """What a command takes, in the order of its help; --help is left out, every command has it."""
    return tuple(
        Parameter(
            () if isinstance(row, Argument) else tuple(row.names.replace("/", " ").split()),
            row.value,
            row.repeated,
            row.help,
            row.source,
        )
        for row in part.takes
    )


if __name__ == "__main__":
    FILE.write_text(table_text(real_commands()), encoding="utf-8")
