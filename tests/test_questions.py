"""Questions an officer asks, each as one command line with its exact answer on the example."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hmic_tracker.cli import main
from hmic_tracker.domain.ids import format_id_ranges
from tests.conftest import Run
from tests.questions.deferred import DEFERRALS, DEFERRED_QUESTIONS
from tests.questions.of_lists import QUESTIONS
from tests.questions.since_when import MORE_QUESTIONS, MORE_WORK


@pytest.fixture(scope="session")
def later(worked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked plan after what boards, leads and the inspectorate did."""
    folder = tmp_path_factory.mktemp("later") / "plan"
    shutil.copytree(worked, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_USER", "Liaison Officer")
        for day, line in MORE_WORK:
            patch.setenv("TRACKER_TODAY", day)
            assert main(["--store", str(folder), *shlex.split(line)]) == 0, line
    return folder


@pytest.mark.parametrize(
    ("words", "answer"),
    [pytest.param(words, answer, id=question) for question, words, answer in MORE_QUESTIONS],
)
def test_each_new_question_has_one_answer_in_a_pipe_and_in_json(
    run: Run, later: Path, words: str, answer: str
) -> None:
    for index in ((), ("--no-index",)):
        line = ("--store", later, "list", *shlex.split(words), *index)
        ids = run(*line, "--format", "ids")
        assert (ids.code, ids.err) == (0, "")
        assert format_id_ranges(ids.out.split()) == answer
        as_json = json.loads(run(*line, "--json").out)
        assert [item["id"] for item in as_json["items"]] == ids.out.split()
        csv = run(*line, "--columns", "id", "--format", "csv").out
        assert csv.split()[1:] == ids.out.split()


@pytest.fixture(scope="session")
def waiting(later: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same plan with what boards deferred."""
    folder = tmp_path_factory.mktemp("waiting") / "plan"
    shutil.copytree(later, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_USER", "Liaison Officer")
        patch.setenv("TRACKER_TODAY", "2008-11-30")
        for line in DEFERRALS:
            assert main(["--store", str(folder), *shlex.split(line)]) == 0, line
    return folder


@pytest.mark.parametrize(
    ("words", "answer"),
    [pytest.param(words, answer, id=question) for question, words, answer in DEFERRED_QUESTIONS],
)
def test_each_question_of_deferrals_has_one_answer_in_a_pipe_and_in_json(
    run: Run, waiting: Path, words: str, answer: str
) -> None:
    test_each_new_question_has_one_answer_in_a_pipe_and_in_json(run, waiting, words, answer)


def test_what_the_history_says_is_in_columns_and_json(run: Run, later: Path) -> None:
    columns = "id,completed_on,days_late,verified_by,discharged_by,pieces"
    found = run("--store", later, "list", "--completed-since", "2008-11", "--columns", columns)
    assert found.out == (
        "Items on 1 Dec 2008: 2 (2 recommendations)\n"
        "\n"
        "Item    Completed    Late by  Verified by            Discharged by  Pieces\n"
        "REC-5   17 Nov 2008       48  Internal Inspectorate  HMIC                1\n"
        "REC-14  20 Nov 2008        0  none                   none                0\n"
    )
    keys = ("overdue_since", "last_words", "agreed_by", "verified_on")
    shown = json.loads(run("--store", later, "show", "REC-7", "--json").out)["items"][0]
    assert [shown[key] for key in keys] == ["2008-10-01", "the supplier is late", [], None]
    line = ("list", "--where", "id = REC-7", "--columns", "id,overdue_since,last_words")
    picked = json.loads(run("--store", later, *line, "--json").out)["items"]
    assert picked == [
        {"id": "REC-7", "overdue_since": "2008-10-01", "last_words": "the supplier is late"}
    ]


def test_the_new_filters_serve_summaries_and_bulk_changes(run: Run, later: Path) -> None:
    found = run("--store", later, "summary", "--no-evidence", "--kind", "rec", "--json").out
    assert json.loads(found)["totals"]["recommendations"]["completed"] == 7
    line = ("note", "--where", "days-late > 0", "late", "--dry-run")
    assert run("--store", later, *line).err.endswith("1 item would change (on Mon 1 Dec 2008)\n")


def test_a_saved_new_filter_asks_the_same(run: Run, later: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(later, folder)
    saved = run("--store", folder, "list", "--completed-since", "nov 2008", "--save", "fresh")
    assert saved.err == "saved @fresh: completed-on >= 2008-11\n"
    assert run("--store", folder, "list", "@fresh").out == saved.out


@pytest.fixture
def ask(run: Run, worked: Path) -> Callable[[str], str]:
    """The answer to the words after `tracker list`, as runs of ids."""

    def asker(words: str) -> str:
        found = run("--store", worked, "list", *shlex.split(words), "--format", "ids")
        assert found.code == 0, found.err
        return format_id_ranges(found.out.split())

    return asker


def test_there_are_at_least_eighty_questions() -> None:
    every = [*QUESTIONS, *MORE_QUESTIONS]
    assert len({question for question, _, _ in every}) == len(every) >= 80


@pytest.mark.parametrize(
    ("words", "answer"),
    [pytest.param(words, answer, id=question) for question, words, answer in QUESTIONS],
)
def test_each_question_is_one_line(ask: Callable[[str], str], words: str, answer: str) -> None:
    assert ask(words) == answer


def test_what_changed_says_old_and_new_who_and_why(run: Run, worked: Path) -> None:
    found = run("--store", worked, "list", "--changed-since", "2008-11-27")
    assert "Changed since 27 Nov 2008: 2 items" in found.out
    said = " ".join(found.out.split())
    assert "status in progress → withdrawn; reason: merged into AFI-25 (by Liaison Officer)" in said
    as_json = json.loads(
        run("--store", worked, "list", "--changed-since", "2008-11-27", "--json").out
    )
    assert [(i["id"], i["changes"][0]["changes"][0]["to"]) for i in as_json["items"]] == [
        ("REC-1", "verified"),
        ("AFI-24", "withdrawn"),
    ]


def test_a_count_is_a_number_and_no_more(run: Run, worked: Path) -> None:
    assert run("--store", worked, "list", "--overdue", "--count").out == "9\n"


def test_exit_code_tells_a_script_that_there_are_rows(run: Run, worked: Path) -> None:
    assert run("--store", worked, "list", "--overdue", "--exit-code").code == 1
    late = run("--store", worked, "list", "--overdue", "--as-of", "2008-09-12", "--exit-code")
    assert late.code == 0


def test_an_overdue_list_says_how_many_more_are_past_their_first_date(
    run: Run, worked: Path
) -> None:
    heading = run("--store", worked, "list", "--overdue").out.partition("\nAll: ")[0]
    assert " ".join(heading.split()) == (
        "Overdue on 1 Dec 2008: 9 of 45 open items (2 recommendations, 7 AFIs); "
        "2 more are past their first date"
    )


def test_ids_go_from_a_list_into_a_bulk_update(run: Run, worked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(worked, folder)
    ids = run("--store", folder, "list", "--overdue", "--format", "ids").out
    found = run("--store", folder, "update", "-", "--note", "chased", "--yes", stdin=ids)
    assert found.code == 0
    assert found.err.endswith("9 items changed (on Mon 1 Dec 2008)\n")
    none = run("--store", folder, "update", "-", "--note", "chased", "--yes", stdin="")
    assert (none.code, none.err) == (0, "no items were asked for, nothing was written\n")
    by_filter = run("--store", folder, "note", "@hot", "seen by the board", "--dry-run")
    assert by_filter.err.endswith("9 items would change (on Mon 1 Dec 2008)\n")
    by_where = run(
        "--store",
        folder,
        "update",
        "--where",
        "overdue and kind = rec",
        "--tag",
        "late",
        "--dry-run",
    )
    assert by_where.err.endswith("2 items would change (on Mon 1 Dec 2008)\n")


def test_a_filter_is_saved_under_a_name(run: Run, worked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(worked, folder)
    saved = run(
        "--store", folder, "list", "--owner", "none", "--due-before", "eom", "--save", "orphans"
    )
    assert saved.code == 0
    assert 'orphans = "owner = none and due < eom"' in (folder / "tracker.toml").read_text()
    again = run("--store", folder, "list", "@orphans", "--format", "ids").out
    plain = run(
        "--store", folder, "list", "--owner", "none", "--due-before", "eom", "--format", "ids"
    )
    assert again == plain.out
    missing = run("--store", folder, "list", "@orphan")
    assert missing.code == 3
    assert "@orphans" in missing.err


def test_a_slip_in_an_expression_is_shown_where_it_is(run: Run, worked: Path) -> None:
    found = run("--store", worked, "list", "--where", "stauts = done and overdue")
    assert (found.code, found.out) == (2, "")
    lines = found.err.splitlines()
    assert lines[1] == "  stauts = done and overdue"
    assert lines[2] == "  ^"
    assert "status" in lines[-1]


def test_the_summary_of_what_one_post_owns(run: Run, worked: Path) -> None:
    found = run("--store", worked, "summary", "--owner", "Head of Public Protection").out
    assert 'Only owner = "Head of Public Protection"' in found
    assert "Completed  1 of 2 recommendations, 0 of 8 AFIs; verified 0 of 1" in found
    as_json = run("--store", worked, "summary", "--framework", "mp", "--json").out
    assert [r["framework"] for r in json.loads(as_json)["frameworks"]] == [
        "protecting-vulnerable-people",
        "missing-persons",
    ]


def test_a_count_is_alone_in_every_format(run: Run, worked: Path) -> None:
    counted = json.loads(run("--store", worked, "list", "--overdue", "--count", "--json").out)
    assert counted["count"] == 9
    assert "items" not in counted
    assert run("--store", worked, "list", "--overdue", "--count", "--format", "csv").out == (
        "\ufeffcount\r\n9\r\n"
    )


def test_the_usual_list_stays_a_table_in_a_mail(run: Run, worked: Path) -> None:
    lines = run("--store", worked, "list").out.splitlines()
    assert " ".join(lines[2].split()) == "Item Status Due RAG Owner"
    assert "Not shown at this width (--wide): In the report, Progress" in lines
    assert max(map(len, lines)) <= 78
    wide = run("--store", worked, "list", "--width", "200").out.splitlines()
    assert " ".join(wide[2].split()) == "Item Title In the report Status Due RAG Progress Owner"


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            "--verified-by 'Internal Inspectorat'",
            "tracker: 'Internal Inspectorat' verified nothing in this plan\n"
            "did you mean Internal Inspectorate?\n",
        ),
        (
            "--agreed-by 'Resource Board'",
            "tracker: there is no board 'Resource Board'\n"
            "did you mean Resources Board or Performance Board?\n",
        ),
        (
            "--discharged-by HMICC",
            "tracker: 'HMICC' discharged nothing in this plan\n"
            "did you mean HMIC or HMICS or HMIP?\n",
        ),
    ],
)
def test_a_slip_in_a_name_is_told_and_not_answered_with_nothing(
    run: Run, later: Path, words: str, error: str
) -> None:
    for index in ((), ("--no-index",)):
        found = run("--store", later, "list", *shlex.split(words), *index)
        assert (found.code, found.out, found.err) == (3, "", error)


def test_a_body_is_found_by_its_short_name_and_a_checker_by_the_post(
    run: Run, later: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(later, folder)
    run("--store", folder, "person", "add", "Chief Inspector", "--holder", "Internal Inspectorate")
    for words in ("--discharged-by HMIC", "--verified-by 'chief inspector'"):
        found = run("--store", folder, "list", *shlex.split(words), "--format", "ids")
        assert found.out == "REC-5\n"
