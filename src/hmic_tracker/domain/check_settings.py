"""The settings: what was changed by hand in them, and what two people gave otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from hmic_tracker.domain.check_findings import Finding, LineOf, shortened
from hmic_tracker.domain.record_history import field_of, is_table_name, path_of, unsettled_in
from hmic_tracker.domain.settings_fields import row_of_field, settings_by_hand
from hmic_tracker.domain.settling import settings_line
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Value
    from hmic_tracker.domain.plan import Plan

_MOST_NAMED: Final = 5
"""So many keys are named one by one."""


def settings_findings(plan: Plan, line_of: LineOf) -> Iterator[Finding]:
    """What is to be entered, and what is to be chosen."""
    yield from _typed(plan, line_of)
    for field, given in unsettled_in(plan.history).items():
        if row_of_field(field) is None:
            continue
        counts, *others = dict.fromkeys(value for _, value in given)
        text = " or ".join(_words(value) for value in others)
        is_name = is_table_name(path_of(field))  # nobody unsets one
        values = [value for value in (counts, *others) if value or not is_name]
        lines = " or: ".join(settings_line(field, value) for value in values)
        message = f"{field} is {_words(counts)}, by another {text}; to choose: {lines}"
        yield Finding("unsettled", message, "tracker.toml", _line(field, line_of))


def _typed(plan: Plan, line_of: LineOf) -> Iterator[Finding]:
    """What was changed by hand in `tracker.toml` since its last entry."""
    changes = settings_by_hand(plan)
    if changes:
        fields = [shortened(change.field) for change in changes]
        more = f" and {len(fields) - _MOST_NAMED} more" if len(fields) > _MOST_NAMED else ""
        message = f"changed since the last entry: {', '.join(fields[:_MOST_NAMED])}{more}"
        line = _line(changes[0].field, line_of)
        yield Finding("settings-by-hand", message, "tracker.toml", line)


def _line(field: str, line_of: LineOf) -> int:
    path = path_of(field)
    return line_of("tracker.toml", path[-1], field_of(path[:-1]) if path[:-1] else "")


def _words(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(shortened, value)) or "none"
    return shortened(value) if value else "none"
