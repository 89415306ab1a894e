"""`tracker.toml`: the organisation, its frameworks, own scales and settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from hmic_tracker.domain.bodies import BODIES, Body, body_of
from hmic_tracker.domain.frameworks import Board, Framework, slug_of
from hmic_tracker.domain.grades import SCALES, Scale
from hmic_tracker.domain.items import ID_PATTERN, Entry
from hmic_tracker.domain.kept_texts import KEPT_SECTIONS, KeptText
from hmic_tracker.domain.people import Post
from hmic_tracker.domain.plan import PaperSettings, Plan, RuleLevels, Thresholds
from hmic_tracker.domain.recorded_papers import NAMELESS
from hmic_tracker.domain.settings import Setting, settings_in
from hmic_tracker.light_typing import Any, Final
from hmic_tracker.store.paths import SCHEMA
from hmic_tracker.store.record_codec import record_entry_values, record_history
from hmic_tracker.store.toml import (
    Fields,
    KeyPath,
    Unreadable,
    edited,
    edited_before,
    line_of,
    new_text,
    parse,
)

_CALLED_BY_KEY: Final = frozenset({"frameworks", "boards", "people"})
"""Sections whose tables are something by their header alone."""


class NewerSchema(Unreadable):
    """The store was written by a newer `tracker`."""


def settings_of(text: str) -> Plan:
    """A plan that has the settings in a file's text, and nothing else.

    Raises Unreadable, NewerSchema where the schema is newer.
    """
    fields = Fields(parse(text), text)
    schema = fields.need("schema", int)
    if schema > SCHEMA:
        raise NewerSchema(
            f"schema {schema} is newer than this tracker knows ({SCHEMA})",
            fields.line("schema"),
            "newer-schema",
        )
    if schema < 1:
        raise fields.fault("schema", f"has to be {SCHEMA}")
    thresholds = Thresholds(**_values(_section(fields, "thresholds"), "thresholds"))
    top = {name: value for name, value in _values(fields, "").items() if value != ""}
    return Plan(
        **top,
        thresholds=thresholds,
        frameworks=tuple(_framework(*one) for one in _tables(fields, "frameworks")),
        people=tuple(_post(*one, schema) for one in _tables(fields, "people")),
        filters=_texts(fields, "filters"),
        maps=_texts(fields, "maps"),
        retired={item_id: str(uid) for item_id, uid in (fields.get("retired", dict) or {}).items()},
        scales=(*SCALES, *(_scale(*one) for one in _tables(fields, "scales"))),
        rules=RuleLevels(**_values(_section(fields, "rules"), "rules")),
        boards=tuple(_boards(fields)),
        bodies=_with_built_in(_body(*one) for one in _tables(fields, "bodies")),
        papers=tuple(
            _paper(name, table)
            for name, table in _tables(fields, "papers")
            if name != NAMELESS or table.values.keys() != {"text"}
        ),
        paper_texts=tuple(_paper_texts(fields)),
        mail_from=_values(_section(fields, "mail"), "mail").get("mail_from") or None,
        history=record_history(fields) if schema == SCHEMA else (),
    )


def new_settings_text(organisation: str | None) -> str:
    """The text of a new store's `tracker.toml`."""
    return new_text({"schema": SCHEMA, "organisation": organisation or ""})


def edited_settings_text(
    text: str, before: tuple[Framework, ...], after: tuple[Framework, ...]
) -> str:
    """The file's text with frameworks added and the changed keys of known ones set."""
    old = {framework.slug: framework for framework in before}
    changed: dict[KeyPath, Any] = {}
    for framework in after:
        changed.update(_changes("frameworks", framework.slug, old.get(framework.slug), framework))
    return edited_settings(text, changed)


def paper_settings_text(
    text: str, before: tuple[KeptText, ...], after: tuple[KeptText, ...]
) -> str:
    """The file's text with kept paragraphs added, and the changed ones set."""
    old = {(one.name, *one.place): one for one in before}
    changed: dict[KeyPath, Any] = {}
    for one in after:
        if one != old.get((one.name, *one.place)):
            at = ("papers", one.name, "text", *one.place)
            changed[*at, "text"] = one.text
            changed[*at, "on"] = one.day
    return edited_settings(text, changed) if changed else text


