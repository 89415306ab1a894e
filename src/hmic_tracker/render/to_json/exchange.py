"""What `sync --json` gives."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, object_header, picked
from hmic_tracker.render.to_json.changes import change_object

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.reports.exchange import (
        Contributor,
        ExchangeReport,
        ExchangeStatus,
        Position,
        Question,
    )


def exchange_object(report: ExchangeReport, day: date) -> Object:
    """`sync --json`, and `sync --dry-run --json`."""
    return {
        **object_header("sync", day, ()),
        "remote": report.shown,
        "written": report.written,
        "sent": report.sent,
        "away": report.away,
        "recorded": report.recorded,
        "theirs": [_contributor(one) for one in report.theirs],
        "mine": _contributor(report.mine),
        "renumbered": [picked(one, "old", "new") for one in report.renumbered],
        "renumbered_parts": [
            picked(one.part, "item", "kind", "old", "new") | {"mine": one.is_mine}
            for one in report.moved_parts
        ],
        "before": _position(report.before),
        "after": _position(report.after),
        "questions": [_question(one) for one in report.questions],
        "still_open": report.still_open,
        "remarks": list(report.remarks),
    }


def status_object(status: ExchangeStatus, day: date) -> Object:
    """`sync --status --json`."""
    known = picked(status, "mine", "theirs", "last", "away")
    return {**object_header("sync-status", day, ()), "remote": status.shown, **known}


def _contributor(one: Contributor) -> Object:
    rows = [
        {
            "op": row.entry.op if row.entry else None,
            "subject": row.subject or "item",
            "ids": row.ids,
            "event": row.entry.event if row.entry else None,
            "changes": [change_object(change) for change in row.entry.changes]
            if row.entry and not row.many
            else [],
        }
        for row in one.rows
    ]
    return {"by": one.name or None, "commands": one.commands, "changed": rows}


def _position(one: Position) -> Object:
    return picked(one, "open", "overdue", "unowned")


def _question(one: Question) -> Object:
    answers = [
        {"by": a.by, "value": list(a.value) if isinstance(a.value, tuple) else a.value}
        | {"on": a.on.isoformat(), "reason": a.reason}
        for _, a in one.answers
    ]
    counts = one.counts
    return {
        "kind": one.kind,
        "id": one.record,
        "field": one.field,
        "counts": list(counts) if isinstance(counts, tuple) else counts,
        "answers": answers,
        "line": one.line,
    }
