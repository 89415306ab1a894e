"""`tracker list`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hmic_tracker.commands.days_off import Holidays
from hmic_tracker.commands.filter_options import FILTERING, Filters
from hmic_tracker.commands.options import LOOKING, Option, Output, Words
from hmic_tracker.commands.output import emit_content, report_damage, say, with_file
from hmic_tracker.domain.dates import first_day
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.query.selection import Selection, to_query
from hmic_tracker.render.formats import format_of
from hmic_tracker.render.views.columns import ItemColumn, columns_named, in_brief
from hmic_tracker.render.views.list_content import changes_content, counted_content, items_content
from hmic_tracker.reports.item_rows import Listing, changed_since, listing
from hmic_tracker.store.index.queries import ListQuery, read_listed_items
from hmic_tracker.store.paths import has_exchanges

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.plan import Plan

EXAMPLES = (
    ("tracker list --overdue", "what is late, and by how long"),
    ("tracker list --framework pvp --kind rec", "recommendations of a framework and its parts"),
    ("tracker list --due-within 30 --group-by owner", "who owes what in a month's time"),
    ("tracker list --where 'due < 2009-01 and owner = none'", "anything else: tracker help where"),
)
_MOST_NAMED: Final = 3
"""So many are named one by one."""
TAKES = (
    *FILTERING,
    Option("--changed-since", "DATE", "Entered on it or after.", "dates"),
    Option("--sort", "FIELDS", "due,-rag: several, - reversed.", "sort", repeated=True),
    Option("--reverse", "", "The other way round."),
    Option("--columns", "FIELDS", "id,due,owner: these alone.", "columns"),
    Option(
        "--group-by",
        "FIELD",
        "framework, owner, board, status, rag or kind, with subtotals.",
        "groupings",
    ),
    Option("--limit", "N", "At most N items.", type=int, least=0),
    Option("--count", "", "Print how many, and no more."),
    Option("--wide", "", "All columns worth seeing."),
    Option("--save", "NAME", "Save the filter as @NAME.", "names of filters"),
    Option("--exit-code", "", "End with 1 where there are rows."),
    *LOOKING,
)


def run(
    session: Session,
    output: Output,
    filters: Filters,
    changed_since: str | None,
    sort: Words,
    reverse: bool,
    columns: str | None,
    group_by: str | None,
    limit: int | None,
    count: bool,
    wide: bool,
    save: str | None,
    exit_code: bool,
) -> int:
    """Lists the open items, or those you ask for."""
    session.check()
    day = session.day
    since = first_day(session.due(changed_since, looks_back=True)) if changed_since else None
    plain = not (sort or reverse or group_by or since)
    most = (0 if count else limit) if plain else None
    picked = None if columns is None else columns_named(columns)
    brief = since is None and not output.in_folder and _in_brief(output, picked, sort)

    def list_query(plan: Plan) -> ListQuery:
        holidays = Holidays(plan.holidays)
        wanted = filters.selection(plan, day, holidays)
        if save is not None:
            _save(session, plan, save, wanted)
        if since is not None and wanted.open_only:
            wanted = wanted.replace(include_all=True)
        return ListQuery(wanted, day, holidays, most, brief)

    past = None if session.as_of is None else day
    plan, result, wanted = read_listed_items(session.place, list_query, session.use_index, past)
    session.name_copies(plan.copies)
    report = listing(plan, result, wanted, day)
    report = _arranged(session.place, report, since, sort, reverse, limit)
    content = items_content(report, picked, group_by, wide)
    if since is not None:
        content = changes_content(report, since, content, plain=picked is None and group_by is None)
    content = counted_content(report) if count else content
    output = with_file(output, content)
    emit_content(output, content)
    name = format_of(output.format, output.file, output.json)
    if filters.typed["unsettled"]:
        _say_unsettled_elsewhere(plan)
    if name == "ics" and not count:
        _say_undated(report)
    if name in {"ics", "xlsx"} and not count and session.as_of is None:
        from hmic_tracker.store.given_out import add_given_out

        add_given_out(session.folder, (row.item for row in report.rows))
    code = report_damage(plan.damaged)
    some = report.matching if count else report.rows
    return code or (1 if exit_code and some else 0)


def _in_brief(output: Output, picked: Sequence[ItemColumn] | None, sort: Words) -> bool:
    """Whether the rows show no more of an item than what it is in brief."""
    name = format_of(output.format, output.file, output.json)
    if name in {"ics", "xlsx"} or (picked is None and name in {"json", "csv"}):
        return False
    return in_brief(picked or (), sort)


def _arranged(
    place: str,
    report: Listing,
    since: date | None,
    sort: Words,
    reverse: bool,
    limit: int | None,
) -> Listing:
    """The rows changed since a day, in the order wanted, and no more than so many."""
    if since is not None:
        arrived: dict[str, date] = {}
        if has_exchanges(place):
            from pathlib import Path

            from hmic_tracker.store.exchange_log import arrival_days

            arrived = arrival_days(Path(place))
        report = changed_since(report, since, arrived)
    if sort or reverse:
        from hmic_tracker.render.views.columns import sort_rows

        report = replace(report, rows=sort_rows(report.rows, [*sort], reverse))
    return report if limit is None else replace(report, rows=report.rows[:limit])


def _say_undated(report: Listing) -> None:
    """What a calendar can't have: an item without a due is no event."""
    undated = sum(row.item.due is None for row in report.rows)
    if undated:
        verb = "has" if undated == 1 else "have"
        say(f"{plural(undated, 'item')} of {len(report.rows)} {verb} no due date and no event")


def _say_unsettled_elsewhere(plan: Plan) -> None:
    """What two people gave otherwise in what is no item, and so in no list."""
    from hmic_tracker.reports.exchange import open_questions

    elsewhere = sorted(open_questions(plan._replace(items=())))
    if elsewhere:
        names = ", ".join(f"{record} {field}" for record, field in elsewhere[:_MOST_NAMED])
        more = f" and {len(elsewhere) - _MOST_NAMED} more" if elsewhere[_MOST_NAMED:] else ""
        say(f"not settled, and no item: {names}{more}   (what to choose: tracker check)")


def _save(session: Session, plan: Plan, name: str, wanted: Selection) -> None:
    """Saves the filters as `@name` in `tracker.toml`."""
    from hmic_tracker.query.saved import filter_name
    from hmic_tracker.store.writing import filter_write, save

    bare, text = filter_name(name), str(to_query(wanted))
    if plan.filters.get(bare) == text:
        return
    with session.writing():
        write = filter_write(session.folder, bare, text)
        save(session.folder, [write], session.stamp(), "save filter")
    say(f"saved @{bare}: {text}")
