"""The laws of a merge, on random copies of plans that the store's own writers made.

In the same run the control: the later file wins, and git's `union`, each with what it loses.
"""

from __future__ import annotations

import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.fields import LISTS
from hmic_tracker.domain.items import Entry, Item, Value, twins
from hmic_tracker.domain.replay import outside_changes
from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.operations import record_fault
from hmic_tracker.store.toml import BOM, Unreadable, decode, shape_of
from tests.merging.meeting import met
from tests.merging.stores import PEOPLE, Files, base_plan, worked_on
from tests.torture.figures import figure
from tests.torture.sizes import SEED, SIZES

_COMPUTED: Final = ("entries", "grade = ", "[unsettled", "[ unsettled", '"', "'")
"""How lines begin that a merge may write anew though all three copies have them."""


def triples() -> Iterator[tuple[int, Files, list[Files]]]:
    """Plans, each with three people's copies of it after some work."""
    for n in range(SIZES.triples):
        chance = random.Random(SEED * 1_000_003 + n)
        base = base_plan(chance)
        yield n, base, [worked_on(base, chance, who, chance.randrange(1, 8)) for who in (1, 2, 3)]


def test_a_merge_is_the_same_from_either_side_in_any_order_and_again() -> None:
    tally = Counter[str]()
    for n, base, (mine, theirs, others) in triples():
        both = met(base, mine, theirs)
        assert both == met(base, theirs, mine), n
        assert met(base, mine, base) == met(base, base, mine) == met(base, mine, mine) == mine, n
        assert met(base, both, mine) == met(base, theirs, both) == both, n
        whole = met(base, both, others)
        assert whole == met(base, mine, met(base, theirs, others)), n
        for path in {*mine} & {*theirs}:
            if len({base.get(path), mine[path], theirs[path]}) == 3:
                _check_file(path, base.get(path), mine[path], theirs[path], both[path], tally)
        tally["triples"] += 1
    figure(
        "7 merges",
        f"{tally['triples']} triples of plans alike from either side, in any order and again; "
        f"{tally['files']} files changed on both sides, {tally['fields']} fields unsettled, as "
        f"many as were given apart; {tally['lines']} untouched lines identical",
    )
    assert tally["fields"] > tally["triples"] / 20, tally


def _check_file(
    path: str, base: bytes | None, mine: bytes, theirs: bytes, both: bytes, tally: Counter[str]
) -> None:
    where = (path, decode(both))
    assert record_fault(path, both) is None, where
    tally["files"] += 1
    kept = {*_lines(base or b"")} & {*_lines(mine)} & {*_lines(theirs)}
    assert kept <= {*_lines(both)}, (kept - {*_lines(both)}, *where)
    tally["lines"] += len(kept)
    if path.startswith("items/"):
        items = [item_of(decode(data)) for data in (mine, theirs, both)]
        _check_item(items[0], items[1], items[2], where)
        tally["fields"] += len(items[2].unsettled)


def _check_item(mine: Item, theirs: Item, both: Item, where: tuple[str, str]) -> None:
    """Entries only grow, causes come first, fields are what the history gives."""
    there = [_known(item) for item in (mine, theirs, both)]
    assert {*there[0]} | {*there[1]} == {*there[2]}, where
    assert len(there[2]) == len(both.history), where
    keys = entry_keys(both.history)
    for place, entry in enumerate(both.history):
        named = {key for _, each in entry.after for key in each}
        assert not named & {*keys[place:]}, where
    if not outside_changes(mine) and not outside_changes(theirs):
        assert outside_changes(both) == (), where
    if not twins(both.history):
        fields = {field for field, _ in both.unsettled}
        assert fields == given_apart(both.history), where


def _known(item: Item) -> list[tuple[str, str, str]]:
    pairs = zip(entry_keys(item.history), item.history, strict=True)
    return [(key, entry.event, str(entry.recorded)) for key, entry in pairs]


def given_apart(history: Sequence[Entry]) -> set[str]:
    """The fields with different values of which neither writer knew the other's."""
    before: dict[tuple[str, str], set[str]] = {}
    values: dict[str, dict[str, Value]] = {}
    in_order = [entry.n for entry in history] == list(range(1, len(history) + 1))
    last: dict[str, list[str]] = {}
    for key, entry in zip(entry_keys(history), history, strict=True):
        named = dict(entry.after)
        for change in entry.changes:
            known = named.get(change.field)
            if known is None:
                known = tuple(last.get(change.field, ())) if in_order else ()
            direct = [one for one in known if (change.field, one) in before]
            before[change.field, key] = {*direct}.union(
                *(before[change.field, one] for one in direct)
            )
            values.setdefault(change.field, {})[key] = change.new
            last.setdefault(change.field, []).append(key)
    apart = set()
    for field, given in values.items():
        gone = set[str]().union(*(before[field, key] for key in given))
        if len({given[key] for key in given.keys() - gone}) > 1 and field not in LISTS:
            apart.add(field)
    return apart


