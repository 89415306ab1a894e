"""Queries over items: months as spans, absent values, names."""

from __future__ import annotations

from datetime import date

import pytest

from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.errors import NotFoundError
from hmic_tracker.query.parsing import parse
from tests.query.asking import FRAMEWORKS, GROUPED, ITEMS, PLAN, TODAY, ids


def found(text: str, today: date = TODAY) -> str:
    return " ".join(ids(parse(text, today), GROUPED, today))


# The deadline of an item, and for which comparisons with a value it is found.
MONTHS = [
    ("2008-11-30", "2008-12", "!= < <="),
    ("2008-11", "2008-12", "!= < <="),
    ("2008-12-01", "2008-12", "= <= >="),
    ("2008-12-31", "2008-12", "= <= >="),
    ("2008-12", "2008-12", "= <= >="),
    ("2009-01-01", "2008-12", "!= > >="),
    ("2009-01", "2008-12", "!= > >="),
    ("2008-12", "2008-12-31", "= <= >="),
    ("2008-12", "2008-12-30", "!= > >="),
    ("2008-12-30", "2008-12-31", "!= < <="),
    ("2008-02-29", "2008-02", "= <= >="),
    ("2008-01-01", "2008", "= <= >="),
    ("2008-12", "2008", "= <= >="),
    ("2007-12", "2008", "!= < <="),
    ("2009-01-01", "2008", "!= > >="),
    ("2008-12-01", "today", "= <= >="),
    ("2008-12", "eom", "= <= >="),
    ("2008-12-01", "tomorrow", "!= < <="),
    ("2008-12-15", "+10wd", "= <= >="),
    (None, "2008-12", ""),
    (None, "today", ""),
]


@pytest.mark.parametrize(("due", "value", "holds"), MONTHS)
def test_a_month_is_a_span_and_an_item_its_deadline(
    due: str | None, value: str, holds: str
) -> None:
    item = Item(id="REC-1", uid="x", kind="recommendation", due=due, original_due=due)
    plan = Plan(items=(item,))
    for field in ("due", "original-due"):
        fits = [
            op
            for op in ("=", "!=", "<", "<=", ">", ">=")
            if ids(parse(f"{field} {op} {value}", TODAY), plan)
        ]
        assert " ".join(fits) == holds
        assert bool(ids(parse(f"{field} in (1999, {value})", TODAY), plan)) == ("=" in fits)


@pytest.mark.parametrize("field", ["owner", "board", "tag", "framework", "text", "note", "reason"])
def test_what_is_absent_fits_no_comparison(field: str) -> None:
    item = Item(id="REC-1", uid="x", kind="recommendation")
    plan = replace(PLAN, items=(item,))
    named = "pvp" if field == "framework" else "x"
    for said in (f"= {named}", f"!= {named}", '~ ""', f"in ({named})", "!= none"):
        assert ids(parse(f"{field} {said}", TODAY), plan) == []
        assert ids(parse(f"not {field} {said}", TODAY), plan) == ["REC-1"]
    for said in ("= none", f"in (none, {named})"):
        assert ids(parse(f"{field} {said}", TODAY), plan) == ["REC-1"]


@pytest.mark.parametrize(
    "field", ["due", "original-due", "updated", "number", "stale", "age", "group", "inspection"]
)
def test_what_is_absent_has_no_order(field: str) -> None:
    item = Item(id="REC-1", uid="x", kind="recommendation")
    plan = replace(PLAN, items=(item,))
    ordered = field not in {"group", "inspection"}
    value = "today" if field in {"due", "original-due", "updated"} else "0"
    value = "hmic-2007" if field == "inspection" else value
    for op in ("=", "!=", "<", "<=", ">", ">=") if ordered else ("=", "!="):
        assert ids(parse(f"{field} {op} {value}", TODAY), plan) == []
    assert ids(parse(f"{field} = none", TODAY), plan) == ["REC-1"]
    assert ids(parse(f"{field} != none", TODAY), plan) == []


