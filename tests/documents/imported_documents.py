"""What `tracker import` makes of one document, in a plan of its own."""

from __future__ import annotations

import io
import json
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest

from hmic_tracker.cli import BROKEN, main

ON: Final = "2026-11-26"
"""The day on which every document is imported: before each of the dates in them."""
Rows = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Imported:
    """The answers of the commands after the import; `output` is all that the import printed."""

    code: int
    output: str
    items: Rows
    grades: Rows
    inspections: Rows

    @property
    def crashed(self) -> bool:
        """Whether the import broke off with a fault of the program's own."""
        return self.code == BROKEN or "Traceback (most recent" in self.output


def import_document(document: Path) -> Imported:
    """Import a document into a new plan without a question, and ask for all that is in it."""
    path = str(document.resolve())
    with TemporaryDirectory(prefix="scoring-") as folder, pytest.MonkeyPatch.context() as patch:
        _seal(patch, Path(folder))
        plan = str(Path(folder, "plan"))
        _run("init", plan)
        code, output, errors = _run("--store", plan, "import", path, "--yes")
        frameworks = _answer(plan, "frameworks", "grades")
        return Imported(
            code=code,
            output=f"{output}\n{errors}",
            items=_answer(plan, "items", "list", "--all"),
            grades=tuple(
                {"framework": row.get("name") or row.get("framework"), **grade}
                for row in frameworks
                for grade in row.get("grades") or ()
                if grade.get("grade")
            ),
            inspections=_answer(plan, "inspections", "inspection", "list"),
        )


def _seal(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Give the run folders of its own, a wide page without colour, and a fixed day."""
    for part in ("CACHE", "CONFIG", "DATA", "STATE"):
        patch.setenv(f"XDG_{part}_HOME", str(folder / part.lower()))
    patch.setenv("COLUMNS", "400")
    patch.setenv("NO_COLOR", "1")
    patch.setenv("TRACKER_TODAY", ON)
    patch.chdir(folder)


def _answer(plan: str, key: str, *command: str) -> Rows:
    """The rows that a command gives as JSON; none where it fails."""
    code, output, _ = _run("--store", plan, *command, "--json")
    try:
        return tuple(json.loads(output).get(key) or ()) if code == 0 else ()
    except ValueError:
        return ()


def _run(*argv: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a command line that nobody answers questions of."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(3)]
    with pytest.MonkeyPatch.context() as patch:
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            patch.setattr(sys, name, stream)
        try:
            code = main(list(argv))
        except Exception:  # a crash is a figure like the others
            traceback.print_exc()
            code = BROKEN
    return code, _text(streams[1]), _text(streams[2])


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8", "replace")
