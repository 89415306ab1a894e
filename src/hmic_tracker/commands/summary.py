"""`tracker summary`."""

from __future__ import annotations

from hmic_tracker.commands import options
from hmic_tracker.commands.output import Output, emit
from hmic_tracker.commands.session import day_of, folder_of, report_damage
from hmic_tracker.render.json_values import summary_object
from hmic_tracker.render.views.summary import summary_page
from hmic_tracker.reports.summary import summary
from hmic_tracker.store.reading import read_plan

EXAMPLES = (
    ("tracker summary", "the position today, by framework"),
    ("tracker summary --as-of 2008-12-01", "the position on a day"),
    ("tracker summary | mail -s 'Position' board@example.org", "as the body of a mail"),
)


def run(
    as_of: options.AsOf = None,
    store: options.Store = None,
    json: options.Json = False,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """The position of the plan: completed, open, overdue, by framework, with totals."""
    plan, day = read_plan(folder_of(store)), day_of(as_of)
    found = summary(plan, day, past=as_of is not None)
    emit(Output(json, width, color), lambda _: summary_page(found), lambda: summary_object(found))
    return report_damage(plan.damaged)
