"""What `check` found: each kind with what to do about it, every place on a line of its own."""

from __future__ import annotations

from itertools import groupby

from hmic_tracker.domain.check_findings import CODES, Finding
from hmic_tracker.domain.words import plural
from hmic_tracker.render import nodes


def check_page(findings: tuple[Finding, ...]) -> nodes.Page:
    """The page of `check`; nothing where there is nothing to say."""
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
