"""A working folder that is gone, editors and pagers of all kinds, terminals that say odd things."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

import pytest

from tests.commands.terminal import Terminal
from tests.conftest import EXAMPLE, Run, tree
from tests.consoles.processes import Ended, shell
from tests.torture.sizes import FULL

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")

GONE: Final = "the folder you are in was deleted or moved"
HINT: Final = "go to one that is there, such as: cd ~   (or name the plan: --store FOLDER)"


def _from_a_deleted_folder(*words: str | Path, store: str = "") -> Ended:
    """Runs `tracker` in a folder that is gone; without a store TRACKER_STORE isn't set."""
    folder = tempfile.mkdtemp()
    first = f"cd '{folder}'; rmdir '{folder}'"
    if store:
        return shell(words, first=first, environment={"TRACKER_STORE": store})
    return shell(words, first=first, without=("TRACKER_STORE",))


@pytest.mark.parametrize(
    "line", ["list", "note REC-5 seen", "check", "summary --subject", "edit REC-5", "undo"]
)
def test_in_a_deleted_folder_no_plan_is_found_and_two_lines_say_why(line: str) -> None:
    ended = _from_a_deleted_folder(*line.split())
    assert (ended.code, ended.out) == (4, b"")
    assert ended.err.decode() == f"tracker: {GONE}\n{HINT}\n"


def test_a_relative_plan_is_nowhere_in_a_deleted_folder() -> None:
    ended = _from_a_deleted_folder("list", "--store", "plan")
    assert (ended.code, ended.err.decode()) == (
        4,
        f"tracker: {GONE}, so that plan is nowhere\n{HINT}\n",
    )
    assert _from_a_deleted_folder("list", store="plan").code == 4


@pytest.mark.parametrize(
    "line",
    [
        "list --count",
        "note REC-5 seen",
        "report",
        "check",
        "evidence add REC-5 'DOC' --shows it",
        "schema items",
        "--version",
    ],
)
def test_a_plan_that_is_named_is_worked_on_from_a_deleted_folder(plan: Path, line: str) -> None:
    ended = _from_a_deleted_folder(*line.replace("'", "").split(), store=str(plan))
    assert (ended.code, b"Traceback" in ended.err) == (0, False), ended.err
    assert shell(["check"]).code == 0


def test_files_go_to_and_come_from_other_folders_than_the_deleted_one(
    plan: Path, tmp_path: Path
) -> None:
    for words in (["list", "-o"], ["report", "-o"], ["grades", "-o"]):
        ended = _from_a_deleted_folder(*words, tmp_path / "x.html", store=str(plan))
        assert ended.code == 0, ended.err
        ended = _from_a_deleted_folder(*words, "x.html", store=str(plan))
        assert (ended.code, ended.err.decode()) == (
            8,
            f"tracker: could not write x.html: {GONE}\n{HINT}\n",
        )
    assert _from_a_deleted_folder("import", EXAMPLE, "--dry-run", store=str(plan)).code == 0
    ended = _from_a_deleted_folder("import", "report.txt", "--dry-run", store=str(plan))
    assert (ended.code, ended.err.decode().count("\n")) == (4, 2)
    for words in (["init"], ["init", "new"], ["demo", "here"]):
        ended = _from_a_deleted_folder(*words)
        assert (ended.code, ended.err.decode().count("\n")) == (8, 2)
        assert GONE in ended.err.decode()


SURROUNDINGS: Final = {
    "no home": ({}, ("HOME", "USERPROFILE")),
    "a home that is not there": ({"HOME": "/nonexistent/home"}, ()),
    "an empty home": ({"HOME": ""}, ()),
    "no folder for temporary files": ({"TMPDIR": "/nonexistent/tmp"}, ()),
    "no TERM": ({}, ("TERM",)),
    "a TERM of nobody": ({"TERM": "no-such-terminal"}, ()),
    "no COLUMNS to speak of": ({"COLUMNS": "0", "LINES": "x"}, ()),
    "COLUMNS below zero": ({"COLUMNS": "-80", "LINES": "-1"}, ()),
    "a locale of nobody": ({"LC_ALL": "xx_YY.no-such-charset", "LANG": "?"}, ()),
    "the C locale": ({"LC_ALL": "C"}, ()),
    "ASCII": ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, ()),
    "no PATH": ({"PATH": ""}, ()),
    "editors and pagers without a word": ({"EDITOR": "", "VISUAL": " ", "PAGER": " "}, ()),
}


NEEDED_BY_PDF: Final = frozenset({"no home", "no folder for temporary files", "ASCII", "no PATH"})
"""In a short run a PDF is read where what reads it could miss something, else a text."""
FIGURES: Final = ("list --json", "summary", "report --format html", "remind --json", "trend")
_USUAL: Final[dict[str, bytes]] = {}


