"""A text is reworded, a number or a place in the report set right: kept, shown, taken back."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from hmic_tracker.reports.word_changes import word_changes
from tests.conftest import EXAMPLE, Run, tree, without_history
from tests.meeting import meet

TEXT = "That the force finds missing people sooner"


def _text(run: Run, item_id: str) -> str:
    return str(json.loads(run("show", item_id, "--json").out)["items"][0]["text"])


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_a_changed_text_shows_old_and_new_word_by_word(run: Run, plan: Path) -> None:
    text = _text(run, "REC-12")
    found = run("update", "REC-12", "--text", text.replace("problem profiles", "risk profiles"))
    assert found.err == (
        "REC-12: text changed: … more intelligence work, with [-problem-] {+risk+} profiles and "
        "the like.  (Does more to solve the problem behind people who go missing…)\n"
        "1 item changed (on Mon 1 Dec 2008)\n"
    )
    for line in ("show REC-12", "history REC-12"):
        assert "intelligence work, with [-problem-] {+risk+} profiles and the like." in _flat(
            run(*line.split()).out
        )
    changes = json.loads(run("history", "REC-12", "--json").out)["entries"][-1]["changes"]
    assert [(c["field"], c["from"] == text) for c in changes] == [("text", True)]


def test_show_says_that_a_text_is_not_the_reports_own(run: Run, plan: Path) -> None:
    text = _text(run, "REC-12")
    remark = "Reworded on 1 Dec 2008 by Liaison Officer; the words of the report: tracker show"
    assert remark not in _flat(run("show", "REC-12").out)
    run("update", "REC-12", "--text", TEXT)
    shown = run("show", "REC-12", "--source").out
    assert remark in _flat(shown)
    assert _flat(text) in _flat(shown.partition("\nIn progress-report")[2])
    run("update", "REC-12", "--text", text)
    assert remark not in _flat(run("show", "REC-12").out)


def test_a_text_that_arrives_fills_in_what_was_known_by_its_number(run: Run, plan: Path) -> None:
    found = run("update", "AFI-11", "--text", "Supervision of risk is not consistent")
    assert found.err.splitlines()[0] == "AFI-11: text filled in  (AFI 1 of 8 (text not published))"
    assert "Reworded" not in run("show", "AFI-11").out
    assert json.loads(run("show", "AFI-11", "--json").out)["items"][0]["title"] == (
        "Supervision of risk is not consistent"
    )


def test_a_text_that_arrives_for_one_of_those_counted_opens_the_others(
    run: Run, plan: Path
) -> None:
    found = run("update", "AFI-33", "--text", "Missing persons are seen again", "--dry-run")
    assert "AFI-31 would change: status done → in progress" in found.err
    assert "says how many are completed, not which" in found.err


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (
            "--text none",
            "tracker: the text is what the inspectors said, and can't be taken away\n"
            "write it whole: --text 'TEXT', or --text - for standard input\n",
        ),
        (
            "--framework mp",
            "tracker: REC-11 is Recommendation 1 there already\n"
            "give REC-5 the number that it has there: --label 2a\n",
        ),
        (
            "--inspection hmic-2009",
            "tracker: there is no inspection 'hmic-2009'\n"
            "the inspections are: hmic-2007-phase-one\n",
        ),
    ],
)
def test_what_would_not_be_so_in_a_report_is_refused(
    run: Run, plan: Path, line: str, error: str
) -> None:
    before = tree(plan)
    found = run("update", "REC-5", *line.split())
    assert (found.out, found.err) == ("", error)
    assert found.code in {2, 3}
    assert tree(plan) == before


def test_one_text_is_of_one_item(run: Run, plan: Path) -> None:
    found = run("update", "REC-5..6", "--text", TEXT, "--yes")
    assert (found.code, found.err) == (
        2,
        "tracker: --text is of one item, and 2 were named\nname one of them\n",
    )


def test_an_item_that_is_moved_counts_there_from_that_day_on(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--framework", "mp", "--label", "3", "--reason", "Report 10 says so")
    now = [i["id"] for i in json.loads(run("list", "--framework", "mp", "--json").out)["items"]]
    assert "REC-5" in now
    then = run("list", "--framework", "pvp/overall", "--as-of", "2008-11-30", "--format", "ids")
    assert "REC-5" in then.out.split()
    assert "framework protecting-vulnerable-people → missing-persons, label none → 3" in _flat(
        run("history", "REC-5").out
    )
    uid = json.loads(run("show", "REC-5", "--json").out)["items"][0]["uid"]
    run("undo")
    first = json.loads(run("show", "REC-5", "--json").out)["items"][0]
    assert (first["uid"], first["framework"]) == (uid, "protecting-vulnerable-people")


def test_the_report_again_finds_what_was_moved_and_says_what_it_kept(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--framework", "np", "--label", "9")
    run("update", "AFI-11", "--framework", "np", "--label", "11")
    run("update", "REC-6", "--inspection", "none")
    run("update", "REC-12", "--text", TEXT)
    before = tree(plan)
    found = run("import", EXAMPLE, "--yes")
    said = _flat(found.out)
    assert "New none" in said
    for line in (
        "REC-5: framework neighbourhood-policing → protecting-vulnerable-people",
        "AFI-11: framework neighbourhood-policing → protecting-vulnerable-people",
        "REC-6: inspection none → hmic-2007-phase-one",
        "REC-12: text “That the force finds missing people sooner” →",
    ):
        assert line in said
    assert tree(plan) == before


def test_an_editor_moves_an_item_with_history(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "EDITOR", "sed -i 's/^framework = .*/framework = \"performance-management\"/'"
    )
    run("update", "REC-5", "--label", "9")
    run("update", "REC-14", "--inspection", "none")
    assert run("edit", "REC-5").code == 0
    assert "framework protecting-vulnerable-people → performance-management" in _flat(
        run("history", "REC-5").out
    )
    then = run("list", "--framework", "pvp/overall", "--as-of", "2008-11-30", "--format", "ids")
    assert "REC-5" in then.out.split()


CHANGES: list[tuple[str, list[str]]] = [
    ("REC-12", ["--text", TEXT]),
    ("AFI-11", ["--text", "Supervision of risk is not consistent"]),
    ("AFI-33", ["--text", "Missing persons are seen again"]),
    ("REC-5", ["--framework", "np", "--label", "9"]),
    ("REC-5", ["--framework", "none"]),
    ("REC-5", ["--inspection", "none"]),
    ("REC-5", ["--label", "2a", "--title", "Accountability"]),
]


@pytest.mark.parametrize(("item", "options"), CHANGES)
def test_undo_leaves_everything_but_the_history_as_it_was(
    run: Run, plan: Path, item: str, options: list[str]
) -> None:
    look: Callable[[], list[object]] = lambda: [  # noqa: E731
        run("list", "--all", "--json").out,
        json.loads(run("summary", "--json").out)["totals"],
        run("list", "--all").out,
        {path.name: tomllib.loads(without_history(path)) for path in (plan / "items").iterdir()},
    ]
    run("note", item, "looked at")
    before = _without_moments(look())
    assert run("update", item, *options).code == 0
    assert _without_moments(look()) != before
    assert run("undo", "--yes").code == 0
    assert _without_moments(look()) == before


def _without_moments(seen: list[object]) -> list[object]:
    made = json.loads(str(seen[0]))
    for item in made["items"]:
        del item["updated_at"]
    return [made, *seen[1:]]


def test_words_are_compared_from_both_ends_where_there_are_too_many() -> None:
    old = " ".join(f"w{n}" for n in range(5000))
    assert word_changes(old, old.replace("w2500 ", "x ")) == (
        "… w2496 w2497 w2498 w2499 [-w2500-] {+x+} w2501 w2502 w2503 w2504 …"
    )
    turned = " ".join(reversed(old.split()))
    assert len(word_changes(old, turned)) < 1000
    assert word_changes("a b", "a  b") == ""
    assert word_changes("a", "b") == "[-a-] {+b+}"
    assert word_changes("", "b c") == "{+b c+}"


def test_a_paper_quotes_nothing_as_the_reports_that_is_not(run: Run, plan: Path) -> None:
    remark = "The text is not the report's own: it was reworded on 1 December 2008."
    assert remark not in _flat(run("report", "--number", "10").out)
    run("update", "REC-12", "--text", TEXT)
    run("update", "AFI-11", "--text", "Supervision of risk is not consistent")
    assert _flat(run("report", "--number", "10").out).count(remark) == 1
    run("update", "REC-12", "--exempt")
    assert remark not in _flat(run("report", "--number", "10").out)


def test_two_people_who_move_an_item_apart_are_asked_and_as_of_before_it_is_where_it_was(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(plan, tmp_path / "other")
    run("update", "REC-5", "--framework", "np", "--label", "9")
    monkeypatch.setenv("TRACKER_USER", "Deputy")
    run("--store", tmp_path / "other", "update", "REC-5", "--framework", "dv", "--label", "9")
    meet(plan, tmp_path / "other", "REC-5")
    assert run("list", "--where", "unsettled = framework", "--format", "ids").out == "REC-5\n"
    shown = _flat(run("show", "REC-5").out)
    assert "NOT SETTLED: the framework. The first counts until one is chosen." in shown
    assert "tracker update REC-5 --framework " in shown
    then = run("list", "--framework", "pvp/overall", "--as-of", "2008-11-30", "--format", "ids")
    assert "REC-5" in then.out.split()
    assert run("update", "REC-5", "--framework", "dv").code == 0
    assert run("list", "--unsettled", "--count").out == "0\n"
    assert "REC-5" in run("list", "--framework", "dv", "--format", "ids").out.split()


def test_one_persons_move_and_anothers_note_meet_without_a_question(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    shutil.copytree(plan, tmp_path / "other")
    run("update", "REC-5", "--framework", "dv", "--inspection", "none")
    run("--store", tmp_path / "other", "note", "REC-5", "looked at")
    meet(plan, tmp_path / "other", "REC-5")
    assert run("list", "--unsettled", "--count").out == "0\n"
    item = json.loads(run("show", "REC-5", "--json").out)["items"][0]
    assert (item["framework"], item["inspection"]) == ("domestic-violence", None)
    then = json.loads(run("show", "REC-5", "--as-of", "2008-11-30", "--json").out)["items"][0]
    assert then["inspection"] == "hmic-2007-phase-one"
