"""`tracker action …`: the steps of an item's action plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from hmic_tracker.commands import options
from hmic_tracker.commands.change_items import change_items
from hmic_tracker.commands.options import (
    Argument,
    CommandDefinition,
    EntryOptions,
    Option,
    Output,
    Words,
)
from hmic_tracker.commands.owner_options import ResolvedName, resolve_owner
from hmic_tracker.commands.part_publishing import INTERNAL, publishing
from hmic_tracker.commands.planned_changes import ChangeRequest
from hmic_tracker.domain import part_changes as parts
from hmic_tracker.domain.dates import format_due_echo
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.reports.steps import StepFilter

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Item, Value

_ITEM = Argument("item", "ID", "REC-5 or rec5", "ids")
_PUBLISH = options.PUBLISH._replace(help="It may be printed in papers, and is in bundles.")
_STEPS = Argument("steps", "STEP...", "Numbers as `show` has them.", repeated=True)


def add(
    session: Session,
    entry: EntryOptions,
    words: Words,
    text_file: Path | None,
    owner: str | None,
    new_owner: bool,
    due: str | None,
) -> int:
    """Adds a step to the action plan of items."""
    ids, text = options.ids_and_text(words, text_file)
    if not ids:
        raise UsageError(
            "a step needs an item and a text",
            "write: tracker action add REC-5 'what is to be done'",
        )
    if text is not None and text_file is not None:
        from hmic_tracker.commands.step_files import steps_in

        steps, echo = steps_in(session, text, owner, due, new_owner=new_owner)
        return _add(session, entry, ids, steps, echo)
    if text is not None:
        return _add(session, entry, ids, *_step(session, ids, text, owner, new_owner, due))
    from hmic_tracker.commands.typed_text import line_of, text_for_items

    line = line_of("tracker action add", ids, ())
    with text_for_items(session, ids, (), "the step", line) as typed:
        if not typed:
            return 0
        return _add(session, entry, ids, *_step(session, ids, typed, owner, new_owner, due))


def _step(
    session: Session, ids: Words, typed: str, owner: str | None, new_owner: bool, due: str | None
) -> tuple[list[parts.NewStep], list[str]]:
    """The step that was typed, and what the command echoes of it."""
    text = " ".join(typed.split())
    if not folded(text):
        line = f"tracker action add {' '.join(ids)[:40]} 'what is to be done'"
        raise UsageError("the step has no text", f"write: {line}")
    post = resolve_owner(session, owner, new_owner=new_owner) if owner else ResolvedName(None)
    when = session.due_or_none(due) if due is not None else None
    echo = [f"due {format_due_echo(when)}"] if when else []
    echo += [post.echo] if post.echo else []
    return [parts.NewStep(text, post.name, when)], echo


def _add(
    session: Session,
    entry: EntryOptions,
    ids: Words,
    steps: list[parts.NewStep],
    echo: list[str],
) -> int:
    request = ChangeRequest("action", of_each=lambda item: parts.new_steps_fields(item, steps))
    return change_items(session, entry, ids, request, ", ".join(echo))


def listed(
    session: Session,
    output: Output,
    ids: Words,
    still_open: bool,
    late: bool,
    owner: Words,
) -> int:
    """Lists the steps of items, or of all: what is to be done, by whom, until when."""
    from hmic_tracker.commands.step_lists import list_steps  # the other commands don't pay for it

    return list_steps(session, output, ids, StepFilter(still_open, late, owner))


def edit(
    session: Session,
    entry: EntryOptions,
    item: str,
    step: str,
    text: str | None,
    owner: str | None,
    new_owner: bool,
    due: str | None,
    internal: bool,
) -> int:
    """Changes the text, the owner or the due of a step, or whether it may be printed.

    With --publish all of it may be printed in papers, and is in bundles; with --internal none.
    """
    fields: dict[str, str | None] = {}
    if text is not None:
        fields["text"] = options.required_text(text, "--text", "a step")
    if owner is not None:
        fields["owner"] = resolve_owner(session, owner, new_owner=new_owner).name
    if due is not None:
        fields["due"] = session.due_or_none(due)
    restated = publishing(entry, "action", _number(step), internal)
    if not fields and restated is None:
        line = f"tracker action edit {item[:40]} {step[:10]} --due 2008-12"
        raise UsageError("nothing to change was said", f"for example: {line}")
    return _change_steps(
        session,
        entry,
        item,
        (step,),
        lambda i, n: parts.changed_step_fields(i, n, fields),
        restated,
    )


def done(session: Session, entry: EntryOptions, item: str, steps: Words) -> int:
    """Says that steps were done; --on gives the day."""
    day = session.entry_day
    return _change_steps(
        session, entry, item, steps, lambda i, n: parts.done_step_fields(i, n, day)
    )


def reopen(session: Session, entry: EntryOptions, item: str, steps: Words) -> int:
    """Makes steps that were done or dropped to do again; needs --reason."""
    why = options.required_text(entry.reason, "--reason", "reopening a step")
    return _change_steps(
        session, entry._replace(reason=why), item, steps, parts.reopened_step_fields
    )


def drop(session: Session, entry: EntryOptions, item: str, steps: Words) -> int:
    """Gives steps up, with --reason; they count for nothing.

    They stay in the item and its history.
    """
    why = options.required_text(entry.reason, "--reason", "dropping a step")
    entry = entry._replace(reason=None)  # it is kept with the step
    return _change_steps(
        session, entry, item, steps, lambda i, n: parts.dropped_step_fields(i, n, why)
    )


def _change_steps(
    session: Session,
    entry: EntryOptions,
    item: str,
    steps: Words,
    fields: Callable[[Item, int], Mapping[str, Value]],
    restated: Callable[[Item], Iterable[str]] | None = None,
) -> int:
    """Set the fields of an item's steps, which are named by number; raises InputError."""
    numbers = list(map(_number, steps))

    def of_each(item: Item) -> Mapping[str, Value]:
        return {field: value for n in numbers for field, value in fields(item, n).items()}

    request = ChangeRequest("action", of_each=of_each, restated=restated)
    return change_items(session, entry, (item,), request)


