"""Each claim of a paper held against what the plan has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from hmic_tracker.documents.claims.claim_types import (
    A_PART,
    OF_SOME,
    PREVIOUS,
    Claim,
    CountedIds,
    DueClaim,
    FigureClaim,
    GradeClaim,
    Group,
    ItemClaim,
    JointClaim,
    Mention,
    NationalClaim,
    PlaceClaim,
    ShareClaim,
    Spot,
    SumClaim,
)
from hmic_tracker.domain.counts import Difference, differences
from hmic_tracker.domain.dates import MONTHS, deadline, say_due
from hmic_tracker.domain.grades import NO_GRADE, Grade
from hmic_tracker.domain.replay import plan_as_of
from hmic_tracker.domain.rules import days_overdue, is_completed, is_open, is_overdue
from hmic_tracker.domain.words import PROGRESS_PHRASES, STATUS_PHRASES, Kind
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple
from hmic_tracker.reports.claim_senses import OF_ANOTHER, Senses
from hmic_tracker.reports.grades import GradesReport, grades_report
from hmic_tracker.reports.item_days import done_days, same_due
from hmic_tracker.reports.mention_checks import MentionChecker
from hmic_tracker.reports.paper_values import PlanValues, Scope
from hmic_tracker.reports.share_checks import joint_holds, share_held
from hmic_tracker.reports.sight_scopes import SightScopes

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan

Verdict = Literal["agrees", "differs", "cells-missing", "unclear"]
_MANY: Final = 10
"""From so many on, no two frameworks have as many items by chance."""
_MOST_IDS: Final = 6
_ROUNDED: Final = 1.01
"""By so many points a share is off that was rounded up or down."""
_KIND_WORDS: Final[dict[Kind | None, str]] = {
    "recommendation": "recommendations",
    "afi": "AFIs",
    "cause-of-concern": "causes of concern",
    None: "items",
}
_MEASURE_WORDS: Final = {
    "total": "in all",
    "closed": "discharged",
    "unverified": "awaiting verification",
    "in-progress": "in progress",
    "in-time": "open and not overdue",
    "not-started": "not started",
    "no-owner": "without an owner",
    "majority": "majority of work completed",
    "almost": "almost completed",
    "some": "some work completed",
    "later": "due later",
}


COMPLETED_MEASURES: Final = frozenset({"completed", "unverified", "closed"})


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


class ClaimChecker:
    """Holds claims against a plan as of a day."""

    def __init__(self, plan: Plan, day: date) -> None:
        whole = plan.without_parts()
        self.differences: Sequence[Difference] = differences(whole, day)
        self.current = plan_as_of(whole, day)
        self.values = PlanValues(self.current, day)
        self.day = day
        self.grades: GradesReport = grades_report(self.current, day)
        self.names = {f.slug: f.name for f in self.current.frameworks}
        self.unnamed = frozenset(
            one.reported.framework for one in self.differences if one.uncounted_completed
        )
        self.scopes = SightScopes(self.values, self.unnamed)
        self.mentions = MentionChecker(self.scopes, self.grades)
        self.senses = Senses(self.scopes, self.mentions, self.grades, self._holds)
        self.parents = {f.parent for f in self.current.frameworks if f.parent}

    def compare(self, claim: Claim) -> Compared | None:
        """Return a claim with what the plan has; None where there is nothing to say.

        One that is in doubt never differs: it is not compared, and the remark says why.
        """
        compared = self._compare(claim)
        doubt = getattr(claim, "doubt", "")
        if isinstance(claim, FigureClaim) and (
            (doubt == OF_SOME and self._is_of_family(claim))
            or (doubt == A_PART and self._is_share_of_all(claim))
        ):
            doubt = ""
        if isinstance(claim, FigureClaim) and _is_wrong_share(claim):
            return compared
        if compared is not None and compared.verdict == "differs" and doubt:
            return compared._replace(verdict="unclear", remark=doubt)
        if compared is not None and compared.verdict == "differs" and self.senses.explain(claim):
            return compared._replace(verdict="unclear", remark=OF_ANOTHER)
        return compared

    def _compare(self, claim: Claim) -> Compared | None:
        match claim:
            case FigureClaim():
                return self._figure(claim)
            case JointClaim():
                return self._joint(claim)
            case ShareClaim():
                return self._share(claim)
            case Mention():
                return self._mention(claim)
            case DueClaim():
                return self._due(claim)
            case ItemClaim():
                return self._item(claim)
            case GradeClaim():
                return self._grade(claim)
            case NationalClaim():
                return self._national(claim)
            case PlaceClaim():
                return self._place(claim)
            case SumClaim():
                agrees = claim.printed == claim.adds_up_to
                return (
                    None
                    if agrees
                    else Compared(
                        "differs",
                        "count",
                        claim.spot,
                        f"{claim.column}, the total of the column",
                        str(claim.printed),
                        f"the rows add up to {claim.adds_up_to}",
                        remark=f"({claim.rows})",
                    )
                )
            case CountedIds():
                agrees = len(claim.ids) == claim.value
                return Compared(
                    "agrees" if agrees else "differs",
                    "count",
                    claim.spot,
                    "items named in the row",
                    str(claim.value),
                    str(len(claim.ids)),
                    quote=claim.quote,
                )

    def _about(self, claim: FigureClaim | DueClaim) -> str:
        name = self.names.get(claim.framework or "", "") if claim.extent != "near" else ""
        if name and claim.extent == "own" and claim.framework in self.parents:
            name += " (overall)"
        elif name and claim.extent == "family":
            name += " with its parts"
        return name or "All frameworks"

    def _joint(self, claim: JointClaim) -> Compared | None:
        if joint_holds(self.scopes, claim):
            return None
        words = [f"{n} {_MEASURE_WORDS.get(one, one)}" for one, n in claim.parts]
        whole = self.values.of_kind(self.values.counted, claim.kind)
        plan = [
            f"{len(self.values.that_are(whole, one)[0])} {_MEASURE_WORDS.get(one, one)}"
            for one, _ in claim.parts
        ]
        return Compared(
            "differs",
            "status",
            claim.spot,
            f"{_KIND_WORDS[claim.kind]}, counted together",
            ", ".join(words),
            ", ".join(plan),
            quote=claim.quote,
        )

    def _share(self, claim: ShareClaim) -> Compared | None:
        verdict, plan = share_held(self.scopes, claim)
        what = _MEASURE_WORDS.get(claim.measure, claim.measure)
        about = f"{self._named(claim.frameworks)}, {_KIND_WORDS[claim.kind]} {what}"
        return Compared(verdict, "status", claim.spot, about, claim.amount, plan, quote=claim.quote)

    def _named(self, slugs: Sequence[str]) -> str:
        return ", ".join(self.names.get(one, one) for one in slugs) or "All frameworks"

    def _mention(self, claim: Mention) -> Compared | None:
        is_date = claim.group == "date"
        paper = _say(claim.due) if is_date else claim.grade or _stated(claim.value, claim.of, None)
        holds, plan = self.mentions.holds(claim)
        if not holds and claim.of and not self.mentions.knows(claim):
            return None
        verdict: Verdict = "agrees" if holds else "differs"
        about = f"{self._named(claim.sight.frameworks)}, {_mentioned(claim)}"
        return Compared(verdict, claim.group, claim.spot, about, paper, plan, quote=claim.quote)

    def _figure(self, claim: FigureClaim) -> Compared:
        paper = _stated(claim.value, claim.of, claim.percent)
        if claim.is_open_kind:
            counted = self.values.counted
            kinds: tuple[Kind | None, ...] = (None, "recommendation", "afi", "cause-of-concern")
            fits = [k for k in kinds if len(self.values.of_kind(counted, k)) == claim.of]
            if not fits:
                return Compared("unclear", claim.group, claim.spot, "items", paper, "")
            claim = claim._replace(kind=fits[0], framework=None, extent="plan", near=())
        if claim.measure in {"due-by", "due-on", "later"} and claim.by is None:
            return Compared("unclear", claim.group, claim.spot, "items due", paper, "")
        about = f"{self._about(claim)}, {_counted_words(claim)}"
        if _is_wrong_share(claim):
            share = f"{100 * (claim.value or 0) / (claim.of or 1):.0f}%"
            about = f"{claim.value} of {claim.of}, as a share"
            return Compared(
                "differs",
                claim.group,
                claim.spot,
                about,
                f"{claim.percent:g}%",
                share,
                quote=claim.quote,
            )
        best: tuple[int, str, tuple[str, ...]] | None = None
        scopes, is_sure = self._scopes(claim)
        for scope in scopes:
            of_kind = self.values.of_kind(scope.items, claim.kind)
            if claim.also:
                of_kind = self.values.that_are_all(of_kind, claim.also)
            bases = self.values.that_are(of_kind, claim.base)
            for base in bases:
                for so in self.values.that_are(base, claim.measure, claim.by):
                    held = _fits(claim, len(so), len(base)) or (
                        (claim.attributed or claim.is_unnamed)
                        and self._by_source(claim, len(so), len(base))
                    )
                    plan = _stated(
                        len(so),
                        len(base) if claim.of is not None else None,
                        _percent(len(so), len(base)) if claim.percent is not None else None,
                    )
                    if held:
                        return Compared(
                            "agrees", claim.group, claim.spot, about, paper, plan, quote=claim.quote
                        )
                    is_sure = is_sure or claim.of == len(base)
                    off = abs((claim.value or 0) - len(so))
                    ids = _apart(claim, base, so)
                    if best is None or off < best[0]:
                        best = off, plan, ids
        if best is None:
            return Compared("unclear", claim.group, claim.spot, about, paper, "")
        if (claim.attributed and not self._is_beyond_source(claim, best[1])) or not is_sure:
            return Compared("unclear", claim.group, claim.spot, about, paper, best[1])
        return Compared(
            "differs", claim.group, claim.spot, about, paper, best[1], best[2], quote=claim.quote
        )

    def _scopes(self, claim: FigureClaim) -> tuple[list[Scope], bool]:
        """Return the items that a figure may be of, and whether it is surely of these."""
        own = self.values.scopes(claim.framework, claim.extent)
        others = [] if claim.is_whole else self._near(claim)
        if claim.doubt == OF_SOME and self._is_of_family(claim):
            return self._families_of(claim), True
        unsure = own if claim.extent == "near" else others
        near = [self.values.of_kind(one.items, claim.kind) for one in unsure if one.framework]
        is_named = claim.framework is not None and claim.extent != "near"
        is_sure = not near or is_named or (claim.value or 0) > max(map(len, near))
        scopes = [*own, *others]
        if claim.of is not None and claim.near:
            scopes = self._of_so_many(claim, scopes) or scopes
        return scopes, is_sure

    def _of_so_many(self, claim: FigureClaim, scopes: Sequence[Scope]) -> list[Scope]:
        """Which scopes hold as many items as a share says it is of."""
        return [
            scope
            for scope in scopes
            if any(
                len(base) == claim.of
                for base in self.values.that_are(
                    self.values.of_kind(scope.items, claim.kind), claim.base
                )
            )
        ]

    def _is_of_family(self, claim: FigureClaim) -> bool:
        """Whether items named by their subject are as many as those of a framework named before."""
        return len(self._families_of(claim)) == 1

    def _is_share_of_all(self, claim: FigureClaim) -> bool:
        """Whether a number and its share are of all items of a kind: "36 entries (56%)"."""
        whole = len(self.values.of_kind(self.values.counted, claim.kind))
        if not whole or claim.value is None or claim.percent is None or claim.framework:
            return False
        return claim.value >= _MANY and round(100 * claim.value / whole) == round(claim.percent)

    def _families_of(self, claim: FigureClaim) -> list[Scope]:
        """The frameworks that have so many items as a share is of, where these are many."""
        if claim.of is None or claim.of < _MANY:
            return []
        each = [s for f in self.names for s in self.values.scopes(f, "either")]
        same = {scope.items: scope for scope in self._of_so_many(claim, each)}
        return list(same.values())

    def _near(self, claim: FigureClaim) -> list[Scope]:
        """What a figure may be of besides: the frameworks named before it, with those above."""
        if not claim.near:
            return []
        parents = {f.slug: f.parent for f in self.current.frameworks}
        slugs = dict.fromkeys(
            slug for one in claim.near for slug in (one, parents.get(one)) if slug
        )
        near = [scope for slug in slugs for scope in self.values.scopes(slug, "either")]
        return [*near, *self.values.scopes(None, "plan")]

    def _is_beyond_source(self, claim: FigureClaim, plan: str) -> bool:
        """Whether a figure that is put down to a source is more than any source counts."""
        so = int(plan) if plan.isdecimal() else None
        if so is None or claim.value is None or claim.of is not None:
            return False
        extra = sum(
            one.uncounted_completed
            for one in self.differences
            if claim.kind in {None, one.reported.kind}
        )
        return claim.value > so + extra

    def _by_source(self, claim: FigureClaim, so: int, base: int) -> bool:
        """Whether a figure is what a source counts, which the plan has not settled."""
        extra = sum(
            one.uncounted_completed
            for one in self.differences
            if claim.kind in {None, one.reported.kind}
            and self._may_be_of(claim, one.reported.framework)
        )
        if claim.value is None or claim.of not in {None, base}:
            return False
        if claim.measure in {"open", "in-progress", "in-time", "some", "majority"}:
            return so - extra <= claim.value < so
        return claim.measure in COMPLETED_MEASURES and so < claim.value <= so + extra

    def _may_be_of(self, claim: FigureClaim, framework: str) -> bool:
        """Whether a framework's items are among those that a figure is of."""
        if claim.framework is None or claim.extent == "near" or claim.near:
            return True
        parents = {f.slug: f.parent for f in self.current.frameworks}
        return claim.framework in {framework, parents.get(framework)}

    def _due(self, claim: DueClaim) -> Compared:
        about = f"{self._about(claim)}, {_KIND_WORDS[claim.kind]} due"
        if claim.which:
            about = f"{self._about(claim)}, {claim.which} date"
        if claim.latest:
            about = f"{self._about(claim)}, latest due"
        paper = _say(claim.due) if claim.due else "none open"
        dues: set[str] = set()
        for scope in self.values.scopes(claim.framework, claim.extent):
            mine = [i for i in self.values.of_kind(scope.items, claim.kind) if is_open(i)]
            known = {item.due for item in mine if item.due and not item.exempt}
            dues |= known
            if claim.due is None and not mine:
                return Compared("agrees", "date", claim.spot, about, paper, "none open")
            wanted = {max(known, key=deadline)} if claim.latest and known else known
            if claim.which:
                wanted = self._first(known, claim.which)
                dues = wanted
            if claim.due and any(same_due(claim.due, due) for due in wanted):
                return Compared("agrees", "date", claim.spot, about, paper, paper)
        if not dues:
            return Compared(
                "unclear" if claim.due is None else "differs",
                "date",
                claim.spot,
                about,
                paper,
                "no date",
            )
        ordered = sorted(dues, key=deadline)
        plan = say_due(ordered[-1]) if claim.latest else ", ".join(map(say_due, ordered[:4]))
        return Compared("differs", "date", claim.spot, about, paper, plan, quote=claim.quote)

    def _first(self, dues: Collection[str], which: str) -> set[str]:
        """The first of some dues, or the first that is still to come."""
        if which == "last":
            return {max(dues, key=deadline)} if dues else set()
        coming = [due for due in dues if which == "oldest" or deadline(due) >= self.day]
        return {min(coming, key=deadline)} if coming else set()

    def _item(self, claim: ItemClaim) -> Compared:
        if claim.items.labels and claim.items.kind is None:
            return self._of_any_kind(claim)
        return self._of_items(claim)

    def _of_any_kind(self, claim: ItemClaim) -> Compared:
        """What a paper says of a number of which it leaves the kind open, in its best reading."""
        kinds: tuple[Kind, ...] = ("recommendation", "afi", "cause-of-concern")
        each = [
            self._of_items(claim._replace(items=claim.items._replace(kind=kind))) for kind in kinds
        ]
        order = {"agrees": 0, "differs": 1, "unclear": 2}
        return min(each, key=lambda one: order.get(one.verdict, 3))

    def _of_items(self, claim: ItemClaim) -> Compared:
        items = self.values.items_of(claim.items)
        field = {"due": "date", "days-late": "date", "done-on": "date"}.get(claim.field, "status")
        group: Group = "date" if field == "date" else "status"
        named = _named(claim, items)
        if items is None:
            return Compared("unclear", group, claim.spot, named, claim.stated, "")
        if claim.field == "done-on" and not all(map(done_days, items)):
            return Compared("unclear", group, claim.spot, named, claim.stated, "")
        wrong = [item for item in items if not self._holds(claim, item)]
        stated = _say(claim.due) if claim.due else claim.stated
        about = f"{named}, {_FIELDS[claim.field]}"
        first = wrong[0] if wrong else items[0]
        return Compared(
            "differs" if wrong else "agrees",
            group,
            claim.spot,
            about,
            stated,
            self._value(claim, first),
            tuple(i.id for i in wrong) if len(items) > 1 else (),
            quote=claim.quote,
        )

    def _holds(self, claim: ItemClaim, item: Item) -> bool:
        match claim.field:
            case "status":
                if claim.statuses == frozenset({"in-progress"}) and item.status == "not-started":
                    return item.reported_progress != "none"
                return item.status in claim.statuses
            case "progress":
                return item.reported_progress == claim.progress
            case "due":
                if item.due is None or item.exempt:
                    return is_completed(item)
                return same_due(claim.due or "", item.due)
            case "overdue":
                return is_overdue(item, self.day)
            case "days-late":
                return days_overdue(item, self.day) == claim.days
            case "on-course":
                return not is_overdue(item, self.day)
            case "done-on":
                return any(day.startswith(claim.due or "") for day in done_days(item))

    def _value(self, claim: ItemClaim, item: Item) -> str:
        match claim.field:
            case "due":
                return say_due(item.due) if item.due else "no date"
            case "progress":
                return PROGRESS_PHRASES[item.reported_progress]
            case "overdue":
                return "overdue" if is_overdue(item, self.day) else "not overdue"
            case "days-late":
                return str(days_overdue(item, self.day))
            case "on-course":
                return "overdue" if is_overdue(item, self.day) else STATUS_PHRASES[item.status]
            case "done-on":
                return ", ".join(map(say_due, done_days(item)))
            case "status":
                return STATUS_PHRASES[item.status]

    def _grade(self, claim: GradeClaim) -> Compared:
        row = next((r for r in self.grades.frameworks if r.framework.slug == claim.framework), None)
        name = self.names.get(claim.framework, claim.framework)
        given = row.in_period(claim.period) if row and claim.period else row.latest if row else None
        if row and claim.period == PREVIOUS:
            given = row.compared[0] if row.compared else None
        about = f"{name}, grade" + (f" {claim.period}" if claim.period else "")
        paper = claim.grade or "not graded"
        if given is None:
            return Compared("unclear", "grade", claim.spot, about, paper, NO_GRADE)
        return Compared(
            "agrees" if given.grade == claim.grade else "differs",
            "grade",
            claim.spot,
            about,
            paper,
            _grade_words(given),
            quote=claim.quote,
        )

    def _national(self, claim: NationalClaim) -> Compared:
        row = next((r for r in self.grades.frameworks if r.framework.slug == claim.framework), None)
        name = self.names.get(claim.framework, claim.framework)
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

    def _place(self, claim: PlaceClaim) -> Compared | None:
        row = next((r for r in self.grades.frameworks if r.framework.slug == claim.framework), None)
        places = [one.place for one in row.national if one.place] if row else []
        if not places:
            return None
        plan = getattr(places[-1], claim.where)
        name = self.names.get(claim.framework, claim.framework)
        return Compared(
            "agrees" if plan == claim.value else "differs",
            "national",
            claim.spot,
            f"{name}, other forces {claim.where}",
            str(claim.value),
            str(plan),
            quote=claim.quote,
        )


