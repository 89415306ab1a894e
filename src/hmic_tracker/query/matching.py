"""A query turned into a test of items.

Names and dates are resolved once; then every test of an item is a few comparisons. Each field is
read in one of two ways: as texts (none where it is absent, several for tags and notes), or as a
number with an order (days count from year 1), None where it is absent.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date
from operator import attrgetter

from hmic_tracker.domain import rules
from hmic_tracker.domain.bodies import bodies_named, slug_named
from hmic_tracker.domain.dates import OPEN_END, deadline, first_day, last_day
from hmic_tracker.domain.fields import ATTRIBUTES
from hmic_tracker.domain.frameworks import boards_of, resolve
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.people import holders_by_owner, holders_of, holders_of_item
from hmic_tracker.domain.words import PROGRESS, folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.query.fields import FIELDS, LOOKING_BACK, is_year
from hmic_tracker.query.names import OTHER_NAMES, groups_of, inspection_named, other_names
from hmic_tracker.query.terms import And, Compare, Everything, Flag, Flagged, In, Not, Op, Or, Query

if TYPE_CHECKING:
    from types import ModuleType

    from hmic_tracker.domain.plan import Plan

Test = Callable[[Item], bool]
Texts = Callable[[Item], tuple[str, ...]]
Ordered = Callable[[Item], int | None]
Span = tuple[int, int]
"""The first and the last value that count as equal: a month's first and last day."""


_NO_END: Final = date.max.toordinal()
"""A deferral without an end is later than any that has one."""


class QueryContext(NamedTuple):
    """What items are judged by."""

    plan: Plan
    today: date
    holidays: Container[date]
    boards: Mapping[str, str]
    groups: Mapping[str, str]


def compile_query(
    query: Query, plan: Plan, today: date, holidays: Container[date] = ()
) -> Callable[[Item], bool]:
    """The test of an item of the plan that a query asks for.

    Raises NotFoundError for an id, a framework or an inspection that is none of the plan's, and
    InputError for a date that can't be counted from today.
    """
    return _test(query, query_context(plan, today, holidays))


def query_context(plan: Plan, today: date, holidays: Container[date] = ()) -> QueryContext:
    """What items are judged by, its names folded once."""
    return QueryContext(plan, today, holidays, boards_of(plan.frameworks), groups_of(plan))


def _test(query: Query, context: QueryContext) -> Test:
    if isinstance(query, And):
        return _every([_test(term, context) for term in query.terms])
    if isinstance(query, Or):
        some = [_test(term, context) for term in query.terms]
        return lambda item: any(test(item) for test in some)
    if isinstance(query, Not):
        test = _test(query.term, context)
        return lambda item: not test(item)
    if isinstance(query, Flag):
        return _flag(query.name, context.today)
    if isinstance(query, Everything):
        return lambda _: True
    if isinstance(query, Compare) and query.value is None:
        absent = _is_absent(query.field, context)
        return absent if query.op == "=" else lambda item: not absent(item)
    values = query.values if isinstance(query, In) else (query.value,)
    op: Op = "=" if isinstance(query, In) else query.op
    test = _compared(query.field, op, [v for v in values if v is not None], context)
    if None in values:
        absent, fits = _is_absent(query.field, context), test
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
        return lambda item: rules.is_overdue(item, today)
    if name == "deferred":
        return lambda item: rules.is_deferred(item, today)
    if name == "slipped":
        return lambda item: rules.slippage(item).moves > 0
    if name == "counted":
        return rules.is_counted
    return rules.is_open if name == "open" else rules.is_completed


def _compared(name: str, op: Op, values: list[str], context: QueryContext) -> Test:
    if op != "~" and FIELDS[name].sort in {"date", "number", "progress"}:
        return _in_order(_ordered(name, context), op, [span_of(name, v, context) for v in values])
    if op == "~":
        parts = [folded(value) for value in values]
        texts = _names(name, context)
        return lambda item: any(part in text for text in texts(item) for part in parts)
    wanted, texts = texts_wanted(name, values, context), _texts(name, context)
    if op == "!=":
        return lambda item: bool(own := texts(item)) and wanted.isdisjoint(own)
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


