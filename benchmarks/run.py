"""Whole commands, timed in turn with their peers: `make bench`.

Each pair is run A B A B …, and what counts is the median of the ratios A/B: both sides meet the
same noise. The floor F is a bare program of two commands on the same Typer. Peers that are not
installed are left out; TRACKER_BENCH_PATH names folders to look for them in, before PATH.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.lengths import compare_lengths
from benchmarks.measure import Clock, Compared, Words, table
from benchmarks.peers import TEXT, installed, version_of
from benchmarks.plans import DAY, items_of, write_plan
from benchmarks.registers import compare_registers, peaks_of

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
LATE_BOUNDS = {
    ("Taskwarrior", 10000): 0.6,
    ("Taskwarrior", 100000): 0.33,
    ("topydo", 64): 0.7,
    ("topydo", 1000): 0.7,
    ("todoman", 64): 0.4,
    ("todoman", 1000): 0.4,
    ("todoman", 10000): 0.4,
}
LATE_OPEN_BOUNDS = {10000: 0.45, 100000: 0.22}
"""The same beside Taskwarrior where nothing is completed."""
CHANGE_BOUNDS = {("Taskwarrior", 10000): 1.5, ("Taskwarrior", 100000): 0.25}
"""What `update` may be of Taskwarrior's."""
"""What `list --overdue` may be of a peer's; from 1,000 items up ahead of topydo and todoman."""
OPEN: Final = " open"
"""What the plans are called in which nothing is completed."""


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--sizes", default="64,1000,10000,100000")
    parser.add_argument("--registers", action="store_true", help="registers in and out alone")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        bench = Bench(Path(folder), asked.pairs)
        said = f"{time.strftime('%Y-%m-%d')}, {bench.versions()}; {asked.pairs} pairs"
        if asked.registers:
            registers = compare_registers(bench.clock, Path(folder), TRACKER)
            print(f"{said}\n\n{table(registers, peaks_of(registers))}")  # noqa: T201
            return
        for size in sizes:
            bench.prepare(str(size))
        for size in {10000, 100000} & {*sizes}:
            bench.prepare(f"{size}{OPEN}")
        time.sleep(2.1)  # until no file is so young that it has to be read again
        for plan in {plan for _, plan in bench.theirs} | {*map(str, sizes)}:
            bench.clock.run(bench.tracker(plan, "list", "--count"))
        found = [*bench.small(sizes[0]), *bench.completion(sizes), *bench.growth(sizes)]
        found += [*bench.building(sizes), *compare_lengths(asked.pairs)]
        registers = compare_registers(bench.clock, Path(folder), TRACKER)
        found += [*registers, *bench.peers()]
        peaks = [*bench.peaks(sizes), *peaks_of(registers)]
        print(f"{said}\n\n{table(found, peaks)}")  # noqa: T201


