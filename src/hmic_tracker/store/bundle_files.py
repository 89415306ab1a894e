"""A bundle as a ZIP file: texts and the files of evidence, with a list of their SHA-256.

The same content on the same day gives the same bytes: nothing is compressed, every entry is of the
bundle's day, and the order is given. Files are streamed, so that memory doesn't grow with them.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Iterable, Mapping

from hmic_tracker.errors import ConflictError
from hmic_tracker.light_typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple
from hmic_tracker.store.evidence_files import LARGEST, evidence_path
from hmic_tracker.store.exporting import export_stream
from hmic_tracker.store.files import IrregularFileError, cannot_be_read, chunks, regular_file

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

SUMS: Final = "SHA256SUMS"
"""The list of hashes, in the form that `sha256sum -c` and `shasum -a 256 -c` take."""
_CHUNK: Final = 64 * 1024
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
"""The years that a ZIP file can date with."""


class EnclosedFile(NamedTuple):
    """A file of evidence: its path in the bundle, the plan's reference, its hash and size."""

    path: str
    reference: str
    sha256: str
    size: int


def write_bundle(
    path: Path,
    folder: Path,
    day: date,
    texts: Mapping[str, bytes],
    files: Iterable[EnclosedFile],
) -> str:
    """Writes a bundle in one step: texts by their paths, then files; the SHA-256 of the whole.

    Raises WriteError as `export_stream` does, ConflictError for a file that is no more what the
    plan's hash says; then nothing is written.
    """
    whole = ""

    def fill(stream: BinaryIO) -> None:
        nonlocal whole
        sums = {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for name, text in texts.items():
                archive.writestr(_entry(name, day), text)
            for file in files:
                _enclose(archive, folder, day, file)
                sums[file.path] = file.sha256
            listed = "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items())
            archive.writestr(_entry(SUMS, day), listed.encode("ascii"))
        stream.flush()
        stream.seek(0)
        digest = hashlib.sha256()
        while part := stream.read(_CHUNK):
            digest.update(part)
        whole = digest.hexdigest()

    export_stream(path, fill)
    return whole


def _enclose(archive: zipfile.ZipFile, folder: Path, day: date, file: EnclosedFile) -> None:
    digest, size = hashlib.sha256(), 0
    try:
        with (
            regular_file(evidence_path(folder, file.reference)) as handle,
            archive.open(_entry(file.path, day, file.size), "w") as entry,
        ):
            # One byte more than it was: a file that grows meanwhile is not followed.
            for part in chunks(handle, min(file.size, LARGEST) + 1):
                digest.update(part)
                size += len(part)
                entry.write(part)
    except FileNotFoundError:
        raise _gone(file, "is gone") from None
    except IrregularFileError:
        raise _gone(file, "is no file any more") from None
    except OSError as fault:
        if fault.filename is None:
            raise  # of the bundle's own disk
        raise _gone(file, cannot_be_read(fault)) from fault
    if size != file.size or digest.hexdigest() != file.sha256:
        raise _gone(file, "changed while the bundle was written")


def _gone(file: EnclosedFile, what: str) -> ConflictError:
    return ConflictError(
        f"{file.reference} {what}: no bundle was written",
        "see what became of it: tracker evidence check; then run the command again",
    )


def _entry(name: str, day: date, size: int = 0) -> zipfile.ZipInfo:
    year = min(max(day.year, _FIRST_YEAR), _LAST_YEAR)
    entry = zipfile.ZipInfo(name, (year, day.month, day.day, 0, 0, 0))
    entry.file_size = size
    entry.create_system = 3
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    return entry
