"""The person's own programs: the editor and the pager. The only subprocess besides git."""

import contextlib
import os
import shlex
import shutil
import subprocess
from pathlib import Path

from hmic_tracker.errors import UsageError


def open_editor(path: Path) -> None:
    """Opens $VISUAL, then $EDITOR, its arguments included, and waits; raises UsageError."""
    wanted = next(
        (os.environ[n] for n in ("VISUAL", "EDITOR") if os.environ.get(n, "").strip()), ""
    )
    try:
        words = shlex.split(wanted, posix=os.name != "nt") or _usual()
    except ValueError:
        words = []
    if not words:
        raise UsageError("no editor is set", "set EDITOR, for example: export EDITOR=nano")
    try:
        ended = subprocess.run([*words, str(path)], check=False)  # noqa: S603  # the person's own choice
    except OSError as fault:
        raise UsageError(
            f"the editor '{words[0]}' can't be started: {(fault.strerror or '').lower()}",
            f"set EDITOR to one that can; your text is kept in {path}",
        ) from None
    if ended.returncode:
        raise UsageError(
            f"the editor '{words[0]}' ended with {ended.returncode}, so nothing was written",
            f"your text is kept in {path}",
        )


def open_pager(words: list[str], text: str) -> bool:
    """Shows a text in the person's pager; False where it can't be started."""
    environment = {"LESS": "FRX", **os.environ}
    try:
        pager = subprocess.Popen(words, stdin=subprocess.PIPE, env=environment)  # noqa: S603
    except OSError:
        return False
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        pager.communicate(text.encode("utf-8", "backslashreplace"))
    pager.wait()
    return True


def _usual() -> list[str]:
    names = ("notepad",) if os.name == "nt" else ("sensible-editor", "nano", "vi")
    return next(([name] for name in names if shutil.which(name)), [])
