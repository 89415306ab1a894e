"""Every system call of the write path made to fail in turn: old bytes or new ones, never mixed."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.store import journal
from hmic_tracker.store.reading import read_plan
from tests.conftest import EXAMPLE
from tests.torture.children import check_error, must, put, run
from tests.torture.faults import ERRORS, FOR_GOOD, Disk, Fault
from tests.torture.figures import figure
from tests.torture.plans import check_settled, make_empty, make_small, temps
from tests.torture.sizes import FULL, SIZES

View = dict[str, tuple[object, ...]]
_READ_CALLS: Final = frozenset({"read open", "read", "stat", "lstat", "listdir", "scandir"})


def _stopped(folder: Path) -> None:
    """A bulk update was stopped right after its commit."""

    def stop() -> None:
        def stopped(steps: object) -> None:
            raise KeyboardInterrupt

        put(journal, _replace=stopped)

    ended = run(folder, "update", "REC-1..3", "--owner", "Before", "--yes", before=stop)
    assert ended.code == 130, ended
    assert journal.pending(folder)


@dataclass(frozen=True)
class Scene:
    """A command on a plan that was prepared.

    `every` takes a share of its faults, where much of it is tried in another scene; all of them
    were run once (9,033 faults, none mixed).
    """

    words: tuple[str, ...]
    prepare: Callable[[Path], object] = lambda _: None
    empty: bool = False
    every: int = 1

    @property
    def next(self) -> tuple[str, ...]:
        """A command for afterwards, its last word seen in nothing else."""
        return ("add", "gp", "The next one.") if self.empty else ("note", "REC-2", "The next one.")


SCENES: Final = {
    "update": Scene(("update", "REC-1", "--owner", "New", "--status", "done")),
    "bulk update": Scene(("update", "REC-1..3", "--owner", "New", "--yes")),
    "add": Scene(("add", "rec", "The force should do more."), every=5),
    "undo": Scene(
        ("undo", "--yes"),
        lambda folder: must(folder, "update", "REC-1..3", "--owner", "X", "--yes"),
        every=5,
    ),
    "undo of an add": Scene(
        ("undo",), lambda folder: must(folder, "add", "gp", "A peer force."), every=5
    ),
    "after a stop": Scene(("note", "REC-2", "New"), _stopped),
    "import": Scene(("import", str(EXAMPLE), "--yes"), empty=True, every=23),
}


@pytest.mark.parametrize("name", SCENES)
def test_a_fault_leaves_the_old_or_the_new(name: str, quick_path: Path) -> None:
    """Whatever fails, and however: exit 8 in two lines, one whole state, nothing left behind."""
    scene, start = SCENES[name], quick_path / "start"
    (make_empty if scene.empty else make_small)(start)
    scene.prepare(start)
    old = _view(start)
    folder, log = quick_path / "plan", quick_path / "calls.json"
    calls = _calls(scene, _again(start, folder), log)
    new = _view(folder)
    assert new != old
    ends: Counter[str] = Counter()
    for fault in _chosen(scene, len(calls)):
        _again(start, folder)
        disk = Disk(folder, fault)
        ended = run(folder, *scene.words, before=disk.install)
        seen = _view(folder)
        told = (name, fault, calls[fault.index], ended)
        assert seen in (old, new), told
        if ended.code == 0:
            assert seen == new, told
        else:
            check_error(ended, (8, *_others(calls, fault)))
            assert seen == (new if "tracker: saved" in ended.err else old), told
        ends[_end(ended.code, ended.err)] += 1
        after = run(folder, *scene.next)
        assert after.code == 0, (told, after)
        assert _without(scene.next[-1], _view(folder)) == seen, told
        check_settled(folder)
    said = ", ".join(f"{n} {what}" for what, n in sorted(ends.items()))
    figure(f"2 faults, {name}", f"{len(calls)} calls, {sum(ends.values())} faults: {said}; 0 mixed")


def test_a_failed_init_can_be_made_again(quick_path: Path) -> None:
    """A plan that could not be made is no plan, and making it again works."""
    folder, log, tried = quick_path / "plan", quick_path / "calls.json", 0
    calls = _calls(Scene(("init", str(folder))), folder, log)
    for fault in _chosen(Scene(()), len(calls)):
        shutil.rmtree(folder)
        ended = run(folder, "init", str(folder), before=Disk(folder, fault).install)
        told = (fault, calls[fault.index], ended)
        if ended.code:
            check_error(ended, (8, *_others(calls, fault)))
        made = (folder / "tracker.toml").exists() or journal.pending(folder) is not None
        assert made == (ended.code == 0 or "tracker: saved" in ended.err), told
        found = (folder / "tracker.toml").exists()
        after = run(folder, *(("add", "gp", "A peer force.") if found else ("init", str(folder))))
        assert after.code == 0, (told, after)
        assert temps(folder) == []
        assert (folder / ".tracker" / ".gitignore").read_text(encoding="utf-8") == "*\n"
        tried += 1
    figure("2 faults, init", f"{len(calls)} calls, {tried} faults: made whole or made again")


def _calls(scene: Scene, folder: Path, log: Path) -> list[str]:
    """The calls of a command on a disk that works."""
    disk = Disk(folder)
    ended = run(folder, *scene.words, before=disk.install, after=lambda: disk.report(log))
    assert ended.code == 0, ended
    found: list[str] = json.loads(log.read_text(encoding="utf-8"))
    return found


def _chosen(scene: Scene, calls: int) -> Iterator[Fault]:
    """The faults to try: all of them in a full run, else a share that reaches every call."""
    every = [
        Fault(index, error, for_good)
        for index in range(calls)
        for error in ERRORS
        for for_good in (False, True)
    ]
    return iter(every[:: scene.every * SIZES.faults if not FULL else scene.every])


def _again(start: Path, folder: Path) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(start, folder, symlinks=True)
    link = folder / "items" / "REC-1.toml"
    if link.is_symlink():
        link.unlink()
        link.symlink_to(folder / "elsewhere" / "one.toml")
    return folder


def _others(calls: list[str], fault: Fault) -> tuple[int, ...]:
    """Codes that are right as well: 5 where reading failed, 7 where the lock says it is held."""
    name = calls[fault.index]
    later = FOR_GOOD[fault.error] if fault.for_good else frozenset()
    fives = (5,) if name in _READ_CALLS or later & _READ_CALLS else ()
    return (*fives, 7) if name == "flock" and fault.error == "EACCES" else fives


def _view(folder: Path) -> View:
    """What a reader sees, but for what differs from run to run."""
    if not (folder / "tracker.toml").exists():
        return {}
    plan = read_plan(folder)
    assert plan.damaged == ()
    seen: View = {
        i.id: (i.owner, i.status, i.text, *(e.note for e in i.history)) for i in plan.items
    }
    return {**seen, "": (len(plan.inspections), len(plan.frameworks), plan.organisation)}


def _without(said: str, view: View) -> View:
    """A view without what the next command said."""
    kept = {key: tuple(part for part in parts if part != said) for key, parts in view.items()}
    return {key: parts for key, parts in kept.items() if said not in view[key] or parts[0]}


def _end(code: int, said: str) -> str:
    if code != 8:
        return {0: "harmless", 5: "could not read (5)", 7: "locked (7)"}[code]
    return "saved, unconfirmed (8)" if "tracker: saved" in said else "refused (8)"
