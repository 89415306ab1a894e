"""Copies that sync tools made of a plan's files, brought together with the files they are of.

What both came from is looked for among the kept ops, newest first: the last text of which all
entries are in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath

from hmic_tracker.domain.check_names import is_copy
from hmic_tracker.domain.part_moves import moved_parts
from hmic_tracker.errors import InputError, WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store import journal
from hmic_tracker.store.bundle_log import given_bundle_of, read_bundle_log
from hmic_tracker.store.files import cannot_be_read
from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.merging import MergedFile, Question, merge_file
from hmic_tracker.store.merging.hand_edits import with_hand_edits_entered
from hmic_tracker.store.operations import Write, read_op
from hmic_tracker.store.paths import (
    GIVEN,
    INSPECTIONS,
    ITEMS,
    PAPERS,
    SENT,
    SETTINGS,
    settings_copies,
)
from hmic_tracker.store.places import is_copy_path, private_file
from hmic_tracker.store.reading import Overlay, read_file
from hmic_tracker.store.recorded_papers import paper_of, read_papers
from hmic_tracker.store.sending_codec import sending_of
from hmic_tracker.store.sendings import read_sendings
from hmic_tracker.store.toml import Unreadable, decode, parse

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.domain.changes import Stamp

_HINT: Final = "name copies of the plan's files: tracker check lists them"
_RECORDS: Final = frozenset({ITEMS, INSPECTIONS})


class CopyMerge(NamedTuple):
    """A copy and the file it is of, by path, and what comes to that file.

    `entries` are how many of the copy's history it had not.
    """

    copy: str
    original: str
    entries: int
    questions: tuple[Question, ...] = ()
    remarks: tuple[str, ...] = ()


class CopiesPlan(NamedTuple):
    """What merging some copies would do, and the writes that do it."""

    merges: tuple[CopyMerge, ...]
    writes: tuple[Write, ...]


def copies_there(folder: Path, of_records: Iterable[str]) -> list[str]:
    """The paths of all copies, given those of items and inspections, which a reader names."""
    records = (read_papers(folder)[2], read_sendings(folder)[2], read_bundle_log(folder)[2])
    others = (*chain.from_iterable(records), *settings_copies(folder))
    return sorted({*of_records, *others})


def path_in(folder: Path, typed: Path) -> str:
    """The path of a file from the plan's folder; raises InputError where it isn't in that."""
    for place in (typed, folder / typed):
        try:
            path = place.resolve().relative_to(folder.resolve()).as_posix()
        except (ValueError, OSError, RuntimeError):
            continue
        if (folder / path).is_file():
            return path
    if typed.exists():
        raise InputError(f"{typed} is in no folder of this plan", _HINT)
    raise InputError(f"there is no file {typed}", _HINT)


def plan_merges(folder: Path, paths: Sequence[str], day: date, stamp: Stamp) -> CopiesPlan:
    """What merging copies would do now; raises InputError for what is none, MergeRefusedError."""
    over = journal.overlay(folder)
    now: dict[str, bytes | None] = {}
    was: dict[str, bytes | None] = {}
    merges: list[CopyMerge] = []

    def known(path: str) -> bytes | None:
        if path not in now:
            now[path] = was[path] = _read(folder, path, over)
        return now[path]

    for path in dict.fromkeys(paths):
        copy = known(path)
        if copy is None:
            raise InputError(f"there is no file {path}", _HINT)
        original = _original_of(path, copy)
        mine = known(original)
        merged = _merged(folder, original, mine, copy, day, stamp)
        entries = len(_entries(merged.data) - _entries(mine or b""))
        remarks = (*merged.remarks, *_moved_in(original, mine, merged.data))
        merges.append(CopyMerge(path, original, entries, merged.questions, remarks))
        for place, data in {original: merged.data, **merged.beside}.items():
            if place != original and known(place) not in (None, data):
                raise InputError(f"{place} is there already", "rename it, and try again")
            known(place)
            now[place] = data
        now[path] = None
    writes = (Write(path, was[path], data) for path, data in now.items() if was[path] != data)
    return CopiesPlan(tuple(merges), tuple(writes))


def _merged(
    folder: Path, original: str, mine: bytes | None, copy: bytes, day: date, stamp: Stamp
) -> MergedFile:
    if mine is None:
        return MergedFile(copy, remarks=(f"{original} is gone: its copy takes its place",))
    mine, copy = (with_hand_edits_entered(original, one, day, stamp) for one in (mine, copy))
    return merge_file(original, _base_of(folder, original, mine, copy), mine, copy)


def _moved_in(path: str, mine: bytes | None, merged: bytes) -> list[str]:
    """The steps and evidence of an item's file that have other numbers than they had here."""
    if mine is None or path.partition("/")[0] != ITEMS:
        return []
    try:
        before, after = item_of(decode(mine)), item_of(decode(merged))
    except Unreadable:
        return []
    return list(map(str, moved_parts(before, after)))


def _original_of(path: str, data: bytes) -> str:
    """The path of the file that a copy is of; raises InputError where it is no copy."""
    folder, _, name = path.rpartition("/")
    stem = PurePosixPath(name).stem
    try:
        own = SETTINGS.removesuffix(".toml") if not folder else _id_in(folder, data)
    except Unreadable as fault:
        raise InputError(
            f"{path}{f', line {fault.line}' if fault.line else ''}: {fault.problem}",
            "mend the copy, or take what is right of it over by hand",
        ) from fault
    if not (own and is_copy_path(path) and is_copy(stem, own)):
        raise InputError(f"{path} is no copy of a file of this plan", _HINT)
    return f"{folder}/{own}.toml" if folder else SETTINGS


def _id_in(folder: str, data: bytes) -> str:
    text = decode(data)
    if folder == PAPERS:
        return paper_of(text).id
    if folder == SENT:
        return sending_of(text).id
    if folder == GIVEN:
        return given_bundle_of(text).id
    return str(parse(text).get("id", "")) if folder in _RECORDS else ""


def _base_of(folder: Path, path: str, mine: bytes, copy: bytes) -> bytes | None:
    """The last text of a file that both came from, as far as the kept ops know it."""
    one, other = _entries(mine), _entries(copy)
    for data in _former(folder, path):
        if _entries(data) <= one & other:
            return data
    return None


def _former(folder: Path, path: str) -> Iterator[bytes]:
    """The texts that a file had, the newest first."""
    for name in reversed(journal.kept_names(folder)):
        try:
            op = read_op(private_file(folder, journal.OPS, name))
        except (OSError, WriteError):
            continue
        for write in op.writes:
            if write.path == path:
                yield from filter(None, (write.new, write.old))


def _entries(data: bytes) -> frozenset[str]:
    """The entries of a file's history, each by its command and number."""
    try:
        rows = parse(decode(data)).get("history", []) if data else []
    except Unreadable:
        rows = []
    return frozenset(f"{row.get('op')}/{row.get('n')}" for row in rows if isinstance(row, dict))


def _read(folder: Path, path: str, over: Overlay) -> bytes | None:
    try:
        return read_file(folder, path, over)
    except OSError as fault:
        raise InputError(f"{path}: {cannot_be_read(fault)}", _HINT) from fault
