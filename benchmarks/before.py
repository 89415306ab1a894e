"""Whole commands of this tree and of an earlier one, timed in turn: `make bench-before`.

Both sides have the same plan, each as its own program writes it. What counts is the median of the
ratios of this tree to the earlier one, which may be 1.05, and of the sizes of their files.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.measure import Compared, Words, table
from benchmarks.plans import items_of, write_plan
from benchmarks.run import Bench

MOST: Final = 1.05
MOST_BYTES: Final = 1.15
_WRITE: Final = (
    "import sys; from pathlib import Path; from benchmarks.plans import items_of, write_plan; "
    "write_plan(Path(sys.argv[1]), items_of(int(sys.argv[2])))"
)


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path, help="a checkout of the earlier tree, with its .venv")
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--sizes", default="64,10000")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="tracker-before-") as folder:
        both = Both(Bench(Path(folder), asked.pairs), asked.before.resolve())
        for size in sizes:
            both.prepare(size)
        time.sleep(2.1)  # until no file is so young that it has to be read again
        found = [one for size in sizes for one in both.compared(size)]
        sizes_of = "\n".join(both.bytes_of(size) for size in sizes)
        print(f"{table(found, ())}\n\n{sizes_of}")  # noqa: T201


class Both:
    """The plans of the two trees."""

    def __init__(self, bench: Bench, before: Path) -> None:
        self.bench, self.before = bench, before

    def folder(self, size: int) -> Path:
        """The plan of the earlier tree."""
        return self.bench.folder / f"before{size}"

    def prepare(self, size: int) -> None:
        """Writes a plan of a size by each of the two, and makes its index."""
        write_plan(self.bench.folder / f"plan{size}", items_of(size))
        python = str(self.before / ".venv/bin/python")
        words = [python, "-c", _WRITE, str(self.folder(size)), str(size)]
        subprocess.run(words, cwd=self.before, check=True)  # noqa: S603  # a tree of ours
        for line in (self.mine(size, "list", "--count"), self.theirs(size, "list", "--count")):
            self.bench.clock.run(line)

    def mine(self, size: int, *words: str) -> list[str]:
        """A command line of this tree."""
        return self.bench.tracker(size, *words)

    def theirs(self, size: int, *words: str) -> list[str]:
        """The same of the earlier one."""
        tracker = str(self.before / ".venv/bin/tracker")
        return [tracker, words[0], "--store", str(self.folder(size)), *words[1:]]

    def compared(self, size: int) -> list[Compared]:
        """Commands that read the plan, then those that write to it."""
        lines = (
            ("list",),
            ("list", "--overdue"),
            ("list", "--overdue", "--as-of", "2025-12-01"),
            ("summary",),
            ("show", "REC-1"),
            ("history", "REC-1"),
            ("list", "--count", "--no-index"),
            ("note", "REC-4", "seen"),
        )
        found = [
            self.bench.clock.compare(
                f"{' '.join(words)}, {size}",
                self.mine(size, *words),
                self.theirs(size, *words),
                MOST,
            )
            for words in lines
        ]
        return [*found, self._changes(size)]

    def _changes(self, size: int) -> Compared:
        def mine(turn: int) -> Words:
            return self.mine(size, "update", "REC-5", "--title", f"Title {turn}")

        def theirs(turn: int) -> Words:
            return self.theirs(size, "update", "REC-5", "--title", f"Title {turn}")

        return self.bench.clock.compare(f"update, {size}", mine, theirs, MOST)

    def bytes_of(self, size: int) -> str:
        """The sizes of the items' files beside each other."""
        mine, theirs = (
            sum(path.stat().st_size for path in folder.rglob("*.toml"))
            for folder in (self.bench.folder / f"plan{size}", self.folder(size))
        )
        met = "yes" if mine <= MOST_BYTES * theirs else "no"
        return f"bytes of {size} items: {mine} / {theirs} = {mine / theirs:.3f} ({met})"


if __name__ == "__main__":
    main()
