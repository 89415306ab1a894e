"""What a brief position tells of the time since the last report: what changed, and what didn't."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal
from hmic_tracker.render.views.moved_dates import moved_dates_text

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.reports.brief import Brief
    from hmic_tracker.reports.grade_moves import GradeMove

Words = Literal["all", "usual", "few"]
"""How much the lines over the table say."""
MOST_GRADES: Final = 2
"""So many grades that fell, and as many that rose, are named."""
_PARTS: Final = {
    "became_overdue": "newly overdue",
    "completed": "completed",
    "verified": "verified",
    "closed": "discharged",
    "opened": "new",
    "reopened": "reopened",
    "undone": "no longer completed",
    "deferred": "deferred",
    "left": "left the counts",
}
_ALWAYS: Final = ("newly overdue", "completed", "verified", "moved")
"""What is told of what changed even where it is nothing."""


def since_text(brief: Brief, today: date, words: Words) -> str:
    """What changed since the last report, what didn't after it."""
    shown, moved = brief.moved.shown, len(brief.dates_moved)
    counts = {word: len(shown.get(part, ())) for part, word in _PARTS.items()}
    counts["newly overdue"] = brief.moved.overdue_moves.became
    changed = [*_grades_moved(brief, words), *(f"{n} {word}" for word, n in counts.items() if n)]
    changed += [f"{plural(moved, 'date')} moved"] * bool(moved)
    counts["moved"] = moved
    same = ", ".join(word for word in _ALWAYS if not counts[word])
    which = "" if words == "few" else _which_moved(brief)
    parts = [", ".join(changed) + which, f"0 {same}" if same else ""]
    name = f"{brief.last.name} ({near_day(brief.last.on, today)})" if brief.last.name else ""
    return f"Since {name or near_day(brief.last.on, today)}: {'; '.join(filter(None, parts))}"


def _grades_moved(brief: Brief, words: Words) -> Iterator[str]:
    """Which grades fell and rose: "Missing Persons fell to Poor"; or how many of them rose."""
    fell, rose = brief.grade_moves
    yield from _named_moves(fell, "fell")
    if words == "all":
        yield from _named_moves(rose, "rose")
    elif rose:
        yield f"{plural(len(rose), 'grade')} rose"


def _named_moves(moves: Sequence[GradeMove], word: str) -> Iterator[str]:
    yield from (f"{one.framework} {word} to {one.new}" for one in moves[:MOST_GRADES])
    if more := len(moves[MOST_GRADES:]):
        yield f"{more} more {word}"


def _which_moved(brief: Brief) -> str:
    """Which dates moved, behind their number."""
    return f": {moved_dates_text(brief.dates_moved)}" if brief.dates_moved else ""


def near_day(day: date, today: date) -> str:
    """A day without its year where that is this year."""
    text = say_day(day)
    return text.rsplit(" ", 1)[0] if day.year == today.year else text
