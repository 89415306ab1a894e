"""Drafts and receipts as another mail reader has them: mblaze, which has a parser of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.answers.conftest import PP, Returning
from tests.answers.returned import counts, received
from tests.answers.workbooks import fill, opened, saved
from tests.conftest import Run

OWNER: Final = "Überwachung, “Nord” & Süd – Léa’s Section of Public Protection, Vulnerable People"
MARKING: Final = "OFFICIAL-SENSITIVE: RÉSERVÉ À L’USAGE INTERNE ÉÉÉÉÉÉÉÉÉ"

pytestmark = pytest.mark.skipif(
    shutil.which("mshow") is None, reason="mblaze, a mail reader, is not installed"
)


def read(*words: str | Path, folder: Path | None = None) -> str:
    """What the reader says."""
    command = [str(word) for word in words]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


def parts(mail: Path) -> list[str]:
    """The parts of a mail as the reader has them, with the names of files."""
    lines = read("mshow", "-t", mail).splitlines()[1:]
    return [
        f"{kind} {line.partition('name=')[2]}".strip()
        for line in lines
        for kind in [line.split(": ", 1)[1].split()[0]]
    ]


def test_a_draft_has_its_parts_in_another_reader_and_the_workbook_taken_out_of_it_is_received(
    returning: Returning, run: Run, tmp_path: Path
) -> None:
    mail = returning.packs / "head-of-public-protection.eml"
    book = "answers-head-of-public-protection.xlsx"
    assert parts(mail) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        f'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet "{book}"',
        'text/calendar "deadlines.ics"',
    ]
    out = tmp_path / "out"
    out.mkdir()
    read("mshow", "-x", mail, folder=out)
    assert (out / book).read_bytes() == returning.sent_file()
    answers = fill(opened((out / book).read_bytes()), {"REC-5": {"how_far": "almost"}})
    Path("back.xlsx").write_bytes(saved(answers))
    assert counts(received(run, Path("back.xlsx"))) == "1 0 0 5"
    assert run("receive", "back.xlsx", "--yes").code == 0
    receipt = Path("receipts/head-of-public-protection.eml")
    assert parts(receipt) == ["multipart/alternative", "text/plain", "text/html"]
    assert "REC-5  almost" in read("mshow", receipt)


def test_names_and_subjects_of_all_signs_and_any_length_read_the_same_elsewhere(
    returning: Returning, run: Run
) -> None:
    settings = returning.folder / "tracker.toml"
    settings.write_text(f'marking = "{MARKING}"\n{settings.read_text()}')
    assert run("update", "REC-14", "--owner", OWNER, "--new-owner").code == 0
    assert run("update", "REC-14", "--due", "2008-12-20", "--reason", "x").code == 0
    assert run("person", "add", OWNER, "--mail", "nord@example.police.uk").code == 0
    assert run("remind", "-o", returning.packs, "--from", "Lía Ø <plan@example.org>").code == 0
    text = next(path for path in returning.packs.glob("*.txt") if "nord" in path.read_text())
    heads = dict(line.split(": ", 1) for line in text.read_text().splitlines()[:2])
    mail = text.with_suffix(".eml")
    assert read("mhdr", "-h", "subject", "-d", mail).strip() == heads["Subject"]
    assert heads["Subject"].startswith(f"{MARKING}: answer by ")
    to = read("mhdr", "-h", "to", "-d", mail).strip()
    assert (OWNER in to, to.endswith("<nord@example.police.uk>")) == (True, True)
    assert read("mhdr", "-h", "from", "-d", mail).strip() == "Lía Ø <plan@example.org>"
    assert PP not in read("mshow", mail)


def test_the_plain_text_in_another_reader_is_the_text_beside_the_draft(
    returning: Returning,
) -> None:
    text = (returning.packs / "head-of-public-protection.txt").read_text()
    shown = read(
        "mshow", "-N", "-A", "text/plain", returning.packs / "head-of-public-protection.eml"
    )
    assert text.split("\n\n", 1)[1].rstrip() in shown
