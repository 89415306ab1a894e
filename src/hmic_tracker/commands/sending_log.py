"""The plan's log of what was sent to the leads, as receiving needs it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hmic_tracker.commands.output import report_copies
from hmic_tracker.domain.sendings import Sending, as_called_now
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.sendings import read_sendings, sending_write

if TYPE_CHECKING:
    from hmic_tracker.domain.people import Post
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.store.journal import Write


def sendings_of(folder: Path, posts: Iterable[Post]) -> tuple[tuple[Sending, ...], tuple[str, ...]]:
    """The sendings that the plan has a record of, in the order of their numbers.

    Then the names of files that can't be read, "3-plm5hb7p".
    """
    sendings, damaged, _ = read_sendings(folder)
    unread = tuple(Path(one.path).stem for one in damaged)
    return tuple(as_called_now(sendings, posts)), unread


def damaged_sendings(folder: Path) -> tuple[Damage, ...]:
    """The files of the log that can't be read; copies that a sync tool made are named."""
    _, damaged, copies = read_sendings(folder)
    report_copies(copies)
    return tuple(damaged)


def received_writes(folder: Path, after: Sending) -> list[Write]:
    """The writes by which a sending's record has what was received; the lock is held."""
    return [sending_write(folder, after)]
