"""A query as a condition on the index's columns: exact where it can be, else wider, never narrower.

What has no column (a colour, a text that contains another) widens the condition, and the test of
`matching` decides over what comes back. Values are always parameters.
"""

from collections.abc import Callable, Container
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import COMPLETED, OPEN, folded
from hmic_tracker.query.matching import Span, World, span_of, texts_wanted, world_of
from hmic_tracker.query.terms import And, Compare, Everything, Flag, In, Not, Op, Or, Query

COLUMNS: Final = {
    "id": "id",
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
_ALWAYS_THERE: Final = frozenset({"id", "kind", "status"})
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
    return _condition(query, world_of(plan, today, holidays), words)


def open_condition() -> Condition:
    """Not started or in progress."""
    return _one_of("status", tuple(sorted(OPEN)))


def completed_condition() -> Condition:
    """Done, verified or closed."""
    return _one_of("status", tuple(sorted(COMPLETED)))


def all_of(first: Condition, second: Condition) -> Condition:
    """Where both conditions hold."""
    values = (*first.values, *second.values)
    return Condition(f"({first.sql}) and ({second.sql})", values, first.exact and second.exact)


def any_of(first: Condition, second: Condition) -> Condition:
    """Where one of the conditions holds."""
    values = (*first.values, *second.values)
    return Condition(f"({first.sql}) or ({second.sql})", values, first.exact and second.exact)


def _negated(condition: Condition) -> Condition:
    return condition._replace(sql=f"not ({condition.sql})")


def _condition(query: Query, world: World, words: bool) -> Condition:
    if isinstance(query, And | Or):
        word = " and " if isinstance(query, And) else " or "
        parts = [_condition(term, world, words) for term in query.terms]
        values = tuple(value for part in parts for value in part.values)
        sql = word.join(f"({part.sql})" for part in parts)
        return Condition(sql, values, all(part.exact for part in parts))
    if isinstance(query, Not):
        inner = _condition(query.term, world, words)
        return inner._replace(sql=f"not ({inner.sql})") if inner.exact else _ANY
    if isinstance(query, Everything):
        return Condition("1")
    if isinstance(query, Flag):
        return _flag(query, world)
    if words and isinstance(query, Compare) and query.field == "anything" and query.value:
        return _search(folded(query.value))
    return _PLACED.get(query.field, _leaf)(query, world)


def _flag(flag: Flag, world: World) -> Condition:
    if flag.name == "open":
        return open_condition()
    if flag.name == "completed":
        return completed_condition()
    if flag.name == "slipped":
        return Condition("moves > 0")
    if flag.name == "counted":
        return Condition("counted = 1")
    late = Condition(
        "counted = 1 and deadline is not null and deadline < ?", (world.today.toordinal(),)
    )
    return all_of(open_condition(), late)


def _leaf(leaf: Compare | In, world: World) -> Condition:
    column = COLUMNS.get(leaf.field)
    op, named, values = _said(leaf)
    if column is None or op == "~":
        return _ANY
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


def _said(leaf: Compare | In) -> tuple[Op, tuple[str | None, ...], list[str]]:
    """The comparison, the values, and those that are not "none"."""
    named = leaf.values if isinstance(leaf, In) else (leaf.value,)
    op: Op = "=" if isinstance(leaf, In) else leaf.op
    return op, named, [value for value in named if value is not None]


def _board(leaf: Compare | In, world: World) -> Condition:
    """An item's own board, or where it has none its framework's."""
    op, named, values = _said(leaf)
    if op == "~":
        return _ANY
    wanted = texts_wanted("board", values, world)
    boards = {str(slug): folded(board) for slug, board in world.boards.items()}
    fitting = [slug for slug, board in boards.items() if (board in wanted) == (op == "=")]
    own, none = _one_of("board", tuple(sorted(wanted)), op == "!="), Condition("board is null")
    inherits = all_of(none, _one_of("framework", tuple(fitting)))
    has_none = all_of(none, _negated(_one_of("framework", tuple(boards))))
    if not values:
        return has_none if op == "=" else _negated(has_none)
    found = any_of(own, inherits)
    return any_of(found, has_none) if None in named else found


def _group(leaf: Compare | In, world: World) -> Condition:
    """The groups of the owners, who have a column."""
    op, named, values = _said(leaf)
    if op == "~":
        return _ANY
    wanted = texts_wanted("group", values, world)
    groups = {owner: folded(group) for owner, group in world.groups.items() if group}
    fitting = [owner for owner, group in groups.items() if (group in wanted) == (op == "=")]
    has_none = _negated(_one_of("owner", tuple(groups)))
    if not values:
        return has_none if op == "=" else _negated(has_none)
    found = _one_of("owner", tuple(fitting))
    return any_of(found, has_none) if None in named else found


def _tag(leaf: Compare | In, world: World) -> Condition:
    op, named, values = _said(leaf)
    if op == "~":
        return _ANY
    absent = Condition("tags is null")
    if not values:
        return absent if op == "=" else _negated(absent)
    wanted = sorted(texts_wanted("tag", values, world))
    has_one = " or ".join(["instr(tags, ?) > 0"] * len(wanted))
    has = "" if op == "=" else "not "
    lines = tuple(f"\n{tag}\n" for tag in wanted)
    found = Condition(f"tags is not null and {has}({has_one})", lines)
    return any_of(found, absent) if None in named else found


_PLACED: Final[dict[str, Callable[[Compare | In, World], Condition]]] = {
    "board": _board,
    "group": _group,
    "tag": _tag,
}


def _search(part: str) -> Condition:
    """What has all runs of three characters that a text has: it may have the text as well."""
    if len(part) < 3 or "\0" in part:
        return _ANY
    runs = dict.fromkeys(part[place : place + 3] for place in range(len(part) - 2))
    quoted = ('"{}"'.format(run.replace('"', '""')) for run in islice(runs, _MOST_RUNS))
    sql = "row in (select rowid from words where words match ?)"
    return Condition(sql, (" AND ".join(quoted),), exact=False)


def _spans(column: str, op: str, spans: list[Span]) -> Condition:
    pattern = _SPANS[op].format(column)
    parts: list[str] = []
    values: list[object] = []
    for first, last in spans:
        parts.append(pattern)
        one = last if op in {"<=", ">"} else first
        values += [first, last] if op in {"=", "!="} else [one]
    return Condition(" or ".join(parts), tuple(values))


def _one_of(column: str, wanted: tuple[str, ...], negated: bool = False) -> Condition:
    marks = ", ".join("?" * len(wanted))
    word = "not in" if negated else "in"
    there = "" if column in _ALWAYS_THERE else f"{column} is not null and "
    return Condition(f"({there}{column} {word} ({marks}))", wanted)
