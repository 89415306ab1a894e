"""The filter options: what they say, what they select, what they refuse."""

from __future__ import annotations

from datetime import date

import pytest

from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.query.names import inspection_named
from hmic_tracker.query.parsing import parse
from hmic_tracker.query.selection import (
    Selection,
    choose,
    select,
    to_query,
)
from tests.query.asking import GROUPED, ITEMS, PLAN, TODAY


def where(text: str) -> Selection:
    return Selection(include_all=True, where=(parse(text, TODAY),))


HEAD = "Head of Public Protection"

# A selection, what it says as an expression, the ids it selects, how many are not shown.
SELECTIONS = [
    (Selection(), "all", "REC-2 REC-10 AFI-1", 2),
    (Selection(include_all=True), "all", "REC-1 REC-2 REC-10 AFI-1 AFI-2 AFI-3 GP-1", 0),
    (Selection(open_=True), "open", "REC-2 REC-10 AFI-1", 0),
    (Selection(completed=True), "completed", "REC-1 AFI-2", 0),
    (
        Selection(open_=True, completed=True),
        "open or completed",
        "REC-1 REC-2 REC-10 AFI-1 AFI-2",
        0,
    ),
    (Selection(overdue=True), "overdue", "REC-2", 0),
    (Selection(slipped=True), "slipped", "REC-10", 0),
    (Selection(overdue=True, completed=True), "completed and overdue", "", 0),
    (Selection(statuses=("done",)), "status = done", "REC-1", 0),
    (
        Selection(statuses=("done", "withdrawn", "done")),
        "status in (done, withdrawn)",
        "REC-1 AFI-3",
        0,
    ),
    (Selection(kinds=("afi",)), "kind = afi", "AFI-1", 1),
    (Selection(progress=("almost", "majority")), "progress in (almost, majority)", None, 0),
    (Selection(rag=("blue",)), "rag = blue", "AFI-2", 0),
    (Selection(owners=(HEAD.lower(),)), f'owner = "{HEAD.lower()}"', "REC-2", 0),
    (Selection(owners=("none",)), "owner = none", "REC-10", 1),
    (Selection(no_owner=True), "owner = none", "REC-10", 1),
    (
        Selection(owners=(HEAD,), no_owner=True),
        f'owner in ("{HEAD}", none)',
        "REC-2 REC-10",
        1,
    ),
    (Selection(groups=("specialist crime",)), 'group = "specialist crime"', "REC-2", 0),
    (Selection(boards=("gold group",)), 'board = "gold group"', "REC-10", 0),
    (Selection(frameworks=("pvp",)), "framework = pvp", "REC-2 REC-10", 0),
    (Selection(frameworks=("pvp/overall", "np")), "framework in (pvp/overall, np)", "REC-2", 1),
    (Selection(inspections=("HMIC-2007",)), "inspection = HMIC-2007", "REC-2 REC-10", 1),
    (Selection(tags=("legacy",)), "tag = legacy", "REC-2", 1),
    (Selection(tags=("none",)), "tag = none", "REC-10 AFI-1", 1),
    (Selection(due_by="2008-12"), "due <= 2008-12", "REC-2 REC-10 AFI-1", 1),
    (Selection(due_by="2008-12-01"), "due <= 2008-12-01", "REC-2 AFI-1", 0),
    (Selection(due_before="2008-12"), "due < 2008-12", "REC-2", 0),
    (Selection(due_after="2008-11"), "due > 2008-11", "REC-10 AFI-1", 1),
    (Selection(no_due=True), "due = none", "", 1),
    (
        Selection(due_after="2008-12-01", no_due=True),
        "due > 2008-12-01 or due = none",
        "REC-10",
        2,
    ),
    (Selection(due_within=0), "open and due >= today and due <= +0d", "AFI-1", 0),
    (Selection(due_within=30), "open and due >= today and due <= +30d", "REC-10 AFI-1", 0),
    (
        Selection(due_within=29, no_due=True),
        "open and (due >= today and due <= +29d or due = none)",
        "AFI-1",
        0,
    ),
    (
        Selection(past_first_date=True),
        "open and original-due < today and counted",
        "REC-2 REC-10",
        0,
    ),
    (Selection(stale=0), "open and (stale > 0 or stale = none)", "REC-2 REC-10 AFI-1", 0),
    (Selection(stale=30), "open and (stale > 30 or stale = none)", "REC-2 AFI-1", 0),
    (Selection(stale=29), "open and (stale > 29 or stale = none)", "REC-2 REC-10 AFI-1", 0),
    (Selection(older_than=0), "age > 0", "REC-2 REC-10", 2),
    (Selection(older_than=100), "age > 100", "REC-2 REC-10", 1),
    (
        Selection(text=("TRAINING  courses",)),
        "anything ~ TRAINING and anything ~ courses",
        "REC-10",
        0,
    ),
    (Selection(text=("and", "none")), 'anything ~ "and" and anything ~ "none"', "", 0),
    (Selection(text=("radio",)), "anything ~ radio", "", 1),
    (Selection(text=("radio",), include_all=True), "anything ~ radio", "REC-1", 0),
    (Selection(text=(" ",)), "all", "REC-2 REC-10 AFI-1", 2),
    (where("tag = legacy or owner = none"), "tag = legacy or owner = none", None, 0),
    (
        Selection(due_within=40, stale=20, kinds=("recommendation",)),
        "kind = recommendation and open and due >= today and due <= +40d"
        " and (stale > 20 or stale = none)",
        "REC-10",
        0,
    ),
]


