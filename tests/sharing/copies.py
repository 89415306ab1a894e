"""Copies of one plan in folders, and the people who keep them."""

from __future__ import annotations

import os
import shlex
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from hmic_tracker.cli import main
from tests.conftest import Result, tree

LIAISON, DEPUTY, THIRD = "Liaison Officer", "Deputy", "Analyst"


@dataclass(frozen=True)
class Copy:
    """A person's copy of the plan: called with a command line, it runs it there."""

    folder: Path
    person: str

    def __call__(
        self, line: str, *more: str, day: str = "2008-12-01", code: int | None = 0
    ) -> Result:
        """Run a command line as this person, on a day; its exit code has to be `code`, if any."""
        out, err = StringIO(), StringIO()
        environment = {"TRACKER_USER": self.person, "TRACKER_TODAY": day}
        words = ["--store", str(self.folder), *shlex.split(line), *more]
        with patch.dict(os.environ, environment), redirect_stdout(out), redirect_stderr(err):
            ended = main(words)
        result = Result(ended, out.getvalue(), err.getvalue())
        assert code is None or ended == code, (line, result)
        return result

    def sync(self, other: Copy, code: int | None = None) -> Result:
        """Exchange with another copy; open questions are no fault."""
        try:
            return self("sync", str(other.folder), code=0 if code is None else code)
        except AssertionError as fault:
            if code is None and fault.args[0][1].code == 6 and not fault.args[0][1].err:
                return fault.args[0][1]  # type: ignore[no-any-return]
            raise

    @property
    def files(self) -> dict[str, bytes]:
        """The files of the plan."""
        return tree(self.folder)


def copies_of(plan: Path, place: Path, *people: str) -> list[Copy]:
    """A copy of a plan for each person, as it is handed out: the folder, whole."""
    made = []
    for number, person in enumerate(people):
        folder = place / f"copy-{number}"
        shutil.copytree(plan, folder)
        made.append(Copy(folder, person))
    return made
