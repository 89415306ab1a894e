"""PDFs with a text layer: lines with their places, columns, heads and feet, ruled tables."""

from __future__ import annotations

from fpdf import FPDF

from hmic_tracker.documents.sources.from_pdf import read
from hmic_tracker.documents.sources.pdf_lines import (
    PrintedLine,
    lines_in_order,
    rows_of_words,
    without_notes,
)
from hmic_tracker.documents.sources.pdf_words import frame_of, words_of
from tests.sources.making import lines, listing, pdf


def order_of_reading(data: bytes) -> list[PrintedLine]:
    """The lines of the first page of a PDF."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    try:
        page = document[0]
        words = words_of(page, frame_of(page))
        page.close()
    finally:
        document.close()
    return lines_in_order(rows_of_words(without_notes(words)))


def texts(data: bytes) -> list[str]:
    return [line.text for line in order_of_reading(data)]


def test_lines_have_their_page_and_number() -> None:
    def fill(document: FPDF) -> None:
        lines(document, "The force should act.")
        document.add_page()
        lines(document, "It has not.", "It will.", gap=9)

    assert [(str(b.place), b.text) for b in read(pdf(fill), "report.pdf").blocks] == [
        ("page 1, line 1", "The force should act."),
        ("page 2, line 1", "It has not."),
        ("page 2, line 2", "It will."),
    ]


def test_lines_know_their_size_weight_and_indent() -> None:
    def fill(document: FPDF) -> None:
        document.set_font("Helvetica", style="B", size=16)
        lines(document, "Custody in Westland")
        document.set_font("Helvetica", size=11)
        lines(document, "The force should act.", gap=4)
        document.set_x(30)
        document.cell(0, 5, "Within a month.")

    assert [
        (line.text, line.size, line.bold, line.left > line.column)
        for line in order_of_reading(pdf(fill))
    ] == [
        ("Custody in Westland", 16, True, False),
        ("The force should act.", 11, False, False),
        ("Within a month.", 11, False, True),
    ]


def test_two_columns_are_read_one_after_the_other_below_what_goes_across() -> None:
    text = "The officers of the unit know the people whom they meet on most days by name"

    def fill(document: FPDF) -> None:
        lines(
            document, "A heading that goes across the whole page, from its left to its right edge"
        )
        for left, mark in ((10, "L"), (110, "R")):
            document.set_xy(left, 30)
            for number in range(8):
                document.set_x(left)
                document.cell(80, 5, f"{mark}{number} {text[:38]}", new_y="NEXT")

    read_in_order = [line.split()[0] for line in texts(pdf(fill))]
    assert read_in_order == ["A", *(f"L{n}" for n in range(8)), *(f"R{n}" for n in range(8))]


def test_values_beside_their_labels_stay_in_their_lines() -> None:
    def fill(document: FPDF) -> None:
        for label, value in (
            ("Owner", "Head of Crime"),
            ("Due", "May 2031"),
            ("Status", "Open"),
        ) * 4:
            document.cell(60, 5, label)
            document.cell(0, 5, value, new_x="LMARGIN", new_y="NEXT")

    assert texts(pdf(fill))[:3] == ["Owner\tHead of Crime", "Due\tMay 2031", "Status\tOpen"]


def test_a_marker_is_a_space_away_however_far_its_text_stands() -> None:
    def fill(document: FPDF) -> None:
        document.cell(20, 5, "3.")
        document.cell(0, 5, "The force should act.", new_x="LMARGIN", new_y="NEXT")

    assert texts(pdf(fill)) == ["3. The force should act."]


def test_the_raised_mark_of_a_footnote_is_no_text() -> None:
    def fill(document: FPDF) -> None:
        document.cell(document.get_string_width("The force"), 5, "The force")
        document.char_vpos = "SUP"
        document.write(5, "12")
        document.char_vpos = "LINE"
        document.write(5, " should act.")

    assert texts(pdf(fill)) == ["The force should act."]


def test_text_along_any_edge_of_the_page_is_read_and_what_slopes_is_furniture() -> None:
    def fill(document: FPDF) -> None:
        for angle in (90, 180, 270):
            with document.rotation(angle, 100, 100):
                document.text(100, 100, "First line of the text.")
                document.text(100, 106, "Second line.")
            with document.rotation(angle + 45, 50, 50):
                document.text(50, 50, "Draft")
            document.add_page()

    document = pdf(fill)
    assert [(block.role, block.text) for block in read(document, "report.pdf").blocks] == [
        ("paragraph", "First line of the text."),
        ("paragraph", "Second line."),
        ("furniture", "Draft"),
    ] * 3


def test_heads_feet_numbers_contents_and_footnotes_are_furniture() -> None:
    class Report(FPDF):
        def header(self) -> None:
            self.set_font("Helvetica", size=9)
            self.cell(0, 5, "Custody in Westland: a report", new_x="LMARGIN", new_y="NEXT")
            self.ln(10)
            self.set_font("Helvetica", size=11)

        def footer(self) -> None:
            self.set_y(-15)
            self.cell(0, 5, f"{self.page_no()}")

    document = Report()
    document.add_page()
    lines(document, "Contents", "Custody . . . . . . . . . . 2", "Custody", "Cells are clean.")
    document.set_y(-40)
    document.set_font("Helvetica", size=7)
    lines(document, "1 In the year to May.", "2 As counted by the unit.")
    document.add_page()
    document.set_font("Helvetica", size=11)
    lines(document, "The force should act.")
    assert (
        listing(read(bytes(document.output()), "report.pdf"))
        == """\
