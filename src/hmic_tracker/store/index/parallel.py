"""Two calls at once in two processes, where the machine has a core to spare."""

import marshal
import os
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, TypeVar, cast

Done = TypeVar("Done")
LONGEST_WAIT: Final = 10.0
"""Seconds for which a child is waited for once its parent's own half is done."""
_PART: Final = 2**16


def cores() -> int:
    """Return how many processes can run at once; 1 where no second one can be forked."""
    if not hasattr(os, "fork"):  # Windows
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_both(
    first: Callable[[], Done], second: Callable[[], Done], wait: float = LONGEST_WAIT
) -> tuple[Done, Done]:
    """Return the results of two calls, the second of them made by a forked child.

    The second result has to consist of numbers, texts, lists and tuples. Where the child fails, or
    has not ended `wait` seconds after the first call, the second call is made here, and raises
    here.
    """
    try:
        read_end, write_end = os.pipe()
    except OSError:
        return first(), second()
    try:
        child = os.fork()
    except OSError:
        os.close(read_end)
        os.close(write_end)
        return first(), second()
    if child == 0:
        _send(second, write_end)
    os.close(write_end)
    data, ended = b"", False
    try:
        mine = first()
        data, ended = _received(read_end, wait)
    finally:
        os.close(read_end)
        if not ended:  # stopped, or of no use any more
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        with suppress(ChildProcessError):  # the system is set to reap children by itself
            os.waitpid(child, 0)
    try:
        return mine, cast("Done", marshal.loads(data))  # noqa: S302  # from our own child
    except (EOFError, ValueError, TypeError):
        return mine, second()


def _received(read_end: int, wait: float) -> tuple[bytes, bool]:
    """What the child sent within so many seconds, and whether the child has ended."""
    poll = select.poll()
    poll.register(read_end)
    parts: list[bytes] = []
    last = time.monotonic() + wait
    while poll.poll(max(0.0, last - time.monotonic()) * 1000):
        parts.append(os.read(read_end, _PART))
        if not parts[-1]:
            return b"".join(parts), True
    return b"".join(parts), False


def _send(work: Callable[[], Any], write_end: int) -> None:
    """Run a call in the child and send its result; never returns.

    The pipe is closed by the end of the process, which its parent takes as the sign of it.
    """
    try:
        with os.fdopen(write_end, "wb", closefd=False) as stream:
            stream.write(marshal.dumps(work()))
    finally:
        os._exit(0)  # flushes nothing and closes nothing that is the parent's
