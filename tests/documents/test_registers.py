"""Registers, as people keep them: what `tracker import` makes of them, cell by cell.

The registers and what is expected of them stand in `registers/`; each was written down before it
was read. 13 and 14 are real ones of a commission that investigates accidents. `pytest -rP` shows
the score of each.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.documents.blocks import Document
from hmic_tracker.documents.reading import Reading, read_marks
from hmic_tracker.documents.sources.grid import Notes, Sheet, document_of_sheets
from hmic_tracker.documents.sources.reading import read_document
from tests.documents.expectations import documents
from tests.documents.reading_laws import (
    assert_covered,
    assert_nothing_passes_silently,
    assert_settled,
    assert_texts_are_lines,
)
from tests.documents.scoring import Totals, score_document

REGISTERS: Final = documents(Path(__file__).parent / "registers")
TABLES: Final = [
    path
    for path in documents(Path(__file__).parent / "layouts")
    if path.suffix in {".csv", ".xlsx"}
]
score = cache(score_document)


@pytest.mark.parametrize("register", [*REGISTERS, *TABLES], ids=lambda path: path.name)
def test_a_register_is_taken_whole_and_nothing_is_wrong(register: Path) -> None:
    scored = score(register)
    print(scored, *scored.remarks, sep="\n  ")  # noqa: T201
    assert (scored.matched, scored.silent, scored.wrong, scored.never, scored.unwarned) == (
        scored.expected,
        0,
        0,
        0,
        0,
    )


def test_all_fields_of_the_registers_are_right() -> None:
    totals = Totals([score(register) for register in [*REGISTERS, *TABLES]])
    print(totals)  # noqa: T201
    assert (totals.recall, totals.precision, totals.fields) == (100, 100, 100)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda path: path.name)
def test_every_letter_of_every_cell_is_accounted_for(register: Path) -> None:
    document = read_document(register.read_bytes(), register.name)
    reading = read_marks(document)
    _assert_laws(document, reading)


WORDS: Final = st.sampled_from(
    (
        *("Ref", "Recommendation", "Lead", "Due date", "Status", "RAG", "Comments", "Ward", "Type"),
        *(
            "1",
            "2a",
            "17",
            "AFI",
            "Rec",
            "Head of Contact",
            "31/10/2031",
            "9/30/2031",
            "TBC",
            "48152",
        ),
        *(
            "Complete",
            "In progress",
            "Stage 3",
            "Amber",
            "Custody",
            "PEEL 2031",
            "Total",
            "n/a",
            "",
        ),
        *("The force should answer letters.", "Mend the gate of the van dock.", "50%", "Closed"),
    )
)
GRIDS: Final = st.lists(st.lists(WORDS, min_size=5, max_size=5), min_size=1, max_size=9)


@given(st.lists(GRIDS, min_size=1, max_size=3), st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_letter_of_any_cells_is_in_one_piece(
    grids: list[list[list[str]]], last_is_hidden: bool
) -> None:
    sheets = [_sheet(f"Sheet {nth}", rows) for nth, rows in enumerate(grids)]
    sheets[-1].hidden = last_is_hidden
    if not any(cell for rows in grids for row in rows for cell in row):
        return
    document = document_of_sheets(b"", "x.xlsx", sheets, Notes(), {})
    reading = read_marks(document)
    assert_covered(reading)
    assert_nothing_passes_silently(reading.marks)
    assert_texts_are_lines(reading)


def _sheet(name: str, rows: list[list[str]]) -> Sheet:
    sheet = Sheet(name)
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            sheet.put(number, column, text)
    return sheet


def _assert_laws(document: Document, reading: Reading) -> None:
    assert_covered(reading)
    assert_nothing_passes_silently(reading.marks)
    assert_texts_are_lines(reading)
    assert_settled(document, reading)
