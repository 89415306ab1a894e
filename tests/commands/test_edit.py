"""`edit`: an item's file in the person's editor, here small programs that edit it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.conftest import Run, tree


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that is the editor; a test writes what it does with `path` and `text`."""
    script = tmp_path / "editor.py"
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    return script


def edits(script: Path, code: str) -> None:
    script.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "text = path.read_text()\n"
        f"{code}\n"
        "path.write_text(text)\n"
    )


def test_what_was_edited_goes_into_the_history(run: Run, plan: Path, editor: Path) -> None:
    edits(
        editor,
        """text = "# mine\\n" + text.replace('progress = "majority"', 'progress = "almost"', 1)""",
    )
    found = run("edit", "rec5")
    assert (found.code, found.err) == (0, "REC-5: progress majority → almost\n")
    item = json.loads(run("show", "REC-5", "--json").out)["items"][0]
    assert item["progress"] == "almost"
    assert item["history"][-1]["event"] == "edited"
    assert (plan / "items" / "REC-5.toml").read_text().startswith("# mine\n")


def test_leaving_it_as_it_is_writes_nothing(run: Run, plan: Path, editor: Path) -> None:
    before = tree(plan)
    edits(editor, "")
    assert run("edit", "REC-5").err == "REC-5: nothing changed\n"
    assert tree(plan) == before


def test_a_text_that_cannot_be_read_comes_back_with_the_fault_on_top(
    run: Run, plan: Path, editor: Path, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    edits(
        editor,
        f"""
seen = pathlib.Path({str(seen)!r})
if not seen.exists():
    seen.write_text("")
    text = text.replace('status = "in-progress"', 'status = "nearly"', 1)
else:
    seen.write_text(text.splitlines()[0])
    text = text.replace('status = "nearly"', 'status = "done"', 1)
""",
    )
    assert run("edit", "REC-5").err == "REC-5: status in progress → done\n"
    assert seen.read_text().startswith("#! tracker: line 9: ")


def test_giving_up_keeps_the_text_and_writes_nothing(run: Run, plan: Path, editor: Path) -> None:
    before = tree(plan)
    edits(editor, """text = text.replace('status = "in-progress"', 'status = "nearly"', 1)""")
    found = run("edit", "REC-5")
    assert found.code == 4
    kept = Path(found.err.rsplit(" in ", 1)[1].strip())
    assert 'status = "nearly"' in kept.read_text()
    kept.unlink()
    assert tree(plan) == before


def test_a_file_that_changed_meanwhile_is_a_conflict_and_both_are_kept(
    run: Run, plan: Path, editor: Path
) -> None:
    target = plan / "items" / "REC-5.toml"
    edits(
        editor,
        f"""
text = text.replace('progress = "majority"', 'progress = "almost"', 1)
other = pathlib.Path({str(target)!r})
other.write_text(other.read_text() + "# theirs\\n")
""",
    )
    found = run("edit", "REC-5")
    assert found.code == 6
    assert target.read_text().endswith("# theirs\n")
    ours = (plan / ".tracker" / "conflicts" / "items-REC-5.toml").read_text()
    assert 'progress = "almost"' in ours


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("""text = text.replace('id = "REC-5"', 'id = "REC-6"', 1)""", "id and uid are for good"),
        (
            """text = text.replace('on = 2008-09-11', 'on = 2008-09-10', 1)""",
            "the history is only ever",
        ),
    ],
)
def test_ids_and_history_stay(run: Run, plan: Path, editor: Path, code: str, message: str) -> None:
    edits(editor, code)
    found = run("edit", "REC-5")
    assert found.code == 4
    assert message in found.err


def test_an_editor_that_fails_writes_nothing(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "false")
    assert run("edit", "REC-5").code == 2
    monkeypatch.setenv("VISUAL", "no-such-editor-anywhere")
    assert run("edit", "REC-5").err.startswith(
        "tracker: the editor 'no-such-editor-anywhere' can't"
    )


def test_what_the_rules_would_have_said_of_an_edit_is_said(
    run: Run, plan: Path, editor: Path
) -> None:
    edits(editor, """text = text.replace('status = "in-progress"', 'status = "closed"', 1)""")
    found = run("edit", "REC-5")
    assert (found.code, found.err) == (
        0,
        "REC-5: status in progress → closed\n"
        "take note: REC-5 is in progress: only what is done can be closed\n"
        "take note: REC-5 is closed only when the inspecting body discharges it\n"
        "take note: REC-5 has no evidence\n",
    )
    assert run("undo").code == 0
    edits(editor, """text = text.replace('due = "2008-09"', 'due = "2009-09"', 1)""")
    assert "take note: " in run("edit", "REC-5").err
