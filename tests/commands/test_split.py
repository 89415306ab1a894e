"""An item in parts of our own: each is worked on by itself; figures count the item alone."""

from __future__ import annotations

import json
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.answers.workbooks import fill, opened, saved
from tests.commands.terminal import Terminal
from tests.conftest import Run, tree, without_history

POST = "Head of Public Protection"
PEOPLE = "Head of People"
TITLE = "Holds borough commanders (BOCU) and their senior teams to…"
SPLIT = "split REC-5 'Daily risk assessment' 'Minimum staffing' 'Supervision and workload'"
PREVIEW = """\
REC-5 (in progress, majority of work completed, 62 days overdue) would get
three parts

Part    In our words              Due       First due  Days late  Owner
REC-5a  Daily risk assessment     Sep 2008  Sep 2008          62  none
REC-5b  Minimum staffing          Sep 2008  Sep 2008          62  none
REC-5c  Supervision and workload  Sep 2008  Sep 2008          62  none

The inspectors' words, evidence and history stay with REC-5. It is completed
when all three parts are. Counted as before: 16 recommendations (6 completed),
46 open, 12 overdue; REC-5 is tracked in three parts.
"""
FIGURES = (
    "summary",
    "summary --json",
    "summary --slippage --json",
    "summary --format html -o -",
    "summary --as-of 2008-11-01 --json",
    "trend --json",
    "grades --json",
    "person list --json",
    "framework list --json",
    "board list --json",
    "inspection list --json",
    "report --number 10 --meeting 2008-12-11 --format markdown",
    "report --json",
    "list --count",
    "list --overdue --count",
    "list --where 'counted and overdue' --format ids",
    "list --due-within 60 --count",
)
"""Everything that counts, or prints what is counted."""


def done(run: Run, *lines: str) -> str:
    """What the last of some command lines says; all of them succeed."""
    err = ""
    for line in lines:
        found = run(*shlex.split(line))
        assert found.code == 0, (line, found.err)
        err = found.err
    return err


def shown(run: Run, line: str) -> str:
    found = run(*shlex.split(line))
    assert found.code == 0, (line, found.err)
    return found.out


def fails(run: Run, line: str, code: int = 2) -> str:
    """What a command line is refused with; nothing is on standard output."""
    found = run(*shlex.split(line))
    assert (found.code, found.out) == (code, ""), (line, found)
    return found.err


def item(plan: Path, item_id: str) -> dict[str, Any]:
    return tomllib.loads((plan / "items" / f"{item_id}.toml").read_text(encoding="utf-8"))


@pytest.fixture
def split(run: Run, plan: Path) -> Path:
    """A plan in which REC-5 is in three parts."""
    done(run, f"{SPLIT} --yes")
    return plan


