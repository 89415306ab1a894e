"""Printed lines joined to blocks: what a wrap, a page's end or a hyphen has cut is one again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hmic_tracker.documents.blocks import Block, Line
from hmic_tracker.documents.sources.cut_lines import (
    divides,
    ends_open,
    ends_what_is_open,
    without_hyphen,
)
from hmic_tracker.documents.sources.line_beginnings import (
    MARKER,
    begins_block,
    begins_cell,
    is_heading_before,
    may_go_on,
    names_item,
)
from hmic_tracker.documents.sources.lines_set_in import Wrap, lines_set_in
from hmic_tracker.documents.sources.page_furniture import with_furniture
from hmic_tracker.documents.sources.page_numbers import numbers_of_rows
from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.documents.sources.rows_of_tabs import has_cells, row_block, rows_of_tabs
from hmic_tracker.documents.wording.field_words import (
    UPDATE_ALONE,
    field_alone,
    starts_field,
)
from hmic_tracker.documents.wording.headers import PUBLISHED_LINE
from hmic_tracker.documents.wording.labels import (
    is_label_alone,
    starts_label,
)
from hmic_tracker.documents.wording.patterns import (
    APPENDIX,
    BULLETS,
    DATE,
    KIND_HEADING,
    SHORT,
)
from hmic_tracker.documents.wording.pointers import CITED
from hmic_tracker.light_typing import Final

_POINTER: Final = re.compile(r"[(\[](?:see )?(?:paragraphs?|paras?|pages?|pp?|sections?)\b", re.I)
"""The bracket at a sentence's end that says where more of it stands."""
_ENDED: Final = (".", ":", ";", "!", "?", ".”", ".’", '."', ".'", ".)")
_FACT: Final = re.compile(r"[A-Z][a-z]+(?: [A-Za-z]+){0,3}: [^.:]{1,60}")
"""What a head has at the right margin: "Name of service: Mill House"."""
_FIGURE: Final = re.compile(r"[£$€]?\d")
_NEXT_POINT: Final = ("; and", "; or")
"""How the last but one of a list's points ends."""
_MODAL: Final = re.compile(r"(?:SHOULD|MUST|SHALL) [a-z]")
"""A verb in capitals that no block begins with: "Action a trust", "SHOULD take"."""
_DOT: Final = re.compile(rf"[{BULLETS}*–—-] ?(?=[^ ])")
_FEWEST_DOTS: Final = 3
"""Bullets that show how the lines of a document's lists are set."""
_NOTHING: Final = frozenset({"n/a", "none", "tbc", "na", "nil", "tba", "yes", "no"})
_TAIL: Final = 300
"""Letters of a block's text that are looked at for how it goes on."""
_SENTENCE: Final = 50
"""Letters of a block that is no heading: "Health and", "Care" have a line each."""
_MOSTLY: Final = 0.75
_BEYOND: Final = 12
"""Letters beyond a wrapped text's width with which a line is surely a paragraph of its own."""
_SURELY: Final = 8
"""Lines that are surely wrapped, below which a few long paragraphs may stand."""
_LONGEST_WRAP: Final = 130
"""Lines longer than this are paragraphs, not the lines of a wrapped text."""


