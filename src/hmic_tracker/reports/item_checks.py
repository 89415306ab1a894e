"""What a paper says of items, and of when they are due, held against the plan."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hmic_tracker.domain.dates import deadline, say_due
from hmic_tracker.domain.milestones import days_late
from hmic_tracker.domain.rules import (
    days_overdue,
    is_completed,
    is_open,
    is_overdue,
    is_under_way,
    rag,
)
from hmic_tracker.domain.words import PROGRESS_PHRASES, STATUS_PHRASES, Kind
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.reports.compared import KIND_WORDS, Compared, Names, say
from hmic_tracker.reports.item_days import days_of_done, done_days, same_due

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import DueClaim, Group, ItemClaim
    from hmic_tracker.domain.items import Item
    from hmic_tracker.reports.grades import GradesReport
    from hmic_tracker.reports.paper_values import PlanValues

_MOST_TITLED: Final = 2
"""So many items may have a title; of more it is no item's own."""
_OF_COMPLETED: Final = ("green", "blue")
"""The colours of what is completed, in the plan's key and in that of others."""
_FIELDS: Final = {
    "status": "status",
    "progress": "progress",
    "due": "due",
    "no-date": "due",
    "overdue": "overdue",
    "days-late": "days late",
    "on-course": "on course",
    "done-on": "completed on",
    "grade": "grade of its framework",
    "colour": "RAG",
}


_GROUPS: Final[dict[str, Group]] = {
    "due": "date",
    "no-date": "date",
    "days-late": "date",
    "done-on": "date",
    "grade": "grade",
}
"""What a claim of a field counts as; of any other, as one of a status."""


