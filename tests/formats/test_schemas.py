"""The JSON Schemas that are shipped say what comes out, and what the files of a plan have."""

from __future__ import annotations

import json
import re
import tomllib
from copy import deepcopy
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from scripts.make_schemas import schemas

from hmic_tracker.commands.schema import SCHEMAS, schema_text
from hmic_tracker.domain.fields import FIELDS, TRACKED
from hmic_tracker.domain.grades import STATES
from hmic_tracker.domain.inspections import INSPECTION_LISTS, Inspection
from hmic_tracker.domain.words import KINDS, PROGRESS, RAGS, STATUSES
from hmic_tracker.query.selection import Selection, choose
from hmic_tracker.render.views.columns import COLUMNS, columns_named
from hmic_tracker.render.views.list_content import items_content
from hmic_tracker.reports.item_rows import listing
from hmic_tracker.store.item_codec import new_item_text
from hmic_tracker.store.reading import read_plan
from tests.conftest import EXAMPLE, EXAMPLES, Run

Schema = dict[str, Any]


def schema(name: str) -> Schema:
    found: Schema = json.loads(schema_text(name))
    return found


def faults(name: str, value: object) -> list[str]:
    """What a schema has against a value, and the keys of the value that it doesn't speak of."""
    whole = schema(name)
    validator = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    found = [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(value)]
    return found + strangers(value, whole, whole)


def strangers(value: object, part: Schema, whole: Schema, place: str = "$") -> list[str]:
    parts = _parts(part, whole)
    if isinstance(value, list):
        inside = {k: v for one in parts for k, v in one.get("items", {}).items()}
        return [
            f for n, v in enumerate(value) for f in strangers(v, inside, whole, f"{place}[{n}]")
        ]
    if not isinstance(value, dict):
        return []
    known = {key: inner for one in parts for key, inner in one.get("properties", {}).items()}
    named = {key: inner for one in parts for key, inner in one.get("patternProperties", {}).items()}
    known |= {
        key: inner
        for key in value
        for pattern, inner in named.items()
        if key not in known and re.search(pattern, key)
    }
    others = [one["additionalProperties"] for one in parts if "additionalProperties" in one]
    if "items" in known and place == "$":
        known["items"] = {"items": {"$ref": "#/$defs/item"}}
    patterns = {k: inner for one in parts for k, inner in one.get("patternProperties", {}).items()}
    known |= {key: inner for p, inner in patterns.items() for key in value if re.search(p, key)}
    found = []
    for key, inner in value.items():
        if key not in known and not others:
            found.append(f"{place}.{key} is not described: add it to the schema")
        found += strangers(inner, known.get(key) or (others or [{}])[0], whole, f"{place}.{key}")
    return found


def _parts(part: Schema, whole: Schema) -> list[Schema]:
    if "$ref" not in part:
        return [part]
    return [part, *_parts(whole["$defs"][part["$ref"].removeprefix("#/$defs/")], whole)]


