"""Histories of inspections and settings: what was entered, what was typed, how it was on a day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.changes import Stamp
from hmic_tracker.domain.items import Entry, Value
from hmic_tracker.domain.record_history import (
    by_hand,
    field_of,
    fields_as_of,
    known_fields,
    path_of,
    unsettled_in,
    with_changes,
)
from hmic_tracker.store.record_codec import _is_field

_NAMES = st.text(st.sampled_from(list('a.b"\\ 2/_was')), min_size=1, max_size=8)


@given(st.lists(_NAMES, min_size=1, max_size=4).map(tuple))
def test_a_path_is_read_from_the_field_that_it_gives(path: tuple[str, ...]) -> None:
    field = field_of(path)
    assert path_of(field) == path
    assert not field.endswith(("_was", "_after"))


@pytest.mark.parametrize("text", ["", "a..b", ".a", "a.", '"a', 'a"b"', "a_was", '"plain"'])
def test_a_text_that_no_path_gives_is_no_field(text: str) -> None:
    with pytest.raises(ValueError, match="no field"):
        path_of(text)


def _stamp(op: str, day: int) -> Stamp:
    return Stamp("Head of Inspection", datetime(2008, 1, day, 12, tzinfo=UTC), op)


_STATES = st.dictionaries(
    st.sampled_from(["grades.np.2007", "people.cid.mail", "frameworks.np.aliases"]),
    st.sampled_from(["a", "b", ("a",), ("a", "b")]),
)


@given(st.lists(st.tuples(_STATES, st.booleans()), max_size=6))
def test_fields_are_what_the_history_says_and_a_day_knows_its_own(
    steps: list[tuple[Any, bool]],
) -> None:
    """Each step is a command, or is typed and then entered with the next command."""
    now: dict[str, Any] = {}
    history: tuple[Entry, ...] = ()
    states = []
    for day, (state, is_typed) in enumerate(steps, 1):
        if is_typed:
            now = state
            continue
        history = with_changes(history, now, state, date(2008, 1, day), _stamp(f"op{day}", day))
        now = state
        states.append((date(2008, 1, day), state))
        assert by_hand(history, now) == ()
        known = {field: value for field, value in known_fields(history).items() if value}
        assert known == now
    if states and steps[-1][1] is False:
        known_days = [(on, state) for on, state in states if history and on >= history[0].on]
        for on, state in known_days:
            then = fields_as_of(history, now, on, dated=("grades", "people", "frameworks"))
            assert then == state


def test_before_it_was_entered_a_field_had_its_first_value() -> None:
    first = with_changes((), {}, {"grades.np.2007": "Good"}, date(2008, 9, 11), _stamp("a", 1))
    now: dict[str, Value] = {"grades.np.2007": "Fair"}
    history = with_changes(first, known_fields(first), now, date(2009, 1, 5), _stamp("b", 2))
    days = (date(2007, 11, 1), date(2009, 1, 4), date(2009, 1, 5))
    grades = [fields_as_of(history, now, day).get("grades.np.2007") for day in days]
    assert grades == ["Good", "Good", "Fair"]
    assert fields_as_of(history, now, days[0], dated=("grades",)) == {}


def test_what_two_people_gave_apart_is_unsettled_and_the_first_counts() -> None:
    before: dict[str, Value] = {"grades.np.2007": "Good", "frameworks.np.aliases": ("NP",)}
    mine = with_changes(
        (), before, {**before, "grades.np.2007": "Fair"}, date(2009, 1, 5), _stamp("a", 5)
    )
    theirs = with_changes(
        (), before, {**before, "grades.np.2007": "Poor"}, date(2009, 1, 6), _stamp("b", 6)
    )
    assert mine[0].origin == theirs[0].origin
    shared, ours, other = mine[0], mine[1], theirs[1]._replace(after=mine[1].after)
    history = (shared, ours, other)
    assert known_fields(history)["grades.np.2007"] == "Fair"
    assert unsettled_in(history) == {
        "grades.np.2007": (("a/2", "Fair"), ("b/1", "Poor")),
    }


@given(st.text(st.sampled_from(list('a.b"\\\\ _was')), max_size=8))
def test_a_key_of_a_history_is_a_field_where_it_is_a_path(name: str) -> None:
    try:
        path_of(name)
    except ValueError:
        assert not _is_field(name)
    else:
        assert _is_field(name)
