"""The grades of a draft, from tables, headings and sentences."""

from __future__ import annotations

from dataclasses import dataclass

from hmic_tracker.documents.names import Names
from hmic_tracker.documents.parsed_report import GradeStatement, ParsedReport
from hmic_tracker.documents.readers.grade_tables import GradeRow, NationalRow, Tables
from hmic_tracker.documents.readers.grade_words import Cell, scale_of
from hmic_tracker.documents.readers.report_header import ReportHeader
from hmic_tracker.domain.grades import Grade, Scale
from hmic_tracker.domain.inspections import ImportWarning


@dataclass(frozen=True, slots=True)
class OurGrades:
    """Our grades by framework and period, the oldest period first."""

    grades: tuple[Grade, ...]
    warnings: tuple[ImportWarning, ...]


def our_grades(
    tables: Tables,
    found: ParsedReport,
    names: Names,
    header: ReportHeader,
    scales: tuple[Scale, ...],
) -> OurGrades:
    """Every grade the report gives, each framework and period once; contradictions are warned of.

    A grade whose year isn't said is one of the inspection's own year, where that is known.
    """
    kept = _Kept(names)
    for row in tables.rows:
        if isinstance(row, GradeRow):
            slug = names.meet(row.name)
            for period, cell in zip(row.periods, row.cells, strict=True):
                kept.keep(slug, period, cell, row.line, row.remark)
    # What says its year goes before what doesn't, and a heading before a sentence.
    for said in sorted(found.grades, key=lambda said: (said.period is None, said.in_prose)):
        if said.period is not None:
            kept.keep(said.framework, said.period, said.cell, said.line)
        else:
            kept.keep_undated(said, _year_of(header))
    return kept.result(_columns_by_period(tables), scales)


class _Kept:
    """The first grade given for each framework and period; another one is a contradiction."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._by_framework: dict[str, dict[str, tuple[Cell, str | None]]] = {}
        self._warnings: list[ImportWarning] = []

    def keep(
        self, slug: str, period: str, cell: Cell, line: int, remark: str | None = None
    ) -> None:
        periods = self._by_framework.setdefault(slug, {})
        first = periods.setdefault(period, (cell, remark))[0]
        if (first.state, first.grade) != (cell.state, cell.grade):
            said = f"{period}: {cell.printed} here, {first.printed} elsewhere"
            self._warn(line, slug, f"{said}; {first.printed} is kept")

    def keep_undated(self, said: GradeStatement, assumed: str | None) -> None:
        """A grade without a year; where the framework has grades with years, it is held to them."""
        slug, printed = said.framework, said.cell.printed
        if periods := self._by_framework.get(slug):
            if said.cell.grade not in {cell.grade for cell, _ in periods.values()}:
                listed = ", ".join(cell.printed for cell, _ in periods.values())
                self._warn(said.line, slug, f"{printed} here, {listed} elsewhere; that is kept")
        elif assumed is None:
            text = f"the year of its grade, {printed}, is not said; it is left out"
            self._warn(said.line, slug, text)
        else:
            text = f"the year of its grade is not said; taken as {assumed}, the inspection's"
            self._warn(said.line, slug, text)
            self.keep(slug, assumed, said.cell, said.line)

    def result(self, columns: dict[str, set[str]], scales: tuple[Scale, ...]) -> OurGrades:
        """The grades with their scales: of each period the one that has all the grades used."""
        used: dict[str, set[str]] = {}
        for periods in self._by_framework.values():
            for period, (cell, _) in periods.items():
                if cell.grade:
                    used.setdefault(period, set(columns.get(period, ()))).add(cell.grade)
        scale_names: dict[str, str] = {}
        for period, grades in used.items():
            if scale := scale_of(grades, period, scales):
                scale_names[period] = scale.name
            else:
                text = f"which scale the grades of {period} are on is not known"
                listed = ", ".join(sorted(grades))
                self._warnings.append(ImportWarning(0, f"{text}: {listed}"))
        grades_by_order = [
            Grade(
                framework=framework.slug,
                period=period,
                state=cell.state,
                grade=cell.grade,
                scale=scale_names.get(period) if cell.grade else None,
                remark=remark,
            )
            for framework in self._names.met()
            for period, (cell, remark) in sorted(self._by_framework.get(framework.slug, {}).items())
        ]
        return OurGrades(tuple(grades_by_order), tuple(self._warnings))

    def _warn(self, line: int, slug: str, text: str) -> None:
        self._warnings.append(ImportWarning(line, f"{self._names.name(slug)}: {text}"))


def _columns_by_period(tables: Tables) -> dict[str, set[str]]:
    """The heads of the national picture's columns: they show which scale a period is on."""
    columns: dict[str, set[str]] = {}
    for row in tables.rows:
        if isinstance(row, NationalRow):
            columns.setdefault(row.period, set()).update(row.grades)
    return columns


def _year_of(header: ReportHeader) -> str | None:
    """The inspection's year: of its publication, else of the paper."""
    if header.published:
        return header.published[:4]
    return str(header.on.year) if header.on else None
