"""The paper as PDF: LibreOffice makes it, apart from all that is a person's own, or two lines."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pypdfium2 import PdfDocument

from hmic_tracker.render import libreoffice
from tests.conftest import Run

WORDS = ("--number", "9", "--meeting", "2008-12-11", "--as-of", "2008-12-01")
MISSING = (
    "tracker: a PDF is made by LibreOffice, which is not on this computer\n"
    "install it, or write -o paper.docx, and save that as PDF in Word or LibreOffice\n"
)
PDF = "printf '%%PDF-1.4\\n%%%%EOF\\n' > paper.pdf"


@pytest.fixture(autouse=True)
def afresh() -> None:
    libreoffice.pdf_of.cache_clear()


@pytest.fixture
def temps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made: nothing is to be left in it."""
    folder = tmp_path / "temps"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def an_office(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Puts a program of that name on the PATH that does as the lines of a shell script say."""
    programs = folder / "programs"
    programs.mkdir()
    script = programs / "soffice"
    script.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    script.chmod(0o700)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)


def ended(process: int) -> bool:
    """Whether a process that was killed is gone; it may take its time on a busy machine."""
    state = Path(f"/proc/{process}/stat")
    for _ in range(600):
        try:
            if state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.1)
    return False


def text_of(path: Path) -> str:
    with contextlib.closing(PdfDocument(path)) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def structure_of(catalog: dict[str, Any]) -> set[str]:
    """The kinds of elements that a tagged PDF has."""
    kinds: set[str] = set()
    waiting = [catalog["StructTreeRoot"]]
    while waiting:
        element = resolve1(waiting.pop())
        if isinstance(element, dict):
            kinds.add(getattr(element.get("S"), "name", ""))
            below = resolve1(element.get("K"))
            waiting += below if isinstance(below, list) else [below]
    return kinds


def test_a_paper_is_a_tagged_pdf_in_british_english_with_a_title(
    run: Run, plan: Path, office: str, temps: Path, tmp_path: Path
) -> None:
    path = tmp_path / "paper.pdf"
    found = run("report", *WORDS, "-o", path)
    assert (found.code, found.out, found.err) == (0, "", f"wrote {path}\n")
    assert path.stat().st_mode & 0o777 == 0o600
    with path.open("rb") as stream:
        pdf = PDFDocument(PDFParser(stream))
        catalog = pdf.catalog
        assert (catalog["Lang"], catalog["MarkInfo"]["Marked"]) == (b"en-GB", True)
        assert resolve1(catalog["ViewerPreferences"])["DisplayDocTitle"] is True
        assert {"Table", "TH", "TD", "H1", "H2", "H3"} <= structure_of(catalog)
        assert b"pdfuaid" in resolve1(catalog["Metadata"]).get_data()
        title = pdf.info[0]["Title"].decode("utf-16")
        assert title == "HMIC Inspection 2007/09 Phase One: progress report"
    text = " ".join(text_of(path).split())
    for fact in ("Page 1 of ", "12 of 46 open items are overdue", "AFI-11 to AFI-18", "Report 9"):
        assert fact in text
    assert list(temps.iterdir()) == []


def test_pdfinfo_says_that_it_is_tagged(run: Run, plan: Path, office: str, tmp_path: Path) -> None:
    pdfinfo = shutil.which("pdfinfo")
    if pdfinfo is None:
        pytest.skip("pdfinfo (poppler-utils) is not installed")
    assert run("report", *WORDS, "-o", tmp_path / "paper.pdf").code == 0
    said = subprocess.run(
        [pdfinfo, tmp_path / "paper.pdf"], capture_output=True, check=True, text=True
    ).stdout
    facts = dict(line.split(":", 1) for line in said.splitlines())
    assert facts["Tagged"].strip() == "yes"
    assert "A4" in facts["Page size"]


def test_texts_from_anybody_are_texts_in_it(
    run: Run, plan: Path, office: str, tmp_path: Path
) -> None:
    hostile = "<w:p>&x; {INCLUDETEXT file:///etc/passwd} =1+1 https://example.org/x \u202emirror"
    assert run("add", "rec", hostile, "--framework", "np").code == 0
    assert run("report", "-o", tmp_path / "paper.pdf").code == 0
    text = " ".join(text_of(tmp_path / "paper.pdf").split())
    assert "<w:p>&x; {INCLUDETEXT file:///etc/passwd} =1+1 https://example.org/x" in text
    assert "root:" not in text
    with (tmp_path / "paper.pdf").open("rb") as stream:
        pages = resolve1(PDFDocument(PDFParser(stream)).catalog["Pages"])["Kids"]
        assert all("Annots" not in resolve1(page) for page in pages)


@pytest.mark.posix
def test_a_libreoffice_that_is_open_already_is_left_alone(
    run: Run, plan: Path, office: str, tmp_path: Path
) -> None:
    own = subprocess.Popen(
        [office, f"-env:UserInstallation={(tmp_path / 'own').as_uri()}", "--headless"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert run("report", "-o", tmp_path / "paper.pdf").code == 0
        assert own.poll() is None
    finally:
        os.killpg(own.pid, signal.SIGKILL)
        own.wait()


def test_without_libreoffice_nothing_is_written_and_two_lines_say_what_to_do(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_PLACES", {})
    for more in ((), ("--record",)):
        found = run("report", *WORDS, *more, "-o", tmp_path / "paper.pdf")
        assert (found.code, found.out, found.err) == (8, "", MISSING)
    assert not (plan / "papers").exists()
    assert not (tmp_path / "paper.pdf").exists()
    assert run("report", *WORDS, "-o", tmp_path / "paper.docx").code == 0


@pytest.mark.posix
@pytest.mark.parametrize(
    ("lines", "error"),
    [
        (["echo 'warning' >&2", "echo 'no export filter' >&2"], "made no PDF: no export filter"),
        (["exit 3"], "made no PDF"),
        (["printf '%%PDF-1.4 and no more' > paper.pdf"], "made no PDF"),
        (["printf 'an error page' > paper.pdf"], "made no PDF"),
    ],
)
def test_what_libreoffice_does_not_make_whole_is_not_written(
    run: Run,
    plan: Path,
    temps: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lines: list[str],
    error: str,
) -> None:
    an_office(tmp_path, monkeypatch, *lines)
    (tmp_path / "paper.pdf").write_text("the last one")
    found = run("report", *WORDS, "--record", "-o", tmp_path / "paper.pdf")
    assert (found.code, found.out) == (8, "")
    assert found.err == (
        f"tracker: LibreOffice {error}\n"
        "write -o paper.docx, and save that as PDF in Word or LibreOffice\n"
    )
    assert (tmp_path / "paper.pdf").read_text() == "the last one"
    assert not (plan / "papers").exists()
    assert list(temps.iterdir()) == []


@pytest.mark.posix
def test_a_libreoffice_that_hangs_is_ended_with_all_that_it_started(
    run: Run, plan: Path, temps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["sleep 3000 &", f"echo $! > {tmp_path}/child", "sleep 3000"]
    an_office(tmp_path, monkeypatch, *lines)
    monkeypatch.setattr(libreoffice, "SECONDS", 1)
    found = run("report", *WORDS, "-o", tmp_path / "paper.pdf")
    assert (found.code, found.out) == (8, "")
    assert found.err.startswith("tracker: LibreOffice made no PDF in 1 seconds\nrun it again, or ")
    child = int((tmp_path / "child").read_text())
    assert ended(child)
    assert list(temps.iterdir()) == []


@pytest.mark.posix
def test_one_that_can_not_be_started_is_said_in_two_lines(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_office(tmp_path, monkeypatch)
    (tmp_path / "programs" / "soffice").write_text("#!/nowhere/at/all\n")
    found = run("report", *WORDS, "-o", tmp_path / "paper.pdf")
    assert (found.code, found.out) == (8, "")
    assert found.err.startswith("tracker: LibreOffice could not be started: no such file")


@pytest.mark.posix
def test_it_has_a_profile_and_a_folder_of_its_own_without_macros(
    run: Run, plan: Path, temps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f'echo "$@" > {tmp_path}/words', f"cp -R profile {tmp_path}/seen", PDF]
    an_office(tmp_path, monkeypatch, *lines)
    assert run("report", *WORDS, "-o", tmp_path / "paper.pdf").code == 0
    words = (tmp_path / "words").read_text().split()
    assert words[0].startswith(f"-env:UserInstallation={temps.as_uri()}/tracker-")
    assert {"--headless", "--norestore", "--convert-to", "pdf"} <= set(words)
    settings = (tmp_path / "seen" / "user" / "registrymodifications.xcu").read_text()
    for name in ("UseTaggedPDF", "PDFUACompliance", "DisableMacrosExecution"):
        assert f'oor:name="{name}" oor:op="fuse"><value>true</value>' in settings


@pytest.mark.posix
def test_others_write_while_a_recorded_paper_is_made(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes seconds is not done under the lock, and is done once."""
    note = f"{sys.executable} -m hmic_tracker --store {plan} note REC-5 chased"
    an_office(tmp_path, monkeypatch, f"{note} 2>&1; echo $? >> {tmp_path}/codes", PDF)
    found = run("report", *WORDS, "--record", "-o", tmp_path / "paper.pdf")
    assert (found.code, (tmp_path / "codes").read_text()) == (0, "0\n")
    assert (plan / "papers" / "paper-9.toml").exists()


@pytest.mark.posix
@pytest.mark.parametrize("name", ["paper.docx", "paper.html", "paper.txt", "paper.md"])
def test_no_other_format_starts_it(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    an_office(tmp_path, monkeypatch, f"touch {tmp_path}/started")
    assert run("report", *WORDS, "-o", tmp_path / name).code == 0
    assert not (tmp_path / "started").exists()


def test_a_pdf_is_not_for_standard_output(run: Run, plan: Path) -> None:
    found = run("report", "--format", "pdf")
    assert (found.code, found.out) == (2, "")
    assert found.err == "tracker: a PDF is written into a file\nname it: -o paper.pdf\n"
