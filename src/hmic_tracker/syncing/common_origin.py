"""Whether two plans in folders were ever one: by the commands in them, and their items."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_day
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.paths import ITEMS, SETTINGS
from hmic_tracker.store.toml import Unreadable
from hmic_tracker.syncing.contributions import item_in_bytes
from hmic_tracker.syncing.refusals import settings_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.syncing.folder_states import State


def require_common_origin(mine: State, theirs: State) -> None:
    """Raise InputError where two plans have no command and no item in common, naming both."""
    here, there = _settings(mine), _settings(theirs)
    if here is None or there is None:
        return  # what can't be read is named where it is read
    if {e.op for e in here.history} & {e.op for e in there.history}:
        return
    known = {*_uids(mine)}
    if any(uid in known for uid in _uids(theirs)):
        return
    raise InputError(
        f"your plan ({_named(here)}) and that in {theirs.folder} ({_named(there)}) have nothing "
        "in common",
        "nothing was changed; to give somebody your plan, copy its folder there whole, once, and "
        "then: tracker sync FOLDER",
    )


def _settings(state: State) -> Plan | None:
    try:
        return settings_in(state.texts[SETTINGS])
    except (Unreadable, KeyError):
        return None


def _uids(state: State) -> Iterator[str]:
    for path, data in state.texts.items():
        if path.startswith(f"{ITEMS}/") and (item := item_in_bytes(data)):
            yield item.uid


def _named(plan: Plan) -> str:
    """ "Example Police, begun 12 Sep 2008"."""
    begun = min((entry.on for entry in plan.history), default=None)
    name = plan.organisation or "no organisation named"
    return f"{name}, begun {say_day(begun)}" if begun else name
