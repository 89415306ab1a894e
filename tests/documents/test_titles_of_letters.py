"""Titles of letters below the salutation, and what stands behind a title on its line."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report

_ITEM = "Recommendations\n\n• The force should keep a plan for each of its cells.\n"


@pytest.mark.parametrize(
    "salutation",
    ["Dear Moor Bay local safeguarding partnership", "Dear HM Chief Inspector,", "Dear colleague"],
)
@pytest.mark.parametrize(
    "addressed",
    [
        "To the Director of Children’s Services, Moor Bay City Council",
        "Copy: Moor Police and Crime Commissioner; College of Policing; Office of Conduct",
        "Chief Executive, Moor Bay and Downs Integrated Care Board",
    ],
)
def test_a_letters_title_stands_below_its_salutation(salutation: str, addressed: str) -> None:
    draft = read_report(
        f"Ofsted\nAgora\n\n7 July 2033\n\n{addressed}\n\n{salutation}\n\n"
        "Joint targeted area inspection of Moor Bay\n\n"
        f"This letter says what we found in May.\n\n{_ITEM}",
        "letter.txt",
    )
    assert draft.title == "Joint targeted area inspection of Moor Bay"


@pytest.mark.parametrize(
    "behind", [", published on 22 September 2033", " (published on 22 September 2033)"]
)
def test_the_day_behind_a_letters_subject_is_that_of_the_report_it_answers(behind: str) -> None:
    draft = read_report(
        "Office of the Chief Constable\n\n14 November 2033\n\nDear HM Chief Inspector,\n\n"
        f"Response to the report on cells{behind}\n\nThank you for sending it to me.\n\n{_ITEM}",
        "letter.txt",
    )
    assert (draft.title, draft.published) == ("Response to the report on cells", "2033-09-22")


@pytest.mark.parametrize(
    "author",
    [
        "by HM Chief Inspector of Prisons",
        "by the Care Quality Commission",
        "by HM Inspectorate of Probation",
    ],
)
def test_the_body_behind_a_title_is_none_of_it(author: str) -> None:
    draft = read_report(
        f"Report on a review of progress at\n\nMoor House\n{author}\n\n3 May 2033\n\n{_ITEM}",
        "review.txt",
    )
    assert draft.title == "Report on a review of progress at Moor House"


def test_a_letter_head_is_no_title_though_it_has_many_words() -> None:
    draft = read_report(
        "HMICFRS\nHis Majesty’s Inspectorate of Constabulary and Fire & Rescue Services\n\n"
        "6th Floor, Agora House\n8 Old Quay Square\n\n"
        "HM Inspector of Fire & Rescue Services\n\n"
        "Chief Fire Officer\nMoor Bay and Downs Fire and Rescue Service\n\n"
        "22 November 2033\n\nDear Chief Fire Officer,\n\n"
        "MOOR BAY AND DOWNS FIRE AND RESCUE SERVICE – CAUSES OF CONCERN\n\n"
        f"I write to you ahead of our full report.\n\n{_ITEM}",
        "letter.txt",
    )
    assert draft.title == "MOOR BAY AND DOWNS FIRE AND RESCUE SERVICE – CAUSES OF CONCERN"
