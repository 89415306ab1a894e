"""A command line that is still being typed, read against the table of commands."""

from __future__ import annotations

from collections.abc import Iterable

from hmic_tracker.completion.command_table import Command, Parameter
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.completion.static_choices import Choice

_EVERYWHERE: Final = (
    Parameter(("--store",), "FOLDER", False, "The plan's folder.", "folders"),
    Parameter(("--color",), "WHEN", False, "auto, always or never.", "colours"),
    Parameter(("--debug",), "", False, "Show where a fault came from."),
)
_ALONE: Final = (
    Parameter(("--help", "-h"), "", False, "What there is."),
    Parameter(("--version",), "", False, "The version."),
)
_HELP: Final = Parameter(("--help", "-h"), "", False, "Show what it takes.")


class TypedLine:
    """What the words before the cursor say.

    `name` is the command's as typed and `command` what it is, None for one that isn't there;
    `waiting` is an option whose value comes next; `given` are the arguments.
    """

    def __init__(self, table: dict[str, Command], before: Iterable[str]) -> None:
        self.table = table
        self.name: str | None = None
        self.command: Command | None = None
        self.store: str | None = None
        self.used: set[str] = set()
        self.given: list[str] = []
        self.waiting: Parameter | None = None
        self.only_arguments = False
        for word in before:
            self._take(word)

    def option(self, name: str) -> Parameter | None:
        """The option of that name that can stand here."""
        return next((one for one in self._known() if name in one.names), None)

    def options(self) -> list[list[Choice]]:
        """The options that can still be given: their long names, then the short ones."""
        free = [one for one in self._known() if one.many or one.names[0] not in self.used]
        pairs = [(name, one.help) for one in free for name in one.names]
        long = [pair for pair in pairs if pair[0].startswith("--")]
        return [long, [pair for pair in pairs if pair not in long]]

    def commands(self) -> list[Choice]:
        """The commands that can stand here: all, or those of the group that was named."""
        start = "" if self.name is None else f"{self.name} "
        names = (
            (name.removeprefix(start), one)
            for name, one in self.table.items()
            if name.startswith(start)
        )
        return [(name, one.line) for name, one in names if " " not in name]

    def argument(self) -> Parameter | None:
        """The argument whose place comes next."""
        expected = self.command.arguments if self.command else ()
        if len(self.given) < len(expected):
            return expected[len(self.given)]
        return expected[-1] if expected and expected[-1].many else None

    def _known(self) -> tuple[Parameter, ...]:
        if self.name is None:
            return (*_EVERYWHERE, *_ALONE)
        mine = self.command.options if self.command else ()
        return (*mine, _HELP)

    def _take(self, word: str) -> None:
        if self.waiting:
            self._value(self.waiting, word)
            self.waiting = None
        elif self.only_arguments or word == "-" or not word.startswith("-"):
            if self.name is None:
                self._begin(word)
            elif f"{self.name} {word}" in self.table:
                self._begin(f"{self.name} {word}")
            else:
                self.given.append(word)
        elif word == "--":
            self.only_arguments = True
        else:
            name, equals, value = word.partition("=")
            if option := self.option(name):
                self.used.add(option.names[0])
                if option.metavar and equals:
                    self._value(option, value)
                elif option.metavar:
                    self.waiting = option

    def _begin(self, name: str) -> None:
        self.name, self.command = name, self.table.get(name)

    def _value(self, option: Parameter, value: str) -> None:
        if "--store" in option.names:
            self.store = value
