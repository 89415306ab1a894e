"""Posts and who holds them. An owner is a post, not a person."""

from collections.abc import Iterable
from typing import NamedTuple

from hmic_tracker.domain.nearest import nearest

_NEAR = 0.85
"""Posts resemble each other ("Head of CID", "Head of IT"): only a slip of a letter or two is near.
"""


class Post(NamedTuple):
    """A post that owns items, its present holder, mail address and business group."""

    name: str
    holder: str | None = None
    mail: str | None = None
    group: str | None = None


class NamedOwner(NamedTuple):
    """What a typed owner means: the name as it is known, or a new one and what it resembles."""

    name: str
    is_new: bool
    near: tuple[str, ...] = ()


def post_named(posts: Iterable[Post], name: str) -> Post | None:
    """The post of that name, without regard to case and spaces."""
    return next((post for post in posts if _folded(post.name) == _folded(name)), None)


def holders_of(posts: Iterable[Post], owner: str | None) -> frozenset[str]:
    """The names that stand for an owner: the post, and who holds it."""
    if not owner:
        return frozenset()
    post = post_named(posts, owner)
    return frozenset({owner, post.holder} if post and post.holder else {owner})


def named_owner(typed: str, known: Iterable[str]) -> NamedOwner:
    """What a typed owner means among those that are known."""
    names = list(dict.fromkeys(known))
    same = next((name for name in names if _folded(name) == _folded(typed)), None)
    if same is not None:
        return NamedOwner(same, is_new=False)
    near = (name for name in nearest(typed, names, cutoff=_NEAR) if _digits(name) == _digits(typed))
    return NamedOwner(" ".join(typed.split()), is_new=True, near=tuple(near))


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
