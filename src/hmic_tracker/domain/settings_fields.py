"""What `tracker.toml` says as fields of a history, and a plan that has such fields.

A field is a key's path in the file: "frameworks.np.board", "thresholds.near_days". Its value is a
text or a list of texts, numbers and days as they are printed; what holds without a key is no field.
The ids in use no more are none of it, nor is the format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from hmic_tracker.domain.ancestry import entries_until
from hmic_tracker.domain.bodies import BODIES, Body, body_of
from hmic_tracker.domain.frameworks import Board
from hmic_tracker.domain.grades import SCALES, Scale
from hmic_tracker.domain.kept_texts import KeptText
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_history import (
    Path,
    RecordFields,
    by_hand,
    field_of,
    fields_as_of,
    path_of,
)
from hmic_tracker.domain.recorded_papers import NAMELESS
from hmic_tracker.domain.settings import SECTIONS, SETTINGS, Section, Setting, settings_in
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.items import FieldChange, Value

_TODAYS: Final = frozenset({"marking", "papers", "filters", "maps", "mail", "holidays"})
"""How things are printed, asked for and sent: of the day on which that is done."""
_DATED: Final = frozenset({"thresholds", "rules"})
UNTRACKED: Final = frozenset({"schema", "retired"})
_BUILT_IN: Final = {body.slug: body for body in BODIES}
_ROWS: Final = {(row.section, row.key): row for row in SETTINGS}
_TEXTS: Final = frozenset({"texts", "days"})
_LONGEST_NUMBER: Final = 12


def settings_fields(plan: Plan) -> dict[str, Value]:
    """The settings of a plan by field."""
    fields: dict[str, Value] = {}
    for section in SECTIONS:
        if section.name not in UNTRACKED:
            fields.update((field_of(path), value) for path, value in _values(plan, section))
    return fields


def with_settings_fields(plan: Plan, fields: RecordFields) -> Plan:
    """The plan whose settings are the fields; what no setting can be is passed over."""
    tables: dict[str, dict[str, Any]] = {section.name: {} for section in SECTIONS}
    for field, value in fields.items():
        row = row_of_field(field)
        typed = None if row is None or value is None else _typed(row, value)
        if row is None or typed is None:
            continue
        path = path_of(field)
        section = section_named(row.section)
        table = tables[row.section]
        if section.each:
            table = table.setdefault(_name_of(section, path[:-1]), {})
        table[path[-1] if row.key == "*" else row.attribute or row.key] = typed
    whole = {
        section.name: section.record(**tables[section.name])
        for section in SECTIONS
        if section.name and not section.each and section.record not in {Plan, dict}
    }
    papers: Any = tables["paper_texts"]
    for paper, _, _ in papers:
        if paper != NAMELESS:  # which is there without any setting
            tables["papers"].setdefault(paper, {})
    several: dict[str, Any] = {
        section.name: tuple(_record(section, *one) for one in tables[section.name].items())
        for section in SECTIONS
        if section.each
    }
    several["scales"] = (*SCALES, *(one for one in several["scales"] if one.grades))
    several["bodies"] = tuple({**_BUILT_IN, **{b.slug: b for b in several["bodies"]}}.values())
    on_plan = {
        row.attribute or row.key: tables[row.section].get(row.attribute or row.key, row.default)
        for row in SETTINGS
        if section_named(row.section).record is Plan and row.key not in UNTRACKED
    }
    return plan._replace(
        **on_plan, **whole, **several, filters=tables["filters"], maps=tables["maps"]
    )


def table_names(fields: RecordFields) -> dict[str, str]:
    """What the tables of the settings are called, by their paths: "frameworks.np"."""
    ending = ".name"
    return {
        field.removesuffix(ending): str(value)
        for field, value in fields.items()
        if field.endswith(ending) and value
    }


def settings_by_hand(plan: Plan) -> tuple[FieldChange, ...]:
    """What was changed by hand in the settings since the last entry of their history."""
    return by_hand(plan.history, settings_fields(plan)) if plan.history else ()


def settings_as_of(plan: Plan, day: date) -> Plan:
    """The plan with the settings of the end of a day, but for those that are about today.

    A framework, a post and a board are there before they were first entered: what they are named
    in may be older. A threshold changes no colour of a day before it was set.
    """
    now = settings_fields(plan)
    then = fields_as_of(plan.history, now, day, _DATED)
    fields = {field: value for field, value in then.items() if path_of(field)[0] not in _TODAYS}
    todays = {field: value for field, value in now.items() if path_of(field)[0] in _TODAYS}
    todays |= _aliases_of_today(fields, now)
    history = entries_until(plan.history, day)
    return with_settings_fields(plan, fields | todays)._replace(history=history)


def _aliases_of_today(then: RecordFields, now: RecordFields) -> dict[str, Value]:
    """Under what other names the tables of a day are looked for: today's, and their names of now.

    So the name that people know leads to what was called otherwise on that day.
    """
    aliases: dict[str, Value] = {}
    names, present = table_names(then), table_names(now)
    for table in _tables_with_aliases(then):
        own, field = names.get(table), f"{table}.aliases"
        given = now.get(field) or then.get(field) or ()
        others = dict.fromkeys((*given, present.get(table) or ""))
        aliases[field] = tuple(name for name in others if name and name != own) or None
    return aliases


def _tables_with_aliases(fields: RecordFields) -> dict[str, None]:
    """The tables that can have other names besides their own."""
    paths = (path_of(field) for field in fields)
    return {
        field_of(path[:-1]): None
        for path in paths
        if len(path) > 1 and (path[0], "aliases") in _ROWS and len(path) == _NAMED
    }


def row_of(path: Path) -> Setting | None:
    """The setting that a path leads to; None where it leads to none that a history has."""
    if path[0] in UNTRACKED:
        return None
    table = path[:-1]
    for section in _BY_PLACE.get((table[0] if table else "", len(table)), ()):
        if section.names_in(table) is not None:
            return _ROWS.get((section.name, path[-1])) or _ROWS.get((section.name, "*"))
    return None


def row_of_field(field: str) -> Setting | None:
    """The setting that a field is of; None where a text is no such field."""
    try:
        return row_of(path_of(field))
    except ValueError:
        return None


def toml_value(path: Path, value: Value) -> Any:
    """The value of a field as the file has it; None where it is absent, or no such setting can be.

    Raises ValueError where the path leads to no setting.
    """
    row = row_of(path)
    if row is None:
        raise ValueError("no setting")
    typed = None if value is None else _typed(row, value)
    if isinstance(typed, frozenset):
        return sorted(typed)
    return list(typed) if isinstance(typed, tuple) else typed


def section_named(name: str) -> Section:
    """The section of a name."""
    return _SECTIONS[name]


_SECTIONS: Final = {section.name: section for section in SECTIONS}
_BY_PLACE: Final = {
    place: tuple(s for s in SECTIONS if ((*s.places, "")[0], len(s.places)) == place)
    for place in {((*s.places, "")[0], len(s.places)) for s in SECTIONS}
}
"""The sections by the first name that leads to their tables, and by how many do."""
_NAMED: Final = 3


def _name_of(section: Section, table: Path) -> Any:
    """What tells a table of a section from its others: its name, or its names."""
    names = section.names_in(table) or ()
    return names if len(names) > 1 else names[0]


def _values(plan: Plan, section: Section) -> Iterator[tuple[Path, Value]]:
    """The paths of a section's keys with their values, but for what holds without them."""
    if section.record is dict:
        for name, text in getattr(plan, section.name).items():
            yield (section.name, name), text
        return
    for at, record in _records(plan, section):
        for row in settings_in(section.name):
            value = getattr(record, row.attribute or row.key)
            usual = _usual(section, record, row)
            if row.key not in UNTRACKED and value not in (None, (), frozenset()) and value != usual:
                yield (*at, row.key), _printed(value)


