"""What was typed by hand into the files of two copies, entered before they are brought together."""

from __future__ import annotations

from hmic_tracker.domain.merging import TYPED_THERE
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.merging import changed_by_both
from hmic_tracker.store.merging.hand_edits import (
    typed_in,
    typed_in_both,
    with_hand_edits_entered,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hmic_tracker.syncing.transport import Keeper


def mine_entered(
    keeper: Keeper, base: Mapping[str, bytes], mine: Mapping[str, bytes]
) -> dict[str, bytes]:
    """My files as they are once what was typed into them is entered: what a rehearsal takes."""
    made = dict(mine)
    for path, data in mine.items():
        if data != base.get(path):
            typed = typed_in(path, data)
            if typed and typed.changes and typed.history:
                made[path] = with_hand_edits_entered(path, data, keeper.today, keeper.stamp())
    return made


def theirs_entered(
    keeper: Keeper,
    base: Mapping[str, bytes],
    mine: Mapping[str, bytes],
    theirs: Mapping[str, bytes],
) -> dict[str, bytes]:
    """Their files with what was typed there since both were alike, and entered by nobody.

    What is so in mine as well needs no entry. Raises MergeRefusedError for what was typed into
    mine too, otherwise.
    """
    made = dict(theirs)
    for path, data in theirs.items():
        typed = typed_in(path, data) if data not in (base.get(path), mine.get(path)) else None
        if not typed or not typed.changes or not typed.history:
            continue
        before, own = typed_in(path, base.get(path)), typed_in(path, mine.get(path))
        known = [*(before.changes if before else ())]
        if own:
            known += [one for one in typed.changes if own.value(one.field) == one.new]
            new = [one for one in typed.changes if one not in known]
            if (field := typed_in_both(own, typed, new)) is not None:
                raise changed_by_both(path, field)
        stamp = keeper.stamp()
        made[path] = with_hand_edits_entered(path, data, keeper.today, stamp, known, TYPED_THERE)
    return made
