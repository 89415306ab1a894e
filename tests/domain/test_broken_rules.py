"""What the commands refuse and what `check` finds are one: laws over random lives of an item."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.broken_rules import broken_rules, can_explain
from hmic_tracker.domain.changes import apply, changes_to, next_entry, record_outside_changes
from hmic_tracker.domain.items import Item, attributes_with
from hmic_tracker.domain.plan import RuleLevels
from hmic_tracker.domain.words import STATUSES
from hmic_tracker.domain.workflow import ProposedChange, violations
from tests.domain.making import STAMP, TODAY, born

_OWNER: Final = "Head of CID"
_FIELDS: Final = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(STATUSES),
        "due": st.sampled_from(["2008-12", "2008-12-31", "2009-03", None]),
        "response": st.sampled_from(["accepted", "not-accepted", None]),
        "response_reason": st.sampled_from(["it costs too much", " \u200b", None]),
        "discharged_by": st.sampled_from(["HMIC", None]),
        "evidence_1_ref": st.sampled_from(["DOC 1", None]),
        "progress": st.sampled_from(["some", "almost"]),
    },
)
_SAID: Final = st.fixed_dictionaries(
    {
        "reason": st.sampled_from([None, "", "\u200b", "it slipped"]),
        "override": st.sampled_from([None, " ", "the board wished it"]),
    }
)
_STEPS: Final = st.lists(
    st.tuples(_FIELDS, _SAID, st.sampled_from(["Inspector", _OWNER, "head of  CID"])), max_size=8
)


def refused(item: Item, fields: dict[str, Any], said: dict[str, Any], by: str) -> set[str]:
    """The rules that refuse a change, as the commands ask them."""
    holders = frozenset({item.owner or ""})
    proposed = ProposedChange(changes_to(item, fields), by, said["reason"], holders)
    return {one.rule for one in violations(item, proposed, RuleLevels(), said["override"])[0]}


def lived(steps: list[Any]) -> Item:
    """An item after the steps that the rules let pass."""
    item = born(owner=_OWNER)
    item = apply(
        item, next_entry(item, TODAY, STAMP, "updated", changes_to(item, {"due": "2008-12"}))
    )
    for fields, said, by in steps:
        if not refused(item, fields, said, by):
            stamp = STAMP._replace(by=by)
            changes = changes_to(item, fields)
            entry = next_entry(item, TODAY, stamp, "updated", changes, **said)
            item = apply(item, entry)
    return item


def by_hand(item: Item, fields: dict[str, Any]) -> Item:
    """The item with fields changed in its file."""
    new = {change.field: change.new for change in changes_to(item, fields)}
    return item._replace(**attributes_with(new, item.actions, item.evidence))


@given(_STEPS)
def test_what_the_rules_let_pass_breaks_none_but_by_what_is_taken_away(steps: list[Any]) -> None:
    item = lived(steps)
    allowed = {"evidence", "discharge"} if item.status in {"verified", "closed"} else set()
    assert {broken.rule for broken in broken_rules(item)} <= allowed


@given(_STEPS, _FIELDS)
def test_what_the_rules_refuse_is_broken_when_it_is_done_by_hand(
    steps: list[Any], fields: dict[str, Any]
) -> None:
    item = lived(steps)
    against = refused(item, fields, {"reason": None, "override": None}, "Inspector")
    changed = by_hand(item, fields)
    for now in (changed, record_outside_changes(changed, TODAY, STAMP)):
        broken = {one.rule for one in broken_rules(now)}
        assert against <= broken
        if fields.get("status", item.status) == "verified" != item.status:
            assert "four_eyes" in broken
        explained = next_entry(now, TODAY, STAMP, "explained", (), override="as the board wished")
        recorded = record_outside_changes(now, TODAY, STAMP)
        explained = explained._replace(n=len(recorded.history) + 1)
        assert can_explain(now, None, "as the board wished") == bool(broken)
        assert broken_rules(apply(recorded, explained)) == ()
