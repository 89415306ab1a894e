"""How many areas have a grade, by a paper, held against those of the plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from hmic_tracker.documents.claims.claim_types import GradeCounts, GradeExtreme
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.reports.compared import Compared, Names
from hmic_tracker.reports.grade_checks import is_same_grade

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.reports.grades import GradesReport

_UNCLEAR: Final = "of areas that the paper leaves open"
_OVERALL: Final = re.compile(r"overall\b", re.I)
"""How what sums up the areas begins, and is none of them: "Overall effectiveness"."""
_FEWEST: Final = 3
Given = Mapping[str, str]
"""The grade of each framework."""


class GradedAreas:
    """Knows which frameworks may be meant by "areas": all, those without parts, those of one."""

    def __init__(
        self, grades: GradesReport, inspections: Iterable[Inspection], names: Names
    ) -> None:
        rows = grades.frameworks
        self._ranks = {g: n for _, scale in grades.scales[:1] for n, g in enumerate(scale)}
        self._parents = {row.framework.slug: row.framework.parent for row in rows}
        self._names = names
        self._overall = {slug for slug in self._parents if _OVERALL.match(names.of(slug))}
        latest = {row.framework.slug: row.latest.grade for row in rows if row.latest}
        self._periods = {
            period: _given(
                (row.framework.slug, one.grade)
                for row in rows
                for one in row.grades
                if one.period == period
            )
            for period in grades.periods
        }
        each = (_given((g.framework, g.grade) for g in one.grades) for one in inspections)
        self._all = [_given(latest.items()), *self._periods.values(), *each]

    def compare(self, claim: GradeCounts | GradeExtreme) -> Compared | None:
        """Return how many areas have each grade, or which is the best, with what the plan has."""
        return self.count(claim) if isinstance(claim, GradeCounts) else self.extreme(claim)

    def count(self, claim: GradeCounts) -> Compared | None:
        """Return how many areas have each grade with what the plan has."""
        if claim.period and claim.period not in self._periods:
            return None
        groups = [one for one in self._groups(claim) if one]
        if claim.parts and not any(
            n for _, n in claim.parts
        ):  # "none was": of all, or of as many as it says
            largest = max(map(len, groups), default=0)
            groups = [one for one in groups if len(one) in {claim.whole or largest, largest}]
        sized = [one for one in groups if claim.whole in {None, len(one)}]
        if not groups:
            return None
        if fitting := next(
            (one for one in sized if self._right(claim, one) == len(claim.parts)), None
        ):
            return self._compared(claim, "agrees", fitting)
        nearest = max(sized or groups, key=lambda one: self._right(claim, one))
        is_sure = bool(claim.is_plain and (sized or not claim.parts))
        if not is_sure and sum(n for _, n in claim.parts) in {len(one) for one in groups}:
            is_sure = len(claim.parts) >= _FEWEST
        if not (is_sure or claim.is_plain):
            return None  # of something else
        if len(claim.parts) > 1 and claim.whole is None and self._each_fits(claim, groups):
            is_sure = False
        return self._compared(claim, "differs" if is_sure else "unclear", nearest)

    def _right(self, claim: GradeCounts, group: Given) -> int:
        """Return how many of the numbers are so in a group."""
        return sum(self._number(group, label) == n for label, n in claim.parts)

    def _each_fits(self, claim: GradeCounts, groups: Iterable[Given]) -> bool:
        """Whether each number is right for some areas, though not all for the same."""
        return all(any(self._number(one, label) == n for one in groups) for label, n in claim.parts)

    def _number(self, group: Given, label: str) -> int:
        """Return how many have a grade, one above or below it, or that one or better."""
        grade = label.removeprefix("above ").removeprefix("below ")
        grade = grade.removesuffix(" or better").removesuffix(" or worse")
        own = self._ranks.get(grade, -1)
        ranks = [self._ranks.get(one, -1) for one in group.values()]
        if label == grade or own < 0 or -1 in ranks:
            return Counter(group.values())[label]
        is_up = label.startswith("above ") or label.endswith(" better")
        also = label.endswith((" better", " worse"))
        return sum((rank < own) if is_up else (rank > own) for rank in ranks) + (
            ranks.count(own) if also else 0
        )

    def extreme(self, claim: GradeExtreme) -> Compared | None:
        """Return the best or the lowest grade with that of the plan, or whether it is one's own."""
        groups = [one for one in self._groups(claim) if one and _is_ranked(one, self._ranks)]
        groups = [one for one in groups if claim.whole in {None, len(one)}]
        if claim.framework:
            groups = [one for one in groups if claim.framework in one]
        if not groups:
            return None
        ends = [self._end(one, claim.which) for one in groups]
        if claim.framework:
            own = {one[claim.framework] for one in groups}
            holds = any(one[claim.framework] == end for one, end in zip(groups, ends, strict=True))
            holds = holds and (claim.grade is None or any(map(_alike(claim.grade), own)))
        else:
            holds = any(map(_alike(claim.grade or ""), ends))
        paper = [self._names.of(claim.framework)] if claim.framework else []
        return Compared(
            "agrees" if holds else "differs",
            "grade",
            claim.spot,
            f"the {claim.which} grade",
            ", ".join([*paper, *filter(None, [claim.grade])]),
            ends[0],
            quote=claim.quote,
        )

    def _end(self, group: Given, which: str) -> str:
        ranked = sorted(group.values(), key=self._ranks.__getitem__)
        return ranked[0] if which == "best" else ranked[-1]

    def _groups(self, claim: GradeCounts | GradeExtreme) -> Iterator[Given]:
        period = claim.period if isinstance(claim, GradeCounts) else None
        given = [self._periods[period]] if period else self._all
        tops = [one for one in claim.tops if one in set(self._parents.values())]
        for one in given:
            yield from self._parts(one, tops)
            if not tops:
                yield from self._parts(one, claim.above)
                yield from self._wholes(one)

    def _wholes(self, given: Given) -> Iterator[Given]:
        parents = {self._parents.get(slug) for slug in given}
        yield given
        yield {slug: grade for slug, grade in given.items() if slug not in self._overall}
        yield {slug: grade for slug, grade in given.items() if slug not in parents}
        yield {slug: grade for slug, grade in given.items() if self._parents.get(slug) not in given}
        yield {slug: grade for slug, grade in given.items() if self._parents.get(slug) in given}

    def _parts(self, given: Given, tops: Iterable[str]) -> Iterator[Given]:
        for top in tops:
            parts = {slug: grade for slug, grade in given.items() if self._parents.get(slug) == top}
            yield parts
            yield {**parts, **{slug: grade for slug, grade in given.items() if slug == top}}

    def _compared(self, claim: GradeCounts, verdict: str, group: Given) -> Compared:
        paper = ", ".join(f"{n} {label}" for label, n in claim.parts)
        plan = ", ".join(f"{self._number(group, label)} {label}" for label, _ in claim.parts)
        if not claim.parts or len(group) != (claim.whole or len(group)):
            paper, plan = f"{paper or claim.whole}", plan or str(len(group))
        return Compared(
            "agrees" if verdict == "agrees" else "differs" if verdict == "differs" else "unclear",
            "grade",
            claim.spot,
            "areas by their grades" if claim.parts else "areas graded",
            paper,
            plan,
            quote=claim.quote,
            remark=_UNCLEAR if verdict == "unclear" else "",
        )


def _given(grades: Iterable[tuple[str, str | None]]) -> Given:
    return {slug: grade for slug, grade in grades if grade}


def _alike(grade: str) -> Callable[[str], bool]:
    return lambda other: is_same_grade(grade, other)


def _is_ranked(group: Given, ranks: Mapping[str, int]) -> bool:
    return all(grade in ranks for grade in group.values())
