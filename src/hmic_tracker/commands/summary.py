"""`tracker summary`."""

from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.filters import Filters, filtered
from hmic_tracker.commands.output import Output, emit
from hmic_tracker.commands.session import day_of, folder_of, holidays_of, report_damage
from hmic_tracker.render.json_values import summary_object
from hmic_tracker.render.views.summary import summary_page
from hmic_tracker.reports.summary import summary
from hmic_tracker.store.indexed import read_plan

EXAMPLES = (
    ("tracker summary", "the position today, by framework"),
    ("tracker summary --as-of 2008-12-01", "the position on a day"),
    ("tracker summary --owner 'Head of Public Protection'", "of what one post owns"),
    ("tracker summary --slippage", "whose dates moved, and how far"),
    ("tracker summary | mail -s 'Position' board@example.org", "as the body of a mail"),
)


@filtered
def run(
    filters: Filters,
    named: Annotated[
        list[str] | None, typer.Argument(metavar="[@FILTER]...", help="Saved filters.")
    ] = None,
    slippage: Annotated[
        bool, typer.Option("--slippage", help="Moved dates by owner and framework.")
    ] = False,
    as_of: options.AsOf = None,
    store: options.Store = None,
    no_index: options.NoIndex = False,
    json: options.Json = False,
    format_: options.Format = None,
    output: options.OutputFile = None,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """The position of the plan: completed, open, overdue, by framework, with totals."""
    del named  # the decorator has put them into `filters`
    plan, day = read_plan(folder_of(store), not no_index), day_of(as_of)
    holidays = holidays_of(plan.holidays)
    wanted = filters.selection(plan, day, holidays) if filters.any_asked else None
    shown = Output(json, width, color, format_, output)
    if slippage:
        from hmic_tracker.domain.replay import plan_as_of
        from hmic_tracker.render.json_movement import slippage_object
        from hmic_tracker.render.views.slippage import slippage_page
        from hmic_tracker.reports.slippage import slippage_report

        moved = slippage_report(plan_as_of(plan, day) if as_of else plan, day, wanted, holidays)
        emit(shown, lambda _: slippage_page(moved), lambda: slippage_object(moved))
        return report_damage(plan.damaged)
    found = summary(plan, day, as_of is not None, wanted, holidays)
    emit(shown, lambda _: summary_page(found), lambda: summary_object(found))
    return report_damage(plan.damaged)
