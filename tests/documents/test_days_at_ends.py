"""Tables of requirements in which a copy left each day at the end of the text's first line."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import document_of, read_report
from hmic_tracker.documents.reading import read_marks

_ABOVE = "Alder Lodge\n\nInspection dates: 4 to 5 February 2032\n\nStatutory requirements\n\n"
_CARE = """The quality of care standard is that children are looked 14 March 2032
after by staff who help them.

In particular, the registered person must ensure that each child
has a plan. (Regulation 6 (1)(a))

This specifically relates to the plans of younger children.
"""
_TELL = """The registered person must tell the inspectorate without 21 March 2032
delay if a child is missing. (Regulation 40 (4))
"""
_END = "\nRecommendations\n\n• Staff should sing.\n"
_TEXTS = [
    (
        "The quality of care standard is that children are looked after by staff who help them. "
        "In particular, the registered person must ensure that each child has a plan. "
        "(Regulation 6 (1)(a)) This specifically relates to the plans of younger children.",
        "2032-03-14",
    ),
    (
        "The registered person must tell the inspectorate without delay if a child is missing. "
        "(Regulation 40 (4))",
        "2032-03-21",
    ),
    ("Staff should sing.", None),
]


def _dues(text: str) -> list[tuple[str | None, str | None]]:
    return [(item.text, item.due) for item in read_report(text, "lodge.txt").items]


@pytest.mark.parametrize("head", ["Requirement Due date", "Action Target date"])
@pytest.mark.parametrize("foot", ["", "\n4\n\nInspection report: Alder Lodge\n"])
def test_a_day_at_the_end_of_a_row_s_first_line_is_when_it_is_due(head: str, foot: str) -> None:
    text = f"{_ABOVE}{head}\n\n{_CARE}{foot}\n{_TELL}{_END}"
    assert _dues(text) == _TEXTS


def test_a_day_in_a_sentence_and_one_below_no_head_stay_in_their_text() -> None:
    rota = "The registered person must keep the rota by 14 March 2032\nand show it to staff.\n"
    (first, *_) = _dues(f"{_ABOVE}Requirement Due date\n\n{rota}{_END}")
    assert "by 14 March 2032 and show" in (first[0] or "")
    assert any("looked 14 March 2032 after" in (text or "") for text, _ in _dues(_ABOVE + _CARE))


def test_a_sentence_that_asks_is_no_head_of_the_page_above_it() -> None:
    text = (
        f"{_ABOVE}{_CARE}\n{_TELL}\nThe registered person must keep a log of all that children\n"
        f"say. (Regulation 12)\n\n4\n\nInspection report: Alder Lodge\n\n{_TELL}{_END}"
    )
    marks = read_marks(document_of(text, "lodge.txt")).marks
    assert [mark.word for mark in marks if "must tell" in mark.text] == ["rec", "rec"]