def _records(plan: Plan, section: Section) -> Iterator[tuple[Path, Any]]:
    """The records that a section's tables give, each with the path of its table."""
    if not section.each:
        whole = section.record is Plan
        yield (
            (section.name,) if section.name else (),
            plan if whole else getattr(plan, section.name),
        )
        return
    for record in getattr(plan, section.name):
        if isinstance(record, KeptText):
            yield ("papers", record.name, "text", *record.place), record
        elif record not in SCALES and record not in BODIES:
            yield (section.name, getattr(record, "slug", "") or record.name), record


def _usual(section: Section, record: Any, row: Setting) -> Any:
    """What holds where the key is absent; a table of its own says all that it has."""
    if not section.each:
        return "" if row.default is None else row.default
    built_in = _BUILT_IN.get(record.slug) if isinstance(record, Body) else None
    if built_in is None:
        return None
    own_rule = record.response_rule != built_in.response_rule
    own_days = record.response_days != built_in.response_days
    if (row.key == "response_days" and own_rule) or (row.key == "response_rule" and own_days):
        return None  # whoever gives the days takes the built-in rule away
    return getattr(built_in, row.attribute or row.key)


def _printed(value: Any) -> Value:
    if isinstance(value, frozenset):
        value = tuple(sorted(value))
    if isinstance(value, tuple):
        return tuple(one.isoformat() if isinstance(one, date) else one for one in value)
    return str(value)


def _typed(row: Setting, value: str | tuple[str, ...]) -> Any:
    """A value as the record has it; None where no such setting can be."""
    if (row.type in _TEXTS) != isinstance(value, tuple):
        return None
    if row.type == "number":
        text = str(value)
        is_number = text.isascii() and text.isdecimal() and len(text) < _LONGEST_NUMBER
        return int(text) if is_number and int(text) <= row.most else None
    if row.type == "word":
        return value if value in row.words else None
    if row.type == "day":
        return value if isinstance(value, str) and _is_day(value) else None
    if row.type != "days":
        return value
    try:
        return frozenset(map(date.fromisoformat, value))
    except ValueError:
        return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _record(section: Section, name: Any, values: Mapping[str, Any]) -> Any:
    """The record of a table with that name, or those names."""
    if section.record is KeptText:
        return KeptText(*name, **values)
    if section.record is Body:
        return body_of(name, values)
    if section.record is Scale:
        return Scale(name, values.get("grades", ()))
    if section.record is Board:
        values = {**values, "meetings": tuple(sorted(values.get("meetings", ())))}
    key = "slug" if "slug" in section.record._fields else "name"  # type: ignore[attr-defined]
    return section.record(**{"name": name, **values, key: name})
