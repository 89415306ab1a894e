"""`tracker update ID…`."""

from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.editing import ChangeRequest, carry_out
from hmic_tracker.commands.session import folder_of, today
from hmic_tracker.domain.dates import say_understood
from hmic_tracker.domain.items import Value
from hmic_tracker.domain.words import parse_progress, parse_status
from hmic_tracker.errors import UsageError

EXAMPLES = (
    ("tracker update REC-5 --status done", "the lead says it is completed"),
    ("tracker update REC-5 --due 2008-12 --reason 'waits for the IT release'", "a date moves"),
    ("tracker update REC-5..8 --owner 'Head of Public Protection' --yes", "several at once"),
)


def run(
    ids: options.Items = None,
    status: Annotated[
        str | None, options.of_text("--status", "STATUS", "not-started, in-progress, done …")
    ] = None,
    progress: Annotated[
        str | None, options.of_text("--progress", "WORD", "none, some, majority, almost, complete.")
    ] = None,
    owner: Annotated[
        str | None, options.of_text("--owner", "POST", "The post that owns it; none: nobody.")
    ] = None,
    new_owner: options.NewOwner = False,
    due: Annotated[
        str | None, options.of_text("--due", "DATE", "A day or a month; none: no date.")
    ] = None,
    reason: Annotated[
        str | None, options.of_text("--reason", "TEXT", "Why; needed to move a date or reopen.")
    ] = None,
    title: Annotated[
        str | None, options.of_text("--title", "TEXT", "A title of your own; none: derived.")
    ] = None,
    board: Annotated[
        str | None, options.of_text("--board", "NAME", "Its board; none: its framework's.")
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(
            "--tag", metavar="WORD", help="Adds a tag; -WORD takes it away.", show_default=False
        ),
    ] = None,
    circulated_to: options.CirculatedTo = None,
    note: options.NoteText = None,
    agreed_by: Annotated[
        str | None,
        options.of_text("--agreed-by", "BOARD", "The board that agreed to a moved date."),
    ] = None,
    discharged_by: Annotated[
        str | None, options.of_text("--discharged-by", "BODY", "Who discharged it; to close it.")
    ] = None,
    override: options.Override = None,
    exempt: Annotated[
        bool | None,
        typer.Option(
            "--exempt/--not-exempt",
            help="Papers print its number and status only.",
            show_default=False,
        ),
    ] = None,
    publish: options.Publish = False,
    where: options.Where = None,
    on: options.On = None,
    by: options.By = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Changes items: status, progress, owner, due, title, board, tags."""
    wanted: dict[str, Value] = {}
    if status is not None:
        wanted["status"] = parse_status(status)
    if progress is not None:
        wanted["progress"] = parse_progress(progress)
    if due is not None:
        from hmic_tracker.domain.date_parsing import parse_due

        wanted["due"] = None if due.strip().casefold() == "none" else parse_due(due, today())
    if exempt is not None:
        wanted["exempt"] = "yes" if exempt else None
    for field, given in (("title", title), ("discharged_by", discharged_by)):
        if given is not None:
            wanted[field] = options.named(field, given)
    if not ids and not where:
        raise UsageError("tracker update needs ID...", f"for example: {EXAMPLES[0][0]}")
    if (
        not wanted
        and owner is None
        and board is None
        and not (tag or circulated_to)
        and note is None
    ):
        raise UsageError(
            "nothing to change was said",
            f"for example: tracker update {' '.join(ids or ['REC-3'])[:40]} --status done",
        )
    echo = [f"due {say_understood(str(wanted['due']))}"] if wanted.get("due") else []
    if owner is not None or board is not None:
        from hmic_tracker.commands.owners import resolve_names

        names, said = resolve_names(folder_of(store), owner, board, new_owner=new_owner)
        wanted |= names
        echo += said
    agreed = options.named("agreed-by", agreed_by) if agreed_by is not None else None
    if agreed and "due" not in wanted:
        raise UsageError(
            "--agreed-by is of a moved date", "give the date as well: --due DATE --reason TEXT"
        )
    of_each = None
    if circulated_to:
        from hmic_tracker.commands.owners import circulation

        of_each = circulation(folder_of(store), circulated_to)
    asked = ChangeRequest(
        wanted,
        tuple(tag or ()),
        note,
        reason,
        "updated" if wanted or tag or circulated_to else "note",
        agreed,
        override,
        publish,
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
        echo=", ".join(echo),
    )
