"""`tracker close ID…`."""

from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.editing import ChangeRequest, carry_out
from hmic_tracker.commands.references import evidence_fields
from hmic_tracker.errors import UsageError

EXAMPLES = (
    ("tracker close REC-1 --discharged-by HMIC --evidence 'letter of 3 Feb'", "discharged"),
    ("tracker close REC-1..4 --discharged-by HMIC --evidence HMIC/2009/11 --yes", "several"),
)


def run(
    ids: options.Items = None,
    discharged_by: Annotated[
        str | None,
        typer.Option(
            "--discharged-by",
            metavar="BODY",
            help="The inspecting body that discharged it.",
            show_default=False,
        ),
    ] = None,
    evidence: options.EvidenceRef = None,
    shows: options.Shows = None,
    reason: options.Reason = None,
    override: options.Override = None,
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
    """Closes what the inspecting body has discharged: done or verified items."""
    example = EXAMPLES[0][0]
    if not ids and not where:
        raise UsageError("tracker close needs ID...", f"for example: {example}")
    body = " ".join((discharged_by or "").split())
    if not body:
        line = f"tracker close {' '.join(ids or ['REC-1'])[:60]} --discharged-by HMIC"
        raise UsageError(
            "an item is closed only when the inspecting body discharges it",
            f"say who did, and where it says so: {line} --evidence REFERENCE",
        )
    found = evidence_fields(evidence, shows or f"discharge by {body}", on, store)
    asked = ChangeRequest(
        {"status": "closed", "discharged_by": body},
        note=note,
        reason=reason,
        event="closed",
        override=override,
        published=publish,
        of_each=found,
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
