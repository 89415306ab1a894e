"""What every HTML file of tracker has to stand in a browser: a function over a file."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from tests.browser.chromium import A4, LAPTOP, PHONE, Browser, Size, Tab, program, tab

AXE: Final = "TRACKER_AXE"
"""The environment variable that names axe.min.js, or the folder of the npm package axe-core."""

_VIEWS: Final[tuple[tuple[str, Size, bool, str], ...]] = (
    ("phone light", PHONE, False, "screen"),
    ("phone dark", PHONE, True, "screen"),
    ("laptop light", LAPTOP, False, "screen"),
    ("laptop dark", LAPTOP, True, "screen"),
    ("A4", A4, False, "print"),
)
ALL: Final = tuple(name for name, *_ in _VIEWS)
_RUN: Final = """
axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations.map(one =>
  [one.id, one.impact, one.nodes.slice(0, 5).map(node => node.html.slice(0, 200) + " " +
   node.any.map(check => check.message).join(" ").slice(0, 200))]))
"""
_WIDER: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_LIVE: Final = """
[...document.querySelectorAll("script, iframe, object, embed, img, form, input, link, video")]
  .map(one => one.outerHTML.slice(0, 100)).concat(
[...document.querySelectorAll("*")].flatMap(one => [...one.attributes]
  .filter(at => at.name.startsWith("on") || /^\\s*javascript:/i.test(at.value))
  .map(at => `${at.name}="${at.value}"`)))
"""


@cache
def axe_source() -> str | None:
    """The text of axe-core, where TRACKER_AXE says it is.

    Asked when this module is loaded, since tests run without such settings.
    """
    given = os.environ.get(AXE)
    if not given:
        return None
    path = Path(given)
    path = path / "axe.min.js" if path.is_dir() else path
    return path.read_text(encoding="utf-8") if path.is_file() else None


def reason_to_skip() -> str | None:
    """What is missing here to look at pages, as a sentence; None where nothing is."""
    if program() is None:
        return "Chromium is not installed (apt-get install chromium)"
    if axe_source() is None:
        return f"axe-core is not there (npm install axe-core; {AXE}=…/node_modules/axe-core)"
    return None


needs_browser = pytest.mark.skipif(
    reason_to_skip() is not None, reason=reason_to_skip() or "everything is there"
)


def problems_of(browser: Browser, path: Path, views: Collection[str] = ALL) -> list[str]:
    """What is wrong with an HTML file: nothing, on a phone, on a laptop and on A4, light and dark.

    Of these `views` takes some by name. Nothing is said on the console, nothing is fetched,
    nothing in it is live; it is no wider than the window; and axe-core finds no violation of its
    rules (WCAG 2.2 A and AA, best practices).
    """
    source = axe_source()
    assert source is not None
    found: list[str] = []
    for name, size, dark, media in (view for view in _VIEWS if view[0] in views):
        with tab(browser, path, size, dark, media) as shown:
            found += [f"{name}: {problem}" for problem in _problems(shown, source, media)]
    return found


def _problems(shown: Tab, axe: str, media: str) -> list[str]:
    found = shown.told()
    found += [f"live: {one}" for one in shown.value(_LIVE)]
    if media == "screen" and (wider := shown.value(_WIDER)) > 0:
        found.append(f"{wider} pixels wider than the window")
    shown.value(axe)
    violations: list[Any] = shown.value(_RUN)
    return found + [f"axe: {json.dumps(one)}" for one in violations]
