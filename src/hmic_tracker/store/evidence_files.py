"""Files given as evidence: known again by their SHA-256, found again beside the plan.

A file under the folder that the plan lies in is kept as a path from there, so that it is found
where plan and evidence move together; any other by its whole path.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from hmic_tracker.errors import InputError
from hmic_tracker.store.files import cannot_be_read

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.parts import Evidence

State = Literal["unchanged", "changed", "missing", "unreadable", "reference"]
_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://", re.ASCII)
_PATH: Final = re.compile(r"^[.~]?/|^\.\./|\.[A-Za-z][A-Za-z0-9]{1,4}$", re.ASCII)


class Described(NamedTuple):
    """A reference as it is kept; of a file its SHA-256 and its size in bytes."""

    ref: str
    sha256: str | None = None
    size: int | None = None


class Checked(NamedTuple):
    """A piece of evidence, and whether its file is still what it was."""

    item: Item
    evidence: Evidence
    state: State

    @property
    def is_altered(self) -> bool:
        """Whether the file is missing, unreadable or not what it was."""
        return self.state not in {"unchanged", "reference"}


def described(folder: Path, ref: str, here: Path) -> Described:
    """What a reference typed in a folder (`here`) names; text that is no file is a reference.

    Raises InputError where the file is there and can't be read.
    """
    if _URL.match(ref) or "\0" in ref:
        return Described(ref)
    path = here / Path(ref).expanduser()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Described(ref)
        sha256, size = _digest(path)
    except (FileNotFoundError, NotADirectoryError):
        return Described(ref)
    except OSError as fault:
        if fault.filename is None or not _may_exist(path):
            return Described(ref)  # too long or too odd for a name: a text
        raise InputError(
            f"{ref} {cannot_be_read(fault)}",
            "look at who may read it, and try again",
        ) from fault
    whole, base = path.resolve(), folder.resolve().parent
    kept = whole.relative_to(base) if whole.is_relative_to(base) else whole
    return Described(kept.as_posix(), sha256, size)


def looks_like_a_file(ref: str) -> bool:
    """Whether a reference has the look of a file's path: "a.pdf", "./minutes", "~/a"."""
    return bool(_PATH.search(ref)) and not _URL.match(ref)


def checked(folder: Path, items: Iterable[Item]) -> list[Checked]:
    """Each piece of evidence of the items, with what became of its file."""
    return [Checked(item, one, _state(folder, one)) for item in items for one in item.evidence]


def _state(folder: Path, one: Evidence) -> State:
    if not one.sha256 or not one.ref:
        return "reference"
    path = folder.resolve().parent / one.ref
    try:
        sha256, _ = _digest(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return "missing"
    except OSError:
        return "unreadable"
    return "unchanged" if sha256 == one.sha256 else "changed"


def _digest(path: Path) -> tuple[str, int]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return digest.hexdigest(), stream.tell()


def _may_exist(path: Path) -> bool:
    try:
        path.stat()
    except PermissionError:
        return True
    except OSError:
        return False
    return True
