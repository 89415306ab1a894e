"""`tracker show ID`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hmic_tracker.commands.options import LOOKING, Argument, Option, Output, Words
from hmic_tracker.commands.output import emit, one_page, say
from hmic_tracker.domain.counts import differences
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.ids import expand, ids_of
from hmic_tracker.errors import DamagedStoreError, NotFoundError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json.items import show_object
from hmic_tracker.render.views.item import item_page, source_nodes
from hmic_tracker.reports.item import item_report

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.plan import Damage, Plan
    from hmic_tracker.reports.item_sources import SourceLines

EXAMPLES = (
    ("tracker show REC-5", "the whole of one item, with its history"),
    ("tracker show rec5 --as-of 2008-12-01", "as it stood on a day"),
    ("tracker show REC-5..8", "several, one after the other"),
    ("tracker show REC-5 --source", "with the lines of the report that it comes from"),
)
TAKES = (
    Argument("typed", "ID...", "REC-5, rec5, REC-5..8", "ids", repeated=True, dash="ids"),
    Option("--source", "", "The lines of the documents that it comes from."),
    Option("--all", "", "The whole history, with what was undone.", dest="is_whole"),
    *LOOKING,
)


def run(session: Session, output: Output, typed: Words, source: bool, is_whole: bool) -> int:
    """Shows items whole: text, status, due, owner, history."""
    session.check()
    day, plan = session.day, session.read_plan()
    if "-" in typed:
        from hmic_tracker.commands.piped_ids import with_piped_ids

        typed = tuple(with_piped_ids(typed))
    known = ids_of(plan)
    try:
        ids = expand(typed, known)
    except NotFoundError:
        from hmic_tracker.commands.former_ids import expand_former  # few are called by an old id

        ids = expand_former(session, typed, known)
    if any(item.aka for item in plan.every_item):
        from hmic_tracker.commands.former_ids import say_namesakes

        say_namesakes(plan.every_item, ids)
    if not ids:
        say("no items were asked for")
    _refuse_damaged(plan.damaged, ids)
    then = session.plan_on_day(plan)
    by_id = {item.id: item for item in then.every_item}
    gone = [item_id for item_id in ids if item_id not in by_id]
    if gone:
        raise NotFoundError(
            f"{', '.join(gone)} did not exist on {say_day(day)}",
            f"see since when with: tracker history {gone[0]}",
        )
    unsettled = differences(plan, day)
    reports = [item_report(then, by_id[item_id], day, unsettled) for item_id in ids]
    sources = _sources(session, plan, ids) if source else None
    return emit(
        output,
        lambda _: one_page(
            (
                *item_page(one, is_whole=is_whole),
                *source_nodes((sources or {}).get(one.row.item.id, ())),
            )
            for one in reports
        ),
        lambda: show_object(reports, day, plan.damaged, sources),
        plan.damaged,
    )


def _sources(session: Session, plan: Plan, ids: list[str]) -> Mapping[str, Sequence[SourceLines]]:
    from hmic_tracker.commands.item_sources import find_sources  # few ask for it

    return find_sources(session, plan, ids)


def _refuse_damaged(damaged: Iterable[Damage], ids: list[str]) -> None:
    for damage in damaged:
        if damage.item_id in ids:
            raise DamagedStoreError(
                f"{damage.where}: {damage.problem}", f"{damage.remedy}, or restore it"
            )
