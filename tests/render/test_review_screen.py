"""A review's screen at any size: the item and the keys are there, and nothing is too wide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.commands.review_session import HELP, LEGEND
from hmic_tracker.domain.plan import Plan
from hmic_tracker.render.review_screen import (
    ScreenText,
    Size,
    labelled,
    paged_screen,
    pages,
    whole_screen,
)
from hmic_tracker.render.text_layout import width_of
from hmic_tracker.render.to_plain import Pieces
from hmic_tracker.render.views.review import screen_text
from hmic_tracker.reports.review import ReviewPlace, review_screen
from tests.domain.making import TODAY, born, entered

WORDS = st.lists(st.from_regex(r"[a-zé–\u4e00]{1,24}", fullmatch=True), max_size=400)
SIZES = st.builds(Size, st.integers(60, 220), st.integers(24, 60), st.booleans())


def texts(lines: list[Pieces]) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines]


def a_screen(words: list[str], steps: list[str], note: str, message: list[str]) -> ScreenText:
    """The screen of an item with a text, open steps and a note, after something was said."""
    item = born(text=" ".join(words) or None, title_given="A title", due="2008-09")
    item = item._replace(original_due="2008-09")
    for n, step in enumerate(steps, 1):
        item = entered(item, **{f"action_{n}_text": step})
    entry = item.history[-1]._replace(op="note", event="note", changes=(), note=note or None)
    item = item._replace(history=(*item.history, entry))
    screen = review_screen(Plan(items=(item,)), [item], TODAY)
    return screen_text(screen, ReviewPlace("Review", TODAY, 1, 5, 12), LEGEND, message)


SCREENS = st.builds(
    a_screen,
    WORDS,
    st.lists(st.from_regex(r"[a-z]{1,9}( [a-z]{1,9}){0,20}", fullmatch=True), max_size=40),
    st.text(st.characters(codec="utf-8"), max_size=300),
    st.lists(st.just("REC-1: note: seen"), max_size=4),
)


@given(SCREENS, SIZES)
def test_item_and_keys_are_on_every_screen(screen: ScreenText, size: Size) -> None:
    lines = texts(whole_screen(screen, size))
    assert len(lines) < size.rows
    assert max(map(width_of, lines)) <= size.columns
    assert any(line.startswith("REC-1  recommendation") for line in lines)
    shown = "\n".join(lines)
    for key in LEGEND:
        assert key in shown
    for label, _ in screen.rows:
        assert label in shown
    for text in screen.message:
        assert text in shown


@given(SCREENS, SIZES)
def test_the_pages_have_every_word_and_the_keys(screen: ScreenText, size: Size) -> None:
    whole = pages(screen, size)
    seen: list[str] = []
    for page in whole:
        lines = texts(paged_screen(screen, page, size))
        assert len(lines) < size.rows
        assert max(map(width_of, lines)) <= size.columns
        assert all(any(key in line for line in lines) for key in LEGEND)
        seen += texts(page)
    letters = "".join("".join(seen).split())
    assert "".join(screen.text.split()) in letters
    for _, rows in screen.rows:
        for row in rows:
            if row.isascii() and row.isprintable():
                assert "".join(row.split()) in letters


@given(SIZES)
def test_the_help_has_a_line_for_every_key(size: Size) -> None:
    named = {label for label, _ in HELP if label}
    assert named == {key[0] for key in LEGEND}
    assert all(width_of(line) <= size.columns for line in texts(labelled(HELP, size, 4)))
