"""What deferring items, or ending that, makes of the figures of a plan."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.rules import is_deferred, is_overdue


class Effect(NamedTuple):
    """How many items are overdue and how many deferred, without a change and with it."""

    overdue: tuple[int, int]
    deferred: tuple[int, int]

    @property
    def text(self) -> str:
        """ "overdue 12 > 11, deferred 0 > 1"."""
        return ", ".join(f"{name} {old} > {new}" for name, (old, new) in self._asdict().items())


def deferral_effect(
    items: Iterable[Item], before: Sequence[Item], after: Sequence[Item], today: date
) -> Effect:
    """What it is that some of the plan's items are as they are `after`, and not as `before`."""
    ids = {item.id for item in before}
    rest = [item for item in items if item.id not in ids]
    overdue, deferred = (
        (
            sum(judged(item, today) for item in (*rest, *before)),
            sum(judged(item, today) for item in (*rest, *after)),
        )
        for judged in (is_overdue, is_deferred)
    )
    return Effect(overdue, deferred)
