"""The plan's log of what was sent to the leads, as receiving needs it.

The one place where the two meet: what is sent is written elsewhere.
"""

from pathlib import Path

from hmic_tracker.domain.sendings import Sending
from hmic_tracker.store.journal import Write


def sendings_of(folder: Path) -> tuple[Sending, ...]:  # noqa: ARG001
    """The sendings that the plan has a record of, in the order of their numbers."""
    return ()


def received_writes(folder: Path, after: Sending) -> list[Write]:  # noqa: ARG001
    """The writes by which a sending's record has what was received; the lock is held."""
    return []
