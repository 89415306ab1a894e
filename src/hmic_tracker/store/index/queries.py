"""Plans and choices of items read through the index; from the TOML alone where it can't serve."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Container, Sequence
from datetime import date

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Damage, Plan
from hmic_tracker.errors import TrackerError
from hmic_tracker.light_typing import Any, Final, NamedTuple, TypeVar
from hmic_tracker.query import selection
from hmic_tracker.query.matching import compile_query
from hmic_tracker.query.terms import Compare, In, Query, query_conditions
from hmic_tracker.query.to_sql import (
    Condition,
    all_of,
    any_of,
    completed_condition,
    one_of,
    open_condition,
    to_sql,
)
from hmic_tracker.store.commit_marker import commit_marker
from hmic_tracker.store.index import database as index
from hmic_tracker.store.index.rows import brief_item, item_of, names_item, plan_head
from hmic_tracker.store.paths import SETTINGS, AnyPath, stem_of

_TRIES: Final = 20
_MOST: Final = 2**62
_MANY: Final = 1000
_KNOWN: Final = "moves, days_moved, latest"
# The table of the items may be that of a past day, whole items are as they are now.
_PACKED: Final = "item, history, moves_now, days_moved_now, latest_now"
_WHOLES: Final = "items join wholes using (row)"
# What has nothing in brief is taken out whole; of the others nothing more is looked up.
_BRIEF: Final = f"brief, {_KNOWN}, {_PACKED}"
_BRIEFS: Final = """items left join wholes
    on wholes.row = case when items.brief is null then items.row end"""
_PLACE: Final = "place, prefix, serial, rest, path"
_PLACES: Final = len(_PLACE.split(","))
_ORDER: Final = f"order by {_PLACE}"
_LISTED: Final = Condition("listed = 1")
_WHOLE: Final = Condition("part_of is null")
_COUNTED: Final = Condition("listed = 1 and part_of is null")
_ALL: Final = Condition("1")

Answer = TypeVar("Answer")
PlanAndChoice = tuple[Plan, selection.SelectionResult, selection.Selection]


class _NotServedError(Exception):
    """The plan can't be read; reading the TOML shows why."""


_CANNOT: Final = (_NotServedError, sqlite3.OperationalError, OSError, OverflowError, UnicodeError)
"""The index can't serve: no room, locked for long, a name that is no text."""
_BROKEN: Final = (sqlite3.Error, ValueError, EOFError, TypeError, LookupError)
"""What is in the index makes no sense."""


class ListQuery(NamedTuple):
    """The query of a list: conditions, a day, and how many rows of the usual order.

    `brief` says that what `packed_brief` keeps of an item will do, so that no more need come.
    """

    wanted: selection.Selection
    today: date
    holidays: Container[date] = ()
    limit: int | None = None
    brief: bool = False


class _PlanQuery(NamedTuple):
    """What is wanted of the index: the query of a list, and the past day that its items are of."""

    query: ListQuery
    past: date | None


def read_plan(folder: AnyPath, use_index: bool = True) -> Plan:
    """Everything in a store, as it stood between two commands; raises DamagedStoreError."""
    return _served(folder, use_index, _whole) or _read_toml(folder)


def _whole(db: sqlite3.Connection) -> Plan:
    rows = db.execute(f"select item, history, {_KNOWN} from taken_back")  # noqa: S608  # our columns
    taken_back = tuple(item_of(*row) for row in rows)
    return _head(db)._replace(items=tuple(_items(db, _ALL)), taken_back=taken_back)


def read_plan_names(folder: AnyPath) -> Plan:
    """The plan with, for its items, some that have between them every owner, board and tag."""

    def named(db: sqlite3.Connection) -> Plan:
        return _head(db)._replace(items=_items_with_names(db))

    return _served(folder, True, named) or _read_toml(folder)


def read_listed_items(
    folder: AnyPath,
    query_of: Callable[[Plan], ListQuery],
    use_index: bool = True,
    past: date | None = None,
) -> PlanAndChoice:
    """Return the items of a list; the plan has what judging them needs, but maybe no items.

    `query_of` makes the query of the plan without its items, for names and saved filters. With a
    `past` day all is as it was then.
    """

    def from_index(db: sqlite3.Connection) -> PlanAndChoice:
        plan = _head(db)
        if past is not None:
            from hmic_tracker.store.index.days import go_back, knows_day

            if not knows_day(db, plan, past):
                return _chosen_of_all(_whole(db), query_of, past)
            plan = go_back(db, plan, past)
        list_query = query_of(plan)
        return plan, _chosen(db, plan, _PlanQuery(list_query, past)), list_query.wanted

    answer = _served(folder, use_index, from_index)
    return answer or _chosen_of_all(_read_toml(folder), query_of, past)


