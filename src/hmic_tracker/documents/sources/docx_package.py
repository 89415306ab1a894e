"""The parts of a Word file, unpacked with a limit, as XML without entities."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from xml.etree import ElementTree as ET  # what declares entities is refused
from zipfile import BadZipFile, ZipFile, ZipInfo

from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final

UNPACKED: Final = 200 * 1024 * 1024
"""The parts together, in bytes: a Word file of 50 MB is mostly pictures, which are no part."""

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_DEEPEST: Final = 200

Parts = Mapping[str, bytes]


def w(name: str) -> str:
    """A name of the main vocabulary as ElementTree has it."""
    return f"{{{MAIN}}}{name}"


def unpack(data: bytes, name: str) -> dict[str, bytes]:
    """The XML parts of a package by their names. Raises InputError where they are too large."""
    try:
        with ZipFile(BytesIO(data)) as package:
            entries = [entry for entry in package.infolist() if _is_xml(entry.filename)]
            if sum(entry.file_size for entry in entries) > UNPACKED:
                raise _too_large(name)
            return _read(package, entries, name)
    except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise _damaged(name) from error


def xml(part: bytes, name: str) -> ET.Element:
    """The tree of a part. Raises InputError where it isn't plain XML."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise InputError(
            f"{name} declares XML entities, which no Word file has",
            "open it in Word and save it again as a Word document (.docx)",
        )
    parser = ET.XMLParser(target=_BoundedBuilder())  # noqa: S314  # no entities are left
    try:
        parser.feed(part.replace(_STRICT, MAIN.encode()))
        root: ET.Element = parser.close()
    except (ET.ParseError, ValueError) as error:
        raise _damaged(name) from error
    return root


class _BoundedBuilder(ET.TreeBuilder):
    """Builds a tree that isn't deeper than DEEPEST; raises ValueError at one that is."""

    _depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError(tag)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)


def pack(parts: Parts) -> BytesIO:
    """A package of parts, not compressed."""
    file = BytesIO()
    with ZipFile(file, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    file.seek(0)
    return file


def _read(package: ZipFile, entries: list[ZipInfo], name: str) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = UNPACKED
    for entry in entries:
        with package.open(entry) as file:
            part = file.read(left + 1)
        left -= len(part)
        if left < 0:
            raise _too_large(name)
        parts[entry.filename] = part
    return parts


def _is_xml(path: str) -> bool:
    return path.endswith((".xml", ".rels")) and path.startswith(
        ("word/", "_rels/", "docProps/", "[Content_Types]")
    )


def _too_large(name: str) -> InputError:
    return InputError(
        f"{name} is over 200 MB when unpacked",
        "save the chapter with the recommendations as a file of its own",
    )


def _damaged(name: str) -> InputError:
    return InputError(
        f"{name} is damaged: it is no whole Word document",
        "open it in Word, save it again as a Word document (.docx), and import that",
    )
