"""Whether each file is what its name says: copies, wrong names, ids and uids held twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from hmic_tracker.domain.check_findings import (
    Finding,
    FolderFacts,
    ItemFile,
    LineOf,
    UnreadableFile,
    some,
)
from hmic_tracker.domain.items import IMPORTS
from hmic_tracker.domain.plan import id_key, next_number, next_part_id, part_ids_among, whole_id
from hmic_tracker.domain.splitting import is_part_id_of
from hmic_tracker.domain.words import PREFIXES, folded
from hmic_tracker.light_typing import Final

_MOST_NUMBERS: Final = 1_000_000  # a file called REC-999999999.toml is no reason to count so far
_GIVEN: Final = frozenset({"added", *IMPORTS})
"""How an item begins whose id was given by the tool."""
_OWN_NAME: Final = re.compile(r"[A-Za-z]{1,16}-\d+[a-z]?", re.ASCII)
_STARTS_WITH_ID: Final = re.compile(
    r"([A-Za-z]{1,16}-\d+[a-z]?)[^0-9A-Za-z].*", re.ASCII | re.DOTALL
)


def named_by_id(facts: FolderFacts) -> list[ItemFile]:
    """The files whose name is their item's id: what the plan is made of."""
    return [file for file in facts.items if file.item.id == file.stem]


def is_copy(stem: str, record_id: str) -> bool:
    """Whether a name is another name with a sync tool's or a person's addition.

    "REC-5-PC123", "REC-5 (conflicted copy)", "REC-5~" and "Copy of REC-5" are copies of REC-5;
    "REC-51" and "rec-5" are not.
    """
    name, own = folded(stem), folded(record_id)
    if name == own or _OWN_NAME.fullmatch(stem):
        return False
    return re.search(rf"(?<![0-9a-z]){re.escape(own)}(?![0-9a-z])", name) is not None


def name_findings(facts: FolderFacts, line_of: LineOf) -> Iterator[Finding]:
    """Files that can't be read, and files that are not what their name says."""
    stems = {file.stem for file in named_by_id(facts)}
    for fault in facts.faults:
        yield _fault(fault, stems)
    files = [(file.path, file.stem, file.item.id) for file in facts.items]
    yield from _wrong_names(files, line_of)
    yield from _wrong_names(
        [(file.path, file.stem, file.inspection.id) for file in facts.inspections], line_of
    )
    for path, own in facts.copies:
        yield Finding("sync-copy", f"a copy of {own}", path)
    yield from _shared_uids(named_by_id(facts), line_of)
    yield from missing_items(facts)


def _fault(fault: UnreadableFile, stems: Collection[str]) -> Finding:
    """The finding for a file that can't be read; a broken copy is a copy first of all."""
    folder, _, name = fault.path.partition("/")
    stem = name.removesuffix(".toml")
    ids = (stem,) if folder == "items" else ()
    match = _STARTS_WITH_ID.fullmatch(stem)
    if match and ids and match[1] in stems:
        message = f"it looks like a copy of {match[1]}, and can't be read: {fault.problem}"
        return Finding("sync-copy", message, fault.path, fault.line, (match[1],))
    return Finding(fault.code, fault.problem, fault.path, fault.line, ids)


def _wrong_names(files: Iterable[tuple[str, str, str]], line_of: LineOf) -> Iterator[Finding]:
    """Files (path, stem, id) whose name is not their id."""
    known = list(files)
    stems = {stem for _, stem, own in known if stem == own}
    by_folded = {folded(stem): stem for stem in sorted(stems, reverse=True)}
    for path, stem, own in known:
        proper = f"{path.partition('/')[0]}/{own}.toml"
        other = by_folded.get(folded(own), own)
        if stem == own and other == own:
            continue
        if stem == own:
            code, message = "duplicate-id", f"{own} and {other} are one id to people who type it"
        elif is_copy(stem, own):
            gone = "" if own in stems else f", and {proper} is not there"
            code, message = "sync-copy", f"a copy of {own}{gone}"
        elif own in stems:
            code, message = "duplicate-id", f"{own} is in {proper} as well"
        else:
            code, message = "wrong-name", f"its id is {own}, so it should be called {own}.toml"
        ids = tuple(dict.fromkeys((other, own))) if stem == own else (own,)
        yield Finding(code, message, path, line_of(path, "id"), ids)


def missing_items(facts: FolderFacts) -> Iterator[Finding]:
    """Numbers that no file has, below the highest one that was given: one comes after another.

    An id that somebody chose, in a file written by hand, says nothing of those before it.
    """
    there = {name for file in facts.items for name in (file.stem, file.item.id)} | facts.retired
    there |= unreadable_ids(facts)
    files = named_by_id(facts)
    items = (file.item for file in files)
    given = {item.id for item in items if item.history and item.history[0].event in _GIVEN}
    for prefix in PREFIXES.values():
        keys = [id_key(one) for one in there if one.rpartition("-")[0] == prefix]
        numbers = {key[2] for key in keys if not key[3]}  # a part is not its item
        highest = next_number(prefix, given) - 1
        if highest > _MOST_NUMBERS:
            continue
        gone = [f"{prefix}-{n}" for n in range(1, highest + 1) if n not in numbers]
        if gone:
            verb = "is" if len(gone) == 1 else "are"
            message = f"{some(gone)} {verb} not there, and {prefix}-{highest} is"
            yield Finding("missing-item", message, "", 0, tuple(gone))
    for gone, last in _missing_parts(there, files):
        verb = "is" if len(gone) == 1 else "are"
        message = f"{some(gone)} {verb} not there, and {last} is"
        yield Finding("missing-item", message, "", 0, tuple(gone))
    counting = [f for f in facts.inspections if any(c.total for c in f.inspection.reported)]
    if counting and not there:
        names = ", ".join(file.inspection.id for file in counting)
        yield Finding("missing-item", f"no item is there, and {names} had some", counting[0].path)


def _missing_parts(
    there: Collection[str], files: Iterable[ItemFile]
) -> Iterator[tuple[list[str], str]]:
    """The ids of parts that no file has, before the last one of an item, and that one."""
    ids = [file.item.id for file in files if is_part_id_of(file.item)]
    for whole in dict.fromkeys(map(whole_id, ids)):
        last = part_ids_among(str(whole), ids)[-1]
        before = [next_part_id(str(whole), ())]
        while before[-1] != last and len(before) < _MOST_NUMBERS:
            before.append(next_part_id(str(whole), before[-1:]))
        if gone := [one for one in before if one not in there]:
            yield gone, last


def unreadable_ids(facts: FolderFacts) -> set[str]:
    """Items that are there and can't be read."""
    paths = (fault.path for fault in facts.faults if fault.path.startswith("items/"))
    return {path.removeprefix("items/").removesuffix(".toml") for path in paths}


def _shared_uids(files: list[ItemFile], line_of: LineOf) -> Iterator[Finding]:
    """Items that share a uid with an earlier one."""
    first: dict[str, str] = {}
    for file in files:
        uid = folded(file.item.uid)
        if uid in first:
            message = f"{file.item.id} has the uid of {first[uid]}, {file.item.uid[:40]}"
            ids = (first[uid], file.item.id)
            yield Finding("duplicate-uid", message, file.path, line_of(file.path, "uid"), ids)
        else:
            first[uid] = file.item.id
