"""The values of a summary: counts by kind, of frameworks, inspections, bodies and sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hmic_tracker.domain.counts import Counts, Difference, count
from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.words import PROGRESS, Kind, Rag
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple
from hmic_tracker.query.terms import Compare
from hmic_tracker.reports.deferrals import Deferrals
from hmic_tracker.reports.figures import OPEN, Scope, figure_filter, figure_filters
from hmic_tracker.reports.verification_waits import Waits

if TYPE_CHECKING:
    from hmic_tracker.domain.grades import Change, Grade
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.reports.unsettled import Unsettled

NO_FRAMEWORK: Final = Framework(slug="", name="No framework")
COUNTED_KINDS: Final[tuple[Kind, ...]] = ("recommendation", "afi", "cause-of-concern")
"""The kinds that counts have; good practice is in none."""


class KindCounts(NamedTuple):
    """The counts of each kind that is counted, and of all of them together, of a `scope`."""

    recommendations: Counts
    afis: Counts
    causes_of_concern: Counts
    all: Counts
    unsettled: tuple[Difference, ...] = ()
    scope: Scope = ()

    def filters(self, kind: Kind | None = None) -> dict[str, str]:
        """The filter of each figure of a kind, or of all kinds together."""
        return figure_filters(self._scope(kind))

    def progress_filters(self, kind: Kind | None = None) -> dict[str, str]:
        """The filter of each number of open items by progress word."""
        words = {str(word): Compare("progress", "=", word) for word in PROGRESS}
        return figure_filters((*self._scope(kind), OPEN), words)

    def _scope(self, kind: Kind | None) -> Scope:
        return (*self.scope, Compare("kind", "=", kind)) if kind else self.scope

    @property
    def by_kind(self) -> dict[Kind, Counts]:
        """The counts by kind, in the order of `domain.words`."""
        return dict(zip(COUNTED_KINDS, self[:3], strict=True))

    def reported(self, kind: str) -> list[Difference]:
        """Where a source counts more completed of a kind."""
        return [d for d in self.unsettled if d.reported.kind == kind]


class InspectionSummary(NamedTuple):
    """The grade that an inspection gave a framework, with its own items; None: added by hand."""

    inspection: Inspection | None
    grade: Grade | None
    counts: KindCounts


class FrameworkSummary(NamedTuple):
    """One framework's own items; `with_children` a parent's together with its children's.

    `latest` is what its latest period says of a grade. `inspections` are those that graded it or
    have counted items of it, the oldest first. `before` is the grade that `grade` is held against,
    and `change` what came of it; None where there is none before.
    """

    framework: Framework
    grade: str | None
    period: str | None
    counts: KindCounts
    with_children: KindCounts | None
    children: int
    latest: Grade | None = None
    inspections: tuple[InspectionSummary, ...] = ()
    before: Grade | None = None
    change: Change | None = None


class BodySummary(NamedTuple):
    """The items of the inspections of one body, empty for those of none; `body` is its word."""

    body: str
    counts: KindCounts


class DateRequests(NamedTuple):
    """The open items that ask for another date, those that aren't `exempt` by their ids.

    `by_date` are these by the date that they ask for, the earliest first.
    """

    ids: tuple[str, ...]
    exempt: int
    filter: str
    by_date: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def total(self) -> int:
        """How many they are."""
        return len(self.ids) + self.exempt


class AdjustedCount(NamedTuple):
    """A count with what a source says is completed: of a framework, of it with its parts, of all.

    `framework` is the one counted, or the one whose parts are; None of all.
    """

    of: Literal["framework", "family", "plan"]
    framework: Framework | None
    completed: int
    total: int


class SourceDifference(NamedTuple):
    """Where a source counts more completed, and the counts that it touches as it would have them.

    They are the framework's, those of the parent with its parts, and the whole plan's.
    """

    difference: Difference
    counts: tuple[AdjustedCount, ...]


class Summary(NamedTuple):
    """The position on a day, since the newest document (`latest_source`) with later entries.

    `filter_text` is the expression of the items that it is about, empty for all, and `inspections`
    those that they come from; `open_rags` are the colours of what is open and not deferred, of
    which `amber_moved` are amber for their moves alone. `not_settled` has the fields to which two
    people gave different values, as far as they may be printed, `not_settled_ids` the items; so is
    `deferred`, what is not overdue by agreement. `waits` is what is completed and not checked.
    """

    as_of: date
    organisation: str | None
    inspections: tuple[Inspection, ...]
    frameworks: tuple[FrameworkSummary, ...]
    totals: KindCounts
    rags: dict[Rag, int]
    open_rags: dict[Rag, int]
    near_day: date
    amber_moved: int
    latest_source: tuple[str, date] | None
    later_entries: int
    others: dict[str, int]
    damaged: tuple[Damage, ...]
    requested: DateRequests
    filter_text: str = ""
    bodies: tuple[BodySummary, ...] = ()
    not_settled: tuple[Unsettled, ...] = ()
    not_settled_ids: tuple[str, ...] = ()
    deferred: Deferrals = Deferrals()
    waits: Waits = Waits()

    @property
    def amber_soon(self) -> int:
        """How many are amber because they are due soon."""
        return self.open_rags["amber"] - self.amber_moved

    @property
    def rag_filters(self) -> dict[str, str]:
        """The filter of each colour's number."""
        return figure_filters(self.totals.scope, {w: Compare("rag", "=", w) for w in self.rags})

    @property
    def not_settled_filter(self) -> str:
        """The filter of the items that are not settled."""
        return figure_filter(self.totals.scope, Compare("unsettled", "!=", None))

    @property
    def period(self) -> str:
        """The latest period in which a framework was graded; empty where none was."""
        return max((row.period for row in self.frameworks if row.period), default="")

    @property
    def differences(self) -> tuple[SourceDifference, ...]:
        """Where sources count more completed than the items do."""
        return tuple(_adjusted(self, difference) for difference in self.totals.unsettled)


def kind_counts(
    items: Iterable[Item], unsettled: list[Difference], today: date, scope: Scope
) -> KindCounts:
    """The counts of items by kind, with where a source counts more completed."""
    items = tuple(items)
    recommendations, afis, causes = (
        count((item for item in items if item.kind == kind), today) for kind in COUNTED_KINDS
    )
    return KindCounts(recommendations, afis, causes, count(items, today), tuple(unsettled), scope)


def _adjusted(summary: Summary, difference: Difference) -> SourceDifference:
    kind, slug = difference.reported.kind, difference.reported.framework
    rows = {row.framework.slug: row for row in summary.frameworks}
    counts: list[tuple[Literal["framework", "family", "plan"], Framework | None, KindCounts]] = []
    if row := rows.get(slug):
        counts.append(("framework", row.framework, row.counts))
        families = (row, rows.get(row.framework.parent or ""))
        family = next((one for one in families if one and one.with_children), None)
        if family and family.with_children:
            counts.append(("family", family.framework, family.with_children))
    counts.append(("plan", None, summary.totals))
    adjusted = (
        AdjustedCount(of, framework, own.completed + difference.uncounted_completed, own.total)
        for of, framework, own in ((of, at, kinds.by_kind[kind]) for of, at, kinds in counts)
    )
    return SourceDifference(difference, tuple(adjusted))
