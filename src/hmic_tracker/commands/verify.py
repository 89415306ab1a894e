"""`tracker verify ID…`."""

from __future__ import annotations

from collections.abc import Mapping

from hmic_tracker.commands import options
from hmic_tracker.commands.change_items import change_items
from hmic_tracker.commands.evidence_reference import evidence_fields
from hmic_tracker.commands.options import EntryOptions, Option, Words, required_text
from hmic_tracker.commands.planned_changes import ChangeRequest
from hmic_tracker.domain.words import STATUS_PHRASES, folded
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Item, Value

EXAMPLES = (
    ("tracker verify REC-1 --by 'Internal Inspectorate'", "checked, and found done"),
    ("tracker verify REC-1 --reject --reason 'no sign of it in two boroughs'", "back to work"),
    ("tracker verify REC-1 --evidence 'DOC 12/27' --shows 'the new policy'", "with what shows it"),
)
TAKES = (
    options.ITEMS,
    Option("--reject", "", "Not accepted: back in progress, with --reason."),
    *(options.REASON, options.OVERRIDE, options.EVIDENCE, options.SHOWS, options.NOTE),
    options.PUBLISH,
    *options.BULK_ENTRY,
)


def run(
    session: Session,
    entry: EntryOptions,
    ids: Words,
    reject: bool,
    evidence: str | None,
    shows: str | None,
) -> int:
    """Says that what is done was checked by somebody else; --reject sends it back.

    The checker (--by) is not the owner, and there is evidence. Either can be set aside with
    --override and a reason, which is kept.
    """
    if reject and not folded(entry.reason or ""):
        raise UsageError("a rejection needs a reason", "say what was missing with --reason 'TEXT'")
    if reject and (evidence or entry.override):
        raise UsageError(
            "--reject takes a reason, no evidence and no override",
            "leave --evidence and --override out",
        )
    if evidence is not None:
        shows = required_text(shows, "--shows", "evidence")
    fields = evidence_fields(session, evidence, shows, entry.publish)
    if reject:
        request = ChangeRequest("rejected", of_each=_rejected)
    else:
        request = ChangeRequest("verified", {"status": "verified"}, fields)
    return change_items(session, entry, ids, request)


def _rejected(item: Item) -> Mapping[str, Value]:
    if item.status not in {"done", "verified"}:
        raise UsageError(
            f"{item.id} is {STATUS_PHRASES[item.status]}: there is nothing to reject",
            f"only what is done can be checked; see: tracker show {item.id}",
        )
    return {"status": "in-progress"}
