"""The history of `tracker.toml`: what every writer enters, what a day knows, what people read."""

from __future__ import annotations

import json
import time
import tomllib
from pathlib import Path

import pytest

from hmic_tracker.store.files import digest
from tests.conftest import DAY, EXAMPLE, Run, tree, without_history

POST = ("person", "add", "Head of CID", "--mail", "a@example.org", "--group", "Crime")


def entries(plan: Path) -> list[tuple[str, dict[str, object]]]:
    """What each entry of the settings is, and what it gives its fields."""
    values = tomllib.loads((plan / "tracker.toml").read_text(encoding="utf-8"))
    assert values.get("entries", 0) == len(values.get("history", ()))
    return [
        (
            entry["event"],
            {k: v for k, v in entry.items() if "." in k and not k.endswith(("_was", "_after"))},
        )
        for entry in values.get("history", ())
    ]


def test_whoever_writes_the_settings_leaves_an_entry(run: Run, plan: Path) -> None:
    run(*POST)
    run("person", "edit", "head of cid", "--mail", "b@example.org")
    run("list", "--overdue", "--save", "late")
    begun, imported, *others = entries(plan)
    assert begun == ("added", {})
    assert imported[0] == "imported"
    assert imported[1]["frameworks.public-protection.parent"] == "protecting-vulnerable-people"
    assert others == [
        (
            "added",
            {
                "people.head-of-cid.name": "Head of CID",
                "people.head-of-cid.mail": "a@example.org",
                "people.head-of-cid.group": "Crime",
            },
        ),
        ("updated", {"people.head-of-cid.mail": "b@example.org"}),
        ("updated", {"filters.late": "overdue"}),
    ]


def test_what_a_person_changed_by_hand_is_entered_first(run: Run, plan: Path) -> None:
    settings = plan / "tracker.toml"
    settings.write_text(settings.read_text().replace("[framew", "marking = 'SECRET'\n[framew", 1))
    noted = run("check").out
    assert "note: settings changed by hand (settings-by-hand)\n  tracker.toml:5: changed " in noted
    assert "since the last entry: marking\n" in noted
    run(*POST)
    values = tomllib.loads(settings.read_text())["history"]
    assert [entry["event"] for entry in values[2:]] == ["changed outside the tool", "added"]
    assert (values[2]["marking"], values[2]["source"]) == ("SECRET", "hand edit")
    assert "settings-by-hand" not in run("check").out


def test_check_records_what_was_changed_by_hand_in_the_settings(run: Run, plan: Path) -> None:
    settings = plan / "tracker.toml"
    settings.write_text(settings.read_text() + "\n[thresholds]\nnear_days = 60\n")
    recorded = run("check", "--record")
    assert recorded.err == (
        "tracker.toml: near_days 30 → 60\nthe settings recorded as changed by hand\n"
    )
    assert json.loads(run("check", "--record", "--json").out)["settings_recorded"] is False
    assert "settings-by-hand" not in run("check").out


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_entry_leaves_all_other_lines_as_they_were(run: Run, plan: Path, end: str) -> None:
    settings = plan / "tracker.toml"
    text = settings.read_text().replace("name = ", "# as the report has it\nname = ", 1)
    settings.write_bytes(text.replace("\n", end).encode())
    run(*POST)
    after = settings.read_bytes().decode()
    assert after.count("\n") == after.count(end)
    kept = [line for line in text.splitlines() if not line.startswith("entries = ")]
    lines = iter(after.splitlines())
    assert all(line in lines for line in kept), "a line is gone, or at another place"
    assert after.index("[people.head-of-cid]") < after.index("[[history]]")


def test_a_note_or_an_update_enters_nothing_into_the_settings(run: Run, plan: Path) -> None:
    before = (plan / "tracker.toml").read_bytes()
    run("note", "REC-5", "seen")
    run("update", "REC-5", "--owner", "Head of CID")
    assert (plan / "tracker.toml").read_bytes() == before


def test_a_post_of_the_same_name_in_letters_gets_a_slug_of_its_own(run: Run, plan: Path) -> None:
    for name in ("Head of CID", "Head of C.I.D", "Head of C-I-D"):
        assert run("person", "add", name, "--new-owner").code == 0
    people = tomllib.loads((plan / "tracker.toml").read_text())["people"]
    assert {slug: table["name"] for slug, table in people.items()} == {
        "head-of-cid": "Head of CID",
        "head-of-c-i-d": "Head of C.I.D",
        "head-of-c-i-d-2": "Head of C-I-D",
    }


