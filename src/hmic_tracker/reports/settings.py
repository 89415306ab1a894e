"""The settings of a plan as values: what each is, what it holds, what goes by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hmic_tracker.domain.settings_fields import settings_fields
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.query.setting_keys import SettingKey, default_of, known_keys

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry, FieldChange, Value
    from hmic_tracker.domain.plan import Damage, Plan
    from hmic_tracker.reports.settings_effects import Effect


class SettingRow(NamedTuple):
    """A setting, and its value as it is printed: its own, or what holds without one."""

    key: SettingKey
    value: Value
    is_set: bool


class SettingsReport(NamedTuple):
    """Settings on a day. `is_whole` is whether those are among them that have no value."""

    as_of: date
    rows: tuple[SettingRow, ...]
    is_whole: bool
    damaged: tuple[Damage, ...] = ()


class SettingReport(NamedTuple):
    """One setting on a day: how it came to its value, and what would be otherwise without it.

    `history` are the entries that changed it, each with that change, the latest first.
    """

    as_of: date
    row: SettingRow
    history: tuple[tuple[Entry, FieldChange], ...]
    without: tuple[Effect, ...]
    damaged: tuple[Damage, ...] = ()


def settings_report(plan: Plan, day: date, begins: str, is_whole: bool) -> SettingsReport:
    """The settings whose names begin so; those without a value only where the whole is wanted."""
    rows = setting_rows(plan, known_keys(plan))
    fitting = [row for row in rows if row.key.field.lower().startswith(begins.lower())]
    kept = tuple(row for row in fitting if is_whole or row.value is not None)
    return SettingsReport(day, kept, is_whole, plan.damaged)


def setting_rows(plan: Plan, keys: Iterable[SettingKey]) -> list[SettingRow]:
    """The settings with their values."""
    fields = settings_fields(plan)
    rows = ((key, fields.get(key.field)) for key in keys)
    return [
        SettingRow(key, own if own is not None else default_of(key), own is not None)
        for key, own in rows
    ]


def setting_report(
    plan: Plan, key: SettingKey, day: date, without: Sequence[Effect]
) -> SettingReport:
    """One setting whole."""
    history = [
        (entry, change)
        for entry in reversed(plan.history)
        for change in entry.changes
        if change.field == key.field
    ]
    row = setting_rows(plan, [key])[0]
    return SettingReport(day, row, tuple(history), tuple(without), plan.damaged)
