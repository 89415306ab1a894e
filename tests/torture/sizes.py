"""How much of everything: full with TRACKER_TORTURE=1 (minutes), else a short form (seconds)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Sizes:
    """The numbers of one run; `faults` is the share of all faults of the disk that are tried,
    `git_faults` that of all calls of git.
    """

    kills_update: int
    kills_bulk: int
    kills_import: int
    kills_naive: int
    faults: int
    writers: int
    updates: int
    conflicts: int
    item_files: int
    examples: int
    steps: int
    meetings: int
    apart: int
    kills_sync: int
    git_faults: int
    triples: int
    exchanges: int


FULL: Final = os.environ.get("TRACKER_TORTURE", "") not in {"", "0"}
"""Whether this run is at full size."""

SIZES: Final = (
    Sizes(
        kills_update=400,
        kills_bulk=400,
        kills_import=200,
        kills_naive=100,
        faults=1,
        writers=8,
        updates=100,
        conflicts=200,
        item_files=20_000,
        examples=400,
        steps=50,
        meetings=200,
        apart=200,
        kills_sync=300,
        git_faults=1,
        triples=5000,
        exchanges=400,
    )
    if FULL
    else Sizes(
        kills_update=15,
        kills_bulk=17,
        kills_import=8,
        kills_naive=15,
        faults=89,
        writers=4,
        updates=10,
        conflicts=20,
        item_files=500,
        examples=10,
        steps=15,
        meetings=4,
        apart=15,
        kills_sync=6,
        git_faults=13,
        triples=100,
        exchanges=5,
    )
)
SEED: Final = int(os.environ.get("TRACKER_TORTURE_SEED", "20080911"))
"""The same in every run unless another is asked for."""
