"""`tracker summary`."""

from collections.abc import Container
from datetime import date
from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.filters import Filters, filtered
from hmic_tracker.commands.output import Output, emit, emit_content, write
from hmic_tracker.commands.session import day_of, folder_of, holidays_of, report_damage
from hmic_tracker.domain.dates import deadline, say_day
from hmic_tracker.domain.plan import Plan
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.query.selection import Selection
from hmic_tracker.render.blocks import Page
from hmic_tracker.render.formats import Content
from hmic_tracker.render.json_values import Object
from hmic_tracker.reports.bulletin import bulletin
from hmic_tracker.reports.summary import summary
from hmic_tracker.store.indexed import read_plan

EXAMPLES = (
    ("tracker summary", "the position today, by framework"),
    ("tracker summary --as-of 2008-12-01", "the position on a day"),
    ("tracker summary --since 2008-09-11", "with what moved since a day"),
    ("tracker summary --board 'Performance Board'", "of what one board oversees; or --owner POST"),
    ("tracker summary -o position.html", "one page with pictures, for a screen or A4"),
    ("tracker summary --slippage", "whose dates moved, and how far"),
    ('tracker summary | mail -s "$(tracker summary --subject)" board@example.org', "as a mail"),
)

Asked = tuple[Plan, date, bool, Selection | None, Container[date]]
"""The plan, the day, whether it is a past one, which items are wanted, the holidays."""


@filtered
def run(
    filters: Filters,
    named: Annotated[
        list[str] | None, typer.Argument(metavar="[@FILTER]...", help="Saved filters.")
    ] = None,
    slippage: Annotated[
        bool, typer.Option("--slippage", help="Moved dates by owner and framework.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="What moved after that day.", show_default=False
        ),
    ] = None,
    subject: Annotated[
        bool, typer.Option("--subject", help="Print a line for a mail's subject, and no more.")
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
    if slippage and (since is not None or subject):
        other = "--since" if since is not None else "--subject"
        raise UsageError(f"--slippage and {other} are two pages", "leave one of them out")
    if slippage:
        from hmic_tracker.domain.replay import plan_as_of
        from hmic_tracker.render.json_movement import slippage_object
        from hmic_tracker.render.views.slippage import slippage_page
        from hmic_tracker.reports.slippage import slippage_report

        moved = slippage_report(plan_as_of(plan, day) if as_of else plan, day, wanted, holidays)
        emit(shown, lambda _: slippage_page(moved), lambda: slippage_object(moved))
        return report_damage(plan.damaged)
    began = _day_typed(since, day) if since is not None else None
    asked = (plan, day, as_of is not None, wanted, holidays)
    if subject:
        from hmic_tracker.render.views.bulletin import subject_of

        write(f"{subject_of(summary(*asked), wanted)}\n")
        return report_damage(plan.damaged)
    emit_content(shown, _content(asked, began))
    return report_damage(plan.damaged)


def _content(asked: Asked, since: date | None) -> Content:
    """The summary in each shape; the page in HTML has pictures besides."""

    def page(_: bool) -> Page:
        from hmic_tracker.render.views.summary import summary_page

        return summary_page(summary(*asked), bulletin(*asked, since))

    def value() -> Object:
        from hmic_tracker.render.json_bulletin import summary_with_news

        return summary_with_news(summary(*asked), bulletin(*asked, since))

    def html() -> str:
        from hmic_tracker.render.page_html import draw
        from hmic_tracker.reports.page import status_page

        return draw(status_page(*asked, since))

    return Content(page=page, value=value, html=html)


def _day_typed(typed: str, day: date) -> date:
    """The day after which it moved; a month's is its last."""
    from hmic_tracker.domain.typed_dates import parse_due

    since = deadline(parse_due(typed, day))
    if since >= day:
        raise InputError(
            f"{say_day(since)} is not before {say_day(day)}", "--since takes an earlier day"
        )
    return since
