"""What is wrong with a plan or its evidence: the pages of `check` and of `evidence check`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from hmic_tracker.domain.check_findings import CODES, Finding
from hmic_tracker.domain.dates import say_due
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.parts import Evidence

CheckedEvidence = tuple["Item", "Evidence", str]
"""A piece of evidence of an item, and what became of its file: "changed", "missing" or the like."""
_STATE_STYLES: Final[dict[str, nodes.Style]] = {
    "missing": "red",
    "changed": "amber",
    "unreadable": "red",
}


def check_page(findings: tuple[Finding, ...]) -> nodes.Page:
    """The page of `check`: each kind with what to do, each place a line; nothing if all is well."""
    if not findings:
        return ()
    errors = sum(finding.level == "error" for finding in findings)
    notes = len(findings) - errors
    parts = [plural(errors, "error")] if errors else []
    parts += [plural(notes, "note")] if notes else []
    page: list[nodes.Node] = [nodes.Heading(", ".join(parts))]
    for code, group in groupby(findings, key=lambda finding: finding.code):
        kind = CODES[code]
        style: nodes.Style = "red" if kind.level == "error" else "amber"
        page += [nodes.Gap(), nodes.Paragraph(f"{kind.level}: {kind.what} ({code})", style)]
        page += [nodes.Paragraph(_place(finding), indent=2) for finding in group]
        page.append(nodes.Paragraph(kind.hint, "dim", indent=2))
    return tuple(page)


def _place(finding: Finding) -> str:
    """The finding with its file and line before it, as editors and compilers write them."""
    if not finding.path:
        return finding.message
    line = f":{finding.line}" if finding.line else ""
    return f"{finding.path}{line}: {finding.message}"


def evidence_page(altered: Iterable[CheckedEvidence]) -> nodes.Page:
    """A row for each file that is missing or changed, with what it shows below it."""
    rows = (
        nodes.make_row(
            *(nodes.id_cell(item.id), one.n, nodes.Cell(state, _STATE_STYLES.get(state, ""))),
            *(say_due(one.on) if one.on else "none", one.ref or ""),
            detail=f"shows {one.shows}" if one.shows else "",
        )
        for item, one, state in altered
    )
    return (nodes.Table(nodes.columns("Item", ">No.", "Now", "Given", "File"), tuple(rows)),)