@pytest.mark.parametrize("index", [(), ("--no-index",)])
def test_a_day_has_its_own_posts_frameworks_and_thresholds(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, index: tuple[str, ...]
) -> None:
    run(*POST)
    run("update", "REC-5", "--owner", "Head of CID", "--due", "2009-02-10", "--reason", "x")
    settings = plan / "tracker.toml"
    monkeypatch.setenv("TRACKER_TODAY", "2009-01-05")
    text = settings.read_text().replace("[people.", "[thresholds]\nnear_days = 90\n\n[people.")
    settings.write_text(text.replace('group = "Crime"', 'group = "Serious Crime"'))
    run("person", "edit", "Head of CID", "--mail", "b@example.org")

    def seen(*day: str) -> tuple[list[object], object]:
        people = json.loads(run("person", "list", "--json", *index, *day).out)["people"][0]
        items = json.loads(run("list", "--json", "--all", *index, *day).out)["items"]
        rag = next(item["rag"] for item in items if item["id"] == "REC-5")
        return [people["mail"], people["group"]], rag

    assert seen("--as-of", DAY) == (["a@example.org", "Crime"], "green")
    assert seen("--as-of", "2009-01-04")[0] == ["a@example.org", "Crime"]
    assert seen("--as-of", "2009-01-05") == seen() == (["b@example.org", "Serious Crime"], "amber")
    before = json.loads(run("summary", "--json", *index, "--as-of", "2008-09-11").out)
    assert before["frameworks"][2]["parent"] == "protecting-vulnerable-people"


