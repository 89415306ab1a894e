"""Everything in a store's folder, looked at once for `check`: what is read, and what isn't.

Nothing is written, created or locked. Unlike `reading`, damage of `tracker.toml` stops nothing, and
copies, links to nowhere and files of no use are named.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from hmic_tracker.domain.check_findings import Facts, Fault, InspectionFile, ItemFile
from hmic_tracker.domain.links import link_of
from hmic_tracker.domain.plan import Damage, Plan, id_key
from hmic_tracker.errors import WriteError
from hmic_tracker.store import journal
from hmic_tracker.store.folder import INSPECTIONS, ITEMS, LARGEST, PAPERS, PRIVATE, SETTINGS
from hmic_tracker.store.inspection_codec import inspection_of
from hmic_tracker.store.item_codec import item_from
from hmic_tracker.store.settings_codec import Settings, plan_of, settings_of
from hmic_tracker.store.toml.text import Unreadable, decode, line_of, parse

_SUFFIX: Final = ".toml"
_TRIES: Final = 100

Overlay = Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Examined:
    """A store as found: the plan that could be read, the facts, and where things stand in files."""

    plan: Plan
    facts: Facts
    folder: Path
    over: Overlay

    def line_of(self, path: str, key: str, table: str = "", nth: int = 1) -> int:
        """The line of a key in a file, 0 where it isn't found."""
        try:
            return line_of(decode(_bytes(self.folder, path, self.over)), key, table, nth)
        except (OSError, Unreadable):
            return 0


@dataclass(slots=True)
class _Found:
    """What is gathered on the way."""

    faults: list[Fault] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)

    def fault(self, path: str, problem: str, line: int = 0, code: str = "unreadable") -> None:
        self.faults.append(Fault(path, line, code, problem))


def examine(folder: Path) -> Examined:
    """The whole of a store; no damage raises."""
    before = journal.commit_marker(folder)
    for _ in range(_TRIES):
        examined = _examine(folder)
        after = journal.commit_marker(folder)
        if after == before:
            break
        before = after  # a command committed while we read: what we have may be half of it
    return examined


def read_within_limits(path: Path) -> bytes:
    """A file's bytes; raises Unreadable for what is no file or too large, before it is read."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("it is not a file")
    with path.open("rb") as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable(f"the file is larger than {LARGEST // (1024 * 1024)} MB")
    return data


def _examine(folder: Path) -> Examined:
    found = _Found()
    op = _pending(folder, found)
    over = {write.path: write.new for write in op.writes} if op else {}
    settings, boards = _settings(folder, over, found)
    items: list[ItemFile] = []
    inspections: list[InspectionFile] = []
    if settings is not None or not any(f.code == "newer-schema" for f in found.faults):
        items, inspections = _items(folder, over, found), _inspections(folder, over, found)
        _each(folder, PAPERS, over, found, lambda _path, _stem, text: _readable_paper(text))
    known = settings or Settings()
    facts = Facts(
        faults=tuple(found.faults),
        items=tuple(items),
        inspections=tuple(inspections),
        boards=boards,
        settings_read=settings is not None,
        interrupted=op.command if op else None,
        stray=tuple(found.stray),
        retired=frozenset(known.retired),
    )
    own = sorted((f.item for f in items if f.item.id == f.stem), key=lambda item: id_key(item.id))
    plan = plan_of(known)._replace(
        inspections=tuple(f.inspection for f in inspections if f.inspection.id == f.stem),
        items=tuple(own),
        damaged=tuple(Damage(f.path, f.line, f.problem) for f in found.faults),
    )
    return Examined(plan, facts, folder, over)


def _pending(folder: Path, found: _Found) -> journal.Op | None:
    try:
        return journal.pending(folder)
    except (WriteError, OSError) as fault:
        found.fault(f"{PRIVATE}/{journal.JOURNAL}", str(fault))
        return None


def _settings(
    folder: Path, over: Overlay, found: _Found
) -> tuple[Settings | None, frozenset[str] | None]:
    """The settings, None where they can't be read, and the boards they name."""
    text = _text(folder, SETTINGS, over, found)
    if text is None:
        return None, None
    try:
        settings = settings_of(text)
        boards = _boards(parse(text))
    except Unreadable as fault:
        found.fault(SETTINGS, fault.problem, fault.line, fault.code)
        return None, None
    return settings, boards


