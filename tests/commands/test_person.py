"""`tracker person`, and owners as they are typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run, tree, without_history

NEARLY = (
    "tracker: there is no owner 'Head of CDI'\n"
    "did you mean Head of CID? for a new one add --new-owner\n"
)


@pytest.fixture
def busy(worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the plan with three months of work, set as the store."""
    folder = shutil.copytree(worked, tmp_path / "worked")
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    return folder


def test_a_post_is_written_into_the_settings_and_undone(run: Run, plan: Path) -> None:
    before, text = tree(plan), without_history(plan / "tracker.toml")
    found = run(
        *("person", "add", " Head  of CID", "--holder", "A. Holder"),
        *("--mail", "cid@example.police.uk", "--group", "Crime"),
    )
    assert (found.code, found.out) == (0, "")
    assert found.err == (
        "'Head of CID' added: holder A. Holder, mail cid@example.police.uk, group Crime\n"
    )
    added = (
        '[people.head-of-cid]\nname = "Head of CID"\nholder = "A. Holder"\n'
        'mail = "cid@example.police.uk"\ngroup = "Crime"\n'
    )
    assert added in (plan / "tracker.toml").read_text()
    assert run("undo").code == 0
    after = tree(plan)
    assert before.keys() == after.keys()
    assert [path for path in before if before[path] != after[path]] == ["tracker.toml"]
    assert without_history(plan / "tracker.toml") == text


def test_a_post_is_changed_key_by_key_and_comments_stay(run: Run, plan: Path) -> None:
    settings = plan / "tracker.toml"
    post = '[people."Head of CID"] # the crime lead\nholder = "A"\n'
    text = settings.read_text().replace("[frameworks.", f"{post}\n[frameworks.", 1)
    settings.write_text(text)
    text = without_history(settings)
    found = run("person", "edit", "head of cid", "--holder", "none", "--mail", "c@example.org")
    assert found.err == "'Head of CID' changed: holder A → none, mail none → c@example.org\n"
    after = text.replace('holder = "A"\n', 'mail = "c@example.org"\n')
    assert without_history(settings) == after
    again = run("person", "edit", "Head of CID", "--mail", "c@example.org")
    assert (again.code, again.err) == (0, "'Head of CID' is so already, nothing written\n")


def test_a_dry_run_writes_no_post(run: Run, plan: Path) -> None:
    before = tree(plan)
    found = run("person", "add", "Head of CID", "--dry-run")
    assert (found.code, found.err) == (0, "'Head of CID' would be written\n")
    assert tree(plan) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["add", "none"], 2, "a post can't be called none\nnone means nobody: name the post"),
        (["add", " "], 2, "the post is empty\nname the post"),
        (
            ["add", "head of hr", "--mail", "hr@example.org"],
            2,
            "'Head of HR' is there already\n"
            "change it with: tracker person edit 'Head of HR' --mail hr@example.org",
        ),
        (
            ["edit", "Head of Hr"],
            2,
            "nothing to change was said\nsay --holder, --mail, --group or --cover",
        ),
        (
            ["edit", "Head of HX", "--group", "A"],
            3,
            "there is no post 'Head of HX'\ndid you mean Head of HR?",
        ),
        (
            ["add", "Head\x1b[2J"],
            4,
            "the post 'Head\\x1b[2J' has a character that can't be seen\ntype it anew, without it",
        ),
        (
            ["edit", "Head of HR", "--holder", "=?utf-8?q?x?="],
            4,
            "--holder '=?utf-8?q?x?=' has '=?' in it\nwrite it without '=?'",
        ),
        (["move", "Head of HR", "head of  hr"], 2, "'Head of HR' owns them already\n"),
        (["move", "Head of XY", "Head of HR"], 3, "there is no post 'Head of XY'\n"),
        (["lst"], 2, "there is no command 'person lst'\ndid you mean list?"),
        (
            [],
            2,
            "tracker person needs add, edit, rename, list, move or remove\n"
            "for example: tracker person",
        ),
    ],
)
def test_what_can_not_be_is_told_in_two_lines(
    run: Run, plan: Path, words: list[str], code: int, said: str
) -> None:
    assert run("person", "add", "Head of HR").code == 0
    before = tree(plan)
    found = run("person", *words)
    assert (found.code, found.out) == (code, "")
    assert found.err.startswith(f"tracker: {said}")
    assert found.err.count("\n") == 2
    assert tree(plan) == before


