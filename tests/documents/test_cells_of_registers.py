"""What the cells of registers and of printed tables say, in the words of those who keep them."""

from __future__ import annotations

from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.domain.drafts import DraftItem


def items_of(data: bytes, name: str) -> tuple[DraftItem, ...]:
    document = read_document(data, name)
    drafts = drafts_of(read_marks(document).marks, name, document.text)
    return tuple(item for draft in drafts for item in draft.items)


def of_csv(*rows: str) -> tuple[DraftItem, ...]:
    return items_of("\n".join((*rows, "")).encode(), "register.csv")


def statuses(items: tuple[DraftItem, ...]) -> list[str]:
    return [item.status or "" for item in items]


def test_a_status_that_is_also_a_columns_name_stays_with_what_follows_a_dash() -> None:
    items = of_csv(
        "Ref,Recommendation,Position",
        "R1,The ferry should run on Sundays.,Complete – with the harbour board",
        "R2,The toll should be dropped.,Implemented – letter of 4 May",
        "R3,The pier should be lit.,Complete – no",
        "R4,The bell should be rung.,Status: on track",
    )
    assert statuses(items) == ["done", "done", "in-progress", "in-progress"]
    assert [item.doubt for item in items] == [""] * len(items)


def test_the_day_of_closure_says_closed_and_that_of_completion_done() -> None:
    for name, status in (
        ("Closed on", "closed"),
        ("Date signed off", "closed"),
        ("Date completed", "done"),
    ):
        (item,) = of_csv(
            f"Type,Ref,Wording,{name}", "AFI,AFI 3,The force should light the pier.,12/08/2031"
        )
        assert item.status == status


def test_a_column_of_kinds_goes_before_the_kind_in_a_label() -> None:
    items = of_csv(
        "Type,Ref,Wording,Due",
        "COC,COC 1,The force does not light the pier.,",
        "REC,COC 1a,The force should light the pier.,31/08/2031",
        "REC,REC 2,The force should ring the bell.,31/08/2031",
    )
    assert {item.label: item.kind for item in items} == {
        "1": "cause-of-concern",
        "1a": "recommendation",
        "2": "recommendation",
    }


def test_a_column_with_one_kind_for_all_leaves_the_label_its_own() -> None:
    items = of_csv(
        "Type,Ref,Wording,Due",
        "Recommendation,AFI 1,The force should light the pier.,31/08/2031",
        "Recommendation,REC 2,The force should ring the bell.,31/08/2031",
    )
    assert {item.label: item.kind for item in items} == {"1": "afi", "2": "recommendation"}
