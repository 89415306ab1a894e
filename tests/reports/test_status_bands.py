"""How items stand, in one word each: the words add up to the counts, in every row of the page."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from hmic_tracker.domain.plan import Plan
from hmic_tracker.reports.request import ReportRequest
from hmic_tracker.reports.status_page import StatusPage, status_page
from hmic_tracker.reports.summary_values import KindCounts
from tests.domain.test_as_of_laws import DAYS, START
from tests.reports.test_figures import PLANS, a_plan


def rows_of(page: StatusPage) -> list[tuple[KindCounts, dict[str, int]]]:
    """The counts of each row, and how its items stand."""
    every, of = page.summary.frameworks, page.bands.of
    rows = [(page.summary.totals, of())]
    for row in every:
        slug = row.framework.slug
        if slug:
            rows.append((row.counts, of({slug})))
        if row.with_children:
            children = {one.framework.slug for one in every if one.framework.parent == slug}
            rows.append((row.with_children, of({slug, *children})))
        for part in row.inspections:
            if part.inspection and slug:
                rows.append((part.counts, of({slug}, {part.inspection.id})))
    return [(counts, {str(word): number for word, number in how.items()}) for counts, how in rows]


@pytest.mark.parametrize("start", range(3))
def test_each_counted_item_stands_in_one_way(start: int) -> None:
    seen: set[str] = set()
    for seed in range(start * PLANS, (start + 1) * PLANS):
        random = Random(seed)
        plan, today = a_plan(random), START + timedelta(days=random.randrange(DAYS + 60))
        page = status_page(ReportRequest(plan, today, past=True))
        for counts, how in rows_of(page):
            every = counts.all
            assert sum(how.values()) == every.total, seed
            for word in ("verified", "unverified", "overdue", "deferred"):
                assert how[word] == getattr(every, word), (seed, word)
            assert how["on-course"] + how["soon-or-moved"] + how["undated"] == every.in_time, seed
        every_way, rags = page.bands.of(), page.summary.rags
        assert every_way["soon-or-moved"] <= rags["amber"], seed
        still = page.summary.open_rags
        assert every_way["soon-or-moved"] == still["amber"], seed
        assert every_way["undated"] == still["grey"], seed
        assert every_way["on-course"] == still["green"], seed
        assert page.unowned <= page.summary.totals.all.open
        assert sum(one.items for one in page.dues) <= page.summary.totals.all.open, seed
        seen |= {word for word, number in every_way.items() if number}
    assert {"overdue", "verified", "unverified", "deferred", "on-course"} <= seen


def test_a_plan_without_anything_has_a_page() -> None:
    page = status_page(ReportRequest(Plan(), START))
    assert (set(page.bands.of().values()), page.dues, page.unowned) == ({0}, (), 0)
