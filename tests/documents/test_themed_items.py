"""Items with a theme behind their label, what speaks for them below, and duties of a law beside."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft, DraftItem

_WATCH = "The Council must keep a watch on its pier, and tell its members what it costs."
_PLAN = "The Council should agree a plan for its lamps. Until it has one it should buy none."


def _read(text: str) -> Draft:
    return read_report(text, "report.txt")


def _what_is_read(item: DraftItem) -> tuple[str | None, ...]:
    return item.label, item.text, item.owner, item.due, item.response


def _box(label: str, text: str, why: str, answer: str, day: str) -> str:
    return (
        f"{label}\n\n{text}\n\n{why}\n\nThe pier is closed. It should have been mended.\n\n"
        f"{answer}\n\nAccepted. The money is there.\n\n"
        f"Responsible officer: Head of Works                    Due date: {day}\n\n"
    )


@pytest.mark.parametrize(
    ("label", "why", "answer"),
    [
        ("Statutory recommendation {} – {}", "Why we are making this recommendation", "Response"),
        ("Recommendation {} - {}", "Why this matters", "Management response"),
        ("Key recommendation {}: – {}", "Reasons", "Management response"),
        ("Recommendation {} — {}", "Rationale for the recommendation", "Council response"),
    ],
)
def test_a_theme_behind_a_label_stands_above_the_item_and_its_grounds_and_fields(
    label: str, why: str, answer: str
) -> None:
    draft = _read(
        "Recommendations to Ellmouth Council\n\n3 May 2033\n\n3. Recommendations\n\n"
        + _box(label.format(1, "the pier"), _WATCH, why, answer, "28 February 2034")
        + _box(label.format(2, "light at night"), _PLAN, why, answer, "30 June 2034")
    )
    assert [_what_is_read(item) for item in draft.items] == [
        ("1", _WATCH, "Head of Works", "2034-02-28", "accepted"),
        ("2", _PLAN, "Head of Works", "2034-06-30", "accepted"),
    ]
    assert any("should have been mended" in one.text for one in draft.warnings)


@pytest.mark.parametrize(
    "stem",
    [
        "Schedule 7 of the Act sets out what a body must do when it receives recommendations:",
        "The Local Audit Act 2014 says that a council must do two things with our report:",
        "Section 24 of the Regulations also lays down what an authority should do next:",
    ],
)
def test_what_a_law_sets_out_is_shown_and_no_item(stem: str) -> None:
    draft = _read(
        "Report on Ellmouth Council\n\n3 May 2033\n\n2. What does the Council need to do next?\n\n"
        f"{stem}\n\n•    the Council must look at them at a meeting within a month; and\n"
        "•    at that meeting the Council must decide what to do.\n\n"
        f"The Council must then tell us what it decides.\n\nRecommendations\n\n• {_WATCH}\n"
    )
    assert [item.text for item in draft.items] == [_WATCH]
    shown = " ".join(one.text for one in draft.warnings)
    assert all(words in shown for words in ("within a month", "what to do", "then tell us"))


@pytest.mark.parametrize("day", ["by March\n     2035.", "by 31 March\n     2035, and look at it."])
def test_a_year_whose_month_ends_the_line_above_goes_on_with_a_point(day: str) -> None:
    draft = _read(
        "Report on Ellmouth Council\n\n3 May 2033\n\nRecommendations\n\n"
        f"•    The Council should mend the pier and its lamps and all that is on it {day}\n"
    )
    (item,) = draft.items
    assert (item.text or "").endswith(day.split("\n")[1].strip())


@pytest.mark.parametrize(
    ("first", "moved"), [("Key", "Improvement"), ("New", "Repeated"), ("High", "Very low")]
)
def test_a_code_that_a_long_cell_has_moved_aside_is_in_its_column(first: str, moved: str) -> None:
    draft = _read(
        "Report on Ellmouth Council\n\n3 May 2033\n\n"
        "Type          Ref      Recommendation                               Criteria\n"
        f"{first:<14}KR1      The Council should keep a watch on its pier  Governance\n"
        "                       and tell its members what it costs.\n"
        f"{first:<14}KR2      The Council should agree a plan for its      Improving\n"
        "                       lamps.                                       economy\n"
        f"{moved + ' IR1':<23}The Council should count its keys.           Governance\n"
    )
    assert [(item.label, item.text) for item in draft.items] == [
        ("KR1", "The Council should keep a watch on its pier and tell its members what it costs."),
        ("KR2", "The Council should agree a plan for its lamps."),
        ("IR1", "The Council should count its keys."),
    ]
