"""Sentences that the end of a page cuts: what is the page's own, and what goes on with them."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report

_REPORT = (
    "Quiet water: an inspection of how well ports look after their divers\n\nMay 2032\n\n"
    "Summary\n\nSix ports were visited in the spring. In most of them the divers were\n"
    "sent down before anybody had looked at the tide, and in two of them they\n"
    "were sent down alone.\n\n"
    "Divers\n\nIn one port nobody could say how many divers had gone down, or when they\n"
    "had come up again.\n\n"
    "Recommendation 1\nBy 1 May 2033, each port, with the help of the divers and of the\n\n"
    "{page}\n\nshould print a table of its tides.\n{annex}"
)
_ANNEX = (
    "\nAnnex A: Our recommendations\n\nRecommendation 1\nBy 1 May 2033, each port, with the help "
    "of the divers and of the Royal Society for the Safety of Divers, the pilots and the crews, "
    "should print a table of its tides.\n"
)
_NAME = "Royal Society for the Safety of Divers, the pilots and the crews,"


@pytest.mark.parametrize("annex", ["", _ANNEX])
def test_a_long_name_below_a_pages_number_goes_on_with_the_sentence(annex: str) -> None:
    draft = read_report(_REPORT.format(page=f"15\n\n{_NAME}", annex=annex), "ports.txt")
    assert [item.text for item in draft.items] == [
        f"By 1 May 2033, each port, with the help of the divers and of the {_NAME} should print a"
        " table of its tides."
    ]


def test_a_short_line_below_a_pages_number_is_its_head() -> None:
    draft = read_report(_REPORT.format(page="15\n\nPorts and divers", annex=""), "ports.txt")
    assert [item.text for item in draft.items] == [
        "By 1 May 2033, each port, with the help of the divers and of the should print a table of"
        " its tides."
    ]
