"""Looks at a folder that found what a test says."""

from __future__ import annotations

from collections.abc import Mapping

from hmic_tracker.store.scanning import Look, Signature, packed


def look_of(signatures: Mapping[str, Signature]) -> Look:
    """A look that found these signatures, by path."""
    return Look((("", list(signatures), [packed(list(signatures.values()))]),))
