"""The way out: whether a page is drawn for a terminal or as plain text is decided here."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from hmic_tracker.errors import UsageError

if TYPE_CHECKING:  # a command that only writes says a line, and draws nothing
    from hmic_tracker.render.formats import Content
    from hmic_tracker.render.nodes import Page
    from hmic_tracker.render.to_json import Object

MAIL_WIDTH: Final = 78


class Output(NamedTuple):
    """How a command prints: JSON, the width and colour asked for, a format, a file."""

    json: bool = False
    width: int | None = None
    color: str = "auto"
    format: str | None = None
    file: Path | None = None


def emit(output: Output, page: Callable[[bool], Page], value: Callable[[], Object]) -> None:
    """Prints a page, or its value as JSON. `page` is told whether it goes to a terminal."""
    from hmic_tracker.render.formats import Content

    emit_content(output, Content(page, value))


def emit_content(output: Output, content: Content) -> None:
    """Prints what a command has to show, in the format asked for, or writes it into a file."""
    from hmic_tracker.render.formats import RenderOptions, format_of, render

    color, terminal = use_color(output.color), on_terminal()
    name = format_of(output.format, output.file, output.json)
    if name is None:
        name = "table" if color or terminal else "plain"
    if output.file is not None:
        options = RenderOptions(width=max(20, output.width or MAIL_WIDTH))
        write_file(output.file, name, render(name, content, options))
        return
    tabular = name == "table"
    usual = shutil.get_terminal_size((MAIL_WIDTH, 24)).columns if tabular else MAIL_WIDTH
    options = RenderOptions(max(20, output.width or usual), color, _unicode())
    text = str(render(name, content, options))
    if tabular and terminal and paged(text):
        return
    write(text)


def write_file(path: Path, name: str, text: str | bytes) -> None:
    """Writes what a format gave into the file of `-o`, and says so."""
    from hmic_tracker.render.formats import for_file
    from hmic_tracker.store.exporting import export

    export(path, for_file(name, text))
    say(f"wrote {path}")


def paged(text: str) -> bool:
    """Shows a text longer than the terminal in $PAGER, where one is set; whether it did."""
    import shlex

    words = shlex.split(os.environ.get("PAGER", ""))
    lines = shutil.get_terminal_size((MAIL_WIDTH, 24)).lines
    if not words or words == ["cat"] or text.count("\n") < lines or not sys.stdin.isatty():
        return False
    from hmic_tracker.commands.editor import through

    return through(words, text)


def on_terminal() -> bool:
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
    return on_terminal()


def write(text: str) -> None:
    """Data, to standard output; what its encoding lacks is escaped."""
    stream = sys.stdout
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def say(text: str) -> None:
    """A message, to standard error."""
    from hmic_tracker.render.visible import visible

    shown = visible(text, newlines=True)
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(shown.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    sys.stderr.flush()


def ask(question: str, refusal: str) -> bool:
    """Asks on the terminal; anything but yes is no. Raises UsageError where nobody can answer."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            f"{refusal}, and nobody can be asked here",
            "add --yes to do it, or --dry-run to look first",
        )
    from hmic_tracker.render.visible import visible

    sys.stderr.write(f"{visible(question)} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def _unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") in {"utf8", "utf16", "utf32"}
