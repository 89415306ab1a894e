"""`tracker history [ID]`."""

from hmic_tracker.commands.options import LOOKING, Argument, Option, Output
from hmic_tracker.commands.output import emit
from hmic_tracker.commands.session import Session
from hmic_tracker.domain.dates import first_day
from hmic_tracker.domain.ids import expand, ids_of
from hmic_tracker.domain.words import folded
from hmic_tracker.render.to_json.history import history_object
from hmic_tracker.render.views.history import history_page
from hmic_tracker.reports.history import SETTINGS, history_report

EXAMPLES = (
    ("tracker history REC-5", "what happened to one item"),
    ("tracker history --since 2008-10-01", "what was entered since a day, in the whole plan"),
    ("tracker history --by 'Chief Inspector'", "what one person entered"),
    ("tracker history settings", "frameworks, posts, boards and settings"),
)
TAKES = (
    Argument(
        "item_id", "[ID]", "One item, or settings; the whole plan without.", "ids", required=False
    ),
    Option("--since", "DATE", "Entered on or after it.", "dates"),
    Option("--by", "NAME", "Entered by one person."),
    *LOOKING,
)


def run(
    session: Session, output: Output, item_id: str | None, since: str | None, by: str | None
) -> int:
    """Shows what was entered, when and by whom, oldest first."""
    plan = session.read_plan()
    known = ids_of(plan)
    is_subject = item_id is not None and folded(item_id) == SETTINGS and SETTINGS not in known
    ids = expand([item_id], known) if item_id is not None and not is_subject else None
    start = first_day(session.due(since, looks_back=True)) if since is not None else None
    until = session.day if session.as_of else None
    report = history_report(plan, ids, start, until, by, SETTINGS if is_subject else None)
    return emit(
        output,
        lambda _: history_page(report),
        lambda: history_object(report, session.day),
        plan.damaged,
    )