def _number(typed: str) -> int:
    """The number of a step, as `show` has it."""
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > 4:
        raise InputError(
            f"'{typed[:40]}' is not the number of a step", "write it as `show` has it: 2"
        )
    return int(typed)


PARTS = {
    "add": CommandDefinition(
        add,
        (
            Argument(
                "words",
                "ID... TEXT",
                "Items, then the step; - for standard input; without a text your editor opens.",
                "ids",
                repeated=True,
                required=False,
                dash="ids",
            ),
            options.TEXT_FILE._replace(help="Steps from a file, one a line: TEXT; POST; DATE."),
            Option("--owner", "POST", "The post that does it.", "owners"),
            options.NEW_OWNER,
            Option("--due", "DATE", "A day or a month.", "dates"),
            _PUBLISH,
            *options.without(options.BULK_ENTRY, "where"),
        ),
        (
            ("tracker action add REC-5 'Agree the template' --due 2008-10", "a step"),
            ("tracker action add REC-5 'Brief boroughs' --owner 'Head of CID'", "and whose it is"),
            ("tracker action add REC-5..8 'Brief boroughs' --yes", "the same to several"),
            ("tracker action add REC-5 -F steps.txt", "a line a step: Brief boroughs; Head of CID"),
        ),
    ),
    "list": CommandDefinition(
        listed,
        (
            Argument("ids", "[ID]...", "Of those items; else all.", "ids", True, False, dash="ids"),
            Option("--open", "", "Neither done nor dropped.", dest="still_open"),
            Option("--late", "", "Open, of an open item, and past their due."),
            Option(
                "--owner", "POST", "Whose they are, or their item's; none.", "owners", repeated=True
            ),
            *options.LOOKING,
        ),
        (
            ("tracker action list --late", "which steps are late, and whose they are"),
            ("tracker action list REC-5", "the action plan of one item"),
            ("tracker action list --open --owner 'Head of CID'", "what a post has still to do"),
        ),
    ),
    "edit": CommandDefinition(
        edit,
        (
            _ITEM,
            Argument("step", "STEP", "Its number as `show` has it."),
            Option("--text", "TEXT", "What is to be done.", dash="text"),
            Option("--owner", "POST", "The post; none: nobody.", "owners"),
            options.NEW_OWNER,
            Option("--due", "DATE", "A day or a month; none.", "dates"),
            *(options.REASON, _PUBLISH, INTERNAL),
            *options.ITEM_ENTRY,
        ),
        (
            ("tracker action edit REC-5 2 --due 2008-12", "another date; none takes it away"),
            ("tracker action edit REC-5 2 --publish", "for papers and bundles; --internal: not"),
            ("tracker action edit REC-5 2 --owner 'Head of CID'", "another post"),
        ),
    ),
    "done": CommandDefinition(
        done,
        (_ITEM, _STEPS, options.NOTE, _PUBLISH, *options.ITEM_ENTRY),
        (
            ("tracker action done REC-5 2", "step 2 was done today"),
            ("tracker action done REC-5 1 2 --on 2008-11-05", "two steps, on a day before"),
        ),
    ),
    "reopen": CommandDefinition(
        reopen,
        (_ITEM, _STEPS, options.REASON, *options.ITEM_ENTRY),
        (("tracker action reopen REC-5 2 --reason 'half done'", "to do again"),),
    ),
    "drop": CommandDefinition(
        drop,
        (_ITEM, _STEPS, options.REASON, *options.ITEM_ENTRY),
        (("tracker action drop REC-5 3 --reason 'part of step 2'", "given up"),),
    ),
}
