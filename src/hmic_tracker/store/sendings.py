"""The log of what was sent to the leads: `sent/3-plm5hb7p.toml`, a file a workbook.

Only the commands that send, receive and count answers read it. `undo` takes a sending back as any
file that a command made, unless an answer has come since.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hmic_tracker.errors import ConflictError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store import journal
from hmic_tracker.store.journal import Write
from hmic_tracker.store.paths import SENT
from hmic_tracker.store.reading import read_file, refuse_copy
from hmic_tracker.store.sending_codec import edited_sending_text, new_sending_text, sending_of
from hmic_tracker.store.small_records import read_records
from hmic_tracker.store.toml import Unreadable, decode

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.domain.sendings import Sending


def read_sendings(folder: Path) -> tuple[list[Sending], list[Damage], list[str]]:
    """The sendings in the order of their numbers, and the files that can't be read.

    Then the paths of copies that a sync tool made.
    """
    sendings, damaged, copies = read_records(folder, SENT, journal.overlay(folder), sending_in)
    return sorted(sendings, key=lambda one: (one.n, one.op)), damaged, copies


def sending_in(data: bytes, stem: str) -> Sending:
    """The sending in a file's bytes; raises Unreadable, or SyncCopyError for a copy."""
    sending = sending_of(decode(data))
    if sending.id != stem:
        refuse_copy(stem, sending.id)
        raise Unreadable(f"it is the sending {sending.id}, and the file's name says '{stem[:64]}'")
    return sending


def next_number(sendings: Iterable[Sending], damaged: Iterable[Damage] = ()) -> int:
    """The number after the highest given; that of a file that can't be read is in its name."""
    names = (Path(one.path).stem.partition("-")[0] for one in damaged)
    numbers = [int(name) for name in names if name.isdecimal() and len(name) < 10]
    return max([*numbers, *(one.n for one in sendings)], default=0) + 1


def new_sending_write(sending: Sending) -> Write:
    """The write that puts a sending into the log."""
    return Write(f"{SENT}/{sending.id}.toml", None, new_sending_text(sending).encode())


def sending_write(folder: Path, after: Sending) -> Write:
    """The write that makes a sending's file say what it shall; the lock is held.

    Its owner stays as it was called when it was sent.

    Raises ConflictError where the file is gone, or can't be read any more.
    """
    name = f"{SENT}/{after.id}.toml"
    data = read_file(folder, name, {})
    if data is None:
        raise ConflictError(f"{name} is gone", "run the command again")
    try:
        before = sending_in(data, after.id)
    except Unreadable as fault:
        raise ConflictError(f"{name}: {fault.problem}", "mend the file and try again") from fault
    text = edited_sending_text(decode(data), before, after._replace(owner=before.owner))
    return Write(name, data, text.encode())