QUESTIONS = [
    ("all", "REC-1 REC-2 REC-10 AFI-1 AFI-2 AFI-3 GP-1"),
    ("open", "REC-2 REC-10 AFI-1 GP-1"),
    ("completed", "REC-1 AFI-2"),
    ("overdue", "REC-2"),
    ("slipped", "REC-10"),
    ("id = rec2", "REC-2"),
    ("id = REC-1..10", "REC-1 REC-2 REC-10"),
    ("id in (afi-1, gp1)", "AFI-1 GP-1"),
    ("id != rec-1 and kind = rec", "REC-2 REC-10"),
    ("id ~ rec-1", "REC-1 REC-10"),
    ("kind in (afi, gp)", "AFI-1 AFI-2 AFI-3 GP-1"),
    ("kind ~ good", "GP-1"),
    ("status = completed", "REC-1 AFI-2"),
    ("status != open", "REC-1 AFI-2 AFI-3"),
    ("status = withdrawn", "AFI-3"),
    ("status ~ progress", "REC-2 REC-10"),
    ("progress < almost and open", "REC-2 AFI-1 GP-1"),
    ("progress = complete", "REC-1 AFI-2"),
    ("progress >= majority and progress != complete", "REC-2 REC-10"),
    ("progress in (none, almost)", "REC-10 AFI-1 AFI-3 GP-1"),
    ("rag = red", "REC-2"),
    ("rag = none", "AFI-3 GP-1"),
    ("rag in (blue, amber)", "AFI-1 AFI-2"),
    ("owner = 'head of  PUBLIC protection'", "REC-2"),
    ("owner != 'Head of Public Protection'", "REC-1 AFI-1"),
    (
        "not owner = 'Head of Public Protection'",
        "REC-1 REC-10 AFI-1 AFI-2 AFI-3 GP-1",
    ),
    ("owner = none", "REC-10 AFI-2 AFI-3 GP-1"),
    ('owner = "none"', "AFI-1"),
    ("owner ~ head", "REC-1 REC-2"),
    ("owner = nobody-we-know", ""),
    ("group = 'specialist crime'", "REC-2"),
    ("group ~ crime or group ~ territorial", "REC-1 REC-2"),
    ("board = 'performance board'", "REC-1"),
    ("board = 'Gold Group'", "REC-10"),
    ("board ~ steering", "REC-2"),
    ("board = none", "AFI-1 AFI-2 AFI-3 GP-1"),
    ("framework = pvp", "REC-2 REC-10"),
    ("framework = pvp/overall", "REC-2"),
    ("framework = 'Domestic Violence'", "REC-10"),
    ("framework != pvp", "REC-1"),
    ("framework in (none, np)", "REC-1 AFI-1 AFI-2 AFI-3 GP-1"),
    ("framework ~ violence", "REC-10"),
    ("framework ~ overall", "REC-2"),
    ("inspection = 'hmic inspection 2007 phase one'", "REC-1 REC-2 REC-10"),
    ("inspection ~ phase", "REC-1 REC-2 REC-10"),
    ("inspection = none", "AFI-1 AFI-2 AFI-3 GP-1"),
    ("tag = legacy", "REC-2 AFI-2"),
    ("tag != legacy", ""),
    ("tag = 'urgent case'", "REC-2"),
    ("tag ~ urg", "REC-2"),
    ("tag != none and not tag = 'urgent case'", "AFI-2"),
    ("title ~ '\"on the job\" in R&D (100%)'", "REC-10"),
    ("title = 'sets an example'", "GP-1"),
    ("text ~ 'look again at'", "REC-1"),
    ("number > 2", "REC-10"),
    ("number = none", "AFI-1 AFI-2 AFI-3 GP-1"),
    ("note ~ RADIO", "REC-1"),
    ("reason ~ courses", "REC-10"),
    ("reason != none", "REC-10"),
    ("anything ~ radio or anything ~ courses or anything ~ gp-", "REC-1 REC-10 GP-1"),
    ("due = none", "REC-1"),
    ("due <= today", "REC-2 AFI-1 AFI-3 GP-1"),
    ("due >= today and due <= eom", "REC-10 AFI-1 AFI-2"),
    ("due in (today, 2008-09)", "REC-2 AFI-1"),
    ("original-due < today and open", "REC-2 REC-10 GP-1"),
    ("updated = 2008-03", "REC-1 REC-2"),
    ("updated >= 2008-11-02", "REC-10"),
    ("updated = none", "AFI-1 AFI-3 GP-1"),
    ("days-overdue > 0", "REC-2"),
    ("days-overdue = 62", "REC-2"),
    ("moves = 1", "REC-10"),
    ("moves = 0 and number != none", "REC-1 REC-2"),
    ("stale = 30", "REC-10"),
    ("stale > 90", "REC-1 REC-2"),
    ("age > 100", "REC-1 REC-2 REC-10"),
]