def _chosen_of_all(
    plan: Plan, query_of: Callable[[Plan], ListQuery], past: date | None
) -> PlanAndChoice:
    """The choice among all items of a plan."""
    if past is not None:
        from hmic_tracker.domain.replay import plan_as_of

        plan = plan_as_of(plan, past)
    list_query = query_of(plan)
    wanted = list_query.wanted
    chosen = selection.choose(plan, wanted, list_query.today, list_query.holidays)
    return plan, chosen.limited(list_query.limit), wanted


def _served(
    folder: AnyPath, use_index: bool, read: Callable[[sqlite3.Connection], Answer]
) -> Answer | None:
    """Return the index's answer, None where it can't be used or the plan is being changed."""
    if not use_index:
        return None
    before = commit_marker(folder)
    rebuilt = False
    for _ in range(_TRIES):
        if before[0] is not None:  # a command is on its way: its journal has to be laid over
            return None
        try:
            answer = index.answer(folder, read)
        except TrackerError:
            if commit_marker(folder) == before:
                raise
        except _CANNOT:
            return None
        except _BROKEN:
            if rebuilt:
                return None
            rebuilt = True
            index.discard(folder)
        else:
            if commit_marker(folder) == before:
                return answer
        before = commit_marker(folder)  # half of a command may have been seen: look again
    return None


def _head(db: sqlite3.Connection) -> Plan:
    """The plan without its items."""
    copies: list[str] = []
    damaged: list[Damage] = []
    for *row, copied in db.execute(
        "select path, line, problem, item_id, copied from damage"
        " order by path like 'inspections/%', path"
    ):
        if copied:
            copies.append(row[0])
        else:
            damaged.append(Damage(*row))
    if any(damage.path == SETTINGS for damage in damaged):
        raise _NotServedError
    records = dict(db.execute("select path, value from records"))
    return plan_head(records)._replace(damaged=tuple(damaged), copies=tuple(copies))


def _chosen(
    db: sqlite3.Connection, plan: Plan, plan_query: _PlanQuery
) -> selection.SelectionResult:
    list_query, past = plan_query
    wanted, today = list_query.wanted, list_query.today
    if wanted.names_items:
        selection.check_names(plan._replace(items=_items_with_names(db)), wanted)
    query = selection.to_query(wanted)
    if _compares_ids(query):
        plan = plan._replace(items=_items_with_ids(db))
    words = past is None and _searches_text(query) and _has_words(db)
    condition = to_sql(query, plan, today, list_query.holidays, words)
    past_first = deferred = 0
    if wanted.overdue:
        besides = (selection.past_first_query(wanted), selection.put_off_query(wanted))
        past_first, deferred = _count_matches(db, plan, besides, plan_query)
    open_in_all = _count(db, all_of(_COUNTED, open_condition()))
    if condition.exact:
        shown_only = _shown_condition(wanted)
        completed = all_of(completed_condition(), _COUNTED)
        among = (_WHOLE, shown_only, all_of(shown_only, _WHOLE), completed)
        _, whole, rows, matching, not_shown = _counts(db, condition, *among)
        shown = all_of(condition, shown_only)
        if list_query.limit is None:
            within = shown
        else:
            within = _first(shown, list_query.limit, past is None and rows > _MANY)
        items = _brief_items(db, within, past) if list_query.brief else _items(db, within, past)
        if not wanted.open_only:
            not_shown = 0
        left, parts = whole - matching - not_shown, rows - matching
        return selection.SelectionResult(
            *(tuple(items), matching, not_shown, left, open_in_all, past_first, parts, deferred)
        )
    test = compile_query(query, plan, today, list_query.holidays)
    chosen = [item for item in _items(db, condition, past) if test(item)]
    answer = selection.shown_of(chosen, wanted)
    answer = answer._replace(open_in_all=open_in_all, past_first_date=past_first, deferred=deferred)
    return answer.limited(list_query.limit)


