"""Kept paragraphs of two officers brought together: each place by itself, and one place once."""

from __future__ import annotations

from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.domain.items import Value
from hmic_tracker.domain.kept_texts import KEPT_SECTIONS, WHOLE, KeptText
from hmic_tracker.store.settings_codec import settings_of
from hmic_tracker.store.toml import decode
from tests.merging.meeting import met
from tests.merging.test_every_field import MINE, SETTINGS_FILE, THEIRS, base, changed, value_in

BASE: Final = base()
_PLACES: Final = st.tuples(st.sampled_from((WHOLE, "some", "a-b")), st.sampled_from(KEPT_SECTIONS))
_WORDS: Final = st.text(st.sampled_from('ab "\\\né='), min_size=1, max_size=12).filter(str.strip)
_TEXTS: Final = st.dictionaries(_PLACES, _WORDS, min_size=1, max_size=4)
Texts = dict[tuple[str, str], str]


def fields(texts: Texts) -> dict[str, Value]:
    """The settings of some texts, written on one day."""
    return {
        f"papers.some.text.{framework}.{section}.{key}": value
        for (framework, section), text in texts.items()
        for key, value in (("text", text), ("on", "2008-12-01"))
    }


@settings(max_examples=40)
@given(_TEXTS, _TEXTS)
def test_paragraphs_of_two_places_are_both_there_and_one_place_is_settled_once(
    mine: Texts, theirs: Texts
) -> None:
    one = changed(BASE, SETTINGS_FILE, fields(mine), MINE)
    other = changed(BASE, SETTINGS_FILE, fields(theirs), THEIRS)
    both = met(BASE, one, other)
    assert both == met(BASE, other, one)
    texts = settings_of(decode(both[SETTINGS_FILE])).paper_texts
    there = {text.place: text for text in texts}
    assert len(there) == len(texts)
    for place in {**mine, **theirs}:
        given_there = {words[place] for words in (mine, theirs) if place in words}
        assert there[place].text in given_there
        field = f"papers.some.text.{place[0]}.{place[1]}.text"
        assert value_in(both, SETTINGS_FILE, field) == (there[place].text, len(given_there) > 1)


@settings(max_examples=40)
@given(_TEXTS)
def test_paragraphs_written_into_a_file_are_read_again_and_leave_no_trace(texts: Texts) -> None:
    written = changed(BASE, SETTINGS_FILE, fields(texts), MINE)
    read = settings_of(decode(written[SETTINGS_FILE])).paper_texts
    wanted = {KeptText("some", *place, words, "2008-12-01") for place, words in texts.items()}
    assert {text for text in read if text.written} == wanted
    gone: dict[str, Value] = dict.fromkeys(fields(texts))
    again = changed(written, SETTINGS_FILE, gone, THEIRS)
    kept = settings_of(decode(again[SETTINGS_FILE])).paper_texts
    assert {text.place for text in kept} == {("some", "findings")} - texts.keys()
    head = decode(again[SETTINGS_FILE]).partition("\n[[history]]")[0]
    assert head.count("[papers.some.text") == len(kept)
