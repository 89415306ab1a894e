"""Grades, the scales they are on, and how other forces did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hmic_tracker.light_typing import Final, Literal, NamedTuple, get_args

State = Literal["graded", "not-graded-separately", "not-inspected", "unknown"]
Change = Literal["improved", "unchanged", "declined", "not-comparable"]
STATES: Final[tuple[State, ...]] = get_args(State)
STATE_PHRASES: Final[dict[State, str]] = {
    "graded": "graded",
    "not-graded-separately": "not graded separately",
    "not-inspected": "not inspected",
    "unknown": "grade not known",
}
NO_GRADE: Final = "no grade"
"""What stands where the plan has nothing of a framework in a period."""


class Scale(NamedTuple):
    """An ordered list of grades, the best first."""

    name: str
    grades: tuple[str, ...]


SCALES: Final = (
    Scale("hmic-2005", ("Excellent", "Good", "Fair", "Poor")),
    Scale("peel-2014", ("Outstanding", "Good", "Requires improvement", "Inadequate")),
    Scale("peel-2021", ("Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate")),
    Scale("hmip-2009", ("Good", "Reasonably good", "Not sufficiently good", "Poor")),
    Scale("estyn-2010", ("Excellent", "Good", "Adequate", "Unsatisfactory")),
    Scale(
        "estyn-2017",
        (
            "Excellent",
            "Good",
            "Adequate and needs improvement",
            "Unsatisfactory and needs urgent improvement",
        ),
    ),
    Scale("care-2018", ("Excellent", "Very good", "Good", "Adequate", "Weak", "Unsatisfactory")),
    Scale("ciw-2023", ("Excellent", "Good", "Needs improvement", "Poor")),
    Scale("ciw-2025", ("Excellent", "Good", "Needs improvement", "Needs significant improvement")),
    Scale("ofsted-2018", ("Outstanding", "Good", "Requires improvement to be good", "Inadequate")),
    Scale(
        "ofsted-2025",
        (
            "Exceptional",
            "Strong standard",
            "Expected standard",
            "Needs attention",
            "Urgent improvement",
        ),
    ),
    Scale(
        "assurance-2013",
        ("Substantial assurance", "Reasonable assurance", "Limited assurance", "No assurance"),
    ),
    Scale(
        "ico-2012",
        ("High assurance", "Reasonable assurance", "Limited assurance", "Very limited assurance"),
    ),
    Scale("rsh-consumer-2024", ("C1", "C2", "C3", "C4")),
    Scale("rsh-governance-2012", ("G1", "G2", "G3", "G4")),
    Scale("rsh-viability-2012", ("V1", "V2", "V3", "V4")),
)
"""HMIC's grades from 2005; PEEL's from 2014, with Adequate from the 2021/22 round (Ofsted's and
CQC's words are PEEL's of 2014); the outcomes of healthy prison tests; Estyn's judgements of two
common inspection frameworks; the evaluations of care services in Scotland and the ratings of those
in Wales; judgements of children's services; report cards of schools since November 2025; the
opinions of internal audit in the public sector, and of the Information Commissioner's audits; the
grades of social landlords.
"""


class Grade(NamedTuple):
    """A framework's grade in one period, or why there is none."""

    framework: str
    period: str
    state: State = "graded"
    grade: str | None = None
    scale: str | None = None
    remark: str | None = None


class National(NamedTuple):
    """How many forces got each grade in one framework and period, as the source printed it.

    `grades` are the column heads, `printed` the numbers in the row. Where the row has fewer numbers
    than columns, the columns of its numbers are not known.
    """

    framework: str
    period: str
    grades: tuple[str, ...]
    printed: tuple[int, ...]
    expected: int | None = None
    remark: str | None = None

    @property
    def counts(self) -> dict[str, int] | None:
        """Forces per grade, or None where the row's cells can't be told apart."""
        if len(self.grades) != len(self.printed):
            return None
        return dict(zip(self.grades, self.printed, strict=True))

    @property
    def published(self) -> int:
        """How many forces the printed numbers add up to."""
        return sum(self.printed)

    @property
    def complete(self) -> bool:
        """Every cell is there and the row adds up to the number of forces."""
        return self.counts is not None and self.published == self.expected

    @property
    def missing(self) -> int:
        """Forces that the printed numbers leave out."""
        return max(0, (self.expected or self.published) - self.published)

    @property
    def too_many(self) -> int:
        """Forces that the printed numbers have beyond those there are."""
        return max(0, self.published - (self.expected or self.published))


class Place(NamedTuple):
    """How many other forces stand above, level with and below us; we are in none of the three."""

    above: int
    level: int
    below: int


def grade_phrase(grade: Grade | None) -> str:
    """A grade as it is read, or why there is none."""
    if grade is None:
        return NO_GRADE
    return grade.grade or STATE_PHRASES[grade.state]


def own_grade(grades: Iterable[Grade], framework: str) -> Grade | None:
    """What an inspection, whose `grades` they are, says of a framework in its latest period."""
    mine = [grade for grade in grades if grade.framework == framework]
    return max(mine, key=lambda grade: grade.period, default=None)


def expected_forces(rows: Iterable[National]) -> int | None:
    """What the rows with every cell agree on; None where they don't."""
    sums = {row.published for row in rows if row.counts is not None}
    return sums.pop() if len(sums) == 1 else None


def compared_grades(grades: Iterable[Grade]) -> tuple[Grade, Grade] | None:
    """The last two grades of a framework, oldest first; None where there aren't two."""
    graded = [grade for grade in grades if grade.state == "graded" and grade.grade]
    return (graded[-2], graded[-1]) if len(graded) > 1 else None


def change_of(grades: Iterable[Grade], scales: Iterable[Scale]) -> Change | None:
    """How the latest grade compares with the one before it; None where there is none before.

    `grades` are one framework's, oldest first. Grades compare only within a scale.
    """
    pair = compared_grades(grades)
    if pair is None:
        return None
    before, now = pair
    ranks = rank(scales)
    old, new = ranks.get((before.scale, before.grade)), ranks.get((now.scale, now.grade))
    if before.scale != now.scale or old is None or new is None:
        return "not-comparable"
    return "unchanged" if old == new else "improved" if new < old else "declined"


def rank(scales: Iterable[Scale]) -> Mapping[tuple[str | None, str | None], int]:
    """Each (scale, grade) with its place, 0 the best."""
    return {(s.name, grade): place for s in scales for place, grade in enumerate(s.grades)}


def place_among_forces(grade: str, row: National) -> Place | None:
    """Where our grade stands among the other forces; None where the row doesn't allow it."""
    counts = row.counts
    if not row.complete or counts is None or grade not in counts:
        return None
    at = row.grades.index(grade)
    return Place(sum(row.printed[:at]), max(0, row.printed[at] - 1), sum(row.printed[at + 1 :]))
