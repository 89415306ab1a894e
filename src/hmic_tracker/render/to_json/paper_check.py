"""A paper held against the plan: `report --check --json`."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, object_header, picked

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.reports.compared import Compared
    from hmic_tracker.reports.paper_check import PaperCheck


def paper_check_object(check: PaperCheck, damaged: tuple[Damage, ...]) -> Object:
    """`report --check --json`: every claim that was read, and what isn't the plan's."""
    read = check.read
    return {
        **object_header("paper_check", check.as_of, damaged),
        "paper": check.name,
        "title": check.title or None,
        "day_from": check.day_from,
        "read": {
            group: read.get(group, 0) for group in ("count", "status", "grade", "date", "national")
        },
        "agree": len(check.of("agrees")),
        "differ": len(check.of("differs")),
        "claims": [_claim(one) for one in check.compared],
        "others": [
            {"place": one.spot.words, "words": one.words or None, "why": one.why or None}
            for one in check.others
        ],
    }


def _claim(one: Compared) -> Object:
    return {
        **picked(one, "verdict", "group", "about", "paper"),
        "plan": one.plan or None,
        "place": one.spot.words,
        "line": one.spot.line or None,
        "ids": list(one.ids),
        "remark": one.remark or None,
        "quote": one.quote or None,
    }
