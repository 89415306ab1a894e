"""An item's title where none was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.titles import LONGEST, title_of
from hmic_tracker.domain.words import Kind

_TEN = "abcdefghi "


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("That the force should review its calls.", "Review its calls"),
        ("That the force reviews its calls.", "Reviews its calls"),
        ("The force should review its calls;", "Review its calls"),
        ("the FORCE  should\n review  its calls", "Review its calls"),
        ("Of course that the force should review", "Of course that the force should review"),
        ("review its calls", "Review its calls"),
        ("The force should", "Should"),
        ("That the force", "That the force"),
        ("That the force should ", "Should"),
        ("éclair", "Éclair"),
        ("PVP and IT", "PVP and IT"),
        (". ;.", "REC"),
        ("", "REC"),
        (" \n ", "REC"),
        ("Phase X", "Phase X"),
        (_TEN * 5 + "abc XX ghijk", "A" + (_TEN * 5)[1:] + "abc XX…"),
        (" " * 1999 + "ab", "A"),  # no more than the first 2,000 letters are looked at
        # Exactly the longest, and one letter more.
        (_TEN * 5 + "j" * 10, "A" + (_TEN * 5)[1:] + "j" * 10),
        (_TEN * 5 + "j" * 11, "A" + (_TEN * 5)[1:-1] + "…"),
        # Cut at a word, and what ends it goes.
        (_TEN * 5 + "abc def, ghi", "A" + (_TEN * 5)[1:] + "abc def…"),
        (_TEN * 5 + "abc – defghi", "A" + (_TEN * 5)[1:] + "abc…"),
        ("x" * 61, "X" + "x" * 58 + "…"),
        ("x" * 59 + " yz", "X" + "x" * 58 + "…"),
        ("x" * 58 + " yz", "X" + "x" * 57 + "…"),
        # When, and who, where both stand before it; who alone says something.
        ("Within three months of publication, Westland Police should: log letters;", "Log letters"),
        ("By 31 March 2032, the force should log letters.", "Log letters"),
        ("By the end of April the force must log letters.", "Log letters"),
        ("Within 30 working days the chief constable needs to: log letters", "Log letters"),
        ("With immediate effect, log letters.", "Log letters"),
        ("Not later than 1 May 2032, governors should - log letters", "Log letters"),
        ("Westland Police should: log letters", "Log letters"),
        ("Westland Police should log letters", "Westland Police should log letters"),
        ("By 31 March 2032, the force should", "By 31 March 2032, the force should"),
        ("By working with partners, log letters", "By working with partners, log letters"),
        ("Within reason, the force should log", "Within reason, the force should log"),
    ],
)
def test_a_title_is_the_text_without_its_lead_in_cut_at_a_word(text: str, title: str) -> None:
    assert title_of("recommendation", text, None, None) == title


@pytest.mark.parametrize(
    ("kind", "number", "of", "title"),
    [
        ("afi", 3, 8, "AFI 3 of 8 (text not published)"),
        ("afi", 3, None, "AFI 3 (text not published)"),
        ("afi", 0, 8, "AFI 0 of 8 (text not published)"),
        ("afi", None, 8, "AFI (text not published)"),
        ("afi", "2a", None, "AFI 2a (text not published)"),
        ("recommendation", 1, 4, "Recommendation 1 of 4 (text not published)"),
        ("cause-of-concern", None, None, "Cause of concern (text not published)"),
        ("good-practice", None, None, "Good practice (text not published)"),
    ],
)
def test_a_placeholder_says_which_of_how_many_it_is(
    kind: Kind, number: int | str | None, of: int | None, title: str
) -> None:
    assert title_of(kind, None, number, of) == title


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("recommendation", "REC"),
        ("afi", "AFI"),
        ("cause-of-concern", "COC"),
        ("good-practice", "GP"),
    ],
)
def test_a_text_that_says_nothing_gives_the_prefix(kind: Kind, title: str) -> None:
    assert title_of(kind, "...", 3, 8) == title


@given(
    st.lists(st.sampled_from(["the", "force", "should", "a", "evidence.", "x" * 70]), max_size=50)
)
def test_white_space_in_the_text_makes_no_other_title(words: list[str]) -> None:
    titles = {
        title_of("afi", between.join(words), None, None) for between in (" ", "  ", "\n" + " " * 9)
    }
    assert len(titles) == 1


@given(st.text())
def test_a_title_is_one_line_of_at_most_sixty_and_never_empty(text: str) -> None:
    title = title_of("recommendation", text, None, None)
    assert title
    assert len(title) <= LONGEST + 2  # a capital may be of three letters
    assert "\n" not in title
    assert title == title.rstrip(" .;") or title.endswith("…")


def test_a_very_long_text_is_read_no_further_than_it_has_to_be() -> None:
    assert title_of("recommendation", "ab " * 10**6, None, None) == "Ab" + " ab" * 19 + "…"
    assert LONGEST == 60
