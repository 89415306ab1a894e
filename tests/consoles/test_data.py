"""What is for programs is the same bytes in a file and in a pipe, under any code page."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.cli import COMMANDS, main
from hmic_tracker.commands.schema import SCHEMAS
from hmic_tracker.completion.shells import SHELLS
from hmic_tracker.render.formats import FORMATS, names_for
from tests.conftest import Run

ENCODINGS: Final = ("cp1252", "ascii", "cp437", "utf-16", "utf-8")
OWNER: Final = "Chief Müller – “Öffentlicher Schutz” 🚓"
PAGES: Final = ("list --all", "show REC-5", "grades", "summary", "trend", "history")


class Console(io.TextIOWrapper):
    """A standard stream of a console: its code page, Windows' line ends, a terminal or not."""

    def __init__(self, encoding: str, terminal: bool = False) -> None:
        self.bytes = io.BytesIO()
        self.terminal = terminal
        super().__init__(self.bytes, encoding=encoding, newline="\r\n")

    def isatty(self) -> bool:
        return self.terminal


Capture = Callable[..., tuple[int, bytes, bytes]]


@pytest.fixture
def under(monkeypatch: pytest.MonkeyPatch) -> Capture:
    """Runs a command line under a console; the exit code, and the bytes of both streams."""

    def captured(encoding: str, line: str, terminal: bool = False) -> tuple[int, bytes, bytes]:
        out, err = Console(encoding, terminal), Console(encoding, terminal)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = main(shlex.split(line))
        return code, out.bytes.getvalue(), err.bytes.getvalue()

    return captured


@pytest.fixture
def named(run: Run, plan: Path) -> Path:
    """The example plan with letters in it that no old code page has all of."""
    assert run("update", "REC-5", "--owner", OWNER, "--new-owner").code == 0
    assert run("note", "REC-5", "„Größe“ ≥ 5 … 🚓", "--publish").code == 0
    return plan


def _of_programs(subject: str) -> list[str]:
    names = names_for("paper" if subject == "report" else "list" if subject == "list" else "page")
    return [name for name in names if FORMATS[name].is_data and not FORMATS[name].is_bytes]


@pytest.mark.parametrize("line", [*PAGES, "report"])
def test_a_format_for_programs_is_the_bytes_of_its_file_under_every_console(
    under: Capture, run: Run, named: Path, tmp_path: Path, line: str
) -> None:
    names = _of_programs(line.partition(" ")[0])
    assert {"json", "html", "markdown"} <= {*names}
    for name in names:
        file = tmp_path / f"out.{name}"
        code = run(*line.split(), "--format", name, "-o", file).code
        expected = file.read_bytes()
        assert len(expected) > 100
        for encoding in ENCODINGS:
            out = under(encoding, f"{line} --format {name}")[:2]
            assert out == (code, expected), (name, encoding)


def test_a_format_is_for_people_or_for_programs() -> None:
    assert [name for name, row in FORMATS.items() if not row.is_data] == ["table", "plain"]


EVERY_JSON: Final = (
    *(f"{page} --json" for page in PAGES),
    "summary --slippage --json",
    "summary --subject --json",
    "report --json",
    "remind --json",
    "bundle REC-5 --to Größe --dry-run --json",
    "bundle --verify Größe.zip --json",
    "person list --json",
    "inspection list --json",
    "evidence check --json",
    "check --json",
    "schema --json",
    "sync --status --json",
    "merge --dry-run --json",
    "update REC-5 --progress some --dry-run --json",
    "update REC-5 --progress some --json",
    "note REC-5 „ü“ --json",
    "add rec 'Größe 🚓' --json",
    f"update REC-6 --owner '{OWNER}' --json",
    "action add REC-5 'Größe 🚓' --json",
    "split REC-5 'Größe 🚓' --yes --json",
    "evidence add REC-5 Größe/7 --shows 🚓 --json",
    "link REC-5 see-also REC-6 --json",
    "verify REC-5 --dry-run --json --override Ü",
    f"person add '{OWNER}' --holder Jürgen --json",
    "inspection add prüfung --title Prüfung --published 2008-11-01 --json",
    "defer REC-6 --until 2009-03 --agreed-by Größe --reason 'warten 🚓' --json",
    "correct REC-5 3 --text 'größer 🚓' --json",
    "framework add Größe --json",
    "board add Ü --meeting 2008-12-11 --json",
    "settings set organisation 'Größe 🚓' --json",
    "merge --json",
    "sync --json",
    "undo --yes --dry-run --json",
    "show Rü5 --json",
    "list --where 'owner = „ü“ and (' --json",
    "update REC-5 --due größer --json",
    "lüst --json",
)


