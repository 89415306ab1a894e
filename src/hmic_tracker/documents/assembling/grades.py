"""The grades of a draft, from tables, headings and sentences."""

from __future__ import annotations

import re

from hmic_tracker.documents.marks import FORMER_TIME, THIS_TIME
from hmic_tracker.domain.grades import Grade
from hmic_tracker.domain.scales import Groups, scale_of, scales_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.framework_names import FrameworkNames
    from hmic_tracker.documents.parsed_report import GradeStatement, ParsedReport
    from hmic_tracker.documents.wording.grade_words import Cell

_CYCLE: Final = re.compile(r"(?P<first>\d{4})[/–-](?P<last>\d{2}|\d{4})")


def our_grades(report: ParsedReport, names: FrameworkNames, scales: Groups) -> tuple[Grade, ...]:
    """Return the grades by framework and period, each once, the oldest period first.

    A grade without a year is one of the inspection's own year, where that is known. Warn of
    grades that contradict each other.
    """
    kept = _KeptGrades(report, names)
    for row in report.grade_rows:
        slug = names.mention(row.name)
        for period, cell in zip(row.periods, row.cells, strict=True):
            kept.keep(slug, period, cell, row.line, row.remark)
    # A grade with its year goes before one without, and a heading before a sentence.
    for grade in sorted(report.grades, key=lambda grade: (grade.period is None, grade.in_prose)):
        if grade.period in {THIS_TIME, FORMER_TIME}:
            kept.leave_out(grade)
        elif grade.period is not None:
            kept.keep_of_year(grade, grade.period)
        else:
            kept.keep_undated(grade, _year_of(report))
    return kept.result(scales)


