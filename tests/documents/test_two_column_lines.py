"""Tables of an item and what was done about it, whose rows became a line each."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

Row = tuple[str | None, str | None, str | None, str | None]
_ITEM = "The harbour should try each lamp once a week. Each warden should keep a list."
_DONE = "A group of wardens has been formed that tries them. It is glad of the help."
_MORE = "Because of this there are fewer boats on the rocks below the long pier."
_PAPER = """Harbour Committee

Date: 4 May 2031

{section}

Lamps

{heads}

R3 – {item} {done}
{more}

R4 – The harbour should buy a bell.

Knots

There are new ones.
"""


def read(section: str = "Closures this year", heads: str = "", **given: str) -> list[Row]:
    """The label, text, update and status of each item."""
    parts = {"item": _ITEM, "done": _DONE, "more": _MORE, **given}
    heads = heads or "Recommendation What we did and the impact"
    text = _PAPER.format(section=section, heads=heads, **parts)
    items = read_report(text, "paper.txt").items
    return [(i.label, i.text, i.update, i.status) for i in items]


@pytest.mark.parametrize(
    ("heads", "section", "status"),
    [
        ("Recommendation What we did and the impact", "Closures this year", "closed"),
        ("Recommendation Progress", "Closed recommendations of the year", "closed"),
        ("Recommendation Position", "Other open recommendations", None),
        ("Recommendations What has been done", "All of them", None),
    ],
)
def test_an_item_ends_where_its_line_goes_on_with_what_was_done(
    heads: str, section: str, status: str | None
) -> None:
    assert read(section, heads) == [
        ("R3", _ITEM, f"{_DONE} {_MORE}", status),
        ("R4", "The harbour should buy a bell.", None, status),
    ]


def test_a_sentence_that_tells_of_nothing_stays_with_the_item() -> None:
    rest = "Lamps without oil give no light."
    (first, _) = read(done=rest, more="")
    assert first == ("R3", f"{_ITEM} {rest}", None, "closed")


def test_without_the_two_heads_nobody_can_say_where_an_item_ends() -> None:
    (first, _) = read(heads="Recommendation Lamps")
    assert first[1:3] == (f"{_ITEM} {_DONE}", None)


def test_heads_with_no_item_below_them_are_a_line_like_any_other() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(
            "Harbour Committee\n\nDate: 4 May 2031\n\nRecommendation Progress\n\nAll is well.\n",
            "paper.txt",
        )
