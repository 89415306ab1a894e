"""The floor F that start-up is measured against: a bare program of two commands on Typer 0.28.

Later releases of Typer load more, so F would say less with whichever is installed: it has an
environment of its own, with the release that the bounds were set on.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

TYPER: Final = "typer==0.28.0"
_PROGRAM: Final = """import typer
app = typer.Typer()
@app.command()
def one(number: int = 1) -> None:
    print(number)
@app.command()
def two() -> None: ...
app()
"""


def floor_python(folder: Path) -> str:
    """A Python with Typer 0.28: TRACKER_BENCH_FLOOR names one, else it is set up in a folder."""
    if there := os.environ.get("TRACKER_BENCH_FLOOR"):
        return there
    venv.create(folder / "floor", with_pip=True)
    python = str(folder / "floor/bin/python")
    install = [python, "-m", "pip", "install", "--quiet", TYPER]
    print(f"  setting up {TYPER}", file=sys.stderr, flush=True)  # noqa: T201  # it takes a while
    subprocess.run(install, check=True)  # noqa: S603  # our own words
    return python


def floor_line(python: str, folder: Path) -> list[str]:
    """The command line of F, its program written to a folder."""
    (folder / "floor.py").write_text(_PROGRAM)
    return [python, str(folder / "floor.py"), "one"]
