"""Two copies of a plan, or of a file of one, made one. Pure: texts in, texts out.

Start at `plans`, which gives ids and goes through the files; `files` knows how each kind of file is
merged, `texts` how two texts of TOML are, and `gate` whether anything of them was lost.
"""

from __future__ import annotations

from hmic_tracker.domain.merging_ids import MovedId
from hmic_tracker.store.merging.deletions import (
    gone_remark,
    has_history,
    is_taken_out,
    put_back_remark,
    taken_out,
    uid_in,
)
from hmic_tracker.store.merging.files import (
    MergedFile,
    Question,
    changed_by_both,
    merge_file,
)
from hmic_tracker.store.merging.plans import MergedPlan, Side, merge_plans, published_key

__all__ = (
    "MergedFile",
    "MergedPlan",
    "MovedId",
    "Question",
    "Side",
    "changed_by_both",
    "gone_remark",
    "has_history",
    "is_taken_out",
    "merge_file",
    "merge_plans",
    "published_key",
    "put_back_remark",
    "taken_out",
    "uid_in",
)
