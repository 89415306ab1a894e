"""Settings as fields of a history, and settings with the fields of another."""

from __future__ import annotations

import string
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.bodies import BODIES
from hmic_tracker.domain.kept_texts import KEPT_SECTIONS
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_history import path_of
from hmic_tracker.domain.settings import SECTIONS, Setting, settings_in
from hmic_tracker.domain.settings_fields import (
    row_of,
    settings_fields,
    toml_value,
    with_settings_fields,
)
from hmic_tracker.store.settings_codec import settings_of
from hmic_tracker.store.toml import new_text

_TEXTS = st.text(st.sampled_from('aB. "\\é_'), min_size=1, max_size=8)
_SLUGS = st.one_of(
    st.text(string.ascii_lowercase + "-.", min_size=1, max_size=6).filter(lambda s: s.strip(".")),
    st.sampled_from([body.slug for body in BODIES]),
)
_DAYS = st.lists(st.dates(date(1990, 1, 1), date(2100, 1, 1)), max_size=3)


def _values(row: Setting) -> st.SearchStrategy[Any]:
    if row.type == "number":
        return st.integers(0, row.most)
    if row.type == "texts":
        return st.lists(_TEXTS, min_size=1, max_size=3, unique=True)
    if row.type == "word":
        return st.sampled_from(row.words)
    if row.type == "day":
        return st.dates(date(1990, 1, 1), date(2100, 1, 1))
    return _DAYS if row.type == "days" else _TEXTS


def _tables(name: str) -> st.SearchStrategy[Any]:
    rows = settings_in(name)
    required = {row.key: _values(row) for row in rows if row.required}
    optional = {row.key: _values(row) for row in rows if not row.required}
    if name == "papers":
        places = st.dictionaries(st.sampled_from(KEPT_SECTIONS), _tables("paper_texts"), max_size=2)
        optional["text"] = st.dictionaries(_SLUGS, places, max_size=2)
    return st.fixed_dictionaries(required, optional=optional)


_FILES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"schema": st.just(2)},
    optional={
        **{row.key: _values(row) for row in settings_in("") if row.key != "schema"},
        **{
            section.name: st.dictionaries(_SLUGS, _tables(section.name), max_size=3)
            if section.each
            else st.dictionaries(_TEXTS, _TEXTS, max_size=3)
            if section.record is dict
            else _tables(section.name)
            for section in SECTIONS
            if section.name and not section.at
        },
    },
)
"""The values of any `tracker.toml`, made of the rows of the settings."""


@given(_FILES)
def test_a_plan_is_that_of_its_fields(values: dict[str, Any]) -> None:
    plan = settings_of(new_text(values))
    bare = Plan(retired=plan.retired)
    assert with_settings_fields(bare, settings_fields(plan)) == plan


@given(_FILES, _FILES)
def test_fields_written_into_a_file_are_read_again(one: Any, other: Any) -> None:
    fields = settings_fields(settings_of(new_text(one)))
    written: dict[str, Any] = {"schema": 2}
    for field, value in fields.items():
        *tables, key = path_of(field)
        at = written
        for name in tables:
            at = at.setdefault(name, {})
        at[key] = toml_value(path_of(field), value)
    again = settings_of(new_text(written))
    assert settings_fields(again) == fields
    before = settings_of(new_text(other))
    then = with_settings_fields(before, fields)
    assert then._replace(retired={}) == again
    assert then.retired == before.retired


@given(_FILES)
def test_every_field_leads_to_its_setting(values: dict[str, Any]) -> None:
    for field in settings_fields(settings_of(new_text(values))):
        row = row_of(path_of(field))
        assert row is not None
        assert row.key not in {"schema", "retired"}


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=4) | st.just(("a",)), max_size=4))
def test_what_no_setting_can_be_is_passed_over(fields: dict[str, Any]) -> None:
    odd = {"thresholds.near_days": "soon", "rules.order": "loose", "people.a": "x", "a": "b"}
    assert with_settings_fields(Plan(), {**odd, **fields}).thresholds == Plan().thresholds
