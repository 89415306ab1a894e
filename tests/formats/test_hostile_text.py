"""Nothing in a text is obeyed by any format, and no format loses a word of it."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.fields import GROUPINGS
from hmic_tracker.render import to_csv, to_html, to_ids, to_markdown
from hmic_tracker.render.escaping import visible
from hmic_tracker.render.formats import RenderOptions, names_for
from hmic_tracker.render.nodes import (
    Bar,
    Bars,
    Cell,
    Column,
    Gap,
    Heading,
    Node,
    Note,
    Page,
    Pairs,
    Paragraph,
    Quotation,
    Row,
    Table,
    with_detail_column,
)
from hmic_tracker.render.text_layout import width_of
from hmic_tracker.render.views.columns import COLUMNS, fields_of
from hmic_tracker.render.views.items import items_page
from hmic_tracker.render.views.list_content import items_content
from hmic_tracker.reports.item_rows import Listing
from tests.formats.reading import INERT, Html, Markdown, text_of, words
from tests.formats.rows import hostile
from tests.render.pages import HOSTILE, blocks, forbidden, letters, texts, without_colour

FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


def all_blocks(text: str) -> Page:
    """A page with the text in every place of every block."""
    table = Table(
        (Column(text), Column(text, "right", text)),
        (
            Row((Cell(text), Cell(text, "red")), text, 1, True),
            Row((Cell(text), Cell(text))),
        ),
        text,
    )
    found: tuple[Node, ...] = (
        Heading(text),
        Paragraph(text),
        Paragraph(text, "bold", 2),
        Heading(text),
        Pairs(((text, text), ("", text))),
        Note(text, text),
        Quotation(f"{text}\n{text}\n\n{text}"),
        Bars((Bar(text, ((1, "red", text), (-2, "blue", text)), text),), text),
        Gap(),
        table,
    )
    return found


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])
def test_html_and_markdown_show_every_hostile_text_and_obey_none(text: str) -> None:
    page = all_blocks(text)
    html, markdown = Html(to_html.draw(page)), Markdown(to_markdown.draw(page))
    assert html.wrong == []
    assert html.open == []
    assert markdown.markup <= INERT
    shown = words(visible(text))
    assert {words(cell) for row in html.rows for cell in row} <= {
        shown,
        "",
        words(f"{shown} {shown}"),
    }
    for found in (html, markdown):
        detail = [shown] if text else []
        assert [words(cell) for cell in found.rows[-2]] == [shown, shown, *detail]
        assert [words(cell) for cell in found.rows[-1]] == [shown, shown, *[""] * len(detail)]
    assert forbidden(to_html.draw(page) + to_markdown.draw(page)) == []


@given(st.lists(blocks, max_size=4))
def test_html_is_well_formed_and_nothing_in_it_is_live(page: list[Node]) -> None:
    text = to_html.draw(tuple(page))
    found = Html(text)
    assert (found.wrong, found.open) == ([], [])
    assert "</html>\n" in text[-9:]
    assert forbidden(text) == []


@given(st.lists(blocks, max_size=4))
def test_markdown_has_no_markup_but_its_own(page: list[Node]) -> None:
    text = to_markdown.draw(tuple(page))
    assert Markdown(text).markup <= INERT
    assert forbidden(text) == []
    assert text == "" or (text.endswith("\n") and not text.endswith("\n\n"))


@given(st.text("#+-=.)( 1234567890ab:>~`|\\&[]!<_*\n", max_size=40))
def test_the_start_of_a_line_makes_no_list_heading_or_rule_in_markdown(text: str) -> None:
    for block in (Paragraph(text), Quotation(text), Note("", text), Paragraph(text, indent=2)):
        found = Markdown(to_markdown.draw((block,)))
        assert found.markup <= INERT - {"heading_open", "table_open", "strong_open"}
        lists = "bullet_list_open" in found.markup
        assert lists == (isinstance(block, Paragraph) and block.indent > 0)
        assert words(" ".join(found.texts)) == words(visible(text, newlines=True))


def test_addresses_in_a_text_are_not_made_links() -> None:
    text = to_markdown.draw((Paragraph("https://evil.example and www.evil.example"),))
    assert text == "https\\://evil.example and www\\.evil.example\n"


@given(hostile)
def test_html_and_markdown_have_the_rows_and_fields_of_the_page(found: Listing) -> None:
    page = items_page(found)
    table = next((block for block in page if isinstance(block, Table)), None)
    expected = [
        [words(visible(cell.text)) for cell in row.cells]
        for row in (with_detail_column(table).rows if table else ())
    ]
    content = items_content(found)
    for read in (
        Html(text_of("html", content, RenderOptions())).rows,
        Markdown(text_of("markdown", content, RenderOptions())).rows,
    ):
        assert [[words(cell) for cell in row] for row in read[1:]] == expected


@given(hostile, st.lists(st.sampled_from(list(COLUMNS)), min_size=1, max_size=6, unique=True))
def test_csv_read_back_gives_the_cells_and_no_formula(found: Listing, keys: list[str]) -> None:
    content = items_content(found, [COLUMNS[key] for key in keys])
    text = text_of("csv", content, RenderOptions())
    head, *rows = csv.reader(StringIO(text, newline=""), strict=True)
    assert head == keys
    assert len(rows) == len(found.rows)
    for cells, row in zip(rows, found.rows, strict=True):
        fields = fields_of(row)
        for key, cell in zip(keys, cells, strict=True):
            assert not cell.strip().lstrip("'").strip().startswith(FORMULA) or cell[0] == "'"
            assert cell == in_csv(fields[key])


def in_csv(value: object) -> str:
    """A value as a spreadsheet shows it, an apostrophe before what might be a formula."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    text = "; ".join(value) if isinstance(value, list) else str(value)
    text = visible(text, newlines=True)
    bare = text
    while bare[:1] == "'" or bare[:1].isspace():
        bare = bare[1:]
    return f"'{text}" if bare.startswith(FORMULA) and not isinstance(value, int) else text


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])
def test_no_hostile_text_is_a_formula_and_one_apostrophe_less_gives_it_back(text: str) -> None:
    drawn_text = to_csv.draw([text], [{text: text}])
    (head,), (cell,) = list(csv.reader(StringIO(drawn_text, newline=""), strict=True)) or [[""]]
    assert head == cell == in_csv(text)
    assert not cell.lstrip().startswith(FORMULA)
    assert forbidden(drawn_text.replace("\r\n", "\n")) == []
    if cell != visible(text, newlines=True):
        assert cell[1:] == visible(text, newlines=True)


