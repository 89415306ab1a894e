"""Which items are wanted: the filters that were given, and the items they select.

The filters are translated into a query (`to_query`), so that `--due-within 14` and the expression
"open and due >= today and due <= +14d" have one meaning and one evaluator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from datetime import date

from hmic_tracker.domain.rules import is_completed, is_counted, is_listed, is_open
from hmic_tracker.domain.words import SIDE_EXITS
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple
from hmic_tracker.query.filters import FILTERS, Place
from hmic_tracker.query.matching import compile_query
from hmic_tracker.query.names import named
from hmic_tracker.query.terms import (
    Compare,
    Flag,
    In,
    Not,
    Query,
    all_of,
    any_of,
    asks_for_uncounted,
    field_values,
    mentions_status,
    query_conditions,
)

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan

_EMPTY: Final = {row.key: row.empty for row in FILTERS}
_NO_DUE: Final = Compare("due", "=", None)


class Selection:
    """The filters that were given, each with its value; the keys are those of FILTERS.

    A filter is an attribute: `selection.owners`, empty where it was not given. Several values of
    one filter are alternatives, and so are `open_` and `completed`, `no_owner` and `owners`,
    `no_due` and the conditions on due; all else has to hold together. The name "none" asks for what
    has none. Dates are spelt as `domain.dates` does canonically: a month is the span of its days,
    and an item is compared by its deadline. Days are numbers, and 0 counts. `where` are queries.
    """

    __slots__ = ("given",)

    def __init__(self, **given: Any) -> None:
        unknown = given.keys() - _EMPTY.keys()
        if unknown:
            raise TypeError(f"there is no filter {', '.join(sorted(unknown))}")
        self.given = {
            key: given[key] for key in _EMPTY if key in given and given[key] != _EMPTY[key]
        }

    def __getattr__(self, key: str) -> Any:
        try:
            return self.given.get(key, _EMPTY[key])
        except KeyError:
            raise AttributeError(key) from None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Selection) and self.given == other.given

    def __hash__(self) -> int:
        return hash(tuple(self.given.items()))

    def __repr__(self) -> str:
        return f"Selection({', '.join(f'{key}={value!r}' for key, value in self.given.items())})"

    def replace(self, **changed: Any) -> Selection:
        """The selection with other values for some filters."""
        return Selection(**{**self.given, **changed})

    @property
    def names_items(self) -> bool:
        """Whether it names what only items have: owners, groups, boards, tags."""
        return any(row.named and row.key in self.given for row in FILTERS)

    @property
    def open_only(self) -> bool:
        """Whether nothing is asked of status, so that the open items are wanted."""
        of_status = any(row.of_status and row.key in self.given for row in FILTERS)
        return not (of_status or any(map(mentions_status, self.where)))

    @property
    def uncounted(self) -> Uncounted:
        """What of the items that are in no count is asked for."""
        if self.include_all or any(map(asks_for_uncounted, self.where)) or "none" in self.rag:
            return Uncounted(everything=True)
        named = {("kind", kind) for kind in self.kinds}
        named |= {("status", status) for status in self.statuses}
        for query in self.where:
            for leaf in query_conditions(query):
                named |= field_values(leaf)
        exits = (status for status in sorted(SIDE_EXITS) if ("status", status) in named)
        return Uncounted(("kind", "good-practice") in named, tuple(exits))


class Uncounted(NamedTuple):
    """What is asked for of the items that are in no count.

    They are left out of every list but for good practice where that kind is named, a side exit
    where its status is, and everything where all are asked for, or the counts spoken of.
    """

    good_practice: bool = False
    exits: tuple[str, ...] = ()
    everything: bool = False

    def has(self, item: Item) -> bool:
        """Whether an item that is in no count is asked for."""
        good = self.good_practice and item.kind == "good-practice"
        return self.everything or good or item.status in self.exits


class SelectionResult(NamedTuple):
    """The items selected, and what a list says of those it doesn't show.

    `matching` counts all that fit, also beyond a limit; `not_shown` the completed ones that fit but
    for their status, `uncounted` those that fit and are in no count; `open_in_all` the open items
    of the whole plan; `past_first_date` those that an overdue list would have besides, had the
    first dates stood, `deferred` those that it would have, had they not been deferred. Parts stand
    among the items and are in none of these: `parts` counts those that fit.
    """

    items: tuple[Item, ...]
    matching: int
    not_shown: int = 0
    uncounted: int = 0
    open_in_all: int = 0
    past_first_date: int = 0
    parts: int = 0
    deferred: int = 0

    def limited(self, limit: int | None) -> SelectionResult:
        """With no more than so many items."""
        return self if limit is None else self._replace(items=self.items[:limit])


def choose(
    plan: Plan, wanted: Selection, today: date, holidays: Container[date] = ()
) -> SelectionResult:
    """What a list of the plan's items shows and says; raises as `select` does."""
    shown = _selected(plan, wanted, today, holidays)
    past_first = deferred = 0
    if wanted.overdue:
        test = compile_query(past_first_query(wanted), plan, today, holidays)
        past_first = sum(map(test, plan.items))
        deferred = sum(map(compile_query(put_off_query(wanted), plan, today, holidays), plan.items))
    still = sum(is_open(item) and is_counted(item) for item in plan.items)
    return shown._replace(open_in_all=still, past_first_date=past_first, deferred=deferred)


