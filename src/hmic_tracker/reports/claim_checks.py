"""Each claim of a paper held against what the plan has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hmic_tracker.documents.claims.claim_types import (
    THE_REST,
    Claim,
    ColourClaim,
    CountedIds,
    DueClaim,
    FigureClaim,
    GradeClaim,
    GradeCounts,
    GradeExtreme,
    ItemClaim,
    JointClaim,
    Mention,
    NationalClaim,
    PartCount,
    PlaceClaim,
    PublishedClaim,
    RestClaim,
    ShareClaim,
    SumClaim,
)
from hmic_tracker.domain.counts import Difference, differences
from hmic_tracker.domain.dates import say_due
from hmic_tracker.domain.replay import plan_as_of
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.reports.claim_senses import OF_ANOTHER, Senses
from hmic_tracker.reports.colour_checks import ColourChecker
from hmic_tracker.reports.compared import KIND_WORDS, MEASURE_WORDS, Compared, Names, say, stated
from hmic_tracker.reports.figure_checks import FigureChecker, is_wrong_share
from hmic_tracker.reports.grade_checks import GradeChecker
from hmic_tracker.reports.graded_areas import GradedAreas
from hmic_tracker.reports.grades import GradesReport, grades_report
from hmic_tracker.reports.item_checks import ItemChecker
from hmic_tracker.reports.mention_checks import MentionChecker
from hmic_tracker.reports.paper_values import PlanValues
from hmic_tracker.reports.part_checks import part_compared
from hmic_tracker.reports.rest_checks import may_be_left
from hmic_tracker.reports.share_checks import joint_holds, share_held, without_parts
from hmic_tracker.reports.sight_scopes import SightScopes

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan


class ClaimChecker:
    """Holds claims against a plan as of a day."""

    def __init__(self, plan: Plan, day: date) -> None:
        whole = plan.without_parts()
        unsettled: Sequence[Difference] = differences(whole, day)
        current = plan_as_of(whole, day)
        grades: GradesReport = grades_report(current, day)
        self.values = PlanValues(current, day)
        self.unnamed = frozenset(
            one.reported.framework for one in unsettled if one.uncounted_completed
        )
        self._names = Names(current)
        counted = self.values.counted
        self._has_frameworks = not counted or any(item.framework for item in counted)
        self._figures = FigureChecker(self.values, self._names, unsettled)
        self._items = ItemChecker(self.values, self._names, grades)
        self._grades = GradeChecker(grades, self._names)
        self._graded = GradedAreas(grades, current.inspections, self._names)
        self._scopes = SightScopes(self.values, self.unnamed)
        self._mentions = MentionChecker(self._scopes, grades)
        self._colours = ColourChecker(self._scopes)
        self._senses = Senses(self._scopes, self._mentions, grades, self._items.holds)

    def compare(self, claim: Claim) -> Compared | None:
        """Return a claim with what the plan has; None where there is nothing to say.

        One that is in doubt never differs: it is not compared, and the remark says why.
        """
        if not self._has_frameworks and _of_framework(claim):
            return None  # the paper puts items under frameworks, and the plan puts none
        compared = self._compare(claim)
        if compared is None or compared.verdict != "differs":
            return compared
        doubt = getattr(claim, "doubt", "")
        if isinstance(claim, FigureClaim):
            if is_wrong_share(claim):
                return compared
            doubt = self._figures.doubt(claim)
        if doubt == THE_REST and isinstance(claim, (FigureClaim, Mention)):
            doubt = doubt if may_be_left(self.values, claim) else ""
        if doubt:
            return compared._replace(verdict="unclear", remark=doubt)
        if self._senses.explain(claim):
            return compared._replace(verdict="unclear", remark=OF_ANOTHER)
        return compared

    def _compare(self, claim: Claim) -> Compared | None:
        match claim:
            case FigureClaim():
                return self._figures.compare(claim)
            case JointClaim():
                return self._joint(claim)
            case ShareClaim():
                return self._share(claim)
            case PartCount():
                return part_compared(self._scopes, claim)
            case ColourClaim():
                return self._colours.compare(claim)
            case Mention():
                return self._mention(claim)
            case DueClaim():
                return self._items.due(claim)
            case ItemClaim():
                return self._items.item(claim)
            case GradeClaim() | NationalClaim() | PlaceClaim():
                return self._grades.compare(claim)
            case GradeCounts() | GradeExtreme():
                return self._graded.compare(claim)
            case PublishedClaim():
                return self._published(claim)
            case SumClaim() | CountedIds() | RestClaim():
                return _by_itself(claim)

    def _joint(self, claim: JointClaim) -> Compared | None:
        if claim.of is not None:
            whole = without_parts(self._scopes, claim)
        else:
            all_items = self.values.of_kind(self.values.counted, claim.kind)
            whole = None if joint_holds(self._scopes, claim) else all_items
        if whole is None:
            return None
        words = [f"{n} {MEASURE_WORDS.get(one, one)}" for one, n in claim.parts]
        plan = [
            f"{len(self.values.that_are(whole, one)[0])} {MEASURE_WORDS.get(one, one)}"
            for one, _ in claim.parts
        ]
        return Compared(
            "differs",
            "status",
            claim.spot,
            f"{KIND_WORDS[claim.kind]}, counted together",
            ", ".join(words),
            ", ".join(plan) if whole else f"{claim.of} in all",
            quote=claim.quote,
        )

    def _published(self, claim: PublishedClaim) -> Compared | None:
        known = [one.published for one in self.values.plan.inspections if one.published]
        if not known:
            return None
        holds = any(day.startswith(claim.day) or claim.day.startswith(day) for day in known)
        return Compared(
            "agrees" if holds else "differs",
            "date",
            claim.spot,
            "the inspection, published",
            say_due(claim.day),
            ", ".join(map(say_due, dict.fromkeys(known))),
            quote=claim.quote,
        )

    def _share(self, claim: ShareClaim) -> Compared | None:
        verdict, plan = share_held(self._scopes, claim)
        what = MEASURE_WORDS.get(claim.measure, claim.measure)
        about = f"{self._names.of_all(claim.frameworks)}, {KIND_WORDS[claim.kind]} {what}"
        return Compared(verdict, "status", claim.spot, about, claim.amount, plan, quote=claim.quote)

    def _mention(self, claim: Mention) -> Compared | None:
        is_date = claim.group == "date"
        paper = say(claim.due) if is_date else claim.grade or stated(claim.value, claim.of)
        holds, plan = self._mentions.holds(claim)
        if not holds and claim.of and not self._mentions.knows(claim):
            return None
        about = f"{self._names.of_all(claim.sight.frameworks)}, {_mentioned(claim)}"
        return Compared(
            "agrees" if holds else "differs",
            claim.group,
            claim.spot,
            about,
            paper,
            plan,
            quote=claim.quote,
        )


def _of_framework(claim: Claim) -> bool:
    """Whether a claim is of a framework's items."""
    if isinstance(claim, (FigureClaim, DueClaim)):
        return claim.framework is not None
    return isinstance(claim, Mention) and claim.group == "count" and bool(claim.sight.frameworks)