@pytest.mark.parametrize("line", EVERY_JSON)
def test_json_of_every_command_is_utf8_and_so_are_its_errors(
    under: Capture, named: Path, line: str
) -> None:
    code, out, err = under("cp1252", line)
    if out:
        assert json.loads(out.decode("utf-8"))
        assert b"\r" not in out
    else:
        assert code
        assert json.loads(err.decode("utf-8"))["code"] == code
        assert b"\r" not in err


def test_every_command_that_has_json_is_tried() -> None:
    asked = {line.split()[0] for line in EVERY_JSON}
    without = {"init", "demo", "edit", "help", "completion", "close", "reopen", "review", "import"}
    without |= {"receive"}  # which needs what came back: tests/answers
    assert set(COMMANDS) - asked == without


def test_scripts_schemas_and_the_manual_are_the_same_bytes_under_every_console(
    under: Capture, named: Path
) -> None:
    lines = [f"schema {name}" for name in SCHEMAS]
    lines += [f"completion {shell}" for shell in SHELLS]
    lines += ["help --man", "report --print-template", f"remind --owner '{OWNER}'"]
    for line in lines:
        first, *others = (under(encoding, line) for encoding in ENCODINGS)
        assert first[0] == 0, line
        first[1].decode("utf-8")
        assert all(other[:2] == first[:2] for other in others), line


def test_marked_text_is_the_same_bytes_under_every_console(
    under: Capture, named: Path, tmp_path: Path
) -> None:
    report = tmp_path / "Prüfung.txt"
    report.write_text("Recommendation 1: “Größe” – the force should log it.\n", encoding="utf-8")
    first, *others = (under(one, f"import '{report}' --mark -o -") for one in ENCODINGS)
    assert (first[0], "“Größe” –" in first[1].decode()) == (0, True)
    assert all(other == first for other in others)


def test_text_for_people_is_fitted_to_the_console(under: Capture, named: Path) -> None:
    code, out, _ = under("cp1252", "list --where 'id = REC-5'")
    assert code == 0
    assert "Chief Müller".encode("cp1252") in out
    assert rb"\U0001f693" in out
    _, out, err = under("ascii", f"list --owner '{OWNER}' --where 'id = REC-6'")
    assert (out + err).isascii()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_json_on_a_terminal_can_be_read_and_is_still_json(
    under: Capture, named: Path, encoding: str
) -> None:
    _, out, _ = under(encoding, "show REC-5 --json", terminal=True)
    assert json.loads(out.decode(encoding))["items"][0]["owner"] == OWNER
    _, out, _ = under("utf-8", "show REC-5 --json", terminal=True)
    assert OWNER in out.decode()


def test_a_terminal_is_shown_no_byte_order_mark(under: Capture, named: Path) -> None:
    _, shown, _ = under("utf-8", "list --format csv --columns id", terminal=True)
    _, piped, _ = under("utf-8", "list --format csv --columns id")
    assert shown[:3] == b"id\r"
    assert piped.startswith(b"\xef\xbb\xbfid\r\nREC-5\r\n")


def test_a_real_process_under_an_old_code_page_prints_utf8(named: Path, tmp_path: Path) -> None:
    for settings in (
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ):
        done = subprocess.run(
            [sys.executable, "-m", "hmic_tracker", "list", "--all", "--json"],
            capture_output=True,
            check=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **settings},
        )
        owners = {item["owner"] for item in json.loads(done.stdout.decode("utf-8"))["items"]}
        assert OWNER in owners
