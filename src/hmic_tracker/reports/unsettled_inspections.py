"""What two people gave otherwise of an inspection, and which of it counts until one is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from hmic_tracker.domain.ancestry import is_one_line
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection


class UnsettledField(NamedTuple):
    """A field of an inspection with several values in words; the first by order counts.

    `name` is what people call it, `framework` the slug of that it is about, "" for none.
    """

    inspection: str
    field: str
    name: str
    counts: str
    others: tuple[str, ...]
    framework: str = ""


def unsettled_of(inspection: Inspection, names: Mapping[str, str]) -> tuple[UnsettledField, ...]:
    """What is not settled of an inspection; `names` are of the plan's frameworks."""
    if is_one_line(inspection.history):
        return ()  # nearly always, and nothing else is loaded
    from hmic_tracker.domain.inspection_history import unsettled_fields
    from hmic_tracker.domain.inspection_words import field_words, value_words
    from hmic_tracker.domain.record_history import path_of

    made = []
    for field, given in unsettled_fields(inspection).items():
        counts, *others = dict.fromkeys(value_words(field, value) for _, value in given)
        name, framework = field_words(field, names), (*path_of(field), "")[1]
        made.append(UnsettledField(inspection.id, field, name, counts, tuple(others), framework))
    return tuple(made)
