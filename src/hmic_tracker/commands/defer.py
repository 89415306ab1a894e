"""`tracker defer ID…`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hmic_tracker.commands import options
from hmic_tracker.commands.change_items import change_items
from hmic_tracker.commands.options import EntryOptions, Option, Words, required_text
from hmic_tracker.commands.planned_changes import ChangeRequest, ItemFields, PlannedChange
from hmic_tracker.domain.dates import (
    OPEN_END,
    format_due_echo,
    last_day,
    say_day,
    say_due,
    say_in_full,
)
from hmic_tracker.domain.deferrals import DEFERRAL, DEFERRED, ENDED
from hmic_tracker.domain.families import part_refusal
from hmic_tracker.domain.items import Item, Value, attributes_with
from hmic_tracker.domain.rules import days_overdue, is_deferred, is_listed, is_open
from hmic_tracker.domain.words import STATUS_PHRASES, composed, folded, plural
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.reports.deferral_effect import Effect, deferral_effect

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session

EXAMPLES = (
    (
        "tracker defer REC-5 --until 2009-01 --agreed-by Committee --reason 'new law'",
        "not overdue until then; from the next day its days late count again",
    ),
    (
        "tracker defer REC-6 --until eom --agreed-by Committee --reason IT --dry-run",
        "what it would make of the figures",
    ),
    (
        "tracker defer REC-7 --until none --agreed-by Committee --reason 'no date yet'",
        "without an end, which has to be said",
    ),
    ("tracker defer REC-5 --end --reason 'the release came early'", "it is over before its day"),
)
TAKES = (
    options.ITEMS,
    Option("--until", "DATE", "The last day it holds; none: no end is set.", "dates"),
    Option("--agreed-by", "BOARD", "The board that agreed.", "boards"),
    options.NEW_BOARD,
    Option("--end", "", "Ends the deferral early."),
    options.REASON._replace(help="Why; needed."),
    *(options.NOTE, options.PUBLISH),
    *options.BULK_ENTRY,
)


def run(
    session: Session,
    entry: EntryOptions,
    ids: Words,
    until: str | None,
    agreed_by: str | None,
    new_board: bool,
    end: bool,
) -> int:
    """Leaves items until a day, as a board agreed: open, in no overdue list, told as deferred.

    On the day after they are back by themselves, overdue by all the days since their due, which
    stays as it is.
    """
    if end and until is not None:
        raise UsageError("--until sets an end and --end ends it now", "leave one of them out")
    if not end and until is None:
        raise UsageError(
            "a deferral has an end, and --until is missing",
            "add --until DATE; where no end is set, say so: --until none",
        )
    why = required_text(entry.reason, "--reason", "ending a deferral" if end else "deferring")
    board, echo = _board(session, agreed_by, new_board=new_board, is_needed=not end)
    request = ChangeRequest(ENDED, agreed_by=board, effect=_effect)
    entry = entry._replace(reason=why)
    if end:
        return change_items(session, entry, ids, request._replace(of_each=_ending(session)), echo)
    last = OPEN_END if folded(until or "") == "none" else session.entered_due(until or "")
    fields = dict(zip(DEFERRAL, (last, board), strict=True))
    request = request._replace(event=DEFERRED, of_each=_deferring(session, last, fields))
    until_echo = "no end is set" if last == OPEN_END else f"until {format_due_echo(last)}"
    return change_items(session, entry, ids, request, ", ".join(filter(None, (until_echo, echo))))


def _board(
    session: Session, typed: str | None, *, new_board: bool, is_needed: bool
) -> tuple[str | None, str]:
    """The board that agreed, and what to say of it; raises UsageError where one is needed."""
    if typed is None and not is_needed:
        return None, ""
    if folded(composed(typed or "")) in {"", "none"}:
        raise UsageError(
            "a board has to agree to a deferral",
            "say which: --agreed-by BOARD; see: tracker board list",
        )
    from hmic_tracker.commands.owner_options import resolve_board

    return resolve_board(session, typed or "", "--agreed-by", new_board=new_board)


def _deferring(session: Session, until: str, fields: Mapping[str, Value]) -> ItemFields:
    """Sees to it that only what is open and counted is deferred, and not into the past."""

    def of_each(item: Item) -> Mapping[str, Value]:
        _require_whole(item)
        if last_day(until) < session.entry_day:
            day = say_day(session.entry_day)
            raise InputError(
                f"a deferral of {day} can't end before it: {say_in_full(until)} is over",
                "give a later day, or with --on the day on which it was agreed",
            )
        if not is_open(item):
            raise UsageError(
                f"{item.id} is {STATUS_PHRASES[item.status]}: only open items are deferred",
                f"if the work goes on: tracker reopen {item.id} --reason 'TEXT'",
            )
        if not is_listed(item):
            raise UsageError(
                f"{item.id} is in no count, so that it is never overdue",
                "defer what it duplicates, or leave it as it is",
            )
        return fields

    return of_each


def _require_whole(item: Item) -> None:
    """Raises UsageError for a part: it waits as long as its item does."""
    if item.part_of is not None:
        raise part_refusal(item, "a board defers")


def _ending(session: Session) -> ItemFields:
    """Sees to it that only what is deferred ends being so."""

    def of_each(item: Item) -> Mapping[str, Value]:
        _require_whole(item)
        until, is_open_question = item.deferred_until, any(f in DEFERRAL for f, _ in item.unsettled)
        is_over = is_open(item) and not is_deferred(item, session.entry_day)
        if until and is_over and not is_open_question:
            raise UsageError(
                f"the deferral of {item.id} ended by itself: {say_in_full(until)}",
                f"{_lateness(item, session)}; those that are deferred: tracker list --deferred",
            )
        if not until and not is_open_question:
            raise UsageError(
                f"{item.id} is not deferred", "those that are: tracker list --deferred"
            )
        return dict.fromkeys(DEFERRAL)

    return of_each


def _lateness(item: Item, session: Session) -> str:
    """How an item stands after its deferral: its days count from its due."""
    if late := days_overdue(item, session.entry_day):
        return f"it counts as {plural(late, 'day')} overdue again"
    return f"it is due {say_due(item.due)}" if item.due else "it has no due date"


def _effect(session: Session, changed: Sequence[PlannedChange]) -> Effect:
    """What the changes make of the plan's figures today."""
    before = [one.loaded.item for one in changed]
    after = [
        item._replace(**attributes_with({change.field: change.new for change in one.changes}))
        for item, one in zip(before, changed, strict=True)
    ]
    return deferral_effect(session.plan().items, before, after, session.today)
