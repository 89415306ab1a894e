"""How long `tracker sync` takes beside git's own fetch, merge and push.

`python -m benchmarks.syncing [ITEMS [ROUNDS]]`. Two clones of a plan, 20 items changed in each. In
turn, on copies of the same: git commits, fetches, merges (taking theirs, so that nothing but its
own work is counted) and pushes; and `tracker sync` does. Memory is the peak of the process and of
the largest git that it starts.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.plans import items_of, write_plan

CHANGED: Final = 20
AT_MOST: Final = 2.0
"""Seconds besides git's own."""
AT_MOST_MIB: Final = 200.0
_ENV: Final = {
    "TRACKER_USER": "Liaison Officer",
    "GIT_AUTHOR_NAME": "bench",
    "GIT_AUTHOR_EMAIL": "bench@example.org",
    "GIT_COMMITTER_NAME": "bench",
    "GIT_COMMITTER_EMAIL": "bench@example.org",
    "GIT_CONFIG_NOSYSTEM": "1",
}


def main() -> None:
    """Print the table for a size, 10,000 items without one."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with TemporaryDirectory(prefix="tracker-sync-") as name:
        folder = Path(name)
        os.environ.update(_ENV, HOME=name, XDG_CACHE_HOME=f"{name}/cache")
        made = _office(folder, size)
        by_git, by_us, peak = [], [], 0.0
        for nth in range(rounds):
            by_git.append(_timed_git(_copied(made, folder / f"git-{nth}")))
            seconds, memory = _timed_sync(_copied(made, folder / f"sync-{nth}"))
            by_us.append(seconds)
            peak = max(peak, memory)
        own, ours = statistics.median(by_git), statistics.median(by_us)
        _print(f"{size} items, {CHANGED} changed on each side, median of {rounds}")
        _print(f"git commit, fetch, merge, push  {own:6.2f} s")
        _print(f"tracker sync                    {ours:6.2f} s")
        met = "yes" if ours - own <= AT_MOST else "NO"
        _print(f"besides git's own               {ours - own:6.2f} s, at most {AT_MOST}: {met}")
        met = "yes" if peak < AT_MOST_MIB else "NO"
        _print(f"peak memory                     {peak:6.0f} MiB, under {AT_MOST_MIB:.0f}: {met}")


def _office(folder: Path, size: int) -> Path:
    """A remote and two clones, each with changes; theirs are pushed."""
    made = folder / "office"
    ours, theirs, remote = made / "ours", made / "theirs", made / "remote.git"
    made.mkdir()
    write_plan(ours, items_of(size))
    _git(made, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    _tracker(ours, "sync", "--setup", str(remote))
    _tracker(ours, "sync")
    _git(made, "clone", "--quiet", str(remote), str(theirs))
    _tracker(theirs, "sync", "--setup")
    ids = sorted(path.stem for path in (ours / "items").iterdir())
    _tracker(theirs, "note", *ids[: 2 * CHANGED : 2], "theirs", "--yes")
    _tracker(theirs, "sync")
    _tracker(ours, "note", *ids[1 : 2 * CHANGED : 2], "ours", "--yes")
    _tracker(ours, "list", "--limit", "1")
    return made


def _copied(made: Path, target: Path) -> Path:
    shutil.copytree(made, target, symlinks=True)
    clone = target / "ours"
    config = clone / ".git/config"
    config.write_text(config.read_text().replace(str(made), str(target)))
    _git(clone, "update-index", "-q", "--refresh")
    _tracker(clone, "list", "--limit", "1")  # the index of this copy, which an officer's day has
    os.sync()
    return clone


def _timed_git(clone: Path) -> float:
    begin = time.perf_counter()
    _git(clone, "commit", "--quiet", "--all", "--message", "ours")
    _git(clone, "fetch", "--quiet", "origin")
    _git(clone, "merge", "--quiet", "--no-edit", "-X", "theirs", "origin/main")
    _git(clone, "push", "--quiet", "origin", "main")
    return time.perf_counter() - begin


def _timed_sync(clone: Path) -> tuple[float, float]:
    begin = time.perf_counter()
    line = (
        "import resource,subprocess,sys;subprocess.run(sys.argv[1:],check=True,stdout=-3);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    ran = subprocess.run(  # noqa: S603  # fixed words, no shell
        [sys.executable, "-c", line, *_words(clone, "sync")],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    seconds = time.perf_counter() - begin
    return seconds, int(ran.stdout) / 1024


def _tracker(folder: Path, *words: str) -> None:
    subprocess.run(_words(folder, *words), check=True, capture_output=True)  # noqa: S603


def _words(folder: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "hmic_tracker", "--store", str(folder), *words]


def _git(folder: Path, *words: str) -> None:
    line = ["git", "-C", str(folder), *words]
    subprocess.run(line, check=True, capture_output=True)  # noqa: S603


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
