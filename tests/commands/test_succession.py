"""An item that takes another's place takes over what it leaves behind: no lateness is lost."""

from __future__ import annotations

import json
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.changes import apply, changes_to, next_entry
from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.due_course import first_due
from hmic_tracker.domain.items import LINKED, UNLINKED, Item
from hmic_tracker.domain.linking import link_changes, unlink_changes
from hmic_tracker.domain.links import link_of
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.rules import slippage
from hmic_tracker.domain.succession import earliest_due, predecessors, was_open
from hmic_tracker.errors import UsageError
from hmic_tracker.query.parsing import parse
from hmic_tracker.query.selection import Selection, select
from hmic_tracker.reports.paper_exceptions import exceptions
from tests.conftest import EXAMPLES, Run, tree
from tests.domain.making import STAMP, TODAY, an_item, born, entered

POST = "Head of Public Protection"


def done(run: Run, *lines: str) -> str:
    """What the last of some command lines says; all of them succeed."""
    err = ""
    for line in lines:
        found = run(*shlex.split(line))
        assert found.code == 0, (line, found.err)
        err = found.err
    return err


def item(plan: Path, item_id: str) -> dict[str, Any]:
    return tomllib.loads((plan / "items" / f"{item_id}.toml").read_text(encoding="utf-8"))


def paper(run: Run, *words: str) -> str:
    found = run("report", "--as-of", "2008-12-01", "--format", "markdown", *words)
    assert found.code == 0, found.err
    return found.out


def moved_row(run: Run, item_id: str) -> list[str]:
    """The row of an item in the table of dates moved."""
    text = paper(run).partition("### Dates moved")[2].partition("###")[0]
    return [line for line in text.splitlines() if line.startswith(f"| {item_id} |")]


@pytest.fixture
def split(run: Run, plan: Path) -> Path:
    """A plan in which REC-5 is owned and late, and two items wait to take its place."""
    done(
        run,
        f"update REC-5 --owner '{POST}' --board 'Steering Group' --on 2008-10-06",
        "action add REC-5 'Agree one template' --due 2008-12-19",
        "action add REC-5 'Write it' --due 2008-10-01",
        "action done REC-5 2",
        "add rec 'Accountability' --framework pvp/overall",
        "add rec 'Staffing' --framework pvp/overall",
    )
    return plan


def test_the_successor_has_owner_board_open_steps_and_date_and_is_late(
    run: Run, split: Path
) -> None:
    assert done(run, "link REC-17 supersedes REC-5 --reason 'split in two'") == (
        "REC-17: owner none → Head of Public Protection, board none → Steering Group, "
        "due none → September 2008, supersedes REC-5, step 1 added: Agree one template; "
        "due 19 Dec 2008\n"
        "REC-5: status in progress → superseded\n"
        "REC-17 supersedes REC-5 (on Mon 1 Dec 2008)\n"
    )
    new = item(split, "REC-17")
    assert (new["owner"], new["board"], new["due"]) == (POST, "Steering Group", "2008-09")
    assert [*new["actions"].values()] == [{"text": "Agree one template", "due": "2008-12-19"}]
    (row,) = json.loads(run("show", "REC-17", "--json").out)["items"]
    assert (row["overdue"], row["days_overdue"], row["rag"]) == (True, 62, "red")
    assert run("list", "--overdue", "--count").out == "12\n"
    assert "error" not in run("check").out


def test_of_several_successors_each_is_late_and_a_step_goes_to_one(run: Run, split: Path) -> None:
    done(run, "link REC-17 supersedes REC-5", "link REC-18 supersedes REC-5")
    assert [item(split, i)["due"] for i in ("REC-17", "REC-18")] == ["2008-09", "2008-09"]
    assert "actions" not in item(split, "REC-18")
    assert run("list", "--overdue", "--count").out == "13\n"
    done(run, "link REC-17 supersedes REC-5 --remove")
    assert item(split, "REC-5")["status"] == "superseded"
    done(run, "link REC-18 supersedes REC-5 --remove")
    assert item(split, "REC-5")["status"] == "in-progress"


def test_a_date_that_had_moved_is_in_the_history_first_and_present(run: Run, split: Path) -> None:
    done(
        run,
        "update REC-5 --due 2008-11-14 --reason 'the IT release slipped'",
        "link REC-17 supersedes REC-5",
    )
    new = item(split, "REC-17")
    assert (new["original_due"], new["due"]) == ("2008-09", "2008-11-14")
    last = new["history"][-1]
    assert last["reason"] == "REC-5 had moved so: the IT release slipped"
    shown = " ".join(run("show", "REC-17").out.split())
    assert "November 2008 (deadline 14 Nov 2008), moved once by 45 days, first Sep 2008" in shown
    assert moved_row(run, "REC-17")[0].startswith(
        "| REC-17 | Accountability | Sep 2008 | 14 Nov 2008 | once, 45 days later |"
    )


