"""The plan's log of what was sent to the leads, as receiving needs it."""

from collections.abc import Iterable
from pathlib import Path

from hmic_tracker.domain.people import Post
from hmic_tracker.domain.sendings import Sending, as_called_now
from hmic_tracker.store.journal import Write
from hmic_tracker.store.sendings import read_sendings, sending_write


def sendings_of(folder: Path, posts: Iterable[Post]) -> tuple[Sending, ...]:
    """The sendings that the plan has a record of, in the order of their numbers."""
    return tuple(as_called_now(read_sendings(folder)[0], posts))


def received_writes(folder: Path, after: Sending) -> list[Write]:
    """The writes by which a sending's record has what was received; the lock is held."""
    return [sending_write(folder, after)]
