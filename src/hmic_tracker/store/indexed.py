"""Plans and choices of items read through the index; from the TOML alone where it can't serve."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Container
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.query.matching import compile_query
from hmic_tracker.query.selection import (
    Chosen,
    Selection,
    choose,
    past_first_query,
    to_query,
)
from hmic_tracker.query.terms import Query, leaves
from hmic_tracker.query.to_sql import (
    Condition,
    both,
    completed_condition,
    open_condition,
    to_sql,
)
from hmic_tracker.store import index, journal
from hmic_tracker.store.index_rows import damage_of, item_of, plan_head

_TRIES: Final = 20
_ITEM: Final = "select item, history, moves, days_moved from items"
_ORDER: Final = "order by place, prefix, serial, id"
_COUNTED: Final = Condition("kind <> 'good-practice'")

Found = TypeVar("Found")


class Wish(NamedTuple):
    """What a list asks of the plan: conditions, a day, and how many rows of the usual order."""

    wanted: Selection
    today: date
    holidays: Container[date] = ()
    limit: int | None = None


def read_plan(folder: Path, use_index: bool = True) -> Plan:
    """Everything in a store, as it stood between two commands; raises DamagedStoreError."""

    def whole(db: sqlite3.Connection) -> Plan:
        rows = db.execute(f"{_ITEM} {_ORDER}")
        return _head(db)._replace(items=tuple(item_of(*row) for row in rows))

    return _served(folder, use_index, whole) or _read_toml(folder)


def read_chosen(
    folder: Path, wish_of: Callable[[Plan], Wish], use_index: bool = True
) -> tuple[Plan, Chosen, Selection]:
    """The items that a list asks for; the plan has what judging them needs, but no items.

    `wish_of` is told the plan without its items, for names and saved filters.
    """

    def chosen(db: sqlite3.Connection) -> tuple[Plan, Chosen, Selection]:
        plan = _head(db)
        wish = wish_of(plan)
        return plan, _chosen(db, plan, wish), wish.wanted

    found = _served(folder, use_index, chosen)
    if found is not None:
        return found
    plan = _read_toml(folder)
    wish = wish_of(plan)
    found_here = choose(plan, wish.wanted, wish.today, wish.holidays).limited(wish.limit)
    return plan, found_here, wish.wanted


def _served(
    folder: Path, use_index: bool, ask: Callable[[sqlite3.Connection], Found]
) -> Found | None:
    """What the index answers, None where it can't be used or the plan is being changed."""
    if not use_index:
        return None
    try:
        before = journal.token(folder)
        for _ in range(_TRIES):
            if before[0] is not None:  # a command is on its way: its journal has to be laid over
                return None
            with index.opened(folder) as db:
                found = ask(db)
            after = journal.token(folder)
            if after == before:
                return found
            before = after
    except (sqlite3.Error, OSError, ValueError, EOFError):
        return None
    return None


def _head(db: sqlite3.Connection) -> Plan:
    """The plan without its items."""
    damaged = db.execute("select path, line, problem, item_id from damage order by path")
    records = dict(db.execute("select path, value from records"))
    return plan_head(records)._replace(damaged=tuple(map(damage_of, damaged)))


def _chosen(db: sqlite3.Connection, plan: Plan, wish: Wish) -> Chosen:
    wanted, today = wish.wanted, wish.today
    query = to_query(wanted)
    if wanted.names_items or any(getattr(leaf, "field", "") == "id" for leaf in leaves(query)):
        # Names of owners, boards, tags and ids are looked up among all items.
        every = plan._replace(items=tuple(_items(db, Condition("1"))))
        return choose(every, wanted, today, wish.holidays).limited(wish.limit)
    condition = to_sql(query, plan, today, wish.holidays)
    past_first = 0
    if wanted.overdue:
        later = past_first_query(wanted)
        past_first = _number(db, plan, later, wish)
    open_in_all = _count(db, both(_COUNTED, open_condition()))
    if condition.exact:
        shown = both(condition, open_condition()) if wanted.open_only else condition
        completed = both(condition, completed_condition())
        limit = "" if wish.limit is None else f"limit {int(wish.limit)}"
        items = _items(db, shown, limit)
        matching = len(items) if wish.limit is None else _count(db, shown)
        not_shown = _count(db, completed) if wanted.open_only else 0
        return Chosen(tuple(items), matching, not_shown, open_in_all, past_first)
    some = plan._replace(items=tuple(_items(db, condition)))
    found = choose(some, wanted, today, wish.holidays)
    return found._replace(open_in_all=open_in_all, past_first_date=past_first).limited(wish.limit)


def _number(db: sqlite3.Connection, plan: Plan, query: Query, wish: Wish) -> int:
    """How many items a query selects."""
    condition = to_sql(query, plan, wish.today, wish.holidays)
    if condition.exact:
        return _count(db, condition)
    test = compile_query(query, plan, wish.today, wish.holidays)
    return sum(map(test, _items(db, condition)))


def _items(db: sqlite3.Connection, where: Condition, limit: str = "") -> list[Item]:
    rows = db.execute(f"{_ITEM} where {where.sql} {_ORDER} {limit}", where.values)
    return [item_of(*row) for row in rows]


def _count(db: sqlite3.Connection, where: Condition) -> int:
    found: tuple[int] = db.execute(
        f"select count(*) from items where {where.sql}",  # noqa: S608  # our columns, values apart
        where.values,
    ).fetchone()
    return found[0]


def _read_toml(folder: Path) -> Plan:
    from hmic_tracker.store.reading import read_plan as read_toml  # heavier than all of the above

    return read_toml(folder)
