"""Settings: `settings --json`, and what `framework`, `board` and `person` change of them."""

from __future__ import annotations

from hmic_tracker.domain.settings import section_of
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, object_header
from hmic_tracker.render.to_json.changes import change_object, changed_objects

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hmic_tracker.domain.items import FieldChange, Value
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.render.to_json.changes import ChangedItems
    from hmic_tracker.reports.settings import SettingReport, SettingRow, SettingsReport
    from hmic_tracker.reports.settings_effects import Effect


def settings_object(report: SettingsReport) -> Object:
    """`settings list --json`."""
    return {
        **object_header("settings", report.as_of, report.damaged),
        "count": len(report.rows),
        "settings": [_setting(row) for row in report.rows],
    }


def setting_object(report: SettingReport) -> Object:
    """`settings show --json`."""
    return {
        **object_header("setting", report.as_of, report.damaged),
        "setting": {
            **_setting(report.row),
            "without": [_effect(effect) for effect in report.without],
            "history": [
                {"on": entry.on.isoformat(), "by": entry.by, **change_object(change)}
                for entry, change in report.history
            ],
        },
    }


def settings_change_object(
    today: date,
    written: bool,
    changes: Iterable[FieldChange],
    items: ChangedItems,
    effects: Iterable[Effect],
    damaged: tuple[Damage, ...] = (),
) -> Object:
    """`--json` of every command that changes settings by name."""
    return {
        **object_header("settings-change", today, damaged),
        "written": written,
        "settings": [change_object(change) for change in changes],
        "changed": changed_objects(items),
        "effects": [_effect(effect) for effect in effects],
    }


def _setting(row: SettingRow) -> Object:
    setting = row.key.row
    return {
        "key": row.key.field,
        "section": section_of(setting.section).name,
        "value": _plain(row.value),
        "is_set": row.is_set,
        "type": setting.type,
        "words": list(setting.words),
        "help": setting.help,
        "used": setting.used or None,
    }


def _plain(value: Value) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value


def _effect(effect: Effect) -> Object:
    return {
        "text": effect.text,
        "what": effect.what,
        "noun": effect.noun,
        "count": len(effect.ids),
        "ids": list(effect.ids),
    }
