"""`kill -9` at random moments: a command is seen whole or not at all, whenever it dies."""

from __future__ import annotations

import mmap
import os
import random
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from hmic_tracker.domain.items import IMPORTS
from hmic_tracker.domain.plan import Plan
from hmic_tracker.store import journal
from hmic_tracker.store.reading import read_plan
from tests.conftest import EXAMPLE
from tests.torture.children import Child, command, fork, must, put
from tests.torture.figures import figure
from tests.torture.plans import IDS, by_id, check_files, check_settled, make_empty, make_small, rows
from tests.torture.sizes import FULL, SEED, SIZES

SHARE_INSIDE: Final = 0.3
Rows = list[dict[str, Any]]
_BEFORE, _INSIDE, _COMMITTED, _AFTER = range(4)
_WORDS: Final = {"update": "changed (on", "bulk": "changed (on", "import": "written: "}


class Watch:
    """What a command tells the process that is going to kill it, in memory that both have."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, 64)

    @property
    def stage(self) -> int:
        """Whether the command holds the lock, has committed, has completed."""
        return self._shared[0]

    def times(self) -> list[float]:
        """When the lock was taken, when it was committed and when all was done."""
        return list(struct.unpack_from("ddd", self._shared, 8))

    def listen(self) -> None:
        """Makes the commands of this process tell."""
        recover, commit, replace = journal.recover, journal.commit, os.replace

        def tell(stage: int) -> None:
            struct.pack_into("d", self._shared, 8 * stage, time.monotonic())
            self._shared[0] = stage

        def told_recover(folder: Path) -> None:
            tell(_INSIDE)
            recover(folder)

        def told_replace(source: Path, target: Path) -> None:
            replace(source, target)
            if target.name == journal.JOURNAL:
                tell(_COMMITTED)

        def told_commit(folder: Path, op: journal.Op) -> None:
            commit(folder, op)
            tell(_AFTER)

        put(journal, recover=told_recover, commit=told_commit)
        put(os, replace=told_replace)


@dataclass(frozen=True)
class Span:
    """How long a command takes: from its start, from the lock and from the commit to its end."""

    whole: float
    write: float
    tail: float


@dataclass
class Tally:
    """What came of the kills."""

    kills: int = 0
    inside: int = 0
    committed: int = 0
    acknowledged: int = 0
    reads: int = 0
    lost: list[str] = field(default_factory=list)

    def say(self, what: str) -> None:
        """Keeps the figures of a test."""
        share = 100 * self.inside // max(1, self.kills)
        figure(
            f"1 kill -9, {what}",
            f"{self.kills} kills, {share} % inside a write ({self.committed} after the commit); "
            f"{self.reads} reads beside them; 0 corrupt, 0 half-done seen, "
            f"{len(self.lost)} of {self.acknowledged} acknowledged lost",
        )


def killed(
    folder: Path, words: tuple[str, ...], span: Span, chance: random.Random
) -> tuple[int, int, str]:
    """Kills a command at a random moment: its stage then, its exit code, what it said.

    One in three at any moment of the whole, one from the lock on, one from the commit on.
    """
    watch = Watch()
    child = command(folder, *words, before=watch.listen)
    wait_for, longest = chance.choice(
        [(_BEFORE, span.whole), (_INSIDE, span.write), (_COMMITTED, span.tail)]
    )
    deadline = time.monotonic() + 60  # only for a command that never gets there
    while watch.stage < wait_for and time.monotonic() < deadline:
        time.sleep(0.0001)
    time.sleep(chance.uniform(0, longest))
    child.kill()
    ended = child.wait()
    return watch.stage, ended.code, ended.err


def usual(make: Callable[[], Path], words: Callable[[int], tuple[str, ...]]) -> Span:
    """How long a command usually takes, with some slack for a reader beside it."""
    spans = []
    for n in range(5):
        folder, watch, start = make(), Watch(), time.monotonic()
        ended = command(folder, *words(9000 + n), before=watch.listen).wait()
        assert ended.code == 0, ended
        locked, committed, done = watch.times()
        spans.append((done - start, done - locked, done - committed))
    return Span(*(1.4 * sorted(some)[2] for some in zip(*spans, strict=True)))


@contextmanager
def reader(
    folder: Path, whole: Callable[[Plan], object], listed: Callable[[Rows], bool], tally: Tally
) -> Iterator[None]:
    """A process that reads the plan all the time and must never see half of a command.

    It reads the files, and what `list` makes of them with its index.
    """
    shared = mmap.mmap(-1, 16)

    def work() -> int:
        reads = 0
        while not shared[0]:
            whole(read_plan(folder))
            found = rows(folder)
            assert listed(found), found
            reads += 2
            struct.pack_into("q", shared, 8, reads)
            time.sleep(0.001)
        return 0

    child: Child = fork(work)
    try:
        yield
    finally:
        shared[0] = 1
        ended = child.wait()
    assert ended.code == 0, ended.err
    tally.reads += struct.unpack_from("q", shared, 8)[0]


def one_owner(plan: Plan) -> str:
    """The owner that all items have: they are only ever changed together."""
    found = by_id(plan)
    owners = {(i.owner, sum(e.event == "updated" for e in i.history)) for i in found.values()}
    assert len(found) == len(IDS)
    assert len(owners) == 1, owners
    return owners.pop()[0] or ""


def title_and_owner(plan: Plan) -> str:
    """What REC-1's owner and title both say: they are only ever changed together."""
    item = by_id(plan)["REC-1"]
    said = item.title_given or item.owner or ""
    assert item.owner == said.replace("Title", "Owner")
    return item.owner


