"""A remote that is a folder on this computer: whether it is this plan's own, or somebody's work."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from hmic_tracker.errors import InputError
from hmic_tracker.git.running import run_git
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.git.remote import Remote
    from hmic_tracker.git.repository import Repository

_FILE: Final = "file://"
_TAKES: Final = frozenset({"ignore", "warn", "updateinstead", "false"})
"""How a work tree may be set to take what is sent to the branch that is checked out in it."""


def require_other(repository: Repository, remote: Remote) -> None:
    """Raise InputError where a remote is the repository that the plan itself is in."""
    place = _place(repository, remote)
    mine, theirs = _common(repository.top), _common(place) if place else None
    if mine is not None and mine == theirs:
        raise InputError(
            f"{remote.shown} is the plan that you exchange", "name the folder of another copy"
        )


def require_taking(repository: Repository, remote: Remote) -> None:
    """Raise InputError where git would send nothing to a remote: its branch is checked out there.

    It can be read from all the same.
    """
    place = _place(repository, remote)
    if place is None or _answer(place, "rev-parse", "--is-bare-repository") != "false":
        return
    if _answer(place, "symbolic-ref", "--quiet", "HEAD") != f"refs/heads/{remote.branch}":
        return
    takes = _answer(place, "config", "--get", "receive.denyCurrentBranch") or ""
    if takes.casefold() not in _TAKES:
        raise InputError(
            f"{remote.shown} is somebody's copy, with the branch {remote.branch} checked out: git "
            "sends nothing into it",
            "exchange both with a repository between them: tracker sync --setup URL, in each",
        )


def _place(repository: Repository, remote: Remote) -> Path | None:
    """The folder that a remote is; None where it is none here."""
    address = remote.address if remote.is_named else remote.word
    if address.startswith(_FILE):
        address = unquote(address.removeprefix(_FILE))
    try:
        place = repository.top / Path(address).expanduser()
        return place if place.is_dir() else None
    except OSError:
        return None


def _common(folder: Path) -> Path | None:
    """Where git keeps what all work trees of a repository share."""
    common = _answer(folder, "rev-parse", "--git-common-dir")
    return (folder / common).resolve() if common else None


def _answer(folder: Path, *words: str) -> str | None:
    ran = run_git(folder, [*words], ok=())
    return None if ran.code else ran.text.strip()
