"""The names a plan knows: owners, groups, boards, tags, inspections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hmic_tracker.domain.frameworks import board_named, boards_of
from hmic_tracker.domain.people import NOBODY, post_named, posts_held_by
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import NotFoundError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import ModuleType

    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan

OTHER_NAMES: Final = {
    "owner": "post",
    "verified-by": "post",
    "board": "board",
    "agreed-by": "board",
    "deferred-by": "board",
}
"""The fields whose names are those of posts and boards, which may have former ones."""
_UNKNOWN: Final = {
    "owner": "'{}' owns nothing in this plan",
    "holder": "'{}' holds no post",
    "group": "no owner is in a group '{}'",
    "board": "there is no board '{}'",
    "tag": "no item has the tag '{}'",
    "verified-by": "'{}' verified nothing in this plan",
    "discharged-by": "'{}' discharged nothing in this plan",
    "agreed-by": "there is no board '{}'",
}
_NONE_YET: Final = {
    "owner": "no item has an owner yet: tracker update ID --owner POST",
    "holder": "no post has a holder yet: tracker person edit POST --holder NAME",
    "group": "no owner has a business group yet",
    "board": "no item or framework has a board yet",
    "tag": "no item has a tag yet",
    "verified-by": "nothing is verified yet: tracker verify ID",
    "discharged-by": "nothing is discharged yet: tracker close ID --discharged-by BODY",
    "agreed-by": "no board has agreed to a date yet",
}
_PLURALS: Final = {
    "verified-by": "those who verified something",
    "discharged-by": "the bodies",
    "agreed-by": "the boards",
}


def groups_of(plan: Plan) -> Mapping[str, str]:
    """The business group of each owner, the owners folded."""
    return {folded(owner): group for owner, group in plan.groups.items()}


def known_names(plan: Plan, field: str) -> dict[str, str]:
    """The names that a field of the plan's items may have, folded and as they are written.

    Those that its settings know are among them: of boards, of bodies, of posts and who holds them.
    """
    names = {name for item in plan.items for name in _names(item, field)}
    names |= {name for name in _in_settings(plan, field) if name}
    return {folded(name): name for name in sorted(names)}


def _in_settings(plan: Plan, field: str) -> Iterable[str | None]:
    if field in {"board", "agreed-by"}:
        return *boards_of(plan.frameworks).values(), *(board.name for board in plan.boards)
    if field == "group":
        return groups_of(plan).values()
    if field == "holder":
        return [post.holder for post in plan.people]
    if field == "verified-by":
        return [name for post in plan.people for name in (post.name, post.holder)]
    if field == "discharged-by":
        known = [text for body in plan.bodies for text in (body.name, *body.aliases)]
        slugs = {body.slug for body in plan.bodies} - {folded(name) for name in known}
        return *known, *sorted(slugs), *(inspection.body for inspection in plan.inspections)
    return ()


def other_names(plan: Plan, field: str, typed: str) -> list[str]:
    """What a post or a board of a name may be called in the items besides that name.

    Of a former name of a post or a board, all its names; of who holds posts, the posts.
    """
    if OTHER_NAMES[field] == "board":
        board = board_named(plan.boards, typed)
        return [board.name, *board.aliases] if board else []
    post = post_named(plan.people, typed)
    held = posts_held_by(plan.people, typed)
    return [name for one in (post, *held) if one for name in (one.name, *one.aliases)]


def named(plan: Plan, field: str, typed: str) -> str | None:
    """The name as the plan writes it, None for "none"; raises NotFoundError."""
    known = known_names(plan, field)
    known_name = known.get(folded(typed))
    if known_name is None and field in OTHER_NAMES:
        others = [folded(name) for name in other_names(plan, field, typed)]
        known_name = next((known[name] for name in others if name in known), None)
    if known_name is None and folded(typed) != "none":
        from hmic_tracker.domain.nearest import did_you_mean  # only a slip pays for it

        hint = did_you_mean(typed, known.values()) or (
            f"{_PLURALS.get(field, f'the {field}s')} are: {', '.join(list(known.values())[:8])}"
            if known
            else _NONE_YET[field]
        )
        if field == "owner" and folded(typed) in NOBODY:
            hint = "for what has no owner write: --owner none"
        raise NotFoundError(_UNKNOWN[field].format(typed[:80]), hint)
    return known_name


def inspection_named(plan: Plan, name: str) -> str:
    """The id of the inspection with that id or title, or that was merged into it under such a one.

    Raises NotFoundError.
    """
    known = {folded(name): i.id for i in plan.inspections for name in i.aliases}
    known |= {folded(i.title): i.id for i in plan.inspections}
    known |= {folded(i.id): i.id for i in plan.inspections}  # an id goes before a title
    if folded(name) not in known:
        ids = ", ".join(i.id for i in plan.inspections) or "none yet"
        from hmic_tracker.domain.nearest import did_you_mean

        hint = did_you_mean(name, known) or f"the inspections are: {ids}"
        raise NotFoundError(f"there is no inspection '{name[:80]}'", hint)
    return known[folded(name)]


def _names(item: Item, field: str) -> tuple[str, ...]:
    if field == "tag":
        return item.tags
    if field == "agreed-by":
        return (*_milestones().agreed_by(item), *([item.board] if item.board else []))
    if field == "verified-by":
        name = _milestones().verified_by(item)
    else:
        own = {"owner": item.owner, "board": item.board, "discharged-by": item.discharged_by}
        name = own.get(field)
    return (name,) if name else ()


def _milestones() -> ModuleType:
    from hmic_tracker.domain import milestones  # few names stand in histories alone

    return milestones
