"""Copies of a plan's files that were merged, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hmic_tracker.light_typing import Any
from hmic_tracker.render.to_json import Object, object_header


def merge_object(as_of: date, merges: Iterable[Any], written: bool) -> Object:
    """`merge --json`: each copy with the file it is of, and what is not settled by it."""
    return {
        **object_header("merge", as_of, ()),
        "written": written,
        "merged": [
            {
                "copy": one.copy,
                "file": one.original,
                "entries": one.entries,
                "remarks": list(one.remarks),
                "unsettled": [question_object(question) for question in one.questions],
            }
            for one in merges
        ],
    }


def question_object(question: Any) -> Object:
    """A field that two people gave different values, newly so."""
    return {
        "kind": question.kind,
        "record": question.record,
        "field": question.field,
        "answers": [
            {
                "value": list(one.value) if isinstance(one.value, tuple) else one.value,
                "entry": one.key,
                "by": one.by,
                "on": one.on.isoformat(),
                "reason": one.reason,
            }
            for one in question.answers
        ],
    }