def test_numbers_stay_numbers_and_truth_and_lists_have_one_spelling() -> None:
    values = {"n": -5, "f": -0.5, "t": True, "u": False, "l": ["-a", "b"], "e": [], "x": None}
    assert to_csv.draw(list(values), [values]) == (
        "n,f,t,u,l,e,x\r\n-5,-0.5,true,false,'-a; b,,\r\n"
    )


@given(st.lists(texts))
def test_ids_are_one_a_line_whatever_they_are(ids: list[str]) -> None:
    text = to_ids.draw(ids)
    assert text.count("\n") == len(ids)
    assert forbidden(text) == []


def _asked(draw: st.DrawFn) -> tuple[list[str] | None, str | None, bool]:
    keys = draw(st.none() | st.lists(st.sampled_from(list(COLUMNS)), min_size=1, unique=True))
    by = draw(st.none() | st.sampled_from(GROUPINGS))
    return keys, by, draw(st.booleans())


asked = st.composite(_asked)()


@given(hostile, asked, st.sampled_from([60, 78, 80, 120, 200]))
def test_in_a_pipe_the_same_rows_and_fields_come_out_as_on_a_terminal(
    found: Listing, asked: tuple[list[str] | None, str | None, bool], width: int
) -> None:
    keys, by, wide = asked
    content = items_content(found, [COLUMNS[key] for key in keys] if keys else None, by, wide)
    plain = text_of("plain", content, RenderOptions(width))
    seen = without_colour(text_of("table", content, RenderOptions(width, color=True)))
    assert letters(plain) - letters(seen) == {}
    # A screen has rules, and a head over the titles where they stand beside their rows.
    assert set(letters(seen) - letters(plain)) <= set("─Title")
    for text in (plain, seen):
        assert forbidden(text) == []
        assert max(map(width_of, text.splitlines()), default=0) <= width


@given(hostile, asked)
def test_every_format_has_every_row_once_and_no_control_character(
    found: Listing, asked: tuple[list[str] | None, str | None, bool]
) -> None:
    keys, by, wide = asked
    columns = [COLUMNS[key] for key in ["id", *(keys or []), "uid"]]
    content = items_content(found, list(dict.fromkeys(columns)), by, wide)
    ids = text_of("ids", content, RenderOptions()).split()
    assert sorted(ids) == sorted(row.item.id for row in found.rows)
    got = {
        "json": [
            item["id"] for item in json.loads(text_of("json", content, RenderOptions()))["items"]
        ],
        "csv": [row[0] for row in csv.reader(StringIO(text_of("csv", content, RenderOptions())))][
            1:
        ],
        "html": [
            r[0] for r in Html(text_of("html", content, RenderOptions())).rows if r[0] != "Item"
        ],
        "markdown": [
            r[0]
            for r in Markdown(text_of("markdown", content, RenderOptions())).rows
            if r[0] != "Item"
        ],
    }
    assert got == dict.fromkeys(got, ids)
    for name in names_for("list"):
        text = text_of(name, content, RenderOptions())
        assert forbidden(text.replace("\r\n", "\n")) == []
        text.encode()
