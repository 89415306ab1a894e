"""How a text asks for something: by the body that recommends it, or without anybody's name."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

TITLE = "The ferries of Northmere\n\n12 May 2032\n\n"


def texts_of(text: str) -> list[tuple[str | None, str | None]]:
    return [(item.label, item.text) for item in read_report(TITLE + text, "ferry.txt").items]


BY_BODY = (
    "NFA recommends that, for ferries that stay, the Director of Ports have each hull"
    " painted. Crews are to help with it.",
    "The Ferry Auditor also recommended to the Council that it buy a dry dock.",
)


@pytest.mark.parametrize("heading", ["Report Recommendations", "What NFA recommends"])
def test_in_a_list_of_recommendations_any_body_may_recommend(heading: str) -> None:
    text = f"{heading}\n{BY_BODY[0]}\n{BY_BODY[1]}\n"
    assert texts_of(text) == [(None, BY_BODY[0]), (None, BY_BODY[1])]


def test_outside_of_such_a_list_it_is_what_others_say() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(f"{TITLE}What we found\n\n{BY_BODY[0]}\n\n{BY_BODY[1]}\n", "ferry.txt")


def test_tabs_of_a_page_are_no_title() -> None:
    tabs = "Report Summary\nReport Terms\nReport Recommendations\n"
    assert read_report(f"{tabs}{BY_BODY[0]}\n", "ferry.txt").title == "ferry.txt"


ORDERS = (
    "Direct the crew of each ferry to count its boats before it leaves.",
    "Resolve who owns the £90 in the cash box, and pay it back to them.",
)


def test_two_paragraphs_of_a_list_that_tell_what_to_do_are_items_without_a_bullet() -> None:
    text = f"Details of recommendations\n\n{ORDERS[0]}\n{ORDERS[1]}\n"
    assert texts_of(text) == [(None, ORDERS[0]), (None, ORDERS[1])]


@pytest.mark.parametrize(
    "lines",
    [
        (ORDERS[0], "The board did so in the spring of last year."),
        ("Visit the page of the auditor to read more about ferries.", "See all of our reports."),
    ],
)
def test_one_such_paragraph_or_what_a_page_s_reader_may_do_is_none(lines: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(TITLE + "Recommendations\n\n" + "\n\n".join(lines) + "\n", "ferry.txt")


@pytest.mark.parametrize("marking", ["(U)", "(OFFICIAL)"])
def test_a_paragraph_s_marking_may_stand_before_its_label(marking: str) -> None:
    text = (
        f"{marking} Rec. 1: NFA recommended that the Director have each hull painted.\n"
        f"{marking} Rec. 3: NFA recommended that the Director buy a dry dock.\n"
    )
    assert texts_of(text) == [
        ("1", "NFA recommended that the Director have each hull painted."),
        ("3", "NFA recommended that the Director buy a dry dock."),
    ]


FLATTENED = """Body Recommendation Status
Northmere Ferries The Director of Ports should have each hull painted. (Recommendation 1)
Open – partially addressed

The Director agreed. Two hulls were painted in April.

Northmere Ferries The Director of Ports should buy a dry dock and keep it dry. {}
Implemented