def _boards(values: dict[str, Any]) -> frozenset[str] | None:
    """The boards that `tracker.toml` names: keys and names of `[boards.x]`, or a list of names."""
    named = values.get("boards")
    if isinstance(named, dict):
        tables = (table for table in named.values() if isinstance(table, dict))
        return frozenset((*named, *(str(t["name"]) for t in tables if "name" in t)))
    return frozenset(map(str, named)) if isinstance(named, list) else None


def _items(folder: Path, over: Overlay, found: _Found) -> list[ItemFile]:
    files: list[ItemFile] = []

    def read(path: str, stem: str, text: str) -> None:
        values = parse(text)
        item = item_from(values, text)
        files.append(ItemFile(path, stem, item, tuple(link_of(text).other for text in item.links)))

    _each(folder, ITEMS, over, found, read)
    bare = {file.path for file in files if not file.item.history}
    cut = _had_history(folder, bare) if bare else set()
    return [ItemFile(f.path, f.stem, f.item, f.links, True) if f.path in cut else f for f in files]


def _inspections(folder: Path, over: Overlay, found: _Found) -> list[InspectionFile]:
    files: list[InspectionFile] = []

    def read(path: str, stem: str, text: str) -> None:
        files.append(InspectionFile(path, stem, inspection_of(text)))

    _each(folder, INSPECTIONS, over, found, read)
    return files


def _readable_paper(text: str) -> None:
    """Raises Unreadable for a record of a paper that can't be read."""
    from hmic_tracker.store.papers import paper_of

    paper_of(text)


def _each(
    folder: Path,
    where: str,
    over: Overlay,
    found: _Found,
    read: Callable[[str, str, str], None],
) -> None:
    """Hands every file of a folder's records to `read` as path, stem and text."""
    for name in _names(folder, where, over, found):
        path = f"{where}/{name}"
        if not name.endswith(_SUFFIX):
            found.stray.append(path)
            continue
        text = _text(folder, path, over, found)
        if text is None:
            continue
        try:
            read(path, name.removesuffix(_SUFFIX), text)
        except Unreadable as fault:
            found.fault(path, fault.problem, fault.line, fault.code)


def _names(folder: Path, where: str, over: Overlay, found: _Found) -> list[str]:
    """The names in a folder, with a pending journal's; hidden ones are somebody's own business."""
    try:
        names = set(os.listdir(folder / where))
    except FileNotFoundError:
        names = set()
    except OSError as fault:
        found.fault(where, _why(fault))
        names = set()
    for path, data in over.items():
        if path.startswith(f"{where}/"):
            (names.discard if data is None else names.add)(path.removeprefix(f"{where}/"))
    return sorted(n for n in names if not n.startswith("."))


def _text(folder: Path, path: str, over: Overlay, found: _Found) -> str | None:
    try:
        return decode(_bytes(folder, path, over))
    except FileNotFoundError:
        gone = "a link to a file that isn't there" if (folder / path).is_symlink() else "not there"
        found.fault(path, gone)
    except OSError as fault:
        found.fault(path, _why(fault))
    except Unreadable as fault:
        found.fault(path, fault.problem, fault.line, fault.code)
    return None


def _bytes(folder: Path, path: str, over: Overlay) -> bytes:
    data = over.get(path)
    return read_within_limits(folder / path) if data is None else data


def _had_history(folder: Path, paths: Iterable[str]) -> set[str]:
    """Those of the files that a kept op once wrote with a history."""
    wanted, had = set(paths), set()
    for name in journal.op_names(folder):
        try:
            op = journal.decode((folder / PRIVATE / journal.OPS / name).read_bytes())
        except (OSError, WriteError):
            continue
        had |= {w.path for w in op.writes if w.path in wanted and b"[[history]]" in (w.new or b"")}
    return had


def _why(fault: OSError) -> str:
    return f"can't be read: {(fault.strerror or str(fault)).lower()}"
