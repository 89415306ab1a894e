"""Who inspects: how a body is named, and in how many days it is answered."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.bodies import BODIES, Body, body_named, slug_named, slugs_of
from hmic_tracker.domain.grades import SCALES
from hmic_tracker.domain.inspections import Inspection, response_due
from hmic_tracker.errors import NotFoundError


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("HMICFRS", ["hmicfrs"]),
        ("hmicfrs (PEEL)", ["hmicfrs"]),
        ("HM Inspectorate of Constabulary and Fire & Rescue Services", ["hmicfrs"]),
        ("Her Majesty’s Inspectorate of Constabulary", ["hmic"]),
        ("HM Inspectorate of Constabulary in Scotland (HMICS)", ["hmics"]),
        ("HMICFRS and HM Inspectorate of Prisons", ["hmicfrs", "hmip"]),
        ("HMIP", ["hmip"]),
        ("HMIP Probation", ["hmi-probation"]),
        ("The Senior Coroner for Westland", ["coroner"]),
        ("Internal Audit Service", ["internal-audit"]),
        ("U.S. Government Accountability Office", ["gao"]),
        ("Housing Ombudsman Service", ["ombudsman"]),
        ("Westland  Scrutiny-Panel", ["westland scrutiny panel"]),
        ("audit", ["audit"]),
        ("", []),
        (None, []),
    ],
)
def test_a_body_is_known_by_its_names(text: str | None, slugs: list[str]) -> None:
    assert list(slugs_of(BODIES, text)) == slugs


@pytest.mark.parametrize(
    ("body", "due"),
    [
        ("HMICFRS", date(2031, 7, 9)),
        ("Area Coroner", date(2031, 7, 9)),
        ("IOPC", date(2031, 7, 9)),
        ("Coroner and HMI Fictional", date(2031, 5, 24)),  # the strictest of two
        ("GAO", date(2031, 11, 10)),
        ("HMI Prisons", None),
        ("HMIC", None),
        (None, None),
    ],
)
def test_the_response_is_due_by_the_clock_of_the_body(body: str | None, due: date | None) -> None:
    bodies = (*BODIES, Body("hmi-fictional", "HMI Fictional", response_days=10))
    assert response_due(Inspection("i", "I", body, published="2031-05-14"), bodies) == due
    assert response_due(Inspection("i", "I", body, published="2031-05"), bodies) is None
    assert response_due(Inspection("i", "I", body, published="9999-12-30"), bodies) is None


def test_a_clock_names_its_law_and_scales_are_there() -> None:
    for body in BODIES:
        assert (body.response_days is None) == (body.response_rule is None)
        assert set(body.scales) <= {scale.name for scale in SCALES}
        assert body_named(BODIES, body.slug) is body
        assert body_named(BODIES, body.name.upper()) is body
        assert [*slugs_of(BODIES, body.name)] == [body.slug]


def test_a_typed_body_is_a_known_one_or_one_that_inspected() -> None:
    inspecting = ["Westland Scrutiny Panel", "HMICFRS", None]
    assert slug_named(BODIES, inspecting, "westland scrutiny  panel") == "westland scrutiny panel"
    assert slug_named(BODIES, inspecting, "Coroner") == "coroner"
    with pytest.raises(NotFoundError) as fault:
        slug_named(BODIES, inspecting, "corroner")
    assert (fault.value.message, fault.value.hint) == (
        "no body is called 'corroner'",
        "did you mean coroner?",
    )


@given(st.text(max_size=80))
def test_any_text_that_says_something_is_some_body(text: str) -> None:
    assert bool(slugs_of(BODIES, text)) == bool(text)
