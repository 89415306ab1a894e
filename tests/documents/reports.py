"""The two long reports the tests read, and how they read a short one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.sources.text_decoding import decode
from hmic_tracker.domain.drafts import Draft, DraftItem
from hmic_tracker.domain.frameworks import Framework

EXAMPLE = Path(__file__).parents[2] / "examples" / "progress-report-2008-09-11.txt"
REAL = os.environ.get("TRACKER_REAL_REPORT")
HEAD = """HMIC Inspection 2007/09 Phase One update

Report: 4
Date: 12 February 2009

What was published in October 2007, and what became of it.

"""
"""The head of a short report: its date is 12 February 2009, the inspection's year 2007."""

REVISIT = """Heron Harbour: cause of concern revisit letter

4 December 2032

Cause of concern

The harbour hasn't done enough to light its piers.

Recommendations

By 30 April 2031, the harbour should:

• repair the lamps that are broken; and
• evaluate how its wardens are trained.

"""
"""The beginning of a letter on a visit that came again: a cause of concern and what was asked."""

KNOWN = (
    Framework(slug="pvp", name="Protecting Vulnerable People", aliases=("PVP – overall",)),
    Framework(slug="dv", name="Domestic Violence", parent="pvp"),
    Framework(slug="missing", name="Missing Persons", parent="pvp"),
)
"""Frameworks of a plan, with slugs that a report alone would not give."""


def long_report(which: str) -> Draft:
    """The example or the real report, read; skips where the real one isn't at hand."""
    if which == "example":
        return read_report(decode(EXAMPLE.read_bytes(), EXAMPLE.name)[0], EXAMPLE.name)
    if REAL is None:
        pytest.skip("TRACKER_REAL_REPORT does not say where the real report is")
    return read_report(decode(Path(REAL).read_bytes(), "report.txt")[0], "report.txt")


def short_report(body: str, known: tuple[Framework, ...] = ()) -> Draft:
    """A report with the head above and this body."""
    return read_report(HEAD + body, "report.txt", known)


def warnings_of(draft: Draft) -> list[str]:
    """The warnings, each with its line before it."""
    return [f"{warning.line}: {warning.text}" for warning in draft.warnings]


def items_of(draft: Draft, kind: str, framework: str | None) -> list[DraftItem]:
    """The items of one framework and kind."""
    return [i for i in draft.items if i.kind == kind and i.framework == framework]


def stands_of(draft: Draft, kind: str, framework: str | None) -> list[tuple[object, ...]]:
    """(number, status, progress, due) of each item of one framework and kind."""
    found = items_of(draft, kind, framework)
    return [(item.number, item.status, item.progress, item.due) for item in found]
