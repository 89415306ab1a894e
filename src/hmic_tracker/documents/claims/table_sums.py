"""What a table's rows add up to, held against the total that it prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from hmic_tracker.documents.claims.claim_types import SumClaim
from hmic_tracker.documents.claims.measure_words import ALL, figure_of_cell, is_total_name
from hmic_tracker.light_typing import TYPE_CHECKING, Final

_NO_SUM: Final = re.compile(
    r"days|%|per ?cent|rate|share|score|missing|forces|others|above|level|below|average", re.I
)
"""Heads of numbers that no total adds up."""
_SUM_NAME: Final = re.compile(
    r"(?:grand |sub-? ?)?totals?\b.{0,40}|.{0,40}\b(?:together|altogether|combined|in all)"
    rf"|{ALL} (?:\w+ ?){{1,3}}|overall|sum",
    re.I,
)
_NOTE: Final = re.compile(r" ?\([a-z][^()]*\)$", re.I)
"""A note behind a number: "0 of 2 (note)"."""
_MOST_ROWS: Final = 60
"""Rows that a row of sums inside a table adds up at most."""
_MOST_COLUMNS: Final = 12
"""Columns of which any two are tried as the parts of a third."""
_FEWEST_ROWS: Final = 4
_FEWEST_SUMS: Final = 2

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.columns import PaperColumn
    from hmic_tracker.documents.claims.paper_names import PaperNames
    from hmic_tracker.documents.claims.passages import PaperTable


def sums_of(
    table: PaperTable, columns: Sequence[PaperColumn], names: PaperNames
) -> Iterator[SumClaim]:
    """Yield what the rows above a total add up to, where each is of its own."""
    rows = table.rows
    last = rows[-1] if rows else None
    if last is None or len(rows) < 3 or not is_total_name(" ".join(last.cells[0].split())):
        return
    if any(names.of_cell(cell) for cell in last.cells[1:]):
        return
    named = [names.of_cell(row.cells[0]) for row in rows[:-1]]
    if len({one.slug for one in named if one}) != len([one for one in named if one]):
        return
    columns_of: list[tuple[int, list[int]]] = []
    for at, column in enumerate(columns):
        if at == 0 or column.role not in {"figure", "count", "other"}:
            continue
        values = [
            figure_of_cell(row.cells[at]) if at < len(row.cells) and row.cells[at] else None
            for row in rows
        ]
        if _NO_SUM.search(column.head) or None in values:
            continue
        numbers = [value.value for value in values if value]
        if None in numbers or any(value and value.percent for value in values):
            continue
        printed = [number for number in numbers if number is not None]
        columns_of.append((at, printed))
    apart = _subtotals([numbers for _, numbers in columns_of])
    for at, printed in columns_of:
        column = columns[at]
        kept = [n for row, n in enumerate(printed[:-1]) if row not in apart]
        yield SumClaim(
            last.spot,
            column.head,
            printed[-1],
            sum(kept),
            f"{rows[0].spot.words} to {rows[-2].spot.words}",
        )


def block_sums(table: PaperTable) -> Iterator[SumClaim]:
    """Yield the one number of a row of sums that isn't the sum of the rows above it, as its others.

    Such a row may stand inside its table, or sum shares: "Together | 2 of 9 | 2 of 28".
    """
    rows = [_parts(row.cells) for row in table.rows]
    for at, row in enumerate(table.rows):
        is_last = at == len(rows) - 1 and is_total_name(" ".join(row.cells[0].split()))
        is_plain = all(of is None for _, of in rows[at].values())
        if (is_last and is_plain) or not any(_SUM_NAME.fullmatch(cell) for cell in row.cells[:2]):
            continue
        blocks = list(_blocks(rows, at, table.heads))
        if any(not wrong for _, wrong in blocks):
            continue
        for first, wrong in reversed(blocks):
            if len(wrong) == 1:
                n, printed, added = wrong[0]
                head = table.heads[n] if n < len(table.heads) else ""
                places = f"{table.rows[first].spot.words} to {table.rows[at - 1].spot.words}"
                yield SumClaim(row.spot, head or "last", printed, added, places)
                break


_Share = tuple[int | None, int | None]


def _parts(cells: Sequence[str]) -> dict[int, _Share]:
    """Return the numbers of a row's cells, each with that which it is a share of."""
    plain = [_NOTE.sub("", cell) for cell in cells]
    figures = {n: figure_of_cell(cell) for n, cell in enumerate(plain) if n and cell.strip()}
    return {n: (one.value, one.of) for n, one in figures.items() if one and one.percent is None}


