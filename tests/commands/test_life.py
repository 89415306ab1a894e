"""The life of a recommendation: steps, evidence, verifying, closing, reopening, links."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run, tree


def shown(run: Run, item_id: str, *words: str) -> dict[str, Any]:
    item: dict[str, Any] = json.loads(run("show", item_id, *words, "--json").out)["items"][0]
    return item


def with_evidence(run: Run, *ids: str) -> None:
    for item_id in ids:
        run("evidence", "add", item_id, "DOC 12/27", "--shows", "minutes")


def set_rule(plan: Path, rule: str, level: str) -> None:
    path = plan / "tracker.toml"
    path.write_text(f'{path.read_text()}\n[rules]\n{rule} = "{level}"\n')


# Steps


def test_steps_are_added_done_dropped_and_taken_up_again(run: Run, plan: Path) -> None:
    added = run(
        *("action", "add", "REC-5", "Agree the  template", "--owner", "Head of CID"),
        *("--due", "2008-09-20"),
    )
    assert (added.code, added.out) == (0, "")
    assert added.err == (
        "REC-5: step 1 added: Agree the template; owner Head of CID; due 20 Sep 2008"
        "  (Holds borough commanders (BOCU) and their senior teams to…)\n"
        "1 item changed (due Sat 20 Sep 2008, 'Head of CID' is a new owner, on Mon 1 Dec 2008)\n"
    )
    run("action", "add", "REC-5", "Brief the commanders")
    assert run("action", "done", "REC-5", "1", "--on", "2008-11-05").code == 0
    assert run("action", "drop", "REC-5", "2", "--reason", "part of step 1").code == 0
    steps = shown(run, "REC-5")["actions"]
    assert [(s["n"], s["done"], s["dropped"]) for s in steps] == [
        (1, "2008-11-05", None),
        (2, None, "part of step 1"),
    ]
    assert run("action", "reopen", "REC-5", "1", "2", "--reason", "left undone").code == 0
    steps = shown(run, "REC-5")["actions"]
    assert [(s["done"], s["dropped"]) for s in steps] == [(None, None), (None, None)]


def test_a_step_is_changed(run: Run, plan: Path) -> None:
    run("action", "add", "REC-5", "Agree it", "--due", "2008-08")
    found = run("action", "edit", "REC-5", "1", "--due", "2008-09", "--reason", "IT is late")
    assert found.err.splitlines()[0].startswith("REC-5: step 1 due Aug 2008 → Sep 2008  (")
    assert run("action", "edit", "REC-5", "1", "--due", "none", "--text", "Agree all").code == 0
    (step,) = shown(run, "REC-5")["actions"]
    assert (step["text"], step["due"]) == ("Agree all", None)
    entry = shown(run, "REC-5")["history"][-2]
    assert (entry["reason"], entry["changes"]) == (
        "IT is late",
        [{"field": "action_1_due", "from": "2008-08", "to": "2008-09"}],
    )
    same = run("action", "edit", "REC-5", "1", "--text", "Agree all")
    assert same.err.startswith("REC-5 is so already, nothing written")
    assert run("action", "edit", "REC-5", "1").code == 2
    assert run("action", "edit", "REC-5", "2", "--text", "x").code == 3


def test_show_draws_the_action_plan(run: Run, plan: Path) -> None:
    run("action", "add", "REC-5", "Agree the template", "--owner", "Head of CID")
    run("action", "add", "REC-5", "Brief the commanders", "--due", "2008-12")
    run("action", "done", "REC-5", "1")
    page = run("show", "REC-5").out
    assert (
        "Action plan: 1 of 2 steps done\n"
        "  1  Agree the template; done 1 Dec 2008; Head of CID\n"
        "  2  Brief the commanders; due Dec 2008\n"
        "  Step 2 is due Dec 2008, after REC-5 itself (Sep 2008)\n"
    ) in page
    assert "1 Dec 2008   action: step 1 done 1 Dec 2008 (by Liaison Officer)\n" in page


def test_a_number_of_a_step_is_never_given_twice(run: Run, plan: Path) -> None:
    run("action", "add", "REC-5", "One")
    run("undo", "--yes")
    assert shown(run, "REC-5")["actions"] == []
    run("action", "add", "REC-5", "Another")
    assert [s["n"] for s in shown(run, "REC-5")["actions"]] == [2]


def test_steps_give_the_progress_word_only_where_the_lead_gave_none(run: Run, plan: Path) -> None:
    run("action", "add", "REC-5", "One")
    assert shown(run, "REC-5")["progress"] == "majority"
    run("add", "rec", "The force should count its keys")
    run("action", "add", "REC-17", "One")
    run("action", "add", "REC-17", "Two")
    assert shown(run, "REC-17")["progress"] == "none"
    run("action", "done", "REC-17", "1")
    assert shown(run, "REC-17")["progress"] == "some"


def test_a_due_of_a_step_after_its_item_is_warned_of_from_both_sides(run: Run, plan: Path) -> None:
    late = run("action", "add", "REC-5", "Train all", "--due", "2009-01")
    assert "take note: step 1 is due Jan 2009, after REC-5 itself\n" in late.err
    moved = run("update", "REC-5", "--due", "2008-12", "--reason", "IT")
    assert "take note: step 1 is due Jan 2009, after REC-5 itself\n" in moved.err
    assert "take note" not in run("update", "REC-5", "--due", "2009-02", "--reason", "IT").err
    run("update", "REC-5", "--due", "2008-12", "--reason", "back")
    assert "item has steps due after itself: REC-5" in run("check").out


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        ("add REC-5", 2, "the step has no text, and nobody can write it here"),
        ("add REC-5 ' '", 2, "the step has no text"),
        ("add REC-99 x", 3, "REC-99 is not in this plan"),
        ("add REC-5 x --due soon", 4, "'soon' is not a date"),
        ("done REC-5 x", 4, "'x' is not the number of a step"),
        ("done REC-5 12345", 4, "'12345' is not the number of a step"),
        ("done REC-5 7", 3, "REC-5 has no step 7"),
        ("drop REC-5 1", 2, "dropping a step needs --reason"),
        ("drop REC-5 2 --reason why", 4, "step 2 of REC-5 was done on 1 Dec 2008"),
        ("done REC-5 3", 4, "step 3 of REC-5 was dropped: no need"),
        ("reopen REC-5 2", 2, "reopening a step needs --reason"),
    ],
)
def test_what_cannot_be_done_to_a_step_is_told(
    run: Run, plan: Path, words: str, code: int, error: str
) -> None:
    import shlex

    for text in ("One", "Two", "Three"):
        run("action", "add", "REC-5", text)
    run("action", "done", "REC-5", "2")
    run("action", "drop", "REC-5", "3", "--reason", "no need")
    before = tree(plan)
    found = run("action", *shlex.split(words))
    assert found.code == code, found.err
    assert found.err.startswith(f"tracker: {error}")
    assert found.err.count("\n") == 2
    assert tree(plan) == before


# Evidence


def test_a_file_of_evidence_is_known_by_its_content(run: Run, plan: Path) -> None:
    (plan.parent / "policies").mkdir()
    file = plan.parent / "policies" / "new.pdf"
    file.write_bytes(b"policy")
    found = run("evidence", "add", "REC-1", file, "--shows", "the new policy")
    assert found.code == 0, found.err
    (one,) = shown(run, "REC-1")["evidence"]
    assert one == {
        "n": 1,
        "ref": "policies/new.pdf",
        "on": "2008-12-01",
        "shows": "the new policy",
        "sha256": hashlib.sha256(b"policy").hexdigest(),
        "size": 6,
    }
    assert run("evidence", "check").code == 0
    file.write_bytes(b"other")
    changed = run("evidence", "check")
    assert (changed.code, changed.out) == (
        1,
        "Item   No.  Now      Given       File\n"
        "REC-1    1  changed  1 Dec 2008  policies/new.pdf\n"
        "       shows the new policy\n",
    )
    file.unlink()
    states = json.loads(run("evidence", "check", "REC-1", "--json").out)["evidence"]
    assert [one["state"] for one in states] == ["missing"]
    assert run("evidence", "check", "REC-2").code == 0


@pytest.mark.parametrize(
    "ref",
    ["DOC 12/27", "https://example.org/a?b=c", "x" * 4000, "no/such/file.pdf", "."],
)
def test_text_that_is_no_file_is_a_reference(run: Run, plan: Path, ref: str) -> None:
    assert run("evidence", "add", "REC-1", ref, "--shows", "it").code == 0
    (one,) = shown(run, "REC-1")["evidence"]
    assert (one["ref"], one["sha256"], one["size"]) == (ref, None, None)
    assert run("evidence", "check").err == (
        "1 piece of evidence, 0 files among them: 0 missing or changed\n"
    )


def test_the_same_evidence_twice_writes_nothing(run: Run, plan: Path) -> None:
    with_evidence(run, "REC-1")
    before = tree(plan)
    found = run("evidence", "add", "REC-1", "DOC 12/27", "--shows", "minutes")
    assert found.err.startswith("REC-1 is so already, nothing written")
    assert tree(plan) == before


def test_evidence_says_what_it_shows(run: Run, plan: Path) -> None:
    found = run("evidence", "add", "REC-1", "DOC 1")
    assert (found.code, found.err) == (
        2,
        "tracker: evidence needs --shows\nadd --shows 'TEXT'\n",
    )


# Verifying, closing, reopening


def test_a_checker_who_is_not_the_owner_verifies_with_evidence(run: Run, plan: Path) -> None:
    run("update", "REC-1", "--owner", "Head of CID", "--new-owner")
    refused = run("verify", "REC-1", "--by", "Internal Inspectorate")
    assert (refused.code, refused.err) == (
        2,
        "tracker: REC-1 has no evidence\n"
        "add it with: tracker evidence add REC-1 REFERENCE --shows 'TEXT', "
        "or say why not with --override 'REASON'\n",
    )
    with_evidence(run, "REC-1")
    own = run("verify", "REC-1", "--by", "head of cid")
    assert (own.code, own.err) == (
        2,
        "tracker: REC-1 is owned by Head of CID: its checker can't be head of cid\n"
        "name another checker with --by NAME, or say why not with --override 'REASON'\n",
    )
    assert run("verify", "REC-1", "--by", "Internal Inspectorate").code == 0
    item = shown(run, "REC-1")
    assert (item["status"], item["verified_by"]) == ("verified", "Internal Inspectorate")
    assert "Verified  1 Dec 2008 by Internal Inspectorate\n" in run("show", "REC-1").out


def test_the_holder_of_a_post_is_its_owner_too(run: Run, plan: Path) -> None:
    path = plan / "tracker.toml"
    path.write_text(path.read_text() + '\n[people."Head of CID"]\nholder = "Det Supt 27"\n')
    run("update", "REC-1", "--owner", "Head of CID")
    with_evidence(run, "REC-1")
    assert run("verify", "REC-1", "--by", "det supt 27").code == 2
    assert run("verify", "REC-1", "--by", "Det Supt 28").code == 0


def test_an_override_is_kept_and_told(run: Run, plan: Path) -> None:
    assert run("verify", "REC-1", "--override", "seen on the visit").code == 0
    assert shown(run, "REC-1")["history"][-1]["override"] == "seen on the visit"
    page = run("show", "REC-1").out
    assert "Verified  1 Dec 2008 by Liaison Officer (rule set aside)\n" in page
    assert "rule set aside: seen on the visit" in page.replace("\n               ", " ")


def test_an_override_of_nothing_is_not_kept(run: Run, plan: Path) -> None:
    with_evidence(run, "REC-1")
    run("verify", "REC-1", "--override", "needless")
    assert shown(run, "REC-1")["history"][-1]["override"] is None


def test_verifying_with_its_evidence_is_one_step(run: Run, plan: Path) -> None:
    words = ("--evidence", "DOC 1", "--shows", "minutes")
    assert run("verify", "REC-1", *words).code == 0
    item = shown(run, "REC-1")
    assert (item["status"], len(item["evidence"])) == ("verified", 1)
    run("undo", "--yes")
    item = shown(run, "REC-1")
    assert (item["status"], item["evidence"]) == ("done", [])


def test_a_rejection_needs_a_reason_and_sends_back(run: Run, plan: Path) -> None:
    assert run("verify", "REC-1", "--reject").err == (
        "tracker: a rejection needs a reason\nsay what was missing with --reason 'TEXT'\n"
    )
    assert run("verify", "REC-1", "--reject", "--reason", "one borough only").code == 0
    item = shown(run, "REC-1")
    assert (item["status"], item["history"][-1]["event"]) == ("in-progress", "rejected")
    again = run("verify", "REC-1", "--reject", "--reason", "again")
    assert (again.code, again.err.splitlines()[0]) == (
        2,
        "tracker: REC-1 is in progress: there is nothing to reject",
    )


def test_only_what_is_done_is_verified_or_closed(run: Run, plan: Path) -> None:
    for words in (
        ("verify", "REC-5", "--override", "x"),
        ("close", "REC-5", "--discharged-by", "HMIC", "--evidence", "L1"),
        ("update", "REC-5", "--status", "verified", "--override", "x"),
        ("update", "REC-5", "--status", "closed", "--discharged-by", "HMIC", "--override", "x"),
    ):
        found = run(*words)
        assert (found.code, found.err.splitlines()[1]) == (
            2,
            "first: tracker update REC-5 --status done",
        )


def test_update_applies_the_rules_of_verify_and_close(run: Run, plan: Path) -> None:
    assert run("update", "REC-1", "--status", "verified").code == 2
    with_evidence(run, "REC-1")
    assert run("update", "REC-1", "--status", "verified").code == 0
    refused = run("update", "REC-1", "--status", "closed")
    assert refused.err.splitlines()[0] == (
        "tracker: REC-1 is closed only when the inspecting body discharges it"
    )
    assert run("update", "REC-1", "--status", "closed", "--discharged-by", "HMIC").code == 0
    assert shown(run, "REC-1")["discharged_by"] == "HMIC"


def test_a_closed_item_is_blue_and_reopens_with_a_reason(run: Run, plan: Path) -> None:
    found = run("close", "REC-1", "--discharged-by", "HMIC", "--evidence", "letter of 3 Feb")
    assert found.code == 0, found.err
    item = shown(run, "REC-1")
    assert (item["status"], item["rag"], item["evidence"][0]["shows"]) == (
        "closed",
        "blue",
        "discharge by HMIC",
    )
    assert run("reopen", "REC-1").err == (
        "tracker: REC-1: reopening needs a reason\nsay why with --reason 'TEXT'\n"
    )
    assert run("reopen", "REC-1", "--reason", "found undone").code == 0
    item = shown(run, "REC-1")
    assert (item["status"], item["discharged_by"]) == ("in-progress", None)
    again = run("reopen", "REC-1", "--reason", "again")
    assert again.err.startswith("REC-1 is so already, nothing written")


def test_close_without_the_body_gives_the_line(run: Run, plan: Path) -> None:
    assert run("close", "REC-1").err == (
        "tracker: an item is closed only when the inspecting body discharges it\n"
        "say who did, and where it says so: "
        "tracker close REC-1 --discharged-by HMIC --evidence REFERENCE\n"
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("four_eyes", ("verify", "REC-1", "--by", "Head of CID")),
        ("evidence", ("verify", "REC-2")),
        ("order", ("update", "REC-5", "--status", "closed", "--discharged-by", "HMIC")),
        ("discharge", ("update", "REC-1", "--status", "closed")),
        ("reasons", ("update", "REC-5", "--due", "2009-12")),
    ],
)
def test_each_rule_can_be_relaxed(run: Run, plan: Path, rule: str, words: tuple[str, ...]) -> None:
    run("update", "REC-1", "--owner", "Head of CID", "--new-owner")
    with_evidence(run, "REC-1", "REC-5")
    assert run(*words, "--dry-run").code == 2
    set_rule(plan, rule, "advisory")
    warned = run(*words, "--dry-run")
    assert (warned.code, "take note: " in warned.err) == (0, True)
    path = plan / "tracker.toml"
    path.write_text(path.read_text().replace('"advisory"', '"off"'))
    quiet = run(*words)
    assert (quiet.code, "take note: " in quiet.err) == (0, False)


def test_a_level_that_is_none_is_named_with_its_line(run: Run, plan: Path) -> None:
    set_rule(plan, "four_eyes", "sometimes")
    found = run("list")
    assert found.code == 5
    assert "'four_eyes' is 'sometimes', and has to be one of strict, advisory, off" in found.err


# Slippage and what may be printed


def test_a_moved_date_keeps_its_reason_and_who_agreed(run: Run, plan: Path) -> None:
    words = ("--due", "2008-12", "--reason", "IT", "--agreed-by", "Performance Board")
    assert run("update", "REC-5", *words).code == 0
    entry = shown(run, "REC-5")["history"][-1]
    assert (entry["reason"], entry["agreed_by"]) == ("IT", "Performance Board")
    assert "agreed by Performance Board" in " ".join(run("show", "REC-5").out.split())
    refused = run("update", "REC-5", "--note", "x", "--agreed-by", "Board")
    assert (refused.code, refused.err.splitlines()[0]) == (
        2,
        "tracker: --agreed-by goes with --due",
    )


def test_what_will_be_printed_is_said(run: Run, plan: Path) -> None:
    found = run("note", "REC-5", "pilot in two boroughs", "--publish")
    assert "this will be printed in papers (--publish)\n" in found.err
    assert shown(run, "REC-5")["history"][-1]["published"] is True
    assert "for papers" in run("show", "REC-5").out
    assert run("update", "REC-5", "--exempt").code == 0
    assert shown(run, "REC-5")["exempt"] is True
    assert run("update", "REC-5", "--not-exempt").code == 0


# Links


def test_a_duplicate_leaves_the_counts_and_says_where_it_went(run: Run, plan: Path) -> None:
    before = json.loads(run("summary", "--json").out)["totals"]["afis"]
    assert run("link", "AFI-12", "duplicates", "AFI-11").code == 0
    after = json.loads(run("summary", "--json").out)["totals"]["afis"]
    assert (before["total"] - after["total"], before["overdue"] - after["overdue"]) == (1, 1)
    assert "RAG       none: not counted, counted as AFI-11\n" in run("show", "AFI-12").out
    assert "  duplicated by  AFI-12  " in run("show", "AFI-11").out
    assert run("list", "--overdue", "--count").out == "11\n"
    assert run("link", "AFI-12", "duplicates", "AFI-11", "--remove").code == 0
    assert json.loads(run("summary", "--json").out)["totals"]["afis"] == before


def test_a_superseded_item_gets_the_status_and_gets_it_back(run: Run, plan: Path) -> None:
    found = run("link", "REC-5", "supersedes", "REC-6")
    assert found.err == (
        "REC-5: supersedes REC-6\n"
        "REC-6: status in progress → superseded\n"
        "REC-5 supersedes REC-6 (on Mon 1 Dec 2008)\n"
    )
    assert "none: not counted, superseded by REC-5" in run("show", "REC-6").out
    assert run("link", "REC-5", "supersedes", "REC-6", "--remove").code == 0
    assert shown(run, "REC-6")["status"] == "in-progress"
    run("undo", "--yes")
    assert shown(run, "REC-6")["status"] == "superseded"
    run("undo", "--yes")
    assert (shown(run, "REC-6")["status"], shown(run, "REC-5")["links"]) == ("in-progress", [])


@pytest.mark.parametrize(
    ("made", "refused"),
    [
        ([], "REC-5 duplicates REC-5"),
        (["REC-5 duplicates REC-6"], "REC-6 duplicates REC-5"),
        (["REC-5 duplicates REC-6", "REC-6 duplicates REC-7"], "REC-7 duplicates REC-5"),
        (["REC-5 supersedes REC-6"], "REC-6 supersedes REC-5"),
        (["REC-5 supersedes REC-6"], "REC-5 duplicates REC-6"),
        (["REC-5 implements REC-6"], "REC-6 implements REC-5"),
        (["REC-5 carried-from REC-6"], "REC-6 carried-from REC-5"),
        ([], "REC-5 relates REC-5"),
    ],
)
def test_circles_are_refused(run: Run, plan: Path, made: list[str], refused: str) -> None:
    for line in made:
        assert run("link", *line.split()).code == 0
    before = tree(plan)
    found = run("link", *refused.split())
    assert (found.code, "would lead back to itself" in found.err) == (2, True)
    assert tree(plan) == before


def test_a_link_twice_or_from_the_other_side_writes_nothing(run: Run, plan: Path) -> None:
    run("link", "REC-5", "relates", "AFI-11")
    before = tree(plan)
    for line in ("REC-5 relates AFI-11", "AFI-11 relates REC-5"):
        found = run("link", *line.split())
        assert found.err == f"{line}: it is so already, nothing written\n"
    assert tree(plan) == before
    assert run("link", "AFI-11", "relates", "REC-5", "--remove").code == 0
    assert shown(run, "REC-5")["links"] == []


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        ("REC-5 dupes REC-6", 4, "'dupes' is not a relation"),
        ("REC-5 relates REC-99", 3, "REC-99 is not in this plan"),
        ("REC-5..6 relates REC-7", 2, "REC-5..6 is several items"),
        ("REC-5 relates REC-7 --remove", 2, "REC-5 has no link 'relates REC-7'"),
    ],
)
def test_a_link_that_cannot_be_is_told(
    run: Run, plan: Path, words: str, code: int, error: str
) -> None:
    before = tree(plan)
    found = run("link", *words.split())
    assert (found.code, found.err.splitlines()[0]) == (code, f"tracker: {error}")
    assert tree(plan) == before


def test_the_past_knows_no_later_step_evidence_or_link(run: Run, plan: Path) -> None:
    run("action", "add", "REC-5", "One", "--on", "2008-10-01")
    run("action", "done", "REC-5", "1", "--on", "2008-11-01")
    run("evidence", "add", "REC-5", "DOC 1", "--shows", "it", "--on", "2008-11-10")
    run("link", "AFI-12", "duplicates", "AFI-11", "--on", "2008-11-20")
    assert shown(run, "REC-5", "--as-of", "2008-09-30")["actions"] == []
    assert shown(run, "REC-5", "--as-of", "2008-10-31")["actions"][0]["done"] is None
    assert shown(run, "REC-5", "--as-of", "2008-11-01")["actions"][0]["done"] == "2008-11-01"
    assert shown(run, "REC-5", "--as-of", "2008-11-09")["evidence"] == []
    then = json.loads(run("summary", "--as-of", "2008-11-19", "--json").out)
    assert then["totals"]["afis"]["total"] == 48


def test_a_plan_that_lived_is_clean(run: Run, plan: Path) -> None:
    run("action", "add", "REC-5", "One", "--due", "2008-09")
    with_evidence(run, "REC-1")
    run("verify", "REC-1")
    run("close", "REC-1", "--discharged-by", "HMIC", "--override", "x")
    run("link", "AFI-12", "duplicates", "AFI-11")
    found = json.loads(run("check", "--json").out)
    assert found["errors"] == 0


# What a first user tripped over


def test_an_undo_does_not_stop_at_a_check_that_recorded(run: Run, plan: Path) -> None:
    run("note", "REC-5", "chased")
    path = plan / "items" / "REC-6.toml"
    path.write_text(path.read_text().replace('progress = "majority"', 'progress = "some"', 1))
    assert run("check", "--record").code == 0
    undone = run("undo", "--yes")
    assert undone.err.splitlines()[0].startswith("undo of note (")
    assert shown(run, "REC-6")["progress"] == "some"


def test_what_is_in_no_count_is_not_listed_as_open_and_is_told(run: Run, plan: Path) -> None:
    run("add", "gp", "Meets every Monday.")
    run("link", "AFI-12", "duplicates", "AFI-11")
    found = run("list")
    assert found.out.splitlines()[0].startswith("Open on 1 Dec 2008: 45 items")
    assert found.out.splitlines()[-1] == "18 completed, 2 not counted not shown (--all)"
    assert run("list", "--no-index").out == found.out
    assert json.loads(run("list", "--json").out)["not_shown"] == 20
    assert run("list", "--kind", "gp", "--format", "ids").out == "GP-1\n"
    assert run("list", "--where", "kind = gp", "--format", "ids").out == "GP-1\n"
    assert "duplicate 1" in " ".join(run("summary").out.split())


def test_an_entry_dated_before_the_one_it_reverses_is_warned_of(run: Run, plan: Path) -> None:
    run("reopen", "REC-4", "--reason", "q", "--on", "2008-10-20")
    late = run("update", "REC-4", "--status", "done", "--on", "2008-10-05")
    assert (
        "take note: the status of REC-4 changed on 20 Oct 2008 as well, and from 5 Oct 2008 on "
        "it will read as it is now\n"
    ) in late.err


def test_links_are_words_in_a_spreadsheet(run: Run, plan: Path) -> None:
    run("link", "REC-5", "implements", "REC-7")
    run("link", "REC-5", "relates", "AFI-11")
    found = run("list", "--where", "id = REC-5", "--columns", "id,links", "--format", "csv").out
    assert found == "\ufeffid,links\r\nREC-5,implements REC-7; relates AFI-11\r\n"


def test_a_file_that_is_not_there_is_told_of(run: Run, plan: Path) -> None:
    Path("minutes").mkdir()
    paths = ("missing.pdf", "./decisions", "../a/b", "H:\\board", "a\\b", "minutes/3 Nov", "x.7z")
    for ref in paths:
        found = run("evidence", "add", "REC-1", ref, "--shows", "it")
        assert f"take note: there is no file {ref} here, so it is kept as a reference" in found.err
    for ref in ("DOC 12/27", "https://example.org/a.pdf", "PPU/08/114", "letter of 3 Feb."):
        assert "take note" not in run("evidence", "add", "REC-1", ref, "--shows", "it").err
    found = run("evidence", "add", "REC-1", "minutes", "--shows", "it")
    assert "take note: minutes is a folder, so it is kept as a reference" in found.err


def test_a_status_and_a_progress_that_do_not_go_together_are_told_of(run: Run, plan: Path) -> None:
    note = (
        "take note: REC-5 is not started, and its progress is 'majority of work completed': "
        "tracker update REC-5 --status in-progress, or --progress none\n"
    )
    assert note in run("update", "REC-5", "--status", "not-started").err
    assert "take note" not in run("note", "REC-5", "Seen").err
    found = json.loads(run("check", "--json").out)["findings"]
    [one] = [each for each in found if each["code"] == "progress-status"]
    assert (one["ids"], one["message"]) == (
        ["REC-5"],
        "1 item is not started, and its progress says otherwise: REC-5",
    )
    assert "take note" not in run("update", "REC-5", "--progress", "none").err
    assert "progress-status" not in run("check", "--json").out
    assert note.replace("majority of", "some") in run("update", "REC-5", "--progress", "some").err
    done = run("update", "REC-6", "--status", "done", "--progress", "some")
    assert (
        "take note: REC-6 is shown as completed; its progress 'some work completed' counts once "
        "it is reopened\n"
    ) in done.err
    assert "take note" not in run("update", "REC-7", "--status", "done").err


def test_verifying_tells_of_evidence_that_changed_and_done_of_open_steps(
    run: Run, plan: Path
) -> None:
    file = plan.parent / "policy.txt"
    file.write_text("one")
    run("evidence", "add", "REC-1", file, "--shows", "it")
    file.write_text("two")
    assert "take note: evidence 1 of REC-1 is changed: policy.txt\n" in run("verify", "REC-1").err
    run("action", "add", "REC-5", "One")
    run("action", "add", "REC-5", "Two")
    done = run("update", "REC-5", "--status", "done")
    assert "take note: 2 steps of REC-5 are still open\n" in done.err


def test_a_warning_of_a_step_is_given_once(run: Run, plan: Path) -> None:
    assert "take note" in run("action", "add", "REC-5", "One", "--due", "2009-01").err
    assert "take note" not in run("action", "add", "REC-5", "Two", "--due", "2008-09").err
    assert "take note" not in run("action", "done", "REC-5", "2").err


def test_a_bulk_change_by_filter_tells_of_what_could_not_be_read(run: Run, plan: Path) -> None:
    (plan / "items" / "REC-7.toml").write_text("broken = ")
    found = run("update", "--where", "framework = pvp and open", "--tag", "risk", "--yes")
    assert found.code == 5
    assert "tracker: items/REC-7.toml:1:" in found.err


def test_an_empty_plan_is_made_where_the_environment_says(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_STORE", str(tmp_path / "there"))
    assert run("init").code == 0
    assert (tmp_path / "there" / "tracker.toml").exists()
    assert run("list").code == 0


def test_what_is_open_again_is_told_as_the_lead_last_said_which_is_remarked_on(
    run: Run, plan: Path
) -> None:
    assert (
        "take note: REC-1 is open, and told as 'no work reported' until the lead says otherwise:"
        " tracker update REC-1 --progress WORD\n"
    ) in run("verify", "REC-1", "--reject", "--reason", "one borough only").err
    run("update", "REC-5", "--progress", "complete", "--status", "done")
    found = run("reopen", "REC-5", "--reason", "found undone")
    assert "take note: REC-5 is open, and told as 'completed' until the lead says" in found.err
    run("update", "REC-5", "--progress", "majority")
    run("update", "REC-5", "--status", "done")
    assert "told as" not in run("reopen", "REC-5", "--reason", "again").err


def test_evidence_from_before_a_reopening_is_remarked_on_when_it_is_checked(
    run: Run, plan: Path
) -> None:
    assert (
        run("verify", "REC-1", "--by", "Inspectorate", "--evidence", "D1", "--shows", "s").code == 0
    )
    run("reopen", "REC-1", "--reason", "the evidence was false")
    run("update", "REC-1", "--status", "done")
    remark = "take note: the evidence of REC-1 is from before it was reopened\n"
    assert remark in run("verify", "REC-1", "--by", "Inspectorate").err
    run("undo")
    again = ("verify", "REC-1", "--by", "Inspectorate", "--evidence", "D2", "--shows", "s")
    assert remark not in run(*again).err
