"""The plan's log of what was sent to the leads, as receiving needs it."""

from pathlib import Path

from hmic_tracker.domain.sendings import Sending
from hmic_tracker.store.journal import Write
from hmic_tracker.store.sendings import read_sendings, sending_write


def sendings_of(folder: Path) -> tuple[Sending, ...]:
    """The sendings that the plan has a record of, in the order of their numbers."""
    return tuple(read_sendings(folder)[0])


def received_writes(folder: Path, after: Sending) -> list[Write]:
    """The writes by which a sending's record has what was received; the lock is held."""
    return [sending_write(folder, after)]
