"""The commands, their arguments and their options as data, read from `commands.txt`.

Completion has to answer between two key strokes, and asking Typer for the options would take longer
than all the rest. The file is written from the real commands, and a test holds it against them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hmic_tracker.light_typing import Final, NamedTuple

FILE: Final = Path(__file__).resolve().with_name("commands.txt")
_HEAD: Final = "# Written by: python -m tests.completion.write_table\n"


class Parameter(NamedTuple):
    """An argument (no names) or an option; a flag has no metavar. `many`: may be repeated.

    `source` says what completes the value; "" for what can be anything.
    """

    names: tuple[str, ...]
    metavar: str
    many: bool
    help: str
    source: str = ""


class Command(NamedTuple):
    """A command: the part of the help it stands in, its module under `commands`, its one line.

    A group ("person") has an argument that says which of its own; each of those is a command named
    by both words ("person add").
    """

    name: str
    part: str
    module: str
    line: str
    parameters: tuple[Parameter, ...]

    @property
    def options(self) -> tuple[Parameter, ...]:
        """What is named with hyphens."""
        return tuple(p for p in self.parameters if p.names)

    @property
    def arguments(self) -> tuple[Parameter, ...]:
        """What is named by its place."""
        return tuple(p for p in self.parameters if not p.names)


def read_table() -> dict[str, Command]:
    """Every command by name, in the order of the help."""
    commands: dict[str, Command] = {}
    rows: list[Parameter] = []
    for line in [*FILE.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("\t"):
            names, metavar, many, what, source = line[1:].split("\t")
            rows.append(Parameter(tuple(names.split()), metavar, bool(many), what, source))
            continue
        if commands:
            name, last = commands.popitem()
            commands[name] = last._replace(parameters=tuple(rows))
            rows = []
        if line and not line.startswith("#"):
            name, part, module, what = line.split("\t")
            commands[name] = Command(name, part, module, what, ())
    return commands


def table_text(commands: Iterable[Command]) -> str:
    """The file's text: a line for each command, an indented one for each thing it takes."""
    lines: list[str] = []
    for command in commands:
        lines.append("\t".join((command.name, command.part, command.module, command.line)))
        for names, metavar, many, what, source in command.parameters:
            many_mark = "*" if many else ""
            lines.append("\t".join(("", " ".join(names), metavar, many_mark, what, source)))
    return _HEAD + "\n".join(lines) + "\n"
