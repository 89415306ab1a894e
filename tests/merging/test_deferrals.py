"""What two people deferred, or ended, apart from each other: a question, settled by `defer`."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from hmic_tracker.domain.replay import outside_changes
from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.toml import decode
from tests.conftest import Run
from tests.merging.conftest import Do
from tests.merging.meeting import merge, met
from tests.merging.stores import DEFERRING, base_plan, worked_on
from tests.merging.test_plans import put
from tests.torture.sizes import FULL

ITEM = "items/REC-1.toml"
TRIPLES = 80 if FULL else 40


def _item(run: Run, folder: Path) -> dict[str, object]:
    found = json.loads(run("--store", folder, "show", "REC-1", "--json").out)
    item: dict[str, object] = found["items"][0]
    return item


def test_two_days_are_a_question_and_until_it_is_settled_the_earlier_counts(
    copies: Do, run: Run, tmp_path: Path
) -> None:
    base = copies("base")
    mine = copies("mine", "defer REC-1 --until 2009-01 --agreed-by Committee --reason IT")
    theirs = copies("theirs", "defer REC-1 --until 2009-03 --agreed-by Committee --reason law")
    [question] = merge(base, mine, theirs).questions
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    assert (question.record, question.field) == ("REC-1", "deferred_until")
    folder = put(both, tmp_path / "both")
    item = _item(run, folder)
    assert (item["deferred"], item["deferred_until"]) == (True, "2009-01")
    assert (item["deferred_by"], item["deferred_reason"]) == ("Committee", "IT")
    assert item["unsettled"] == ["deferred_until"]
    page = run("--store", folder, "show", "REC-1").out
    text = "NOT SETTLED: the end of the deferral. The earlier counts, none before any until one"
    assert text in " ".join(page.split())
    line = 'tracker defer REC-1 --until 2009-03 --agreed-by BOARD --reason "..."'
    assert line in " ".join(page.split())
    summary = " ".join(run("--store", folder, "summary").out.split())
    assert "1 item is not settled: REC-1 (deferred until)" in summary
    settled = run(
        *("--store", folder, "defer", "REC-1", "--until", "2009-03"),
        *("--agreed-by", "Committee", "--reason", "agreed"),
    )
    assert settled.code == 0, settled
    assert "unsettled" not in (folder / ITEM).read_text()
    item = _item(run, folder)
    assert (item["deferred_until"], item["unsettled"]) == ("2009-03", [])
    assert run("--store", folder, "check").code == 0


def test_one_that_somebody_ended_while_another_drew_it_out_is_late_until_it_is_settled(
    copies: Do, run: Run, tmp_path: Path
) -> None:
    base = copies("base", "defer REC-1 --until 2009-01 --agreed-by Committee --reason IT")
    mine = copies("mine", "defer REC-1 --end --reason came")
    theirs = copies("theirs", "defer REC-1 --until none --agreed-by Committee --reason law")
    [question] = merge(base, mine, theirs).questions
    assert {one.value for one in question.answers} == {None, "open"}
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    folder = put(both, tmp_path / "both")
    item = _item(run, folder)
    assert (item["deferred"], item["overdue"]) == (False, True)
    ended = run("--store", folder, "defer", "REC-1", "--end", "--reason", "agreed")
    assert ended.code == 0, ended
    item = _item(run, folder)
    assert (item["deferred_until"], item["deferred_by"], item["unsettled"]) == (None, None, [])


def test_what_is_settled_as_nothing_is_settled_in_its_file(
    copies: Do, run: Run, tmp_path: Path
) -> None:
    base = copies("base")
    mine = copies("mine", "update REC-1 --owner none")
    theirs = copies("theirs", "update REC-1 --owner Deputy --new-owner")
    folder = put(met(base, mine, theirs), tmp_path / "both")
    other = str(_item(run, folder)["owner"] or "none")
    assert _item(run, folder)["unsettled"] == ["owner"]
    for name in (other, "none"):
        settled = run("--store", folder, "update", "REC-1", "--owner", name, "--yes")
        assert settled.code == 0, settled
        item = _item(run, folder)
        assert (item["owner"] or "none", item["unsettled"]) == (name, [])
    assert run("--store", folder, "check").code == 0


def test_another_board_is_a_question_of_its_own(copies: Do, run: Run, tmp_path: Path) -> None:
    base = copies("base")
    mine = copies("mine", "defer REC-1 --until 2009-01 --agreed-by Committee --reason IT")
    theirs = copies("theirs", "defer REC-1 --until 2009-01 --agreed-by Gold_Group --reason IT")
    [question] = merge(base, mine, theirs).questions
    assert question.field == "deferred_by"
    folder = put(met(base, mine, theirs), tmp_path / "both")
    page = " ".join(run("--store", folder, "show", "REC-1").out.split())
    assert "tracker defer REC-1 --until DATE --agreed-by" in page


def test_what_is_completed_is_not_deferred_whoever_deferred_it_meanwhile(
    copies: Do, run: Run, tmp_path: Path
) -> None:
    base = copies("base")
    mine = copies("mine", "update REC-1 --status done")
    theirs = copies("theirs", "defer REC-1 --until 2009-01 --agreed-by Committee --reason IT")
    assert merge(base, mine, theirs).questions == ()
    folder = put(met(base, mine, theirs), tmp_path / "both")
    item = _item(run, folder)
    assert (item["status"], item["deferred"], item["rag"]) == ("done", False, "green")
    counts = json.loads(run("--store", folder, "summary", "--json").out)["deferred"]
    assert counts["count"] == 0
    run("--store", folder, "reopen", "REC-1", "--reason", "not kept up")
    assert _item(run, folder)["deferred"] is False


@pytest.mark.parametrize("start", range(0, TRIPLES, 40))
def test_deferrals_of_three_are_alike_in_any_order(start: int) -> None:
    questions = deferred = 0
    for n in range(start, start + 40):
        chance = random.Random(n)
        base = base_plan(chance)
        mine, theirs, others = (
            worked_on(base, chance, who, chance.randrange(1, 8), DEFERRING) for who in (1, 2, 3)
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
                assert item.deferred_until in {one.deferred_until, other.deferred_until}, (n, path)
                assert item.deferred_by in {one.deferred_by, other.deferred_by}, (n, path)
            questions += "deferred_until" in dict(item.unsettled)
            deferred += item.deferred_until is not None
    assert questions
    assert deferred > 10
