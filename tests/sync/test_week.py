"""A week of ordinary work apart, then `sync` until nothing is new."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from tests.conftest import EXAMPLE
from tests.sync.conftest import Clone, Office
from tests.sync.entries import comments_of, entries_of, random_lines
from tests.torture.sizes import SEED, SIZES

CONFLICT = 6
OURS = """
update REC-1 --due 2009-01 --reason 'IT release' --yes
update REC-2 --owner 'Head of CID' --yes
note REC-1 'asked the lead'
defer REC-1 --until 2009-01 --agreed-by Committee --reason 'new law'
note REC-3 'seen in two boroughs'
action add REC-1 'Agree one template' --due 2008-12-19
action done REC-1 1
add rec 'That the force paints its cells' --due 2009-06
note REC-4 'the first of ours'
update REC-3 --tag training --yes
update REC-3 --progress majority --yes
person edit 'Head of CID' --mail cid2@example.org
person add 'Head of Custody' --group Custody
update REC-5 --owner 'Head of Public Protection' --new-owner --yes
update REC-6 --due 2009-02 --reason 'the supplier is late' --yes
note REC-8 'a chase is due'
update AFI-11..18 --progress some --yes
update AFI-12 --due 2009-04 --reason 'training dates' --yes
evidence add REC-1 'PPU/08/114' --shows 'returns of all boroughs'
update REC-7 --board 'Resources Board' --new-board --yes
link AFI-3 relates AFI-4
update REC-9 --status in-progress --yes
note REC-9 'begun'
update REC-10 --owner 'Head of CID' --yes
update REC-10 --due 2009-05 --reason 'after the audit' --yes
update AFI-20 --tag audit --yes
add afi 'Cells are not inspected at night'
note AFI-20 'to the board'
update REC-14 --text 'That the force shows how well it performs' --reason 'as HMIC agreed'
update REC-13 --framework dv --label 7
correct REC-8 2 --text 'the chase was due' --on 2008-11-24
inspection edit hmic-2007-phase-one --grade mp:2007=Good --revisit 2009-10
settings set thresholds.near_days 45 --yes
board add Committee --meeting 2008-12-11
person edit 'Head of Custody' --cover Deputy --cover-until 2009-01-05
framework rename np 'Local Policing' --yes
update REC-11 --due 2009-01 --reason 'agreed' --yes
undo --yes
"""
THEIRS = """
update REC-1 --due 2009-03 --reason staffing --yes
update REC-2 --owner Deputy --yes
note REC-1 'spoke to the head'
defer REC-1 --until 2009-03 --agreed-by Committee --reason 'IT'
note REC-3 'seen in ten boroughs'
action add REC-1 'Publish the template'
action add REC-3 'Book the hall'
add rec 'That the force counts its cells' --due 2009-05
note REC-4 'the first of theirs'
update REC-3 --tag night --yes
update REC-3 --progress almost --yes
person edit 'Head of CID' --holder 'Somebody New'
person add 'Head of Contact'
update REC-13 --owner 'Head of Child Protection' --new-owner --yes
update REC-6 --due 2009-02 --reason 'the supplier is late' --yes
note REC-8 'it was chased'
update AFI-11 --progress majority --yes
update AFI-13 --due 2009-04 --reason 'training dates' --yes
evidence add REC-1 'PPU/08/115' --shows 'a second return'
update REC-7 --due 2009-03 --reason 'the board moved' --yes
link AFI-5 relates AFI-6
update REC-9 --owner 'Head of CID' --yes
note REC-9 'theirs as well'
update REC-10 --owner 'Head of CID' --yes
update REC-10 --due 2009-05 --reason 'after the audit' --yes
update AFI-20 --tag board --yes
add afi 'Cells are not inspected at weekends'
note AFI-21 'to the board'
update REC-14 --text 'That the force shows at every level how it performs' --reason 'our wording'
update REC-13 --inspection none
correct REC-8 2 --by 'Head of CID' --reason 'she entered it'
inspection edit hmic-2007-phase-one --grade mp:2007=Poor --national 'np:2007=6 14 21 2'
settings set thresholds.near_days 60 --yes
settings set holidays --add 2008-12-24
framework add 'Roads Policing' --under pvp
person rename 'Head of CID' 'Head of Crime' --yes
update REC-12 --due 2009-01 --reason 'agreed' --yes
undo --yes
"""


def _in_settings(clone: Clone, old: str, new: str) -> None:
    path = clone.folder / "tracker.toml"
    path.write_text(path.read_text().replace(old, new, 1))


def _quiet(clones: tuple[Clone, ...], rounds: int = 3) -> None:
    for _ in range(rounds):
        for one in clones:
            result = one("sync", code=None)
            assert result.code in {0, CONFLICT}, (one.person, result)


def test_after_a_week_apart_three_syncs_lose_nothing_and_ask_each_question_once(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    _in_settings(ours, "[[history]]", '[frameworks.custody]\nname = "Custody"\n\n[[history]]')
    ours("sync")
    theirs("sync")
    for clone, lines in ((ours, OURS), (theirs, THEIRS)):
        clone("import", str(EXAMPLE), "--yes", day="2008-11-24")
        for nth, line in enumerate(lines.strip().splitlines()):
            clone(line, day=f"2008-11-{25 + nth // 8}")
    head = "[frameworks.custody]\n"
    _in_settings(ours, head, f'{head}board = "Steering Group"\n')
    _in_settings(theirs, 'name = "Custody"', 'name = "Custody suites"')
    path = ours.folder / "items/REC-1.toml"
    path.write_text(f"# agreed on the phone\n{path.read_text()}")
    path = theirs.folder / "items/REC-1.toml"
    path.write_text(f'# ring back\nmine = "a key of my own"\n{path.read_text()}')
    asked = [json.loads(clone("sync --json", code=None).out) for clone in (ours, theirs)]
    had = {**entries_of(ours), **entries_of(theirs)}
    comments = comments_of(ours) | comments_of(theirs)
    asked += [json.loads(clone("sync --json", code=None).out) for clone in (ours, theirs)]
    asked += [json.loads(clone("sync --json", code=None).out) for clone in (ours, theirs)]
    assert ours.files == theirs.files
    assert {key: text for key, text in had.items() if key not in entries_of(ours)} == {}
    assert comments - comments_of(ours) == set()
    whole = b"".join(ours.files.values())
    assert b"<<<<<<<" not in whole
    assert b'mine = "a key of my own"' in whole
    assert b'board = "Steering Group"' in whole
    assert b'name = "Custody suites"' in whole
    for name in (b"Committee", b"Roads Policing", b"Local Policing", b"Head of Crime"):
        assert b'name = "%s"' % name in whole
    assert b"2008-12-24" in ours.files["tracker.toml"]
    assert b'revisit = "2009-10"' in whole
    assert b"printed = [6, 14, 21, 2]" in whole.replace(b",\n    ", b", ")
    item = json.loads(ours("show REC-13 --json").out)["items"][0]
    assert (item["framework"], item["inspection"]) == ("domestic-violence", None)
    entries = json.loads(ours("history REC-8 --json").out)["entries"]
    notes = {one["note"]: (one["on"], one["by"]) for one in entries if one["event"] == "note"}
    assert notes["the chase was due"] == ("2008-11-24", "Liaison Officer")
    assert notes["it was chased"][1] == "Head of CID"
    questions = [[(q["id"], q["field"]) for q in one["questions"]] for one in asked]
    true_conflicts = {("REC-1", "due"), ("REC-2", "owner"), ("REC-3", "progress")}
    true_conflicts |= {("REC-1", "deferred_until"), ("REC-14", "text")}
    true_conflicts |= {("settings", "thresholds.near_days")}
    for mine in (questions[0::2], questions[1::2]):
        every = [question for one in mine for question in one]
        assert len(every) == len(set(every))
        assert true_conflicts <= set(every)
    findings = json.loads(ours("check --json", code=1).out)["findings"]
    assert {one["code"] for one in findings if one["level"] == "error"} == {"unsettled"}
    texts = [one.read_text() for one in (ours.folder / "items").iterdir()]
    for text in ("paints", "counts", "at night", "at weekends"):
        assert sum(text in one for one in texts) == 1


@pytest.mark.parametrize("nth", range(SIZES.meetings))
def test_three_clones_that_meet_in_any_order_are_alike_and_have_every_entry(
    nth: int, tmp_path: Path, report_office: Path, office_of: Callable[[Path], Office]
) -> None:
    chance = Random(SEED + nth)
    clones = office_of(report_office).clones
    lines = {one.person: random_lines(SEED * 7 + nth * 3 + i) for i, one in enumerate(clones)}
    had: dict[tuple[str, str], str] = {}
    for _ in range(8):
        one = chance.choice(clones)
        for line in islice(lines[one.person], chance.randint(1, 4)):
            one(line, day=f"2008-1{chance.randint(0, 2)}-1{chance.randint(0, 9)}", code=None)
        if chance.random() < 0.6:
            had |= entries_of(one)
            _quiet((one,), 1)
    for one in clones:
        had |= entries_of(one)
        _quiet((one,), 1)
    _quiet(clones, 2)
    first, *others = (one.files for one in clones)
    assert all(files == first for files in others)
    assert {key: text for key, text in had.items() if key not in entries_of(clones[0])} == {}
    findings = json.loads(clones[0]("check --json", code=None).out)["findings"]
    errors = [one for one in findings if one["level"] == "error" and one["code"] != "unsettled"]
    assert errors == []


def test_hundreds_of_commands_apart_come_together(pair: tuple[Clone, Clone]) -> None:
    ours, theirs = pair
    for clone, seed in ((ours, 1), (theirs, 2)):
        for line in islice(random_lines(SEED + seed), SIZES.apart):
            clone(line, code=None)
    had = {**entries_of(ours), **entries_of(theirs)}
    _quiet((ours, theirs), 2)
    assert ours.files == theirs.files
    assert {key: text for key, text in had.items() if key not in entries_of(ours)} == {}


def test_a_file_that_was_cut_short_stops_it_until_it_is_restored(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    theirs("note REC-1 'theirs'")
    theirs("sync")
    ours("note REC-1 'ours'")
    path = ours.folder / "items/REC-1.toml"
    whole = path.read_bytes()
    cut = whole[: whole.rindex(b"[[history]]")]
    path.write_bytes(cut)
    head = ours.git("rev-parse", "HEAD")
    result = ours("sync", code=5)
    assert "entries" in result.err
    assert len(result.err.splitlines()) == 2
    assert (path.read_bytes(), ours.git("rev-parse", "HEAD")) == (cut, head)
    path.write_bytes(whole)
    ours("sync")
    theirs("sync")
    assert ours.files == theirs.files
    assert b'note = "ours"' in ours.files["items/REC-1.toml"]
