"""Items that were taken back: no command but `reopen` works on them, and it is said."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.rules import taking_back
from hmic_tracker.errors import NotFoundError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Item


def leave_out(session: Session, items: Sequence[Item], *, all_of_them: bool) -> None:
    """Say once that items are left out; raises NotFoundError where there are no others."""
    entry = taking_back(items[0])
    by = f" by {entry.by} on {say_day(entry.on)}" if entry else ""
    verb, still = ("was", "is") if len(items) == 1 else ("were", "are")
    what = f"{format_id_ranges([item.id for item in items])} {verb} taken back{by}"
    way = f"to have it again: tracker reopen {items[0].id} --reason TEXT"
    if all_of_them:
        raise NotFoundError(what, way)
    session.say_once(f"{what}, and {still} left out   ({way})")