def test_a_split_is_shown_first_and_needs_yes_where_nobody_can_be_asked(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    before = tree(plan)
    assert done(run, f"{SPLIT} --dry-run") == PREVIEW + "nothing was written (--dry-run)\n"
    assert fails(run, SPLIT) == PREVIEW + (
        "tracker: REC-5 would be split, and nobody can be asked here\n"
        "add --yes to do it, or --dry-run to look first\n"
    )
    assert tree(plan) == before
    assert done(run, f"{SPLIT} --yes") == (
        "REC-5a added: Daily risk assessment\n"
        "REC-5b added: Minimum staffing\n"
        "REC-5c added: Supervision and workload\n"
        "REC-5 split in REC-5a..c (on Mon 1 Dec 2008)\n"
    )


def test_a_part_is_a_file_that_says_whose_part_it_is_and_in_whose_words(
    run: Run, split: Path
) -> None:
    part = item(split, "REC-5a")
    assert {key: part[key] for key in part if key not in {"uid", "history"}} == {
        "id": "REC-5a",
        "entries": 1,
        "kind": "recommendation",
        "part_of": "REC-5",
        "inspection": "hmic-2007-phase-one",
        "framework": "protecting-vulnerable-people",
        "text": "Daily risk assessment",
        "wording": "ours",
        "status": "not-started",
        "due": "2008-09",
        "original_due": "2008-09",
    }
    assert shown(run, "show REC-5a --width 100").splitlines()[:11] == [
        f"REC-5a  Part of REC-5: {TITLE}",
        "HMIC Inspection 2007/09 Phase One, published Oct 2007. Grade 2007: Fair",
        "",
        "Status    not started    RAG       red: 62 days overdue",
        "Progress  no work reported",
        "Due       September 2008 (deadline 30 Sep 2008), never moved",
        "Owner     none           Board     none",
        "Evidence  none           Verified  no",
        "",
        "  Daily risk assessment",
        "  In our own words. The inspectors' words: tracker show REC-5",
    ]
    page = shown(run, "show REC-5")
    assert (
        "Parts: 0 of 3 completed\n"
        "  REC-5a  Daily risk assessment (not started, due Sep 2008, 62 days overdue,\n"
        "          no owner)\n"
    ) in page
    assert "split; reason: in parts REC-5a, REC-5b, REC-5c" in page


def test_parts_begin_with_owner_due_first_due_board_and_what_papers_may_print(
    run: Run, plan: Path
) -> None:
    done(
        run,
        f"update REC-5 --owner '{POST}' --board 'Steering Group' --exempt",
        "update REC-5 --due 2009-01 --reason 'the IT release slipped'",
        "split REC-5 'Daily risk assessment' --yes",
    )
    part = item(plan, "REC-5a")
    assert (part["owner"], part["board"], part["exempt"]) == (POST, "Steering Group", "yes")
    assert (part["due"], part["original_due"]) == ("2009-01", "2008-09")
    assert part["history"][1]["reason"] == "due as REC-5, which had moved so"
    assert shown(run, "list --part-of REC-5 --columns id,due,original_due,moves").endswith(
        "REC-5a  Jan 2009  Sep 2008       1\n"
    )


def test_no_figure_moves_by_a_split_nor_by_work_on_parts(run: Run, plan: Path) -> None:
    done(run, f"update REC-5 --owner '{POST}'", "note REC-5 'seen'")
    before = {line: shown(run, line) for line in FIGURES}
    done(
        run,
        f"{SPLIT} --yes",
        "split REC-6 'One' 'Two' --yes",
        "split AFI-20 'Three' --yes",
        f"update REC-5a --owner '{PEOPLE}' --due 2009-05 --reason 'new start'",
        "update REC-5b --status done",
        "evidence add REC-5b PPU/1 --shows returns",
        "verify REC-5b --by 'Inspection Standards'",
        "update REC-5c --status withdrawn --reason 'not needed'",
    )
    for line, expected in before.items():
        found = shown(run, line)
        if line == "person list --json":  # who owns parts alone is among the owners, and has none
            people = json.loads(found)
            counted = [one for one in people["people"] if one["post"] != PEOPLE]
            assert counted == json.loads(expected)["people"]
        elif line.startswith("summary") and "--json" not in line:
            assert _without_news(found) == _without_news(expected), line
        else:
            assert _without_days(found) == _without_days(expected), line


def _without_news(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "recorded" not in line)


def _without_days(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "later" not in line)


def test_lists_have_parts_below_their_item_and_count_items(run: Run, split: Path) -> None:
    assert shown(run, "list --overdue --kind rec").splitlines()[:11] == [
        "Overdue on 1 Dec 2008: 4 of 46 open items (4 recommendations); 3 parts",
        "All: due Sep 2008, days late 62, RAG red, owner none",
        "",
        "Item    In the report   Progress",
        "REC-5   PVP overall, 1  majority",
        f"        {TITLE}",
        "REC-5a  part of REC-5   none",
        "        Daily risk assessment",
        "REC-5b  part of REC-5   none",
        "        Minimum staffing",
        "REC-5c  part of REC-5   none",
    ]
    found = json.loads(shown(run, "list --overdue --kind rec --json"))
    assert (found["count"], found["parts"], found["not_shown"]) == (4, 3, 0)
    assert [(row["id"], row["part_of"]) for row in found["items"]][:4] == [
        ("REC-5", None),
        ("REC-5a", "REC-5"),
        ("REC-5b", "REC-5"),
        ("REC-5c", "REC-5"),
    ]
    assert shown(run, "list --overdue --kind rec --format ids").split() == [
        *("REC-5", "REC-5a", "REC-5b", "REC-5c", "REC-6", "REC-7", "REC-8"),
    ]
    done(
        run, "update REC-5b --due 2008-08 --reason sooner", "update REC-6 --due 2008-08 --reason x"
    )
    by_due = shown(run, "list --overdue --kind rec --sort due --format ids").split()
    assert by_due == ["REC-6", "REC-5", "REC-5b", "REC-5a", "REC-5c", "REC-7", "REC-8"]
    assert "4 of 7 shown (--limit)" in shown(run, "list --overdue --kind rec --limit 4")
    grouped = shown(run, "list --kind rec --group-by framework")
    assert "4 items, 4 overdue; 3 parts, 3 overdue\n" in grouped


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("list --part-of rec5", "REC-5a REC-5b REC-5c"),
        ("list --where 'part-of = REC-5 and owner = none'", "REC-5a REC-5b REC-5c"),
        ("list --part-of none --overdue --kind rec", "REC-5 REC-6 REC-7 REC-8"),
        ("list --where 'part_of = none and kind = rec and overdue'", "REC-5 REC-6 REC-7 REC-8"),
        ("list --where 'part-of != none'", "REC-5a REC-5b REC-5c"),
        ("list --where 'part-of ~ rec-5'", "REC-5a REC-5b REC-5c"),
        ("list --where 'id in (REC-5a, rec5B)'", "REC-5a REC-5b"),
        ("list --where 'not counted' --kind rec", "REC-5a REC-5b REC-5c"),
        ("list --text staffing --part-of REC-5", "REC-5b"),
        ("list --part-of REC-5 --sort -id", "REC-5c REC-5b REC-5a"),
    ],
)
@pytest.mark.parametrize("index", ["", " --no-index", " --as-of 2008-12-01"])
def test_parts_are_asked_for_by_their_item(
    run: Run, split: Path, line: str, ids: str, index: str
) -> None:
    assert shown(run, f"{line} --format ids{index}").split() == ids.split()


