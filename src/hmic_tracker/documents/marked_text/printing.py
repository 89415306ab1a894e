"""Marks as text: each behind a bar, wrapped, with what a person should know in comments."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from hmic_tracker.documents.marked_text.escaping import escape, wrapped
from hmic_tracker.documents.marked_text.heads import head_text
from hmic_tracker.documents.marks import WORDS, Mark, Marks
from hmic_tracker.light_typing import Final, NamedTuple

WIDTH: Final = 76
AROUND: Final = 2
"""So many pieces before and after a doubtful one are shown with it."""
_NARROWEST, _WIDEST = 10, 24
_NEEDED: Final = ("rec", "afi", "cause", "good")


Remarks = Collection[tuple[int, str]]
"""Places of marks, from 0, each with why a person should look there."""


class Origin(NamedTuple):
    """The file that marks are of: its name, size in bytes and SHA-256.

    `corrected` says when and by whom they were corrected, `only_taken` whether lines that nothing
    was taken from are left out.
    """

    name: str
    size: int
    sha256: str
    corrected: str = ""
    only_taken: bool = False


class Span(NamedTuple):
    """Marks that are left out of a text: the places of the first and the last, from 1."""

    first: int
    last: int


def marked_text(
    marks: Marks, origin: Origin, remarks: Remarks = (), spans: Sequence[Span] = ()
) -> str:
    """Return marks as a file to read and correct.

    `remarks` say why a person should look at some; `spans` are left out (`hidden_spans`).
    """
    lines = [*_header(origin, len(marks), len(doubtful(marks, remarks))), ""]
    lines += marked_lines(marks, remarks, spans)
    return "\n".join(lines) + "\n"


def marked_lines(marks: Marks, remarks: Remarks = (), spans: Sequence[Span] = ()) -> Iterator[str]:
    """Yield the lines of marks, without a header; a span that is left out is one comment."""
    skipped = {span.first - 1: span for span in spans}
    left_out = {at for span in spans for at in range(span.first - 1, span.last)}
    heads = {at: head_text(mark) for at, mark in enumerate(marks) if at not in left_out}
    gutter = min(_WIDEST, max([_NARROWEST, *map(len, heads.values())]))
    reasons: dict[int, list[str]] = {}
    for at, text in remarks:
        reasons.setdefault(at, []).append(text)
    for at, mark in enumerate(marks):
        if at in skipped:
            yield _hidden_line(skipped[at])
        if at in heads:
            for text in reasons.get(at, ()):
                yield from (f"# {line}" for line in wrapped(escape(f"look: {text}"), WIDTH - 2))
            yield from _mark_lines(mark, heads[at], gutter)


def doubtful(marks: Marks, remarks: Remarks = ()) -> set[int]:
    """Return the places, from 0, of the marks that a person should look at."""
    return {at for at, _ in remarks} | {at for at, mark in enumerate(marks) if is_open(mark)}


def hidden_spans(marks: Marks, remarks: Remarks = ()) -> tuple[Span, ...]:
    """Return what is left out where only the doubtful marks and their neighbours are shown.

    Nothing is left out where none is in doubt.
    """
    needing = doubtful(marks, remarks)
    if not needing:
        return ()
    shown = bytearray(len(marks))
    item = 0
    for at, mark in enumerate(marks):
        item = at if mark.word in _NEEDED else item
        if at in needing:
            first = max(0, at - AROUND)
            shown[first : at + AROUND + 1] = b"\1" * len(shown[first : at + AROUND + 1])
            shown[item] = 1
    spans, start = [], 0
    for at in range(len(marks) + 1):
        if at == len(marks) or shown[at]:
            if at - start > 1:  # one alone takes no more room than the comment in its stead
                spans.append(Span(start + 1, at))
            start = at + 1
    return tuple(spans)


def is_open(mark: Mark) -> bool:
    """Whether a person should look at a mark."""
    return mark.word == "?" or bool(mark.doubt)


def _hidden_line(span: Span) -> str:
    number = span.last - span.first + 1
    return f"#... {span.first}-{span.last}: {number} lines as read; leave this line where it is"


def _mark_lines(mark: Mark, head: str, gutter: int) -> Iterator[str]:
    if mark.doubt:
        yield from (f"#? {line}" for line in wrapped(escape(mark.doubt), WIDTH - 3))
    head = head.rjust(gutter) if not mark.word and not mark.doubt else head.ljust(gutter)
    for nth, line in enumerate(wrapped(escape(mark.text), max(24, WIDTH - gutter - 3))):
        yield f"{head if nth == 0 else ' ' * gutter} | {line}".rstrip(" ")


def _header(origin: Origin, total: int, needing: int) -> Iterator[str]:
    name = escape(origin.name)
    verb = "needs" if needing == 1 else "need"
    if needing:
        yield f'# {name}: {needing} of its {total} lines {verb} you. Search for "?".'
    else:
        yield f"# {name}: {total} lines, none of them in doubt."
    yield '# Right guess: delete the "?". Wrong: change the word before the bar.'
    yield from _word_lines()
    yield "# No word: belongs to the line above. Save and close; a preview follows."
    yield f"# file: {name}, {origin.size} bytes, SHA-256 {origin.sha256}"
    if origin.corrected:
        yield f"# corrected: {escape(origin.corrected)}"
    if origin.only_taken:
        yield "# only taken: lines that nothing was taken from are left out"


def _word_lines() -> Iterator[str]:
    signs = {"-": "- prose", "~": "~ page heads, menus", "?": "? not understood"}
    words = " ".join(row.word for row in WORDS if row.word not in signs)
    lines = [*wrapped(words, WIDTH - 9), "    ".join(signs.values())]
    for nth, line in enumerate(lines):
        yield f"# {'' if nth else 'Words:':<6} {line}"
