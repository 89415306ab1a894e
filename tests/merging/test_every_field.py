"""Every field of an item, of the settings and of inspections merges by its row in its table.

What one person changed stands, whatever else the other did; what two changed otherwise is not
settled, or both where there may be several. A row that is new in a table is tried here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

import pytest

from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry
from hmic_tracker.domain.fields import FIELDS, LISTS, ItemField
from hmic_tracker.domain.inspection_fields import ALIASES, HEAD
from hmic_tracker.domain.inspection_fields import LISTS as ROWS
from hmic_tracker.domain.items import FieldChange, Item, Value, value_of
from hmic_tracker.domain.parts import PART_FIELDS
from hmic_tracker.domain.record_history import SETS, field_of, path_of, unsettled_in, with_changes
from hmic_tracker.domain.settings import SECTIONS, SETTINGS, Setting
from hmic_tracker.domain.settings_fields import UNTRACKED
from hmic_tracker.store.item_codec import edited_item_text, item_of, new_item_text
from hmic_tracker.store.record_files import RecordState, record_kind
from hmic_tracker.store.settings_codec import new_settings_text
from hmic_tracker.store.toml import decode
from tests.merging.meeting import met
from tests.merging.stores import Files

ITEM: Final = "items/REC-1.toml"
SETTINGS_FILE: Final = "tracker.toml"
INSPECTION: Final = "inspections/phase-one.toml"
DAY: Final = date(2008, 12, 1)
Two = tuple[Value, Value]
"""The values that two people give a field."""
TEXTS: Final = ("One", "Two")
DAYS: Final = ("2008-12-24", "2008-12-31")
BY_TYPE: Final[Mapping[str, tuple[str, str]]] = {
    "due": ("2009-01", "2009-03-31"),
    "day": DAYS,
    "until": DAYS,
    "days": DAYS,
    "number": ("5", "7"),
    "link": ("relates REC-2", "relates REC-3"),
}


def of_item_field(row: ItemField) -> Two:
    """Two values of a field of items."""
    one, two = row.words[:2] if row.words else BY_TYPE.get(row.type, TEXTS)
    return ((one,), (two,)) if row.several else (one, two)


def of_setting(row: Setting) -> Two:
    """Two values of a setting, none of them what holds without; one of what has no more."""
    words = [word for word in row.words if word != row.default]
    one, two = (words * 2)[:2] if words else BY_TYPE.get(row.type, TEXTS)
    return ((one,), (two,)) if row.type in {"texts", "days"} else (one, two)


def stamp(by: str, nth: int) -> Stamp:
    """A command of somebody's."""
    return Stamp(by, datetime(2008, 12, 1, 10, nth, tzinfo=UTC), f"{by.lower()}{nth:03}")


MINE: Final = stamp("Mine", 1)
THEIRS: Final = stamp("Theirs", 2)
OF_ITEMS: Final[dict[str, Two]] = {
    row.key: of_item_field(row) for row in FIELDS if row.tracked and row.type != "yes"
} | {
    f"{kind}_1_{name}": BY_TYPE["due"] if name == "due" else ("2", "3") if name == "size" else DAYS
    for kind, names in PART_FIELDS.items()
    for name in names
}
TABLES: Final = {
    section.name: tuple(
        section.names.get(part, ("some",))[0] if part.isupper() else part for part in section.places
    )
    for section in SECTIONS
}
OF_SETTINGS: Final[dict[str, Two]] = {
    field_of(path): of_setting(row)
    for row in SETTINGS
    if row.section not in UNTRACKED and row.key not in UNTRACKED
    for key in ("mine" if row.key == "*" else row.key,)
    for path in ((*TABLES[row.section], key),)
}
ABOUT: Final = {
    "grades": ("custody", "2007"),
    "national": ("custody", "2007"),
    "reported": ("custody", "recommendation", "2008-09-11", "Report 9"),
}
BY_NAME: Final[Mapping[str, tuple[str, str]]] = {
    "state": ("not-inspected", "unknown"),
    "grades": ("Good, Fair", "Good, Poor"),
    "printed": ("4 10", "5 10"),
    "source": ("Report 9, paragraph 1", "Report 9, paragraph 2"),
    **dict.fromkeys(("publication", "revisit"), BY_TYPE["due"]),
    **dict.fromkeys(("expected", "total", "completed"), BY_TYPE["number"]),
}
OF_INSPECTIONS: Final[dict[str, Two]] = {
    **{name: BY_NAME.get(name, TEXTS) for name in HEAD.values()},
    **{
        field_of((key, *ABOUT[key], name)): BY_NAME.get(name, TEXTS)
        for key, rows in ROWS.items()
        for name in rows.fields
    },
    ALIASES: (TEXTS[:1], TEXTS[1:]),
}
BASE_SETTINGS: Final = """
[frameworks.some]
name = "Some"
[boards.some]
name = "Some"
[people.some]
name = "Some"
[bodies.some]
name = "Some"
[papers.some]
title = "Some"
[papers.some.text.some.findings]
text = "Some"
[scales.some]
grades = ["Good", "Poor"]
"""
BASE_INSPECTION: Final = """
id = "phase-one"
title = "Phase One"

[[grades]]
framework = "custody"
period = "2007"
state = "graded"

[[national]]
framework = "custody"
period = "2007"
printed = [3, 10]

[[reported]]
framework = "custody"
kind = "recommendation"
on = 2008-09-11
total = 4
completed = 1
sentence = ""
source = "Report 9"
"""


