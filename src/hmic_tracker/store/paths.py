"""Where a store is and where its files are.

What reading commands ask for is answered of texts: they don't load `pathlib`.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator, Mapping

from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal
from hmic_tracker.patterns import pattern

if TYPE_CHECKING:
    from pathlib import Path

AnyPath = str | os.PathLike[str]
SETTINGS: Final = "tracker.toml"
ITEMS: Final = "items"
INSPECTIONS: Final = "inspections"
PAPERS: Final = "papers"
DOCUMENTS: Final = "documents"
SENT: Final = "sent"
GIVEN: Final = "given"
PRIVATE: Final = ".tracker"
EXCHANGES: Final = "exchanges.jsonl"
PARTNERS: Final = "partners.json"
DEFAULT_NAME: Final = "action-plan"
SCHEMA: Final = 2
"""The format of what is written; a plan of an earlier one is only read, and can be upgraded."""
LARGEST: Final = 10 * 1024 * 1024
"""No file of a store is larger than 10 MB."""
GONE: Final = "the folder you are in was deleted or moved"
HINT_GONE: Final = "go to one that is there, such as: cd ~   (or name the plan: --store FOLDER)"

_FOLDER: Final = "hmic-tracker"
_USER_FOLDERS: Final = {
    "data": ("XDG_DATA_HOME", "~/.local/share"),
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "cache": ("XDG_CACHE_HOME", "~/.cache"),
}
_NO_FILE: Final = frozenset(
    (21, 123, 1921)
)  # Windows: not ready, no name of a file, a ring of links
_ID: Final = pattern(r"(?a)[A-Za-z0-9._-]{1,64}")


def working_folder() -> str | None:
    """The folder that the person is in; None where it was deleted under them."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return None


def find_store(given: str | None, environment: Mapping[str, str], here: str | None) -> str:
    """The store's folder: as given, TRACKER_STORE, upwards from here, the user's own.

    Raises InputError where there is none, and OSError where it can't be seen.
    """
    named = environment.get("TRACKER_STORE") or None if given is None else given
    if named is not None:
        return _named_store(named, here)
    for folder in _upwards(here) if here else ():
        for candidate in (os.path.join(folder, DEFAULT_NAME), folder):
            if holds_plan(candidate):
                return candidate
    if (own := user_store()) and holds_plan(own):
        return own
    if here is None:
        raise InputError(GONE, HINT_GONE)
    raise InputError(
        "there is no action plan here",
        "make one with: tracker init   (or name one: --store FOLDER; an example: tracker demo)",
    )


def _upwards(folder: str) -> Iterator[str]:
    """A folder, the one it is in, and so on to the top."""
    yield folder
    while (above := os.path.dirname(folder)) != folder:
        yield (folder := above)


def _named_store(named: str, here: str | None) -> str:
    """The plan in a folder that was named, or in its `action-plan`; raises InputError."""
    folder = expanded(named) or "."
    if here is None and not os.path.isabs(folder):
        raise InputError(f"{GONE}, so that {_shown(folder)} is nowhere", HINT_GONE)
    for candidate in (folder, os.path.join(folder, DEFAULT_NAME)):
        if holds_plan(candidate):
            return candidate
    hint = f"make a plan there with: tracker init {_shown(folder)}"
    if not _mode(folder):
        raise InputError(f"there is no folder {_shown(folder)}", hint)
    raise InputError(f"{_shown(folder)} is not an action plan: it has no {SETTINGS}", hint)


def expanded(folder: str) -> str:
    """The folder, where it begins with "~" or "~name" in the home folder that this stands for."""
    if not folder.startswith("~"):
        return folder
    from pathlib import Path

    return str(Path(folder).expanduser())


def _shown(folder: str) -> str:
    """A folder as it is named to people: without what changes nothing."""
    from pathlib import Path

    return str(Path(folder))


def _mode(path: AnyPath) -> int:
    """The mode of what is there, 0 where nothing is; OSError where it can't be seen."""
    try:
        return os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):  # the last: no name of a file
        return 0
    except OSError as fault:
        if fault.errno == errno.ELOOP or getattr(fault, "winerror", None) in _NO_FILE:
            return 0
        raise


def holds_plan(folder: AnyPath) -> bool:
    """Whether a folder is a plan's; OSError where it can't be seen."""
    return stat.S_ISREG(_mode(os.path.join(folder, SETTINGS)))


def user_store() -> str | None:
    """The store in the user's data folder, whether it exists or not; None where they have none."""
    try:
        return os.path.join(user_folder("data"), DEFAULT_NAME)
    except RuntimeError:
        return None


def user_folder(kind: Literal["data", "config", "cache"]) -> str:
    """The user's folder for our files of a kind; raises RuntimeError where they have no home."""
    if "linux" not in sys.platform:
        import platformdirs

        folder: str = getattr(platformdirs, f"user_{kind}_dir")(_FOLDER, appauthor=False)
        return folder
    # platformdirs gives the same here, and its import takes a tenth of a command's time.
    variable, usual = _USER_FOLDERS[kind]
    base = os.environ.get(variable, "")
    if not base.startswith("/") and (base := os.path.expanduser(usual)).startswith("~"):
        raise RuntimeError("there is no home folder")
    return os.path.join(base, _FOLDER)


def has_sendings(folder: AnyPath) -> bool:
    """Whether anything was logged as sent; a command looks before it loads what reads the log."""
    return stat.S_ISDIR(_mode(os.path.join(folder, SENT)))


def has_papers(folder: AnyPath) -> bool:
    """Whether a paper was ever recorded; looked at before what reads papers is loaded."""
    return stat.S_ISDIR(_mode(os.path.join(folder, PAPERS)))


def has_exchanges(folder: AnyPath) -> bool:
    """Whether the plan was ever exchanged; looked at before what reads the log is loaded."""
    return any(_mode(os.path.join(folder, PRIVATE, name)) for name in (EXCHANGES, PARTNERS))


def settings_copies(folder: AnyPath) -> list[str]:
    """The names of the copies that sync tools made of `tracker.toml`, which are never read."""
    own, _, ending = SETTINGS.rpartition(".")
    try:
        names = [n for n in os.listdir(folder) if n.endswith(ending) and own in n.casefold()]
    except OSError:
        return []
    if names in ([SETTINGS], []):
        return []
    from hmic_tracker.domain.check_names import is_copy

    toml = sorted(n for n in names if n.endswith(f".{ending}") and n[0] != ".")
    return [name for name in toml if is_copy(name.removesuffix(f".{ending}"), own)]


def stem_of(path: str) -> str:
    """The name of a store's file without its folders and its ".toml"."""
    return path.rpartition("/")[2].removesuffix(".toml")


def item_path(folder: Path, item_id: str) -> Path:
    """Return the file of an item; raises InputError where the id could leave the folder."""
    hint = "ids have letters, digits, dots, hyphens and underscores, 64 at most"
    return folder / ITEMS / _file_name(item_id, "an id", hint)


def inspection_path(folder: Path, inspection_id: str) -> Path:
    """Return the file of an inspection; raises InputError where the id could leave the folder."""
    hint = "use letters, digits and hyphens, 64 at most"
    return folder / INSPECTIONS / _file_name(inspection_id, "an inspection's id", hint)


def file_signature(path: Path) -> tuple[int, ...] | None:
    """What tells a file from a changed one: inode, size and times; None where it isn't there."""
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns


def _file_name(record_id: str, what: str, hint: str) -> str:
    if not _ID.fullmatch(record_id) or record_id.strip(".") == "":
        raise InputError(f"'{record_id}' can't be {what}", hint)
    return f"{record_id}.toml"
