"""A paper on pages, as LibreOffice prints it: how many, how full, and what ends one."""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import docx
import pytest
from pypdfium2 import PdfDocument, PdfPage

from hmic_tracker.cli import main
from hmic_tracker.render import libreoffice
from tests.conftest import EXAMPLES

REAL: Final = os.environ.get("TRACKER_REAL_REPORT", "")
DAYS: Final = ("2008-09-11", "2008-12-01", "2009-02-02")
MOST_PAGES: Final = 8
_HEIGHT: Final = 841.9  # of A4, in points
_HEAD: Final = 45  # points at the top and at the bottom are the marking's and the page number's
_SAME_LINE: Final = 4


class Line(NamedTuple):
    """A line of a page, so many points over its foot."""

    height: float
    text: str


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with the real report imported, where one is named."""
    if not REAL:
        pytest.skip("TRACKER_REAL_REPORT names no report")
    folder = tmp_path_factory.mktemp("real") / "plan"
    assert main(["init", str(folder)]) == 0
    assert main(["--store", str(folder), "import", REAL, "--yes"]) == 0
    return folder


def flat(text: str) -> str:
    return " ".join(re.sub("[\u2010\u2011\ufffe\u00ad\x02]", "-", text).split())


def lines_of(page: PdfPage) -> list[Line]:
    """The lines of a page from the top, cells of one height together, without head and foot."""
    text = page.get_textpage()
    rows: dict[float, list[tuple[float, str]]] = {}
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        if words := flat(text.get_text_bounded(left, bottom, right, top)):
            near = (height for height in rows if abs(height - bottom) < _SAME_LINE)
            rows.setdefault(next(near, bottom), []).append((left, words))
    return [
        Line(height, " ".join(words for _, words in sorted(rows[height])))
        for height in sorted(rows, reverse=True)
        if _HEAD + 15 < height < _HEIGHT - _HEAD
    ]


def faults(written: bytes, printed: bytes) -> Iterator[str]:
    """What is wrong with the pages: a heading that ends one, one that is more than half empty."""
    paragraphs = docx.Document(io.BytesIO(written)).paragraphs
    styles = ((one.text, one.style.name if one.style else "") for one in paragraphs)
    headings = {flat(text) for text, style in styles if style.startswith(("Heading", "Title"))}
    assert len(headings) > 10
    pages = [lines_of(page) for page in PdfDocument(printed)]
    found = {line.text for lines in pages for line in lines}
    assert len(headings & found) > len(headings) / 2, "headings are not seen"
    for number, lines in enumerate(pages, 1):
        if not lines:
            yield f"page {number} is empty"
            continue
        texts = [line.text for line in lines]
        ends = {texts[-1], *(" ".join(pair) for pair in list(pairwise(texts))[-1:])}
        yield from (f"page {number} ends with {heading!r}" for heading in ends & headings)
        if number < len(pages) and lines[-1].height > _HEIGHT / 2:
            yield f"page {number} is half empty"


def paper(plan: Path, folder: Path, day: str) -> tuple[bytes, bytes]:
    """The paper of a plan as DOCX, and as the PDF that LibreOffice makes of it."""
    path = folder / "paper.docx"
    words = ["--number", "11", "--as-of", day, "--yes", "-o", str(path)]
    assert main(["--store", str(plan), "report", *words]) == 0
    written = path.read_bytes()
    return written, libreoffice.pdf_of(written)


@pytest.mark.parametrize("day", DAYS)
def test_the_papers_of_the_example_have_few_pages_that_break_well(
    office: str, tmp_path: Path, day: str
) -> None:
    plan = shutil.copytree(EXAMPLES / "action-plan", tmp_path / "plan")
    written, printed = paper(plan, tmp_path, day)
    assert len(PdfDocument(printed)) <= MOST_PAGES
    assert list(faults(written, printed)) == []


@pytest.mark.parametrize("day", DAYS)
def test_the_papers_of_the_real_report_break_well(
    office: str, real: Path, tmp_path: Path, day: str
) -> None:
    assert list(faults(*paper(real, tmp_path, day))) == []


def test_the_paper_of_a_plan_that_was_worked_on_breaks_well(
    office: str, worked: Path, tmp_path: Path
) -> None:
    plan = shutil.copytree(worked, tmp_path / "plan")
    assert list(faults(*paper(plan, tmp_path, DAYS[1]))) == []
