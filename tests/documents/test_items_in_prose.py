"""Items that stand within a sentence of minutes and letters, and nowhere else."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.wording.items_in_prose import items_in_prose
from hmic_tracker.errors import InputError

_MINUTES = """Harbour Committee

4 May 2031

{sentence}

The committee thanked the crews.
"""
_NO_LAMPS = "the harbour could not be sure that its lamps are lit at night."


def items_of(sentence: str) -> list[tuple[str, str | None, str | None]]:
    """The kind, label and text of each item."""
    items = read_report(_MINUTES.format(sentence=sentence), "minutes.txt").items
    return [(item.kind, item.label, item.text) for item in items]


@pytest.mark.parametrize(
    "lead",
    [
        "HMIC had given a ‘cause of concern’ as they considered ",
        "In their report the inspectors had issued a cause of concern because ",
        "The inspectors gave the harbour a cause of concern: ",
        "A cause of concern was raised by HMIC, stating that ",
        "They identified one serious cause of concern, namely that ",
    ],
)
def test_why_a_cause_of_concern_was_given_is_its_text(lead: str) -> None:
    sentence = f"All went well. {lead}{_NO_LAMPS} New ones were bought."
    assert items_of(sentence) == [("cause-of-concern", None, _NO_LAMPS)]


@pytest.mark.parametrize(
    "sentence",
    [
        "HMIC had given a cause of concern that was closed in the spring of the next year.",
        "The inspectors found no cause of concern because the lamps are lit at night.",
        f"At the last inspection HMIC had given a cause of concern as {_NO_LAMPS}",
        "The harbour was given a cause of concern as a result of the lamps of its long pier.",
        "HMIC had closed the cause of concern because the harbour has bought its lamps.",
    ],
)
def test_what_became_of_a_concern_is_none(sentence: str) -> None:
    with pytest.raises(InputError, match="has no"):
        items_of(sentence)


_TWO = (
    "This is how far we are with Recommendations 2 – Improve how often the lamps of the pier"
    " are tried and also recommendation 6 – Strengthen what wardens are taught about tides."
)
_FIRST = ("recommendation", "2", "Improve how often the lamps of the pier are tried")
_SECOND = ("recommendation", "6", "Strengthen what wardens are taught about tides.")


def test_items_with_their_numbers_in_a_sentence_are_read_there() -> None:
    assert items_of(f"{_TWO} There is more to do.") == [_FIRST, _SECOND]


def test_one_that_has_a_line_of_its_own_as_well_is_one_item() -> None:
    assert sorted(items_of(f"{_TWO}\n\nRecommendation 2 – {_FIRST[2]}\n")) == [_FIRST, _SECOND]


def test_a_line_that_begins_with_an_item_has_none_in_a_sentence_whatever_its_sign() -> None:
    assert items_in_prose(f"~~Recommendation 2 – {_FIRST[2]}~~ which is now another one.") == []


@pytest.mark.parametrize(
    "end",
    [", and were told that it is done.", " – which is done.", " - would be done by May.", "."],
)
def test_what_minutes_say_of_an_item_behind_its_text_is_no_part_of_it(end: str) -> None:
    text = f"{_FIRST[2]}{end if end == '.' else ''}"
    sentence = f"They heard of recommendation 2: {_FIRST[2]}{end}"
    assert items_of(sentence) == [("recommendation", "2", text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "We have looked at Recommendation 2 – Improve how lamps are tried has been closed.",
        "We have looked at Recommendation 2 – The lamps of the pier, and how they are tried.",
    ],
)
def test_what_only_names_a_recommendation_is_none(sentence: str) -> None:
    with pytest.raises(InputError, match="has no"):
        items_of(sentence)


_QUOTE = "If harbours have not tried their lamps, they should do so before each winter"


def test_a_recommendation_in_quotation_marks_is_read_in_the_middle_of_a_letter() -> None:
    sentence = (
        "He wrote: “I welcome the report. It has two recommendations and one for harbours;"
        f" “{_QUOTE}”. We have begun with the long pier.” He is at sea."
    )
    assert items_of(sentence) == [("recommendation", None, _QUOTE)]


@pytest.mark.parametrize(
    "sentence",
    [
        f"The master wrote to us: “{_QUOTE}”.",
        f"What Recommendation 3 says: “{_QUOTE}”, was the talk of the harbour.",
        "The recommendation was: “That members note how many lamps there are on the pier”.",
        "Of the recommendation the master said “nobody had a lamp to spare for the long pier”.",
    ],
)
def test_other_quoted_words_are_no_item(sentence: str) -> None:
    with pytest.raises(InputError, match="has no"):
        items_of(sentence)


_LETTER = """I have asked the Harbour Master to say what he thinks of it.
The Harbour Master’s response was:
“I welcome {report} It has one recommendation; “{quote}”. We have begun.”
Ann Reed, Harbour Commissioner
"""


@pytest.mark.parametrize(
    ("report", "title", "published"),
    [
        (
            "the October 2029 HMIC report, The Long Pier: who lights the lamps, which is clear.",
            *("The Long Pier: who lights the lamps", "2029-10"),
        ),
        ("the HMICS report ‘Boats at night’ and its tone.", "Boats at night", None),
        ("the HMIC report on boats.", "letter.txt", None),
    ],
)
def test_a_letter_without_a_title_is_about_the_report_that_it_names(
    report: str, title: str, published: str | None
) -> None:
    draft = read_report(_LETTER.format(report=report, quote=_QUOTE), "letter.txt")
    assert (draft.title, draft.published) == (title, published)
    assert [item.text for item in draft.items] == [_QUOTE]


def test_what_an_agenda_wants_a_paper_for_is_no_title() -> None:
    concern = f"They gave a cause of concern as {_NO_LAMPS}"
    text = f"Agenda item\n\nTo consider a report\n\nMinutes:\n\n{concern}\n"
    assert read_report(text, "minutes.txt").title == "minutes.txt"
