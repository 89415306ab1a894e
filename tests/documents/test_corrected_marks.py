"""Where readers understand nothing, a person's marks give the plan that a document should give."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.documents.blocks import Block, Document
from hmic_tracker.documents.marked_text import Origin, marked_text, parse_marked_text
from hmic_tracker.documents.marks import Mark
from hmic_tracker.documents.reading import read_marks
from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.documents.wording.labels import label_of
from tests.documents.expectations import Expectation, documents, read_expectation
from tests.documents.imported_documents import Imported, import_document
from tests.documents.judging import judge_item, match_items
from tests.documents.marks_editor import Editor

HERE: Final = Path(__file__).parent
LAYOUTS: Final = documents(HERE / "layouts")
ALL: Final = [*LAYOUTS, *documents(HERE / "held_out")]
TWO_COLUMNS_A_LINE: Final = {"12-state-audit.txt"}
"""Documents of which each line has parts of two cells: a person would type them anew."""


def read(path: Path) -> Document:
    return read_document(path.read_bytes(), path.name)


def not_understood(document: Document) -> str:
    """The marked text of a document of which readers know only what is no content."""

    def mark(block: Block) -> Mark:
        content = "should" in block.text or label_of(block.text)
        word = "~" if block.role == "furniture" else "?" if content else "-"
        return Mark(word, block.printed, place=block.place)

    origin = Origin(document.name, document.size, document.sha256)
    return marked_text(tuple(map(mark, document.blocks)), origin)


def differences(expected: Expectation, imported: Imported) -> list[str]:
    """What of the plan is not as expected: items missed or invented, fields that are wrong."""
    given = tuple(item for item in imported.items if item.get("text"))
    pairs = match_items(expected.items, given)
    missed = [f"missed: {item.starts}" for n, item in enumerate(expected.items) if n not in pairs]
    extra = [f"invented: {item['text']}" for n, item in enumerate(given) if n not in pairs.values()]
    return [
        *missed,
        *extra,
        *(
            f"{verdict.name} {verdict.verdict}: {verdict.expected}, given {verdict.given}"
            for place, other in pairs.items()
            for verdict in judge_item(expected.items[place], given[other], expected.titles)
            if verdict.verdict != "right"
        ),
    ]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_marks_of_a_document_printed_and_read_are_the_same(path: Path) -> None:
    document = read(path)
    marks = read_marks(document).marks
    origin = Origin(document.name, document.size, document.sha256)
    found = parse_marked_text(marked_text(marks, origin))
    assert (found.marks, found.origin) == (marks, origin)


@pytest.mark.parametrize(
    "path",
    [path for path in ALL if path.name not in TWO_COLUMNS_A_LINE],
    ids=lambda path: path.name,
)
def test_marks_that_a_person_corrects_give_what_the_document_says(
    path: Path, tmp_path: Path
) -> None:
    expected = read_expectation(path)
    if not expected.items:
        pytest.skip("no items with text are in it")
    editor = Editor.opened(not_understood(read(path)))
    editor.correct(expected)
    marks = tmp_path / f"{path.stem}.marks.txt"
    marks.write_text(editor.text, encoding="utf-8")
    imported = import_document(marks)
    assert imported.code == 0, imported.output
    assert differences(expected, imported) == []
