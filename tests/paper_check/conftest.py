"""The plans of a fire service and of a prison that papers are held against."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run

_HERE: Final = Path(__file__).parent / "other_plans"
_FIRE_STEPS: Final = (
    ("2026-03-20", "REC-1..3 COC-1", "--owner", "Head of Protection"),
    ("2026-03-23", "AFI-3 AFI-4 AFI-5", "--due", "2026-10-31"),
    ("2026-03-23", "AFI-1 AFI-6 AFI-7", "--due", "2026-09-30"),
    ("2026-03-23", "COC-1", "--due", "2026-12-31"),
    ("2026-04-14", "REC-1 REC-4 AFI-3 COC-1", "--status", "in-progress"),
    ("2026-05-28", "REC-4", "--status", "done"),
    ("2026-06-08", "REC-1", "--due", "2026-08-31", "--reason", "the list of premises took longer"),
    ("2026-08-27", "REC-1", "--status", "done"),
    ("2026-09-10", "AFI-5", "--status", "done"),
)
_PRISON_STEPS: Final = (
    ("2026-06-29", "COC-1 COC-2 COC-3", "--due", "2026-09-30"),
    ("2026-06-29", "COC-7", "--due", "2026-08-31"),
    ("2026-07-13", "COC-1 COC-3 COC-7", "--status", "in-progress"),
    ("2026-09-28", "COC-1", "--status", "done"),
)
PLANS: Final = {
    "fire": ("2026-03-16", "16 September 2026", _FIRE_STEPS),
    "prison": ("2026-06-10", "12 October 2026", _PRISON_STEPS),
}


@pytest.fixture
def plans(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """A plan of a fire service and one of a prison, each with what was done in some months."""
    stores = {name: tmp_path / name for name in PLANS}
    for name, (begun, _, steps) in PLANS.items():
        monkeypatch.setenv("TRACKER_TODAY", begun)
        run("init", stores[name], "--me", "Planning Officer")
        run("import", _HERE / f"{name}.txt", "--yes", "--store", stores[name])
        for day, items, *words in steps:
            monkeypatch.setenv("TRACKER_TODAY", day)
            new = ("--new-owner",) if "--owner" in words else ()
            ids = items.split()
            done = run("update", *ids, *words, *new, "--yes", "--store", stores[name])
            assert done.code == 0, done.err
    monkeypatch.setenv("TRACKER_TODAY", "2026-10-13")
    return stores
