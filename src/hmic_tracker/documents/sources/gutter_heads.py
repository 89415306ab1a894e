"""Heads of tables whose columns wide spaces part: their names, and the gaps between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hmic_tracker.documents.sources.aligned_tables import Segment, segments_of
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.labels import is_code
from hmic_tracker.documents.wording.printed_heads import may_number, with_answers
from hmic_tracker.light_typing import Final, NamedTuple

LONGEST_LINE: Final = 400
_LONGEST_NAME: Final = 60
_MOST_COLUMNS: Final = 10
_LEAST_COLUMNS: Final = 3
_LEAST_KNOWN: Final = 2
"""Known names of a head that is none without its wraps; so many and no more are none."""
_MOST_LINES_OF_BLOCK: Final = 7
"""Lines of a head whose columns say what to put into them."""
_MOST_LINES: Final = 3
"""Lines by which the names of columns may be wrapped."""
_BESIDE_TEXT: Final = frozenset(
    {"label", "owner", "due", "revised", "status", "update", "response", "evidence"}
)
"""What the other of two columns may be."""
OTHERWISE: Final = frozenset("\t\f|│")
"""Signs that part cells, or pages, otherwise."""
_RULE: Final = re.compile(r"[-=_─━–—+| ]*[-=_─━–—]{2}[-=_─━–—+| ]*")
_REST: Final = re.compile(r"[^\W\d]{1,12}\.?(?: [^\W\d]{1,12})?")
"""One or two words that a column's name goes on with."""

Lines = Sequence[tuple[int, str]]


class _Column(NamedTuple):
    """The name of a column, and where it stands: over the lines that have a part of it."""

    start: int
    end: int
    name: str


class Head(NamedTuple):
    """The head of a table: `end` is the line below it, `gaps` the blanks between its columns."""

    end: int
    names: tuple[str, ...]
    fields: tuple[str, ...]
    starts: tuple[int, ...]
    gaps: tuple[tuple[int, int], ...]


def is_rule(line: str) -> bool:
    """Return whether a line has nothing but rules: "----  --------"."""
    return bool(_RULE.fullmatch(line.strip()))


def head_at(lines: Lines, at: int) -> Head | None:
    """Return the head that begins at a line: two columns or more, one of them of the items."""
    pieces = _segments(lines, at)
    columns = [_Column(start, start + len(text), text) for start, text in pieces]
    if len(columns) < 2 or len(columns) > _MOST_COLUMNS:
        return None
    best = _head(columns, at + 1)
    for below in range(at + 1, min(len(lines), at + _MOST_LINES)):
        longer = _with_rest(columns, _segments(lines, below, least=1))
        if longer is None:
            break
        columns = longer
        fuller = _head(columns, below + 1)
        best = fuller if fuller and _is_fuller(fuller, best) else best
    best = _over_block(lines, at, best) or best
    if best and best.end < len(lines) and is_rule(lines[best.end][1]):
        best = best._replace(end=best.end + 1)
    return _with_labels(lines, best) if best and "label" not in best.fields else best


def _with_labels(lines: Lines, head: Head) -> Head:
    """Return a head with the column of the labels, which may stand to the left of its names."""
    first = next((line for _, line in lines[head.end : head.end + 3] if line.strip()), "")
    segments = segments_of(first.rstrip())
    if len(segments) < 2 or first.startswith("\f"):
        return head
    label, end = segments[0].text, segments[0].start + len(segments[0].text)
    if is_code(label) and end < head.starts[1] and may_number(head.names, head.fields, 0):
        return head._replace(fields=("label", *head.fields[1:]))
    if end + 1 >= head.starts[0] or segments[1].start < head.starts[0] or not is_code(label):
        return head
    return head._replace(
        names=("", *head.names),
        fields=("label", *head.fields),
        starts=(segments[0].start, *head.starts),
        gaps=((end, head.starts[0]), *head.gaps),
    )


