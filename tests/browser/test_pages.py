"""Pages in headless Chromium: on a phone, a laptop and A4, light and dark, held to axe-core."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hmic_tracker.render.to_html import draw
from hmic_tracker.render.views.position import position_document
from hmic_tracker.reports.request import ReportRequest
from hmic_tracker.reports.status_page import status_page
from tests.browser.chromium import A4, LAPTOP, PHONE, Browser, browser, tab
from tests.browser.looking import needs_browser, problems_of
from tests.browser.plans import DAY, SINCE, plan_of
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
    assert 2 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page /") <= 8


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
