"""Tables of who has to do something and what, printed in two columns without lines between."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft


def read(text: str) -> Draft:
    return read_report(text, "report.txt")


_PAGES = """Joint inspection of Overby

Published: 4 May 2031

Areas for priority action

 {who}                  {what}
 Overby Council and                Leaders of the council, and those of the hospitals,
 the Hospitals of                  should write down who answers a carer at night, and
 Overby                            tell each carer of it in plain words. This is to be

Joint inspection report: Overby
28 April 2031 to 2 May 2031                                                          5
\f                                   done in each of the two
                                   towns.
 The Hospitals of Overby           Leaders of the hospitals should keep one list of the
                                   people who wait.


Areas for improvement

 Leaders should ask carers each spring what they think of their first visit,
 and say what came of it.
◼



Joint inspection report: Overby
28 April 2031 to 2 May 2031                                                          6
\fDetails of the partnership

 The council has offices in Overby Square.
"""
_FIRST = (
    "Leaders of the council, and those of the hospitals, should write down who answers a carer "
    "at night, and tell each carer of it in plain words. This is to be done in each of the two "
    "towns."
)


@pytest.mark.parametrize(
    ("who", "what"),
    [
        ("Responsible body", "Areas for priority action"),
        ("Lead officer    ", "Areas for improvement"),
        ("Owner           ", "Recommendations"),
    ],
)
def test_who_stands_beside_a_text_that_a_page_s_end_may_cut(who: str, what: str) -> None:
    draft = read(_PAGES.format(who=who, what=what))
    assert [(item.owner, item.text) for item in draft.items] == [
        ("Overby Council and the Hospitals of Overby", _FIRST),
        (
            "The Hospitals of Overby",
            "Leaders of the hospitals should keep one list of the people who wait.",
        ),
        (
            None,
            "Leaders should ask carers each spring what they think of their first visit, and say "
            "what came of it.",
        ),
    ]


def test_two_columns_without_an_owner_s_name_above_them_stay_lines() -> None:
    draft = read(_PAGES.format(who="Postal address  ", what="Areas for priority action"))
    assert _FIRST not in [item.text for item in draft.items]


def test_a_bullet_at_a_page_s_end_has_the_text_that_stands_right_of_it_on_the_next() -> None:
    draft = read(
        "Inspection of Overby\n\nPublished: 4 May 2031\n\nRecommendations\n\n"
        "  •\n\n\nInspection report: Overby                      1\n"
        "\f    The council should write to each carer.\n\n"
        "  • The council should ring each carer who waits.\n\n\n"
        "Inspection report: Overby                      2\n"
    )
    assert [item.text for item in draft.items] == [
        "The council should write to each carer.",
        "The council should ring each carer who waits.",
    ]