def _blocks(
    rows: Sequence[dict[int, _Share]], at: int, heads: Sequence[str]
) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
    """Yield the rows above a row of sums from each on, with the sums that they don't add up to.

    Where fewer than two of them do, they are none of its own.
    """
    added = {
        (n, part): 0
        for n, share in rows[at].items()
        for part, number in enumerate(share)
        if number is not None and not _NO_SUM.search(heads[n] if n < len(heads) else "")
    }
    for first in range(at - 1, max(-1, at - 1 - _MOST_ROWS), -1):
        for n, part in list(added):
            number = rows[first].get(n, (None, None))[part]
            if number is None:
                del added[n, part]
            else:
                added[n, part] += number
        if len(added) < _FEWEST_SUMS:
            return
        each = [(n, rows[at][n][part] or 0, total) for (n, part), total in added.items()]
        wrong = [one for one in each if one[1] != one[2]]
        fits = sum(total > 0 and printed == total for _, printed, total in each)
        if first < at - 1 and fits >= _FEWEST_SUMS:
            yield first, wrong


def row_sums(table: PaperTable) -> Iterator[SumClaim]:
    """Yield rows whose last number isn't the sum of those before it, where all others' is."""
    rows = [[_number(cell) for cell in row.cells] for row in table.rows]
    width = max(map(len, rows), default=0)
    whole = [row for row in rows if len(row) == width]
    heads = (*table.heads, *([""] * width))
    numeric = [
        n
        for n in range(1, width)
        if sum(row[n] is not None for row in whole) > 1 and not _NO_SUM.search(heads[n])
    ]
    first = numeric[:_MOST_COLUMNS]
    sets = [*combinations(first, 3), *([tuple(numeric)] if len(numeric) > _FEWEST_ROWS else [])]
    for *parts, total in sets:
        known = [
            (at, sum(row[n] or 0 for n in parts), row[total] or 0)
            for at, row in enumerate(rows)
            if len(row) == width and all(row[n] is not None for n in (*parts, total))
        ]
        wrong = [one for one in known if one[1] != one[2]]
        added = sum(sum(bool(rows[at][n]) for n in parts) > 1 for at, _, _ in known)
        if len(known) < _FEWEST_ROWS or len(wrong) != 1 or added < _FEWEST_SUMS:
            continue
        at, added_up, printed = wrong[0]
        spot, head = table.rows[at].spot, heads[total] or "last"
        yield SumClaim(spot, head, printed, added_up, spot.words)


def _number(cell: str) -> int | None:
    figure = figure_of_cell(cell) if cell.strip() else None
    is_plain = figure is not None and figure.of is None and figure.percent is None
    return figure.value if figure and is_plain else None


def _subtotals(columns: Sequence[Sequence[int]]) -> set[int]:
    """Return the rows without which most columns add up: each is the sum of others."""
    if not columns:
        return set()
    last = len(columns[0]) - 2
    behind = {last - row for row in _heads([[*one[-2::-1], 0] for one in columns])}
    heads = _heads(columns)
    tried = [set(), _too_many(columns), heads, behind]
    best = max(tried, key=lambda apart: _fits(columns, apart))
    return best if _fits(columns, best) else heads or behind


def _too_many(columns: Sequence[Sequence[int]]) -> set[int]:
    """Return the first row that is by how much most columns' rows come to more than their total."""
    rows: Counter[int] = Counter()
    for one in columns:
        excess = sum(one[:-1]) - one[-1]
        rows.update(row for row, n in enumerate(one[:-1]) if n and n == excess)
    return {min(rows, key=lambda row: (-rows[row], row))} if rows else set()


def _fits(columns: Sequence[Sequence[int]], apart: Collection[int]) -> int:
    """How many columns add up to their totals without some rows, in which they have numbers."""
    return sum(
        sum(n for row, n in enumerate(one[:-1]) if row not in apart) == one[-1]
        and (not apart or any(one[row] for row in apart))
        for one in columns
    )


def _heads(columns: Sequence[Sequence[int]]) -> set[int]:
    """Return the rows that are the sums of those that follow, each up to the next such row."""
    heads, row, end = set(), 0, len(columns[0]) - 1 if columns else 0
    while row < end:
        last = _end_of(columns, row, end)
        heads |= {row} if last else set()
        row = last or row + 1
    return heads


def _end_of(columns: Sequence[Sequence[int]], row: int, end: int) -> int | None:
    """Return the row that ends those of which a row is the sum.

    It is so in all columns, or in all but one of several.
    """
    added = [0] * len(columns)
    for at in range(row + 1, min(end, row + 1 + _MOST_ROWS)):
        added = [total + one[at] for total, one in zip(added, columns, strict=True)]
        fits = sum(total == one[row] for total, one in zip(added, columns, strict=True))
        if fits == len(columns) or (fits == len(columns) - 1 and fits >= _FEWEST_SUMS):
            return at + 1
    return None
