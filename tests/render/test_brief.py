"""The position on one screen: what it has to hold for any plan, and what gives way."""

from __future__ import annotations

import os
from datetime import timedelta
from random import Random

import pytest

from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.grades import Grade
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.query.parsing import parse
from hmic_tracker.query.selection import Selection
from hmic_tracker.render import to_plain, to_table
from hmic_tracker.render.nodes import Page, Table
from hmic_tracker.render.views.brief import brief_page
from hmic_tracker.reports.brief import brief
from hmic_tracker.reports.request import ReportRequest
from hmic_tracker.reports.summary import summary
from tests.domain.test_as_of_laws import DAYS, START
from tests.reports.test_figures import a_plan

PLANS = int(os.environ.get("TRACKER_FUZZ", "40"))
NAMES = ("Custody", "Responding to the public", "Building, supporting and protecting the workforce")
WIDTHS = (78, 60, 120, 200)
WANTED = (None, None, "open", "owner = none", "deferred", "all")
GRADES = ("Outstanding", "Good", "Requires improvement", "Inadequate")


def with_frameworks(random: Random, plan: Plan, most: int) -> Plan:
    """The plan with up to so many frameworks, some under others, its items spread over them."""
    frameworks: list[Framework] = []
    for number in range(random.randint(1, most)):
        above = [one.slug for one in frameworks if one.parent is None]
        parent = random.choice([None, None, *above])
        name = f"{random.choice(NAMES)} {number}"
        frameworks.append(Framework(f"place-{number}", name, parent=parent))
    slugs = [one.slug for one in frameworks]
    items = tuple(replace(item, framework=random.choice(slugs)) for item in plan.items)
    first, *others = plan.inspections
    grades = tuple(
        Grade(slug, period, "graded", random.choice(GRADES), "peel-2014")
        for slug in slugs
        for period in ("2014", "2016")
        if random.random() < 0.8
    )
    inspections = (replace(first, grades=grades), *others)
    return plan._replace(frameworks=tuple(frameworks), items=items, inspections=inspections)


def numbers(page: Page, label: str, place: int) -> list[str]:
    """What a row of the table of frameworks has in its last cells."""
    (table,) = (node for node in page if isinstance(node, Table))
    return [row.cells[place].text for row in table.rows if row.cells[0].text == label]


def added(page: Page, place: int) -> tuple[int, int]:
    """The fractions of the rows that aren't under others, added up, but for the total's."""
    (table,) = (node for node in page if isinstance(node, Table))
    rows = [row for row in table.rows if not row.indent and not row.strong]
    pairs = [row.cells[place].text.rstrip("*").split("/") for row in rows]
    return sum(int(one[0]) for one in pairs), sum(int(one[-1]) for one in pairs)


@pytest.mark.parametrize("start", range(4))
def test_any_plan_fits_the_screen_and_its_rows_add_up_to_its_figures(start: int) -> None:
    held = 0
    for seed in range(start * PLANS // 4, (start + 1) * PLANS // 4):
        random = Random(seed)
        width = WIDTHS[seed % len(WIDTHS)]
        plan = with_frameworks(random, a_plan(random), 60)
        today = START + timedelta(days=random.randrange(DAYS + 60))
        text = random.choice(WANTED)
        wanted = Selection(where=(parse(text, today),)) if text else None
        request = ReportRequest(plan, today, False, wanted)
        whole, short = summary(request), brief(request)
        page = brief_page(whole, short, None, width)
        pipe = to_plain.draw(page, width)
        screen = to_table.draw(page, width, color=False)
        (table,) = (node for node in page if isinstance(node, Table))
        if len(table.rows) > 1:
            held += 1
            assert pipe.count("\n") <= 22, seed
            assert screen.count("\n") <= 23, seed
            recs, afis = whole.totals.recommendations, whole.totals.afis
            assert added(page, -3) == (recs.completed, recs.total), seed
            assert added(page, -2) == (afis.completed, afis.total), seed
        assert max(map(len, pipe.splitlines())) <= width
        assert max(map(len, screen.splitlines())) <= width
        assert numbers(page, "Total", -1) == [str(whole.totals.all.overdue)]
        assert f"Open {whole.totals.all.open} " in pipe
        figures = short.open_by_due
        assert figures.overdue == whole.totals.all.overdue
        assert figures.deferred == whole.totals.all.deferred
        assert sum(figures[:5]) == whole.totals.all.open
        for one in whole.not_settled_ids[:3]:
            assert one in pipe
    assert held >= PLANS // 8