class Bench:
    """The plans of a run and the environment in which the commands run."""

    def __init__(self, folder: Path, pairs: int) -> None:
        self.folder = folder
        more = os.environ.get("TRACKER_BENCH_PATH")
        path = os.pathsep.join(filter(None, (more, os.environ.get("PATH"))))
        kept = ("LANG", "LC_ALL")
        environment = {k: v for k, v in os.environ.items() if k in kept} | {
            "PATH": path,
            "HOME": str(folder),
            "TRACKER_TODAY": DAY.isoformat(),
            "TRACKER_USER": "Liaison Officer",
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        self.path = path
        self.clock = Clock(environment, pairs)
        self.theirs: dict[tuple[str, str], tuple[Words, Words, Words]] = {}
        (folder / "floor.py").write_text(FLOOR)
        self.floor = [sys.executable, str(folder / "floor.py"), "one"]

    def prepare(self, plan: str) -> None:
        """Writes a plan of a size, and the same as the peers' tasks.

        Its name may say that nothing in it is completed. That is for Taskwarrior, which puts the
        completed tasks aside and reads as many as there are open ones.
        """
        size = int(plan.removesuffix(OPEN))
        items = items_of(size, completed=not plan.endswith(OPEN))
        write_plan(self.folder / f"plan{plan}", items)
        self.clock.run(self.tracker(plan, "list", "--count"))
        for peer in installed(self.path):
            if size <= peer.most and (peer.name == "Taskwarrior" or not plan.endswith(OPEN)):
                place = self.folder / f"{peer.program}{plan}"
                place.mkdir()
                self.theirs[peer.name, plan] = peer.make(self.clock, place, items)

    def tracker(self, plan: str | int, *words: str) -> list[str]:
        """A tracker command line on a plan."""
        return [TRACKER, words[0], "--store", str(self.folder / f"plan{plan}"), *words[1:]]

    def small(self, size: int) -> list[Compared]:
        """The commands of a small plan against the floor."""
        lines = (
            ("list --overdue, pipe", ["list", "--overdue"], 1.3),
            ("list, pipe", ["list"], 1.3),
            ("list --owner, pipe", ["list", "--owner", "Head of Department 3"], 1.3),
            ("summary, pipe", ["summary"], 1.3),
            ("grades, pipe", ["grades"], 1.3),
            ("show, pipe", ["show", "REC-1"], 1.3),
            ("list --overdue, terminal", ["list", "--overdue", "--color", "always"], 2.2),
            ("list --all, terminal", ["list", "--all", "--color", "always"], 2.8),
            ("note", ["note", "REC-4", "seen"], 2.0),
        )
        found = [
            self.clock.compare(f"{name}, {size} / F", self.tracker(size, *words), self.floor, most)
            for name, words, most in lines
        ]
        found.append(self.clock.compare(f"update, {size} / F", self.update(size), self.floor, 2.0))
        return [*found, self.clock.compare("--help / F", [TRACKER, "--help"], self.floor, 2.2)]

    def update(self, plan: str | int) -> Words:
        """A change of one item that is one each time."""
        return lambda turn: self.tracker(plan, "update", "REC-5", "--title", f"Title {turn}")

    def completion(self, sizes: Sequence[int]) -> list[Compared]:
        """What the TAB key asks: options at 64 items, owners and ids at most sizes."""
        found = []
        for size in (size for size in sizes if size in {64, 10000}):
            plan = str(self.folder / f"plan{size}")
            for name, current, before in (
                ("option", "--o", ["list"]),
                ("owner", "", ["list", "--owner"]),
                ("id", "rec-", ["show"]),
            ):
                words = [TRACKER, "__complete", "zsh", current, *before[:1], "--store", plan]
                found.append(
                    self.clock.compare(
                        f"completion of an {name}, {size} / F",
                        [*words, *before[1:]],
                        self.floor,
                        1.4 if size == 64 else None,
                    )
                )
        return found

    def growth(self, sizes: Sequence[int]) -> list[Compared]:
        """How the same command grows with the plan."""
        found, compare = [], self.clock.compare
        short = ("list", "--limit", "20")
        for size, bound in ((10000, 2.0), (100000, 4.0)):
            if size in sizes and 1000 in sizes:
                mine, other = self.tracker(size, *short), self.tracker(1000, *short)
                found.append(compare(f"list --limit 20, {size} / 1000", mine, other, bound))
        if 10000 in sizes:
            then = self.tracker(10000, "list", "--overdue", "--as-of", f"{DAY.year - 1}-12-01")
            now = self.tracker(10000, "list", "--overdue")
            found.append(compare("list --overdue --as-of, 10000 / without", then, now, 2.0))
        return found

    def building(self, sizes: Sequence[int]) -> list[Compared]:
        """The index made anew beside reading and parsing the files without one."""
        if 10000 not in sizes:
            return []
        cache = self.folder / "cache-anew"
        count = self.tracker(10000, "list", "--count")
        return [
            self.clock.compare(
                "building the index, 10000 / --no-index",
                count,
                [*count, "--no-index"],
                1.6,
                lambda: shutil.rmtree(cache, ignore_errors=True),
                XDG_CACHE_HOME=str(cache),
            )
        ]

    def peers(self) -> list[Compared]:
        """Against the peers that are installed; all else is measured, since these change plans."""
        found = []
        for (name, plan), (late, modify, add) in self.theirs.items():
            size = int(plan.removesuffix(OPEN))
            ahead = 1.0 if size >= 1000 and name != "Taskwarrior" else None
            bound = LATE_BOUNDS.get((name, size), ahead)
            if plan.endswith(OPEN):
                bound = LATE_OPEN_BOUNDS.get(size)
            change = CHANGE_BOUNDS.get((name, size), ahead)
            small = 1.15 if (name, size) == ("topydo", 64) else None
            lines = [
                ("list --overdue", self.tracker(plan, "list", "--overdue"), late, bound),
                ("update one", self.update(plan), modify, change or small),
                ("add one", self.tracker(plan, "add", "rec", TEXT), add, ahead or small),
            ]
            for what, mine, other, most in lines[: 1 if plan.endswith(OPEN) else None]:
                if what == "list --overdue":  # since the last change
                    self.clock.run(mine)
                    time.sleep(2.1)
                    self.clock.run(mine)
                found.append(self.clock.compare(f"{what}, {plan} / {name}", mine, other, most))
        return found

    def peaks(self, sizes: Sequence[int]) -> list[tuple[str, float, float]]:
        """Peak memory with a warm index: what, MiB, and what it may be."""
        if 10000 not in sizes:
            return []
        late = self.tracker(10000, "list", "--overdue")
        self.clock.run(late)
        time.sleep(2.1)
        self.clock.run(late)
        return [("peak memory of list --overdue, 10000", self.clock.run(late).peak, 25)]

    def versions(self) -> str:
        """What was measured, on what."""
        from hmic_tracker import __version__

        said = [f"tracker {__version__}", f"Python {sys.version.split()[0]}"]
        said += [version_of(peer, self.path) for peer in installed(self.path)]
        return ", ".join([*said, f"{os.cpu_count()} cores"])


if __name__ == "__main__":
    main()
