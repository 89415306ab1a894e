"""`tracker history [ID]`."""

from __future__ import annotations

from collections.abc import Collection

from hmic_tracker.commands.options import LOOKING, Argument, Option, Output
from hmic_tracker.commands.output import emit
from hmic_tracker.domain.dates import first_day
from hmic_tracker.domain.ids import expand, ids_of
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import NotFoundError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json.history import history_object
from hmic_tracker.render.views.history import history_page
from hmic_tracker.reports.history import INSPECTION, SETTINGS, history_report
from hmic_tracker.store.paths import has_exchanges

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.plan import Plan

EXAMPLES = (
    ("tracker history REC-5", "what happened to one item: the latest, without what was undone"),
    ("tracker history REC-5 --all", "all of it"),
    ("tracker history hmic-2007-phase-one", "what was corrected in an inspection"),
    ("tracker history --since 2008-10-01", "what was entered since a day, in the whole plan"),
    ("tracker history --by 'Chief Inspector'", "what one person entered"),
    ("tracker history settings", "frameworks, posts, boards and settings"),
)
TAKES = (
    Argument(
        "item_id",
        "[ID]",
        "An item, an inspection, or settings; else the whole plan.",
        "ids",
        required=False,
    ),
    Option("--since", "DATE", "Entered on or after it.", "dates"),
    Option("--by", "NAME", "Entered by one person."),
    Option(
        "--all",
        "",
        "Of one item all of it: the earliest too, and what was undone.",
        dest="is_whole",
    ),
    *LOOKING,
)


def run(
    session: Session,
    output: Output,
    item_id: str | None,
    since: str | None,
    by: str | None,
    is_whole: bool,
) -> int:
    """Shows what was entered, when and by whom, oldest first."""
    plan = session.read_plan()
    ids, subject = wanted_history(session, plan, item_id)
    start = first_day(session.due(since, looks_back=True)) if since is not None else None
    until = session.day if session.as_of else None
    report = history_report(plan, ids, start, until, by, subject, is_whole=is_whole)
    if has_exchanges(session.place):
        from hmic_tracker.store.exchange_log import arrival_days

        report = report._replace(arrived=arrival_days(session.folder))
    return emit(
        output,
        lambda _: history_page(report),
        lambda: history_object(report, session.day),
        plan.damaged,
    )


def wanted_history(
    session: Session, plan: Plan, typed: str | None
) -> tuple[Collection[str] | None, str | None]:
    """The ids that were typed, and their subject where they are no items'."""
    if typed is None:
        return None, None
    ids = ids_of(plan)
    if folded(typed) == SETTINGS and SETTINGS not in ids:
        return None, SETTINGS
    inspections = {folded(one.id): one.id for one in plan.inspections}
    if folded(typed) in inspections and folded(typed) not in map(folded, ids):
        return [inspections[folded(typed)]], INSPECTION
    try:
        return expand([typed], ids), None
    except NotFoundError:
        from hmic_tracker.commands.former_ids import expand_former  # few are called by an old id

        return expand_former(session, [typed], ids), None
