"""`tracker review [FILTER]`."""

import sys
from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.filters import Filters, filtered
from hmic_tracker.commands.keys import at_terminal
from hmic_tracker.commands.output import Output, emit
from hmic_tracker.commands.session import entry_day, folder_of, holidays_of, report_damage
from hmic_tracker.errors import UsageError
from hmic_tracker.store.index.queries import read_plan

EXAMPLES = (
    ("tracker review", "the open items one by one, a key for each answer"),
    ("tracker review --overdue --framework pvp", "those that the filters of list choose"),
    ("tracker review @board --on 2008-11-28", "what a meeting said that was a few days ago"),
)


@filtered
def run(
    filters: Filters,
    named: Annotated[
        list[str] | None, typer.Argument(metavar="[@FILTER]...", help="Saved filters.")
    ] = None,
    on: options.On = None,
    by: options.By = None,
    store: options.Store = None,
    json: options.Json = False,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """Goes through items one by one on a terminal, and ends with what changed.

    Keys: d done, p progress, u due, n note, s skip, b back, q quit, ? help. Each answer is written
    at once. What is asked is on standard error, what changed on standard output.
    """
    del named  # the decorator has put them into `filters`
    folder, day = folder_of(store), entry_day(on)
    if not at_terminal():
        raise UsageError(
            "review asks its questions on a terminal, and there is none here",
            "without one, for example: tracker update REC-5 --status done",
        )
    from hmic_tracker.commands.asking import render_options
    from hmic_tracker.commands.reviewing import Log, Review, go_through, outcome
    from hmic_tracker.query.selection import select
    from hmic_tracker.render.to_json.history import review_object
    from hmic_tracker.render.views.review import review_page

    plan = read_plan(folder)
    holidays = holidays_of(plan.holidays)
    items, *_ = select(plan, filters.selection(plan, day, holidays), day, holidays)
    code = report_damage(plan.damaged)
    ids = tuple(item.id for item in items)
    options = render_options(width, color)
    review, log = Review(folder, plan, day, by, ids, options), Log([], set())
    ended = go_through(review, log)
    found = outcome(review, log, ended)
    out = Output(json, options.width if sys.stdout.isatty() else width, color)
    emit(out, lambda _: review_page(found), lambda: review_object(found))
    if ended == "interrupted":
        raise KeyboardInterrupt
    return code
