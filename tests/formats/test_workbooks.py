"""Lists and figures as workbooks: real dates and numbers, nothing that a spreadsheet would obey."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from openpyxl import load_workbook

from hmic_tracker.domain.record_replace import replace
from hmic_tracker.render.escaping import visible
from hmic_tracker.render.to_xlsx import draw
from hmic_tracker.render.views.list_sheets import USUAL, list_workbook
from hmic_tracker.render.xlsx_parts import LONGEST_CELL
from hmic_tracker.reports.item_rows import Listing
from tests.conftest import Run
from tests.formats.reading import workbook_text
from tests.formats.rows import REC, hostile, listed
from tests.render.pages import HOSTILE

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|'/c calc'!A1", "http://example.org/a b")


def drawn(listing: Listing) -> Any:
    """The workbook of a list, read back."""
    return load_workbook(BytesIO(draw(list_workbook(listing, None))))


def at(*day: int) -> datetime:
    """A day as openpyxl has it."""
    return datetime.combine(date(*day), time())


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def office() -> str:
    """LibreOffice with its spreadsheets; skips where it isn't."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None or not list(Path("/usr/lib").glob("libreoffice/program/libsclo.so")):
        pytest.skip("LibreOffice Calc is not installed")
    return program


def test_a_list_is_a_sheet_of_dates_numbers_and_words_with_a_filter_and_heads_that_stay(
    run: Run, worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_STORE", str(worked))
    found = run("list", "--where", "id = REC-6 or id = REC-7", "-o", tmp_path / "plan.xlsx")
    assert (found.code, found.out, found.err) == (0, "", f"wrote {tmp_path / 'plan.xlsx'}\n")
    sheet = load_workbook(tmp_path / "plan.xlsx")["Items"]
    rows = {row[0]: dict(zip(USUAL, row, strict=True)) for row in sheet.values}
    assert list(rows) == ["id", "REC-6", "REC-7"]
    assert list(rows["id"].values()) == list(USUAL)
    rec = rows["REC-6"]
    assert (rec["due"], rec["original_due"]) == (at(2009, 3, 13), "2008-09")
    assert (rec["days_overdue"], rec["rag"], rec["label"]) == (0, "amber", "2")
    assert rows["REC-7"]["days_overdue"] == 62
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:T3")
    fills = {row[15].value: row[15].fill.fgColor.rgb for row in sheet.iter_rows(min_row=2)}
    assert fills == {"amber": "FFFFC000", "red": "FFC00000"}
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight) == (
        *("landscape", 9, 2),
        0,
    )
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")


def test_the_marking_is_on_every_page_and_nobodys_name_in_the_file() -> None:
    listing = replace(listed(REC), marking="OFFICIAL & more")
    data = draw(list_workbook(listing, None))
    sheet: Any = load_workbook(BytesIO(data))["Items"]
    assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == "OFFICIAL && more"
    properties = load_workbook(BytesIO(data)).properties
    assert (properties.creator, properties.lastModifiedBy) == (None, None)
    assert properties.created.date() == properties.modified.date() == date(2008, 12, 1)
    assert properties.keywords == "OFFICIAL & more"


@pytest.mark.parametrize("marking", ["OFFICIAL & &D &P [v2]", "&", "RESTRICTED", "&[Date]&&"])
def test_the_marking_stands_above_and_below_every_sheet_of_every_workbook(
    run: Run, plan: Path, tmp_path: Path, marking: str
) -> None:
    settings = plan / "tracker.toml"
    settings.write_text(f"marking = '{marking}'\n" + settings.read_text())
    run("update", "REC-5", "AFI-11..18", "--owner", "Head of Public Protection", "--yes")
    for command in ("list", "summary", "grades", "trend"):
        assert run(command, "-o", tmp_path / f"{command}.xlsx").code == 0
    run("list", "--no-owner", "-o", tmp_path / "owners.xlsx")
    run("remind", "-o", tmp_path)
    files = sorted(tmp_path.glob("*.xlsx"))
    assert len(files) == 6
    for file in files:
        sheets: list[Any] = load_workbook(file).worksheets
        for sheet in sheets:
            above, below = sheet.oddHeader.center.text, sheet.oddFooter.center.text
            assert above == below == marking.replace("&", "&&"), (file, sheet.title)


