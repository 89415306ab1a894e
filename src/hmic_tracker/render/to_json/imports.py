"""What documents do to a plan: `import --json`."""

from __future__ import annotations

from hmic_tracker.documents.account import sums_of
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import SCHEMA, Object, object_header
from hmic_tracker.render.to_json.changes import change_object, changed_objects
from hmic_tracker.render.to_json.kept_texts import kept_text_part
from hmic_tracker.reports.import_parts import changed_parts, kept_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hmic_tracker.documents.account import AccountLine
    from hmic_tracker.errors import TrackerError
    from hmic_tracker.reports.import_parts import PartRow
    from hmic_tracker.reports.import_preview import ImportPart, ImportPreview
    from hmic_tracker.reports.import_questions import ImportQuestion


def imports_object(
    previews: Iterable[tuple[ImportPreview, bool]], failed: Iterable[tuple[str, TrackerError]] = ()
) -> Object:
    """`import --json`: of one document its object, of several an object with theirs.

    Each comes with whether it was written; `failed` are files that could not be read.
    """
    objects = [
        _import(preview, part, written) for preview, written in previews for part in preview.parts
    ]
    faults = [
        {"document": name, "code": one.code, "message": one.message, "hint": one.hint}
        for name, one in failed
    ]
    if len(objects) == 1 and not faults:
        return objects[0]
    return {"schema": SCHEMA, "kind": "imports", "imports": objects, "failed": faults}


def _import(preview: ImportPreview, part: ImportPart, written: bool) -> Object:
    draft, plan = part.draft, part.plan
    account = preview.account
    return {
        **object_header("import", draft.on, ()),
        "written": written,
        "document": draft.name,
        "inspection": plan.inspection.id,
        "new": [item.id for item in plan.new],
        "changed": changed_objects((c.after.id, c.changes) for c in plan.changed),
        "unchanged": [item.id for item in plan.unchanged],
        "kept": [{"id": k.item.id, **change_object(k.change)} for k in plan.kept],
        "texts": [kept_text_part(one) for one in plan.texts],
        "parts": [_part(row) for row in changed_parts(plan)],
        "kept_parts": [{**_part(row), "why": row.why} for row in kept_parts(plan)],
        "settled": [{"line": w.line, "text": w.text} for w in plan.settled],
        "warnings": [{"line": w.line, "text": w.text} for w in plan.warnings],
        "look": [
            {"id": one.item_id or None, "place": one.place, "reason": one.reason}
            for one in part.doubts
        ],
        "repeats": [
            {"id": r.new.id, "of": r.old.id, "alike": r.percent, "supersedes": r.supersedes}
            for r in plan.repeats
        ],
        "carried": bool(plan.carried),
        "questions": [_question(one) for one in part.questions],
        "columns": [
            {"name": one.name, "field": one.field or None, "sample": one.sample, "sheet": one.sheet}
            for one in preview.columns
        ],
        "not_here": [{"name": one.name, "place": str(one.place)} for one in preview.missing],
        "account_sums": dict(sums_of(account)),
        "account": [_account_line(line) for line in account],
    }


def _question(one: ImportQuestion) -> Object:
    return {
        "kind": one.kind,
        "place": one.place,
        "text": one.text,
        "choices": [choice.value for choice in one.choices],
    }


def _account_line(line: AccountLine) -> Object:
    return {
        "place": str(line.mark.place),
        "part": line.part,
        "word": line.mark.word,
        "label": line.mark.label or None,
        "text": line.mark.text,
    }


def _part(row: PartRow) -> Object:
    key = row.key
    return {
        "part": key.part,
        "framework": key.framework or None,
        "period": key.period or None,
        "kind": key.kind or None,
        "on": key.on.isoformat() if key.on else None,
        "from": row.old,
        "to": row.new,
    }
