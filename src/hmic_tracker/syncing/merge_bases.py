"""What two commits have in common where that is several commits: those brought together first.

Two who have merged each other's work have as many last common commits. Each of them alone lacks
what the other one had, which would look as if one side had added it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from hmic_tracker.errors import MergeRefusedError
from hmic_tracker.git import objects
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.merging import merge_plans
from hmic_tracker.syncing.rounds import sides_of
from hmic_tracker.syncing.transport import Incoming, Snapshot

if TYPE_CHECKING:
    from hmic_tracker.git.repository import Repository

_DEEPEST: Final = 8
"""So often the common commits of common commits are looked for."""


def base_of(
    repository: Repository,
    snapshot: Callable[[str], Snapshot],
    commits: Sequence[str],
    depth: int = 0,
) -> Snapshot:
    """The plan as what several commits make together; that of the first where they don't go so."""
    made = snapshot(commits[0])
    for commit in commits[1:]:
        known = objects.merge_bases(repository, commits[0], commit)
        is_known = known and depth < _DEEPEST
        before = base_of(repository, snapshot, known, depth + 1) if is_known else _NOTHING
        try:
            made = _together(repository, before, made, snapshot(commit))
        except MergeRefusedError:  # what one of them has is base enough: nothing is lost by it
            continue
    return made


_NOTHING: Final = Snapshot({}, lambda _: {})


def _together(repository: Repository, before: Snapshot, one: Snapshot, other: Snapshot) -> Snapshot:
    merged = merge_plans(*sides_of(Incoming(before, other), one)).files
    ids = {path: oid for path, oid in one.ids.items() if merged.get(path, b"") is not None}
    texts = {path: data for path, data in merged.items() if data is not None}
    ids |= {path: objects.blob_id(repository, data) for path, data in texts.items()}

    def read(paths: Collection[str]) -> Mapping[str, bytes]:
        known = {path: texts[path] for path in paths if path in texts}
        rest = [path for path in paths if path in ids and path not in texts]
        return {**one.read(rest), **known}

    return Snapshot(ids, read)
