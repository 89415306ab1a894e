"""What a document brings besides texts goes into files and comes back, through the index too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hmic_tracker.domain.importing import after_import
from hmic_tracker.domain.items import FieldChange, Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.store.index.queries import read_plan as read_indexed
from hmic_tracker.store.reading import read_plan
from hmic_tracker.store.writing import save_plan
from tests.conftest import Run
from tests.domain.test_importing import CELLS, STAMP, WHOLE, planned, rec

ITEMS = (WHOLE._replace(cause=1), rec("A", CELLS, kind="cause-of-concern"))


@pytest.fixture
def empty(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan with nothing in it."""
    monkeypatch.setenv("TRACKER_STORE", str(tmp_path / "new"))
    monkeypatch.setenv("TRACKER_TODAY", "2032-03-01")
    assert run("init", str(tmp_path / "new")).code == 0
    return tmp_path / "new"


def _written(folder: Path) -> Plan:
    plan = read_plan(folder)
    after = after_import(plan, planned(plan, *ITEMS))
    save_plan(folder, plan, after, STAMP, "import", date(2032, 3, 1))
    return after


def test_all_of_it_is_read_as_it_was_written(run: Run, empty: Path) -> None:
    after = _written(empty)
    for read in (read_plan, read_indexed):
        items = read(empty).items
        assert [item[:-1] for item in items] == [item[:-1] for item in after.items]
        assert [_changes(item) for item in items] == [_changes(item) for item in after.items]
    assert planned(read_plan(empty), *ITEMS).writes_nothing
    assert run("check").code == 0


def test_people_see_all_of_it(run: Run, empty: Path) -> None:
    _written(empty)
    assert run("show", "REC-1").out == (
        "REC-1  Recommendation 2a\n"
        "Inspection of letters 2031\n"
        "\n"
        "Status    in progress        RAG            green\n"
        "Progress  some work completed\n"
        "Due       June 2032 (deadline 30 Jun 2032), never moved\n"
        "Owner     Head of Letters    Board          none\n"
        "Evidence  2 pieces           Verified       no\n"
        "Response  partly accepted    In the source  must do\n"
        "\n"
        "  The force should log letters from the public on the day that they come in.\n"
        "\n"
        "Response\n"
        "  Weekends cost more.\n"
        "\n"
        "Evidence\n"
        "  1  LOG/1; 1 Feb 2032\n"
        "  2  https://example.org/log; 1 Feb 2032\n"
        "\n"
        "Links\n"
        "  answers  COC-1  Count its cells each night\n"
        "\n"
        "History\n"
        "  1 Feb 2032  imported: in progress, response partly accepted, some, owner\n"
        "              Head of Letters, due June 2032, answers COC-1, evidence 1 added:\n"
        "              LOG/1, evidence 2 added: https://example.org/log; “A log was\n"
        "              begun.”\n"
    )


def test_one_undo_takes_it_back_and_the_ids_are_given_again(run: Run, empty: Path) -> None:
    after = _written(empty)
    assert run("undo", "--yes").code == 0
    assert run("list", "--all", "--count").out == "0\n"
    again = _written(empty)
    assert [(item.id, item.uid) for item in again.items] == [
        (item.id, item.uid) for item in after.items
    ]


def _changes(item: Item) -> list[tuple[str | None, list[FieldChange]]]:
    """The note and the changes of each entry."""
    return [(entry.note, sorted(entry.changes, key=str)) for entry in item.history]