@pytest.fixture
def usual(plan: Path) -> dict[str, bytes]:
    """What the lines with figures print where nothing is odd, asked once: each plan is alike."""
    for line in FIGURES[len(_USUAL) :]:
        _USUAL[line] = shell(line.split()).out
    return _USUAL


@pytest.mark.parametrize("what", SURROUNDINGS)
def test_the_environment_changes_no_figure_and_breaks_no_command(
    usual: dict[str, bytes], what: str
) -> None:
    settings, without = SURROUNDINGS[what]
    nth = [*SURROUNDINGS].index(what)
    for line in FIGURES if FULL else (FIGURES * 2)[nth % 5 : nth % 5 + 2]:
        ended = shell(line.split(), environment=settings, without=without)
        fitted = usual[line].decode().encode("ascii", "backslashreplace")
        assert ended.code == 0, ended.err
        assert ended.out in ((fitted, usual[line]) if what == "ASCII" else (usual[line],)), line
    for line in ("note REC-5 seen", "update REC-5 --progress almost", "undo", "check"):
        ended = shell(line.split(), environment=settings, without=without)
        assert (ended.code, b"Traceback" in ended.err) == (0, False), ended.err
    as_pdf = EXAMPLE.with_suffix(".pdf")
    document = as_pdf if as_pdf.exists() and (FULL or what in NEEDED_BY_PDF) else EXAMPLE
    ended = shell(["import", document, "--dry-run"], environment=settings, without=without)
    assert ended.code == 0, ended.err


@pytest.mark.parametrize(
    ("pager", "why"),
    [
        ("less '", "a quote is not closed"),
        ("no-such-pager -R", "no such file or directory"),
        ("/", "permission denied"),
    ],
)
def test_a_pager_that_cannot_be_started_is_named_and_the_text_is_shown(
    plan: Path, monkeypatch: pytest.MonkeyPatch, pager: str, why: str
) -> None:
    monkeypatch.setenv("PAGER", pager)
    with Terminal(plan, ["show", "REC-1..16"], columns=100) as terminal:
        code, shown = terminal.end()
    assert code == 0
    assert shown.startswith(
        f"take note: PAGER is '{pager}', which can't be started: {why}\n"
        "shown without it; set it again, for example: export PAGER=less\n"
    )
    assert "REC-16" in shown


