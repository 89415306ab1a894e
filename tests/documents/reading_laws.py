"""Laws of every reading, as functions that raise AssertionError where one does not hold."""

from __future__ import annotations

import re
from typing import Final

from hmic_tracker.documents.blocks import Document
from hmic_tracker.documents.marks import BY_WORD, Mark
from hmic_tracker.documents.reading import Reading, drafts_of, read_marks
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import folded

_SHOULD: Final = re.compile(r"\bshould\b", re.IGNORECASE)


def assert_covered(reading: Reading) -> None:
    """Every letter of every block is in exactly one piece, which has a known word."""
    at: dict[int, list[tuple[int, int]]] = {}
    for piece in reading.pieces:
        at.setdefault(piece.block, []).append((piece.start, piece.end))
        assert piece.mark.word == "" or piece.mark.word in BY_WORD
    for number, block in enumerate(reading.document.blocks):
        spans = sorted(at.pop(number, []))
        ends = [0, *(end for _, end in spans)]
        assert [start for start, _ in spans] == ends[:-1], block
        assert ends[-1] == len(block.printed), block
    assert not at


def assert_texts_are_lines(reading: Reading) -> None:
    """Each item's text is made of the document's own letters, in their order."""
    printed = [folded(block.printed) for block in reading.document.blocks]
    for draft in drafts_of(reading.marks, "x.txt", reading.document.text):
        for item in draft.items:
            rest = folded(item.text)
            for line in printed:
                rest = rest[_shared(line, rest) :]
            assert not rest, (item.text, rest)


def _shared(line: str, rest: str) -> int:
    """How many letters of an item's rest a line has, to its end or to the item's."""
    for start in range(len(line)):
        part = line[start:]
        if rest.startswith(part) or part.startswith(rest):
            return min(len(part), len(rest))
    return 0


def assert_nothing_passes_silently(marks: tuple[Mark, ...]) -> None:
    """No line with a label or a should is prose without a word."""
    for mark in marks:
        if mark.word == "-" and not mark.doubt:
            assert not _SHOULD.search(mark.text), mark.text
            label = label_of(mark.text)
            assert label is None or label.loose, mark.text


def assert_settled(document: Document, first: Reading) -> None:
    """A second reading, with the names of the first known, finds the same."""
    drafts = drafts_of(first.marks, document.name, document.text)
    names = tuple(dict.fromkeys(f for draft in drafts for f in draft.frameworks))
    marks = read_marks(document, names).marks
    again = drafts_of(marks, document.name, document.text, names)
    assert [draft.items for draft in again] == [draft.items for draft in drafts]
    assert [draft.grades for draft in again] == [draft.grades for draft in drafts]
