"""`tracker inspection add|edit|list|show|merge|remove`: the inspections that the items are from."""

from __future__ import annotations

import re
from collections.abc import Callable

from hmic_tracker.commands import options
from hmic_tracker.commands.inspection_care import CARE, known_inspection
from hmic_tracker.commands.inspection_options import (
    ROWS,
    changed_words,
    with_rows,
    without_rows,
)
from hmic_tracker.commands.options import (
    Argument,
    CommandDefinition,
    EntryOptions,
    Option,
    Output,
    Record,
    Words,
)
from hmic_tracker.commands.output import emit
from hmic_tracker.commands.owner_options import header_text, resolve_body
from hmic_tracker.commands.record_editing import field_option, field_values, report_record
from hmic_tracker.domain.dates import format_due_echo, say_day, say_in_full
from hmic_tracker.domain.inspections import Inspection, id_of, response_due
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.paths import inspection_path

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.render.to_json import Object


def add(
    session: Session,
    entry: EntryOptions,
    title: str,
    id_: str | None,
    record: Record,
    new_body: bool,
    grade: Words,
    national: Words,
    count: Words,
) -> int:
    """Adds an inspection by hand; tracker import makes those of the reports that it reads.

    Its items are added with: tracker add rec TEXT --inspection ID.
    """
    name = header_text("the title", title)
    if not name:
        raise UsageError("the title is empty", "write: tracker inspection add 'PEEL 2021/22'")
    new = _with(session, Inspection(_new_id(session.folder, id_, name), name), record, new_body)

    def of_plan(plan: Plan, _: Stamp) -> Inspection:
        _refuse_taken(session.folder, plan, new)
        return with_rows(session, plan, new, grade, national, count)

    return _written(session, entry, of_plan, "added")


def edit(
    session: Session,
    entry: EntryOptions,
    name: str,
    record: Record,
    new_body: bool,
    settle: bool,
    grade: Words,
    national: Words,
    count: Words,
) -> int:
    """Changes an inspection; none takes a text or a date away.

    Grades, rows of the country and counts are told by their framework, and by period, or kind and
    day. Each option may be repeated; nothing after the = takes the row away. A report that comes
    again keeps what was changed here.
    """
    rows = (grade, national, count)
    if all(typed is None for typed in record.values()) and not settle and not any(rows):
        example = PARTS["edit"].examples[0][0]
        raise UsageError("nothing to change was said", f"for example: {example}")

    def of_plan(plan: Plan, stamp: Stamp) -> Inspection:
        known = known_inspection(plan, name)
        wanted = with_rows(session, plan, _with(session, known, record, new_body), *rows)
        if not settle:
            return wanted
        from hmic_tracker.domain.inspection_history import settled, unsettled_fields

        if not unsettled_fields(known):
            return wanted
        return settled(known, wanted, session.today, stamp)

    return _written(session, entry, of_plan, "changed")


def list_(session: Session, output: Output) -> int:
    """Lists the inspections by publication, with response and revisit dates and their items."""
    from hmic_tracker.render.to_json.inspections_and_people import inspections_object
    from hmic_tracker.render.views.inspections_and_people import inspections_page
    from hmic_tracker.reports.inspections import inspections_report

    plan = session.plan()
    report = inspections_report(plan, session.day)
    return emit(
        output, lambda _: inspections_page(report), lambda: inspections_object(report), plan.damaged
    )


def show(session: Session, output: Output, name: str) -> int:
    """Shows an inspection: its dates, its sources, the grades it gave, what came of its items."""
    from hmic_tracker.render.to_json.inspections_and_people import inspection_object
    from hmic_tracker.render.views.inspections_and_people import inspection_page
    from hmic_tracker.reports.inspections import inspections_report

    plan = session.plan()
    report = inspections_report(plan, session.day, known_inspection(plan, name).id)
    return emit(
        output, lambda _: inspection_page(report), lambda: inspection_object(report), plan.damaged
    )


_NAME: Final = Argument("name", "ID", "Its id or its title.", "inspections")
_FIELDS: Final = (
    field_option("--body", "NAME", "Who inspected, such as HMICFRS.", source="bodies"),
    field_option("--programme", "NAME", "The programme it is part of."),
    field_option("--published", "DATE", "A day or a month.", source="dates"),
    field_option("--url", "URL", "Its page, http or https."),
    field_option("--revisit", "DATE", "When they come back.", source="dates"),
    field_option(
        "--expected",
        "N",
        "How many forces a row of the country has.",
        type=int,
        least=1,
        most=1_000_000,
    ),
)
PARTS: Final = {
    "add": CommandDefinition(
        add,
        (
            Argument("title", "TITLE", "Its title as published."),
            Option("--id", "ID", "Its id; else from its title.", "inspections", dest="id_"),
            *_FIELDS,
            *ROWS,
            options.YES,
            options.NEW_BODY,
            *options.SETTINGS_ENTRY,
        ),
        (
            (
                "tracker inspection add 'PEEL 2021/22' --body HMICFRS --published 2022-10-13",
                "with the day that its response is due",
            ),
            (
                "tracker inspection add 'Phase Three' --published 2009-03 --grade np:2009=Good",
                "with a grade",
            ),
            (
                "tracker inspection add 'Phase Two' --id phase-two-2008 --published 2008-03",
                "with an id of your own",
            ),
        ),
    ),
    "edit": CommandDefinition(
        edit,
        (
            _NAME,
            field_option("--title", "TITLE", "Its title."),
            *_FIELDS,
            *ROWS,
            Option("--settle", "", "Choose what counts of what two people gave otherwise."),
            options.YES,
            options.NEW_BODY,
            *options.SETTINGS_ENTRY,
        ),
        (
            (
                "tracker inspection edit hmic-2007-phase-one --revisit 2009-10",
                "when they come back",
            ),
            ("tracker inspection edit hmic-2007-phase-one --revisit none", "they don't"),
            (
                "tracker inspection edit hmic-2007-phase-one --grade np:2007=Good",
                "a grade that was corrected",
            ),
        ),
    ),
    "list": CommandDefinition(
        list_,
        options.LOOKING,
        (
            ("tracker inspection list", "all, the first published first"),
            ("tracker inspection list --json", "the same for a script"),
        ),
    ),
    "show": CommandDefinition(
        show,
        (_NAME, *options.LOOKING),
        (("tracker inspection show hmic-2007-phase-one", "its grades, its items, what is due"),),
    ),
    **CARE,
}