def _is_absent(name: str, context: QueryContext) -> Test:
    if FIELDS[name].sort in {"date", "number"}:
        ordered = _ordered(name, context)
        return lambda item: ordered(item) is None
    texts = _texts(name, context)
    return lambda item: not texts(item)


def span_of(name: str, value: str, context: QueryContext) -> Span:
    """The numbers that count as equal to a value of an ordered field."""
    if FIELDS[name].sort == "number":
        return int(value), int(value)
    if name == "progress":
        place = [str(word) for word in PROGRESS].index(value)
        return place, place
    if is_year(value):
        return date(int(value), 1, 1).toordinal(), date(int(value), 12, 31).toordinal()
    if value == OPEN_END:  # only of a deferral
        return _NO_END, _NO_END
    if value == "today":
        return context.today.toordinal(), context.today.toordinal()
    from hmic_tracker.domain.date_parsing import parse_due  # only a date typed pays for it

    back = name in LOOKING_BACK
    due = parse_due(value, context.today, context.holidays, looks_back=back)
    return first_day(due).toordinal(), deadline(due).toordinal()


def _ordered(name: str, context: QueryContext) -> Ordered:
    row, today = FIELDS[name].row, context.today
    if name in _NUMBERS:
        number = _NUMBERS[name]
        return lambda item: number(item, today)
    value = attrgetter(ATTRIBUTES[row.key])
    if row.compare == "number":
        return value
    to_day = last_day if row.type == "until" else deadline
    return lambda item: to_day(due).toordinal() if (due := value(item)) else None


def milestones() -> ModuleType:
    """What histories say of days and people, which few questions are about."""
    from hmic_tracker.domain import milestones as module

    return module


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


_NUMBERS: Final[dict[str, Callable[[Item, date], int | None]]] = {
    "updated": lambda i, _: i.updated_at.date().toordinal() if i.updated_at else None,
    "days-overdue": rules.days_overdue,
    "moves": lambda item, _: rules.slippage(item).moves,
    # An entry can be dated back, so the last one entered need not be the latest.
    "stale": lambda i, today: (today - max(e.on for e in i.history)).days if i.history else None,
    "age": lambda i, today: (today - i.began).days if i.began else None,
    "progress": lambda item, _: PROGRESS.index(item.reported_progress),
    "pieces": lambda item, _: len(item.evidence),
    "completed-on": lambda item, _: _ordinal(milestones().completed_on(item)),
    "verified-on": lambda item, _: _ordinal(milestones().verified_on(item)),
    "overdue-since": lambda item, today: _ordinal(milestones().overdue_since(item, today)),
    "days-late": lambda item, _: milestones().days_late(item),
    "deferred-on": lambda item, _: _ordinal(milestones().deferred_on(item)),
}
"""The fields with an order that are computed."""


def texts_wanted(name: str, values: list[str], context: QueryContext) -> frozenset[str]:
    """The texts, as an item's field gives them, that the values name."""
    plan = context.plan
    if name == "framework":
        return frozenset(slug for value in values for slug in resolve(plan.frameworks, value))
    if name == "inspection":
        return frozenset(inspection_named(plan, value) for value in values)
    if name == "body":
        inspecting = [inspection.body for inspection in plan.inspections]
        return frozenset(slug_named(plan.bodies, inspecting, value) for value in values)
    if name in {"id", "part-of"}:
        from hmic_tracker.domain.ids import expand

        return frozenset(expand(values, [item.id for item in plan.items]))
    names = frozenset(folded(value) for value in values)
    if name in OTHER_NAMES:  # who holds a post stands for it, and so does a former name
        names |= {folded(one) for value in values for one in other_names(plan, name, value)}
    if name == "discharged-by":  # a body by any of its names
        names |= {folded(body.name) for v in values for body in bodies_named(plan.bodies, v)}
        names |= {folded(body.name) for body in plan.bodies if body.slug in names}
    if name == "verified-by":  # and the post for who holds it
        holders = holders_by_owner(plan.people)
        names |= {folded(holders[post]) for post in names if post in holders}
    return names


