"""JSON gives back what went in, and obeys nothing on the way."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.render.to_json import dump
from tests.render.pages import HOSTILE, forbidden, texts

# Two surrogates in a row are one character to JSON; no text of the tracker has them.
_texts = texts.filter(lambda text: not re.search("[\ud800-\udbff][\udc00-\udfff]", text))
_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | _texts,
    lambda inner: st.lists(inner) | st.dictionaries(_texts, inner),
    max_leaves=8,
)


@given(_values)
def test_a_value_comes_back_the_same(value: object) -> None:
    assert json.loads(dump(value)) == value


@given(_values)
def test_nothing_that_misleads_is_in_the_text(value: object) -> None:
    text = dump(value)
    assert forbidden(text) == []
    text.encode("utf-8")


def test_letters_stand_as_they_are_and_the_rest_as_json_escapes() -> None:
    assert dump({"título": "漢\u202e\x7f\x9b\u2028\ud800\U000e0041\\\x1b"}) == (
        '{\n  "título": "漢\\u202e\\u007f\\u009b\\u2028\\ud800\\udb40\\udc41\\\\\\u001b"\n}\n'
    )


def test_the_hostile_corpus_comes_back_the_same() -> None:
    assert json.loads(dump(HOSTILE)) == HOSTILE


def test_what_json_has_no_number_for_is_refused() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        dump(float("nan"))
