"""What of a clone may never be lost: its entries, comments and keys of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.paths import INSPECTIONS, ITEMS, SETTINGS
from hmic_tracker.store.record_files import history_in
from hmic_tracker.store.toml import Unreadable, decode
from tests.sync.conftest import Clone


def entries_of(clone: Clone) -> dict[tuple[str, str], str]:
    """Every entry in a clone's files, by the item's uid or the file's name."""
    made = {}
    for path, data in clone.files.items():
        try:
            if path.startswith(f"{ITEMS}/"):
                item = item_of(decode(data))
                name, history = item.uid, item.history
            elif path == SETTINGS or path.startswith(f"{INSPECTIONS}/"):
                name, history = path, history_in(path, data)
            else:
                continue
        except Unreadable:
            continue
        for key, entry in zip(entry_keys(history), history, strict=True):
            made[name, key] = f"{path}: {entry.event} by {entry.by}"
    return made


def comments_of(clone: Clone) -> set[bytes]:
    """Every comment in a clone's files."""
    lines = (line for data in clone.files.values() for line in data.splitlines())
    return {line.partition(b"#")[2].strip() for line in lines if line.startswith(b"#")}


def random_lines(seed: int) -> Iterator[str]:
    """Command lines as an officer types them, on few items so that they meet."""
    chance, numbers = Random(seed), count(1)
    dates = ("2009-01", "2009-02", "2009-03-13", "none")
    owners = ("'Head of CID'", "Deputy", "none")
    while True:
        ids = f"REC-{chance.randint(1, 4)}"
        nth = next(numbers)
        yield chance.choice(
            (
                f"update {ids} --due {chance.choice(dates)} --reason 'reason {nth}' --yes",
                f"update {ids} --owner {chance.choice(owners)} --yes",
                f"update {ids} --progress {chance.choice(('some', 'majority', 'almost'))} --yes",
                f"update {ids} --tag tag-{chance.randint(1, 4)} --yes",
                f"update {ids} --status in-progress --yes",
                f"note {ids} 'note {nth}'",
                f"action add {ids} 'step {nth}'",
                f"action done {ids} 1",
                f"add rec 'That the force does {nth} of {seed}'",
                f"link {ids} relates REC-1",
                f"split {ids} 'part {nth} of {seed}' --yes",
                f"update {ids}a --status done --yes",
                f"update {ids}b --owner {chance.choice(owners)} --yes",
                f"person edit 'Head of CID' --holder 'Holder {chance.randint(1, 3)}'",
                f"defer {ids} --until {chance.choice(dates[:2])} --agreed-by Committee"
                f" --reason 'reason {nth}' --yes",
                f"defer {ids} --end --reason 'reason {nth}' --yes",
                f"person edit 'Head of CID' --cover {chance.choice(owners)}",
                f"update {ids} --text 'That the force does {nth} of it' --reason 'reason {nth}'",
                f"update {ids} --label {chance.choice(('2a', '7b', 'none'))}",
                f"correct {ids} {chance.randint(1, 4)} --text 'right {nth}' --reason 'as agreed'",
                f"settings set thresholds.near_days {chance.randint(20, 60)} --yes",
                f"framework add 'Framework {chance.randint(1, 3)}'",
                f"board add 'Board {chance.randint(1, 3)}' --new-board",
                "undo --yes",
                "undo --redo --yes",
            )
        )
