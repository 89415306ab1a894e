"""What commands take, as rows: arguments and options, and the groups in which they arrive.

A command's module has `TAKES` (its rows, in the order of the help), `EXAMPLES` and `run`; that of a
group of commands has `PARTS`. A row belongs to a group (`entry`, `output`, `session`, `filters`,
`record`), whose options `run` gets as one value of that name, or to none, and comes as a parameter
of its own. From the rows are made the command line, its help, completion and the manual page.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

from hmic_tracker.domain.words import composed, folded
from hmic_tracker.errors import DeclinedError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple
from hmic_tracker.render.formats import option_help

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

Words = tuple[str, ...]
Record = Mapping[str, Any]
"""What was typed of a record's fields by their names; None or () for those not given."""
Examples = tuple[tuple[str, str], ...]
Dash = Literal["", "text", "whole text", "ids", "file", "output", "own output"]
"""What "-" in the place of a value is: nothing, so that it is refused; the text on standard input,
which is read here; standard output. The others the command sees to itself: ids on standard input
(and a text after them), a text that is nothing but a "-", a file to read, a file to write."""


class AsPath:
    """The type of a row whose value arrives as a path: pathlib is loaded where one is given."""


class Option(NamedTuple):
    """An option: its names ("-o --output", "--exempt/--not-exempt"), its value and its help.

    `value` stands for the value in the help; a flag has none. A number is at least `least` and at
    most `most`. `source` says what completes the value; `dest` is the parameter where it is not
    called as the first long name. `dash` says what "-" is as its value.
    """

    names: str
    value: str
    help: str
    source: str = ""
    group: str = ""
    type: type = str
    repeated: bool = False
    default: Any = None
    least: int | None = None
    most: int | None = None
    dest: str = ""
    dash: Dash = ""

    @property
    def key(self) -> str:
        """The name under which the value arrives."""
        long = next((name for name in self.names.split() if name.startswith("--")), self.names)
        return self.dest or long.partition("/")[0].lstrip("-").replace("-", "_")

    @property
    def empty(self) -> Any:
        """The value where the option is not given."""
        if self.repeated:
            return ()
        is_flag = not self.value and "/" not in self.names
        return False if is_flag else self.default


class Argument(NamedTuple):
    """An argument, which its place tells; `instead` is an option that may stand in its stead."""

    key: str
    value: str
    help: str
    source: str = ""
    repeated: bool = False
    required: bool = True
    group: str = ""
    type: type = str
    instead: str = ""
    dash: Dash = ""

    @property
    def empty(self) -> Any:
        """The value where the argument is not given."""
        return () if self.repeated else None


Row = Option | Argument


class CommandDefinition(NamedTuple):
    """A command as its module declares it; the first line of `run`'s docstring is its line."""

    run: Callable[..., int]
    takes: tuple[Row, ...]
    examples: Examples


class EntryOptions(NamedTuple):
    """How an entry is made: which items besides those named, how, and what is said with it."""

    where: Words = ()
    yes: bool = False
    dry_run: bool = False
    json: bool = False
    note: str | None = None
    reason: str | None = None
    override: str | None = None
    publish: bool = False


class Output(NamedTuple):
    """How a command prints: JSON, the width and colour, a format, a file.

    Where the file is `in_folder` it is a folder's name, and the command names the file.
    """

    json: bool = False
    width: int | None = None
    color: str = "auto"
    format: str | None = None
    file: Path | None = None
    in_folder: bool = False


def group_commands(module: ModuleType) -> Mapping[str, CommandDefinition]:
    """The commands of a group by the word that calls them; none for a single command."""
    parts: Mapping[str, CommandDefinition] = getattr(module, "PARTS", {})
    return parts


def find_command(module: ModuleType, word: str = "") -> CommandDefinition:
    """A module's command, or the one of its group that a word calls."""
    return (
        group_commands(module)[word]
        if word
        else CommandDefinition(module.run, module.TAKES, module.EXAMPLES)
    )


