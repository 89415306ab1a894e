"""Pages in headless Chromium: on a phone, a laptop and A4, light and dark, held to axe-core."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.render.to_html import draw
from hmic_tracker.render.views.position import position_document
from hmic_tracker.reports.request import ReportRequest
from hmic_tracker.reports.status_page import status_page
from tests.browser.chromium import A4, LAPTOP, PHONE, Browser, Size, browser, tab
from tests.browser.looking import needs_browser, problems_of
from tests.browser.plans import DAY, SINCE, plan_of
from tests.commands.test_remind import parsed, texts
from tests.conftest import Run
from tests.papers.test_minutes import an_answered_item, drawn
from tests.render.pages import HOSTILE

pytestmark = needs_browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for all pages."""
    with browser() as found:
        yield found


def test_the_page_of_a_worked_plan_is_without_fault_in_every_view(
    chromium: Browser, worked: Path, run: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    assert run("--store", worked, "summary", "--since", "2008-09-11", "-o", page).code == 0
    assert problems_of(chromium, page) == []


def test_the_paper_for_a_board_is_without_fault_in_every_view(
    chromium: Browser, worked: Path, run: Run, tmp_path: Path
) -> None:
    paper = tmp_path / "paper.html"
    line = ("report", "--number", "9", "--meeting", "2008-12-05", "-o", paper)
    assert run("--store", worked, *line).code == 0
    assert problems_of(chromium, paper) == []


def test_the_minutes_of_a_review_are_without_fault_in_every_view(
    chromium: Browser, tmp_path: Path
) -> None:
    page = tmp_path / "minutes.html"
    page.write_text(drawn("html", an_answered_item(), internal=True), encoding="utf-8")
    assert problems_of(chromium, page) == []


def test_the_mails_to_owners_are_without_fault_in_every_view(
    chromium: Browser, worked: Path, tmp_path: Path, run: Run
) -> None:
    plan = shutil.copytree(worked, tmp_path / "plan")
    assert run("--store", plan, "remind", "-o", tmp_path / "packs").code == 0
    mails = sorted((tmp_path / "packs").glob("*.eml"))
    assert mails
    for mail in mails:
        page = tmp_path / "mail.html"
        page.write_text(texts(parsed(mail.read_bytes()))[1], encoding="utf-8")
        assert problems_of(chromium, page) == []


@pytest.mark.parametrize("line", ["list --all", "show REC-6", "grades", "trend"])
def test_what_other_commands_print_as_html_is_without_fault(
    chromium: Browser, worked: Path, run: Run, tmp_path: Path, line: str
) -> None:
    page = tmp_path / "page.html"
    words = line.split()
    assert run("--store", worked, *words, "-o", page).code == 0
    assert problems_of(chromium, page, views=["laptop light"]) == []


def page_of(texts: list[str]) -> str:
    return draw(position_document(status_page(ReportRequest(plan_of(texts), DAY), SINCE)))


def test_a_page_of_hostile_texts_is_inert(chromium: Browser, tmp_path: Path) -> None:
    texts = [text for text in HOSTILE if text.strip() and len(text) < 4000]
    page = tmp_path / "page.html"
    page.write_text(page_of(texts), encoding="utf-8")
    tame = tmp_path / "tame.html"
    like = [f"text {n:04}" for n in range(len(texts))]
    tame.write_text(page_of(like), encoding="utf-8")
    assert problems_of(chromium, page, views=["phone light"]) == []
    counts = []
    for path in (page, tame):
        with tab(chromium, path) as shown:
            counts.append(shown.value("document.querySelectorAll('*').length"))
    assert counts[0] == counts[1]


def test_the_page_of_a_plan_without_anything_is_without_fault(
    chromium: Browser, run: Run, tmp_path: Path
) -> None:
    assert run("init", tmp_path / "plan").code == 0
    page = tmp_path / "page.html"
    assert run("--store", tmp_path / "plan", "summary", "-o", page).code == 0
    assert problems_of(chromium, page, views=["phone light", "laptop dark"]) == []


def test_the_keyboard_goes_to_the_skip_link_first_and_reaches_every_wide_table(
    chromium: Browser, worked: Path, run: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    assert run("--store", worked, "summary", "-o", page).code == 0
    with tab(chromium, page, PHONE) as shown:
        shown.value("document.querySelector('details').open = true")
        seen = []
        for _ in range(40):
            for kind in ("keyDown", "keyUp"):
                shown.call(
                    "Input.dispatchKeyEvent",
                    type=kind,
                    key="Tab",
                    code="Tab",
                    windowsVirtualKeyCode=9,
                )
            seen.append(
                shown.value(
                    "document.activeElement.getAttribute('aria-label')"
                    " || document.activeElement.getAttribute('href')"
                )
            )
        wide = shown.value(
            "[...document.querySelectorAll('.scroll')]"
            ".filter(one => one.scrollWidth > one.clientWidth)"
            ".map(one => one.getAttribute('aria-label'))"
        )
    assert seen[0] == "#main"
    assert wide
    assert set(wide) <= set(seen)


def test_printed_on_a4_nothing_is_cut(
    chromium: Browser, worked: Path, run: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    assert run("--store", worked, "summary", "--since", "2008-09-11", "-o", page).code == 0
    with tab(chromium, page, A4, media="print") as shown:
        # A4 less its margins of 14 mm, in CSS pixels.
        shown.call(
            "Emulation.setDeviceMetricsOverride",
            width=688,
            height=987,
            deviceScaleFactor=1,
            mobile=False,
        )
        assert shown.value("document.documentElement.scrollWidth") <= 688
        pdf = shown.pdf()
    assert pdf.startswith(b"%PDF")
    assert 2 <= sheets(pdf) <= 3


FULL_PHONE: Final = Size(390, 844)
POSTS: Final = (
    "Head of Public Protection",
    "Commander, Territorial Policing",
    "Director of Performance",
    "Head of Child Abuse Investigation",
    "Head of Criminal Justice",
)


@pytest.fixture
def full(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan of 64 items that all have a text, an owner and a history, most of them overdue."""
    items = [*(f"REC-{n}" for n in range(1, 17)), *(f"AFI-{n}" for n in range(1, 49))]
    for place, one in enumerate(items):
        monkeypatch.setenv("TRACKER_TODAY", f"2008-10-{10 + place % 20}")
        lines = [f"update {one} --owner '{POSTS[place % 5]}'"]
        if one.startswith("AFI"):
            text = f"The force should record and supervise work of kind {place} in each borough."
            lines.append(f"update {one} --text '{text}' --reason 'the text came'")
        if place % 2:
            reason = f"part {place} of the release is late once more, as its supplier says"
            lines.append(f"update {one} --due 2008-11 --reason '{reason}' --publish")
        if place % 3:
            lines.append(f"note {one} 'checked with {place} boroughs, two are left' --publish")
        if place % 7 == 0:
            lines.append(f"update {one} --status done --note 'in all boroughs' --publish")
        for line in lines:
            assert run(*shlex.split(line)).code == 0, line
    monkeypatch.setenv("TRACKER_TODAY", "2009-05-01")
    return plan


def test_a_page_of_64_items_is_small_and_prints_on_three_sheets(
    chromium: Browser, full: Path, run: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    for since in ((), ("--since", "2008-09-11")):
        assert run("summary", *since, "-o", page).code == 0
        assert re.search("Overdue: [34][0-9]<", page.read_text(encoding="utf-8"))
        assert page.stat().st_size < 200_000
        with tab(chromium, page, A4, media="print") as shown:
            assert sheets(shown.pdf()) <= 3
    assert problems_of(chromium, page) == []


def sheets(pdf: bytes) -> int:
    """How many pages a PDF of Chromium has."""
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page /")


@pytest.mark.parametrize("size", [LAPTOP, FULL_PHONE], ids=["laptop", "phone"])
def test_what_a_board_asks_is_answered_before_it_scrolls(
    chromium: Browser, worked: Path, run: Run, tmp_path: Path, size: Size
) -> None:
    page = tmp_path / "page.html"
    assert run("--store", worked, "summary", "-o", page).code == 0
    with tab(chromium, page, size) as shown:
        ends = "Math.max(...[...document.querySelectorAll('dl dd')]"
        low = shown.value(f"{ends}.map(one => one.getBoundingClientRect().bottom))")
        assert low <= size.height
        assert shown.value("document.documentElement.scrollWidth") == size.width
        tables = "[...document.querySelectorAll('.stacked')]"
        assert shown.value(
            f"{tables}.every(one => one.parentElement.scrollWidth <= one.parentElement.clientWidth)"
        )


def test_the_trend_is_as_wide_as_the_page_and_its_letters_keep_their_size(
    chromium: Browser, worked: Path, run: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    assert run("--store", worked, "summary", "-o", page).code == 0
    for size in (LAPTOP, FULL_PHONE):
        with tab(chromium, page, size) as shown:
            box = "document.querySelector('{}').getBoundingClientRect()"
            chart, main = box.format("svg.chart"), box.format("main")
            assert shown.value(f"{chart}.width - {main}.width") == 0
            words = "[...document.querySelectorAll('svg text')]"
            assert shown.value(
                f"{words}.every(one => one.getBoundingClientRect().right <= {chart}.right)"
            )
            assert 12 <= shown.value(f"{words}[0].getBoundingClientRect().height") <= 18


def test_what_a_browser_says_of_a_bad_page_is_found(chromium: Browser, tmp_path: Path) -> None:
    """The check itself: a page with every fault that it looks for."""
    page = tmp_path / "bad.html"
    page.write_text(
        "<!DOCTYPE html><html><body><script>console.error('x')</script>"
        "<p style='color:#ddd'>pale</p><img src='none.png'><div style='width:3000px'>w</div>"
    )
    with tab(chromium, page, LAPTOP) as shown:
        assert shown.value("1 + 1") == 2
    found = " ".join(problems_of(chromium, page, views=["phone light"]))
    for said in ("console.error", "live: <script", "live: <img", "fetched file:", "wider than"):
        assert said in found
    for rule in ("color-contrast", "html-has-lang", "image-alt", "document-title"):
        assert f'axe: ["{rule}"' in found
