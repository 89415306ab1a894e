"""Which folder a plan is exchanged with, where it is one and no remote of git."""

from __future__ import annotations

from pathlib import Path

from hmic_tracker.errors import InputError
from hmic_tracker.store.paths import DEFAULT_NAME, holds_plan
from hmic_tracker.syncing.partners import read_partners

_GIT = ".git"


def other_folder(folder: Path, typed: str | None) -> Path | None:
    """The folder of the other plan; None where git is to find it. Raises InputError.

    Without a word it is where the plan was exchanged last, unless git has it. One that was
    exchanged with may be away now.
    """
    places = [Path(one.place) for one in read_partners(folder).known.values()]
    if typed is None:
        return None if _is_in_git(folder) or not places else places[0]
    given = Path(typed).expanduser()
    if given.resolve() in places:
        return given
    there = next((one for one in (given, given / DEFAULT_NAME) if _is_plan(one)), None)
    if there is not None:
        return None if (there / _GIT).exists() else there
    if given.is_dir() and not _is_in_git(folder) and not (given / _GIT).exists():
        raise InputError(
            f"there is no plan in {given}",
            f"name the folder of a copy; to make one: copy {folder} there whole, once",
        )
    return None


def _is_plan(folder: Path) -> bool:
    try:
        return holds_plan(folder)
    except OSError:
        return False


def _is_in_git(folder: Path) -> bool:
    whole = folder.resolve()
    return any((one / _GIT).exists() for one in (whole, *whole.parents))
