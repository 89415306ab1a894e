"""What a paper reported, and what the plan now says of that day: the figures that changed since."""

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal, NamedTuple

from hmic_tracker.domain.counts import count
from hmic_tracker.domain.frameworks import in_tree_order
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.recorded_papers import RecordedPaper, ReportedFigures, ReportedItem
from hmic_tracker.domain.replay import item_as_of
from hmic_tracker.domain.rules import is_counted
from hmic_tracker.domain.words import KINDS, Kind
from hmic_tracker.reports.movement import Movement, reported_status


class RestatedFigure(NamedTuple):
    """A figure of a framework ("" for none) and kind, as reported and as it would be now."""

    framework: str
    kind: Kind
    figure: str
    reported: int
    now: int


class RestatedItem(NamedTuple):
    """An item, as reported and as it is now known to have stood; None is "not in the paper"."""

    id: str
    reported: ReportedItem | None
    now: ReportedItem | None


class Restatement(NamedTuple):
    """What would be reported differently today of the day of a paper; `then` are its totals.

    The totals are of all counted items: how many, how many completed, how many overdue.
    """

    paper: RecordedPaper
    figures: tuple[RestatedFigure, ...]
    items: tuple[RestatedItem, ...]
    reported: tuple[int, int, int]
    now: tuple[int, int, int]


class ReconciliationLine(NamedTuple):
    """A line from the figures of the last paper to these: items, completed and overdue ones.

    The first and the last are totals, the others changes.
    """

    what: Literal["reported", "restated", "came", "went", "now"]
    items: int
    completed: int
    overdue: int


_FIGURES: Final = ("total", "completed", "verified", "overdue")


def restated(plan: Plan, paper: RecordedPaper) -> Restatement:
    """What differs; `plan` has the items that the paper is about, with their whole history."""
    items = [i for item in plan.items if (i := item_as_of(item, paper.as_of)) is not None]
    now = figures_of(plan, items, paper.as_of)
    old = {(f.framework, f.kind): f for f in paper.figures}
    new = {(f.framework, f.kind): f for f in now}
    none = ReportedFigures("", "recommendation", 0, 0, 0, 0)
    pairs = [(key, old.get(key, none), new.get(key, none)) for key in dict.fromkeys([*new, *old])]
    figures = [
        RestatedFigure(*key, figure, getattr(then, figure), getattr(today, figure))
        for key, then, today in pairs
        for figure in _FIGURES
        if getattr(then, figure) != getattr(today, figure)
    ]
    return Restatement(
        paper=paper,
        figures=tuple(figures),
        items=tuple(_items(paper.items, reported_items(items))),
        reported=_totals(paper.figures),
        now=_totals(now),
    )


def reconciliation(movement: Movement, restatement: Restatement) -> tuple[ReconciliationLine, ...]:
    """Return the lines that reconcile the last paper's figures with the present ones."""
    reported, then, now = restatement.reported, restatement.now, movement.now
    restated_by = (a - b for a, b in zip(then, reported, strict=True))
    late = movement.overdue_moves
    came = (len(movement.opened), len(movement.completed), late.became)
    left = (-len(movement.left), -len(movement.undone), -late.no_longer)
    lines = [ReconciliationLine("reported", *reported)]
    lines += [ReconciliationLine("restated", *restated_by)] if reported != then else []
    lines.append(ReconciliationLine("came", *came))
    lines += [ReconciliationLine("went", *left)] if any(left) else []
    return (*lines, ReconciliationLine("now", now.total, now.completed, now.overdue))


def figures_of(plan: Plan, items: Iterable[Item], day: date) -> tuple[ReportedFigures, ...]:
    """The figures of items as they stood on a day, by framework in tree order and by kind."""
    counted = [item for item in items if is_counted(item)]
    order = [f.slug for f in in_tree_order(plan.frameworks)]
    others = sorted({item.framework or "" for item in counted} - set(order))
    return tuple(
        ReportedFigures(slug, kind, now.total, now.completed, now.verified, now.overdue)
        for slug in (*order, *others)
        for kind in KINDS
        if (mine := [i for i in counted if (i.framework or "", i.kind) == (slug, kind)])
        for now in (count(mine, day),)
    )


def reported_items(items: Iterable[Item]) -> tuple[ReportedItem, ...]:
    """How each item stands, as a paper remembers it."""
    return tuple(ReportedItem(item.id, reported_status(item), item.due) for item in items)


def _items(then: Iterable[ReportedItem], now: Iterable[ReportedItem]) -> list[RestatedItem]:
    old, new = ({item.id: item for item in items} for items in (then, now))
    return [
        RestatedItem(item_id, old.get(item_id), new.get(item_id))
        for item_id in dict.fromkeys([*new, *old])
        if old.get(item_id) != new.get(item_id)
    ]


def _totals(figures: Iterable[ReportedFigures]) -> tuple[int, int, int]:
    figures = tuple(figures)
    total, completed = sum(f.total for f in figures), sum(f.completed for f in figures)
    return total, completed, sum(f.overdue for f in figures)
