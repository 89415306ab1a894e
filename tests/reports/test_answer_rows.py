"""The form of a lead: every item of the pack once, and nothing of anybody else in it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.items import Entry, FieldChange, Item
from hmic_tracker.domain.parts import Action
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.rules import is_completed
from hmic_tracker.domain.words import STATUSES
from hmic_tracker.reports.answer_rows import AnswerRow, answer_rows
from hmic_tracker.reports.reminders import Pack, reminders
from hmic_tracker.reports.request import ReportRequest

TODAY = date(2008, 12, 1)
POSTS = ("Head of CID", "Head of PVP")
_posts = st.none() | st.sampled_from(POSTS)
_dues = st.none() | st.sampled_from(["2008-09", "2008-11-20", "2008-12-19", "2009-06"])


@st.composite
def _items(draw: st.DrawFn, number: int) -> Item:
    entries = tuple(
        Entry(
            n=n,
            on=draw(st.sampled_from([date(2008, 11, n), date(2009, 1, n)])),
            recorded=datetime(2008, 11, n, tzinfo=UTC),
            by=draw(st.sampled_from([*POSTS, "Liaison Officer"])),
            op=f"op{number}{n}",
            changes=(FieldChange(f"action_{n}_text", None, f"step {number}.{n}"),),
            note=f"note {number}.{n}",
            reason=f"reason {number}.{n}",
            published=draw(st.booleans()),
        )
        for n in range(1, draw(st.integers(1, 3)))
    )
    actions = tuple(
        Action(entry.n, f"step {number}.{entry.n}", draw(_posts), draw(_dues)) for entry in entries
    )
    return Item(
        id=f"AFI-{number}",
        uid=f"uid{number}",
        kind="afi",
        inspection=draw(st.sampled_from(["one", "two"])),
        text=draw(st.none() | st.just(f"words {number}")),
        status=draw(st.sampled_from(STATUSES)),
        progress=draw(st.none() | st.sampled_from(["some", "almost"])),
        owner=draw(_posts),
        due=draw(_dues),
        actions=actions,
        history=entries,
    )


@st.composite
def _plans(draw: st.DrawFn) -> Plan:
    count = draw(st.integers(0, 7))
    return Plan(items=tuple(draw(_items(number)) for number in range(1, count + 1)))


def packs(plan: Plan) -> list[tuple[Pack, tuple[AnswerRow, ...]]]:
    found = reminders(ReportRequest(plan, TODAY), 30)
    return [(pack, answer_rows(pack, TODAY)) for pack in found.packs]


@given(_plans())
def test_every_item_and_step_of_a_pack_is_in_one_row_and_no_other_is(plan: Plan) -> None:
    for pack, rows in packs(plan):
        assert len({row.name for row in rows}) == len(rows) > 0
        named = Counter(i for row in rows if row.sent.step is None for i in row.sent.ids)
        wanted = {row.item.id for row in (*pack.rows, *pack.undated)}
        completed = {row.item.id for row in pack.completed_nameless}
        assert set(named.values()) <= {1}
        assert wanted <= set(named) <= wanted | completed
        steps = [(row.sent.ids, row.sent.step) for row in rows if row.sent.step]
        assert len(set(steps)) == len(steps) == len(pack.steps)


@given(_plans())
def test_nameless_items_that_are_alike_are_one_row_of_so_many(plan: Plan) -> None:
    items = {item.id: item for item in plan.items}
    for _, rows in packs(plan):
        for row in rows:
            mine = [items[item_id] for item_id in row.sent.ids]
            assert [item.uid for item in mine] == list(row.sent.uids)
            if len(mine) == 1:
                assert (row.done, row.of) == (0, 0)
                continue
            assert all(item.is_placeholder for item in mine)
            assert len({(item.inspection, item.due, item.owner) for item in mine}) == 1
            assert (row.done, row.of) == (sum(map(is_completed, mine)), len(mine))
            assert row.sent.values["of"] == str(len(mine))


@given(_plans())
def test_of_notes_only_the_posts_own_and_published_ones_are_in_it_and_never_a_reason(
    plan: Plan,
) -> None:
    entries = {entry.note: entry for item in plan.items for entry in item.history}
    items = {item.id: item for item in plan.items}
    for pack, rows in packs(plan):
        for row in rows:
            text = f"{row.text} {row.last_answer} {row.sent.values}"
            assert "reason" not in text
            notes = [note for note in entries if note and note in text]
            for note in notes:
                entry = entries[note]
                assert entry.published or entry.by == pack.owner
                assert entry.on <= TODAY
            steps = [
                action.owner or items[row.sent.ids[0]].owner
                for item in plan.items
                for action in item.actions
                if f"{action.text}" in text
            ]
            assert set(steps) <= {pack.owner}
            assert all(
                item.text not in text
                for item in plan.items
                if item.text and item.id not in row.sent.ids
            )
