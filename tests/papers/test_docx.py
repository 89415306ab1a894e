"""The paper in Word: real headings, styles, header rows, page numbers; and it opens elsewhere."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.conftest import Run
from tests.papers.reading import FORMS, docx_parts, made

WORDS = ("--number", "9", "--meeting", "2008-12-11", "--as-of", "2008-12-01")
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
    return made(run, "docx", tmp_path, *WORDS)


def test_headings_and_paragraphs_are_real_ones(paper: bytes) -> None:
    found = docx.Document(io.BytesIO(paper))
    styles = [paragraph.style.name for paragraph in found.paragraphs if paragraph.style]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2", "Heading 3", "Quote", "List Bullet", "Caption"} <= set(styles)
    heads = [p.text for p in found.paragraphs if p.style and p.style.name == "Heading 1"]
    assert heads[:3] == ["Summary", "A. Recommendation", "B. Supporting information"]
    assert heads[-1] == (
        "Appendix 3: Recommendations and areas for improvement on Performance Management"
    )
    numbered = [p for p in found.paragraphs if p.style and p.style.name == "NumberedParagraph"]
    assert len(numbered) == 22
    assert not any(re.match(r"\d+\.", p.text) for p in numbered)  # Word numbers them
    numbering = numbered[0].style
    assert numbering is not None
    assert numbering.element.pPr.numPr.numId.val


def test_every_table_has_a_header_row_a_name_and_rows_that_stay_whole(paper: bytes) -> None:
    tables = docx.Document(io.BytesIO(paper)).tables
    assert len(tables) == 7
    for table in tables:
        assert list(table.rows[0]._tr.iter(qn("w:tblHeader")))
        assert all(list(row._tr.iter(qn("w:cantSplit"))) for row in table.rows)
        name = table._tbl.tblPr.find(qn("w:tblCaption"))
        assert name is not None
        assert name.get(qn("w:val"))
        widths = [int(column.w or 0) for column in table._tbl.tblGrid.gridCol_lst]
        assert abs(sum(widths) - 170 * 36_000) < 36_000


def test_marking_and_page_number_stand_on_every_page(paper: bytes) -> None:
    parts = docx_parts(paper)
    assert "OFFICIAL" in parts["word/header1.xml"]
    foot = parts["word/footer1.xml"]
    assert "OFFICIAL" in foot
    assert "Report 9, 11 December 2008" in foot
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
        *("Report 9", "OFFICIAL", "Overdue items", "A. Recommendation"),
        *("18. In detail:", "Total 6 of 16 12 of 48 0 46 12 April 2009"),
        *("Appendix 3: Recommendations and areas", "Recommendation 3 (REC-16)"),
    ):
        assert fact in text, fact
