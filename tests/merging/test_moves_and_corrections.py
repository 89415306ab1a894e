"""What sets a plan right on two sides: moves of items, corrections, names, inspections made one."""

from __future__ import annotations

import json
import random
import tomllib
from pathlib import Path

import pytest

from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.replay import outside_changes
from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.merging import merge_file
from hmic_tracker.store.toml import decode
from tests.conftest import Run
from tests.merging.conftest import Do
from tests.merging.meeting import merge, met
from tests.merging.stores import SETTING_RIGHT, Files, base_plan, worked_on
from tests.merging.test_plans import put, values
from tests.torture.sizes import FULL

TRIPLES = 120 if FULL else 30


@pytest.fixture
def base(copies: Do) -> Files:
    """Three frameworks and two inspections; the first item is under custody."""
    return copies(
        "base",
        "framework add Custody",
        "framework add Roads",
        "framework add Vetting",
        "inspection add Phase_One --id phase-one --body HMIC",
        "inspection add Phase_1 --id phase-1 --body HMIC",
        "inspection add First_Phase --id first-phase --body HMIC",
        "add rec Light_the_yard --framework custody --inspection phase-one",
    )


MOVED = "items/REC-3.toml"


def history(run: Run, folder: Path, name: str) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = json.loads(
        run("--store", folder, "history", name, "--json").out
    )["entries"]
    return entries


def test_an_item_that_two_moved_is_under_the_first_until_one_is_chosen(
    base: Files, copies: Do, run: Run, tmp_path: Path
) -> None:
    mine = copies("mine", "update REC-3 --framework roads")
    theirs = copies("theirs", "update REC-3 --framework vetting --inspection phase-1")
    [question] = merge(base, mine, theirs).questions
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    assert (question.record, question.field) == ("REC-3", "framework")
    assert {one.value for one in question.answers} == {"roads", "vetting"}
    assert values(both, MOVED)["framework"] in {"roads", "vetting"}
    assert values(both, MOVED)["inspection"] == "phase-1"
    folder = put(both, tmp_path / "both")
    check = run("--store", folder, "check")
    other = {"roads": "vetting", "vetting": "roads"}[str(values(both, MOVED)["framework"])]
    assert f"until: tracker update REC-3 --framework {other} " in " ".join(check.out.split())
    moves = [
        (change["from"], change["to"])
        for entry in history(run, folder, "REC-3")
        for change in entry["changes"]  # type: ignore[attr-defined]
        if change["field"] == "framework"
    ]
    assert sorted(moves) == [("custody", "roads"), ("custody", "vetting")]
    settled = run("--store", folder, "update", "REC-3", "--framework", "vetting", "--yes")
    assert settled.code == 0, settled
    assert "unsettled" not in (folder / MOVED).read_text()
    assert values({MOVED: (folder / MOVED).read_bytes()}, MOVED)["framework"] == "vetting"
    early = run("--store", folder, "list", "--as-of", "2008-11-30", "--all", "--format", "ids")
    assert early.out == ""  # nothing is entered of that day
    under = run("--store", folder, "list", "--framework", "vetting", "--format", "ids")
    assert under.out == "REC-3\n"


@pytest.mark.parametrize("knows_base", [True, False])
def test_a_move_stands_beside_others_work_that_knows_of_none(
    base: Files, copies: Do, knows_base: bool
) -> None:
    mine = copies("mine", "update REC-3 --framework roads --inspection none")
    theirs = copies("theirs", "note REC-3 Seen", "update REC-3 --owner Registry")
    known = base[MOVED] if knows_base else None
    for one, other in ((mine, theirs), (theirs, mine)):
        merged = merge_file(MOVED, known, one[MOVED], other[MOVED])
        has = tomllib.loads(merged.data.decode())
        assert (has["framework"], has["owner"]) == ("roads", "Registry")
        assert "inspection" not in has
        assert merged.questions == ()


def test_what_two_set_right_of_an_entry_is_right_of_it(
    base: Files, copies: Do, run: Run, tmp_path: Path
) -> None:
    copies("base", "note REC-1 Wrong --by Registry")
    base = copies("base")
    mine = copies("mine", "correct REC-1 3 --by Head_of_CID --reason minutes")
    theirs = copies("theirs", "correct REC-1 3 --text Right --reason minutes", "note REC-1 More")
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    folder = put(both, tmp_path / "both")
    entries = history(run, folder, "REC-1")
    wrong = entries[2]
    assert (wrong["place"], wrong["by"], wrong["note"]) == (3, "Head of CID", "Right")
    assert wrong["entered"]["note"] == "Wrong"  # type: ignore[index]
    assert [one["corrects_place"] for one in entries].count(3) == 2
    assert run("--store", folder, "check").code == 0
    page = run("--store", folder, "history", "REC-1", "--all").out
    number = next(line.split()[0] for line in page.splitlines() if "note: Right" in line)
    assert number == "3"
    again = run(
        *("--store", folder, "correct", "REC-1", number, "--text", "Better"),
        *("--reason", "minutes"),
    )
    assert again.code == 0, again
    assert history(run, folder, "REC-1")[2]["note"] == "Better"


