"""The first page of a paper as a value: what is new since the last one, and where we stand.

Its figures are those of the paper's other parts: the news come of its movement, the position of
its summary. Of exempt items it has numbers alone, and none that would give a date of theirs away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from hmic_tracker.domain.frameworks import Framework, in_tree_order
from hmic_tracker.domain.rules import is_counted, is_open
from hmic_tracker.domain.words import KINDS, Kind, folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.reports.grade_changes import only_new
from hmic_tracker.reports.movement import DATE_MOVES, Moved, Movement
from hmic_tracker.reports.paper_position import (
    Extension,
    Lateness,
    Reopened,
    Waiting,
    extensions,
    in_time_by_move,
    lateness,
    owners_of,
    reopened,
    waiting,
)
from hmic_tracker.reports.redaction import is_hidden

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Source
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.domain.recorded_papers import RecordedPaper
    from hmic_tracker.reports.grades import FrameworkGrades, GradesReport
    from hmic_tracker.reports.item_rows import ItemRow
    from hmic_tracker.reports.paper_exceptions import Exceptions


class Base(NamedTuple):
    """Since when news are counted: the paper of a number, or a document by its title."""

    name: str
    on: date
    is_paper: bool


class Group(NamedTuple):
    """So many items of a kind under a framework (None: under none), with the due they share."""

    number: int
    kind: Kind
    framework: Framework | None
    due: str | None = None


class News(NamedTuple):
    """What happened to so many items: those that may be named by `ids`, the others `exempt`.

    `groups` are what `ids` are of. `days` is by how much a date moved, or an item is late, at most.
    `owners` has how many of each owner there are, nobody's (None) last.
    """

    number: int = 0
    ids: tuple[str, ...] = ()
    exempt: int = 0
    groups: tuple[Group, ...] = ()
    days: int = 0
    owners: tuple[tuple[str | None, int], ...] = ()


class GradeNews(NamedTuple):
    """Which grades are new, and how the latest compare with those before them.

    `new` are the frameworks that have a grade which they hadn't then: those that fell, then those
    that rose, then the others. `against` is the period of the grades before, None where it isn't
    the same for all; it and the numbers are of all grades, new or not. `without` is how many
    frameworks have no earlier grade to compare with, by why: a state of that period, "" for the
    first grade.
    """

    new: tuple[FrameworkGrades, ...]
    against: str | None
    rose: int
    fell: int
    unchanged: int
    incomparable: int
    without: tuple[tuple[str, str, int], ...]


class OpenItems(NamedTuple):
    """The open items: total = overdue + deferred + due next + later + undated + withheld.

    `next_due` is the next day on which items fall due, `due_next` how many; `withheld` are exempt
    ones that aren't overdue. `past_first` are due later, but past the date that they had first, and
    `in_time_by_move` the ids of these.
    """

    total: int
    overdue: int
    deferred: int
    next_due: date | None
    due_next: int
    later: int
    undated: int
    withheld: int
    past_first: int
    unowned: int
    in_time_by_move: tuple[str, ...]

    @property
    def is_unowned(self) -> bool:
        """Whether nobody owns any of them."""
        return 0 < self.total == self.unowned


class Story(NamedTuple):
    """The first page: `news` by the part of a movement that they are, and "requested".

    `base` is None where the plan knows no earlier paper or document, and then there are no news
    but the requests. `waiting` is for how long the completed ones have waited that nobody has
    checked, None where there are none; `late` is how late the overdue ones are, `extensions` the
    terms of what is requested. `reopened` are those of the news, `unagreed` the ids of the dates
    moved of which nobody is recorded to have agreed to each move.
    """

    base: Base | None
    news: dict[str, News]
    grades: GradeNews
    open: OpenItems
    waiting: Waiting | None
    late: Lateness
    extensions: tuple[Extension, ...] = ()
    reopened: tuple[Reopened, ...] = ()
    unagreed: tuple[str, ...] = ()

    def number(self, what: str) -> int:
        """How many items of a part of the movement there are."""
        return self.news[what].number if what in self.news else 0


NEWS: Final = (
    *("became_overdue", "no_longer_overdue", "opened", "completed", "verified", "closed"),
    *("reopened", "undone", "left", "slipped", "brought_forward", "undated", "deferred"),
)
"""The parts of a movement that are news."""


def base_of(
    previous: RecordedPaper | None, sources: Iterable[Source], today: date, number: str | None
) -> Base | None:
    """Since when a paper's news are counted: the paper before it, else the newest document.

    The report of this paper's own number is none: it is the paper itself, imported.
    """
    if previous:
        return Base(previous.number, previous.as_of, is_paper=True)
    own = folded(f"Report {number}") if number else ""
    dated = [
        (one.on, one.title)
        for one in sources
        if one.on and one.on <= today and folded(one.title) != own
    ]
    return Base(max(dated)[1], max(dated)[0], is_paper=False) if dated else None


def story(
    current: Plan,
    today: date,
    base: Base | None,
    movement: Movement | None,
    stand_out: Exceptions,
    rows: Sequence[ItemRow],
    grades: tuple[GradesReport, GradesReport],
) -> Story:
    """The first page; `rows` are the paper's items, `grades` those of the base's day and today's.

    `movement` is from the base's day to today.
    """
    parts = dict.fromkeys(NEWS, ()) if movement is None else _parts(movement)
    news = {
        part: _news(current, moved, dated=part == "became_overdue")
        for part, moved in parts.items()
        if moved
    }
    asking = [Moved(one.row.item, None, None) for one in stand_out.requested]
    if asking:
        news["requested"] = _news(current, asking)
    dates = [one for part in DATE_MOVES for one in parts.get(part, ())]
    return Story(
        base=base,
        news=news,
        grades=_grade_news(*grades),
        open=_open_items(rows, today, len(stand_out.unowned)),
        waiting=waiting(rows, today),
        late=lateness(stand_out.overdue),
        extensions=extensions(stand_out.requested),
        reopened=reopened(parts.get("reopened", ())),
        unagreed=tuple(d.item.id for d in dates if d.unagreed and not is_hidden(d.item)),
    )


def _parts(movement: Movement) -> dict[str, tuple[Moved, ...]]:
    """The parts as people are shown them, and what is no longer overdue, which moved elsewhere."""
    shown = {**movement.shown, "no_longer_overdue": movement.no_longer_overdue}
    return {part: shown.get(part, ()) for part in NEWS}


def _news(current: Plan, moved: Sequence[Moved], *, dated: bool = False) -> News:
    named = [one for one in moved if not is_hidden(one.item)]
    return News(
        number=len(moved),
        ids=tuple(one.item.id for one in named),
        exempt=len(moved) - len(named),
        groups=_groups(current, named, dated),
        days=max((abs(one.days) for one in named), default=0),
        owners=owners_of(one.item for one in named),
    )


def _groups(current: Plan, moved: Iterable[Moved], dated: bool) -> tuple[Group, ...]:
    """What moved by framework in tree order, by kind, and by due where that matters."""
    tree = in_tree_order(current.frameworks)
    known = {framework.slug: framework for framework in tree}
    numbers = Counter(
        (known.get(one.item.framework or ""), one.item.kind, one.item.due if dated else None)
        for one in moved
    )

    def order(group: Group) -> tuple[int, int, str]:
        place = tree.index(group.framework) if group.framework else len(tree)
        return place, KINDS.index(group.kind), group.due or ""

    made = (Group(number, kind, place, due) for (place, kind, due), number in numbers.items())
    return tuple(sorted(made, key=order))


def _open_items(rows: Iterable[ItemRow], today: date, unowned: int) -> OpenItems:
    still_open = [row for row in rows if is_open(row.item) and is_counted(row.item)]
    in_time = [row for row in still_open if not row.days_overdue and not row.is_deferred]
    named = [row.item for row in in_time if not is_hidden(row.item)]
    days = [item.deadline for item in named if item.deadline]
    next_due = min(days, default=None)
    by_move = in_time_by_move(named, today)
    return OpenItems(
        total=len(still_open),
        overdue=sum(row.days_overdue > 0 for row in still_open),
        deferred=sum(row.is_deferred for row in still_open),
        next_due=next_due,
        due_next=days.count(next_due) if next_due else 0,
        later=sum(day != next_due for day in days),
        undated=len(named) - len(days),
        withheld=len(in_time) - len(named),
        past_first=len(by_move),
        unowned=unowned,
        in_time_by_move=by_move,
    )


def _grade_news(then: GradesReport, now: GradesReport) -> GradeNews:
    graded = [row for row in now.frameworks if row.latest]
    changes = Counter(row.change for row in graded)
    pairs = [row.compared for row in graded]
    against = {pair[0].period for pair in pairs if pair}
    return GradeNews(
        new=only_new(then, now).frameworks,
        against=against.pop() if len(against) == 1 else None,
        rose=changes["improved"],
        fell=changes["declined"],
        unchanged=changes["unchanged"],
        incomparable=changes["not-comparable"],
        without=tuple(
            (*why, number)
            for why, number in Counter(
                _why_none(row) for row in graded if row.compared is None
            ).items()
        ),
    )


def _why_none(row: FrameworkGrades) -> tuple[str, str]:
    """Why a framework has no earlier grade: the state and period of what stands in its place."""
    latest = row.latest
    earlier = [grade for grade in row.grades if latest and grade.period < latest.period]
    return (earlier[-1].state, earlier[-1].period) if earlier else ("", "")
