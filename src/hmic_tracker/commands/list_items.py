"""`tracker list`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.filters import Filters, filtered
from hmic_tracker.commands.output import Output, emit_content, say
from hmic_tracker.commands.session import (
    day_of,
    folder_of,
    holidays_of,
    new_stamp,
    report_damage,
    today,
)
from hmic_tracker.domain.dates import first_day
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.records import replace
from hmic_tracker.domain.words import plural
from hmic_tracker.query.selection import Selection, choose, to_query
from hmic_tracker.render.formats import format_of
from hmic_tracker.render.views.list_content import (
    changes_content,
    counted_content,
    items_content,
)
from hmic_tracker.reports.rows import Listing, listing
from hmic_tracker.reports.rows import changed_since as changed_since_day
from hmic_tracker.store.index.queries import ListQuery, read_chosen, read_plan

EXAMPLES = (
    ("tracker list --overdue", "what is late, and by how long"),
    ("tracker list --framework pvp --kind rec", "recommendations of a framework and its parts"),
    ("tracker list --due-within 30 --group-by owner", "who owes what in a month's time"),
    ("tracker list --where 'due < 2009-01 and owner = none'", "anything else: tracker help where"),
)


@filtered
def run(
    filters: Filters,
    named: Annotated[
        list[str] | None, typer.Argument(metavar="[@FILTER]...", help="Saved filters.")
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option(
            "--changed-since", metavar="DATE", help="Entered on it or after.", show_default=False
        ),
    ] = None,
    sort: options.Sort = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False,
    columns: options.Columns = None,
    group_by: options.GroupBy = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=0, help="At most N items.", show_default=False),
    ] = None,
    count: Annotated[bool, typer.Option("--count", help="Print how many, and no more.")] = False,
    wide: Annotated[bool, typer.Option("--wide", help="All columns worth seeing.")] = False,
    save_as: Annotated[
        str | None,
        typer.Option(
            "--save", metavar="NAME", help="Save the filter as @NAME.", show_default=False
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 1 where there are rows.")
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
    """Lists the open items, or those you ask for."""
    del named  # the decorator has put them into `filters`
    folder, day = folder_of(store), day_of(as_of)
    since = _first_day_typed(changed_since) if changed_since else None
    plain = not (sort or reverse or group_by or since or as_of)
    most = (0 if count else limit) if plain else None

    def wish_of(plan: Plan) -> ListQuery:
        holidays = holidays_of(plan.holidays)
        wanted = filters.selection(plan, day, holidays)
        if save_as is not None:
            _save(folder, plan, save_as, wanted)
        if since is not None and wanted.open_only:
            wanted = wanted._replace(include_all=True)
        return ListQuery(wanted, day, holidays, most)

    if as_of is None:
        plan, chosen, wanted = read_chosen(folder, wish_of, not no_index)
    else:
        from hmic_tracker.domain.replay import plan_as_of

        plan = plan_as_of(read_plan(folder, not no_index), day)
        wanted = wish_of(plan).wanted
        chosen = choose(plan, wanted, day, holidays_of(plan.holidays))
    picked = None
    if columns is not None:
        from hmic_tracker.render.views.columns import columns_named

        picked = columns_named(columns)
    found = listing(plan, chosen, wanted, day)
    if since is not None:
        found = changed_since_day(found, since)
    if sort or reverse:
        from hmic_tracker.render.views.columns import sort_rows

        found = replace(found, rows=sort_rows(found.rows, sort or [], reverse))
    if limit is not None:
        found = replace(found, rows=found.rows[:limit])
    out = Output(json, width, color, format_, output)
    content = items_content(found, picked, group_by, wide)
    if since is not None:
        content = changes_content(found, since, content, plain=picked is None and group_by is None)
    if count:
        content = counted_content(found)
    emit_content(out, content)
    if format_of(format_, output, json) == "ics" and not count:
        _say_undated(found)
    code = report_damage(plan.damaged)
    some = found.matching if count else found.rows
    return code or (1 if exit_code and some else 0)


def _say_undated(found: Listing) -> None:
    """What a calendar can't have is told: an item without a due is no event."""
    undated = sum(row.item.due is None for row in found.rows)
    if undated:
        verb = "has" if undated == 1 else "have"
        say(f"{plural(undated, 'item')} of {len(found.rows)} {verb} no due date and no event")


def _first_day_typed(typed: str) -> date:
    from hmic_tracker.domain.date_parsing import parse_due

    return first_day(parse_due(typed, today()))


def _save(folder: Path, plan: Plan, name: str, wanted: Selection) -> None:
    """Saves what was asked for as `@name` in `tracker.toml`."""
    from hmic_tracker.query.saved import filter_name
    from hmic_tracker.store.writing import filter_write, save, writing

    bare, text = filter_name(name), str(to_query(wanted))
    if plan.filters.get(bare) == text:
        return
    with writing(folder):
        save(folder, [filter_write(folder, bare, text)], new_stamp(None), "save filter")
    say(f"saved @{bare}: {text}")