def test_a_saved_filter_and_a_marking_are_those_of_today(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = plan / "tracker.toml"
    settings.write_text('marking = "OFFICIAL"\n' + settings.read_text())
    run("list", "--framework", "np", "--save", "ours")
    past = run("list", "@ours", "--all", "--as-of", "2008-09-20")
    assert past.code == 0
    assert "Neighbourhood Policing" in past.out
    assert run("report", "--as-of", "2008-09-20").out.startswith("OFFICIAL\n")


def test_the_history_of_the_settings_is_read_in_words(run: Run, plan: Path) -> None:
    run(*POST)
    settings = plan / "tracker.toml"
    board = '[frameworks.neighbourhood-policing]\nboard = "Performance Board"\n'
    text = settings.read_text().replace("[frameworks.neighbourhood-policing]\n", board)
    settings.write_text(text.replace("[people.", "[thresholds]\nnear_days = 60\n\n[people."))
    run("person", "edit", "Head of CID", "--mail", "b@example.org", "--by", "Deputy")
    run("list", "--overdue", "--save", "late")
    assert run("history", "settings", "--since", DAY).out == (
        "History of the settings\n"
        "All: entered on its day\n"
        "\n"
        "No.  Day         Items     By\n"
        "  3  1 Dec 2008  settings  Liaison Officer\n"
        "     added: Head of CID (mail a@example.org, group Crime)\n"
        "  4  1 Dec 2008  settings  Deputy\n"
        "     changed outside the tool: near_days 30 → 60; Neighbourhood Policing,\n"
        "     board: none → Performance Board (hand edit)\n"
        "  5  1 Dec 2008  settings  Deputy\n"
        "     updated: Head of CID, mail: a@example.org → b@example.org\n"
        "  6  1 Dec 2008  settings  Liaison Officer\n"
        "     updated: @late none → overdue\n"
    )
    assert run("history", "SETTINGS", "--by", "deputy").out.startswith(
        "History of the settings\nAll: by Deputy, entered on its day\n"
    )


def test_the_history_of_the_plan_has_the_settings_among_the_items(run: Run, plan: Path) -> None:
    run("note", "REC-5", "seen")
    run(*POST)
    run("note", "REC-6", "seen")
    whole = json.loads(run("history", "--since", DAY, "--json").out)
    about = [(entry["id"], entry["subject"]) for entry in whole["entries"]]
    assert set(about) == {("REC-5", None), (None, "settings"), ("REC-6", None)}
    recorded = [entry["recorded"] for entry in whole["entries"]]
    assert recorded == sorted(recorded)
    assert whole["count"] == 3
    assert run("history", "REC-5").out.count("settings") == 0


def test_a_history_of_the_settings_that_is_cut_short_is_not_read(run: Run, plan: Path) -> None:
    settings = plan / "tracker.toml"
    text = settings.read_text()
    settings.write_text(text[: text.rindex("[[history]]")])
    cut = run("check")
    assert cut.code == 1
    assert "tracker.toml:3: the history is cut short: it has 1 entries, and 'entries'" in cut.out
    assert run("list").code == 5


def test_a_plan_without_a_history_of_its_settings_begins_one(run: Run, plan: Path) -> None:
    settings = plan / "tracker.toml"
    settings.write_text(without_history(settings) + "[thresholds]\nnear_days = 60\n")
    assert "settings-by-hand" not in run("check").out
    run(*POST)
    taken_down, added = entries(plan)
    assert taken_down[0] == "changed outside the tool"
    assert taken_down[1]["thresholds.near_days"] == "60"
    assert added[0] == "added"
    assert run("list", "--as-of", "2008-10-01").out == run("list", "--as-of", "2008-10-01").out


def test_an_import_again_enters_nothing_into_the_settings(run: Run, plan: Path) -> None:
    before = (plan / "tracker.toml").read_bytes()
    assert run("import", EXAMPLE, "--yes").code == 0
    assert (plan / "tracker.toml").read_bytes() == before


def test_undo_takes_back_field_by_field_and_keeps_what_came_after(run: Run, plan: Path) -> None:
    run(*POST)
    run("person", "edit", "Head of CID", "--mail", "b@example.org", "--group", "Serious Crime")
    settings = plan / "tracker.toml"
    text = settings.read_text().replace('group = "Serious', '# asked on 2 May\ngroup = "Serious')
    settings.write_text(text.replace('"b@example.org"\ngr', '"c@example.org"\ngr').replace(
        '"b@example.org"\n#', '"c@example.org"\n#'
    ))  # fmt: skip
    assert run("undo").code == 2  # not all of it can be taken back: that is asked about
    undone = run("undo", "--yes")
    assert undone.err.splitlines()[1:] == [
        "tracker.toml: Head of CID, group: Serious Crime → Crime",
        "not undone: tracker.toml: people.head-of-cid.mail was changed since and stays",
    ]
    values = tomllib.loads(settings.read_text())
    assert values["people"]["head-of-cid"] == {
        "name": "Head of CID", "mail": "c@example.org", "group": "Crime",
    }  # fmt: skip
    assert '# asked on 2 May\ngroup = "Crime"\n' in settings.read_text()
    assert [entry["event"] for entry in values["history"][-2:]] == [
        "changed outside the tool",
        "undone",
    ]
    assert run("check").code == 0


def test_two_edits_are_undone_and_redone_one_by_one(run: Run, plan: Path) -> None:
    def mail() -> object:
        people = tomllib.loads((plan / "tracker.toml").read_text()).get("people", {})
        return people.get("head-of-cid", {}).get("mail")

    before = without_history(plan / "tracker.toml")
    run(*POST)
    run("person", "edit", "Head of CID", "--mail", "b@example.org")
    run("person", "edit", "Head of CID", "--mail", "c@example.org")
    after = without_history(plan / "tracker.toml")
    seen = []
    for _ in range(3):
        assert run("undo").code == 0
        seen.append(mail())
    assert seen == ["b@example.org", "a@example.org", None]
    assert without_history(plan / "tracker.toml") == before
    for _ in range(3):
        assert run("undo", "--redo").code == 0
        seen.append(mail())
    assert seen[3:] == ["a@example.org", "b@example.org", "c@example.org"]
    assert without_history(plan / "tracker.toml") == after
    assert run("undo", "--redo").code == 3
    events = [event for event, _ in entries(plan)][-6:]
    assert events == ["undone"] * 3 + ["redone"] * 3


def test_the_frameworks_of_an_import_go_with_it_and_others_stay(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "other"
    run("init", folder, "--organisation", "Example Police")
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    settings = folder / "tracker.toml"
    mine = '\n# ours\n[frameworks.neighbourhood-policing]\nname = "Neighbourhood Policing"\n'
    head, history = settings.read_text().split("\n[[history]]")
    settings.write_text(f"{head}{mine}\n[[history]]{history}")
    before = without_history(settings)
    assert run("import", EXAMPLE, "--yes").code == 0
    assert "public-protection" in settings.read_text()
    undone = run("undo", "--yes")
    assert "Public Protection taken out" in undone.err
    assert "Neighbourhood Policing taken out" not in undone.err
    retired = without_history(settings).index("\n[retired]\n")
    assert without_history(settings)[:retired] == before.rstrip("\n") + "\n"
    assert not json.loads(run("list", "--all", "--json").out)["items"]
    past = json.loads(run("summary", "--as-of", "2008-09-01", "--json").out)
    assert [one["framework"] for one in past["frameworks"]] in ([], ["neighbourhood-policing"])
    assert run("undo", "--redo", "--yes").code == 0
    assert "[retired]" not in settings.read_text()
    assert "public-protection" in without_history(settings)
    assert len(json.loads(run("list", "--all", "--json").out)["items"]) == 64


def test_a_table_with_somebodys_own_keys_stays_when_its_command_is_undone(
    run: Run, plan: Path
) -> None:
    run(*POST)
    settings = plan / "tracker.toml"
    settings.write_text(settings.read_text().replace('group = "Crime"', 'group = "Crime"\nx = 1'))
    before = tree(plan)
    refused = run("undo")
    assert refused.code == 3
    assert "tracker.toml was changed since: it stays as it is" in refused.err
    assert tree(plan) == before


def test_a_command_undone_in_another_copy_is_passed_over(run: Run, plan: Path) -> None:
    run("note", "REC-5", "seen")
    run(*POST)
    kept = {path.name: path.read_bytes() for path in (plan / ".tracker" / "ops").iterdir()}
    assert run("undo").code == 0
    for path in (plan / ".tracker" / "ops").iterdir():
        if path.name not in kept:
            path.unlink()  # as if the other copy's history had come here with git
    passed = run("undo")
    assert passed.code == 0
    assert "passed over: person" in passed.err
    assert "REC-5" in passed.err


def test_what_an_earlier_version_wrote_without_an_entry_is_restored(run: Run, plan: Path) -> None:
    settings = plan / "tracker.toml"
    settings.write_text(without_history(settings) + "\n")
    run(*POST)
    op = max((plan / ".tracker" / "ops").iterdir(), key=lambda path: path.name)
    new = without_history(settings) + "\n"
    lines = [json.loads(line) for line in op.read_text().splitlines()]
    lines[1] |= {"new": new, "hash": digest(new.encode())}
    op.write_text("".join(json.dumps(line) + "\n" for line in lines))
    settings.write_text(new)
    assert run("undo").err.splitlines()[1] == "restored: tracker.toml"
    assert "[people." not in without_history(settings)
    assert entries(plan)[-1] == ("undone", {})


def test_a_board_of_the_list_is_known_before_anything_names_it(run: Run, plan: Path) -> None:
    settings = plan / "tracker.toml"
    table = '[boards.performance-board]\nname = "Performance Board"\n\n[boards.Audit]\n\n'
    settings.write_text(settings.read_text().replace("[frameworks.", f"{table}[frameworks.", 1))
    slip = run("update", "REC-5", "--board", "Performance Bord")
    assert slip.code == 2
    assert "did you mean Performance Board? for a new one add --new-board" in slip.err
    given = run("update", "REC-5", "REC-6", "--board", "performance board", "--yes")
    assert "is a new board" not in given.err
    assert run("list", "--board", "audit").code == 0
    assert "unknown-board" not in run("check", "--json").out
    run("update", "REC-7", "--board", "Policing Committee")
    assert "unknown-board" in run("check", "--json").out


def test_a_person_may_be_named_for_a_change_of_a_post(run: Run, plan: Path) -> None:
    run(*POST, "--by", "Deputy")
    entered = json.loads(run("history", "settings", "--by", "deputy", "--json").out)["entries"]
    assert [entry["event"] for entry in entered] == ["added"]


def test_a_framework_stays_with_an_item_that_stays(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "other"
    run("init", folder, "--organisation", "Example Police")
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    assert run("import", EXAMPLE, "--yes").code == 0
    item = folder / "items" / "REC-5.toml"
    item.write_text(item.read_text() + "# ours\n")
    slug = tomllib.loads(item.read_text())["framework"]
    undone = run("undo", "--yes")
    assert "not undone: REC-5 was changed since it was made: it stays\n" in undone.err
    assert f"not undone: tracker.toml: frameworks.{slug}.name is in use and stays\n" in undone.err
    assert list(tomllib.loads((folder / "tracker.toml").read_text())["frameworks"]) == [slug]
    assert "unknown-framework" not in run("check").out


@pytest.mark.posix
def test_an_entry_is_of_the_day_where_the_person_is(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for zone in ("Etc/GMT-14", "Etc/GMT+12"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        run("person", "add", f"Head of {zone}")
        last = tomllib.loads((plan / "tracker.toml").read_text())["history"][-1]
        assert last["on"].isoformat() == DAY
    monkeypatch.delenv("TZ")
    time.tzset()
