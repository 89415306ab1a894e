"""Dates as people write them, and what is overdue."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.date_parsing import (
    add_working_days,
    canonical_spelling,
    parse_day,
    parse_due,
)
from hmic_tracker.domain.dates import (
    days_in_month,
    deadline,
    first_day,
    format_due_echo,
    say_due,
    say_in_full,
    valid_due,
)
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.rules import days_overdue, is_overdue
from hmic_tracker.errors import InputError

# Bank holidays of England & Wales: Easter and Christmas 2008, and Christmas 2009, when Boxing Day
# was a Saturday and had its substitute on Monday the 28th.
HOLIDAYS = frozenset(
    {
        date(2008, 3, 21),
        date(2008, 3, 24),
        date(2008, 12, 25),
        date(2008, 12, 26),
        date(2009, 1, 1),
        date(2009, 12, 25),
        date(2009, 12, 28),
        date(2010, 1, 1),
    }
)

# What is typed on which day, and what it means.
TABLE = [
    # Days, ISO.
    ("2008-09-30", "2008-09-11", "2008-09-30"),
    (" 2008-09-30\n", "2008-09-11", "2008-09-30"),
    ("2008-9-3", "2008-09-11", "2008-09-03"),
    ("2008-02-29", "2008-09-11", "2008-02-29"),
    ("2000-02-29", "2008-09-11", "2000-02-29"),
    ("0001-01-01", "2008-09-11", "0001-01-01"),
    ("9999-12-31", "2008-09-11", "9999-12-31"),
    # Months.
    ("2008-09", "2008-09-11", "2008-09"),
    ("2008-9", "2008-09-11", "2008-09"),
    ("9/2008", "2008-09-11", "2008-09"),
    ("09/2008", "2008-09-11", "2008-09"),
    ("September 2008", "2008-09-11", "2008-09"),
    ("SEPTEMBER 2008", "2008-09-11", "2008-09"),
    ("Sep 2008", "2008-09-11", "2008-09"),
    ("Sept. 2008", "2008-09-11", "2008-09"),
    ("sep, 2008", "2008-09-11", "2008-09"),
    ("may 2009", "2008-09-11", "2009-05"),
    ("Feb 2008", "2008-09-11", "2008-02"),
    # Days, in words.
    ("30 Sep 2008", "2008-09-11", "2008-09-30"),
    ("30  sep\u00a02008", "2008-09-11", "2008-09-30"),
    ("30th September 2008", "2008-09-11", "2008-09-30"),
    ("1st October 2008", "2008-09-11", "2008-10-01"),
    ("2nd of March 2009", "2008-09-11", "2009-03-02"),
    ("3rd Mar. 2009", "2008-09-11", "2009-03-03"),
    ("09 Mar 2009", "2008-09-11", "2009-03-09"),
    ("29 Feb 2008", "2008-09-11", "2008-02-29"),
    ("Tue 30 Sep 2008", "2008-09-11", "2008-09-30"),
    ("Tuesday, 30th September 2008", "2008-09-11", "2008-09-30"),
    # Day first, never month first.
    ("30/09/2008", "2008-09-11", "2008-09-30"),
    ("30/9/2008", "2008-09-11", "2008-09-30"),
    ("01/02/2008", "2008-09-11", "2008-02-01"),
    ("1/12/2008", "2008-09-11", "2008-12-01"),
    ("12/1/2009", "2008-09-11", "2009-01-12"),
    ("30.9.2008", "2008-09-11", "2008-09-30"),
    ("30-09-2008", "2008-09-11", "2008-09-30"),
    ("29/2/2008", "2008-09-11", "2008-02-29"),
    # From today.
    ("today", "2008-09-11", "2008-09-11"),
    ("Today", "2008-02-29", "2008-02-29"),
    ("now", "2008-09-11", "2008-09-11"),
    ("tomorrow", "2008-12-31", "2009-01-01"),
    ("tomorrow", "2008-02-28", "2008-02-29"),
    ("tomorrow", "2009-02-28", "2009-03-01"),
    ("yesterday", "2008-03-01", "2008-02-29"),
    ("yesterday", "2009-01-01", "2008-12-31"),
    ("eom", "2008-09-11", "2008-09-30"),
    ("EOM", "2008-09-30", "2008-09-30"),
    ("eom", "2008-02-01", "2008-02-29"),
    ("eom", "2009-02-01", "2009-02-28"),
    ("eom", "9999-12-01", "9999-12-31"),
    ("eoy", "2008-02-01", "2008-12-31"),
    ("monday", "2008-09-11", "2008-09-15"),
    ("friday", "2008-09-11", "2008-09-12"),
    ("thursday", "2008-09-11", "2008-09-18"),
    ("Wed", "2008-12-31", "2009-01-07"),
    ("+30d", "2008-09-11", "2008-10-11"),
    ("+0d", "2008-09-11", "2008-09-11"),
    ("-7d", "2008-09-05", "2008-08-29"),
    ("+1d", "2008-02-28", "2008-02-29"),
    ("+366d", "2008-01-01", "2009-01-01"),
    ("+365d", "2009-01-01", "2010-01-01"),
    ("+2w", "2008-12-25", "2009-01-08"),
    ("-1W", "2008-03-03", "2008-02-25"),
    ("+1m", "2008-01-31", "2008-02-29"),
    ("+1m", "2009-01-31", "2009-02-28"),
    ("+1m", "2008-12-31", "2009-01-31"),
    ("-1m", "2008-03-31", "2008-02-29"),
    ("-12m", "2008-02-29", "2007-02-28"),
    ("+48m", "2008-02-29", "2012-02-29"),
    # Working days: Easter 2008 (Good Friday the 21st, Monday the 24th of March).
    ("+1wd", "2008-03-20", "2008-03-25"),
    ("-1wd", "2008-03-25", "2008-03-20"),
    ("+5wd", "2008-03-19", "2008-03-28"),
    ("+1wd", "2008-03-22", "2008-03-25"),
    ("+0wd", "2008-03-22", "2008-03-22"),
    # Christmas 2008, Thursday and Friday.
    ("+1wd", "2008-12-24", "2008-12-29"),
    ("+10wd", "2008-12-18", "2009-01-06"),
    ("-5wd", "2009-01-02", "2008-12-23"),
    # Christmas 2009: Friday, and the substitute of Boxing Day on Monday the 28th.
    ("+1wd", "2009-12-24", "2009-12-29"),
    ("-1wd", "2009-12-29", "2009-12-24"),
    ("+4wd", "2009-12-24", "2010-01-04"),
    # Over a weekend without holidays.
    ("+10wd", "2008-09-11", "2008-09-25"),
    ("-10wd", "2008-09-11", "2008-08-28"),
]


@pytest.mark.parametrize(("typed", "today", "meant"), TABLE)
def test_a_date_is_read_as_it_is_written(typed: str, today: str, meant: str) -> None:
    assert parse_due(typed, date.fromisoformat(today), HOLIDAYS) == meant


def test_the_table_has_eighty_inputs() -> None:
    assert len({(typed, today) for typed, today, _ in TABLE}) == len(TABLE) >= 80


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "2008", "0000-01", "0000-01-01", "2008-00", "2008-13", "2008-13-01"),
        *("2008-02-30", "2009-02-29", "1900-02-29", "29 Feb 2009", "31 Sep 2008", "0 Sep 2008"),
        *("30/02/2008", "30/13/2008", "0/1/2008", "13/2008", "30/09/08", "30-9.2008"),
        *("10000-01-01", "2008-001", "20080930", "2008-W39-2", "2008-09-30T00:00", "2008-09-30Z"),
        *("٢٠٠٨-٠٩-٣٠", "２００８-０９-３０", "2008‐09‐30", "२००८-०९", "+３d", "30 Ｓep 2008"),
        *("30d", "+30", "+ 30d", "+-3d", "+100000d", "+1.5d", "++1d", "+30x", "-1y"),
        *(
            "Mon Sep 2008",
            "Mon 31 Sep 2008",
            "Foo 30 Sep 2008",
            "of Sep 2008",
            "Sep",
            "30 Sep",
            "Sepp 2008",
        ),
        *("next monday", "end of month", "none", "Sep 30, 2008", "-99999m", "x" * 10_000),
        *("2008-09-30\x00", "\ud800", "30 Sep 2008" + " " * 99 + "x", "2008-09-30 " * 9),
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_due(typed, date(2008, 9, 11))
    assert caught.value.message == f"'{typed[:80]}' is not a date"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("typed", "today"),
    [
        ("tomorrow", date.max),
        ("+1d", date.max),
        ("monday", date.max),
        ("+1m", date(9999, 12, 1)),
        ("+99999wd", date(9999, 1, 1)),
        ("yesterday", date.min),
        ("-1w", date.min),
        ("-1m", date.min),
    ],
)
def test_a_day_outside_the_calendar_is_refused(typed: str, today: date) -> None:
    with pytest.raises(InputError):
        parse_due(typed, today)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("9/30/2008", "the day comes first: 30/9/2008"),
        ("02/29/2008", "the day comes first: 29/02/2008"),
        ("Mon 30 Sep 2008", "30 Sep 2008 is a Tuesday"),
        ("Saturday, 1st of March 2009", "1 Mar 2009 is a Sunday"),
    ],
)
def test_a_near_miss_is_told_what_is_wrong(typed: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_due(typed, date(2008, 9, 11))
    assert caught.value.hint == hint


def test_a_month_is_no_day() -> None:
    with pytest.raises(InputError) as caught:
        parse_day("Sep 2008", date(2008, 9, 11))
    assert caught.value.message == "'Sep 2008' is a month, and a day is needed"
    assert caught.value.hint == "write 2008-09-01 or another day of it"
    assert parse_day("eom", date(2008, 9, 11)) == date(2008, 9, 30)


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("30 sep 2008", "2008-09-30"),
        ("Sept 2008", "2008-09"),
        (" EOM ", "eom"),
        ("now", "today"),
        ("Thurs", "thursday"),
        ("MON", "monday"),
        ("+007D", "+7d"),
        ("-0wd", "+0wd"),
        ("-05wd", "-5wd"),
    ],
)
def test_a_date_has_one_spelling_that_still_moves(typed: str, spelt: str) -> None:
    today = date(2008, 9, 11)
    assert canonical_spelling(typed, today) == spelt
    assert canonical_spelling(spelt, today) == spelt
    assert parse_due(spelt, today) == parse_due(typed, today)


def test_a_spelling_is_refused_with_the_date() -> None:
    with pytest.raises(InputError):
        canonical_spelling("31 Sep 2008", date(2008, 9, 11))


@given(st.text(), st.dates())
def test_any_text_is_a_date_or_an_error(text: str, today: date) -> None:
    try:
        due = parse_due(text, today)
    except InputError:
        return
    assert valid_due(due)
    assert parse_due(canonical_spelling(text, today), today) == due


@given(st.dates())
def test_every_day_and_month_is_read_as_it_is_said(day: date) -> None:
    for due in (day.isoformat(), day.isoformat()[:7]):
        assert parse_due(due, day) == due
        if day.year > 999:  # people write years of four digits
            assert parse_due(say_due(due), day) == due
            assert parse_due(say_in_full(due), day) == due
        assert first_day(due) <= day <= deadline(due)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_working_days_are_never_days_off(start: date, number: int) -> None:
    day = add_working_days(start, number, HOLIDAYS)
    if number:
        assert day.weekday() < 5
        assert day not in HOLIDAYS
        assert (day > start) == (number > 0)


def test_what_was_understood_is_said_with_its_weekday() -> None:
    assert format_due_echo("2008-12-01") == "Mon 1 Dec 2008"
    assert format_due_echo("2008-12") == "December 2008 (deadline Wed 31 Dec 2008)"
    assert format_due_echo("2008-02") == "February 2008 (deadline Fri 29 Feb 2008)"


@pytest.mark.parametrize("due", ["2008-12-01", "2008-11", "2008-02-29", "2008-02", "2009-12"])
def test_due_today_is_not_overdue_today_and_is_tomorrow(due: str) -> None:
    item = Item(id="REC-1", uid="x", kind="recommendation", due=due)
    last = deadline(due)
    assert not is_overdue(item, last)
    assert is_overdue(item, last + timedelta(days=1))
    assert days_overdue(item, last + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("2008-09-30", True),
        ("2008-09", True),
        ("2008-9", False),
        ("2008-9-30", False),
        ("2008-02-30", False),
        ("0000-01", False),
        ("20080930", False),
        ("2008-W39-2", False),
        ("２００８-09", False),
        ("eom", False),
        ("", False),
    ],
)
def test_a_store_keeps_dues_in_one_spelling(text: str, valid: bool) -> None:
    assert valid_due(text) is valid


def test_a_month_has_as_many_days_as_the_calendar_says() -> None:
    for year in (1, 1900, 2000, 2007, 2008, 2100, 9999):
        for month in range(1, 13):
            assert days_in_month(year, month) == calendar.monthrange(year, month)[1]
