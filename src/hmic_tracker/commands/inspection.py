"""`tracker inspection add|edit|list|show`: the published inspections that the items are from."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.output import Output, emit, say, write
from hmic_tracker.commands.owners import header_text
from hmic_tracker.commands.session import folder_of, load_plan, new_stamp, report_damage, today
from hmic_tracker.domain.date_parsing import parse_due
from hmic_tracker.domain.dates import say_day, say_in_full, say_understood
from hmic_tracker.domain.inspections import Inspection, id_of, response_due
from hmic_tracker.domain.plan import Plan
from hmic_tracker.errors import InputError, NotFoundError, UsageError

EXAMPLES_OF: Final = {
    "add": (
        (
            "tracker inspection add 'PEEL 2021/22' --body HMICFRS --published 2022-10-13",
            "with the day that its response is due",
        ),
        (
            "tracker inspection add 'Phase Two' --id phase-two-2008 --published 2008-03",
            "with an id of your own",
        ),
    ),
    "edit": (
        ("tracker inspection edit hmic-2007-phase-one --revisit 2009-10", "when they come back"),
        ("tracker inspection edit hmic-2007-phase-one --revisit none", "they don't"),
    ),
    "list": (
        ("tracker inspection list", "all, the first published first"),
        ("tracker inspection list --json", "the same for a script"),
    ),
    "show": (
        ("tracker inspection show hmic-2007-phase-one", "its grades, its items, what is due"),
    ),
}

ID = Annotated[str, typer.Argument(metavar="ID", help="Its id or its title.")]


def _text(name: str, metavar: str, what: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        name, metavar=metavar, help=what, show_default=False
    )
    return option


BODY = Annotated[str | None, _text("--body", "NAME", "Who inspected, such as HMICFRS.")]
PROGRAMME = Annotated[str | None, _text("--programme", "NAME", "The programme it is part of.")]
PUBLISHED = Annotated[str | None, _text("--published", "DATE", "A day or a month.")]
URL = Annotated[str | None, _text("--url", "URL", "Its page, http or https.")]
REVISIT = Annotated[str | None, _text("--revisit", "DATE", "When they come back.")]
EXPECTED = Annotated[
    int | None,
    typer.Option(
        "--expected",
        metavar="N",
        min=1,
        max=1_000_000,
        help="How many forces a row of the country has.",
        show_default=False,
    ),
]


def add(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="Its title as published.")],
    id_: Annotated[str | None, _text("--id", "ID", "Its id; else from its title.")] = None,
    body: BODY = None,
    programme: PROGRAMME = None,
    published: PUBLISHED = None,
    url: URL = None,
    revisit: REVISIT = None,
    expected: EXPECTED = None,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Adds an inspection by hand; tracker import makes those of the reports that it reads.

    Its items are added with: tracker add rec TEXT --inspection ID.
    """
    folder = folder_of(store)
    name = header_text("the title", title)
    if not name:
        raise UsageError("the title is empty", "write: tracker inspection add 'PEEL 2021/22'")
    new = _with(
        Inspection(_new_id(folder, id_, name), name),
        body=body,
        programme=programme,
        published=published,
        url=url,
        revisit=revisit,
        expected=expected,
    )

    def made(plan: Plan) -> Inspection:
        _refuse_taken(folder, plan, new)
        return new

    return _written(folder, made, "added", dry_run, json)


