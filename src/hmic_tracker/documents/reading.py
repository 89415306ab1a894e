"""A document read: its blocks marked by the readers, and the marks made a Draft.

Document -> readers -> marks -> interpreting -> assembling -> Draft
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hmic_tracker.documents.assembling.grades import our_grades
from hmic_tracker.documents.assembling.items import assemble_items
from hmic_tracker.documents.assembling.national import national_rows
from hmic_tracker.documents.framework_names import FrameworkNames
from hmic_tracker.documents.interpreting.header import title_of
from hmic_tracker.documents.interpreting.interpret import colours_of, interpret
from hmic_tracker.documents.readers.labels_on_two_lines import with_whole_labels
from hmic_tracker.documents.readers.reader_context import ReaderContext
from hmic_tracker.documents.readers.reader_registry import read_blocks
from hmic_tracker.documents.readers.run_on_items import parted
from hmic_tracker.documents.readers.turned_tables import turned
from hmic_tracker.documents.sources.grid import HIDDEN
from hmic_tracker.documents.sources.line_beginnings import MARKER, without_marker
from hmic_tracker.documents.table_choices import NO_CHOICES, Column, TableChoices
from hmic_tracker.documents.wording.advice import SHOULD
from hmic_tracker.documents.wording.deadlines import PERIOD, counts_from_a_day
from hmic_tracker.documents.wording.grade_words import GradeWords
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.domain.bodies import BODIES, Body
from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.domain.grades import SCALES, Scale
from hmic_tracker.domain.inspections import ImportWarning
from hmic_tracker.domain.scales import Groups, likely_scales
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.documents.blocks import Block, Document
    from hmic_tracker.documents.marks import Mark, Marks, Piece
    from hmic_tracker.documents.parsed_report import ParsedReport
    from hmic_tracker.domain.drafts import DraftItem
    from hmic_tracker.domain.frameworks import Framework

MOST_WARNINGS: Final = 200
"""More are folded into one: a person reads the first few and mends the cause."""
_BOX: Final = re.compile(r"\[[ xX]\] (?=\S)")
"""The box of a task, which Markdown prints before its text."""
_MOST_READINGS: Final = 4
"""Readings until the names that a document itself gives change nothing any more."""


class Reading(NamedTuple):
    """A document and its pieces: every letter of every block is in exactly one of them.

    `columns` are those of its tables.
    """

    document: Document
    pieces: tuple[Piece, ...]
    columns: tuple[Column, ...] = ()

    @property
    def marks(self) -> Marks:
        """The marks in their order."""
        return tuple(piece.mark for piece in self.pieces)


def read_marks(
    document: Document,
    frameworks: Sequence[Framework] = (),
    scales: tuple[Scale, ...] = SCALES,
    choices: TableChoices = NO_CHOICES,
) -> Reading:
    """Read a document; `frameworks` are those of the plan, `choices` what a person said of tables.

    It is read again with the names that it gives itself until that changes nothing, or can change
    nothing, so that a second import of the same document finds what the first did.
    """
    document = with_whole_labels(parted(turned(document, choices)))
    known = tuple(frameworks)
    pieces: tuple[Piece, ...] = ()
    columns: tuple[Column, ...] = ()
    for _ in range(_MOST_READINGS):
        names = FrameworkNames(known)
        again, columns = _read_once(document, names, scales, choices)
        if again == pieces:
            break
        pieces = again
        mentioned = {framework.slug: framework for framework in names.mentioned()}
        kept = tuple(mentioned.pop(f.slug, f) for f in known)
        if not mentioned and kept == known:
            break  # the same names would be known again
        known = (*kept, *mentioned.values())
        if names.answers_as(FrameworkNames(known)):
            break  # no reader would hear anything else
    return Reading(document, pieces, columns)


def _read_once(
    document: Document, names: FrameworkNames, scales: tuple[Scale, ...], choices: TableChoices
) -> tuple[tuple[Piece, ...], tuple[Column, ...]]:
    blocks = tuple(_with_marker(_of_sheet(block, choices)) for block in document.blocks)
    words = GradeWords(scales, (block.text for block in blocks))
    context = ReaderContext(blocks, names, words, choices, document.is_table)
    read_blocks(context)
    pieces: list[Piece] = []
    for at, block in enumerate(document.blocks):
        pieces += _covering(context.pieces.get(at, []), len(block.printed), block.role == "row")
    return tuple(pieces), tuple(dict.fromkeys(context.columns))


def _of_sheet(block: Block, choices: TableChoices) -> Block:
    """Return a block as furniture where its sheet is hidden, or isn't one that was asked for."""
    sheet, hidden = block.place.sheet, block.reason == HIDDEN
    if (not sheet and not hidden) or choices.takes(sheet, hidden):
        return block._replace(reason="") if hidden else block
    return block._replace(role="furniture", reason=block.reason or "another sheet")


def _with_marker(block: Block) -> Block:
    """Return a block as readers expect it: an item's label in its text, a bullet as its marker.

    Word numbers paragraphs "Recommendation 1:" itself, and some sources leave "(a)" in the text.
    What is printed stays the same.
    """
    if block.role in {"row", "furniture"}:
        return block
    if block.marker and label_of(block.marker):
        return block._replace(role="paragraph", text=block.printed, marker="")
    if block.marker and (box := _BOX.match(block.text)):
        marker = f"{block.marker} {box[0].strip()}"
        return block._replace(marker=marker, text=block.text[box.end() :])
    mark = None if block.marker else MARKER.match(block.text)
    if mark and mark.end() < len(block.text) and mark[0].endswith(" ") and block.role != "heading":
        marker = mark[0].strip()
        return block._replace(role="bullet", marker=marker, text=block.text[mark.end() :])
    return block


