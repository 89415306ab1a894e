"""A copy of the package to be changed, and command lines run on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import hmic_tracker


class PackageCopy:
    """A copy of the package under a folder, with the place of a plan of its own beside it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "src"
        self.package = self.root / "hmic_tracker"
        shutil.copytree(
            Path(hmic_tracker.__file__).parent,
            self.package,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        self.plan = folder / "plan"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PYTHONPATH": str(self.root),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TRACKER_STORE": str(self.plan),
            "TRACKER_TODAY": "2008-12-01",
            "TRACKER_USER": "A. Person",
            "XDG_CACHE_HOME": str(folder / "cache"),
        }

    def insert_before(self, module: str, place: str, text: str) -> None:
        """Insert text before the one place in a module that has another text."""
        path = self.package / module
        content = path.read_text(encoding="utf-8")
        assert content.count(place) == 1, f"{place!r} is not once in {module}"
        path.write_text(content.replace(place, text + place), encoding="utf-8")

    def run(self, *words: str, code: int = 0) -> str:
        """The output of a command line on the copy; both streams where it fails as it should."""
        return self._run("-m", "hmic_tracker", *words, code=code)

    def python(self, text: str) -> str:
        """The output of a program that imports the copy."""
        return self._run("-c", text)

    def _run(self, *words: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            capture_output=True,
            text=True,
            check=False,
            env=self.environment,
        )
        assert done.returncode == code, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout if code == 0 else done.stdout + done.stderr
