"""`edit` reads what was typed into the file as `update`, `link` and `evidence add` would."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import Run, tree


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that is the editor; its copies of refused texts are in the test's own folder."""
    script = tmp_path / "editor.py"
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    (tmp_path / "copies").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "copies"))
    return script


def puts(script: Path, key: str, value: str | None, table: str = "") -> None:
    """The editor sets a key of the item, or takes it out; `table` goes above the history."""
    line = "" if value is None else f"{key} = {value}\n"
    script.write_text(
        "import sys, pathlib, re\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "top, mark, rest = path.read_text(encoding='utf-8').partition('\\n[[history]]')\n"
        f"top = re.sub({f'^{key} = .*$'!r}, '', top, flags=re.M)\n"
        f"top = {line!r} + top + {table!r}\n"
        "path.write_text(top + mark + rest, encoding='utf-8')\n",
        encoding="utf-8",
    )


def known_names(run: Run) -> None:
    assert run("person", "add", "Head of CID", "--holder", "Jane Smith").code == 0
    assert run("update", "REC-1", "--board", "Performance Board").code == 0


REFUSED = [
    ("links", '["supersedes REC-12"]', "'supersedes REC-12' changes more than the file of REC-5",
     "put links back as they were, and write: tracker link REC-5 supersedes REC-12"),
    ("links", '["duplicates AFI-1"]', "'duplicates AFI-1' changes more than the file of REC-5",
     "put links back as they were, and write: tracker link REC-5 duplicates AFI-1"),
    ("links", '["carried-from REC-1"]', "'carried-from REC-1' changes more than the file of REC-5",
     "put links back as they were, and write: tracker link REC-5 carried-from REC-1"),
    ("links", '["duplicates AFI-99"]', "AFI-99 is not in this plan",
     "the plan has AFI-1 to AFI-48: tracker list --all"),
    ("links", '["implementz REC-1"]', "'implementz' is not a relation",
     "did you mean implement or implements?"),
    ("links", '["implements REC-5"]', "REC-5 would lead back to itself: REC-5 implements REC-5",
     "look at the links there are: tracker show REC-5 REC-5"),
    ("text", None, "the text is gone, and it is what the inspectors said",
     "put it back as it was"),
    ("text", '""', "the text is gone, and it is what the inspectors said",
     "put it back as it was"),
    ("due", '"1884-06"', "Jun 1884 is before 1990, and nobody can be asked here",
     "correct it in the file, or: tracker update REC-5 --due 1884-06 --reason 'TEXT' --yes"),
    ("owner", '"\u200b"', "owner looks empty", "write it anew, or take it out whole"),
    ("tags", '["\u200b"]', "tags looks empty", "write it anew, or take it out whole"),
    ("owner", '"Head of CIDD"', "there is no owner 'Head of CIDD'",
     "did you mean Head of CID? for a new one add --new-owner"),
    ("board", '"Performanse Board"', "there is no board 'Performanse Board'",
     "did you mean Performance Board? for a new one add --new-board"),
    ("discharged_by", '"HMICC"', "there is no body 'HMICC'",
     "did you mean HMIC or HMICS? for a new one add --new-body"),
    ("circulated", '["Head of CID"]', "REC-5 is no good practice, and only that is circulated",
     "list it with: tracker list --kind gp"),
    ("inspection", '"nope"', "there is no inspection 'nope'",
     "those there are: tracker inspection list"),
    ("number", "2", "REC-6 has that number there already", "put it back as it was"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value", "message", "hint"), REFUSED)
def test_edit_refuses_a_field_that_the_commands_would_not_take(
    run: Run, plan: Path, editor: Path, key: str, value: str | None, message: str, hint: str
) -> None:
    known_names(run)
    before = tree(plan)
    puts(editor, key, value)
    refused = run("edit", "REC-5", "--reason", "the IT release slipped")
    [kept] = (editor.parent / "copies").iterdir()
    assert (refused.code, refused.out, refused.err) == (
        2,
        "",
        f"tracker: {message}\n{hint}; your text is kept in {kept}\n",
    )
    assert value is None or f"{key} = {value}\n" in kept.read_text(encoding="utf-8")
    assert tree(plan) == before


@pytest.mark.parametrize(
    ("table", "lacks"),
    [('\n[evidence.1]\nref = "x"\n', "shows"), ('\n[evidence.1]\nshows = "x"\n', "ref")],
)
def test_evidence_typed_into_the_file_has_to_be_whole(
    run: Run, plan: Path, editor: Path, table: str, lacks: str
) -> None:
    puts(editor, "owner", None, table)
    refused = run("edit", "REC-5")
    assert refused.code == 2
    assert refused.err.startswith(
        f'tracker: evidence 1 has no {lacks}\nwrite it into the file: {lacks} = "TEXT"; your text'
    )


def test_a_file_typed_as_evidence_that_is_not_there_is_told_of(
    run: Run, plan: Path, editor: Path
) -> None:
    puts(editor, "owner", None, '\n[evidence.1]\nref = "policy.pdf"\nshows = "the policy"\n')
    done = run("edit", "REC-5")
    assert done.code == 0, done.err
    assert "take note: there is no file policy.pdf here, so it is kept as a reference" in done.err


def test_a_file_typed_as_evidence_is_known_again(run: Run, plan: Path, editor: Path) -> None:
    policy = plan.parent / "policy.txt"
    policy.write_text("the policy")
    puts(editor, "owner", None, f'\n[evidence.1]\nref = "{policy}"\nshows = "the policy"\n')
    made = run("edit", "REC-5")
    assert (made.code, made.err) == (
        0,
        "REC-5: evidence 1 added: policy.txt, shows the policy\n",
    )
    policy.write_text("another policy")
    assert run("evidence", "check", "REC-5").code == 1
    assert run("check").code == 0


@pytest.mark.parametrize(
    ("key", "value", "remark"),
    [
        ("owner", '"jane  smith"',
         "owner none → Head of CID\ntake note: Jane Smith holds 'Head of CID'\n"),
        ("owner", '"HEAD OF CID"', "owner none → Head of CID\n"),
        ("owner", '"Head of HR"',
         "owner none → Head of HR\ntake note: 'Head of HR' is a new owner\n"),
        ("board", '"performance board"', "board none → Performance Board\n"),
        ("tags", '["IT", "it "]', "tags none → IT\n"),
        ("links", '["implements rec12", "REC-1"]', "implements REC-12, REC-1\n"),
    ],
)  # fmt: skip
def test_edit_takes_a_name_as_the_plan_has_it(
    run: Run, plan: Path, editor: Path, key: str, value: str, remark: str
) -> None:
    known_names(run)
    puts(editor, key, value)
    made = run("edit", "REC-5")
    assert (made.code, made.err) == (0, f"REC-5: {remark}")
    assert run("check").code == 0
    assert "nothing changed" in run("edit", "REC-5").err or key in {
        "tags",
        "links",
        "owner",
        "board",
    }


def test_a_new_name_that_resembles_a_known_one_is_taken_with_its_option(
    run: Run, plan: Path, editor: Path
) -> None:
    known_names(run)
    puts(editor, "owner", '"Head of CIDD"')
    made = run("edit", "REC-5", "--new-owner")
    assert (
        made.err == "REC-5: owner none → Head of CIDD\ntake note: 'Head of CIDD' is a new owner\n"
    )


def test_a_link_that_binds_another_item_is_not_taken_out_by_an_editor(
    run: Run, plan: Path, editor: Path
) -> None:
    assert run("link", "REC-5", "supersedes", "REC-12", "--reason", "widened").code == 0
    puts(editor, "links", None)
    refused = run("edit", "REC-5")
    assert refused.code == 2
    assert (
        "'supersedes REC-12' changes more than the file of REC-5\n"
        "put links back as they were, and write: "
        "tracker link REC-5 supersedes REC-12 --remove; your text is kept in " in refused.err
    )


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("original_due", '"2009-06"',
         'the first due is for good: put it back as original_due = "2008-09"'),
        ("original_due", None,
         'the first due is for good: put it back as original_due = "2008-09"'),
        ("kind", '"afi"', "an item is of one kind for good: put it back as recommendation"),
        ("entries", "7", "the history is cut short: it has 1 entries, and 'entries' says 7"),
    ],
)  # fmt: skip
def test_what_never_changes_is_not_changed_by_an_editor(
    run: Run, plan: Path, editor: Path, key: str, value: str | None, message: str
) -> None:
    before = tree(plan)
    puts(editor, key, value)
    refused = run("edit", "REC-8")
    assert refused.code == 4
    assert message in refused.err.splitlines()[0]
    assert "your text is kept in " in refused.err
    assert tree(plan) == before


