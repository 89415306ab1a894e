"""Tables of the settings that can't go, since something speaks of them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import folded, plural
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.domain.record_history import Path

_MOST: Final = 60


def refuse_used(plan: Plan, table: Path) -> None:
    """Raises UsageError where items, grades or other settings speak of a table."""
    section, name = table
    if section == "people":
        name = next((post.name for post in plan.people if post.slug == name), name)
        raise UsageError(
            f"{name} is a post, which may own items",
            f"write: tracker person remove {shlex.quote(name)}",
        )
    users = list(_USERS[section](plan, name)) if section in _USERS else []
    if users:
        raise UsageError(f"{section}.{name} is in use: {'; '.join(users)}", "change those first")


def _of_framework(plan: Plan, slug: str) -> Iterator[str]:
    ids = [item.id for item in plan.items if item.framework == slug]
    if ids:
        yield f"{plural(len(ids), 'item')} ({format_id_ranges(ids)[:_MOST]})"
    for inspection in plan.inspections:
        slugs = {row.framework for row in inspection.grades}
        slugs |= {row.framework for row in inspection.national}
        slugs |= {row.framework for row in inspection.reported}
        if slug in slugs:
            yield f"grades or counts of {inspection.id}"
    under = [one.name for one in plan.frameworks if one.parent == slug]
    if under:
        yield f"{', '.join(under)} under it"


def _of_board(plan: Plan, slug: str) -> Iterator[str]:
    names = {folded(one.name) for one in plan.boards if one.slug == slug}
    ids = [item.id for item in plan.items if item.board and folded(item.board) in names]
    if ids:
        yield f"{plural(len(ids), 'item')} ({format_id_ranges(ids)[:_MOST]})"
    named = [(one.name, one.board) for one in plan.frameworks]
    named += [(one.name, one.board) for one in plan.papers]
    for name, board in named:
        if board and folded(board) in names:
            yield f"the board of {name}"


def _of_scale(plan: Plan, name: str) -> Iterator[str]:
    for inspection in plan.inspections:
        if any(grade.scale == name for grade in inspection.grades):
            yield f"grades of {inspection.id}"
    for body in plan.bodies:
        if name in body.scales:
            yield f"the scales of {body.name}"


_USERS: Final = {"frameworks": _of_framework, "boards": _of_board, "scales": _of_scale}
