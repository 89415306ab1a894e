"""Text back to marks: whatever an editor did to line ends, tabs, spaces at ends and encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hmic_tracker.documents.marked_text.escaping import unescape
from hmic_tracker.documents.marked_text.heads import Head, HeadError, read_head
from hmic_tracker.documents.marked_text.printing import Origin, Span
from hmic_tracker.documents.marks import Mark, Marks
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final, NamedTuple

UNCONFIRMED: Final = "a guess, not confirmed"
"""The doubt of a guess whose reason was taken out."""
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_HIDDEN: Final = re.compile(r"#\.\.\. ?(\d{1,7}) ?- ?(\d{1,7})\b", re.ASCII)
_FILE: Final = re.compile(r"# file: (.*), (\d{1,15}) bytes, SHA-256 ([0-9a-f]{64})", re.ASCII)
_CORRECTED: Final = "# corrected: "
_ONLY_TAKEN: Final = "# only taken: "
_FAULT: Final = "#! "
_EXCERPT: Final = 70


class MarkedText(NamedTuple):
    """What a text of marks says; `origin` is None where no comment names the file."""

    marks: Marks
    origin: Origin | None = None


class MarkedTextError(InputError):
    """Marked text that can't be read; `excerpt` is the line and a caret under the fault."""

    def __init__(self, message: str, hint: str, line: int, excerpt: tuple[str, str]) -> None:
        super().__init__(f"line {line}: {message}" if line else message, hint)
        self.line, self.excerpt = line, excerpt if line else ()


@dataclass(slots=True)
class _Piece:
    """A mark in the making: its head, the parts of its text, why it is in doubt."""

    head: Head
    parts: list[str]
    doubt: str

    def finished(self) -> Mark:
        text = unescape(" ".join(filter(None, self.parts)))
        open_reason = self.doubt if self.head.word == "?" else ""
        doubt = (self.doubt or UNCONFIRMED) if self.head.guess else open_reason
        return Mark(self.head.word, text, self.head.label, self.head.kind, doubt, self.head.place)


@dataclass(slots=True)
class _Parsing:
    """The state of parsing: pieces and marks that were left out, in order; the pending reason."""

    base: Marks
    pieces: list[_Piece | Marks] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    origin: Origin | None = None

    def marks(self) -> Marks:
        return tuple(
            mark
            for one in self.pieces
            for mark in ((one.finished(),) if isinstance(one, _Piece) else one)
        )


def parse_marked_text(text: str, base: Marks = (), spans: Sequence[Span] = ()) -> MarkedText:
    """Read marks from text, those that were left out from `base`.

    `spans` are the parts of `base` that the text was written without: each has to be named by its
    comment, once and in order, so that no line is lost or doubled. Raises MarkedTextError.
    """
    state = _Parsing(base)
    lines = map(str.strip, _LINE_END.split(text.removeprefix("\ufeff")))
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            _read_comment(state, line, number)
        elif line:
            _read_line(state, line, number)
    there = set(state.spans)
    if missing := [span for span in spans if span not in there]:
        first = missing[0]
        raise MarkedTextError(
            f"the comment '#... {first.first}-{first.last}' is gone",
            "put it back where it was: it stands for lines that are kept as they were read",
            0,
            ("", ""),
        )
    return MarkedText(state.marks(), state.origin)


def decode_marked_text(data: bytes) -> str:
    """Return the text in a file as an editor saved it: UTF-8, UTF-16 or Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    zeros = data[:400].count(0)
    if zeros > len(data[:400]) // 4:  # UTF-16 without a mark: every other byte of most texts
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def with_fault(text: str, fault: MarkedTextError) -> str:
    """Return a text with what is wrong in it as comments on top; an earlier one is taken out."""
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    rest = [line for line in lines if not line.startswith(_FAULT)]
    gone = sum(line.startswith(_FAULT) for line in lines[: fault.line])
    new = [f"{_FAULT}{fault.hint}"]
    place = fault.line - gone + 2
    message = fault.message.removeprefix(f"line {fault.line}: ")
    head = f"{_FAULT}line {place}: {message}" if fault.line else f"{_FAULT}{message}"
    return "\n".join([head, *new, *rest])


def _read_comment(state: _Parsing, line: str, number: int) -> None:
    if line.startswith("#?"):
        state.reasons.append(unescape(" ".join(line[2:].split())))
    elif match := _HIDDEN.match(line):
        _read_hidden(state, Span(int(match[1]), int(match[2])), line, number)
    elif match := _FILE.fullmatch(line):
        state.origin = Origin(unescape(match[1]), int(match[2]), match[3])
    elif state.origin and line.startswith(_CORRECTED):
        corrected = unescape(line.removeprefix(_CORRECTED).strip())
        state.origin = state.origin._replace(corrected=corrected)
    elif state.origin and line.startswith(_ONLY_TAKEN):
        state.origin = state.origin._replace(only_taken=True)


def _read_hidden(state: _Parsing, span: Span, line: str, number: int) -> None:
    last = state.spans[-1].last if state.spans else 0
    if not state.base:
        raise _error(
            f"lines {span.first} to {span.last} are left out of it, and the document isn't there",
            "write all of them: tracker import FILE --mark -o NAME.marks.txt",
            number,
            line,
            line,
        )
    if not last < span.first <= span.last <= len(state.base):
        raise _error(
            "this comment stands for lines that are kept as they were read, once and in order",
            "put it back as it was, where it was",
            number,
            line,
            line,
        )
    state.spans.append(span)
    state.pieces.append(state.base[span.first - 1 : span.last])
    state.reasons.clear()


def _read_line(state: _Parsing, line: str, number: int) -> None:
    before, bar, after = line.partition("|")
    if not bar:
        raise _error(
            "there is no bar | in it",
            "write a word, a bar and the text: rec 5 | The force should ...",
            number,
            line,
            line,
        )
    part = " ".join(after.split())
    if not before.strip():
        if not state.pieces or not isinstance(state.pieces[-1], _Piece):
            raise _error(
                "it continues the line above, and there is none",
                "write a word before the bar, such as - for prose",
                number,
                line,
                "|",
            )
        state.pieces[-1].parts.append(part)
        return
    try:
        head = read_head(before)
    except HeadError as fault:
        raise _error(fault.message, fault.hint, number, line, fault.about) from None
    state.pieces.append(_Piece(head, [part], " ".join(filter(None, state.reasons))))
    state.reasons.clear()


def _error(message: str, hint: str, number: int, line: str, about: str) -> MarkedTextError:
    """Build the error of a line, with the line and a caret under what it is about."""
    at = max(0, line.find(about))
    start = max(0, at - _EXCERPT // 2)
    shown = "".join(char if char.isprintable() else "?" for char in line[start : start + _EXCERPT])
    return MarkedTextError(message, hint, number, (shown, " " * (at - start) + "^"))
