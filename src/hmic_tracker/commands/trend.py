"""`tracker trend`."""

from __future__ import annotations

from hmic_tracker.commands.filter_options import FILTERING, Filters
from hmic_tracker.commands.options import LOOKING, Option, Output
from hmic_tracker.commands.output import emit_content, say
from hmic_tracker.domain.dates import first_day
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.formats import Content, Records
from hmic_tracker.render.to_json.summary import point_object, trend_object
from hmic_tracker.render.views.trend import trend_page
from hmic_tracker.reports.trend import Point, trend

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.render.sheets import Workbook

EXAMPLES = (
    ("tracker trend", "open, overdue, completed and verified, month by month"),
    ("tracker trend --framework pvp --since 2008-10", "a framework, from October on"),
    ("tracker trend --by-quarter -o trend.csv", "four rows a year, for a spreadsheet"),
)
TAKES = (
    *FILTERING,
    Option("--since", "DATE", "From its month on.", "dates"),
    Option("--by-month", "", "A row a month (usual)."),
    Option("--by-quarter", "", "A row a quarter."),
    *LOOKING,
)


def run(
    session: Session,
    output: Output,
    filters: Filters,
    since: str | None,
    by_month: bool,
    by_quarter: bool,
) -> int:
    """Shows how the plan went: its counts at each month's end, and what each month brought.

    Which items are meant is judged on the last day; completed ones are always among them.
    """
    if by_month and by_quarter:
        raise UsageError("--by-month and --by-quarter are two steps", "leave one of them out")
    request, day, start = filters.report_request(session), session.day, None
    if since is not None:
        from hmic_tracker.domain.date_parsing import check_since, parse_due

        start = check_since(first_day(parse_due(since, day, looks_back=True)), day)
    report = trend(request, start, "quarter" if by_quarter else "month")
    if report.left_out_since:
        first = report.left_out_since.isoformat()[:7]
        say(f"the last {len(report.points)} {report.step}s; from the first entry: --since {first}")

    def sheets() -> Workbook:
        from hmic_tracker.render.views.report_sheets import trend_workbook

        return trend_workbook(report, request.plan.marking)

    content = Content(
        page=lambda terminal: trend_page(report, bars=terminal),
        value=lambda: trend_object(report),
        records=lambda: Records(Point._fields, map(point_object, report.points)),
        sheets=sheets,
    )
    return emit_content(output, content, report.damaged)