def select(
    plan: Plan, wanted: Selection, today: date, holidays: Container[date] = ()
) -> tuple[list[Item], int, int]:
    """The items wanted, and how many fit that are completed or in no count, as `shown_of`.

    Raises NotFoundError where a framework, inspection, owner, group, board or tag is none of the
    plan's.
    """
    shown = _selected(plan, wanted, today, holidays)
    return list(shown.items), shown.not_shown, shown.uncounted


def _selected(
    plan: Plan, wanted: Selection, today: date, holidays: Container[date]
) -> SelectionResult:
    check_names(plan, wanted)
    test = compile_query(to_query(wanted), plan, today, holidays)
    return shown_of([item for item in plan.items if test(item)], wanted)


def shown_of(fitting: list[Item], wanted: Selection) -> SelectionResult:
    """What is shown of the items that fit, how many are completed, how many in no count.

    Where nothing is asked of status the open ones are shown; see `Uncounted` for the others.
    """
    open_only, uncounted = wanted.open_only, wanted.uncounted
    shown = tuple(
        item
        for item in fitting
        if (not open_only or is_open(item)) and (is_listed(item) or uncounted.has(item))
    )
    whole = [item for item in fitting if item.part_of is None]
    matching = sum(item.part_of is None for item in shown)
    completed = sum(is_completed(item) and is_counted(item) for item in whole) if open_only else 0
    left = len(whole) - matching - completed
    return SelectionResult(shown, matching, completed, left, parts=len(shown) - matching)


def past_first_query(wanted: Selection) -> Query:
    """What an overdue list would have besides, had the first dates stood.

    It fits all that is wanted but being overdue, is open and not deferred, and is past its first
    deadline.
    """
    later = (*wanted.where, Not(Flag("overdue")), Not(Flag("deferred")))
    return to_query(wanted.replace(overdue=False, past_first_date=True, where=later))


def put_off_query(wanted: Selection) -> Query:
    """What an overdue list would have besides, had nothing been deferred."""
    late = (*wanted.where, Flag("counted"), Flag("deferred"), Compare("due", "<", "today"))
    return to_query(wanted.replace(overdue=False, where=late))


def to_query(wanted: Selection) -> Query:
    """What a selection says as an expression, but for "open items only" where that goes unsaid.

    Raises UsageError for a negative number of days.
    """
    terms: dict[int, list[Query]] = defaultdict(list)
    for row in FILTERS:
        if row.key in wanted.given:
            terms[row.place] += row.terms(wanted.given[row.key])
    due = [*terms[Place.DUE], *terms[Place.WITHIN]]
    if wanted.no_due:
        due = [any_of((all_of(due), _NO_DUE))] if due else [_NO_DUE]
    if wanted.due_within is not None:
        due = [Flag("open"), *due]
    ordered = [
        *([any_of(terms[Place.STATE])] if terms[Place.STATE] else []),
        *terms[Place.FLAG],
        *_by_field([*terms[Place.KIND], *terms[Place.FIELD]]),
        *due,
        *terms[Place.WHERE],
        *terms[Place.LAST],
    ]
    # One option can say what another has said: open and open is open.
    return all_of(dict.fromkeys(ordered))


def _by_field(terms: Iterable[Query]) -> list[Query]:
    """Terms of one field put together: any of their values will do."""
    values: dict[str, dict[str | None, None]] = {}
    for term in terms:
        if isinstance(term, Compare | In):
            own = term.values if isinstance(term, In) else (term.value,)
            values.setdefault(term.field, {}).update(dict.fromkeys(own))
    return [
        In(field, tuple(each)) if len(each) > 1 else Compare(field, "=", *each)
        for field, each in values.items()
    ]


def check_names(plan: Plan, wanted: Selection) -> None:
    """Raises NotFoundError for an owner, group, board or tag that is none of the plan's.

    Frameworks and inspections are checked where they are resolved.
    """
    for row in FILTERS:
        for name in wanted.given.get(row.key, ()) if row.named else ():
            named(plan, row.field, name)
