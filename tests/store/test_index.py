"""What the tests of the index share: stores to write, and both answers held against each other."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.errors import TrackerError
from hmic_tracker.query.selection import Selection
from hmic_tracker.store.index import database as index
from hmic_tracker.store.index import queries as indexed
from hmic_tracker.store.index.queries import ListQuery, read_listed_items, read_plan
from hmic_tracker.store.item_codec import new_item_text
from tests.query.asking import ITEMS, TODAY

FUZZ: Final = int(os.environ.get("TRACKER_FUZZ", "0"))
"""How many examples a property is tried on, where more than the short form's are asked for."""

SETTINGS: Final = """\
schema = 2
organisation = "Example Police"
holidays = [2008-12-24, 2008-12-29]

[frameworks.protecting-vulnerable-people]
name = "Protecting Vulnerable People"
aliases = ["PVP – overall"]
board = "Public Protection Steering Group"

[frameworks.domestic-violence]
name = "Domestic Violence"
parent = "protecting-vulnerable-people"

[frameworks.neighbourhood-policing]
name = "Neighbourhood Policing"
board = "Performance Board"

[people."Head of Public Protection"]
holder = "A. Person"
mail = "hpp@example.org"
group = "Specialist Crime"

[people.smith]
group = "Territorial Policing"

[thresholds]
near_days = 10

[scales.own]
grades = ["Gold", "Silver"]

[filters]
hot = "overdue and moves = 0"

[retired]
REC-99 = "abcdefgh"
"""
INSPECTION: Final = """\
id = "hmic-2007"
title = "HMIC Inspection 2007 Phase One"
published = "2008-03"
expected = 43

[[grades]]
framework = "neighbourhood-policing"
period = "2007"
grade = "Good"
scale = "hmic-2005"

[[national]]
framework = "neighbourhood-policing"
period = "2007"
grades = ["Excellent", "Good", "Fair", "Poor"]
printed = [3, 20, 18, 2]

[[reported]]
framework = "neighbourhood-policing"
kind = "recommendation"
on = 2008-09-11
total = 3
completed = 1

[[warnings]]
line = 12
text = "Something to look at"

[[sources]]
title = "Progress report"
on = 2008-09-11
sha256 = "00"
text = '''
As it was.
'''
"""

Answer = tuple[Any, ...]