@pytest.mark.parametrize("columns", ["0", "-1", "x", "", "1", "99999999999999999999"])
def test_a_terminal_that_says_an_odd_width_is_drawn_on(
    plan: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    with Terminal(plan, ["list", "--limit", "2"], columns=80, term="no-such-terminal") as terminal:
        code, shown = terminal.end()
    assert (code, "REC-5" in shown, "Traceback" in shown) == (0, True, False)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files, in which nothing else is."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.mark.parametrize("program", ["vi", "nano", "/usr/bin/vim", "nvim", "sensible-editor"])
def test_an_editor_for_terminals_is_not_started_without_one(
    run: Run, plan: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setenv("EDITOR", f"{program} -x")
    before = tree(plan)
    for words in (("edit", "REC-5"), ("import", EXAMPLE, "--mark", "--yes")):
        found = run(*words)
        assert (found.code, found.out, found.err) == (
            2,
            "",
            f"tracker: the editor '{program}' needs a terminal, and there is none here\n"
            "write without one: tracker update, tracker note; "
            "or set EDITOR to one with a window\n",
        )
    assert tree(plan) == before
    assert list(temporary.iterdir()) == []


def test_the_usual_editor_is_not_started_without_a_terminal(
    run: Run, plan: Path, temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "vi").write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / "vi").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = run("edit", "REC-5")
    assert found.code == 2
    assert found.err.startswith("tracker: the editor 'vi' needs a terminal, and there is none here")
    assert list(temporary.iterdir()) == []
    with Terminal(plan, ["edit", "REC-5"]) as terminal:  # on a terminal it is
        assert "the editor 'vi' ended with 3" in terminal.end()[1]


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_an_editor_with_an_open_quote_is_named(
    run: Run, plan: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "nano '")
    found = run("edit", "REC-5")
    assert (found.code, found.err) == (
        2,
        f"tracker: {variable} can't be read: a quote in it is not closed\n"
        f"set it again, for example: export {variable}=nano\n",
    )
    assert list(temporary.iterdir()) == []


def _script(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("name", "line"), [("code", "{} --wait"), ("subl", "{} --wait"), ("handed-over", "code --wait")]
)
def test_an_editor_that_is_back_at_once_is_asked_whether_it_waits_and_its_file_is_kept(
    run: Run,
    plan: Path,
    temporary: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    line: str,
) -> None:
    editor = _script(tmp_path, name, "exit 0")
    monkeypatch.setenv("EDITOR", str(editor))
    before = tree(plan)
    found = run("edit", "REC-5")
    (kept,) = temporary.iterdir()
    assert (found.code, found.out, found.err) == (
        0,
        "",
        "REC-5: nothing changed; the editor was back at once and left its file as it was, "
        f"kept in {kept}\n"
        "does your editor wait for its window? for example: "
        f"export EDITOR='{line.format(editor)}'\n",
    )
    assert kept.read_bytes() == (plan / "items" / "REC-5.toml").read_bytes()
    assert tree(plan) == before
    kept.unlink()
    found = run("import", EXAMPLE, "--mark", "--yes")
    (kept,) = temporary.iterdir()
    assert (found.code, found.err.count("\n")) == (2, 2)
    assert f"the editor was back at once, and left {kept} as it was" in found.err
    assert tree(plan) == before


def test_a_damaged_file_is_still_damaged_where_the_editor_did_not_wait(
    run: Run, plan: Path, temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plan / "items" / "REC-5.toml").write_text("id = [\n")
    monkeypatch.setenv("EDITOR", str(_script(tmp_path, "code", "exit 0")))
    found = run("edit", "REC-5")
    (kept,) = temporary.iterdir()
    assert (found.code, found.err.count("\n")) == (5, 2)
    assert found.err.startswith("tracker: items/REC-5.toml:1: ")
    assert f"left its file as it was, kept in {kept}" in found.err


def test_an_editor_that_waits_is_told_by_its_flag_or_by_what_it_saves(
    run: Run, plan: Path, temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", str(_script(tmp_path, "code", 'cat "$1" >"$1.2"; mv "$1.2" "$1"')))
    assert run("edit", "REC-5").err == "REC-5: nothing changed\n"
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "latin-1", "cp437"])
def test_a_text_saved_in_another_encoding_is_kept_and_its_line_is_named(
    run: Run,
    plan: Path,
    temporary: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    encoding: str,
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "text = path.read_text(encoding='utf-8')\n"
        "text = text.replace('progress = \"majority\"', 'progress = \"almost\"\\n# für später')\n"
        f"path.write_bytes(text.encode({encoding!r}, 'replace'))\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    before = tree(plan)
    lines = before[str(Path("items", "REC-5.toml"))].decode().splitlines()
    lines.insert(lines.index('progress = "majority"') + 1, "# für später")
    coded = [line.encode(encoding, "replace") for line in lines]
    line = next(number for number, data in enumerate(coded, 1) if not data.isascii())
    found = run("edit", "REC-5")
    (kept,) = temporary.iterdir()
    assert (found.code, found.out, found.err) == (
        4,
        "",
        f"tracker: REC-5: line {line}: not UTF-8 text: the editor saved it in another encoding\n"
        f"nothing was written; your text is kept in {kept}\n",
    )
    assert "# für später" in kept.read_bytes().decode(encoding)
    assert tree(plan) == before


def test_a_byte_order_mark_that_an_editor_puts_is_left_out(
    run: Run, plan: Path, temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = """printf '\\357\\273\\277' | cat - "$1" >"$1.2"; mv "$1.2" "$1" """
    monkeypatch.setenv("EDITOR", str(_script(tmp_path, "notepad", mark)))
    before = tree(plan)
    assert run("edit", "REC-5").err == "REC-5: nothing changed\n"
    assert tree(plan) == before


@pytest.mark.parametrize("place", ["/dev/null", "/dev/stdout", "a pipe", "nowhere/x"])
def test_a_file_of_an_option_that_is_none_is_refused_in_two_lines(
    plan: Path, tmp_path: Path, place: str
) -> None:
    path = Path(place) if place.startswith("/") else tmp_path / place
    if place == "a pipe":
        os.mkfifo(path)
    for words in (["list", "--json"], ["report", "--format", "html"], ["summary", "--json"]):
        ended = shell([*words, "-o", path])
        assert (ended.code, ended.out) == (8, b""), place
        assert b"Traceback" not in ended.err


@pytest.mark.parametrize(
    ("today", "typed"), [("9999-12-31", "+1d"), ("2008-12-01", "+99999m"), ("0001-01-01", "-9wd")]
)
def test_a_date_beyond_the_days_that_there_are_is_refused_with_the_reason(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, today: str, typed: str
) -> None:
    monkeypatch.setenv("TRACKER_TODAY", today)
    for words in (("list", "--as-of", typed), ("list", f"--due-by={typed}")):
        found = run(*words)
        assert (found.code, found.out) == (4, "")
        assert found.err.startswith(f"tracker: '{typed}' is not a date\nfrom ")
        assert found.err.endswith("that is beyond the days there are, 1 Jan 1 to 31 Dec 9999\n")


@pytest.mark.parametrize(("typed", "word"), [("ü\r", "nothing was written"), ("y\r", "changed")])
def test_an_answer_that_the_code_page_lacks_is_no_yes(
    plan: Path, monkeypatch: pytest.MonkeyPatch, typed: str, word: str
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    with Terminal(plan, ["update", "REC-5..6", "--progress", "some"]) as terminal:
        terminal.answer("[y/N] ", typed)
        code, shown = terminal.end()
    assert (code, word in shown) == (0, True), shown