def _new_id(folder: Path, typed: str | None, title: str) -> str:
    """The id typed or made of the title; raises InputError where it is fit for no file."""
    new = typed.strip() if typed is not None else id_of(title)
    if typed is None and not re.search(r"[a-z0-9]", title, re.ASCII | re.IGNORECASE):
        raise InputError(f"'{title[:60]}' makes no id", "give it one: --id peel-2021")
    inspection_path(folder, new)
    return new


def _refuse_taken(folder: Path, plan: Plan, new: Inspection) -> None:
    """Raises where the id is taken: by an inspection, or a file that can't be read, or for good."""
    gone = {folded(one): title for one, title in plan.retired.items()}
    if folded(gone.get(folded(new.id), new.title)) != folded(new.title):
        raise UsageError(
            f"'{new.id}' was the id of another that was removed: {gone[folded(new.id)]}",
            "give another id: --id NAME",
        )
    same = (i.id for i in plan.inspections if folded(new.id) in map(folded, (i.id, *i.aliases)))
    taken = next(same, None)
    if taken is not None or inspection_path(folder, new.id).exists():
        raise UsageError(
            f"there is an inspection '{taken or new.id}' already",
            f"look at it with: tracker inspection show {taken or new.id}   (or give another --id)",
        )


def _with(session: Session, known: Inspection, record: Record, new_body: bool) -> Inspection:
    """The inspection with the fields that were given."""

    def value(field: str, text: str) -> str:
        if field in {"published", "revisit"}:
            return session.entered_due(text, looks_back=field == "published")
        if field == "body":
            return resolve_body(session, text, "--body", new_body=new_body).name or text
        if field == "url" and (not text.startswith(("https://", "http://")) or " " in text):
            raise InputError(f"'{text[:80]}' is not a page's address", "write it as https://…")
        return text

    values = field_values(record, value)
    if "title" in values and values["title"] is None:
        raise UsageError("an inspection has a title", "write: --title 'PEEL 2021/22'")
    return known._replace(**values)


def _written(
    session: Session, entry: EntryOptions, of_plan: Callable[[Plan, Stamp], Inspection], verb: str
) -> int:
    """Write an inspection that is new or changed, and say so; the exit code."""
    from hmic_tracker.store.reading import read_plan
    from hmic_tracker.store.writing import save_plan

    plan, stamp = read_plan(session.folder), session.stamp()
    wanted = of_plan(plan, stamp)
    before = plan.inspection(wanted.id)
    changed = wanted != before
    if changed and not entry.dry_run:
        with session.writing():
            plan = read_plan(session.folder)
            wanted = of_plan(plan, stamp)
            then = _plan_with(plan, wanted)
            save_plan(session.folder, plan, then, stamp, "inspection", session.today)

    def text() -> str:
        lines = [f"{wanted.id} {f'would be {verb}' if entry.dry_run else verb}: {wanted.title}"]
        lines += [] if before else _dates(wanted)
        lines += changed_words(before or without_rows(wanted), wanted, plan)
        due_back = response_due(wanted, plan.bodies)
        lines += [f"the response is due by {say_day(due_back)}"] if due_back else []
        return "\n".join(lines)

    return report_record(
        entry, wanted.id, changed, text, lambda written: _object(session, plan, wanted, written)
    )


def _plan_with(plan: Plan, wanted: Inspection) -> Plan:
    others = tuple(one for one in plan.inspections if one.id != wanted.id)
    return plan._replace(inspections=(*others, wanted))


def _dates(inspection: Inspection) -> list[str]:
    """The dates of a new inspection: a day with its weekday, or a month."""
    return [
        f"{name} {say_in_full(due) if len(due) == len('2008-03') else format_due_echo(due)}"
        for name, due in (("published", inspection.published), ("revisit", inspection.revisit))
        if due
    ]


def _object(session: Session, plan: Plan, wanted: Inspection, written: bool) -> Object:
    from hmic_tracker.render.to_json.inspections_and_people import inspection_object
    from hmic_tracker.reports.inspections import inspections_report

    report = inspections_report(_plan_with(plan, wanted), session.today, wanted.id)
    return inspection_object(report, written)
