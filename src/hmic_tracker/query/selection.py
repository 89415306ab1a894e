"""Which items are asked for: the filter options as one record, and the items they select.

The options are translated into a query (`to_query`), so that `--due-within 14` and the expression
"open and due >= today and due <= +14d" have one meaning and one evaluator.
"""

from collections.abc import Container, Iterable
from datetime import date
from typing import NamedTuple

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.rules import is_completed, is_counted, is_open
from hmic_tracker.domain.words import Kind, Progress, Rag, Status
from hmic_tracker.errors import UsageError
from hmic_tracker.query.matching import compile_query
from hmic_tracker.query.names import inspection_named, named
from hmic_tracker.query.terms import (
    Compare,
    Flag,
    In,
    Not,
    Op,
    Query,
    all_of,
    any_of,
    leaves,
    speaks_of_status,
)

__all__ = (
    "Chosen",
    "Selection",
    "check_names",
    "choose",
    "inspection_named",
    "past_first_query",
    "select",
    "shown_of",
    "to_query",
)

_MOST_DAYS = 99999


class Selection(NamedTuple):
    """What a person asked for; empty conditions hold for every item.

    Several values of one condition are alternatives, and so are `open_` and `completed`, `no_owner`
    and `owners`, `no_due` and the conditions on due; all else has to hold together. The name "none"
    asks for what has none. `due_by`, `due_before` and `due_after` are dates as `domain.dates`
    spells them canonically: a month is the span of its days, an item is compared by its deadline.
    `due_within`, `stale` and `older_than` are days, and 0 is a value. `where` are expressions and
    saved filters.
    """

    include_all: bool = False
    open_: bool = False
    completed: bool = False
    overdue: bool = False
    slipped: bool = False
    past_first_date: bool = False
    no_owner: bool = False
    no_due: bool = False
    statuses: tuple[Status, ...] = ()
    kinds: tuple[Kind, ...] = ()
    progress: tuple[Progress, ...] = ()
    rag: tuple[Rag, ...] = ()
    owners: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    inspections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    due_by: str | None = None
    due_before: str | None = None
    due_after: str | None = None
    due_within: int | None = None
    stale: int | None = None
    older_than: int | None = None
    text: tuple[str, ...] = ()
    where: tuple[Query, ...] = ()

    @property
    def names_items(self) -> bool:
        """Whether it names what only items have: owners, groups, boards, tags."""
        return bool(self.owners or self.groups or self.boards or self.tags)

    @property
    def open_only(self) -> bool:
        """Nothing was said of status, so the open items are meant."""
        said = (
            *(self.include_all, self.open_, self.completed, self.overdue, self.past_first_date),
            *(bool(self.statuses), bool(self.rag)),
            *(self.due_within is not None, self.stale is not None),
        )
        return not (any(said) or any(map(speaks_of_status, self.where)))

    @property
    def speaks_of_kind(self) -> bool:
        """Whether kinds were asked for, so that good practice may be meant."""
        asked = (leaf for query in self.where for leaf in leaves(query))
        return bool(self.kinds) or any(
            isinstance(leaf, Compare | In) and leaf.field == "kind" for leaf in asked
        )


class Chosen(NamedTuple):
    """The items asked for, and what a list says of those it doesn't show.

    `matching` counts all that fit, also beyond a limit; `not_shown` the completed ones that fit but
    for their status, `uncounted` those that fit and are in no count; `open_in_all` the open items
    of the whole plan; `past_first_date` those that an overdue list would have besides, had the
    first dates stood.
    """

    items: tuple[Item, ...]
    matching: int
    not_shown: int = 0
    uncounted: int = 0
    open_in_all: int = 0
    past_first_date: int = 0

    def limited(self, limit: int | None) -> "Chosen":
        """With no more than so many items."""
        return self if limit is None else self._replace(items=self.items[:limit])


def choose(plan: Plan, wanted: Selection, today: date, holidays: Container[date] = ()) -> Chosen:
    """What a list of the plan's items shows and says; raises as `select` does."""
    items, not_shown, uncounted = select(plan, wanted, today, holidays)
    past_first = 0
    if wanted.overdue:
        test = compile_query(past_first_query(wanted), plan, today, holidays)
        past_first = sum(map(test, plan.items))
    still = sum(is_open(item) and is_counted(item) for item in plan.items)
    return Chosen(tuple(items), len(items), not_shown, uncounted, still, past_first)


def select(
    plan: Plan, wanted: Selection, today: date, holidays: Container[date] = ()
) -> tuple[list[Item], int, int]:
    """The items asked for, and how many fit that are completed or in no count, as `shown_of`.

    Raises NotFoundError where a framework, inspection, owner, group, board or tag is none of the
    plan's.
    """
    check_names(plan, wanted)
    test = compile_query(to_query(wanted), plan, today, holidays)
    return shown_of([item for item in plan.items if test(item)], wanted)