def all_or_none(plan: Plan) -> str:
    """Whether the report is in the plan, with its items, frameworks and inspection, or not."""
    found = [i for i in by_id(plan).values() if i.history[0].event in IMPORTS]
    state = (len(found), len(plan.inspections), len(plan.frameworks))
    assert state in {(0, 0, 0), (64, 1, 7)}, state
    return "after" if found else "before"


def list_has_one_owner(found: Rows) -> bool:
    """As `one_owner`, of the rows of `list`."""
    return len(found) == len(IDS) and len({row["owner"] for row in found}) == 1


def list_has_title_and_owner(found: Rows) -> bool:
    """As `title_and_owner`, of the rows of `list`."""
    row = next(row for row in found if row["id"] == "REC-1")
    return row["owner"] in {"Owner 0", row["title"].replace("Title", "Owner")}


def list_has_all_or_none(found: Rows) -> bool:
    """As `all_or_none`, of the rows of `list`."""
    return sum(row["kind"] != "good-practice" for row in found) in {0, 64}


def test_an_update_survives_kills(tmp_path: Path) -> None:
    """One file, changed again and again in one store."""
    _kill_in_a_row(
        "update",
        tmp_path / "plan",
        lambda n: ("update", "REC-1", "--owner", f"Owner {n}", "--title", f"Title {n}"),
        title_and_owner,
        list_has_title_and_owner,
        SIZES.kills_update,
    )


def test_a_bulk_update_survives_kills(tmp_path: Path) -> None:
    """Eight files as one step."""
    _kill_in_a_row(
        "bulk",
        tmp_path / "plan",
        lambda n: ("update", "REC-1..8", "--owner", f"Owner {n}", "--yes"),
        one_owner,
        list_has_one_owner,
        SIZES.kills_bulk,
    )


