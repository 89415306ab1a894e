"""Marks of grades: under headings, on boards, in tables and sentences; the national picture."""

from __future__ import annotations

import re

from hmic_tracker.documents.marks import FORMER_TIME, THIS_TIME
from hmic_tracker.documents.parsed_report import GradeRow, GradeStatement, NationalRow
from hmic_tracker.documents.sources.line_beginnings import without_marker
from hmic_tracker.documents.wording.grade_words import (
    GRADE_FIRST,
    LINK,
    REMARK,
    WITH_GRADE,
    WITH_WORD,
    Cell,
    GradeWords,
    without_level,
)
from hmic_tracker.documents.wording.graded_lists import graded_lists
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.interpreting.state import State
    from hmic_tracker.documents.marks import Mark


_UNCLEAR: Final = "nobody can say which 'and' parts two names: see that they are right"


def add_grade(
    state: State,
    mark: Mark,
    framework: str,
    period: str | None,
    cell: Cell | None,
    prose: bool = False,
) -> None:
    """Add a grade of a framework; warn where the mark's words are no grade."""
    if cell is None:
        state.warn(mark, "not understood: no grade of a known scale")
        return
    origin = state.origin(mark)
    state.report.grades.append(GradeStatement(framework, period, cell, origin, prose))
    if not prose:
        state.report.order[framework] = None


def read_grade(state: State, mark: Mark) -> None:
    """Read a grade of the framework above."""
    if state.framework is None:
        if not mark.doubt:
            state.warn(mark, "belongs to no framework")
        return
    if former := state.words.with_former(mark.text):
        grade, period, was = former
        add_grade(state, mark, state.framework, state.year, state.words.cell(grade))
        add_grade(state, mark, state.framework, period, state.words.cell(was))
        return
    cell = state.words.cell(LINK.sub("", mark.text).strip(" ."))
    when = state.year if mark.label == THIS_TIME else mark.label or state.own_year
    add_grade(state, mark, state.framework, when, cell)


def read_graded(state: State, mark: Mark) -> None:
    """Read a name with its grade on a line, a sentence with both, or a board's grade."""
    if mark.label == "below":
        state.board = mark.text
        return
    text = without_level(LINK.sub("", without_marker(mark.text)))
    if mark.label == "above":
        for name in state.mentioned:
            add_grade(state, mark, state.names.mention(name), None, state.words.cell(text))
        return
    if _read_in_sentences(state, mark, text):
        return
    if first := _grade_and_name(state.words, text):
        grade, name = first
        for one in name.split("; "):
            slug = state.names.mention(one)
            add_grade(state, mark, slug, mark.label or None, state.words.cell(grade))
        return
    match = WITH_GRADE.fullmatch(text)
    given = state.words.cell(match["grade"].strip(" .;")) if match else None
    if match and given:
        state.framework = state.names.mention(match["name"])
        add_grade(state, mark, state.framework, mark.label or None, given)
        return
    name, cells = state.words.cells_at_end(text, 1)
    if cells and name.strip(" –—:-"):
        slug = state.names.mention(name.strip(" –—:-"))
        add_grade(state, mark, slug, mark.label or None, cells[0])
    else:
        state.warn(mark, "not understood: no name with its grade")


def _read_in_sentences(state: State, mark: Mark, text: str) -> bool:
    """Read the names and grades of a paragraph's sentences; return whether there are any."""
    when = state.year if mark.label == THIS_TIME else None
    lists = graded_lists(text, state.words, state.names.find)
    pairs = [(name, one.cell, one.period or when) for one in lists for name in one.names]
    if any(one.unclear for one in lists):
        state.warn(mark, _UNCLEAR)
    pairs = pairs or [(name, cell, when) for name, cell, _ in state.words.given_to(text)]
    for name, cell, period in pairs:
        add_grade(state, mark, state.names.mention(name), period, cell, prose=True)
    others = [] if pairs else list(state.words.in_sentences(text))
    for name, cell in others:
        if state.names.find(name):
            add_grade(state, mark, state.names.mention(name), None, cell, prose=True)
    return bool(pairs or others)


def _grade_and_name(words: GradeWords, text: str) -> tuple[str, str] | None:
    """Return the grade that a line begins with, or has its word before, and what got it."""
    if (worded := WITH_WORD.fullmatch(text)) and words.grade(worded["grade"]):
        return worded["grade"], worded["name"]
    if (first := GRADE_FIRST.fullmatch(text)) and words.is_verdict(first["grade"]):
        return first["grade"], first["name"].strip(" .;")
    if (match := WITH_GRADE.fullmatch(text)) and words.is_verdict(match["name"]):
        return match["name"], match["grade"].strip(" .;")
    return None


def row_name(words: GradeWords, mark: Mark) -> str:
    """Return the name that a row of grades or of the national picture begins with."""
    text = mark.text.replace("\t", " ")
    if mark.word == "national":
        return re.sub(r"(?: \d{1,3})+$", "", text).rstrip(" :–—-")
    number = max(1, len(mark.label.split()))
    if "\t" in mark.text:
        return " ".join(dict.fromkeys(mark.text.split("\t")[:-number]))
    return words.cells_at_end(text, number)[0].rstrip(" :–—-")


def read_grades(state: State, mark: Mark) -> None:
    """Read a row of a table: a name and its grades, one a period."""
    periods = tuple(mark.label.split())
    name = row_name(state.words, mark)
    text = mark.text.replace("\t", " ")
    cells = state.words.cells_at_end(text, max(1, len(periods)))[1]
    if not name or len(cells) != max(1, len(periods)):
        state.warn(mark, "not understood: not a name and a grade for each period")
    elif {THIS_TIME, FORMER_TIME} & {*periods}:
        for period, cell in zip(periods, cells, strict=True):
            when = (state.year or period) if period == THIS_TIME else period
            add_grade(state, mark, state.names.mention(name), when, cell)
    elif periods and periods != ("",):
        state.report.grade_rows.append(GradeRow(name, periods, cells, mark.place.line))
    else:
        add_grade(state, mark, state.names.mention(name), None, cells[0])


def read_national(state: State, mark: Mark) -> None:
    """Read a row of the national picture."""
    period, _, columns = mark.label.partition(" ")
    name, numbers = (
        row_name(state.words, mark),
        re.search(r"(?: \d{1,3})+$", mark.text.replace("\t", " ")),
    )
    printed = tuple(map(int, numbers[0].split())) if numbers else ()
    grades = tuple(columns.split(">"))
    state.report.national_rows.append(NationalRow(name, period, grades, printed, mark.place.line))


def read_remark(state: State, mark: Mark) -> None:
    """Read a remark on the row above."""
    match = REMARK.fullmatch(mark.text)
    grades, national = state.report.grade_rows, state.report.national_rows
    if not match or not (grades or national):
        return
    remark = match[1].strip()
    if not national or (grades and grades[-1].line > national[-1].line):
        grades[-1] = grades[-1]._replace(remark=remark)
    else:
        national[-1] = national[-1]._replace(remark=remark)
