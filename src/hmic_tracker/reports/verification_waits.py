"""How long what is completed has waited to be verified."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hmic_tracker.domain.milestones import completed_on
from hmic_tracker.domain.rules import is_counted
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item


UNVERIFIED_DAYS: Final = 60
"""Completed for longer than this and unverified, an item stands out."""


class Waits(NamedTuple):
    """The completed items that nobody has verified: how many, and `longest` of them for `days`.

    Of exempt items no day is told, and of others none where their history has none.
    """

    number: int = 0
    longest: int = 0
    days: int = 0

    @property
    def long(self) -> bool:
        """Whether any waits for so long that people are told."""
        return self.days > UNVERIFIED_DAYS


def waits_of(items: Iterable[Item], today: date) -> Waits:
    """What waits of some items."""
    waiting = [item for item in items if item.status == "done" and is_counted(item)]
    since = (completed_on(item) for item in waiting if not item.exempt)
    days = [(today - day).days for day in since if day is not None]
    most = max(days, default=0)
    return Waits(len(waiting), days.count(most), most)
