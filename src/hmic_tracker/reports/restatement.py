"""What a paper reported, and what the plan now says of that day: the figures that changed since.

Only what both papers are about is held against each other: what one of the two leaves out was not
restated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from hmic_tracker.domain.counts import count
from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.frameworks import in_tree_order
from hmic_tracker.domain.recorded_papers import (
    RecordedPaper,
    ReportedFigures,
    ReportedItem,
    ReportedNational,
)
from hmic_tracker.domain.replay import item_as_of
from hmic_tracker.domain.rules import is_counted, is_deferred
from hmic_tracker.domain.words import COMPLETED, KINDS, OPEN, Kind
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple
from hmic_tracker.reports.movement import Movement, reported_status

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.reports.grades import GradesReport

Totals = tuple[int, int, int]
"""How many items, how many of them completed, how many overdue."""


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
    """What would be reported differently today of the day of a paper, of items that both have.

    The totals are of counted items: how many, how many completed, how many overdue. `reported` are
    the earlier paper's, `now` those of that day as this paper has them. `outside` are the ids that
    only the earlier paper is about, `inside` those that were there and only this one is about;
    `left` and `joined` are the totals of the two. `national` are national numbers of the
    earlier paper that are printed otherwise now.
    """

    paper: RecordedPaper
    figures: tuple[RestatedFigure, ...]
    items: tuple[RestatedItem, ...]
    reported: Totals
    now: Totals
    outside: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    left: Totals = (0, 0, 0)
    joined: Totals = (0, 0, 0)
    national: tuple[ReportedNational, ...] = ()

    @property
    def changed(self) -> bool:
        """Something that both papers are about would be reported differently."""
        return bool(self.figures or self.items)


class ReconciliationLine(NamedTuple):
    """A line from the figures of the last paper to these: items, completed and overdue ones.

    The first and the last are totals, the others changes.
    """

    what: Literal["reported", "outside", "inside", "restated", "came", "went", "now"]
    items: int
    completed: int
    overdue: int


_COUNTED: Final = {*OPEN, *COMPLETED}
_FIGURES: Final = ("total", "completed", "verified", "overdue", "deferred")
_Key = tuple[str, Kind, str]


def restated(plan: Plan, paper: RecordedPaper, whole: Plan, grades: GradesReport) -> Restatement:
    """What differs; `plan` has the items of this paper with their whole history, `whole` all.

    `grades` are those of this paper.
    """
    day, here = paper.as_of, {item.id for item in plan.items}
    items = [i for item in plan.items if (i := item_as_of(item, day)) is not None]
    before = {item.id for item in paper.items}
    inside = {i.id for i in items if i.id not in before and _was_there(i, paper)}
    other = {item.id: item for item in whole.items if item.id in before - here}
    left = [
        (item_as_of(other[one.id], day) or other[one.id], one)
        for one in paper.items
        if one.id in other
    ]
    both = [item for item in items if item.id not in inside]
    joined = figures_of(plan, [item for item in items if item.id in inside], day)
    return Restatement(
        paper=paper,
        figures=tuple(_figures(paper, left, figures_of(plan, both, day))),
        items=tuple(
            _items((i for i in paper.items if i.id not in other), reported_items(both, day))
        ),
        reported=_totals(paper.figures),
        now=_totals(figures_of(plan, items, day)),
        outside=frozenset(other),
        inside=frozenset(inside),
        left=_totals(_figures_reported(left, day)),
        joined=_totals(joined),
        national=_restated_national(paper, grades),
    )


def _was_there(item: Item, paper: RecordedPaper) -> bool:
    """Whether the plan had the item when the paper was recorded, so that the paper left it out."""
    return bool(item.history) and min(entry.recorded for entry in item.history) <= paper.recorded


def _figures(
    paper: RecordedPaper,
    left: Iterable[tuple[Item, ReportedItem]],
    now: Iterable[ReportedFigures],
) -> Iterator[RestatedFigure]:
    """The figures that differ, without those items of the earlier paper that aren't in this one."""
    old = _by_figure(paper.figures)
    old.subtract(_by_figure(_figures_reported(left, paper.as_of)))
    new = _by_figure(now)
    for key in dict.fromkeys([*new, *old]):
        if old[key] != new[key]:
            yield RestatedFigure(*key, old[key], new[key])


def _by_figure(figures: Iterable[ReportedFigures]) -> Counter[_Key]:
    counts: Counter[_Key] = Counter()
    for one in figures:
        counts.update(
            {(one.framework, one.kind, figure): getattr(one, figure) for figure in _FIGURES}
        )
    return counts


