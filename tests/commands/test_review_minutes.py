"""The minutes at the end of a review: in a file or printed, however it ended."""

from __future__ import annotations

import contextlib
import shutil
import sys
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from hmic_tracker.render import libreoffice
from tests.commands.terminal import Terminal
from tests.conftest import Run, tree
from tests.papers.reading import docx_parts

# pexpect forks, and pytest's own threads are not touched by what runs after it.
pytestmark = pytest.mark.filterwarnings(
    "ignore:This process .* is multi-threaded:DeprecationWarning"
)

FOUR = ["review", "--where", "id in (REC-5, REC-6, REC-7, REC-8)"]
ENTER, CTRL_C, CTRL_D = "\r", "\x03", "\x04"


def meeting(terminal: Terminal, ending: str) -> tuple[int, str]:
    """A note, a step and a date in the first item; then the end."""
    terminal.answer("REC-5 >", "n")
    terminal.answer("Note (internal):", f"the chair is cross{ENTER}")
    terminal.answer("REC-5 >", "a")
    terminal.answer("to be done?", f"Agree one template{ENTER}")
    terminal.answer("item's)?", f"Head of CID{ENTER}")
    terminal.answer("none)?", f"Jan 2009{ENTER}")
    terminal.answer("REC-5 >", "u")
    terminal.answer("month?", f"Feb 2009{ENTER}")
    terminal.answer("why?", f"a quarrel{ENTER}")
    terminal.answer("none)?", ENTER)
    terminal.answer("REC-5 >", "s")
    terminal.answer("REC-6 >", ending)
    return terminal.end()


def text_of(path: Path) -> str:
    data = path.read_bytes()
    return " ".join(docx_parts(data).values()) if path.suffix == ".docx" else data.decode()


@pytest.mark.parametrize("ending", ["q", CTRL_C, CTRL_D])
@pytest.mark.parametrize("name", ["minutes.md", "minutes.txt", "minutes.docx", "minutes.html"])
def test_they_are_a_file_without_what_is_internal(
    plan: Path, tmp_path: Path, name: str, ending: str
) -> None:
    path = tmp_path / name
    with Terminal(plan, [*FOUR, "-o", str(path)]) as terminal:
        code, seen = meeting(terminal, ending)
    assert code == (130 if ending == CTRL_C else 0)
    assert f"wrote {path}" in seen.replace("\n", "")
    text = text_of(path)
    for told in ("1 of 4 items changed", "Agree one template", "Head of CID", "February 2009"):
        assert told in text
    for internal in ("cross", "quarrel", "Liaison Officer"):
        assert internal not in text
    assert path.stat().st_mode & 0o777 == 0o600


def test_with_internal_they_have_notes_and_reasons_and_say_so(plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "minutes.md"
    with Terminal(plan, [*FOUR, "--internal", "-o", str(path)]) as terminal:
        assert meeting(terminal, "q")[0] == 0
    text = path.read_text()
    assert "INTERNAL: not for publication" in text
    assert "the chair is cross" in text
    assert "reason: a quarrel" in text


def test_a_review_of_a_board_is_headed_by_it(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--board", "Performance Board")
    with Terminal(plan, ["review", "--board", "performance board"]) as terminal:
        assert "Performance Board review, 1 Dec 2008" in terminal.answer("REC-5 >", "q")
        code, seen = terminal.end()
    assert code == 0
    assert "\nPerformance Board review on 1 Dec 2008\n" in seen
    assert "0 of 1 item changed, 1 left as it was." in seen


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["-o", "gone/minutes.md"], 8, "there is no folder gone"),
        (["-o", "minutes.xyz"], 2, "doesn't say which format"),
        (["--format", "docx"], 2, "a DOCX is written into a file"),
        (["--format", "xlsx"], 2, "there is no format 'xlsx' of a paper"),
    ],
)
def test_where_they_cannot_be_written_nobody_is_asked_anything(
    plan: Path, words: list[str], code: int, said: str
) -> None:
    before = tree(plan)
    with Terminal(plan, [*FOUR, *words]) as terminal:
        ended, seen = terminal.end()
    assert ended == code
    assert said in seen
    assert "REC-5 >" not in seen
    assert tree(plan) == before


def test_minutes_whose_folder_went_meanwhile_are_printed(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    with Terminal(plan, [*FOUR, "-o", str(folder / "minutes.docx")]) as terminal:
        terminal.until("REC-5 >")
        folder.rmdir()
        terminal.send("d")
        terminal.answer("REC-6 >", "q")
        code, seen = terminal.end()
    assert code == 8
    assert "the minutes could not be written into the file; here they are" in seen
    assert "  - Status in progress → done" in seen
    assert "tracker: there is no folder" in seen


def test_json_is_for_programs_and_has_the_entries_whole(plan: Path) -> None:
    with Terminal(plan, [*FOUR, "--json"], 200) as terminal:
        _, seen = meeting(terminal, "q")
    assert '"note": "the chair is cross"' in seen
    assert '"reason": "a quarrel"' in seen


def test_minutes_as_pdf_are_refused_before_the_review_where_libreoffice_is_missing(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform in libreoffice._PLACES:
        pytest.skip("LibreOffice may be where no PATH says")
    monkeypatch.setenv("PATH", str(tmp_path))
    with Terminal(plan, [*FOUR, "-o", str(tmp_path / "minutes.pdf")]) as terminal:
        code, seen = terminal.end()
    assert code == 8
    assert "a PDF is made by LibreOffice, which is not on this computer" in seen
    assert "REC-5 >" not in seen


def test_minutes_are_a_pdf_where_libreoffice_is(plan: Path, tmp_path: Path) -> None:
    if not any(map(shutil.which, ("soffice", "libreoffice"))):
        pytest.skip("LibreOffice is not installed")
    with Terminal(plan, [*FOUR, "-o", str(tmp_path / "minutes.pdf")]) as terminal:
        assert meeting(terminal, "q")[0] == 0
    with contextlib.closing(PdfDocument(tmp_path / "minutes.pdf")) as pdf:
        text = " ".join(pdf[0].get_textpage().get_text_bounded().split())
    assert "1 of 4 items changed" in text
    assert "cross" not in text
