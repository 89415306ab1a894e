"""The records of a folder that few commands read, such as papers and sendings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from hmic_tracker.domain.plan import Damage
from hmic_tracker.errors import DamagedStoreError
from hmic_tracker.light_typing import TypeVar
from hmic_tracker.store.files import cannot_be_read
from hmic_tracker.store.reading import SyncCopyError, read_file, toml_paths
from hmic_tracker.store.toml import Unreadable

Record = TypeVar("Record")


def _paths(folder: Path, where: str, over: Mapping[str, bytes | None]) -> list[str]:
    """The paths of the records from the store's folder, with what a stopped command committed.

    Raises DamagedStoreError where the folder can't be listed.
    """

    def refuse(fault: OSError) -> None:
        if not isinstance(fault, NotADirectoryError):
            raise DamagedStoreError(
                f"{where}: {cannot_be_read(fault)}",
                "look at who may read the folder, and try again",
            ) from fault

    return toml_paths(folder, where, over, refuse)


def read_records(
    folder: Path,
    where: str,
    over: Mapping[str, bytes | None],
    record_of: Callable[[bytes, str], Record],
) -> tuple[list[Record], list[Damage], list[str]]:
    """The records, the files that can't be read, and the paths of copies that a sync tool made.

    `record_of` takes the bytes of a file and the stem of its name; it raises Unreadable, or
    SyncCopyError for a copy.
    """
    records: list[Record] = []
    damaged: list[Damage] = []
    copies: list[str] = []
    for name in _paths(folder, where, over):
        try:
            data = read_file(folder, name, over)
            if data is not None:
                records.append(record_of(data, Path(name).stem))
        except SyncCopyError:
            copies.append(name)
        except Unreadable as fault:
            damaged.append(Damage(name, fault.line, fault.problem))
        except OSError as fault:
            damaged.append(Damage(name, 0, cannot_be_read(fault)))
    return records, damaged, copies
