"""`tracker reopen ID…`."""

from __future__ import annotations

from collections.abc import Mapping

from hmic_tracker.commands import options
from hmic_tracker.commands.change_items import change_items
from hmic_tracker.commands.options import EntryOptions, Option, Words
from hmic_tracker.commands.planned_changes import REOPENED, ChangeRequest
from hmic_tracker.domain.dates import format_due_echo
from hmic_tracker.domain.rules import is_deferred, is_open
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.views.deferral_text import until_text

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Item, Value

EXAMPLES = (
    ("tracker reopen REC-1 --reason 'the inspectors found it undone'", "open again"),
    ("tracker reopen REC-2 --due 2009-06 --reason 'sent back'", "with a date of its own"),
    ("tracker reopen AFI-11..18 --reason 'carried out in one borough only' --yes", "several"),
)
TAKES = (
    options.ITEMS,
    Option("--due", "DATE", "A new date with it, a day or a month; none: no date.", "dates"),
    *(options.REASON, options.NOTE, options.PUBLISH),
    *options.BULK_ENTRY,
)


def run(session: Session, entry: EntryOptions, ids: Words, due: str | None) -> int:
    """Opens again what was done, verified, closed, superseded, not accepted or withdrawn.

    The progress that the lead last reported stands again, and the due, unless --due gives another.
    """
    wanted = None if due is None else session.due_or_none(due)
    echo = "" if due is None else f"due {format_due_echo(wanted) if wanted else 'none'}"

    def of_each(item: Item) -> Mapping[str, Value]:
        if is_deferred(item, session.entry_day):
            until = until_text(item.deferred_until or "")
            raise UsageError(
                f"{item.id} is open, and deferred {until}",
                f"to end that: tracker defer {item.id} --end --reason 'TEXT'",
            )
        if is_open(item) and due is not None:
            raise UsageError(
                f"{item.id} is open already",
                f"to move its date: tracker update {item.id} --due {due[:40]} --reason 'TEXT'",
            )
        if is_open(item):
            return {}
        dates = {} if due is None else {"due": wanted}
        return {"status": "in-progress", "discharged_by": None, **dates}

    return change_items(session, entry, ids, ChangeRequest(REOPENED, of_each=of_each), echo)
