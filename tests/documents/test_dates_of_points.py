"""When an item is due whose points have dates of their own, and deadlines that begin at once."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report

_REPORT = """Westland Police: an inspection of custody

Published 14 January 2032

Recommendations

Recommendation 1
{text}
"""
_PARTLY = "only some of its points have a date: 'by 1 March 2032'"


@pytest.mark.parametrize(
    ("text", "due", "doubt"),
    [
        (
            "The force should:\n(a) by 1 March 2032, train its sergeants; and\n"
            "(b) by 1 June 2032, review the training.",
            "2032-06-01",
            "",
        ),
        (
            "The force should improve by:\n(a) counting its cells;\n"
            "(b) by 1 March 2032, training all sergeants; and\n(c) by June 2032, agreeing a form.",
            None,
            _PARTLY,
        ),
        ("The force should:\n• by 1 March 2032, train all\n• review its records", None, _PARTLY),
        (
            "The force should: 1. count keys by June 2032; and 2. lock up by May 2032.",
            "2032-06",
            "",
        ),
        (
            "By 30 September 2032, the force should make sure that:\n"
            "(a) by 1 March 2032, all sergeants are trained; and\n(b) records are kept.",
            "2032-09-30",
            "",
        ),
        (
            "The force should (i) train staff by May 2032, and (ii) review its records. "
            "This should be completed by 31 July 2032.",
            "2032-07-31",
            "",
        ),
        (
            "The force should:\n• with immediate effect, close the cell; and\n"
            "• within six months, publish a plan.",
            "2032-07-14",
            "",
        ),
        (
            "The force should meet paragraphs 3 (a) and (b) of its code by 1 March 2032.",
            "2032-03-01",
            "",
        ),
        (
            "The force should: (i) train staff (30 June 2032); and (ii) find a lead (May 2032).",
            "2032-06-30",
            "",
        ),
        ("The force should:\n(a) count its keys; and\n(b) count its locks.", None, ""),
    ],
)
def test_an_item_is_due_by_its_own_date_else_by_the_last_of_all_its_points(
    text: str, due: str | None, doubt: str
) -> None:
    items = read_report(_REPORT.format(text=text), "custody.txt").items
    assert [(item.due, item.doubt) for item in items] == [(due, doubt)]


def test_a_date_below_the_points_settles_what_theirs_leave_open() -> None:
    text = (
        "The force should:\n(a) by 1 March 2032, train all; and\n(b) review it.\n\nBy: 1 May 2032"
    )
    items = read_report(_REPORT.format(text=text), "custody.txt").items
    assert [(item.due, item.doubt) for item in items] == [("2032-05-01", "")]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("With immediate effect, the force should close the cell.", "2032-01-14"),
        ("The force should, with immediate effect, stop using dogs.", "2032-01-14"),
        ("The force should immediately review its use of force.", "2032-01-14"),
        ("The force needs to immediately improve its records.", "2032-01-14"),
        ("The force should take immediate action to light its cells.", "2032-01-14"),
        ("Officers should immediately report any fall in a cell.", None),
        ("The force should close the cell. Timescale: immediate", "2032-01-14"),
        ("The force should close the cell. Timescale: 3 months", "2032-04-14"),
    ],
)
def test_what_is_to_be_done_at_once_is_due_when_it_was_published(
    text: str, due: str | None
) -> None:
    items = read_report(_REPORT.format(text=text), "custody.txt").items
    assert [(item.due, item.doubt) for item in items] == [(due, "")]


def test_a_period_as_a_value_without_a_day_it_counts_from_is_left_to_a_person() -> None:
    table = "Ref\tRecommendation\tTimescale\nR1\tThe force should count its keys.\t3 months\n"
    items = read_report(table, "register.txt").items
    assert [(item.due, item.doubt) for item in items] == [
        (None, "its date, '3 months', is no day or month")
    ]


def test_a_point_that_begins_with_its_date_is_no_stem_of_those_below() -> None:
    text = (
        "Report on Overby\n\nRecommendations\n\nBy 28 February 2032, the service should say how it"
        " will:\n\n• by 31 March 2032, assure itself of its keys;\n• keep records.\n"
    )
    items = read_report(text, "overby.txt").items
    assert [item.due for item in items] == ["2032-03-31", "2032-02-28"]


def test_points_of_a_cell_that_begin_with_a_dash_have_their_own_dates() -> None:
    table = (
        "Ref\tRecommendation\tOwner\n"
        "R1\tThe force should: - train staff by 1 March 2032 - audit its cases\tHead of Care\n"
        "R2\tThe force should count keys - and locks - by 1 May 2032\tHead of Care\n"
    )
    items = read_report(table, "register.txt").items
    assert [(item.due, item.doubt) for item in items] == [(None, _PARTLY), ("2032-05-01", "")]