def write_store(folder: Path, items: Iterable[Item] = ITEMS) -> Path:
    """A store with the items, at the path."""
    (folder / "items").mkdir(parents=True)
    (folder / "inspections").mkdir()
    (folder / "tracker.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "inspections" / "hmic-2007.toml").write_text(INSPECTION, encoding="utf-8")
    for item in items:
        write_item(folder, item)
    return folder


def write_item(folder: Path, item: Item) -> Path:
    """An item's file, written in place."""
    path = folder / "items" / f"{item.id}.toml"
    path.write_text(new_item_text(item), encoding="utf-8")
    return path


def told(ask: Callable[[], Answer]) -> Answer:
    """What is answered, or the error that a person would see."""
    try:
        return ask()
    except TrackerError as error:
        return type(error), error.message, error.hint


def plan_told(folder: Path, use_index: bool) -> Answer:
    """The whole plan, as compared: equal records, in equal order."""
    return told(lambda: tuple(read_plan(folder, use_index)))


def list_told(folder: Path, list_query: ListQuery, use_index: bool) -> Answer:
    """What a list is told."""

    def ask() -> Answer:
        plan, chosen, wanted = read_listed_items(folder, lambda _: list_query, use_index)
        return replace(plan, items=()), chosen, wanted

    return told(ask)


OVERDUE: Final = ListQuery(Selection(overdue=True), TODAY)
WISHES: Final = (
    OVERDUE,
    ListQuery(Selection(include_all=True), TODAY),
    ListQuery(Selection(), TODAY, limit=2),
    ListQuery(Selection(tags=("legacy",)), TODAY),
)


def check_truth(folder: Path) -> Plan:
    """The plan by the index, which is the plan by the TOML, and so is every list."""
    assert plan_told(folder, True) == plan_told(folder, False)
    for list_query in WISHES:
        assert list_told(folder, list_query, True) == list_told(folder, list_query, False)
    return read_plan(folder)


class NotServedError(AssertionError):
    """The TOML was read where the index had to serve."""


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails a test in which the index leaves the answer to the TOML."""
    must_serve(monkeypatch)


def must_serve(patch: pytest.MonkeyPatch) -> None:
    """From here on, what is asked of the index has to come from the index."""
    asked = indexed._served

    def strictly(folder: Path, use_index: bool, ask: Callable[..., Any]) -> Any:
        found = asked(folder, use_index, ask)
        if use_index and found is None:
            raise NotServedError
        return found

    patch.setattr(indexed, "_served", strictly)


def rows_in(folder: Path) -> int:
    """How many items the index file has."""
    with sqlite3.connect(index.index_path(folder)) as db:
        found: int = db.execute("select count(*) from items").fetchone()[0]
    db.close()
    return found


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A small store."""
    return write_store(tmp_path / "store")


@pytest.mark.usefixtures("served")
def test_the_index_is_a_file_of_the_cache_folder_that_only_its_person_can_read(store: Path) -> None:
    plan = check_truth(store)
    assert [item.id for item in plan.items][:3] == ["REC-1", "REC-2", "REC-10"]
    path = index.index_path(store)
    assert path.is_relative_to(Path.home() / ".cache" / "hmic-tracker")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert rows_in(store) == len(ITEMS)
    assert sorted(p.name for p in store.iterdir()) == ["inspections", "items", "tracker.toml"]


def test_the_cache_folder_is_the_one_that_the_system_names(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    check_truth(store)
    assert index.index_path(store).parent == tmp_path / "elsewhere" / "hmic-tracker"
    assert rows_in(store) == len(ITEMS)
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert index.index_path(store).parent == Path.home() / ".cache" / "hmic-tracker"


@pytest.mark.usefixtures("served")
def test_deleting_the_index_loses_nothing(store: Path) -> None:
    before = check_truth(store)
    index.discard(store)
    assert not index.index_path(store).exists()
    assert check_truth(store) == before


@pytest.mark.usefixtures("served")
def test_ids_that_look_alike_keep_one_order(tmp_path: Path) -> None:
    ids = ["REC-0", "REC-00", "REC-", "REC-.5", "REC-x", "REC-5", "REC-05", "REC-a-1", "rec-5"]
    ids += [
        "X-1",
        "1",
        "GP-2",
        "GP-02",
        "-",
        "REC-" + "9" * 18,
        "REC-" + "9" * 19,
        "REC-" + "0" * 19,
        "AFI-" + "9" * 60,
    ]
    store = write_store(tmp_path / "odd", [replace(ITEMS[0], id=i) for i in ids])
    assert len(check_truth(store).items) == len(ids)


@pytest.mark.usefixtures("served")
def test_a_history_is_a_sequence_like_any_other(store: Path) -> None:
    by_index, by_toml = read_plan(store).items[2], read_plan(store, False).items[2]
    one, two = by_index.history, by_toml.history
    assert one == two
    assert two == one
    assert hash(by_index) == hash(by_toml)
    assert (len(one), one[-1], one[1:], list(one)) == (2, two[-1], two[1:], list(two))
    assert bool(one) is True
    assert one[0] in one
    assert one != two[1:]


@pytest.mark.usefixtures("served")
def test_days_at_both_ends_of_the_calendar_can_be_asked_for(tmp_path: Path) -> None:
    ends = ("0001-01-01", "0001-01", "9999-12-31", "9999-12", "2008-02", "2008-02-29")
    items = [
        replace(ITEMS[1], id=f"REC-{n}", due=due, original_due=due) for n, due in enumerate(ends)
    ]
    store = write_store(tmp_path / "ends", items)
    for day in (date.min, date.max, date(2008, 2, 29), date(2008, 3, 1)):
        for due in ends:
            for wanted in (
                Selection(include_all=True, due_by=due),
                Selection(include_all=True, due_before=due),
                Selection(include_all=True, due_after=due),
            ):
                list_query = ListQuery(wanted, day)
                assert list_told(store, list_query, True) == list_told(store, list_query, False)
        overdue = OVERDUE._replace(today=day)
        assert list_told(store, overdue, True) == list_told(store, overdue, False)
