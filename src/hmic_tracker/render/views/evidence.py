"""Files given as evidence that are missing, or are not what they were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from hmic_tracker.domain.dates import say_due
from hmic_tracker.render import nodes

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.parts import Evidence

_STYLES: dict[str, nodes.Style] = {"missing": "red", "changed": "amber", "unreadable": "red"}


class CheckedEvidence(Protocol):
    """A piece of evidence of an item, and what became of its file."""

    @property
    def item(self) -> Item:
        """The item."""

    @property
    def evidence(self) -> Evidence:
        """The piece of evidence."""

    @property
    def state(self) -> Any:
        """Unchanged, changed, missing, unreadable, or reference where it is no file."""


def evidence_page(wrong: Sequence[CheckedEvidence]) -> nodes.Page:
    """A row for each file that is missing or changed, with what it shows below it."""
    columns = nodes.columns("Item", ">No.", "Now", "Given", "File")
    rows = tuple(
        nodes.make_row(
            nodes.Cell(one.item.id, "bold"),
            str(one.evidence.n),
            nodes.Cell(str(one.state), _STYLES.get(one.state, "")),
            say_due(one.evidence.on) if one.evidence.on else "none",
            one.evidence.ref or "",
            detail=f"shows {one.evidence.shows}" if one.evidence.shows else "",
        )
        for one in wrong
    )
    return (nodes.Table(columns, rows),)
