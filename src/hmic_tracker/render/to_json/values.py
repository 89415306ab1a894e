"""Report values as the objects that `--json` prints: the contract with scripts.

Every object has `schema`, `kind`, `as_of` and `unreadable`. Absent is null. Changes only add.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from hmic_tracker.domain.fields import FIELDS, Type
from hmic_tracker.reports.rows import VALUES

if TYPE_CHECKING:
    from collections.abc import Callable

    from hmic_tracker.domain.check_findings import Finding
    from hmic_tracker.domain.counts import Counts, Difference
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.importing import ImportPlan
    from hmic_tracker.domain.items import Entry, FieldChange
    from hmic_tracker.domain.parts import Evidence
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.reports.grades import FrameworkGrades, GradesReport
    from hmic_tracker.reports.history import HistoryReport
    from hmic_tracker.reports.item import ItemReport
    from hmic_tracker.reports.rows import ItemRow, Listing
    from hmic_tracker.reports.summary import KindCounts, Summary

SCHEMA: Final = 1
Object = dict[str, Any]


def items_object(listing: Listing) -> Object:
    """`list --json`."""
    return {
        **head("items", listing.as_of, listing.damaged),
        "count": len(listing.rows),
        "not_shown": listing.not_shown + listing.uncounted + listing.matching - len(listing.rows),
        "items": [item_object(row) for row in listing.rows],
    }


def item_object(row: ItemRow) -> Object:
    """One item of a list."""
    return fields_object(row, "list")


def fields_object(row: ItemRow, *given: str) -> Object:
    """The fields of an item that are in JSON there: "list", "show", "columns"."""
    return {
        key: get(row) if form is None else form(get(row))
        for key, get, form, least in _FIELDS
        if least in given
    }


_FORMS: Final[dict[Type, Callable[[Any], Any]]] = {
    "day": lambda day: day and day.isoformat(),
    "moment": lambda moment: moment and moment.isoformat(),
    "yes": bool,
    "link": lambda links: [_link(text) for text in links],
}
"""How JSON has a value of each type, where not as it is."""
_FIELDS: Final = tuple(
    (
        field.key,
        VALUES[field.key],
        _FORMS.get(field.type, list if field.several else None),
        field.json,
    )
    for field in FIELDS
    if field.json
)


def show_object(reports: list[ItemReport], as_of: date, damaged: tuple[Damage, ...] = ()) -> Object:
    """`show --json`: each item's fields, with its history."""
    return {
        **head("items", as_of, damaged),
        "count": len(reports),
        "not_shown": 0,
        "items": [_shown(report) for report in reports],
    }


def _shown(report: ItemReport) -> Object:
    item = report.row.item
    return {
        **item_object(report.row),
        "status_word": item.status_word,
        "moves": report.slippage.moves,
        "days_moved": report.slippage.days,
        "notes": list(report.notes),
        "actions": [action._asdict() for action in item.actions],
        "evidence": [_evidence(one) for one in item.evidence],
        "links": [
            {"relation": link.relation, "id": link.other, "inward": link.inward}
            for link in report.links
        ],
        "discharged_by": item.discharged_by,  # before what `fields_object` gives besides
        "verified_on": report.verified.on.isoformat() if report.verified else None,
        "verified_by": report.verified.by if report.verified else None,
        **fields_object(report.row, "show"),
        "history": [entry_object(entry) for entry in item.history],
    }


def _link(text: str) -> Object:
    relation, _, other = text.rpartition(" ")
    return {"relation": relation or "relates", "id": other}


def _evidence(one: Evidence) -> Object:
    return {**one._asdict(), "size": int(one.size) if one.size else None}


def entry_object(entry: Entry) -> Object:
    """One entry of a history."""
    return {
        "n": entry.n,
        "on": entry.on.isoformat(),
        "recorded": entry.recorded.isoformat(),
        "by": entry.by,
        "op": entry.op,
        "event": entry.event,
        "changes": [change_object(change) for change in entry.changes],
        "note": entry.note,
        "reason": entry.reason,
        "source": entry.source,
        "agreed_by": entry.agreed_by,
        "override": entry.override,
        "published": entry.published,
    }


def change_object(change: FieldChange) -> Object:
    """One field's change."""
    old, new = (list(v) if isinstance(v, tuple) else v for v in (change.old, change.new))
    return {"field": change.field, "from": old, "to": new}


