"""Commands made of several, such as `tracker person add` and `tracker person list`.

The module of such a group has, in place of `run` and `EXAMPLES`, the tables `COMMANDS` (a function
for each word, in the order of the help) and `EXAMPLES_OF` (the examples of each). The first line of
a function's docstring is its line in the help of the group. Its entry in `cli.COMMANDS` says
`parts=True`. For completion and the manual each is a command named by two words: "person add".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from textwrap import wrap
from types import ModuleType
from typing import Final

from hmic_tracker.commands.output import write
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.errors import UsageError

_WIDTH: Final = 80

Examples = Sequence[tuple[str, str]]


def parts_of(module: ModuleType) -> Mapping[str, Callable[..., int]]:
    """The functions of a group by the word that calls them; none for a single command."""
    parts: Mapping[str, Callable[..., int]] = getattr(module, "COMMANDS", {})
    return parts


def line_of(function: Callable[..., int]) -> str:
    """What a command of a group does, in a line."""
    first = (function.__doc__ or "").strip().partition("\n")[0].rstrip(".")
    return first[:1].lower() + first[1:]


def check_part(name: str, module: ModuleType, words: Sequence[str]) -> bool:
    """Whether a name is that of a command of a group; prints the group's help where it is asked.

    Raises UsageError for the name of the group alone, and for one that it doesn't have.
    """
    group, _, part = name.partition(" ")
    parts = parts_of(module)
    if part in parts:
        return True
    if part:
        hint = did_you_mean(part, parts) or f"see: tracker {group} --help"
        raise UsageError(f"there is no command '{group} {part[:60]}'", hint)
    if {"--help", "-h"} & {*words}:
        write(group_help(group, module))
        return False
    *most, last = parts
    example = module.EXAMPLES_OF[last][0][0]
    raise UsageError(
        f"tracker {group} needs {', '.join(most)} or {last}",
        f"for example: {example}   (see: tracker {group} --help)",
    )


def group_help(group: str, module: ModuleType) -> str:
    """The help of a group: an example of each of its commands, and what each does."""
    examples: Mapping[str, Examples] = module.EXAMPLES_OF
    parts = parts_of(module)
    lines = []
    for part in parts:
        line, what = examples[part][0]
        joined = f"  {line}  {what}"
        lines += [joined] if len(joined) <= _WIDTH else [f"  {line}", f"      {what}"]
    width = max(map(len, parts)) + 2
    told = []
    for part, function in parts.items():
        first, *rest = wrap(line_of(function), _WIDTH - 2 - width) or [""]
        told += [f"  {part:<{width}}{first}", *(f"{'':<{width + 2}}{more}" for more in rest)]
    usage = f"Usage: tracker {group} COMMAND ...   (tracker {group} COMMAND --help)"
    return "\n".join([*lines, "", usage, "", *told]) + "\n"
