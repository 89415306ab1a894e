"""`tracker reopen ID…`."""

from collections.abc import Mapping

from hmic_tracker.commands import options
from hmic_tracker.commands.editing import ChangeRequest, carry_out
from hmic_tracker.domain.items import Item, Value
from hmic_tracker.domain.rules import is_open
from hmic_tracker.errors import UsageError

EXAMPLES = (
    ("tracker reopen REC-1 --reason 'the inspectors found it undone'", "open again"),
    ("tracker reopen AFI-11..18 --reason 'carried out in one borough only' --yes", "several"),
)


def run(
    ids: options.Items = None,
    reason: options.Reason = None,
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
    """Opens again what was done, verified, closed, superseded, not accepted or withdrawn.

    The progress that the lead last reported stands again.
    """
    if not ids and not where:
        raise UsageError("tracker reopen needs ID...", f"for example: {EXAMPLES[0][0]}")
    asked = ChangeRequest(
        {}, note=note, reason=reason, event="reopened", published=publish, of_each=_reopened
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


def _reopened(item: Item) -> Mapping[str, Value]:
    """In progress, and discharged by nobody any more."""
    return {} if is_open(item) else {"status": "in-progress", "discharged_by": None}
