"""The XML parts of a workbook's package, streamed with limits: no entities, no depth, no bomb."""

from __future__ import annotations

import zlib
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final

UNPACKED: Final = 200 * 1024 * 1024
"""What is read of a package's parts together, in bytes."""
_CHUNK: Final = 256 * 1024
_DEEPEST: Final = 100
_FAULTS: Final = (
    *(BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error),
)
SAVE_AGAIN: Final = "open it in a spreadsheet, save it again as .xlsx, and import that"
FEWER_ROWS: Final = "save the sheet with the recommendations as a workbook of its own"


class Listener:
    """Is told of a part's elements, by their names without namespaces; listens to nothing."""

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """An element begins."""

    def end(self, name: str, /) -> None:
        """An element ends."""

    def text(self, data: str, /) -> None:
        """Letters in an element; they may come in pieces."""


class TitleListener(Listener):
    """Keeps the title that a file's properties have."""

    def __init__(self) -> None:
        self.title, self._reads = "", False

    def start(self, name: str, _attributes: dict[str, str], /) -> None:
        """Begin the title."""
        self._reads = name == "title"

    def end(self, _name: str, /) -> None:
        """End it."""
        self._reads = False

    def text(self, data: str, /) -> None:
        """Add letters."""
        if self._reads:
            self.title += data


class Package:
    """The parts of a file, by their paths. All errors of reading are InputErrors."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name, self._left = name, UNPACKED
        try:
            self._zip = ZipFile(BytesIO(data))
            self._entries = {entry.filename.casefold(): entry for entry in self._zip.infolist()}
        except _FAULTS as error:
            raise self.damaged() from error

    def paths(self, start: str) -> list[str]:
        """The paths of parts that begin so, in lower case."""
        return sorted(path for path in self._entries if path.startswith(start))

    def stream(self, path: str, listener: Listener) -> bool:
        """Tell a listener what is in a part; False where there is none."""
        entry = self._entries.get(path.casefold().lstrip("/"))
        if entry is None:
            return False
        if entry.file_size > self._left:
            raise self._too_large()
        parser = _parser(listener)
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(min(_CHUNK, self._left + 1)):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise self._too_large()
                    parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except _DeclaresError:
            raise InputError(f"{self._name} declares XML entities", SAVE_AGAIN) from None
        except (expat.ExpatError, *_FAULTS) as error:
            raise self.damaged() from error
        return True

    def damaged(self) -> InputError:
        """The error of a package that isn't whole."""
        return InputError(f"{self._name} is damaged: it is no whole workbook", SAVE_AGAIN)

    def _too_large(self) -> InputError:
        megabytes = UNPACKED // 1024 // 1024
        return InputError(f"{self._name} is over {megabytes} MB when unpacked", FEWER_ROWS)


class _DeclaresError(Exception):
    """A part declares a document type, and with it perhaps entities."""


def _parser(listener: Listener) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ValueError(name)
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        listener.start(name.rpartition(" ")[2], local)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        listener.end(name.rpartition(" ")[2])

    def declares(*_: object) -> None:
        raise _DeclaresError

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = listener.text
    parser.StartDoctypeDeclHandler = declares
    return parser
