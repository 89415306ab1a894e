"""What has become of an owner's items since the mail before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hmic_tracker.domain.date_requests import REFUSED
from hmic_tracker.domain.items import EVIDENCE_WANTED, Entry, Item, effective_entries
from hmic_tracker.domain.words import COMPLETED, OPEN
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.sendings import SentRow
    from hmic_tracker.reports.answers import SentState


class SinceSent(NamedTuple):
    """What came back of the mail before, and what happened to the owner's items after it went out.

    `again` counts its rows that are in the new mail too, `new` those that are in the new one alone.
    The others count items: those reopened, of which evidence was asked for, whose date was moved,
    and whose new date was refused.
    """

    state: SentState
    again: int = 0
    new: int = 0
    reopened: int = 0
    evidence: int = 0
    moved: int = 0
    refused: int = 0


def since_sent(
    before: SentState | None, rows: Sequence[SentRow], items: Iterable[Item], today: date
) -> SinceSent | None:
    """What happened since a sending to the rows and items of the next; None without one."""
    if before is None:
        return None
    known = before.sending.rows
    later = [
        [e for e in effective_entries(item.history) if _is_later(e, before, today)]
        for item in items
    ]
    return SinceSent(
        before,
        again=sum(any(map(row.is_of, rows)) for row in known),
        new=sum(not any(map(row.is_of, known)) for row in rows),
        reopened=sum(any(map(_reopens, entries)) for entries in later),
        evidence=sum(any(e.event == EVIDENCE_WANTED for e in entries) for entries in later),
        moved=sum(any(map(_moves, entries)) for entries in later),
        refused=sum(any(e.event == REFUSED for e in entries) for entries in later),
    )


def _is_later(entry: Entry, before: SentState, today: date) -> bool:
    return entry.recorded > before.sending.recorded and entry.on <= today


def _reopens(entry: Entry) -> bool:
    return any(c.field == "status" and c.old in COMPLETED and c.new in OPEN for c in entry.changes)


def _moves(entry: Entry) -> bool:
    return any(c.field == "due" and c.old and c.new for c in entry.changes)