def _over_block(lines: Lines, at: int, best: Head | None) -> Head | None:
    """Return a head that goes on to the next empty line, with nothing below its texts' name.

    "Organisational response" has what to set out there below it, over several lines.
    """
    if best is None or len(best.names) < _LEAST_COLUMNS:
        return None
    columns = [_Column(start, start + len(text), text) for start, text in _segments(lines, at)]
    names = [[one.name] for one in columns]
    end = at + 1
    while end < len(lines) and lines[end][1].strip():
        for start, text in segments_of(lines[end][1].rstrip()):
            over = [
                n
                for n, one in enumerate(columns)
                if start < one.end and one.start < start + len(text)
            ]
            if len(over) != 1 or len(names) <= over[0] or end - at > _MOST_LINES_OF_BLOCK:
                return None
            one = columns[over[0]]
            names[over[0]].append(text)
            columns[over[0]] = _Column(min(one.start, start), max(one.end, start + len(text)), "")
        end += 1
    whole = [column._replace(name=" ".join(n)) for column, n in zip(columns, names, strict=True)]
    head = _head(whole, end) if end < len(lines) and end > best.end else None
    if head is None or len(head.names) != len(best.names):
        return None
    n = best.fields.index("text")
    is_bare = head.names[n] == best.names[n] and head.fields.index("text") == n
    is_known = sum(map(bool, head.fields)) >= sum(map(bool, best.fields))
    is_name = _are_numbered(head.names) or not any(map(str.isdigit, head.names[0]))
    return head if is_bare and is_known and is_name else None


def _are_numbered(names: Sequence[str]) -> bool:
    """Return whether the names of columns have numbers themselves: "1. Ref", "2. Action"."""
    return all(name.startswith(f"{n}. ") for n, name in enumerate(names, 1))


def _is_fuller(head: Head, other: Head | None) -> bool:
    """Return whether a head's names, wrapped, are known: all, or more than without the wraps."""
    known = sum(map(bool, head.fields))
    least = sum(map(bool, other.fields)) if other else _LEAST_KNOWN
    return all(head.fields) or known > least


def _segments(lines: Lines, at: int, least: int = 2) -> list[Segment]:
    """Return the pieces of a line that may be names of columns; none of another line."""
    line = lines[at][1].rstrip()
    if least > 1 and line.startswith("\f"):
        line = line[1:]
    if (
        set(line) & OTHERWISE
        or len(line) > LONGEST_LINE
        or (least > 1 and "  " not in line.strip())
    ):
        return []
    segments = segments_of(line)
    return [] if any(len(one.text) > _LONGEST_NAME for one in segments) else segments


def _with_rest(columns: Sequence[_Column], rest: Sequence[Segment]) -> list[_Column] | None:
    """Return columns whose names go on in the line below; None where it has anything else."""
    result = list(columns)
    is_plain = len(rest) > 1 and all(one.text[:1].islower() for one in rest)
    for start, text in rest:
        end = start + len(text)
        places = [n for n, one in enumerate(columns) if start < one.end and one.start < end]
        if len(places) != 1 or not _REST.fullmatch(text):
            return None
        above = result[places[0]]
        name = f"{above.name} {text}"
        is_text = field_named(name) == "text" == field_named(above.name)
        if (text[:1].isupper() and is_text) or not (is_plain or field_named(name)):
            return None
        result[places[0]] = _Column(min(above.start, start), max(above.end, end), name)
    return result if rest else None


def _head(columns: Sequence[_Column], end: int) -> Head | None:
    fields = with_answers([one.name for one in columns])
    known = {field for field in fields if field}
    if "text" not in known or len(known) < 2 or 2 * sum(map(bool, fields)) < len(fields):
        return None
    if len(columns) == 2 and not known & _BESIDE_TEXT:
        return None
    gaps = tuple((a.end, b.start) for a, b in pairwise(columns))
    names = tuple(one.name for one in columns)
    return Head(end, names, tuple(fields), tuple(one.start for one in columns), gaps)
