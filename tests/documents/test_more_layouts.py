"""Documents of more layouts, harder ones: how much of them is read, and never less than before."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.documents.expectations import documents
from tests.documents.scoring import Totals, score_document

MORE: Final = documents(Path(__file__).parent / "more_layouts")

RECALL, PRECISION, FIELDS, GRADES, FACTS = 95, 97, 96, 84, 77
"""What of a hundred is right in all of them, at least: as measured, rounded down."""
SILENT: Final = 6
"""How many items are in no output: those of a17, b08, b14 and b16."""
WRONG: Final = 71
"""How many items and fields are wrong, at most: as measured; most are statuses of b15 and b19."""

score = cache(score_document)


@pytest.mark.parametrize("document", MORE, ids=lambda path: path.name)
def test_every_document_of_more_layouts_is_read(document: Path) -> None:
    scored = score(document)
    print(scored, *scored.remarks, sep="\n  ")  # noqa: T201
    assert not scored.crashed


def test_no_less_of_more_layouts_is_read_than_before() -> None:
    totals = Totals([score(document) for document in MORE])
    print(totals)  # noqa: T201
    assert totals.recall >= RECALL
    assert totals.precision >= PRECISION
    assert totals.fields >= FIELDS
    assert totals.grades >= GRADES
    assert totals.facts >= FACTS
    assert totals.add(lambda s: s.silent) <= SILENT
    assert totals.add(lambda s: s.wrong) <= WRONG
