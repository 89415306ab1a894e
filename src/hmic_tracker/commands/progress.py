"""How far a long reading is, on the last line of a terminal, and gone when it ends."""

from __future__ import annotations

import sys
import time

from hmic_tracker.commands.output import write_message
from hmic_tracker.light_typing import Final

_SILENT: Final = 1.0
"""Seconds that a reading may take before anything is shown of it."""
_WIDEST: Final = 70


class ReadingProgress:
    """Counts the pages of a document that were read; shown only on a terminal, on standard error.

    Used as `with ReadingProgress("report.pdf") as progress: progress(pages_read, pages)`.
    """

    def __init__(self, name: str) -> None:
        self._name, self._began, self._shown = name, time.monotonic(), False

    def __enter__(self) -> ReadingProgress:
        """Begin to count."""
        return self

    def __call__(self, done: int, of: int) -> None:
        """Show how many of the pages are read; `of` is 0 where that is not known."""
        if not sys.stderr.isatty() or time.monotonic() - self._began < _SILENT:
            return
        from hmic_tracker.render.escaping import visible

        pages = f"page {done} of {of}" if of else f"page {done}"
        text = f"reading {visible(self._name)}: {pages}"[:_WIDEST]
        write_message(f"\r{text:<{_WIDEST}}")
        self._shown = True

    def __exit__(self, *_: object) -> None:
        """Take the line away."""
        if self._shown:
            write_message(f"\r{'':<{_WIDEST}}\r")
