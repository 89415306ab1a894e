"""Reports of councillors' panels: what the council is to do, and how it answered by number."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

_HEAD = "Quayside parking: final report of the review panel\n\n{about}12 May 2032\n\n"
_PAPER = "Report to the Harbour Committee\n\n"
_LISTS = {
    "labels": "Summary\n\nR1 That the Council paints the bays again each spring.\n\n"
    "R2 That the harbour master lights the steps.\n",
    "numbers": "Recommendations\n\n1. That Cabinet paints the bays again each spring.\n"
    "2. That the harbour master lights the steps.\n",
    "bullets": "Recommendations\n\n• That the Board publish a map of the bays.\n"
    "• That the harbour master lights the steps.\n",
    "sentences": "Parking\n\nWe recommend that the Council paints the bays again each spring.\n\n"
    "The Panel recommends that the harbour master lights the steps.\n",
}


@pytest.mark.parametrize("layout", _LISTS)
def test_a_panel_recommends_that_the_council_does_something(layout: str) -> None:
    draft = read_report(_HEAD.format(about="") + _LISTS[layout], "quay.txt")
    assert len(draft.items) == 2
    assert any(name in (draft.items[0].text or "") for name in ("Council p", "Cabinet", "Board"))


@pytest.mark.parametrize("layout", ["numbers", "bullets"])
def test_what_a_paper_asks_its_own_meeting_for_is_no_item(layout: str) -> None:
    text = _HEAD.format(about=_PAPER) + _LISTS[layout].split("• That the harbour")[0]
    with pytest.raises(InputError, match="has no"):
        read_report(text.split("2. That")[0], "quay.txt")


@pytest.mark.parametrize("verb", ["notes", "approve", "receives", "thanks"])
def test_what_a_meeting_does_with_a_report_is_no_item(verb: str) -> None:
    text = f"Recommendations\n\nR1 That the Council {verb} the report on parking.\n"
    with pytest.raises(InputError, match="has no"):
        read_report(_HEAD.format(about="") + text, "quay.txt")
