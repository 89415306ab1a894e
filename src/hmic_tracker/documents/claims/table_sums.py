"""What a table's rows add up to, held against the total that it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.claims.claim_types import SumClaim
from hmic_tracker.documents.claims.measure_words import figure_of_cell, is_total_name
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.columns import PaperColumn
    from hmic_tracker.documents.claims.families import Families
    from hmic_tracker.documents.claims.paper_names import PaperNames
    from hmic_tracker.documents.claims.passages import PaperTable


def sums_of(
    table: PaperTable,
    columns: Sequence[PaperColumn],
    names: PaperNames,
    families: Families,
) -> Iterator[SumClaim]:
    """Yield what the rows above a total add up to, where each is of its own."""
    rows = table.rows
    last = rows[-1] if rows else None
    if last is None or len(rows) < 3 or not is_total_name(" ".join(last.cells[0].split())):
        return
    if any(names.of_cell(cell) for cell in last.cells[1:]):
        return
    named = [names.of_cell(row.cells[0]) for row in rows[:-1]]
    whole = {families.of(one.slug) for one in named if one and one.extent == "family"}
    if sum(families.of(one.slug) in whole for one in named if one) > len(whole):
        return  # a row with its parts stands beside the parts
    if len({one.slug for one in named if one}) != len([one for one in named if one]):
        return
    for at, column in enumerate(columns):
        if at == 0 or column.role not in {"figure", "count", "other"}:
            continue
        values = [
            figure_of_cell(row.cells[at]) if at < len(row.cells) and row.cells[at] else None
            for row in rows
        ]
        if (
            re.search(
                r"days|%|per ?cent|rate|share|score|missing|forces|average", column.head, re.I
            )
            or None in values
        ):
            continue
        numbers = [value.value for value in values if value]
        if None in numbers or any(value and value.percent for value in values):
            continue
        printed = [number for number in numbers if number is not None]
        yield SumClaim(
            last.spot,
            column.head,
            printed[-1],
            sum(printed[:-1]),
            f"{rows[0].spot.words} to {rows[-2].spot.words}",
        )
