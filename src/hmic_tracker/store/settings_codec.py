"""`tracker.toml`: the organisation, its frameworks, own scales and settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.grades import SCALES, Scale
from hmic_tracker.domain.plan import Thresholds
from hmic_tracker.store.fields import Fields
from hmic_tracker.store.folder import SCHEMA
from hmic_tracker.store.toml_text import Path, Unreadable, edited, line_of, new_text, parse


@dataclass(frozen=True, slots=True)
class Settings:
    """What `tracker.toml` says."""

    organisation: str | None = None
    frameworks: tuple[Framework, ...] = ()
    scales: tuple[Scale, ...] = SCALES
    thresholds: Thresholds = Thresholds()  # noqa: RUF009  # frozen


class NewerSchema(Unreadable):
    """The store was written by a newer `tracker`."""


def settings_of(text: str) -> Settings:
    """The settings in a file's text; raises Unreadable, NewerSchema where the schema is newer."""
    fields = Fields(parse(text), text)
    schema = fields.need("schema", int)
    if schema > SCHEMA:
        raise NewerSchema(
            f"schema {schema} is newer than this tracker knows ({SCHEMA})", line_of(text, "schema")
        )
    named = fields.get("frameworks", dict) or {}
    scales = fields.get("scales", dict) or {}
    limits = Fields(fields.get("thresholds", dict) or {}, text, "thresholds: ")
    default = Thresholds()
    near, moves = limits.get("near_days", int), limits.get("many_moves", int)
    return Settings(
        organisation=fields.get("organisation", str),
        frameworks=tuple(_framework(slug, table, text) for slug, table in named.items()),
        scales=(*SCALES, *(_scale(name, table, text) for name, table in scales.items())),
        thresholds=Thresholds(
            default.near_days if near is None else near,
            default.many_moves if moves is None else moves,
        ),
    )


def new_settings_text(organisation: str | None) -> str:
    """The text of a new store's `tracker.toml`."""
    return new_text({"schema": SCHEMA, "organisation": organisation or ""})


def edited_settings_text(
    text: str, before: tuple[Framework, ...], after: tuple[Framework, ...]
) -> str:
    """The file's text with frameworks added and the changed keys of known ones set."""
    old = {framework.slug: framework_values(framework) for framework in before}
    changed: dict[Path, Any] = {}
    for framework in after:
        new = framework_values(framework)
        had = old.get(framework.slug)
        if had is None:
            changed["frameworks", framework.slug] = new
            continue
        for key in {**had, **new}:
            if had.get(key) != new.get(key):
                changed["frameworks", framework.slug, key] = new.get(key)
    return edited(text, changed)


def framework_values(framework: Framework) -> dict[str, Any]:
    """A framework's values in the file's order; what is absent is left out."""
    values = {
        "name": framework.name,
        "parent": framework.parent,
        "aliases": list(framework.aliases) or None,
        "board": framework.board,
    }
    return {key: value for key, value in values.items() if value is not None}


def _framework(slug: str, table: object, text: str) -> Framework:
    where = f"frameworks.{slug}: "
    if not isinstance(table, dict):
        raise Unreadable(f"{where}has to be a table")
    fields = Fields(table, text, where)
    return Framework(
        slug=slug,
        name=fields.get("name", str) or slug,
        parent=fields.get("parent", str),
        aliases=fields.texts("aliases"),
        board=fields.get("board", str),
    )


def _scale(name: str, table: object, text: str) -> Scale:
    where = f"scales.{name}: "
    if not isinstance(table, dict):
        raise Unreadable(f"{where}has to be a table")
    grades = Fields(table, text, where).texts("grades")
    if len(set(grades)) != len(grades) or not grades:
        raise Unreadable(f"{where}needs 'grades', each once, the best first")
    return Scale(name, grades)
