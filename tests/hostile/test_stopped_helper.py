"""A helper process that somebody stopped holds nobody up: its work is done without it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import Final

import pytest

from hmic_tracker.store.index.parallel import SharedWork
from tests.work import no_hang

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here"),
    pytest.mark.filterwarnings("ignore:.*use of fork.*:DeprecationWarning"),
]
_PARENT: Final = os.getpid()
_WAIT: Final = 1.0
_PIECES: Final = 3
_ALL: Final = {number: number for number in range(_PIECES)}


def _results(work: Callable[[int], int], wait: float = 10.0) -> dict[int, int]:
    with SharedWork(work, _PIECES, helped=True, wait=wait) as shared:
        return dict(shared.results())


def _stopped_before_its_work(number: int) -> int:
    if os.getpid() != _PARENT:
        os.kill(os.getpid(), signal.SIGSTOP)
    return number


def _slow_here(number: int) -> int:
    """So that the child has something to take."""
    if os.getpid() == _PARENT:
        time.sleep(0.2)
    return number


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


def test_what_a_stopped_child_took_is_done_here(children: list[int]) -> None:
    results = []

    def work(number: int) -> int:
        return _slow_here(_stopped_before_its_work(number))

    try:
        taken = _bounded(lambda: results.append(_results(work, _WAIT)))
        assert results == [_ALL]
        assert taken >= _WAIT
        with pytest.raises(ChildProcessError):  # it is gone, and its parent has taken note
            os.waitpid(children[0], os.WNOHANG)
    finally:
        _reap(children)


def test_a_child_that_stops_at_its_end_has_done_its_work(
    children: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    leave = os._exit

    def stop(code: int) -> None:
        os.kill(os.getpid(), signal.SIGSTOP)
        leave(code)

    monkeypatch.setattr(os, "_exit", stop)
    try:
        results = []
        _bounded(lambda: results.append(_results(_slow_here, _WAIT)))
        assert results == [_ALL]
    finally:
        _reap(children)


def test_nobody_waits_for_a_child_whose_work_is_not_needed(children: list[int]) -> None:
    def wrong(number: int) -> int:
        if os.getpid() != _PARENT:
            return _stopped_before_its_work(number)
        raise FileNotFoundError("gone")

    def run() -> None:
        with pytest.raises(FileNotFoundError, match="gone"):
            _results(wrong)

    try:
        assert _bounded(run) < 5
        with pytest.raises(ChildProcessError):
            os.waitpid(children[0], os.WNOHANG)
    finally:
        _reap(children)


def test_a_child_that_takes_longer_than_its_parent_is_waited_for() -> None:
    def work(number: int) -> int:
        time.sleep(0.1 if os.getpid() == _PARENT else 0.5)
        return number

    with no_hang():
        assert _results(work) == _ALL