def test_whose_part_is_asked_for_has_to_be_in_the_plan(run: Run, split: Path) -> None:
    for line in ("list --part-of REC-99", "list --where 'part-of = REC-99'"):
        assert fails(run, line, 3).startswith("tracker: REC-99 is not in this plan\n")


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("REC-5a", "REC-5a"),
        ("rec5A", "REC-5a"),
        ("Rec-5B", "REC-5b"),
        ("rec-5a..c", "REC-5a REC-5b REC-5c"),
        ("REC-5b..REC-5c", "REC-5b REC-5c"),
        ("REC-5..7", "REC-5 REC-6 REC-7"),
        ("REC-5..5b", "REC-5 REC-5a REC-5b"),
        ("REC-5a, REC-6", "REC-5a REC-6"),
    ],
)
def test_an_id_of_a_part_is_read_wherever_an_id_is(
    run: Run, split: Path, typed: str, ids: str
) -> None:
    found = json.loads(shown(run, f"show {shlex.quote(typed)} --json"))
    assert [one["id"] for one in found["items"]] == ids.split()
    assert run("note", *shlex.split(typed), "seen", "--yes").code == 0
    assert run("update", *shlex.split(typed), "--progress", "some", "--dry-run").code == 0


def test_parts_that_follow_one_another_are_said_as_a_range(run: Run, split: Path) -> None:
    assert done(run, "split REC-5 'One more' --yes").endswith(
        "REC-5 split in REC-5d (on Mon 1 Dec 2008)\n"
    )


def test_undo_leaves_what_people_look_at_as_it_was(run: Run, plan: Path) -> None:
    looks = ("list --all", "summary", "show REC-5 REC-6 --json", "trend --json", "check --json")
    lines = ("list --all --columns id,status,owner,due,original_due --format csv", *looks)
    done(run, "action add REC-5 'Agree one template' --due 2008-12-19")
    before = [_plain(line, shown(run, line)) for line in lines]
    file = without_history(plan / "items" / "REC-5.toml")
    done(run, f"{SPLIT} --into 1=b --yes", "undo --yes")
    assert [_plain(line, shown(run, line)) for line in lines] == before
    assert without_history(plan / "items" / "REC-5.toml") == file
    assert not list((plan / "items").glob("REC-5[a-z].toml"))
    assert run("undo", "--redo", "--yes").code == 0
    assert item(plan, "REC-5b")["actions"]
    assert run("undo", "--yes").code == 0
    assert done(run, "split REC-5 'Again' --yes").startswith("REC-5d added: Again\n")  # not REC-5a


def _plain(line: str, text: str) -> Any:
    """What is looked at, without the history and when it was changed last."""
    if "--json" not in line:
        return text
    made = json.loads(text)
    for one in made.get("items", []):
        one.pop("history", None)
        one.pop("updated_at", None)
    return made


