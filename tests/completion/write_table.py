"""Writes `topics/commands.txt` from the real commands: python -m tests.completion.write_table."""

from __future__ import annotations

from hmic_tracker.cli import COMMANDS, GROUPS
from hmic_tracker.commands.manpage import parameters_of
from hmic_tracker.commands.running import command_of
from hmic_tracker.topics.table import FILE, Command, table_text


def real_commands() -> list[Command]:
    """Every command as it is, in the order of the help."""
    return [
        Command(name, GROUPS[e.group], e.module, e.line.strip(), parameters)
        for group in GROUPS
        for name, e in COMMANDS.items()
        if e.group == group
        for parameters in [parameters_of(command_of(name, e.module))]
    ]


if __name__ == "__main__":
    FILE.write_text(table_text(real_commands()), encoding="utf-8")
