"""Copies that sync tools make: in no figure, named on standard error and by `check`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.store.index.queries import read_plan
from tests.conftest import Run
from tests.store.test_sendings import SENT, write

_FORMS: Final = {
    "OneDrive": "{0}-PC123",
    "Dropbox": "{0} (Anna's conflicted copy 2008-12-01)",
    "Nextcloud": "{0} (conflicted copy 2008-12-01 101010)",
    "Syncthing": "{0}.sync-conflict-20081201-101010-ABCDEFG",
    "Google Drive": "{0} (1)",
    "iCloud": "{0} 2",
    "a person": "Copy of {0}",
}
_FILES: Final = {
    "an item": "items/REC-1.toml",
    "an inspection": "inspections/phase-one.toml",
    "a paper": "papers/paper-8.toml",
    "what was sent": "sent/3-plm5hb7p.toml",
    "the settings": "tracker.toml",
}
_READING: Final = (
    ("list", "--all"),
    ("list", "--all", "--as-of", "2008-11-20"),
    ("summary",),
    ("summary", "--since", "last"),
    ("grades",),
    ("history",),
    ("inspection", "list"),
    ("trend",),
    ("remind",),
    ("remind", "--answers"),
    ("show", "REC-1"),
    ("report", "--number", "9", "--meeting", "2008-12-11"),
)


@pytest.fixture
def plan(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan of two items, an inspection and a recorded paper."""
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-01")
    monkeypatch.setenv("TRACKER_USER", "Liaison Officer")
    folder = tmp_path / "plan"
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    for words in (
        ("init", str(folder)),
        ("inspection", "add", "Phase One", "--id", "phase-one", "--published", "2007-10"),
        ("add", "rec", "The force should do more.", "--inspection", "phase-one"),
        ("add", "rec", "The force should do less.", "--inspection", "phase-one"),
        ("report", "--number", "8", "--record", "-o", str(tmp_path / "paper.txt")),
    ):
        assert run(*words).code == 0
    write(folder, SENT)
    return folder


def make_copy(plan: Path, path: str, form: str) -> str:
    """Copies a file as a sync tool would; the path of the copy."""
    file = plan / path
    copy = file.with_name(f"{form.format(file.stem)}.toml")
    copy.write_bytes(file.read_bytes())
    return copy.relative_to(plan).as_posix()


@pytest.mark.parametrize("form", _FORMS.values(), ids=list(_FORMS))
@pytest.mark.parametrize("path", _FILES.values(), ids=list(_FILES))
def test_a_copy_is_in_no_figure_and_named(path: str, form: str, run: Run, plan: Path) -> None:
    indexed = ("", "--no-index")
    ordinary = {
        (words, option): run(*words, *filter(None, [option]))
        for words in _READING
        for option in indexed
    }
    assert [words for (words, _), before in ordinary.items() if before.code] == []
    copy = make_copy(plan, path, form)
    line = f"{copy} is a copy made by a sync tool, left out: tracker check\n"
    for (words, option), before in ordinary.items():
        after = run(*words, *filter(None, [option]))
        assert (after.code, after.out) == (before.code, before.out), words
        reads_papers = words[0] in {"report", "summary"}
        reads_log = words[0] == "summary" or "--answers" in words
        named = path != "tracker.toml" and "--answers" not in words
        named = reads_papers if path.startswith("papers/") else named
        named = reads_log if path.startswith("sent/") else named
        assert after.err.replace(line, "") == before.err, words
        assert after.err.count(line) == named, words


@pytest.mark.parametrize("path", _FILES.values(), ids=list(_FILES))
def test_check_names_it_with_what_to_do(path: str, run: Run, plan: Path) -> None:
    copy = make_copy(plan, path, _FORMS["OneDrive"])
    findings = json.loads(run("check", "--json").out)["findings"]
    (found,) = [one for one in findings if one["code"] == "sync-copy"]
    assert found["path"] == copy
    result = run("check")
    assert result.code == 1
    assert "tracker merge" in result.out
    assert "copy of" in result.out
    (plan / copy).unlink()
    assert run("check").code == 0


def test_many_copies_have_one_line_more(run: Run, plan: Path) -> None:
    for form in _FORMS.values():
        make_copy(plan, "inspections/phase-one.toml", form)
    err = run("list").err
    assert err.count("is a copy made by a sync tool") == 3
    assert "4 more copies made by a sync tool, left out: tracker check\n" in err


def test_json_has_them_in_no_list_of_what_cannot_be_read(run: Run, plan: Path) -> None:
    for path in _FILES.values():
        make_copy(plan, path, _FORMS["Syncthing"])
    for words in (("list", "--json"), ("summary", "--json"), ("inspection", "list", "--json")):
        result = run(*words)
        assert result.code == 0
        assert json.loads(result.out)["unreadable"] == []


def test_the_index_has_what_the_files_have(plan: Path) -> None:
    for path in ("items/REC-2.toml", "inspections/phase-one.toml"):
        for form in _FORMS.values():
            make_copy(plan, path, form)
    from_files, from_index = read_plan(plan, use_index=False), read_plan(plan)
    assert from_files.copies == from_index.copies
    assert len(from_files.copies) == 2 * len(_FORMS)
    assert from_files.inspections == from_index.inspections
    assert len(from_files.inspections) == 1
    (plan / from_files.copies[0]).unlink()
    assert read_plan(plan).copies == from_files.copies[1:]


def test_names_of_their_own_are_no_copies(run: Run, plan: Path) -> None:
    text = (plan / "inspections" / "phase-one.toml").read_text()
    own = re.sub(r"^id = .*$", 'id = "phase-one-2009"', text, flags=re.MULTILINE)
    (plan / "inspections" / "phase-one-2009.toml").write_text(own)
    (plan / "notes.toml").write_text("x = 1\n")
    result = run("inspection", "list")
    assert "sync tool" not in result.err
    assert len(read_plan(plan).inspections) == 2


def test_a_copy_of_the_settings_is_named_by_what_writes(run: Run, plan: Path) -> None:
    """A command that only reads doesn't list the folder, in which nothing else is its business."""
    copy = make_copy(plan, "tracker.toml", _FORMS["Dropbox"])
    for words in (("note", "REC-1", "seen"), ("person", "add", "Head of CID")):
        result = run(*words)
        assert result.code == 0
        assert result.err.count(f"{copy} is a copy made by a sync tool, left out") == 1
