"""What a change of the settings alters: items, inspections, grades, days for answers.

Two states of a plan are compared, so that whatever goes by a setting is found, and not only what
somebody thought of when the setting was made.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date

from hmic_tracker.domain.answer_days import answer_day
from hmic_tracker.domain.broken_rules import broken_rules
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.inspections import response_due
from hmic_tracker.domain.plan import PaperSettings, Plan, RuleLevels
from hmic_tracker.domain.words import folded, plural
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple
from hmic_tracker.query.matching import compile_query
from hmic_tracker.query.saved import query_typed, resolve_saved
from hmic_tracker.reports.item_rows import ItemRow, rows_of

if TYPE_CHECKING:
    from hmic_tracker.domain.frameworks import Framework
    from hmic_tracker.domain.items import Item

_LONGEST: Final = 60


class Effect(NamedTuple):
    """Something that becomes otherwise: what from what to what, and of which things it is so.

    `noun` is what the things are: "item", "inspection". Without `ids` it is said alone.
    """

    what: str
    ids: tuple[str, ...] = ()
    noun: str = "item"

    @property
    def text(self) -> str:
        """ "3 items: board none → Committee (REC-1..3)"."""
        if not self.ids:
            return self.what
        named = format_id_ranges(self.ids) if self.noun == "item" else ", ".join(self.ids)
        named = named if len(named) <= _LONGEST else f"{named[:_LONGEST].rpartition(',')[0]}, …"
        return f"{plural(len(self.ids), self.noun)}: {self.what} ({named})"


class DaysOff(NamedTuple):
    """The days off before and after a change."""

    before: Container[date] = ()
    after: Container[date] = ()


def settings_effects(
    before: Plan, after: Plan, today: date, days_off: DaysOff | None = None
) -> tuple[Effect, ...]:
    """What is otherwise in the second state of a plan than in the first, on a day."""
    days = days_off or DaysOff()
    return (
        *_of_items(before, after, today),
        *_of_rules(after.items, before.rules, after.rules),
        *_of_inspections(before, after),
        *_of_grades(before, after),
        *_of_filters(before, after, today, days),
        *_of_papers(before, after, today, days),
        *_of_answers(before, after, today, days),
    )


def touched(effects: Iterable[Effect]) -> set[str]:
    """The items and inspections in which something becomes otherwise."""
    return {one for effect in effects if effect.noun != "grade" for one in effect.ids}


_SEEN: Final[dict[str, Callable[[ItemRow], Any]]] = {
    "owner": lambda row: row.item.owner,
    "board": lambda row: row.board,
    "group": lambda row: row.group,
    "framework": lambda row: row.framework_name,
    "body": lambda row: row.body,
    "colour": lambda row: row.rag,
}
"""What of an item goes by settings, or goes with a name in them."""


def _of_items(before: Plan, after: Plan, today: date) -> Iterator[Effect]:
    by_change: dict[str, dict[str, None]] = {}
    rows = zip(
        rows_of(before, before.items, today), rows_of(after, after.items, today), strict=True
    )
    under = tuple(_parents(plan) for plan in (before, after))
    for old, new in rows:
        seen = [(name, read(old), read(new)) for name, read in _SEEN.items()]
        seen += _of_parent(*(parents.get(old.item.framework or "") for parents in under))
        seen += _of_parts(old.item, new.item)
        for name, was, becomes in dict.fromkeys(seen):
            if was != becomes:
                what = f"{name} {was or 'none'} → {becomes or 'none'}"
                these = by_change.setdefault(what, {})
                if new.item.part_of not in these:  # what becomes of an item is said of it alone
                    these[new.item.id] = None
    yield from (Effect(what, tuple(ids)) for what, ids in by_change.items())


def _of_parts(old: Item, new: Item) -> Iterator[tuple[str, str | None, str | None]]:
    """The owners of steps, and who was told of good practice."""
    for step, then in zip(old.actions, new.actions, strict=True):
        yield "owner of steps", step.owner, then.owner
    gone = [name for name in old.circulated if name not in new.circulated]
    come = [name for name in new.circulated if name not in old.circulated]
    if gone or come:
        yield "circulated to", ", ".join(gone) or None, ", ".join(come) or None


def _of_parent(
    old: Framework | None, new: Framework | None
) -> Iterator[tuple[str, str | None, str | None]]:
    """What a framework is a part of; one that is called otherwise is the same."""
    if (old and old.slug) != (new and new.slug):
        yield "under", old and old.name, new and new.name


def _parents(plan: Plan) -> dict[str, Framework]:
    """The framework that each is under, by slug."""
    by_slug = {one.slug: one for one in plan.frameworks}
    return {one.slug: by_slug[one.parent] for one in plan.frameworks if one.parent in by_slug}


def _of_rules(items: Iterable[Item], before: RuleLevels, after: RuleLevels) -> Iterator[Effect]:
    """How many items break a rule that is taken otherwise."""
    kept = list(items) if before != after else []
    finds = {"strict": "an error", "advisory": "a note", "off": "nothing"}
    for rule in RuleLevels._fields:
        old, new = getattr(before, rule), getattr(after, rule)
        if old == new:
            continue
        broken = tuple(item.id for item in kept if any(b.rule == rule for b in broken_rules(item)))
        what = f"check finds {finds[old]} → {finds[new]} in what breaks the rule '{rule}'"
        yield Effect(what, broken) if broken else Effect(f"no item breaks the rule '{rule}'")


def _of_inspections(before: Plan, after: Plan) -> Iterator[Effect]:
    """By when inspections are to be answered."""
    for old, new in zip(before.inspections, after.inspections, strict=True):
        was, becomes = response_due(old, before.bodies), response_due(new, after.bodies)
        if was != becomes:
            texts = [say_day(day) if day else "none" for day in (was, becomes)]
            yield Effect(f"response due {' → '.join(texts)}", (new.id,), "inspection")


def _of_grades(before: Plan, after: Plan) -> Iterator[Effect]:
    """How many grades are on a scale that is otherwise."""
    scales = {scale.name: scale for scale in before.scales}
    changed = {one.name for one in after.scales if scales.get(one.name) != one}
    for name in sorted(changed | (scales.keys() - {one.name for one in after.scales})):
        on_it = tuple(
            f"{grade.framework} {grade.period}"
            for inspection in after.inspections
            for grade in inspection.grades
            if grade.scale == name
        )
        if on_it:
            yield Effect(f"on the scale '{name}'", on_it, "grade")


def _of_filters(before: Plan, after: Plan, today: date, days: DaysOff) -> Iterator[Effect]:
    """How many items a saved filter has."""
    for name, text in after.filters.items():
        if before.filters.get(name) == text:
            continue
        had = _fitting(before, name, today, days.before) if name in before.filters else None
        has = _fitting(after, name, today, days.after)
        number = str(has) if had is None else f"{had} → {has}"
        yield Effect(f"@{name} has {number} of {plural(len(after.items), 'item')}")


def _fitting(plan: Plan, name: str, today: date, days_off: Container[date]) -> int:
    query = resolve_saved(name, plan.filters, today, days_off)
    return sum(map(compile_query(query, plan, today, days_off), plan.items))


def _of_papers(before: Plan, after: Plan, today: date, days: DaysOff) -> Iterator[Effect]:
    """How many items a paper is about."""
    was = {paper.name: paper for paper in before.papers}
    for paper in after.papers:
        old = was.get(paper.name)
        if old is not None and (old.board, old.where) == (paper.board, paper.where):
            continue
        had = _items_of(before, old, today, days.before) if old else None
        has = _items_of(after, paper, today, days.after)
        if had != has:
            number = str(has) if had is None else f"{had} → {has}"
            yield Effect(
                f"the paper {paper.name} is about {number} of {plural(len(after.items), 'item')}"
            )


def _items_of(plan: Plan, paper: PaperSettings, today: date, days_off: Container[date]) -> int:
    from hmic_tracker.reports.paper import PaperSpecification, scope_of

    where = query_typed(paper.where or "", plan.filters, today, days_off)
    return len(scope_of(plan, PaperSpecification(paper, today, where=where), days_off).ids)


def _of_answers(before: Plan, after: Plan, today: date, days: DaysOff) -> Iterator[Effect]:
    """By when leads would be asked to answer for a board."""
    if before.boards == after.boards and before.holidays == after.holidays:
        return
    was = {board.slug: board for board in before.boards}
    for board in after.boards:
        old = was.get(board.slug)
        if old is None or not (old.meetings or board.meetings):
            continue
        first = answer_day(today, {old.name}, before.boards, days.before).day
        then = answer_day(today, {board.name}, after.boards, days.after).day
        if first != then:
            name = board.name if folded(board.name) == folded(old.name) else old.name
            yield Effect(f"leads answer for the {name} by {say_day(first)} → {say_day(then)}")
