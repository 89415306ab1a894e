"""Tables that a copy made lines, a cell each, below heads whose names are all known."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft

_COLUMNS = {
    "label": ("1", "2", "3"),
    "text": (
        "The harbour should count its buoys.",
        "Review the rota of the night boat.",
        "The harbour should sell the old crane by auction.",
    ),
    "owner": ("Harbour Master", "Mate, Night Boat", "Head of Sales"),
    "due": ("30 September 2032", "31/12/2032", "March 2033"),
    "status": ("In progress", "Complete", "Not started"),
}
_ABOVE = "Inspection of ferries\n\nPublished: 12 May 2032\n\n"


def _read(*rows: tuple[str, ...], between: str = "\n", above: str = "") -> Draft:
    lines = between.join(between.join(row) for row in rows)
    return read_report(f"{_ABOVE}{above}{lines}\n", "copy.txt")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("above", ["", "The harbour must act on these.\n\n", "Recommendations\n\n"])
@pytest.mark.parametrize(
    "heads",
    [
        {"text": "Recommendation", "due": "When"},
        {"text": "What we need to improve", "owner": "Lead officer"},
        {"text": "Action", "status": "RAG"},
        {"text": "Requirement", "status": "Update"},
        {"text": "AFI", "owner": "Who", "due": "Target"},
        {"label": "#", "text": "What we need to improve"},
        {"label": "Ref", "owner": "SRO", "text": "Recommendation", "due": "By when"},
        {"owner": "Lead", "text": "Action", "status": "Progress"},
        {"status": "Status", "due": "Due", "text": "Action", "label": "No."},
        {"label": "ID", "text": "AFI", "owner": "Owner", "due": "Due", "status": "Update"},
    ],
)
def test_each_line_is_what_the_column_in_its_place_has(
    heads: dict[str, str], above: str, between: str
) -> None:
    rows = zip(*(_COLUMNS[field] for field in heads), strict=True)
    draft = _read(tuple(heads.values()), *rows, between=between, above=above)
    assert [item.text for item in draft.items] == list(_COLUMNS["text"])
    assert (str(draft.published), draft.warnings) == ("2032-05-12", ())
    printed = {
        "label": list(_COLUMNS["label"]),
        "owner": list(_COLUMNS["owner"]),
        "due": ["2032-09-30", "2032-12-31", "2033-03"],
        "status": ["in-progress", "done", "not-started"],
    }
    for field, expected in printed.items():
        values = [getattr(item, field) for item in draft.items]
        shown = [value and str(value) for value in values]
        assert shown == (expected if field in heads else [None] * 3)
