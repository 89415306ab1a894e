"""Dates as people write them, and what is overdue."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.date_parsing import (
    canonical_spelling,
    doubt_of,
    parse_day,
    parse_due,
)
from hmic_tracker.domain.date_refusals import USUAL
from hmic_tracker.domain.dates import (
    days_in_month,
    deadline,
    first_day,
    format_due_echo,
    say_due,
    say_in_full,
    valid_due,
)
from hmic_tracker.domain.dates_from_today import add_working_days
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
    # With two figures of the year, which is the nearest such one.
    ("1/4/09", "2008-09-11", "2009-04-01"),
    ("30-Jun-09", "2008-09-11", "2009-06-30"),
    ("30.06.09", "2008-09-11", "2009-06-30"),
    ("30 June '09", "2008-09-11", "2009-06-30"),
    ("30jun09", "2008-09-11", "2009-06-30"),
    ("1/1/58", "2008-09-11", "2058-01-01"),
    ("1/1/59", "2008-09-11", "1959-01-01"),
    ("31/12/99", "2008-09-11", "1999-12-31"),
    ("Jun 45", "2008-09-11", "2045-06"),
    # As other programs and people write them.
    ("2009/04/01", "2008-09-11", "2009-04-01"),
    ("2009.4.1", "2008-09-11", "2009-04-01"),
    ("2009/04", "2008-09-11", "2009-04"),
    ("1 4 2009", "2008-09-11", "2009-04-01"),
    ("04-2009", "2008-09-11", "2009-04"),
    ("30/Jun/2009", "2008-09-11", "2009-06-30"),
    ("30-June-2009", "2008-09-11", "2009-06-30"),
    ("April 1, 2009", "2008-09-11", "2009-04-01"),
    ("Wed April 1st 2009", "2008-09-11", "2009-04-01"),
    ("the 1st of April 2009", "2008-09-11", "2009-04-01"),
    ("by 30 June 2009.", "2008-09-11", "2009-06-30"),
    ("on Tuesday 30 June 2009", "2008-09-11", "2009-06-30"),
    ("(30 Sep 2008)", "2008-09-11", "2008-09-30"),
    ("30\u202fSep\u20092008", "2008-09-11", "2008-09-30"),
    ("2008\u201009\u201130", "2008-09-11", "2008-09-30"),
    ("30\u2013Jun\u201309", "2008-09-11", "2009-06-30"),
    ("\u200e30/06/2009\u200b", "2008-09-11", "2009-06-30"),
    ("September 2008 (deadline Tue 30 Sep 2008)", "2008-09-11", "2008-09"),
    # Without a year: the next such day or month, today and this month among them.
    ("28 feb", "2008-09-11", "2009-02-28"),
    ("28 feb", "2009-02-28", "2009-02-28"),
    ("28 feb", "2009-03-01", "2010-02-28"),
    ("29 Feb", "2007-03-01", "2008-02-29"),
    ("Feb 28th", "2008-09-11", "2009-02-28"),
    ("June 9", "2008-09-11", "2009-06-09"),
    ("30/6", "2008-09-11", "2009-06-30"),
    ("1/4", "2008-09-11", "2009-04-01"),
    ("March", "2008-09-11", "2009-03"),
    ("Sep", "2008-09-11", "2008-09"),
    ("31 Dec", "2008-12-31", "2008-12-31"),
    ("Mon 1 Dec", "2008-09-11", "2008-12-01"),
    # Edges of months and years.
    ("end of March 2009", "2008-09-11", "2009-03-31"),
    ("the end of March", "2008-09-11", "2009-03-31"),
    ("end of 2009-02", "2008-09-11", "2009-02-28"),
    ("end of 2009", "2008-09-11", "2009-12-31"),
    ("start of June 2009", "2008-09-11", "2009-06-01"),
    ("beginning of October", "2008-09-11", "2008-10-01"),
    ("end of the month", "2008-09-11", "2008-09-30"),
    ("end of next month", "2008-01-31", "2008-02-29"),
    ("end of last month", "2008-03-11", "2008-02-29"),
    ("start of next month", "2008-12-31", "2009-01-01"),
    ("end of the year", "2008-09-11", "2008-12-31"),
    ("next month", "2008-12-11", "2009-01"),
    ("this month", "2008-12-11", "2008-12"),
    ("Last-Month", "2008-01-31", "2007-12"),
    ("last Friday", "2008-09-12", "2008-09-05"),
    ("this Friday", "2008-09-11", "2008-09-12"),
    ("on Friday", "2008-09-11", "2008-09-12"),
    # So long from today.
    ("in 3 months", "2008-11-30", "2009-02-28"),
    ("in two weeks", "2008-09-11", "2008-09-25"),
    ("in a fortnight", "2008-09-11", "2008-09-25"),
    ("in 1 day", "2008-09-11", "2008-09-12"),
    ("in ten working days", "2008-09-11", "2008-09-25"),
    ("in 2 years", "2008-02-29", "2010-02-28"),
    ("+3 months", "2008-09-11", "2008-12-11"),
    ("two weeks from today", "2008-09-11", "2008-09-25"),
    ("3 weeks ago", "2008-09-30", "2008-09-09"),
    ("a month ago", "2008-03-31", "2008-02-29"),
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
        *("30/02/2008", "30/13/2008", "0/1/2008", "13/2008", "31/09/08", "30-9.2008"),
        *("10000-01-01", "2008-001", "20080930", "2008-W39-2", "2008-09-30T00:00", "2008-09-30Z"),
        *("٢٠٠٨-٠٩-٣٠", "２００８-０９-３０", "2008+09+30", "२००८-०९", "+３d", "30 Ｓep 2008"),
        *("30d", "+30", "+ 30d", "+-3d", "+100000d", "+1.5d", "++1d", "+30x", "-1y"),
        *(
            "Mon Sep 2008",
            "Mon 31 Sep 2008",
            "Foo 30 Sep 2008",
            "of Sep 2008",
            "31 Sep",
            "Sepp 2008",
        ),
        *("next monday", "end of week", "none", "Sep 31, 2008", "-99999m", "x" * 10_000),
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
        ("29 Feb 2025", "February 2025 has 28 days"),
        ("29 Feb", "February 2009 has 28 days"),
        ("31 Apr", "April 2009 has 30 days"),
        ("31/4/09", "April 2009 has 30 days"),
        ("2009-02-30", "February 2009 has 28 days"),
        ("end of Feb 30 2009", "February 2009 has 28 days"),
        ("2009-13-01", "there is no month 13"),
        ("2009-13", "there is no month 13"),
        ("0 Sep 2008", "days go from 1"),
        ("0000-01", "years go from 1 to 9999"),
        ("+99999m", "from 11 Sep 2008 that is beyond the days there are, 1 Jan 1 to 31 Dec 9999"),
        ("2009", "a year alone is neither a day nor a month: write 2009-12, or 31 Dec 2009"),
        ("next year", "a year alone is neither a day nor a month: write 2009-12, or 31 Dec 2009"),
        ("2009/10", "write 2009-10 for Oct 2009, or 2010-03 for the end of a financial year"),
        ("2025/26", "that is a financial year: write 2026-03 for its end"),
        (
            "Q3 2009",
            "write the month it ends in: 2009-09, or 2009-12 where the year begins in April",
        ),
        (
            "q4 2009/10",
            "write the month it ends in: 2009-12, or 2010-03 where the year begins in April",
        ),
        ("next week", "a week is neither a day nor a month: write 19 Sep 2008, its Friday"),
        ("end of the week", "a week is neither a day nor a month: write 12 Sep 2008, its Friday"),
        ("2008-W39-2", "a week is neither a day nor a month: write its last day"),
        ("next Friday", "write friday for 12 Sep 2008, or the day itself: 19 Sep 2008"),
        ("mid June", "that is no one day: write the month, 2009-06, or a day, such as 2009-06-15"),
        ("late-June", "that is no one day: write the month, 2009-06, or a day, such as 2009-06-25"),
        ("spring 2009", "spring is no month: write the month, such as 2008-12, or the day"),
        ("30 Sep 2008 10:30", "times of day aren't kept: write 2008-09-30"),
        ("2008-09-30T10:30:00Z", "times of day aren't kept: write 2008-09-30"),
        ("tomorrow at 5pm", "times of day aren't kept: write 2008-09-12"),
        ("30d", "write +30d for so long from today, -30d for so long ago"),
        ("10 working days", "write +10wd for so long from today, -10wd for so long ago"),
        ("TBC", "leave the date out where there is none yet; none takes one away"),
        ("20080930", "write it with hyphens: 2008-09-30"),
        ("30092008", "write it with hyphens: 2008-09-30"),
        ("06/09", "write 2009-06 for June 2009, or 06 Sep for the day"),
        ("Jun-09", "write 9 Jun for the day, or 2009-06 for the month"),
        ("February 29", "February 2009 has 28 days"),
        ("feb, 29", "February 2009 has 28 days"),
        ("September 31", "September 2008 has 30 days"),
        ("monday week", "write the day itself: 22 Sep 2008"),
        ("fri week", "write the day itself: 19 Sep 2008"),
        ("june week", USUAL),
        ("three months", "write in three months for 11 Dec 2008, three months ago for the past"),
        ("a fortnight", "write in a fortnight for 25 Sep 2008, a fortnight ago for the past"),
        ("two of them", USUAL),
        ("30 Setember 2008", "did you mean September?"),
        ("September 2008 (deadline Tue 29 Sep 2008)", USUAL),
        ("some day", USUAL),
    ],
)
def test_a_near_miss_is_told_what_is_wrong(typed: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_due(typed, date(2008, 9, 11))
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("typed", "today", "due"),
    [
        ("28 feb", "2008-09-11", "2008-02-28"),
        ("11 Sep", "2008-09-11", "2008-09-11"),
        ("12 Sep", "2008-09-11", "2007-09-12"),
        ("March", "2008-02-11", "2007-03"),
        ("Sep", "2008-09-11", "2008-09"),
        ("friday", "2008-09-11", "2008-09-05"),
        ("thursday", "2008-09-11", "2008-09-04"),
        ("end of October", "2008-09-11", "2007-10-31"),
    ],
)
def test_where_only_the_past_can_be_the_last_such_date_is_read(
    typed: str, today: str, due: str
) -> None:
    assert parse_due(typed, date.fromisoformat(today), looks_back=True) == due


@pytest.mark.parametrize(
    ("due", "doubt"),
    [
        ("1990-01-01", None),
        ("1989-12-31", "31 Dec 1989 is before 1990"),
        ("1908-09", "Sep 1908 is before 1990"),
        ("2038-09-11", None),
        ("2038-09-12", "12 Sep 2038 is more than 30 years ahead"),
        ("2038-09", "Sep 2038 is more than 30 years ahead"),
        ("9999-12-31", "31 Dec 9999 is more than 30 years ahead"),
    ],
)
def test_a_date_far_off_is_doubted(due: str, doubt: str | None) -> None:
    assert doubt_of(due, date(2008, 9, 11)) == doubt


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_what_the_program_echoes_is_understood_when_typed_back(day: date, today: date) -> None:
    for due in (day.isoformat(), day.isoformat()[:7]):
        assert parse_due(format_due_echo(due), today) == due
        assert parse_due(f"by {say_due(due)}.", today) == due


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
        ("in two weeks", "+2w"),
        ("in 2 years", "+24m"),
        ("3 months ago", "-3m"),
        ("next month", "next-month"),
        ("end of the month", "eom"),
        ("End of next month", "end-of-next-month"),
        ("beginning of this month", "start-of-this-month"),
        ("last Friday", "last-friday"),
        ("28 Feb", "2009-02-28"),
        ("end of March", "2009-03-31"),
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
