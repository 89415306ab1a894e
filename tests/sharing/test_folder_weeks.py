"""A week of work on copies in folders: nothing is lost, whoever meets whom, and whatever dies."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections import Counter
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.cli import main
from hmic_tracker.store.reading import read_plan
from tests.conftest import EXAMPLES
from tests.sharing.copies import DEPUTY, LIAISON, THIRD, Copy, copies_of
from tests.torture.children import fork, put, run, warm
from tests.torture.faults import Disk, Fault
from tests.torture.plans import check_settled
from tests.torture.sizes import FULL, SEED

pytestmark = pytest.mark.posix

NEXT: Final = EXAMPLES / "hmic-2008-phase-two.txt"
RUNS: Final = 200 if FULL else 4
TURNS: Final = 12 if FULL else 4
FAULTS: Final = ("EIO", "ENOSPC", "EACCES", "ESTALE")
KILLS: Final = 100 if FULL else 6
_CALLS: Final = ("write", "fsync", "replace", "unlink", "mkdir")


def a_command(copy: Copy, chance: random.Random, serial: int) -> None:
    """One of the things that people do in a week."""
    day = f"2008-12-{1 + serial % 9:02}"
    some = f"REC-{chance.randint(5, 9)}"
    word = f"{copy.person} {serial}"
    line = chance.choice(
        [
            f"note {some} '{word}'",
            f"note {some} '{word}'",
            f"update {some} --due 2009-{chance.randint(1, 9):02} --reason '{word}' --yes",
            f"update {some} --owner 'Head of {chance.choice('ABC')}' --new-owner --yes",
            f"update {some} --tag t{serial % 4} --yes",
            f"update REC-10..13 --board 'Board {chance.randint(1, 2)}' --yes",
            f"defer REC-{chance.randint(5, 8)} --until 2009-{chance.randint(1, 9):02}"
            f" --agreed-by Committee --reason '{word}' --yes",
            f"action add {some} '{word}' --due 2009-02",
            f"evidence add {some} 'PPU/{serial}' --shows '{word}'",
            f"add gp '{word}'",
            f"person add 'Post {serial % 3}'",
            f"update {some} --text 'That the force does {word}' --reason '{word}'",
            f"update {some} --label '{serial}a' --framework {chance.choice(('mp', 'dv'))}",
            f"settings set thresholds.near_days {20 + serial} --yes",
            f"inspection edit hmic-2007-phase-one --revisit 2009-{chance.randint(1, 9):02}",
            f"board add 'Board of {word}' --new-board",
        ]
    )
    copy(line, day=day)


def told(copy: Copy) -> Counter[str]:
    """Every note, step, reason and text of a plan, by its words; of a text those before it too."""
    plan = read_plan(copy.folder)
    assert plan.damaged == ()
    words: Counter[str] = Counter()
    for item in plan.items:
        changes = [change for entry in item.history for change in entry.changes]
        words.update({str(change.new) for change in changes if change.field == "text"})
        for entry in item.history:
            words.update({f"{entry.op} {entry.note} {entry.reason} {entry.event}"})
    return words


def test_a_week_on_two_copies_comes_together_with_nothing_lost(
    imported: Path, tmp_path: Path
) -> None:
    ours, theirs = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    chance = random.Random(SEED)
    for serial in range(30):
        for copy in (ours, theirs):
            a_command(copy, chance, serial)
    for copy in (ours, theirs):
        copy(f"import '{NEXT}' --yes")
        settings = copy.folder / "tracker.toml"
        settings.write_text(f"# {copy.person} was here\n" + settings.read_text())
    before = told(ours) | told(theirs)
    ours.sync(theirs)
    assert ours.files == theirs.files
    after = told(ours)
    assert before - after == Counter()
    text = (ours.folder / "tracker.toml").read_text(encoding="utf-8")
    assert f"# {LIAISON} was here" in text
    assert f"# {DEPUTY} was here" in text
    assert "<<<<" not in "".join(map(str, ours.files.values()))
    files = ours.files
    theirs.sync(ours)
    ours.sync(theirs)
    assert ours.files == theirs.files == files
    found = ours("check --json", code=1 if b"[unsettled" in b"".join(files.values()) else 0)
    assert set(_codes(found.out)) <= {"unsettled"}


def _codes(text: str) -> list[str]:
    return [one["code"] for one in json.loads(text)["findings"] if one["level"] == "error"]


@pytest.mark.parametrize("number", range(RUNS))
def test_copies_that_meet_in_any_order_end_alike(
    number: int, imported: Path, tmp_path: Path
) -> None:
    chance = random.Random(SEED + number)
    copies = copies_of(imported, tmp_path, LIAISON, DEPUTY, THIRD)
    words: Counter[str] = Counter()
    for serial in range(12):
        a_command(chance.choice(copies), chance, serial)
        if chance.random() < 0.3:
            one, other = chance.sample(copies, 2)
            words |= told(one) | told(other)
            one.sync(other)
            assert one.files == other.files
    for copy in copies:
        words |= told(copy)
    for _ in range(2):
        for one, other in pairwise(copies):
            one.sync(other)
    copies[0].sync(copies[2])
    assert copies[0].files == copies[1].files == copies[2].files
    assert words - told(copies[0]) == Counter()


def test_whoever_is_killed_leaves_two_whole_plans_and_the_next_exchange_finishes(
    imported: Path, tmp_path: Path
) -> None:
    """At a random call that changes something on the disk, of either plan."""
    warm()
    made = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    chance = random.Random(SEED)
    for serial in range(6):
        for copy in made:
            a_command(copy, chance, serial)
    states = [read_plan(copy.folder) for copy in made]
    kept = [copy.folder.rename(tmp_path / f"kept-{n}") for n, copy in enumerate(made)]
    _again(kept, made)
    calls = tmp_path / "calls"
    assert _killed(made, 10**9, calls) in {0, 6}
    whole, total = made[0].files, int(calls.read_text())
    merged = read_plan(made[0].folder)
    assert total > 20
    places = sorted(chance.sample(range(1, total), min(KILLS, total - 1)))
    for at in places:
        _again(kept, made)
        assert _killed(made, at, calls) == -9
        for copy, old in zip(made, states, strict=True):
            assert read_plan(copy.folder) in (old, merged), at
        one, other = chance.sample(made, 2)
        one.sync(other)
        assert made[0].files == made[1].files == whole, at
        for copy in made:
            check_settled(copy.folder)


def _again(kept: list[Path], made: list[Copy]) -> None:
    for source, copy in zip(kept, made, strict=True):
        shutil.rmtree(copy.folder, ignore_errors=True)
        shutil.copytree(source, copy.folder)


def _killed(made: list[Copy], at: int, log: Path) -> int:
    """Exchange, and be killed at a call; the exit code."""
    count = [0]

    def install() -> None:
        for name in _CALLS:
            put(os, **{name: partial(_counted, getattr(os, name), count, at)})

    ended = run(
        made[0].folder,
        "sync",
        str(made[1].folder),
        before=install,
        after=lambda: print(count[0], file=log.open("w")),
    )
    return ended.code


def _counted(real: object, count: list[int], at: int, *args: object, **options: object) -> object:
    count[0] += 1
    if count[0] == at:
        os.kill(os.getpid(), 9)
    return real(*args, **options)  # type: ignore[operator]


def test_three_who_exchange_with_one_folder_at_the_same_time_lose_nothing(
    imported: Path, tmp_path: Path
) -> None:
    """Each in a process of their own: one is faster, and the other begins anew."""
    warm()
    hub, *officers = copies_of(imported, tmp_path, "nobody", LIAISON, DEPUTY, THIRD)
    logs = [copy.folder.with_suffix(".codes") for copy in officers]
    children = [
        fork(partial(_exchange_often, copy, hub, log))
        for copy, log in zip(officers, logs, strict=True)
    ]
    for child in children:
        ended = child.wait()
        assert ended.code == 0, ended
    codes = Counter(int(code) for log in logs for code in log.read_text().split())
    assert set(codes) <= {0, 6, 7}, codes
    for _ in range(2):
        for copy in officers:
            copy.sync(hub)
    assert officers[0].files == officers[1].files == officers[2].files == hub.files
    notes = Counter(e.note for i in read_plan(hub.folder).items for e in i.history if e.note)
    expected = {f"{copy.person} {turn}": 1 for copy in officers for turn in range(TURNS)}
    assert notes == Counter(expected)
    hub("check")


def _exchange_often(copy: Copy, hub: Copy, output: Path) -> int:
    codes: list[int] = []
    for turn in range(TURNS):
        copy(f"note REC-{5 + turn % 2} '{copy.person} {turn}'")
        code = main(["--store", str(copy.folder), "sync", str(hub.folder), "--by", copy.person])
        codes.append(code)
    output.write_text(" ".join(map(str, codes)))
    return 0


@pytest.mark.parametrize("where", ["mine", "theirs"])
def test_a_call_of_the_disk_that_fails_leaves_two_whole_plans(
    where: str, imported: Path, tmp_path: Path
) -> None:
    warm()
    made = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    for copy, item in zip(made, ("REC-5", "REC-6"), strict=True):
        copy(f"note {item} 'of {copy.person}'")
    states = [read_plan(copy.folder) for copy in made]
    kept = [copy.folder.rename(tmp_path / f"kept-{n}") for n, copy in enumerate(made)]
    failing = made[("mine", "theirs").index(where)].folder
    log = tmp_path / "calls.json"
    _again(kept, made)
    disk = Disk(failing)
    words = ("sync", str(made[1].folder))
    ended = run(made[0].folder, *words, before=disk.install, after=lambda: disk.report(log))
    assert ended.code == 0, ended
    whole, merged = made[0].files, read_plan(made[0].folder)
    calls = json.loads(log.read_text(encoding="utf-8"))
    every = [
        Fault(n, error, g) for n in range(len(calls)) for error in FAULTS for g in (False, True)
    ]
    for fault in every[:: 7 if FULL else 697]:
        _again(kept, made)
        ended = run(made[0].folder, *words, before=Disk(failing, fault).install)
        told = (fault, calls[fault.index], ended)
        assert ended.code in {0, 5, 6, 7, 8}, told
        assert ended.code == 0 or len(ended.err.splitlines()) == 2, told
        for copy, old in zip(made, states, strict=True):
            assert read_plan(copy.folder) in (old, merged), told
        made[0].sync(made[1])
        assert made[0].files == made[1].files == whole, told