def _texts(name: str, context: QueryContext) -> Texts:
    """The field's texts: ids, slugs and our own words as they are, other texts folded."""
    today, plan, boards, groups = context.today, context.plan, context.boards, context.groups
    if name == "rag":
        return lambda item: (rules.rag(item, today, plan.thresholds),)
    if name == "board":
        return lambda item: _one(item.board or boards.get(item.framework or ""))
    if name == "group":
        return lambda item: _one(groups.get(folded(item.owner)) if item.owner else None)
    if name == "holder":
        holders = holders_by_owner(plan.people)
        return lambda item: tuple(map(folded, holders_of_item(item, holders)))
    if name == "body":
        slugs = plan.body_slugs
        return lambda item: slugs.get(item.inspection or "", ())
    if name == "last-words":
        return lambda item: _one(_last_words(item, plan))
    if name in _TEXTS:
        return _TEXTS[name]
    row = FIELDS[name].row
    value = attrgetter(ATTRIBUTES[row.key])
    if row.several:
        return lambda item: tuple(map(folded, value(item)))
    if row.type == "text":
        return lambda item: _one(value(item))
    return lambda item: (text,) if (text := value(item)) else ()


def _names(name: str, context: QueryContext) -> Texts:
    """What of a field can contain a part: of frameworks and inspections all their names."""
    if name == "framework":
        known = context.plan.frameworks
        names = {f.slug: tuple(map(folded, (f.slug, f.name, *f.aliases))) for f in known}
        return lambda i: names.get(i.framework, (folded(i.framework),)) if i.framework else ()
    if name == "inspection":
        titles = {i.id: tuple(map(folded, i.names)) for i in context.plan.inspections}
        return lambda i: titles.get(i.inspection, (folded(i.inspection),)) if i.inspection else ()
    if name == "body":
        bodies = {i.id: _one(i.body) for i in context.plan.inspections}
        words = {i: _one(word) for i, word in context.plan.body_words.items()}
        slugs = context.plan.body_slugs
        called = {i: (*bodies[i], *words.get(i, ()), *slugs[i]) for i in bodies}
        return lambda item: called.get(item.inspection or "", ())
    if name == "part-of":
        return lambda item: _one(item.part_of)
    return (lambda item: (folded(item.id),)) if name == "id" else _texts(name, context)


def searched_texts(item: Item) -> tuple[str, ...]:
    """The texts that a search looks through, folded."""
    texts = [item.id, item.title, item.text, item.owner]
    texts += [text for entry in item.history for text in (entry.note, entry.reason)]
    return tuple(folded(text) for text in texts if text)


def _last_words(item: Item, plan: Plan) -> str | None:
    names = frozenset(map(folded, holders_of(plan.people, item.owner)))
    entry = milestones().last_words(item, names)
    return entry.note if entry else None


def _one(text: str | None) -> tuple[str, ...]:
    return (folded(text),) if text else ()


_TEXTS: Final[dict[str, Texts]] = {
    "progress": lambda item: (item.reported_progress,),
    "title": lambda item: _one(item.title),
    "label": lambda item: _one(item.label),
    "note": lambda item: tuple(folded(e.note) for e in item.history if e.note),
    "reason": lambda item: tuple(folded(e.reason) for e in item.history if e.reason),
    "step": lambda item: tuple(folded(step.text) for step in item.actions if step.text),
    "evidence": lambda i: tuple(folded(t) for e in i.evidence for t in (e.ref, e.shows) if t),
    "link": lambda item: tuple(folded(link.rpartition(" ")[2]) for link in item.links),
    "anything": searched_texts,
    "unsettled": lambda item: tuple(folded(field) for field, _ in item.unsettled),
    "verified-by": lambda item: _one(milestones().verified_by(item)),
    "agreed-by": lambda item: tuple(map(folded, milestones().agreed_by(item))),
    "deferred-reason": lambda item: _one(milestones().deferred_reason(item)),
}
"""The fields with texts that are computed."""