def test_a_part_that_was_worked_on_stays_when_the_split_is_taken_back(
    run: Run, split: Path
) -> None:
    done(run, "note REC-5b 'three boroughs'")
    found = run("undo", "--yes")
    assert found.code == 0  # the note
    done(run, "note REC-5b 'three boroughs'")
    op = item(split, "REC-5a")["history"][0]["op"]
    found = run("undo", op, "--yes")
    assert item(split, "REC-5b")["status"] in {"not-started", "withdrawn"}


def test_steps_go_to_parts_under_numbers_of_their_own(run: Run, plan: Path) -> None:
    done(
        run,
        "action add REC-5 'Agree one template' --due 2008-12-19",
        f"action add REC-5 'Train supervisors' --owner '{PEOPLE}' --new-owner",
        "action add REC-5 'Write to the boroughs'",
        "action done REC-5 1",
    )
    assert done(run, "split REC-5 'Templates' 'Training' --into 1,3=a --into 2=REC-5b --yes") == (
        "REC-5a added: Templates\n"
        "REC-5b added: Training\n"
        "step 1 goes to REC-5a: Agree one template\n"
        "step 2 goes to REC-5b: Train supervisors\n"
        "step 3 goes to REC-5a: Write to the boroughs\n"
        "REC-5 split in REC-5a..b (on Mon 1 Dec 2008)\n"
    )
    assert "actions" not in item(plan, "REC-5")
    assert "Action plan: 1 of 2 steps done\n" in shown(run, "show REC-5a")
    page = shown(run, "show REC-5b")
    assert f"  1  Train supervisors; {PEOPLE}\n" in page
    assert "step 2 to REC-5b" in shown(run, "history REC-5")
    done(run, "action add REC-5 'One more'", "split REC-5 --into 4=a --yes")
    assert "  3  One more\n" in shown(run, "show REC-5a")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("split REC-5", "no part was named"),
        ("split REC-5..6 A", "REC-5..6 is several items"),
        ("split REC-5 A ' '", "the text of a part is empty"),
        ("split REC-5a A", "REC-5a is a part of REC-5, and a part has no parts"),
        ("split REC-1 A", "REC-1 is completed, awaiting verification: what is over has no parts"),
        ("split REC-5 --into a=1", "--into 'a=1' doesn't say which step goes to which part"),
        ("split REC-5 --into 1=a --into 1=b", "step 1 can't go to a and to b"),
        ("split REC-5 --into 1=x", "REC-5 has no part 'x'"),
        ("split GP-1 A", "GP-1 is good practice: nothing of it is to do"),
    ],
)
def test_what_can_not_be_split_is_refused(run: Run, split: Path, line: str, said: str) -> None:
    done(run, "add gp 'Reviews cases monthly'")
    before = tree(split)
    found = fails(run, line)
    assert found.startswith(f"tracker: {said}")
    assert len(found.splitlines()) == 2
    assert tree(split) == before


def test_what_a_part_says_already_makes_no_other(run: Run, split: Path) -> None:
    before = tree(split)
    assert done(run, "split REC-5 'minimum  STAFFING' --yes") == (
        "REC-5b says that already: minimum STAFFING\nnothing written\n"
    )
    assert tree(split) == before
    made = json.loads(shown(run, "split REC-5 'Minimum staffing' 'More' --json --yes"))
    assert made["already"] == [{"part": "REC-5b", "text": "Minimum staffing"}]
    assert [(one["id"], one["text"]) for one in made["parts"]] == [("REC-5d", "More")]
    assert made["written"] is True


def test_an_item_is_completed_when_the_last_of_its_parts_is(run: Run, split: Path) -> None:
    assert fails(run, "update REC-5 --status done") == (
        "tracker: REC-5 is completed when all of its parts are: REC-5a, REC-5b, REC-5c are open\n"
        "first: tracker update REC-5a --status done, or --status withdrawn --reason 'TEXT'\n"
    )
    done(run, "update REC-5a --status done --on 2008-12-01", "update REC-5c --status done")
    assert done(run, "update REC-5b --status done") == (
        "REC-5b: status not started → done  (Minimum staffing)\n"
        "REC-5: status in progress → done  (all of its parts are completed)\n"
        "2 items changed (on Mon 1 Dec 2008)\n"
    )
    assert item(split, "REC-5")["history"][-1]["event"] == "with its parts"
    done(run, "undo --yes")
    assert item(split, "REC-5")["status"] == "in-progress"
    assert item(split, "REC-5b")["status"] == "not-started"
    done(run, "update REC-5b --status withdrawn --reason 'not needed'")
    assert item(split, "REC-5")["status"] == "in-progress"  # to leave is not to be done
    assert done(run, "update REC-5 --status done") == (
        f"REC-5: status in progress → done  ({TITLE})\n1 item changed (on Mon 1 Dec 2008)\n"
    )


