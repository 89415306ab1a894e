"""The line that says how far a long reading is."""

from __future__ import annotations

import io
import sys

import pytest

from hmic_tracker.commands import progress
from hmic_tracker.commands.progress import ReadingProgress


class Terminal(io.StringIO):
    """Standard error that says it is a terminal, or isn't."""

    def __init__(self, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.mark.parametrize(
    ("is_terminal", "silent", "shown"),
    [
        (True, 0.0, "\rreading a\\x1b.pdf: page 3 of 300"),
        (True, 0.0, "\rreading a\\x1b.pdf: page 4"),
        (True, 3600.0, ""),
        (False, 0.0, ""),
    ],
)
def test_pages_are_counted_on_a_terminal_after_a_second_and_taken_away(
    monkeypatch: pytest.MonkeyPatch, is_terminal: bool, silent: float, shown: str
) -> None:
    stream = Terminal(is_terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_SILENT", silent)
    with ReadingProgress("a\x1b.pdf") as count:
        count(*((3, 300) if "of" in shown else (4, 0)))
    assert stream.getvalue() == (f"{shown:<71}\r{'':<70}\r" if shown else "")