def call(name: str, part: CommandDefinition, values: Mapping[str, Any]) -> int:
    """Run a command with the values that were given; the exit code."""
    own: dict[str, Any] = {}
    groups: dict[str, dict[str, Any]] = {}
    if any(
        value == "-" or (isinstance(value, tuple) and "-" in value) for value in values.values()
    ):
        from hmic_tracker.commands.dashes import with_dashes_read  # few lines have one

        values = with_dashes_read(part, values)
    for row in part.takes:
        value = values.get(row.key)
        value = row.empty if value is None else value
        if isinstance(row, Argument) and row.instead and not value and not values.get(row.instead):
            raise missing_argument(name, part, row.value)
        if row.type is AsPath and value is not None:
            from pathlib import Path

            if row.group == "output":
                groups.setdefault("output", {})["in_folder"] = _is_folder(value)
            value = Path(value)
        (groups.setdefault(row.group, {}) if row.group else own)[row.key] = value
    if "session" in groups and (values.get("yes") or values.get("dry_run")):
        groups["session"]["yes"] = True  # nobody is asked about a date either
    try:
        return part.run(**own, **{group: _grouped(group, given) for group, given in groups.items()})
    except DeclinedError:
        from hmic_tracker.commands.output import say

        say("nothing was written")
        return 0


def _is_folder(typed: str) -> bool:
    """Whether what was typed for a file is a folder: one that is there, or ends in a slash."""
    # Path.is_dir raises for what can't be looked at; writing says what is wrong with it.
    is_there = os.path.isdir(typed)  # noqa: PTH112
    return is_there or typed.endswith((os.sep, os.altsep or os.sep))


def missing_argument(name: str, part: CommandDefinition, what: str) -> UsageError:
    """The error of a command line without an argument that has to be there."""
    return UsageError(f"tracker {name} needs {what}", f"for example: {part.examples[0][0]}")


def _grouped(group: str, given: dict[str, Any]) -> object:
    """The value of a group of options."""
    if group in {"entry", "output"}:
        return EntryOptions(**given) if group == "entry" else Output(**given)
    if group == "record":
        return given
    if group == "session":
        from hmic_tracker.commands.session import Session

        return Session(**given)
    from hmic_tracker.commands.filter_options import Filters

    return Filters(given)


def ids_and_text(words: Words, text_file: Path | None) -> tuple[Words, str | None]:
    """The items of a line that ends with a text, and the text, None where there is none.

    It may be "-" for standard input, or come from a file. Raises UsageError where there are two.
    """
    last = words[-1] if words else "-"
    if last == "-" and len(words) > 1 and text_file is None:
        from hmic_tracker.commands.typed_text import read_standard_text

        return words[:-1], read_standard_text()
    if not _is_item(last):
        if text_file is not None:
            raise UsageError("there are two texts, one of them in a file", "leave one of them out")
        return words[:-1], last.strip()
    if text_file is None:
        return words, None
    from hmic_tracker.commands.typed_text import read_text_file

    return words, read_text_file(text_file)


def _is_item(word: str) -> bool:
    """Whether the last word of a line is an item, so that the text after it is missing."""
    if word == "-" or word.startswith("@"):
        return True
    if any(sign.isspace() for sign in word):  # ids have no spaces
        return False
    if word.isascii() and not any(sign.isdigit() for sign in word):  # nor none without a number
        return False
    from hmic_tracker.domain.typed_ids import has_id_form

    return has_id_form(word)


def text_typed(words: Words, text_file: Path | None) -> str:
    """The text that words make, "-" for the one on standard input, or that of a file."""
    if text_file is None and words != ("-",):
        return " ".join(words).strip()
    from hmic_tracker.commands.typed_text import read_standard_text, read_text_file

    if text_file is None:
        return read_standard_text()
    if words:
        raise UsageError("there are two texts, one of them in a file", "leave one of them out")
    return read_text_file(text_file)


def named(option: str, typed: str) -> str | None:
    """What an option names, None for "none"; raises UsageError where it is empty."""
    text = composed(typed)
    if not text:
        raise UsageError(f"{option} is empty", f"to take it away write: {option} none")
    return None if folded(text) == "none" else text


def required_text(typed: str | None, option: str, why: str) -> str:
    """A text that has to be there; raises UsageError."""
    text = composed(typed or "")
    if not text:
        raise UsageError(f"{why} needs {option}", f"add {option} 'TEXT'")
    return text