def test_all_of_them_are_completed_by_one_command(run: Run, split: Path) -> None:
    said = done(run, "update REC-5 REC-5a..c --status done --yes")
    assert said.endswith("4 items changed (on Mon 1 Dec 2008)\n")
    said = done(run, "reopen REC-5a..c --reason 'seen again' --yes")
    assert "REC-5: status done → in progress  (REC-5a is open again: seen again)\n" in said


def test_an_item_is_completed_on_the_day_of_its_last_part(
    run: Run, split: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TODAY", "2009-01-20")
    done(
        run,
        "update REC-5a..b --status done --on 2009-01-15 --yes",
        "update REC-5c --status done --on 2009-01-10",  # entered last, true first
    )
    for day, number in (("2009-01-14", "46\n"), ("2009-01-15", "45\n")):
        assert shown(run, f"list --as-of {day} --count") == number
    assert shown(run, "list --part-of REC-5 --as-of 2009-01-12 --format ids") == "REC-5a\nREC-5b\n"
    assert shown(run, "list --part-of REC-5 --as-of 2008-11-30 --format ids") == ""


@pytest.mark.parametrize("first", ["", "verify REC-5 --override 'seen'"])
def test_a_part_that_is_opened_again_opens_its_item(run: Run, split: Path, first: str) -> None:
    done(run, "update REC-5a..c --status done --yes", *([first] if first else []))
    was = "verified" if first else "done"
    assert done(run, "reopen REC-5b --reason 'one borough left'") == (
        "REC-5b: status done → in progress  (Minimum staffing)\n"
        "take note: REC-5b is open, and told as 'no work reported' until the lead says otherwise: "
        "tracker update REC-5b --progress WORD\n"
        f"REC-5: status {was} → in progress  (REC-5b is open again: one borough left)\n"
        "2 items changed (on Mon 1 Dec 2008)\n"
    )
    assert shown(run, "check --json").count('"parts-') == 0


def test_what_leaves_takes_its_open_parts_along_and_brings_them_back(run: Run, split: Path) -> None:
    done(run, "update REC-5a --status done", "update REC-5c --status withdrawn --reason 'no need'")
    leaving = "update REC-5 --status not-accepted --reason 'the board declines'"
    assert fails(run, leaving).splitlines()[1:] == [
        "REC-5b would change: status not started → not accepted  (with REC-5: the board declines)",
        "tracker: 2 items would change, and nobody can be asked here",
        "add --yes to do it, or --dry-run to look first",
    ]
    done(run, f"{leaving} --yes")
    states = [item(split, f"REC-5{one}")["status"] for one in "abc"]
    assert states == ["done", "not-accepted", "withdrawn"]
    assert fails(run, "reopen REC-5b --reason x") == (
        "tracker: REC-5b is a part of REC-5, which is not accepted\n"
        "first: tracker reopen REC-5 --reason 'TEXT'\n"
    )
    done(run, "reopen REC-5 --reason 'the board accepts' --yes")
    states = [item(split, f"REC-5{one}")["status"] for one in "abc"]
    assert states == ["done", "not-started", "withdrawn"]


def test_parts_move_with_their_item_and_never_by_themselves(run: Run, split: Path) -> None:
    done(
        run,
        "update REC-5c --board 'Resources Board'",
        "update REC-5 --framework dv --label 9 --board 'Steering Group' --exempt --yes",
    )
    moved = shown(run, "list --part-of REC-5 --columns id,framework,board --format csv")
    assert moved.splitlines()[1:] == [
        "REC-5a,domestic-violence,Steering Group",
        "REC-5b,domestic-violence,Steering Group",
        "REC-5c,domestic-violence,Resources Board",
    ]
    assert {item(split, f"REC-5{one}")["exempt"] for one in "abc"} == {"yes"}
    for option in ("--framework np", "--inspection none", "--label 3", "--response accepted"):
        found = fails(run, f"update REC-5a {option}")
        assert found.startswith("tracker: REC-5a is a part in our own words: ")
        assert found.endswith("\nname that one: REC-5\n")
    done(run, "update REC-5a --status done", "evidence add REC-5a P/1 --shows x")
    done(run, "verify REC-5a --by 'Inspection Standards'")
    assert fails(run, "close REC-5a --discharged-by HMIC").startswith(
        "tracker: REC-5a is a part in our own words: the inspecting body discharges REC-5\n"
    )
    assert shown(run, "check --json").count('"part-astray"') == 0


def test_a_part_has_four_eyes_and_evidence_of_its_own(run: Run, split: Path) -> None:
    done(run, f"update REC-5a --owner '{POST}' --status done")
    assert "REC-5a has no evidence" in fails(run, "verify REC-5a --by 'Inspection Standards'")
    done(run, "evidence add REC-5a P/1 --shows 'the returns'")
    assert "its checker can't be" in fails(run, f"verify REC-5a --by '{POST}'")
    done(run, "verify REC-5a --by 'Inspection Standards'")
    assert item(split, "REC-5a")["status"] == "verified"
    assert item(split, "REC-5")["status"] == "in-progress"
    done(run, "update REC-5b..c --status done --yes", "evidence add REC-5 P/2 --shows 'all of it'")
    assert fails(run, f"verify REC-5 --by '{POST}'") == (
        f"tracker: REC-5a, a part of REC-5, is {POST}'s: its checker can't be {POST}\n"
        "name another checker with --by NAME, or say why not with --override 'REASON'\n"
    )
    done(run, "verify REC-5 --by 'Inspection Standards'")


def test_an_owner_gets_the_parts_that_are_the_owners(run: Run, split: Path, tmp_path: Path) -> None:
    done(
        run,
        f"update REC-5 REC-5a --owner '{POST}' --yes",
        f"update REC-5b --owner '{PEOPLE}'",
        "update REC-5c --status done",
    )
    assert shown(run, f"list --owner '{PEOPLE}'").splitlines() == [
        "Open on 1 Dec 2008: 1 part",
        "",
        "Item    In the report  Status       Due       RAG  Progress  Owner",
        "REC-5b  part of REC-5  not started  Sep 2008  red  none      Head of People",
        "        Minimum staffing",
    ]
    packs = json.loads(shown(run, "remind --json"))["packs"]
    rows = {pack["owner"]: pack["overdue"] for pack in packs}
    assert rows == {POST: ["REC-5", "REC-5a"], PEOPLE: ["REC-5b"]}
    done(run, f"remind -o {tmp_path}/out")
    mail = (tmp_path / "out" / "head-of-people.txt").read_text()
    assert "\nREC-5b  62 days late, due Sep 2008" in mail
    assert "\n        part of REC-5: Minimum staffing\n" in mail
    calendar = shown(run, f"list --owner '{PEOPLE}' --format ics")
    assert calendar.count("BEGIN:VEVENT") == 1
    assert "Minimum staffing" in calendar


def test_a_leads_answer_on_the_last_part_completes_the_item(
    run: Run, split: Path, tmp_path: Path
) -> None:
    done(
        run,
        f"person add '{PEOPLE}' --mail people@example.org",
        "update REC-5a REC-5c --status done --yes",
        f"update REC-5b --owner '{PEOPLE}'",
        f"remind -o {tmp_path}/out --by 'Liaison Officer'",
    )
    answers = {"REC-5b": {"how_far": "completed", "what": "all shifts are staffed"}}
    book = fill(opened((tmp_path / "out" / "answers-head-of-people.xlsx").read_bytes()), answers)
    (tmp_path / "answers.xlsx").write_bytes(saved(book))
    said = done(run, f"receive {tmp_path}/answers.xlsx --yes")
    assert "written: 1 row" in said, said
    assert item(split, "REC-5b")["status"] == "done"
    assert item(split, "REC-5")["status"] == "done"
    assert item(split, "REC-5")["history"][-1]["reason"] == "all of its parts are completed"


def test_a_document_never_finds_a_part_and_changes_the_item_alone(
    run: Run, split: Path, report_path: Path, tmp_path: Path
) -> None:
    text = item(split, "REC-6")["text"]
    done(run, f"split REC-5 '{text[:40]}' --yes", f"update REC-5a --text '{text[:300]}'")
    parts = {path.name: path.read_bytes() for path in (split / "items").glob("REC-5[a-z].toml")}
    again = run("import", report_path, "--yes")
    assert again.code == 0, again.err
    assert {path.name: path.read_bytes() for path in (split / "items").glob("REC-5[a-z].toml")} == (
        parts
    )
    assert "counts-fewer" not in shown(run, "check --json")


def test_what_takes_an_items_place_takes_its_open_parts_as_steps(run: Run, split: Path) -> None:
    done(
        run,
        "add rec 'Accountability' --framework pvp/overall",
        f"update REC-5b --owner '{PEOPLE}'",
        "action add REC-5b 'Ask the boroughs' --due 2008-12-19",
        "update REC-5a --status done",
    )
    line = "link REC-17 supersedes REC-5 --reason widened"
    preview = fails(run, line)
    assert "step 1 added: Minimum staffing; owner Head of People; due Sep 2008" in preview
    assert "step 2 added: Ask the boroughs; owner Head of People; due 19 Dec 2008" in preview
    assert "REC-5c would change: status not started → superseded\n" in preview
    assert preview.splitlines()[-2] == (
        "tracker: 4 items would change, and nobody can be asked here"
    )
    done(run, f"{line} --yes")
    assert [item(split, f"REC-5{one}")["status"] for one in "abc"] == [
        *("done", "superseded", "superseded"),
    ]
    done(run, "link REC-17 supersedes REC-5 --remove")
    assert [item(split, f"REC-5{one}")["status"] for one in "abc"] == [
        *("done", "not-started", "not-started"),
    ]
    assert "actions" not in item(split, "REC-17")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("link REC-5a duplicates REC-6", "REC-5a is a part of REC-5: the item stands for another"),
        ("link REC-6 supersedes REC-5a", "REC-5a is a part of REC-5: the item stands for another"),
        ("link REC-5 duplicates REC-6", "REC-5 has open parts, which would be in no count"),
    ],
)
def test_a_part_stands_for_no_item(run: Run, split: Path, line: str, said: str) -> None:
    assert fails(run, line).startswith(f"tracker: {said}")


