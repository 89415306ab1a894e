"""An inspection as the fields of its history, and an inspection made of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.domain.changes import Stamp
from hmic_tracker.domain.grades import Grade, National
from hmic_tracker.domain.inspection_fields import (
    LISTS,
    inspection_fields,
    is_inspection_field,
    is_value_of,
    row_path,
    with_inspection_fields,
)
from hmic_tracker.domain.inspection_history import inspection_as_of, outside_changes, recorded
from hmic_tracker.domain.inspections import Inspection, ReportedCount
from tests.store.test_inspection_edits import INSPECTIONS

NAMES = st.sampled_from(["custody", 'a, "b"', "a.b", "", "2", "x_was", "c\\d", "e,f\n"])
ROWS = st.builds(
    National, NAMES, NAMES, st.lists(NAMES, max_size=3).map(tuple), st.just((1, 20)), st.none()
)


@given(INSPECTIONS, st.lists(ROWS, max_size=3).map(tuple))
def test_the_fields_of_an_inspection_make_it_again(
    one: Inspection, national: tuple[National, ...]
) -> None:
    one = one._replace(national=(*one.national, *national))
    fields = inspection_fields(one)
    assert all(is_inspection_field(field) for field in fields)
    assert all(is_value_of(field, value) for field, value in fields.items())
    assert with_inspection_fields(one, fields) == one
    other = Inspection("other", "Other", warnings=one.warnings, sources=one.sources)
    assert with_inspection_fields(other, fields) == one._replace(id="other")


def test_fields_are_called_as_their_rows_are() -> None:
    one = Inspection(
        id="phase-one",
        title="Phase One",
        published="2007-10",
        expected=43,
        grades=(Grade("np", "2007", "graded", "Good", "hmic-2005"),),
        national=(National("np", "2007", ("Good", "Fair"), (21, 22), 43),),
        reported=(
            ReportedCount("np", "afi", date(2008, 9, 11), 5, 2, "two done", "Report 9, line 3"),
            ReportedCount("np", "afi", date(2008, 9, 11), 5, 3, "three done", "Report 9, line 4"),
        ),
    )
    assert inspection_fields(one) == {
        "title": "Phase One",
        "publication": "2007-10",
        "expected": "43",
        "grades.np.2007.state": "graded",
        "grades.np.2007.grade": "Good",
        "grades.np.2007.scale": "hmic-2005",
        "national.np.2007.grades": "Good, Fair",
        "national.np.2007.printed": "21 22",
        "national.np.2007.expected": "43",
        "reported.np.afi.2008-09-11.Report 9.total": "5",
        "reported.np.afi.2008-09-11.Report 9.completed": "2",
        "reported.np.afi.2008-09-11.Report 9.sentence": "two done",
        "reported.np.afi.2008-09-11.Report 9.source": "Report 9, line 3",
        "reported.np.afi.2008-09-11.Report 9.2.total": "5",
        "reported.np.afi.2008-09-11.Report 9.2.completed": "3",
        "reported.np.afi.2008-09-11.Report 9.2.sentence": "three done",
        "reported.np.afi.2008-09-11.Report 9.2.source": "Report 9, line 4",
    }


@pytest.mark.parametrize(
    "field",
    [
        *("", "id", "published", "grades", "grades.np", "grades.np.2007", "grades.np.2007.colour"),
        *("grades.np.2007.0.grade", "grades.np.2007.2.3.grade", "reported.np.afi.soon.R.total"),
        *("reported.np.dog.2008-09-11.R.total", "warnings.1.text", "title.x", "grade..x"),
    ],
)
def test_other_texts_are_no_field_of_an_inspection(field: str) -> None:
    assert not is_inspection_field(field)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("expected", "many"), ("expected", "-1"), ("publication", "soon"), ("title", ("a",))),
        *(("grades.np.2007.state", "good"), ("national.np.2007.printed", "1  2")),
        *(("national.np.2007.grades", "a,b"), ("national.np.2007.grades", ("a", "b"))),
    ],
)
def test_a_field_has_values_of_its_kind_alone(field: str, value: str) -> None:
    assert not is_value_of(field, value)


def _each_once(one: Inspection) -> Inspection:
    """The inspection with one row about the same: a second one is called by its place."""
    rows: dict[str, tuple[Any, ...]] = {
        key: tuple({row_path(key, row): row for row in getattr(one, key)}.values()) for key in LISTS
    }
    return one._replace(grades=rows["grades"], national=rows["national"], reported=rows["reported"])


@settings(max_examples=40)
@given(st.lists(st.tuples(INSPECTIONS.map(_each_once), st.booleans()), min_size=1, max_size=4))
def test_every_day_knows_the_inspection_as_it_was_left(
    steps: list[tuple[Inspection, bool]],
) -> None:
    """Steps are commands, or typed by hand and entered by the next command.

    What was entered first on a later day is taken to have been so before.
    """
    known: Inspection | None = None
    typed: Inspection | None = None
    days: list[tuple[date, Inspection]] = []
    for n, (state, is_typed) in enumerate(steps, 1):
        day = date(2009, 1, n)
        stamp = Stamp("Clerk", datetime(2009, 1, n, tzinfo=UTC), f"op{n}")
        before = typed or known
        after = state._replace(history=known.history if known else ())
        if known is not None and is_typed:
            typed = after
            continue
        known = recorded(before, after, day, stamp)
        typed = None
        assert outside_changes(known) == ()
        days.append((day, known))
    assert known is not None
    for day, state in days:
        then = inspection_fields(inspection_as_of(known, day))
        own = inspection_fields(state)
        assert {field: then.get(field) for field in own} == own
        first = min(
            (e.on for e in known.history for c in e.changes if c.field in then.keys() - own.keys()),
            default=date.max,
        )
        assert first > day or then.keys() == own.keys()