class _KeptGrades:
    """The first grade given for each framework and period; another one is a contradiction."""

    def __init__(self, report: ParsedReport, names: FrameworkNames) -> None:
        self._report = report
        self._names = names
        self._assumed: list[tuple[int, str, str]] = []
        self._left_out: dict[str, list[int]] = {}
        self._by_framework: dict[str, dict[str, tuple[Cell, str | None]]] = {}

    def keep(
        self, slug: str, period: str, cell: Cell, line: int, remark: str | None = None
    ) -> None:
        periods = self._by_framework.setdefault(slug, {})
        first = periods.setdefault(period, (cell, remark))[0]
        if (first.state, first.grade) != (cell.state, cell.grade):
            problem = f"{period}: {cell.printed} here, {first.printed} elsewhere"
            self._warn(line, slug, f"{problem}; {first.printed} is kept")

    def keep_of_year(self, grade: GradeStatement, period: str) -> None:
        """Keep a heading's grade, unless a table has the same in a cycle with that year in it."""
        periods = self._by_framework.get(grade.framework, {})
        same = (cycle for cycle, (cell, _) in periods.items() if cell.grade == grade.cell.grade)
        if not any(_has_year(cycle, period) for cycle in same):
            self.keep(grade.framework, period, grade.cell, grade.origin.line)

    def keep_undated(self, grade: GradeStatement, assumed: str | None) -> None:
        """Keep a grade without a year, or compare it with the framework's grades with years.

        Where those are of former inspections alone, another one is the report's own.
        """
        slug, cell, line = grade.framework, grade.cell, grade.origin.line
        periods = self._by_framework.get(slug, {})
        known = {dated.grade for dated, _ in periods.values()}
        differs = cell.grade is not None and (cell.grade not in known or not grade.in_prose)
        is_new = differs and all(_is_before(one, assumed or "") for one in periods)
        if periods and not is_new:
            if cell.grade not in known:
                listed = ", ".join(dated.printed for dated, _ in periods.values())
                self._warn(line, slug, f"{cell.printed} here, {listed} elsewhere; that is kept")
        elif assumed is None:
            problem = f"the year of its grade, {cell.printed}, is not said; it is left out"
            self._warn(line, slug, problem)
        else:
            self._assumed.append((line, slug, assumed))
            self.keep(slug, assumed, cell, line)

    def leave_out(self, grade: GradeStatement) -> None:
        """Note a grade of this inspection or a former one whose year nobody gives."""
        self._left_out.setdefault(grade.period or "", []).append(grade.origin.line)

    def _warn_of_left_out(self) -> None:
        """Warn once of the grades of each inspection whose year isn't given, and how to give it."""
        for period, lines in self._left_out.items():
            which = "former grades" if period == FORMER_TIME else "grades of now"
            problem = f"the year of {len(lines)} {which} is not given; left out"
            way = f"with --mark, write the year for '{period}'"
            self._report.warn(lines[0], f"{problem}: {way} in their rows")

    def result(self, scales: Groups) -> tuple[Grade, ...]:
        """Return the grades with their scales."""
        self._warn_of_assumed()
        self._warn_of_left_out()
        scale_names = self._scale_names(scales)
        return tuple(
            Grade(
                framework=framework.slug,
                period=period,
                state=cell.state,
                grade=cell.grade,
                scale=scale_names.get((period, cell.grade)) if cell.grade else None,
                remark=remark,
            )
            for framework in self._names.mentioned()
            for period, (cell, remark) in sorted(self._by_framework.get(framework.slug, {}).items())
        )

    def _warn_of_assumed(self) -> None:
        """Warn once of the grades whose year is the report's, where nobody gives it."""
        if not self._assumed or self._report.header.published:
            return
        line, slug, year = self._assumed[0]
        if len(self._assumed) == 1:
            problem = f"the year of its grade is not given; taken as {year}, the report's"
            self._warn(line, slug, problem)
        else:
            many = f"the year of {len(self._assumed)} grades is not given"
            self._report.warn(line, f"{many}; taken as {year}, the report's")

    def _scale_names(self, scales: Groups) -> dict[tuple[str, str], str]:
        """Return the scale of each period's grades: the likeliest that has all those used in it.

        The heads of the national picture's columns are used grades of its period. A body may have
        a scale for each of several questions.
        """
        used: dict[str, list[str]] = {}
        for periods in self._by_framework.values():
            for period, (cell, _) in periods.items():
                if cell.grade:
                    used.setdefault(period, []).append(cell.grade)
        for row in self._report.national_rows:
            if row.period in used:
                used[row.period].extend(row.grades)
        names: dict[tuple[str, str], str] = {}
        for period, scale in scales_of(used, scales).items():
            given = sorted(set(used[period]))
            each = [scale or scale_of([grade], period, scales[:1]) for grade in given]
            if all(each):
                names |= {(period, g): one.name for g, one in zip(given, each, strict=True) if one}
            else:
                problem = f"which scale the grades of {period} are on is not known"
                self._report.warn(0, f"{problem}: {', '.join(given)}")
        return names

    def _warn(self, line: int, slug: str, problem: str) -> None:
        self._report.warn(line, f"{self._names.name(slug)}: {problem}")


def _has_year(cycle: str, period: str) -> bool:
    """Return whether a cycle has a year in it: "2027/28" has 2027 and 2028."""
    match = _CYCLE.fullmatch(cycle)
    if match is None or not period.isdecimal():
        return False
    first, last = match["first"], match["last"]
    return int(first) <= int(period) <= int(first[: 4 - len(last)] + last)


def _is_before(period: str, year: str) -> bool:
    """Return whether a period ended before a year."""
    match = _CYCLE.fullmatch(period)
    last = f"{match['first'][: 4 - len(match['last'])]}{match['last']}" if match else period
    return last.isdecimal() and last < year[:4]


def _year_of(report: ParsedReport) -> str | None:
    """Return the inspection's year: of its publication, else of the report."""
    header = report.header
    if header.published:
        return header.published[:4]
    return str(header.on.year) if header.on else report.year
