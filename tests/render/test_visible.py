"""Text from outside is shown, not obeyed."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given

from hmic_tracker.render.escaping import misleading, visible
from tests.render.pages import HOSTILE, forbidden, texts
from tests.work import counted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Fair — the force’s “plan”…", "Fair — the force’s “plan”…"),
        ("\x1b[2J", r"\x1b[2J"),
        ("done\rnot done", r"done\x0dnot done"),
        ("\x9b31m", r"\x9b31m"),
        ("a\u202eb", r"a\u202eb"),
        ("a\u200bb\ufeff", r"a\u200bb\ufeff"),
        ("\U000e0041", r"\U000e0041"),
        ("\ud800\uffff\U0010ffff", r"\ud800\uffff\U0010ffff"),
        ("a\u2028b", r"a\u2028b"),
        ("one\ttwo\nthree\r\nfour", "one two three four"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("\U0001f468\u200d\U0001f469\ufe0f", "\U0001f468\u200d\U0001f469\ufe0f"),
        ("no\u00a0break", "no\u00a0break"),
        (r"C:\x1b", r"C:\x1b"),
    ],
)
def test_what_misleads_is_escaped_and_the_rest_stays(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_newlines_stay_only_where_they_are_asked_for() -> None:
    assert visible("one\r\ntwo\nthree\r", newlines=True) == "one\ntwo\nthree\\x0d"


@given(texts)
def test_nothing_that_misleads_is_left(text: str) -> None:
    assert forbidden(visible(text)) == []
    assert "\n" not in visible(text)
    assert forbidden(visible(text, newlines=True)) == []


@given(texts)
def test_what_was_made_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


def test_everything_to_be_escaped_is_unprintable_so_the_fast_way_misses_nothing() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert [char for char in misleading().findall(everything) if char.isprintable()] == []


@pytest.mark.parametrize("char", ["\x1b", "\u202e", "a\u0301", "\r\n"])
def test_a_long_text_takes_no_more_work_than_its_length_explains(char: str) -> None:
    half, whole = (counted(visible, char * number).steps for number in (10_000, 20_000))
    assert whole < 12 * 20_000
    assert whole < 2.2 * half


def test_the_hostile_corpus_comes_out_harmless() -> None:
    assert forbidden("".join(map(visible, HOSTILE))) == []
