"""Many at once: every update is in the history or was refused, and nobody reads half of one."""

from __future__ import annotations

import json
import mmap
import struct
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Final

from hmic_tracker.cli import main
from hmic_tracker.store.reading import read_plan
from tests.torture.children import fork, must
from tests.torture.figures import figure
from tests.torture.plans import by_id, check_settled, items, rows
from tests.torture.sizes import SIZES

READERS: Final = 4
_TOGETHER: Final = ("REC-5", "REC-6", "REC-7", "REC-8")
"""Only ever changed together."""


def test_a_crowd_loses_nothing(small: Path) -> None:
    """Writers of one item, of their own item and of four at once, with readers beside them."""
    shared = mmap.mmap(-1, 8 * (1 + READERS))
    readers = [fork(partial(_read, small, shared, n)) for n in range(1, READERS + 1)]
    writers = [fork(partial(_write, small, n)) for n in range(SIZES.writers)]
    codes: Counter[int] = Counter()
    said: set[str] = set()
    for child in writers:
        ended = child.wait()
        assert ended.code == 0, ended
        for line in ended.out.splitlines():
            note, code = json.loads(line)
            codes[code] += 1
            if code == 0:
                said.add(note)
    shared[0] = 1
    for child in readers:
        ended = child.wait()
        assert ended.code == 0, ended
    total = SIZES.writers * SIZES.updates
    assert codes.total() == total
    assert set(codes) <= {0, 6, 7}, codes
    found = Counter(e.note for i in items(small).values() for e in i.history if e.note)
    assert set(found) == said
    expected = {note: len(_TOGETHER) if "together" in note else 1 for note in said}
    assert found == expected
    reads = sum(struct.unpack_from(f"{READERS}q", shared, 8))
    assert reads
    must(small, "note", "REC-1", "the end")
    check_settled(small)
    figure(
        "4 crowd",
        f"{SIZES.writers} processes x {SIZES.updates}: {codes[0]} of {total} in the history, "
        f"{codes[6]} refused with 6, {codes[7]} with 7; {reads} reads beside them, 0 failed",
    )


def _write(folder: Path, n: int) -> int:
    """One writer; each outcome is a line of JSON."""
    for turn in range(SIZES.updates):
        kind = ("same", "own", "same", "together")[n % 4]
        note = f"{kind}, writer {n}, turn {turn}"
        target = {"same": "REC-1", "own": f"REC-{2 + n // 4 % 3}", "together": "REC-5..8"}[kind]
        words = ["update", target, "--owner", note, "--note", note, "--yes"]
        code = main(["--store", str(folder), *words])
        print(json.dumps([note, code]), flush=True)  # noqa: T201
    return 0


def _read(folder: Path, shared: mmap.mmap, n: int) -> int:
    """One reader: the whole plan, and what a person would ask for."""
    reads = 0
    while not shared[0]:
        found = by_id(read_plan(folder))
        assert len(found) == 8
        assert len({(found[i].owner, len(found[i].history)) for i in _TOGETHER}) == 1
        listed = {row["id"]: row["owner"] for row in rows(folder)}
        assert len(listed) == 8
        assert len({listed[i] for i in _TOGETHER}) == 1
        reads += 2
        struct.pack_into("q", shared, 8 * n, reads)
    return 0