def _shown_condition(wanted: selection.Selection) -> Condition:
    """What a list shows of the items that fit: see `selection.shown_of`."""
    uncounted = wanted.uncounted
    kept = [_LISTED]
    if uncounted.everything:
        kept = []
    elif uncounted.good_practice:
        kept.append(Condition("kind = 'good-practice'"))
    if kept and uncounted.exits:
        kept.append(one_of("status", uncounted.exits))
    parts = [any_of(*kept)] if kept else []
    if wanted.open_only:
        parts.append(open_condition())
    return all_of(*parts) if parts else _ALL


def _compares_ids(query: Query) -> bool:
    return any(
        isinstance(leaf, Compare | In) and leaf.field in {"id", "part-of"}
        for leaf in query_conditions(query)
    )


def _count_matches(
    db: sqlite3.Connection, plan: Plan, queries: Sequence[Query], plan_query: _PlanQuery
) -> tuple[int, ...]:
    """How many items each of some queries selects, by one statement."""
    (_, today, holidays, *_), past = plan_query
    conditions = [to_sql(query, plan, today, holidays) for query in queries]
    if all(condition.exact for condition in conditions):
        return _counts(db, any_of(*conditions), *conditions)[1:]
    tests = [compile_query(query, plan, today, holidays) for query in queries]
    items = _items(db, any_of(*conditions), past)
    return tuple(sum(map(test, items)) for test in tests)


def _searches_text(query: Query) -> bool:
    return any(
        isinstance(leaf, Compare) and leaf.field == "anything" for leaf in query_conditions(query)
    )


def _has_words(db: sqlite3.Connection) -> bool:
    """Whether there are words to search in: those of today, and of no past day."""
    from hmic_tracker.store.index.words import has_words  # few lists search

    return has_words(db)


def _items_with_names(db: sqlite3.Connection) -> tuple[Item, ...]:
    """Items that have between them every owner, board and tag of the plan, and no more."""
    return tuple(names_item(row[0]) for row in db.execute("select distinct names from items"))


def _items_with_ids(db: sqlite3.Connection) -> tuple[Item, ...]:
    """Items that have their ids, and no more."""
    paths = db.execute(f"select path from items {_ORDER}")  # noqa: S608  # our own order
    return tuple(Item(stem_of(row[0]), "", "recommendation") for row in paths)


def _items(db: sqlite3.Connection, where: Condition, past: date | None = None) -> list[Item]:
    sql = f"select {_PLACE}, {_PACKED} from {_WHOLES} where {where.sql}"  # noqa: S608  # our columns
    rows = db.execute(sql, where.values)
    # SQLite would carry the packed items through its sorting, which takes as long as finding them.
    return [_whole_item(past, row[_PLACES:]) for row in sorted(rows)]


def _brief_items(db: sqlite3.Connection, where: Condition, past: date | None) -> list[Item]:
    sql = f"select {_PLACE}, {_BRIEF} from {_BRIEFS} where {where.sql}"  # noqa: S608  # our columns
    rows = sorted(db.execute(sql, where.values))
    return [_of_brief(past, *row[_PLACES:]) for row in rows]


def _of_brief(
    past: date | None, brief: bytes | None, moves: int, days: int, latest: int, *packed: Any
) -> Item:
    return _whole_item(past, packed) if brief is None else brief_item(brief, moves, days, latest)


def _whole_item(past: date | None, packed: Sequence[Any]) -> Item:
    item = item_of(*packed)
    if past is None:
        return item
    from hmic_tracker.domain.replay import item_as_of

    return item_as_of(item, past) or item


def _first(where: Condition, limit: int, many: bool) -> Condition:
    """The first of those that fit; where they are many, by walking in the usual order."""
    by = "indexed by by_id" if many else ""
    first = f"from items {by} where {where.sql} {_ORDER} limit {min(limit, _MOST)}"
    return Condition(f"items.row in (select row {first})", where.values)


def _count(db: sqlite3.Connection, where: Condition) -> int:
    return _counts(db, where)[0]


def _counts(db: sqlite3.Connection, where: Condition, *among: Condition) -> tuple[int, ...]:
    """How many items fit, and how many of them fit each other condition besides."""
    columns = ["count(*)", *(f"count(case when {one.sql} then 1 end)" for one in among)]
    values = [value for one in (*among, where) for value in one.values]
    answer: tuple[int, ...] = db.execute(
        f"select {', '.join(columns)} from items where {where.sql}",  # noqa: S608  # our columns
        values,
    ).fetchone()
    return answer


def _read_toml(folder: AnyPath) -> Plan:
    from pathlib import Path

    from hmic_tracker.store.reading import read_plan as read_toml  # heavier than all of the above

    return read_toml(Path(folder))
