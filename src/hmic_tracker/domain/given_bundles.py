"""Bundles that were written: what was given to whom, and by which file it is known again."""

from __future__ import annotations

from datetime import date, datetime

from hmic_tracker.light_typing import NamedTuple


class GivenBundle(NamedTuple):
    """A bundle; `n` is its number in the plan's log, never given again.

    `on` is the day it was written, `as_of` that of what is in it, `file` the name of its file and
    `sha256` what tells that from others. `ids` and `uids` are its items, `files` and `size` how
    many files of evidence it has and their bytes; `internal` counts what is internal in it.
    """

    n: int
    on: date
    recorded: datetime
    by: str
    op: str
    file: str
    sha256: str
    as_of: date
    ids: tuple[str, ...]
    uids: tuple[str, ...]
    to: str | None = None
    files: int = 0
    size: int = 0
    internal: int = 0

    @property
    def id(self) -> str:
        """What its record is called, "2-plm5hb7p": two who work apart may give one number."""
        return f"{self.n}-{self.op}"
