"""Documents of the layouts that published reports have: what `tracker import` makes of them.

The documents and what is expected of them stand in `layouts/`. `pytest -rP` shows the score of
each.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.documents.expectations import documents
from tests.documents.scoring import Score, Totals, score_document

LAYOUTS: Final = documents(Path(__file__).parent / "layouts")

RECALL, PRECISION, FIELDS, GRADES, FACTS = 95, 98, 95, 95, 90
"""What of a hundred has to be right, at least."""
WRONG = 5
"""How many items and fields may be wrong, at most."""

score = cache(score_document)


@pytest.mark.parametrize("document", LAYOUTS, ids=lambda path: path.name)
def test_no_item_of_a_document_is_lost_in_silence(document: Path) -> None:
    scored = score(document)
    print(scored, *scored.remarks, sep="\n  ")  # noqa: T201
    assert faults(scored) == {}


def test_nearly_everything_in_the_documents_is_taken_and_nothing_else() -> None:
    totals = Totals([score(document) for document in LAYOUTS])
    print(totals)  # noqa: T201
    shares = {
        "recall": (totals.recall, RECALL),
        "precision": (totals.precision, PRECISION),
        "fields": (totals.fields, FIELDS),
        "grades": (totals.grades, GRADES),
        "facts": (totals.facts, FACTS),
    }
    assert {name: both for name, both in shares.items() if both[0] < both[1]} == {}
    assert totals.add(lambda s: s.wrong) <= WRONG
    assert [s.name for s in totals.scores if s.refused] == []
    assert [s.name for s in totals.scores if faults(s)] == []


def faults(scored: Score) -> dict[str, int]:
    """What no document may have, where this one has it."""
    counts = {
        "silent": scored.silent,
        "never": scored.never,
        "unwarned": scored.unwarned,
        "crashed": int(scored.crashed),
    }
    return {name: count for name, count in counts.items() if count}
