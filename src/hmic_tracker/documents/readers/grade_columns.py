"""Tables of grades: columns that are periods, or rows that end with a grade."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.marks import FORMER_TIME, THIS_TIME, UNCLEAR_HEADS
from hmic_tracker.documents.readers.grade_heads import time_of_head
from hmic_tracker.documents.readers.grade_tables import PERIOD
from hmic_tracker.documents.readers.table_cells import TOTAL, cell_spans
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.labels import is_code
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.documents.wording.status_cells import is_nothing
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext

_ASSURANCE: Final = re.compile(
    r"(?:level of |overall )?assurance(?: (?:rating|level|opinion|given))?", re.I
)
_NOT_UNDERSTOOD: Final = "a row of a grade table that is not understood"
_FEWEST_ASSURED: Final = 2


def read_grades(context: ReaderContext, rows: Sequence[int]) -> bool:
    """Read a table of grades: its columns are periods, or one is named Grade."""
    periods, body = _periods(context, rows)
    if not periods:
        return False
    words = context.grade_words
    marked = False
    for at in rows[body:]:
        cells = context.blocks[at].cells
        given = [cells[n] if n < len(cells) else "" for n in periods]
        others = [cell for n, cell in enumerate(cells) if n not in periods and cell]
        name = next(iter([*(cell for cell in others if not is_code(cell)), *others]), "")
        graded = any(words.cell(cell) for cell in given)
        whole = all(words.cell(cell) or is_nothing(cell) for cell in given)
        unknown = [n for n, cell in enumerate(cells) if n and n not in periods]
        unclear = [n for n in unknown if words.grade(cells[n])]  # of which year, then?
        if graded and whole and not unclear and name and not TOTAL.match(name):
            context.names.mention(name)
            label = " ".join(filter(None, periods.values()))
            says = "\t".join((name, *given)) if any(cells[min(periods) + len(given) :]) else ""
            context.mark(at, "grades", label=label, says=says)
            marked = True
        elif marked or graded:
            if graded and unclear and name and not TOTAL.match(name):
                context.names.mention(name)  # judged it was, whatever its grade
            context.mark(at, "?", doubt=UNCLEAR_HEADS if unclear else _NOT_UNDERSTOOD)
    if marked:
        for at in rows[:body]:
            context.mark(at, "label")
    return marked


def _periods(context: ReaderContext, rows: Sequence[int]) -> tuple[dict[int, str], int]:
    """Return the columns with grades and their periods, and how many rows are the head's."""
    columns: dict[int, str] = {}
    for place, at in enumerate(rows[:3]):
        cells = context.blocks[at].cells
        if any(context.grade_words.grade(cell) for cell in cells):
            return _of_inspections(context, columns, rows[place:]), place
        for n, cell in enumerate(cells):
            period = PERIOD.search(cell)
            if n and period:
                columns[n] = period[1]
            elif n and not columns.get(n) and (when := time_of_head(cell)):
                columns[n] = when
            elif n and field_named(cell) == "grade":
                columns.setdefault(n, "")
    return {}, 0


def _of_inspections(
    context: ReaderContext, columns: dict[int, str], body: Sequence[int]
) -> dict[int, str]:
    """Return columns without those that have no grade, and say whose grade is of now."""
    rows, words = [context.blocks[at].cells for at in body], context.grade_words
    unsure = {n for n, period in columns.items() if period in {"", THIS_TIME, FORMER_TIME}}
    bare = {n for n in unsure if not any(words.grade(cell) for r in rows for cell in r[n : n + 1])}
    kept = {n: period for n, period in columns.items() if n not in bare}
    if len(kept) < 2:
        return kept
    return {n: period or THIS_TIME for n, period in kept.items()}  # "Grade", "Previous grade"


def read_assurances(context: ReaderContext, rows: Sequence[int]) -> bool:
    """Read a table whose column of assurance leaves the word out: "Records", "Limited"."""
    head = context.blocks[rows[0]].cells
    column = next((n for n, name in enumerate(head) if n and _ASSURANCE.fullmatch(name)), 0)
    given = {at: _assurance(context, at, column) for at in rows[1:]} if column else {}
    if sum(map(bool, given.values())) < _FEWEST_ASSURED:
        return False
    context.mark(rows[0], "label")
    for at, grade in given.items():
        block, spans = context.blocks[at], cell_spans(context.blocks[at])
        if not grade:
            context.mark(at, "?", doubt=_NOT_UNDERSTOOD)
            continue
        context.names.mention(block.cells[0])
        context.mark(at, "grades", 0, spans[column][1], says=f"{block.cells[0]}\t{grade}")
        if spans[column][1] < len(block.printed):
            context.mark(at, "-", spans[column][1])
    return True


def _assurance(context: ReaderContext, at: int, column: int) -> str:
    """Return the grade of a row whose column says how much assurance there is, "" for none."""
    cells = context.blocks[at].cells
    cell = cells[column] if column < len(cells) else ""
    if not cell or not cells[0]:
        return ""
    words = context.grade_words
    return words.grade(cell) or words.grade(f"{cell} assurance") or ""


def read_ratings(context: ReaderContext, rows: Sequence[int]) -> bool:
    """Read rows that end with a grade, without a head: "P 1.1", "Leadership", "Good"."""
    words = context.grade_words
    graded = {at: list(filter(words.grade, context.blocks[at].cells)) for at in rows}
    given = [at for at in rows if words.grade(_last(context.blocks[at].cells))]
    given = [at for at in given if len(set(graded[at])) == 1]  # of two, which is it?
    unclear = [at for at in rows if len(set(graded[at])) > 1 and _name_of_row(context, at)]
    if len(given) < 2 and sum(_is_name_and_grades(context, at) for at in unclear) < 2:
        return False
    if given and all(DATE.fullmatch(context.blocks[at].cells[0]) for at in given):
        for at in rows:
            context.mark(at, "-")  # the inspections so far, each by its day
        return True
    for at in unclear:
        context.names.mention(_name_of_row(context, at))  # judged it was, whatever its grade
        context.mark(at, "?", doubt=UNCLEAR_HEADS)
    for at in given:
        spans, cells = cell_spans(context.blocks[at]), context.blocks[at].cells
        last = max(n for n, cell in enumerate(cells) if cell)
        before = [n for n in range(last) if cells[n] and not words.grade(cells[n])]
        named = [n for n in before if not is_code(cells[n])]
        if not named:
            continue
        name = named[-1]
        context.names.mention(cells[name])
        if spans[name][0]:
            context.mark(at, "label", 0, spans[name][0])
        context.mark(at, "grades", spans[name][0])
    return True


def _name_of_row(context: ReaderContext, at: int) -> str:
    """Return what a row judges, the first of its cells that is no code; "" where that's a grade."""
    cells = context.blocks[at].cells
    name = next((cell for cell in cells if cell and not is_code(cell)), "")
    return "" if context.grade_words.cell(name) or TOTAL.match(name) else name


def _is_name_and_grades(context: ReaderContext, at: int) -> bool:
    """Return whether nothing but grades, or that there is none, follows a row's name."""
    cells = context.blocks[at].cells
    given = cells[cells.index(_name_of_row(context, at)) + 1 :]
    return all(context.grade_words.cell(cell) or is_nothing(cell) for cell in given)


def _last(cells: Sequence[str]) -> str:
    return next((cell for cell in reversed(cells) if cell), "")
