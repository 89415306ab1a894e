"""`tracker add rec|afi|coc|gp TEXT`."""

from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.output import say, write
from hmic_tracker.commands.session import entry_day, folder_of, new_stamp, random_word, today
from hmic_tracker.domain.changes import apply, changes_to
from hmic_tracker.domain.dates import say_understood
from hmic_tracker.domain.frameworks import find_by_name, resolve
from hmic_tracker.domain.items import Entry, FieldChange, Item, Value
from hmic_tracker.domain.plan import Plan, next_number
from hmic_tracker.domain.words import PREFIXES, parse_kind
from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.store.reading import read_head, taken_ids
from hmic_tracker.store.writing import new_item_write, save, writing

EXAMPLES = (
    ("tracker add rec 'The force should review its call handling' --framework np", "one more"),
    (
        "tracker add afi 'Supervision of risk' --due 2009-03 --owner 'Head of CID'",
        "with owner and due",
    ),
    (
        "tracker add gp 'Reviews cases monthly' --force 'Example Constabulary'",
        "good practice, in no count",
    ),
)


def run(
    kind: Annotated[str, typer.Argument(metavar="rec|afi|coc|gp", help="What it is.")],
    words: Annotated[list[str], typer.Argument(metavar="TEXT", help="Its text.")],
    framework: Annotated[
        str | None, options.of_text("--framework", "NAME", "Name, alias or initials.")
    ] = None,
    inspection: Annotated[
        str | None, options.of_text("--inspection", "ID", "The inspection it is from.")
    ] = None,
    number: Annotated[
        int | None,
        typer.Option("--number", metavar="N", min=0, help="Its number there.", show_default=False),
    ] = None,
    title: Annotated[str | None, options.of_text("--title", "TEXT", "A title of your own.")] = None,
    owner: Annotated[
        str | None, options.of_text("--owner", "POST", "The post that owns it.")
    ] = None,
    board: Annotated[str | None, options.of_text("--board", "NAME", "Its board.")] = None,
    new_owner: options.NewOwner = False,
    due: Annotated[str | None, options.of_text("--due", "DATE", "A day or a month.")] = None,
    force: Annotated[
        str | None, options.of_text("--force", "NAME", "Good practice: the force it was seen at.")
    ] = None,
    circulated_to: options.CirculatedTo = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="WORD", help="A tag; may be repeated.", show_default=False),
    ] = None,
    on: options.On = None,
    by: options.By = None,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Adds a recommendation, an AFI, a cause of concern or a piece of good practice by hand."""
    what, text = parse_kind(kind), " ".join(words).strip()
    if not text:
        raise UsageError(
            "the text is empty", f"write: tracker add {kind} 'what the inspectors said'"
        )
    folder, day = folder_of(store), entry_day(on)
    wanted: dict[str, Value] = {"text": text, "status": "not-started", "tags": tuple(tag or ())}
    for field, given in (("title", title), ("force", force)):
        if given is not None:
            wanted[field] = options.named(field, given)
    if what != "good-practice" and force is not None:
        raise UsageError("--force is of good practice", "write: tracker add gp TEXT --force NAME")
    said: list[str] = []
    if owner is not None or board is not None:
        from hmic_tracker.commands.owners import resolve_names

        names, said = resolve_names(folder, owner, board, new_owner=new_owner)
        wanted |= names
    circulated = None
    if circulated_to:
        from hmic_tracker.commands.owners import circulation

        circulated = circulation(folder, circulated_to)
    if due is not None:
        from hmic_tracker.domain.date_parsing import parse_due

        wanted["due"] = parse_due(due, today())
    stamp = new_stamp(by)

    def made(plan: Plan) -> Item:
        ids = taken_ids(folder)
        blank = Item(
            id=f"{PREFIXES[what]}-{next_number(PREFIXES[what], ids)}",
            uid=random_word(),
            kind=what,
            inspection=_inspection(plan, inspection),
            framework=_framework(plan, framework),
            number=number,
        )
        changes = tuple(
            c if c.field != "status" else FieldChange("status", None, c.new)
            for c in changes_to(blank, {**wanted, **(circulated(blank) if circulated else {})})
        )
        born = FieldChange("status", None, "not-started")
        entry = Entry(
            n=1,
            on=day,
            recorded=stamp.recorded,
            by=stamp.by,
            op=stamp.op,
            event="added",
            changes=(born, *changes),
        )
        return apply(blank, entry)

    if dry_run:
        item = made(read_head(folder))
        verb = "would be added"
    else:
        with writing(folder):
            item = made(read_head(folder))
            save(folder, [new_item_write(folder, item)], stamp, "add")
        verb = "added"
    if json:
        from hmic_tracker.render.to_json import dump
        from hmic_tracker.render.to_json.changes import added_object

        write(dump(added_object(item, not dry_run)))
    else:
        said += [f"due {say_understood(item.due)}"] if item.due else []
        say(f"{', '.join([f'{item.id} {verb}', *said])}: {item.title}")
    return 0


def _framework(plan: Plan, name: str | None) -> str | None:
    if name is None:
        return None
    found = find_by_name(plan.frameworks, name.partition("/")[0])
    if found is None:
        resolve(plan.frameworks, name)  # raises, with what was meant
        raise NotFoundError(
            f"'{name}' is more than one framework", "name it by its slug: tracker grades"
        )
    return found.slug


def _inspection(plan: Plan, name: str | None) -> str | None:
    if name is None:
        return plan.inspections[0].id if len(plan.inspections) == 1 else None

    from hmic_tracker.query.selection import inspection_named

    return inspection_named(plan, name)
