"""Entries of histories: `history --json` and `review --json`."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, object_header, picked
from hmic_tracker.render.to_json.changes import change_object

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hmic_tracker.domain.items import Entry
    from hmic_tracker.reports.history import HistoryReport
    from hmic_tracker.reports.minutes import Reviewed


def entry_object(entry: Entry) -> Object:
    """One entry of a history."""
    return {
        "n": entry.n,
        "on": entry.on.isoformat(),
        "recorded": entry.recorded.isoformat(),
        **picked(entry, "by", "op", "event"),
        "changes": [change_object(change) for change in entry.changes],
        **picked(entry, "note", "reason", "source", "agreed_by", "override", "published"),
        "corrects": entry.corrects and entry.corrects._asdict(),
        "entered": entry.entered and entry.entered._asdict(),
    }


def arrived_object(entry: Entry, arrived: Mapping[str, date]) -> Object:
    """One entry, with the day on which it came in by an exchange, where it did."""
    day = arrived.get(entry.op)
    return {**entry_object(entry), "arrived": day.isoformat() if day else None}


def history_object(report: HistoryReport, as_of: date) -> Object:
    """`history --json`."""
    return {
        **object_header("history", as_of, report.damaged),
        "count": len(report.entries),
        "entries": [
            {
                "id": e.item_id,
                "subject": e.subject,
                "unsettled": list(e.unsettled),
                **arrived_object(e.entry, report.arrived),
                "place": e.place or None,
                "corrects_place": e.corrects,
            }
            for e in report.entries
        ],
    }


def review_object(review: Reviewed) -> Object:
    """`review --json`."""
    return {
        **object_header("review", review.on, review.damaged),
        "ended": review.ended,
        "count": len(review.chosen),
        "looked_at": len(review.looked_at),
        "changed": [
            {
                **picked(one.item, "id", "title"),
                "entries": [entry_object(entry) for entry in one.entries],
            }
            for one in review.changed
        ],
    }
