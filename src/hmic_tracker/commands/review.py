"""`tracker review [FILTER]`."""

import sys

from hmic_tracker.commands.filter_options import FILTERING, Filters
from hmic_tracker.commands.options import BY, DRAWING, ON, STORE, Output
from hmic_tracker.commands.output import emit, report_damage
from hmic_tracker.commands.session import Holidays, Session
from hmic_tracker.commands.terminal_input import can_prompt
from hmic_tracker.errors import UsageError

EXAMPLES = (
    ("tracker review", "the open items one by one, a key for each answer"),
    ("tracker review --overdue --framework pvp", "those that the filters of list choose"),
    ("tracker review @board --on 2008-11-28", "what a meeting said that was a few days ago"),
)


TAKES = (*FILTERING, ON, BY, STORE, *DRAWING)


def run(session: Session, output: Output, filters: Filters) -> int:
    """Goes through items one by one on a terminal, and ends with what changed.

    Keys: d done, p progress, u due, n note, s skip, b back, q quit, ? help. Each answer is written
    at once. What is asked is on standard error, what changed on standard output.
    """
    session.check()
    if not can_prompt():
        raise UsageError(
            "review asks its questions on a terminal, and there is none here",
            "without one, for example: tracker update REC-5 --status done",
        )
    from hmic_tracker.commands.prompts import render_options
    from hmic_tracker.commands.review_session import Review, ReviewLog, review_items, review_outcome
    from hmic_tracker.query.selection import select
    from hmic_tracker.render.to_json.history import review_object
    from hmic_tracker.render.views.review import review_summary_page

    day, plan = session.entry_day, session.read_plan()
    holidays = Holidays(plan.holidays)
    items, *_ = select(plan, filters.selection(plan, day, holidays), day, holidays)
    code = report_damage(plan.damaged)
    drawing = render_options(output.width, output.color)
    review = Review(session, plan, tuple(item.id for item in items), drawing)
    log = ReviewLog([], set())
    ended = review_items(review, log)
    result = review_outcome(review, log, ended)
    width = drawing.width if sys.stdout.isatty() else output.width
    emit(
        output._replace(width=width),
        lambda _: review_summary_page(result),
        lambda: review_object(result),
    )
    if ended == "interrupted":
        raise KeyboardInterrupt
    return code
