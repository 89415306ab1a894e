"""Which items went out in a calendar or a workbook: others know them by their ids from then on.

What is mailed is in `sent/`, and what is printed in `papers/`; of a list that is drawn as a file
for others nothing else tells. It is this copy's own, in `.tracker/`.
"""

from __future__ import annotations

import contextlib
import json
import os

from hmic_tracker.errors import TrackerError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.files import read_or_none, write_temp
from hmic_tracker.store.places import model_of, private_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from hmic_tracker.domain.items import Item

_NAME: Final = "given-out.json"


def add_given_out(folder: Path, items: Iterable[Item]) -> None:
    """Keep that items went out; nothing is kept where the plan can only be read."""
    known = given_out(folder)
    now = {**known, **{item.id: item.uid for item in items}}
    if now == known:
        return
    with contextlib.suppress(OSError, TrackerError):
        path = private_file(folder, _NAME)
        os.replace(write_temp(path, json.dumps(now).encode(), model_of(folder)), path)


def given_out(folder: Path) -> Mapping[str, str]:
    """The ids that went out, each with its item's uid; none where that can't be read."""
    with contextlib.suppress(OSError, ValueError, RecursionError, TrackerError):
        values = json.loads(read_or_none(private_file(folder, _NAME)) or b"{}")
        if isinstance(values, dict):
            return {item_id: uid for item_id, uid in values.items() if isinstance(uid, str)}
    return {}