def test_an_import_survives_kills(tmp_path: Path) -> None:
    """64 items, an inspection and the settings as one step, each time into an empty plan."""
    folder, tally, chance = tmp_path / "plan", Tally(), random.Random(SEED)
    words = ("import", str(EXAMPLE), "--yes")
    span = usual(lambda: make_empty(folder), lambda _: words)
    for _ in range(SIZES.kills_import):
        make_empty(folder)
        with reader(folder, all_or_none, list_has_all_or_none, tally):
            stage, code, said = killed(folder, words, span, chance)
            seen = _count(tally, "import", stage, code, said, folder, all_or_none)
            if code == 0 and seen != "after":
                tally.lost.append(said)
            must(folder, "add", "gp", "A peer force does this.")
        assert all_or_none(read_plan(folder)) == seen
        check_settled(folder)
    _judge(tally, "import")


def test_a_naive_writer_does_not_survive(tmp_path: Path) -> None:
    """The control: files written in place, killed in the same way, are found half."""
    folder, chance, broken, kills = tmp_path / "plan", random.Random(SEED), 0, SIZES.kills_naive
    for n in (0, 0):  # the second time, when all is loaded: a kill after the end shows nothing
        make_small(folder)
        start = time.monotonic()
        _write_in_place(folder, n, mmap.mmap(-1, 1))
        usually = time.monotonic() - start
    for n in range(1, kills + 1):
        make_small(folder)
        watch = mmap.mmap(-1, 1)
        child = fork(partial(_write_in_place, folder, n, watch))
        while not watch[0]:
            time.sleep(0.0001)
        time.sleep(chance.uniform(0, usually))
        child.kill()
        child.wait()
        try:
            check_files(folder)
            one_owner(read_plan(folder))
        except Exception:
            broken += 1
    figure("1 kill -9, naive control", f"{broken} of {kills} stores corrupt or half-done")
    assert broken > 0


def _kill_in_a_row(
    what: str,
    folder: Path,
    words: Callable[[int], tuple[str, ...]],
    view: Callable[[Plan], str],
    listed: Callable[[Rows], bool],
    kills: int,
) -> None:
    """Kills a command again and again; two of three times the next one is let through."""
    tally, chance = Tally(), random.Random(SEED)
    span = usual(lambda: make_small(folder), words)
    for start in range(1, kills + 1, 40):
        make_small(folder)
        seen = view(read_plan(folder))
        with reader(folder, view, listed, tally):
            for n in range(start, min(start + 40, kills + 1)):
                stage, code, said = killed(folder, words(n), span, chance)
                now = _count(tally, what, stage, code, said, folder, view)
                assert now in {seen, f"Owner {n}"}, (seen, now)
                if (code == 0 or _WORDS[what] in said) and now != f"Owner {n}":
                    tally.lost.append(said)
                seen = now
                if chance.random() < 0.66:
                    must(folder, "note", "REC-2", f"after {n}")
                    assert view(read_plan(folder)) == seen
                    check_settled(folder)
        must(folder, "note", "REC-2", "the end")
        check_settled(folder)
    _judge(tally, what)


def _count(
    tally: Tally,
    what: str,
    stage: int,
    code: int,
    said: str,
    folder: Path,
    view: Callable[[Plan], str],
) -> str:
    """Adds a kill to the tally; what a reader sees right after it."""
    assert code in {0, -9}, (code, said)
    tally.kills += 1
    tally.inside += stage in {_INSIDE, _COMMITTED}
    tally.committed += stage == _COMMITTED
    tally.acknowledged += code == 0 or _WORDS[what] in said
    check_files(folder)
    return view(read_plan(folder))


def _judge(tally: Tally, what: str) -> None:
    tally.say(what)
    assert tally.lost == []
    assert tally.inside >= (SHARE_INSIDE * tally.kills if FULL else 1), tally


def _write_in_place(folder: Path, n: int, watch: mmap.mmap) -> int:
    watch[0] = 1
    for name in IDS:
        path = folder / "items" / f"{name}.toml"
        text = path.read_text(encoding="utf-8").replace('"Owner 0"', f'"Owner {n}"')
        with path.open("w", encoding="utf-8") as stream:
            for line in text.splitlines(keepends=True):
                stream.write(line)
                stream.flush()
            os.fsync(stream.fileno())
    return 0
