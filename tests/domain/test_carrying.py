"""What repeats what: how alike, which pairs, and what carrying forward makes of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hmic_tracker.domain.inspections import Inspection
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.parts import Action
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.repeated_items import ALIKE, carried, repeats
from tests.domain.making import STAMP, an_item, born

OLD = Inspection(id="old", title="Old", published="2007-10")
NEW = Inspection(id="new", title="New", published="2008-10")
TEXT = "That the force brings its central teams and those in the boroughs closer together."
OTHER = "That the force publishes what callers say of how they were treated."


def old(n: int, text: str | None = TEXT, **fields: Any) -> Item:
    said = {"framework": "np", "inspection": "old", "status": "in-progress", **fields}
    return an_item(id=f"REC-{n}", uid=f"u{n}", text=text, **said)


def new(n: int, text: str | None = TEXT, **fields: Any) -> Item:
    return old(n, text, **{"inspection": "new", **fields})


def found(olds: list[Item], news: list[Item]) -> list[tuple[str, str, int]]:
    plan = Plan(inspections=(OLD,), items=tuple(olds))
    return [(r.new.id, r.old.id, r.percent) for r in repeats(plan, NEW, news)]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        (TEXT, 100),
        ("The force should bring its central teams and the boroughs' teams closer", 83),
        ("The force should move central teams into boroughs by April and say so", 46),
        ("The force brings its central team and those of boroughs closer together!", 100),
        ("central teams and those in boroughs brings closer together", 83),
        (OTHER, 0),
        ("", 0),
    ],
)
def test_texts_are_alike_by_the_words_that_carry_meaning(text: str, percent: int) -> None:
    expected = [("REC-9", "REC-1", percent)] if percent >= ALIKE * 100 else []
    assert found([old(1)], [new(9, text)]) == expected


@pytest.mark.parametrize(
    "fields",
    [
        {"text": None},
        {"text": None, "title_given": TEXT},
        {"framework": "pvp"},
        {"framework": None},
        {"kind": "afi"},
        {"kind": "good-practice"},
        {"inspection": None},
        {"inspection": "new"},
        {"status": "superseded"},
        {"links": ("duplicates REC-3",)},
    ],
)
def test_an_item_is_no_repeat_of_one_that_has_no_text_or_stands_elsewhere(
    fields: dict[str, Any],
) -> None:
    assert found([old(1, **fields)], [new(9)]) == []


@pytest.mark.parametrize("fields", [{"text": None}, {"links": ("carried-from REC-7",)}])
def test_what_has_no_text_or_was_carried_forward_repeats_nothing(fields: dict[str, Any]) -> None:
    assert found([old(1)], [new(9, **fields)]) == []


def test_what_went_on_in_one_item_does_not_go_on_in_another() -> None:
    assert found([old(1), new(8, links=("carried-from REC-1",))], [new(9)]) == []


def test_each_item_is_in_one_pair_at_most_and_the_most_alike_come_together() -> None:
    near = TEXT.replace("closer", "nearer")
    assert found([old(1, near), old(2)], [new(8), new(9, near)]) == [
        ("REC-8", "REC-2", 100),
        ("REC-9", "REC-1", 100),
    ]
    assert found([old(1)], [new(8, near), new(9)]) == [("REC-9", "REC-1", 100)]


def test_only_an_earlier_inspection_is_repeated() -> None:
    plan = Plan(inspections=(NEW,), items=(new(1),))
    assert repeats(plan, OLD, [old(9)]) == ()


def test_without_publication_the_first_entries_say_which_came_first() -> None:
    early, late = (
        replace(born(day, id=item_id, framework="np", inspection=inspection), text=TEXT)
        for day, item_id, inspection in (
            ("2008-01-01", "REC-1", "one"),
            ("2008-06-01", "REC-2", "two"),
        )
    )
    both = {name: Inspection(id=name, title=name) for name in ("one", "two")}
    plan = Plan(inspections=tuple(both.values()), items=(early, late))
    assert [r.old.id for r in repeats(plan, both["two"], [late])] == ["REC-1"]
    assert repeats(plan, both["one"], [early]) == ()


def test_of_many_texts_alike_each_still_finds_its_own() -> None:
    olds = [old(n, f"{TEXT} Ward {n} first, then ward {n + 1}.") for n in range(1, 60)]
    news = [new(n + 100, item.text) for n, item in enumerate(olds, 1)]
    assert found(olds, news) == [(f"REC-{n + 100}", f"REC-{n}", 100) for n in range(1, 60)]


def test_a_very_long_text_is_compared_by_its_beginning() -> None:
    long = " ".join(f"word{n}" for n in range(20_000))
    assert found([old(1, long)], [new(9, long + " and more")]) == [("REC-9", "REC-1", 100)]


def test_carrying_forward_keeps_what_the_new_item_has_of_its_own() -> None:
    before = old(
        1,
        owner="Head of CID",
        board="PPSG",
        tags=("risk", "IT"),
        actions=(
            Action(1, "Plan", done="2008-01-02"),
            Action(2, "Train", owner="Head of HR", due="2009-01"),
            Action(3, "Print", dropped="no money"),
            Action(5, "Check"),
        ),
    )
    mine = new(9, board="Performance Board", tags=("IT",), actions=(Action(1, "Meet"),))
    (repeat,) = repeats(Plan(inspections=(OLD,), items=(before,)), NEW, [mine])
    (_, after), (_, ended) = carried(repeat, date(2008, 11, 6), STAMP)
    assert (after.owner, after.board, after.tags) == (
        "Head of CID",
        "Performance Board",
        ("IT", "risk"),
    )
    assert after.actions == (
        Action(1, "Meet"),
        Action(2, "Train", owner="Head of HR", due="2009-01"),
        Action(3, "Check"),
    )
    assert after.links == ("carried-from REC-1",)
    assert (ended.status, ended.owner) == ("superseded", "Head of CID")
    assert ended.history[-1].reason == "carried forward to REC-9"


@pytest.mark.parametrize("status", ["done", "verified", "closed", "not-accepted", "withdrawn"])
def test_an_old_item_that_is_not_open_stays_as_it_is(status: str) -> None:
    (repeat,) = repeats(
        Plan(inspections=(OLD,), items=(old(1, status=status),)), NEW, [new(9, owner="A")]
    )
    assert not repeat.supersedes
    ((_, after),) = carried(repeat, date(2008, 11, 6), STAMP)
    assert after.links == ("carried-from REC-1",)


def test_nothing_ends_before_it_began() -> None:
    late = replace(born("2008-11-20", id="REC-1", framework="np", inspection="old"), text=TEXT)
    (repeat,) = repeats(Plan(inspections=(OLD,), items=(late,)), NEW, [new(9)])
    _, (_, ended) = carried(repeat, date(2008, 11, 6), STAMP)
    assert ended.history[-1].on == date(2008, 11, 20)
