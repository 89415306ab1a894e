"""The way out: whether a page is drawn for a terminal or as plain text is decided here."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from hmic_tracker.errors import UsageError

if TYPE_CHECKING:  # a command that only writes says a line, and draws nothing
    from pathlib import Path

    from hmic_tracker.commands.options import Output
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.render.formats import Content
    from hmic_tracker.render.nodes import Page
    from hmic_tracker.render.to_json import Object

MAIL_WIDTH: Final = 78
_LONGEST_ANSWER: Final = 100
_MOST_COPIES: Final = 3
"""So many copies are named one by one."""


def emit(
    output: Output,
    page: Callable[[bool], Page],
    value: Callable[[], Object],
    damaged: tuple[Damage, ...] = (),
) -> int:
    """Prints a page, or its value as JSON, then what could not be read; the exit code.

    `page` is given whether it goes to a terminal.
    """
    from hmic_tracker.render.formats import Content

    return emit_content(output, Content(page, value), damaged)


def one_page(pages: Iterable[Page]) -> Page:
    """Pages one after the other, two lines apart."""
    from hmic_tracker.render.nodes import Gap

    return tuple(node for page in pages for node in (Gap(), Gap(), *page))[2:]


def emit_content(output: Output, content: Content, damaged: tuple[Damage, ...] = ()) -> int:
    """Prints what a command has to show, in the format wanted, or writes it into a file.

    What could not be read is named after it; the exit code.
    """
    _draw(output, content)
    return report_damage(damaged)


def _draw(output: Output, content: Content) -> None:
    from hmic_tracker.render.formats import RenderOptions, format_of, render

    color, terminal = use_color(output.color), is_terminal_output()
    name = format_of(output.format, output.file, output.json)
    if name is None:
        name = "table" if color or terminal else "plain"
    if output.file is not None:
        options = RenderOptions(width=max(20, output.width or MAIL_WIDTH))
        write_file(output.file, name, render(name, content, options))
        return
    tabular = name == "table"
    usual = shutil.get_terminal_size((MAIL_WIDTH, 24)).columns if tabular else MAIL_WIDTH
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") in {"utf8", "utf16", "utf32"}
    options = RenderOptions(max(20, output.width or usual), color, unicode)
    text = str(render(name, content, options))
    if tabular and terminal and show_in_pager(text):
        return
    write(text)


def write_file(path: Path, name: str, text: str | bytes) -> None:
    """Writes what a format gave into the file of `-o`, and says so."""
    from hmic_tracker.render.formats import for_file
    from hmic_tracker.store.exporting import export

    export(path, for_file(name, text))
    say(f"wrote {path}")


def show_in_pager(text: str) -> bool:
    """Shows a text longer than the terminal in $PAGER, where one is set; whether it did."""
    import shlex

    words = shlex.split(os.environ.get("PAGER", ""))
    lines = shutil.get_terminal_size((MAIL_WIDTH, 24)).lines
    if not words or words == ["cat"] or text.count("\n") < lines or not sys.stdin.isatty():
        return False
    from hmic_tracker.commands.editor import open_pager

    return open_pager(words, text)


def is_terminal_output() -> bool:
    """Whether tables are wanted: a terminal that can move its cursor."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def use_color(when: str) -> bool:
    """Whether colours are wanted: --color, then NO_COLOR, CLICOLOR_FORCE, then the terminal."""
    if when not in {"auto", "always", "never"}:
        raise UsageError(
            f"--color takes auto, always or never, not '{when}'", "leave it out for auto"
        )
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("CLICOLOR_FORCE", "0") not in {"", "0"}:
        return True
    return is_terminal_output()


def write(text: str) -> None:
    """Data, to standard output; what its encoding lacks is escaped."""
    stream = sys.stdout
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def write_message(text: str) -> None:
    """Text as it is, to standard error; what its encoding lacks is escaped."""
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
    sys.stderr.flush()


def write_json(value: Object) -> None:
    """A value as JSON, to standard output."""
    from hmic_tracker.render.to_json import dump

    write(dump(value))


def say(text: str, end: str = "\n") -> None:
    """Print a message to standard error, with control characters escaped."""
    from hmic_tracker.render.escaping import visible

    write_message(visible(text, newlines=True) + end)


def report_damage(damaged: tuple[Damage, ...]) -> int:
    """Names what could not be read on standard error; the exit code for it."""
    if not damaged:
        return 0
    from hmic_tracker.render.escaping import visible

    for damage in damaged:
        say(f"tracker: {visible(damage.where)}: {visible(damage.problem)}")
    how = f"{damaged[0].remedy}, or restore it"
    if len(damaged) > 1:
        how = "mend them (an item: tracker edit ID), or restore them"
    say(f"{how}; the rest is shown")
    return 5


def report_copies(paths: Sequence[str]) -> None:
    """Names copies that sync tools made on standard error, three of them and how many more."""
    from hmic_tracker.render.escaping import visible

    for path in paths[:_MOST_COPIES]:
        say(f"{visible(path)} is a copy made by a sync tool, left out: tracker check")
    if (more := len(paths) - _MOST_COPIES) > 0:
        what = "copy" if more == 1 else "copies"
        say(f"{more} more {what} made by a sync tool, left out: tracker check")


def can_ask() -> bool:
    """Whether somebody is there to answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, refusal: str) -> bool:
    """Ask for confirmation (y/N); raises UsageError where there is no terminal."""
    if not can_ask():
        raise UsageError(
            f"{refusal}, and nobody can be asked here",
            "add --yes to do it, or --dry-run to look first",
        )
    say(question, end=" [y/N] ")
    return sys.stdin.readline(_LONGEST_ANSWER).strip().casefold() in {"y", "yes"}
