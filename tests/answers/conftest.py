"""A plan whose Head of Public Protection was sent a workbook a week ago by `remind`."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import Workbook

from hmic_tracker.documents.answers import cells, saved_mail, workbook_cells
from hmic_tracker.domain.frameworks import slug_of
from hmic_tracker.domain.sendings import Sending
from hmic_tracker.store.paths import SENT as SENT_FOLDER
from hmic_tracker.store.sendings import read_sendings
from tests.answers.workbooks import fill, opened, saved
from tests.conftest import Run

PP: Final = "Head of Public Protection"
PEOPLE: Final = f"""
[people."{PP}"]
holder = "A. Holder"
mail = "hpp@example.police.uk"

[people."Head of CID"]
mail = "cid@example.police.uk"
"""
WORK: Final = (
    f"update REC-5..8 AFI-11..18 --owner '{PP}' --yes",
    "update REC-13 --owner 'Head of CID'",
    f"action add REC-13 'Agree one template' --owner '{PP}' --due 2008-12-19",
)
SENT: Final = date(2008, 11, 24)
TASKS: Final = {"cells": workbook_cells.make, "saved mail": saved_mail.make}


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """The program takes a day for today."""
    before = os.environ["TRACKER_TODAY"]
    os.environ["TRACKER_TODAY"] = str(day)
    try:
        yield
    finally:
        os.environ["TRACKER_TODAY"] = before


@dataclass
class Returning:
    """A plan with its log of sendings, and workbooks of them."""

    folder: Path
    packs: Path
    run: Run

    @property
    def log(self) -> list[Sending]:
        """What was sent."""
        return read_sendings(self.folder)[0]

    def send(self, on: date = SENT, owner: str = PP) -> Sending:
        """Send what the plan has now."""
        with on_day(on):
            done = self.run("remind", "-o", self.packs, "--owner", owner)
        assert done.code == 0, done.err
        return self.log[-1]

    def lose_log(self) -> None:
        """The log is gone."""
        shutil.rmtree(self.folder / SENT_FOLDER)

    def sent_file(self, owner: str = PP) -> bytes:
        """The workbook that went out last to an owner."""
        return (self.packs / f"answers-{slug_of(owner)}.xlsx").read_bytes()

    def workbook(self, answers: dict[str, dict[str, Any]], owner: str = PP) -> Workbook:
        """The workbook that went out last, filled in."""
        return fill(opened(self.sent_file(owner)), answers)

    def file(self, answers: dict[str, dict[str, Any]], name: str = "answers.xlsx") -> Path:
        """The workbook of the last sending, filled in, as a file."""
        path = Path(name)
        path.write_bytes(saved(self.workbook(answers)))
        return path


@pytest.fixture
def returning(
    imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> Returning:
    """The plan, with one sending in its log."""
    folder = tmp_path / "plan"
    shutil.copytree(imported, folder)
    settings = folder / "tracker.toml"
    settings.write_text(settings.read_text() + PEOPLE)
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    monkeypatch.setenv("TRACKER_TODAY", "2008-11-20")
    for line in WORK:
        assert run(*shlex.split(line)).code == 0
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-05")
    made = Returning(folder, tmp_path / "packs", run)
    made.send()
    return made


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a child would read is read here: a hundred children would take minutes."""

    def call(task: str, data: bytes, name: str) -> Any:
        return json.loads(json.dumps(TASKS[task](data, name)))

    monkeypatch.setattr(cells, "call_in_child", call)
