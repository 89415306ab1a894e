"""By when leads are to answer: some working days before the meeting that the answers are for."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable
from datetime import date

from hmic_tracker.domain.dates_from_today import add_working_days
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.frameworks import Board

BEFORE_MEETING: Final = 4
"""Working days before a meeting."""
WITHOUT_MEETING: Final = 10
"""Working days from today where no meeting is known."""


class AnswerDay(NamedTuple):
    """The last day for answers, and the board that they are for and its meeting, where known."""

    day: date
    board: str | None = None
    meeting: date | None = None


def answer_day(
    today: date,
    overseeing: Collection[str],
    boards: Iterable[Board],
    days_off: Container[date],
    wanted: date | None = None,
) -> AnswerDay:
    """The day wanted, else that before the next meeting of a board that oversees any of the items.

    A meeting so near that the day has passed is left to those who have answered already. Without
    one it is ten working days from today. The board is the one that meets, or the only one.
    """
    names = {folded(name): name for name in overseeing}
    meetings = sorted(
        (meeting, name)
        for board in boards
        for name in {names.get(folded(board.name)), names.get(folded(board.slug))}
        if name is not None
        for meeting in board.meetings
        if meeting > today
    )
    for meeting, name in meetings:
        day = wanted or add_working_days(meeting, -BEFORE_MEETING, days_off)
        if today < day <= meeting:
            return AnswerDay(day, name, meeting)
    only = next(iter(names.values())) if len(names) == 1 else None
    return AnswerDay(wanted or add_working_days(today, WITHOUT_MEETING, days_off), only)
