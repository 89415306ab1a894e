"""A command line read by the command's rows alone, where it is typed as the rows have it.

What is asked for a hundred times a day is typed right, and needs no library to be understood. Where
a word is anything but sure (an unknown option, a cluster of short ones, a value that is no number,
an argument too many or too few, a wish for help) nothing is guessed: the words go to Typer unread,
which reads all forms and explains every fault. So there is one grammar, Typer's, and this is a part
of it; `tests/commands/test_command_line.py` holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hmic_tracker.commands.options import Argument, CommandDefinition, Option
from hmic_tracker.light_typing import Any, Final

_MOST_DIGITS: Final = 18


def read_words(part: CommandDefinition, words: Sequence[str]) -> dict[str, Any] | None:
    """The values of a command line by the keys of the rows; None where a word is not sure.

    A row that no word speaks of has no value.
    """
    names = _options_by_name(part)
    values: dict[str, Any] = {}
    arguments: list[str] = []
    at, end = 0, len(words)
    while at < end:
        word = words[at]
        at += 1
        if word[:1] != "-" or word == "-":
            arguments.append(word)
            continue
        if word == "--":
            arguments += words[at:]
            break
        name, has_value, text = word.partition("=")
        option = names.get(name)
        if option is None or (has_value and (not option.value or name[:2] != "--")):
            return None
        if not option.value:
            values[option.key] = _is_first_name(option, name)
            continue
        if not has_value:
            if at == end:
                return None
            text = words[at]
            at += 1
        value: Any = text if option.type is not int else _whole_number(option, text)
        if value is None:
            return None
        if option.repeated:
            value = (*values.get(option.key, ()), value)
        values[option.key] = value
    placed = _placed(part, arguments)
    return None if placed is None else values | placed


def _options_by_name(part: CommandDefinition) -> Mapping[str, Option]:
    """The options by each of their names: "-o", "--output"; of two rows the first has a name."""
    named: dict[str, Option] = {}
    for row in part.takes:
        if row.__class__ is Option:
            for name in row.names.replace("/", " ").split():
                named.setdefault(name, row)
    return named


def _is_first_name(option: Option, name: str) -> bool:
    """Whether a flag such as --exempt/--not-exempt was named by what is before its stroke."""
    return name in option.names.partition("/")[0].split()


def _whole_number(option: Option, text: str) -> int | None:
    """A number within the bounds of its row, None where it isn't plainly one."""
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        return None
    number = int(text)
    if option.least is not None and number < option.least:
        return None
    return None if option.most is not None and number > option.most else number


def _placed(part: CommandDefinition, arguments: list[str]) -> dict[str, Any] | None:
    """The arguments by their keys, None where there are too many or too few of them."""
    rows = [row for row in part.takes if isinstance(row, Argument)]
    several = [row for row in rows if row.repeated]
    single = len(rows) - len(several)
    loose = len(arguments) - single
    if len(several) > 1 or (loose > 0 and not several) or (loose < 0 and several):
        return None
    placed: dict[str, Any] = {}
    at = 0
    for row in rows:
        if row.repeated:
            value: Any = tuple(arguments[at : at + loose])
            at += loose
        else:
            value = arguments[at] if at < len(arguments) else None
            at += 1
        if not value and row.required:
            return None
        if value is not None:
            placed[row.key] = value
    return placed
