"""Every rule of an item's life, with a table: what follows what, who checks, what needs why."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from hmic_tracker.domain.items import FieldChange, Item
from hmic_tracker.domain.parts import Action, Evidence, progress_of_steps, steps_of
from hmic_tracker.domain.plan import RuleLevels
from hmic_tracker.domain.words import STATUSES
from hmic_tracker.domain.workflow import (
    RULES,
    ProposedChange,
    discharge_violation,
    evidence_violation,
    four_eyes_violation,
    has_evidence,
    is_evidence_older,
    is_override_needed,
    is_same_person,
    may_follow,
    order_violation,
    reason_violation,
    violations,
    what_needs_a_reason,
)
from tests.domain.making import an_item, born, entered

SHOWN = (Evidence(1, "DOC-27"),)


@pytest.mark.parametrize(
    ("field", "old", "new", "what"),
    [
        ("due", "2008-09", "2008-12", "moving a due date"),
        ("due", "2008-09", None, "moving a due date"),
        ("due", "2008-09", "2008-09-30", None),
        ("due", None, "2008-09", None),
        ("status", "in-progress", "superseded", "setting superseded"),
        ("status", "in-progress", "not-accepted", "setting not accepted"),
        ("status", "done", "withdrawn", "setting withdrawn"),
        ("status", "done", "in-progress", "reopening"),
        ("status", "closed", "not-started", "reopening"),
        ("status", "withdrawn", "in-progress", "reopening"),
        ("status", "not-started", "in-progress", None),
        ("status", "in-progress", "not-started", None),
        ("status", "in-progress", "done", None),
        ("status", "done", "verified", None),
        ("status", "verified", "closed", None),
        (
            "status",
            "verified",
            "done",
            "going back to completed, awaiting verification",
        ),
        ("status", "closed", "verified", "going back to completed and verified"),
        ("owner", "CID", None, None),
    ],
)
def test_a_moved_date_a_side_exit_and_a_reopening_need_a_reason(
    field: str, old: Any, new: Any, what: str | None
) -> None:
    assert what_needs_a_reason((FieldChange(field, old, new),)) == what


def test_the_second_of_two_changes_may_be_what_needs_a_reason() -> None:
    changes = (FieldChange("owner", None, "CID"), FieldChange("due", "2008-09", None))
    assert what_needs_a_reason(changes) == "moving a due date"


OPEN = {"not-started", "in-progress"}
DONE = {"done", "verified", "closed"}
ASIDE = {"superseded", "not-accepted", "withdrawn"}


def test_which_status_follows_which() -> None:
    """Open to done or aside; done onward, back or aside; aside back only by way of reopening."""
    for old, new in itertools.product(STATUSES, STATUSES):
        if old in OPEN:
            may = new in OPEN | ASIDE | {"done"}
        elif old in DONE:
            may = True
        else:
            may = new in OPEN | ASIDE
        assert may_follow(old, new) is may, (old, new)


def proposed(status: str, item: Item, *more: FieldChange, **said: Any) -> ProposedChange:
    change = FieldChange("status", item.status, status)
    return ProposedChange((change, *more), **{"by": "Internal Inspectorate", **said})


@pytest.mark.parametrize("new", ["verified", "closed"])
def test_only_what_is_done_can_be_verified_or_closed(new: str) -> None:
    item = an_item(status="in-progress")
    violation = order_violation(item, proposed(new, item))
    assert violation is not None
    assert violation.message == f"REC-1 is in progress: only what is done can be {new}"
    assert violation.hint == "first: tracker update REC-1 --status done"
    for status in DONE:
        item = an_item(status=status)
        assert order_violation(item, proposed(new, item)) is None


def test_what_left_by_a_side_exit_is_reopened_before_it_is_done() -> None:
    item = an_item(status="withdrawn")
    violation = order_violation(item, proposed("done", item))
    assert violation is not None
    assert violation.message == "REC-1 is withdrawn: it has to be reopened before it can be done"


def test_a_reason_of_blanks_is_none() -> None:
    item = an_item(status="done")
    assert reason_violation(item, proposed("in-progress", item, reason="evidence was thin")) is None
    for reason in (None, "", "  "):
        violation = reason_violation(item, proposed("in-progress", item, reason=reason))
        assert violation is not None
        assert violation.message == "REC-1: reopening needs a reason"


@pytest.mark.parametrize(
    ("by", "holders", "same"),
    [
        ("Head of CID", {"Head of CID"}, True),
        ("head  of cid ", {"Head of CID"}, True),
        ("Det Supt Vale", {"Head of CID", "Det Supt Vale"}, True),
        ("Internal Inspectorate", {"Head of CID"}, False),
        ("Head of CID", set(), False),
    ],
)
def test_the_owner_is_known_by_post_and_by_name(by: str, holders: set[str], same: bool) -> None:
    assert is_same_person(by, holders) is same
    item = an_item(status="done", owner="Head of CID")
    violation = four_eyes_violation(
        item, proposed("verified", item, by=by, holders=frozenset(holders))
    )
    assert (violation is not None) is same
    assert violation is None or violation.overridable


def test_four_eyes_are_for_verifying_alone() -> None:
    item = an_item(status="in-progress", owner="Head of CID")
    mine = frozenset({"Head of CID"})
    assert four_eyes_violation(item, proposed("done", item, by="Head of CID", holders=mine)) is None


def test_evidence_counts_when_it_comes_with_the_change() -> None:
    bare, shown = an_item(status="done"), an_item(status="done", evidence=SHOWN)
    added = FieldChange("evidence_1_ref", None, "DOC-27")
    taken = FieldChange("evidence_1_ref", "DOC-27", None)
    assert [has_evidence(bare), has_evidence(bare, [added])] == [False, True]
    assert [has_evidence(shown), has_evidence(shown, [taken])] == [True, False]
    for status in ("verified", "closed"):
        violation = evidence_violation(bare, proposed(status, bare))
        assert violation is not None
        assert (violation.message, violation.overridable) == ("REC-1 has no evidence", True)
        assert evidence_violation(bare, proposed(status, bare, added)) is None
    assert evidence_violation(bare, proposed("in-progress", bare)) is None


def test_closing_names_the_body_that_discharged_it() -> None:
    item = an_item(status="verified")
    violation = discharge_violation(item, proposed("closed", item))
    assert violation is not None
    assert not violation.overridable
    named = FieldChange("discharged_by", None, "HMIC")
    assert discharge_violation(item, proposed("closed", item, named)) is None
    assert discharge_violation(an_item(discharged_by="HMIC"), proposed("closed", item)) is None


def test_each_rule_is_strict_advisory_or_off() -> None:
    assert RuleLevels._fields == tuple(RULES)
    item = an_item(status="done", owner="Head of CID")
    own = proposed("verified", item, by="Head of CID", holders=frozenset({"Head of CID"}))
    for levels, refused, warned in (
        (RuleLevels(), ["four_eyes", "evidence"], []),
        (RuleLevels(four_eyes="advisory"), ["evidence"], ["four_eyes"]),
        (RuleLevels(four_eyes="off", evidence="off"), [], []),
    ):
        raised = violations(item, own, levels)
        assert [[violation.rule for violation in part] for part in raised] == [refused, warned]


def test_an_override_sets_aside_what_can_be_and_is_kept_only_where_it_did() -> None:
    item = an_item(status="done", owner="Head of CID")
    own = proposed("verified", item, by="Head of CID", holders=frozenset({"Head of CID"}))
    assert violations(item, own, RuleLevels(), "the inspectorate has no staff")[0] == ()
    assert len(violations(item, own, RuleLevels(), "  ")[0]) == 2
    assert is_override_needed(item, own, RuleLevels())
    shown = an_item(status="done", evidence=SHOWN)
    assert not is_override_needed(shown, proposed("verified", shown), RuleLevels())
    started = an_item(status="in-progress")
    refused, _ = violations(started, proposed("verified", started), RuleLevels(), "because")
    assert [violation.rule for violation in refused] == ["order"]


@pytest.mark.parametrize(
    ("done", "of", "word"),
    [
        (0, 0, "none"),
        (0, 4, "none"),
        (1, 4, "some"),
        (2, 4, "some"),
        (3, 5, "majority"),
        (3, 4, "majority"),
        (4, 5, "almost"),
        (9, 10, "almost"),
        (4, 4, "complete"),
    ],
)
def test_steps_give_the_progress_word(done: int, of: int, word: str) -> None:
    assert progress_of_steps(done, of) == word


def test_the_leads_word_goes_before_the_steps_and_dropped_steps_count_for_nothing() -> None:
    steps = (Action(1, "a", done="2008-11-20"), Action(2, "b"), Action(3, "c", dropped="merged"))
    assert steps_of(steps) == (1, 2)
    assert an_item(actions=steps).reported_progress == "some"
    assert an_item(actions=steps, progress="almost").reported_progress == "almost"
    assert an_item(actions=steps, status="done").reported_progress == "complete"


@pytest.mark.parametrize(
    ("life", "older"),
    [
        ([{"evidence_1_ref": "D1"}, {"status": "done"}], False),
        ([{"evidence_1_ref": "D1"}, {"status": "done"}, {"status": "in-progress"}], True),
        (
            [
                {"evidence_1_ref": "D1"},
                {"status": "done"},
                {"status": "in-progress"},
                {"evidence_2_ref": "D2"},
            ],
            False,
        ),
        (
            [
                {"evidence_1_ref": "D1", "status": "done"},
                {"status": "in-progress"},
                {"evidence_2_ref": "D2"},
                {"status": "done"},
                {"status": "in-progress"},
                {"evidence_1_ref": None},
            ],
            True,
        ),
        ([{"status": "done"}, {"status": "in-progress"}], False),
        ([{"evidence_1_ref": "D1"}, {"status": "withdrawn"}, {"status": "in-progress"}], False),
    ],
)
def test_evidence_is_older_where_none_was_added_since_the_item_was_reopened(
    life: list[dict[str, Any]], older: bool
) -> None:
    item = born()
    for fields in life:
        item = entered(item, **fields)
    assert is_evidence_older(item) is older
    added = FieldChange("evidence_3_ref", None, "D3")
    assert not is_evidence_older(item, [added])