@pytest.mark.parametrize(("wanted", "text", "answer", "not_shown"), SELECTIONS)
def test_a_selection_is_an_expression(
    wanted: Selection, text: str, answer: str | None, not_shown: int
) -> None:
    assert str(to_query(wanted)) == text
    assert parse(text, TODAY) == to_query(wanted)
    found, hidden, _ = select(GROUPED, wanted, TODAY)
    if answer is not None:
        assert " ".join(item.id for item in found) == answer
    assert hidden == not_shown


@pytest.mark.parametrize(
    ("text", "open_only"),
    [
        ("owner = none", True),
        ("slipped", True),
        ("status != verified", False),
        ("rag = green", False),
        ("not open", False),
        ("all", False),
    ],
)
def test_an_expression_that_speaks_of_status_says_all_of_it(text: str, open_only: bool) -> None:
    wanted = Selection(where=(parse(text, TODAY),))
    assert wanted.open_only is open_only
    found, *_ = select(PLAN, wanted, TODAY)
    completed = {"REC-1", "AFI-2"} & {item.id for item in found}
    assert not (open_only and completed)


def test_options_and_expressions_have_to_hold_together() -> None:
    wanted = Selection(
        kinds=("recommendation",),
        where=(parse("due != none", TODAY), parse("not tag = legacy", TODAY)),
    )
    assert [item.id for item in select(PLAN, wanted, TODAY)[0]] == ["REC-10"]


def test_the_day_is_the_day_judged_on() -> None:
    wanted = Selection(due_within=7)
    assert [item.id for item in select(PLAN, wanted, date(2008, 12, 24))[0]] == ["REC-10"]


def test_an_overdue_list_knows_how_many_more_are_past_their_first_date() -> None:
    assert choose(PLAN, Selection(overdue=True), TODAY).past_first_date == 1
    assert choose(PLAN, Selection(overdue=True, tags=("legacy",)), TODAY).past_first_date == 0


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        (
            Selection(owners=("Head of Publik Protection",)),
            "'Head of Publik Protection' owns nothing in this plan",
            "did you mean Head of Public Protection?",
        ),
        (
            Selection(owners=("zzz",)),
            "'zzz' owns nothing in this plan",
            "the owners are: Head of Public Protection, Head of Territorial Policing, none",
        ),
        (
            Selection(groups=("Crime",)),
            "no owner is in a group 'Crime'",
            "the groups are: Specialist Crime, Territorial Policing",
        ),
        (
            Selection(boards=("Golden Group",)),
            "there is no board 'Golden Group'",
            "did you mean Gold Group?",
        ),
        (Selection(tags=("legcy",)), "no item has the tag 'legcy'", "did you mean legacy?"),
        (
            Selection(frameworks=("zzz",)),
            "no framework is called 'zzz'",
            "the frameworks are: Protecting Vulnerable People; Domestic Violence; "
            "Neighbourhood Policing",
        ),
        (
            Selection(inspections=("zzz",)),
            "there is no inspection 'zzz'",
            "the inspections are: hmic-2007",
        ),
    ],
)
def test_a_name_of_nobody_is_refused(wanted: Selection, message: str, hint: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        select(GROUPED, wanted, TODAY)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_a_plan_with_no_groups_says_so() -> None:
    with pytest.raises(NotFoundError) as caught:
        select(PLAN, Selection(groups=("x",)), TODAY)
    assert caught.value.hint == "no owner has a business group yet"


@pytest.mark.parametrize(
    ("wanted", "option"),
    [
        (Selection(due_within=-1), "--due-within"),
        (Selection(stale=-1), "--stale"),
        (Selection(older_than=-1), "--older-than"),
    ],
)
def test_days_are_none_or_more(wanted: Selection, option: str) -> None:
    with pytest.raises(UsageError) as caught:
        select(PLAN, wanted, TODAY)
    assert caught.value.message == f"{option} -1 is not a number of days"


def test_any_number_of_days_is_taken() -> None:
    for wanted in (Selection(due_within=10**12), Selection(stale=10**12)):
        assert parse(str(to_query(wanted)), TODAY) == to_query(wanted)
        assert select(PLAN, wanted, TODAY)[0] is not None


def test_an_inspection_has_its_id_and_its_title() -> None:
    assert inspection_named(PLAN, " HMIC inspection 2007  phase one ") == "hmic-2007"
    assert ITEMS[0].inspection == "hmic-2007"
