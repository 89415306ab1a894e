"""The parts of items: whether each has its item, and whether what they say goes together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from hmic_tracker.domain.check_findings import Finding, ItemFile, LineOf, shortened, some
from hmic_tracker.domain.families import PLACES, open_parts
from hmic_tracker.domain.items import Entry, Item, effective_entries, value_of
from hmic_tracker.domain.plan import whole_id
from hmic_tracker.domain.rules import is_completed, is_listed, is_open
from hmic_tracker.domain.words import COMPLETED, OPEN, STATUS_PHRASES


def part_findings(
    files: Collection[ItemFile], ids: Collection[str], line_of: LineOf
) -> Iterator[Finding]:
    """What is wrong with parts, and with items that don't go together with theirs.

    `ids` are those of files that can't be read as well.
    """
    parts = [file for file in files if file.item.part_of is not None]
    if not parts:
        return
    items = {file.item.id: file.item for file in files}
    for file in parts:
        if problem := _wrong_part(file.item, items, ids):
            yield _finding(file, line_of, "wrong-part", problem, "part_of")
        elif whole := items.get(file.item.part_of or ""):
            yield from _astray(file, whole, line_of)
    split = {file.item.part_of for file in parts}
    for file in files:
        if file.item.id in split and file.item.part_of is None:
            yield from _apart(file, items, line_of)


def _wrong_part(part: Item, items: Mapping[str, Item], ids: Collection[str]) -> str | None:
    """Why a part is of no item, or is not called after it; None where all is well."""
    of = part.part_of or ""
    if of not in ids:
        return f" is a part of {shortened(of)}, which is not in the plan"
    whole = items.get(of)
    if whole is not None and whole.part_of is not None:
        return f" is a part of {of}, which is a part itself"
    if whole_id(part.id) != of:
        return f" is a part of {of}, and is not called after it"
    if whole is not None and whole.kind != part.kind:
        return f" is a part of {of}, and its kind is another"
    return None


def _astray(file: ItemFile, whole: Item, line_of: LineOf) -> Iterator[Finding]:
    """A part that stands elsewhere than its item: papers and boards would have half of it."""
    for field in PLACES:
        own, theirs = value_of(file.item, field), value_of(whole, field)
        if own != theirs:
            problem = f": its {field} is {own or 'none'}, and that of {whole.id} {theirs or 'none'}"
            yield _finding(file, line_of, "part-astray", problem, field)


def _apart(file: ItemFile, items: Mapping[str, Item], line_of: LineOf) -> Iterator[Finding]:
    """An item that is over with open parts, or open with none."""
    item = file.item
    if left := open_parts(item.id, items.values()):
        if is_completed(item) or not is_listed(item):
            how = STATUS_PHRASES[item.status] if is_completed(item) else "in no count"
            verb = "is" if len(left) == 1 else "are"
            problem = f" is {how}, and {some(left)} {verb} open"
            yield _finding(file, line_of, "parts-open", problem, "status")
        return
    done = [one for one in items.values() if one.part_of == item.id and is_completed(one)]
    if done and is_open(item) and is_listed(item) and not _reopened_since(item, done):
        yield _finding(file, line_of, "parts-done", " is open, and all of its parts are completed")


def _reopened_since(item: Item, parts: Collection[Item]) -> bool:
    """Whether somebody opened an item again after its parts were completed."""
    last = max(entry.recorded for part in parts for entry in _with_status(part))
    return any(
        change.old in COMPLETED and change.new in OPEN
        for entry in _with_status(item)
        if entry.recorded >= last
        for change in entry.changes
    )


def _with_status(item: Item) -> list[Entry]:
    """The entries that changed an item's status."""
    entries = effective_entries(item.history)
    return [entry for entry in entries if any(c.field == "status" for c in entry.changes)]


def _finding(
    file: ItemFile, line_of: LineOf, code: str, problem: str, key: str = "status"
) -> Finding:
    line = line_of(file.path, key)
    return Finding(code, f"{file.item.id}{problem}", file.path, line, (file.item.id,))
