"""Lists of items to draw: the rows a test names, and hostile ones."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.words import KINDS, PREFIXES, PROGRESS, STATUSES
from hmic_tracker.query.selection import Selection, choose
from hmic_tracker.reports.item_rows import ItemRow, Listing, listing
from tests.render.pages import texts

DAY = date(2008, 12, 1)
PVP = "protecting-vulnerable-people"
FRAMEWORKS = (
    Framework(slug="neighbourhood-policing", name="Neighbourhood Policing", board="Board A"),
    Framework(slug=PVP, name="Protecting Vulnerable People"),
    Framework(slug="missing-persons", name="Missing Persons", parent=PVP),
)
REC = Item(
    id="REC-1",
    uid="aaaaaaaa",
    kind="recommendation",
    framework=PVP,
    number=1,
    text="The force should look again.",
    status="in-progress",
    progress="majority",
    due="2008-09",
    original_due="2008-09",
)
AFI = replace(REC, id="AFI-1", uid="aaaaaaab", kind="afi", text=None, of=3)


def listed(*items: Item, frameworks: tuple[Framework, ...] = FRAMEWORKS, **asked: Any) -> Listing:
    """The listing of these items, all of them where nothing is asked."""
    plan = Plan(items=items, frameworks=frameworks)
    wanted = Selection(**(asked or {"include_all": True}))
    return listing(plan, choose(plan, wanted, DAY), wanted, DAY)


def rows_of(*items: Item) -> tuple[ItemRow, ...]:
    return listed(*items).rows


def ids(rows: tuple[ItemRow, ...]) -> str:
    return " ".join(row.item.id for row in rows)


_maybe = st.none() | texts
_dues = st.none() | st.sampled_from(["2008-09", "2008-09-30", "2008-12-01", "2009-04"])


@st.composite
def _items(draw: st.DrawFn) -> tuple[Item, ...]:
    found: list[Item] = []
    for kind in KINDS:
        for n in range(1, draw(st.integers(0, 3)) + 1):
            found.append(
                Item(
                    id=f"{PREFIXES[kind]}-{n}",
                    uid=f"uid{kind}{n}",
                    kind=kind,
                    inspection=draw(_maybe),
                    framework=draw(st.none() | st.sampled_from([f.slug for f in FRAMEWORKS])),
                    number=draw(st.none() | st.just(n)),
                    title_given=draw(_maybe) or None,
                    text=draw(_maybe) or None,
                    status=draw(st.sampled_from(STATUSES)),
                    progress=draw(st.none() | st.sampled_from(PROGRESS)),
                    owner=draw(_maybe) or None,
                    board=draw(_maybe) or None,
                    due=draw(_dues),
                    original_due=draw(_dues),
                    tags=tuple(draw(st.lists(texts, max_size=2))),
                )
            )
    return tuple(found)


hostile: st.SearchStrategy[Listing] = st.builds(
    lambda items, name: listed(
        *items, frameworks=(*FRAMEWORKS[:2], replace(FRAMEWORKS[2], name=name))
    ),
    _items(),
    texts,
)
"""Listings of items with hostile texts in every field that takes one."""