@pytest.mark.parametrize(("text", "answer"), QUESTIONS)
def test_a_question_has_its_answer(text: str, answer: str) -> None:
    assert found(text) == answer


def test_relative_dates_move_with_the_day() -> None:
    query = parse("due <= eom and open", TODAY)
    assert ids(query, PLAN, date(2008, 9, 1)) == ["REC-2", "GP-1"]
    assert ids(query, PLAN, TODAY) == ["REC-2", "REC-10", "AFI-1", "GP-1"]


def test_working_days_leave_out_the_holidays_given() -> None:
    from hmic_tracker.query.matching import compile_query

    item = Item(id="REC-1", uid="x", kind="recommendation", due="2008-12-29")
    query = parse("due = +1wd", TODAY)
    christmas = frozenset({date(2008, 12, 25), date(2008, 12, 26)})
    plan = Plan(items=(item,))
    assert compile_query(query, plan, date(2008, 12, 24), christmas)(item)
    assert not compile_query(query, plan, date(2008, 12, 24))(item)


def test_a_plan_without_groups_has_none() -> None:
    assert ids(parse("group = none", TODAY)) == [item.id for item in ITEMS]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "open and framework = domestik-violence",
            "no framework is called 'domestik-violence'",
            "did you mean Domestic Violence?",
        ),
        (
            "inspection = hmic-2008",
            "there is no inspection 'hmic-2008'",
            "did you mean hmic-2007?",
        ),
        ("id = REC-3", "REC-3 is not in this plan", "the plan has REC-1 to REC-10 with gaps; "),
    ],
)
def test_what_a_plan_has_a_list_of_is_checked(text: str, message: str, hint: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        found(text)
    assert caught.value.message == message
    assert caught.value.hint.startswith(hint)


def test_a_parents_board_oversees_its_parts_but_for_those_with_one_of_their_own() -> None:
    parent, child, other = FRAMEWORKS
    grandchild = Framework(slug="stalking", name="Stalking", parent=child.slug)
    own = Framework(slug="missing", name="Missing", parent=parent.slug, board="Missing Group")
    loop = Framework(slug="a", name="A", parent="a")
    frameworks = (parent, child, grandchild, own, other, loop)
    places = ("protecting-vulnerable-people", "domestic-violence", "stalking", "missing", "a")
    items = tuple(
        Item(id=f"REC-{n}", uid="u", kind="recommendation", framework=slug)
        for n, slug in enumerate(places, 1)
    )
    plan = Plan(frameworks=frameworks, items=items)
    assert ids(parse("board ~ steering", TODAY), plan) == ["REC-1", "REC-2", "REC-3"]
    assert ids(parse("board = 'missing group'", TODAY), plan) == ["REC-4"]
    assert ids(parse("board = none", TODAY), plan) == ["REC-5"]
    steering = "Public Protection Steering Group"
    assert plan.boards_of_items() == {
        **dict.fromkeys(["REC-1", "REC-2", "REC-3"], steering),
        "REC-4": "Missing Group",
    }