def post_settings_text(text: str, before: Post | None, after: Post) -> str:
    """The file's text with a post added, or the changed keys of a known one set."""
    return edited_settings(text, _changes("people", after.slug, before, after))


def edited_settings(text: str, changed: Mapping[KeyPath, Any]) -> str:
    """The file's text with some keys set; a new table stands above the history.

    A table goes with the last of its keys, unless a comment would go with it. One that is called by
    its key, and stays, gets its name.
    """
    changed = {**changed, **_names_of_emptied(text, changed)}
    result = edited_before(text, _with_whole_tables(text, changed), "history")
    if _comments(text) == _comments(result):
        return result
    return edited_before(text, changed, "history")


def _names_of_emptied(text: str, changed: Mapping[KeyPath, Any]) -> dict[KeyPath, Any]:
    """The names of tables that would have no key more, and are there by their header alone."""
    gone: dict[KeyPath, set[str]] = {}
    for path, value in changed.items():
        if value is None and len(path) == len(("people", "head-of-cid", "name")):
            gone.setdefault(path[:-1], set()).add(path[-1])
    values: Any = parse(text) if gone else {}
    filled = {path[:-1] for path, value in changed.items() if value is not None}
    return {
        (*table, "name"): table[1]
        for table, keys in gone.items()
        if table[0] in _CALLED_BY_KEY and "name" not in keys and table not in filled
        if _keys_at(values, table) <= keys
    }


def _with_whole_tables(text: str, changed: Mapping[KeyPath, Any]) -> dict[KeyPath, Any]:
    """The changes, in which a table that keeps none of its keys goes as one."""
    gone: dict[KeyPath, set[str]] = {}
    for path, value in changed.items():
        if value is None and len(path) > 1:
            gone.setdefault(path[:-1], set()).add(path[-1])
    values: Any = parse(text) if gone else {}
    for table in [table for table in gone if _is_table_in(values, table, gone[table])]:
        del gone[table]  # what goes from it are tables, each with a header of its own
    whole = {table for table, keys in gone.items() if _keys_at(values, table) <= keys}
    whole -= {path[:-1] for path, value in changed.items() if value is not None}
    kept = {path: value for path, value in changed.items() if path[:-1] not in whole}
    return {**kept, **dict.fromkeys(sorted(whole))}


def _is_table_in(values: Any, table: KeyPath, names: set[str]) -> bool:
    """Whether some name in a table is that of a table as well."""
    for key in table:
        values = values.get(key, {})
    return any(isinstance(values.get(name), dict) for name in names)


def _keys_at(values: Any, table: KeyPath) -> set[str]:
    for key in table:
        values = values.get(key, {})
    return set(values)


def _comments(text: str) -> list[str]:
    """The lines that are comments, and headers that may have one behind them."""
    lines = (line.strip() for line in text.splitlines() if "#" in line)
    return sorted(line for line in lines if line[0] == "#" or "=" not in line)


def settings_text_with(text: str, history: Sequence[Entry], added: Sequence[Entry]) -> str:
    """The file's text with entries added to its history."""
    count: dict[KeyPath, Any] = {("entries",): len(history) + len(added)}
    rows = [record_entry_values(entry) for entry in added]
    return edited(text, count, {"history": rows}, last="history")


def record_values(section: str, record: Framework | Post | PaperSettings) -> dict[str, Any]:
    """A record's values in the order of its section; what is absent is left out."""
    values = {row.key: getattr(record, row.attribute or row.key) for row in settings_in(section)}
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if value not in (None, ())
    }


def _changes(
    section: str, name: str, before: Framework | Post | None, after: Framework | Post
) -> dict[KeyPath, Any]:
    """What makes a named table of a section that of another record: new, or the keys changed."""
    has = record_values(section, after)
    if before is None:
        return {(section, name): has}
    had = record_values(section, before)
    return {
        (section, name, key): has.get(key) for key in {**had, **has} if had.get(key) != has.get(key)
    }


def retired_settings_text(text: str, uids: Mapping[str, str]) -> str:
    """The file's text with ids noted, each with its item's uid, that are in use no more."""
    changed: dict[KeyPath, Any] = {("retired", item_id): uid for item_id, uid in uids.items()}
    return edited_settings(text, changed)


