"""Looks at a folder that found what a test says."""

from __future__ import annotations

from collections.abc import Mapping

from hmic_tracker.store.index.snapshot import FolderSnapshot, Signature, packed


def look_of(signatures: Mapping[str, Signature]) -> FolderSnapshot:
    """A look that found these signatures, by path."""
    return FolderSnapshot((("", list(signatures), [packed(list(signatures.values()))]),))
