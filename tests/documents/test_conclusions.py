"""Chapters of a committee's conclusions, of which some recommend something."""

from __future__ import annotations

import re

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources import from_html
from hmic_tracker.errors import InputError

TITLE = "Night ferries: a second look - Ports and Waters Committee Contents\n\n"
CHAPTER = """Conclusions and recommendations

The crews

7. Night ferries were meant to bring the islands closer to each other. They have. (Paragraph 4)

8. The crews told us how tired they were. Until that is put right, we recommend a rest of eleven
hours between two nights. This would take effect at once. (Paragraphs 9 and 12)

The piers

9. We still believe that there ought to be a light on each pier, and reject what was said of its
cost.

10. Few piers are in a good state. The Harbour Trust should mend the worst of them first.

Witnesses

1. The Harbour Trust should be thanked for its help with this inquiry on 4 May 2032.

11. The Harbour Trust should hear of it.
"""


@pytest.mark.parametrize("stop", [".", ""])
def test_numbered_conclusions_that_recommend_are_items_as_a_whole(stop: str) -> None:
    chapter = re.sub(r"^(\d+)\.", rf"\1{stop}", CHAPTER, flags=re.M)
    draft = read_report(TITLE + chapter, "night.txt")
    assert [(item.label, item.text) for item in draft.items] == [
        (
            "8",
            "The crews told us how tired they were. Until that is put right, we recommend a rest of"
            " eleven hours between two nights. This would take effect at once.",
        ),
        (
            "9",
            "We still believe that there ought to be a light on each pier, and reject what was said"
            " of its cost.",
        ),
        (
            "10",
            "Few piers are in a good state. The Harbour Trust should mend the worst of them first.",
        ),
    ]
    assert draft.body == "Ports and Waters Committee"


def test_the_chapter_pasted_without_its_report_is_read_as_well() -> None:
    draft = read_report(CHAPTER, "pasted.txt")
    assert [item.label for item in draft.items] == ["8", "9", "10"]
    assert draft.title == "pasted.txt"


def test_such_paragraphs_under_another_heading_are_none() -> None:
    other = CHAPTER.replace("Conclusions and recommendations", "What we were told")
    with pytest.raises(InputError, match="has no"):
        read_report(TITLE + other, "night.txt")


def test_conclusions_alone_are_no_items() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(
            f"{TITLE}Conclusions and recommendations\n\n"
            "1. The ferries have brought the islands closer to each other, as was hoped at first.\n"
            "2. Whether the crews should sleep on board is for others to say, and not for us.\n",
            "night.txt",
        )


SORTED = """Night ferries: a second look

                                   9
Conclusions and
recommendations

The crews
1. Night ferries were meant to bring the islands closer to each other. They should have done
   so at once, and it is the harbour's merit that in the end they have done so. (Conclusion,
   Paragraph 4)
2. The rest between two nights is too short, and we encourage the Harbour Trust to say how
   long it is to be in the years that are to come. (Recommendation,
   Paragraph 9)
3. Few piers are lit at night, and the worst of them has never had any light at all.

                                   10
   The Harbour Trust ought to begin with those on the outer islands, which have the most to gain
   from it. (Recommendation, Paragraph 12)
4. We recommend nothing else. (Conclusion, Paragraph 14)

                                   11
Witnesses
"""


def test_the_bracket_behind_a_paragraph_says_which_of_them_recommend() -> None:
    draft = read_report(SORTED, "night.txt")
    assert [(item.label, item.text) for item in draft.items] == [
        (
            "2",
            "The rest between two nights is too short, and we encourage the Harbour Trust to say"
            " how long it is to be in the years that are to come.",
        ),
        (
            "3",
            "Few piers are lit at night, and the worst of them has never had any light at all."
            " The Harbour Trust ought to begin with those on the outer islands, which have the"
            " most to gain from it.",
        ),
    ]


def test_brackets_that_call_all_of_them_conclusions_give_no_items() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(SORTED.replace("(Recommendation", "(Conclusion"), "night.txt")


NAMED = """Night ferries: a second look

Conclusions and recommendations

1. The crews are tired. Four years ago we recommended that the Harbour Trust should count their
hours, and it has counted those of a third of them. It needs to count the rest.

Recommendation: The Harbour Trust should, by May 2033, count the hours of every crew at sea.

2. {second} We are not convinced that this has changed since then, and it needs to.

{below}

3. The piers have no light. A lamp was bought for the longest of them and is still in its box.

Recommendation: The Harbour Trust should hang the lamp that it has on the longest pier.
"""
LETTERS = """Recommendation:

a. The Harbour Trust should write to every passenger in plain words.

b. The Ferry Office should print the hours on each ticket."""


def test_conclusions_with_their_recommendation_below_are_no_items() -> None:
    draft = read_report(NAMED.format(second="Nobody knows the hours.", below=LETTERS), "night.txt")
    assert [(item.label, (item.text or "")[:25]) for item in draft.items] == [
        (None, "The Harbour Trust should,"),
        ("2a", "The Harbour Trust should "),
        ("2b", "The Ferry Office should p"),
        (None, "The Harbour Trust should "),
    ]


def test_a_conclusion_that_recommends_itself_is_an_item_beside_such() -> None:
    text = NAMED.format(second="The Ferry Office should print its hours.", below="")
    draft = read_report(text, "night.txt")
    assert [item.label for item in draft.items] == [None, "2", None]


@pytest.mark.parametrize("house", ["House of Commons", "Parliament of Overby"])
def test_the_title_of_a_page_is_not_the_house_above_it(house: str) -> None:
    page = (
        f"<main><p>{house}</p><p>Ferries Committee</p><h1>Lamps on long piers</h1>"
        "<h2>Recommendation</h2><p>The Harbour Trust should hang the lamp.</p></main>"
    )
    document = from_html.read(page.encode(), "page.html")
    (draft,) = drafts_of(read_marks(document).marks, document.name, document.text)
    assert draft.title == "Lamps on long piers"
