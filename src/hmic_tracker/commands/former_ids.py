"""Ids that items had before two plans met: they are still known by them, and it is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from hmic_tracker.commands.output import say
from hmic_tracker.domain.ids import expand
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Item


def expand_former(session: Session, typed: Sequence[str], known: Collection[str]) -> list[str]:
    """The ids that were typed, where some are not in the plan; raises NotFoundError as `expand`.

    Items that had one of them before are named on standard error.
    """
    now = former_ids(session.read_plan().every_item)
    ids = expand(typed, [*known, *(former for former in now if former not in known)])
    for item_id in ids:
        if item_id not in known:
            say(f"{item_id} is {now[item_id]} since two plans were brought together")
    return list(dict.fromkeys(now[one] if one not in known else one for one in ids))


def former_ids(items: Iterable[Item]) -> dict[str, str]:
    """The ids that items had before, each with what its item is called now."""
    return {former: item.id for item in items if item.aka for former in item.aka}


def say_namesakes(items: Iterable[Item], ids: Collection[str]) -> None:
    """Names the items that were called before as those that were asked for are now."""
    for former, item_id in former_ids(items).items():
        if former in ids and item_id != former:
            say(f"{item_id} was {former} before two plans were brought together")
