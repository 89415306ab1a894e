"""`tracker action …`: the steps of an item's action plan."""

from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.editing import ChangeRequest, carry_out
from hmic_tracker.commands.owners import ResolvedName, resolve_owner
from hmic_tracker.commands.references import needed
from hmic_tracker.commands.session import entry_day, folder_of, today
from hmic_tracker.domain.date_parsing import parse_due
from hmic_tracker.domain.dates import say_understood
from hmic_tracker.domain.items import Item, Value
from hmic_tracker.domain.part_changes import (
    step_changed,
    step_done,
    step_dropped,
    step_reopened,
    with_action,
)
from hmic_tracker.errors import InputError, UsageError

EXAMPLES_OF = {
    "add": (
        ("tracker action add REC-5 'Agree the template' --due 2008-10", "a step"),
        ("tracker action add REC-5 'Brief boroughs' --owner 'Head of CID'", "and whose it is"),
        ("tracker action add REC-5..8 'Brief boroughs' --yes", "the same to several"),
    ),
    "edit": (
        ("tracker action edit REC-5 2 --due 2008-12", "another date; none takes it away"),
        ("tracker action edit REC-5 2 --owner 'Head of CID'", "another post"),
    ),
    "done": (
        ("tracker action done REC-5 2", "step 2 was done today"),
        ("tracker action done REC-5 1 2 --on 2008-11-05", "two steps, on a day before"),
    ),
    "reopen": (("tracker action reopen REC-5 2 --reason 'half done'", "to do again"),),
    "drop": (("tracker action drop REC-5 3 --reason 'part of step 2'", "given up"),),
}

Item_ = Annotated[str, typer.Argument(metavar="ID", help="REC-5 or rec5")]
Steps = Annotated[list[str], typer.Argument(metavar="STEP...", help="Numbers as `show` has them.")]


def add(
    words: Annotated[list[str], typer.Argument(metavar="ID... TEXT", help="Items, then the step.")],
    owner: Annotated[
        str | None,
        typer.Option("--owner", metavar="POST", help="The post that does it.", show_default=False),
    ] = None,
    new_owner: options.NewOwner = False,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar="DATE", help="A day or a month.", show_default=False),
    ] = None,
    on: options.On = None,
    by: options.By = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Adds a step to the action plan of items."""
    ids, text = words[:-1], " ".join(words[-1].split())
    if not ids:
        raise UsageError(
            "a step needs an item and a text",
            "write: tracker action add REC-5 'what is to be done'",
        )
    if not text:
        line = f"tracker action add {' '.join(ids)[:40]} 'what is to be done'"
        raise UsageError("the step has no text", f"write: {line}")
    meant = (
        resolve_owner(folder_of(store), owner, new_owner=new_owner) if owner else ResolvedName(None)
    )
    when = parse_due(due, today()) if due is not None else None
    echo = [f"due {say_understood(when)}"] if when else []

    def of_each(item: Item) -> Mapping[str, Value]:
        return with_action(item, text, meant.name, when)

    asked = ChangeRequest({}, event="action", of_each=of_each)
    return carry_out(
        ids,
        asked,
        store=store,
        on=on,
        by=by,
        yes=yes,
        dry_run=dry_run,
        json=json,
        echo=", ".join([*echo, meant.echo] if meant.echo else echo),
    )


def edit(
    item: Item_,
    step: Annotated[str, typer.Argument(metavar="STEP", help="Its number as `show` has it.")],
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="TEXT", help="What is to be done.", show_default=False),
    ] = None,
    owner: Annotated[
        str | None,
        typer.Option("--owner", metavar="POST", help="The post; none: nobody.", show_default=False),
    ] = None,
    new_owner: options.NewOwner = False,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar="DATE", help="A day or a month; none.", show_default=False),
    ] = None,
    reason: options.Reason = None,
    on: options.On = None,
    by: options.By = None,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Changes the text, the owner or the due of a step."""
    wanted: dict[str, str | None] = {}
    if text is not None:
        wanted["text"] = needed(text, "--text", "a step")
    if owner is not None:
        wanted["owner"] = resolve_owner(folder_of(store), owner, new_owner=new_owner).name
    if due is not None:
        wanted["due"] = None if due.strip().casefold() == "none" else parse_due(due, today())
    if not wanted:
        line = f"tracker action edit {item[:40]} {step[:10]} --due 2008-12"
        raise UsageError("nothing to change was said", f"for example: {line}")
    asked = ChangeRequest(
        {},
        reason=reason,
        event="action",
        of_each=_each([step], lambda i, n: step_changed(i, n, wanted)),
    )
    return carry_out([item], asked, store=store, on=on, by=by, yes=True, dry_run=dry_run, json=json)


def done(
    item: Item_,
    steps: Steps,
    note: options.NoteText = None,
    on: options.On = None,
    by: options.By = None,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Says that steps were done; --on gives the day."""
    day = entry_day(on)
    asked = ChangeRequest(
        {}, note=note, event="action", of_each=_each(steps, lambda i, n: step_done(i, n, day))
    )
    return carry_out([item], asked, store=store, on=on, by=by, yes=True, dry_run=dry_run, json=json)


def reopen(
    item: Item_,
    steps: Steps,
    reason: options.Reason = None,
    on: options.On = None,
    by: options.By = None,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Makes steps that were done or dropped to do again; needs --reason."""
    why = needed(reason, "--reason", "reopening a step")
    asked = ChangeRequest({}, reason=why, event="action", of_each=_each(steps, step_reopened))
    return carry_out([item], asked, store=store, on=on, by=by, yes=True, dry_run=dry_run, json=json)


def drop(
    item: Item_,
    steps: Steps,
    reason: options.Reason = None,
    on: options.On = None,
    by: options.By = None,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Gives steps up, with --reason; they count for nothing.

    They stay in the item and its history.
    """
    why = needed(reason, "--reason", "dropping a step")
    asked = ChangeRequest(
        {}, event="action", of_each=_each(steps, lambda i, n: step_dropped(i, n, why))
    )
    return carry_out([item], asked, store=store, on=on, by=by, yes=True, dry_run=dry_run, json=json)


COMMANDS = {"add": add, "edit": edit, "done": done, "reopen": reopen, "drop": drop}


def _each(
    steps: list[str], fields: Callable[[Item, int], Mapping[str, Value]]
) -> Callable[[Item], Mapping[str, Value]]:
    """What is asked of an item whose steps are named by number; raises InputError."""
    numbers = []
    for typed in steps:
        if not (typed.isascii() and typed.isdecimal()) or len(typed) > 4:
            raise InputError(
                f"'{typed[:40]}' is not the number of a step", "write it as `show` has it: 2"
            )
        numbers.append(int(typed))

    def of_each(item: Item) -> Mapping[str, Value]:
        return {field: value for n in numbers for field, value in fields(item, n).items()}

    return of_each
