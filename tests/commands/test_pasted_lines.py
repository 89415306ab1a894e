"""Lines that messages say to type next can be pasted as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmic_tracker.commands.store_hints import name_store, with_store
from tests.conftest import EXAMPLES, Run

REPORT = EXAMPLES / "progress-report-2008-09-11.txt"


def test_a_line_to_type_names_the_folder_that_was_given(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRACKER_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert run("--store", "our plan", "init").code == 0
    done = run("--store", "our plan", "import", REPORT, "--yes")
    assert done.err.endswith(
        "46 open items have no owner: tracker --store 'our plan' list --no-owner\n"
    )
    gone = run("show", "--store=our plan", "REC-99")
    assert (gone.code, "tracker --store 'our plan' list" in gone.err) == (3, True)
    assert "our plan" not in run("import", REPORT, "--store", "nowhere").err


def test_a_line_to_type_is_plain_where_the_folder_is_found_by_itself(run: Run, plan: Path) -> None:
    assert run("undo", "--yes").code == 0
    done = run("import", REPORT, "--yes", "--store", plan)
    assert done.err.endswith("46 open items have no owner: tracker list --no-owner\n")


def test_a_post_that_begins_with_a_dash_stands_after_two_dashes(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    assert run("update", "REC-5", "--owner=-rf", "--new-owner").code == 0
    drafts = run("remind", "-o", tmp_path / "out")
    line = "tracker person add --mail ADDRESS -- -rf"
    assert f"no address, so no To: -rf   ({line})\n" in drafts.err
    words = line.replace("ADDRESS", "rf@example.org").split()[1:]
    assert run(*words).code == 0
    removed = run("person", "remove", "--", "-rf")
    assert "tracker person remove --to POST -- -rf" in removed.err


def test_a_line_that_others_are_to_type_does_not_name_this_folder(tmp_path: Path) -> None:
    name_store(["list", "--store", str(tmp_path / "a")], ("list", "check", "sync"))
    for text in (
        "ask those who work there to run, once: tracker check --upgrade",
        "make it one of format 2, there: tracker check --upgrade",
        "exchange both with a repository between them: tracker sync --setup URL, in each",
        "see: tracker list --help",
    ):
        assert with_store(text) == text
    assert with_store("see: tracker list") == f"see: tracker --store {tmp_path / 'a'} list"
    name_store([], ())
    assert with_store("see: tracker list") == "see: tracker list"
