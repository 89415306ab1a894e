"""Makes the JSON Schemas of outputs and files from `schemas.txt` and the fields of an item.

Run as `python -m scripts.make_schemas`. Every schema has the definitions that it uses, and no
others.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple

from hmic_tracker.commands.schema import SCHEMAS
from hmic_tracker.domain.fields import FIELDS, ItemField
from hmic_tracker.domain.grades import STATES
from hmic_tracker.domain.links import RELATIONS
from hmic_tracker.domain.parts import PART_FIELDS
from hmic_tracker.domain.plan import PURPOSES
from hmic_tracker.domain.settings import SECTIONS, Section, Setting, settings_in
from hmic_tracker.domain.words import KINDS, PROGRESS, RAGS

Schema = dict[str, Any]
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
WIDTH: Final = 100
TABLES: Final = Path(__file__).with_name("schemas.txt")

_ID: Final = "[A-Za-z0-9._-]{1,64}"
_NUMBER: Final = "[1-9][0-9]{0,3}"
_PART: Final = f"([A-Za-z0-9]{{1,32}}(-[1-9][0-9]{{0,5}}){{1,2}}|{_NUMBER})"
_DUE: Final = ": a day (2008-09-30) or a month (2008-09)."
_TYPES: Final[dict[str, Schema]] = {
    "text": {"type": "string"},
    "id": {"type": "string", "pattern": f"^{_ID}$"},
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "flag": {"type": "boolean"},
    "int": {"type": "integer"},
    "count": {"type": "integer", "minimum": 0},
    "ordinal": {"type": "integer", "minimum": 1},
    "code": {"type": "integer", "minimum": 1, "maximum": 255},
    "percent": {"type": "integer", "minimum": 0, "maximum": 100},
    "number": {"type": "number", "minimum": 0},
    "day": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "due": {"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"},
    "until": {"type": "string", "pattern": r"^(\d{4}-\d{2}(-\d{2})?|open)$"},
    "relation": {"type": "string", "enum": list(RELATIONS)},
    "link-text": {"type": "string", "pattern": f"^(({'|'.join(RELATIONS)}) )?{_ID}$"},
    "yes": {"type": "string", "enum": ["yes"]},
    "list": {"type": "array"},
}
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "kind": KINDS,
    "progress": PROGRESS,
    "rag": RAGS,
    "state": STATES,
    "purpose": PURPOSES,
    "column": tuple(field.key for field in FIELDS if field.head),
}
_FIELD_TYPES: Final = {
    "number": "count",
    **{name: name for name in ("day", "moment", "due", "until")},
}
"""The types of an item's fields that are no text, in outputs and in files."""
_VALUE: Final[Schema] = {
    "description": "A field's value; null where it was absent.",
    "type": ["string", "array", "null"],
    "items": {"type": "string"},
}


_NOT_IN_FILES: Final = ("changes", "corrects", "entered")
"""The keys of an entry that its file has otherwise."""


class Row(NamedTuple):
    """A key of an object."""

    key: str
    type: str
    help: str


class Table(NamedTuple):
    """An object; `nullable` where null may stand for it."""

    help: str
    rows: tuple[Row, ...]
    nullable: bool = False


_KINDS = {"paper-check": "paper_check"}
"""Outputs whose kind is another word than their schema's name."""


def read_tables(text: str) -> Iterator[tuple[str, Table]]:
    """The tables of a text by name, in its order."""
    text = re.sub(r"\n {6,}(?=\S)", " ", text)  # what goes on
    for part in re.split(r"\n(?=\S)", text.strip()):
        header, *lines = part.split("\n")
        name, _, help_text = header.partition(": ")
        rows = (re.split(r"\s+", line.strip(), maxsplit=2) for line in lines if line.strip())
        made = tuple(Row(*(*row, "", "")[:3]) for row in rows)
        yield name.removesuffix("?"), Table(help_text, made, name.endswith("?"))


