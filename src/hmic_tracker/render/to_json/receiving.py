"""What came back from leads: `receive --json`."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, iso, object_header, picked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hmic_tracker.domain.answers import Outcome
    from hmic_tracker.reports.next_reminder import NextTime
    from hmic_tracker.reports.receiving import ReceivedFile


def received_object(
    files: Sequence[tuple[ReceivedFile, bool]],
    failed: Sequence[tuple[str, str, str]],
    as_of: date,
) -> Object:
    """`receive --json`: each file with its rows, and whether something of it was written."""
    return {
        **object_header("received", as_of, ()),
        "count": len(files),
        "files": [_file(one, written) for one, written in files],
        "failed": [
            {"file": name, "message": message, "hint": hint} for name, message, hint in failed
        ],
    }


def _file(one: ReceivedFile, written: bool) -> Object:
    counts = one.counts
    times = {id(outcome): time for outcome, time in one.unanswered if time}
    return {
        "file": one.name,
        "sha256": one.sha256,
        "owner": one.sending.owner,
        "sending": one.sending.n or None,
        "sent": iso(one.sending.on) if one.sending.n else None,
        "recorded": one.is_recorded,
        "sender": one.sender or None,
        "written": written,
        "rows": len(one.sending.rows),
        "added": one.added,
        "taken": counts["taken"],
        "asked": counts["asked"],
        "refused": counts["refused"],
        "blank": counts["blank"],
        "doubts": list(one.doubts),
        "remarks": list(one.remarks),
        "others": list(one.others),
        "outcomes": [
            _outcome(outcome, one.choices.get(place), times.get(id(outcome)))
            for place, outcome in enumerate(one.outcomes)
        ],
    }


def _outcome(one: Outcome, choice: str | None, time: NextTime | None) -> Object:
    answer = one.answer
    return {
        **picked(one, "item", "state"),
        "place": answer.place if answer else None,
        "ids": list(one.row.ids) if one.row else [],
        "why": one.why or None,
        "choice": choice,
        "compared": [picked(each, "name", "sent", "answered", "now") for each in one.compared],
        "note": one.answers[0].note if one.answers else None,
        "days_overdue": time.days_late if time and not time.settled else None,
        "settled": time.settled or None if time else None,
        "remarks": list(one.remarks),
    }
