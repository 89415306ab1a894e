"""How the plan stood at the end of each month, from the history.

Each item is replayed once: its entries are taken in the order of their days, and what it was is
noted at each month's end on the way. As of a day, of two entries on or before it the later one in
the history holds, so what a back-dated entry set gives way to what was entered before it only where
that came later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter
from statistics import median

from hmic_tracker.domain.ancestry import candidates, counted, entries_until, is_one_line, read_alike
from hmic_tracker.domain.dates import days_after, days_in_month
from hmic_tracker.domain.items import Entry, Item, Value
from hmic_tracker.domain.rules import (
    Slippage,
    is_completed,
    is_counted,
    is_deferred,
    is_overdue,
    slippage,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple
from hmic_tracker.reports.figures import (
    COMPLETED,
    COUNTED,
    figure_filter,
    figure_filters,
    these_items,
)

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.query.terms import Query
    from hmic_tracker.reports.request import ReportRequest

Step = Literal["month", "quarter"]
_MONTHS: Final[dict[Step, int]] = {"month": 1, "quarter": 3}
MOST_PERIODS: Final = 120
_COUNTED_BY: Final = ("status", "due", "links", "deferred_until")
"""The tracked fields that decide whether and how an item is counted."""


class Point(NamedTuple):
    """The counts at the end of a day, and what happened since the point before.

    `new` are the items that came into the counts; `newly_completed` those that are completed now
    and weren't at the point before, as a summary has them. `median_age` is of the open items, in
    days since their first entry; None where none is open. `filters` are those of the numbers of
    items, as of the day.
    """

    on: date
    total: int
    open: int
    deferred: int
    overdue: int
    completed: int
    verified: int
    new: int
    newly_completed: int
    moves: int
    days_moved: int
    median_age: float | None
    filters: Mapping[str, str] = {}

    @property
    def unverified(self) -> int:
        """Completed, and nobody has checked them."""
        return self.completed - self.verified

    @property
    def in_time(self) -> int:
        """Open, neither overdue nor deferred."""
        return self.open - self.overdue - self.deferred


class Trend(NamedTuple):
    """The points, oldest first; the last is the day itself.

    `left_out_since` is a day in the first period where the oldest ones are left out.
    """

    as_of: date
    step: Step
    points: tuple[Point, ...]
    damaged: tuple[Damage, ...]
    filter_text: str = ""
    left_out_since: date | None = None


_Placed = tuple[int, Entry]
"""An entry with its place in the history: two people's may have one number."""


class _State(NamedTuple):
    """What the counts say of an item; made once, for all the points until it changes.

    `completed` is of one that is counted.
    """

    item: Item
    counted: bool = False
    completed: bool = False


class _Span(NamedTuple):
    """An item at a point and at the point before, and what happened between them."""

    now: _State
    before: _State
    moved: Slippage = Slippage(0, 0)


def trend(request: ReportRequest, since: date | None = None, step: Step = "month") -> Trend:
    """The counts at each month's end from the first entry, or since a day, to today.

    Without a day to begin from it is at most the last MOST_PERIODS.
    """
    request = request.of_figures()
    items = request.items_of(request.current())
    days = period_ends(items, request.today, since, step)
    left_out = days[0] if since is None and len(days) > MOST_PERIODS else None
    days = days[-MOST_PERIODS:] if left_out else days
    # The walk begins at the end of the period before, so that the first one is whole.
    before = days_after(_start_of(days[0], step), -1) if days else request.today
    walks = [list(_spans(item, [before, *days]))[1:] for item in items]
    began = [min((entry.on for entry in item.history), default=None) for item in items]
    part = request.wanted is not None
    points = (
        _point(day, [walk[place] for walk in walks], began, part) for place, day in enumerate(days)
    )
    damaged, text = request.plan.damaged, request.filter_text
    return Trend(request.today, step, tuple(points), damaged, text, left_out)


def period_ends(
    items: Sequence[Item], today: date, since: date | None, step: Step
) -> tuple[date, ...]:
    """The last days of the periods from the first entry, or since a day, and today."""
    first = min((entry.on for item in items for entry in item.history), default=None)
    if first is None and not items:
        return ()
    start = max(since or date.min, min(first or today, today))
    ends = []
    end = _end_of(start, step)
    while end < today:
        ends.append(end)
        end = _end_of(end + timedelta(days=1), step)
    return (*ends, today)


def _start_of(day: date, step: Step) -> date:
    months = _MONTHS[step]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _end_of(day: date, step: Step) -> date:
    month = _start_of(day, step).month + _MONTHS[step] - 1
    return date(day.year, month, days_in_month(day.year, month))


