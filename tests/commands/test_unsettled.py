"""What two people gave different values: marked where it is seen, settled by any update."""

from __future__ import annotations

import json
import shutil
import tomllib
from email import message_from_bytes, policy
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from hmic_tracker.commands.schema import schema_text
from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.reports.redaction import printable, printable_unsettled, redaction_rules
from hmic_tracker.reports.unsettled import unsettled_of
from hmic_tracker.store.reading import read_plan
from tests.conftest import Run
from tests.meeting import meet
from tests.papers.reading import docx_lines

SHOWN = """\

NOT SETTLED: the due date. The earlier counts until one is chosen.
  Jan 2009  Liaison Officer, 28 Nov 2008  "IT release"
  Mar 2009  Deputy, 1 Dec 2008  "staffing"
  tracker update REC-5 --due 2009-03 --reason "..."
"""


@pytest.fixture
def met(run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan in which two people moved one date apart from each other, and their work met."""
    shutil.copytree(plan, tmp_path / "other")
    monkeypatch.setenv("TRACKER_TODAY", "2008-11-28")
    assert run("update", "REC-5", "--due", "2009-01", "--reason", "IT release").code == 0
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-01")
    monkeypatch.setenv("TRACKER_USER", "Deputy")
    other = ("--store", tmp_path / "other")
    assert run(*other, "update", "REC-5", "--due", "2009-03", "--reason", "staffing").code == 0
    meet(plan, tmp_path / "other", "REC-5")
    return plan


def test_a_file_that_met_says_what_is_not_settled(met: Path) -> None:
    text = (met / "items" / "REC-5.toml").read_text()
    assert "\n[unsettled.due]\n" in text
    assert '\ndue = "2009-01"\n' in text  # the earlier counts


def test_what_is_not_settled_is_listed_and_shown(run: Run, met: Path) -> None:
    assert run("list", "--unsettled", "--format", "ids").out == "REC-5\n"
    assert run("list", "--where", "unsettled = due", "--count").out == "1\n"
    assert run("list", "--unsettled", "--no-index", "--count").out == "1\n"
    listed = run("list", "--framework", "pvp")
    assert "Not settled: REC-5 due (tracker list --unsettled)" in listed.out
    shown = run("show", "REC-5")
    # Entries made apart have one number, and stand in the order of their commands' ids.
    lines = shown.out.splitlines()
    assert sorted(lines[2:7]) == sorted(SHOWN.splitlines())
    value = json.loads(run("show", "REC-5", "--json").out)["items"][0]
    assert (value["unsettled"], value["due"]) == (["due"], "2009-01")


@pytest.mark.parametrize("due", ["2009-01", "2009-03", "2009-04-10"])
def test_an_update_settles_it_whichever_value_is_chosen(run: Run, met: Path, due: str) -> None:
    done = run("update", "REC-5", "--due", due, "--reason", "agreed")
    assert done.code == 0
    assert run("list", "--unsettled", "--count").out == "0\n"
    text = (met / "items" / "REC-5.toml").read_text()
    assert "unsettled" not in text
    assert f'\ndue = "{due}"\n' in text
    assert run("list", "--unsettled", "--as-of", "2008-12-01", "--count").out == "0\n"


@pytest.mark.parametrize(
    ("due", "moves", "days"), [("2009-01", 1, 123), ("2009-03", 1, 182), ("2009-04-10", 2, 192)]
)
def test_the_choice_of_one_of_two_dates_is_no_move_and_neither_is_the_other_date(
    run: Run, met: Path, monkeypatch: pytest.MonkeyPatch, due: str, moves: int, days: int
) -> None:
    def moved() -> tuple[int, int]:
        value = json.loads(run("show", "REC-5", "--json").out)["items"][0]
        return value["moves"], value["days_moved"]

    assert moved() == (1, 123)
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-05")
    assert run("update", "REC-5", "--due", due, "--reason", "agreed").code == 0
    assert moved() == (moves, days)
    trend = json.loads(run("trend", "--since", "2008-09-30", "--json").out)["points"]
    assert sum(one["moves"] for one in trend) == moves
    rows = run("summary", "--since", "2008-12-01").out.partition("\nWhat ")[2]
    assert ("Slipped" in rows) == (moves == 2)
    since_first = " ".join(run("summary", "--since", "2008-11-01").out.split())
    assert "Slipped REC-5 Sep 2008" in since_first
    said = "updated: due settled: January 2009; reason:"
    assert (said in " ".join(run("history", "REC-5").out.split())) == (due == "2009-01")


def test_what_the_choice_of_a_date_makes_no_longer_late_is_among_what_moved(
    run: Run, met: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TODAY", "2009-02-10")
    assert run("update", "REC-5", "--due", "2009-03", "--reason", "agreed").code == 0
    moved = run("summary", "--since", "2009-02-05").out.partition("\nSince ")[2]
    assert "1 no longer is" in moved
    assert "No longer overdue  REC-5  Jan 2009  Mar 2009  none" in moved
    assert "Slipped" not in moved


def test_as_of_a_day_it_is_as_settled_as_it_was(run: Run, met: Path) -> None:
    assert run("list", "--unsettled", "--as-of", "2008-11-30", "--count").out == "0\n"
    assert run("list", "--unsettled", "--as-of", "2008-12-01", "--count").out == "1\n"
    before = json.loads(run("show", "REC-5", "--json", "--as-of", "2008-11-30").out)
    assert before["items"][0]["due"] == "2009-01"


@pytest.mark.parametrize("internal", [True, False])
def test_of_an_item_made_printable_it_is_known_what_is_not_settled(
    met: Path, internal: bool
) -> None:
    plan = read_plan(met)
    allowed = redaction_rules(plan, internal)
    item = next(item for item in plan.items if item.id == "REC-5")
    bare = printable(item, allowed)
    (one,) = unsettled_of(bare)
    assert (one.field, one.counts, one.others) == ("due", "2009-01", ("2009-03",))
    keys = {key for _, given in bare.unsettled for key, _ in given}
    assert keys <= set(entry_keys(bare.history))
    assert printable(bare, allowed).unsettled == bare.unsettled
    exempt = replace(item, exempt="yes")
    assert bool(printable_unsettled([exempt], allowed)) == internal


def test_what_no_paper_prints_is_not_in_what_is_not_settled_of_it(run: Run, met: Path) -> None:
    assert run("person", "add", "Head of IT", "--holder", "Smith").code == 0
    plan = read_plan(met)
    item = next(item for item in plan.items if item.id == "REC-5")
    keys = entry_keys(item.history)[-2:]
    fields = ("owner", "status_word", "action_1_due")
    given = tuple((field, tuple(zip(keys, ("Smith", "Jones"), strict=True))) for field in fields)
    (one,) = printable_unsettled([replace(item, unsettled=given)], redaction_rules(plan, False))
    assert (one.field, one.counts, one.others) == ("owner", "Head of IT", ("Jones",))


NOTICE = "1 item is not settled: REC-5 (due) - tracker list --unsettled\n"


def test_the_summary_says_what_is_not_settled(run: Run, met: Path) -> None:
    assert NOTICE in run("summary").out
    assert NOTICE in run("summary", "--format", "markdown").out.replace("\\-", "-")
    assert "not settled" not in run("summary", "--as-of", "2008-11-30").out
    assert "not settled" not in run("summary", "--framework", "missing-persons").out
    value = json.loads(run("summary", "--json").out)["unsettled"]
    assert value == {
        "count": 1,
        "filters": {"count": "unsettled != none"},
        "items": [
            {
                "id": "REC-5",
                "title": value["items"][0]["title"],
                "framework": "protecting-vulnerable-people",
                "owner": None,
                "field": "due",
                "counts": "2009-01",
                "others": ["2009-03"],
                "first_due": "2008-09",
            }
        ],
    }
    listed = run("list", "--where", value["filters"]["count"], "--format", "ids").out
    assert listed == "REC-5\n"
    assert run("update", "REC-5", "--due", "2009-01", "--reason", "agreed").code == 0
    assert "not settled" not in run("summary").out
    value = json.loads(run("summary", "--json").out)["unsettled"]
    assert (value["count"], value["items"]) == (0, [])


def test_of_an_exempt_item_the_summary_says_no_more_than_its_number(run: Run, met: Path) -> None:
    assert run("update", "REC-5", "--exempt").code == 0
    assert "1 item is not settled: REC-5 - tracker list --unsettled\n" in run("summary").out
    value = json.loads(run("summary", "--json").out)["unsettled"]
    assert (value["count"], value["items"]) == (1, [])


PAPER_NOTE = (
    "REC-5 due: January 2009 counts, not settled: also March 2009; first due September 2008."
)


def test_a_paper_marks_what_is_not_settled_and_says_what_counts(
    run: Run, met: Path, tmp_path: Path
) -> None:
    text = run("report", "--width", "200").out
    assert f"- {PAPER_NOTE}" in text
    assert "REC-5 (not settled)" in text
    assert "Due: January 2009 counts, not settled: also March 2009; first due" in text
    assert PAPER_NOTE in run("report", "--internal", "--width", "200").out
    assert "not settled" not in run("report", "--as-of", "2008-11-30").out
    for name in ("paper.html", "paper.md"):
        assert run("report", "-o", tmp_path / name).code == 0
        assert PAPER_NOTE.rstrip(".") in (tmp_path / name).read_text().replace("\\", "")
    assert run("report", "-o", tmp_path / "paper.docx").code == 0
    lines = docx_lines((tmp_path / "paper.docx").read_bytes())
    assert any(PAPER_NOTE in line for line in lines)
    (one,) = json.loads(run("report", "--json").out)["unsettled"]
    assert (one["id"], one["counts"], one["others"]) == ("REC-5", "2009-01", ["2009-03"])
    assert run("update", "REC-5", "--exempt").code == 0
    assert "not settled" not in run("report").out


REFUSED = """\
tracker: 1 item in this paper is not settled: REC-5 (due)
settle it with: tracker list --unsettled, or say why with --reason TEXT
"""


def test_a_paper_with_what_is_not_settled_is_recorded_with_a_reason_alone(
    run: Run, met: Path
) -> None:
    record = ("report", "--number", "9", "--record")
    refused = run(*record)
    assert (refused.code, refused.out, refused.err) == (6, "", REFUSED)
    assert not (met / "papers").exists()
    assert run("report", "--number", "9").code == 0
    assert run(*record, "--as-of", "2008-11-30").code == 0
    done = run(*record, "--reason", "the board meets on Monday")
    assert (done.code, done.err) == (
        0,
        "recorded in papers/paper-9.toml, in place of what it had\n",
    )
    assert tomllib.loads((met / "papers" / "paper-9.toml").read_text())["reason"] == (
        "the board meets on Monday"
    )
    assert "papers" not in run("check").out


def test_a_paper_in_which_all_is_settled_is_recorded(run: Run, met: Path) -> None:
    assert run("update", "REC-5", "--exempt").code == 0
    assert (
        "1 item in this paper is not settled: REC-5\n"
        in run("report", "--number", "9", "--record").err
    )
    assert run("update", "REC-5", "--due", "2009-01", "--reason", "agreed").code == 0
    assert run("report", "--number", "9", "--record").code == 0
    assert "reason" not in tomllib.loads((met / "papers" / "paper-9.toml").read_text())


def test_a_reason_goes_with_a_recorded_paper(run: Run, met: Path) -> None:
    refused = run("report", "--reason", "soon")
    assert (refused.code, refused.out) == (2, "")
    assert "--reason is kept with a recorded paper" in refused.err
    assert run("report", "--number", "9", "--record", "--reason", " ").code == 2


NOTE = "REC-5 due: Jan 2009 counts, not settled: also Mar 2009; first due Sep 2008"


def test_the_page_of_the_position_marks_what_is_not_settled(
    run: Run, met: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    assert run("summary", "--as-of", "2009-02-02", "-o", page).code == 0
    text = page.read_text()
    assert "REC-5 (not settled)" in text
    assert "1 item is not settled: REC-5 (due).</p>" in text
    assert f"{NOTE}.</p>" in text
    assert run("summary", "--as-of", "2008-11-30", "-o", page).code == 0
    assert "not settled" not in page.read_text().lower()


def test_a_calendar_and_a_mail_say_what_else_a_due_was_given(
    run: Run, met: Path, tmp_path: Path
) -> None:
    calendar = run("list", "--framework", "pvp", "--format", "ics").out.replace("\r\n ", "")
    note = (
        "REC-5 due: January 2009 counts\\, not settled: also March 2009\\; first due September 2008"
    )
    assert calendar.count(note) == 1
    assert run("update", "REC-5", "--owner", "Head of IT").code == 0
    pack = run("remind", "--owner", "Head of IT", "--days", "90", "-o", tmp_path / "packs")
    assert pack.code == 0
    (mail,) = (tmp_path / "packs").glob("*.eml")
    body = message_from_bytes(mail.read_bytes(), policy=policy.default).get_body(("plain",))
    assert body is not None
    assert NOTE in " ".join(body.get_content().split())


def test_a_history_marks_the_entries_of_what_is_not_settled(
    run: Run, met: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-05")
    marked = [
        line
        for line in run("history", "REC-5", "--width", "200").out.splitlines()
        if "not settled" in line
    ]
    assert [line.rpartition("(")[2] for line in marked] == ["not settled: due)"] * 2
    assert "not settled" not in run("history", "REC-5", "--as-of", "2008-11-30").out
    assert run("update", "REC-5", "--due", "2009-01", "--reason", "agreed").code == 0
    assert "not settled" not in run("history", "REC-5").out
    assert "not settled" in run("history", "REC-5", "--as-of", "2008-12-01", "--width", "200").out


def test_a_table_for_a_spreadsheet_has_what_is_not_settled(run: Run, met: Path) -> None:
    rows = run("list", "--columns", "id,unsettled", "--format", "csv").out.splitlines()
    assert [row for row in rows if not row.endswith(",")] == [rows[0], "REC-5,due"]


def test_what_moved_is_marked_where_it_is_not_settled(run: Run, met: Path, tmp_path: Path) -> None:
    assert run("report", "--number", "8", "--as-of", "2008-09-11", "--record").code == 0
    text = run("report", "--number", "9", "--yes", "--width", "200").out
    assert any("REC-5 (not settled)" in line and "later" in line for line in text.splitlines())
    assert "REC-5 (not settled)" in run("summary", "--since", "2008-09-11").out


def test_the_data_of_a_history_and_of_reminders_mark_what_is_not_settled(
    run: Run, met: Path
) -> None:
    value = json.loads(run("history", "REC-5", "--json").out)
    jsonschema.validate(value, json.loads(schema_text("history")))
    assert [one["unsettled"] for one in value["entries"]] == [[], ["due"], ["due"]]
    run("update", "REC-5", "--owner", "Head of IT")
    value = json.loads(run("remind", "--days", "90", "--json").out)
    jsonschema.validate(value, json.loads(schema_text("reminders")))
    (pack,) = (one for one in value["packs"] if one["owner"] == "Head of IT")
    (one,) = pack["unsettled"]
    assert {key: one[key] for key in ("id", "field", "counts", "others", "first_due")} == {
        "id": "REC-5",
        "field": "due",
        "counts": "2009-01",
        "others": ["2009-03"],
        "first_due": "2008-09",
    }
