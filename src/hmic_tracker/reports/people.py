"""Who owns what: every post of the settings and every owner of an item, with what each has open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from hmic_tracker.domain.people import Post, cover_of
from hmic_tracker.domain.rules import is_listed, is_open, is_overdue
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.figures import FIGURES, figure_filters, owned_by

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Damage, Plan


class Owned(NamedTuple):
    """A post, or an owner that the settings don't have (`known` is false), and what it owes.

    `open` and `overdue` count its items, and have `filters`; `steps` are the open steps it has of
    any item's action plan, `parts` its open parts of items. `is_covered` says whether somebody acts
    for its holder on the day.
    """

    post: Post
    known: bool
    open: int
    overdue: int
    steps: int
    filters: Mapping[str, str] = {}
    parts: int = 0
    is_covered: bool = False


class PeopleReport(NamedTuple):
    """The owners, those of the settings first; `nobody` and its overdue are items without one."""

    as_of: date
    owners: tuple[Owned, ...]
    nobody: int
    nobody_overdue: int
    damaged: tuple[Damage, ...]
    nobody_filters: Mapping[str, str] = {}


def people_report(plan: Plan, today: date) -> PeopleReport:
    """Who owns what on a day; counted are the items that any count has."""
    listed = [item for item in plan.items if is_open(item) and is_listed(item)]
    items = [item for item in listed if item.part_of is None]
    steps = (step.owner for item in listed for step in item.actions if step.is_open)
    opened = Counter(folded(item.owner or "") for item in items)
    overdue = Counter(folded(item.owner or "") for item in items if is_overdue(item, today))
    parts = Counter(folded(item.owner or "") for item in listed if item.part_of is not None)
    open_steps = Counter(folded(owner) for owner in steps if owner)
    posts = {folded(post.name): post for post in plan.people}
    return PeopleReport(
        as_of=today,
        owners=tuple(
            Owned(
                *(post, key in posts, opened[key], overdue[key], open_steps[key]),
                *(_filters(post.name), parts[key]),
                is_covered=cover_of(plan.people, post, today) is not None,
            )
            for key, post in {**posts, **_others(plan, posts)}.items()
        ),
        nobody=opened[""],
        nobody_overdue=overdue[""],
        damaged=plan.damaged,
        nobody_filters=_filters(None),
    )


def _filters(owner: str | None) -> dict[str, str]:
    return figure_filters(
        (owned_by([owner]),), {name: FIGURES[name] for name in ("open", "overdue")}
    )


def owners_of(item: Item) -> list[str]:
    """The owner of an item and those of its steps, as far as there are any."""
    return [name for name in (item.owner, *(step.owner for step in item.actions)) if name]


def _others(plan: Plan, posts: dict[str, Post]) -> dict[str, Post]:
    """The owners of items and of steps that the settings don't have, by their folded names."""
    names = {name for item in plan.items for name in owners_of(item)}
    others = {folded(name): Post(name) for name in sorted(names)}
    return {key: post for key, post in others.items() if key not in posts}