@pytest.mark.posix
def test_what_is_passed_on_is_shown_on_a_terminal_before_it_is_written(
    run: Run, plan: Path
) -> None:
    done(run, "action add REC-5 'Agree one template'", "add rec 'Wider' --framework pvp/overall")
    line = ["link", "REC-17", "supersedes", "REC-5"]
    for answer, status in (("n", "in-progress"), ("y", "superseded")):
        with Terminal(plan, line) as terminal:
            shown_first = terminal.answer("Change 2 items? [y/N] ", f"{answer}\r")
            code, _ = terminal.end()
        assert code == 0
        assert "REC-17 would change: due none → September 2008, supersedes REC-5" in shown_first
        assert "step 1 added: Agree one template" in " ".join(shown_first.split())
        assert "REC-5 would change: status in progress → superseded" in shown_first
        assert item(plan, "REC-5")["status"] == status
    done(run, "link REC-17 supersedes REC-6 --yes")


@pytest.mark.posix
def test_a_split_is_asked_about_on_a_terminal(plan: Path) -> None:
    for answer, number in (("n", 0), ("y", 3)):
        with Terminal(plan, shlex.split(SPLIT)) as terminal:
            preview = terminal.answer("Split REC-5? [y/N] ", f"{answer}\r")
            code, _ = terminal.end()
        assert code == 0
        assert "would get three parts" in " ".join(preview.split())
        assert len(list((plan / "items").glob("REC-5[a-z].toml"))) == number


