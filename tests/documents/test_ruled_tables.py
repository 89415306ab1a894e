"""Tables drawn with signs, a cell of which goes on over lines, in Markdown and in text."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources import from_markdown
from hmic_tracker.documents.sources.reading import read_document

_GRID = """Ferries: action plan

Published: 3 March 2031

Recommendations

+-----+----------------------+-------------+------------+----------------+
| Ref | Recommendation       | Lead        | Deadline   | Status         |
+=====+======================+=============+============+================+
| B1  | The board should     | Head of     | 31/03/2032 | In progress    |
|     | light the pier.      | Piers       |            |                |
+-----+----------------------+-------------+------------+----------------+
| B2  | The board should     | Head of     | 30/06/2032 | Complete       |
|     | paint its ferries,   | Ferries     |            |                |
|     | the old ones first.  |             |            |                |
+-----+----------------------+-------------+------------+----------------+
"""
_ITEMS = [
    ("B1", "The board should light the pier.", "Head of Piers", "2032-03-31", "in-progress"),
    (
        "B2",
        "The board should paint its ferries, the old ones first.",
        "Head of Ferries",
        "2032-06-30",
        "done",
    ),
]


def _items(text: str, name: str) -> list[tuple[str | None, ...]]:
    document = read_document(text.encode(), name)
    items = drafts_of(read_marks(document).marks, name, document.text)[0].items
    return [(i.label, i.text, i.owner, i.due, i.status) for i in items]


@pytest.mark.parametrize("name", ["plan.md", "plan.txt"])
@pytest.mark.parametrize("box", ["+-|=", "┼─│═"])
def test_a_cell_in_a_box_goes_on_over_the_lines_of_its_row(name: str, box: str) -> None:
    drawn = _GRID.translate(str.maketrans("+-|=", box)).replace("31─03", "31-03")
    assert _items(drawn, name) == _ITEMS


def test_each_row_of_a_box_has_the_line_on_which_it_begins() -> None:
    blocks = from_markdown.read(_GRID.encode(), "plan.md").blocks
    assert [b.place.line for b in blocks if b.role == "row"] == [8, 10, 13]
    assert [b.head for b in blocks if b.role == "row"] == [True, False, False]


_FRAMED = """  ----------------------------------------------------
  Ref   Recommendation             Lead          Status
  ----- -------------------------- ------------- -------
  B1    The board should           Head of       In
        light the pier.            Piers         progress

  B2    The board should paint     Head of       Done
        its ferries, the old       Ferries
        ones first.
  ----------------------------------------------------
"""
_PLAIN = """  Ref   Recommendation                      Lead           Status
  ----- ----------------------------------- -------------- --------
  B1    The board should light the pier.    Head of Piers  In hand
  B2    The board should ring the bell.     Head of Bells  Done
"""


def _of_dashes(table: str) -> list[tuple[str | None, ...]]:
    text = f"# Ferries\n\n## Recommendations\n\n{table}\nThat is all.\n"
    return [(label, text, owner, status) for label, text, owner, _, status in _items(text, "a.md")]


def test_a_line_of_dashes_shows_the_columns_of_rows_over_several_lines() -> None:
    framed = _FRAMED.replace("       In\n", "       In hand\n").replace(
        "Piers         progress", "Piers"
    )
    assert _of_dashes(framed) == [
        ("B1", "The board should light the pier.", "Head of Piers", "in-progress"),
        (
            "B2",
            "The board should paint its ferries, the old ones first.",
            "Head of Ferries",
            "done",
        ),
    ]


def test_each_line_below_a_line_of_dashes_is_a_row_where_no_rule_stands_above_it() -> None:
    assert _of_dashes(_PLAIN) == [
        ("B1", "The board should light the pier.", "Head of Piers", "in-progress"),
        ("B2", "The board should ring the bell.", "Head of Bells", "done"),
    ]


@pytest.mark.parametrize("around", ["```\n{}```\n", "~~~\n{}~~~\n"])
def test_a_box_that_is_quoted_as_code_stays_as_it_is(around: str) -> None:
    page = "# Ferries\n\n" + around.format(_GRID[_GRID.index("+") :])
    blocks = from_markdown.read(page.encode(), "plan.md").blocks
    assert not [block for block in blocks if block.role == "row"]


@pytest.mark.parametrize(
    "cut",
    [
        ("| B1  | The", "| B1  | All the"),
        ("|     | light the pier.      | Piers       |            |                |\n", "light\n"),
    ],
)
def test_nothing_of_a_box_that_is_drawn_badly_is_lost(cut: tuple[str, str]) -> None:
    blocks = from_markdown.read(_GRID.replace(*cut).encode(), "plan.md").blocks
    words = " ".join(block.text for block in blocks)
    assert "light" in words
    assert "the old ones first." in words.replace("|", " ").replace("  ", " ") or "paint" in words


@pytest.mark.parametrize(
    "label",
    ["R/2031/061", "2031/061", "R2031/061"],
)
@pytest.mark.parametrize("name", ["Safety recommendation", "Recommendation"])
def test_a_number_with_strokes_may_begin_with_a_letter(name: str, label: str) -> None:
    draft = read_report(
        "Oxygen: an investigation\n\nPublished 18 September 2031\n\n"
        f"{name} {label}:\n\nThe board recommends that the ferries carry oxygen. This is to make "
        "sure that nobody is without it.\n\nHow we worked\n\nWe asked everybody.\n",
        "report.txt",
    )
    assert [(i.label, i.kind) for i in draft.items] == [(label, "recommendation")]


def test_two_dashes_part_a_colour_from_what_it_says() -> None:
    page = "# Ferries\n\n*BRAG: Blue -- complete; Red -- late; Amber -- at risk*\n\n" + (
        "| Ref | Recommendation | BRAG |\n|---|---|---|\n"
        "| 1 | The board should light the pier. | Blue |\n"
        "| 2 | The board should ring the bell. | Red |\n"
    )
    assert [status for *_, status in _items(page, "plan.md")] == ["done", "in-progress"]
