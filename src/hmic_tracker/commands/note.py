"""`tracker note ID… TEXT`."""

from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.editing import ChangeRequest, carry_out
from hmic_tracker.errors import UsageError

EXAMPLES = (
    ("tracker note REC-5 'template agreed, pilot in two boroughs'", "kept in the item's history"),
    ("tracker note REC-5 'return received' --on 2008-11-05", "true on a day before today"),
)


def run(
    words: Annotated[list[str], typer.Argument(metavar="ID... TEXT", help="Items, then the note.")],
    where: options.Where = None,
    on: options.On = None,
    by: options.By = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    publish: options.Publish = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Adds a note to the history of items."""
    ids, text = words[:-1], words[-1].strip()
    if not ids and not where:
        raise UsageError(
            "a note needs an item and a text", "write: tracker note REC-5 'what there is to say'"
        )
    if not text:
        raise UsageError(
            "the note is empty",
            f"write: tracker note {' '.join(ids[:1]) or 'REC-5'} 'what there is to say'",
        )
    asked = ChangeRequest({}, note=text, event="note", published=publish)
    return carry_out(
        ids, asked, where=where, store=store, on=on, by=by, yes=yes, dry_run=dry_run, json=json
    )
