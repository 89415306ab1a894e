"""Posts and who holds them. An owner is a post, not a person."""

from typing import NamedTuple


class Post(NamedTuple):
    """A post that owns items, its present holder, mail address and business group."""

    name: str
    holder: str | None = None
    mail: str | None = None
    group: str | None = None
