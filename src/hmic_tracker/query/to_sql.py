"""A query as a condition on the index's columns: exact where it can be, else wider, never narrower.

What has no column (a colour, a text that contains another) widens the condition, and the test of
`matching` decides over what comes back. Values are always parameters.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from itertools import islice

from hmic_tracker.domain.words import COMPLETED, OPEN, folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.query.fields import FIELDS
from hmic_tracker.query.matching import QueryContext, Span, query_context, span_of, texts_wanted
from hmic_tracker.query.terms import And, Compare, Everything, Flag, In, Not, Op, Or, Query

if TYPE_CHECKING:
    from hmic_tracker.domain.fields import ItemField
    from hmic_tracker.domain.plan import Plan

_ALWAYS_THERE: Final = frozenset(f.row.key for f in FIELDS.values() if not f.absent)
# Never null, so that "not" turns them round; and in the form that SQLite looks up in an index.
_SPANS: Final = {
    "=": "({0} is not null and {0} between ? and ?)",
    "!=": "({0} is not null and {0} not between ? and ?)",
    "<": "({0} is not null and {0} < ?)",
    "<=": "({0} is not null and {0} <= ?)",
    ">": "({0} is not null and {0} > ?)",
    ">=": "({0} is not null and {0} >= ?)",
}


class Condition(NamedTuple):
    """A condition for WHERE with its parameters; `exact` where it says no more than the query."""

    sql: str
    values: tuple[object, ...] = ()
    exact: bool = True


_MOST_RUNS: Final = 30
_ANY: Final = Condition("1", (), exact=False)


def to_sql(
    query: Query, plan: Plan, today: date, holidays: Container[date] = (), words: bool = False
) -> Condition:
    """The condition of a query; raises NotFoundError for names that are none of the plan's.

    `words` says that there is a table to search in, which can narrow what a text may be in.
    """
    return _condition(query, query_context(plan, today, holidays), words)


def open_condition() -> Condition:
    """Not started or in progress."""
    return one_of("status", tuple(sorted(OPEN)))


def completed_condition() -> Condition:
    """Done, verified or closed."""
    return one_of("status", tuple(sorted(COMPLETED)))


def all_of(*parts: Condition) -> Condition:
    """Where all of the conditions hold."""
    return _joined(" and ", parts)


def any_of(*parts: Condition) -> Condition:
    """Where one of the conditions holds."""
    return _joined(" or ", parts)


def _joined(word: str, parts: tuple[Condition, ...]) -> Condition:
    values = tuple(value for part in parts for value in part.values)
    sql = word.join(f"({part.sql})" for part in parts)
    return Condition(sql, values, all(part.exact for part in parts))


def _negated(condition: Condition) -> Condition:
    return condition._replace(sql=f"not ({condition.sql})")


def _condition(query: Query, context: QueryContext, words: bool) -> Condition:
    if isinstance(query, And | Or):
        join = all_of if isinstance(query, And) else any_of
        return join(*(_condition(term, context, words) for term in query.terms))
    if isinstance(query, Not):
        inner = _condition(query.term, context, words)
        return _negated(inner) if inner.exact else _ANY
    if isinstance(query, Everything):
        return Condition("1")
    if isinstance(query, Flag):
        return _flag(query, context)
    if words and isinstance(query, Compare) and query.field == "anything" and query.value:
        return _search(folded(query.value))
    return _leaf(query, context)


def _flag(flag: Flag, context: QueryContext) -> Condition:
    if flag.name == "open":
        return open_condition()
    if flag.name == "completed":
        return completed_condition()
    if flag.name == "slipped":
        return Condition("moves > 0")
    if flag.name == "counted":
        return Condition("listed = 1 and part_of is null")
    today = context.today.toordinal()
    deferred = Condition(
        "listed = 1 and deferred_until is not null and deferred_until >= ?", (today,)
    )
    if flag.name == "deferred":
        return all_of(open_condition(), deferred)
    late = Condition("listed = 1 and due is not null and due < ?", (today,))
    return all_of(open_condition(), late, _negated(deferred))


def _leaf(leaf: Compare | In, context: QueryContext) -> Condition:
    named = leaf.values if isinstance(leaf, In) else (leaf.value,)
    op: Op = "=" if isinstance(leaf, In) else leaf.op
    row = FIELDS[leaf.field].row
    place = _PLACED.get(leaf.field) or (_column if row.indexed else None)
    if op == "~" or place is None:
        return _ANY
    values = [value for value in named if value is not None]
    fits, absent = place(row, op, values, context)
    if not values:
        return absent if op == "=" else _negated(absent)
    return any_of(fits, absent) if None in named else fits


Placed = tuple[Condition, Condition]
"""What fits one of the values, and what has none."""


def _column(row: ItemField, op: Op, values: list[str], context: QueryContext) -> Placed:
    """A field with a column of its own."""
    absent = Condition(f"{row.key} is null")
    if row.compare in {"date", "number"}:
        return _spans(row.key, op, [span_of(row.where, v, context) for v in values]), absent
    wanted = tuple(sorted(texts_wanted(row.where, values, context)))
    if not row.several:
        return one_of(row.key, wanted, op == "!="), absent
    has_one = " or ".join([f"instr({row.key}, ?) > 0"] * len(wanted))
    has = "" if op == "=" else "not "
    lines = tuple(f"\n{text}\n" for text in wanted)  # each on a line of the column
    return Condition(f"{row.key} is not null and {has}({has_one})", lines), absent


def _board(row: ItemField, op: Op, values: list[str], context: QueryContext) -> Placed:
    """An item's own board, or where it has none its framework's."""
    wanted = texts_wanted(row.where, values, context)
    boards = {slug: folded(board) for slug, board in context.boards.items()}
    fitting = [slug for slug, board in boards.items() if (board in wanted) == (op == "=")]
    own, none = one_of("board", tuple(sorted(wanted)), op == "!="), Condition("board is null")
    inherits = all_of(none, one_of("framework", tuple(fitting)))
    return any_of(own, inherits), all_of(none, _negated(one_of("framework", tuple(boards))))


def _group(row: ItemField, op: Op, values: list[str], context: QueryContext) -> Placed:
    """The groups of the owners, who have a column."""
    wanted = texts_wanted(row.where, values, context)
    groups = {owner: folded(group) for owner, group in context.groups.items() if group}
    fitting = [owner for owner, group in groups.items() if (group in wanted) == (op == "=")]
    return one_of("owner", tuple(fitting)), _negated(one_of("owner", tuple(groups)))


def _body(row: ItemField, op: Op, values: list[str], context: QueryContext) -> Placed:
    """The bodies of the inspections, which have a column."""
    wanted = texts_wanted(row.where, values, context)
    bodies = {one: frozenset(slugs) for one, slugs in context.plan.body_slugs.items() if slugs}
    fitting = [one for one, slugs in bodies.items() if wanted.isdisjoint(slugs) == (op == "!=")]
    none = _negated(one_of("inspection", tuple(bodies)))
    return one_of("inspection", tuple(fitting)), none


_PLACED: Final = {"board": _board, "group": _group, "body": _body}


def _search(part: str) -> Condition:
    """What has all runs of three characters that a text has: it may have the text as well."""
    if len(part) < 3 or "\0" in part:
        return _ANY
    runs = dict.fromkeys(part[place : place + 3] for place in range(len(part) - 2))
    quoted = ('"{}"'.format(run.replace('"', '""')) for run in islice(runs, _MOST_RUNS))
    sql = "items.row in (select rowid from words where words match ?)"
    return Condition(sql, (" AND ".join(quoted),), exact=False)


def _spans(column: str, op: str, spans: list[Span]) -> Condition:
    values: list[object] = []
    for first, last in spans:
        values += [first, last] if op in {"=", "!="} else [last if op in {"<=", ">"} else first]
    return Condition(" or ".join([_SPANS[op].format(column)] * len(spans)), tuple(values))


def one_of(column: str, wanted: tuple[str, ...], negated: bool = False) -> Condition:
    """Where a column has one of the values, or has another."""
    marks = ", ".join("?" * len(wanted))
    word = "not in" if negated else "in"
    there = "" if column in _ALWAYS_THERE else f"{column} is not null and "
    return Condition(f"({there}{column} {word} ({marks}))", wanted)
