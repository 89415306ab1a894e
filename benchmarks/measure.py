"""Whole processes, timed one after the other by a small helper, and compared in pairs."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

# A process's peak memory counts what it was before it became the program, a copy of its parent.
# So the parent is this: small, and the same for both sides.
_HELPER: Final = """
import json, os, sys, time
null = os.open(os.devnull, os.O_RDWR)
same = [(os.POSIX_SPAWN_DUP2, null, n) for n in (0, 1, 2)]
for line in sys.stdin:
    words, env = json.loads(line)
    started = time.perf_counter()
    child = os.posix_spawn(words[0], words, env, file_actions=same)
    _, status, usage = os.wait4(child, 0)
    took = time.perf_counter() - started
    print(json.dumps([took, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)]), flush=True)
"""

Words = Sequence[str] | Callable[[int], Sequence[str]]
"""A command line, or one for each time it is run: a change has to be a change each time."""


class Run(NamedTuple):
    """One run of a command: seconds of wall clock, peak memory in MiB, exit code."""

    seconds: float
    peak: float
    code: int


class Compared(NamedTuple):
    """A command beside another, over several pairs; `bound` is what the ratio may be at most."""

    name: str
    ratios: list[float]
    mine: list[Run]
    bound: float | None

    @property
    def middle(self) -> float:
        """The median of the ratios."""
        return statistics.median(self.ratios)

    @property
    def peak(self) -> float:
        """The most memory that a run took, in MiB."""
        return max(run.peak for run in self.mine)


class Clock:
    """Runs commands in one environment."""

    def __init__(self, environment: Mapping[str, str], pairs: int) -> None:
        self.environment = dict(environment)
        self.pairs = pairs
        self._turn = 0
        self._helper = subprocess.Popen(  # noqa: S603  # our own lines
            [sys.executable, "-S", "-E", "-c", _HELPER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, words: Words, **more: str) -> Run:
        """Runs a command, its output thrown away; raises RuntimeError where it fails."""
        self._turn += 1
        line = list(words(self._turn) if callable(words) else words)
        line[0] = shutil.which(line[0], path=self.environment["PATH"]) or line[0]
        assert self._helper.stdin is not None
        assert self._helper.stdout is not None
        print(json.dumps([line, self.environment | more]), file=self._helper.stdin, flush=True)
        found = Run(*json.loads(self._helper.stdout.readline()))
        if found.code:
            raise RuntimeError(f"exit code {found.code}: {' '.join(line)}")
        return found

    def compare(
        self,
        name: str,
        mine: Words,
        other: Words,
        bound: float | None = None,
        before: Callable[[], object] = lambda: None,
        **more: str,
    ) -> Compared:
        """Two commands in turn, after one run of each that doesn't count.

        `before` comes before each run of the first; `more` is its environment besides.
        """

        def first() -> Run:
            before()
            return self.run(mine, **more)

        first(), self.run(other)
        runs = [(first(), self.run(other)) for _ in range(self.pairs)]
        print(f"  {name}", file=sys.stderr, flush=True)  # noqa: T201  # it takes half an hour
        return Compared(name, [a.seconds / b.seconds for a, b in runs], [a for a, _ in runs], bound)


def table(found: Sequence[Compared], peaks: Sequence[tuple[str, float, float]]) -> str:
    """The ratios as a Markdown table: minimum, median, maximum, time and peak memory."""
    lines = [
        "| command / beside | min | median | max | at most | met | median ms | peak MiB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in found:
        met = "" if one.bound is None else "yes" if one.middle <= one.bound else "no"
        bound = "" if one.bound is None else f"{one.bound:.2f}"
        seconds = statistics.median(run.seconds for run in one.mine)
        lines.append(
            f"| {one.name} | {min(one.ratios):.2f} | {one.middle:.2f} | {max(one.ratios):.2f} "
            f"| {bound} | {met} | {seconds * 1000:.0f} | {one.peak:.0f} |"
        )
    for name, peak, most in peaks:
        met = "yes" if peak < most else "no"
        lines.append(f"| {name} | | | | {most:.0f} MiB | {met} | | {peak:.0f} |")
    return "\n".join(lines)
