"""The names a plan knows: owners, groups, boards, tags, inspections."""

from collections.abc import Mapping
from typing import Final

from hmic_tracker.domain.frameworks import board_named, boards_of
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.people import post_named, posts_held_by
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import NotFoundError

_UNKNOWN: Final = {
    "owner": "'{}' owns nothing in this plan",
    "holder": "'{}' holds no post",
    "group": "no owner is in a group '{}'",
    "board": "there is no board '{}'",
    "tag": "no item has the tag '{}'",
}
_NONE_YET: Final = {
    "owner": "no item has an owner yet: tracker update ID --owner POST",
    "holder": "no post has a holder yet: tracker person edit POST --holder NAME",
    "group": "no owner has a business group yet",
    "board": "no item or framework has a board yet",
    "tag": "no item has a tag yet",
}


_NOBODY: Final = frozenset({"nobody", "no one", "no-one", "unowned"})


def groups_of(plan: Plan) -> Mapping[str, str]:
    """The business group of each owner, the owners folded."""
    return {folded(owner): group for owner, group in plan.groups.items()}


def known_names(plan: Plan, field: str) -> dict[str, str]:
    """A plan's owners, holders, groups, boards or tags, folded and as they are written."""
    boards = [*boards_of(plan.frameworks).values(), *(board.name for board in plan.boards)]
    held = [post.holder for post in plan.people if post.holder]
    settings = {"group": groups_of(plan).values(), "board": boards, "holder": held}
    names = {name for item in plan.items for name in _names(item, field)}
    names |= {*settings.get(field, ())}
    return {folded(name): name for name in sorted(names)}


def other_names(plan: Plan, field: str, typed: str) -> list[str]:
    """What an owner or a board of a name may be called in the items besides that name.

    Of a former name of a post or a board, all its names; of who holds posts, the posts.
    """
    if field == "board":
        board = board_named(plan.boards, typed)
        return [board.name, *board.aliases] if board else []
    post = post_named(plan.people, typed)
    held = posts_held_by(plan.people, typed)
    return [name for one in (post, *held) if one for name in (one.name, *one.aliases)]


def named(plan: Plan, field: str, typed: str) -> str | None:
    """The name as the plan writes it, None for "none"; raises NotFoundError."""
    known = known_names(plan, field)
    known_name = known.get(folded(typed))
    if known_name is None and field in {"owner", "board"}:
        others = [folded(name) for name in other_names(plan, field, typed)]
        known_name = next((known[name] for name in others if name in known), None)
    if known_name is None and folded(typed) != "none":
        hint = did_you_mean(typed, known.values()) or (
            f"the {field}s are: {', '.join(list(known.values())[:8])}"
            if known
            else _NONE_YET[field]
        )
        if field == "owner" and folded(typed) in _NOBODY:
            hint = "for what has no owner write: --owner none"
        raise NotFoundError(_UNKNOWN[field].format(typed[:80]), hint)
    return known_name


def inspection_named(plan: Plan, name: str) -> str:
    """The id of the inspection with that id or title; raises NotFoundError."""
    known = {folded(i.title): i.id for i in plan.inspections}
    known |= {folded(i.id): i.id for i in plan.inspections}  # an id goes before a title
    if folded(name) not in known:
        ids = ", ".join(i.id for i in plan.inspections) or "none yet"
        hint = did_you_mean(name, known) or f"the inspections are: {ids}"
        raise NotFoundError(f"there is no inspection '{name[:80]}'", hint)
    return known[folded(name)]


def _names(item: Item, field: str) -> tuple[str, ...]:
    if field == "tag":
        return item.tags
    name = {"owner": item.owner, "board": item.board}.get(field)
    return (name,) if name else ()
