"""`tracker add rec|afi|coc|gp TEXT`."""

from __future__ import annotations

from hmic_tracker.commands import options
from hmic_tracker.commands.item_fields import read_fields, read_tags
from hmic_tracker.commands.options import Argument, EntryOptions, Option, Record, Words, in_group
from hmic_tracker.commands.output import say, write_json
from hmic_tracker.commands.session import Session, generate_uid
from hmic_tracker.domain.changes import apply, changes_to, next_entry
from hmic_tracker.domain.dates import format_due_echo
from hmic_tracker.domain.frameworks import framework_named
from hmic_tracker.domain.items import FieldChange, Item
from hmic_tracker.domain.people import names_with
from hmic_tracker.domain.plan import Plan, next_number
from hmic_tracker.domain.words import KIND_NAMES, PREFIXES, Kind, folded, parse_kind
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.store.reading import read_plan_without_items, taken_ids
from hmic_tracker.store.writing import new_item_write, save

if TYPE_CHECKING:
    from pathlib import Path

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
TAKES = (
    Argument("kind", "rec|afi|coc|gp", "What it is.", "rec|afi|coc|gp"),
    Argument(
        "words",
        "TEXT",
        "Its text; - for standard input; without one your editor opens.",
        repeated=True,
        required=False,
        dash="whole text",
    ),
    options.TEXT_FILE,
    Option("--framework", "NAME", "Name, alias or initials.", "frameworks"),
    Option("--inspection", "ID", "The inspection it is from.", "inspections"),
    Option("--number", "N", "Its number there.", type=int, least=0),
    *in_group(
        "record",
        Option("--label", "TEXT", "Its number as printed, where that is no number: 2a, R5."),
        Option("--title", "TEXT", "A title of your own."),
        Option("--owner", "POST", "The post that owns it.", "owners"),
        Option("--board", "NAME", "Its board.", "boards"),
        *(options.NEW_OWNER, options.NEW_BOARD),
        Option("--due", "DATE", "A day or a month.", "dates"),
        Option("--force", "NAME", "Good practice: the force it was seen at."),
        options.CIRCULATED_TO,
    ),
    Option("--tag", "WORD", "A tag; may be repeated.", "tags", repeated=True),
    *options.ITEM_ENTRY,
)


class _NewItem(NamedTuple):
    """What was typed of an item beside its text."""

    kind: Kind
    framework: str | None
    inspection: str | None
    number: int | None
    record: Record
    tag: Words


def run(
    session: Session,
    entry: EntryOptions,
    kind: str,
    words: Words,
    text_file: Path | None,
    framework: str | None,
    inspection: str | None,
    number: int | None,
    record: Record,
    tag: Words,
) -> int:
    """Adds a recommendation, an AFI, a cause of concern or a piece of good practice by hand."""
    what = parse_kind(kind)
    if what != "good-practice" and record["force"] is not None:
        raise UsageError("--force is of good practice", "write: tracker add gp TEXT --force NAME")
    new = _NewItem(what, framework, inspection, number, record, read_tags(tag))
    if words or text_file is not None:
        text = options.text_typed(words, text_file)
        if not folded(text):
            raise UsageError(
                "the text is empty", f"write: tracker add {kind} 'what the inspectors said'"
            )
        return _added(session, entry, new, text)
    session.check()
    from hmic_tracker.commands.typed_text import TextRequest, text_from_editor

    purpose = f"The text of a new {KIND_NAMES[what].lower()}, as the inspectors wrote it."
    request = TextRequest("the new item", f"tracker add {kind}", purpose)
    with text_from_editor(request) as typed:
        return _added(session, entry, new, typed) if typed else 0


def _added(session: Session, entry: EntryOptions, new: _NewItem, text: str) -> int:
    """Add an item with its text, and say so; the exit code."""
    session.check()
    fields, of_each, echo = read_fields(session, new.record, session.due_or_none)
    stamp = session.stamp()

    def new_item(plan: Plan) -> Item:
        blank = Item(
            id=_next_id(session, new.kind),
            uid=generate_uid(),
            kind=new.kind,
            inspection=_inspection(plan, new.inspection),
            framework=_framework(plan, new.framework),
            number=new.number,
        )
        of_this = of_each(blank) if of_each else {}
        tags = names_with((), new.tag)
        changes = changes_to(blank, {"text": text, "tags": tags, **fields, **of_this})
        born = FieldChange("status", None, "not-started")
        added = next_entry(blank, session.entry_day, stamp, "added", (born, *changes))
        return apply(blank, added)

    if entry.dry_run:
        item = new_item(read_plan_without_items(session.folder))
    else:
        with session.writing():
            item = new_item(read_plan_without_items(session.folder))
            save(session.folder, [new_item_write(session.folder, item)], stamp, "add")
    if entry.json:
        from hmic_tracker.render.to_json.changes import added_object

        write_json(added_object(item, not entry.dry_run))
    else:
        echo += [f"due {format_due_echo(item.due)}"] if item.due else []
        verb = "would be added" if entry.dry_run else "added"
        say(f"{', '.join([f'{item.id} {verb}', *echo])}: {item.title}")
    return 0


def _next_id(session: Session, kind: Kind) -> str:
    return f"{PREFIXES[kind]}-{next_number(PREFIXES[kind], taken_ids(session.folder))}"


def _framework(plan: Plan, name: str | None) -> str | None:
    if name is None:
        return None
    return framework_named(plan.frameworks, name).slug


def _inspection(plan: Plan, name: str | None) -> str | None:
    if name is None:
        return plan.inspections[0].id if len(plan.inspections) == 1 else None
    from hmic_tracker.query.names import inspection_named

    return inspection_named(plan, name)
