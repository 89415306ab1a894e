"""Tables with a row for each grade: how many areas have it, and which these are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.claims.area_words import AREAS, is_of_bodies
from hmic_tracker.documents.claims.claim_types import Claim, GradeClaim, GradeCounts
from hmic_tracker.documents.claims.measure_words import KINDS, is_total_name
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.grade_claims import GradeReader
    from hmic_tracker.documents.claims.paper_names import PaperNames
    from hmic_tracker.documents.claims.passages import PaperTable, TableRow

_NUMBER_HEAD: Final = re.compile(
    rf"(?:(?:the )?(?:number|no\.?|count|total|how many)(?: of)? ?)?(?:our )?(?:{AREAS})?"
    r"(?: (?:with (?:it|that grade|this grade)|graded|at this grade))?",
    re.I,
)
_AN_AREA: Final = re.compile(rf"\b{AREAS}\b", re.I)
_JOINED: Final = re.compile(r",(?: and)? | and ")
_MARK: Final = re.compile(r"[xX✓✔•●■√]|yes", re.I)
_EMPTY: Final = frozenset({"", "-", "–", "—", "no"})
_FEWEST_GRADES: Final = 3
_FEWEST: Final = 2


def names_of_row(
    row: TableRow, cells: Sequence[str], grades: GradeReader, names: PaperNames
) -> Iterator[Claim]:
    """Yield the grade of each framework that a row names behind it: "Good | 2 | A; B"."""
    grade, quote = grades.spelled(cells[0]), " | ".join(filter(None, cells))
    for part in (part for cell in cells[1:] for part in re.split(r"[;\n]", cell)):
        alone = names.of_cell(part.strip())
        pieces = [names.of_cell(piece.strip()) for piece in _JOINED.split(part)]
        each = [one for one in pieces if one] if all(pieces) else names.named_in(part)
        for one in [alone] if alone else each:
            yield GradeClaim(row.spot, one.slug, None, grade, quote, is_dated=True)


def counts_of_table(
    table: PaperTable, heads: Sequence[str], grades: GradeReader, above: str | None
) -> Iterator[GradeCounts]:
    """Yield how many areas have each grade by a table: "Good | 4"."""
    rows = [(grades.spelled(row.cells[0]), row) for row in table.rows if row.cells]
    graded = [(grade, row) for grade, row in rows if grade]
    others = [row for grade, row in rows if not grade and not is_total_name(row.cells[0])]
    over = f"{table.caption} {' '.join(heads)}"
    if len(graded) < _FEWEST or others or KINDS.search(" ".join(heads)) or is_of_bodies(over):
        return
    is_plain = bool(_AN_AREA.search(" ".join(heads[1:])))
    for at, head in enumerate(heads[1:], 1):
        numbers = [row.cells[at] if at < len(row.cells) else "" for _, row in graded]
        if not all(n.isdecimal() for n in numbers) or not _NUMBER_HEAD.fullmatch(head.strip()):
            continue
        parts = tuple((grade, int(n)) for (grade, _), n in zip(graded, numbers, strict=True))
        yield GradeCounts(
            graded[0][1].spot._replace(run=-1, line=0),
            parts,
            above=(above,) if above else (),
            is_plain=is_plain,
            quote="; ".join(f"{grade} {n}" for grade, n in parts),
        )
        return


def marks_of_row(
    row: TableRow, cells: Sequence[str], heads: Sequence[str], grades: GradeReader, slug: str
) -> Iterator[GradeClaim]:
    """Yield the grade under whose head a framework's row has its one mark: "Custody | | X | |"."""
    under = [(grades.spelled(head), cell) for head, cell in zip(heads, cells, strict=False)]
    graded = [(grade, cell.strip()) for grade, cell in under if grade]
    marked = [grade for grade, cell in graded if _MARK.fullmatch(cell)]
    if len(graded) < _FEWEST_GRADES or len(marked) != 1:
        return
    if all(cell in _EMPTY or _MARK.fullmatch(cell) for _, cell in graded):
        quote = " | ".join(filter(None, cells))
        yield GradeClaim(row.spot, slug, None, marked[0], quote, is_dated=True)
