"""`tracker history [ID]`."""

from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.output import Output, emit
from hmic_tracker.commands.session import day_of, folder_of, report_damage, today
from hmic_tracker.domain.date_parsing import parse_due
from hmic_tracker.domain.dates import first_day
from hmic_tracker.domain.ids import expand, ids_of
from hmic_tracker.render.to_json.history import history_object
from hmic_tracker.render.views.history import history_page
from hmic_tracker.reports.history import history_report
from hmic_tracker.store.index.queries import read_plan

EXAMPLES = (
    ("tracker history REC-5", "what happened to one item"),
    ("tracker history --since 2008-10-01", "what was entered since a day, in the whole plan"),
    ("tracker history --by 'Chief Inspector'", "what one person entered"),
)


def run(
    item_id: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="One item; the whole plan without."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Entered on or after it.", show_default=False),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="Entered by one person.", show_default=False),
    ] = None,
    as_of: options.AsOf = None,
    store: options.Store = None,
    no_index: options.NoIndex = False,
    json: options.Json = False,
    format_: options.Format = None,
    output: options.OutputFile = None,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """Shows what was entered, when and by whom, oldest first."""
    folder = folder_of(store)
    plan = read_plan(folder, not no_index)
    ids = expand([item_id], ids_of(plan)) if item_id is not None else None
    start = first_day(parse_due(since, today())) if since is not None else None
    found = history_report(plan, ids, start, day_of(as_of) if as_of else None, by)
    emit(
        Output(json, width, color, format_, output),
        lambda _: history_page(found),
        lambda: history_object(found, day_of(as_of)),
    )
    return report_damage(plan.damaged)