def as_json(value: object) -> Any:
    """A TOML value as an editor checks it: dates are texts."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def test_every_schema_that_is_shipped_is_listed_and_is_one() -> None:
    folder = files("hmic_tracker") / "schemas"
    shipped = {path.name.removesuffix(".schema.json") for path in folder.iterdir()}
    assert shipped == set(SCHEMAS)
    for name in SCHEMAS:
        Draft202012Validator.check_schema(schema(name))
        assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_those_that_are_shipped_are_what_their_tables_make() -> None:
    stale = [name for name, text in schemas().items() if text != schema_text(name)]
    assert stale == [], "write them again: make schemas"


def test_a_schema_has_the_definitions_it_uses_and_no_others() -> None:
    for name in SCHEMAS:
        text = schema_text(name)
        used = set(re.findall(r'"\$ref": "#/\$defs/([^"]+)"', text))
        assert used == set(json.loads(text).get("$defs", {}))


def test_without_a_name_they_are_listed(run: Run) -> None:
    found = run("schema")
    assert found.code == 0
    assert [line.split()[0] for line in found.out.splitlines()] == list(SCHEMAS)
    assert json.loads(run("schema", "--json").out)["schemas"] == SCHEMAS


@pytest.mark.parametrize("typed", ["items", "Items", "items.schema.json"])
def test_a_schema_is_printed_as_it_is_shipped(run: Run, typed: str) -> None:
    found = run("schema", typed)
    assert (found.code, found.err, found.out) == (0, "", schema_text("items"))


def test_an_unknown_schema_is_told_with_those_there_are(run: Run) -> None:
    found = run("schema", "../items-file")
    assert (found.code, found.out) == (2, "")
    assert found.err == (
        "tracker: there is no schema '../items-file'\n"
        f"did you mean item-file? the schemas are: {', '.join(SCHEMAS)}\n"
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("items", "list"),
        ("items", "list --all"),
        ("items", "list --overdue --limit 3"),
        ("items", "list --changed-since 2008-01-01"),
        ("items", "list --changed-since 2008-01-01 --columns id,due"),
        ("items", "list --all --columns id,due"),
        ("items", "list --overdue --count"),
        ("summary", "summary --framework pvp"),
        ("items", "show REC-5"),
        ("items", "show REC-1..4 AFI-3 --as-of 2008-11-01"),
        ("grades", "grades"),
        ("grades", "grades --as-of 2007-01-01"),
        ("summary", "summary"),
        ("summary", "summary --as-of 2008-01-01"),
        ("slippage", "summary --slippage"),
        ("slippage", "summary --slippage --kind rec --as-of 2008-11-01"),
        ("trend", "trend"),
        ("trend", "trend --framework pvp --by-quarter"),
        ("trend", "trend --as-of 2008-01-01"),
        ("history", "history"),
        ("history", "history REC-5"),
        ("check", "check"),
        ("reminders", "remind"),
        ("reminders", "remind --days 60 --owner none"),
        ("people", "person list"),
        ("people", "person add Lead"),
        ("people", "person add Lead --mail lead@example.org --dry-run"),
        ("inspections", "inspection list"),
        ("inspection", "inspection show hmic-2007-phase-one"),
        ("inspection", "inspection add PEEL --body HMICFRS --published 2008-10-13"),
        ("inspection", "inspection edit hmic-2007-phase-one --revisit 2009-10"),
        ("evidence", "evidence check"),
        ("bundle", "bundle --all --dry-run"),
        ("bundle", "bundle REC-1..5 --internal --to HMICFRS --dry-run"),
        ("steps", "action list"),
        ("steps", "action list REC-5 --open --as-of 2008-12-01"),
        ("items", "list --all --columns completed_on,agreed_by,last_words,pieces,days_late"),
        ("frameworks", "framework list"),
        ("boards", "board list"),
        ("settings", "settings list --all"),
        ("setting", "settings show frameworks.mp.parent"),
        ("settings-change", "settings set thresholds.near_days 400 --dry-run"),
        ("settings-change", "settings set holidays 2008-12-24"),
        ("settings-change", "settings unset marking"),
        ("settings-change", "framework rename pvp Safeguarding --yes"),
        ("settings-change", "board add Committee --meeting 2008-12-11"),
        ("items", "show AFI-11 AFI-12"),
    ],
)
@pytest.mark.parametrize("worked_on", [False, True], ids=["fresh", "worked on"])
def test_what_comes_out_is_what_the_schema_says(
    run: Run, plan: Path, name: str, words: str, worked_on: bool
) -> None:
    if worked_on:
        run("update", "REC-5", "--due", "2009-01-15", "--reason", "IT", "--owner", "Head of PVP")
        run("update", "REC-6", "--status", "withdrawn", "--reason", "merged", "--title", "T")
        run("note", "REC-5", "chased", "--publish")
        run("add", "gp", "Meets every Monday.")
        run("action", "add", "REC-5", "Agree it", "--due", "2008-12")
        run("action", "done", "REC-5", "1")
        run("evidence", "add", "REC-1", "tracker.toml", "--shows", "the plan")
        run("verify", "REC-1", "REC-2", "--override", "no time", "--yes")
        run("link", "AFI-12", "duplicates", "AFI-11")
        (plan / "items" / "REC-7.toml").write_text("broken = ")
    found = json.loads(run(*words.split(), "--json").out)
    assert found["kind"] == name
    assert faults(name, found) == []


def test_what_an_import_says_is_what_its_schema_says(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--status", "done")
    for words in (["--dry-run"], ["--yes"]):
        assert faults("import", json.loads(run("import", EXAMPLE, *words, "--json").out)) == []
    text = (EXAMPLES / "hmic-2008-phase-two.txt").read_text(encoding="utf-8")
    found = json.loads(run("import", "-", "--yes", "--carry", "--json", stdin=text).out)
    assert (len(found["repeats"]), found["carried"]) == (3, True)
    assert faults("import", found) == []


def test_what_an_undo_says_is_what_its_schema_says(run: Run, plan: Path) -> None:
    before = {path: path.read_bytes() for path in (plan / "items").iterdir()}
    run("note", "REC-6", "gone")
    for path, data in before.items():
        path.write_bytes(data)
    run("update", "REC-5", "--status", "done")
    run("note", "REC-7", "seen")
    for words in (["--dry-run"], [], ["--redo"], [], [], ["--yes"], ["--redo", "--yes"]):
        found = json.loads(run("undo", *words, "--json").out)
        assert (found["kind"], found["written"]) == ("undo", words != ["--dry-run"])
        assert faults("undo", found) == []
    assert found["created"]
    assert found["passed_over"] == []


@pytest.mark.parametrize(
    "words", [["show", "REC-99"], ["list", "--framework", "x"], ["lits"], ["list", "--no"]]
)
def test_an_error_is_what_its_schema_says(run: Run, plan: Path, words: list[str]) -> None:
    assert faults("error", json.loads(run(*words, "--json").err)) == []


def test_picked_columns_are_what_the_schema_says(plan: Path) -> None:
    whole, wanted, day = read_plan(plan), Selection(include_all=True), date(2008, 12, 1)
    found = listing(whole, choose(whole, wanted, day), wanted, day)
    for asked in ("id,due", ",".join(COLUMNS)):
        value = items_content(found, columns_named(asked)).value()
        assert faults("items", value) == []
        assert faults("items", {**value, "columns": ["colour"]})
        # Without the word that fields were picked, all of them have to be there.
        del value["columns"]
        assert bool(faults("items", value)) == (asked == "id,due")


def test_what_changed_stands_with_its_own_item_also_in_groups(run: Run, plan: Path) -> None:
    run("update", "REC-6", "--owner", "A", "--on", "2008-12-01")
    run("note", "REC-5", "chased")
    words = "list --changed-since 2008-01-01 --group-by owner --columns id --json"
    found = json.loads(run(*words.split()).out)
    assert found["items"][0]["id"] == "REC-6"
    histories = {
        i["id"]: i["history"] for i in json.loads(run("show", "REC-5..6", "--json").out)["items"]
    }
    for item in found["items"]:
        if item["id"] in histories:
            assert [one.pop("arrived") for one in item["changes"]] == [None] * len(item["changes"])
            assert item["changes"] == histories[item["id"]]


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("status", "completed"),
        ("kind", "rec"),
        ("progress", None),
        ("rag", "yellow"),
        ("due", "30/09/2008"),
        ("deadline", "2008-09-31"),
        ("days_overdue", -1),
        ("overdue", 1),
        ("tags", "dogs"),
        ("id", None),
    ],
)
def test_a_wrong_value_is_found(run: Run, plan: Path, key: str, wrong: object) -> None:
    found = json.loads(run("list", "--json").out)
    broken = deepcopy(found)
    broken["items"][0][key] = wrong
    assert faults("items", found) == []
    assert faults("items", broken)
    del broken["items"][0][key]
    assert faults("items", broken)


def test_the_files_of_a_plan_are_what_their_schemas_say(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--due", "2009-01-15", "--reason", "IT", "--owner", "Head of PVP")
    run("update", "REC-6", "--status", "withdrawn", "--reason", "merged", "--title", "T")
    run("add", "gp", "Meets every Monday.")
    paths = sorted((plan / "items").glob("*.toml"))
    assert len(paths) == 65
    for path in paths:
        assert faults("item-file", as_json(tomllib.loads(path.read_text(encoding="utf-8")))) == []
    settings = tomllib.loads((plan / "tracker.toml").read_text(encoding="utf-8"))
    assert faults("settings-file", as_json(settings)) == []


def test_the_file_of_an_inspection_is_what_its_schema_says(run: Run, plan: Path) -> None:
    name = "hmic-2007-phase-one"
    run("inspection", "edit", name, "--revisit", "2009-10", "--published", "2007-10-16")
    path = plan / "inspections" / f"{name}.toml"
    values = as_json(tomllib.loads(path.read_text(encoding="utf-8")))
    assert faults("inspection-file", values) == []
    known = schema("inspection-file")["properties"]
    assert set(known) == {*Inspection._fields, "entries"}
    for name, record in INSPECTION_LISTS.items():
        assert [*known[name]["items"]["properties"]] == [*record._fields]
    entry = known["history"]["items"]
    pattern = next(iter(entry["patternProperties"]))
    named = {key for one in values["history"] for key in one}
    assert all(key in entry["properties"] or re.search(pattern, key) for key in named)
    broken: tuple[dict[str, Any], ...] = (
        {"published": "soon"},
        {"grades": [{"framework": "np"}]},
        {"history": [{"n": 1}]},
    )
    for wrong in broken:
        assert faults("inspection-file", {**values, **wrong})


def test_the_settings_in_the_docs_are_what_their_schema_says() -> None:
    docs = Path(__file__).resolve().parents[2] / "docs" / "settings.md"
    blocks = docs.read_text(encoding="utf-8").split("```toml\n")[1:]
    settings = [
        text for block in blocks if (text := block.partition("```")[0]).startswith("schema")
    ]
    assert settings
    for text in settings:
        assert faults("settings-file", as_json(tomllib.loads(text))) == []


def test_an_editor_is_told_every_key_and_word_of_an_item(plan: Path) -> None:
    known = schema("item-file")["properties"]
    item = read_plan(plan).items[0]
    assert set(tomllib.loads(new_item_text(item))) <= set(known)
    assert known["kind"]["enum"] == list(KINDS)
    assert known["status"]["enum"] == list(STATUSES)
    assert known["progress"]["enum"] == list(PROGRESS)
    entry = known["history"]["items"]["properties"]
    for field in TRACKED:
        assert {field, f"{field}_was"} <= set(entry)
    assert all("description" in inner for inner in (*known.values(), *entry.values()))


def test_the_words_of_the_schemas_are_those_of_the_field() -> None:
    fields = schema("items")["$defs"]["fields"]["properties"]
    assert set(COLUMNS) <= set(fields)
    assert schema("items")["$defs"]["item"]["required"] == [
        field.key for field in FIELDS if field.head and field.json == "list"
    ]
    assert schema("items")["properties"]["columns"]["items"]["enum"] == list(COLUMNS)
    assert fields["kind"]["enum"] == list(KINDS)
    assert fields["status"]["enum"] == list(STATUSES)
    assert fields["progress"]["enum"] == list(PROGRESS)
    assert fields["rag"]["enum"] == list(RAGS)
    assert schema("grades")["$defs"]["grade"]["properties"]["state"]["enum"] == list(STATES)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('status = "completed"', True),
        ('kind = "rec"', True),
        ('progress = "most"', True),
        ('due = "Sep 2008"', True),
        ("due = 2008-09-30", False),
        ("number = -1", True),
        ('tags = "dogs"', True),
        ('own_key = "kept"', False),
    ],
)
def test_an_editor_finds_a_slip_in_an_items_file(plan: Path, line: str, found: bool) -> None:
    text = (plan / "items" / "REC-5.toml").read_text(encoding="utf-8")
    head = "".join(
        kept
        for kept in text.partition("[[history]]")[0].splitlines(keepends=True)
        if kept.split(" ")[0] != line.split(" ", maxsplit=1)[0]
    )
    value = as_json(tomllib.loads(head + line))
    validator = Draft202012Validator(schema("item-file"))
    assert bool(list(validator.iter_errors(value))) is found
