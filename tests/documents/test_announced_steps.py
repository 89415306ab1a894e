"""Sentences that say what a regulator recommends below them, in a notice with lost line ends."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import document_of, read_report
from hmic_tracker.documents.reading import read_marks
from hmic_tracker.documents.sources import from_markdown
from hmic_tracker.errors import InputError

NOTICE = """# Reprimand of the Harbour Trust

## Further action

```
4.12 The Registrar finds that the Trust should take certain steps to keep to the
Act. With particular reference to

Sections 12(3) and 15 (1) of the Act, {announced}

1.   In order to keep to section 12 the Trust should answer letters within its

     Harbour Days, and should tell each writer when the Trust is not able to
     do so.

2.   The Trust should count its letters.

4.13 The Trust should let the Registrar know of it by 4 May.
```
"""


@pytest.mark.parametrize(
    "announced",
    [
        "the following steps are recommended:",
        "the following further action is advised:",
        "the following measures are required of the Trust:",
    ],
)
def test_a_sentence_with_a_lead_announces_the_steps_below(announced: str) -> None:
    draft = read_report(NOTICE.format(announced=announced), "notice.md")
    assert [(item.label, item.text) for item in draft.items] == [
        (
            "1",
            "In order to keep to section 12 the Trust should answer letters within its Harbour"
            " Days, and should tell each writer when the Trust is not able to do so.",
        ),
        ("2", "The Trust should count its letters."),
    ]


@pytest.mark.parametrize(
    "announced", ["the following letters were found:", "the following papers are required:"]
)
def test_a_sentence_about_something_else_announces_none(announced: str) -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(NOTICE.format(announced=announced), "notice.md")


def test_lines_of_a_printed_block_have_the_places_of_the_file() -> None:
    page = NOTICE.format(announced="the following steps are recommended:")
    blocks = from_markdown.read(page.encode(), "notice.md").blocks
    places = [(block.marker, block.place.line) for block in blocks if block.marker]
    assert places == [("4.12", 6), ("1.", 11), ("2.", 16), ("4.13", 18)]


def test_a_line_alone_below_a_gap_is_no_part_of_an_open_sentence() -> None:
    page = NOTICE.format(announced="the following steps are recommended:")
    page = page.replace("within its\n", "within its\n\n     Harbour Trust\n")
    texts = [block.text for block in from_markdown.read(page.encode(), "notice.md").blocks]
    assert "Harbour Trust" in texts


_LETTER = """Letter of the Harbour School

Dear All

We are proud of:

- the boats that the children built
- all that they know about tides

The inspectors saw what we had seen before, and it is in our plan. {heading}

1. To teach knots in each year so that all children can tie a boat
2. To go on with the work on how children behave at sea
3. To increase how often they swim

We look forward to it.
"""


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Key points for action are:", "afi"),
        ("The main issues for improvement are:", "afi"),
        ("The recommendations are:", "recommendation"),
    ],
)
def test_a_list_s_heading_may_be_the_last_sentence_of_a_paragraph(heading: str, kind: str) -> None:
    draft = read_report(_LETTER.format(heading=heading), "letter.txt")
    assert [(item.kind, item.label, item.text) for item in draft.items] == [
        (kind, "1", "To teach knots in each year so that all children can tie a boat"),
        (kind, "2", "To go on with the work on how children behave at sea"),
        (kind, "3", "To increase how often they swim"),
    ]


@pytest.mark.parametrize(
    "heading", ["The children like:", "Good practice:", "There are three points for parents:"]
)
def test_a_sentence_that_heads_no_items_begins_no_list(heading: str) -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(_LETTER.format(heading=heading), "letter.txt")


def test_what_a_summary_only_names_is_shown_and_no_item() -> None:
    text = (
        "Hospital inspection\n\nPublished: 4 May 2032\n\nOverall summary\n\n"
        "This is what we recommend the service can improve:\n\n• Help with meals\n• Lamps\n\n"
        "Improvement plan\n\nRecommendations\n\n"
        "1. The board must ensure that patients who need help to eat receive it.\n"
    )
    (item,) = read_report(text, "report.txt").items
    assert item.label == "1"
    marks = read_marks(document_of(text, "report.txt")).marks
    assert [mark.text for mark in marks if mark.word == "?"] == ["• Help with meals", "• Lamps"]
