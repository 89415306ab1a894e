"""A query turned into a test of items.

Names and dates are resolved once; then every test of an item is a few comparisons. Each field is
read in one of two ways: as texts (none where it is absent, several for tags and notes), or as a
number with an order (days count from year 1), None where it is absent.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from hmic_tracker.domain.dates import deadline, first_day
from hmic_tracker.domain.frameworks import resolve
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.rules import (
    days_overdue,
    is_completed,
    is_counted,
    is_open,
    is_overdue,
    rag,
    slippage,
)
from hmic_tracker.domain.words import PROGRESS, folded
from hmic_tracker.query.fields import FIELDS, YEAR
from hmic_tracker.query.names import boards_of, groups_of, inspection_named
from hmic_tracker.query.terms import And, Compare, Everything, Flag, Flagged, In, Not, Op, Or, Query

Test = Callable[[Item], bool]
Texts = Callable[[Item], tuple[str, ...]]
Ordered = Callable[[Item], int | None]
Span = tuple[int, int]
"""The first and the last value that count as equal: a month's first and last day."""


class World(NamedTuple):
    """What items are judged by."""

    plan: Plan
    today: date
    holidays: Container[date]
    boards: Mapping[str | None, str]
    groups: Mapping[str, str]


def compile_query(
    query: Query, plan: Plan, today: date, holidays: Container[date] = ()
) -> Callable[[Item], bool]:
    """The test of an item of the plan that a query asks for.

    Raises NotFoundError for an id, a framework or an inspection that is none of the plan's, and
    InputError for a date that can't be counted from today.
    """
    return _test(query, world_of(plan, today, holidays))


def world_of(plan: Plan, today: date, holidays: Container[date] = ()) -> World:
    """What items are judged by, its names folded once."""
    return World(plan, today, holidays, boards_of(plan), groups_of(plan))


def _test(query: Query, world: World) -> Test:
    if isinstance(query, And):
        return _every([_test(term, world) for term in query.terms])
    if isinstance(query, Or):
        some = [_test(term, world) for term in query.terms]
        return lambda item: any(test(item) for test in some)
    if isinstance(query, Not):
        test = _test(query.term, world)
        return lambda item: not test(item)
    if isinstance(query, Flag):
        return _flag(query.name, world.today)
    if isinstance(query, Everything):
        return lambda _: True
    if isinstance(query, Compare) and query.value is None:
        absent = _is_absent(query.field, world)
        return absent if query.op == "=" else lambda item: not absent(item)
    values = query.values if isinstance(query, In) else (query.value,)
    op: Op = "=" if isinstance(query, In) else query.op
    test = _compared(query.field, op, [v for v in values if v is not None], world)
    if None in values:
        absent, fits = _is_absent(query.field, world), test
        return lambda item: absent(item) or fits(item)
    return test


def _every(tests: Sequence[Test]) -> Test:
    """All of them, asked two by two: that takes half as long as all() with a loop."""
    if len(tests) == 1:
        return tests[0]
    half = len(tests) // 2
    one, other = _every(tests[:half]), _every(tests[half:])
    return lambda item: one(item) and other(item)


def _flag(name: Flagged, today: date) -> Test:
    if name == "overdue":
        return lambda item: is_overdue(item, today)
    if name == "slipped":
        return lambda item: slippage(item).moves > 0
    if name == "counted":
        return is_counted
    return is_open if name == "open" else is_completed


def _compared(name: str, op: Op, values: list[str], world: World) -> Test:
    if op != "~" and FIELDS[name].sort in {"date", "number", "progress"}:
        return _in_order(_ordered(name, world), op, [span_of(name, v, world) for v in values])
    if op == "~":
        parts = [folded(value) for value in values]
        texts = _said(name, world)
        return lambda item: any(part in text for text in texts(item) for part in parts)
    wanted, texts = texts_wanted(name, values, world), _texts(name, world)
    if op == "!=":
        return lambda item: bool(found := texts(item)) and wanted.isdisjoint(found)
    return lambda item: not wanted.isdisjoint(texts(item))


def _in_order(ordered: Ordered, op: Op, spans: list[Span]) -> Test:
    """Against several spans one has to fit; an absent value fits none."""
    one: Callable[[int, Span], bool] = _IN_ORDER[op]

    def test(item: Item) -> bool:
        value = ordered(item)
        return value is not None and any(one(value, span) for span in spans)

    return test


_IN_ORDER: Final[dict[Op, Callable[[int, Span], bool]]] = {
    "=": lambda value, span: span[0] <= value <= span[1],
    "!=": lambda value, span: not span[0] <= value <= span[1],
    "<": lambda value, span: value < span[0],
    "<=": lambda value, span: value <= span[1],
    ">": lambda value, span: value > span[1],
    ">=": lambda value, span: value >= span[0],
}


