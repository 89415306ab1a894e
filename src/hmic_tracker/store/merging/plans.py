"""Two copies of a plan made one: each file that differs, and ids that both gave."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial

from hmic_tracker.domain.merging_ids import MovedId, moved_ids
from hmic_tracker.errors import MergeRefusedError
from hmic_tracker.light_typing import Any, Final, NamedTuple
from hmic_tracker.store.merging.deletions import (
    gone_remark,
    has_history,
    is_taken_out,
    item_values,
    put_back_remark,
    retired_ids,
    taken_out,
    uid_in,
)
from hmic_tracker.store.merging.files import (
    MergedFile,
    Question,
    merge_file,
    readable,
)
from hmic_tracker.store.merging.renaming import renamed_files
from hmic_tracker.store.paths import ITEMS, PRIVATE, SETTINGS

_ENDING: Final = ".toml"


class Side(NamedTuple):
    """A copy of a plan: the bytes of its files, and the ids of all its items.

    `files` are by path from the plan's folder: each that differs from the base on either side (on
    both sides and in the base, where it is there), and `tracker.toml`. `ids` are those of files
    that don't differ as well. `gone` are the paths of what a command took out of it, where that
    is known from elsewhere than the files.
    """

    files: Mapping[str, bytes]
    ids: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


class MergedPlan(NamedTuple):
    """What has to be written over mine: the bytes by path, None of a file that goes.

    `moved` are the items with new ids, `questions` what is newly open, `remarks` what else is
    worth to be known.
    """

    files: Mapping[str, bytes | None]
    moved: tuple[MovedId, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[str, ...] = ()


def published_key(item_id: str, uid: str, gone_out: bool = False) -> str:
    """What says of an item that others know it by an id, in other copies or in what went out."""
    return f"{item_id} {uid}{' gone out' if gone_out else ''}"


def merge_plans(
    base: Side, mine: Side, theirs: Side, published: Collection[str] = ()
) -> MergedPlan:
    """What two copies of a plan make together; swapped they make the same.

    `published` are the items that others know: by uid, or by `published_key`, which says by which
    id. Raises MergeRefusedError, with nothing merged.
    """
    _require_format(mine, theirs)
    moved = _moved(mine, theirs, frozenset(published))
    names = [{one.old: one.new for one in moved if one.side == side} for side in _SIDES]
    one, other = (
        renamed_files(side.files, own) for side, own in zip((mine, theirs), names, strict=True)
    )
    was = dict(base.files)
    gone = [cache(partial(_taken_out, side)) for side in (mine, theirs)]
    result: dict[str, bytes | None] = {}
    questions: list[Question] = []
    remarks: list[str] = []
    for path in sorted({*one, *other, *was}):
        if path.partition("/")[0] == PRIVATE:
            continue
        merged = _merged(path, was.get(path), one.get(path), other.get(path), gone, remarks)
        if merged is None:
            result[path] = None
            continue
        questions += merged.questions
        remarks += merged.remarks
        for place, data in {path: merged.data, **merged.beside}.items():
            if result.get(place, data) != data:
                raise MergeRefusedError(
                    f"two files would be called {place}", "rename one of them, and try again"
                )
            result[place] = data
    _require_all_uids(base, mine, theirs, result)
    changed = {
        path: data
        for path, data in (dict.fromkeys(mine.files) | result).items()
        if mine.files.get(path) != data and path.partition("/")[0] != PRIVATE
    }
    return MergedPlan(changed, moved, tuple(questions), tuple(remarks))


_SIDES: Final = ("mine", "theirs")


def _merged(
    path: str,
    base: bytes | None,
    mine: bytes | None,
    theirs: bytes | None,
    gone: Sequence[Callable[[], Mapping[str, str]]],
    remarks: list[str],
) -> MergedFile | None:
    """A file of both, None where it goes; what one side took out and the other changed stays.

    So does what has a history and went from one side without a word of it there.
    """
    if mine is not None and theirs is not None:
        return merge_file(path, base, mine, theirs)
    there = mine if theirs is None else theirs
    if there is None or base is None:
        return None if there is None else MergedFile(there)
    if there != base:
        if path.startswith(f"{ITEMS}/") and uid_in(path, there) != uid_in(path, base):
            return MergedFile(there)  # another item, to which the id was given
        name = path.rpartition("/")[2].removesuffix(_ENDING)
        remarks.append(f"{name} was taken out on one side and changed on the other: it stays")
        return MergedFile(there)
    if is_taken_out(path, base, gone[0 if mine is None else 1]()):
        return None
    if not has_history(path):
        remarks.append(gone_remark(path))
        return None
    remarks.append(put_back_remark(path))
    return MergedFile(there)


def _taken_out(side: Side) -> Mapping[str, str]:
    """What isn't in a side any more by a command, of items with their uids where files say it."""
    return {**dict.fromkeys(side.gone, ""), **taken_out(side.files)}


def _require_format(*sides: Side) -> None:
    """Raises MergeRefusedError for a side of an earlier or a newer format."""
    for side in sides:
        data = side.files.get(SETTINGS)
        if data is not None:
            readable(SETTINGS, data)


def _moved(mine: Side, theirs: Side, published: frozenset[str]) -> tuple[MovedId, ...]:
    uids = [dict(_uids(side.files)) for side in (mine, theirs)]
    taken = {*mine.ids, *theirs.ids, *_retired(mine), *_retired(theirs)}

    def how_known(item_id: str, uid: str) -> int:
        if published_key(item_id, uid, gone_out=True) in published:
            return 2
        return int(uid in published or published_key(item_id, uid) in published)

    wholes = dict(_wholes(mine.files, uids[0])) | dict(_wholes(theirs.files, uids[1]))
    return moved_ids(uids[0], uids[1], taken, how_known, wholes)


def _wholes(
    files: Mapping[str, bytes | None], uids: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The uid of each part in some files, with that of its item; "" where that isn't in them."""
    for stem, values in _items_in(files):
        if (whole := values.get("part_of")) is not None:
            yield uids[stem], uids.get(str(whole), "")


def _uids(files: Mapping[str, bytes | None]) -> Iterator[tuple[str, str]]:
    """The uid of each item in some files, by the id that its file is called after."""
    for stem, values in _items_in(files):
        yield stem, str(values.get("uid", ""))


def _items_in(files: Mapping[str, bytes | None]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The values of each item in some files, by the id that its file is called after."""
    for path, data in files.items():
        if data is None or not path.startswith(f"{ITEMS}/") or not path.endswith(_ENDING):
            continue
        yield path[len(ITEMS) + 1 : -len(_ENDING)], item_values(path, data)


def _retired(side: Side) -> set[str]:
    """The ids that were given once on a side."""
    return {*retired_ids(side.files.get(SETTINGS))}


def _require_all_uids(
    base: Side, mine: Side, theirs: Side, result: Mapping[str, bytes | None]
) -> None:
    """Raises MergeRefusedError where an item is missing that one added or both still have."""
    was, one, other = ({*dict(_uids(side.files)).values()} for side in (base, mine, theirs))
    there = {*dict(_uids(result)).values()}
    lost = (((one | other) - was) | (one & other)) - there
    if lost:
        raise MergeRefusedError(
            f"the item with the uid {min(lost)} would be lost by the merge",
            "nothing was changed; look at both copies with: tracker check",
        )
