"""Twice as long a table is twice the work to check, whatever its rows are taken for."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.cli import main
from hmic_tracker.documents.claims.claim_types import Spot
from hmic_tracker.documents.claims.columns import PaperColumn
from hmic_tracker.documents.claims.paper_names import PaperNames
from hmic_tracker.documents.claims.passages import PaperTable, TableRow
from hmic_tracker.documents.claims.table_sums import sums_of
from hmic_tracker.domain.frameworks import Framework
from tests.paper_check.slips import table
from tests.work import counted

_MOST_GROWTH: Final = 2.5
"""Of the steps, where the rows are twice as many."""
_ROWS: Final = 120
_ROWS_OF: Final[dict[str, tuple[str, str]]] = {
    "each a total": ("Area | Total | Completed | Open", "Total | {0} | {0}1 | {0}2"),
    "each an item": ("Item | Due | Status", "AFI-{1} | 31 January 2009 | In progress"),
}


@pytest.mark.parametrize("kind", _ROWS_OF)
def test_a_table_twice_as_long_is_twice_the_work(
    kind: str, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, row = _ROWS_OF[kind]

    def steps(rows: int) -> int:
        lines = [row.format(n, n % 48 + 1) for n in range(rows)]
        file = tmp_path / f"{rows}.txt"
        text = f"Position at 1 December 2008\n\n{table(head, *lines)}\n"
        file.write_text(text, encoding="utf-8")
        done = counted(main, ["--store", str(plan), "report", "--check", str(file)])
        assert done.result in {0, 1, 4}
        assert capsys.readouterr().err == "" or done.result == 4
        return done.steps

    steps(2)  # what is loaded and compiled once
    few, first, second = steps(_ROWS), steps(2 * _ROWS), steps(4 * _ROWS)
    assert second - first < _MOST_GROWTH * (first - few)


def test_sums_are_looked_for_near_the_row_that_prints_them() -> None:
    """No row is tried with all the rows behind it: that takes minutes for some thousand rows."""

    def steps(rows: int) -> int:
        cells = [("Total", str(n), f"{n}1", f"{n}2") for n in range(1, rows)]
        spots = [Spot(f"row {n}") for n in range(rows)]
        lines = tuple(TableRow(each, spot) for each, spot in zip(cells, spots, strict=False))
        heads = ("Area", "Recommendations", "AFIs", "Open")
        columns = [PaperColumn("figure", head) for head in heads]
        return counted(
            lambda: list(sums_of(PaperTable(heads, lines, "", 1), columns, PaperNames(())))
        ).steps

    few, first, second = steps(100), steps(200), steps(400)
    assert second - first < _MOST_GROWTH * (first - few)


def test_names_in_a_text_are_told_apart_in_one_pass() -> None:
    """No name is compared with each before it, and no pattern goes back to the text's beginning."""
    names = PaperNames([Framework("custody", "Custody"), Framework("calls", "Call Handling")])

    def steps(times: int) -> int:
        text = "Custody was late, handling of calls on time. " * times
        return counted(names.named_in, text).steps

    few, first, second = steps(60), steps(120), steps(240)
    assert second - first < _MOST_GROWTH * (first - few)
