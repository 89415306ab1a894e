"""`tracker init`."""

from pathlib import Path
from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.output import say
from hmic_tracker.commands.session import new_stamp, store_named
from hmic_tracker.errors import UsageError
from hmic_tracker.store.folder import DEFAULT_NAME
from hmic_tracker.store.writing import create_store

EXAMPLES = (
    ("tracker init", "a plan in the folder action-plan, found from here and below"),
    ("tracker init ~/plans/force --organisation 'The Force'", "a plan somewhere else"),
)


def run(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="The folder; action-plan without."),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option(
            "--organisation", metavar="NAME", help="Whose plan it is.", show_default=False
        ),
    ] = None,
    store: options.Store = None,
) -> int:
    """Makes an empty plan: a folder of TOML files to keep, edit and share."""
    if folder is not None and store is not None and folder != store:
        raise UsageError("two folders were named", f"write: tracker init {folder}")
    given = store_named()
    where = (folder or store or given or Path(DEFAULT_NAME)).expanduser()
    create_store(where, organisation, new_stamp(None))
    # The plain name is found from here by itself; another one has to be named.
    named = "" if where in {Path(DEFAULT_NAME), given} else f" --store {where}"
    say(f"made an empty plan in {where}\nnext: tracker{named} import REPORT.txt")
    return 0
