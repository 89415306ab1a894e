"""Questions an officer asks, each as one command line with its exact answer on the example."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hmic_tracker.domain.ids import format_id_ranges
from tests.conftest import Run

# The question, the words after `tracker list`, and the ids of the answer as runs.
QUESTIONS = [
    ("What is overdue?", "--overdue", "REC-7..8, AFI-11, AFI-13..18"),
    ("What was overdue on 1 October?", "--overdue --as-of 2008-10-01", "REC-5..8"),
    (
        "What will be overdue on New Year's Day?",
        "--overdue --as-of 2009-01-01 --kind rec",
        "REC-7..8, REC-11..12",
    ),
    (
        "What of public protection is overdue?",
        "--overdue --framework pvp",
        "REC-7..8, AFI-11, AFI-13..18",
    ),
    ("Which recommendations are overdue?", "--overdue --kind rec", "REC-7..8"),
    ("What is overdue and nobody's?", "--overdue --no-owner", ""),
    ("What is open and nobody's, of the recommendations?", "--no-owner --kind rec", "REC-11..13"),
    ("The same, by name none?", "--owner none --kind rec", "REC-11..13"),
    (
        "What does the Head of Public Protection owe?",
        "--owner 'Head of Public Protection'",
        "REC-6, AFI-11..18",
    ),
    (
        "What has that post ever had?",
        "--owner 'head of public protection' --all",
        "REC-5..6, AFI-11..18",
    ),
    ("What does Territorial Policing owe?", "--group 'Territorial Policing'", "REC-7..8"),
    (
        "What does Specialist Crime owe that is late?",
        "--group 'specialist crime' --overdue",
        "AFI-11, AFI-13..18",
    ),
    ("What is due today?", "--due-within 0 --as-of 2008-12-31 --kind rec", "REC-11..12"),
    ("What is due within 30 days?", "--due-within 30 --kind rec", "REC-11..12"),
    ("What is due within 29 days?", "--due-within 29", ""),
    ("What is due within a quarter?", "--due-within 90 --kind rec", "REC-11..12"),
    ("What is due by the end of January?", "--due-by 2009-01 --kind rec", "REC-7..8, REC-11..12"),
    ("What is due before the 31st?", "--due-before 2008-12-31 --kind rec", "REC-7..8"),
    ("What is due by the 31st?", "--due-by 2008-12-31 --kind rec", "REC-7..8, REC-11..12"),
    ("What is due after March?", "--due-after 2009-03", "REC-13, AFI-36..38"),
    (
        "What is due between the new year and mid March?",
        "--due-after 2008-12 --due-before 2009-03-14",
        "REC-6, AFI-12",
    ),
    ("What has no due date?", "--no-due", "COC-1"),
    ("Which dates were moved?", "--slipped", "REC-6, AFI-12"),
    ("Which were moved more than once?", "--where 'moves > 1'", "REC-6"),
    ("What is past the date first given?", "--past-first-date", "REC-6..8, AFI-11..18"),
    (
        "What has not moved for 90 days?",
        "--stale 90 --as-of 2008-12-20 --kind rec --framework mp",
        "REC-11..12",
    ),
    (
        "What has not moved for 9 days, of the owned?",
        "--stale 9 --where 'owner != none' --kind rec",
        "REC-6..7, REC-14, REC-16",
    ),
    ("What is older than two months?", "--older-than 60 --kind rec", "REC-6..8, REC-11..16"),
    ("What came in since October?", "--where 'age < 60'", "COC-1"),
    ("Which recommendations are completed?", "--completed --kind rec", "REC-1..5, REC-9..10"),
    (
        "What awaits verification, of the recommendations?",
        "--status done --kind rec",
        "REC-2..5, REC-9..10",
    ),
    ("What was verified?", "--status verified", "REC-1"),
    ("What was withdrawn?", "--status withdrawn", "AFI-24"),
    ("What has not started?", "--status not-started", "COC-1"),
    (
        "What is not started or withdrawn?",
        "--status not-started --status withdrawn",
        "AFI-24, COC-1",
    ),
    ("What is red?", "--rag red", "REC-7..8, AFI-11, AFI-13..18"),
    ("What is grey?", "--rag grey", "COC-1"),
    ("Which recommendations are amber?", "--rag amber --kind rec", "REC-6, REC-11..12"),
    ("What is blue?", "--rag blue", "REC-1"),
    ("What is almost completed?", "--progress almost", "REC-13, AFI-11"),
    (
        "What has only a majority done, of the recommendations?",
        "--progress majority --kind rec",
        "REC-6..8, REC-11..12, REC-14..16",
    ),
    ("What does the Resources Board oversee?", "--board 'Resources Board'", "REC-15"),
    (
        "What does the Performance Board oversee, of the recommendations?",
        "--board 'performance board' --kind rec",
        "REC-14, REC-16",
    ),
    (
        "What does the PPSG oversee that is late?",
        "--board 'Public Protection Steering Group' --overdue --kind rec",
        "REC-7..8",
    ),
    ("What is open in Missing Persons?", "--framework mp", "REC-11..12, AFI-33..35, COC-1"),
    ("What is open in PVP overall alone?", "--framework pvp/overall --kind rec", "REC-6..8"),
    (
        "What is open in Missing Persons or Child Abuse?",
        "--framework mp --framework 'Child Abuse investigations' --kind rec",
        "REC-11..13",
    ),
    ("What is tagged legacy?", "--tag legacy", "REC-8"),
    (
        "What speaks of performance, of what is open?",
        "--text performance --kind rec",
        "REC-6, REC-14..16",
    ),
    ("Where was a benchmark visit spoken of?", "--text 'visit benchmark'", "REC-14"),
    ("What of the causes of concern is open?", "--kind coc", "COC-1"),
    ("What did the board's list hold?", "@board --as-of 2008-12-31 --kind rec", "REC-7..8"),
    ("What is hot?", "@hot --kind rec", "REC-7..8"),
    (
        "What is open before the 14th or owned by a head of?",
        "--where '(due < 2008-12-14 or owner ~ \"head of\") and kind = rec'",
        "REC-6..8",
    ),
    (
        "What is in progress, due before December, and not legacy?",
        "--where 'status = in-progress and due < 2008-12 and not tag = legacy and kind = rec'",
        "REC-7",
    ),
    ("Which ids?", "--where 'id in (REC-5, afi11) and all'", "REC-5, AFI-11"),
    ("What stood open in October?", "--as-of 2008-10-31 --kind rec", "REC-5..8, REC-11..16"),
    (
        "What was REC-5's standing before it was done?",
        "--as-of 2008-11-16 --where 'id = REC-5'",
        "REC-5",
    ),
    (
        "What changed since 20 November?",
        "--changed-since 2008-11-20",
        "REC-1, REC-8, REC-14..15, AFI-11, AFI-24, COC-1",
    ),
    (
        "What changed since 26 November under Domestic Violence?",
        "--changed-since 2008-11-26 --framework dv",
        "AFI-24",
    ),
    ("What comes first?", "--sort due --limit 3", "REC-7..8, AFI-11"),
    ("What comes last?", "--sort -due --limit 1 --kind rec", "REC-13"),
    ("What is most overdue?", "--overdue --sort days_overdue --reverse --limit 2", "REC-7..8"),
    (
        "What does the first inspection hold?",
        "--inspection hmic-2007-phase-one --kind coc",
        "COC-1",
    ),
    ("What is everything, of the causes of concern?", "--all --kind coc", "COC-1"),
]


@pytest.fixture
def ask(run: Run, worked: Path) -> Callable[[str], str]:
    """The answer to the words after `tracker list`, as runs of ids."""

    def asker(words: str) -> str:
        found = run("--store", worked, "list", *shlex.split(words), "--format", "ids")
        assert found.code == 0, found.err
        return format_id_ranges(found.out.split())

    return asker


def test_there_are_at_least_sixty_questions() -> None:
    assert len({question for question, _, _ in QUESTIONS}) == len(QUESTIONS) >= 60


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
    heading = run("--store", worked, "list", "--overdue").out.partition("\n\n")[0]
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
    assert "Completed  recommendations 1 of 2, AFIs 0 of 8; verified 0 of 1" in found
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
    assert " ".join(lines[2].split()) == "Item In the report Status Due RAG Progress Owner"
    assert max(map(len, lines)) <= 78


HPP = "Head of Public Protection"
# The task, the lines that do it, and then a question with its answer.
TASKS = [
    (
        "Who holds the post, and what does that person owe?",
        [f"person edit '{HPP}' --holder 'A. Holder'"],
        ("--holder 'a. holder' --kind rec", "REC-6"),
    ),
    (
        "A step of an item that is another's: does the person owe it?",
        [f"person edit '{HPP}' --holder 'A. Holder'", f"action add REC-8 'ask' --owner '{HPP}'"],
        ("--holder 'a. holder' --kind rec", "REC-6, REC-8"),
    ),
    (
        "What is with posts that nobody holds?",
        [f"person edit '{HPP}' --holder 'A. Holder'"],
        ("--holder none --kind rec", "REC-7..8, REC-11..16"),
    ),
    (
        "The post is called otherwise: what does it owe under its new name?",
        [f"person rename '{HPP}' 'Director of Safeguarding' --yes"],
        ("--owner 'director of safeguarding'", "REC-6, AFI-11..18"),
    ),
    (
        "And under the former one?",
        [f"person rename '{HPP}' 'Director of Safeguarding' --yes"],
        (f"--owner '{HPP}'", "REC-6, AFI-11..18"),
    ),
    (
        "And what did it owe a month ago, by either?",
        [f"person rename '{HPP}' 'Director of Safeguarding' --yes"],
        ("--owner 'Director of Safeguarding' --as-of 2008-11-01 --kind rec", "REC-5..6"),
    ),
    (
        "The post is abolished: who has its items?",
        [f"person remove '{HPP}' --to 'Head of Crime' --yes"],
        ("--owner 'Head of Crime'", "REC-6, AFI-11..18"),
    ),
    (
        "What did the abolished post complete?",
        [f"person remove '{HPP}' --to 'Head of Crime' --yes"],
        (f"--owner '{HPP}' --all", "REC-5"),
    ),
    (
        "The framework is called otherwise: what is open in it?",
        ["framework rename pvp Safeguarding --yes"],
        ("--framework safeguarding/overall --kind rec", "REC-6..8"),
    ),
    (
        "And by its former initials?",
        ["framework rename pvp Safeguarding --yes"],
        ("--framework pvp/overall --kind rec", "REC-6..8"),
    ),
    (
        "Missing Persons is no part of PVP any more: what is in PVP?",
        ["framework move mp none --yes"],
        ("--framework pvp --kind rec", "REC-6..8, REC-13"),
    ),
    (
        "The Performance Board takes Neighbourhood Policing over: what does it oversee?",
        ["settings set frameworks.np.board 'Performance Board' --yes"],
        (
            "--board 'performance board' --kind rec --all",
            "REC-1..4, REC-14, REC-16",
        ),
    ),
    (
        "The Resources Board is called otherwise: what does it oversee?",
        ["board rename 'Resources Board' 'Finance Board' --yes"],
        ("--board 'finance board'", "REC-15"),
    ),
    (
        "What would be amber, were a deadline near 400 days before?",
        ["settings set thresholds.near_days 400 --yes"],
        ("--rag amber --kind rec", "REC-6, REC-11..12, REC-14..16"),
    ),
    (
        "And once that is taken back?",
        ["settings set thresholds.near_days 400 --yes", "undo --yes"],
        ("--rag amber --kind rec", "REC-6, REC-11..12"),
    ),
]


@pytest.mark.parametrize(
    ("lines", "asked"), [row[1:] for row in TASKS], ids=[row[0] for row in TASKS]
)
def test_each_task_is_a_line_that_the_next_question_knows(
    run: Run, worked: Path, tmp_path: Path, lines: list[str], asked: tuple[str, str]
) -> None:
    folder = shutil.copytree(worked, tmp_path / "plan")
    for line in lines:
        done = run("--store", folder, *shlex.split(line))
        assert (done.code, done.out) == (0, ""), done.err
    words, answer = asked
    found = run("--store", folder, "list", *shlex.split(words), "--format", "ids")
    assert (found.code, format_id_ranges(found.out.split())) == (0, answer), found.err
    as_json = json.loads(run("--store", folder, "list", *shlex.split(words), "--json").out)
    assert [item["id"] for item in as_json["items"]] == found.out.split()
