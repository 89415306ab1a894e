"""A file's bytes as a Document, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from hmic_tracker.documents.sources.source_registry import Source, source_of
from hmic_tracker.documents.sources.unreadable import refuse_unreadable
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Document

LARGEST: Final = 50 * 1024 * 1024
"""50 MB: reports with many pictures are that large, and nothing else is."""

Progress = Callable[[int, int], None]
"""Gets the pages that are read, and how many there are."""


def read_document(data: bytes, name: str, progress: Progress | None = None) -> Document:
    """Read a document; `name` is what messages call it, and its extension counts for texts.

    Raises InputError where the file is too large, of a kind that can't be read, damaged, protected,
    a scan, or takes too long or too much memory.
    """
    if len(data) > LARGEST:
        raise InputError(
            f"{name} is over 50 MB",
            "save the pages with the recommendations as a file of their own",
        )
    source = source_of(data, name)
    if not source.binary:
        refuse_unreadable(data, name)
    if source.isolate_above is not None and len(data) >= source.isolate_above:
        from hmic_tracker.documents.sources.child import read_in_child

        return read_in_child(source, data, name, progress)
    return read_with(source, data, name, progress)


def read_with(source: Source, data: bytes, name: str, progress: Progress | None = None) -> Document:
    """Read a document with one source, in this process."""
    module = import_module(f"hmic_tracker.documents.sources.{source.module}")
    document: Document = (
        module.read(data, name, progress) if source.pages else module.read(data, name)
    )
    return document
