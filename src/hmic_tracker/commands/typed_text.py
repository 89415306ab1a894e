"""A long text from a person: typed on the line, piped in, from a file, or out of the editor."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from hmic_tracker.commands.output import can_ask, say
from hmic_tracker.commands.resolve import ResolvedItems, resolve_items
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.errors import DeclinedError, InputError, TrackerError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store.files import cannot_be_read, read_regular

if TYPE_CHECKING:
    from hmic_tracker.commands.options import Words
    from hmic_tracker.commands.session import Session

LONGEST: Final = 1024 * 1024
"""Bytes of a text; a file of the plan may have ten times as many."""
_LINE_ENDS: Final = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_CUT: Final = "# ---- what is above this line is taken, what is below is left out ----"
_INPUT: Final = "standard input"


def read_standard_text() -> str:
    """The text on standard input; raises UsageError where there is none, InputError for no text."""
    if sys.stdin.isatty():
        say("type or paste the text, then press Ctrl-D on a line of its own")
    return text_of(sys.stdin.buffer.read(LONGEST + 1), _INPUT)


def read_text_file(path: Path) -> str:
    """The text of a file, "-" for standard input; raises as `read_standard_text`."""
    if str(path) == "-":
        return read_standard_text()
    try:
        data = read_regular(path.expanduser(), LONGEST)
    except FileNotFoundError:
        raise InputError(
            f"there is no file {path}", "check the name; - reads standard input"
        ) from None
    except OSError as fault:
        raise InputError(
            f"{path} {cannot_be_read(fault)}", "name a file of text, or pipe the text in: -F -"
        ) from None
    return text_of(data, str(path))


def text_of(data: bytes, where: str) -> str:
    """The text that bytes are, with plain line ends and nothing around it.

    Raises UsageError where there is none, InputError for what is too long, not UTF-8, or has
    characters that steer a terminal.
    """
    if len(data) > LONGEST:
        raise InputError(
            f"the text in {where} is longer than {LONGEST // 2**20} MB",
            "keep it as a document, and name that: tracker evidence add",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputError(
            f"the text in {where} is not UTF-8 (byte {fault.start + 1})",
            "save it as UTF-8, and try again",
        ) from None
    text = _LINE_ENDS.sub("\n", text)
    if sign := _CONTROL.search(text):
        line = text.count("\n", 0, sign.start()) + 1
        raise InputError(
            f"line {line} of {where} has a character that can't be printed (\\x{ord(sign[0]):02x})",
            "take it out, and try again",
        )
    if not text.strip():
        raise UsageError(f"there is no text in {where}", "nothing was written; give it a text")
    return text.strip()


class TextRequest(NamedTuple):
    """A text that a command needs: what it is called, a line that gives one, what it is for.

    `line` is the command with its items, to which a text, "-" or "-F FILE" is added; `text` is what
    the editor begins with.
    """

    what: str
    line: str
    purpose: str
    text: str = ""


@contextlib.contextmanager
def text_from_editor(request: TextRequest) -> Iterator[str]:
    """The text that a person writes in the editor, "" for none; kept where it can't be taken.

    The file is kept as well where the editor never wrote it: a window may be open on it. Raises
    UsageError where there is no terminal.
    """
    if not can_ask():
        raise UsageError(
            f"{request.what} has no text, and nobody can write it here",
            f"write: {request.line} 'TEXT'; - instead pipes it in, -F FILE reads it",
        )
    from hmic_tracker.commands.editor import how_to_wait, open_editor, unused

    path = _new_file(request)
    try:
        used = open_editor(path)
        text = _left_by_editor(path)
        if not used:
            say(f"{request.what} was not written: {unused(path)}\n{how_to_wait()}")
        elif not text:
            say(f"{request.what} is empty, nothing was written")
        yield text
    except DeclinedError:
        say(f"your text is kept in {path}")
        raise
    except TrackerError as fault:
        if str(path) not in fault.hint:
            fault.hint = f"{fault.hint}; your text is kept in {path}"
        raise
    if used:
        path.unlink(missing_ok=True)


def _new_file(request: TextRequest) -> Path:
    end = "Save and close to write it; without a text nothing is written."
    comments = [_CUT, f"# {request.purpose}", f"# {end}"]
    import tempfile

    handle, name = tempfile.mkstemp(prefix="tracker-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(f"{request.text}\n\n" + "\n".join(comments) + "\n")
    return Path(name)


def _left_by_editor(path: Path) -> str:
    try:
        data = read_regular(path, LONGEST)
    except OSError as fault:
        raise InputError(
            f"the editor left no text: {cannot_be_read(fault)}", "nothing was written"
        ) from None
    lines = data.splitlines(keepends=True)
    cut = next((n for n, line in enumerate(lines) if line.strip() == _CUT.encode()), len(lines))
    typed = b"".join(lines[:cut])
    return text_of(typed, "what the editor left") if typed.strip() else ""


def line_of(command: str, ids: Words, where: Words) -> str:
    """A command with its items, to be shown: "tracker note REC-5..8"."""
    plain = [word for word in ids if word != "-"] or ([] if where else ["REC-5"])
    chosen = [f"--where {shlex.quote(text)}" for text in where]
    return " ".join([command, *plain, *chosen])[:120]


@contextlib.contextmanager
def text_for_items(
    session: Session, ids: Words, where: Words, what: str, line: str
) -> Iterator[str]:
    """The text that a person writes about items, which are looked up first; "" for none."""
    resolved = ResolvedItems([])
    if can_ask():
        session.check()
        resolved = resolve_items(session, ids, where)
    of = format_id_ranges(resolved.ids)[:200]
    with text_from_editor(TextRequest(what, line, f"{what[0].upper()}{what[1:]} of {of}.")) as text:
        yield text
