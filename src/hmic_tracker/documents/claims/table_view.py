"""The columns of a table, and what stands above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from hmic_tracker.documents.claims.columns import PaperColumn, column_of, with_one_due
from hmic_tracker.documents.claims.measure_words import A_KIND
from hmic_tracker.documents.wording.deadlines import days_of_cell
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.grade_claims import GradeReader
    from hmic_tracker.documents.claims.paper_names import PaperNames
    from hmic_tracker.documents.claims.passages import PaperTable, TableRow

_ONE_ITEM: Final = re.compile(r"(?:rec|recommendation|afi|area for improvement)\.?", re.I)

_ANOTHER: Final = re.compile(
    r"\b(?:last|previous|prior|before|then|earlier|changes?|movement|baseline|difference|expected"
    r"|target|forecast|planned|change)\b|[+±]/?-?",
    re.I,
)

_MONTH: Final = re.compile(rf"\b(?:{'|'.join(m[:3] for m in MONTHS)})(?:[a-z]{{1,6}})?\b")


_NUMBERED: Final = re.compile(rf"{A_KIND}(?: (?:no\.?|number))?", re.I)
_MANY: Final = re.compile(r"s\b(?! of\b)", re.I)


def _is_numbered(head: str, cells: Sequence[str]) -> bool:
    """Whether a first column has the numbers of items, each once: "Concern" over 1, 2, 3, 7."""
    plain = [cell.strip() for cell in cells]
    if not (_NUMBERED.fullmatch(head) and all(re.fullmatch(r"\d{1,3}", one) for one in plain)):
        return False
    return len(plain) > 1 and not _MANY.search(head) and plain == sorted(set(plain), key=int)


class TableView(NamedTuple):
    """A table as its columns are read, with what stands above it.

    `listed` is the state that the heading gives all items of the table, `title` the one framework
    of the paper's title, `year` that of the grades. A table that `has_items` may be of some alone.
    """

    table: PaperTable
    columns: Sequence[PaperColumn]
    heads: tuple[str, ...]
    names: PaperNames
    grades: GradeReader
    listed: str
    title: str | None
    year: str | None
    has_items: bool = False

    def padded(self, row: TableRow) -> tuple[str, ...]:
        """Return the cells of a row, one for each column."""
        return (*row.cells, *([""] * (len(self.columns) - len(row.cells))))


def columns_of_table(
    table: PaperTable, grades: GradeReader, day: date | None
) -> tuple[list[PaperColumn], tuple[str, ...]]:
    """Return what the columns of a table have, and their heads."""
    width = max(len(table.heads), *(len(row.cells) for row in table.rows), 0)
    heads = (*table.heads, *([""] * (width - len(table.heads))))
    columns = [
        column_of(
            heads[at], [row.cells[at] for row in table.rows if at < len(row.cells)], grades.folded
        )
        for at in range(width)
    ]
    if sum(c.role in {"figure", "count"} for c in columns) == 1:
        columns = [
            PaperColumn("label", c.head) if _ONE_ITEM.fullmatch(c.head) else c for c in columns
        ]
    if columns and _is_numbered(heads[0], [row.cells[0] for row in table.rows if row.cells]):
        columns[0] = PaperColumn("label", heads[0])
    columns = with_one_due([_without_another_day(column, day) for column in columns])
    if columns and columns[0].role == "ids":
        columns[0] = PaperColumn("label", columns[0].head)
    national = grades.scale_heads(heads)
    heads = tuple(
        head.rpartition(" ")[2] if national and column.role in {"other", "count"} else head
        for head, column in zip(heads, columns, strict=True)
    )  # "Forces graded Excellent" over the first of several
    columns = [
        column._replace(head=head) if grades.spelled(head) else column
        for head, column in zip(heads, columns, strict=True)
    ]
    if len(set(national)) > 2 and any(c.role in {"figure", "other", "count"} for c in columns):
        columns = [
            PaperColumn("national", c.head) if grades.spelled(c.head) else c for c in columns
        ]
    return columns, heads


def _without_another_day(column: PaperColumn, day: date | None) -> PaperColumn:
    """Return a column of figures, set aside where its head says that they are of another day."""
    if column.role not in {"figure", "count"} or not day:
        return column
    another = bool(_ANOTHER.search(column.head))
    for match in DATE.finditer(column.head):
        its = next(iter(days_of_cell(match[0])), "")
        another = another or (bool(its) and its[:7] != day.isoformat()[:7])
    months = [m[0][:3].lower() for m in _MONTH.finditer(DATE.sub(" ", column.head))]
    another = another or any(m != MONTHS[day.month - 1][:3].lower() for m in months)
    return PaperColumn("other", column.head) if another else column
