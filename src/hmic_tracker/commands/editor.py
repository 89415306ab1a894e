"""The person's own programs: the editor and the pager. Others are git and LibreOffice."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import Final

_AT_ONCE: Final = 3.0
"""Seconds within which nobody opens an editor, reads a file and leaves it as it is."""
_WAITING: Final = {
    "code": "--wait",
    "codium": "--wait",
    "code-insiders": "--wait",
    "gvim": "-f",
    "kate": "--block",
    "mate": "--wait",
    "open": "-W -n",
    "subl": "--wait",
    "zed": "--wait",
}
"""Editors with a window of their own, and what makes them wait for it."""
_ON_TERMINALS: Final = frozenset(
    {"hx", "jed", "joe", "kak", "mcedit", "micro", "nano", "ne", "nvim", "pico"}
    | {"sensible-editor", "vi", "view", "vim"}
)
"""Editors that take a terminal over; without one they wait for ever, or spoil what is piped."""


def open_editor(path: Path) -> bool:
    """Opens $VISUAL, then $EDITOR, its arguments included, and waits; whether it was used.

    It wasn't where it was back at once and never wrote the file: such a one hands the file to a
    window, and doesn't wait for it. Raises UsageError; the file is gone where nobody has seen it.
    """
    try:
        words = _editor_words()
    except UsageError:
        path.unlink(missing_ok=True)
        raise
    before, began = _signature(path), time.monotonic()
    try:
        ended = subprocess.run([*words, str(path)], check=False)  # noqa: S603  # the person's own choice
    except (OSError, ValueError) as fault:
        raise UsageError(
            f"the editor '{words[0]}' can't be started: {_reason(fault)}",
            f"set EDITOR to one that can; your text is kept in {path}",
        ) from None
    if ended.returncode:
        raise UsageError(
            f"the editor '{words[0]}' ended with {ended.returncode}, so nothing was written",
            f"your text is kept in {path}",
        )
    took = time.monotonic() - began
    return _signature(path) != before or (took > _AT_ONCE and not _forgets_to_wait(words))


def unused(path: Path) -> str:
    """What is said of a file that the editor never wrote, and that is kept for its window."""
    return f"the editor was back at once and left its file as it was, kept in {path}"


def how_to_wait() -> str:
    """What to set so that the editor is waited for, for one that is known or for example."""
    program = _editor_words()[0]
    flag = _WAITING.get(_name([program]))
    line = f"{program} {flag}" if flag else "code --wait"
    return f"does your editor wait for its window? for example: export EDITOR='{line}'"


def _editor_words() -> list[str]:
    """The editor and its arguments; raises UsageError where there is none that can be used here."""
    variable = next((n for n in ("VISUAL", "EDITOR") if os.environ.get(n, "").strip()), "")
    try:
        words = shlex.split(os.environ.get(variable, ""), posix=os.name != "nt") or _usual()
    except ValueError:
        raise UsageError(
            f"{variable} can't be read: a quote in it is not closed",
            f"set it again, for example: export {variable}=nano",
        ) from None
    if not words:
        raise UsageError("no editor is set", "set EDITOR, for example: export EDITOR=nano")
    if _name(words) in _ON_TERMINALS and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            f"the editor '{words[0]}' needs a terminal, and there is none here",
            "write without one: tracker update, tracker note; or set EDITOR to one with a window",
        )
    return words


def _name(words: list[str]) -> str:
    return Path(words[0]).stem.lower()


def _forgets_to_wait(words: list[str]) -> bool:
    flag = _WAITING.get(_name(words))
    short = {"-w", "-b", "-f", "--wait", "--block", "--nofork", "-W"}
    return flag is not None and short.isdisjoint(words)


def _signature(path: Path) -> tuple[int, ...] | None:
    """What tells a file from one that was written; None where it isn't there."""
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_ino, known.st_size, known.st_mtime_ns


def _reason(fault: Exception) -> str:
    return (getattr(fault, "strerror", None) or str(fault)).lower()


def open_pager(words: list[str], text: bytes) -> str:
    """Shows a text in the person's pager; why it can't be started, or nothing."""
    environment = {"LESS": "FRX", **os.environ}
    try:
        pager = subprocess.Popen(words, stdin=subprocess.PIPE, env=environment)  # noqa: S603
    except (OSError, ValueError) as fault:
        return _reason(fault)
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        pager.communicate(text)
    pager.wait()
    return ""


def _usual() -> list[str]:
    names = ("notepad",) if os.name == "nt" else ("sensible-editor", "nano", "vi")
    return next(([name] for name in names if shutil.which(name)), [])