def test_a_key_that_nothing_reads_is_told_at_once(run: Run, plan: Path, editor: Path) -> None:
    puts(editor, "marking", '"X"', '\n[actions.1]\ntext = "a step"\nprogress = "some"\n')
    made = run("edit", "REC-8")
    assert (made.code, made.err) == (
        0,
        "REC-8: step 1 added: a step\n"
        "take note: marking is no key that is read; "
        "correct its name; a remark of your own is better a comment: # …\n"
        "take note: progress below [actions.1] is not the item's progress: "
        "move it above the first table; "
        "move its line to where it belongs: keys below a [table] are that table's\n",
    )


def test_a_first_due_changed_by_hand_is_set_back_in_an_editor(
    run: Run, plan: Path, editor: Path
) -> None:
    path = plan / "items" / "REC-8.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('original_due = "2008-09"', 'original_due = "2009-12"'), "utf-8")
    puts(editor, "original_due", '"2008-09"')
    assert run("edit", "REC-8").err == "REC-8: saved, no field of its history changed\n"
    assert run("check").code == 0


@pytest.mark.parametrize("tag", ["", "\u200b", "-\u200b"])
@pytest.mark.parametrize("line", ["update REC-7 --yes", "add rec text"])
def test_a_tag_of_which_nothing_can_be_seen_is_refused(
    run: Run, plan: Path, line: str, tag: str
) -> None:
    before = tree(plan)
    refused = run(*line.split(), f"--tag={tag}")
    assert (refused.code, refused.err) == (
        2,
        "tracker: --tag is empty\nname a tag; update takes one away with -WORD\n",
    )
    assert tree(plan) == before
