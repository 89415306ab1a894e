"""Cells of a table that no claim has read: they must be of something that their row names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from hmic_tracker.documents.claims.claim_types import (
    Claim,
    ColourClaim,
    ItemRef,
    Mention,
    ShareClaim,
    Sight,
    Spot,
    SumClaim,
)
from hmic_tracker.documents.claims.item_refs import references_in
from hmic_tracker.documents.claims.known_words import odd_words
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    figure_of_cell,
    kind_of_word,
    states_in,
)
from hmic_tracker.documents.claims.passages import TableRow
from hmic_tracker.documents.claims.plain_words import ON_COURSE
from hmic_tracker.documents.claims.status_statements import statement_of
from hmic_tracker.documents.wording.deadlines import days_of_cell
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.domain.words import COMPLETED
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import Measure
    from hmic_tracker.documents.claims.columns import PaperColumn
    from hmic_tracker.documents.claims.grade_claims import GradeReader
    from hmic_tracker.documents.claims.paper_names import Named, PaperNames
    from hmic_tracker.documents.claims.passages import PaperTable
    from hmic_tracker.domain.words import Kind

_NO_COUNT: Final = re.compile(
    r"\bdays?\b|cost|£|\bpage|\bno\.?$|\bref|score|%|per ?cent|forces|above|below|\bsame\b"
    r"|better|worse|\bitem$|\bpara|budget|spend"
    r"|\bid\b|weeks?|months?|hours?|\byear\b|target|expected|forecast|planned|previous|last|change|movement",
    re.I,
)
"""Heads of numbers that count no items."""
_COLOURS: Final = re.compile(
    r"\b(?:red|amber|green|blue|rag|all|actions?|how many|number|count)\b", re.I
)
_NO_DATE: Final = re.compile(
    r"meeting|review|reported|report\b|updated?|visit|published|inspection|board|agreed|logged|raised"
    r"|opened|next (?:check|update)|received|start|begin|sent",
    re.I,
)
_DONE: Final = re.compile(r"\b(?:done|completed|closed|finished|achieved)\b(?! by)", re.I)
_NUMBERED: Final = re.compile(r"\b(?:recs?|recommendations?|afis?) \d", re.I)
_MOST_WORDS: Final = 3
_IN_BRACKETS: Final = re.compile(rf" ?[(:] ?(?P<number>{NUMBER})\b(?! ?%)")
_LONGEST_NAME: Final = 60
_COUNTED: Final = re.compile(rf"\b{NUMBER}\b (?!{DATE.pattern})[a-z]", re.I)
"""What a cell says of some items: "2 completed, 3 in progress"."""
_TIMES: Final = frozenset({ON_COURSE, "overdue", "Overdue", "Late", "On course", "On track"})
"""Cells of the time that a framework's items have, whatever the head of their column."""
_IS_DATE: Final = re.compile(
    rf"(?:due |by |in |end of |the end of )*{DATE.pattern}(?: ?[(\[][^()]*[)\]])?", re.I
)
"""A cell that is a date, whatever is said of it in brackets."""


_A_FRAMEWORK: Final = re.compile(r"(?:framework|area|theme|pillar|question)s?", re.I)


def transposed(table: PaperTable, names: PaperNames) -> PaperTable:
    """Return a table with its frameworks down the side, where they stand along the top."""
    named = [names.of_cell(" ".join(head.split())) for head in table.heads[1:]]
    known = [one for one in named if one]
    down = [row for row in table.rows if row.cells and names.of_cell(row.cells[0])]
    is_card = len(named) == 1 and _A_FRAMEWORK.fullmatch(table.heads[0]) is not None
    is_along = len(known) >= _MOST_WORDS and len(known) >= len(named) - _MOST_WORDS
    if not (is_card or is_along) or down:
        return table
    width = len(table.heads)
    rows = [(*row.cells, *([""] * (width - len(row.cells)))) for row in table.rows]
    heads = (table.heads[0] or "Framework", *(row[0] for row in rows))
    if len(heads) < _MOST_WORDS or not table.rows:
        return table
    first = table.rows[0]
    turned = tuple(
        TableRow(
            (table.heads[at], *(row[at] for row in rows)),
            first.spot._replace(order=first.spot.order + at - 1),
        )
        for at in range(1, width)
    )
    return table._replace(heads=heads, rows=turned)


def in_their_places(claims: Iterable[Claim], table: PaperTable) -> list[Claim]:
    """Return the claims of a table that was turned, each at the row that its cell stands in."""
    spots = {at: row.spot for at, row in enumerate(table.rows, 1)}
    heads = {" ".join(row.cells[0].split()): row.spot for row in table.rows}
    placed: list[Claim] = []
    for claim in claims:
        if isinstance(claim, ColourClaim):
            placed.append(claim)
            continue
        its = spots.get(claim.spot.column)
        if isinstance(claim, SumClaim):
            its = heads.get(claim.column)
        spot = claim.spot._replace(words=its.words, line=its.line) if its else claim.spot
        moved = claim._replace(spot=spot)
        placed.append(moved._replace(rows=spot.words) if isinstance(moved, SumClaim) else moved)
    return placed


