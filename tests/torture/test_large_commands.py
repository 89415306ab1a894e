"""A command whose journal is larger than any record may be: whole or not at all, and undone."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.store import journal
from hmic_tracker.store.paths import LARGEST
from tests.torture.children import command, must, run
from tests.torture.figures import figure
from tests.torture.sizes import FULL, SEED
from tests.torture.test_kills import Watch

ITEMS: Final = 20_000 if FULL else 28
LETTERS: Final = 200 if FULL else 100_000
KILLS: Final = 300 if FULL else 2
_ITEM: Final = """\
id = "REC-{n}"
uid = "u{n:07}"
kind = "recommendation"
text = "{text}"
status = "not-started"
entries = 1

[[history]]
on = 2008-09-11
recorded = 2008-09-11T10:00:00Z
by = "A"
op = "aaaaaaaa"
event = "added"
status = "not-started"
text = "{text}"
n = 1
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan so large that a change of all of it fills more than a record's limit."""
    folder = tmp_path_factory.mktemp("large") / "plan"
    must(folder, "init", str(folder))
    for n in range(1, ITEMS + 1):
        text = "The force should do more. " * (LETTERS // 26)
        (folder / "items" / f"REC-{n}.toml").write_text(_ITEM.format(n=n, text=text.strip()))
    return folder


def _tagged(folder: Path, tag: str) -> int:
    """How many items have a tag, however the plan is read."""
    counts = set()
    for way in ((), ("--no-index",)):
        ended = run(folder, "list", "--all", "--where", f"tag = {tag}", "--count", *way)
        # Where nothing has it, the name is one that the plan doesn't know.
        assert ended.code in {0, 3}, ended
        counts.add(0 if ended.code else int(ended.out))
    assert len(counts) == 1, counts
    return counts.pop()


def test_what_changed_more_than_a_record_may_hold_can_be_undone(large: Path) -> None:
    must(large, "update", "--where", "all", "--tag", "first", "--yes")
    newest = large / ".tracker" / "ops" / journal.op_names(large)[-1]
    assert newest.stat().st_size > LARGEST
    assert _tagged(large, "first") == ITEMS
    must(large, "undo", "--yes")
    assert _tagged(large, "first") == 0


def test_a_killed_one_is_seen_whole_or_not_at_all(large: Path) -> None:
    chance, whole, inside, started = random.Random(SEED), 0, 0, time.monotonic()
    words = ("update", "--where", "all", "--yes", "--tag")
    must(large, *words, "warm")
    span = time.monotonic() - started
    for nth in range(KILLS):
        watch, tag = Watch(), f"kill{nth}"
        child = command(large, *words, tag, before=watch.listen)
        if nth % 2:  # after the commit, while the files are replaced
            until = time.monotonic() + 600
            while watch.stage < 2 and time.monotonic() < until:
                time.sleep(0.0001)
            time.sleep(chance.uniform(0, span / 10))
        else:
            time.sleep(chance.uniform(0, span))
        child.kill()
        child.wait()
        inside += watch.stage in {1, 2}
        seen = _tagged(large, tag)
        assert seen in {0, ITEMS}, (nth, watch.stage, seen)
        must(large, "note", "REC-1", "what comes next")
        assert journal.pending(large) is None
        assert _tagged(large, tag) == seen
        if seen:
            must(large, "undo", "--yes")
            must(large, "undo", "--yes")
            assert _tagged(large, tag) == 0
        whole += bool(seen)
    figure(
        "10 large command",
        f"{KILLS} kills of a change of {ITEMS} items, {inside} inside a write, {whole} of them "
        "seen whole, the others not at all; each completed by the next command and undone",
    )
