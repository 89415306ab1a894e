"""The documents that an import is of: files, a paste, and marked text."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from hmic_tracker.commands.progress import ReadingProgress
from hmic_tracker.commands.terminal_input import piped_bytes
from hmic_tracker.documents.marked_text import (
    MarkedText,
    Origin,
    decode_marked_text,
    parse_marked_text,
)
from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.documents.sources.reading import LARGEST
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store.files import cannot_be_read, read_regular
from hmic_tracker.store.kept_documents import find_marks, original_path

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Document
    from hmic_tracker.documents.marks import Marks

PASTE: Final = "the paste"
_MARKS: Final = ".marks.txt"
_NAMED: Final = re.compile(rb"(?:\A|\n)# file: [^\n]*, \d{1,15} bytes, SHA-256 [0-9a-f]{64}[\r\n]")
_HEAD: Final = 4096
_LONGEST_NAME: Final = 200


class SourceFile(NamedTuple):
    """A document to import: its name, the bytes it was read from, what it was read as.

    `typed` is how the person called it, "" for a paste.
    `document` is None where only its marked text is there. `marks` are those that a person
    corrected, None where readers shall make them; `origin.corrected` says when that was. `kept` are
    those that the plan has of the same file, None where it has none of the whole; `has_original` is
    whether it has the file itself. `edited` is whether the marks were corrected just now.
    """

    name: str
    data: bytes
    origin: Origin
    text: str
    document: Document | None = None
    marks: Marks | None = None
    kept: Marks | None = None
    typed: str = ""
    has_original: bool = False
    edited: bool = False

    @property
    def corrects_kept(self) -> bool:
        """Whether a person's marks differ from those that the plan has."""
        return None not in (self.marks, self.kept) and self.marks != self.kept


def read_source(name: str, folder: Path | None) -> SourceFile:
    """Read a document, "-" for standard input; raises InputError.

    Where the plan in `folder` has marks of the same file that were corrected, they come with it.
    """
    source = _with_kept(_read(name), folder)
    return source._replace(typed="" if name == "-" else name)


def _read(name: str) -> SourceFile:
    if name == "-":
        shown, data = PASTE, piped_bytes(LARGEST, "the report")
    else:
        shown, data = Path(name).name, _file_bytes(name)
    if shown.endswith(_MARKS) or _NAMED.search(data[:_HEAD]):
        return _marked_source(shown, data)
    from hmic_tracker.documents.sources.reading import read_document

    with ReadingProgress(shown) as progress:
        document = read_document(data, shown, progress)
    origin = Origin(shown, document.size, document.sha256)
    return SourceFile(shown, data, origin, document.text, document)


def _with_kept(source: SourceFile, folder: Path | None) -> SourceFile:
    """The document with what the plan has of it, where that can still be read.

    Marks of a document that were corrected before are its marks.
    """
    known = find_marks(folder, source.origin.sha256) if folder else None
    try:
        marked = parse_marked_text(decode_marked_text(known.data)) if known else None
    except InputError:
        marked = None
    if known is None or folder is None or marked is None or marked.origin is None:
        return source
    original = folder / original_path(known.path, source.name)
    source = source._replace(has_original=original.is_file())
    source = source if marked.origin.only_taken else source._replace(kept=marked.marks)
    if source.document is None or not marked.origin.corrected:
        return source
    origin = source.origin._replace(corrected=marked.origin.corrected)
    return source._replace(marks=_filled(marked, source), origin=origin)


def _filled(marked: MarkedText, source: SourceFile) -> Marks:
    """Marks with the texts that were left out of what was kept, by their places."""
    if not (marked.origin and marked.origin.only_taken and source.document):
        return marked.marks
    texts = {block.place: block.printed for block in source.document.blocks}
    return tuple(
        mark if mark.text else mark._replace(text=texts.get(mark.place, ""))
        for mark in marked.marks
    )


def _marked_source(name: str, data: bytes) -> SourceFile:
    """Marked text as a document of its own: the file it is of may be gone."""
    marked = parse_marked_text(decode_marked_text(data))
    if not marked.marks:
        raise InputError(f"{name} is empty", "write it again: tracker import FILE --mark -o NAME")
    own = Origin(name.removesuffix(_MARKS), len(data), hashlib.sha256(data).hexdigest())
    origin = _shown_origin(marked.origin, own.name) if marked.origin else own
    text = "\n".join(clean(mark.text) for mark in marked.marks)
    return SourceFile(origin.name, data, origin, text, None, marked.marks)


def _shown_origin(origin: Origin, name: str) -> Origin:
    """What a comment says of the file, as far as it can be a file's name and may be shown."""
    last = clean(origin.name).replace("\\", "/").rsplit("/", 1)[-1].strip(". ")
    corrected = clean(origin.corrected)[:_LONGEST_NAME]
    return origin._replace(name=last[:_LONGEST_NAME] or name, corrected=corrected)


def _file_bytes(name: str) -> bytes:
    path = Path(name).expanduser()
    try:
        return read_regular(path, LARGEST)
    except FileNotFoundError:
        raise InputError(
            f"there is no file {name}", "check the name; - reads a paste from standard input"
        ) from None
    except OSError as fault:
        if path.is_dir():
            raise InputError(f"{name} is a folder", "name the report's file in it") from None
        raise InputError(
            f"{name} {cannot_be_read(fault)}",
            "check the file; what another program prints is piped in: … | tracker import -",
        ) from None
