"""What is wrong with a plan or its evidence: `check --json` and `evidence check --json`."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, object_header, picked
from hmic_tracker.render.to_json.items import evidence_part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hmic_tracker.domain.check_findings import Finding
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.render.views.check import CheckedEvidence


def check_object(
    findings: tuple[Finding, ...],
    as_of: date,
    damaged: tuple[Damage, ...],
    recorded: list[str],
    settings_recorded: bool,
) -> Object:
    """`check --json`; `recorded` are the items whose outside changes were entered just now."""
    errors = sum(finding.level == "error" for finding in findings)
    return {
        **object_header("check", as_of, damaged),
        "errors": errors,
        "notes": len(findings) - errors,
        "recorded": recorded,
        "settings_recorded": settings_recorded,
        "findings": [
            {
                **picked(finding, "code", "level"),
                "path": finding.path or None,
                "line": finding.line or None,
                "ids": list(finding.ids),
                **picked(finding, "message", "hint"),
            }
            for finding in findings
        ],
    }


def evidence_object(
    checked: Sequence[CheckedEvidence], as_of: date, damaged: tuple[Damage, ...] = ()
) -> Object:
    """`evidence check --json`: every piece of evidence, with what became of its file."""
    return {
        **object_header("evidence", as_of, damaged),
        "count": len(checked),
        "evidence": [
            {"id": item.id, **evidence_part(one), "state": state} for item, one, state in checked
        ],
    }
