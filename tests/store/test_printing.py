"""Values as TOML text: the layout is that of tomli-w, and the text says what was given."""

import tomllib
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.store.toml.printing import printed

SIGNS = st.one_of(
    st.sampled_from('"\\\n\r\t\b\f\x00\x1f\x7f\x85\u2028ab '), st.characters(codec="utf-8")
)
TEXTS = st.one_of(st.text(SIGNS, max_size=30), st.text("ab\n", min_size=60, max_size=130))
SINGLE = st.one_of(
    *(TEXTS, st.booleans(), st.integers(-(2**60), 2**60), st.floats(allow_nan=False)),
    *(st.dates(), st.datetimes(), st.times()),
)
KEYS = st.one_of(st.sampled_from(["a", "b-1", "c_2"]), st.text(SIGNS, max_size=5))
VALUES = st.recursive(
    SINGLE,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(KEYS, inner, max_size=3),
        st.lists(st.dictionaries(KEYS, inner, max_size=3), max_size=3),
    ),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.booleans())
def test_the_text_is_that_of_tomli_w_to_the_byte(values: dict[str, Any], over_lines: bool) -> None:
    assert printed(values, over_lines) == tomli_w.dumps(values, multiline_strings=over_lines)


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_the_standard_parser_reads_the_values_out_of_the_text(values: dict[str, Any]) -> None:
    assert tomllib.loads(printed(values, over_lines=False)) == values


def test_what_toml_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError, match="TOML has no complex"):
        printed({"a": 1j})
