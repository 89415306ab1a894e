"""Everything in a store's folder, read once for `check`: what can be read, and what can't.

Nothing is written, created or locked. Unlike `reading`, damage of `tracker.toml` stops nothing, and
copies, links to nowhere and files of no use are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from hmic_tracker.domain.check_findings import (
    FolderFacts,
    InspectionFile,
    ItemFile,
    OddKeyAt,
    UnreadableFile,
)
from hmic_tracker.domain.check_names import is_copy
from hmic_tracker.domain.file_keys import FileKind, odd_keys
from hmic_tracker.domain.links import link_of
from hmic_tracker.domain.part_keys import part_numbers
from hmic_tracker.domain.plan import Damage, Plan, id_key
from hmic_tracker.errors import WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.store import journal
from hmic_tracker.store.files import IrregularFileError, cannot_be_read, read_regular, reason
from hmic_tracker.store.inspection_codec import inspection_of
from hmic_tracker.store.item_codec import item_from, typed_unsettled
from hmic_tracker.store.kept_documents import document_fault
from hmic_tracker.store.kept_reads import read_once
from hmic_tracker.store.operations import read_op
from hmic_tracker.store.paths import (
    DOCUMENTS,
    GIVEN,
    INSPECTIONS,
    ITEMS,
    LARGEST,
    PAPERS,
    PRIVATE,
    SENT,
    SETTINGS,
    settings_copies,
)
from hmic_tracker.store.places import MARKS, is_plan_path, private_file
from hmic_tracker.store.reading import Overlay, SyncCopyError, names_in, read_between_commits
from hmic_tracker.store.settings_codec import settings_of
from hmic_tracker.store.toml import Unreadable, decode, line_of, lines_of_keys, parse

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIX: Final = ".toml"


@dataclass(frozen=True, slots=True)
class CheckedFolder:
    """A store as it is: the plan as far as it can be read, the facts, and the lines of keys."""

    plan: Plan
    facts: FolderFacts
    folder: Path
    over: Overlay

    def line_of(self, path: str, key: str, table: str = "", nth: int = 1) -> int:
        """The line of a key in a file, 0 where it isn't found."""
        try:
            return line_of(decode(_bytes(self.folder, path, self.over)), key, table, nth)
        except (OSError, Unreadable):
            return 0


@dataclass(slots=True)
class _Problems:
    """The faults, stray files and odd keys so far."""

    faults: list[UnreadableFile] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    keys: list[OddKeyAt] = field(default_factory=list)
    second_papers: list[tuple[str, str]] = field(default_factory=list)

    def odd(self, path: str, kind: FileKind, values: dict[str, Any], text: str) -> None:
        """Takes down the keys of a file that nothing reads, each with its line."""
        lines: dict[tuple[str, ...], list[int]] = {}
        odd_ones = odd_keys(kind, values)
        for number, at in lines_of_keys(text) if odd_ones else ():
            lines.setdefault(at, []).append(number)
            for end in range(1, len(at)):
                lines.setdefault(at[:end], [number])
        for odd in odd_ones:
            at_lines = lines.get(odd.path, [0])
            self.keys += (OddKeyAt(path, n, odd.misplaced, odd.message) for n in at_lines)

    def fault(self, path: str, problem: str, line: int = 0, code: str = "unreadable") -> None:
        self.faults.append(UnreadableFile(path, line, code, problem))


def read_for_check(folder: Path) -> CheckedFolder:
    """Read the whole of a store; no damage raises."""
    return read_between_commits(folder, lambda: _read(folder))[0]


def read_within_limits(path: Path) -> bytes:
    """A file's bytes; raises Unreadable for what is no file or too large."""
    try:
        data = read_once(path, read_regular) or b""
    except IrregularFileError as fault:
        raise Unreadable(reason(fault)) from None
    if len(data) > LARGEST:
        raise Unreadable(f"the file is larger than {LARGEST // (1024 * 1024)} MB")
    return data


