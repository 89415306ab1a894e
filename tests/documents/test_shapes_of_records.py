"""Shapes of records: an item's label among its fields, under its kind's name, beside its day."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.readers import tables
from hmic_tracker.documents.readers.grade_columns import read_ratings
from hmic_tracker.documents.readers.reader_context import ReaderContext
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.errors import InputError


def items_of(draft: Draft) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    return [(item.kind, item.label, item.text, item.status, item.due) for item in draft.items]


def test_a_record_has_its_label_among_its_fields_and_the_later_day_is_its_own() -> None:
    draft = read_report(
        "Internal audit: what is still open, 12 May 2032\n\n"
        "Audit: Grain stores\nRef: GS/02\nPriority: High\n"
        "Recommendation: Weigh every load that leaves the store and send the slips to\n"
        "Finance each week.\nResponsible officer: Stores Manager\n"
        "Original date: 30/06/2032\nRevised date: 31/10/2032\n"
        "Status: In progress – scales ordered.\n\n"
        "Audit: Grain stores\nRef: GS/05\nPriority: Low\nSponsor: The board of the\nstores\n"
        "Recommendation: Lock the yard at night.\nResponsible officer: Stores Manager\n"
        "Original date: 31/08/2032\nRevised date: none agreed\nStatus: Not started\n",
        "open.txt",
    )
    assert items_of(draft) == [
        (
            *("recommendation", "GS/02"),
            "Weigh every load that leaves the store and send the slips to Finance each week.",
            *("in-progress", "2032-10-31"),
        ),
        ("recommendation", "GS/05", "Lock the yard at night.", "not-started", "2032-08-31"),
    ]
    assert [item.owner for item in draft.items] == ["Stores Manager", "Stores Manager"]


def test_lines_about_a_document_are_no_record() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(
            "Meeting of the harbour board, 12 May 2032\n\n"
            "Ref: HB/12\nStatus: Draft\nOwner: Clerk\nDate: 12 May 2032\n\nThe board met.\n",
            "minutes.txt",
        )


_TABLE = (
    "Rule\tSummary\tStatus\n"
    "12\tNobody has checked the boilers of the home since the spring.\tNew\n"
    "19\tResidents were not asked what they would like to eat.\tAchieved\n"
)


def test_the_rows_below_the_name_of_a_kind_are_of_that_kind() -> None:
    draft = read_report(
        f"Inspection report on Heron House, 12 May 2032\n\nArea(s) for Improvement\n\n{_TABLE}",
        "home.txt",
    )
    assert [(i.kind, i.label, i.status) for i in draft.items] == [
        ("afi", "12", "not-started"),
        ("afi", "19", "done"),
    ]


def test_such_a_table_under_another_heading_has_no_items() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(
            f"Inspection report on Heron House, 12 May 2032\n\nWhat we looked at\n\n{_TABLE}",
            "home.txt",
        )


def test_a_day_beside_the_first_line_of_a_text_is_when_it_is_due() -> None:
    draft = read_report(
        "Inspection of Heron House, 12 May 2032\n\nRequirements\n\n"
        "Requirement                                        Due date\n\n"
        "The provider must have the boilers of the home     18 July 2032\n"
        "checked every year by somebody who is qualified.\n"
        "In particular, it must keep what they wrote.\n\n"
        "The provider must ask residents what they would    1 August 2032\n"
        "like to eat.\n\n"
        "Recommendations\n\n• The provider should paint the hall.\n",
        "home.txt",
    )
    assert [(item.text, item.due) for item in draft.items] == [
        (
            "The provider must have the boilers of the home checked every year by somebody who is"
            " qualified. In particular, it must keep what they wrote.",
            "2032-07-18",
        ),
        ("The provider must ask residents what they would like to eat.", "2032-08-01"),
        ("The provider should paint the hall.", None),
    ]


def _visit(subtitle: str) -> list[str | None]:
    draft = read_report(
        f"A report on Heron School\n\nDate of visit: May 2032\n\n{subtitle}\n\n"
        "Progress since the last inspection\n\n"
        "R1      Improve how pupils read aloud\n\nPupils read to each other now.\n\n"
        "R2      Ensure that the library is open at noon\n\nIt is open twice a week.\n",
        "school.txt",
    )
    return [item.label for item in draft.items]


def test_a_later_visit_named_below_the_title_is_about_what_was_recommended_before() -> None:
    assert _visit("Monitoring visit") == ["R1", "R2"]
    assert "R1" not in _visit("Full inspection")


def _coded(codes: tuple[str, str, str]) -> list[str | None]:
    rows = (
        f"Q7\t{code}\tRecommendation {n}\tThe mill should grind {what} at night.\n"
        for code, n, what in zip(codes, (14, 9, 3), ("barley", "oats", "rye"), strict=True)
    )
    head = "Inquiry\tCode\tSource number\tRecommendation\n"
    draft = read_report("Inquiry into mills, 12 May 2032\n\n" + head + "".join(rows), "mills.txt")
    return [item.label for item in draft.items]


def test_a_code_that_several_rows_have_is_their_group_and_not_their_number() -> None:
    assert _coded(("A - Grain", "B - Water", "A - Grain")) == ["14", "9", "3"]
    assert _coded(("A-1", "B-7", "A-2")) == ["A-1", "B-7", "A-2"]
    assert _coded(("7", "7", "8")) == ["7", "7", "8"]  # printed twice, and still their number


_SACKS = "The mill should weigh each of its sacks before it leaves, and write down what it weighed."


def _copied(again: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    draft = read_report(
        "Report on a mill\n\n12 May 2032\n\n"
        f"Recommendation 1\n{_SACKS}\n\n"
        "Appendix 1\nImprovement plan\n\nIssue\tRecommendation\tAgreed action\n\n1. Sacks\n"
        f"Nobody weighs them. Some are light.\t{again}\nParagraph 5\tAccepted\n"
        "A scale has been ordered.\nResponsible officer: Miller\nAgreed date: 31 March 2033\n",
        "mill.txt",
    )
    return [(i.text, i.response, i.owner, i.due) for i in draft.items]


def test_a_row_copied_from_a_plan_has_an_item_again_and_below_it_what_was_agreed() -> None:
    assert _copied(_SACKS) == [(_SACKS, "accepted", "Miller", "2033-03-31")]
    assert _copied("The sacks are heavy.")[0] == (_SACKS, None, None, None)


def test_a_long_table_that_is_none_of_ours_is_read_in_linear_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = 0

    def counted(context: ReaderContext, rows: Sequence[int]) -> bool:
        nonlocal calls
        calls += len(rows)
        return read_ratings(context, rows)

    monkeypatch.setattr(tables, "read_ratings", counted)

    def work(number: int) -> int:
        nonlocal calls
        calls = 0
        rows = (
            f"X{n}\tA place of that name, number {n}\tthe one\tthe other" for n in range(number)
        )
        with pytest.raises(InputError):
            read_report("\n".join(("Places\n", "Ref\tPlace\tOne\tOther", *rows)), "places.txt")
        return calls

    assert 0 < work(300) < 3 * work(150)
