"""Posts and who holds them. An owner is a post, not a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post that owns items, its present holder, mail address and business group."""

    name: str
    holder: str | None = None
    mail: str | None = None
    group: str | None = None
