"""What became of a deferral, in the words of histories, and how long one holds."""

from __future__ import annotations

from hmic_tracker.domain.dates import OPEN_END, say_in_full
from hmic_tracker.domain.deferrals import DEFERRED, ENDED
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hmic_tracker.domain.items import FieldChange


def deferral_text(made: Mapping[str, FieldChange], event: str = "") -> str:
    """What an entry of an event says of a deferral, by its changes of that."""
    until, board = made.get("deferred_until"), made.get("deferred_by")
    by = f" by {board.new}" if board and board.new else ""
    if until is None:
        return f"its deferral is agreed{by or ' by no board'}"
    if until.new is None and until.old is None:
        return "it is not deferred"  # settled so
    if until.new is None:
        before = until_text(str(until.old))
        return before if event == ENDED else f"its deferral {before} ends"
    instead = f" instead of {until_text(str(until.old))}" if until.old else ""
    text = f"{until_text(str(until.new))}{instead}{by}"
    return text if event == DEFERRED else f"deferred {text}"


def until_text(until: str, say_date: Callable[[str], str] = say_in_full) -> str:
    """ "until 31 January 2009", or that no end is set."""
    return "without an end" if until == OPEN_END else f"until {say_date(until)}"
