"""Values put together that have the same key."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from hmic_tracker.light_typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Member = TypeVar("Member")


def group_by_key(
    members: Iterable[Member], key: Callable[[Member], Key]
) -> dict[Key, list[Member]]:
    """The members of each key, keys and members in the order in which they come."""
    groups: dict[Key, list[Member]] = {}
    for member in members:
        groups.setdefault(key(member), []).append(member)
    return groups
