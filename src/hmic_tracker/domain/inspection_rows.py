"""Rows of an inspection as they are typed: a grade, a row of the country, what a source counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from hmic_tracker.domain.grades import STATE_PHRASES, STATES, Grade, National
from hmic_tracker.domain.inspections import Inspection, ReportedCount
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.scales import Groups, scale_of
from hmic_tracker.domain.words import Kind, folded
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Any, Final, NamedTuple, TypeVar

_LARGEST: Final = 1_000_000
_COUNTED: Final = re.compile(r"(\d{1,6})\s*(?:of|/)\s*(\d{1,6})", re.ASCII)
_CELLS: Final = re.compile(r"\s*[,;]\s*|\s+")
_NAMED: Final = re.compile(r"\s*(\D+?)\s*:?\s*(\d{1,7})\s*(?:[,;]|$)", re.ASCII)
_SOURCE: Final = "entered by hand"
"""Where a count is from that no document gave."""
Row = TypeVar("Row", Grade, National)


class TypedRow(NamedTuple):
    """What a row is about, and what it shall say; an empty text takes the row away."""

    framework: str
    period: str
    value: str


class TypedCount(NamedTuple):
    """What a count is about and what it shall be; an empty text takes it away."""

    framework: str
    kind: Kind
    on: date
    value: str


def with_grade(inspection: Inspection, row: TypedRow, scales: Groups) -> Inspection:
    """The inspection with a grade, or why there is none; raises InputError for a word that is none.

    `scales` are those there are, the likelier in an earlier group. The grade is on one of its body,
    else the one it was on before, else the likeliest that has the period's other grades too.
    """
    before = _row_of(inspection.grades, row)
    made = _grade(inspection, before, row, scales) if row.value else None
    return inspection._replace(grades=_with_row(inspection.grades, before, made))


def with_national(inspection: Inspection, row: TypedRow, scales: Groups) -> Inspection:
    """The inspection with how many forces got each grade; raises InputError for what is none.

    The numbers alone stand under the heads that the row had, or has in the inspection's others;
    "Good 17, Fair 21" names them.
    """
    before = _row_of(inspection.national, row)
    made = _national(inspection, before, row, scales) if row.value else None
    return inspection._replace(national=_with_row(inspection.national, before, made))


def with_count(inspection: Inspection, count: TypedCount) -> Inspection:
    """The inspection with what was reported of a framework on a day: "6 of 16".

    What a document counted there goes to it, in its place; raises InputError for what is no count.
    """
    about = (count.framework, count.kind, count.on)
    known = [one for one in inspection.reported if (one.framework, one.kind, one.on) == about]
    if not count.value:
        kept = tuple(one for one in inspection.reported if one not in known)
        return inspection._replace(reported=kept)
    match = _COUNTED.fullmatch(count.value.strip())
    completed, total = (int(number) for number in match.groups()) if match else (1, 0)
    if completed > total:
        raise InputError(
            f"'{count.value[:40]}' is no count", "write completed of all, such as: 6 of 16"
        )
    if known:
        changed = [one._replace(completed=completed, total=total) for one in known]
        then = dict(zip(known, changed, strict=True))
        rows = tuple(then.get(one, one) for one in inspection.reported)
        return inspection._replace(reported=rows)
    new = ReportedCount(*about, total, completed, "", _SOURCE)
    return inspection._replace(reported=(*inspection.reported, new))


def _grade(inspection: Inspection, before: Grade | None, row: TypedRow, scales: Groups) -> Grade:
    about = (row.framework, row.period)
    states = {folded(text): state for state, text in STATE_PHRASES.items()}
    states |= {folded(state): state for state in STATES} | {"unknown": "unknown"}
    state = states.get(folded(row.value))
    remark = before.remark if before else None
    if state is not None and state != "graded":
        return Grade(*about, state, remark=remark)
    spelled = {folded(g): g for group in reversed(scales) for s in group for g in s.grades}
    grade = spelled.get(folded(row.value))
    own = [one for one in scales[-1] if before and one.name == before.scale]
    groups = (scales[0], own, *scales[1:])
    others = [
        one.grade
        for one in inspection.grades
        if one.grade and one.period == row.period and one is not before
    ]
    if grade is None:
        scale = scale_of(others, row.period, groups)
        hint = did_you_mean(row.value, list(spelled.values()))
        words = f"write one of: {', '.join(scale.grades)}" if scale else ""
        raise InputError(
            f"'{row.value[:40]}' is no grade", hint or words or "see the scales in tracker.toml"
        )
    scale = scale_of([*others, grade], row.period, groups)
    scale = scale or scale_of([grade], row.period, groups)
    return Grade(*about, "graded", grade, scale and scale.name, remark)


def _national(
    inspection: Inspection, before: National | None, row: TypedRow, scales: Groups
) -> National:
    named = _NAMED.findall(row.value)
    if named and not _NAMED.sub("", row.value).strip():
        heads = tuple(" ".join(head.split()) for head, _ in named)
        printed = tuple(int(number) for _, number in named)
    else:
        cells = [cell for cell in _CELLS.split(row.value.strip()) if cell]
        if not all(cell.isascii() and cell.isdecimal() and len(cell) < 8 for cell in cells):
            raise InputError(
                f"'{row.value[:40]}' is no row of the country",
                "write its numbers, the best grade first: 3 17 21 2; or: Good 17, Fair 21",
            )
        printed = tuple(map(int, cells))
        heads = _heads(inspection, before, row, scales)
    if max(printed, default=0) > _LARGEST:
        raise InputError(f"'{row.value[:40]}' counts more forces than there are", "look at it")
    if not heads or len(printed) > len(heads):
        raise InputError(
            f"there are {len(printed)} numbers for {len(heads)} columns {', '.join(heads)}".strip(),
            "name the grade of each: 'Excellent 3, Good 17, Fair 21, Poor 2'",
        )
    made = before or National(row.framework, row.period, heads, printed, inspection.expected)
    return made._replace(grades=heads, printed=printed)


def _heads(
    inspection: Inspection, before: National | None, row: TypedRow, scales: Groups
) -> tuple[str, ...]:
    """The columns of a row: its own, those of the inspection's others, or of its period's scale."""
    if before is not None and before.grades:
        return before.grades
    others = [one for one in inspection.national if one.grades]
    others.sort(key=lambda one: one.period != row.period)
    if others:
        return others[0].grades
    used = [one.grade for one in inspection.grades if one.grade and one.period == row.period]
    scale = scale_of(used, row.period, scales)
    return scale.grades if scale else ()


def _row_of(rows: Iterable[Row], wanted: TypedRow) -> Row | None:
    about = (wanted.framework, wanted.period)
    return next((one for one in rows if (one.framework, one.period) == about), None)


def _with_row(rows: Iterable[Any], before: Any, made: Any) -> tuple[Any, ...]:
    """The rows with one in the place of that before, at the end where there was none, or gone."""
    if before is None:
        return (*rows, made) if made is not None else tuple(rows)
    return tuple(made if one is before else one for one in rows if one is not before or made)
