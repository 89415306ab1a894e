"""Any text ends in a Draft or in an InputError, and in linear work.

Long texts are ten times as long with TRACKER_TORTURE=1.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.documents.parsing import MOST_WARNINGS, read_report
from hmic_tracker.documents.sources.text_decoding import decode
from hmic_tracker.domain.dates import valid_due
from hmic_tracker.errors import InputError
from tests.documents.reports import EXAMPLE, HEAD
from tests.torture.sizes import FULL

_MANY = 10**5 if FULL else 10**4

WORDS = (
    *("Missing Persons", "PVP – overall", "Public Protection", "Performance Planning", "PP"),
    *("Four recommendations", "eight AFIs", "Recommendation 2", "RECOMMENDATION 1 –", "AFIs 1-3"),
    *("Areas for improvement", "two completed", "all completed", "almost", "majority of work"),
    *("on the other", "three", "the rest", "all but one", "none", "in progress", "by June 2009"),
    *("by 31 February 2009", "by spring", "2007 Grade:", "Excellent", "Good", "Fair", "14", "2"),
    *("Framework 2007 Grading 2006 Grading", "Framework 2007 Gradings", "Excellent Good Fair Poor"),
    *("(Overall only)", "(encompassing", "A, B and C)", "•", "-", "–", ":", ";", ".", ",", "and"),
    *("13.", "Appendix 1:", "Date: 1 May 2009", "Report: 9", "published in May 2008", "not"),
    *("No", "0 AFIs", "999 AFIs", "\u00a0", "\t", "\n", "\n\n", "\n• ", "\n\n14. ", "\u202e", "²"),
)
"""What reports are made of, to be put together in any order."""


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
@settings(max_examples=600, deadline=None)
def test_any_heap_of_a_reports_words_is_read_or_refused(text: str) -> None:
    try:
        draft = read_report(HEAD + text, "heap.txt")
    except InputError:
        return
    slugs = [framework.slug for framework in draft.frameworks]
    assert len(slugs) == len(set(slugs))
    named = {item.framework for item in draft.items if item.framework}
    named |= {grade.framework for grade in draft.grades} | {row.framework for row in draft.national}
    named |= {framework.parent for framework in draft.frameworks if framework.parent}
    assert named | {count.framework for count in draft.reported} <= set(slugs)
    assert all(item.due is None or valid_due(item.due) for item in draft.items)
    assert all(item.number is None or item.number > 0 for item in draft.items)
    assert all(0 <= count.completed <= count.total for count in draft.reported)
    numbers = [(i.framework, i.kind, i.number) for i in draft.items if i.number is not None]
    assert len(numbers) == len(set(numbers))
    assert all(0 <= w.line <= draft.text.count("\n") + 1 for w in draft.warnings)


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    for whole in (text, HEAD + text):
        try:
            draft = read_report(whole, "text.txt")
        except InputError:
            continue
        assert draft.name


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data, "bytes")
    except InputError:
        return
    assert text.strip()
    assert "\r" not in text


@given(st.data())
@settings(max_examples=600 if FULL else 40, deadline=None)
def test_the_example_with_any_piece_cut_out_is_read(data: st.DataObject) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    try:
        read_report(text[:start] + text[end:], "cut.txt")
    except InputError:
        assert end - start > len(text) // 2


@pytest.mark.parametrize(
    "text",
    [
        "a " * 10 * _MANY,
        "a" * 10 * _MANY,
        "(" * _MANY,
        "\n" * 10 * _MANY,
        " " * 10 * _MANY + "x",
        "• x\n" * _MANY,
        "one of the " * _MANY,
        "Recommendations " + "1, " * _MANY,
        "Recommendation 1 – x\n" * _MANY,
        "• Missing Persons - Four recommendations\n" + "and more\n" * _MANY,
        "Missing Persons - " + "a – " * _MANY,
        "published in " * _MANY,
        "a Good grading for " * _MANY,
        "• A (encompassing " * _MANY,
        "not not yet all " * _MANY,
        "Framework 2007 Gradings\nExcellent Good Fair Poor\n" + "1 " * _MANY,
        "".join(f"Framework Number {n}\n2007 Grade: Good\n" for n in range(_MANY // 5)),
        "".join(f"• Area {n} A - Two AFIs – all completed\n" for n in range(_MANY // 5)),
    ],
    ids=range(18),
)
def test_a_text_made_to_take_long_does_not(text: str) -> None:
    for whole in (text, HEAD + text):
        try:
            draft = read_report(whole, "long.txt")
        except InputError:
            continue
        assert len(draft.warnings) <= MOST_WARNINGS + 1
