"""The peers that a machine has, with the same tasks, and the lines that ask them the same."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import Clock, Words
from benchmarks.plans import DAY, calendar_tasks, taskwarrior_tasks, todo_lines
from hmic_tracker.domain.items import Item

TEXT = "Review the supervision of risk in custody"


class Lines(NamedTuple):
    """What a peer is asked: what is late, all that is open, a change of one task, a new one."""

    late: Words
    every: Words
    update: Words
    add: Words


class Peer(NamedTuple):
    """A peer: its program, how it says its version, how many tasks it is asked to bear at most.

    `make` writes the tasks to a folder and gives the lines.
    """

    name: str
    program: str
    version: Sequence[str]
    most: int
    make: Callable[[Clock, Path, list[Item]], Lines]


def _taskwarrior(clock: Clock, folder: Path, items: list[Item]) -> Lines:
    rc = folder / "taskrc"
    rc.write_text(f"confirmation=off\nhooks=off\nverbose=nothing\nbulk=0\ndata.location={folder}\n")
    (folder / "in.json").write_text(taskwarrior_tasks(items))
    task = ["task", f"rc:{rc}"]
    clock.run([*task, "import", str(folder / "in.json")])
    clock.run([*task, "status:pending", "count"])  # puts the completed ones aside
    return Lines(
        [*task, "+OVERDUE", "list"],
        [*task, "list"],
        lambda turn: [*task, "5", "modify", f"project:p{turn}"],
        [*task, "add", TEXT],
    )


def _topydo(_: Clock, folder: Path, items: list[Item]) -> Lines:
    (folder / "todo.txt").write_text(todo_lines(items))
    (folder / "config").write_text("[topydo]\ncolors = 0\nbackup_count = 0\n")
    topydo = ["topydo", "-c", str(folder / "config"), "-t", str(folder / "todo.txt")]
    topydo += ["-d", str(folder / "done.txt")]
    return Lines(
        [*topydo, "ls", f"due:<{DAY}"],
        [*topydo, "ls"],
        lambda turn: [*topydo, "append", "5", f"p{turn}"],
        [*topydo, "add", TEXT],
    )


def _todoman(clock: Clock, folder: Path, items: list[Item]) -> Lines:
    (folder / "lists" / "plan").mkdir(parents=True)
    for name, text in calendar_tasks(items):
        (folder / "lists" / "plan" / name).write_text(text)
    config = folder / "config.py"
    config.write_text(
        f'path = "{folder}/lists/*"\ncache_path = "{folder}/cache.sqlite"\n'
        'default_list = "plan"\ndate_format = "%Y-%m-%d"\n'
    )
    todo = ["todo", "--config", str(config), "--color", "never"]
    clock.run([*todo, "list"])  # fills its cache
    return Lines(
        [*todo, "list", "--due", "0"],
        [*todo, "list"],
        lambda turn: [*todo, "edit", "5", "--location", f"p{turn}"],
        [*todo, "new", "-l", "plan", TEXT],
    )


PEERS = (
    Peer("Taskwarrior", "task", ("--version",), 100000, _taskwarrior),
    Peer("topydo", "topydo", ("-v",), 10000, _topydo),
    Peer("todoman", "todo", ("--version",), 10000, _todoman),
)


def installed(path: str) -> list[Peer]:
    """The peers that a PATH has."""
    return [peer for peer in PEERS if shutil.which(peer.program, path=path)]


def version_of(peer: Peer, path: str) -> str:
    """What a peer says of itself."""
    program = str(shutil.which(peer.program, path=path))
    told = subprocess.run([program, *peer.version], capture_output=True, text=True, check=False)  # noqa: S603
    words = (told.stdout or told.stderr).split("\n")[0].split()
    return f"{peer.name} {next((w for w in reversed(words) if w[:1].isdigit()), '?')}"
