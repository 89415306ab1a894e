"""What a paper says beside what the plan has, and the words for both."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.domain.dates import MONTHS, say_due
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import DueClaim, FigureClaim, Group, Spot
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.domain.words import Kind

Verdict = Literal["agrees", "differs", "cells-missing", "unclear"]
KIND_WORDS: Final[dict[Kind | None, str]] = {
    "recommendation": "recommendations",
    "afi": "AFIs",
    "cause-of-concern": "causes of concern",
    None: "items",
}
MEASURE_WORDS: Final = {
    "total": "in all",
    "closed": "discharged",
    "unverified": "awaiting verification",
    "in-progress": "in progress",
    "in-time": "open and not overdue",
    "not-late": "not overdue",
    "not-started": "not started",
    "not-started-besides": "not started",
    "no-owner": "without an owner",
    "no-date": "without a date",
    "under-way": "in progress",
    "dated": "with a date",
    "majority": "majority of work completed",
    "almost": "almost completed",
    "some": "some work completed",
    "later": "due later",
}
_ALL: Final = "All frameworks"


class Compared(NamedTuple):
    """One claim with what the plan has: `about` in words, both values, a remark.

    `ids` are the items by which the two differ, where they are few.
    """

    verdict: Verdict
    group: Group
    spot: Spot
    about: str
    paper: str
    plan: str
    ids: tuple[str, ...] = ()
    remark: str = ""
    quote: str = ""


class Names:
    """The names of a plan's frameworks, and of what a figure or a date is of."""

    def __init__(self, plan: Plan) -> None:
        self._names = {one.slug: one.name for one in plan.frameworks}
        self._parents = {one.parent for one in plan.frameworks if one.parent}

    def of(self, slug: str) -> str:
        """Return a framework's name; the slug where the plan has none of it."""
        return self._names.get(slug, slug)

    def of_all(self, slugs: Sequence[str]) -> str:
        """Return the names of frameworks; where there are none, of all."""
        return ", ".join(map(self.of, slugs)) or _ALL

    def of_scope(self, claim: FigureClaim | DueClaim) -> str:
        """Return whose items a figure or a date is of: all, a framework's own, with its parts."""
        name = self._names.get(claim.framework or "", "") if claim.extent != "near" else ""
        if name and claim.extent == "own" and claim.framework in self._parents:
            name += " (overall)"
        elif name and claim.extent == "family":
            name += " with its parts"
        return name or _ALL


def say(due: str) -> str:
    """Return a due as it is written: also of a month of which the paper gives no year."""
    if not due.startswith("--"):
        return say_due(due)
    return f"{due[5:].lstrip('0')} {MONTHS[int(due[2:4]) - 1]}".strip()


def stated(value: int | None, of: int | None = None, percent: float | None = None) -> str:
    """Return a figure as words: "3 of 8", "38%", "3"."""
    if value is None:
        return f"{percent:g}%" if percent is not None else ""
    return f"{value} of {of}" if of is not None else str(value)
