"""Links between items: how they read, which go round in a circle, how part fields are kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.changes import apply, changes_to
from hmic_tracker.domain.links import (
    RELATIONS,
    Link,
    creates_cycle,
    link_of,
    linked_item_id,
    links_of,
    parse_relation,
)
from hmic_tracker.domain.parts import (
    Action,
    Evidence,
    parse_part_field,
    part_fields,
    parts_with_fields,
)
from tests.domain.making import an_entry, an_item

IDS = ("REC-1", "REC-2", "REC-3", "REC-4")
texts = st.text(min_size=1, max_size=8)
days = st.dates().map(lambda day: day.isoformat())
actions = st.lists(
    st.builds(
        Action,
        st.integers(1, 9999),
        text=texts,
        owner=st.none() | texts,
        due=st.none() | days,
        done=st.none() | days,
        dropped=st.none() | texts,
    ),
    unique_by=lambda one: one.n,
    max_size=4,
).map(lambda found: tuple(sorted(found)))
shown = st.lists(
    st.builds(
        Evidence,
        st.integers(1, 9999),
        ref=texts,
        on=st.none() | days,
        shows=st.none() | texts,
        sha256=st.none(),
        size=st.just("7"),
    ),
    unique_by=lambda one: one.n,
    max_size=4,
).map(lambda found: tuple(sorted(found)))


def test_what_people_type_for_a_relation() -> None:
    assert [parse_relation(word) for word in RELATIONS] == list(RELATIONS)
    assert parse_relation("Carried from") == "carried-from"
    assert parse_relation("duplicate of") == "duplicates"


def test_a_link_reads_from_both_sides_and_relates_once() -> None:
    links = {"REC-1": ("duplicates REC-2", "relates REC-3"), "REC-3": ("relates REC-1", "REC-4")}
    assert [(x.phrase, x.other) for x in links_of("REC-2", links)] == [("duplicated by", "REC-1")]
    assert [(x.phrase, x.other) for x in links_of("REC-1", links)] == [
        ("duplicates", "REC-2"),
        ("relates to", "REC-3"),
    ]
    assert [(x.phrase, x.other) for x in links_of("REC-4", links)] == [("relates to", "REC-3")]
    assert linked_item_id(links["REC-1"], "duplicates") == "REC-2"
    assert linked_item_id(links["REC-1"], "supersedes") is None


@given(
    st.lists(
        st.tuples(st.sampled_from(IDS), st.sampled_from(RELATIONS), st.sampled_from(IDS)),
        max_size=8,
    )
)
def test_links_that_were_let_in_always_end_somewhere(
    asked: list[tuple[str, str, str]],
) -> None:
    """Following where each item went from any item never comes back to it."""
    links: dict[str, tuple[str, ...]] = {}
    for item_id, relation, other in asked:
        link = link_of(f"{relation} {other}")
        if not creates_cycle(item_id, link, links):
            links[item_id] = (*links.get(item_id, ()), f"{relation} {other}")

    def went(item_id: str) -> set[str]:
        on = {link_of(t).other for t in links.get(item_id, ()) if t.startswith("duplicates")}
        back = ("supersedes ", "carried-from ")
        on |= {i for i, ts in links.items() for t in ts if t in {b + item_id for b in back}}
        return on

    for start in IDS:
        seen: set[str] = set()
        waiting = list(went(start))
        while waiting:
            here = waiting.pop()
            assert here != start
            waiting += [] if here in seen else list(went(here))
            seen.add(here)


def test_an_item_may_relate_to_any_but_itself() -> None:
    assert creates_cycle("REC-1", Link("relates", "REC-1"), {})
    assert not creates_cycle("REC-1", Link("relates", "REC-2"), {"REC-2": ("relates REC-1",)})


@given(actions, shown)
def test_parts_and_their_fields_say_the_same(
    steps: tuple[Action, ...], evidence: tuple[Evidence, ...]
) -> None:
    values = {**part_fields("action", steps), **part_fields("evidence", evidence)}
    assert parts_with_fields((), (), values) == (steps, evidence)
    assert parts_with_fields(steps, evidence, dict.fromkeys(values)) == ((), ())
    assert all(parse_part_field(field) for field in values)


@given(actions, actions)
def test_a_change_of_parts_is_what_an_entry_makes_of_it(
    before: tuple[Action, ...], after: tuple[Action, ...]
) -> None:
    item = an_item(actions=before)
    wanted = {**dict.fromkeys(part_fields("action", before)), **part_fields("action", after)}
    changes = {change.field: (change.old, change.new) for change in changes_to(item, wanted)}
    assert apply(item, an_entry(1, "2008-12-01", changes)).actions == after
    assert changes_to(an_item(actions=after), part_fields("action", after)) == ()
