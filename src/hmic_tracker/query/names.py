"""The names a plan knows: owners, groups, boards, tags, inspections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import NotFoundError
from hmic_tracker.query.terms import Compare, In, Query, leaves

_UNKNOWN: Final = {
    "owner": "'{}' owns nothing in this plan",
    "group": "no owner is in a group '{}'",
    "board": "there is no board '{}'",
    "tag": "no item has the tag '{}'",
}
_NONE_YET: Final = {
    "owner": "no item has an owner yet: tracker update ID --owner POST",
    "group": "no owner has a business group yet",
    "board": "no item or framework has a board yet",
    "tag": "no item has a tag yet",
}


_NOBODY: Final = frozenset({"nobody", "no one", "no-one", "unowned"})


def groups_of(plan: Plan) -> Mapping[str, str]:
    """The business group of each owner, the owners folded."""
    return {folded(owner): group for owner, group in plan.groups.items()}


def boards_of(plan: Plan) -> Mapping[str | None, str]:
    """The board of each framework that has one, by slug."""
    return {f.slug: f.board for f in plan.frameworks if f.board}


def known_names(plan: Plan, field: str) -> dict[str, str]:
    """The names of a plan's owners, groups, boards or tags, folded and as they are written."""
    names: set[str]
    if field == "group":
        names = set(groups_of(plan).values())
    else:
        names = {name for item in plan.items for name in _names(item, field)}
        names |= set(boards_of(plan).values()) if field == "board" else set()
    return {folded(name): name for name in sorted(names)}


def named(plan: Plan, field: str, typed: str) -> str | None:
    """The name as the plan writes it, None for "none"; raises NotFoundError."""
    known = known_names(plan, field)
    found = known.get(folded(typed))
    if found is None and folded(typed) != "none":
        hint = did_you_mean(typed, known.values()) or (
            f"the {field}s are: {', '.join(list(known.values())[:8])}"
            if known
            else _NONE_YET[field]
        )
        if field == "owner" and folded(typed) in _NOBODY:
            hint = "for what has no owner write: --owner none"
        raise NotFoundError(_UNKNOWN[field].format(typed[:80]), hint)
    return found


def inspection_named(plan: Plan, name: str) -> str:
    """The id of the inspection with that id or title; raises NotFoundError."""
    known = {folded(i.id): i.id for i in plan.inspections} | {
        folded(i.title): i.id for i in plan.inspections
    }
    found = known.get(folded(name))
    if found is None:
        hint = (
            did_you_mean(name, known)
            or f"the inspections are: {', '.join(i.id for i in plan.inspections) or 'none yet'}"
        )
        raise NotFoundError(f"there is no inspection '{name[:80]}'", hint)
    return found


def doubts(query: Query, plan: Plan) -> list[NotFoundError]:
    """Names in an expression that are nobody's in the plan.

    They are no errors there: a saved filter for an owner outlives what the owner owes. They are
    worth telling where nothing was found.
    """
    found: list[NotFoundError] = []
    for leaf in leaves(query):
        if not isinstance(leaf, Compare | In) or leaf.field not in _UNKNOWN:
            continue
        if isinstance(leaf, Compare) and leaf.op == "~":
            continue
        for value in (leaf.value,) if isinstance(leaf, Compare) else leaf.values:
            try:
                named(plan, leaf.field, value if value is not None else "none")
            except NotFoundError as error:
                found.append(error)
    return found


def _names(item: Item, field: str) -> tuple[str, ...]:
    if field == "tag":
        return item.tags
    name = item.owner if field == "owner" else item.board
    return (name,) if name else ()
