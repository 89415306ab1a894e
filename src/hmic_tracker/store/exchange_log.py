"""Which exchange brought what: a line an exchange in `.tracker/`, for whoever reads the history."""

from __future__ import annotations

import contextlib
import json
import os
from datetime import date, datetime

from hmic_tracker.errors import WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store.files import faults_as_errors, read_or_none, write_temp
from hmic_tracker.store.paths import EXCHANGES
from hmic_tracker.store.places import model_of, private_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_KEPT: Final = 2000


class Arrival(NamedTuple):
    """An exchange: when it was (UTC, ISO), with whom, and the commands it brought, by whom."""

    at: str
    place: str
    ops: Mapping[str, str]


def add_arrival(folder: Path, arrival: Arrival) -> None:
    """Keep an exchange; one that brought nothing takes the place of a former such one."""
    known = arrivals(folder)
    if known and not known[-1].ops:
        known = known[:-1]
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in (*known, arrival)][-_KEPT:]
    with faults_as_errors("to the plan"):
        path = private_file(folder, EXCHANGES)
        os.replace(write_temp(path, "".join(lines).encode(), model_of(folder)), path)


def arrival_days(folder: Path) -> dict[str, date]:
    """The day on which each command came in by an exchange; empty where nothing ever did."""
    made: dict[str, date] = {}
    for one in arrivals(folder):
        with contextlib.suppress(ValueError):
            made |= dict.fromkeys(one.ops, datetime.fromisoformat(one.at).date())
    return made


def arrivals(folder: Path) -> list[Arrival]:
    """The exchanges, oldest first; what can't be read is passed over."""
    try:
        text = (read_or_none(private_file(folder, EXCHANGES)) or b"").decode("utf-8", "replace")
    except (OSError, WriteError):
        return []
    made = []
    for line in text.splitlines():
        try:
            at, place, ops = json.loads(line)
        except (ValueError, TypeError):
            continue
        if isinstance(at, str) and isinstance(place, str) and isinstance(ops, dict):
            made.append(Arrival(at, place, {str(op): str(by) for op, by in ops.items()}))
    return made