def test_another_date_with_a_reason_is_printed_in_the_paper(run: Run, split: Path) -> None:
    done(
        run,
        "link REC-17 supersedes REC-5",
        "update REC-17 --due 2009-06 --reason 'time was given' --publish",
    )
    assert moved_row(run, "REC-17") == [
        "| REC-17 | Accountability | Sep 2008 | Jun 2009 | once, 273 days later | not recorded "
        "| Time was given. |"
    ]


def test_an_item_that_takes_the_place_of_several_names_them_all(run: Run, split: Path) -> None:
    done(
        run,
        "update REC-17 --due 2009-03",
        "link REC-17 supersedes REC-5 --reason 'widened, with its own date'",
        "link REC-17 supersedes REC-11 --reason 'widened, with its own date'",
    )
    assert moved_row(run, "REC-17") == [
        "| REC-17 | Accountability | Sep 2008 | Mar 2009 | once, 182 days later | not recorded "
        "| Takes the place of REC-5 and REC-11. |"
    ]


def test_a_later_date_of_its_own_gives_way_unless_there_is_a_reason(run: Run, split: Path) -> None:
    done(run, "update REC-17 REC-18 --due 2009-03 --yes")
    done(run, "link REC-17 supersedes REC-5")
    new = item(split, "REC-17")
    assert (new["due"], new["history"][-1]["reason"]) == (
        "2008-09",
        "due as REC-5, which it stands for",
    )
    assert moved_row(run, "REC-17") == []
    done(run, "link REC-18 supersedes REC-5 --reason 'widened, with its own date'")
    assert item(split, "REC-18")["due"] == "2009-03"
    assert moved_row(run, "REC-18") == [
        "| REC-18 | Staffing | Sep 2008 | Mar 2009 | once, 182 days later | not recorded "
        "| Takes the place of REC-5. |"
    ]
    assert "widened, with its own date" in paper(run, "--internal")
    done(
        run,
        "undo --yes",
        "link REC-18 supersedes REC-5 --reason 'widened, with its own date' --publish",
    )
    assert (
        "| Takes the place of REC-5; widened, with its own date. |" in moved_row(run, "REC-18")[0]
    )


def test_an_earlier_date_and_an_owner_of_its_own_stay(run: Run, split: Path) -> None:
    done(
        run,
        "update REC-17 --due 2008-08 --owner 'Director of Performance' --board 'Other Board'",
        "link REC-17 supersedes REC-5",
    )
    new = item(split, "REC-17")
    assert (new["due"], new["owner"], new["board"]) == (
        "2008-08",
        "Director of Performance",
        "Other Board",
    )


def test_what_was_completed_hands_over_no_date(run: Run, plan: Path) -> None:
    done(
        run,
        "update REC-5 --status done",
        "add rec 'Again' --framework pvp/overall",
        "link REC-17 supersedes REC-5",
    )
    assert "due" not in item(plan, "REC-17")


def test_what_stands_for_a_duplicate_is_due_with_the_earlier_of_the_two(
    run: Run, plan: Path
) -> None:
    done(run, "add afi 'The same' --framework pvp/overall")
    assert done(run, "link AFI-14 duplicates AFI-49") == (
        "AFI-14: duplicates AFI-49\n"
        "AFI-49: due none → November 2008\n"
        "AFI-14 duplicates AFI-49 (on Mon 1 Dec 2008)\n"
    )
    assert run("list", "--overdue", "--count").out == "12\n"
    done(run, "link AFI-14 duplicates AFI-49 --remove")
    assert "due" not in item(plan, "AFI-49")


@pytest.mark.parametrize("back", ["undo --yes", "link REC-17 supersedes REC-5 --remove"])
def test_taken_back_the_successor_has_nothing_that_was_not_its_own(
    run: Run, split: Path, back: str
) -> None:
    before = {name: item(split, name) for name in ("REC-5", "REC-17")}
    done(run, "link REC-17 supersedes REC-5", back)
    for name, old in before.items():
        now = item(split, name)
        for one in (old, now):
            del one["history"], one["entries"]
        assert now == old
    done(run, "update REC-17 --due 2009-06")
    assert item(split, "REC-17")["original_due"] == "2009-06"
    assert moved_row(run, "REC-17") == []
    assert "error" not in run("check").out


