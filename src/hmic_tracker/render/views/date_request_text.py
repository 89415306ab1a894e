"""What became of a date that was asked for, in the words of histories."""

from __future__ import annotations

from collections.abc import Iterable

from hmic_tracker.domain.date_requests import REFUSED, is_granted
from hmic_tracker.domain.dates import say_in_full
from hmic_tracker.domain.words import OPEN
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.items import FieldChange


def request_text(changes: Iterable[FieldChange], event: str = "") -> str:
    """What an entry of an event says of the date asked for, with the other changes in it."""
    made = {change.field: change for change in changes}
    requested, reason = made.get("requested_due"), made.get("requested_reason")
    why = f": {reason.new}" if reason and reason.new else ""
    if requested is None:
        return f"the date asked for is given a reason{why}" if why else ""
    if requested.new is None:
        return _ended(str(requested.old), made, event)
    before = f" instead of {say_in_full(str(requested.old))}" if requested.old else ""
    return f"asks for {say_in_full(str(requested.new))}{before}{why}"


def _ended(requested: str, made: dict[str, FieldChange], event: str) -> str:
    date, due, status = say_in_full(requested), made.get("due"), made.get("status")
    if event == REFUSED:
        return date
    if due:
        given = str(due.new) if due.new else None
        if given and is_granted(requested, given):
            return "granted as asked"
        return f"asked for {date}, given {say_in_full(given) if given else 'none'}"
    if status and status.new not in OPEN:
        return f"the date asked for ({date}) lapses"
    return f"no more asks for {date}"
