"""Lists below a sentence on who should do something: leaders, a partnership, the police."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import document_of, read_report
from hmic_tracker.documents.reading import read_marks, unread


@pytest.mark.parametrize(
    "stem",
    ["Leaders should take further action to:", "The partnership should:", "Governors must:"],
)
def test_a_list_below_what_one_body_should_do_needs_no_heading(stem: str) -> None:
    text = (
        f"Visit to Overby School\n\n4 May 2032\n\n{stem}\n\n• train all staff\n• sing each day.\n"
    )
    assert [item.text for item in read_report(text, "visit.txt").items] == [
        f"{stem} train all staff",
        f"{stem} sing each day.",
    ]


def test_bullets_below_a_sentence_that_is_not_understood_are_not_passed_over() -> None:
    text = "A view of Overby\n\n4 May 2032\n\nEverybody should:\n\n- be kind\n- sing\n\nThe end.\n"
    document = document_of(text, "view.txt")
    assert [mark.text.lstrip("- ") for mark in unread(read_marks(document).marks)] == [
        "Everybody should:",
        "be kind",
        "sing",
    ]


def test_what_an_inspector_recommends_below_a_cause_of_concern_is_a_recommendation() -> None:
    text = (
        "Letter on Westland Police\n\n3 March 2032\n\nCauses of concern\n\n"
        "The force does not protect detainees.\n\n"
        "I recommend that, with immediate effect, the force should:\n"
        "1. look into each cell;\n2. within one month, train all sergeants.\n"
    )
    items = read_report(text, "letter.txt").items
    assert [(item.kind, item.label, item.due) for item in items] == [
        ("recommendation", "1", "2032-03-03"),
        ("recommendation", "2", "2032-04-03"),
        ("cause-of-concern", None, None),
    ]


def test_must_and_should_as_headings_are_kinds_of_what_is_below_them() -> None:
    text = (
        "Mill House Surgery\n\nAreas for improvement\n\nMust\n\n"
        "• The surgery must lock up its keys.\n\nShould\n\n• The surgery should paint its walls.\n"
    )
    items = read_report(text, "surgery.txt").items
    assert [(item.kind, item.source_kind, item.framework) for item in items] == [
        ("recommendation", "must do", None),
        ("afi", "should do", None),
    ]


def test_a_date_with_its_name_below_no_item_is_not_passed_over() -> None:
    text = (
        "Visit to Overby\n\nRecommendations\n\n1. The force should publish data.\n\n"
        "Nobody has counted the lamps of the pier.\n\nDue: within six months\n"
    )
    document = document_of(text, "visit.txt")
    assert [mark.text for mark in unread(read_marks(document).marks)] == ["Due: within six months"]


def test_a_short_order_behind_an_items_name_has_its_points() -> None:
    text = (
        "Audit of Overby\n\n4 March 2032\n\nRecommendation: Test keys:\n\n"
        "1. of the gate by 30 April 2032\n2. of the pier by 31 May 2032\n\n"
        "Management response: Agreed. Responsible officer: Head of Works Target date: Immediate\n"
    )
    (item,) = read_report(text, "audit.txt").items
    assert (item.text, item.owner, item.due) == (
        "Test keys: 1. of the gate by 30 April 2032 2. of the pier by 31 May 2032",
        "Head of Works",
        "2032-03-04",
    )


def test_rows_below_a_head_that_names_the_day_alone_are_items() -> None:
    text = (
        "Alder Nursery\n\nWhat does the nursery need to do to improve?\n\n"
        "To meet the requirements the provider must:\n\n\tDue date\n"
        "train staff in first aid\t31/03/2032\nimprove the fence\t14/04/2032\n"
    )
    draft = read_report(text, "nursery.txt")
    assert [(item.text, item.due) for item in draft.items] == [
        ("train staff in first aid", "2032-03-31"),
        ("improve the fence", "2032-04-14"),
    ]
    assert draft.frameworks == ()
