"""`tracker trend`."""

from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.filters import Filters, filtered
from hmic_tracker.commands.output import Output, emit_content
from hmic_tracker.commands.session import holidays_of, load_plan, report_damage
from hmic_tracker.domain.dates import first_day, say_day
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.render.formats import Content, Records
from hmic_tracker.render.to_json.summary import point_object, trend_object
from hmic_tracker.render.views.trend import trend_page
from hmic_tracker.reports.trend import Point, trend

EXAMPLES = (
    ("tracker trend", "open, overdue, completed and verified, month by month"),
    ("tracker trend --framework pvp --since 2008-10", "a framework, from October on"),
    ("tracker trend --by-quarter -o trend.csv", "four rows a year, for a spreadsheet"),
)


@filtered
def run(
    filters: Filters,
    named: Annotated[
        list[str] | None, typer.Argument(metavar="[@FILTER]...", help="Saved filters.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="From its month on.", show_default=False),
    ] = None,
    by_month: Annotated[bool, typer.Option("--by-month", help="A row a month (usual).")] = False,
    by_quarter: Annotated[bool, typer.Option("--by-quarter", help="A row a quarter.")] = False,
    as_of: options.AsOf = None,
    store: options.Store = None,
    no_index: options.NoIndex = False,
    json: options.Json = False,
    format_: options.Format = None,
    output: options.OutputFile = None,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """Shows how the plan went: its counts at each month's end, and what each month brought.

    Which items are meant is judged on the last day; completed ones are always among them.
    """
    del named  # the decorator has put them into `filters`
    if by_month and by_quarter:
        raise UsageError("--by-month and --by-quarter are two steps", "leave one of them out")
    plan, day = load_plan(store, as_of, not no_index)
    start = None
    if since is not None:
        from hmic_tracker.domain.date_parsing import parse_due

        start = first_day(parse_due(since, day))
        if start > day:
            raise InputError(
                f"{say_day(start)} is after {say_day(day)}", "--since takes that day or earlier"
            )
    holidays = holidays_of(plan.holidays)
    wanted = filters.selection(plan, day, holidays) if filters.any_given else None
    found = trend(plan, day, start, "quarter" if by_quarter else "month", wanted, holidays)
    emit_content(
        Output(json, width, color, format_, output),
        Content(
            page=lambda terminal: trend_page(found, bars=terminal),
            value=lambda: trend_object(found),
            records=lambda: Records(Point._fields, map(point_object, found.points)),
        ),
    )
    return report_damage(plan.damaged)
