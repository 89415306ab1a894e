"""The pages of `settings list` and `settings show`."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.record_history import field_of
from hmic_tracker.domain.settings import value_text
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hmic_tracker.domain.items import Value
    from hmic_tracker.reports.settings import SettingReport, SettingRow, SettingsReport

_LONGEST: Final = 60
"""Letters of a kept paragraph in a list of settings."""


def settings_page(report: SettingsReport) -> nodes.Page:
    """The settings, those of one table under its name."""
    tables: dict[str, list[tuple[str, str]]] = {}
    for row in report.rows:
        path = row.key.path
        place = "" if len(path) == 1 else field_of(path[:-1])
        tables.setdefault(place, []).append((f"{'  ' * bool(place)}{path[-1]}", _listed(row)))
    none = nodes.Paragraph("None of them has a value: tracker settings list --all")
    more = nodes.Paragraph("Those without a value too: tracker settings list --all")
    parts = [
        nodes.part(place, nodes.Pairs(tuple(pairs))) if place else (nodes.Pairs(tuple(pairs)),)
        for place, pairs in tables.items()
    ]
    listed = nodes.page_of(*parts)
    return nodes.page_of(
        listed[1:] if listed[:1] == (nodes.Gap(),) else listed,
        None if tables else none,
        None if report.is_whole or not tables else nodes.spaced(more),
        damage_notice(report.damaged),
    )


def setting_page(report: SettingReport) -> nodes.Page:
    """One setting: what it is and holds, what goes by it, how it came to its value."""
    return nodes.page_of(
        nodes.Heading(report.row.key.field),
        nodes.spaced(nodes.Pairs(tuple(_pairs(report)))),
        nodes.part("Without it", *map(nodes.Paragraph, _without(report)))
        if report.without
        else None,
        nodes.part("History", nodes.Pairs(tuple(_history(report)))) if report.history else None,
        damage_notice(report.damaged),
    )


def value_as_text(value: Value) -> str:
    """A value as people read it."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return "none" if value is None else value or "empty"


def _held(row: SettingRow) -> str:
    """What it holds, and whether that goes without saying."""
    is_usual = not row.is_set and row.value is not None
    return value_as_text(row.value) + (" (unless set)" if is_usual else "")


def _listed(row: SettingRow) -> str:
    """What it holds on one line: of paragraphs how they begin."""
    text = " ".join(_held(row).split())
    is_long = row.key.row.type == "paragraphs" and len(text) > _LONGEST
    return f"{text[:_LONGEST].rpartition(' ')[0]} …" if is_long else _held(row)


def _pairs(report: SettingReport) -> Iterator[tuple[str, str]]:
    row = report.row
    yield "Value", _held(row)
    yield "What it is", row.key.row.help
    yield "Takes", value_text(row.key.row)
    if row.key.row.used:
        yield "Used by", row.key.row.used


def _without(report: SettingReport) -> list[str]:
    return [effect.text for effect in report.without]


def _history(report: SettingReport) -> Iterator[tuple[str, str]]:
    for entry, change in report.history:
        old, new = value_as_text(change.old), value_as_text(change.new)
        yield say_day(entry.on), f"{old} → {new}, {entry.event} by {entry.by}"
