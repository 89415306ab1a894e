"""A month with five leads of different habits ends as if their answers had been typed."""

from __future__ import annotations

import csv
import io
import json
import shlex
import shutil
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final

import pytest

from hmic_tracker.domain.sendings import Sending
from hmic_tracker.store.index.queries import read_plan
from tests.answers.conftest import keep_log
from tests.answers.workbooks import fill, make_workbook, saved, sent_row
from tests.commands.terminal import Terminal
from tests.conftest import Run

pytestmark = [
    pytest.mark.posix,
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
OWNED: Final = {
    "Head of One": "REC-5..6",
    "Head of Two": "REC-7..8",
    "Head of Three": "REC-13",
    "Head of Four": "REC-14",
    "Head of Five": "AFI-39..48",
}
TYPED: Final = (
    "update REC-5 --progress almost --status in-progress",
    "update REC-6 --status done",
    "update REC-7 --progress some --status in-progress",
    "update REC-13 --status done",
    "update REC-14 --progress almost --status in-progress",
)


def sent_to(folder: Path, owner: str, n: int, on: date) -> Sending:
    plan = read_plan(folder, False)
    mine = [item for item in plan.items if item.owner == owner]
    rows = [sent_row(mine)] if mine[0].kind == "afi" else [sent_row([item]) for item in mine]
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return Sending(n, on, noon, "Liaison Officer", f"op{n}", owner, rows=tuple(rows))


def positions(run: Run, folder: Path) -> Any:
    value = json.loads(run("--store", folder, "summary", "--json").out)
    return {key: value[key] for key in ("frameworks", "totals")}


def test_the_summary_at_the_end_is_the_one_of_the_same_updates_typed(
    imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    plan, by_hand = tmp_path / "plan", tmp_path / "typed"
    shutil.copytree(imported, plan)
    monkeypatch.setenv("TRACKER_TODAY", "2008-11-03")
    for owner, ids in OWNED.items():
        run("--store", plan, "update", ids, "--owner", owner, "--yes")
    log = [sent_to(plan, owner, n, date(2008, 11, 3)) for n, owner in enumerate(OWNED, 1)]
    log += [sent_to(plan, owner, n, date(2008, 12, 1)) for n, owner in enumerate(OWNED, 6)]
    shutil.copytree(plan, by_hand)
    keep_log(plan, log)
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-05")
    for line in TYPED:
        assert run("--store", by_hand, *shlex.split(line)).code == 0

    def book(n: int, answers: dict[str, dict[str, Any]]) -> bytes:
        return saved(fill(make_workbook(log[n], read_plan(plan, False)), answers))

    # One fills in everything, and the workbook comes as CSV.
    sheet = make_workbook(log[5], read_plan(plan, False))
    fill(sheet, {"REC-5": {"how_far": "almost"}, "REC-6": {"how_far": "completed"}})
    text = io.StringIO()
    csv.writer(text).writerows([c.value for c in row] for row in sheet["Answers"].iter_rows())
    Path("one.csv").write_text(text.getvalue())
    # Two's deputy answers, and the mail is passed on.
    inner, outer = EmailMessage(), EmailMessage()
    inner["From"], outer["From"] = "Deputy <deputy@example.org>", "Two <two@example.org>"
    inner.set_content("Attached.\n")
    outer.set_content("FYI\n")
    answer = book(6, {"REC-7": {"how_far": "some", "why": "A slip in spring"}})
    inner.add_attachment(answer, maintype="application", subtype="x", filename="two.xlsx")
    outer.add_attachment(inner)
    Path("two.eml").write_bytes(bytes(outer))
    # Three sends last month's workbook; Four only writes a line; Five is silent.
    Path("three.xlsx").write_bytes(book(2, {"REC-13": {"how_far": "completed"}}))
    Path("four.txt").write_text("Hi,\nREC-14 is almost there.\n\nThanks, Jo\n")
    for name in ("one.csv", "two.eml", "three.xlsx"):
        done = run("--store", plan, "receive", name, "--yes")
        assert done.code == 0, (name, done.out, done.err)
    with Terminal(plan, ["receive", "four.txt", "--for", "Head of Four"]) as terminal:
        terminal.answer("s later >", "a")
        terminal.answer("y/n >", "y")
        assert terminal.end()[0] == 0
    assert positions(run, plan) == positions(run, by_hand)
    shown = run(
        "--store", plan, "list", "--completed", "--owner", "Head of Three", "--format", "ids"
    )
    assert shown.out == "REC-13\n"
