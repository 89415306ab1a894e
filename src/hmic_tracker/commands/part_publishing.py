"""`--publish` and `--internal` of a step or a piece of evidence that is there already."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hmic_tracker.commands.options import EntryOptions, Option
from hmic_tracker.domain.part_changes import fields_to_publish, piece_of, step_of
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Literal
from hmic_tracker.reports.redaction import published_part_keys

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item

PartKind = Literal["action", "evidence"]
INTERNAL = Option("--internal", "", "It stays inside from now on.")


def publishing(
    entry: EntryOptions, kind: PartKind, number: int, internal: bool
) -> Callable[[Item], Iterable[str]] | None:
    """The fields to enter again so that a part is published, or inside; None where neither is said.

    Raises UsageError where both are.
    """
    if internal and entry.publish:
        raise UsageError("--publish and --internal are two things", "leave one of them out")
    if not (internal or entry.publish):
        return None

    def restated(item: Item) -> Iterable[str]:
        (step_of if kind == "action" else piece_of)(item, number)
        if ((kind, number) in published_part_keys(item.history)) == entry.publish:
            return ()
        return fields_to_publish(item, kind, number, entry.publish)

    return restated
