"""A document is read once where a second reading, with the names it gives, would be the same."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.documents import reading
from hmic_tracker.documents.framework_names import FrameworkNames
from hmic_tracker.documents.sources.reading import read_document
from tests.documents.reports import EXAMPLE

HERE: Final = Path(__file__).parent
DOCUMENTS: Final = sorted(
    path
    for folder in ("layouts", "more_layouts", "held_out", "registers")
    for path in (HERE / folder).iterdir()
    if path.suffix not in {".toml", ".py"} and path.name != "README.md"
)


@pytest.mark.parametrize("path", [EXAMPLE, *DOCUMENTS], ids=lambda path: path.name)
def test_what_is_read_once_more_anyway_is_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = read_document(path.read_bytes(), path.name)
    read = reading.read_marks(document)
    monkeypatch.setattr(FrameworkNames, "answers_as", lambda *_: False)
    assert reading.read_marks(document) == read


def test_a_register_that_names_new_frameworks_is_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = "\n".join(f"{n},Custody suite {n % 7},The force should do {n}." for n in range(1, 50))
    document = read_document(f"Ref,Framework,Recommendation\n{rows}\n".encode(), "register.csv")
    times: list[int] = []
    whole = reading._read_once  # what is counted

    def counted(*given: object) -> object:
        times.append(1)
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "_read_once", counted)
    marks = reading.read_marks(document).marks
    assert [mark.word for mark in marks].count("framework") == 49
    assert times == [1]
