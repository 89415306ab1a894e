"""A helper process that somebody stopped holds nobody up: its half is done without it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import Final

import pytest

from hmic_tracker.store.index.parallel import run_both
from tests.work import no_hang

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here"),
    pytest.mark.filterwarnings("ignore:.*use of fork.*:DeprecationWarning"),
]
_PARENT: Final = os.getpid()
_WAIT: Final = 1.0


def _stopped_before_its_work() -> bytes:
    if os.getpid() != _PARENT:
        os.kill(os.getpid(), signal.SIGSTOP)
    return b"second"


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that were forked."""
    forked: list[int] = []
    fork = os.fork

    def watched() -> int:
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", watched)
    return forked


def _bounded(run: Callable[[], object]) -> float:
    """How long a call takes; one that would wait for ever is ended, and fails."""

    def end(_number: int, _frame: object) -> None:
        raise AssertionError("it waits for a process that is stopped")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, 20)
    started = time.monotonic()
    try:
        run()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return time.monotonic() - started


def _reap(children: list[int]) -> None:
    for child in children:
        try:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        except (ProcessLookupError, ChildProcessError):
            continue


def test_the_half_of_a_stopped_child_is_done_here(children: list[int]) -> None:
    results = []
    try:
        taken = _bounded(
            lambda: results.append(run_both(lambda: 1, _stopped_before_its_work, wait=_WAIT))
        )
        assert results == [(1, b"second")]
        assert taken >= _WAIT
        with pytest.raises(ChildProcessError):  # it is gone, and its parent has taken note
            os.waitpid(children[0], os.WNOHANG)
    finally:
        _reap(children)


def test_a_child_that_stops_at_its_end_has_done_its_half(
    children: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    leave = os._exit

    def stop(code: int) -> None:
        os.kill(os.getpid(), signal.SIGSTOP)
        leave(code)

    monkeypatch.setattr(os, "_exit", stop)
    second_calls = []

    def second() -> int:
        second_calls.append(os.getpid())
        return 2

    try:
        results = []
        _bounded(lambda: results.append(run_both(lambda: 1, second, wait=_WAIT)))
        assert results == [(1, 2)]
        assert second_calls == []
    finally:
        _reap(children)


def test_nobody_waits_for_a_child_whose_half_is_not_needed(children: list[int]) -> None:
    def wrong() -> bytes:
        raise FileNotFoundError("gone")

    def run() -> None:
        with pytest.raises(FileNotFoundError, match="gone"):
            run_both(wrong, _stopped_before_its_work)

    try:
        assert _bounded(run) < 5
        with pytest.raises(ChildProcessError):
            os.waitpid(children[0], os.WNOHANG)
    finally:
        _reap(children)


def test_a_child_that_takes_longer_than_its_parent_is_waited_for() -> None:
    def slow() -> int:
        if os.getpid() == _PARENT:
            return 3
        time.sleep(0.3)
        return 2

    with no_hang():
        assert run_both(lambda: 1, slow) == (1, 2)
