"""Documents of which the plan keeps what every line is: `documents/2008-12-03-report-9.marks.txt`.

A marked text names its document's file, size and SHA-256 in a comment, by which it is found again;
the file itself is kept beside it where that was wanted. What a line of it means is not known here.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from hmic_tracker.domain.frameworks import slug_of
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final, NamedTuple
from hmic_tracker.store import journal
from hmic_tracker.store.journal import Write
from hmic_tracker.store.paths import DOCUMENTS, LARGEST
from hmic_tracker.store.places import MARKS, is_plan_path
from hmic_tracker.store.reading import names_in, read_file

_HEADER: Final = re.compile(r"^# file: .*, \d{1,15} bytes, SHA-256 ([0-9a-f]{64})$", re.MULTILINE)
_LONGEST_HEADER: Final = 8192
_MEGABYTES: Final = LARGEST // (1024 * 1024)
_ENDINGS: Final = frozenset(
    {"txt", "md", "html", "htm", "pdf", "docx", "xlsx", "xls", "ods", "csv", "tsv"}
)


class KeptMarks(NamedTuple):
    """A marked text of the plan: its path in it, its bytes, the SHA-256 of its document."""

    path: str
    data: bytes
    sha256: str


class NewDocument(NamedTuple):
    """A document to keep: its file's name, the day, its SHA-256, its marked text.

    `original` is the file itself, where it is to be kept too.
    """

    name: str
    day: date
    sha256: str
    text: str
    original: bytes | None = None


def read_kept_marks(folder: Path) -> list[KeptMarks]:
    """Return the marked texts of a plan by name; those that can't be read are left out."""
    over = journal.overlay(folder)
    kept: list[KeptMarks] = []
    for name in sorted(names_in(folder, DOCUMENTS, over, lambda _: None)):
        path = f"{DOCUMENTS}/{name}"
        if not (is_plan_path(path) and name.endswith(MARKS)):
            continue
        try:
            data = read_file(folder, path, over)
        except OSError:
            continue
        if data is not None and (sha256 := sha256_in(data)):
            kept.append(KeptMarks(path, data, sha256))
    return kept


def find_marks(folder: Path, sha256: str) -> KeptMarks | None:
    """Return the newest marked text of a document, by the SHA-256 of its file."""
    mine = [one for one in read_kept_marks(folder) if one.sha256 == sha256]
    return mine[-1] if mine else None


def document_writes(folder: Path, document: NewDocument) -> list[Write]:
    """Return the writes that keep a document; one that is kept already is replaced.

    Raises InputError where the file itself is too large to be kept.
    """
    known = find_marks(folder, document.sha256)
    path = known.path if known else _free_path(folder, document)
    writes = [Write(path, read_file(folder, path, {}), document.text.encode())]
    if document.original is not None:
        if len(document.original) > LARGEST:
            raise InputError(
                f"{document.name} is over {_MEGABYTES} MB and can't be kept in a plan",
                "leave --keep out; its lines are kept all the same",
            )
        place = original_path(path, document.name)
        writes.append(Write(place, read_file(folder, place, {}), document.original))
    return writes


def original_path(path: str, name: str) -> str:
    """Return where the file of a name is kept, beside its marked text at a path of the plan."""
    return f"{path.removesuffix(MARKS)}.{_ending(name)}"


def document_fault(path: str, data: bytes) -> str | None:
    """Return what keeps bytes from being what their path says; None where they are."""
    if len(data) > LARGEST:
        return f"the file is larger than {_MEGABYTES} MB"
    if path.endswith(MARKS) and not sha256_in(data):
        return "it doesn't name the file that it is of: '# file: NAME, N bytes, SHA-256 ...'"
    return None


def sha256_in(data: bytes) -> str:
    """The SHA-256 of the document that a marked text is of; "" where it names none."""
    head = data[:_LONGEST_HEADER].decode("utf-8", "replace").replace("\r\n", "\n")
    match = _HEADER.search(head)
    return match[1] if match else ""


def _free_path(folder: Path, document: NewDocument) -> str:
    """Return the path of a new marked text: day and file's name, a number where that is taken."""
    taken = names_in(folder, DOCUMENTS, journal.overlay(folder), lambda _: None)
    stem = f"{document.day.isoformat()}-{slug_of(Path(document.name).stem)}"
    names = (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
    beside = {name.partition(".")[0] for name in taken}
    return f"{DOCUMENTS}/{next(name for name in names if name not in beside)}{MARKS}"


def _ending(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    return ending if ending in _ENDINGS else "txt"
