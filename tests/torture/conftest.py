"""Stores to torture, and the figures printed at the end of a full run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.torture.children import warm
from tests.torture.figures import table
from tests.torture.plans import make_empty, make_small
from tests.torture.sizes import FULL


@pytest.fixture(scope="session", autouse=True)
def _warm() -> None:
    """Everything is imported once, so that a forked command starts at once."""
    warm()


@pytest.fixture
def quick_path(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the machine has one, for what needs no real disk."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(prefix="tracker-torture-", dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A plan of eight recommendations."""
    return make_small(tmp_path / "small")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A plan with nothing in it."""
    return make_empty(tmp_path / "empty")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures, after a full run."""
    if FULL and table():
        terminalreporter.section("figures")
        terminalreporter.write_line(table())
