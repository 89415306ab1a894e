"""Draws the picture of the README from the example: what a terminal shows, as SVG."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
LINES = ("list --overdue --as-of 2008-12-01", "summary --as-of 2008-12-01")
WIDTH = 92


def main() -> None:
    """Runs the lines on a plan made from the example and writes docs/overdue.svg."""
    from hmic_tracker.cli import main as tracker

    os.environ["TRACKER_TODAY"] = "2008-12-01"
    with tempfile.TemporaryDirectory() as folder, redirect_stderr(io.StringIO()):
        store = str(Path(folder) / "plan")
        with redirect_stdout(io.StringIO()):
            tracker(["init", store])
            report = str(ROOT / "examples" / "progress-report-2008-09-11.txt")
            tracker(["import", report, "--yes", "--store", store])
        console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
        for line in LINES:
            shown = io.StringIO()
            with redirect_stdout(shown):
                shape = ["--color", "always", "--width", str(WIDTH)]
                tracker([*line.split(), "--store", store, *shape])
            console.print(Text(f"$ tracker {line}", style="bold"))
            console.print(Text.from_ansi(shown.getvalue()))
        target = ROOT / "docs" / "overdue.svg"
        picture = console.export_svg(title="tracker", unique_id="tracker")
        target.write_text(picture, encoding="utf-8")
    sys.stdout.write(f"wrote {target.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
