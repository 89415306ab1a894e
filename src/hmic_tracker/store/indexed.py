"""Plans and choices of items read through the index; from the TOML alone where it can't serve."""

import sqlite3
from collections.abc import Callable, Container
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.errors import TrackerError
from hmic_tracker.query.matching import compile_query
from hmic_tracker.query.selection import (
    Chosen,
    Selection,
    choose,
    past_first_query,
    to_query,
)
from hmic_tracker.query.terms import Compare, In, Query, leaves
from hmic_tracker.query.to_sql import (
    Condition,
    both,
    completed_condition,
    open_condition,
    to_sql,
)
from hmic_tracker.store import index
from hmic_tracker.store.folder import SETTINGS
from hmic_tracker.store.index_rows import damage_of, item_of, plan_head
from hmic_tracker.store.moment import token

_TRIES: Final = 20
_MOST: Final = 2**62
_ITEM: Final = "select item, history, moves, days_moved from items"
_ORDER: Final = "order by place, prefix, serial, rest, path"
_COUNTED: Final = Condition("kind <> 'good-practice'")

Found = TypeVar("Found")


class _NotServedError(Exception):
    """The plan can't be read; the TOML says why."""


_CANNOT: Final = (_NotServedError, sqlite3.OperationalError, OSError, OverflowError, UnicodeError)
"""The index can't serve: no room, locked for long, a name that is no text."""
_BROKEN: Final = (sqlite3.Error, ValueError, EOFError, TypeError, LookupError)
"""What is in the index makes no sense."""


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
    before = token(folder)
    rebuilt = False
    for _ in range(_TRIES):
        if before[0] is not None:  # a command is on its way: its journal has to be laid over
            return None
        try:
            with index.opened(folder) as db:
                found = ask(db)
        except TrackerError:
            if token(folder) == before:
                raise
        except _CANNOT:
            return None
        except _BROKEN:
            if rebuilt:
                return None
            rebuilt = True
            index.discard(folder)
        else:
            if token(folder) == before:
                return found
        before = token(folder)  # half of a command may have been seen: look again
    return None


def _head(db: sqlite3.Connection) -> Plan:
    """The plan without its items."""
    damaged = [
        damage_of(row)
        for row in db.execute(
            "select path, line, problem, item_id from damage"
            " order by path like 'inspections/%', path"
        )
    ]
    if any(damage.path == SETTINGS for damage in damaged):
        raise _NotServedError
    records = dict(db.execute("select path, value from records"))
    return plan_head(records)._replace(damaged=tuple(damaged))


def _chosen(db: sqlite3.Connection, plan: Plan, wish: Wish) -> Chosen:
    wanted, today = wish.wanted, wish.today
    if wanted.names_items or any(map(_asks_for_ids, wanted.where)):
        # Names of owners, boards, tags and ids are looked up among all items.
        every = plan._replace(items=tuple(_items(db, Condition("1"))))
        return choose(every, wanted, today, wish.holidays).limited(wish.limit)
    condition = to_sql(to_query(wanted), plan, today, wish.holidays)
    past_first = 0
    if wanted.overdue:
        later = past_first_query(wanted)
        past_first = _number(db, plan, later, wish)
    open_in_all = _count(db, both(_COUNTED, open_condition()))
    if condition.exact:
        shown = both(condition, open_condition()) if wanted.open_only else condition
        completed = both(condition, completed_condition())
        limit = "" if wish.limit is None else f"limit {min(wish.limit, _MOST)}"
        items = _items(db, shown, limit)
        matching = len(items) if wish.limit is None else _count(db, shown)
        not_shown = _count(db, completed) if wanted.open_only else 0
        return Chosen(tuple(items), matching, not_shown, open_in_all, past_first)
    some = plan._replace(items=tuple(_items(db, condition)))
    found = choose(some, wanted, today, wish.holidays)
    return found._replace(open_in_all=open_in_all, past_first_date=past_first).limited(wish.limit)


def _asks_for_ids(query: Query) -> bool:
    return any(isinstance(leaf, Compare | In) and leaf.field == "id" for leaf in leaves(query))


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
