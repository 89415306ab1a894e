"""A plan of format 1 is read as it is, and `check --upgrade` makes it one of format 2."""

from __future__ import annotations

import json
import shutil
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.upgrading import upgraded_item_text
from tests.conftest import Run, tree

STORES = Path(__file__).parent / "format_1"
DAYS = [(date(2008, 9, 10) + timedelta(days=4 * n)).isoformat() for n in range(20)]
LOOKS = (
    "list --all --wide",
    "list --all --json",
    "show REC-5 REC-6 REC-8 REC-12 REC-14 REC-22 AFI-12 AFI-14 AFI-17",
    "show REC-5 REC-12 --json",
    "summary",
    "grades",
    "history",
    "history --json",
    "trend",
    "report",
)


@pytest.fixture(params=["early", "late"])
def former(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan that an earlier version wrote, and people edited, set as the store."""
    shutil.copytree(STORES / request.param, tmp_path / "plan")
    monkeypatch.setenv("TRACKER_STORE", str(tmp_path / "plan"))
    return tmp_path / "plan"


def looks(run: Run) -> dict[str, tuple[int, str]]:
    """What everything that looks says of every day."""
    lines = [f"{look} --as-of {day}" for look in LOOKS for day in DAYS] + [*LOOKS, "check"]
    results = {line: run(*line.split()) for line in lines}
    return {line: (result.code, result.out) for line, result in results.items()}


def test_nothing_that_anybody_sees_differs_after_an_upgrade(run: Run, former: Path) -> None:
    before = looks(run)
    assert run("note", "REC-5", "seen").code == 8
    upgraded = run("check", "--upgrade")
    assert upgraded.err.startswith("this plan is of format 2 now: ")
    assert looks(run) == before
    assert run("note", "REC-5", "seen").code == 0


def test_an_earlier_format_is_read_and_not_written_to(run: Run, former: Path) -> None:
    before = tree(former)
    for line in ("note REC-5 x", "update REC-5 --owner none", "add rec X", "undo --yes"):
        refused = run(*line.split())
        if line != "undo --yes":
            assert refused.code == 8, line
            assert refused.err == (
                "tracker: this plan is of format 1, which is only read\n"
                "make it one of format 2, once and in one step: tracker check --upgrade\n"
            )
    assert tree(former) == before


def test_two_copies_upgraded_apart_are_alike(
    run: Run, former: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(former, tmp_path / "other")
    run("check", "--upgrade")
    monkeypatch.setenv("TRACKER_USER", "Deputy")
    monkeypatch.setenv("TRACKER_TODAY", "2009-01-05")
    run("--store", tmp_path / "other", "check", "--upgrade")
    one, other = tree(former), tree(tmp_path / "other")
    assert one == other
    again = run("check", "--upgrade")
    assert again.err == "this plan is of format 2 already\n"
    assert tree(former) == one


POSTS = (
    *(b"[people.head-of-cid]", b'name = "Head of CID"'),
    *(b"[people.head-of-public-protection]", b'name = "Head of Public Protection"'),
)
"""What an upgrade makes of the headers of the posts."""


def test_comments_line_ends_and_unknown_keys_stay(run: Run, former: Path) -> None:
    before = tree(former)
    run("check", "--upgrade")
    for path, old in before.items():
        new = (former / path).read_bytes()
        assert (b"\r\n" in new) == (b"\r\n" in old), path
        assert b"\n" not in new.replace(b"\r\n", b"") or b"\r\n" not in old, path
        assert new.startswith(b"\xef\xbb\xbf") == old.startswith(b"\xef\xbb\xbf"), path
        comments = [line.partition(b"#")[2] for line in old.splitlines() if b"#" in line]
        kept = [line.partition(b"#")[2] for line in new.splitlines() if b"#" in line]
        assert kept == comments, path
        lines = [line for line in new.splitlines() if line not in old.splitlines()]
        assert all(
            any(word in line for word in (b"_after", b"action", b"evidence", b"schema"))
            or (path == "tracker.toml" and line in POSTS)
            for line in lines
        ), (path, lines)
    text = (former / "items" / "REC-5.toml").read_text()
    assert 'text = "Agree one template"' in text
    assert "[actions.1]" not in text


def test_every_value_names_what_it_replaced(run: Run, former: Path) -> None:
    run("check", "--upgrade")
    entries = tomllib.loads((former / "items" / "REC-6.toml").read_text())["history"]
    dues = [entry for entry in entries if "due" in entry]
    keys = [f"{entry['op']}/1" for entry in dues]
    assert len(dues) > 2
    assert [entry.get("due_after") for entry in dues] == [None, *([key] for key in keys[:-1])]


def test_a_plan_with_a_file_that_can_not_be_read_is_not_upgraded(run: Run, former: Path) -> None:
    path = former / "items" / "REC-12.toml"
    line = path.read_bytes().count(b"\n") + 1
    path.write_bytes(path.read_bytes() + b"owner = \n")
    before = tree(former)
    refused = run("check", "--upgrade")
    assert (refused.code, refused.out) == (5, "")
    assert refused.err == (
        f"tracker: items/REC-12.toml, line {line}: not valid TOML: the value of 'owner' can't "
        'be read: a text is written "TEXT"\n'
        "nothing was upgraded: mend it first (see: tracker check)\n"
    )
    assert tree(former) == before


def test_copies_of_a_sync_tool_stay_as_they_are(run: Run, former: Path) -> None:
    whole = (former / "items" / "REC-5.toml").read_bytes()
    copies = [former / "items" / f"REC-5{more}.toml" for more in ("-PC123", " (conflicted copy)")]
    for copy in copies:
        copy.write_bytes(whole)
    assert run("check", "--upgrade").err.startswith("this plan is of format 2 now: ")
    assert [copy.read_bytes() for copy in copies] == [whole, whole]
    assert (former / "items" / "REC-5.toml").read_bytes() != whole
    found = [one["code"] for one in json.loads(run("check", "--json").out)["findings"]]
    assert found.count("sync-copy") == 2


def test_a_file_with_another_id_is_mended_before_an_upgrade(run: Run, former: Path) -> None:
    (former / "items" / "REC-5.toml").rename(former / "items" / "REC-500.toml")
    before = tree(former)
    refused = run("check", "--upgrade")
    assert (refused.code, refused.out) == (5, "")
    assert refused.err == (
        "tracker: items/REC-500.toml: the id in the file is 'REC-5', and the file's name says "
        "'REC-500'\nnothing was upgraded: mend it first (see: tracker check)\n"
    )
    assert tree(former) == before


LAYOUTS = [
    'history = [{on = 2008-09-11, recorded = 2008-09-11T10:00:00Z, by = "A", op = "aaaa", '
    'event = "added", status = "not-started", action_1_text = "x", n = 1}]\n'
    'actions = {1 = {text = "x"}}\n',
    'actions.1.text = "x"\n\n[[history]]\non = 2008-09-11\nrecorded = 2008-09-11T10:00:00Z\n'
    'by = "A"\nop = "aaaa"\nevent = "added"\n"status" = "not-started"\n\'action_1_text\' = "x"\n'
    "n = 1\n",
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_of_somebodys_own_is_upgraded_as_well(layout: str) -> None:
    head = 'id = "REC-1"\nuid = "u"\nentries = 1\nkind = "recommendation"\nstatus = "not-started"\n'
    before = item_of(head + layout)
    text = upgraded_item_text(head + layout)
    assert "aaaa-1" in text
    after = item_of(text)
    assert after._replace(history=()) == before._replace(history=())
    assert upgraded_item_text(text) == text
