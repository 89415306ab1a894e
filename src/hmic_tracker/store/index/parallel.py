"""Work in numbered pieces that a second process helps with, where the machine has a core to spare.

Both take the next piece as they are done with one, so that neither waits for the other; and what
the helper could not do, because it died or was stopped, is done here.
"""

from __future__ import annotations

import marshal
import os
import select
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from hmic_tracker.light_typing import Any, Final, Generic, TypeVar

Done = TypeVar("Done")
LONGEST_WAIT: Final = 10.0
"""Seconds for which the helper is waited for once there is nothing left to take."""
MOST_PIECES: Final = 256
_PART: Final = 2**16
_SIZE: Final = 4


def cores() -> int:
    """Return how many processes can run at once; 1 where no second one can be forked."""
    if not hasattr(os, "fork"):  # Windows
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class SharedWork(Generic[Done]):
    """So many pieces of work, done here and by a forked child that begins at once.

    What a piece gives has to consist of numbers, texts, bytes, lists and tuples. A piece that the
    child failed at, or has not given `wait` seconds after the last one was taken, is done here, and
    raises here. It is a context, which leaves no child behind.
    """

    def __init__(
        self, work: Callable[[int], Done], pieces: int, helped: bool, wait: float = LONGEST_WAIT
    ) -> None:
        self._work, self._pieces, self._wait = work, pieces, wait
        self._child: int | None = None
        self._queue, self._answers = -1, -1
        if helped:
            self._begin()

    def _begin(self) -> None:
        """Forks the child, where there is room for one."""
        ends: list[int] = []
        try:
            ends += os.pipe()
            ends += os.pipe()
            # What is in this pipe are the numbers of the pieces: who reads one has taken it.
            os.write(ends[1], bytes(range(self._pieces)))
            os.close(ends[1])
            ends[1] = -1
            child = os.fork()
        except OSError:
            for end in ends:
                if end >= 0:
                    os.close(end)
            return
        self._queue, self._answers, send_end = ends[0], ends[2], ends[3]
        if child == 0:
            self._help(send_end)
        os.close(send_end)
        self._child = child

    def __enter__(self) -> SharedWork[Done]:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def results(self) -> Iterator[tuple[int, Done]]:
        """What each piece gives, with its number: in any order, each once."""
        if self._child is None:
            yield from ((number, self._work(number)) for number in range(self._pieces))
            return
        left = {*range(self._pieces)}
        received = bytearray()
        going_on = True
        while taken := os.read(self._queue, 1):
            yield taken[0], self._work(taken[0])
            left.discard(taken[0])
            while going_on and self._has_answer(0):
                going_on = self._receive(received)
                yield from self._whole(received, left)
        last = time.monotonic() + self._wait
        while going_on and self._has_answer(max(0.0, last - time.monotonic())):
            going_on = self._receive(received)
            yield from self._whole(received, left)
        self._end(killed=going_on)
        yield from ((number, self._work(number)) for number in sorted(left))

    def _has_answer(self, seconds: float) -> bool:
        poll = select.poll()
        poll.register(self._answers)
        return bool(poll.poll(seconds * 1000))

    def _receive(self, received: bytearray) -> bool:
        """Takes in what has come; whether more can come."""
        part = os.read(self._answers, _PART)
        received += part
        return bool(part)

    def _whole(self, received: bytearray, left: set[int]) -> Iterator[tuple[int, Done]]:
        """The answers that are there to their ends, which then are left no more."""
        while len(received) >= _SIZE:
            end = _SIZE + int.from_bytes(received[:_SIZE], "big")
            if len(received) < end:
                return
            number, done = marshal.loads(received[_SIZE:end])  # noqa: S302  # from our own child
            del received[:end]
            left.discard(number)
            yield number, done

    def _help(self, send_end: int) -> None:
        """Does in the child what it can take, and sends it; never returns.

        It goes on with the next piece while nobody takes its answers. The pipe is closed by the end
        of the process, which its parent takes as the sign of it.
        """
        try:
            os.set_blocking(send_end, False)
            waiting = bytearray()
            while taken := os.read(self._queue, 1):
                done: Any = self._work(taken[0])
                answer = marshal.dumps((taken[0], done))
                waiting += len(answer).to_bytes(_SIZE, "big") + answer
                with suppress(BlockingIOError):
                    while waiting:
                        del waiting[: os.write(send_end, waiting)]
            os.set_blocking(send_end, True)
            while waiting:
                del waiting[: os.write(send_end, waiting)]
        finally:
            os._exit(0)  # flushes nothing and closes nothing that is the parent's

    def _end(self, killed: bool = True) -> None:
        """Leaves no child and no pipe; one that is stopped, or of no use any more, is killed."""
        child, self._child = self._child, None
        if child is None:
            return
        os.close(self._queue)
        os.close(self._answers)
        if killed:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        with suppress(ChildProcessError):  # the system is set to reap children by itself
            os.waitpid(child, 0)


def piece_of(values: list[Any], number: int, pieces: int) -> list[Any]:
    """The piece of a list that has a number, of so many that are about as long."""
    return values[len(values) * number // pieces : len(values) * (number + 1) // pieces]