def _spans(item: Item, days: Sequence[date]) -> Iterator[_Span]:
    """The item at the end of each day; on the last one all of its entries count."""
    waiting = sorted(enumerate(item.history), key=lambda placed: (placed[1].on, placed[0]))
    state = _State(item) if waiting else _state(item)
    newest: dict[str, int] = {}
    fields: dict[str, Value] = {"status": "not-started"}
    in_one_line = is_one_line(item.history)
    place, quiet = 0, _Span(state, state)
    for day in days:
        start, before, moved = place, state, False
        while place < len(waiting) and (waiting[place][1].on <= day or day == days[-1]):
            moved = _take(*waiting[place], fields, newest) or moved
            if not in_one_line:
                fields |= _counted_until(item, waiting[place][1].on)
            place += 1
            state = _state(item if place == len(waiting) else _with(item, fields))
        if place == start:
            yield quiet
            continue
        slipped = _moved(item, waiting, start, place) if moved else Slippage(0, 0)
        yield _Span(state, before, slipped)
        quiet = _Span(state, state)


def _state(item: Item) -> _State:
    counted = is_counted(item)
    return _State(item, counted, counted and is_completed(item))


def _counted_until(item: Item, day: date) -> dict[str, Value]:
    """What counts on a day of an item that two people changed apart: of two values, the worse."""
    current = candidates(entries_until(item.history, day))
    return {field: counted(field, current[field]) for field in _COUNTED_BY if field in current}


def _take(place: int, entry: Entry, fields: dict[str, Value], newest: dict[str, int]) -> bool:
    """Takes an entry's changes over, but for fields that a later entry has set; whether it moved.

    A later entry is one further on in the history: it may be dated back, and was met before.
    """
    for change in entry.changes:
        if change.field in _COUNTED_BY and place >= newest.get(change.field, 0):
            newest[change.field] = place
            fields[change.field] = change.new
    return any(change.field == "due" for change in entry.changes)


def _with(item: Item, fields: dict[str, Value]) -> Item:
    return item._replace(
        status=fields["status"] or "not-started",  # type: ignore[arg-type]
        due=fields.get("due"),  # type: ignore[arg-type]
        links=fields.get("links") or (),  # type: ignore[arg-type]
        deferred_until=fields.get("deferred_until"),  # type: ignore[arg-type]
    )


def _moved(item: Item, entries: Sequence[_Placed], start: int, end: int) -> Slippage:
    """What the entries from one place to another add to the slippage of those before."""

    def until(place: int) -> Slippage:
        kept = sorted(entries[:place], key=itemgetter(0))
        history = read_alike(item.history, (entry for _, entry in kept))
        return slippage(item._replace(history=history))

    before, now = until(start), until(end)
    return Slippage(now.moves - before.moves, now.days - before.days)


def _point(day: date, spans: Sequence[_Span], began: Sequence[date | None], part: bool) -> Point:
    counted = [(span, first) for span, first in zip(spans, began, strict=True) if span.now.counted]
    still_open = [(span.now.item, first) for span, first in counted if not span.now.completed]
    completed = [span for span, _ in counted if span.now.completed]
    new = [span for span, _ in counted if not span.before.counted]
    finished = [span for span in completed if not span.before.completed]
    return Point(
        on=day,
        total=len(counted),
        open=len(still_open),
        deferred=sum(is_deferred(item, day) for item, _ in still_open),
        overdue=sum(is_overdue(item, day) for item, _ in still_open),
        completed=len(completed),
        verified=sum(span.now.item.status in {"verified", "closed"} for span in completed),
        new=len(new),
        newly_completed=len(finished),
        moves=sum(span.moved.moves for span, _ in counted),
        days_moved=sum(span.moved.days for span, _ in counted),
        # One written by hand, without history, has no age.
        median_age=_median([(day - first).days if first else 0 for _, first in still_open]),
        filters={
            # What was wanted is wanted as of the last day: its items on an earlier one are these.
            **figure_filters((_these(span for span, _ in counted),) if part else ()),
            "new": figure_filter((), COUNTED, _these(new)),
            "newly_completed": figure_filter((), COMPLETED, _these(finished)),
        },
    )


def _these(spans: Iterable[_Span]) -> Query:
    return these_items(span.now.item.id for span in spans)


def _median(ages: list[int]) -> float | None:
    """The middle of the ages, a whole number where it is one."""
    if not ages:
        return None
    middle = median(ages)
    return int(middle) if middle == int(middle) else middle
