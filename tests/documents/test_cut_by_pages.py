"""Sentences that the end of a page cuts: what is the page's own, and what goes on with them."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.reading import read_marks
from hmic_tracker.documents.sources.text import read as from_text
from hmic_tracker.domain.grades import SCALES

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


_WRAPPED = (
    "Quiet water: an inspection of how well ports look after their divers\n\nMay 2032\n\n"
    "Summary\n\nSix ports were visited in the spring. In most of them the divers were\n"
    "sent down before anybody had looked at the tide, and in two of them they\n"
    "were sent down alone. The port at Alder was the only one in which a diver\n"
    "could say who was to look after him, and where the nearest doctor was. The\n"
    "others had a list on the wall. It had been put up a long time ago, and of\n"
    "the names on it most were those of men who had long since left the port.\n\n"
    "Divers\n\nIn one port nobody could say how many divers had gone down, or when they\n"
    "had come up again. In another the boat was sent away before the last one\n"
    "was out of the water, and had to be called back with a horn that nobody\n"
    "had tried for a year.\n\n"
    "Recommendation 1\nBy 1 May 2033, each port should print, together with the pilots of Alder\n"
    "Quay, a table of its tides.\n\n"
)
_LONG = (
    "The divers of each port were asked what they thought of the boats, of the pay and of the "
    "weather, and most of them said that they would rather have had a word with the harbour master."
)


@pytest.mark.parametrize("count", [0, 4])
def test_lines_go_on_beside_paragraphs_that_have_one_line_each(count: int) -> None:
    annex = "Annex A: What divers said\n\n" + "\n\n".join([_LONG] * count) if count else ""
    draft = read_report(_WRAPPED + annex, "ports.txt")
    assert [item.text for item in draft.items] == [
        "By 1 May 2033, each port should print, together with the pilots of Alder Quay, a table of"
        " its tides."
    ]


def test_a_paragraph_of_one_long_line_ends_with_it() -> None:
    rows = f"Annex A\n\n{_LONG}\nAlder Quay should have a horn\n\n{_LONG}\n{_LONG}\n"
    marks = read_marks(from_text(f"{_WRAPPED}{rows}".encode(), "ports.txt"), (), SCALES).marks
    assert sum(mark.text == _LONG for mark in marks) == 3


def test_a_pages_foot_that_comes_again_begins_no_sentence() -> None:
    foot = "\n\n   Inspection report for Gull Hall\n   page {} of 4\n\nInspection report\n\n"
    text = (
        "Gull Hall\nCare Home\n\nPublished 9 April 2031\n\nAbout us\n\nThree of us came."
        + foot.format(1)
        + "How good is our setting?          4 - Good\n\nHow good is our care?      2 - Weak"
        + foot.format(2)
        + "How good is our care?                     2 - Weak\n\n"
        "We evaluated this key question as weak. Whilst we identified some strengths, these\n"
        "were compromised by significant weaknesses.\n\nRequirements\n\n"
        "1.  By 31 May 2031, the provider must lock its cupboards."
        + foot.format(3)
        + "How good is our setting?          4 - Good\n\nWe evaluated this as good."
        + foot.format(4)
    )
    draft = read_report(text, "report.txt")
    assert [item.text for item in draft.items] == [
        "By 31 May 2031, the provider must lock its cupboards."
    ]
    assert draft.items[0].framework == "how-good-is-our-care"


_SEEN = "".join(f"In port {n} the divers were sent down alone.\n\n" for n in range(1, 9))
_NOTED = (
    f"Quiet water\n\nMay 2032\n\n{_SEEN}"
    "Recommendations\n\nWe make two recommendations.{cite}\n\n"
    "1   The port should test every chain, and send what it finds to the harbour board. Until\n"
    "\n________________________\n"
    "{mark} Those who are named have a general duty to comply with the law, and need to\n"
    "take what is said here into account.\n"
    "Copies can be had from the office (paragraphs 200 to\n203) and on its pages.\n\n\n"
    "                                      4\n\n\f"
    "    this is done, it should publish the number of tests.\n\n"
    "2   The port should count its lamps.\n"
)
_FIRST = (
    "The port should test every chain, and send what it finds to the harbour board. Until this is "
    "done, it should publish the number of tests."
)


@pytest.mark.parametrize(("cite", "mark"), [("¹", "¹"), ("1", "1"), ("*", "*")])
def test_notes_below_a_rule_are_the_pages_own_and_the_sentence_goes_on(
    cite: str, mark: str
) -> None:
    draft = read_report(_NOTED.format(cite=cite, mark=mark), "report.txt")
    assert [(item.label, item.text) for item in draft.items] == [
        ("1", _FIRST),
        ("2", "The port should count its lamps."),
    ]


def test_what_stands_below_a_rule_and_is_cited_nowhere_is_content() -> None:
    text = "Recommendations\n\n____________\n1 The port should test every chain.\n"
    blocks = from_text(text.encode(), "report.txt").blocks
    assert [block.text for block in blocks if block.reason == "footnote"] == []


_TABLE_BELOW = (
    "Quiet water\n\nMay 2032\n\nContents\n1. Divers ..... 2\n2. Tides ..... 3\n\nDivers\n\n"
    "What was done well\n\n• Ropes\n• Boats\n• Horns\n"
    "• Divers were kind\n                    6\n\nPlan\n\n"
    "Date of visit: 10 March 2032\n\n"
    "The table below has what we saw in the spring and what the ports have done\n"
    "since then.\n"
)


def test_what_stands_below_a_full_line_goes_on_with_it_and_not_with_the_page_above() -> None:
    read = read_marks(from_text(_TABLE_BELOW.encode(), "ports.txt"), (), SCALES)
    marks = [mark.text for mark in read.marks]
    assert marks[-1] == (
        "The table below has what we saw in the spring and what the ports have done since then."
    )
    assert "• Divers were kind" in marks


@pytest.mark.parametrize("above", ["", "OFFICIAL\n"])
def test_numbers_far_in_are_pages_though_a_marking_is_above_and_pages_are_left_out(
    above: str,
) -> None:
    foot = above + 60 * " " + "{}\n\n"
    text = (
        "Harbour review\n\nThe harbour was seen in May.\n\n"
        f"{foot.format(2)}Areas where the harbour must improve\n\nThe harbour must:\n\n"
        "    count its buoys each year;\n\n"
        f"{foot.format(9)}    print a table of its tides.\n\n{foot.format(31)}The end\n"
    )
    draft = read_report(text, "report.txt")
    assert [item.text for item in draft.items] == [
        "The harbour must: count its buoys each year;",
        "The harbour must: print a table of its tides.",
    ]


def test_a_body_named_at_the_top_that_needs_to_do_something_is_shown() -> None:
    text = (
        "Judgement\n\nAldermouth Homes\n\n29 July 2032\n\nGovernance\n\n"
        "Aldermouth also needs to test its plan against a storm.\n\n"
        "Oversight also needs to get better in many such places.\n"
    )
    marks = read_marks(from_text(text.encode(), "report.txt"), (), SCALES).marks
    assert [mark.text[:23] for mark in marks if mark.word == "?"] == ["Aldermouth also needs t"]
