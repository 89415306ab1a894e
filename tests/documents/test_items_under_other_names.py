"""Items under a document's own name for them, and sentences that ask nobody for anything."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft

_PLACES = "Leaders should make sure that each learner has a place in a class of their own level."
_TIMES = "Leaders must see that lessons begin when they are meant to."


def _read(text: str) -> Draft:
    return read_report(f"Review of progress at Moor House\n\n3 May 2033\n\n{text}", "review.txt")


@pytest.mark.parametrize("name", ["Theme", "Priority", "Strand", "Challenge"])
@pytest.mark.parametrize(
    "judged",
    [
        "Ofsted considered that the prison had made reasonable progress in this area.",
        "Estyn inspectors judged that leaders had made good progress on this theme.",
        "We concluded that the school has made no meaningful progress in this area.",
    ],
)
def test_numbered_names_before_texts_that_ask_are_items_with_their_judgement(
    name: str, judged: str
) -> None:
    draft = _read(
        f"Learning and work\n\n{name} 1: {_PLACES}\n\n3.10 There were 80 more places.\n\n"
        f"3.11 {judged}\n\n{name} 2: {_TIMES}\n\n3.12 Few did.\n\n3.13 {judged}\n"
    )
    items = [(item.kind, item.label, item.text, item.source_kind) for item in draft.items]
    assert items == [
        ("recommendation", "1", _PLACES, name.casefold()),
        ("recommendation", "2", _TIMES, name.casefold()),
    ]
    assert all(item.status or item.update for item in draft.items)


@pytest.mark.parametrize(
    "text",
    [
        f"Theme 1: Places\n\n{_PLACES}\n\nTheme 2: Times\n\nFew came.\n",
        f"Theme 1: {_PLACES}\n\nTheme 2: What we saw in lessons\n\nFew came.\n",
        f"Theme 4: {_PLACES}\n",
    ],
)
def test_names_of_parts_that_ask_for_nothing_are_no_items(text: str) -> None:
    draft = _read(f"{text}\nRecommendations\n\n• The house should count its beds.\n")
    assert [item.text for item in draft.items] == ["The house should count its beds."]
    assert any("Leaders should" in warning.text for warning in draft.warnings)


@pytest.mark.parametrize(
    "sentence",
    [
        "The standard is that forces should answer 90 percent of calls within that time.",
        "The national target says that services should be there in ten minutes.",
        "Its own policy requires that officers should write down why they stopped somebody.",
        "The law was that councils should keep a register.",
    ],
)
def test_what_a_standard_says_below_an_item_is_no_item_and_shown(sentence: str) -> None:
    draft = _read(
        "Areas for improvement\n\nThe force needs to improve the time it takes to answer calls\n\n"
        f"As of 31 March 2033, it answered 71 percent of them. {sentence}\n\n{sentence}\n\n"
        "The force should make sure that call takers give advice\n\nSome did.\n"
    )
    assert not any(sentence in (item.text or "") for item in draft.items)
    assert any(sentence[:20] in warning.text for warning in draft.warnings)


@pytest.mark.parametrize(
    "sentence",
    [
        "Partners in Ellmouth should urgently ensure that the following areas of weakness are "
        "addressed.",
        "The trust must make sure that the following issues are dealt with within a month.",
        "The council should see that the following matters be resolved.",
    ],
)
def test_what_introduces_the_points_of_a_list_is_none_of_them(sentence: str) -> None:
    draft = _read(
        f"Areas for priority action\n\n{sentence}\n\n"
        f"• Strategy meetings are held without health. {_TIMES}\n"
        f"• The police don’t write to schools. {_PLACES}\n"
    )
    texts = [item.text for item in draft.items]
    assert len(texts) == 2
    assert not any(sentence in (text or "") for text in texts)


@pytest.mark.parametrize("name", ["Action required", "ACTION REQUIRED"])
@pytest.mark.parametrize(
    ("text", "when", "due"),
    [
        ("Separate dirty kit from clean as soon as crews leave.", "By", "2033-09-30"),
        ("Rinse each tank before it is filled.", "Due", "2033-09-30"),
        ("A rail round the hatch on each floor.", "Complete by", "2033-09-30"),
    ],
)
def test_what_stands_behind_action_required_is_an_item_with_its_day_below(
    name: str, text: str, when: str, due: str
) -> None:
    draft = _read(
        "1. Kit\n\nNo one knew whose it was. It should have been known.\n\n"
        f"{name}: {text}\n\n{when}: 30 September 2033\n\nYours sincerely\n"
    )
    assert [(item.kind, item.text, item.due) for item in draft.items] == [
        ("recommendation", text, due)
    ]


@pytest.mark.parametrize(
    "key",
    [
        "CoC: cause of concern. Rec: recommendation. AFI: area for improvement.",
        "AFI: area for improvement; Rec: recommendation; ACC: assistant chief constable",
        "Rec: recommendation. CoC: cause of concern.",
    ],
)
def test_a_line_that_says_what_short_names_stand_for_is_no_item(key: str) -> None:
    draft = _read(f"Recommendations\n\n• The house should count its beds.\n\n{key}\n")
    assert [item.text for item in draft.items] == ["The house should count its beds."]


@pytest.mark.parametrize("code", ["CUS-1", "HC4", "P/12"])
@pytest.mark.parametrize("kind", ["Rec", "AFI", "Recommendation", "CoC"])
def test_a_row_whose_columns_ran_together_is_shown_and_no_item(code: str, kind: str) -> None:
    row = f"{code} {kind} The force should see that people are Head of Custody Yard open Done"
    draft = _read(f"Recommendations\n\n• The house should count its beds.\n\n{row}\n")
    assert [item.text for item in draft.items] == ["The house should count its beds."]
    assert any(warning.text.startswith(f"'{code}") for warning in draft.warnings)


def test_the_number_of_a_notice_is_the_label_of_what_it_requires() -> None:
    draft = _read(
        "A. Notices\n\nNotice no.    Requirement                              Comply by\n"
        "316/1         You must look at how hot it is in the     29 August 2033\n"
        "              tower.\n"
        "316/2         You must have the tanks examined.         11 July 2033\n"
    )
    assert [(item.label, item.due) for item in draft.items] == [
        ("316/1", "2033-08-29"),
        ("316/2", "2033-07-11"),
    ]