def test_inspections_that_two_made_one_with_a_third_are_found_by_all_their_names(
    base: Files, copies: Do, run: Run, tmp_path: Path
) -> None:
    mine = copies("mine", "inspection merge phase-1 phase-one --yes")
    theirs = copies("theirs", "inspection merge first-phase phase-one --yes")
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    folder = put(both, tmp_path / "both")
    for name in ("phase-1", "first-phase", "phase-one"):
        shown = run("--store", folder, "inspection", "show", name)
        assert (shown.code, "phase-one" in shown.out) == (0, True), (name, shown)
    listed = json.loads(run("--store", folder, "inspection", "list", "--json").out)["inspections"]
    assert [(one["id"], one["counts"]["total"]) for one in listed] == [("phase-one", 1)]


def test_an_inspection_goes_with_the_command_that_took_it_out_and_not_without(
    base: Files, copies: Do
) -> None:
    theirs = copies("theirs", "note REC-1 Seen")
    path = "inspections/first-phase.toml"
    for name, line in (
        ("removed", "inspection remove first-phase --yes"),
        ("merged", "inspection merge first-phase phase-one --yes"),
    ):
        mine = copies(name, line)
        for one, other in ((mine, theirs), (theirs, mine)):
            assert path not in met(base, one, other)
            assert merge(base, one, other).remarks == ()
    by_hand = {name: data for name, data in base.items() if name != path}
    assert met(base, by_hand, theirs)[path] == base[path]
    assert merge(base, by_hand, theirs).remarks == (
        f"{path} was deleted by hand in one copy, with no entry of it: it is there again",
    )


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("add rec Mend_it --inspection phase-1", "REC-4"),
        ("update REC-1 --inspection phase-1", "REC-1"),
    ],
)
def test_an_item_of_an_inspection_that_another_made_one_with_a_third_is_named_by_check(
    base: Files, copies: Do, run: Run, tmp_path: Path, line: str, item: str
) -> None:
    mine = copies("mine", "inspection merge phase-1 phase-one --yes")
    theirs = copies("theirs", line)
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    folder = put(both, tmp_path / "both")
    check = run("--store", folder, "check")
    assert f"  'phase-1' is the inspection of {item}, and was merged into phase-one\n" in check.out
    settled = run("--store", folder, "update", item, "--inspection", "phase-1")
    assert settled.code == 0, settled
    assert "unknown-inspection" not in run("--store", folder, "check").out
    under = run("--store", folder, "list", "--inspection", "phase-1", "--format", "ids")
    assert set(under.out.split()) == {"REC-3", item}


def test_names_and_settings_of_both_are_there(
    base: Files, copies: Do, run: Run, tmp_path: Path
) -> None:
    copies("base", "person add Head_of_CID --holder A._Holder --mail cid@example.police.uk")
    base = copies("base")
    mine = copies(
        "mine",
        "person edit Head_of_CID --cover Registry --cover-mail r@example.police.uk",
        "framework rename custody Detention --yes",
    )
    theirs = copies(
        "theirs",
        "person rename Head_of_CID Head_of_Crime --yes",
        "board add Committee --meeting 2008-12-11",
        "settings set thresholds.near-days 60 --yes",
    )
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    settings = values(both, "tracker.toml")
    [post] = settings["people"].values()  # type: ignore[attr-defined]
    assert (post["name"], post["cover"]) == ("Head of Crime", "Registry")
    assert post["aliases"] == ["Head of CID"]
    assert settings["frameworks"]["custody"]["name"] == "Detention"  # type: ignore[index]
    assert "Custody" in settings["frameworks"]["custody"]["aliases"]  # type: ignore[index]
    assert settings["thresholds"] == {"near_days": 60}
    assert settings["boards"]["committee"]["name"] == "Committee"  # type: ignore[index]
    folder = put(both, tmp_path / "both")
    assert run("--store", folder, "check").code == 0
    owed = run("--store", folder, "list", "--owner", "head of cid", "--format", "ids").out.split()
    assert format_id_ranges(owed) == "REC-1"


@pytest.mark.parametrize("start", range(0, TRIPLES, 30))
def test_moves_and_corrections_of_three_are_alike_in_any_order(start: int) -> None:
    moves = corrections = 0
    for n in range(start, start + 30):
        chance = random.Random(n)
        base = base_plan(chance)
        mine, theirs, others = (
            worked_on(base, chance, who, chance.randrange(1, 8), SETTING_RIGHT) for who in (1, 2, 3)
        )
        both = met(base, mine, theirs)
        assert both == met(base, theirs, mine), n
        assert met(base, both, mine) == met(base, theirs, both) == both, n
        assert met(base, both, others) == met(base, mine, met(base, theirs, others)), n
        for path in (path for path in both if path.startswith("items/")):
            one, other, item = (item_of(decode(files[path])) for files in (mine, theirs, both))
            if not outside_changes(one) and not outside_changes(other):
                assert outside_changes(item) == (), (n, path)
            if not one.unsettled and not other.unsettled:
                assert item.framework in {one.framework, other.framework}, (n, path)
                assert item.inspection in {one.inspection, other.inspection}, (n, path)
            moves += bool({"framework", "inspection"} & dict(item.unsettled).keys())
            corrections += sum(entry.corrects is not None for entry in item.history)
            of_each = {entry.corrects for each in (one, other) for entry in each.history}
            assert of_each == {entry.corrects for entry in item.history}, (n, path)
    assert moves
    assert corrections