def in_group(group: str, *rows: Option) -> tuple[Option, ...]:
    """The options, in a group."""
    return tuple(row._replace(group=group) for row in rows)


def without(rows: Iterable[Row], *keys: str) -> tuple[Row, ...]:
    """The rows but for some."""
    return tuple(row for row in rows if row.key not in keys)


STORE, AS_OF, NO_INDEX, ON, BY = in_group(
    "session",
    Option("--store", "FOLDER", "The plan's folder.", "folders"),
    Option("--as-of", "DATE", "The plan as it stood on a day.", "dates"),
    Option("--no-index", "", "Read the TOML files alone."),
    Option("--on", "DATE", "The day it was true (today).", "dates"),
    Option("--by", "NAME", "Who makes the entry."),
)
OUT_JSON, FORMAT, OUTPUT_FILE, WIDTH, COLOR = in_group(
    "output",
    Option("--json", "", "Print JSON."),
    Option("--format", "FORMAT", option_help(), "formats"),
    Option(
        "-o --output",
        "FILE",
        "Write a file, its extension picks; or into a folder. - prints.",
        "files",
        type=AsPath,
        dest="file",
        dash="output",
    ),
    Option("--width", "N", "Columns to use.", type=int, least=20, most=1000),
    Option("--color", "WHEN", "auto, always or never.", "colours", default="auto"),
)
YES, DRY_RUN, JSON, WHERE, REASON, NOTE, OVERRIDE, PUBLISH = in_group(
    "entry",
    Option("--yes -y", "", "Do it without asking."),
    Option("--dry-run", "", "Show it, and write nothing."),
    Option("--json", "", "Print JSON."),
    Option("--where", "EXPRESSION", "The items that fit it.", repeated=True),
    Option("--reason", "TEXT", "Why; kept in the history.", dash="text"),
    Option("--note", "TEXT", "A note beside the change.", dash="text"),
    Option("--override", "REASON", "Why a rule is set aside; kept.", dash="text"),
    Option("--publish", "", "What is said may be printed in papers."),
)
READING: Final = (AS_OF, STORE, NO_INDEX)
DRAWING: Final = (OUT_JSON, WIDTH, COLOR)
GIVING_OUT: Final = (OUT_JSON, FORMAT, OUTPUT_FILE, WIDTH, COLOR)
LOOKING: Final = (*READING, *GIVING_OUT)
"""What the commands have at their end that show something of a plan."""
SETTINGS_ENTRY: Final = (BY, DRY_RUN, STORE, JSON)
ITEM_ENTRY: Final = (ON, BY, YES, DRY_RUN, STORE, JSON)
BULK_ENTRY: Final = (WHERE, ON, BY, YES, DRY_RUN, STORE, JSON)
"""What the commands have at their end that change items."""

ITEMS: Final = Argument(
    "ids",
    "ID...",
    "REC-5, rec5, REC-5..8, @filter, - for standard input",
    "ids",
    repeated=True,
    required=False,
    instead="where",
    dash="ids",
)
NEW_OWNER: Final = Option("--new-owner", "", "The owner is new, though it resembles a known one.")
NEW_BOARD: Final = Option("--new-board", "", "The board is new, though it resembles a known one.")
NEW_BODY: Final = Option("--new-body", "", "The body is new, though it resembles a known one.")
NEW_GROUP: Final = Option("--new-group", "", "The group is new, though it resembles a known one.")
EVIDENCE: Final = Option(
    "--evidence", "REF", "What shows it: a path, a URL or a document's number."
)
SHOWS: Final = Option("--shows", "TEXT", "What the evidence shows.", dash="text")
TEXT_FILE: Final = Option(
    "-F --file",
    "FILE",
    "Its text from a file; - for standard input.",
    "files",
    type=AsPath,
    dest="text_file",
    dash="file",
)
CIRCULATED_TO: Final = Option(
    "--circulated-to",
    "POST",
    "Good practice: who was told of it; -POST takes one away.",
    "owners",
    "record",
    repeated=True,
)
