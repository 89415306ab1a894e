"""What holds of every reading, whatever the document: tried on mutated documents."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings

from hmic_tracker.documents.blocks import Document
from hmic_tracker.documents.parsing import document_of, read_report
from hmic_tracker.documents.reading import read_marks
from hmic_tracker.documents.sources import from_docx, from_html, from_markdown, from_pdf
from hmic_tracker.documents.sources import text as text_source
from hmic_tracker.domain.inspections import inspection_title_key
from tests.conftest import Run, tree
from tests.documents.mutations import (
    COUNT,
    MutatedDocument,
    mutated_documents,
    mutated_texts,
    with_invalid_bytes,
)
from tests.documents.reading_laws import (
    assert_covered,
    assert_nothing_passes_silently,
    assert_settled,
    assert_texts_are_lines,
)
from tests.documents.written_documents import WRITERS
from tests.torture.sizes import FULL

DOCUMENTS = list(mutated_documents(COUNT))
READERS: Final[dict[str, Callable[[bytes, str], Document]]] = {
    "html": from_html.read,
    "md": from_markdown.read,
    "docx": from_docx.read,
    "pdf": from_pdf.read,
}
OF_A_SOURCE = 100 if FULL else 2
"""How many damaged documents each other source is tried on."""
IMPORTED: Final = list(mutated_documents(60, seed=15))
WRITTEN: Final = [
    (ending, document)
    for nth, ending in enumerate(READERS, 1)
    for document in mutated_documents(OF_A_SOURCE, seed=nth)
]


@pytest.mark.parametrize(("name", "text"), DOCUMENTS, ids=[name for name, _ in DOCUMENTS])
def test_every_letter_of_a_mutated_document_is_accounted_for(name: str, text: str) -> None:
    reading = read_marks(document_of(text, name))
    assert_covered(reading)
    assert_nothing_passes_silently(reading.marks)


@pytest.mark.parametrize(("name", "text"), DOCUMENTS, ids=[name for name, _ in DOCUMENTS])
def test_a_second_reading_with_the_names_known_finds_the_same(name: str, text: str) -> None:
    document = document_of(text, name)
    assert_settled(document, read_marks(document))


def test_frameworks_keep_their_order_where_the_plan_knows_their_names() -> None:
    text = (
        "First publish ed 20 May 2031\n\nThe force is ‘adequate’ at responding to the public.\n\n"
        "Supporting victims\n\nThe force ‘requires improvement’ at supporting victims.\n"
    )
    first = read_report(text, "board.txt")
    again = read_report(text, "board.txt", first.frameworks)
    assert (again.frameworks, again.grades) == (first.frameworks, first.grades)


@given(mutated_texts())
@settings(max_examples=COUNT, deadline=None)
def test_texts_of_items_are_lines_of_the_document_in_order(text: str) -> None:
    assert_texts_are_lines(read_marks(document_of(text, "x.txt")))


def test_a_stray_byte_is_a_remark_and_not_another_alphabet() -> None:
    chance = random.Random(5)
    for name, text in DOCUMENTS[:20]:
        data = with_invalid_bytes(text + " – “quoted” letters like ’ and é" * 20, chance)
        document = text_source.read(data, name)
        assert document.remarks
        assert "â€" not in document.text


@pytest.mark.parametrize(
    ("ending", "document"), WRITTEN, ids=[f"{ending}: {one.name}" for ending, one in WRITTEN]
)
def test_the_laws_hold_for_every_source(ending: str, document: MutatedDocument) -> None:
    blocks = document_of(document.text, document.name).blocks
    assert blocks
    read = READERS[ending](WRITERS[ending](blocks), f"report.{ending}")
    reading = read_marks(read)
    assert_covered(reading)
    assert_nothing_passes_silently(reading.marks)
    assert_texts_are_lines(reading)
    assert_settled(read, reading)


@pytest.mark.parametrize("document", IMPORTED, ids=[one.name for one in IMPORTED])
def test_the_same_file_a_second_time_writes_nothing(
    document: MutatedDocument, run: Run, tmp_path: Path
) -> None:
    report, plan = tmp_path / "report.txt", tmp_path / "plan"
    report.write_bytes(document.text.encode())
    run("init", plan)
    run("--store", plan, "import", report, "--yes", "--no-carry")
    once = tree(plan)
    again = run("--store", plan, "import", report, "--yes", "--no-carry")
    assert (tree(plan), "written: " in again.err) == (once, False)


def test_an_inspection_that_is_printed_again_is_one_and_settles(run: Run, tmp_path: Path) -> None:
    part = (
        "RURAL CRIME\n\nThe inspection report was published on 9 December 2031.\n\n"
        "Recommendation 1. The force should patrol at the times of the sheep sales.\n\nStatus: "
    )
    report, plan = tmp_path / "report.txt", tmp_path / "plan"
    report.write_text(
        f"UPDATE ON TWO INSPECTIONS\n\nMembers are asked to note it.\n\n{part}not started.\n\n"
        f"{part.replace('RURAL', 'CAR').replace('sheep', 'car')}complete.\n\n{part}complete.\n"
    )
    run("init", plan)
    first = run("--store", plan, "import", report, "--yes")
    assert "written: 2 new items;" in first.err
    again = run("--store", plan, "import", report, "--yes")
    assert again.err == "nothing to write: the plan says all of this already\n"


def test_an_inspection_is_known_again_by_a_title_with_brackets_in_brackets(
    run: Run, tmp_path: Path
) -> None:
    marks, plan = tmp_path / "report.marks.txt", tmp_path / "plan"
    marks.write_text(
        "inspection | Medicines bags (Regulation 12(1)(2)(g)) update\n"
        "rec 1 | The trust should seal its bags.\n"
    )
    run("init", plan)
    assert run("--store", plan, "import", marks, "--yes").code == 0
    again = run("--store", plan, "import", marks, "--yes")
    assert again.err == "nothing to write: the plan says all of this already\n"
    assert (
        inspection_title_key("Medicines bags (Regulation 12(1)(2)(g)) update") == "Medicines bags"
    )
    assert inspection_title_key("Cells (2031) review (update") == "Cells review ("
    assert inspection_title_key("Cells (2031 2032)") == "Cells"


def test_decisions_on_one_body_with_a_case_each_are_two_inspections(
    run: Run, tmp_path: Path
) -> None:
    plan, marks = tmp_path / "plan", tmp_path / "decision.marks.txt"
    run("init", plan)
    for case in ("31 004 117", "31 009 900"):
        marks.write_text(
            f"inspection | Overby Council ({case})\nrec 1 | The council should say sorry.\n"
        )
        assert run("--store", plan, "import", marks, "--yes").code == 0
    listed = run("--store", plan, "inspection", "list").out
    assert "overby-council-31-004-117" in listed
    assert "overby-council-31-009-900" in listed