_FIELDS: Final = {
    "status": "status",
    "progress": "progress",
    "due": "due",
    "overdue": "overdue",
    "days-late": "days late",
    "on-course": "on course",
    "done-on": "completed on",
}


def _say(due: str) -> str:
    """Return a due as it is written: also of a month of which the paper gives no year."""
    if not due.startswith("--"):
        return say_due(due)
    return f"{due[5:].lstrip('0')} {MONTHS[int(due[2:4]) - 1]}".strip()


def _mentioned(claim: Mention) -> str:
    """What something in a sentence may be of, in words: "due", "grade", "AFIs of any sort"."""
    if claim.group == "date":
        return "completed on" if claim.is_done else "due"
    if claim.group == "grade":
        return "grade"
    kind = _KIND_WORDS[claim.kinds[0] if len(claim.kinds) == 1 else None]
    if claim.due:
        return f"{kind} due in {say_due(claim.due)}"
    what = ", ".join(_MEASURE_WORDS.get(one, one) for one in claim.measures)
    return f"{kind} {what or 'of any sort'}"


def _is_wrong_share(claim: FigureClaim) -> bool:
    """Whether a share in per cent isn't that of the two numbers that it stands with."""
    if claim.value is None or not claim.of or claim.percent is None or claim.value > claim.of:
        return False
    return abs(100 * claim.value / claim.of - claim.percent) > _ROUNDED