def shown_of(fitting: list[Item], wanted: Selection) -> tuple[list[Item], int, int]:
    """What is shown of the items that fit, how many are completed, how many in no count.

    Open items are those that are counted as open; good practice is listed where it is asked for.
    """
    if not wanted.open_only:
        return fitting, 0, 0
    good = wanted.speaks_of_kind
    shown = [
        item
        for item in fitting
        if is_open(item) and (is_counted(item) or (good and item.kind == "good-practice"))
    ]
    completed = sum(is_completed(item) and is_counted(item) for item in fitting)
    return shown, completed, len(fitting) - len(shown) - completed


def past_first_query(wanted: Selection) -> Query:
    """What an overdue list would have besides, had the first dates stood.

    It fits all that is wanted but being overdue, is open, and is past its first deadline.
    """
    later = (*wanted.where, Not(Flag("overdue")))
    return to_query(wanted._replace(overdue=False, past_first_date=True, where=later))


def to_query(wanted: Selection) -> Query:
    """What a selection says as an expression, but for "open items only" where that goes unsaid.

    Raises UsageError for a negative number of days.
    """
    terms = [*_plain_terms(wanted), *_due_terms(wanted), *wanted.where]
    if wanted.past_first_date:
        # What is in no count has nothing to be late with, so it is never overdue either.
        terms += [Flag("open"), Compare("original-due", "<", "today")]
        terms.append(Flag("counted"))
    if wanted.stale is not None:
        quiet = Compare("stale", ">", _days(wanted.stale, "--stale"))
        terms += [Flag("open"), any_of((quiet, Compare("stale", "=", None)))]
    if wanted.older_than is not None:
        terms.append(Compare("age", ">", _days(wanted.older_than, "--older-than")))
    terms += [Compare("anything", "~", word) for part in wanted.text for word in part.split()]
    # One option can say what another has said: open and open is open.
    return all_of(dict.fromkeys(terms))


def _plain_terms(wanted: Selection) -> list[Query]:
    owners = _or_none(wanted.owners) + ((None,) if wanted.no_owner else ())
    alternatives: list[tuple[str, tuple[str | None, ...]]] = [
        ("kind", wanted.kinds),
        ("status", wanted.statuses),
        ("progress", wanted.progress),
        ("rag", wanted.rag),
        ("owner", owners),
        ("group", _or_none(wanted.groups)),
        ("board", _or_none(wanted.boards)),
        ("framework", _or_none(wanted.frameworks)),
        ("inspection", _or_none(wanted.inspections)),
        ("tag", _or_none(wanted.tags)),
    ]
    flags = [Flag("open")] * wanted.open_ + [Flag("completed")] * wanted.completed
    terms: list[Query] = [any_of(flags)] if flags else []
    terms += [Flag("overdue")] * wanted.overdue
    terms += [Flag("slipped")] * wanted.slipped
    terms += [_one_of(field, values) for field, values in alternatives if values]
    return terms


def _due_terms(wanted: Selection) -> list[Query]:
    dated: tuple[tuple[Op, str | None], ...] = (
        ("<=", wanted.due_by),
        ("<", wanted.due_before),
        (">", wanted.due_after),
    )
    terms: list[Query] = [Compare("due", op, due) for op, due in dated if due is not None]
    none = Compare("due", "=", None)
    if wanted.due_within is not None:
        last = f"+{_days(wanted.due_within, '--due-within')}d"
        terms += [Compare("due", ">=", "today"), Compare("due", "<=", last)]
    if wanted.no_due:
        terms = [any_of((all_of(terms), none))] if terms else [none]
    return [Flag("open"), *terms] if wanted.due_within is not None else terms


def _one_of(field: str, values: tuple[str | None, ...]) -> Query:
    each = tuple(dict.fromkeys(values))
    return Compare(field, "=", each[0]) if len(each) == 1 else In(field, each)


def _or_none(names: Iterable[str]) -> tuple[str | None, ...]:
    return tuple(None if name.strip().casefold() == "none" else name for name in names)


def _days(number: int, option: str) -> str:
    if number < 0:
        raise UsageError(f"{option} {number} is not a number of days", "write 0 or more")
    return str(min(number, _MOST_DAYS))


def check_names(plan: Plan, wanted: Selection) -> None:
    """Raises NotFoundError for an owner, group, board or tag that is none of the plan's.

    Frameworks and inspections are checked where they are resolved.
    """
    names = (("owner", wanted.owners), ("group", wanted.groups))
    for field, typed in (*names, ("board", wanted.boards), ("tag", wanted.tags)):
        for name in typed:
            named(plan, field, name)
