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


@pytest.fixture
def damaged(plan: Path) -> Path:
    """REC-5 as a merge left it: with the marks of a conflict."""
    path = plan / "items" / "REC-5.toml"
    text = path.read_text(encoding="utf-8")
    ours, theirs = 'progress = "majority"\n', 'progress = "almost"\n'
    both = f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"
    assert ours in text
    path.write_text(text.replace(ours, both, 1), encoding="utf-8")
    return path


_CHOOSE = r"""
import re
text = re.sub(r"<<<<<<<.*?=======\n(.*?)>>>>>>> theirs\n", r"\1", text, flags=re.DOTALL)
"""


def test_a_damaged_file_is_opened_with_the_fault_on_top_and_mended(
    run: Run, damaged: Path, editor: Path, tmp_path: Path
) -> None:
    found = run("list", "--count")
    assert (found.code, found.err) == (
        5,
        "tracker: items/REC-5.toml:11: it has conflict markers of a merge\n"
        "mend it with: tracker edit REC-5, or restore it; the rest is shown\n",
    )
    seen = tmp_path / "seen"
    edits(editor, f"pathlib.Path({str(seen)!r}).write_text(text)\n{_CHOOSE}")
    found = run("edit", "REC-5")
    said = "REC-5: mended, progress majority → almost\n"
    assert (found.code, found.err) == (0, said)
    first, _, rest = seen.read_text(encoding="utf-8").partition("\n")
    assert first == "#! tracker: line 11: it has conflict markers of a merge"
    assert rest.startswith("id = ")
    item = json.loads(run("show", "REC-5", "--json").out)["items"][0]
    assert (item["progress"], item["history"][-1]["event"]) == ("almost", "edited")
    assert run("check").code == 0
    assert run("undo").code == 0
    assert json.loads(run("show", "REC-5", "--json").out)["items"][0]["progress"] == "majority"


def test_a_damaged_file_left_as_it_is_stays_so_and_no_copy_is_left(
    run: Run, damaged: Path, editor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "own"))
    (tmp_path / "own").mkdir()
    before = tree(damaged.parent)
    edits(editor, "")
    found = run("edit", "REC-5")
    assert found.code == 5
    assert found.err.splitlines() == [
        "tracker: items/REC-5.toml:11: it has conflict markers of a merge",
        "nothing was written: it is as it was",
    ]
    assert tree(damaged.parent) == before
    assert list((tmp_path / "own").iterdir()) == []


def test_a_mended_file_is_of_the_item_that_its_name_says(
    run: Run, damaged: Path, editor: Path
) -> None:
    before = damaged.read_bytes()
    edits(editor, f"""{_CHOOSE}\ntext = text.replace('"REC-5"', '"REC-99"', 1)""")
    found = run("edit", "REC-5")
    assert found.code == 4
    assert "the id has to be REC-5, as the file is called" in found.err
    assert damaged.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "said"), [(b'title = "\xff"\n', "not UTF-8 text"), (None, "a copy of REC-5")]
)
def test_what_is_no_text_or_a_copy_is_not_opened(
    run: Run, plan: Path, editor: Path, data: bytes | None, said: str
) -> None:
    edits(editor, "raise SystemExit(3)")
    path = plan / "items" / ("REC-5-PC1.toml" if data is None else "REC-5.toml")
    path.write_bytes(data or (plan / "items" / "REC-5.toml").read_bytes())
    found = run("edit", path.stem)
    assert (found.code, said in found.err) == (5, True), found.err


def test_an_edit_that_no_history_tells_is_undone_and_so_is_what_was_before_it(
    run: Run, plan: Path, editor: Path
) -> None:
    run("update", "REC-5", "--progress", "almost")
    before = tree(plan)
    edits(editor, """text = "# mine\\n" + text""")
    assert run("edit", "REC-5").err == "REC-5: saved, no field of its history changed\n"
    found = run("undo")
    assert (found.code, "restored: items/REC-5.toml" in found.err) == (0, True)
    assert tree(plan) == before
    assert "progress almost → majority" in run("undo").err
