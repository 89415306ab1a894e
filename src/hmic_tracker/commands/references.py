"""References that people give as evidence: a file is known again by its SHA-256 and size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from hmic_tracker.commands.output import say
from hmic_tracker.commands.session import entry_day, folder_of
from hmic_tracker.domain.part_changes import with_evidence
from hmic_tracker.errors import UsageError

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item, Value


def evidence_fields(
    ref: str | None, shows: str | None, on: str | None, store: Path | None
) -> Callable[[Item], Mapping[str, Value]]:
    """What a reference given on the command line asks of each item; nothing without one.

    Raises UsageError for an empty reference, InputError for a file that can't be read.
    """
    if ref is None:
        return lambda _: {}
    text = " ".join(ref.split())
    if not text:
        raise UsageError("the reference is empty", "give a path, a URL or a document's number")
    from hmic_tracker.store.evidence_files import described, looks_like_a_file

    found = described(folder_of(store), text, Path.cwd())
    if found.sha256 is None and looks_like_a_file(text):
        say(f"take note: there is no file {text} here, so it is kept as a reference")
    day = entry_day(on)
    said = " ".join(shows.split()) if shows else None

    def of_each(item: Item) -> Mapping[str, Value]:
        return with_evidence(item, found.ref, day, said or None, found.sha256, found.size)

    return of_each


def needed(text: str | None, option: str, why: str) -> str:
    """A text that has to be there; raises UsageError."""
    found = " ".join((text or "").split())
    if not found:
        raise UsageError(f"{why} needs {option}", f"add {option} 'TEXT'")
    return found
