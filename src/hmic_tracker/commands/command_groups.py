"""Commands made of several, such as `tracker person add` and `tracker person list`.

The module of such a group has `PARTS`, its commands by the words that call them, in the order of
the help. Its entry in `cli.COMMANDS` says `parts=True`. For completion and the manual each is a
command named by two words: "person add".
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from hmic_tracker.commands.options import CommandDefinition, group_commands
from hmic_tracker.commands.output import write
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import ModuleType

_WIDTH: Final = 80


def subcommand_summary(part: CommandDefinition) -> str:
    """What a command of a group does, in a line."""
    first = (part.run.__doc__ or "").strip().partition("\n")[0].rstrip(".")
    return first[:1].lower() + first[1:]


def check_subcommand(name: str, module: ModuleType, words: Sequence[str]) -> bool:
    """Return whether a group has a command; print the group's help where asked.

    Raises UsageError for the name of the group alone, and for one that it doesn't have.
    """
    group, _, part = name.partition(" ")
    parts = group_commands(module)
    if part in parts:
        return True
    if part:
        hint = did_you_mean(part, parts) or f"see: tracker {group} --help"
        raise UsageError(f"there is no command '{group} {part[:60]}'", hint)
    if {"--help", "-h"} & {*words}:
        write(group_help(group, module))
        return False
    *most, last = parts
    example = parts[last].examples[0][0]
    raise UsageError(
        f"tracker {group} needs {', '.join(most)} or {last}",
        f"for example: {example}   (see: tracker {group} --help)",
    )


def group_help(group: str, module: ModuleType) -> str:
    """The help of a group: an example of each of its commands, and what each does."""
    parts = group_commands(module)
    width = max(map(len, parts)) + 2
    examples: list[str] = []
    lines: list[str] = []
    for word, part in parts.items():
        line, what = part.examples[0]
        joined = f"  {line}  {what}"
        examples += [joined] if len(joined) <= _WIDTH else [f"  {line}", f"      {what}"]
        first, *rest = wrap(subcommand_summary(part), _WIDTH - 2 - width) or [""]
        lines += [f"  {word:<{width}}{first}", *(f"{'':<{width + 2}}{more}" for more in rest)]
    usage = f"Usage: tracker {group} COMMAND ...   (tracker {group} COMMAND --help)"
    return "\n".join([*examples, "", usage, "", *lines]) + "\n"
