"""The first page of a paper: what is new, and where we stand."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.papers.first_page import foot_sentence
from hmic_tracker.render.to_json import Object, iso, picked
from hmic_tracker.reports.figures import DEFERRED, OPEN, OVERDUE, figure_filters
from hmic_tracker.reports.paper_story import NEWS, News, OpenItems

if TYPE_CHECKING:
    from hmic_tracker.reports.paper import Paper


_NUMBERS: Final = tuple(
    name for name in OpenItems._fields if name not in {"total", "next_due", "in_time_by_move"}
)
_FILTERS: Final = {"open": OPEN, "overdue": OVERDUE, "deferred": DEFERRED}


def first_page_part(paper: Paper, recommendation: str) -> Object:
    """What members are asked, what is new and since when, and where we stand."""
    story = paper.story
    base, grades, still_open = story.base, story.grades, story.open
    return {
        "recommendation": recommendation,
        "since": {**base._asdict(), "on": iso(base.on)} if base else None,
        "news": [_news(what, story.news.get(what, News())) for what in (*NEWS, "requested")],
        "grades": {
            "new": [row.framework.slug for row in grades.new],
            **picked(grades, "against", "rose", "fell", "unchanged", "incomparable"),
            "without": sum(number for _, _, number in grades.without),
        },
        "open": {
            "open": still_open.total,
            **picked(still_open, *_NUMBERS),
            "next_due": iso(still_open.next_due),
            "filters": figure_filters((paper.scope.query,), _FILTERS),
        },
        "waiting": story.waiting.days if story.waiting else None,
        "foot": foot_sentence(paper),
    }


def _news(what: str, one: News) -> Object:
    return {"what": what, "number": one.number, "ids": list(one.ids), "exempt": one.exempt}