def _read(folder: Path) -> CheckedFolder:
    problems = _Problems()
    op = _pending(folder, problems)
    over = {write.path: write.new for write in op.writes} if op else {}
    settings, has_boards = _settings(folder, over, problems)
    items: list[ItemFile] = []
    inspections: list[InspectionFile] = []
    copies = [(path, SETTINGS) for path in settings_copies(folder)]
    if settings is not None or not any(f.code == "newer-schema" for f in problems.faults):
        items, inspections = _items(folder, over, problems), _inspections(folder, over, problems)
        copies += _paper_copies(folder, over, problems) + _sent_copies(folder, over, problems)
        copies += _given_copies(folder, over, problems)
        _documents(folder, over, problems)
    known = settings or Plan()
    facts = FolderFacts(
        faults=tuple(problems.faults),
        items=tuple(items),
        inspections=tuple(inspections),
        boards=_boards(settings) if settings and has_boards else None,
        settings_read=settings is not None,
        interrupted=op.command if op else None,
        stray=tuple(problems.stray),
        copies=tuple(copies),
        odd_keys=tuple(problems.keys),
        second_papers=tuple(problems.second_papers),
        retired=frozenset(known.retired),
    )
    own = sorted((f.item for f in items if f.item.id == f.stem), key=lambda item: id_key(item.id))
    plan = known._replace(
        inspections=tuple(f.inspection for f in inspections if f.inspection.id == f.stem),
        items=tuple(own),
        damaged=tuple(Damage(f.path, f.line, f.problem) for f in problems.faults),
    )
    return CheckedFolder(plan, facts, folder, over)


def _pending(folder: Path, problems: _Problems) -> journal.Op | None:
    try:
        return journal.pending(folder)
    except (WriteError, OSError) as fault:
        problems.fault(f"{PRIVATE}/{journal.JOURNAL}", str(fault))
        return None


def _settings(folder: Path, over: Overlay, problems: _Problems) -> tuple[Plan | None, bool]:
    """The settings, None where they can't be read, and whether they have a list of boards."""
    text = _text(folder, SETTINGS, over, problems)
    if text is None:
        return None, False
    try:
        settings, values = settings_of(text), parse(text)
        problems.odd(SETTINGS, "settings", values, text)
    except Unreadable as fault:
        problems.fault(SETTINGS, fault.problem, fault.line, fault.code)
        return None, False
    return settings, "boards" in values


def _boards(settings: Plan) -> frozenset[str]:
    """The slugs and names of the boards that `tracker.toml` names."""
    return frozenset(text for board in settings.boards for text in (board.slug, board.name))


def _items(folder: Path, over: Overlay, problems: _Problems) -> list[ItemFile]:
    files: list[ItemFile] = []

    def read(path: str, stem: str, text: str) -> None:
        values = parse(text)
        item = item_from(values, text)
        problems.odd(path, "item", values, text)
        links = tuple(link_of(text).other for text in item.links)
        names = {(kind, n): name for (kind, name), n in part_numbers(values).items()}
        typed = typed_unsettled(values, item)
        files.append(ItemFile(path, stem, item, links, False, names, typed))

    _each(folder, ITEMS, over, problems, read)
    bare = {file.path for file in files if not file.item.history}
    cut = _had_history(folder, bare) if bare else set()
    return [file._replace(cut=True) if file.path in cut else file for file in files]


def _inspections(folder: Path, over: Overlay, problems: _Problems) -> list[InspectionFile]:
    files: list[InspectionFile] = []

    def read(path: str, stem: str, text: str) -> None:
        files.append(InspectionFile(path, stem, inspection_of(text)))
        problems.odd(path, "inspection", parse(text), text)

    _each(folder, INSPECTIONS, over, problems, read)
    return files


def _paper_copies(folder: Path, over: Overlay, problems: _Problems) -> list[tuple[str, str]]:
    """The paths of copies of papers with what each is a copy of; every paper is read."""
    from hmic_tracker.store.recorded_papers import paper_of

    copies: list[tuple[str, str]] = []

    def read(path: str, stem: str, text: str) -> None:
        paper = paper_of(text)
        paper_id = paper.id
        if paper.second:
            problems.second_papers.append((path, paper._replace(second=False).id))
        if stem != paper_id and is_copy(stem, paper_id):
            copies.append((path, paper_id))

    _each(folder, PAPERS, over, problems, read)
    return copies


