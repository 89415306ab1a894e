"""A query as a condition on the index's columns: exact where it can be, else wider, never narrower.

What has no column (a colour, a text that contains another) widens the condition, and the test of
`matching` decides over what comes back. Values are always parameters.
"""

from collections.abc import Container
from datetime import date
from typing import Final, NamedTuple

from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import COMPLETED, OPEN
from hmic_tracker.query.matching import Span, World, span_of, texts_wanted, world_of
from hmic_tracker.query.terms import And, Compare, Everything, Flag, In, Not, Or, Query

COLUMNS: Final = {
    "kind": "kind",
    "status": "status",
    "framework": "framework",
    "inspection": "inspection",
    "owner": "owner",
    "due": "deadline",
    "original-due": "original",
    "updated": "updated",
    "moves": "moves",
    "number": "number",
}
"""The fields that have a column; days are ordinals, owners are folded."""
_ORDERED: Final = frozenset({"due", "original-due", "updated", "moves", "number"})
_SPANS: Final = {
    "=": "{0} between ? and ?",
    "!=": "{0} not between ? and ?",
    "<": "{0} < ?",
    "<=": "{0} <= ?",
    ">": "{0} > ?",
    ">=": "{0} >= ?",
}


class Condition(NamedTuple):
    """A condition for WHERE with its parameters; `exact` where it says no more than the query."""

    sql: str
    values: tuple[object, ...] = ()
    exact: bool = True


_ANY: Final = Condition("1", (), exact=False)


def to_sql(query: Query, plan: Plan, today: date, holidays: Container[date] = ()) -> Condition:
    """The condition of a query; raises NotFoundError for names that are none of the plan's."""
    return _condition(query, world_of(plan, today, holidays))


def open_condition() -> Condition:
    """Not started or in progress."""
    return _one_of("status", tuple(sorted(OPEN)))


def completed_condition() -> Condition:
    """Done, verified or closed."""
    return _one_of("status", tuple(sorted(COMPLETED)))


def both(first: Condition, second: Condition) -> Condition:
    """Where both conditions hold."""
    values = (*first.values, *second.values)
    return Condition(f"({first.sql}) and ({second.sql})", values, first.exact and second.exact)


def _condition(query: Query, world: World) -> Condition:
    if isinstance(query, And | Or):
        word = " and " if isinstance(query, And) else " or "
        parts = [_condition(term, world) for term in query.terms]
        values = tuple(value for part in parts for value in part.values)
        sql = word.join(f"({part.sql})" for part in parts)
        return Condition(sql, values, all(part.exact for part in parts))
    if isinstance(query, Not):
        inner = _condition(query.term, world)
        return inner._replace(sql=f"not ({inner.sql})") if inner.exact else _ANY
    if isinstance(query, Everything):
        return Condition("1")
    if isinstance(query, Flag):
        return _flag(query, world)
    return _leaf(query, world)


def _flag(flag: Flag, world: World) -> Condition:
    if flag.name == "open":
        return open_condition()
    if flag.name == "completed":
        return completed_condition()
    if flag.name == "slipped":
        return Condition("moves > 0")
    late = Condition(
        "kind <> 'good-practice' and coalesce(deadline < ?, 0)", (world.today.toordinal(),)
    )
    return both(open_condition(), late)


def _leaf(leaf: Compare | In, world: World) -> Condition:
    column = COLUMNS.get(leaf.field)
    op = "=" if isinstance(leaf, In) else leaf.op
    if column is None or op == "~":
        return _ANY
    named = leaf.values if isinstance(leaf, In) else (leaf.value,)
    values = [value for value in named if value is not None]
    absent = Condition(f"{column} is {'' if op == '=' else 'not '}null")
    if not values:
        return absent
    if leaf.field in _ORDERED:
        found = _spans(column, op, [span_of(leaf.field, value, world) for value in values])
    else:
        wanted = tuple(sorted(texts_wanted(leaf.field, values, world)))
        found = _one_of(column, wanted, negated=op == "!=")
    if None not in named:
        return found
    return Condition(f"({found.sql}) or {absent.sql}", found.values)


def _spans(column: str, op: str, spans: list[Span]) -> Condition:
    pattern = _SPANS[op].format(column)
    parts: list[str] = []
    values: list[object] = []
    for first, last in spans:
        parts.append(f"coalesce({pattern}, 0)")
        one = last if op in {"<=", ">"} else first
        values += [first, last] if op in {"=", "!="} else [one]
    return Condition(" or ".join(parts), tuple(values))


def _one_of(column: str, wanted: tuple[str, ...], negated: bool = False) -> Condition:
    marks = ", ".join("?" * len(wanted))
    word = "not in" if negated else "in"
    return Condition(f"coalesce({column} {word} ({marks}), 0)", wanted)
