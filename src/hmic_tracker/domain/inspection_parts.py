"""What documents say of an inspection besides its items, part by part, so that two can be compared.

A part is a field of the inspection, a grade, a row of the national picture, or what a document
counts of a framework. What a document doesn't have is no part of it: an empty cell takes nothing
away.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hmic_tracker.domain.drafts import Draft
from hmic_tracker.domain.grades import Grade, National, Scale
from hmic_tracker.domain.inspections import (
    INSPECTION_LISTS,
    Inspection,
    ReportedCount,
    inspection_title_key,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.words import Kind

HEAD_PARTS: Final = tuple(
    field
    for field in Inspection._fields
    if field in Draft._fields and field not in {"title", *INSPECTION_LISTS}
)
"""The fields of an inspection that a document gives as they are."""

PartValue = str | int | Grade | National | tuple[ReportedCount, ...]


class PartKey(NamedTuple):
    """Which part of an inspection it is; `part` is a field's name, grade, national or reported.

    Frameworks have the parts framework, parent and alias. A count is known by its framework, kind
    and day, and by the document that counts.
    """

    part: str
    framework: str = ""
    period: str = ""
    kind: Kind | None = None
    on: date | None = None
    document: str = ""


class PartChange(NamedTuple):
    """A part going from one value to another; None is absent."""

    key: PartKey
    old: PartValue | None
    new: PartValue | None


def parts_of(one: Draft | Inspection) -> dict[PartKey, PartValue]:
    """Return the parts of a document, or of an inspection of the plan."""
    parts: dict[PartKey, PartValue] = {PartKey("title"): inspection_title_key(one.title)}
    if isinstance(one, Inspection):
        parts[PartKey("title")] = one.title
    parts |= {PartKey(field): value for field in HEAD_PARTS if (value := getattr(one, field))}
    parts |= {key_of(grade): grade for grade in one.grades if grade.state != "unknown"}
    parts |= {key_of(row): row for row in one.national if row.printed}
    counts: dict[PartKey, tuple[ReportedCount, ...]] = {}
    for count in one.reported:
        counts[key_of(count)] = (*counts.get(key_of(count), ()), count)
    return {**parts, **counts}


def key_of(row: Grade | National | ReportedCount) -> PartKey:
    """Return which part a row of an inspection is."""
    if isinstance(row, Grade):
        return PartKey("grade", row.framework, row.period)
    if isinstance(row, National):
        return PartKey("national", row.framework, row.period)
    return PartKey("reported", row.framework, kind=row.kind, on=row.on, document=row.document)


def merged_part(
    key: PartKey, known: PartValue | None, given: PartValue, scales: Iterable[Scale] = ()
) -> PartValue:
    """Return a part's value with what a document gives of it; the known one where they agree.

    They agree where the document says less: a month for a day, a row that lost cells. Which scale a
    grade is on no document prints: the known one of `scales` stays where it has the grade.
    """
    if isinstance(known, Grade) and isinstance(given, Grade):
        return _merged_grade(known, given, scales)
    if isinstance(known, National) and isinstance(given, National):
        return _merged_row(known, given)
    if key.part == "published" and isinstance(known, str) and known.startswith(str(given)):
        return known
    return given


def _merged_grade(known: Grade, given: Grade, scales: Iterable[Scale]) -> Grade:
    remark, scale = given.remark or known.remark, given.scale
    if any(one.name == known.scale and given.grade in one.grades for one in scales):
        scale = known.scale
    if (known.state, known.grade) == (given.state, given.grade):
        return known._replace(scale=scale or known.scale, remark=remark)
    return given._replace(scale=scale, remark=remark)


def _merged_row(known: National, given: National) -> National:
    columns, cells = given.grades, given.printed
    if known.grades == columns and known.counts is not None and given.counts is None:
        cells = known.printed if _lost_cells(known.printed, cells) else cells
    remark, expected = given.remark or known.remark, given.expected or known.expected
    return known._replace(grades=columns, printed=cells, expected=expected, remark=remark)


def _lost_cells(whole: Iterable[int], cells: Iterable[int]) -> bool:
    """Whether cells are some of a whole row's, in its order."""
    left = iter(whole)
    return all(cell in left for cell in cells)
