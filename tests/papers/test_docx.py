"""The paper in Word: real headings, styles, header rows, page numbers; and it opens elsewhere."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.render import nodes
from hmic_tracker.render.docx_styles import TEXT_WIDTH
from hmic_tracker.render.docx_widths import MARGIN, column_widths, width_of
from hmic_tracker.render.to_docx import draw
from tests.conftest import Run
from tests.papers.reading import FORMS, docx_parts, made

WORDS = ("--number", "9", "--meeting", "2008-12-11", "--as-of", "2008-12-01")
ALL = ("--appendices", "all")
ENVIRONMENTS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"},
)


@pytest.fixture
def paper(run: Run, plan: Path, tmp_path: Path) -> bytes:
    text = (plan / "tracker.toml").read_text()
    head = 'marking = "OFFICIAL"\n'
    (plan / "tracker.toml").write_text(
        f'{head}{text}\n[papers.board]\nboard = "Performance Board"\nauthor = "Liaison Officer"\n'
    )
    return made(run, "docx", tmp_path, *WORDS, *ALL)


def test_headings_and_paragraphs_are_real_ones(paper: bytes) -> None:
    found = docx.Document(io.BytesIO(paper))
    styles = [paragraph.style.name for paragraph in found.paragraphs if paragraph.style]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2", "Heading 3", "Quote", "List Bullet"} <= set(styles)
    heads = [p.text for p in found.paragraphs if p.style and p.style.name == "Heading 1"]
    assert heads[:3] == ["A. Recommendation", "Summary", "B. Supporting information"]
    assert heads[-1] == (
        "Appendix 3: Recommendations and areas for improvement on Performance Management"
    )
    numbered = [p for p in found.paragraphs if p.style and p.style.name == "NumberedParagraph"]
    assert len(numbered) == 20
    assert not any(re.match(r"\d+\.", p.text) for p in numbered)  # Word numbers them
    numbering = numbered[0].style
    assert numbering is not None
    assert numbering.element.pPr.numPr.numId.val


def test_every_table_has_a_header_row_a_name_and_rows_that_stay_whole(paper: bytes) -> None:
    tables = docx.Document(io.BytesIO(paper)).tables
    assert len(tables) == 6
    for table in tables:
        assert list(table.rows[0]._tr.iter(qn("w:tblHeader")))
        assert all(list(row._tr.iter(qn("w:cantSplit"))) for row in table.rows)
        name = table._tbl.tblPr.find(qn("w:tblCaption"))
        assert name is not None
        assert name.get(qn("w:val"))
        widths = [int(column.w or 0) for column in table._tbl.tblGrid.gridCol_lst]
        assert abs(sum(widths) - 170 * 36_000) < 36_000


def elements(element: Any, *tags: str) -> list[Any]:
    return list(element.iter(*(qn(f"w:{tag}") for tag in tags)))


def value(element: Any, *path: str) -> str | None:
    """What an element below says: its w:val."""
    found = element.find("/".join(qn(f"w:{tag}") for tag in path))
    return None if found is None else found.get(qn("w:val"))


def test_every_table_has_one_header_row_without_merged_cells(paper: bytes) -> None:
    for table in docx.Document(io.BytesIO(paper)).tables:
        assert len(elements(table._tbl, "tblHeader")) == 1
        assert elements(table._tbl, "gridSpan", "vMerge", "hMerge") == []
        columns = len(table._tbl.tblGrid.gridCol_lst)
        assert {len(row.tc_lst) for row in table._tbl.tr_lst} == {columns}
        heads = [cell.text for cell in table.rows[0].cells]
        assert all(heads)
        assert len(set(heads)) == columns


def test_every_table_says_what_it_is_to_those_who_hear_it(paper: bytes) -> None:
    for table in docx.Document(io.BytesIO(paper)).tables:
        names = [child.tag for child in table._tbl.tblPr]
        assert names[-3:] == [qn("w:tblLook"), qn("w:tblCaption"), qn("w:tblDescription")]
        text = value(table._tbl.tblPr, "tblDescription") or ""
        heads = ", ".join(cell.text for cell in table.rows[0].cells)
        assert text == f"{len(table.rows) - 1} rows under a head. Columns: {heads}."


def test_a_table_begins_under_its_heading_and_its_total_is_not_alone_on_a_page(
    paper: bytes,
) -> None:
    """Of a long table the first two rows and the last two are kept together."""
    found = docx.Document(io.BytesIO(paper))
    for table in found.tables:
        lead = table._tbl.getprevious()
        assert lead is not None
        assert value(lead, "pPr", "pStyle") == "NumberedParagraph"  # says what the table is
        assert lead.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
        kept = [bool(elements(row, "keepNext")) for row in table._tbl.tr_lst]
        assert kept[:2] == [True, True]
        assert kept[-2:] == [True, False]


def test_a_line_between_two_headings_stays_with_both(paper: bytes) -> None:
    paragraphs = docx.Document(io.BytesIO(paper)).paragraphs
    grades = [p for p in paragraphs if p.text.startswith("2007 grade:")]
    assert len(grades) == 2
    assert all(p.paragraph_format.keep_with_next for p in grades)


def test_a_text_under_a_heading_is_kept_with_nothing_after_it(paper: bytes) -> None:
    """LibreOffice leaves a heading behind that is first of a chain."""
    paragraphs = docx.Document(io.BytesIO(paper)).paragraphs
    quotations = [p for p in paragraphs if p.style and p.style.name == "Quote"]
    assert len(quotations) == 16
    assert not any(p.paragraph_format.keep_with_next for p in quotations)


@pytest.mark.parametrize(("words", "may_break"), [(20, None), (38, False), (60, None)])
def test_a_text_of_three_lines_under_a_heading_may_break_anywhere(
    words: int, may_break: bool | None
) -> None:
    """LibreOffice takes it that two of them fit, and leaves the heading behind."""
    text = nodes.Quotation(" ".join(["words"] * words))
    page = (nodes.Heading("Recommendation 1", 4), text, nodes.Paragraph("Done."), text)
    found = docx.Document(io.BytesIO(draw(nodes.Document(page))))
    _, first, _, second = found.paragraphs
    assert first.paragraph_format.widow_control is may_break
    assert second.paragraph_format.widow_control is None


def test_an_appendix_goes_on_where_the_one_before_it_ends(paper: bytes) -> None:
    paragraphs = docx.Document(io.BytesIO(paper)).paragraphs
    assert not any(p.paragraph_format.page_break_before for p in paragraphs)


def test_only_small_tables_are_kept_on_one_page() -> None:
    for rows, is_whole in ((4, True), (40, False)):
        table = nodes.Table(
            nodes.columns("Item", ">Days"), (nodes.make_row("REC-1", 1),) * rows, caption="Late"
        )
        found = docx.Document(io.BytesIO(draw(nodes.Document((table,)))))
        kept = [bool(elements(row, "keepNext")) for row in found.tables[0]._tbl.tr_lst]
        assert all(kept[:-1]) == is_whole


def test_tables_are_in_ten_points_padded_and_numbers_are_on_the_right(paper: bytes) -> None:
    found = docx.Document(io.BytesIO(paper))
    size = found.styles["Cell"].font.size
    assert size is not None
    assert size.pt == 10
    for table in found.tables:
        margins = table._tbl.tblPr.find(qn("w:tblCellMar"))
        assert margins is not None
        widths = {child.tag: int(child.get(qn("w:w"))) for child in margins}
        assert list(widths) == [qn(f"w:{side}") for side in ("top", "left", "bottom", "right")]
        assert min(widths.values()) > 40
        for row in table.rows[1:]:
            for cell in row.cells:
                if re.fullmatch(r"\d+", cell.text) and cell.text != "2007":
                    assert value(cell._tc, "p", "pPr", "jc") == "right", cell.text


def test_titles_stand_beside_the_ids_and_are_the_widest_column(paper: bytes) -> None:
    tables = [
        table
        for table in docx.Document(io.BytesIO(paper)).tables
        if table.rows[0].cells[0].text == "Item"
    ]
    assert len(tables) == 2
    for table in tables:
        assert table.rows[0].cells[1].text == "Title"
        widths = [int(column.w or 0) for column in table._tbl.tblGrid.gridCol_lst]
        assert max(widths) == widths[1]


def test_no_id_is_broken_at_the_end_of_a_line(paper: bytes) -> None:
    """In a column that has room for them ids have plain hyphens, elsewhere unbreakable ones."""
    found = docx.Document(io.BytesIO(paper))
    plain = re.compile(r"(?:REC|AFI)-\d")
    for table in found.tables:
        is_item = table.rows[0].cells[0].text == "Item"
        widths = [int(column.w or 0) / 36_000 for column in table._tbl.tblGrid.gridCol_lst]
        for row in table._tbl.tr_lst[1:]:
            for place, cell in enumerate(row.tc_lst):
                written = "".join(part.text or "" for part in elements(cell, "t"))
                if is_item and not place and plain.search(written):
                    assert value(cell, "tcPr", "noWrap") == "true"
                    assert " to " not in written  # "AFI-11 to AFI-18" has unbreakable spaces
                    assert width_of(written) <= widths[place] - 2 * MARGIN
                else:
                    assert plain.search(written) is None, written
    for paragraph in found.paragraphs:
        written = "".join(part.text or "" for part in elements(paragraph._p, "t"))
        is_heading = paragraph.style is not None and paragraph.style.name.startswith("Heading")
        assert is_heading or plain.search(written) is None, written
    assert elements(found.element.body, "noBreakHyphen")


def test_the_language_is_british_english_wherever_a_program_looks(paper: bytes) -> None:
    parts = docx_parts(paper)
    assert set(re.findall(r"<w:lang ([^>]*)/>", parts["word/styles.xml"])) == {
        'w:val="en-GB" w:eastAsia="en-GB"'
    }
    assert re.search(r"<w:rPrDefault>.*?<w:lang .*?</w:rPrDefault>", parts["word/styles.xml"], re.S)
    assert "en-US" not in "".join(parts.values())
    assert "<dc:language>en-GB</dc:language>" in parts["docProps/core.xml"]


def test_a_table_has_a_caption_where_no_paragraph_says_what_it_is() -> None:
    table = nodes.Table(nodes.columns("Item"), (nodes.make_row("REC-1"),), caption="Late items")
    for page, number in (((table,), 1), ((nodes.Paragraph("These are late:"), table), 0)):
        found = docx.Document(io.BytesIO(draw(nodes.Document(page))))
        captions = [p.text for p in found.paragraphs if p.style and p.style.name == "Caption"]
        assert captions == ["Late items"] * number
        assert value(found.tables[0]._tbl.tblPr, "tblCaption") == "Late items"


def test_a_table_without_a_caption_has_no_empty_line_and_still_a_name() -> None:
    table = nodes.Table(nodes.columns("Item", "What"), (nodes.make_row("REC-1", "Call"),))
    found = docx.Document(io.BytesIO(draw(nodes.Document((table,)))))
    assert [p.style.name for p in found.paragraphs if p.style] == ["TableGap"]
    assert value(found.tables[0]._tbl.tblPr, "tblCaption") == "Item, What"


@given(
    st.lists(st.lists(st.text(max_size=60), min_size=4, max_size=4), min_size=1, max_size=5),
    st.lists(st.sampled_from(["", "never", "long"]), min_size=4, max_size=4),
)
def test_columns_fill_the_page_whatever_is_in_them(texts: list[list[str]], wraps: Any) -> None:
    columns = tuple(nodes.Column(text, wrap=wrap) for text, wrap in zip("abcd", wraps, strict=True))
    table = nodes.Table(columns, tuple(nodes.make_row(*row) for row in texts))
    widths = column_widths(table, TEXT_WIDTH)
    assert abs(sum(widths) - TEXT_WIDTH) < 0.01
    assert min(widths) > 2 * MARGIN


def test_marking_and_page_number_stand_on_every_page(paper: bytes) -> None:
    parts = docx_parts(paper)
    assert "OFFICIAL" in parts["word/header1.xml"]
    foot = parts["word/footer1.xml"]
    assert "OFFICIAL" in foot
    position = "Position at 1 December 2008; 17 more fall due on 31 December 2008."
    assert f"Report 9. {position}" in foot
    assert re.findall(r"> (\w+) </w:instrText>", foot) == ["PAGE", "NUMPAGES"]
    section = docx.Document(io.BytesIO(paper)).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_properties_come_from_the_paper_and_its_day(paper: bytes) -> None:
    properties = docx.Document(io.BytesIO(paper)).core_properties
    assert properties.title == "HMIC Inspection 2007/09 Phase One: progress report"
    assert (properties.author, properties.last_modified_by) == ("Liaison Officer",) * 2
    assert properties.created is not None
    assert properties.created.isoformat()[:10] == "2008-12-01"
    assert properties.created == properties.modified
    with zipfile.ZipFile(io.BytesIO(paper)) as packed:
        assert {info.date_time for info in packed.infolist()} == {(2008, 12, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in packed.namelist()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_plan_and_day_give_the_same_bytes(plan: Path, tmp_path: Path, form: str) -> None:
    """In two processes that differ in all but these: hashes, time zone, folder, today."""
    found = set()
    for n, environment in enumerate(ENVIRONMENTS):
        store = shutil.copytree(plan, tmp_path / f"copy-{n}" / "plan")
        path = tmp_path / f"{n}.{FORMS[form]}"
        command = [sys.executable, "-m", "hmic_tracker", "report", *WORDS, "-o", str(path)]
        variables = {**environment, "HOME": str(tmp_path), "TRACKER_STORE": str(store)}
        variables |= {"TRACKER_TODAY": f"2009-0{n + 1}-01", "TRACKER_USER": f"Officer {n}"}
        subprocess.run(command, env=variables, check=True, capture_output=True)
        found.add(path.read_bytes())
    assert len(found) == 1


def test_a_day_before_zip_has_any_is_no_fault(run: Run, plan: Path, tmp_path: Path) -> None:
    data = made(run, "docx", tmp_path, "--as-of", "1979-06-30")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.infolist()[0].date_time == (1980, 6, 30, 0, 0, 0)


def test_it_opens_in_libreoffice_with_nothing_lost(paper: bytes, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "paper.docx").write_bytes(paper)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [office, home, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    ran = subprocess.run(
        [*command, "paper.docx"], cwd=tmp_path, capture_output=True, check=True, timeout=180
    )
    text = " ".join((tmp_path / "paper.txt").read_text(encoding="utf-8-sig").split())
    assert b"Error" not in ran.stderr
    for fact in (
        *("Report 9", "Overdue", "A. Recommendation"),
        *(
            ". In detail, where items are open and not overdue:",
            "Total 6 of 16 12 of 48 0 46 12 Apr 2009",
        ),
        *("Appendix 3: Recommendations and areas", "Recommendation 3 (REC-16)"),
    ):
        assert fact in text, fact