def blocks_from_lines(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Return the blocks of printed lines. Text may have tabs between cells."""
    marked = with_furniture([line for line in lines if clean(line.text)])
    rows = rows_of_tabs(marked)
    numbers = numbers_of_rows(marked)
    apart = rows | numbers | {at + 1 for at in numbers}
    return tuple(_blocks(marked, rows, apart, Wrap(_wrap_width(marked), lines_set_in(marked))))


def _are_apart(lines: Sequence[Line]) -> bool:
    """Return whether an empty line is above each bullet, so that none ends without one."""
    gaps = [line.gap for line in lines if not line.furniture and _DOT.match(line.text)]
    return len(gaps) >= _FEWEST_DOTS and all(gaps)


@dataclass(slots=True)
class _Open:
    """The block being gathered; `last` is its newest line, `tail` the last of its text.

    `is_apart` is whether it is a bullet that goes on to an empty line.
    """

    line: Line
    marker: str
    parts: list[str]
    last: Line
    tail: str = ""
    after: list[Block] = field(default_factory=list)
    is_apart: bool = False

    def add(self, line: Line, text: str) -> None:
        """Join one more line: with a space, or without where a hyphen divided the word."""
        if not self.parts:
            self.parts.append(text)
        elif divides(self.parts[-1], text) or self.last.text.endswith("\xad"):
            self.parts[-1] = without_hyphen(self.parts[-1], text)
            self.parts.append(text)
        else:
            self.parts.append(f" {text}")
        self.tail = f"{self.tail} {text}"[-_TAIL:]
        self.last = line

    @property
    def may_be_listed(self) -> bool:
        """Whether it is a stem or a line below it without a bullet, and no item's first line."""
        return not self.marker and (self.tail.endswith(":") or not self.parts[0][:1].isupper())

    def blocks(self) -> Iterator[Block]:
        """Return the block, and the page furniture that stands in the middle of it."""
        line, text = self.line, "".join(self.parts)
        if text or self.marker:
            role = "bullet" if self.marker else "heading" if _is_large(line, text) else "paragraph"
            yield Block(
                role,  # type: ignore[arg-type]
                text,
                line.place,
                level=_depth(line) if self.marker else 0,
                marker=self.marker,
                strong=line.strong,
                gap=line.gap,
            )
        yield from self.after


def _blocks(lines: Sequence[Line], rows: set[int], alone: set[int], wrap: Wrap) -> Iterator[Block]:
    """Yield the blocks: `rows` are lines with cells, `alone` those that go on with none above."""
    current: _Open | None = None
    apart = _are_apart(lines)
    listing = False  # below a line that ends with a colon, where each line is one of a list
    broken = False  # by page furniture since the last line
    for at, line in enumerate(lines):
        if line.furniture:
            block = Block("furniture", clean(line.text), line.place, reason=line.furniture)
            broken = True
            if current:
                current.after.append(block)
            else:
                yield block
            continue
        below = current is None or current.may_be_listed
        item = listing and below and wrap.width is None and clean(line.text)[:1].islower()
        if (
            at not in alone
            and current
            and not item
            and _continues(current, lines, at, wrap, broken)
        ):
            current.add(line, clean(line.text))
            broken = False
            continue
        if current:
            listing = current.tail.endswith(":") or (listing and item)
            yield from current.blocks()
            current = None
        broken = False
        if at in rows:
            yield row_block(line)
        else:
            *firsts, last = _parts(line)
            yield from (block for part in firsts for block in _opened(part).blocks())
            current = _opened(last)
            current.is_apart = apart and bool(_DOT.match(last.text))
    if current:
        yield from current.blocks()


def _opened(line: Line) -> _Open:
    text = clean(line.text)
    mark = MARKER.match(text)
    if mark and not mark[0].strip():
        mark = None
    rest = text[mark.end() :] if mark else text
    return _Open(line, mark[0].strip() if mark else "", [rest] if rest else [], line, rest[-_TAIL:])


def _continues(current: _Open, lines: Sequence[Line], at: int, wraps: Wrap, broken: bool) -> bool:
    """Return whether a line belongs to the block above it."""
    line, wrap = lines[at], wraps.width
    text, before = clean(line.text), current.tail
    if not before:
        is_field = field_alone(text) or UPDATE_ALONE.fullmatch(text)
        named = is_field and current.marker in {"-", "–", "—"}
        stray = broken and line.indent <= current.line.indent  # a page's last bullet, left empty
        return bool(current.marker) and not MARKER.match(text) and not named and not stray
    if has_cells(line) or _ends_large(current.last, line):
        return False
    is_cut = not line.gap and not MARKER.match(text) and ends_what_is_open(before, text)
    cites = not line.gap and ends_open(before) and (starts_label(text) or APPENDIX.match(text))
    if begins_block(text) and not cites and not is_cut:
        return False
    hangs = not line.gap and wrap and _hangs(current, line)
    is_divided = divides(before, text) or (current.last.text.endswith("\xad") and not line.gap)
    if is_cut or hangs or is_divided:
        return True
    if before.endswith(":") or is_label_alone(before) or {before.lower(), text.lower()} & _NOTHING:
        return False
    listed = () if current.marker or broken else (", and",)  # a list without bullets goes on so
    ended = before.endswith((*_ENDED, "; and", "; or", *listed))
    gap = line.gap and not broken
    if line.gap and DATE.fullmatch(text) and not ends_open(before):
        return False  # a letter's day, below what is the page's own
    if CITED.search(before) and (line.gap or not (wrap and _is_full(current.last, text, wrap))):
        return False
    if text[0].islower() and not ended:
        return not gap or len(before) > 25
    if not ended and not line.gap and _POINTER.match(text):
        return True
    alone = gap and not text.endswith(_ENDED) and all(one.gap for one in lines[at + 1 : at + 2])
    near = (wrap is not None or not gap) and not (gap and before.endswith(_NEXT_POINT))
    if near and ends_open(before) and len(before) > _SENTENCE and not alone:
        return True  # also over a gap, which a page's end leaves; a page's head is alone
    if gap or (line.gap and ended) or (broken and ended and _heads_page(text, lines[at + 1 :])):
        return False
    goes_on = (
        (_MODAL.match(text) and not ended and not gap)
        or (current.is_apart and not line.gap)
        or (_FIGURE.match(text) and not ended and wrap and may_go_on(before, text))
        or (wrap is not None and (ends_open(before) or _is_in_paragraph(current, wrap, ended)))
    )
    if goes_on:
        return True
    full = _is_full(current.last, text, wrap) or _is_in_item(current, wrap, ended)
    full = full or (not ended and _is_set_in(current, line, wrap)) or at in wraps.full
    is_apart = not ended and begins_cell(text)
    return full and not is_apart and not is_heading_before(text, lines[at + 1 : at + 3])


def _heads_page(text: str, below: Sequence[Line]) -> bool:
    """Return whether a short line at a page's top is a heading: nothing is directly below it."""
    after = next((line for line in below if not line.furniture), None)
    is_short = len(text) <= SHORT and text[:1].isupper() and not text.endswith((*_ENDED, ","))
    return is_short and after is not None and after.gap


def _is_set_in(current: _Open, line: Line, wrap: int | None) -> bool:
    """Return whether a line is set in below a bullet or a number whose last line is a long one."""
    if not current.marker or wrap is None or line.gap:
        return False
    long = len(clean(current.last.text)) > _MOSTLY * wrap
    return long and line.indent > current.line.indent


def _hangs(current: _Open, line: Line) -> bool:
    """Return whether a line goes on below a bullet's text, right of the bullet itself."""
    first = current.line.indent
    return bool(current.marker) and first < line.indent <= first + len(current.marker) + 3


def _is_full(last: Line, text: str, wrap: int | None) -> bool:
    """Return whether the next line's first word had no room on the line above it."""
    width = len(clean(last.text))
    if wrap is None or width > wrap + _BEYOND:
        return False
    return width + len(text.split(" ", 1)[0]) >= wrap


def _is_in_paragraph(current: _Open, wrap: int, ended: bool) -> bool:
    """Return whether a long line of a chapter's paragraph, "7.2.5.", ends within a sentence.

    Letters of different widths leave room for a word that a page had no room for.
    """
    numbered = "." in current.marker.strip("().:") and current.marker[:1].isdigit()
    return numbered and not ended and len(clean(current.last.text)) >= wrap * _MOSTLY


def _is_in_item(current: _Open, wrap: int | None, ended: bool) -> bool:
    """Return whether a long line of an item with its label or name ends within a sentence."""
    width = len(clean(current.last.text))
    if wrap is None or ended or width < max(_SENTENCE, wrap * _MOSTLY):
        return False
    return names_item(current.parts[0]) or starts_label(current.parts[0])


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """Return the width at which a text was wrapped; None where its lines are paragraphs."""
    sure = [
        len(text)
        for line, after in pairwise(lines)
        if not (after.gap or line.furniture or after.furniture)
        and after.text.strip()[:1].islower()
        and not (text := clean(line.text)).endswith(_ENDED)
        and not CITED.search(text[-_TAIL:])
        and not {text.lower(), after.text.strip().lower()} & _NOTHING
    ]
    width = max(sure, default=0)
    longer = sum(len(clean(line.text)) > width + _BEYOND for line in lines if not line.furniture)
    few = longer <= max(1, len(lines) // 25) or len(sure) >= max(_SURELY, 2 * longer)
    return width if 0 < width <= _LONGEST_WRAP and few else None


def _ends_large(last: Line, line: Line) -> bool:
    """Return whether letters change from a heading's to a text's, or the other way round."""
    return abs(last.size - line.size) > 0.6 or (last.strong != line.strong and last.size > 0)


def _is_large(line: Line, text: str) -> bool:
    return line.strong and line.size > 0 and len(text) <= SHORT and not text.endswith(".")


def _depth(line: Line) -> int:
    return 1 + line.indent // 4


def _parts(line: Line) -> list[Line]:
    """Part a line at a wide empty space, where what follows is a piece of its own."""
    cut = re.search(r"(?<=\S) {4,}(?=\S)", line.text[: 10 * SHORT])
    if not cut:
        return [line]
    first, rest = line.text[: cut.start()], line.text[cut.end() :]
    if not (
        starts_field(clean(rest))
        or field_alone(clean(first)) == "response"
        or starts_label(clean(first))
        or KIND_HEADING.fullmatch(clean(first))
        or PUBLISHED_LINE.fullmatch(clean(rest))
        or (_FACT.fullmatch(clean(rest)) and ":" not in first and len(clean(first)) <= SHORT)
    ):
        return [line]
    return [line._replace(text=first), line._replace(text=rest, gap=False)]
