"""The law of figures: behind each there is one filter, whose list has exactly the items counted.

It is stated in `figures_with_filters`, of every output, and held to random plans and days.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hmic_tracker.domain.changes import apply, changes_to
from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.inspections import Inspection
from hmic_tracker.domain.items import Entry, Item
from hmic_tracker.domain.people import Post
from hmic_tracker.domain.plan import PaperSettings, Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.replay import plan_as_of
from hmic_tracker.query.parsing import parse
from hmic_tracker.query.selection import Selection, choose
from hmic_tracker.query.terms import Compare, Flag, Not, all_of
from hmic_tracker.render.to_ics import item_events
from hmic_tracker.render.to_json.inspections_and_people import inspections_object, people_object
from hmic_tracker.render.to_json.paper import paper_object
from hmic_tracker.render.to_json.reminders import reminders_object
from hmic_tracker.render.to_json.summary import slippage_object, summary_object, trend_object
from hmic_tracker.reports.brief import brief
from hmic_tracker.reports.highlights import highlights
from hmic_tracker.reports.inspections import inspections_report
from hmic_tracker.reports.item_rows import rows_of
from hmic_tracker.reports.paper import PaperSpecification, paper
from hmic_tracker.reports.people import people_report
from hmic_tracker.reports.reminders import reminders
from hmic_tracker.reports.request import ReportRequest
from hmic_tracker.reports.slippage import slippage_report
from hmic_tracker.reports.status_page import status_page
from hmic_tracker.reports.summary import summary
from hmic_tracker.reports.trend import trend
from tests.conftest import Run
from tests.domain.making import NOON
from tests.domain.test_as_of_laws import DAYS, START, a_day, a_life, a_part, an_end
from tests.domain.test_correction_laws import corrected

PLANS = int(os.environ.get("TRACKER_FUZZ", "40"))
FRAMEWORKS = (
    Framework("protecting-vulnerable-people", "Protecting Vulnerable People", board="PP Group"),
    Framework("domestic-violence", "Domestic Violence", parent="protecting-vulnerable-people"),
    Framework("neighbourhood-policing", "Neighbourhood Policing"),
)
PLACES = (*(framework.slug for framework in FRAMEWORKS), None, "lost")
INSPECTIONS = (
    Inspection("first", "First visit", body="HMICFRS"),
    Inspection("second", "Second visit", body="HM Coroner for Westland"),
    Inspection("third", "Third visit", aliases=("hmic-1", "hmic-2")),
)
"""The third was made of three: histories have items in those two on days before that."""
PEOPLE = (Post("Head of Public Protection", mail="hpp@example.org"), Post("Director of Finance"))
WANTED = [
    None,
    None,
    "open",
    "overdue or status = withdrawn",
    "kind = good-practice",
    "rag = none",
    "deferred or deferred-until < 2008-12",
    "framework = pvp",
    "framework = none",
    "owner = none and due <= 2008-12",
    "owner = 'head of public protection'",
    "board = 'PP Group'",
    "all",
]
FIGURES = {
    *("total", "completed", "verified", "unverified", "open", "deferred", "overdue", "near"),
    *("new", "newly_completed", "others", "items"),
}
"""What a figure of items is called; each of these has a filter beside it."""


def deferred(random: Random, item: Item) -> Item:
    """The item as a board deferred it, on a day on which it was there, whatever became of it."""
    fields = {"deferred_until": an_end(random), "deferred_by": "PP Group"}
    changes = changes_to(item, fields)
    day = a_day(random, item.history[0].on)
    entry = Entry(len(item.history) + 1, day, NOON, "CID", "op-d", "deferred", changes)
    return apply(item, entry)


def a_plan(random: Random) -> Plan:
    items = []
    for number in range(1, random.randrange(2, 9)):
        item = a_life(random, number)
        if random.random() < 0.6:
            item = deferred(random, item)
        if random.random() < 0.4:
            item, _ = corrected(random, item)
        place, source = random.choice(PLACES), random.choice((*INSPECTIONS, None))
        item = replace(item, framework=place, inspection=source.id if source else None)
        items.append(item)
        for letter in "abc"[: random.choice((0, 0, 1, 3))]:
            part = a_part(random, item, letter)
            items.append(replace(part, framework=place, inspection=item.inspection))
    return Plan(frameworks=FRAMEWORKS, inspections=INSPECTIONS, items=tuple(items), people=PEOPLE)


def figures_with_filters(value: Any, day: str) -> Iterator[tuple[str, int, str, str]]:
    """Every figure of items in the JSON of an output: its name, itself, its filter, its day."""
    if isinstance(value, list):
        for one in value:
            yield from figures_with_filters(one, day)
    if not isinstance(value, dict) or "sentence" in value:  # that one is the source's
        return
    if value.keys() == {"old", "new", "filters"}:  # of two days, which its movement has
        for name, on in zip(("old", "new"), day.split(), strict=True):
            yield name, value[name], value["filters"][name], on
        return
    on = value.get("on") or value.get("as_of") or day
    if "since" in value and "until" in value:
        on = f"{value['since']} {value['until']}"
    for beside in [key for key in value if key == "filters" or key.endswith("_filters")]:
        figures = value if beside == "filters" else value[beside.removesuffix("_filters")]
        for name, text in value[beside].items():
            number = figures[name]
            yield name, number if isinstance(number, int) else len(number), text, on
    lacking = {key for key in FIGURES & value.keys() if isinstance(value[key], int)}
    assert lacking <= value.get("filters", {}).keys(), value
    for one in value.values():
        yield from figures_with_filters(one, on)


def the_page(request: ReportRequest) -> list[dict[str, Any]]:
    """The figures of the page of the position that JSON doesn't have."""
    page = status_page(request)
    families = [row.with_children for row in page.summary.frameworks if row.with_children]
    kinds = (page.summary.totals, *families)
    return [
        *(row._asdict() for row in page.owners),
        *({**family.all._asdict(), "filters": family.filters()} for family in kinds),
        *(
            {**counts._asdict(), "filters": family.filters(kind)}
            for family in kinds
            for kind, counts in family.by_kind.items()
        ),
    ]


