"""Plans in memory brought together, as a sync does it."""

from __future__ import annotations

from collections.abc import Collection

from hmic_tracker.store.merging import MergedPlan, Side, merge_plans
from tests.merging.stores import Files


def sides(base: Files, mine: Files, theirs: Files) -> tuple[Side, Side, Side]:
    """What a merge is given: the files that differ, and all ids."""
    plans = (base, mine, theirs)
    paths = {path for one in plans for path in one}
    differ = {p for p in paths if len({one.get(p) for one in plans}) > 1} | {"tracker.toml"}
    return tuple(  # type: ignore[return-value]
        Side({p: one[p] for p in differ if p in one}, ids_of(one)) for one in plans
    )


def ids_of(files: Files) -> frozenset[str]:
    """The ids of all items of a plan."""
    return frozenset(p[6:-5] for p in files if p.startswith("items/"))


def merge(base: Files, mine: Files, theirs: Files, published: Collection[str] = ()) -> MergedPlan:
    """The merge of two plans, given only what differs."""
    return merge_plans(*sides(base, mine, theirs), published)


def met(base: Files, mine: Files, theirs: Files, published: Collection[str] = ()) -> Files:
    """Mine, with theirs in it."""
    merged = merge(base, mine, theirs, published)
    files = {**mine, **{p: d for p, d in merged.files.items() if d is not None}}
    return {path: data for path, data in files.items() if merged.files.get(path, b"") is not None}