def test_what_somebody_changed_since_stays_when_the_link_goes(run: Run, split: Path) -> None:
    done(
        run,
        "link REC-17 supersedes REC-5",
        "update REC-17 --owner 'Director of Performance'",
        "action done REC-17 1",
        "link REC-17 supersedes REC-5 --remove",
    )
    now = item(split, "REC-17")
    assert (now["owner"], now.get("due"), now.get("board")) == (
        "Director of Performance",
        None,
        None,
    )
    assert next(iter(now["actions"].values()))["text"] == "Agree one template"


def test_a_dry_run_says_what_goes_over_and_writes_nothing(run: Run, split: Path) -> None:
    before = tree(split)
    found = done(run, "link REC-17 supersedes REC-5 --dry-run")
    assert "REC-17 would change: owner none → Head of Public Protection" in found
    assert tree(split) == before


dues = st.sampled_from([None, "2008-08", "2008-09-30", "2008-12", "2009-06"])
statuses = st.sampled_from(["not-started", "in-progress", "done", "verified", "withdrawn"])


@given(dues, dues, statuses, statuses, st.none() | st.just("so agreed"))
def test_no_link_makes_what_is_left_due_later_without_a_reason(
    old_due: str | None, new_due: str | None, old_status: str, new_status: str, reason: str | None
) -> None:
    old = entered(born("2008-08-01", id="REC-1"), due=old_due, status=old_status)
    new = entered(born("2008-08-01", id="REC-2"), due=new_due, status=new_status)
    items = {one.id: one for one in (old, new)}
    changes = link_changes(items, "REC-2", "supersedes", "REC-1", reason)
    heir, gone = new, old
    for entry in changes["REC-2"].entries:
        heir = entered(heir, "2008-12-01", **entry.fields)
    for entry in changes["REC-1"].entries:
        gone = entered(gone, "2008-12-01", **entry.fields)
    first, whose = earliest_due(heir, predecessors([gone, heir]))
    was_open, is_open = (one in {"not-started", "in-progress"} for one in (old_status, new_status))
    if was_open and is_open and old.deadline and not (reason and new.deadline):
        assert heir.deadline
        assert heir.deadline <= old.deadline
    if was_open and old.due:
        assert first is not None
        assert whose.original_due == first


def test_a_link_that_was_never_made_by_a_command_gives_nothing_back() -> None:
    items = {
        "REC-1": an_item(id="REC-1", status="superseded", due="2008-09"),
        "REC-2": an_item(id="REC-2", due="2008-09", links=("supersedes REC-1",)),
    }
    changes = unlink_changes(items, "REC-2", "supersedes", "REC-1", None)
    assert [(one.field, one.new) for one in changes["REC-2"].changes] == [("links", None)]
    assert "REC-1" not in changes


def test_show_says_what_date_came_before_and_all_that_took_a_place(run: Run, split: Path) -> None:
    done(
        run,
        "update REC-17 --due 2009-03",
        "link REC-17 supersedes REC-5 --reason 'widened'",
        "link REC-18 supersedes REC-5",
    )
    shown = " ".join(run("show", "REC-17").out.split())
    assert (
        "Due March 2009 (deadline 31 Mar 2009), moved once by 182 days, first Sep 2008"
    ) in shown
    assert "not counted, superseded by REC-17 and REC-18" in " ".join(
        run("show", "REC-5").out.split()
    )


