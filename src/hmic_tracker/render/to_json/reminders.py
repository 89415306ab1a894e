"""Owners' packs: `remind --json`."""

from __future__ import annotations

from itertools import zip_longest

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, object_header, picked
from hmic_tracker.render.to_json.summary import unsettled_part
from hmic_tracker.render.views.reminder_mail import subject_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hmic_tracker.reports.answers import SentState
    from hmic_tracker.reports.owner_facts import Step
    from hmic_tracker.reports.reminders import Pack, Reminders
    from hmic_tracker.reports.reply import Outgoing


def reminders_object(
    reminders: Reminders, outgoing: Sequence[Outgoing] = (), written: bool = False
) -> Object:
    """`remind --json`: who gets what in which files, and whether these were written."""
    packs = reminders.packs
    return {
        **object_header("reminders", reminders.as_of, reminders.damaged),
        "until": reminders.until.isoformat(),
        "count": len(packs),
        "written": written,
        "packs": [_pack(pack, reminders, out) for pack, out in zip_longest(packs, outgoing)],
        "without_owner": list(reminders.nobody),
    }


def _pack(pack: Pack, reminders: Reminders, out: Outgoing | None) -> Object:
    reply = out.reply if out else None
    return {
        "owner": pack.owner,
        "mail": pack.post.mail if pack.post else None,
        "cover": pack.cover.name if pack.cover else None,
        "cover_mail": pack.cover.mail if pack.cover else None,
        "file": out.file if out else None,
        "workbook": out.workbook if out else None,
        "sending": out.sending.id if out and out.sending else None,
        "answer_by": reply.by.day.isoformat() if reply else None,
        "board": reply.by.board if reply else None,
        "rows": len(reply.rows) if reply else None,
        "subject": subject_of(pack, reminders, reply),
        "before": _before(reply.since.state) if reply and reply.since else None,
        "overdue": [row.item.id for row in pack.overdue],
        "days_overdue": {row.item.id: row.days_overdue for row in pack.overdue},
        "due": [row.item.id for row in pack.due],
        "deferred": [row.item.id for row in pack.deferred],
        "evidence": [row.item.id for row in pack.evidence],
        "requested": [row.item.id for row in pack.requested],
        "steps": [_step(step) for step in pack.steps],
        "others": pack.others,
        "filters": dict(pack.filters),
        "questions": [{"ids": list(one.ids), "text": one.text} for one in pack.questions],
        "unsettled": [unsettled_part(one) for each in pack.unsettled.values() for one in each],
    }


def _before(state: SentState) -> Object | None:
    if state.state == "answered":
        return None
    return {
        "sending": state.sending.id,
        "on": state.sending.on.isoformat(),
        **picked(state, "rows", "answered", "days"),
    }


def _step(step: Step) -> Object:
    return {
        "id": step.item.id,
        "step": step.action.n,
        "text": step.action.text,
        "due": step.action.due,
        "days_overdue": step.days_late,
    }
