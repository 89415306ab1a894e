"""Whole commands, timed in turn with their peers: `make bench`.

Each pair is run A B A B …, and what counts is the median of the ratios A/B: both sides meet the
same noise. The floor F is a bare program of two commands on the same Typer. Peers that are not
installed are left out.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.plans import DAY, items_of, taskwarrior_tasks, write_plan

TRACKER = str(Path(sys.executable).with_name("tracker"))
FLOOR = """import typer
app = typer.Typer()
@app.command()
def one(number: int = 1) -> None:
    print(number)
@app.command()
def two() -> None: ...
app()
"""


class Run(NamedTuple):
    """One run of a command: seconds of wall clock, peak memory in MiB."""

    seconds: float
    peak: float


class Compared(NamedTuple):
    """A command beside another, over several pairs; `bound` is what the ratio may be at most."""

    name: str
    ratios: list[float]
    mine: list[Run]
    bound: float | None


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--sizes", default="64,1000,10000,100000")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        bench = Bench(Path(folder), asked.pairs)
        for size in sizes:
            bench.prepare(size)
        found = [*bench.small(sizes[0]), *bench.peers(sizes), *bench.growth(sizes)]
        print(table(found, bench.versions()))  # noqa: T201


class Bench:
    """The plans of a run and the environment in which the commands run."""

    def __init__(self, folder: Path, pairs: int) -> None:
        self.folder = folder
        self.pairs = pairs
        kept = ("PATH", "HOME", "LANG", "LC_ALL")
        self.environment = {k: v for k, v in os.environ.items() if k in kept} | {
            "TRACKER_TODAY": DAY.isoformat(),
            "TRACKER_USER": "Liaison Officer",
            "XDG_CACHE_HOME": str(folder / "cache"),
            "TASKRC": str(folder / "taskrc"),
        }
        (folder / "floor.py").write_text(FLOOR)
        self.floor = [sys.executable, str(folder / "floor.py"), "one"]

    def prepare(self, size: int) -> None:
        """Writes a plan, the same as Taskwarrior's tasks, and warms both."""
        items = items_of(size)
        write_plan(self.folder / f"plan{size}", items)
        self.run(self.tracker(size, "list", "--count"))
        time.sleep(2.1)  # until no file is so young that it has to be read again
        self.run(self.tracker(size, "list", "--count"))
        if shutil.which("task"):
            data = self.folder / f"task{size}"
            data.mkdir()
            (self.folder / "taskrc").write_text("confirmation=off\nhooks=off\nverbose=nothing\n")
            (data / "in.json").write_text(taskwarrior_tasks(items))
            self.run(self.task(size, "import", str(data / "in.json")))
        if shutil.which("topydo"):
            lines = [f"{item.text} due:{item.deadline}" for item in items if item.status != "done"]
            (self.folder / f"todo{size}.txt").write_text("\n".join(lines) + "\n")

    def tracker(self, size: int, *words: str) -> list[str]:
        """A tracker command line on a plan."""
        return [TRACKER, words[0], "--store", str(self.folder / f"plan{size}"), *words[1:]]

    def task(self, size: int, *words: str) -> list[str]:
        """A Taskwarrior command line on the same tasks."""
        return ["task", f"rc.data.location={self.folder / f'task{size}'}", *words]

    def topydo(self, size: int, *words: str) -> list[str]:
        """A topydo command line on the open ones of the same tasks."""
        return ["topydo", "-t", str(self.folder / f"todo{size}.txt"), *words]

    def run(self, words: Sequence[str]) -> Run:
        """Runs a command, its output thrown away."""
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603  # our own lines
            words,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        return Run(time.perf_counter() - started, usage.ru_maxrss / 1024)

    def compare(
        self, name: str, mine: Sequence[str], other: Sequence[str], bound: float | None = None
    ) -> Compared:
        """Two commands in turn, after one run of each that doesn't count."""
        self.run(mine), self.run(other)
        runs = [(self.run(mine), self.run(other)) for _ in range(self.pairs)]
        return Compared(name, [a.seconds / b.seconds for a, b in runs], [a for a, _ in runs], bound)

    def small(self, size: int) -> list[Compared]:
        """The commands of a small plan against the floor."""
        lines = (
            ("list --overdue, pipe", ["list", "--overdue"], 1.3),
            ("list, pipe", ["list"], 1.3),
            ("summary, pipe", ["summary"], 1.3),
            ("show, pipe", ["show", "REC-1"], 1.3),
            ("list --overdue, terminal", ["list", "--overdue", "--color", "always"], 2.2),
            ("list --all, terminal", ["list", "--all", "--color", "always"], 2.8),
            ("update", ["update", "REC-3", "--note", "seen"], 2.0),
            ("note", ["note", "REC-4", "seen"], 2.0),
        )
        found = [
            self.compare(f"{name}, {size} items / F", self.tracker(size, *words), self.floor, bound)
            for name, words, bound in lines
        ]
        return [*found, self.compare("--help / F", [TRACKER, "--help"], self.floor, 2.2)]

    def peers(self, sizes: Sequence[int]) -> list[Compared]:
        """Against the peers that are installed."""
        found = []
        for size in sizes:
            late = self.tracker(size, "list", "--overdue")
            if shutil.which("task"):
                theirs = self.task(size, "+OVERDUE", "list")
                bound = {10000: 0.6, 100000: 0.33}.get(size)
                found.append(
                    self.compare(f"list --overdue, {size} / Taskwarrior", late, theirs, bound)
                )
                one = self.tracker(size, "update", "REC-5", "--note", "seen")
                modify = self.task(size, "5", "annotate", "seen")
                bound = 1.0 if size == 100000 else None
                found.append(self.compare(f"update, {size} / Taskwarrior", one, modify, bound))
            if shutil.which("topydo") and size <= 10000:
                theirs = self.topydo(size, "ls", f"due:<{DAY}")
                bound = 1.15 if size == 64 else 1.0
                found.append(self.compare(f"list --overdue, {size} / topydo", late, theirs, bound))
        return found

    def growth(self, sizes: Sequence[int]) -> list[Compared]:
        """How the same command grows with the plan."""
        found = []
        short = ("list", "--limit", "20")
        for size, bound in ((10000, 2.0), (100000, 6.0)):
            if size in sizes and 1000 in sizes:
                mine, other = self.tracker(size, *short), self.tracker(1000, *short)
                found.append(self.compare(f"list --limit 20, {size} / 1000", mine, other, bound))
        if 10000 in sizes:
            then = self.tracker(10000, "list", "--overdue", "--as-of", "2026-05-01")
            now = self.tracker(10000, "list", "--overdue")
            found.append(self.compare("list --overdue --as-of, 10000 / without", then, now, 3.0))
        return found

    def versions(self) -> str:
        """What was measured, on what."""
        from hmic_tracker import __version__

        said = [
            f"tracker {__version__}",
            f"Python {sys.version.split()[0]}",
            f"{os.cpu_count()} cores",
        ]
        for name in ("task", "topydo"):
            if shutil.which(name):
                words = [name, "--version"] if name == "task" else [name, "-v"]
                told = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
                said.append(f"{name} {(told.stdout or told.stderr).split(chr(10))[0].strip()}")
        return ", ".join(said)


def table(found: Sequence[Compared], versions: str) -> str:
    """The ratios as a Markdown table: minimum, median, maximum, time and peak memory."""
    lines = [
        f"{time.strftime('%Y-%m-%d')}, {versions}; {len(found[0].ratios)} pairs",
        "",
        "| command / beside | min | median | max | at most | met | median ms | peak MiB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in found:
        middle = statistics.median(one.ratios)
        met = "" if one.bound is None else "yes" if middle <= one.bound else "no"
        bound = "" if one.bound is None else f"{one.bound:.2f}"
        seconds = statistics.median(run.seconds for run in one.mine)
        peak = max(run.peak for run in one.mine)
        lines.append(
            f"| {one.name} | {min(one.ratios):.2f} | {middle:.2f} | {max(one.ratios):.2f} "
            f"| {bound} | {met} | {seconds * 1000:.0f} | {peak:.0f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