def row_mentions(
    spot: Spot,
    cells: Sequence[str],
    columns: Sequence[PaperColumn],
    names: PaperNames,
    grades: GradeReader,
    items: ItemRef | None,
    over: Named | None,
    read: Collection[int],
) -> Iterator[Mention | ShareClaim]:
    """Yield what the cells of a row give that nothing has read; `read` are the columns that are."""
    named = [one for cell in cells for one in _named(cell, names)]
    slugs = tuple(dict.fromkeys(one.slug for one in named))
    if not slugs and over is not None:
        slugs = (over.slug,)
    if not slugs and items is None:
        return
    kinds = dict.fromkeys(kind_of_word(m[0]) for cell in cells for m in KINDS.finditer(cell))
    sight = Sight(slugs, (), tuple(kinds), (), (items,) if items else ())
    quote = " | ".join(filter(None, cells))
    for at, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        if not cell or at in read:
            continue
        here = spot._replace(column=at)
        yield from _cell(here, column, cell, grades, sight, quote, names)


def _named(cell: str, names: PaperNames) -> list[Named]:
    if len(cell) < _LONGEST_NAME and (one := names.of_cell(cell)):
        return [one]
    return [one for one in names.named_in(cell) if cell[one.start].isupper()]


def _cell(
    spot: Spot,
    column: PaperColumn,
    cell: str,
    grades: GradeReader,
    sight: Sight,
    quote: str,
    names: PaperNames,
) -> Iterator[Mention | ShareClaim]:
    days = days_of_cell(cell) if len(cell) < _LONGEST_NAME else ()
    if DATE.fullmatch(cell.strip(" .")) and days and not _NO_DATE.search(column.head):
        is_done = bool(_DONE.search(column.head))
        yield Mention(spot, "date", due=days[0], quote=quote, sight=sight, is_done=is_done)
        return
    figure = figure_of_cell(cell)
    if figure is not None:
        head = _COLOURS.sub(" ", KINDS.sub(" ", column.head))
        for state in reversed(states_in(head)):
            head = f"{head[: state.start]} {head[state.end :]}"
        is_ours = not _NO_COUNT.search(column.head) and not odd_words(DATE.sub(" ", head))
        if is_ours and figure.value is not None and sight.frameworks and not sight.refs:
            kinds = _kinds_of(column.head)
            yield Mention(spot, "count", figure.value, figure.of, kinds, quote=quote, sight=sight)
        return
    if sight.frameworks and not sight.refs and _is_state(column, cell):
        if not (_NUMBERED.search(quote) or references_in(quote, None, names.named_in(quote))):
            yield from _states(spot, column, cell, sight, quote)
        return  # else of items that the plan doesn't know by that name
    for one in names.named_in(cell):
        own = sight._replace(frameworks=(one.slug,), refs=())
        if (match := _IN_BRACKETS.match(cell, one.end)) and (
            number := figure_of_cell(match["number"])
        ):
            yield Mention(spot, "count", number.value, quote=quote, sight=own, is_tight=True)
        if grade := grades.in_brackets(cell, one.end):
            yield Mention(spot, "grade", grade=grade, quote=quote, sight=own)


def _is_state(column: PaperColumn, cell: str) -> bool:
    """Whether a cell of a framework's row says how its items stand."""
    return column.role == "status" or cell in _TIMES or (bool(KINDS.search(column.head)))


def _states(
    spot: Spot, column: PaperColumn, cell: str, sight: Sight, quote: str
) -> Iterator[ShareClaim]:
    """Yield what a cell says of all items of a framework, or of those of its column's kind."""
    if _COUNTED.search(cell):
        return
    kinds = _kinds_of(column.head) or sight.kinds
    kind = kinds[0] if len(kinds) == 1 else None
    about = (kind, sight.frameworks, quote, "", sight)
    stated = statement_of(cell, is_cell=True).statuses
    measures = {state.measure for state in states_in(cell)}
    if measures and measures <= {"overdue", "in-time"} and len(measures) == 1:
        amount: Literal["some", "none"] = "some" if measures == {"overdue"} else "none"
        yield ShareClaim(spot, "overdue", amount, *about)
    elif stated and stated <= COMPLETED:
        yield ShareClaim(spot, "completed", "all", *about)
    elif stated and not stated & COMPLETED:
        yield ShareClaim(spot, "open", "some", *about)


def month_mentions(
    spot: Spot, cells: Sequence[str], columns: Sequence[PaperColumn], names: PaperNames
) -> Iterator[Mention]:
    """Yield the numbers of a row whose first cell is a date: so many items are due in its month."""
    days = days_of_cell(cells[0]) if _IS_DATE.fullmatch(cells[0].strip()) else ()
    is_of_all = not any(KINDS.search(cell) or names.named_in(cell) for cell in cells[1:])
    if not (days and is_of_all and any(column.role == "figure" for column in columns[1:])):
        return
    quote = " | ".join(filter(None, cells))
    for at, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        figure = figure_of_cell(cell) if at else None
        head = KINDS.sub(" ", _COLOURS.sub(" ", column.head))
        is_ours = column.role in {"figure", "count", "other"} and not _NO_COUNT.search(column.head)
        if figure is None or figure.value is None or figure.of is not None or not is_ours:
            continue
        if odd_words(re.sub(r"\b(?:total|all|due|open|together)\b", " ", head, flags=re.I)):
            continue
        here = spot._replace(column=at)
        open_ones: tuple[Measure, ...] = (
            ("open",) if re.search(r"\bopen\b", column.head, re.I) else ()
        )
        yield Mention(
            here,
            "count",
            figure.value,
            kinds=_kinds_of(column.head),
            measures=open_ones,
            due=days[0][:7],
            quote=quote,
        )


def _kinds_of(head: str) -> tuple[Kind | None, ...]:
    kinds = dict.fromkeys(kind_of_word(match[0]) for match in KINDS.finditer(head))
    return tuple(kind for kind in kinds if kind is not None)