def _sent_copies(folder: Path, over: Overlay, problems: _Problems) -> list[tuple[str, str]]:
    """The same of what was sent to the leads."""
    from hmic_tracker.store.sending_codec import sending_of
    from hmic_tracker.store.sendings import sending_in

    copies: list[tuple[str, str]] = []

    def read(path: str, stem: str, text: str) -> None:
        try:
            sending_in(text.encode(), stem)
        except SyncCopyError:
            copies.append((path, sending_of(text).id))

    _each(folder, SENT, over, problems, read)
    return copies


def _given_copies(folder: Path, over: Overlay, problems: _Problems) -> list[tuple[str, str]]:
    """The same of the bundles that were written."""
    from hmic_tracker.store.bundle_log import given_bundle_in, given_bundle_of

    copies: list[tuple[str, str]] = []

    def read(path: str, stem: str, text: str) -> None:
        try:
            given_bundle_in(text.encode(), stem)
        except SyncCopyError:
            copies.append((path, given_bundle_of(text).id))

    _each(folder, GIVEN, over, problems, read)
    return copies


def _documents(folder: Path, over: Overlay, problems: _Problems) -> None:
    """Looks at the marked texts of documents, and at the files kept beside them."""
    names = _names(folder, DOCUMENTS, over, problems)
    for name in names:
        path = f"{DOCUMENTS}/{name}"
        beside = name.rpartition(".")[0] + MARKS
        if not is_plan_path(path) or not (name.endswith(MARKS) or beside in names):
            problems.stray.append(path)
            continue
        text = _text(folder, path, over, problems) if name.endswith(MARKS) else None
        if text is not None and (fault := document_fault(path, text.encode())):
            problems.fault(path, fault)


def _each(
    folder: Path,
    where: str,
    over: Overlay,
    problems: _Problems,
    read: Callable[[str, str, str], None],
) -> None:
    """Hands every file of a folder's records to `read` as path, stem and text."""
    for name in _names(folder, where, over, problems):
        path = f"{where}/{name}"
        if not name.endswith(_SUFFIX):
            problems.stray.append(path)
            continue
        text = _text(folder, path, over, problems)
        if text is None:
            continue
        try:
            read(path, name.removesuffix(_SUFFIX), text)
        except Unreadable as fault:
            problems.fault(path, fault.problem, fault.line, fault.code)


def _names(folder: Path, where: str, over: Overlay, problems: _Problems) -> list[str]:
    """The names in a folder, with a pending journal's; hidden ones are somebody's own business."""
    names = names_in(
        folder, where, over, lambda fault: problems.fault(where, cannot_be_read(fault))
    )
    return sorted(n for n in names if not n.startswith("."))


def _text(folder: Path, path: str, over: Overlay, problems: _Problems) -> str | None:
    try:
        return decode(_bytes(folder, path, over))
    except FileNotFoundError:
        gone = "a link to a file that isn't there" if (folder / path).is_symlink() else "not there"
        problems.fault(path, gone)
    except OSError as fault:
        problems.fault(path, cannot_be_read(fault))
    except Unreadable as fault:
        problems.fault(path, fault.problem, fault.line, fault.code)
    return None


def _bytes(folder: Path, path: str, over: Overlay) -> bytes:
    data = over.get(path)
    return read_within_limits(folder / path) if data is None else data


def _had_history(folder: Path, paths: Iterable[str]) -> set[str]:
    """Those of the files that a kept op once wrote with a history."""
    wanted, had = set(paths), set()
    for name in journal.op_names(folder):
        try:
            op = read_op(private_file(folder, journal.OPS, name))
        except (OSError, WriteError):
            continue
        had |= {w.path for w in op.writes if w.path in wanted and b"[[history]]" in (w.new or b"")}
    return had
