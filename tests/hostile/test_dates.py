"""The first and the last day there are, as today, as of, on and due: an answer or two lines."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.torture.sizes import FULL

FIRST, LAST = "0001-01-01", "9999-12-31"
READING: Final = {
    "list": ("list", "--all"),
    "list overdue": ("list", "--overdue"),
    "list due soon": ("list", "--where", "due < +30d"),
    "list due in working days": ("list", "--where", "due < +5wd or due > -5wd"),
    "list due this month": ("list", "--where", "due <= eom or due <= eoy or due = monday"),
    "show": ("show", "REC-1"),
    "summary": ("summary",),
    "summary since": ("summary", "--since", "0001-01"),
    "summary since the last": ("summary", "--since", "9999-12"),
    "summary slippage": ("summary", "--slippage"),
    "summary page": ("summary", "-o", "page.html"),
    "grades": ("grades",),
    "trend": ("trend",),
    "trend by quarter": ("trend", "--by-quarter"),
    "history": ("history",),
    "history since": ("history", "--since", "0001-01-01"),
    "check": ("check",),
    "report": ("report", "--number", "9"),
    "report in Word": ("report", "--number", "9", "-o", "paper.docx"),
    "report for a meeting": ("report", "--number", "9", "--meeting", LAST),
    "remind": ("remind",),
    "remind into files": ("remind", "-o", "drafts"),
    "calendar": ("list", "--all", "-o", "plan.ics"),
    "workbook": ("list", "--all", "-o", "plan.xlsx"),
    "evidence": ("evidence", "check"),
    "inspections": ("inspection", "list"),
    "people": ("person", "list"),
}
WRITING: Final = {
    "add": ("add", "rec", "Look again.", "--due", "+1m"),
    "add due the first": ("add", "rec", "Look again.", "--due", FIRST),
    "add due the last": ("add", "rec", "Look again.", "--due", LAST),
    "add due the last month": ("add", "rec", "Look again.", "--due", "9999-12"),
    "update": ("update", "REC-1", "--due", "+10wd", "--reason", "it slipped"),
    "update due the last": ("update", "REC-1", "--due", LAST, "--reason", "it slipped"),
    "update back": ("update", "REC-1", "--due", "-10wd", "--reason", "it was early"),
    "update on the first": ("update", "REC-1", "--status", "done", "--on", FIRST),
    "update on the last": ("update", "REC-1", "--status", "done", "--on", LAST),
    "note": ("note", "REC-1", "seen"),
    "note on the first": ("note", "REC-1", "seen", "--on", FIRST),
    "note on the last": ("note", "REC-1", "seen", "--on", LAST),
    "note yesterday": ("note", "REC-1", "seen", "--on", "yesterday"),
    "note tomorrow": ("note", "REC-1", "seen", "--on", "tomorrow"),
    "close": ("close", "REC-1", "--note", "seen"),
    "reopen": ("reopen", "REC-1", "--reason", "it was not"),
    "verify": ("verify", "REC-1", "--by", "Auditor", "--note", "seen", "--override", "seen"),
    "action": ("action", "add", "REC-1", "Write to the boroughs", "--due", "+2w"),
    "action due the last": ("action", "add", "REC-1", "Write", "--due", LAST),
    "evidence": ("evidence", "add", "REC-1", "DOC 1", "--shows", "it"),
    "link": ("link", "REC-1", "duplicates", "REC-2"),
    "inspection": ("inspection", "add", "Phase Nine", "--published", LAST),
    "inspection then": ("inspection", "add", "Phase Nine", "--published", FIRST),
    "record": ("report", "--number", "9", "--record", "-o", "paper.txt"),
    "record for a meeting": (
        *("report", "--number", "9", "--meeting", FIRST, "--record", "-o", "paper.txt"),
    ),
    "import": ("import", "REPORT", "--yes"),
    "check": ("check", "--record"),
    "undo": ("undo", "--yes"),
}
READ_AGAIN: Final = ("list", "summary", "trend", "check", "remind", "report", "calendar", "history")


EAST, WEST = "Pacific/Kiritimati", "Etc/GMT+12"
ENDS: Final = (
    *((day, "UTC") for day in (FIRST, LAST)),
    *((FIRST, EAST), (LAST, WEST)),  # where it is another day in UTC, which there isn't
    *(((FIRST, WEST), (LAST, EAST)) if FULL else ()),
)


def _read_again(name: str) -> tuple[str, ...]:
    """What is read after a line that writes; in a short run two of it, others after the next."""
    step = 1 if FULL else 4
    return READ_AGAIN[[*WRITING].index(name) % step :: step]


def check(run: Run, *words: str) -> int:
    """Run a command, which gives an answer or an error in two lines; its exit code."""
    found = run(*words)
    assert found.code in {0, 1, 2, 3, 4, 5, 6}, (words, found)
    assert "Traceback" not in found.err, (words, found)
    assert "unexpected fault" not in found.err, (words, found)
    lines = found.err.splitlines()
    if found.code > 1:
        in_an_expression = found.err.startswith("tracker: where: ")  # which is shown
        assert lines[0].startswith("tracker: "), (words, found)
        assert len(lines) == (4 if in_an_expression else 2), (words, found)
    return found.code


@pytest.mark.parametrize("day", [FIRST, LAST])
@pytest.mark.parametrize("name", READING)
def test_reading_on_the_ends_of_time(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, name: str, day: str
) -> None:
    words = READING[name]
    if words[0] in {"list", "show", "summary", "grades", "trend", "report"}:
        check(run, *words, "--as-of", day)
    monkeypatch.setenv("TRACKER_TODAY", day)
    check(run, *words)


@pytest.mark.parametrize(("day", "zone"), ENDS)
@pytest.mark.parametrize("name", WRITING)
def test_writing_on_the_ends_of_time(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, name: str, day: str, zone: str
) -> None:
    import time

    report = plan.parent / "report.txt"
    report.write_text("Phase Two\n\nRECOMMENDATION 1 - That the force looks again.\n")
    monkeypatch.setenv("TRACKER_TODAY", day)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        check(run, *(str(report) if word == "REPORT" else word for word in WRITING[name]))
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    for again in _read_again(name) if zone == "UTC" else ("check",):
        check(run, *READING[again])


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_a_plan_of_the_ends_of_time_is_read(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    for path in (plan / "items").glob("REC-*.toml"):
        lines = path.read_text().split("\n")
        dated = [f"on = {day}" if line.startswith("on = ") else line for line in lines]
        dated = [f'due = "{day}"' if line.startswith("due = ") else line for line in dated]
        path.write_text("\n".join(dated))
    for today in (FIRST, "2008-12-01", LAST):
        monkeypatch.setenv("TRACKER_TODAY", today)
        for words in READING.values():
            check(run, *words)
    shutil.rmtree(plan)


def points(run: Run, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("trend", *words, "--json").out)["points"]
    return found


def test_a_trend_has_at_most_120_periods_unasked(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("trend").err == ""
    monkeypatch.setenv("TRACKER_TODAY", "2028-12-01")
    found = run("trend")
    assert found.code == 0
    assert found.err == "the last 120 months; from the first entry: --since 2008-09\n"
    assert "Jan 2019" in found.out
    assert "Dec 2018" not in found.out
    assert [point["on"] for point in points(run)][:1] == ["2019-01-31"]
    assert len(points(run)) == 120
    whole = run("trend", "--since", "2008-09")
    assert (whole.err, "Sep 2008" in whole.out) == ("", True)
    assert len(points(run, "--since", "2008-09")) == 244
    assert run("trend", "--by-quarter").err == ""
    monkeypatch.setenv("TRACKER_TODAY", LAST)
    assert len(points(run, "--by-quarter")) == 120
    assert run("trend", "--by-quarter").err.startswith("the last 120 quarters; ")
    assert run("trend", "--json").err != ""
