"""What was sent and what came back: `remind --answers --json` and `remind --void --json`."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, iso, object_header

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.domain.sendings import Sending
    from hmic_tracker.reports.answers import Answers, SentState


def answers_object(answers: Answers) -> Object:
    """`remind --answers --json`."""
    return {
        **object_header("answers", answers.as_of, answers.damaged),
        **counts_object(answers),
        "sendings": [_state(row) for row in answers.rows],
        "void": [sending_object(one) for one in answers.void],
    }


def counts_object(answers: Answers) -> Object:
    """How many were sent and answered, for the summary."""
    states = answers.states
    return {
        "sent": len(answers.rows),
        "answered": states["answered"],
        "in_part": states["in part"],
        "silent": states["silent"],
        "days_silent": answers.longest_silence,
        "earlier_silent": answers.earlier,
    }


def void_object(sending: Sending, day: date, written: bool) -> Object:
    """`remind --void --json`."""
    return {
        **object_header("taken-back", day, ()),
        "written": written,
        "sending": sending_object(sending),
    }


def sending_object(sending: Sending) -> Object:
    """A sending, without its rows' values."""
    return {
        "id": sending.id,
        "n": sending.n,
        "on": iso(sending.on),
        "by": sending.by,
        "owner": sending.owner,
        "to": sending.to,
        "board": sending.board,
        "answer_by": iso(sending.answer_by),
        "rows": [
            {"ids": list(row.ids), "uids": list(row.uids), "step": row.step} for row in sending.rows
        ],
        "void": sending.void,
    }


def _state(row: SentState) -> Object:
    return {
        **sending_object(row.sending),
        "state": row.state.replace(" ", "-"),
        "answered": row.answered,
        "days_silent": row.days_silent,
    }
