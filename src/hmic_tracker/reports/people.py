"""Who owns what: every post of the settings and every owner of an item, with what each has open."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.people import Post
from hmic_tracker.domain.plan import Damage, Plan
from hmic_tracker.domain.rules import is_counted, is_open, is_overdue
from hmic_tracker.domain.words import folded


class Owned(NamedTuple):
    """A post, or an owner that the settings don't have (`known` is false), and what it owes.

    `open` and `overdue` count its items, `steps` the open steps it has of any item's action plan.
    """

    post: Post
    known: bool
    open: int
    overdue: int
    steps: int


class PeopleReport(NamedTuple):
    """The owners, those of the settings first; `nobody` and its overdue are items without one."""

    as_of: date
    owners: tuple[Owned, ...]
    nobody: int
    nobody_overdue: int
    damaged: tuple[Damage, ...]


def people_report(plan: Plan, today: date) -> PeopleReport:
    """Who owns what on a day; counted are the items that any count has."""
    items = [item for item in plan.items if is_open(item) and is_counted(item)]
    owned: dict[str, list[Item]] = {}
    for item in items:
        owned.setdefault(folded(item.owner or ""), []).append(item)
    steps: dict[str, int] = {}
    for step in (step for item in items for step in item.actions if step.is_open and step.owner):
        steps[folded(step.owner or "")] = steps.get(folded(step.owner or ""), 0) + 1
    posts = {folded(post.name): post for post in plan.people}
    others = _others(plan, posts)
    nobody = owned.get("", [])
    return PeopleReport(
        as_of=today,
        owners=tuple(
            Owned(
                post,
                key in posts,
                len(owned.get(key, [])),
                _overdue(owned.get(key, []), today),
                steps.get(key, 0),
            )
            for key, post in {**posts, **others}.items()
        ),
        nobody=len(nobody),
        nobody_overdue=_overdue(nobody, today),
        damaged=plan.damaged,
    )


def _others(plan: Plan, posts: dict[str, Post]) -> dict[str, Post]:
    """The owners of items and of steps that the settings don't have, by their folded names."""
    names = {item.owner for item in plan.items if item.owner}
    names |= {step.owner for item in plan.items for step in item.actions if step.owner}
    found = {folded(name): Post(name) for name in sorted(names)}
    return {key: post for key, post in found.items() if key not in posts}


def _overdue(items: list[Item], today: date) -> int:
    return sum(is_overdue(item, today) for item in items)
