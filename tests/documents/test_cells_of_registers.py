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
