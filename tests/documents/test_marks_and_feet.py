"""Marks of footnotes in Markdown, feet of letters, and days below their names."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.documents.wording.furniture import is_page_mark


def test_the_mark_of_a_footnote_is_no_part_of_an_item() -> None:
    text = "# Pier inspection 2032\n\n## Recommendations\n\n- The pier should have lamps.[^1]\n"
    document = read_document(f"{text}\n[^1]: A lamp is a light.\n".encode(), "pier.md")
    (draft,) = drafts_of(read_marks(document).marks, "pier.md", document.text)
    assert [item.text for item in draft.items] == ["The pier should have lamps."]


@pytest.mark.parametrize(
    ("line", "is_mark"),
    [
        ("www.pier.example | 01999 555 0100 | post@pier.example", True),
        ("Tel: 01999 555 0100 · post@pier.example", True),
        ("Head of Piers | post@pier.example", False),
        ("01999 555 0100", False),
    ],
)
def test_ways_to_a_sender_side_by_side_are_a_page_s_foot(line: str, is_mark: bool) -> None:
    assert is_page_mark(line) is is_mark


def test_a_day_below_its_name_goes_before_the_day_of_the_visit() -> None:
    text = (
        "Pier inspection\n\nDate of inspection\n\nMarch 2032\n\nDate of publication\n\n"
        "15/05/2032\n\nRecommendations\n\n• The pier should have lamps.\n"
    )
    assert read_report(text, "pier.txt").published == "2032-05-15"