@pytest.mark.parametrize(
    "address",
    [
        "x",
        "@example.org",
        "a@",
        "a@b@c",
        "a b@c",
        "a@b,c@d",
        "a@b\x00",
        "<a@b>",
        "=?x?=@y",
        "a;b@c",
        "cid@example",
        "cid@example.",
        "cid@.example",
        "cid@example..org",
    ],
)
def test_an_address_that_is_none_is_refused(run: Run, plan: Path, address: str) -> None:
    found = run("person", "add", "Head of CID", "--mail", address)
    assert (found.code, found.out) == (4, "")
    assert "[people" not in (plan / "tracker.toml").read_text()


def test_owners_are_listed_with_what_is_open(run: Run, busy: Path) -> None:
    run("person", "edit", "Head of Public Protection", "--mail", "pp@example.police.uk")
    found = run("person", "list")
    assert found.code == 0
    assert found.out == (
        "Post                             Holder  Group                 Open  Overdue\n"
        "Head of Public Protection                Specialist Crime         9        7\n"
        "                                 pp@example.police.uk\n"
        "Commander, Territorial Policing          Territorial Policing     2        2\n"
        "Director of Performance *                                         3        0\n"
        "* not in tracker.toml: tracker person add POST\n"
        "\n"
        "31 open items have no owner\n"
    )
    value = json.loads(run("person", "list", "--json").out)
    assert value["people"][0] == {
        "post": "Head of Public Protection",
        "holder": None,
        "mail": "pp@example.police.uk",
        "group": "Specialist Crime",
        "aliases": [],
        "cover": None,
        "cover_mail": None,
        "cover_until": None,
        "known": True,
        "open": 9,
        "overdue": 7,
        "filters": {
            "open": 'owner = "Head of Public Protection" and open',
            "overdue": 'owner = "Head of Public Protection" and overdue',
        },
        "open_steps": 0,
        "open_parts": 0,
    }
    told = sum(one["open"] for one in value["people"]) + value["without_owner"]["open"]
    totals = json.loads(run("summary", "--json").out)["totals"]
    assert told == sum(totals[kind]["open"] for kind in totals)


def test_open_items_and_steps_go_to_another_post_in_one_step(run: Run, busy: Path) -> None:
    lead, crime = "Head of Public Protection", "Head of Crime"
    assert run("action", "add", "REC-7", "Agree it", "--owner", lead).code == 0
    before = tree(busy)
    assert run("person", "move", lead, crime).code == 2
    assert run("person", "move", lead, crime, "--dry-run").code == 0
    assert tree(busy) == before
    found = run("person", "move", lead, crime, "--reason", "reorganised", "--yes")
    assert found.code == 0
    assert found.err.splitlines()[-1] == (
        f"10 items changed ({lead} → {crime}, '{crime}' is a new owner, on Mon 1 Dec 2008)"
    )
    shown = json.loads(run("show", "REC-6", "REC-5", "REC-7", "--json").out)["items"]
    assert [item["owner"] for item in shown] == [crime, lead, "Commander, Territorial Policing"]
    assert shown[2]["actions"][0]["owner"] == crime
    assert shown[0]["history"][-1]["event"] == "handed over"
    assert shown[0]["history"][-1]["changes"] == [{"field": "owner", "from": lead, "to": crime}]
    assert run("undo", "--yes").code == 0
    owners = {i["id"]: i["owner"] for i in json.loads(run("list", "--all", "--json").out)["items"]}
    assert owners["REC-6"] == owners["AFI-11"] == lead
    assert run("check").code == 0


def test_nothing_open_is_nothing_to_hand_over(run: Run, plan: Path) -> None:
    run("person", "add", "Head of HR")
    found = run("person", "move", "Head of HR", "Head of CID")
    assert (found.code, found.err) == (0, "'Head of HR' has nothing open, nothing was written\n")


def test_an_owner_is_spelt_as_it_is_known(run: Run, plan: Path) -> None:
    run("person", "add", "Head of CID")
    found = run("update", "REC-3", "--owner", " head OF  cid")
    assert found.err.startswith("REC-3: owner none → Head of CID")
    assert "new owner" not in found.err
    run("update", "REC-2", "--owner", "Director of Performance")
    found = run("add", "rec", "The force should do more.", "--owner", "director of performance")
    assert found.err == "REC-17 added: Do more\n"
    assert 'owner = "Director of Performance"' in (plan / "items" / "REC-17.toml").read_text()


