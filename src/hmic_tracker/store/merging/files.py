"""One file of a plan in two copies: merged, kept side by side, or refused."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from hmic_tracker.domain.items import UNDONE
from hmic_tracker.domain.merging import ChangedByBothError, OneAnswer, OpenField
from hmic_tracker.domain.rules import is_taken_back
from hmic_tracker.domain.words import STATUS_PHRASES
from hmic_tracker.errors import MergeRefusedError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple
from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.kept_documents import sha256_in
from hmic_tracker.store.merging.gate import losses, new_errors
from hmic_tracker.store.merging.item_files import merged_item
from hmic_tracker.store.merging.lost_entries import base_without_lost, lost_entries, lost_remark
from hmic_tracker.store.merging.record_texts import (
    merged_inspection,
    merged_sending,
    merged_settings,
)
from hmic_tracker.store.operations import record_fault
from hmic_tracker.store.paths import (
    DOCUMENTS,
    INSPECTIONS,
    ITEMS,
    PAPERS,
    SCHEMA,
    SENT,
    SETTINGS,
)
from hmic_tracker.store.places import MARKS
from hmic_tracker.store.recorded_papers import paper_of, second_paper_text
from hmic_tracker.store.toml import Unreadable, decode, parse

if TYPE_CHECKING:
    from hmic_tracker.store.merging.texts import MergedText

_MERGED: Final[dict[str, Callable[[str | None, str, str], MergedText]]] = {
    SETTINGS: merged_settings,
    ITEMS: merged_item,
    INSPECTIONS: merged_inspection,
    SENT: merged_sending,
}
"""How the files of a folder are merged; all others are kept side by side."""
_HASH_LETTERS: Final = 8


class Question(NamedTuple):
    """A field that two people gave different values, newly open by a merge.

    `record` is the id of an item or of an inspection, "settings" those of the plan.
    """

    record: str
    field: str
    answers: tuple[OneAnswer, ...]
    kind: Literal["item", "inspection", "settings"] = "item"


class MergedFile(NamedTuple):
    """What two copies of a file make: its bytes, and those of files that are kept beside it."""

    data: bytes
    beside: Mapping[str, bytes] = MappingProxyType({})
    questions: tuple[Question, ...] = ()
    remarks: tuple[str, ...] = ()


def merge_file(path: str, base: bytes | None, mine: bytes, theirs: bytes) -> MergedFile:
    """One file of two copies of it; it doesn't matter which of them is `mine`.

    Raises MergeRefusedError where one can't be read, is of an earlier format, or is of another
    item, and where anything of them would be lost.
    """
    if theirs == mine:
        return MergedFile(mine)
    kind = path.partition("/")[0] if "/" in path else path
    lost = max(lost_entries(base, one) for one in (mine, theirs)) if kind in _MERGED else 0
    if base in (mine, theirs) and not lost:
        return MergedFile(theirs if base == mine else mine)
    if kind == PAPERS:
        return _papers(path, mine, theirs)
    if kind not in _MERGED:
        return _side_by_side(path, mine, theirs)
    texts = [readable(path, data) for data in (mine, theirs)]
    _require_one_record(path, texts)
    known = _readable_or_none(path, base)
    if lost and known is not None:
        known = base_without_lost(known, *texts)
    try:
        merged = _MERGED[kind](known, *texts)
    except ChangedByBothError as fault:
        what = ".".join(map(str, fault.what)) if isinstance(fault.what, tuple) else str(fault.what)
        raise changed_by_both(path, what) from None
    except Unreadable as fault:
        raise _lost(path, fault.problem) from None
    _pass_gate(path, known, texts, merged)
    questions = tuple(_question(path, one) for one in merged.questions)
    remarks = _taken_back_remarks(path, texts, merged.text)
    if lost:
        remarks += (lost_remark(path, lost),)
    return MergedFile(merged.text.encode(), questions=questions, remarks=remarks)


def changed_by_both(path: str, what: str) -> MergeRefusedError:
    """The error for what was typed into both copies of a file, each otherwise."""
    return MergeRefusedError(
        f"{path}: {what} was changed by hand in both copies, each otherwise",
        "enter the change into the history of each copy, there: tracker check --record",
    )


def _taken_back_remarks(path: str, texts: list[str], merged: str) -> tuple[str, ...]:
    """What is said of an item that one side took back, and on which the other one worked."""
    if not path.startswith(f"{ITEMS}/") or f'"{UNDONE}"' not in merged:
        return ()
    before, item = map(item_of, texts), item_of(merged)
    if not any(map(is_taken_back, before)) or is_taken_back(item):
        return ()
    if "status" in dict(item.unsettled):
        return ()  # that is a question
    state = STATUS_PHRASES[item.status]
    return (
        f"{item.id} was taken back on one side and worked on on the other: it stays, {state}   "
        f"(to go on with it: tracker reopen {item.id} --reason TEXT)",
    )


def _question(path: str, one: OpenField) -> Question:
    if path == SETTINGS:
        return Question("settings", one.field, one.answers, "settings")
    kind: Literal["item", "inspection"] = "item" if path.startswith(ITEMS) else "inspection"
    return Question(path.rpartition("/")[2].removesuffix(".toml"), one.field, one.answers, kind)


def readable(path: str, data: bytes) -> str:
    """The text of a file that can be merged; raises MergeRefusedError with what is wrong."""
    try:
        text = decode(data)
        parse(text)
    except Unreadable as fault:
        raise unreadable(path, fault) from None
    if problem := record_fault(path, data):
        raise _unreadable(path, problem)
    if path == SETTINGS and (schema := parse(text)["schema"]) < SCHEMA:
        raise MergeRefusedError(
            f"one of the two copies is of format {schema}, and can't be merged with the other",
            f"make it one of format {SCHEMA}, there: tracker check --upgrade",
        )
    return text


def unreadable(path: str, fault: Unreadable) -> MergeRefusedError:
    """The error for a file of one of the two copies."""
    return _unreadable(f"{path}, line {fault.line}," if fault.line else path, fault.problem)


def _unreadable(where: str, problem: str) -> MergeRefusedError:
    return MergeRefusedError(
        f"{where} can't be read in one of the two copies: {problem}",
        "nothing was merged: mend it there first, or restore it from a backup or from git",
    )


def _readable_or_none(path: str, data: bytes | None) -> str | None:
    """The text that two copies came from; None where it is of no use."""
    if data is None or record_fault(path, data):
        return None
    return decode(data)


def _require_one_record(path: str, texts: list[str]) -> None:
    """Raises MergeRefusedError where an id was given to two items."""
    if not path.startswith(f"{ITEMS}/"):
        return
    uids = [parse(text)["uid"] for text in texts]
    if uids[0] != uids[1]:
        stem = path.rpartition("/")[2].removesuffix(".toml")
        raise MergeRefusedError(
            f"{stem} is two items, one in each copy of {path}",
            "bring the plans together whole, which gives one of them another id: tracker sync",
        )


def _pass_gate(path: str, base: str | None, texts: list[str], merged: MergedText) -> None:
    """Raises MergeRefusedError where the merged text lacks something, or isn't what it shall be."""
    if fault := record_fault(path, merged.text.encode()):
        raise _lost(path, fault)
    if lost := next(losses(base, texts[0], texts[1], merged.text, merged.rules), None):
        raise _lost(path, f"{lost} would be lost")
    if path.startswith(f"{ITEMS}/") and (errors := new_errors(path, merged.text, *texts)):
        raise _lost(path, errors[0])