def _is_absent(name: str, world: World) -> Test:
    if FIELDS[name].sort in {"date", "number"}:
        ordered = _ordered(name, world)
        return lambda item: ordered(item) is None
    texts = _texts(name, world)
    return lambda item: not texts(item)


def span_of(name: str, value: str, world: World) -> Span:
    """The numbers that count as equal to a value of an ordered field."""
    if FIELDS[name].sort == "number":
        return int(value), int(value)
    if name == "progress":
        place = [str(word) for word in PROGRESS].index(value)
        return place, place
    if YEAR.fullmatch(value):
        return date(int(value), 1, 1).toordinal(), date(int(value), 12, 31).toordinal()
    if value == "today":
        return world.today.toordinal(), world.today.toordinal()
    from hmic_tracker.domain.date_parsing import parse_due  # only a date typed pays for it

    due = parse_due(value, world.today, world.holidays)
    return first_day(due).toordinal(), deadline(due).toordinal()


def _ordered(name: str, world: World) -> Ordered:
    today = world.today
    if name == "due":
        return lambda item: deadline(item.due).toordinal() if item.due else None
    if name == "original-due":
        return lambda item: deadline(item.original_due).toordinal() if item.original_due else None
    if name == "updated":
        return lambda i: i.history[-1].recorded.date().toordinal() if i.history else None
    if name == "number":
        return lambda item: item.number
    if name == "days-overdue":
        return lambda item: days_overdue(item, today)
    if name == "moves":
        return lambda item: slippage(item).moves
    if name == "stale":
        # An entry can be dated back, so the last one entered need not be the latest.
        return lambda i: (today - max(e.on for e in i.history)).days if i.history else None
    if name == "age":
        return lambda i: (today - i.history[0].on).days if i.history else None
    return lambda item: PROGRESS.index(item.reported_progress)


def texts_wanted(name: str, values: list[str], world: World) -> frozenset[str]:
    """The texts, as an item's field gives them, that the values name."""
    plan = world.plan
    if name == "framework":
        return frozenset(slug for value in values for slug in resolve(plan.frameworks, value))
    if name == "inspection":
        return frozenset(inspection_named(plan, value) for value in values)
    if name == "id":
        from hmic_tracker.domain.ids import expand

        return frozenset(expand(values, [item.id for item in plan.items]))
    return frozenset(folded(value) for value in values)


def _texts(name: str, world: World) -> Texts:
    """The field's texts: ids, slugs and our own words as they are, other texts folded."""
    today, plan, boards, groups = world.today, world.plan, world.boards, world.groups
    if name == "rag":
        return lambda item: (rag(item, today, plan.thresholds),)
    if name == "board":
        return lambda item: _one(item.board or boards.get(item.framework))
    if name == "group":
        return lambda item: _one(groups.get(folded(item.owner)) if item.owner else None)
    return _TEXTS[name]


def _said(name: str, world: World) -> Texts:
    """What of a field can contain a part: of frameworks and inspections all their names."""
    if name == "framework":
        names = {
            f.slug: tuple(map(folded, (f.slug, f.name, *f.aliases))) for f in world.plan.frameworks
        }
        return lambda i: names.get(i.framework, (folded(i.framework),)) if i.framework else ()
    if name == "inspection":
        titles = {i.id: (folded(i.id), folded(i.title)) for i in world.plan.inspections}
        return lambda i: titles.get(i.inspection, (folded(i.inspection),)) if i.inspection else ()
    return (lambda item: (folded(item.id),)) if name == "id" else _texts(name, world)


def anything(item: Item) -> tuple[str, ...]:
    """The texts that a search looks through, folded."""
    texts = [item.id, item.title, item.text, item.owner]
    texts += [said for entry in item.history for said in (entry.note, entry.reason)]
    return tuple(folded(text) for text in texts if text)


def _one(text: str | None) -> tuple[str, ...]:
    return (folded(text),) if text else ()


_TEXTS: Final[dict[str, Texts]] = {
    "id": lambda item: (item.id,),
    "kind": lambda item: (item.kind,),
    "status": lambda item: (item.status,),
    "progress": lambda item: (item.reported_progress,),
    "framework": lambda item: (item.framework,) if item.framework else (),
    "inspection": lambda item: (item.inspection,) if item.inspection else (),
    "owner": lambda item: _one(item.owner),
    "tag": lambda item: tuple(map(folded, item.tags)),
    "title": lambda item: _one(item.title),
    "text": lambda item: _one(item.text),
    "note": lambda item: tuple(folded(e.note) for e in item.history if e.note),
    "reason": lambda item: tuple(folded(e.reason) for e in item.history if e.reason),
    "step": lambda item: tuple(folded(step.text) for step in item.actions if step.text),
    "evidence": lambda i: tuple(folded(t) for e in i.evidence for t in (e.ref, e.shows) if t),
    "link": lambda item: tuple(folded(link.rpartition(" ")[2]) for link in item.links),
    "anything": anything,
}