def base() -> Files:
    """A plan of one item and one inspection, with a table of each kind in its settings."""
    blank = Item("REC-1", "u1", "recommendation")
    changes = (
        FieldChange("status", None, "done"),
        FieldChange("action_1_text", None, "Agree the template"),
        FieldChange("evidence_1_ref", None, "PPU/08/114"),
    )
    made = stamp("Liaison Officer", 0)
    item = apply(blank, next_entry(blank, DAY, made, "added", changes))
    files = {
        ITEM: new_item_text(item).encode(),
        SETTINGS_FILE: (new_settings_text("Example Police") + BASE_SETTINGS).encode(),
        INSPECTION: BASE_INSPECTION.encode(),
    }
    for path in (SETTINGS_FILE, INSPECTION):  # their histories begin
        files |= changed(files, path, {}, made)
    return files


def changed(files: Files, path: str, values: Mapping[str, Value], by: Stamp) -> Files:
    """The plan with fields of a file changed by somebody."""
    text, kind = decode(files[path]), record_kind(path)
    if kind is None:
        item = item_of(text)
        entry = next_entry(item, DAY, by, "updated", changes_to(item, dict(values)))
        return {**files, path: edited_item_text(text, item, apply(item, entry)).encode()}
    before = kind.read(text)
    fields = {**before.fields, **values}
    history = with_changes(before.history, before.fields, fields, DAY, by)
    return {**files, path: kind.write(text, before, RecordState(history, fields)).encode()}


def value_in(files: Files, path: str, field: str) -> tuple[Value, bool]:
    """The value of a field in a file, and whether it is not settled."""
    text, kind = decode(files[path]), record_kind(path)
    if kind is None:
        item = item_of(text)
        return value_of(item, field), field in dict(item.unsettled)
    state = kind.read(text)
    return state.fields.get(field), field in unsettled_in(state.history)


CASES: Final = [
    pytest.param(path, field, two, id=f"{path.partition('/')[0]} {field}")
    for path, fields in (
        (ITEM, OF_ITEMS),
        (SETTINGS_FILE, OF_SETTINGS),
        (INSPECTION, OF_INSPECTIONS),
    )
    for field, two in fields.items()
]
BESIDE: Final[Mapping[str, tuple[str, str]]] = {
    ITEM: ("source_kind", "board"),
    SETTINGS_FILE: ("organisation", "marking"),
    INSPECTION: ("programme", "url"),
}
"""Fields that somebody else changes meanwhile: the first that is another one."""


@pytest.mark.parametrize(("path", "field", "two"), CASES)
def test_what_one_changed_stands_beside_what_another_did(path: str, field: str, two: Two) -> None:
    plan = base()
    beside = next(name for name in BESIDE[path] if name != field)
    mine = changed(plan, path, {field: two[0]}, MINE)
    assert value_in(mine, path, field) == (two[0], False)
    theirs = changed(plan, path, {beside: "Other"}, THEIRS)
    both = met(plan, mine, theirs)
    assert both == met(plan, theirs, mine)
    assert value_in(both, path, field) == (two[0], False)
    assert value_in(both, path, beside) == ("Other", False)


@pytest.mark.parametrize(("path", "field", "two"), CASES)
def test_what_two_gave_otherwise_is_both_or_not_settled(path: str, field: str, two: Two) -> None:
    plan = base()
    mine, theirs = (
        changed(plan, path, {field: value}, by)
        for value, by in zip(two, (MINE, THEIRS), strict=True)
    )
    both = met(plan, mine, theirs)
    assert both == met(plan, theirs, mine)
    assert met(plan, both, mine) == met(plan, theirs, both) == both
    value, is_unsettled = value_in(both, path, field)
    if two[0] == two[1]:
        assert (value, is_unsettled) == (two[0], False)
        return
    is_set = field in LISTS if path == ITEM else path_of(field)[-1] in SETS
    if is_set:
        assert isinstance(value, tuple)
        assert {*(two[0] or ()), *(two[1] or ())} <= {*value}
        assert not is_unsettled
    else:
        assert value in two
        assert is_unsettled
        chosen = changed(both, path, {field: next(one for one in two if one != value)}, MINE)
        assert value_in(chosen, path, field)[1] is False
        assert met(both, chosen, both) == chosen


def test_a_yes_that_one_gave_stands_beside_what_another_did() -> None:
    for row in FIELDS:
        if not row.tracked or row.type != "yes":
            continue
        plan = base()
        mine = changed(plan, ITEM, {row.key: "yes"}, MINE)
        theirs = changed(plan, ITEM, {"board": "Other"}, THEIRS)
        assert value_in(met(plan, mine, theirs), ITEM, row.key) == ("yes", False)