def _lost(path: str, why: str) -> MergeRefusedError:
    return MergeRefusedError(
        f"{path} can't be merged: {why}",
        "nothing was changed; make the two copies alike there by hand, and try again",
    )


def _papers(path: str, mine: bytes, theirs: bytes) -> MergedFile:
    """Papers are never merged: of two with one number the later is marked as the second."""
    records = []
    for data in (mine, theirs):
        paper = paper_of(readable(path, data))
        records.append((paper.recorded, paper.op, data, paper))
    (_, _, first, paper), (_, _, data, second) = sorted(records, key=lambda one: one[:3])
    text = second_paper_text(decode(data))
    name = f"{PAPERS}/{second._replace(second=True).id}.toml"
    if second.op == paper.op:  # one paper, whose record somebody changed by hand
        return _side_by_side(path, mine, theirs)
    remark = f"two papers have the number {paper.number}: {paper.id}, and {name} as the second"
    return MergedFile(first, {name: text.encode()}, remarks=(remark,))


def _side_by_side(path: str, mine: bytes, theirs: bytes) -> MergedFile:
    """Both files, one under a name with its hash: of a document that of what it is the text of."""
    first, second = sorted((mine, theirs))
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.partition(".")
    digest = hashlib.sha256(second).hexdigest()
    if folder == DOCUMENTS and name.endswith(MARKS):
        of_first, of_second = sha256_in(first), sha256_in(second)
        digest = of_second if of_first != of_second else digest
    beside = f"{stem}-{digest[:_HASH_LETTERS]}{dot}{ending}"
    place = f"{folder}/{beside}" if folder else beside
    remark = f"{path} is another file in each copy: both are kept, one as {place}"
    return MergedFile(first, {place: second}, remarks=(remark,))
