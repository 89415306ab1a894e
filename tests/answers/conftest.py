"""A plan whose Head of Public Protection was sent a workbook a week ago, and its log."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import Workbook

from hmic_tracker.domain.sendings import Sending
from hmic_tracker.store.index.queries import read_plan
from hmic_tracker.store.paths import SENT as SENT_FOLDER
from hmic_tracker.store.sending_codec import new_sending_text
from tests.answers.workbooks import fill, make_workbook, saved, sent_row
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
    "update REC-9 --owner 'Head of CID'",
    f"action add REC-9 'Agree one template' --owner '{PP}' --due 2008-12-19",
)
SENT: Final = date(2008, 11, 24)


def keep_log(folder: Path, log: Iterable[Sending]) -> None:
    """The plan's log has the sendings."""
    (folder / SENT_FOLDER).mkdir(exist_ok=True)
    for sent in log:
        (folder / SENT_FOLDER / f"{sent.id}.toml").write_text(new_sending_text(sent))


@dataclass
class Returning:
    """A plan with its log of sendings, and workbooks of them."""

    folder: Path
    log: list[Sending] = field(default_factory=list)

    def send(self, n: int = 1, on: date = SENT, owner: str = PP) -> Sending:
        """A sending of what the plan has now."""
        plan = read_plan(self.folder, False)
        items = {item.id: item for item in plan.items}
        rows = [sent_row([items[f"REC-{k}"]]) for k in range(5, 9)]
        rows.append(sent_row([items[f"AFI-{k}"] for k in range(11, 19)]))
        rows.append(sent_row([items["REC-9"]], step=1))
        noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        sent = Sending(n, on, noon, "Liaison Officer", f"op{n}", owner, rows=tuple(rows))
        self.log.append(sent)
        keep_log(self.folder, self.log)
        return sent

    def say_void(self, reason: str | None) -> None:
        """The first sending taken back, or not any more."""
        self.log[0] = self.log[0]._replace(void=reason)
        keep_log(self.folder, self.log)

    def lose_log(self) -> None:
        """The log is gone."""
        shutil.rmtree(self.folder / SENT_FOLDER)

    def workbook(self, answers: dict[str, dict[str, Any]], sent: Sending | None = None) -> Workbook:
        """The workbook of a sending, filled in."""
        book = make_workbook(sent or self.log[-1], read_plan(self.folder, False))
        return fill(book, answers)

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
    import shlex

    for line in WORK:
        assert run(*shlex.split(line)).code == 0
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-05")
    made = Returning(folder)
    made.send()
    return made
