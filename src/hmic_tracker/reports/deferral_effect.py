"""What deferring items, or ending that, makes of the figures of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hmic_tracker.domain.rules import is_deferred, is_overdue
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item


class Effect(NamedTuple):
    """How many items are overdue and how many deferred, without a change and with it."""

    overdue: tuple[int, int]
    deferred: tuple[int, int]

    @property
    def text(self) -> str:
        """ "overdue 12 → 11, deferred 0 → 1"."""
        return ", ".join(f"{name} {old} → {new}" for name, (old, new) in self._asdict().items())


def deferral_effect(
    items: Iterable[Item], before: Sequence[Item], after: Sequence[Item], today: date
) -> Effect:
    """What it is that some of the plan's items are as they are `after`, and not as `before`.

    Parts are in no figure.
    """
    ids = {item.id for item in before}
    rest = [item for item in items if item.id not in ids]

    def figures(changed: Sequence[Item]) -> tuple[int, int]:
        whole = [item for item in (*rest, *changed) if item.part_of is None]
        judged = (is_overdue, is_deferred)
        overdue, deferred = (sum(test(item, today) for item in whole) for test in judged)
        return overdue, deferred

    (overdue, deferred), (overdue_then, deferred_then) = figures(before), figures(after)
    return Effect((overdue, overdue_then), (deferred, deferred_then))
