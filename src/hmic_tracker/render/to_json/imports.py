"""What documents do to a plan: `import --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmic_tracker.render.to_json import SCHEMA, Object, object_header
from hmic_tracker.render.to_json.changes import change_object, changed_objects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.importing import ImportPlan


def imports_object(imports: Iterable[tuple[Draft, ImportPlan]], written: bool) -> Object:
    """`import --json`: of one document its object, of several an object with theirs."""
    objects = [_import(draft, plan, written) for draft, plan in imports]
    if len(objects) == 1:
        return objects[0]
    return {"schema": SCHEMA, "kind": "imports", "imports": objects}


def _import(draft: Draft, plan: ImportPlan, written: bool) -> Object:
    return {
        **object_header("import", draft.on, ()),
        "written": written,
        "document": draft.name,
        "inspection": plan.inspection.id,
        "new": [item.id for item in plan.new],
        "changed": changed_objects((c.after.id, c.changes) for c in plan.changed),
        "unchanged": [item.id for item in plan.unchanged],
        "kept": [{"id": k.item.id, **change_object(k.change)} for k in plan.kept],
        "warnings": [{"line": w.line, "text": w.text} for w in plan.warnings],
        "repeats": [
            {"id": r.new.id, "of": r.old.id, "alike": r.percent, "supersedes": r.supersedes}
            for r in plan.repeats
        ],
        "carried": bool(plan.carried),
    }