class Maker:
    """Makes schemas of the tables of a text."""

    def __init__(self, text: str) -> None:
        """Read the tables."""
        self.tables = dict(read_tables(text))

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table, those of the tables it takes in included."""
        for row in self.tables[name].rows:
            if row.key.startswith("&"):
                for other in self.rows(row.key[1:]):
                    yield other._replace(type=other.type.replace("@", row.type))
            else:
                yield row

    def table(self, name: str, before: tuple[Row, ...] = ()) -> Schema:
        """The schema of a table's objects, with rows before its own, which replace them."""
        table = self.tables[name]
        rows = {row.key: row for row in (*before, *self.rows(name))}
        schema = {"description": table.help, **self.object(tuple(rows.values()))}
        return schema | ({"type": ["object", "null"]} if table.nullable else {})

    def object(self, rows: tuple[Row, ...], all_needed: bool = True) -> Schema:
        """The schema of an object; with `all_needed` keys have to be there that end in no `?`."""
        needed = [row.key for row in rows if row.key[-1] != "?"]
        properties = {
            row.key.removesuffix("?"): {
                "description": row.help.removesuffix(".") + _DUE
                if row.type.startswith("due")
                else row.help,
                **self.of_type(row.type),
            }
            for row in rows
        }
        required = {"required": needed} if all_needed else {}
        return {"type": "object", **required, "properties": properties}

    def of_type(self, name: str) -> Schema:
        """The schema of a type."""
        if name[-1] == "?":
            return nullable(self.of_type(name[:-1]))
        if name[-1] in "*+":
            more = {"minItems": 1, "uniqueItems": True} if name[-1] == "+" else {}
            return {"type": "array", "items": self.of_type(name[:-1]), **more}
        if name[-1] == "}":
            inner, _, keys = name[:-1].partition("{")
            names = {"propertyNames": self.of_type(keys)} if keys else {}
            return {"type": "object", **names, "additionalProperties": self.of_type(inner)}
        if name in _WORDS:
            return {"enum": list(_WORDS[name])}
        if "|" in name:
            return {"enum": name.split("|")}
        return dict(_TYPES[name]) if name in _TYPES else {"$ref": f"#/$defs/{name}"}

    def with_defs(self, schema: Schema, defs: Schema) -> Schema:
        """The schema with the definitions that it uses."""
        used: Schema = {}
        names = _references(schema)
        while missing := [name for name in names if name not in used]:
            for name in missing:
                used[name] = defs[name] if name in defs else self.table(name)
                names += _references(used[name])
        return {**schema, "$defs": used} if used else schema


def nullable(schema: Schema) -> Schema:
    """A schema that takes null as well."""
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    return {**schema, "type": [schema["type"], "null"]}


def _references(schema: Schema) -> list[str]:
    found = re.findall(r'"#/\$defs/([^"]+)"', json.dumps(schema))
    return list(dict.fromkeys(found))


def item_fields(outputs: Maker) -> Schema:
    """The fields of an item in outputs, none of which has to be there."""
    more = {
        "show": " With show.",
        "show column": " With show and --columns.",
        "columns column": " With --columns.",
    }
    properties = {
        field.key: {
            "description": _help(field, field.help)
            + more.get(f"{field.json} column" if field.head else field.json, ""),
            **_output_type(outputs, field),
        }
        for field in FIELDS
        if field.json
    }
    shown = outputs.table("shown")["properties"]
    return {
        "description": "The fields of an item.",
        "type": "object",
        "properties": properties | shown,
    }


def _output_type(outputs: Maker, field: ItemField) -> Schema:
    known = {**_FIELD_TYPES, "yes": "flag", "link": "link"}
    of_type = outputs.of_type(known.get(field.type, "text"))
    if field.words:
        of_type = {"enum": list(field.words)}
    if field.several:
        return {"type": "array", "items": of_type}
    return nullable(of_type) if field.absent else of_type


def _help(field: ItemField, text: str) -> str:
    return text.removesuffix(".") + _DUE if field.type in {"due", "until"} else text


def item_file(outputs: Maker) -> Schema:
    """The schema of an item's file; parts and entries have the keys that outputs give them."""
    stored = [field for field in FIELDS if field.stored]
    fields: Schema = {
        field.key: {
            "description": _help(field, field.file_help or field.help),
            **_file_type(outputs, field),
        }
        for field in stored
    }
    parts = {
        "actions": ("The steps of the action plan, each called after its entry.", "action"),
        "evidence": ("What shows that it was done, each called after its entry.", "piece"),
    }
    entries = {"description": "How many entries the history has. tracker keeps it."}
    fields["entries"] = entries | outputs.of_type("count")
    for key, (help_text, table) in parts.items():
        rows = tuple(_present(row) for row in outputs.rows(table) if row.key != "n")
        fields[key] = {
            "description": help_text,
            "type": "object",
            "propertyNames": {"pattern": f"^{_PART}$"},
            "additionalProperties": outputs.object(rows, all_needed=False),
        }
    tracked = [field for field in stored if field.tracked]
    fields["unsettled"] = {
        "description": "Fields that two people gave different values, each with the entries that "
        "did and what they gave it. tracker computes it from the history.",
        "type": "object",
        "additionalProperties": {"type": "object"},
    }
    fields["history"] = {
        "description": "What was entered, oldest first. Add with tracker, not by hand.",
        "type": "array",
        "items": _file_entry(outputs, tracked),
    }
    return {
        "description": "One recommendation, area for improvement, cause of concern or piece of "
        "good practice. Keys that are not named here are kept as they are.",
        "type": "object",
        "required": [field.key for field in stored if field.required],
        "properties": fields,
    }


