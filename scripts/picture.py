"""Draws the pictures of the docs from the example: terminals as SVG, the page as PNG.

A terminal is drawn at 80 columns on a light and on a dark ground, as the reader's page is.
Where Chromium isn't installed the page is left as it is.
"""

from __future__ import annotations

import io
import os
import shlex
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the driver of Chromium is among the tests

from tests.browser.chromium import Size, browser, program, tab  # noqa: E402

DAY = "2008-12-01"
LINES = {"summary": "summary", "overdue": "list --overdue", "trend": "trend --since 2008-09"}
"""Pictures of terminals by their names."""
WIDTH = 80
_DARK_ANSI = [
    (72, 79, 88),
    (255, 123, 114),
    (63, 185, 80),
    (210, 153, 34),
    (88, 166, 255),
    (188, 140, 255),
    (57, 197, 207),
    (177, 186, 196),
]
_LIGHT_ANSI = [
    (36, 41, 47),
    (207, 34, 46),
    (26, 127, 55),
    (154, 103, 0),
    (9, 105, 218),
    (130, 80, 223),
    (27, 124, 131),
    (110, 119, 129),
]
GROUNDS = {
    "light": TerminalTheme((255, 255, 255), (31, 35, 40), _LIGHT_ANSI, _LIGHT_ANSI),
    "dark": TerminalTheme((13, 17, 23), (230, 237, 243), _DARK_ANSI, _DARK_ANSI),
}
"""The 16 colours as terminals have them on a light and a dark ground."""
PAGE = Size(1180, 900)
WORK = (
    ("2008-10-06", "update REC-5..6 AFI-11..18 --owner 'Head of Public Protection' --yes"),
    ("2008-10-06", "update REC-7..8 --owner 'Commander, Territorial Policing' --yes"),
    ("2008-10-13", "update REC-14..16 AFI-39..48 --owner 'Director of Performance' --yes"),
    ("2008-10-20", "update REC-6 --due 2009-01 --reason 'the IT release slipped'"),
    ("2008-11-17", "update REC-5 REC-14 --status done --yes"),
    ("2008-11-28", "update REC-1 --status verified --override 'seen, not filed'"),
)
"""What is done on the example before its page is drawn."""


def main() -> None:
    """Makes a plan from the example, and writes the terminals and docs/page.png."""
    os.environ["TRACKER_USER"] = "Liaison Officer"
    with tempfile.TemporaryDirectory() as folder, redirect_stderr(io.StringIO()):
        store = str(Path(folder) / "plan")
        report = str(ROOT / "examples" / "progress-report-2008-09-11.txt")
        on_day("2008-09-12", ["init", store])
        on_day("2008-09-12", ["import", report, "--yes", "--store", store])
        written = [terminal(store, name, ground) for name in LINES for ground in GROUNDS]
        if program() is not None:
            written.append(page(store, Path(folder) / "page.html"))
    for target in written:
        sys.stdout.write(f"wrote {target.relative_to(ROOT)}\n")


def on_day(day: str, words: list[str]) -> str:
    """Runs a line of tracker on a day; what it printed."""
    from hmic_tracker.cli import main as tracker

    os.environ["TRACKER_TODAY"] = day
    shown = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    with redirect_stdout(shown):
        code = tracker(words)
    if code:
        raise SystemExit(f"tracker {shlex.join(words)}: exit code {code}")
    shown.seek(0)
    return shown.read()


def terminal(store: str, name: str, ground: str) -> Path:
    """What a terminal of 80 columns shows, as SVG."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    shape = ["--color", "always", "--width", str(WIDTH)]
    shown = on_day(DAY, [*LINES[name].split(), "--store", store, *shape])
    console.print(Text(f"$ tracker {LINES[name]}", style="bold"))
    console.print(Text.from_ansi(shown))
    target = ROOT / "docs" / f"{name}-{ground}.svg"
    picture = console.export_svg(title="tracker", theme=GROUNDS[ground], unique_id=name)
    target.write_text(picture, encoding="utf-8")
    return target


def page(store: str, html: Path) -> Path:
    """The page of `summary -o` as it begins, grades and status, as PNG."""
    for day, line in WORK:
        on_day(day, [*shlex.split(line), "--store", store])
    on_day(DAY, ["summary", "--store", store, "-o", str(html)])
    target = ROOT / "docs" / "page.png"
    with browser() as chromium, tab(chromium, html, PAGE) as shown:
        target.write_bytes(shown.picture(before="#overdue"))
    return target


if __name__ == "__main__":
    main()
