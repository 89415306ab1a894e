"""Requirements of homes: a standard, what it means in particular, its regulation and its day."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report

_ABOVE = "Alder Lodge\n\nInspection dates: 4 to 5 February 2032\n\nStatutory requirements\n\n"
_CARE = (
    "The quality and purpose of care standard is that children are looked after by staff who help "
    "them."
)
_PLAN = (
    "In particular, the registered person must ensure that each child has a plan. "
    "(Regulation 6 (1)(a) (2)(b)(iv))"
)
_SAFE = "The protection of children standard is that children are kept from harm. (Regulation 12)"


@pytest.mark.parametrize(
    "below",
    [
        "designed to ensure that the requirement is met",
        "This is designed to ensure that the requirement is met.",
    ],
)
def test_a_requirement_ends_with_its_regulation_and_has_the_day_below(below: str) -> None:
    text = (
        f"{_ABOVE}{_CARE}\n\n{_PLAN}\n\n{below}\n\nDue date: 14 March 2032\n\n"
        f"{_SAFE}\n\nDue date: 21 March 2032\n\nRecommendations\n\n• Staff should sing.\n"
    )
    items = read_report(text, "lodge.txt").items
    assert [(item.text, item.due, item.status) for item in items] == [
        (f"{_CARE} {_PLAN}", "2032-03-14", None),
        (_SAFE, "2032-03-21", None),
        ("Staff should sing.", None, None),
    ]


def test_what_a_requirement_specifically_relates_to_is_of_it() -> None:
    behind = "This specifically relates to the plans of younger children."
    text = f"{_ABOVE}{_CARE}\n\n{_PLAN}\n\n{behind}\n\nInspectors spoke to children.\n"
    items = read_report(text, "lodge.txt").items
    assert [item.text for item in items] == [f"{_CARE} {_PLAN} {behind}"]


def test_a_line_below_a_regulation_does_not_go_on_with_it() -> None:
    text = (
        f"{_ABOVE}1. The manager should keep a log. (Regulation 5 (a))\n"
        "designed to ensure that the requirement is met\n\n2. The manager should sing.\n"
    )
    items = read_report(text, "lodge.txt").items
    assert [item.text for item in items] == [
        "The manager should keep a log. (Regulation 5 (a))",
        "The manager should sing.",
    ]


def test_a_row_whose_day_stands_behind_its_last_paragraph_is_one_requirement() -> None:
    text = (
        f"{_ABOVE}Requirement\tDue date\n{_CARE}\n{_PLAN}\t14 March 2032\n{_SAFE}\n"
        "In particular, the registered person must—\nkeep a log;\nlock the gate.\t21 March 2032\n\n"
        "Recommendations\n\n• Staff should sing.\n"
    )
    items = read_report(text, "lodge.txt").items
    assert [(item.text, item.due) for item in items] == [
        (f"{_CARE} {_PLAN}", "2032-03-14"),
        (
            f"{_SAFE} In particular, the registered person must— keep a log; lock the gate.",
            "2032-03-21",
        ),
        ("Staff should sing.", None),
    ]


def test_the_page_of_a_guide_on_the_next_line_is_of_its_bracket() -> None:
    text = (
        "Alder Lodge\n\nRecommendations\n\n"
        "The registered person should keep the home homely. (‘Guide to the regulations’, page\n"
        "15, paragraph 3.9)\n\nThe registered person should keep a log. (Guide, page 3)\n"
    )
    first = read_report(text, "lodge.txt").items[0]
    assert (first.text or "").endswith("(‘Guide to the regulations’, page 15, paragraph 3.9)")


def test_a_row_of_one_paragraph_stands_above_one_of_several() -> None:
    text = (
        f"{_ABOVE}Requirement\tDue date\nThe manager must keep a log. (Regulation 7)\t"
        f"14 March 2032\n{_CARE}\n{_PLAN}\t21 March 2032\n\nRecommendations\n\n"
        "• Staff should sing.\n"
    )
    items = read_report(text, "lodge.txt").items
    assert [(item.text, item.due) for item in items] == [
        ("The manager must keep a log. (Regulation 7)", "2032-03-14"),
        (f"{_CARE} {_PLAN}", "2032-03-21"),
        ("Staff should sing.", None),
    ]