def test_what_an_import_carries_forward_takes_the_date_where_it_has_none(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    second = tmp_path / "two.txt"
    text = (EXAMPLES / "hmic-2008-phase-two.txt").read_text(encoding="utf-8")
    second.write_text(
        text.replace(", and what remains is to be finished by May 2009", ""), encoding="utf-8"
    )
    done(run, f"import '{second}' --yes --carry")
    new = item(plan, "REC-22")
    assert (new["links"], new["due"], new["original_due"]) == (
        ["carried-from REC-12"],
        "2008-12",
        "2008-12",
    )


def test_what_an_import_carries_forward_with_its_own_date_is_told_with_both(
    run: Run, plan: Path
) -> None:
    done(run, f"import '{EXAMPLES / 'hmic-2008-phase-two.txt'}' --yes --carry")
    assert item(plan, "REC-22")["due"] == "2009-05"
    assert moved_row(run, "REC-22")[0].startswith(
        "| REC-22 | Solves the problem behind people who go missing again and… | Dec 2008 "
        "| May 2009 | once, 151 days later | not recorded "
        "| Takes the place of REC-12. |"
    )


def ids_of(run: Run, *words: str) -> list[str]:
    found = run("list", *words, "--format", "ids")
    assert found.code == 0, found.err
    return found.out.split()


SLIPPED = "(slipped and due != none) or (due = none and original_due != none)"
"""What the paper's table of dates moved has, of the open items."""


def test_lists_slippage_and_paper_go_by_one_first_date(run: Run, split: Path) -> None:
    done(run, "update REC-17 --due 2009-06")
    assert done(run, "link REC-17 supersedes REC-5 --reason widened").splitlines()[:2] == [
        "REC-17: owner none → Head of Public Protection, board none → Steering Group, "
        "supersedes REC-5, step 1 added: Agree one template; due 19 Dec 2008",
        "REC-17: first date September 2008, date June 2009",
    ]
    assert ids_of(run, "--slipped") == ["REC-17"]
    assert ids_of(run, "--past-first-date", "--where", "not overdue") == ["REC-17"]
    columns = ("--columns", "id,due,original_due,moves", "--format", "csv")
    assert run("list", "--slipped", *columns).out.splitlines()[1:] == ["REC-17,2009-06,2008-09,1"]
    total = json.loads(run("summary", "--slippage", "--json").out)["totals"]
    assert (total["items"], total["moves"], total["days"]) == (1, 1, 273)
    assert moved_row(run, "REC-17")[0].startswith(
        "| REC-17 | Accountability | Sep 2008 | Jun 2009 | once, 273 days later | not recorded "
        "| Takes the place of REC-5."
    )
    assert "error" not in run("check").out
    assert "273" in " ".join(run("show", "REC-17").out.split())


def test_link_says_which_date_holds_before_and_after(run: Run, split: Path) -> None:
    done(run, "update REC-17 REC-18 --due 2009-06 --yes")
    kept = "REC-17: first date September 2008, date June 2009"
    gone = "REC-17: date September 2008: its own, June 2009, holds only with --reason"
    for reason, line in (("--reason widened", kept), ("", gone)):
        words = f"link REC-17 supersedes REC-5 {reason}"
        assert line in done(run, f"{words} --dry-run").splitlines()
        assert line in done(run, words).splitlines()
        done(run, "undo --yes")
    done(run, "update REC-5 --due 2008-11-14 --reason late", "link REC-18 supersedes REC-5")
    assert (item(split, "REC-18")["original_due"], item(split, "REC-18")["due"]) == (
        "2008-09",
        "2008-11-14",
    )


@pytest.mark.parametrize("back", ["undo --yes", "link REC-17 supersedes REC-5 --remove"])
@pytest.mark.parametrize("reason", ["", "--reason widened"])
@pytest.mark.parametrize("moved", ["", "update REC-5 --due 2008-11-14 --reason late"])
def test_taken_back_its_own_dates_are_its_own_again(
    run: Run, split: Path, back: str, reason: str, moved: str
) -> None:
    lines = ["update REC-17 --due 2009-03", "update REC-17 --due 2009-06 --reason later"]
    done(run, *lines, *filter(None, [moved]))
    before = item(split, "REC-17")
    done(run, f"link REC-17 supersedes REC-5 {reason}", back)
    now = item(split, "REC-17")
    for one in (before, now):
        del one["history"], one["entries"]
    assert now == before
    (row,) = json.loads(run("show", "REC-17", "--json").out)["items"]
    assert (row["moves"], row["days_moved"]) == (1, 91)
    assert "error" not in run("check").out


def test_a_date_moved_since_stays_when_the_link_goes_and_its_own_first_is_back(
    run: Run, split: Path
) -> None:
    done(
        run,
        "update REC-17 --due 2009-06",
        "link REC-17 supersedes REC-5 --reason widened",
        "update REC-17 --due 2009-09 --reason 'more work'",
        "link REC-17 supersedes REC-5 --remove",
    )
    new = item(split, "REC-17")
    assert (new["original_due"], new["due"]) == ("2009-06", "2009-09")
    (row,) = json.loads(run("show", "REC-17", "--json").out)["items"]
    assert (row["moves"], row["days_moved"]) == (1, 92)


def test_what_is_opened_again_is_as_late_as_what_it_stands_for(run: Run, split: Path) -> None:
    done(
        run,
        "update REC-17 --due 2009-06 --status done",
        "link REC-17 supersedes REC-5",
        "reopen REC-17 --reason 'not done'",
    )
    assert ids_of(run, "--past-first-date", "--where", "not overdue") == ["REC-17"]


def test_a_corrected_document_still_moves_the_date_that_it_gave(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    text = (EXAMPLES / "hmic-2008-phase-two.txt").read_text(encoding="utf-8")
    two = tmp_path / "two.txt"
    two.write_text(text, encoding="utf-8")
    done(run, f"import '{two}' --yes --carry")
    two.write_text(text.replace("by May 2009", "by July 2009"), encoding="utf-8")
    done(run, f"import '{two}' --yes")
    new = item(plan, "REC-22")
    assert (new["original_due"], new["due"]) == ("2008-12", "2009-07")


moves = st.tuples(
    st.sampled_from(["update", "supersedes", "duplicates", "carried-from", "unlink"]),
    st.integers(1, 4),
    st.integers(1, 4),
    dues,
    st.none() | st.just("so agreed"),
)


def after_moves(made: list[tuple[str, int, int, str | None, str | None]]) -> Plan:
    """A plan of four items after some changes and links, one entry and one command each."""
    items = {f"REC-{n}": born("2008-08-01", id=f"REC-{n}") for n in range(1, 5)}
    for n, (what, one, other, due, reason) in enumerate(made):
        first, second = f"REC-{one}", f"REC-{other}"
        op = f"op-{n}"
        if what == "update":
            changes: Any = {first: [("updated", {"due": due}, "moved")]}
        else:
            changes = linked(items, what, first, second, reason)
        for item_id, entries in changes.items():
            for event, fields, why in entries:
                now = items[item_id]
                stamp = STAMP._replace(op=op)
                made_of = changes_to(now, fields)
                entry = next_entry(now, TODAY, stamp, event, made_of, reason=why)
                items[item_id] = apply(now, entry)
    return Plan("Example", items=tuple(items.values()))


def linked(
    items: dict[str, Item], what: Any, first: str, second: str, reason: str | None
) -> dict[str, Any]:
    """The entries of a link, or of taking one away; none where it is refused."""
    try:
        if what == "unlink":
            if not items[first].links:
                return {}
            link = link_of(items[first].links[0])
            found = unlink_changes(items, first, link.relation, link.other, None)
        else:
            found = link_changes(items, first, what, second, reason)
    except UsageError:
        return {}
    event = UNLINKED if what == "unlink" else LINKED
    return {i: [(event, e.fields, e.reason) for e in one.entries] for i, one in found.items()}


@given(st.lists(moves, max_size=8))
def test_the_papers_moved_items_are_those_of_a_list(made: list[Any]) -> None:
    plan = after_moves(made)
    listed = select(plan, Selection(where=(parse(SLIPPED, TODAY),)), TODAY)[0]
    moved = [one.row.item for one in exceptions(plan, TODAY).moved]
    assert {one.id for one in moved} == {one.id for one in listed}
    for one in plan.items:
        assert one.original_due == first_due(one.history)
        if one.due and one.original_due:
            days = (deadline(one.due) - deadline(one.original_due)).days
            assert slippage(one).days == days


@given(moves.map(lambda one: ("supersedes", *one[1:])), st.lists(moves, max_size=6))
def test_the_first_date_is_never_later_than_that_of_what_it_stands_for(
    link: Any, before: list[Any]
) -> None:
    then = {one.id: one for one in after_moves(before).items}
    now = {one.id: one for one in after_moves([*before, link]).items}
    heir, old = f"REC-{link[1]}", f"REC-{link[2]}"
    was = then[old]
    new_link = f"supersedes {old}" in set(now[heir].links) - set(then[heir].links)
    if new_link and was.original_due and was_open(was) and then[heir].status != "superseded":
        first = now[heir].original_due
        assert first is not None
        # A date that came nearer until it is the same has no other to go to.
        came_nearer = then[heir].due == was.original_due
        assert deadline(first) <= deadline(was.original_due) or came_nearer


def test_undone_and_redone_and_on_an_earlier_day_the_first_date_is_that_of_then(
    run: Run, split: Path
) -> None:
    done(
        run,
        "update REC-17 --due 2009-06",
        "link REC-17 supersedes REC-5 --reason widened",
        "undo --yes",
    )
    assert (item(split, "REC-17")["original_due"], ids_of(run, "--slipped")) == ("2009-06", [])
    done(run, "undo --redo --yes")
    assert (item(split, "REC-17")["original_due"], ids_of(run, "--slipped")) == (
        "2008-09",
        ["REC-17"],
    )
    assert ids_of(run, "--slipped", "--no-index") == ["REC-17"]
    assert ids_of(run, "--slipped", "--as-of", "2008-11-30") == []
