"""A published report as text, read into a Draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hmic_tracker.documents.assembling import assemble
from hmic_tracker.documents.names import Names
from hmic_tracker.documents.readers.grade_tables import read_tables
from hmic_tracker.documents.readers.grade_words import GradeWords
from hmic_tracker.documents.readers.grades import our_grades
from hmic_tracker.documents.readers.national import national_picture
from hmic_tracker.documents.readers.report_header import read_paper
from hmic_tracker.documents.readers.sections import read_sections
from hmic_tracker.documents.sources.from_bytes import with_plain_line_ends
from hmic_tracker.documents.sources.lines import blocks_of
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.grades import SCALES, Scale
from hmic_tracker.domain.inspections import ImportWarning
from hmic_tracker.domain.records import replace
from hmic_tracker.errors import InputError

MOST_WARNINGS: Final = 200
"""More are folded into one: a person reads the first few and mends the cause."""


def read_report(
    text: str,
    name: str,
    frameworks: tuple[Framework, ...] = (),
    scales: tuple[Scale, ...] = SCALES,
) -> Draft:
    """Reads a progress report or an inspection report.

    `name` is the file's, for a report without a number; `frameworks` are those the plan knows,
    which keep their slugs. Only frameworks that the report names are in the draft. Raises
    InputError where nothing in the text can be recognised.
    """
    text = with_plain_line_ends(text)
    blocks = blocks_of(text)
    words = GradeWords(scales)
    names = Names(frameworks)
    header = read_paper(blocks, name)
    tables = read_tables(blocks, words)
    for row in tables.rows:
        names.meet(row.name)
    found = read_sections(blocks, names, words, tables.lines)
    names.put_first(found.order)
    order = [framework.slug for framework in names.met()]
    grades = our_grades(tables, found, names, header, scales)
    national = national_picture(tables, names, order)
    made = assemble(found, names, order, header.name, header.on)
    if not (grades.grades or national.rows or made.items or found.said):
        raise InputError(
            f"{name} has no grade, recommendation, area for improvement or status in it",
            "give the text of a published report, as in the example: tracker demo",
        )
    said = [*tables.warnings, *found.warnings, *grades.warnings, *national.warnings, *made.warnings]
    if header.on is None:
        said.append(ImportWarning(0, "the report's date is not given: no counts are kept from it"))
    return Draft(
        name=header.name,
        title=header.title,
        on=header.on,
        body=header.body,
        programme=header.programme,
        published=header.published,
        expected=national.expected,
        frameworks=tuple(names.met()),
        grades=grades.grades,
        national=national.rows,
        reported=made.reported,
        items=made.items,
        warnings=_in_order(said),
        text=text,
    )


def _in_order(warnings: Iterable[ImportWarning]) -> tuple[ImportWarning, ...]:
    """The warnings by line, each once, the many after the first 200 as one."""
    ordered = sorted(dict.fromkeys(warnings), key=lambda warning: warning.line)
    if len(ordered) <= MOST_WARNINGS:
        return tuple(ordered)
    more = ImportWarning(0, f"and {len(ordered) - MOST_WARNINGS} more warnings")
    return (*(replace(warning) for warning in ordered[:MOST_WARNINGS]), more)
