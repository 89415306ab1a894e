"""The same content in files of different kinds gives the same items and the same account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from hmic_tracker.documents.account import AccountLine, account_of
from hmic_tracker.documents.blocks import NOWHERE, Document
from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources import from_docx, from_html, from_markdown, from_pdf, text
from hmic_tracker.domain.drafts import Draft
from tests.documents.contents import CONTENTS, Blocks
from tests.documents.written_documents import WRITERS

READERS: Final[dict[str, Callable[[bytes, str], Document]]] = {
    "txt": text.read,
    "wrapped": text.read,
    "html": from_html.read,
    "md": from_markdown.read,
    "docx": from_docx.read,
    "pdf": from_pdf.read,
}
NUMBERS: Final = {
    "police page": 3,
    "labelled recommendations": 3,
    "stem with bullets": 3,
    "action blocks": 2,
    "table with a head": 3,
    "grade table with years": 1,
    "cause of concern": 4,
    "numbers under addressees": 4,
    "matters of concern": 2,
    "labels alone and letters": 2,
    "table with progress": 3,
    "table over pages": 30,
    "list over pages": 24,
    "numbers under a stem": 3,
    "board of grades": 2,
    "rows that name a section": 2,
    "table of responses": 2,
    "numbered headings": 2,
    "labels as headings": 2,
}
"""How many items each content has."""


def read_as(ending: str, blocks: Blocks) -> tuple[list[Draft], list[AccountLine]]:
    """The drafts and the account of a content in one kind of file, without places and furniture."""
    document = READERS[ending](WRITERS[ending](blocks), f"report.{ending}")
    marks = read_marks(document).marks
    drafts = [
        draft._replace(
            text="",
            items=tuple(item._replace(line=0, place="") for item in draft.items),
            warnings=tuple(warning._replace(line=0) for warning in draft.warnings),
        )
        for draft in drafts_of(marks, "report", document.text)
    ]
    account = [
        line._replace(mark=line.mark._replace(place=NOWHERE))
        for line in account_of(marks)
        if line.part != "furniture"
    ]
    return drafts, account


@pytest.mark.parametrize("ending", [ending for ending in READERS if ending != "txt"])
@pytest.mark.parametrize("name", CONTENTS)
def test_the_kind_of_file_changes_nothing(name: str, ending: str) -> None:
    assert read_as(ending, CONTENTS[name]) == read_as("txt", CONTENTS[name])


@pytest.mark.parametrize("name", CONTENTS)
def test_each_content_has_its_items(name: str) -> None:
    drafts, _ = read_as("txt", CONTENTS[name])
    assert sum(len(draft.items) for draft in drafts) == NUMBERS[name]


def test_a_heading_of_a_coroners_report_that_asks_is_no_item() -> None:
    for ending in READERS:
        (draft,), account = read_as(ending, CONTENTS["matters of concern"])
        assert [item.label for item in draft.items] == ["1", "2"]
        (heading,) = [line for line in account if line.mark.text == "Action should be taken"]
        assert heading.mark.word == "section"