def _figures_reported(
    items: Iterable[tuple[Item, ReportedItem]], day: date
) -> Iterator[ReportedFigures]:
    """What items add to the figures of a paper of a day, as they were reported."""
    for item, one in items:
        if item.kind != "good-practice" and one.status in _COUNTED:
            late = one.status in OPEN and one.due is not None and deadline(one.due) < day
            waits = one.status in OPEN and one.deferred_until is not None
            late = late and not waits
            done, verified = one.status in COMPLETED, one.status in {"verified", "closed"}
            yield ReportedFigures(
                *(item.framework or "", item.kind, 1, done, verified, late, waits)
            )


def reconciliation(
    movement: Movement, restatement: Restatement | None
) -> tuple[ReconciliationLine, ...]:
    """Return the lines that reconcile the last paper's figures with the present ones.

    Without a paper they are those of the day from which the movement is.
    """
    if restatement is None:
        before = movement.then.total, movement.then.completed, movement.then.overdue
        return (ReconciliationLine("reported", *before), *_moved_lines(movement))
    reported, then = restatement.reported, restatement.now
    went_out, came_in = restatement.left, restatement.joined
    known = [sum(ns) for ns in zip(reported, (-n for n in went_out), came_in, strict=True)]
    restated_by = [a - b for a, b in zip(then, known, strict=True)]
    lines = [ReconciliationLine("reported", *reported)]
    if restatement.outside:
        lines.append(ReconciliationLine("outside", *(-number for number in went_out)))
    if restatement.inside:
        lines.append(ReconciliationLine("inside", *came_in))
    lines += [ReconciliationLine("restated", *restated_by)] if any(restated_by) else []
    return (*lines, *_moved_lines(movement))


def _moved_lines(movement: Movement) -> Iterator[ReconciliationLine]:
    """What came and went, and the present figures."""
    late, now = movement.overdue_moves, movement.now
    left = (-len(movement.left), -len(movement.undone), -late.no_longer)
    yield ReconciliationLine("came", len(movement.opened), len(movement.completed), late.became)
    if any(left):
        yield ReconciliationLine("went", *left)
    yield ReconciliationLine("now", now.total, now.completed, now.overdue)


def figures_of(plan: Plan, items: Iterable[Item], day: date) -> tuple[ReportedFigures, ...]:
    """The figures of items as they stood on a day, by framework in tree order and by kind."""
    counted = [item for item in items if is_counted(item)]
    order = [f.slug for f in in_tree_order(plan.frameworks)]
    others = sorted({item.framework or "" for item in counted} - set(order))
    return tuple(
        ReportedFigures(slug, kind, *(getattr(now, figure) for figure in _FIGURES))
        for slug in (*order, *others)
        for kind in KINDS
        if (mine := [i for i in counted if (i.framework or "", i.kind) == (slug, kind)])
        for now in (count(mine, day),)
    )


def reported_items(items: Iterable[Item], day: date) -> tuple[ReportedItem, ...]:
    """How each item stands on a day, as a paper remembers it."""
    return tuple(
        ReportedItem(
            *(item.id, reported_status(item), item.due),
            item.deferred_until if is_deferred(item, day) else None,
        )
        for item in items
    )


def reported_national(grades: GradesReport) -> tuple[ReportedNational, ...]:
    """The national numbers of a paper's tables, as it remembers them."""
    return tuple(
        ReportedNational(row.framework.slug, one.national.period, one.national.printed)
        for row in grades.frameworks
        for one in row.national
    )


def _restated_national(paper: RecordedPaper, grades: GradesReport) -> tuple[ReportedNational, ...]:
    now = {(row.framework, row.period): row for row in reported_national(grades)}
    return tuple(row for row in paper.national if now.get((row.framework, row.period), row) != row)


def _items(then: Iterable[ReportedItem], now: Iterable[ReportedItem]) -> list[RestatedItem]:
    old, new = ({item.id: item for item in items} for items in (then, now))
    return [
        RestatedItem(item_id, old.get(item_id), new.get(item_id))
        for item_id in dict.fromkeys([*new, *old])
        if old.get(item_id) != new.get(item_id)
    ]


def _totals(figures: Iterable[ReportedFigures]) -> Totals:
    figures = tuple(figures)
    total, completed = sum(f.total for f in figures), sum(f.completed for f in figures)
    return total, completed, sum(f.overdue for f in figures)