@pytest.mark.parametrize(
    "words",
    [
        ["update", "REC-3"],
        ["add", "rec", "The force should do more."],
        ["action", "add", "REC-3", "A"],
    ],
    ids=lambda words: words[0],
)
def test_a_slip_in_an_owner_is_refused_and_a_new_one_is_told(
    run: Run, plan: Path, words: list[str]
) -> None:
    assert run("update", "REC-1", "--owner", "Head of CID").code == 0
    before = tree(plan)
    found = run(*words, "--owner", "Head of CDI")
    assert (found.code, found.out, found.err) == (2, "", NEARLY)
    assert tree(plan) == before
    found = run(*words, "--owner", "Head of CDI", "--new-owner")
    assert found.code == 0
    assert "'Head of CDI' is a new owner" in found.err


def test_a_new_owner_is_accepted_and_a_numbered_one_is_no_slip(run: Run, plan: Path) -> None:
    for name in ("Owner 1", "Owner 2", "Head of Missing Persons"):
        found = run("update", "REC-3", "--owner", name)
        assert found.code == 0
        assert found.err.endswith(f"('{name}' is a new owner, on Mon 1 Dec 2008)\n")
    assert run("update", "REC-3", "--owner", "none").code == 0
    assert run("update", "REC-3", "--owner", "Head\u202e").code == 4


def test_good_practice_is_circulated_and_in_no_count(run: Run, plan: Path) -> None:
    totals = json.loads(run("summary", "--json").out)["totals"]
    run("person", "add", "Head of CID")
    found = run(
        *("add", "gp", "Cases are reviewed monthly.", "--force", "Example Constabulary"),
        *("--circulated-to", "head of cid", "--circulated-to", "All commanders"),
    )
    assert found.err == "GP-1 added: Cases are reviewed monthly\n"
    run("update", "GP-1", "--circulated-to", "-HEAD of cid", "--circulated-to", "Head of HR")
    shown = run("show", "GP-1").out
    assert "Force          Example Constabulary\nCirculated to  All commanders; Head of HR" in shown
    item = json.loads(run("show", "GP-1", "--json").out)["items"][0]
    assert (item["force"], item["circulated"]) == (
        "Example Constabulary",
        ["All commanders", "Head of HR"],
    )
    assert json.loads(run("summary", "--json").out)["totals"] == totals
    assert run("list", "--kind", "gp", "--format", "ids").out == "GP-1\n"
    for words in (["update", "REC-1"], ["add", "rec", "More."]):
        found = run(*words, "--circulated-to", "Head of HR")
        assert found.code == 2
        assert "is no good practice, and only that is circulated\n" in found.err
    assert run("add", "rec", "More.", "--force", "X").code == 2


def test_who_covered_is_replaced_when_the_post_is_removed_and_nobody_covers_itself(
    run: Run, plan: Path
) -> None:
    for post in ("Deputy", "Registry"):
        assert run("person", "add", post).code == 0
    away = ("--cover", "Deputy", "--cover-until", "2008-12-15")
    assert run("person", "add", "Head of CID", *away).code == 0
    assert run("person", "edit", "Registry", "--cover", "Deputy").code == 0
    done = run("person", "remove", "Deputy", "--to", "Registry", "--yes")
    assert "Head of CID, cover: Deputy → Registry\n" in done.err
    assert "Head of CID, cover_until: 2008-12-15 → none\n" in done.err
    assert "Registry, cover: Deputy → none\n" in done.err
    assert run("person", "edit", "Registry", "--cover", "registry").err == (
        "tracker: 'Registry' can't cover itself\nname who acts for its holder\n"
    )


def test_a_cover_is_named_up_to_its_last_day(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = ("--cover", "Deputy", "--cover-until", "2008-12-15")
    assert run("person", "add", "Head of CID", *away).code == 0
    for day, is_there in (("2008-12-15", True), ("2008-12-16", False)):
        monkeypatch.setenv("TRACKER_TODAY", day)
        listed = run("person", "list").out
        assert ("covered by Deputy until 15 Dec 2008" in listed) is is_there