The dock was bought.
"""


def test_a_number_may_stand_behind_its_item_and_the_status_on_the_line_below() -> None:
    items = read_report(TITLE + FLATTENED.format("(Rec. 2)"), "ferry.txt").items
    assert [(i.label, i.text, i.owner, i.status) for i in items] == [
        (
            *("1", "The Director of Ports should have each hull painted."),
            *("Northmere Ferries", "in-progress"),
        ),
        (
            *("2", "The Director of Ports should buy a dry dock and keep it dry."),
            *("Northmere Ferries", "done"),
        ),
    ]


def test_one_number_behind_a_sentence_cites_an_item_elsewhere() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(TITLE + FLATTENED.format(""), "ferry.txt")


def test_a_number_that_stands_before_another_text_as_well_cites_that() -> None:
    own = "Recommendation 1: Paint the hulls.\nRecommendation 2: Buy a dock.\n\nWhat we think\n\n"
    assert [label for label, _ in texts_of(own + FLATTENED.format("(Recommendation 2)"))] == [
        "1",
        "2",
    ]


def test_a_status_behind_an_empty_line_heads_what_is_below_it() -> None:
    items = read_report(
        f"{TITLE}Recommendations\n\n1. The crew should mend the nets.\n\nCompleted\n\n"
        "2. The crew should paint the hulls.\n",
        "ferry.txt",
    ).items
    assert [item.status for item in items] == [None, None]


def test_a_status_of_two_meanings_below_an_item_is_a_note_with_a_warning() -> None:
    draft = read_report(
        f"{TITLE}Recommendations\n\n1. The crew should mend the nets.\nResolved\n\n"
        "2. The crew should paint the hulls.\nClosed\n",
        "ferry.txt",
    )
    assert [item.status for item in draft.items] == [None, "closed"]
    assert any("a plan is agreed" in warning.text for warning in draft.warnings)


@pytest.mark.parametrize(
    ("text", "is_doubtful"),
    [
        ("Northmere Ferries, determine who was paid for the ropes.", False),
        ("The Director of Ports verify that each rope is in its book.", False),
        ("The Director of Ports knows that each rope is in its book.", True),
    ],
)
def test_behind_a_label_a_bare_verb_says_what_somebody_is_to_do(
    text: str, is_doubtful: bool
) -> None:
    (item,) = read_report(f"{TITLE}Recommendation 1: {text}\n", "ferry.txt").items
    assert (item.text, bool(item.doubt)) == (text, is_doubtful)


_WHY = "The dock seems to us to be a part of the harbour, and "


@pytest.mark.parametrize(
    ("why", "recommend"),
    [
        (_WHY, "we recommend, therefore, that the Port gives it a clerk."),
        (_WHY, "we accordingly recommend that the Port gives it a clerk."),
        (_WHY, "we, therefore, recommend that the Port gives it a clerk."),
        ("As the dock is a part of it, ", "we recommend again that the Port gives it a clerk."),
    ],
)
def test_a_sentence_that_goes_on_to_recommend_is_an_item_with_what_it_rests_on(
    why: str, recommend: str
) -> None:
    text = f"The dock\n\n7. We went to see it. {why}{recommend}\n"
    kept = why if why == _WHY else ""
    assert texts_of(text) == [("7", f"{kept}{recommend}")]


def test_what_was_recommended_before_is_not_recommended_again() -> None:
    with pytest.raises(InputError, match="has no"):
        texts_of("The dock\n\n7. As we said in 2029, and we recommend, therefore, that it stay.\n")


@pytest.mark.parametrize("pages", ["(see page 13).", "(see pages 3 and 14)", "(on p. 7)."])
@pytest.mark.parametrize("label", ["1   ", "Recommendation 1: ", "• "])
def test_the_page_that_tells_of_an_item_is_no_part_of_its_text(label: str, pages: str) -> None:
    text = f"Recommendations\n\n{label}The board should light the pier at night {pages}\n"
    assert [text for _, text in texts_of(text)] == ["The board should light the pier at night"]


def test_a_paragraph_in_brackets_stays_with_the_items_text() -> None:
    text = "Recommendations\n\n• The board should light the pier (paragraph 3.4).\n"
    assert [text for _, text in texts_of(text)] == [
        "The board should light the pier (paragraph 3.4)."
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Actions for the investigating bodies",
        "Actions for ourselves",
        "Commitments by the inspectorate",
    ],
)
def test_what_those_who_report_will_do_themselves_is_shown_and_no_item(heading: str) -> None:
    text = (
        "Recommendation 1\nThe board should light the pier.\n\n"
        f"{heading}\n\nAction 1\nThe auditor will look at the pier again.\n\n"
        "Action 2\nThe college will write a guide.\n\nMethod\nWe looked at piers.\n"
    )
    draft = read_report(TITLE + text, "ferry.txt")
    assert [item.text for item in draft.items] == ["The board should light the pier."]
    assert len([warning for warning in draft.warnings if "do themselves" in warning.text]) == 2


@pytest.mark.parametrize("heading", ["Our actions", "Our commitments"])
def test_the_actions_of_those_inspected_are_items(heading: str) -> None:
    text = f"{heading}\n\nAction 1\nThe board will light the pier.\n"
    assert texts_of(text) == [("1", "The board will light the pier.")]
