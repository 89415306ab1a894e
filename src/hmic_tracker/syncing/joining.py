"""What an exchange is bringing together, kept while it does: for the next one, if it stops."""

from __future__ import annotations

import json
import os

from hmic_tracker.errors import WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store import journal
from hmic_tracker.store.files import faults_as_errors, read_or_none, write_temp
from hmic_tracker.store.operations import read_op
from hmic_tracker.store.places import model_of, plan_file, private_file

if TYPE_CHECKING:
    from pathlib import Path

JOINING: Final = "joining.json"


class Joining(NamedTuple):
    """The commits that are brought together, and the op that writes it; None where none does."""

    head: str
    theirs: str
    op: str | None


def write(folder: Path, joining: Joining) -> None:
    """Keep it."""
    with faults_as_errors("to the plan"):
        path = private_file(folder, JOINING)
        os.replace(write_temp(path, json.dumps(joining).encode(), model_of(folder)), path)


def read(folder: Path) -> Joining | None:
    """What a stopped exchange was bringing together, None where there is none or it is no such."""
    try:
        values = json.loads(read_or_none(private_file(folder, JOINING)) or b"null")
    except (OSError, ValueError, WriteError):
        return None
    if not isinstance(values, list) or len(values) != 3:
        return None
    head, theirs, op = values
    if not all(isinstance(one, str) and one.isalnum() for one in (head, theirs)):
        return None
    return Joining(head, theirs, op if isinstance(op, str) and op.isalnum() else None)


def remove(folder: Path) -> None:
    """Forget it."""
    with faults_as_errors("to the plan"):
        private_file(folder, JOINING).unlink(missing_ok=True)


def is_written(folder: Path, joining: Joining) -> bool:
    """Whether the op was carried out, and all that it wrote is still so. The lock is held."""
    if joining.op is None:
        return True
    name = next((n for n in journal.op_names(folder) if n[9:-5] == joining.op), None)
    if name is None:
        return False
    try:
        op = read_op(private_file(folder, journal.OPS, name))
        return all(read_or_none(plan_file(folder, w.path)) == w.new for w in op.writes)
    except (OSError, WriteError):
        return False
