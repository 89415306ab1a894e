"""Grades of a paper, and of forces of the country, held against those of the plan."""

from __future__ import annotations

from hmic_tracker.documents.claims.claim_types import (
    PREVIOUS,
    GradeClaim,
    NationalClaim,
    PlaceClaim,
)
from hmic_tracker.domain.grades import NO_GRADE
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.reports.compared import Compared, Names

if TYPE_CHECKING:
    from hmic_tracker.reports.grades import GradesReport

_NOT_GRADED: Final = "not graded"


class GradeChecker:
    """Holds grades against those that the plan's frameworks were given."""

    def __init__(self, grades: GradesReport, names: Names) -> None:
        self._rows = {row.framework.slug: row for row in grades.frameworks}
        self._names = names

    def compare(self, claim: GradeClaim | NationalClaim | PlaceClaim) -> Compared | None:
        """Return a grade, or how other forces stand, with what the plan has."""
        match claim:
            case GradeClaim():
                return self.grade(claim)
            case NationalClaim():
                return self.national(claim)
            case PlaceClaim():
                return self.place(claim)

    def grade(self, claim: GradeClaim) -> Compared:
        """Return a grade with the one given in its period, the latest where it names none."""
        row = self._rows.get(claim.framework)
        name = self._names.of(claim.framework)
        given = row.in_period(claim.period) if row and claim.period else row.latest if row else None
        if row and claim.period == PREVIOUS:
            given = row.compared[0] if row.compared else None
        about = f"{name}, grade" + (f" {claim.period}" if claim.period else "")
        paper = claim.grade or _NOT_GRADED
        if given is None:
            return Compared("unclear", "grade", claim.spot, about, paper, NO_GRADE)
        return Compared(
            "agrees" if is_same_grade(given.grade, claim.grade) else "differs",
            "grade",
            claim.spot,
            about,
            paper,
            given.grade or _NOT_GRADED,
            quote=claim.quote,
        )

    def national(self, claim: NationalClaim) -> Compared:
        """Return how many forces have each grade with what the plan has."""
        row = self._rows.get(claim.framework)
        name = self._names.of(claim.framework)
        printed = " ".join(map(str, claim.printed))
        known = [one.national for one in row.national] if row else []
        if claim.period:
            known = [one for one in known if one.period == claim.period] or known[:0]
        if not known:
            return Compared("unclear", "national", claim.spot, name, printed, "")
        mine = known[-1]
        plan = " ".join(map(str, mine.printed))
        if len(claim.printed) < len(claim.grades) and not claim.as_printed:
            of = f" of {mine.expected} forces" if mine.expected else ""
            return Compared(
                "cells-missing", "national", claim.spot, name, printed, f"{sum(claim.printed)}{of}"
            )
        return Compared(
            "agrees" if claim.printed == mine.printed else "differs",
            "national",
            claim.spot,
            f"{name}, forces by grade",
            printed,
            plan,
            quote=claim.quote,
        )

    def place(self, claim: PlaceClaim) -> Compared | None:
        """Return how many forces stand higher, alike or lower; None where the plan has no place."""
        row = self._rows.get(claim.framework)
        places = [one.place for one in row.national if one.place] if row else []
        if not places:
            return None
        plan = getattr(places[-1], claim.where)
        name = self._names.of(claim.framework)
        return Compared(
            "agrees" if plan == claim.value else "differs",
            "national",
            claim.spot,
            f"{name}, other forces {claim.where}",
            str(claim.value),
            str(plan),
            quote=claim.quote,
        )


def is_same_grade(given: str | None, paper: str | None) -> bool:
    """Return whether two grades are one, in full or short: "Requires improvement (to be good)"."""
    short, long = sorted((given or "", paper or ""), key=len)
    return short == long or bool(short and long.startswith(f"{short} "))
