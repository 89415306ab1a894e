"""Owners' packs: `remind --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmic_tracker.render.to_json import Object, object_header
from hmic_tracker.render.views.remind import subject_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hmic_tracker.reports.reminders import Pack, Reminders, Step


def reminders_object(
    reminders: Reminders, files: Sequence[str] = (), written: bool = False
) -> Object:
    """`remind --json`: who gets what, and whether the files were written."""
    packs = reminders.packs
    return {
        **object_header("reminders", reminders.as_of, reminders.damaged),
        "until": reminders.until.isoformat(),
        "count": len(packs),
        "written": written,
        "packs": [
            _pack(pack, reminders, file)
            for pack, file in zip(packs, files or [""] * len(packs), strict=True)
        ],
        "without_owner": list(reminders.nobody),
    }


def _pack(pack: Pack, reminders: Reminders, file: str) -> Object:
    return {
        "owner": pack.owner,
        "mail": pack.post.mail if pack.post else None,
        "file": file or None,
        "subject": subject_of(pack, reminders),
        "overdue": [row.item.id for row in pack.overdue],
        "due": [row.item.id for row in pack.due],
        "evidence": [row.item.id for row in pack.evidence],
        "requested": [row.item.id for row in pack.requested],
        "steps": [_step(step) for step in pack.steps],
        "others": pack.others,
        "filters": dict(pack.filters),
        "questions": [{"ids": list(one.ids), "text": one.text} for one in pack.questions],
    }


def _step(step: Step) -> Object:
    return {
        "id": step.item.id,
        "step": step.action.n,
        "text": step.action.text,
        "due": step.action.due,
        "days_overdue": step.days_late,
    }
