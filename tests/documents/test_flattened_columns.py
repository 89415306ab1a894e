"""Tables that a copy made lines, a cell each, below heads whose names are all known."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.errors import InputError

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


_HEADS = ("Recommendation", "Lead", "Target date", "Progress")
_ROWS = (
    ("The harbour should count its buoys.", "Harbour Master", "1 June 2032", "Complete"),
    ("The harbour should mend the quay.", "Head of Works", "2 June 2032", "In progress"),
    ("Review the rota of the night boat.", "Mate, Night Boat", "3 June 2032", "Not started"),
)


def _fields(draft: Draft) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(item.text, item.owner, item.due, item.status) for item in draft.items]


_WHOLE = [
    ("The harbour should count its buoys.", "Harbour Master", "2032-06-01", "done"),
    ("The harbour should mend the quay.", "Head of Works", "2032-06-02", "in-progress"),
    ("Review the rota of the night boat.", "Mate, Night Boat", "2032-06-03", "not-started"),
]


@pytest.mark.parametrize("empty", [1, 2, 3])
@pytest.mark.parametrize("row", [0, 1, 2])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_an_empty_cell_moves_no_other_to_its_column(row: int, empty: int, between: str) -> None:
    cells = tuple(cell for n, cell in enumerate(_ROWS[row]) if n != empty)
    rows = (*_ROWS[:row], cells, *_ROWS[row + 1 :])
    expected: list[tuple[str | None, ...]] = [*_WHOLE]
    expected[row] = tuple(None if n == empty else value for n, value in enumerate(_WHOLE[row]))
    assert _fields(_read(_HEADS, *rows, between=between)) == expected


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("extra", [("Moorings",), _HEADS])
def test_a_heading_or_the_heads_again_part_the_rows(extra: tuple[str, ...], between: str) -> None:
    draft = _read(_HEADS, *_ROWS[:2], extra, *_ROWS[2:], between=between)
    assert _fields(draft) == _WHOLE


@pytest.mark.parametrize(
    "below",
    [
        "The next report comes in spring.",
        "\nThe next report comes in spring, when the harbour should have ended.",
        "\nBackground\n\nThe harbour has nine quays. It has been open since 1931.",
    ],
)
def test_what_stands_below_the_last_row_is_none_of_its_cells(below: str) -> None:
    draft = _read(_HEADS, *_ROWS, (below,))
    assert _fields(draft) == _WHOLE
    assert {item.update for item in draft.items} == {None}


def test_a_table_with_other_heads_may_follow() -> None:
    second = (
        *("Deadline", "Area for improvement", "4 June 2032"),
        "The harbour should paint its boats.",
    )
    draft = _read(_HEADS, *_ROWS, ("", "Other matters", ""), second)
    boats = ("The harbour should paint its boats.", None, "2032-06-04", None)
    assert sorted(_fields(draft), key=str) == sorted([*_WHOLE, boats], key=str)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour should mend the quay. It should do so each year.",
        "The harbour should mend the quay. Too many boats were damaged.",
        "The harbour should mend the quay in such a way that boats\nof every size can lie there,\n"
        "also at low water.",
    ],
)
def test_a_text_of_several_sentences_or_lines_is_one_cell(text: str) -> None:
    draft = _read(_HEADS, _ROWS[0], (text, *_ROWS[1][1:]), _ROWS[2])
    whole = [_WHOLE[0], (text.replace("\n", " "), *_WHOLE[1][1:]), _WHOLE[2]]
    assert _fields(draft) == whole


def test_a_number_of_a_row_between_lines_of_wrapped_texts_is_no_page() -> None:
    heads = ("No.", "Recommendation", "Lead", "Due")
    wrapped = (
        *("2", "The harbour should make sure that every boat that lies at its quays is known"),
        *("to somebody who is there by day and by night.", "Head of Works", "2 June 2032"),
    )
    draft = _read(heads, ("1", *_ROWS[0][:3]), wrapped, ("3", *_ROWS[2][:3]))
    assert [(item.label, item.owner, item.due) for item in draft.items] == [
        ("1", "Harbour Master", "2032-06-01"),
        ("2", "Head of Works", "2032-06-02"),
        ("3", "Mate, Night Boat", "2032-06-03"),
    ]


def test_a_date_in_words_not_known_is_a_doubt_about_its_item() -> None:
    odd = (*_ROWS[1][:2], "When the tide allows", _ROWS[1][3])
    draft = _read(_HEADS, _ROWS[0], odd, _ROWS[2])
    assert _fields(draft)[1] == (
        "The harbour should mend the quay.",
        "Head of Works",
        None,
        "in-progress",
    )
    assert draft.items[1].doubt == "its date, 'When the tide allows', is no day or month"


def test_a_line_that_no_column_can_have_is_left_to_a_person() -> None:
    strange = (_ROWS[1][0], "as the annex says", *_ROWS[1][1:])
    heads = ("Recommendation", "Lead", "Target date", "RAG")
    draft = _read(heads, _ROWS[0], strange, _ROWS[2])
    assert [item.owner for item in draft.items] == [row[1] for row in _ROWS]
    assert "annex" in draft.warnings[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Recommendations\n\nProgress\n\nThe harbour is open. It was closed in May.\n\n"
        "Nobody was hurt on 3 June 2031.",
        "Actions\n\nOwners\n\nEach action has an owner.\n\nThat is the Harbour Master.",
        "Action\nTarget\n\nThe harbour aims to grow by a tenth.\n\nIt grew in 2031.",
    ],
)
def test_headings_above_prose_are_no_table(text: str) -> None:
    with pytest.raises(InputError, match="has no"):
        _read((text,))
