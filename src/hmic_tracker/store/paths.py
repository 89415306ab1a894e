"""Where a store is and where its files are."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final

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

_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)


def working_folder() -> Path | None:
    """The folder that the person is in; None where it was deleted under them."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None


def find_store(given: Path | None, environment: Mapping[str, str], here: Path | None) -> Path:
    """The store's folder: as given, TRACKER_STORE, upwards from here, the user's own.

    Raises InputError where there is none.
    """
    named = given or (
        Path(environment["TRACKER_STORE"]) if environment.get("TRACKER_STORE") else None
    )
    if named is not None:
        folder = named.expanduser()
        if here is None and not folder.is_absolute():
            raise InputError(f"{GONE}, so that {folder} is nowhere", HINT_GONE)
        return _checked(folder)
    for folder in (here, *here.parents) if here else ():
        for candidate in (folder / DEFAULT_NAME, folder):
            if (candidate / SETTINGS).is_file():
                return candidate
    own = user_store()
    if (own / SETTINGS).is_file():
        return own
    if here is None:
        raise InputError(GONE, HINT_GONE)
    raise InputError(
        "there is no action plan here",
        "make one with: tracker init   (or name one: --store FOLDER; an example: tracker demo)",
    )


def holds_plan(folder: Path) -> bool:
    """Whether a folder is a plan's; OSError where it can't be seen."""
    return (folder / SETTINGS).is_file()


def user_store() -> Path:
    """The store in the user's data folder, whether it exists or not."""
    import platformdirs

    return platformdirs.user_data_path("hmic-tracker", appauthor=False) / DEFAULT_NAME


def has_sendings(folder: Path) -> bool:
    """Whether anything was logged as sent; a command looks before it loads what reads the log."""
    return (folder / SENT).is_dir()


def has_papers(folder: Path) -> bool:
    """Whether a paper was ever recorded; looked at before what reads papers is loaded."""
    return (folder / PAPERS).is_dir()


def has_exchanges(folder: Path) -> bool:
    """Whether the plan was ever exchanged; looked at before what reads the log is loaded."""
    return any((folder / PRIVATE / name).exists() for name in (EXCHANGES, PARTNERS))


def settings_copies(folder: Path) -> list[str]:
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


def _checked(folder: Path) -> Path:
    if (folder / SETTINGS).is_file():
        return folder
    if (folder / DEFAULT_NAME / SETTINGS).is_file():
        return folder / DEFAULT_NAME
    if not folder.exists():
        raise InputError(
            f"there is no folder {folder}", f"make a plan there with: tracker init {folder}"
        )
    raise InputError(
        f"{folder} is not an action plan: it has no {SETTINGS}",
        f"make a plan there with: tracker init {folder}",
    )