def _never_silent(piece: Piece) -> Piece:
    """Return a piece of prose that has a label or a "should" as one that a person has to see."""
    mark = piece.mark
    if mark.word != "-" or mark.doubt:
        return piece
    label = label_of(without_marker(mark.text))
    if not SHOULD.search(mark.text) and (label is None or label.loose):
        return piece
    doubt = "has a label or a 'should', and nobody knew what it is"
    return piece._replace(mark=mark._replace(word="?", doubt=doubt))


def _covering(pieces: list[Piece], length: int, is_row: bool) -> list[Piece]:
    """Return a block's pieces so that they cover all of its letters, each once."""
    first = {piece.start: piece for piece in reversed(pieces)}
    pieces = [_never_silent(first.pop(p.start)) for p in pieces if p.start in first]
    ordered = sorted(pieces, key=lambda piece: piece.start)
    ends = [piece.start for piece in ordered[1:]] + [length]
    whole = {
        piece.start: piece._replace(start=0 if n == 0 else piece.start, end=end)
        for n, (piece, end) in enumerate(zip(ordered, ends, strict=True))
    }
    return [whole[piece.start] for piece in (pieces if is_row else ordered)]


def drafts_of(
    marks: Marks,
    name: str,
    text: str,
    frameworks: Sequence[Framework] = (),
    scales: tuple[Scale, ...] = SCALES,
    bodies: tuple[Body, ...] = BODIES,
) -> tuple[Draft, ...]:
    """Return the drafts of a document's marks: one for each inspection that it is about."""
    parts = _by_inspection(marks)
    words = GradeWords(scales, (mark.text for mark in marks))
    colours = colours_of(marks)
    drafts: list[Draft] = []
    for part in parts:
        names = FrameworkNames(tuple(frameworks))
        report = interpret(part, name, names, words, colours)
        body = report.header.body or (drafts[0].body if drafts else None)
        drafts.append(_draft(report, names, text, likely_scales(body, bodies, scales)))
    first = drafts[0]
    later = [
        draft._replace(name=first.name, on=draft.on or first.on, body=draft.body or first.body)
        for draft in drafts[1:]
    ]
    return tuple(later if later and is_empty(first) else [first, *later])


def _by_inspection(marks: Marks) -> list[Marks]:
    """Part marks by inspection; one that is printed again goes on where it was left."""
    parts: dict[str, list[Mark]] = {}
    for title, start, end in _printed_parts(marks):
        parts.setdefault(title, []).extend(marks[start:end])
    return list(map(tuple, parts.values()))


def inspection_starts(marks: Marks) -> tuple[int, ...]:
    """Return where each inspection begins, -1 where no mark begins one.

    The drafts of the marks are of the last of them: the first may have nothing in it.
    """
    starts: dict[str, int] = {}
    for title, start, end in _printed_parts(marks):
        words = [mark.word for mark in marks[start:end]]
        starts.setdefault(title, start + words.index("inspection") if "inspection" in words else -1)
    return tuple(starts.values())


def _printed_parts(marks: Marks) -> Iterator[tuple[str, int, int]]:
    """Yield the parts that begin with a title: its words, and where the part begins and ends."""
    starts = [n for n, mark in enumerate(marks) if mark.word == "inspection"][1:]
    bounds = [0, *starts, len(marks)]
    for start, end in pairwise(bounds):
        yield " ".join(title_of(marks[start:end], "").casefold().split()), start, end


def _day_of(report: ParsedReport, items: Sequence[DraftItem]) -> date | None:
    """Return the day that a document is of: its own, or when it was published with all it says.

    One that says how items stand was written later than the day it gives for the inspection's
    report.
    """
    published = report.header.published
    is_dated = report.header.on is not None or report.progress
    if is_dated or published is None or len(published) < len("2031-05-14"):
        return report.header.on
    has_status = any(item.status or item.update for item in items)
    return None if has_status else deadline(published)


def _draft(report: ParsedReport, names: FrameworkNames, text: str, scales: Groups) -> Draft:
    names.put_first(report.order)
    order = [framework.slug for framework in names.mentioned()]
    grades = our_grades(report, names, scales)
    national, expected = national_rows(report, names, order)
    items, reported = assemble_items(report, names, order)
    if report.header.on is None and report.progress:
        report.warn(0, "the report's date is not given: no counts are kept from it")
    return Draft(
        **report.header._replace(on=_day_of(report, items))._asdict(),
        expected=expected,
        frameworks=tuple(names.mentioned()),
        grades=grades,
        national=national,
        reported=reported,
        items=items,
        warnings=_in_order(report),
        text=text,
        prose=tuple(report.prose),
    )


def _in_order(report: ParsedReport) -> tuple[ImportWarning, ...]:
    """Return the warnings by line, each once, and those after the first 200 as one."""
    ordered = sorted(dict.fromkeys(report.warnings), key=lambda warning: warning.line)
    if len(ordered) <= MOST_WARNINGS:
        return tuple(ordered)
    more = ImportWarning(0, f"and {len(ordered) - MOST_WARNINGS} more warnings")
    return (*ordered[:MOST_WARNINGS], more)


def is_empty(draft: Draft) -> bool:
    """Return whether a draft has nothing for the plan."""
    return not (draft.grades or draft.national or draft.items or draft.reported)


def may_count_from_publication(marks: Sequence[Mark]) -> bool:
    """Return whether any mark may have a deadline that counts from the day of publication."""
    return any(PERIOD.search(mark.text) and counts_from_a_day(mark.text) for mark in marks)


def unread(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks of lines that look like content and were not understood."""
    return tuple(mark for mark in marks if mark.word == "?")
