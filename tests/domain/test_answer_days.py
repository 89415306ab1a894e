"""By when leads are to answer: before the meeting that it is for, else in ten working days."""

from __future__ import annotations

from datetime import date

import pytest

from hmic_tracker.domain.answer_days import AnswerDay, answer_day
from hmic_tracker.domain.frameworks import Board

TODAY = date(2008, 12, 1)
COMMITTEE = Board("committee", "Committee", (date(2008, 12, 11), date(2009, 2, 12)))
GROUP = Board("group", "Steering Group", (date(2008, 12, 10),))
CHRISTMAS = {date(2008, 12, 25), date(2008, 12, 26), date(2009, 1, 1)}


@pytest.mark.parametrize(
    ("overseeing", "boards", "today", "wanted", "expected"),
    [
        ((), [COMMITTEE], TODAY, None, AnswerDay(date(2008, 12, 15))),
        (("Committee",), [], TODAY, None, AnswerDay(date(2008, 12, 15), "Committee")),
        (
            ("committee",),
            [COMMITTEE],
            TODAY,
            None,
            AnswerDay(date(2008, 12, 5), "committee", date(2008, 12, 11)),
        ),
        (
            ("Committee", "Steering Group"),
            [COMMITTEE, GROUP],
            TODAY,
            None,
            AnswerDay(date(2008, 12, 4), "Steering Group", date(2008, 12, 10)),
        ),
        (  # so near that its day has passed: the next one
            ("Committee",),
            [COMMITTEE],
            date(2008, 12, 5),
            None,
            AnswerDay(date(2009, 2, 6), "Committee", date(2009, 2, 12)),
        ),
        (  # no meeting left
            ("Steering Group",),
            [GROUP],
            date(2008, 12, 19),
            None,
            AnswerDay(date(2009, 1, 7), "Steering Group"),
        ),
        (("A", "B"), [], TODAY, None, AnswerDay(date(2008, 12, 15))),
        (
            ("Committee",),
            [COMMITTEE],
            TODAY,
            date(2008, 12, 12),
            AnswerDay(date(2008, 12, 12), "Committee", date(2009, 2, 12)),
        ),
        (
            ("Committee",),
            [COMMITTEE],
            TODAY,
            date(2009, 3, 1),
            AnswerDay(date(2009, 3, 1), "Committee"),
        ),
    ],
)
def test_the_day_for_answers(
    overseeing: tuple[str, ...],
    boards: list[Board],
    today: date,
    wanted: date | None,
    expected: AnswerDay,
) -> None:
    assert answer_day(today, overseeing, boards, CHRISTMAS, wanted) == expected
