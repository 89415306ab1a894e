"""Keys and lines from a person at a terminal.

A key is taken without Enter where the terminal can do that, and the terminal is as it was before
each time the program does anything else, or ends, or is stopped with Ctrl-Z.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator

from hmic_tracker.commands.output import say
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Any, Final

_LONGEST: Final = 4094
"""Bytes of a line: a terminal passes no more, and drops the rest without a word."""
_END: Final = "\x04"
_ESCAPE: Final = b"\x1b"
_TOGETHER: Final = 0.02
"""Seconds within which what comes after a line, or after Escape, was sent with it."""


class EndOfInputError(Exception):
    """There is nothing more to read: Ctrl-D, or the terminal is gone."""


def read_key(prompt: str, fresh: bool = False) -> str:
    """One key, in lower case; "" for Enter, and "?" for one that has no sign, such as an arrow.

    Where keys need Enter it is the whole line. `fresh` drops what was typed before the prompt was
    shown. Raises EndOfInputError.
    """
    if not _single_keys():
        if fresh:
            _drop_typed()
        return folded(read_line(prompt, " (then Enter) "))
    fd = sys.stdin.fileno()
    with _key_by_key(fd, prompt, fresh):
        key = _one_key(fd)
    say(f"{key if key.isprintable() else ''}\n", end="")
    if key in {"", _END}:
        raise EndOfInputError
    if key in {"\r", "\n"}:
        return ""
    return key.casefold() if key.isprintable() else "?"


def read_line(prompt: str, mark: str = " ") -> str:
    """A line, without spaces around it.

    Raises EndOfInputError, and InputError for control characters, for several lines sent at once,
    and for a line longer than the terminal passes.
    """
    say(prompt + mark, end="")
    data = sys.stdin.buffer.readline(_LONGEST + 2)  # with the line end that a terminal adds
    if not data:
        say("\n", end="")
        raise EndOfInputError
    if _more_was_typed():
        _drop_typed()
        raise InputError(
            "that was more than one line, nothing of it was taken", "type or paste one line"
        )
    if len(data) > _LONGEST:
        raise InputError(
            "that line is longer than a terminal passes on, nothing of it was taken",
            f"write it in parts of at most {_LONGEST} bytes",
        )
    return _printable(data.decode(sys.stdin.encoding or "utf-8", "surrogateescape").strip())


def _printable(text: str) -> str:
    """The text; raises InputError where it has what can't be seen."""
    from hmic_tracker.render.escaping import misleading, visible

    sign = misleading().search(text)
    if sign is None:
        return text
    what = "a tab" if sign[0] == "\t" else f"a character that can't be printed ({visible(sign[0])})"
    raise InputError(
        f"there is {what} in that, nothing of it was taken",
        "type it again; Backspace works here, arrow keys and the like don't",
    )


def _single_keys() -> bool:
    """Whether the terminal gives keys without Enter."""
    if os.environ.get("TERM", "dumb") == "dumb":
        return False
    try:
        import termios  # noqa: F401  # not on Windows
    except ImportError:
        return False
    return True


@contextlib.contextmanager
def _key_by_key(fd: int, prompt: str, fresh: bool) -> Iterator[None]:
    """Keys come one by one and unseen; the terminal is put back however this ends.

    A signal that ends or stops the program finds the terminal put back as well.
    """
    import termios
    import tty

    before = termios.tcgetattr(fd)

    def begin(when: int) -> None:
        tty.setcbreak(fd, when)
        say(prompt + " ", end="")

    def put_back() -> None:
        with contextlib.suppress(termios.error, OSError):  # the terminal may be gone
            termios.tcsetattr(fd, termios.TCSADRAIN, before)

    def signalled(number: int, _: Any) -> None:
        put_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.signal(number, signalled)  # it was Ctrl-Z, and we go on
        begin(termios.TCSADRAIN)

    ending = (signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP)
    caught = [number for number in ending if signal.getsignal(number) == signal.SIG_DFL]
    try:
        for number in caught:
            signal.signal(number, signalled)
        begin(termios.TCSAFLUSH if fresh else termios.TCSADRAIN)
        yield
    finally:
        put_back()
        for number in caught:
            signal.signal(number, signal.SIG_DFL)


def _one_key(fd: int) -> str:
    """A key's character; "" at the end of input, and one Escape for any key that sends several."""
    data = _byte(fd)
    if data == _ESCAPE:
        while _more_is_there():
            os.read(fd, 1)
        return "\x1b"
    for _ in range(_further_bytes(data)):
        data += _byte(fd)
    return data.decode("utf-8", "replace")


def _byte(fd: int) -> bytes:
    try:
        return os.read(fd, 1)
    except OSError:  # the terminal is gone
        return b""


def _further_bytes(first: bytes) -> int:
    """How many bytes follow the first one of a character in UTF-8."""
    return sum(first >= least for least in (b"\xc2", b"\xe0", b"\xf0"))


def _more_is_there() -> bool:
    """Whether more was sent together with what was read last."""
    try:
        import select

        return bool(select.select([sys.stdin.fileno()], [], [], _TOGETHER)[0])
    except (OSError, ValueError):  # Windows can't ask that of a console
        return False


def _more_was_typed() -> bool:
    """Whether more came with a line, be it half of another one."""
    try:
        import termios
    except ImportError:
        return _more_is_there()
    fd = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(fd)
        by_character = [*before[:3], before[3] & ~termios.ICANON, *before[4:]]
        try:
            termios.tcsetattr(fd, termios.TCSANOW, by_character)  # half a line is hidden else
            return _more_is_there()
        finally:
            termios.tcsetattr(fd, termios.TCSANOW, before)
    except (termios.error, OSError):
        return False


def _drop_typed() -> None:
    """Forgets what was typed and not read yet."""
    try:
        import termios
    except ImportError:
        return
    with contextlib.suppress(termios.error, OSError):
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def piped_bytes(most: int, what: str) -> bytes:
    """What is on standard input, one byte over the most where it is longer."""
    if sys.stdin.isatty():
        say(f"paste {what} here, then press Ctrl-D on a line of its own")
    return sys.stdin.buffer.read(most + 1)
