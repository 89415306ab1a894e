"""Marks of positions and counts: how the items of a framework stand together."""

from __future__ import annotations

from hmic_tracker.documents.parsed_report import CountStatement, ProgressStatement
from hmic_tracker.documents.sources.line_beginnings import without_marker
from hmic_tracker.documents.wording.bullets import counts_in_prose, read_bullet
from hmic_tracker.documents.wording.patterns import NAMED
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.documents.interpreting.state import State
    from hmic_tracker.documents.marks import Mark


def read_position(state: State, mark: Mark) -> None:
    """Read how a framework's items stand, or how many there are."""
    text = without_marker(mark.text)
    named = bool(NAMED.match(text))
    bullet = read_bullet(text, lambda name: state.names.find(name) is not None and not named)
    if bullet is None:
        state.warn(mark, "names no framework")
        return
    slug = state.names.mention(bullet.name) if bullet.name else state.framework
    if slug is None:
        state.warn(mark, "names no framework")
        return
    origin = state.origin(mark)
    if bullet.only_counts:
        for group in bullet.groups:
            if group.kind and group.total is not None:
                state.report.counts.append(CountStatement(slug, group.kind, group.total, origin))
        return
    state.report.progress.extend(
        ProgressStatement(slug, group, bullet.due, origin) for group in bullet.groups
    )


def read_count(state: State, mark: Mark) -> None:
    """Read how many items a sentence counts."""
    if state.framework is None:
        return
    for kind, total in counts_in_prose(mark.text):
        state.report.counts.append(CountStatement(state.framework, kind, total, state.origin(mark)))
