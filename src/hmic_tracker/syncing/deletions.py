"""What was deleted by hand in a plan since its last exchange: it is put back, and named."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.merging import (
    gone_remark,
    has_history,
    is_taken_out,
    put_back_remark,
    taken_out,
    uid_in,
)
from hmic_tracker.store.operations import Write
from hmic_tracker.store.paths import INSPECTIONS, ITEMS, SETTINGS

if TYPE_CHECKING:
    from hmic_tracker.syncing.transport import Snapshot


def put_back_writes(last: Snapshot | None, now: Snapshot) -> tuple[list[Write], tuple[str, ...]]:
    """The writes of files that went without an entry since a state, and what is said of each.

    What a command took out is noted in the settings, and so is what somebody takes out for good. A
    file without a history goes, and is named.
    """
    if last is None:
        return [], ()
    gone = [path for path in sorted(last.ids) if path not in now.ids and path != SETTINGS]
    if not gone:
        return [], ()
    plain = [gone_remark(path) for path in gone if not has_history(path)]
    inspections = [path for path in now.ids if path.startswith(f"{INSPECTIONS}/")]
    out = taken_out(now.read([SETTINGS, *inspections]))
    items = now.read([path for path in now.ids if path.startswith(f"{ITEMS}/")])
    there = {uid_in(path, data) for path, data in items.items()}  # by whatever id
    back = {
        path: data
        for path, data in sorted(last.read([p for p in gone if has_history(p)]).items())
        if not is_taken_out(path, data, out)
        if not path.startswith(f"{ITEMS}/") or uid_in(path, data) not in there
    }
    writes = [Write(path, None, data) for path, data in back.items()]
    return writes, (*(put_back_remark(path) for path in back), *plain)
