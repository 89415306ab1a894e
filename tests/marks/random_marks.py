"""Random marks: every word, and labels, kinds, reasons, places and texts of any characters."""

from __future__ import annotations

from hypothesis import strategies as st

from hmic_tracker.documents.blocks import Place
from hmic_tracker.documents.marks import WORDS, Mark

AWKWARD = st.text(
    st.sampled_from(
        " \t\n\r#|?@()\"\\.!'~-x\x00\x1b\x85\xa0\u2028\u202e\u200b\u200d\ufeff\ud800é字"
    )
)
TEXTS = st.one_of(
    st.text(st.characters(), max_size=200),
    AWKWARD,
    st.lists(st.sampled_from(["The", "force", "should", "|", "#", "", "?"]), max_size=60).map(
        " ".join
    ),
)
SHORT = st.one_of(
    st.sampled_from(["1", "2a", "021/31", "(S47)", "A31-04", "Four", "", "2 (a)", "? rec", "..."]),
    st.text(st.characters(), max_size=8),
    AWKWARD,
)
NUMBERS = st.integers(0, 999_999_999)
PLACES = st.builds(Place, NUMBERS, NUMBERS, SHORT)
MARK_WORDS = st.sampled_from(["", *(row.word for row in WORDS)])
MARK = st.builds(Mark, MARK_WORDS, TEXTS, SHORT, SHORT, SHORT, PLACES)
MARKS = st.lists(MARK, max_size=8).map(tuple)
