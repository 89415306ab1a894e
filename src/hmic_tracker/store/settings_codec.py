"""`tracker.toml`: the organisation, its frameworks, own scales and settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.grades import SCALES, Scale
from hmic_tracker.domain.items import ID_PATTERN
from hmic_tracker.domain.papers import PURPOSES, PaperSettings
from hmic_tracker.domain.people import Post
from hmic_tracker.domain.plan import Thresholds
from hmic_tracker.domain.rule_levels import LEVELS, RuleLevels
from hmic_tracker.store.folder import SCHEMA
from hmic_tracker.store.toml import Fields, KeyPath, Unreadable, edited, line_of, new_text, parse

_MOST_DAYS: Final = 36_500  # a hundred years; dates end with the year 9999


class Settings(NamedTuple):
    """What `tracker.toml` says."""

    organisation: str | None = None
    frameworks: tuple[Framework, ...] = ()
    scales: tuple[Scale, ...] = SCALES
    thresholds: Thresholds = Thresholds()  # frozen
    people: tuple[Post, ...] = ()
    filters: Mapping[str, str] = {}
    holidays: frozenset[date] = frozenset()
    retired: Mapping[str, str] = {}
    rules: RuleLevels = RuleLevels()
    mail_from: str | None = None
    marking: str | None = None
    papers: tuple[PaperSettings, ...] = ()


class NewerSchema(Unreadable):
    """The store was written by a newer `tracker`."""


def settings_of(text: str) -> Settings:
    """The settings in a file's text; raises Unreadable, NewerSchema where the schema is newer."""
    fields = Fields(parse(text), text)
    schema = fields.need("schema", int)
    if schema > SCHEMA:
        raise NewerSchema(
            f"schema {schema} is newer than this tracker knows ({SCHEMA})",
            fields.line("schema"),
            "newer-schema",
        )
    if schema < 1:
        raise fields.fault("schema", "has to be 1")
    named = fields.get("frameworks", dict) or {}
    scales = fields.get("scales", dict) or {}
    limits = Fields(fields.get("thresholds", dict) or {}, text, "thresholds: ", table="thresholds")
    default = Thresholds()
    near, moves = limits.count("near_days", _MOST_DAYS), limits.count("many_moves")
    return Settings(
        organisation=fields.get("organisation", str),
        frameworks=tuple(_framework(slug, table, text) for slug, table in named.items()),
        people=tuple(
            _post(name, table, text) for name, table in (fields.get("people", dict) or {}).items()
        ),
        filters=_texts(fields, "filters"),
        holidays=_days(fields, "holidays"),
        retired={item_id: str(uid) for item_id, uid in (fields.get("retired", dict) or {}).items()},
        scales=(*SCALES, *(_scale(name, table, text) for name, table in scales.items())),
        thresholds=Thresholds(
            default.near_days if near is None else near,
            default.many_moves if moves is None else moves,
        ),
        rules=_rules(fields),
        marking=fields.get("marking", str) or None,
        papers=tuple(
            _paper(name, table, text) for name, table in (fields.get("papers", dict) or {}).items()
        ),
        mail_from=_table("mail", fields.get("mail", dict) or {}, text).get("from", str) or None,
    )


def new_settings_text(organisation: str | None) -> str:
    """The text of a new store's `tracker.toml`."""
    return new_text({"schema": SCHEMA, "organisation": organisation or ""})


def edited_settings_text(
    text: str, before: tuple[Framework, ...], after: tuple[Framework, ...]
) -> str:
    """The file's text with frameworks added and the changed keys of known ones set."""
    old = {framework.slug: framework_values(framework) for framework in before}
    changed: dict[KeyPath, Any] = {}
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


def post_settings_text(text: str, before: Post | None, after: Post) -> str:
    """The file's text with a post added, or the changed keys of a known one set."""
    had, has = (post_values(post) if post else {} for post in (before, after))
    if before is None:
        return edited(text, {("people", after.name): has})
    changed: dict[KeyPath, Any] = {
        ("people", before.name, key): has.get(key)
        for key in {**had, **has}
        if had.get(key) != has.get(key)
    }
    return edited(text, changed)


def post_values(post: Post) -> dict[str, str]:
    """A post's values in the file's order; what is absent is left out."""
    values = {"holder": post.holder, "mail": post.mail, "group": post.group}
    return {key: value for key, value in values.items() if value is not None}


def retired_settings_text(text: str, uids: Mapping[str, str]) -> str:
    """The file's text with ids noted, each with its item's uid, that are in use no more."""
    changed: dict[KeyPath, Any] = {("retired", item_id): uid for item_id, uid in uids.items()}
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
    fields = _table(f"frameworks.{slug}", table, text)
    return Framework(
        slug=slug,
        name=fields.get("name", str) or slug,
        parent=fields.get("parent", str),
        aliases=fields.texts("aliases"),
        board=fields.get("board", str),
    )


def _post(name: str, table: object, text: str) -> Post:
    where = f"people.{name}: "
    if not isinstance(table, dict):
        raise Unreadable(f"{where}has to be a table")
    fields = Fields(table, text, where)
    return Post(
        name=name,
        holder=fields.get("holder", str),
        mail=fields.get("mail", str),
        group=fields.get("group", str),
    )


def _paper(name: str, table: object, text: str) -> PaperSettings:
    fields = _table(f"papers.{name}", table, text)
    if not ID_PATTERN.fullmatch(name) or not name.strip("."):
        raise Unreadable(f"papers.{name[:40]}: has to be of letters, digits and hyphens")
    texts = {
        key: fields.get(key, str)
        for key in ("title", "board", "by", "author", "contact", "recommendation", "where")
    }
    purpose: Any = fields.word("for", PURPOSES) or "noting"
    return PaperSettings(name=name, purpose=purpose, **texts)


def _rules(fields: Fields) -> RuleLevels:
    table = _table("rules", fields.get("rules", dict) or {}, fields.text)
    given: dict[str, Any] = {name: table.word(name, LEVELS) for name in RuleLevels._fields}
    return RuleLevels()._replace(**{name: level for name, level in given.items() if level})


def _texts(fields: Fields, key: str) -> dict[str, str]:
    values = fields.get(key, dict) or {}
    if not all(isinstance(value, str) for value in values.values()):
        raise fields.fault(key, "has to be a table of texts")
    return values


def _days(fields: Fields, key: str) -> frozenset[date]:
    values = fields.get(key, list) or []
    if not all(isinstance(v, date) and not isinstance(v, datetime) for v in values):
        raise fields.fault(key, "has to be a list of dates such as 2008-12-24")
    return frozenset(values)


def _scale(name: str, table: object, text: str) -> Scale:
    fields = _table(f"scales.{name}", table, text)
    grades = fields.texts("grades")
    if len(set(grades)) != len(grades) or not grades:
        raise fields.fault("grades", "has to name the grades, each once, the best first")
    return Scale(name, grades)


def _table(header: str, table: object, text: str) -> Fields:
    if not isinstance(table, dict):
        raise Unreadable(f"'{header}' has to be a table", line_of(text, header), "wrong-value")
    return Fields(table, text, f"{header}: ", table=header)
