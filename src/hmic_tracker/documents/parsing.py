"""A published report as text, read into a Draft."""

from collections.abc import Iterable
from typing import Final

from hmic_tracker.documents.assembling.grades import our_grades
from hmic_tracker.documents.assembling.items import assemble_items
from hmic_tracker.documents.assembling.national import national_rows
from hmic_tracker.documents.framework_names import FrameworkNames
from hmic_tracker.documents.parsed_report import ParsedReport, ReportHeader
from hmic_tracker.documents.readers.reader_context import ReaderContext
from hmic_tracker.documents.readers.reader_registry import read_blocks
from hmic_tracker.documents.sources.blocks import blocks_of
from hmic_tracker.documents.sources.text_decoding import with_plain_line_ends
from hmic_tracker.documents.wording.grade_words import GradeWords
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.grades import SCALES, Scale
from hmic_tracker.domain.inspections import ImportWarning
from hmic_tracker.errors import InputError

MOST_WARNINGS: Final = 200
"""More are folded into one: a person reads the first few and mends the cause."""


def read_report(
    text: str, name: str, frameworks: tuple[Framework, ...] = (), scales: tuple[Scale, ...] = SCALES
) -> Draft:
    """Read a progress report or an inspection report.

    `name` is the file's, for a report without a number; `frameworks` are those of the plan, which
    keep their slugs. Only frameworks that the report names are in the draft. Raises InputError
    where nothing in the text is recognised.
    """
    text = with_plain_line_ends(text)
    names = FrameworkNames(frameworks)
    report = ParsedReport(ReportHeader(name, name))
    read_blocks(ReaderContext(blocks_of(text), names, GradeWords(scales), report))
    names.put_first(report.order)
    order = [framework.slug for framework in names.mentioned()]
    grades = our_grades(report, names, scales)
    national, expected = national_rows(report, names, order)
    items, reported = assemble_items(report, names, order)
    if not (grades or national or items or report.progress):
        raise InputError(
            f"{name} has no grade, recommendation, area for improvement or status in it",
            "give the text of a published report, as in the example: tracker demo",
        )
    header = report.header
    if header.on is None:
        report.warn(0, "the report's date is not given: no counts are kept from it")
    return Draft(
        **header._asdict(),
        expected=expected,
        frameworks=tuple(names.mentioned()),
        grades=grades,
        national=national,
        reported=reported,
        items=items,
        warnings=_in_order(report.warnings),
        text=text,
    )


def _in_order(warnings: Iterable[ImportWarning]) -> tuple[ImportWarning, ...]:
    """Return the warnings by line, each once, and those after the first 200 as one."""
    ordered = sorted(dict.fromkeys(warnings), key=lambda warning: warning.line)
    if len(ordered) <= MOST_WARNINGS:
        return tuple(ordered)
    more = ImportWarning(0, f"and {len(ordered) - MOST_WARNINGS} more warnings")
    return (*ordered[:MOST_WARNINGS], more)
