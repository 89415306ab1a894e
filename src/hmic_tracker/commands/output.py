"""The way out: whether a page is drawn for a terminal or as plain text is decided here."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from hmic_tracker.errors import OutputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, TextIO

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
    from hmic_tracker.render.formats import RenderOptions, format_of, refuse_bytes, render

    color, terminal = use_color(output.color), is_terminal_output()
    output = with_file(output, content)
    name = format_of(output.format, output.file, output.json)
    if name is None:
        name = "table" if color or terminal else "plain"
    if output.file is not None:
        options = RenderOptions(width=max(20, output.width or MAIL_WIDTH))
        emit_drawn(name, render(name, content, options), output.file)
        return
    refuse_bytes(name, "plan")
    tabular = name == "table"
    usual = _terminal_size().columns if tabular else MAIL_WIDTH
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") in {"utf8", "utf16", "utf32"}
    options = RenderOptions(max(20, output.width or usual), color, unicode)
    text = render(name, content, options)
    if not (tabular and terminal and show_in_pager(str(text))):
        emit_drawn(name, text, None)


def with_file(output: Output, content: Content) -> Output:
    """The output with a file that is called by what it shows, where `-o` names a folder."""
    if not output.in_folder:
        return output
    from datetime import date

    from hmic_tracker.commands.output_files import with_chosen_file

    value, usual = content.value(), "xlsx" if content.records else "html"
    day = date.fromisoformat(value["as_of"]) if value.get("as_of") else None
    return with_chosen_file(output, (value["kind"],), day, usual, "list")


def _terminal_size() -> os.terminal_size:
    """The terminal's columns and lines; what finds out is not wanted in a pipe."""
    import shutil

    return shutil.get_terminal_size((MAIL_WIDTH, 24))


def emit_drawn(name: str, text: str | bytes, path: Path | None) -> None:
    """Writes what a format gave: into the file of `-o`, and says so, or to standard output.

    What is for programs is the same bytes in both; only a terminal is shown no byte order mark.
    """
    from hmic_tracker.render.formats import FORMATS, for_file

    if path is not None:
        from hmic_tracker.store.exporting import export

        export(path, for_file(name, text))
        say(f"wrote {path}")
    elif FORMATS[name].is_data:
        write_data(text if sys.stdout.isatty() else for_file(name, text), is_json=name == "json")
    else:
        write(str(text))


def show_in_pager(text: str) -> bool:
    """Shows a text longer than the terminal in $PAGER, where one is set; whether it did.

    Why one that can't be started did not is said, and the text goes where it went without.
    """
    import shlex

    pager = os.environ.get("PAGER", "").strip()
    lines = _terminal_size().lines
    if pager in {"", "cat"} or text.count("\n") < lines or not sys.stdin.isatty():
        return False
    from hmic_tracker.commands.editor import open_pager

    try:
        words = shlex.split(pager)
    except ValueError:
        why = "a quote is not closed"
    else:
        data = text.encode(sys.stdout.encoding or "utf-8", "backslashreplace")
        why = open_pager(words, data)
    if why:
        say(f"take note: PAGER is '{pager[:60]}', which can't be started: {why}")
        say("shown without it; set it again, for example: export PAGER=less")
    return not why


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
    """Text for people, to standard output; what its encoding lacks is escaped.

    Raises OutputError, and BrokenPipeError where nobody reads it any more.
    """
    with output_faults():
        _write_text(sys.stdout, text)


def write_data(data: str | bytes, *, is_json: bool = False) -> None:
    """Data for programs, to standard output: the same bytes whatever the console speaks.

    UTF-8, with line ends as they are. On a terminal somebody looks at it: it is fitted as text is,
    and JSON stays JSON. Raises as `write` does.
    """
    with output_faults():
        _write_bytes(sys.stdout, data, is_json)


def write_json(value: Object) -> None:
    """A value as JSON, to standard output."""
    from hmic_tracker.render.to_json import dump

    write_data(dump(value), is_json=True)


def write_message(text: str) -> None:
    """Text as it is, to standard error; what its encoding lacks is escaped.

    Where nobody can read it, it is lost: what a command does is not undone by that.
    """
    with contextlib.suppress(OSError, ValueError):
        _write_text(sys.stderr, text)


def write_json_message(value: Object) -> None:
    """A value as JSON, to standard error; lost as a message is."""
    from hmic_tracker.render.to_json import dump

    with contextlib.suppress(OSError, ValueError):
        _write_bytes(sys.stderr, dump(value), is_json=True)


def _write_text(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def _write_bytes(stream: TextIO, data: str | bytes, is_json: bool) -> None:
    bare = getattr(stream, "buffer", None)  # what stands in for a stream may have text alone
    if bare is not None and not stream.isatty():
        stream.flush()
        bare.write(data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data)
        bare.flush()
        return
    text = data if isinstance(data, str) else data.decode("utf-8", "backslashreplace")
    if is_json and not _has_all_of(stream.encoding or "utf-8", text):
        from hmic_tracker.render.to_json import ascii_text

        text = ascii_text(text)
    _write_text(stream, text)


def _has_all_of(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@contextlib.contextmanager
def output_faults() -> Iterator[None]:
    """Turns a fault of standard output into an OutputError; a pipe's end stays what it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise OutputError(
            f"could not write to standard output: {(fault.strerror or str(fault)).lower()}",
            "look at where it goes, such as a full disk, and try again",
        ) from fault


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
    """Whether somebody can be asked: keys are read and questions are seen."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, refusal: str) -> bool:
    """Ask for confirmation (y/N); raises UsageError where there is no terminal."""
    return ask_letter(question, refusal) == "y"


def ask_letter(question: str, refusal: str, others: str = "") -> str:
    """Ask for "y" or one of some other letters; "" for any other answer.

    Raises UsageError where there is no terminal.
    """
    if not can_ask():
        raise UsageError(
            f"{refusal}, and nobody can be asked here",
            "add --yes to do it, or --dry-run to look first",
        )
    say(question, end=f" [{'/'.join(('y', *others, 'N'))}] ")
    # Bytes: what is typed on a terminal of another encoding is no yes, and no fault.
    answer = sys.stdin.buffer.readline(_LONGEST_ANSWER).strip().lower()
    if answer in {b"y", b"yes"}:
        return "y"
    return next((letter for letter in others if answer == letter.encode()), "")
