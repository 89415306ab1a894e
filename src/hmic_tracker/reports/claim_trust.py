"""Which readings of a table are trusted: those that most of its cells bear out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.reports.compared import Compared

UNSURE: Final = "a column or row that most of its cells speak against"


def trusted(compared: Sequence[Compared]) -> list[Compared]:
    """Return what was compared, cells that differ set aside where their reading isn't borne out.

    A column is read rightly where most of its cells agree with the plan; where it is a cell alone,
    or half of them, the rest of the row says so.
    """
    columns: Counter[tuple[int, int, bool]] = Counter()
    rows: Counter[tuple[int, int, bool]] = Counter()
    for one in compared:
        if one.spot.column >= 0 and one.verdict in {"agrees", "differs"}:
            agrees = one.verdict == "agrees"
            columns[one.spot.run, one.spot.column, agrees] += 1
            rows[one.spot.run, one.spot.order, agrees] += 1

    def is_borne_out(one: Compared) -> bool:
        run, order, column = one.spot.run, one.spot.order, one.spot.column
        down = columns[run, column, True] - columns[run, column, False]
        across = rows[run, order, True] - rows[run, order, False]
        is_alone = not columns[run, column, True] and down == -1
        return down > 0 or (down == 0 and across >= -1) or (is_alone and across >= 0)

    return [
        one._replace(verdict="unclear", remark=UNSURE)
        if one.verdict == "differs" and one.spot.column >= 0 and not is_borne_out(one)
        else one
        for one in compared
    ]
