"""A small plan to ask, and queries and texts to ask it with."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

from hmic_tracker.domain.date_parsing import canonical_spelling
from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.inspections import Inspection
from hmic_tracker.domain.items import Entry, FieldChange, Item
from hmic_tracker.domain.parts import Action, Evidence
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.words import COMPLETED, KINDS, PROGRESS, RAGS, RESPONSES, STATUSES
from hmic_tracker.query.fields import FIELDS, Field
from hmic_tracker.query.matching import compile_query
from hmic_tracker.query.terms import FLAGS, And, Compare, Everything, Flag, In, Not, Or, Query

TODAY = date(2008, 12, 1)
TRIES = int(os.environ.get("TRACKER_FUZZ", "2000"))
many = settings(max_examples=TRIES, deadline=None)

HOSTILE: list[str] = json.loads(
    (Path(__file__).parents[1] / "hostile_corpus.json").read_text(encoding="ascii")
)
FRAMEWORKS = (
    Framework(
        slug="protecting-vulnerable-people",
        name="Protecting Vulnerable People",
        aliases=("PVP – overall",),
        board="Public Protection Steering Group",
    ),
    Framework(
        slug="domestic-violence", name="Domestic Violence", parent="protecting-vulnerable-people"
    ),
    Framework(
        slug="neighbourhood-policing", name="Neighbourhood Policing", board="Performance Board"
    ),
)


def entry(
    n: int,
    on: date,
    *changes: FieldChange,
    note: str = "",
    reason: str = "",
    by: str = "Liaison Officer",
    agreed_by: str | None = None,
) -> Entry:
    return Entry(
        n=n,
        on=on,
        recorded=datetime(on.year, on.month, on.day, 23, 30, tzinfo=UTC) + timedelta(days=1),
        by=by,
        op=f"op{n}",
        changes=changes,
        note=note or None,
        reason=reason or None,
        agreed_by=agreed_by,
    )


def due(old: str | None, new: str | None) -> FieldChange:
    return FieldChange("due", old, new)


_BLANK = Item(id="REC-1", uid="a", kind="recommendation")
ITEMS = (
    replace(
        _BLANK,
        id="REC-1",
        framework="neighbourhood-policing",
        inspection="hmic-2007",
        number=1,
        text="The force should look again\nat how teams are staffed.",
        status="done",
        owner="Head of Territorial Policing",
        history=(entry(1, date(2008, 3, 3), note="Radio sets are bought"),),
    ),
    replace(
        _BLANK,
        id="REC-2",
        framework="protecting-vulnerable-people",
        inspection="hmic-2007",
        number=2,
        text="The force should name a lead.",
        status="in-progress",
        progress="majority",
        owner="Head of Public Protection",
        due="2008-09",
        original_due="2008-09",
        tags=("legacy", "Urgent Case"),
        history=(entry(1, date(2008, 3, 3), due(None, "2008-09")),),
    ),
    replace(
        _BLANK,
        id="REC-10",
        framework="domestic-violence",
        inspection="hmic-2007",
        number=10,
        title_given='Training "on the job" in R&D (100%)',
        status="in-progress",
        progress="almost",
        board="Gold Group",
        due="2008-12-31",
        original_due="2008-11-30",
        history=(
            entry(1, date(2008, 3, 3), due(None, "2008-11-30")),
            entry(
                2, date(2008, 11, 1), due("2008-11-30", "2008-12-31"), reason="courses were full"
            ),
        ),
    ),
    replace(_BLANK, id="AFI-1", kind="afi", owner="none", due="2008-12-01"),
    replace(
        _BLANK,
        id="AFI-2",
        kind="afi",
        status="closed",
        progress="some",
        due="2008-12",
        original_due="2008-12",
        tags=("legacy",),
        history=(entry(1, date(2008, 9, 2), due(None, "2008-12")),),
    ),
    replace(_BLANK, id="AFI-3", kind="afi", status="withdrawn", due="2008-01"),
    replace(
        _BLANK,
        id="GP-1",
        kind="good-practice",
        title_given="Sets an example",
        original_due="2008-01",
        due="2008-01",
    ),
)


PLAN = Plan(
    frameworks=FRAMEWORKS,
    inspections=(Inspection(id="hmic-2007", title="HMIC Inspection 2007 Phase One"),),
    items=ITEMS,
)


class GroupedPlan(Plan):
    """A plan that knows the business groups of its owners."""

    @property
    def groups(self) -> dict[str, str]:
        return {
            "Head of Public Protection": "Specialist Crime",
            "Head of Territorial Policing": "Territorial Policing",
        }


GROUPED = GroupedPlan(frameworks=FRAMEWORKS, inspections=PLAN.inspections, items=ITEMS)


def ids(query: Query, plan: Plan = PLAN, today: date = TODAY) -> list[str]:
    """The ids of the items of a plan for which a query holds."""
    test = compile_query(query, plan, today)
    return [item.id for item in plan.items if test(item)]


_texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from([text for text in HOSTILE if len(text) < 80]),
    st.sampled_from(
        ["and", "NOT", "none", "in", "open", "a b", "it's", '"', "\\", '\\"', "R&D", "x@y", "+30d"]
    ),
    st.sampled_from(["Sécurité", "SE\u0301CURITE\u0301", "curi\u200btÉ", "é", "\u0301", "\u2060"]),
    st.sampled_from(["legacy", "urgent case", "head of", "Gold Group", "radio", "force should"]),
)
_near_dates = st.sampled_from(["today", "tomorrow", "yesterday", "eom", "eoy", "monday", "friday"])
_dates = st.one_of(
    st.dates().map(date.isoformat),
    st.dates(date(2008, 1, 1), date(2009, 1, 1)).map(date.isoformat),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
    _near_dates,
    st.tuples(st.integers(-9999, 9999), st.sampled_from(["d", "w", "m", "wd"])).map(
        lambda pair: f"{min(pair[0], 900):+d}{pair[1]}"
    ),
).filter(lambda text: len(text) == 4 or _counts(text))


def _counts(text: str) -> bool:
    from hmic_tracker.errors import InputError

    try:
        return canonical_spelling(text, TODAY) == text
    except InputError:
        return False


def _values(field: Field) -> st.SearchStrategy[str]:
    words: dict[str, tuple[str, ...]] = {"kind": KINDS, "status": STATUSES, "progress": PROGRESS}
    words |= {"rag": RAGS, "response": RESPONSES}
    if field.name in words:
        return st.sampled_from(words[field.name])
    if field.name == "deferred-until":
        return _dates | st.just("open")
    if field.sort == "date":
        return _dates
    if field.sort == "number":
        return st.integers(0, 999_999_999).map(str) | st.integers(0, 40).map(str)
    if field.name == "framework":
        return st.sampled_from(["pvp", "pvp/overall", "neighbourhood-policing", "DV"])
    if field.name == "inspection":
        return st.sampled_from(["hmic-2007", "HMIC Inspection 2007 Phase One"])
    if field.name == "body":
        return st.sampled_from(["hmicfrs", "Coroner", "HM Inspectorate of Prisons"])
    if field.name == "id":
        return st.sampled_from(["REC-1", "rec2", "afi-1..3", "REC-1..10"])
    return _texts


@st.composite
def conditions(draw: st.DrawFn) -> Query:
    """One condition with values in canonical spelling."""
    field = draw(st.sampled_from(list(FIELDS.values())))
    op = draw(st.sampled_from(field.ops))
    if op == "~":
        return Compare(field.name, op, draw(_texts))
    if field.absent and draw(st.integers(0, 4)) == 0:
        return Compare(field.name, draw(st.sampled_from(["=", "!="])), None)
    if draw(st.booleans()):
        each = st.none() | _values(field) if field.absent else _values(field)
        return In(field.name, tuple(draw(st.lists(each, min_size=1, max_size=3))))
    return Compare(field.name, op, draw(_values(field)))


_plain = st.one_of(conditions(), st.sampled_from(FLAGS).map(Flag), st.just(Everything()))
queries: st.SearchStrategy[Query] = st.recursive(
    _plain,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=4).map(lambda terms: And(tuple(terms))),
        st.lists(inner, min_size=2, max_size=4).map(lambda terms: Or(tuple(terms))),
    ),
    max_leaves=12,
)

_days = st.dates(date(2008, 10, 1), date(2009, 2, 1))
_dues = st.none() | _days.map(date.isoformat) | _days.map(lambda day: day.isoformat()[:7])
_owners = st.sampled_from(
    [None, "Head of Public Protection", "smith", "none", "Sécurité", "se\u0301curite\u0301"]
)
_told = st.tuples(
    st.sampled_from(["smith", "Deputy", ""]),
    st.sampled_from([None, None, "Gold Group"]),
    st.sampled_from(
        [
            (),
            *((FieldChange("status", None, word),) for word in ("in-progress", *sorted(COMPLETED))),
        ]
    ),
)
"""Who entered something, the board that agreed, and a status with it."""
items: st.SearchStrategy[Item] = st.builds(
    Item,
    id=st.sampled_from(["REC-1", "REC-2", "REC-10", "AFI-1", "AFI-3"]),
    uid=st.just("u"),
    kind=st.sampled_from(KINDS),
    framework=st.sampled_from([None, *(f.slug for f in FRAMEWORKS)]),
    inspection=st.sampled_from([None, "hmic-2007"]),
    number=st.none() | st.integers(0, 40),
    label_given=st.sampled_from([None, None, "2a", "R5"]),
    source_kind=st.sampled_from([None, "must do"]),
    response=st.sampled_from([None, *RESPONSES]),
    response_reason=st.sampled_from([None, "costs more"]),
    title_given=st.none() | _texts,
    text=st.none() | _texts,
    status=st.sampled_from(STATUSES),
    progress=st.sampled_from([None, *PROGRESS]),
    owner=_owners,
    board=st.sampled_from([None, "Gold Group", "Sécurité"]),
    due=_dues,
    original_due=_dues,
    requested_due=_dues,
    requested_reason=st.sampled_from([None, "staffing"]),
    deferred_until=_dues | st.sampled_from([None, "open"]),
    deferred_by=st.sampled_from([None, "Gold Group"]),
    tags=st.sampled_from([(), ("legacy",), ("legacy", "urgent case"), ("se\u0301curite\u0301",)]),
    links=st.sampled_from([(), ("duplicates REC-2",), ("relates AFI-1", "implements REC-10")]),
    discharged_by=st.sampled_from([None, "HMIC"]),
    force=st.sampled_from([None, "a peer force"]),
    circulated=st.sampled_from([(), ("Head of CID",)]),
    exempt=st.sampled_from([None, "yes"]),
    actions=st.sampled_from(
        [
            (),
            (Action(1, "write it", owner="smith", due="2008-11"),),
            (Action(1, "write it", done="2008-10-01"), Action(3, "train", dropped="merged")),
        ]
    ),
    evidence=st.sampled_from(
        [(), (Evidence(2, "https://example.org/a", "2008-10-02", "policy", "ab" * 32, "1024"),)]
    ),
    history=st.lists(st.tuples(_days, _texts, _dues, _dues, _told), max_size=3).map(
        lambda said: tuple(
            entry(n, day, *made, due(old, new), note=note, by=by, agreed_by=board)
            for n, (day, note, old, new, (by, board, made)) in enumerate(said, 1)
        )
    ),
)
