"""Files given as evidence: known again by their SHA-256, found again beside the plan.

A file under the folder that the plan lies in is kept as a path from there, so that it is found
where plan and evidence move together; any other by its whole path.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

from hmic_tracker.domain.words import folded
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple
from hmic_tracker.store.files import cannot_be_read, chunks, regular_file

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.parts import Evidence

State = Literal["unchanged", "changed", "missing", "unreadable", "reference"]
LARGEST: Final = 2**30
"""1 GB: a larger file is not taken as evidence, as every look at it reads the whole."""
_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://", re.ASCII)
_PATH: Final = re.compile(
    r"^[.~]?/|^\.\./|\\|^[A-Za-z]:/|\.(?:[A-Za-z][A-Za-z0-9]{1,4}|7z)$", re.ASCII
)


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


def describe_evidence(folder: Path, ref: str, here: Path) -> Described:
    """What a reference typed in a folder (`here`) names; text that is no file is a reference.

    Raises InputError where the file is there and can't be read, or is too large.
    """
    if _URL.match(ref) or "\0" in ref:
        return Described(ref)
    path = _as_spelt(here / Path(ref).expanduser())
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Described(ref)
        with regular_file(path) as handle:
            size = _size(handle)
            sha256 = _digest(handle) if size <= LARGEST else ""
    except (FileNotFoundError, NotADirectoryError):
        return Described(ref)
    except OSError as fault:
        if fault.filename is None or not _may_exist(path):
            return Described(ref)  # too long or too odd for a name: a text
        raise InputError(
            f"{ref} {cannot_be_read(fault)}",
            "look at who may read it, and try again",
        ) from fault
    if size > LARGEST:
        raise InputError(
            f"{ref} is larger than {LARGEST // 2**30} GB",
            "give a smaller file, or where it is kept as a URL or a document's number",
        )
    whole, base = path.resolve(), folder.resolve().parent
    kept = whole.relative_to(base) if whole.is_relative_to(base) else whole
    return Described(kept.as_posix(), sha256, size)


def no_file(ref: str, here: Path) -> str:
    """Why a reference typed in a folder that has the look of a path names no file; else empty.

    The look: "a.pdf", "./minutes", "H:" and a path, or a name in a folder that is there.
    """
    if _URL.match(ref) or "\0" in ref:
        return ""
    path = here / Path(ref).expanduser()
    try:
        if path.is_dir():
            return f"{ref} is a folder"
        within = "/" in ref and path.parent.is_dir()
    except OSError:
        within = False
    return f"there is no file {ref} here" if within or _PATH.search(ref) else ""


def check_evidence_files(folder: Path, items: Iterable[Item]) -> list[Checked]:
    """Each piece of evidence of the items, with what became of its file.

    A file is read once, and not at all where its size shows that it changed.
    """
    states: dict[tuple[str, str, str | None], State] = {}

    def state(one: Evidence) -> State:
        if not one.sha256 or not one.ref:
            return "reference"
        key = one.ref, one.sha256, one.size
        if key not in states:
            states[key] = _state(folder, one.ref, one.sha256, one.size)
        return states[key]

    return [Checked(item, one, state(one)) for item in items for one in item.evidence]


def evidence_path(folder: Path, ref: str) -> Path:
    """Where the file of a plan's evidence is: from the folder that the plan lies in."""
    return _as_spelt(folder.resolve().parent / ref)


def evidence_size(folder: Path, one: Evidence) -> int:
    """The bytes of a file that is what it was; 0 where it went meanwhile."""
    if one.size is not None:
        return int(one.size)
    try:
        return evidence_path(folder, one.ref or "").stat().st_size
    except OSError:
        return 0


def _state(folder: Path, ref: str, sha256: str, size: str | None) -> State:
    try:
        with regular_file(evidence_path(folder, ref)) as handle:
            current = _size(handle)
            if size is not None and str(current) != size:
                return "changed"
            if current > LARGEST:
                return "unreadable"
            return "unchanged" if _digest(handle) == sha256 else "changed"
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return "missing"
    except OSError:
        return "unreadable"


def _as_spelt(path: Path) -> Path:
    """The path as the disk spells it: a copy or a clone may hold its letters decomposed.

    Only where nothing is there by the name as given, and one name in the folder is the same.
    """
    if path.as_posix().isascii() or os.path.lexists(path):
        return path
    folder = path.parent if path.parent == path else _as_spelt(path.parent)
    try:
        same = [name for name in os.listdir(folder) if folded(name) == folded(path.name)]
    except (OSError, ValueError):
        return path
    return folder / same[0] if len(same) == 1 else path


def _size(handle: int) -> int:
    return os.fstat(handle).st_size


def _digest(handle: int) -> str:
    import hashlib

    digest = hashlib.sha256()
    for part in chunks(handle, LARGEST):
        digest.update(part)
    return digest.hexdigest()


def _may_exist(path: Path) -> bool:
    try:
        path.stat()
    except PermissionError:
        return True
    except OSError:
        return False
    return True