page 1, line 1: furniture Custody in Westland: a report (page head)
page 1, line 2: furniture Contents (contents)
page 1, line 3: furniture Custody . . . . . . . . . . 2 (contents)
page 1, line 4: paragraph- Custody
page 1, line 5: paragraph- Cells are clean.
page 1, line 6: furniture 1 In the year to May. (footnote)
page 1, line 7: furniture 2 As counted by the unit. (footnote)
page 1, line 8: furniture 1 (page foot)
page 2, line 1: furniture Custody in Westland: a report (page head)
page 2, line 2: paragraph- The force should act.
page 2, line 3: furniture 2 (page foot)
"""
    )


def test_what_a_browser_prints_above_and_below_is_furniture() -> None:
    def fill(document: FPDF) -> None:
        lines(document, "26/11/2031, 17:05 Custody in Westland", "The force should act.")
        lines(document, "https://example.org/custody 1/1", gap=99)

    assert [block.reason for block in read(pdf(fill), "page.pdf").blocks] == [
        "page head",
        "",
        "page foot",
    ]


def table_over_pages(document: FPDF, rows: list[tuple[str, ...]], *, repeat: int = 1) -> None:
    """A table whose rows are cut between pages by hand: each page is a list of its own."""
    with document.table(repeat_headings=repeat) as table:
        for row in rows:
            table.row(row)


def test_a_ruled_table_gives_rows_and_goes_on_over_the_page() -> None:
    head = ("No.", "Recommendation", "Lead")

    def fill(document: FPDF) -> None:
        lines(document, "The plan.")
        table_over_pages(
            document, [head, ("1", "Act at once.", "Head of Crime"), ("2", "Tell the", "")]
        )
        document.add_page()
        table_over_pages(
            document, [head, ("", "people why.", "Head of Custody"), ("3", "Report.", "Clerk")]
        )
        lines(document, "The end.", gap=9)

    assert (
        listing(read(pdf(fill), "plan.pdf"))
        == """\
page 1, line 1: paragraph- The plan.
page 1, line 2: row*^ No. | Recommendation | Lead
page 1, line 3: row- 1 | Act at once. | Head of Crime
page 1, line 4: row- 2 | Tell the people why. | Head of Custody
page 2, line 1: furniture- No. Recommendation Lead (table head)
page 2, line 3: row- 3 | Report. | Clerk
page 2, line 4: paragraph- The end.
"""
    )


def test_a_table_ruled_between_its_rows_alone_has_columns_where_no_word_stands() -> None:
    rows = (
        (("No.",), ("Recommendation",), ("Lead",)),
        (
            ("1",),
            ("Act at once, in the places", "where the unit has an office."),
            ("Head",),
        ),
        (("2",), ("Report.",), ("Clerk",)),
    )

    def fill(document: FPDF) -> None:
        lines(document, "The plan.")
        for row in rows:
            document.line(10, document.get_y(), 190, document.get_y())
            top = document.get_y()
            for x, cell in zip((12, 30, 150), row, strict=True):
                for at, text in enumerate(cell):
                    document.text(x, top + 5 * (at + 1), text)
            document.set_y(top + 6 * max(map(len, row)))
        document.line(10, document.get_y(), 190, document.get_y())
        lines(document, "The end.", gap=9)

    assert (
        listing(read(pdf(fill), "plan.pdf"))
        == """\
page 1, line 1: paragraph- The plan.
page 1, line 2: row No. | Recommendation | Lead
page 1, line 3: row- 1 | Act at once, in the places where the unit has an office. | Head
page 1, line 5: row- 2 | Report. | Clerk
page 1, line 6: paragraph- The end.
"""
    )


def test_rules_between_the_sections_of_a_text_make_no_table() -> None:
    def fill(document: FPDF) -> None:
        for _ in range(5):
            document.line(10, document.get_y(), 190, document.get_y())
            lines(document, "The force should act at once, and tell the people why it did.")
            lines(document, "It should report to the board.")

    assert {block.role for block in read(pdf(fill), "plan.pdf").blocks} == {"paragraph"}


def test_cells_over_columns_and_rows_stand_in_each() -> None:
    def fill(document: FPDF) -> None:
        with document.table(first_row_as_headings=False) as table:
            row = table.row()
            row.cell("Custody", colspan=3)
            row = table.row()
            row.cell("1")
            row.cell("Act.")
            row.cell("Head of Crime", rowspan=2)
            row = table.row()
            row.cell("2")
            row.cell("Report.")

    assert [block.cells for block in read(pdf(fill), "plan.pdf").blocks] == [
        ("Custody", "Custody", "Custody"),
        ("1", "Act.", "Head of Crime"),
        ("2", "Report.", "Head of Crime"),
    ]


def test_a_box_around_text_is_no_table() -> None:
    def fill(document: FPDF) -> None:
        document.rect(9, 9, 100, 12)
        lines(document, "The force should act.", "It should report.")

    assert {block.role for block in read(pdf(fill), "plan.pdf").blocks} == {"paragraph"}


def test_the_title_of_the_file_is_a_property_where_it_looks_like_one() -> None:
    for title, kept in (
        ("Custody in Westland", (("title", "Custody in Westland"),)),
        ("Microsoft Word - custody final.doc", ()),
        ("untitled", ()),
    ):

        def fill(document: FPDF, title: str = title) -> None:
            document.set_title(title)
            lines(document, "Text.")

        assert read(pdf(fill), "report.pdf").properties == kept
