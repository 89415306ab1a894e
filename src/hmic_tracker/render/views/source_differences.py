"""Where a source counts more completed than the items do, as sentences."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Difference
    from hmic_tracker.reports.summary_values import SourceDifference, Summary


def difference_text(one: SourceDifference) -> str:
    """What a source says that the items don't, and what the counts would be with it."""
    difference, reported = one.difference, one.difference.reported
    names = ", ".join(difference.candidates)
    how_many = "one" if difference.missing == 1 else str(difference.missing)
    verb = "is" if difference.missing == 1 else "are"
    with_it = ", ".join(f"{count.completed}/{count.total}" for count in one.counts)
    if difference.left:
        how = _open_and_left(difference)
    elif difference.certain:
        how = "counted open" if difference.missing > 1 else "it is counted open"
    else:
        how = f"{'All' if len(difference.candidates) > 2 else 'Both'} are counted open"
    if difference.certain:
        text = f"The source ({reported.source}) says {names} {verb} completed; {how}"
    else:
        text = f"The source says {how_many} of {names} {verb} completed, not which. {how}"
    it = ", ".join(difference.counted) if difference.left else "it"
    more = difference.uncounted_completed
    if difference.left and more < len(difference.counted):
        it = f"{'one' if more == 1 else more} of {it}"
    return f"{text}. With {it}: {with_it}."


def _open_and_left(difference: Difference) -> str:
    """Which of the candidates are counted as open, where others are in no count any more."""
    verbs = ("is" if len(ids) == 1 else "are" for ids in (difference.counted, difference.left))
    names = (", ".join(ids) for ids in (difference.counted, difference.left))
    counted, left = (f"{ids} {verb}" for ids, verb in zip(names, verbs, strict=True))
    return f"{counted} counted open, {left} not counted any more"


def difference_notes(summary: Summary) -> list[str]:
    """What sources say that the items don't, each as a sentence or two."""
    return [difference_text(one) for one in summary.differences]
