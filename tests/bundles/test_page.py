"""The page of a bundle in Chromium, from its unpacked folder: no network, no script, axe-core."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.browser.chromium import browser, tab
from tests.browser.looking import needs_browser, problems_of
from tests.conftest import Run

pytestmark = needs_browser


def test_the_page_is_without_fault_in_every_view_and_its_links_lead_to_files(
    run: Run, given: Path, tmp_path: Path
) -> None:
    run("settings", "set", "marking", "OFFICIAL")
    run("action", "add", "REC-5", "Agree one template", "--publish")
    run("note", "REC-5", "Briefed", "--publish")
    run("update", "REC-6", "--exempt")
    line = ("bundle", "--all", "--yes", "--to", "HMICFRS", "-o", tmp_path / "b.zip")
    assert run(*line).code == 0
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        archive.extractall(tmp_path / "out")
    page = tmp_path / "out" / "index.html"
    with browser() as chromium:
        assert problems_of(chromium, page) == []
        with tab(chromium, page) as shown:
            links = shown.value("[...document.links].map(one => one.getAttribute('href'))")
            lost = shown.value(
                "[...document.links].map(one => one.getAttribute('href'))"
                ".filter(one => one[0] == '#' && !document.getElementById(one.slice(1)))"
            )
    assert lost == []
    files = [link for link in links if not link.startswith("#")]
    assert files
    assert all((tmp_path / "out" / link).is_file() for link in files)
