"""Pages of news about a report: what people said of it, menus, and the title among them."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

_PAGE = (
    "Skip to main content\n\nWestquay Police\n{menu}\n\nHome > News > May 2032\n\n"
    "Divers praised for winter rescues\n\nPublished: 12 May 2032\n\n"
    "The watch was praised in a report of the safety board.\n\n"
    "Areas for improvement\n\n{said}\n\nTwitter | Email | Print\n"
)
_MENU = "Report | Your area | News | Ask the divers"
_ITEM = "The watch should mend its second boat."


def test_the_title_of_a_page_stands_below_its_menu() -> None:
    draft = read_report(_PAGE.format(menu=_MENU, said=_ITEM), "news.txt")
    assert draft.title == "Divers praised for winter rescues"
    assert [item.text for item in draft.items] == [_ITEM]


@pytest.mark.parametrize("verb", ["said:", "added,", "told the meeting:"])
def test_what_somebody_said_of_a_report_is_no_item(verb: str) -> None:
    said = f"The mayor, Ida Holm, {verb} “I have asked the watch to come to my next meeting.”"
    with pytest.raises(InputError, match="has no"):
        read_report(_PAGE.format(menu=_MENU, said=said), "news.txt")


def test_what_the_inspectors_said_should_be_done_is_one() -> None:
    said = "The safety board said: “The watch should mend its second boat.”"
    draft = read_report(_PAGE.format(menu=_MENU, said=said), "news.txt")
    assert [item.kind for item in draft.items] == ["afi"]


def test_a_row_of_names_that_are_no_links_is_kept() -> None:
    rows = "Ref | Action | Report | Lead\n\nA1 | The watch should mend its boat | Rescue | Clerk"
    draft = read_report(_PAGE.format(menu=_MENU, said=f"{_ITEM}\n\n{rows}"), "news.txt")
    assert "mend its boat" in " ".join(item.text or "" for item in draft.items)


def test_the_title_of_a_paper_stands_below_the_name_of_the_council() -> None:
    draft = read_report(
        "Agenda item 4\n\nNorthquay Town Council\n\n"
        "Lights on the pier: final report of the review panel\n\nCabinet – 12 May 2032\n\n"
        "Recommendation 1: The harbour master should light the steps.\n",
        "paper.txt",
    )
    assert draft.title == "Lights on the pier: final report of the review panel"
