"""The rules of an item's life have one door: `edit` and hand edits go through it too."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.commands.terminal import Terminal
from tests.conftest import Result, Run, tree

ENTER: Final = "\r"
CLOSED: Final = ("status", "in-progress", "closed")
MOVED: Final = ("due", "2008-09", "2009-09")
VERIFIED: Final = ("status", "done", "verified")


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that is the editor: it puts other values for those in `edits`."""
    script = tmp_path / "editor.py"
    script.write_text("")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    return script


def edits(script: Path, *changes: tuple[str, str, str]) -> None:
    """What the editor changes: fields, each with its old and its new value."""
    script.write_text(
        "import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\ntext = path.read_text()\n"
        + "".join(
            f"assert {f'{key} = {old!r}'!r} in text.replace(chr(34), chr(39))\n"
            f"text = text.replace('{key} = \"{old}\"', '{key} = \"{new}\"', 1)\n"
            for key, old, new in changes
        )
        + "path.write_text(text)\n"
    )


def by_hand(plan: Path, item: str, *changes: tuple[str, str, str], more: str = "") -> None:
    """Changes an item's file as people do; `more` is put above its history."""
    path = plan / "items" / f"{item}.toml"
    text = path.read_text(encoding="utf-8")
    for key, old, new in changes:
        line = f'{key} = "{old}"\n'
        assert line in text
        text = text.replace(line, f'{key} = "{new}"\n' if new else "", 1)
    path.write_text(text.replace("\n[[history]]", f"{more}\n[[history]]", 1), encoding="utf-8")


def kept(refused: Result) -> str:
    """The text that a refusal kept, which is removed."""
    path = Path(refused.err.rstrip().rsplit("your text is kept in ", 1)[1])
    text = path.read_text(encoding="utf-8")
    path.unlink()
    return text


def ready(run: Run) -> None:
    """REC-5 is done, owned, and has evidence."""
    assert run("update", "REC-5", "--status", "done", "--owner", "Head of CID").code == 0
    assert run("evidence", "add", "REC-5", "DOC 1", "--shows", "the policy").code == 0


def errors(run: Run) -> list[tuple[str, str]]:
    found = json.loads(run("check", "--json").out)["findings"]
    return [(one["code"], one["message"]) for one in found if one["level"] == "error"]


def last(run: Run, item: str) -> dict[str, Any]:
    entry: dict[str, Any] = json.loads(run("show", item, "--json").out)["items"][0]["history"][-1]
    return entry


@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        (MOVED, "REC-5: moving a due date needs a reason", "say why with --reason 'TEXT'"),
        (("status", "in-progress", "withdrawn"), "REC-5: setting withdrawn needs a reason",
         "say why with --reason 'TEXT'"),
        (CLOSED, "REC-5 is in progress: only what is done can be closed",
         "first: tracker update REC-5 --status done"),
        (("status", "in-progress", "verified"),
         "REC-5 is in progress: only what is done can be verified",
         "first: tracker update REC-5 --status done"),
    ],
)  # fmt: skip
def test_edit_refuses_what_update_would_and_keeps_the_text(
    run: Run, plan: Path, editor: Path, change: tuple[str, str, str], message: str, hint: str
) -> None:
    before = tree(plan)
    edits(editor, change)
    refused = run("edit", "REC-5")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith(f"tracker: {message}\n{hint}; your text is kept in ")
    assert f'{change[0]} = "{change[2]}"\n' in kept(refused)
    assert tree(plan) == before