def _present(row: Row) -> Row:
    return row._replace(type=row.type.removesuffix("?"))


def _file_type(outputs: Maker, field: ItemField) -> Schema:
    if field.words:
        return {"type": "string", "enum": list(field.words)}
    known = {**_FIELD_TYPES, "yes": "yes", "link": "link-text", "id": "id"}
    schema = outputs.of_type(known.get(field.type, "text") + "*" * field.several)
    return schema | {"minLength": 1} if field.required and field.type == "name" else schema


def _rows_in_file(outputs: Maker) -> tuple[Row, ...]:
    """The rows of an entry in a file, whatever it changes; those of one that corrects another."""
    rows = [row for row in outputs.rows("entry") if row.key not in {*_NOT_IN_FILES}]
    which, *right = outputs.rows("what_is_right")
    rows.append(
        Row("corrects", "text", f"Of an entry that sets an earlier one right: {which.help}")
    )
    rows += (Row(f"correct_{row.key}", row.type, f"What is right: {row.help}") for row in right)
    return tuple(map(_present, rows))


def _file_entry(outputs: Maker, tracked: list[ItemField]) -> Schema:
    """An entry in a file: its changes are keys of their own, new values and old ones."""
    schema = outputs.object(_rows_in_file(outputs), all_needed=False)
    for field in tracked:
        of_type = _file_type(outputs, field)
        new = f"What {field.key} became with this entry."
        old = f"What {field.key} was before this entry."
        schema["properties"][field.key] = {"description": new, **of_type}
        schema["properties"][f"{field.key}_was"] = {"description": old, **of_type}
        schema["properties"][f"{field.key}_after"] = _replaced(outputs, field.key)
    origin = "The same wherever the same document gave the same item the same values."
    schema["properties"]["origin"] = {"description": origin, **outputs.of_type("text")}
    steps = "|".join(PART_FIELDS["action"])
    texts = "|".join(name for name in PART_FIELDS["evidence"] if name != "size")
    patterns = {
        f"action_{_PART}_({steps})": ("A field of a step", "text"),
        f"evidence_{_PART}_({texts})": ("A field of evidence", "text"),
        f"evidence_{_PART}_size": ("The size of a file of evidence", "int"),
    }
    return {
        "description": "An entry.",
        **schema,
        "required": ["on", "recorded", "by", "op", "event", "n"],
        "patternProperties": {
            f"^{pattern}(_was)?$": {
                "description": f"{what}, or what it was.",
                **outputs.of_type(kind),
            }
            for pattern, (what, kind) in patterns.items()
        }
        | {f"^(action|evidence)_{_PART}_[a-z0-9]+_after$": _replaced(outputs, "the field")},
    }


def _replaced(outputs: Maker, field: str) -> Schema:
    text = f"The entries whose value of {field} this one replaced, as op/place."
    return {"description": text, **outputs.of_type("text*")}