def test_parts_are_merged_with_their_inspection(run: Run, split: Path) -> None:
    done(
        run,
        "inspection add 'Phase One again' --id again",
        "inspection merge hmic-2007-phase-one again --yes",
    )
    assert {item(split, f"REC-5{one}")["inspection"] for one in "abc"} == {"again"}
    assert shown(run, "check --json").count('"part-astray"') == 0


DAMAGES = {
    "wrong-part": [
        ("REC-5a", 'part_of = "REC-5"', 'part_of = "REC-99"'),
        ("REC-5a", 'part_of = "REC-5"', 'part_of = "REC-5b"'),
        ("REC-5a", 'part_of = "REC-5"', 'part_of = "REC-6"'),
    ],
    "part-astray": [
        ("REC-5a", 'framework = "protecting-vulnerable-people"', 'framework = "domestic-violence"'),
    ],
    "parts-open": [("REC-5", 'status = "in-progress"', 'status = "done"')],
}


@pytest.mark.parametrize(
    ("code", "file", "old", "new"),
    [(code, *damage) for code, damages in DAMAGES.items() for damage in damages],
)
def test_check_names_parts_that_do_not_go_with_their_item(
    run: Run, split: Path, code: str, file: str, old: str, new: str
) -> None:
    path = split / "items" / f"{file}.toml"
    path.write_text(path.read_text().replace(old, new, 1))
    found = json.loads(run("check", "--json").out)["findings"]
    [one] = [one for one in found if one["code"] == code]
    assert (one["path"], one["ids"]) == (f"items/{file}.toml", [file])