def test_edit_verifies_as_verify_does(run: Run, plan: Path, editor: Path) -> None:
    assert run("update", "REC-5", "--status", "done", "--owner", "Head of CID").code == 0
    edits(editor, VERIFIED)
    refused = run("edit", "REC-5")
    assert refused.err.startswith(
        "tracker: REC-5 has no evidence\n"
        "say what shows it: tracker edit REC-5 --evidence REF --shows 'TEXT', "
        "or why not: --override 'REASON'; your text is kept in "
    )
    kept(refused)
    shown = ("--evidence", "DOC 1", "--shows", "the policy")
    refused = run("edit", "REC-5", *shown, "--by", "head of cid")
    assert refused.err.startswith(
        "tracker: REC-5 is owned by Head of CID: its checker can't be head of cid\n"
    )
    kept(refused)
    made = run("edit", "REC-5", *shown, "--by", "Internal Inspectorate")
    assert (made.code, made.err.splitlines()[0]) == (
        0,
        "REC-5: status done → verified, evidence 1 added: DOC 1, shows the policy",
    )
    assert run("check").code == 0
    assert run("undo").code == 0
    edits(editor, VERIFIED, ("owner", "Head of CID", "Head of HR"))
    refused = run("edit", "REC-5", *shown, "--by", "Head of CID")
    assert "its checker can't be Head of CID" in refused.err
    kept(refused)


def test_a_reason_or_an_override_given_with_edit_is_kept(
    run: Run, plan: Path, editor: Path
) -> None:
    edits(editor, MOVED)
    assert run("edit", "REC-5", "--reason", "the IT release slipped").code == 0
    assert last(run, "REC-5")["reason"] == "the IT release slipped"
    assert run("update", "REC-5", "--status", "done").code == 0
    edits(editor, VERIFIED)
    assert run("edit", "REC-5", "--override", "seen, not filed").code == 0
    entry = last(run, "REC-5")
    assert (entry["event"], entry["override"]) == ("edited", "seen, not filed")
    assert run("check").code == 0


def test_edit_closes_with_a_body_that_was_written_into_the_file(
    run: Run, plan: Path, editor: Path
) -> None:
    ready(run)
    edits(editor, ("status", "done", "closed"))
    refused = run("edit", "REC-5")
    assert refused.err.startswith(
        "tracker: REC-5 is closed only when the inspecting body discharges it\n"
        'write it into the file: discharged_by = "BODY"; your text is kept in '
    )
    kept(refused)
    edits(editor, ("status", "done", 'closed"\\ndischarged_by = "HMIC'))
    assert run("edit", "REC-5").code == 0
    assert run("check").code == 0


def test_what_the_plan_takes_as_advice_is_told_after_an_edit(
    run: Run, plan: Path, editor: Path
) -> None:
    with (plan / "tracker.toml").open("a") as settings:
        settings.write('\n[rules]\nreasons = "advisory"\norder = "off"\n')
    edits(editor, MOVED)
    made = run("edit", "REC-5")
    assert (made.code, made.err) == (
        0,
        "REC-5: due September 2008 → September 2009\n"
        "take note: REC-5: moving a due date needs a reason\n",
    )
    found = json.loads(run("check", "--json").out)["findings"]
    advised = [one for one in found if one["code"] == "rule-advisory"]
    assert [(one["level"], one["message"]) for one in advised] == [
        ("note", "reasons is not kept by 1 item: REC-5")
    ]


@pytest.mark.posix
def test_edit_asks_on_a_terminal_for_what_is_missing(run: Run, plan: Path, editor: Path) -> None:
    assert run("update", "REC-5", "--status", "done", "--owner", "Liaison Officer").code == 0
    edits(editor, MOVED, VERIFIED)
    with Terminal(plan, ["edit", "REC-5"]) as terminal:
        for question, answer in (
            ("It is kept in the history. ", "the IT release slipped"),
            ("It is kept in the history. ", "nobody else was there"),
        ):
            terminal.answer(question, f"{answer}{ENTER}")
        code, seen = terminal.end()
    assert code == 0, seen
    assert "REC-5: moving a due date needs a reason." in seen
    entry = last(run, "REC-5")
    assert entry["reason"] == "the IT release slipped"
    assert entry["override"] == "nobody else was there"
    assert run("check").code == 0