def _lines(data: bytes) -> list[str]:
    """The whole lines of a file that a merge has no reason to touch, a value of several as one."""
    text = decode(data).removeprefix(BOM)
    lines, start = [], 0
    for shape in shape_of(text).split("\n")[:-1]:
        line = text[start : start + len(shape)]
        start += len(shape) + 1
        if shape.strip() and not line.strip().startswith(_COMPUTED):
            lines.append(line)
    return lines


def test_clones_that_exchange_in_any_order_end_alike() -> None:
    """By a hub to the byte; from one to the other, each pair with a base of its own, in content.

    There as well all are alike to the byte in the end.
    """
    for n in range(SIZES.exchanges):
        chance = random.Random(SEED * 1_000_033 + n)
        base = base_plan(chance)
        clones = [worked_on(base, chance, who, chance.randrange(1, 6)) for who in range(_some(n))]
        ends = [_by_hub(base, clones, chance), _by_hub(base, clones, chance)]
        ends.append(dict(sorted(_by_pairs(base, clones, chance).items())))
        assert ends[0] == ends[1], n
        assert [*map(_bag, ends[0].values())] == [*map(_bag, ends[2].values())], n
    figure("7 clones", f"{SIZES.exchanges} sets of 3 to 5 clones alike in whatever order they met")


def _bag(data: bytes) -> list[str]:
    """The lines of a file; where keys and tables stand follows from what a pair had exchanged."""
    return sorted(
        line.strip() for line in decode(data).lstrip("\ufeff").split("\n") if line.strip()
    )


def _some(n: int) -> int:
    return 3 + n % (len(PEOPLE) - 2)


def _by_hub(base: Files, clones: Sequence[Files], chance: random.Random) -> Files:
    hub, known, now = base, [base for _ in clones], [*clones]
    order = [*range(len(clones)), *chance.choices(range(len(clones)), k=3)]
    chance.shuffle(order)
    for who in (*order, *range(len(clones))):
        hub = met(known[who], now[who], hub)
        now[who] = known[who] = hub
    assert all(one == hub for one in now)
    return dict(sorted(hub.items()))


def _by_pairs(base: Files, clones: Sequence[Files], chance: random.Random) -> Files:
    now, known = [*clones], dict[frozenset[int], Files]()
    for _ in range(60):
        one, other = chance.sample(range(len(clones)), 2)
        pair = frozenset({one, other})
        now[one] = now[other] = known[pair] = met(known.get(pair, base), now[one], now[other])
    assert all(one == now[0] for one in now)
    return now[0]


@pytest.mark.skipif(not shutil.which("git"), reason="the control is git's own union")
def test_the_usual_ways_lose_what_a_merge_keeps(tmp_path: Path) -> None:
    tally = Counter[str]()
    for _, base, (mine, theirs, _) in triples():
        both = met(base, mine, theirs)
        for path in {*mine} & {*theirs}:
            if not path.startswith("items/") or len({base.get(path), mine[path], theirs[path]}) < 3:
                continue
            tally["files"] += 1
            whole = _held(both[path])
            assert whole is not None
            tally["entries"] += len(whole)
            later = max(mine[path], theirs[path], key=_last_recorded)
            union = _union(tmp_path, base.get(path, b""), mine[path], theirs[path])
            for name, data in (("later", later), ("union", union)):
                held = _held(data)
                tally[f"{name} unreadable"] += held is None
                tally[f"{name} lost"] += len(whole - (held or set()))
                tally[f"{name} short"] += held is not None and held != whole
                tally[f"{name} hides"] += held is not None and _hides(data, both[path])
    figure(
        "7 later wins",
        f"of {tally['files']} items changed on both sides {tally['later short']} lack entries, "
        f"{tally['later lost']} of {tally['entries']}; {tally['later hides']} hide a conflict",
    )
    figure(
        "7 git's union",
        f"{tally['union unreadable']} of {tally['files']} files can't be read, "
        f"{tally['union short']} lack entries; {tally['union hides']} hide a conflict",
    )
    assert tally["later lost"], tally
    assert tally["union unreadable"], tally


def _held(data: bytes) -> set[str] | None:
    """The entries of an item's file; None where it can't be read."""
    try:
        return {*entry_keys(item_of(decode(data)).history)}
    except Unreadable:
        return None


def _last_recorded(data: bytes) -> str:
    return max((str(e.recorded) for e in item_of(decode(data)).history), default="")


def _hides(data: bytes, merged: bytes) -> bool:
    """Whether a field has one value of two that people gave, and nothing says so."""
    fields = {field for field, _ in item_of(decode(merged)).unsettled}
    return bool(fields - {field for field, _ in item_of(decode(data)).unsettled})


def _union(folder: Path, base: bytes, mine: bytes, theirs: bytes) -> bytes:
    paths = [folder / name for name in ("mine", "base", "theirs")]
    for path, data in zip(paths, (mine, base, theirs), strict=True):
        path.write_bytes(data)
    done = subprocess.run(
        ["git", "merge-file", "-p", "--union", *map(str, paths)], capture_output=True, check=False
    )
    return done.stdout
