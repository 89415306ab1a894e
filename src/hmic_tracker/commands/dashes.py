"""What "-" stands for in a command line: standard input or output, or it is refused.

Each row of a command's options says so in `dash`; see `options.Dash`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hmic_tracker.commands.options import Argument, CommandDefinition, Row
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import Any


def with_dashes_read(part: CommandDefinition, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a command line with the texts that are on standard input.

    Raises UsageError where an option takes no "-", or where standard input is asked for twice.
    """
    read = dict(values)
    given = [(row, number) for row in part.takes if (number := _dashes_in(row, values))]
    for row, _ in given:
        if not row.dash:
            raise _refusal(part, row)
    reading = [row for row, number in given for _ in range(_uses(row, number, values))]
    if len(reading) > 1:
        first, second = _called(reading[0]), _called(reading[1])
        both = f"{first} and {second}" if first != second else f"{first} twice"
        raise UsageError(
            f"standard input can be read once, and - asks for it for {both}",
            "leave one -, and write the other here",
        )
    for row, _ in given:
        if row.dash == "output":
            read[row.key] = None
        elif row.dash == "text":
            from hmic_tracker.commands.typed_text import read_standard_text

            read[row.key] = read_standard_text()
    return read


def _dashes_in(row: Row, values: Mapping[str, Any]) -> int:
    value = values.get(row.key)
    several = value if row.repeated and value is not None else (value,)
    return sum(str(word) == "-" for word in several)


def _uses(row: Row, number: int, values: Mapping[str, Any]) -> int:
    """How often a row reads standard input."""
    if row.dash in {"output", "own output"}:
        return 0
    if row.dash == "whole text":  # a dash among other words is one
        return int(len(values[row.key]) == 1)
    return number


def _called(row: Row) -> str:
    return _plain(row.value) if isinstance(row, Argument) else row.names.split()[-1]


def _refusal(part: CommandDefinition, row: Row) -> UsageError:
    return UsageError(
        f"{_called(row)} takes no -, which is standard input or output",
        f"write {' '.join(_spelt(row))} instead; for example: {part.examples[0][0]}",
    )


def _spelt(row: Row) -> Iterator[str]:
    """An option and its value, or an argument, as the help has them."""
    if not isinstance(row, Argument):
        yield row.names.split()[-1]
    yield _plain(row.value)


def _plain(value: str) -> str:
    """A value of the help without what says that it may be left out or repeated."""
    return value.replace("...", "").strip("[]")
