"""The items of the index as they were on a day: a view in place of their table.

Nothing is taken out for an item that has not changed since, or whose earlier days the index has.
"""

from __future__ import annotations

from datetime import date

from hmic_tracker.domain.replay import head_as_of, item_as_of
from hmic_tracker.domain.rules import is_taken_back
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.index.rows import NAMES, columns_of_past, item_of

if TYPE_CHECKING:
    import sqlite3

    from hmic_tracker.domain.plan import Plan

_OWN: Final = "row, path, place, prefix, serial, rest"
_COLUMNS: Final = ", ".join(NAMES)
_OTHERS: Final = f"create temp table others (row integer primary key, {_COLUMNS})"
# A view takes no parameters; the day is a number.
_VIEW: Final = f"""
create temp view items as
select {_OWN}, {_COLUMNS} from main.items where latest <= {{0}} union all
select {", ".join(f"main.items.{name.strip()}" for name in _OWN.split(","))},
       {", ".join(f"was.{name}" for name in NAMES)}
from was join main.items on main.items.row = was.row
where was.since <= {{0}} and was.until > {{0}} union all
select {", ".join(f"main.items.{name.strip()}" for name in _OWN.split(","))},
       {", ".join(f"others.{name}" for name in NAMES)}
from others join main.items on main.items.row = others.row
"""  # noqa: S608  # our columns


def knows_day(db: sqlite3.Connection, plan: Plan, day: date) -> bool:
    """Whether what the items were on a day can be said of each by itself.

    It can't where something was taken back since, or an inspection goes by another's name.
    """
    taken_back = "select 1 from taken_back where latest > ? limit 1"
    gone = db.execute(taken_back, (day.toordinal(),)).fetchone()
    return gone is None and not any(one.aliases for one in plan.inspections)


def go_back(db: sqlite3.Connection, plan: Plan, day: date) -> Plan:
    """Makes the items those of a day, for this connection; gives the plan, without items, of it."""
    last = day.toordinal()
    db.execute(_OTHERS)
    unknown = f"""select row, item, history, moves, days_moved, latest
        from main.items join wholes using (row) where not past and latest > {last}"""  # noqa: S608
    marks = ", ".join("?" * (1 + len(NAMES)))
    for row, *packed in db.execute(unknown):
        past = item_as_of(item_of(*packed), day)
        if past is not None and not is_taken_back(past):
            db.execute(f"insert into others values ({marks})", (row, *columns_of_past(past)))  # noqa: S608
    db.execute(_VIEW.format(last))
    having = {row[0] for row in db.execute("select distinct inspection from items")}
    return head_as_of(plan, day, having)
