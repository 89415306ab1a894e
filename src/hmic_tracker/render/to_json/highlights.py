"""`summary --json`: the counts, what is overdue, what is new, what moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmic_tracker.render.to_json.values import summary_object
from hmic_tracker.reports.movement import PARTS

if TYPE_CHECKING:
    from hmic_tracker.render.to_json.values import Object
    from hmic_tracker.reports.highlights import Highlights
    from hmic_tracker.reports.movement import Moved, Movement
    from hmic_tracker.reports.rows import ItemRow
    from hmic_tracker.reports.summary import Summary


def summary_with_news(summary: Summary, told: Highlights) -> Object:
    """The object of `summary --json`; exempt items have no more than number and status."""
    return {
        **summary_object(summary),
        "marking": told.marking,
        "overdue": [
            {**_item(row), "due": row.item.due, "days_overdue": row.days_overdue}
            for row in told.overdue
        ],
        "newly_completed": {
            "since": told.since.isoformat(),
            "items": [{**_item(row), "status": row.item.status} for row in told.completed],
        },
        "exempt": [{"id": item_id, "status": status} for item_id, status in told.exempt],
        "movement": _movement(told.movement) if told.movement else None,
    }


def _item(row: ItemRow) -> Object:
    item = row.item
    return {
        "id": item.id,
        "title": item.title,
        "framework": item.framework,
        "owner": item.owner,
    }


def _movement(found: Movement) -> Object:
    then, now = found.then, found.now
    return {
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "total": {"old": then.total, "new": now.total},
        "completed_in_all": {"old": then.completed, "new": now.completed},
        **{part: [_moved(one) for one in getattr(found, part)] for part in PARTS},
    }


def _moved(moved: Moved) -> Object:
    return {
        "id": moved.item.id,
        "title": moved.item.title,
        "owner": moved.item.owner,
        "old": moved.old,
        "new": moved.new,
        "days": moved.days,
    }
