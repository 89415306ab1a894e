"""What two spellings of one name share, over all of Unicode and over random texts."""

from __future__ import annotations

import unicodedata
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.words import composed, folded
from tests.torture.sizes import FULL

_UNSEEN: Final = "\u00ad\u034f\u115f\u1160\u200b\u200c\u200d\u200e\u2060\u3164\ufe0f\ufeff\uffa0"
_BLANKS: Final = " \t\n\x85\u00a0\u2003\u2028\u2800\u3000"
_TEXTS: Final = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("e\u0301ﬁßİ"))


def test_every_letter_is_one_name_composed_and_decomposed_and_in_each_case() -> None:
    odd = [
        hex(number)
        for number in range(0x110000)
        if not 0xD800 <= number < 0xE000
        for letter in [chr(number)]
        if FULL or unicodedata.category(letter) not in {"Cn", "Co"}  # a million that aren't given
        for key in [folded(letter)]
        if {folded(unicodedata.normalize(form, letter)) for form in ("NFC", "NFD")} != {key}
        or folded(key) != key
    ]
    assert odd == []


@given(_TEXTS)
def test_a_folded_text_stays_as_it_is_and_no_form_has_another(text: str) -> None:
    key = folded(text)
    assert folded(key) == key
    assert folded(unicodedata.normalize("NFD", text)) == key
    assert folded(unicodedata.normalize("NFC", text)) == key
    assert unicodedata.is_normalized("NFC", key)


@given(_TEXTS, st.sampled_from(_UNSEEN), st.integers(0))
def test_what_cant_be_seen_makes_no_other_name(text: str, sign: str, place: int) -> None:
    there = place % (len(text) + 1)
    assert folded(text[:there] + sign + text[there:]) == folded(text)


@pytest.mark.parametrize("text", [*_UNSEEN, *_BLANKS, "", f" {_UNSEEN}{_BLANKS}"])
def test_what_looks_empty_is_empty(text: str) -> None:
    assert (folded(text), composed(text)) == ("", "")


@given(_TEXTS)
def test_a_name_is_kept_composed_and_is_the_same_name(text: str) -> None:
    kept = composed(text)
    assert folded(kept) == folded(text)
    assert composed(kept) == kept