class ItemChecker:
    """Holds what is said of items, and of their dates, against the plan as of a day."""

    def __init__(self, values: PlanValues, names: Names, grades: GradesReport) -> None:
        self._values, self._names, self._day = values, names, values.day
        self._grades = {
            row.framework.slug: row.latest.grade for row in grades.frameworks if row.latest
        }

    def due(self, claim: DueClaim) -> Compared:
        """Return when open items of a scope are due, with when the plan has them due."""
        what = f"{claim.which} date" if claim.which else f"{KIND_WORDS[claim.kind]} due"
        about = f"{self._names.of_scope(claim)}, {'latest due' if claim.latest else what}"
        paper = say(claim.due) if claim.due else "none open"
        dues: set[str] = set()
        for scope in self._values.scopes(claim.framework, claim.extent):
            mine = [i for i in self._values.of_kind(scope.items, claim.kind) if is_open(i)]
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
        if not dues and not any(map(len, self._items_of(claim))):
            return Compared("unclear", "date", claim.spot, about, paper, "no items")
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

    def _items_of(self, claim: DueClaim) -> list[tuple[Item, ...]]:
        scopes = self._values.scopes(claim.framework, claim.extent)
        return [self._values.of_kind(scope.items, claim.kind) for scope in scopes]

    def _first(self, dues: Collection[str], which: str) -> set[str]:
        """The first of some dues, or the first that is still to come."""
        if which == "last":
            return {max(dues, key=deadline)} if dues else set()
        coming = [due for due in dues if which == "oldest" or deadline(due) >= self._day]
        return {min(coming, key=deadline)} if coming else set()

    def item(self, claim: ItemClaim) -> Compared:
        """Return what is said of items with what the plan has of the first it is wrong of."""
        if claim.items.labels and claim.items.kind is None:
            return self._of_any_kind(claim)
        return self._of_items(claim)

    def _of_any_kind(self, claim: ItemClaim) -> Compared:
        """What a paper says of a number of which it leaves the kind open, in its best reading."""
        kinds: tuple[Kind, ...] = ("recommendation", "afi", "cause-of-concern")
        refs = [claim.items._replace(kind=kind) for kind in kinds]
        titled = [ref for ref in refs if claim.items.words and self._values.titled(ref)]
        each = [self._of_items(claim._replace(items=ref)) for ref in titled or refs]
        order = {"agrees": 0, "differs": 1, "unclear": 2}
        return min(each, key=lambda one: order.get(one.verdict, 3))

    def _of_items(self, claim: ItemClaim) -> Compared:
        items = self._values.items_of(claim.items)
        group = _GROUPS.get(claim.field, "status")
        named = _named(claim, items)
        if items is None:
            return self._of_one_of(claim, group, named)
        if claim.field == "done-on" and not all(map(done_days, items)):
            return Compared("unclear", group, claim.spot, named, claim.stated, "")
        wrong = [item for item in items if not self.holds(claim, item)]
        stated = say(claim.due) if claim.due else claim.stated
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

    def _of_one_of(self, claim: ItemClaim, group: Group, named: str) -> Compared:
        """What is said of numbers that the plan doesn't have: false where no item of theirs is so.

        Theirs are those of the framework and kind beside the numbers.
        """
        ref = claim.items
        if ref.words and not ref.labels:
            return self._of_any(claim, group, named, self._values.titled(ref))
        theirs = [
            item
            for scope in self._values.scopes(ref.framework, "own" if ref.framework else "plan")
            for item in self._values.of_kind(scope.items, ref.kind)
        ]
        is_known = bool(ref.framework and ref.labels and ref.kind and theirs)
        is_known = is_known and len(theirs) >= len(ref.labels) and claim.field != "done-on"
        stated = say(claim.due) if claim.due else claim.stated
        if not is_known or any(self.holds(claim, item) for item in theirs):
            return Compared("unclear", group, claim.spot, named, stated, "")
        about = f"{self._names.of(ref.framework or '')}, {named}, {_FIELDS[claim.field]}"
        plan = ", ".join(dict.fromkeys(self._value(claim, item) for item in theirs))
        return Compared("differs", group, claim.spot, about, stated, plan, quote=claim.quote)

    def _of_any(
        self, claim: ItemClaim, group: Group, named: str, items: Sequence[Item]
    ) -> Compared:
        """What is said of a title that several items have: false where it is so of none of them."""
        stated = say(claim.due) if claim.due else claim.stated
        is_few = 1 < len(items) <= _MOST_TITLED and claim.field in {"status", "due", "done-on"}
        if not is_few or any(self.holds(claim, item) for item in items):
            return Compared("unclear", group, claim.spot, named, stated, "")
        about = f"{' or '.join(item.id for item in items)}, {_FIELDS[claim.field]}"
        plan = ", ".join(dict.fromkeys(self._value(claim, item) for item in items))
        return Compared("differs", group, claim.spot, about, stated, plan, quote=claim.quote)

    def holds(self, claim: ItemClaim, item: Item) -> bool:
        """Return whether what is said of items is so of one."""
        match claim.field:
            case "status":
                if claim.statuses == frozenset({"in-progress"}) and item.status == "not-started":
                    return is_under_way(item)
                return item.status in claim.statuses
            case "progress":
                return item.reported_progress == claim.progress
            case "due":
                if item.due is None or item.exempt:
                    return is_completed(item)
                dues = (item.due, *filter(None, (item.deferred_until,)))
                return any(same_due(claim.due or "", one) for one in dues) or item.due.startswith(
                    claim.due or "-"
                )
            case "no-date":
                return not item.due or bool(item.exempt)
            case "overdue":
                return is_overdue(item, self._day)
            case "days-late":
                return self._days_late(item) == claim.days
            case "on-course":
                return not is_overdue(item, self._day)
            case "done-on":
                due = claim.due or ""
                return any(day.startswith(due) or same_due(due, day) for day in days_of_done(item))
            case "grade":
                return self._grades.get(item.framework or "") in {None, claim.stated}
            case "colour":
                return claim.stated in self._colours(item)

    def _colours(self, item: Item) -> tuple[str, ...]:
        """Return an item's colour; what is completed may be of either that others give it."""
        own = rag(item, self._day, self._values.plan.thresholds)
        return _OF_COMPLETED if is_completed(item) else (own,)

    def _days_late(self, item: Item) -> int:
        """Return the days past an item's deadline: to its completion, or to the day."""
        late = days_late(item) if is_completed(item) else None
        return days_overdue(item, self._day) if late is None else late

    def _value(self, claim: ItemClaim, item: Item) -> str:
        match claim.field:
            case "due" | "no-date":
                return say_due(item.due) if item.due else "no date"
            case "progress":
                return PROGRESS_PHRASES[item.reported_progress]
            case "overdue":
                return "overdue" if is_overdue(item, self._day) else "not overdue"
            case "days-late":
                return str(self._days_late(item))
            case "on-course":
                return "overdue" if is_overdue(item, self._day) else STATUS_PHRASES[item.status]
            case "done-on":
                return ", ".join(map(say_due, done_days(item)))
            case "grade":
                return self._grades.get(item.framework or "") or "not graded"
            case "colour":
                return rag(item, self._day, self._values.plan.thresholds)
            case "status":
                return STATUS_PHRASES[item.status]


def _named(claim: ItemClaim, items: tuple[Item, ...] | None) -> str:
    ids = tuple(item.id for item in items) if items else claim.items.ids
    if not ids:
        return f"{claim.items.kind or 'item'} {', '.join(claim.items.labels)}".replace(
            "afi", "AFI"
        ).strip()
    return ids[0] if len(ids) == 1 else f"{ids[0]} to {ids[-1]}"