def _by_itself(claim: SumClaim | CountedIds | RestClaim) -> Compared | None:
    """Return what a paper itself says otherwise: a total beside its rows, a number beside ids."""
    if isinstance(claim, RestClaim):
        return _rest(claim)
    return _sum(claim) if isinstance(claim, SumClaim) else _counted_ids(claim)


def _rest(claim: RestClaim) -> Compared:
    parts = " and ".join(map(str, claim.parts))
    left = claim.whole - sum(claim.parts)
    return Compared(
        "agrees" if claim.holds else "differs",
        "count",
        claim.spot,
        f"what is left of {claim.whole}",
        str(claim.rest),
        f"{claim.whole} without {parts} is {left}",
        quote=claim.quote,
    )


def _sum(claim: SumClaim) -> Compared | None:
    if claim.printed == claim.adds_up_to:
        return None
    return Compared(
        "differs",
        "count",
        claim.spot,
        f"{claim.column}, the total of the column",
        str(claim.printed),
        f"the rows add up to {claim.adds_up_to}",
        remark=f"({claim.rows})",
    )


def _counted_ids(claim: CountedIds) -> Compared:
    return Compared(
        "agrees" if len(claim.ids) == claim.value else "differs",
        "count",
        claim.spot,
        "items named in the row",
        str(claim.value),
        str(len(claim.ids)),
        quote=claim.quote,
    )


def _mentioned(claim: Mention) -> str:
    """What something in a sentence may be of, in words: "due", "grade", "AFIs of any sort"."""
    if claim.group == "date":
        return "completed on" if claim.is_done else "due"
    if claim.group == "grade":
        return "grade"
    kind = KIND_WORDS[claim.kinds[0] if len(claim.kinds) == 1 else None]
    if claim.due:
        return f"{kind} due in {say_due(claim.due)}"
    what = ", ".join(MEASURE_WORDS.get(one, one) for one in claim.measures)
    return f"{kind} {what or 'of any sort'}"