@pytest.mark.posix
@pytest.mark.parametrize("answer", [ENTER, "\x04", "\x03"])
def test_an_answer_that_is_not_given_writes_nothing_and_keeps_the_text(
    plan: Path, editor: Path, answer: str
) -> None:
    before = tree(plan)
    edits(editor, MOVED)
    with Terminal(plan, ["edit", "REC-5"], columns=300) as terminal:
        terminal.answer("It is kept in the history. ", answer)
        code, seen = terminal.end()
    assert code == (130 if answer == "\x03" else 2)
    name = seen.split("your text is kept in ", 1)[1].split("\n", 1)[0].strip()
    assert 'due = "2009-09"' in Path(name).read_text()
    Path(name).unlink()
    assert tree(plan) == before


EVIDENCE: Final = '\n[evidence.1]\nref = "DOC 1"\nshows = "the policy"\n'
BROKEN: Final[dict[str, tuple[tuple[str, str, str], str, list[str]]]] = {
    "verified by hand": (VERIFIED, EVIDENCE, ["rule-four-eyes"]),
    "verified by hand without evidence": (VERIFIED, "", ["rule-four-eyes", "rule-evidence"]),
    "closed by hand": (("status", "done", "closed"), EVIDENCE, ["rule-discharge"]),
    "closed by hand without evidence": (
        ("status", "done", "closed"), "", ["rule-discharge", "rule-evidence"],
    ),
    "a moved date": (MOVED, "", ["rule-reasons"]),
    "no date any more": (("due", "2008-09", ""), "", ["rule-reasons"]),
    "a reopening": (("status", "done", "in-progress"), "", ["rule-reasons"]),
    "a side exit": (("status", "done", "withdrawn"), "", ["rule-reasons"]),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_check_finds_a_rule_broken_by_hand_and_goes_on_to_find_it(
    run: Run, plan: Path, editor: Path, name: str
) -> None:
    change, more, codes = BROKEN[name]
    assert run("update", "REC-5", "--status", "done").code == 0
    by_hand(plan, "REC-5", change, more=more)
    assert [code for code, _ in errors(run)] == ["changed-outside", *codes]
    assert run("check", "--record").code == 1
    assert [code for code, _ in errors(run)] == codes
    assert run("note", "REC-5", "seen").code == 0
    edits(editor, ("progress", "majority", "almost"))
    assert run("edit", "REC-5").code == 0
    assert [code for code, _ in errors(run)] == codes
    assert run("update", "REC-5", "--override", "as the board wished").code == 0
    assert errors(run) == []
    assert last(run, "REC-5")["override"] == "as the board wished"
    again = run("update", "REC-5", "--override", "as the board wished")
    assert again.err.startswith("REC-5 is so already, nothing written")


def test_an_edit_after_a_hand_edit_takes_none_of_it_for_its_own(
    run: Run, plan: Path, editor: Path
) -> None:
    ready(run)
    by_hand(plan, "REC-5", VERIFIED)
    edits(editor, ("progress", "majority", "almost"))
    made = run("edit", "REC-5", "--by", "Internal Inspectorate")
    assert made.err == (
        "REC-5: progress majority → almost\n"
        "take note: REC-5 is shown as completed; its progress 'almost completed' counts once it is "
        "reopened\n"
    )
    history = json.loads(run("show", "REC-5", "--json").out)["items"][0]["history"]
    assert [entry["event"] for entry in history[-2:]] == ["changed outside the tool", "edited"]
    assert [code for code, _ in errors(run)] == ["rule-four-eyes"]


def test_a_reason_given_afterwards_explains_a_moved_date_and_no_verification(
    run: Run, plan: Path
) -> None:
    ready(run)
    by_hand(plan, "REC-5", MOVED, VERIFIED)
    explained = run("update", "REC-5", "--reason", "the IT release slipped")
    assert (explained.code, explained.err.splitlines()[0]) == (
        0,
        "REC-5: explained: the IT release slipped  "
        "(Holds borough commanders (BOCU) and their senior teams to…)",
    )
    assert errors(run) == [
        ("rule-four-eyes", "REC-5 was verified by hand: nobody is there who checked it")
    ]
    assert run("verify", "REC-5", "--reject", "--reason", "check it anew").code == 0
    assert run("update", "REC-5", "--status", "done").code == 0
    assert run("verify", "REC-5", "--by", "Internal Inspectorate").code == 0
    assert run("check").code == 0


def test_evidence_and_a_body_added_afterwards_mend_what_lacked_them(run: Run, plan: Path) -> None:
    assert run("update", "REC-5", "--status", "done").code == 0
    by_hand(plan, "REC-5", ("status", "done", "closed"))
    run("check", "--record")
    assert run("evidence", "add", "REC-5", "letter of 3 Feb", "--shows", "discharge").code == 0
    assert [code for code, _ in errors(run)] == ["rule-discharge"]
    assert run("update", "REC-5", "--discharged-by", "HMIC").code == 0
    assert run("check").code == 0


def test_evidence_taken_out_by_hand_is_missed(run: Run, plan: Path) -> None:
    ready(run)
    assert run("verify", "REC-5", "--by", "Internal Inspectorate").code == 0
    path = plan / "items" / "REC-5.toml"
    before, _, rest = path.read_text(encoding="utf-8").partition("[evidence.")
    path.write_text(f"{before}[[history]]{rest.partition('[[history]]')[2]}", encoding="utf-8")
    assert [code for code, _ in errors(run)] == ["changed-outside", "rule-evidence"]


@pytest.mark.parametrize("level", ["off", "advisory"])
def test_a_rule_that_is_not_strict_is_no_error(run: Run, plan: Path, level: str) -> None:
    with (plan / "tracker.toml").open("a") as settings:
        rules = ("order", "reasons", "discharge", "four_eyes", "evidence")
        settings.write("\n[rules]\n" + "".join(f'{rule} = "{level}"\n' for rule in rules))
    by_hand(plan, "REC-5", CLOSED)
    by_hand(plan, "REC-6", MOVED)
    assert run("check", "--record").code == 0
    found = json.loads(run("check", "--json").out)["findings"]
    advised = {one["message"] for one in found if one["code"] == "rule-advisory"}
    assert advised == (
        set()
        if level == "off"
        else {f"{rule} is not kept by 1 item: REC-5" for rule in ("order", "discharge", "evidence")}
        | {"reasons is not kept by 1 item: REC-6"}
    )


WHOLE: Final = (
    "update REC-5 --status done --owner 'Head of CID'",
    "update REC-5 --due 2009-01 --reason 'waits for the IT release'",
    "evidence add REC-5 'DOC 1' --shows 'the policy'",
    "verify REC-5 --by 'Internal Inspectorate'",
    "close REC-5 --discharged-by HMIC --evidence 'letter of 3 Feb'",
    "reopen REC-5 --reason 'found undone'",
    "update REC-6 --response not-accepted --reason 'it costs more than it gives'",
    "reopen REC-6 --reason 'after all'",
    "link REC-7 supersedes REC-8",
    "link REC-7 supersedes REC-8 --remove",
    "verify REC-1 --override 'seen, not filed'",
    "link REC-7 supersedes REC-1",
    "link REC-7 supersedes REC-1 --remove",
    "update AFI-1 --status withdrawn --reason 'merged'",
    "verify REC-2 --reject --reason 'no sign of it'",
    "update REC-14 --due none --reason 'the board took it away'",
    "undo --yes",
    "update REC-14 --due 2009-06 --reason 'later'",
    "undo --yes",
)


def test_a_life_by_commands_breaks_no_rule(run: Run, plan: Path) -> None:
    for line in WHOLE:
        made = run(*shlex.split(line))
        assert made.code == 0, (line, made.err)
        assert errors(run) == [], line


def test_check_goes_on_to_find_a_link_by_hand_until_it_is_made_by_link(
    run: Run, plan: Path
) -> None:
    path = plan / "items" / "REC-13.toml"
    path.write_text(f'links = ["supersedes REC-12"]\n{path.read_text("utf-8")}', "utf-8")
    half = ("half-link", "REC-13 supersedes REC-12, and REC-12 is in-progress")
    assert errors(run)[0] == half
    run("check", "--record")
    assert errors(run) == [half]
    assert run("link", "REC-13", "supersedes", "REC-12", "--remove").code == 0
    assert errors(run) == []
    assert run("link", "REC-13", "supersedes", "REC-12").code == 0
    assert errors(run) == []
    assert run("reopen", "REC-12", "--reason", "it is a matter of its own").code == 0
    assert errors(run) == []


def test_check_goes_on_to_find_a_text_that_was_taken_out_by_hand(run: Run, plan: Path) -> None:
    path = plan / "items" / "REC-5.toml"
    text = path.read_text("utf-8")
    [line] = [one for one in text.partition("[[history]]")[0].splitlines() if one[:6] == "text ="]
    path.write_text(text.replace(f"{line}\n", "", 1), "utf-8")
    gone = ("text-gone", "REC-5: its text was taken out by hand, and its history has it")
    assert errors(run)[0] == gone
    run("check", "--record")
    assert errors(run) == [gone]
    path.write_text(f"{line}\n{path.read_text('utf-8')}", "utf-8")
    run("check", "--record")
    assert errors(run) == []


def test_check_goes_on_to_find_a_name_that_looks_empty(run: Run, plan: Path) -> None:
    path = plan / "items" / "REC-5.toml"
    path.write_text(f'owner = "\u200b"\n{path.read_text("utf-8")}', "utf-8")
    unseen = ("unseen-value", "REC-5: nothing of its owner can be seen")
    assert errors(run)[0] == unseen
    run("check", "--record")
    assert errors(run) == [unseen]
    assert run("update", "REC-5", "--owner", "Head of CID").code == 0
    assert errors(run) == []


def test_a_first_due_changed_by_hand_is_told_with_the_one_to_set_back(run: Run, plan: Path) -> None:
    path = plan / "items" / "REC-5.toml"
    path.write_text(
        path.read_text("utf-8").replace('original_due = "2008-09"', 'original_due = "2009-12"'),
        "utf-8",
    )
    first = (
        "first-due",
        'REC-5: original_due is 2009-12, a due it never had; set it back: original_due = "2008-09"',
    )
    assert errors(run) == [first]
    assert run("check", "--record", "--yes").code == 1
    assert errors(run) == [first]
    by_hand(plan, "REC-5", ("original_due", "2009-12", "2008-09"))
    assert errors(run) == []


def test_an_editor_is_held_to_parts_as_a_command_is(run: Run, plan: Path, editor: Path) -> None:
    assert run("split", "REC-5", "One", "Two", "--yes").code == 0
    edits(editor, ("status", "in-progress", "done"))
    refused = run("edit", "REC-5")
    assert refused.code == 2
    said = "tracker: REC-5 is completed when all of its parts are: REC-5a, REC-5b are open\n"
    assert refused.err.startswith(said)
    assert 'status = "done"' in kept(refused)
    assert run("update", "REC-5a", "--status", "done").code == 0
    edits(editor, ("status", "not-started", "done"))
    assert run("edit", "REC-5b").err == (
        "REC-5b: status not started → done\n"
        "REC-5: status in progress → done  (all of its parts are completed)\n"
    )
    edits(editor, ("framework", "protecting-vulnerable-people", "domestic-violence"))
    refused = run("edit", "REC-5a")
    assert refused.err.startswith("tracker: REC-5a is a part in our own words: its framework is")
    kept(refused)