def history_object(report: HistoryReport, as_of: date) -> Object:
    """`history --json`."""
    return {
        **head("history", as_of, report.damaged),
        "count": len(report.entries),
        "entries": [{"id": e.item.id, **entry_object(e.entry)} for e in report.entries],
    }


def grades_object(report: GradesReport) -> Object:
    """`grades --json`."""
    return {
        **head("grades", report.as_of, report.damaged),
        "frameworks": [_framework_grades(row) for row in report.frameworks],
    }


def summary_object(summary: Summary) -> Object:
    """`summary --json`."""
    return {
        **head("summary", summary.as_of, summary.damaged),
        "frameworks": [
            {
                "framework": row.framework.slug or None,
                "name": row.framework.name,
                "parent": row.framework.parent,
                "grade": row.grade,
                "recommendations": _counts(row.counts, "recommendation"),
                "afis": _counts(row.counts, "afi"),
            }
            for row in summary.frameworks
        ],
        "totals": {
            "recommendations": _counts(summary.totals, "recommendation"),
            "afis": _counts(summary.totals, "afi"),
        },
        "rag": dict(summary.rags),
        "filter": summary.asked or None,
    }


def import_object(found: ImportPlan, draft: Draft, written: bool) -> Object:
    """`import --json`: what one document does to the plan."""
    return {
        **head("import", draft.on, ()),
        "written": written,
        "document": draft.name,
        "inspection": found.inspection.id,
        "new": [item.id for item in found.new],
        "changed": [
            {"id": c.after.id, "changes": [change_object(change) for change in c.changes]}
            for c in found.changed
        ],
        "unchanged": [item.id for item in found.unchanged],
        "kept": [{"id": k.item.id, **change_object(k.change)} for k in found.kept],
        "warnings": [{"line": w.line, "text": w.text} for w in found.warnings],
    }


def head(kind: str, as_of: date | None, damaged: tuple[Damage, ...]) -> Object:
    """What every object begins with."""
    return {
        "schema": SCHEMA,
        "kind": kind,
        "as_of": as_of.isoformat() if as_of else None,
        "unreadable": [
            {"path": d.path, "line": d.line or None, "problem": d.problem} for d in damaged
        ],
    }


def _framework_grades(row: FrameworkGrades) -> Object:
    return {
        "framework": row.framework.slug,
        "name": row.framework.name,
        "parent": row.framework.parent,
        "grades": [
            {"period": g.period, "state": g.state, "grade": g.grade, "scale": g.scale}
            for g in row.grades
        ],
        "change": row.change,
        "national": [
            {
                "period": n.national.period,
                "counts": n.national.counts,
                "printed": list(n.national.printed),
                "published": n.national.published,
                "expected": n.national.expected,
                "complete": n.national.complete,
                "place": n.place._asdict() if n.place else None,
            }
            for n in row.national
        ],
    }


def _counts(counts: KindCounts, kind: str) -> Object:
    found: Counts = counts.recommendations if kind == "recommendation" else counts.afis
    return {
        "total": found.total,
        "completed": found.completed,
        "verified": found.verified,
        "open": found.open,
        "overdue": found.overdue,
        "progress": dict(found.progress),
        "latest_due": found.latest_due,
        "reported": [_reported(d) for d in counts.reported(kind)] or None,
    }


def _reported(difference: Difference) -> Object:
    said = difference.reported
    return {
        "framework": said.framework,
        "on": said.on.isoformat(),
        "total": said.total,
        "completed": said.completed,
        "candidates": list(difference.candidates),
        "sentence": said.sentence,
        "source": said.source,
    }


def check_object(
    findings: tuple[Finding, ...], as_of: date, damaged: tuple[Damage, ...], recorded: list[str]
) -> Object:
    """`check --json`; `recorded` are the items whose outside changes were entered just now."""
    errors = sum(finding.level == "error" for finding in findings)
    return {
        **head("check", as_of, damaged),
        "errors": errors,
        "notes": len(findings) - errors,
        "recorded": recorded,
        "findings": [
            {
                "code": finding.code,
                "level": finding.level,
                "path": finding.path or None,
                "line": finding.line or None,
                "ids": list(finding.ids),
                "message": finding.message,
                "hint": finding.hint,
            }
            for finding in findings
        ],
    }
