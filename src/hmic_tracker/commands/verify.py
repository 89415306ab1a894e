"""`tracker verify ID…`."""

from collections.abc import Mapping
from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.editing import ChangeRequest, carry_out
from hmic_tracker.commands.references import evidence_fields, needed
from hmic_tracker.domain.items import Item, Value
from hmic_tracker.domain.words import STATUS_PHRASES
from hmic_tracker.errors import UsageError

EXAMPLES = (
    ("tracker verify REC-1 --by 'Internal Inspectorate'", "checked, and found done"),
    ("tracker verify REC-1 --reject --reason 'no sign of it in two boroughs'", "back to work"),
    ("tracker verify REC-1 --evidence 'DOC 12/27' --shows 'the new policy'", "with what shows it"),
)


def run(
    ids: options.Items = None,
    reject: Annotated[
        bool, typer.Option("--reject", help="Not accepted: back in progress, with --reason.")
    ] = False,
    reason: options.Reason = None,
    override: options.Override = None,
    evidence: options.EvidenceRef = None,
    shows: options.Shows = None,
    note: options.NoteText = None,
    publish: options.Publish = False,
    where: options.Where = None,
    on: options.On = None,
    by: options.By = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Says that what is done was checked by somebody else; --reject sends it back.

    The checker (--by) is not the owner, and there is evidence. Either can be set aside with
    --override and a reason, which is kept.
    """
    if not ids and not where:
        raise UsageError("tracker verify needs ID...", f"for example: {EXAMPLES[0][0]}")
    if reject and not (reason or "").strip():
        raise UsageError("a rejection needs a reason", "say what was missing with --reason 'TEXT'")
    if reject and (evidence or override):
        raise UsageError(
            "--reject takes a reason, no evidence and no override",
            "leave --evidence and --override out",
        )
    if evidence is not None:
        shows = needed(shows, "--shows", "evidence")
    found = evidence_fields(evidence, shows, on, store)

    def of_each(item: Item) -> Mapping[str, Value]:
        return _rejected(item) if reject else {"status": "verified", **found(item)}

    asked = ChangeRequest(
        {},
        note=note,
        reason=reason,
        event="rejected" if reject else "verified",
        override=override,
        published=publish,
        of_each=of_each,
    )
    return carry_out(
        ids or [],
        asked,
        where=where,
        store=store,
        on=on,
        by=by,
        yes=yes,
        dry_run=dry_run,
        json=json,
    )


def _rejected(item: Item) -> Mapping[str, Value]:
    if item.status not in {"done", "verified"}:
        raise UsageError(
            f"{item.id} is {STATUS_PHRASES[item.status]}: there is nothing to reject",
            f"only what is done can be checked; see: tracker show {item.id}",
        )
    return {"status": "in-progress"}
