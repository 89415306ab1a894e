"""`tracker show ID`."""

from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.output import Output, emit
from hmic_tracker.commands.session import day_of, folder_of, report_damage
from hmic_tracker.domain.counts import differences
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.ids import expand, ids_of
from hmic_tracker.domain.replay import plan_as_of
from hmic_tracker.errors import DamagedStoreError, NotFoundError
from hmic_tracker.render.nodes import Gap, Node
from hmic_tracker.render.to_json.items import show_object
from hmic_tracker.render.views.item import item_page
from hmic_tracker.reports.item import ItemReport, item_report
from hmic_tracker.store.index.queries import read_plan

EXAMPLES = (
    ("tracker show REC-5", "the whole of one item, with its history"),
    ("tracker show rec5 --as-of 2008-12-01", "as it stood on a day"),
    ("tracker show REC-5..8", "several, one after the other"),
)


def run(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="REC-5, rec5, REC-5..8")],
    as_of: options.AsOf = None,
    store: options.Store = None,
    no_index: options.NoIndex = False,
    json: options.Json = False,
    format_: options.Format = None,
    output: options.OutputFile = None,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """Shows items whole: text, status, due, owner, history."""
    folder, day = folder_of(store), day_of(as_of)
    plan = read_plan(folder, not no_index)
    found_ids = expand(ids, ids_of(plan))
    _refuse_damaged(plan.damaged, found_ids)
    then = plan if as_of is None else plan_as_of(plan, day)
    by_id = {item.id: item for item in then.items}
    gone = [item_id for item_id in found_ids if item_id not in by_id]
    if gone:
        raise NotFoundError(
            f"{', '.join(gone)} did not exist on {say_day(day)}",
            f"see since when with: tracker history {gone[0]}",
        )
    unsettled = differences(plan, day)
    reports = [item_report(then, by_id[item_id], day, unsettled) for item_id in found_ids]
    emit(
        Output(json, width, color, format_, output),
        lambda _: _pages(reports),
        lambda: show_object(reports, day, plan.damaged),
    )
    return report_damage(plan.damaged)


def _refuse_damaged(damaged: tuple, ids: list[str]) -> None:  # type: ignore[type-arg]
    for damage in damaged:
        if damage.item_id in ids:
            raise DamagedStoreError(
                f"{damage.where}: {damage.problem}", f"{damage.remedy}, or restore it"
            )


def _pages(reports: list[ItemReport]) -> tuple[Node, ...]:
    blocks: list[Node] = []
    for place, report in enumerate(reports):
        blocks += [Gap(), Gap()] if place else []
        blocks += item_page(report)
    return tuple(blocks)