_INSPECTION: Final[dict[str, tuple[tuple[str, str, str], ...]]] = {
    "": (
        ("id", "id", "Its id, and the file's name."),
        ("title", "text", "Its title as published."),
        ("body?", "text", "Who inspected."),
        ("programme?", "text", "The programme it is part of."),
        ("published?", "due", "When it was published."),
        ("url?", "text", "Its page."),
        ("revisit?", "due", "When they come back."),
        ("expected?", "count", "How many forces a row of the country has."),
        ("aliases?", "text*", "Ids and titles of inspections that were merged into it."),
        ("entries?", "count", "How many entries the history has. tracker keeps it."),
    ),
    "grades": (
        ("framework", "text", "The framework's slug."),
        ("period", "text", "The period, such as 2007."),
        ("state?", "state", "Whether it was graded."),
        ("grade?", "text", "The grade."),
        ("scale?", "text", "The scale it is on, such as hmic-2005."),
        ("remark?", "text", "What the source says beside it."),
    ),
    "national": (
        ("framework", "text", "The framework's slug."),
        ("period", "text", "The period."),
        ("grades?", "text*", "The grades, the best first."),
        ("printed", "count*", "How many forces got each, as printed."),
        ("expected?", "count", "How many forces there are."),
        ("remark?", "text", "What the source says beside it."),
    ),
    "reported": (
        ("framework", "text", "The framework's slug."),
        ("kind", "kind", "The kind of the items that are counted."),
        ("on", "day", "The day of the count."),
        ("total", "count", "How many there are."),
        ("completed", "count", "How many are completed."),
        ("sentence?", "text", "The source's own words."),
        ("source?", "text", "The document, and where in it."),
    ),
    "warnings": (
        ("line?", "count", "The line of the document, 0 for the whole."),
        ("text", "text", "What a person should look at."),
    ),
    "sources": (
        ("title", "text", "The document's title."),
        ("on?", "day", "Its day."),
        ("sha256?", "text", "The SHA-256 of its text."),
        ("text?", "text", "Its text."),
    ),
}
"""The keys of an inspection's file: those above the first table, and those of each list."""
_LISTS_HELP: Final = {
    "grades": "The grades that it gave.",
    "national": "How many forces got each grade.",
    "reported": "What its documents count.",
    "warnings": "Remarks of imports.",
    "sources": "The documents that were imported.",
}


def inspection_file(outputs: Maker) -> Schema:
    """The schema of an inspection's file."""
    rows = {name: tuple(Row(*row) for row in rows) for name, rows in _INSPECTION.items()}
    schema = outputs.object(rows[""])
    for key, help_text in _LISTS_HELP.items():
        listed = {"type": "array", "items": outputs.object(rows[key])}
        schema["properties"][key] = {"description": help_text, **listed}
    entry = _file_entry(outputs, [])
    names = "title|body|programme|publication|url|revisit|expected|(grades|national|reported)[.].+"
    entry["patternProperties"] = {
        f"^({names})(_was|_after)?$": {
            "description": "What a field became with this entry; with _was what it was before, "
            "with _after the entries whose value it replaced.",
            "type": ["string", "array"],
        }
    }
    schema["properties"]["history"] = {
        "description": "What was entered, oldest first. Add with tracker, not by hand.",
        "type": "array",
        "items": entry,
    }
    return {
        "description": "One inspection: its grades, the national picture and what its documents "
        "count. Keys that are not named here are kept as they are.",
        **schema,
    }


def settings_file(outputs: Maker) -> Schema:
    """The schema of the settings' file."""
    properties: Schema = {}
    inside: list[tuple[Section, Schema]] = []
    for section in SECTIONS:
        rows = settings_in(section.name)
        keys = {row.key: {"description": row.help, **_setting_type(outputs, row)} for row in rows}
        if not section.name:
            properties |= keys
            continue
        required = [row.key for row in rows if row.required]
        table: Schema = {"type": "object", **({"required": required} if required else {})}
        if "*" in keys:
            table["additionalProperties"] = keys["*"]
        else:
            table |= {"properties": keys}
        if section.name == "rules":  # a slip in a rule's name would leave it as strict as it was
            table["additionalProperties"] = False
        if section.at:
            inside.append((section, table))
            continue
        if section.each:
            names = {"propertyNames": outputs.of_type("id")} if section.name == "papers" else {}
            table = {"type": "object", **names, "additionalProperties": table}
        properties[section.name] = {"description": section.help, **table}
    for section, table in inside:
        _put_inside(properties, section, table)
    entries = {"description": "How many entries the history has. tracker keeps it."}
    properties["entries"] = entries | outputs.of_type("count")
    properties["history"] = {
        "description": "What was changed in the settings, oldest first. tracker keeps it.",
        "type": "array",
        "items": _settings_entry(outputs),
    }
    return {
        "description": "The organisation, its frameworks, posts, scales and settings. Keys that "
        "are not named here are kept as they are.",
        "type": "object",
        "required": ["schema"],
        "properties": properties,
    }


def _put_inside(properties: Schema, section: Section, table: Schema) -> None:
    """Puts the tables of a section into those of the section that they stand in."""
    top, _, key, *names = section.places
    for name in reversed(names):
        words = section.names.get(name, ())
        own = {"properties": dict.fromkeys(words, table)} if words else {}
        table = {"type": "object", **(own or {"additionalProperties": table})}
    of_each = properties[top]["additionalProperties"]
    of_each["properties"][key] = {"description": section.help, **table}


