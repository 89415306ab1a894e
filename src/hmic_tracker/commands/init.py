"""`tracker init`, and whose name entries are signed with."""

from __future__ import annotations

from pathlib import Path

from hmic_tracker.commands.options import BY, STORE, YES, Argument, AsPath, EntryOptions, Option
from hmic_tracker.commands.output import say
from hmic_tracker.commands.session import Session, default_store
from hmic_tracker.errors import UsageError
from hmic_tracker.store.paths import DEFAULT_NAME
from hmic_tracker.store.writing import create_store

EXAMPLES = (
    ("tracker init", "a plan in the folder action-plan, found from here and below"),
    ("tracker init ~/plans/force --organisation 'The Force'", "a plan somewhere else"),
    ("tracker init --me 'A Name' --post 'Liaison Officer'", "who you are, for all plans"),
)
TAKES = (
    Argument(
        "folder",
        "[DIR]",
        "The folder; action-plan without.",
        "folders",
        required=False,
        type=AsPath,
    ),
    Option("--organisation", "NAME", "Whose plan it is."),
    Option("--me", "NAME", "Who you are, kept for all plans; without DIR no plan is made."),
    Option("--post", "POST", "With --me: the post that you hold.", "owners"),
    *(YES, BY, STORE),
)


def run(
    session: Session,
    entry: EntryOptions,
    folder: Path | None,
    organisation: str | None,
    me: str | None,
    post: str | None,
) -> int:
    """Makes an empty plan: a folder of TOML files to keep, edit and share.

    On a terminal it asks once who you are, and keeps it in your own settings, for all plans; with
    --yes it doesn't. Entries are signed with --by, else TRACKER_USER, else that name, else git's
    user.name, else the login name.
    """
    if folder is not None and session.store is not None and folder != session.store:
        raise UsageError("two folders were named", f"write: tracker init {folder}")
    if post is not None and me is None:
        raise UsageError("--post needs --me", "say both: tracker init --me NAME --post POST")
    if me is not None:
        from hmic_tracker.commands.signatures import keep_signature

        say(keep_signature(me, post))
        if folder is None and session.store is None and organisation is None:
            return 0
    elif not entry.yes:
        session.introduce()
    given = default_store()
    where = (folder or session.store or given or Path(DEFAULT_NAME)).expanduser()
    create_store(where, organisation, session.stamp())
    # The plain name is found from here by itself; another one has to be named.
    named = "" if where in {Path(DEFAULT_NAME), given} else f" --store {where}"
    say(f"made an empty plan in {where}\nnext: tracker{named} import REPORT.txt")
    session.say_guess()
    return 0
