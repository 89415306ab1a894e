"""`tracker close ID…`."""

from __future__ import annotations

from hmic_tracker.commands import options
from hmic_tracker.commands.change_items import change_items
from hmic_tracker.commands.evidence_reference import evidence_fields
from hmic_tracker.commands.options import EntryOptions, Option, Words
from hmic_tracker.commands.owner_options import resolve_body
from hmic_tracker.commands.planned_changes import ChangeRequest
from hmic_tracker.domain.words import composed, folded
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session

EXAMPLES = (
    ("tracker close REC-1 --discharged-by HMIC --evidence 'letter of 3 Feb'", "discharged"),
    ("tracker close REC-1..4 --discharged-by HMIC --evidence HMIC/2009/11 --yes", "several"),
)
TAKES = (
    options.ITEMS,
    Option("--discharged-by", "BODY", "The inspecting body that discharged it.", "bodies"),
    options.NEW_BODY,
    *(options.EVIDENCE, options.SHOWS, options.REASON, options.OVERRIDE, options.NOTE),
    options.PUBLISH,
    *options.BULK_ENTRY,
)


def run(
    session: Session,
    entry: EntryOptions,
    ids: Words,
    discharged_by: str | None,
    new_body: bool,
    evidence: str | None,
    shows: str | None,
) -> int:
    """Closes what the inspecting body has discharged: done or verified items."""
    typed = composed(discharged_by or "")
    if folded(typed) in {"", "none"}:
        line = f"tracker close {' '.join(ids or ['REC-1'])[:60]} --discharged-by HMIC"
        raise UsageError(
            "an item is closed only when the inspecting body discharges it",
            f"say who did, and where it says so: {line} --evidence REFERENCE",
        )
    body, echo = resolve_body(session, typed, "--discharged-by", new_body=new_body)
    fields = evidence_fields(session, evidence, shows or f"discharge by {body}", entry.publish)
    request = ChangeRequest("closed", {"status": "closed", "discharged_by": body}, fields)
    return change_items(session, entry, ids, request, echo)
