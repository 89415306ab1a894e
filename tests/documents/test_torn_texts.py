"""Texts made of printed pages, where a paragraph's first line was taken for a heading."""

from __future__ import annotations

from hmic_tracker.documents.marks import Mark
from hmic_tracker.documents.reading import read_marks
from hmic_tracker.documents.sources.from_markdown import read
from hmic_tracker.domain.grades import SCALES

REPORT = """C. Recommendations

### Safeguard the Night Boats. The harbour office should

> watch each night boat from the pier until it is out of sight.

%%page 7%%

### Require Dry Coats for Night Crews. The boat owners (large and small)

> should buy a dry coat for everyone of a crew.

> 3. Mend the Piers. The harbour office should mend its piers.
"""


def marks_of(page: str) -> list[Mark]:
    return list(read_marks(read(page.encode(), "boats.md"), (), SCALES).marks)


def test_a_heading_that_ends_within_a_sentence_is_one_with_the_text_below() -> None:
    marks = marks_of(REPORT)
    assert [mark.text for mark in marks if mark.word == "rec"] == [
        "Safeguard the Night Boats. The harbour office should watch each night boat from the pier"
        " until it is out of sight.",
        "Require Dry Coats for Night Crews. The boat owners (large and small) should buy a dry coat"
        " for everyone of a crew.",
        "Mend the Piers. The harbour office should mend its piers.",
    ]
    assert [mark.word for mark in marks if "page 7" in mark.text] == ["~"]


def test_a_heading_stays_above_a_text_in_small_letters_and_above_a_sentence() -> None:
    page = "### The night boats\n\nmooring is free.\n\n### St. Alder Quay\n\nThe quay is old.\n"
    roles = [block.role for block in read(page.encode(), "boats.md").blocks]
    assert roles == ["heading", "paragraph", "heading", "paragraph"]


RUN_ON = """### Night boats

Were the boats seen from the pier? Findings

1. Nobody saw the boats that sailed in fog.

2. The lamps of the pier were out. Recommendations

1. The harbour office should mend its lamps.

2. Because of the fog, the harbour office should buy a horn. Issue 2

Had the crews slept? Finding

They had not, and nobody should sail so.
"""


def test_names_of_parts_behind_a_text_are_headings_and_numbers_begin_again() -> None:
    marks = marks_of(RUN_ON)
    assert [(mark.label, mark.text) for mark in marks if mark.word == "rec"] == [
        ("1", "The harbour office should mend its lamps."),
        ("2", "Because of the fog, the harbour office should buy a horn."),
    ]


def test_a_list_with_the_same_number_in_each_line_counts_on() -> None:
    blocks = read(b"1. Lamps\n1. Piers\n1. Boats\n\nA list of findings\n", "list.md").blocks
    assert [block.marker for block in blocks] == ["1.", "2.", "3.", ""]
