"""Draws the picture of a lead's workbook in the docs, as LibreOffice prints it: docs/answers.png.

Where LibreOffice's Calc isn't installed the picture is left as it is.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pypdfium2
from PIL.Image import Image

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "answers.png"
OWNER = "Head of Public Protection"
SCALE = 1.8
SETTINGS = """
[boards.committee]
name = "Committee"
meetings = [2008-12-11]
"""
LINES = (
    ("2008-09-12", "init plan"),
    ("2008-09-12", "import {report} --yes --store plan"),
    ("2008-10-06", f"update REC-5 REC-8 AFI-11..18 --owner '{OWNER}' --board Committee --yes"),
    ("2008-11-10", f"note REC-5 'in 20 of 32 boroughs' --by '{OWNER}'"),
    ("2008-11-17", "update AFI-12 AFI-15 --status done --yes"),
    ("2008-11-17", "action add REC-8 'Agree one template' --due 2008-12-19"),
)


def main() -> None:
    """Makes a plan, its workbook and the picture."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        sys.stdout.write("LibreOffice is not here: the picture is left as it is\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        made = workbook(Path(folder))
        home = f"-env:UserInstallation=file://{folder}/office"
        command = [program, home, "--headless", "--convert-to", "pdf", "--outdir", folder, made]
        subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603
        pdf = pypdfium2.PdfDocument(made.parent.parent / f"{made.stem}.pdf")
        image = pdf[0].render(scale=SCALE).to_pil()
        pdf.close()
    without_rest(image).save(TARGET, optimize=True)
    sys.stdout.write(f"wrote {TARGET.relative_to(ROOT)}\n")


def without_rest(image: Image) -> Image:
    """The page as far as its table goes: what is below its largest empty part is the foot."""
    width, height = image.size
    dark = image.convert("L").point(lambda shade: 255 * (shade < 250))
    lines = [y for y in range(height) if dark.crop((0, y, width, y + 1)).getbbox()]
    end = max(pairwise(lines), key=lambda pair: pair[1] - pair[0])[0]
    return image.crop((0, 0, width, end + 20))


def workbook(folder: Path) -> Path:
    """The workbook of an owner of a plan made from the example."""
    os.environ["TRACKER_USER"] = "Liaison Officer"
    os.chdir(folder)
    report = ROOT / "examples" / "progress-report-2008-09-11.txt"
    for day, line in LINES:
        on_day(day, line.format(report=shlex.quote(str(report))))
    settings = folder / "plan" / "tracker.toml"
    settings.write_text('marking = "OFFICIAL"\n' + settings.read_text() + SETTINGS)
    # The number of the sending is in the picture, and is to be the same each time.
    with patch("hmic_tracker.commands.session.generate_uid", lambda: "plm5hb7p"):
        on_day("2008-12-01", "remind -o packs --store plan")
    return folder / "packs" / "answers-head-of-public-protection.xlsx"


def on_day(day: str, line: str) -> None:
    """Runs a line of tracker on a day, in the plan of this folder."""
    from hmic_tracker.cli import main as tracker

    os.environ["TRACKER_TODAY"] = day
    words = shlex.split(line)
    if "--store" not in words and words[0] != "init":
        words += ["--store", "plan"]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
        code = tracker(words)
    if code:
        raise SystemExit(f"tracker {line}: exit code {code}\n{said.getvalue()}")


if __name__ == "__main__":
    main()
