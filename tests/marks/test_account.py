"""The account of a document's lines, what it cites and lacks, and the marking it bears."""

from __future__ import annotations

import pytest
from hypothesis import given

from hmic_tracker.documents.account import account_of, not_understood, sums_of
from hmic_tracker.documents.blocks import Block, Document, Place
from hmic_tracker.documents.citations import missing_appendices
from hmic_tracker.documents.marks import Mark, Marks
from hmic_tracker.documents.protective_marking import is_higher, marking_of
from tests.marks.random_marks import MARKS


@given(MARKS)
def test_every_line_counts_once(marks: Marks) -> None:
    account = account_of(marks)
    assert tuple(line.mark for line in account) == marks
    assert sum(sums_of(account).values()) == len(marks)


def test_what_continues_counts_as_the_line_above() -> None:
    marks = (Mark("", "a"), Mark("rec", "b"), Mark("", "c"), Mark("?", "d"), Mark("", "e"))
    assert [line.part for line in account_of(marks)] == ["prose", "item", "item", *["unread"] * 2]
    assert [mark.text for mark in not_understood(marks)] == ["d", "e"]


def test_an_appendix_that_is_cited_and_not_there_is_named_with_its_first_place() -> None:
    texts = (
        "Four recommendations were made, and Appendix 1 has the text of each.",
        "Appendix 2 gives the words of all the recommendations under the framework that is next.",
        "Appendix 2 again and Annex B.",
        "Appendix 1: Recommendations",
        "Annexes are elsewhere.",
    )
    blocks = tuple(Block("paragraph", t, Place(n)) for n, t in enumerate(texts, 1))
    longer = blocks[1]._replace(text=f"See {blocks[1].text}")
    document = Document("a.txt", (blocks[0], longer, *blocks[2:]), "", "", 0)
    missing = missing_appendices(document._replace(blocks=(*document.blocks[:2], *blocks[3:])))
    assert [(one.name, one.place.line) for one in missing] == [("Appendix 2", 2)]


@pytest.mark.parametrize(
    ("texts", "marking"),
    [
        (["OFFICIAL"], "OFFICIAL"),
        (["official", "The official SECRET"], ""),
        (["OFFICIAL - SENSITIVE", "OFFICIAL"], "OFFICIAL-SENSITIVE"),
        (["OFFICIAL–SENSITIVE [POLICE]"], "OFFICIAL-SENSITIVE"),
        (["UK SECRET", "CONFIDENTIAL"], "SECRET"),
        (["TOP SECRET"], "TOP SECRET"),
        (["NOT PROTECTIVELY MARKED"], ""),
        (["PROTECTION OF VULNERABLE PEOPLE", "SECRETARY"], ""),
        (["RESTRICTED"], "RESTRICTED"),
    ],
)
def test_a_marking_stands_on_a_line_of_its_own_in_capitals(texts: list[str], marking: str) -> None:
    assert marking_of(texts) == marking


@pytest.mark.parametrize(
    ("document", "plan", "higher"),
    [
        ("", None, False),
        ("OFFICIAL", None, False),
        ("OFFICIAL-SENSITIVE", None, True),
        ("OFFICIAL-SENSITIVE", "OFFICIAL", True),
        ("OFFICIAL-SENSITIVE", "Official - Sensitive", False),
        ("SECRET", "OFFICIAL-SENSITIVE", True),
        ("OFFICIAL-SENSITIVE", "SECRET", False),
        ("RESTRICTED", "INTERNAL", True),
    ],
)
def test_a_document_may_bear_a_higher_marking_than_the_plan(
    document: str, plan: str | None, higher: bool
) -> None:
    assert is_higher(document, plan) is higher
