"""`tracker init`."""

from pathlib import Path

from hmic_tracker.commands.options import STORE, Argument, Option
from hmic_tracker.commands.output import say
from hmic_tracker.commands.session import Session, default_store
from hmic_tracker.errors import UsageError
from hmic_tracker.store.paths import DEFAULT_NAME
from hmic_tracker.store.writing import create_store

EXAMPLES = (
    ("tracker init", "a plan in the folder action-plan, found from here and below"),
    ("tracker init ~/plans/force --organisation 'The Force'", "a plan somewhere else"),
)
TAKES = (
    Argument(
        "folder", "[DIR]", "The folder; action-plan without.", "folders", required=False, type=Path
    ),
    Option("--organisation", "NAME", "Whose plan it is."),
    STORE,
)


def run(session: Session, folder: Path | None, organisation: str | None) -> int:
    """Makes an empty plan: a folder of TOML files to keep, edit and share."""
    if folder is not None and session.store is not None and folder != session.store:
        raise UsageError("two folders were named", f"write: tracker init {folder}")
    given = default_store()
    where = (folder or session.store or given or Path(DEFAULT_NAME)).expanduser()
    create_store(where, organisation, session.stamp())
    # The plain name is found from here by itself; another one has to be named.
    named = "" if where in {Path(DEFAULT_NAME), given} else f" --store {where}"
    say(f"made an empty plan in {where}\nnext: tracker{named} import REPORT.txt")
    return 0
