"""`tracker` as a process of its own, its standard streams as a shell redirects them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

HANG: Final = 300
"""Seconds until a process counts as stuck, on a busy machine too."""
CLOSINGS: Final = (">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&-", "<&- 2>&-", "<&- >&- 2>&-")
"""The ways to close standard input, output and error."""


class Ended(NamedTuple):
    """How a process ended, and what it printed where that was open."""

    code: int
    out: bytes
    err: bytes


def shell(
    words: Sequence[str | Path],
    redirected: str = "",
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    without: Sequence[str] = (),
    first: str = "",
) -> Ended:
    """Runs `tracker` with words by a shell that redirects its streams: "2>&-", "| true".

    The code is that of `tracker`, also in a pipe. `first` is what the shell does before, `without`
    are variables that are not set.
    """
    program = shutil.which("bash") or "bash"
    inherited = {name: value for name, value in os.environ.items() if name not in without}
    line = f'set -o pipefail; {first}\n"$@" {redirected}'
    done = subprocess.run(
        [program, "-c", line, "sh", sys.executable, "-m", "hmic_tracker", *map(str, words)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**inherited, **(environment or {})},
        cwd=folder,
        timeout=HANG,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