def _section(fields: Fields, section: str) -> Fields:
    return _table(section, fields.get(section, dict) or {}, fields.text)


def _tables(fields: Fields, section: str) -> Iterator[tuple[str, Fields]]:
    """The tables of a section by their names."""
    for name, table in (fields.get(section, dict) or {}).items():
        if section != "people":
            yield name, _table(f"{section}.{name}", table, fields.text)
        elif isinstance(table, dict):  # a name with spaces, whose header is not looked for
            yield name, Fields(table, fields.text, f"people.{name}: ")
        else:
            raise Unreadable(f"people.{name}: has to be a table")


def _values(fields: Fields, section: str) -> dict[str, Any]:
    """The settings of a section that are there, by attribute; raises Unreadable."""
    values = {row.attribute or row.key: _value(fields, row) for row in settings_in(section)}
    return {attribute: value for attribute, value in values.items() if value is not None}


def _value(fields: Fields, setting: Setting) -> Any:
    key = setting.key
    if setting.type == "number":
        return fields.count(key, setting.most)
    if setting.type == "word":
        return fields.word(key, setting.words)
    if setting.type == "texts":
        return fields.texts(key)
    if setting.type == "day":
        return fields.day_text(key)
    return _days(fields, key) if setting.type == "days" else fields.get(key, str)


def _framework(slug: str, table: Fields) -> Framework:
    values = _values(table, "frameworks")
    return Framework(slug, **{**values, "name": values.get("name") or slug})


def _post(key: str, table: Fields, schema: int) -> Post:
    """A post; one without a name is called by its key, as all are in format 1."""
    values = _values(table, "people")
    name = values.get("name") if schema > 1 else None
    return Post(**{**values, "name": name or key, "slug": key})


def _boards(fields: Fields) -> Iterator[Board]:
    """The boards: tables by slug, or a list of names."""
    if isinstance(fields.values.get("boards"), list):
        yield from (Board(slug_of(name), name) for name in fields.texts("boards"))
        return
    for slug, table in _tables(fields, "boards"):
        values = _values(table, "boards")
        meetings = tuple(sorted(values.get("meetings", ())))
        yield Board(slug, values.get("name") or slug, meetings, values.get("aliases", ()))


def _body(slug: str, table: Fields) -> Body:
    if not ID_PATTERN.fullmatch(slug):
        raise Unreadable(f"bodies.{slug[:40]}: has to be of letters, digits and hyphens")
    values = _values(table, "bodies")
    return body_of(slug, values)


def _with_built_in(own: Iterable[Body]) -> tuple[Body, ...]:
    """The built-in bodies, in the place of some the plan's own, and the others after them."""
    by_slug = {body.slug: body for body in (*BODIES, *own)}
    return tuple(by_slug.values())


def _paper(name: str, table: Fields) -> PaperSettings:
    if not ID_PATTERN.fullmatch(name) or not name.strip("."):
        raise Unreadable(f"papers.{name[:40]}: has to be of letters, digits and hyphens")
    return PaperSettings(name, **_values(table, "papers"))


def _paper_texts(fields: Fields) -> Iterator[KeptText]:
    """The kept paragraphs of all papers; what is under no known section's name is passed over."""
    for name, paper in _tables(fields, "papers"):
        for framework, place in (paper.get("text", dict) or {}).items():
            at = f"papers.{name}.text.{framework}"
            for section, values in _table(at, place, fields.text).values.items():
                if section in KEPT_SECTIONS:
                    table = _table(f"{at}.{section}", values, fields.text)
                    has = _values(table, "paper_texts")
                    if has:
                        yield KeptText(name, framework, section, **has)


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


def _scale(name: str, table: Fields) -> Scale:
    grades = table.texts("grades")
    if len(set(grades)) != len(grades) or not grades:
        raise table.fault("grades", "has to name the grades, each once, the best first")
    return Scale(name, grades)


def _table(header: str, table: object, text: str) -> Fields:
    if not isinstance(table, dict):
        raise Unreadable(f"'{header}' has to be a table", line_of(text, header), "wrong-value")
    return Fields(table, text, f"{header}: ", table=header)
