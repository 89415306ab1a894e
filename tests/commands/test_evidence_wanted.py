"""Evidence that is wanted: asked for by a command, in reminders until it comes, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, tree

LACKING = "Evidence was asked for on 1 Dec 2008: the signed minutes"


@pytest.fixture
def owned(plan: Path, run: Run) -> Path:
    """Two items of one post, one of them completed."""
    for line in (("--owner", "Head of CID"), ("--due", "2009-12", "--reason", "later")):
        assert run("update", "REC-5..6", *line, "--yes").code == 0
    assert run("update", "REC-6", "--status", "done").code == 0
    return plan


def test_what_is_wanted_is_in_the_history_as_it_was_said(run: Run, owned: Path) -> None:
    found = run("evidence", "ask", "REC-5", "the signed minutes")
    assert (found.code, found.out) == (0, "")
    assert found.err.startswith("REC-5: evidence asked for: the signed minutes  (")
    line = run("history", "REC-5").out.splitlines()[-1]
    assert line.endswith("evidence asked for: the signed minutes (by Liaison Officer)")
    assert run("list", "--where", "note ~ 'signed minutes'", "--format", "ids").out == "REC-5\n"
    assert run("check").code == 0


def test_the_lead_is_reminded_of_it_until_some_comes(run: Run, owned: Path) -> None:
    quiet = json.loads(run("remind", "--owner", "Head of CID", "--json").out)["packs"]
    assert [pack["questions"] for pack in quiet] == [[]]
    run("evidence", "ask", "REC-5..6", "the signed minutes", "--yes")
    pack = json.loads(run("remind", "--owner", "Head of CID", "--json").out)["packs"][0]
    assert pack["questions"] == [{"ids": ["REC-5", "REC-6"], "text": LACKING}]
    assert LACKING in " ".join(run("remind", "--owner", "Head of CID").out.split())
    run("evidence", "add", "REC-5", "DOC 12/27", "--shows", "minutes")
    pack = json.loads(run("remind", "--owner", "Head of CID", "--json").out)["packs"][0]
    assert pack["questions"] == [{"ids": ["REC-6"], "text": LACKING}]


def test_what_is_checked_already_is_asked_for_no_more(run: Run, owned: Path) -> None:
    run("evidence", "ask", "REC-6", "the signed minutes")
    run("verify", "REC-6", "--by", "Internal Inspectorate", "--override", "seen on a visit")
    packs = json.loads(run("remind", "--json").out)["packs"]
    assert [pack["questions"] for pack in packs] == []


def test_undo_takes_it_back(run: Run, owned: Path) -> None:
    before = [run(*line).out for line in (("list", "--all"), ("summary",), ("remind",))]
    run("evidence", "ask", "REC-5", "the signed minutes")
    undone = run("undo")
    assert undone.err.startswith("undo of evidence ask (")
    after = [run(*line).out for line in (("list", "--all"), ("summary",), ("remind",))]
    assert after == before


def test_it_is_no_word_of_the_lead_and_in_no_paper(run: Run, owned: Path) -> None:
    run("evidence", "ask", "REC-5", "the signed minutes", "--by", "Head of CID")
    item = json.loads(run("show", "REC-5", "--json").out)["items"][0]
    assert item["last_words"] is None
    assert "signed minutes" not in run("report").out


@pytest.mark.parametrize("words", [[], ["REC-5"], ["REC-5", " "]])
def test_without_what_is_wanted_two_lines_say_so(run: Run, owned: Path, words: list[str]) -> None:
    before = tree(owned)
    found = run("evidence", "ask", *words)
    assert (found.code, found.out) == (2, "")
    assert len(found.err.splitlines()) == 2
    assert tree(owned) == before


def test_several_items_are_asked_about_and_an_unknown_one_is_refused(run: Run, owned: Path) -> None:
    before = tree(owned)
    assert run("evidence", "ask", "REC-5..6", "the signed minutes").code == 2
    assert run("evidence", "ask", "REC-5", "REC-99", "the signed minutes", "--yes").code == 3
    assert run("evidence", "ask", "REC-5", "the signed minutes", "--dry-run").code == 0
    assert tree(owned) == before