@pytest.mark.parametrize("of", ["REC-5a", "REC-5b", "REC-99", "\u001b[31m"])
def test_a_part_of_what_has_no_parts_is_in_lists_all_the_same(
    run: Run, split: Path, of: str
) -> None:
    path = split / "items" / "REC-5a.toml"
    text = path.read_text().replace('part_of = "REC-5"', f"part_of = {json.dumps(of)}", 1)
    path.write_text(text)
    for line in ("list", "list --sort due,owner", "list --group-by owner", "list --as-of today"):
        assert "REC-5a" in shown(run, f"{line} --format ids").split(), line
    for line in ("summary", "show REC-5a", "remind", "trend", "list --overdue", "note REC-5a x"):
        found = run(*shlex.split(line))
        assert found.code == 0, found.err
        assert "\u001b" not in found.out + found.err
    assert run("update", "REC-5a", "--status", "done").code == 0


def test_check_names_a_part_whose_file_is_gone_and_an_item_that_only_parts_are_left_of(
    run: Run, split: Path
) -> None:
    (split / "items" / "REC-5b.toml").unlink()
    found = json.loads(run("check", "--json").out)["findings"]
    assert ["REC-5b"] in [one["ids"] for one in found if one["code"] == "missing-item"]
    (split / "items" / "REC-5.toml").unlink()
    found = json.loads(run("check", "--json").out)["findings"]
    assert ["REC-5"] in [one["ids"] for one in found if one["code"] == "missing-item"]
    assert {"REC-5a", "REC-5c"} == {one["ids"][0] for one in found if one["code"] == "wrong-part"}


def test_check_says_where_the_parts_are_completed_and_the_item_is_open(
    run: Run, split: Path
) -> None:
    for one in "abc":
        path = split / "items" / f"REC-5{one}.toml"
        path.write_text(path.read_text().replace('status = "not-started"', 'status = "done"', 1))
    done(run, "check --record")
    found = json.loads(run("check", "--json").out)["findings"]
    assert [one["ids"] for one in found if one["code"] == "parts-done"] == [["REC-5"]]
    done(run, "update REC-5 --status done")
    assert "parts-" not in run("check", "--json").out
    done(run, "reopen REC-5 --reason 'the inspectors found it undone'")
    assert "parts-" not in run("check", "--json").out  # somebody knows better


def test_what_is_published_of_a_part_is_in_the_paper_and_no_row_is(run: Run, split: Path) -> None:
    done(run, "note REC-5a 'Seen in three boroughs' --publish", "note REC-5b 'internal'")
    paper = shown(run, "report --format markdown")
    assert "REC-5a: Seen in three boroughs" in paper
    assert "internal" not in paper
    assert "REC-5b" not in paper


def test_open_parts_wait_with_their_item_and_end_that_as_it_does(run: Run, plan: Path) -> None:
    assert run("split", "REC-5", "Inspect", "Review", "--yes").code == 0
    assert run("update", "REC-5b", "--status", "done").code == 0
    until = ("--until", "2009-01-31", "--agreed-by", "Committee", "--new-board", "--reason", "IT")
    done = run("defer", "REC-5", *until, "--yes")
    assert [line.partition(":")[0] for line in done.err.splitlines()] == [
        *("REC-5", "REC-5a"),
        "2 items changed (until Sat 31 Jan 2009, 'Committee' is a new board, on Mon 1 Dec 2008)",
        "overdue 12 → 11, deferred 0 → 1",
    ]
    assert run("list", "--deferred", "--format", "ids").out.split() == ["REC-5", "REC-5a"]
    for words in (("--end",), until[:-2]):
        assert run("defer", "REC-5a", *words, "--reason", "why").err == (
            "tracker: REC-5a is a part in our own words: a board defers REC-5\n"
            "name that one: REC-5\n"
        )
    assert run("reopen", "REC-5b", "--reason", "sent back").code == 0
    assert "part-astray" not in run("check").out
    ended = run("update", "REC-5a..b", "--status", "done", "--yes").err.splitlines()
    assert ended[0] == (
        "REC-5a: status not started → done, its deferral until 31 January 2009 ends  (Inspect)"
    )
    assert ended[2].startswith("REC-5: status in progress → done, its deferral until 31 January")