def outputs(request: ReportRequest) -> Iterator[Any]:
    """The JSON of every output that has figures of items."""
    plan, day = request.plan, request.today
    position = summary(request)
    yield summary_object(position, highlights(request), brief(request))
    since = date.fromordinal((START.toordinal() + day.toordinal()) // 2)
    if since < day:
        yield summary_object(position, highlights(request, since), brief(request))
    yield trend_object(trend(request))
    yield slippage_object(slippage_report(request))
    yield reminders_object(reminders(request, 30))
    yield the_page(request)
    if request.wanted is None:
        yield people_object(people_report(request.current(), day))
        yield inspections_object(inspections_report(request.current(), day))
    for board, where in ((None, None), ("PP Group", None), (None, "open or kind = gp")):
        query = parse(where, day) if where else None
        wanted = PaperSpecification(PaperSettings("board", board=board), day, where=query)
        yield paper_object(paper(plan, wanted), recorded=False)


def listed(plan: Plan, text: str, day: date, past: bool, parts: bool = False) -> int:
    """How many items `list --where TEXT` has on a day, and where they are wanted parts of items."""
    then = plan_as_of(plan, day) if past else plan
    chosen = choose(then, Selection(where=(parse(text, day),)), day)
    return chosen.matching + (chosen.parts if parts else 0)


@pytest.mark.parametrize("start", range(4))
def test_each_figure_of_each_output_is_the_length_of_one_list(start: int) -> None:
    held = 0
    for seed in range(start * PLANS // 4, (start + 1) * PLANS // 4):
        random = Random(seed)
        plan, today = a_plan(random), START + timedelta(days=random.randrange(DAYS + 60))
        past = random.random() < 0.7
        if not past:  # the plan of the day has all that was entered
            today = START + timedelta(days=DAYS + 10 + random.randrange(60))
        text = random.choice(WANTED)
        wanted = Selection(where=(parse(text, today),)) if text else None
        request = ReportRequest(plan, today, past, wanted)
        for value in outputs(request):
            for name, figure, filter_text, on in figures_with_filters(value, today.isoformat()):
                day = date.fromisoformat(on)
                # An owner is reminded of parts too: what is the owner's to do, and no figure.
                owed = isinstance(value, dict) and value.get("kind") == "reminders"
                found = listed(plan, filter_text, day, past or day < today, parts=owed)
                assert figure == found, (seed, name, filter_text, on)
                held += 1
    assert held > 500 * (PLANS // 4) // 10


def owing(people: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """What each owner who owes an item has open and overdue; who owes parts alone has no figure."""
    found = {one["post"]: (one["open"], one["overdue"]) for one in people["people"]}
    found["none"] = (people["without_owner"]["open"], people["without_owner"]["overdue"])
    return {post: figures for post, figures in found.items() if any(figures)}


@pytest.mark.parametrize("start", range(4))
def test_no_figure_of_any_output_moves_by_parts(start: int) -> None:
    parts = 0
    for seed in range(start * PLANS // 4, (start + 1) * PLANS // 4):
        random = Random(seed)
        plan, today = a_plan(random), START + timedelta(days=random.randrange(DAYS + 60))
        text = random.choice(WANTED)
        wanted = Selection(where=(parse(text, today),)) if text else None
        past = random.random() < 0.7
        both = (ReportRequest(one, today, past, wanted) for one in (plan, plan.without_parts()))
        pairs = zip(*map(outputs, both), strict=True)
        for split, whole in pairs:
            kind = split["kind"] if isinstance(split, dict) else "page"
            if kind == "people":
                assert owing(split) == owing(whole), (seed, text)
            elif kind != "reminders":
                assert split == whole, (seed, text)
        parts += len(plan.items) - len(plan.without_parts().items)
    assert parts > PLANS // 4


@pytest.mark.parametrize("seed", range(PLANS))
def test_a_calendar_has_an_event_for_each_item_of_a_list_that_has_a_date(seed: int) -> None:
    random = Random(seed)
    plan, today = a_plan(random), START + timedelta(days=DAYS)
    query = parse(random.choice([text for text in WANTED if text]), today)
    chosen = choose(plan, Selection(where=(query,)), today)
    events = list(item_events(rows_of(plan, chosen.items, today), None))
    dated = all_of((query, Compare("due", "!=", None)))
    ending = (Flag("deferred"), Not(Compare("deferred-until", "=", "open")))
    wanted = (dated, all_of((query, *ending)))
    numbers = (choose(plan, Selection(where=(one,)), today) for one in wanted)
    assert len(events) == sum(one.matching + one.parts for one in numbers)


@pytest.mark.parametrize("start", range(4))
def test_what_is_open_is_overdue_deferred_or_in_time_in_every_row(start: int) -> None:
    deferred = 0
    for seed in range(start * PLANS, (start + 1) * PLANS):
        random = Random(seed)
        plan, today = a_plan(random), START + timedelta(days=random.randrange(DAYS + 60))
        request = ReportRequest(plan, today, past=True)
        page = status_page(request)
        rows = [row.counts for row in page.summary.frameworks]
        kinds = [one.counts for row in page.summary.frameworks for one in row.inspections]
        for counts in (*rows, *kinds, page.summary.totals):
            for one in counts[:4]:
                assert one.open == one.overdue + one.deferred + one.in_time, seed
                assert one.total == one.completed + one.open, seed
        every = page.summary.totals.all
        for figure in ("total", "completed", "verified", "open", "deferred", "overdue"):
            assert sum(getattr(row.all, figure) for row in rows) == getattr(every, figure), figure
        assert (page.owed.open, page.owed.deferred) == (every.open, every.deferred)
        assert (
            page.summary.deferred.total
            == every.deferred
            == len(page.summary.deferred.now) + (page.summary.deferred.exempt)
        )
        colours = page.summary.rags
        late = [one for one in page.summary.deferred.now if one.row.rag == "red"]
        assert (colours["red"], late) == (every.overdue, [])
        point = page.trend.points[-1] if page.trend.points else None
        told = (point.open, point.deferred, point.overdue) if point else (0, 0, 0)
        assert told == (every.open, every.deferred, every.overdue)
        deferred += every.deferred
    assert deferred > PLANS // 20


DUPLICATE = "AFI-14"


Typed = Callable[[str], str]
"""What a command line puts out."""


@pytest.fixture
def typed(run: Run, worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Types lines into the worked plan, where an open item duplicates another, as does one done."""
    shutil.copytree(worked, tmp_path / "plan")
    monkeypatch.setenv("TRACKER_STORE", str(tmp_path / "plan"))

    def type_line(line: str) -> str:
        result = run(*shlex.split(line))
        assert result.code == 0, result.err
        return result.out

    type_line(f"link {DUPLICATE} duplicates AFI-13")
    type_line("link AFI-2 duplicates AFI-1")
    type_line("add gp 'A desk for missing children'")
    return type_line


@pytest.mark.parametrize(
    "same",
    [
        ["list", "list --where open", "list --open", "list --status open"],
        ["list", "list --where 'not completed'", "list --where 'status = open'"],
        ["list --completed", "list --where completed", "list --status completed"],
        ["list --overdue", "list --where overdue", "list --where 'days-overdue > 0'"],
        ["list --due-within 45", "list --due-by +45d --due-after yesterday"],
        ["list --rag green", "list --where 'rag = green'"],
        ["list --kind gp", "list --kind gp --open", "list --where 'kind = gp and open'"],
    ],
)
def test_two_ways_to_ask_give_one_number(typed: Typed, same: list[str]) -> None:
    numbers = {line: typed(f"{line} --count") for line in same}
    assert len(set(numbers.values())) == 1, numbers


def test_what_is_in_no_count_is_in_no_list_unless_it_is_asked_for(typed: Typed) -> None:
    for line in ("list", "list --open", "list --due-within 60", "list --where 'kind = afi'"):
        assert DUPLICATE not in typed(f"{line} --format ids").split(), line
        assert f"SUMMARY:{DUPLICATE}" not in typed(f"{line} --format ics"), line
    for line in ("list --all", "list --where all", "list --where 'not counted'", "list --rag none"):
        assert DUPLICATE in typed(f"{line} --format ids").split(), line
    assert typed("list --status withdrawn --format ids") == "AFI-24\n"
    assert typed("list --kind gp --format ids") == "GP-1\n"
    assert "1 not counted not shown (--all)" in typed("list --completed")


@pytest.mark.parametrize(
    "line",
    [
        "summary",
        "summary --framework pvp",
        "summary --since 2008-10-10",
        "summary --since 2008-10-10 --board 'Performance Board'",
        "summary --slippage",
        "trend",
        "trend --owner 'Head of Public Protection'",
        "person list",
        "inspection list",
        "inspection show hmic-2007-phase-one",
        "remind",
        "report --number 10 --meeting 2008-12-11",
    ],
)
def test_the_filter_beside_a_figure_can_be_followed_by_hand(typed: Typed, line: str) -> None:
    value = json.loads(typed(f"{line} --json"))
    followed = list(figures_with_filters(value, "2008-12-01"))
    assert followed
    for name, figure, text, on in followed[:80]:
        day = f" --as-of {on}" if on < "2008-12-01" else ""
        found = typed(f"list --where {shlex.quote(text)} --count{day}")
        assert found == f"{figure}\n", (name, text, on)