def edit(
    id_: ID,
    title: Annotated[str | None, _text("--title", "TITLE", "Its title.")] = None,
    body: BODY = None,
    programme: PROGRAMME = None,
    published: PUBLISHED = None,
    url: URL = None,
    revisit: REVISIT = None,
    expected: EXPECTED = None,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Changes an inspection; none takes a text or a date away. Grades are changed in its file."""
    said = {
        "title": title,
        "body": body,
        "programme": programme,
        "published": published,
        "url": url,
        "revisit": revisit,
        "expected": expected,
    }
    if all(value is None for value in said.values()):
        raise UsageError("nothing to change was said", f"for example: {EXAMPLES_OF['edit'][0][0]}")

    def made(plan: Plan) -> Inspection:
        return _with(_found(plan, id_), **said)

    return _written(folder_of(store), made, "changed", dry_run, json)


def list_(
    as_of: options.AsOf = None,
    store: options.Store = None,
    no_index: options.NoIndex = False,
    json: options.Json = False,
    format_: options.Format = None,
    output: options.OutputFile = None,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """Lists the inspections by publication, with response and revisit dates and their items."""
    from hmic_tracker.render.to_json.settings import inspections_object
    from hmic_tracker.render.views.inspections import inspections_page
    from hmic_tracker.reports.inspections import inspections_report

    plan, day = load_plan(store, as_of, not no_index)
    found = inspections_report(plan, day)
    emit(
        Output(json, width, color, format_, output),
        lambda _: inspections_page(found),
        lambda: inspections_object(found),
    )
    return report_damage(plan.damaged)


def show(
    id_: ID,
    as_of: options.AsOf = None,
    store: options.Store = None,
    no_index: options.NoIndex = False,
    json: options.Json = False,
    format_: options.Format = None,
    output: options.OutputFile = None,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """Shows an inspection: its dates, its sources, the grades it gave, what came of its items."""
    from hmic_tracker.render.to_json.settings import inspection_object
    from hmic_tracker.render.views.inspections import inspection_page
    from hmic_tracker.reports.inspections import inspections_report

    plan, day = load_plan(store, as_of, not no_index)
    found = inspections_report(plan, day, _found(plan, id_).id)
    emit(
        Output(json, width, color, format_, output),
        lambda _: inspection_page(found),
        lambda: inspection_object(found),
    )
    return report_damage(plan.damaged)


COMMANDS: Final = {"add": add, "edit": edit, "list": list_, "show": show}


def _found(plan: Plan, name: str) -> Inspection:
    from hmic_tracker.query.names import inspection_named

    found = plan.inspection(inspection_named(plan, name))
    if found is None:
        raise NotFoundError(f"there is no inspection '{name[:80]}'", "see: tracker inspection list")
    return found


def _new_id(folder: Path, typed: str | None, title: str) -> str:
    """The id asked for or made of the title; raises InputError where it is fit for no file."""
    from hmic_tracker.store.folder import inspection_path

    made = typed.strip() if typed is not None else id_of(title)
    if typed is None and not re.search(r"[a-z0-9]", title, re.ASCII | re.IGNORECASE):
        raise InputError(f"'{title[:60]}' makes no id", "give it one: --id peel-2021")
    inspection_path(folder, made)
    return made


def _refuse_taken(folder: Path, plan: Plan, new: Inspection) -> None:
    """Raises where the id is taken, by an inspection or by a file that can't be read."""
    from hmic_tracker.store.folder import inspection_path

    same = (one.id for one in plan.inspections if one.id.casefold() == new.id.casefold())
    taken = next(same, None)
    if taken is not None or inspection_path(folder, new.id).exists():
        raise UsageError(
            f"there is an inspection '{taken or new.id}' already",
            f"look at it with: tracker inspection show {taken or new.id}   (or give another --id)",
        )


def _with(known: Inspection, **said: str | int | None) -> Inspection:
    """The inspection with what was said; none takes a value away."""
    changed: dict[str, Any] = {}
    for key, value in said.items():
        if isinstance(value, int):
            changed[key] = value
        elif value is not None:
            changed[key] = _value(key, value)
    if "title" in changed and changed["title"] is None:
        raise UsageError("an inspection has a title", "write: --title 'PEEL 2021/22'")
    return known._replace(**changed)


def _value(key: str, typed: str) -> str | None:
    text = header_text(f"--{key}", typed)
    if not text:
        raise UsageError(f"--{key} is empty", f"to take it away write: --{key} none")
    if text.casefold() == "none":
        return None
    if key in {"published", "revisit"}:
        return parse_due(text, today())
    if key == "url" and (not text.startswith(("https://", "http://")) or " " in text):
        raise InputError(f"'{text[:80]}' is not a page's address", "write it as https://…")
    return text


def _written(
    folder: Path, made: Callable[[Plan], Inspection], verb: str, dry_run: bool, json: bool
) -> int:
    """Writes an inspection that is new or changed, and says so; the exit code."""
    from hmic_tracker.store.reading import read_plan
    from hmic_tracker.store.writing import save_plan, writing

    plan = read_plan(folder)
    wanted = made(plan)
    changed = wanted != plan.inspection(wanted.id)
    if changed and not dry_run:
        with writing(folder):
            plan = read_plan(folder)
            wanted = made(plan)
            others = tuple(one for one in plan.inspections if one.id != wanted.id)
            after = plan._replace(inspections=(*others, wanted))
            save_plan(folder, plan, after, new_stamp(None), "inspection")
    if json:
        _print(plan, wanted, changed and not dry_run)
        return 0
    if not changed:
        say(f"{wanted.id} is so already, nothing written")
        return 0
    said = [f"{wanted.id} {f'would be {verb}' if dry_run else verb}: {wanted.title}"]
    for key, due in (("published", wanted.published), ("revisit", wanted.revisit)):
        said += [f"{key} {_say(due)}"] if due else []
    due_back = response_due(wanted)
    said += [f"the response is due by {say_day(due_back)}"] if due_back else []
    say("\n".join(said))
    return 0


def _say(due: str) -> str:
    """A day with its weekday, or a month."""
    return say_in_full(due) if len(due) == len("2008-03") else say_understood(due)


def _print(plan: Plan, wanted: Inspection, written: bool) -> None:
    from hmic_tracker.render.to_json import dump
    from hmic_tracker.render.to_json.settings import inspection_object
    from hmic_tracker.reports.inspections import inspections_report

    others = tuple(one for one in plan.inspections if one.id != wanted.id)
    plan = plan._replace(inspections=(*others, wanted))
    write(dump(inspection_object(inspections_report(plan, today(), wanted.id), written)))
