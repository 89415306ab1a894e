"""The gate: what is brought together is written only where nothing that either had is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmic_tracker.errors import ConflictError
from hmic_tracker.store.operations import record_fault

if TYPE_CHECKING:
    from hmic_tracker.store.merging import MergedPlan
    from hmic_tracker.syncing.rounds import Sides


def require_sound(sides: Sides, merged: MergedPlan) -> None:
    """Raise ConflictError where a file is no record, or something of either side is missing."""
    for path, data in merged.files.items():
        fault = record_fault(path, data) if data is not None else None
        if fault:
            raise _refused(f"{path} would be no file of a plan: {fault}")


def _refused(what: str) -> ConflictError:
    return ConflictError(
        f"the two don't go together: {what}",
        "nothing was changed; please report it, with both versions of the file",
    )
