"""`tracker list`."""

from __future__ import annotations

from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.output import Output, emit
from hmic_tracker.commands.session import report_damage, standing, today
from hmic_tracker.domain.dates import parse_due
from hmic_tracker.domain.words import parse_kind, parse_status
from hmic_tracker.query.selection import Selection
from hmic_tracker.render.json_values import items_object
from hmic_tracker.render.views.items import items_page
from hmic_tracker.reports.rows import listing

EXAMPLES = (
    ("tracker list --overdue", "what is late, and by how long"),
    ("tracker list --framework pvp --kind rec", "recommendations of a framework and its children"),
    ("tracker list --due-before 2009-01 --json", "what is due by the year's end, for a script"),
)


def run(
    every: Annotated[
        bool, typer.Option("--all", help="Completed items and side exits too.")
    ] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="Open and past the deadline.")] = False,
    completed: Annotated[
        bool, typer.Option("--completed", help="Done, verified or closed.")
    ] = False,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status", metavar="STATUS", help="One status; may be repeated.", show_default=False
        ),
    ] = None,
    kind: options.Kinds = None,
    owner: Annotated[
        list[str] | None,
        typer.Option(
            "--owner", metavar="POST", help="What a post owes; none: nobody's.", show_default=False
        ),
    ] = None,
    framework: options.Frameworks = None,
    inspection: Annotated[
        list[str] | None,
        typer.Option(
            "--inspection",
            metavar="ID",
            help="One inspection; may be repeated.",
            show_default=False,
        ),
    ] = None,
    due_before: Annotated[
        str | None,
        typer.Option(
            "--due-before", metavar="DATE", help="Deadline before it.", show_default=False
        ),
    ] = None,
    due_after: Annotated[
        str | None,
        typer.Option("--due-after", metavar="DATE", help="Deadline after it.", show_default=False),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=0, help="At most N items.", show_default=False),
    ] = None,
    as_of: options.AsOf = None,
    store: options.Store = None,
    json: options.Json = False,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """Lists the open items, or those you ask for."""
    wanted = Selection(
        every=every,
        overdue=overdue,
        completed=completed,
        statuses=tuple(parse_status(word) for word in status or ()),
        kinds=tuple(parse_kind(word) for word in kind or ()),
        owners=tuple(owner or ()),
        frameworks=tuple(framework or ()),
        inspections=tuple(inspection or ()),
        due_before=parse_due(due_before, today()) if due_before is not None else None,
        due_after=parse_due(due_after, today()) if due_after is not None else None,
    )
    plan, day = standing(store, as_of)
    found = listing(plan, wanted, day, limit)
    emit(Output(json, width, color), lambda _: items_page(found), lambda: items_object(found))
    return report_damage(plan.damaged)