def _fits(claim: FigureClaim, so: int, base: int) -> bool:
    if claim.percent is not None:
        exact = 100 * so / base if base else 0.0
        if abs(exact - claim.percent) > (0.06 if claim.percent % 1 else 0.75):
            return False
        if claim.value is None:
            return True
    return claim.value == so and claim.of in {None, base}


def _counted_words(claim: FigureClaim) -> str:
    """What a figure counts, in words: "AFIs overdue"."""
    kind = _KIND_WORDS[claim.kind]
    if claim.measure == "no-owner":
        return f"{kind} without an owner"
    if claim.measure in {"due-by", "due-on"} and claim.by:
        return f"{kind} {claim.measure.replace('-', ' ')} {say_due(claim.by.isoformat())}"
    return f"{kind} {' and '.join(_MEASURE_WORDS.get(m, m) for m in (claim.measure, *claim.also))}"


def _percent(so: int, base: int) -> float:
    return round(100 * so / base) if base else 0


def _stated(value: int | None, of: int | None, percent: float | None) -> str:
    if value is None:
        return f"{percent:g}%" if percent is not None else ""
    return f"{value} of {of}" if of is not None else str(value)


def _apart(claim: FigureClaim, base: Sequence[Item], so: Sequence[Item]) -> tuple[str, ...]:
    """The items by which a figure can be too high, or too low, where they are few."""
    inside = {item.id for item in so}
    if claim.value is None or claim.measure == "total":
        return ()
    wanted = [i.id for i in base if i.id not in inside] if claim.value > len(so) else list(inside)
    return tuple(wanted) if len(wanted) <= _MOST_IDS else ()


def _named(claim: ItemClaim, items: tuple[Item, ...] | None) -> str:
    ids = tuple(item.id for item in items) if items else claim.items.ids
    if not ids:
        return f"{claim.items.kind or 'item'} {', '.join(claim.items.labels)}".replace(
            "afi", "AFI"
        ).strip()
    return ids[0] if len(ids) == 1 else f"{ids[0]} to {ids[-1]}"


def _grade_words(grade: Grade) -> str:
    return grade.grade or "not graded"
