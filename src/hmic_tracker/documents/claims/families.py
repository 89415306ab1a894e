"""Frameworks with their parts: of which family one is, and whether some are the whole of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.frameworks import Framework


class Families:
    """The families of a plan's frameworks, each by the one that the others are parts of."""

    def __init__(self, frameworks: Iterable[Framework]) -> None:
        self._parents = {one.slug: one.parent or one.slug for one in frameworks}

    def of(self, slug: str) -> str:
        """Return the framework that one is a part of, itself where it is none's."""
        return self._parents.get(slug, slug)

    def only(self, slugs: Iterable[str]) -> str | None:
        """Return the one family that some frameworks are of; None where they are of several."""
        families = {self.of(slug) for slug in slugs}
        return next(iter(families)) if len(families) == 1 and len(self) > 1 else None

    def is_whole(self, slugs: Collection[str], family: str | None) -> bool:
        """Whether some frameworks are all of a family, or of the plan; a parent may be for all."""
        mine = [slug for slug, over in self._parents.items() if family in {None, over}]
        return all(slug in slugs or self.of(slug) in slugs for slug in mine)

    def __len__(self) -> int:
        return len(set(self._parents.values()))