def _settings_entry(outputs: Maker) -> Schema:
    """An entry of the settings' history: what changed stands under its path."""
    schema = outputs.object(_rows_in_file(outputs), all_needed=False)
    origin = "The same wherever the same settings had no history."
    schema["properties"]["origin"] = {"description": origin, **outputs.of_type("text")}
    top = [row.key for row in settings_in("") if row.key != "schema"]
    unlisted = {"", "retired"}
    sections = [s.name for s in SECTIONS if s.name not in unlisted and not s.at]
    field = rf"({'|'.join(top)}|({'|'.join(sections)})\..+)"
    value = {"type": ["string", "array"], "items": {"type": "string"}}
    return {
        "description": "An entry.",
        **schema,
        "required": ["on", "recorded", "by", "op", "event", "n"],
        "patternProperties": {
            f"^{field}(_was)?$": {
                "description": "A setting by its path, or what it was; numbers and days as texts.",
                **value,
            },
            f"^{field}_after$": _replaced(outputs, "the setting"),
        },
    }


def _setting_type(outputs: Maker, setting: Setting) -> Schema:
    if setting.key == "schema":
        return outputs.of_type("ordinal")
    if setting.type == "texts":
        return outputs.of_type("text+" if setting.required else "text*")
    if setting.type in {"day", "days"}:
        return outputs.of_type("day*" if setting.type == "days" else "day")
    of_type = outputs.of_type("count" if setting.type == "number" else "text")
    if setting.most < 1_000_000:
        of_type["maximum"] = setting.most
    if setting.words:
        of_type["enum"] = list(setting.words)
    return of_type if setting.default is None else {**of_type, "default": setting.default}


def _output(outputs: Maker, name: str, defs: Schema) -> Schema:
    head = (
        Row("schema", "int", "The version of the output. Later ones only add keys."),
        Row("kind", "text", "What the output is."),
        Row("as_of", "day?", "The day the plan was judged on."),
        Row("unreadable", "unreadable*", "What could not be read; empty where all could be."),
    )
    schema = outputs.table(name, () if name == "error" else head)
    if name != "error":
        for key, value in (("schema", 1), ("kind", _KINDS.get(name, name))):
            described = schema["properties"][key]["description"]
            schema["properties"][key] = {"description": described, "const": value}
    if name == "items":
        for word, ref in (("then", "fields"), ("else", "item")):
            every = {"items": {"items": {"$ref": f"#/$defs/{ref}"}}}
            schema |= {"if": {"required": ["columns"]}, word: {"properties": every}}
    return outputs.with_defs(schema, defs)


def schemas() -> dict[str, str]:
    """The text of every schema by its name."""
    outputs = Maker(re.sub(r"^#.*\n", "", TABLES.read_text(encoding="utf-8"), flags=re.M))
    item = {
        "description": "An item with all its fields.",
        "$ref": "#/$defs/fields",
        "required": [field.key for field in FIELDS if field.json == "list"],
    }
    defs = {"fields": item_fields(outputs), "item": item, "value": _VALUE}
    made: dict[str, str] = {}
    for name, title in SCHEMAS.items():
        if name == "item-file":
            schema = item_file(outputs)
        elif name == "inspection-file":
            schema = inspection_file(outputs)
        elif name == "settings-file":
            schema = settings_file(outputs)
        else:
            schema = _output(outputs, name, defs)
        whole = {"$schema": DIALECT, "title": title, **schema}
        made[name] = compact(whole) + "\n"
    return made


def compact(value: Any, before: str = "", indent: int = 0) -> str:
    """The value as JSON text, on one line where it fits; `before` stands there already."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or indent + len(before) + len(line) < WIDTH:
        return before + line
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        pairs = [(f"{json.dumps(key)}: ", part) for key, part in value.items()]
    else:
        pairs = [("", part) for part in value]
    lines = ",\n".join(inner + compact(part, key, indent + 2) for key, part in pairs)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{before}{opening}\n{lines}\n{' ' * indent}{closing}"


def main() -> int:
    """Write the schemas into the package; the exit code."""
    folder = Path(str(files("hmic_tracker"))) / "schemas"
    for name, text in schemas().items():
        (folder / f"{name}.schema.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