def test_a_wide_list_is_printed_on_pages_side_by_side_without_what_is_for_programs(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    found: dict[str, Any] = {}
    for name, options in {
        "usual": (),
        "few": ("--columns", "id,title,due,owner"),
        "all": ("--wide",),
    }.items():
        run("list", *options, "-o", tmp_path / f"{name}.xlsx")
        sheet: Any = load_workbook(tmp_path / f"{name}.xlsx")["Items"]
        page = sheet.page_setup
        found[name] = (page.fitToWidth, sheet.print_area, sheet.print_title_cols, page.pageOrder)
    assert found == {
        "usual": (2, "'Items'!$A$1:$R$47", "$A:$A", "overThenDown"),
        "few": (None, "", None, None),
        "all": (4, "", "$A:$A", "overThenDown"),
    }


def test_the_same_list_on_the_same_day_has_the_same_bytes() -> None:
    assert draw(list_workbook(listed(REC), None)) == draw(list_workbook(listed(REC), None))


@pytest.mark.parametrize("text", [*FORMULAS, *HOSTILE], ids=lambda text: ascii(text)[:30])
def test_a_text_that_looks_like_a_formula_or_a_link_is_a_text(text: str) -> None:
    listing = listed(replace(REC, text=text, owner=text, tags=(text,)))
    data = draw(list_workbook(listing, None))
    sheet = load_workbook(BytesIO(data))["Items"]
    row = dict(zip(USUAL, next(iter(sheet.iter_rows(min_row=2))), strict=True))
    for key in ("text", "owner", "tags"):
        shown = visible(text, newlines=True)
        assert row[key].data_type == ("s" if shown else "n")
        assert (row[key].value or "") == shown
    parts = parts_of(data)
    assert not [name for name, part in parts.items() if re.search(r"<f[ >/]|<hyperlink", part)]
    assert not [name for name in parts if "externalLink" in name or "vba" in name.lower()]


def test_what_begins_like_a_formula_stays_text_when_the_cell_is_opened_and_left() -> None:
    sheet = drawn(listed(replace(REC, owner="=1+1", text="one")))["Items"]
    cells = dict(zip(USUAL, next(iter(sheet.iter_rows(min_row=2))), strict=True))
    assert (cells["owner"].quotePrefix, cells["text"].quotePrefix) == (True, False)


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    for text in ("x" * 40_000, "😀" * 20_000):
        sheet = drawn(listed(replace(REC, text=text)))["Items"]
        value = sheet.cell(2, USUAL.index("text") + 1).value
        assert value.endswith(" [cut: a cell holds no more]")
        assert LONGEST_CELL - 1 <= len(value.encode("utf-16-le")) // 2 <= LONGEST_CELL


def test_a_day_before_spreadsheets_know_days_is_a_text() -> None:
    sheet = drawn(listed(replace(REC, due="1899-12-31", original_due="9999-12-31")))["Items"]
    row = dict(zip(USUAL, next(iter(sheet.iter_rows(min_row=2, values_only=True))), strict=True))
    assert (row["due"], row["original_due"]) == ("1899-12-31", at(9999, 12, 31))


@given(hostile)
def test_no_value_of_any_item_is_lost_or_obeyed(listing: Listing) -> None:
    sheet = drawn(listing)["Items"]
    rows = [dict(zip(USUAL, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    assert [row["id"] for row in rows] == [row.item.id for row in listing.rows]
    for row, one in zip(rows, listing.rows, strict=True):
        assert row["owner"] == (visible(one.item.owner or "", newlines=True) or None)
        assert row["title"] == (visible(one.item.title, newlines=True) or None)
        assert row["uid"] == one.item.uid


FIGURES = {
    "summary": """\
[Frameworks]
'Framework' 'Part of' 'Period' 'Grade' 'Recommendations total' 'Recommendations completed' \
'Recommendations verified' 'Recommendations open' 'Recommendations deferred' \
'Recommendations overdue' 'AFIs total' 'AFIs completed' 'AFIs verified' 'AFIs open' \
'AFIs deferred' 'AFIs overdue'
""",
    "grades": """\
[Grades]
'Framework' 'Part of' '2006' '2007' 'Change'
""",
    "trend": """\
[Trend]
'To end of' 'Total' 'Open' 'Deferred' 'Overdue' 'Completed' 'Verified' 'New' 'Completed since' \
'Dates moved' 'Days moved' 'Median age of open, days'
datetime.datetime(2008, 9, 30, 0, 0) 64 46 0 0 18 0 64 18 0 0 19
""",
}


@pytest.mark.parametrize("command", FIGURES)
def test_the_figures_are_workbooks_as_well(
    run: Run, plan: Path, tmp_path: Path, command: str
) -> None:
    file = tmp_path / "figures.xlsx"
    assert run(command, "-o", file).code == 0
    text = workbook_text(file.read_bytes())
    assert text.startswith(FIGURES[command])
    if command == "summary":
        assert "\n'Total' None None None 16 6 0 10 0 4 48 12 0 36 0 8\n[Overdue]\n" in text
        assert "\n'REC-5' 'Holds borough commanders" in text


def test_a_workbook_needs_a_file_and_is_made_of_tables(run: Run, plan: Path) -> None:
    found = run("list", "--format", "xlsx")
    assert (found.code, found.out) == (2, "")
    assert found.err == "tracker: an XLSX is written into a file\nname it: -o plan.xlsx\n"
    found = run("show", "REC-5", "-o", "one.xlsx")
    assert (found.code, found.out) == (2, "")
    assert "xlsx is a format of list, summary, grades and trend" in found.err


def test_it_opens_in_libreoffice_with_nothing_lost(tmp_path: Path) -> None:
    program = office()
    (tmp_path / "plan.xlsx").write_bytes(draw(list_workbook(listed(REC), None)))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [program, home, "--headless", "--convert-to", "csv", "plan.xlsx"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=300)
    head, row = (tmp_path / "plan.csv").read_text(encoding="utf-8").splitlines()
    assert head == ",".join(USUAL)
    assert row.startswith("REC-1,")
    assert REC.title in row


def test_a_printed_list_has_its_marking_and_its_ids_on_each_page(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    from pypdfium2 import PdfDocument

    program = office()
    marking = "OFFICIAL & &D &P"
    settings = plan / "tracker.toml"
    settings.write_text(f"marking = '{marking}'\n" + settings.read_text())
    run("list", "-o", tmp_path / "plan.xlsx")
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [program, home, "--headless", "--convert-to", "pdf", "plan.xlsx"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=300)
    printed = PdfDocument(tmp_path / "plan.pdf")
    texts = [page.get_textpage().get_text_range() for page in printed]
    assert len(texts) == 4
    for text in texts:
        assert text.count(marking) == 2
    assert ["REC-5" in text for text in texts] == [True, True, False, False]
    assert not any("updated_at" in text or "uid" in text.split() for text in texts)
