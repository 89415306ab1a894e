"""`tracker help`: topics whose facts are tested, and the manual page made from the same source."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from scripts.man_page import roff

import hmic_tracker
from hmic_tracker import cli, errors
from hmic_tracker.cli import COMMANDS, main
from hmic_tracker.completion.command_table import read_table
from hmic_tracker.completion.static_choices import FORMATS
from hmic_tracker.domain.date_parsing import parse_due
from hmic_tracker.domain.dates import format_due_echo
from hmic_tracker.query import parsing
from hmic_tracker.topics import FOLDER, TOPICS, text_of
from tests.conftest import Run

SOURCE = Path(hmic_tracker.__file__).parent
OUTSIDE = {"COLUMNS"}
"""Variables that only a library reads: shutil for the terminal."""


def test_help_alone_lists_the_topics(run: Run) -> None:
    assert run("help").out == (
        "tracker help where       a topic\n"
        "tracker help list        a command, as: tracker list --help\n"
        "tracker help --man       all of it, as a manual page\n"
        "\n"
        "Topics\n"
        "  where         expressions for --where and saved filters\n"
        "  dates         what can be written for a date, and what it means\n"
        "  marks         what every line of a report is, and how to correct it\n"
        "  formats       tables, plain text, JSON and files\n"
        "  exit-codes    what a script can rely on\n"
        "  environment   variables, and what each sets\n"
        "  tracker.toml  the settings, and what each can be\n"
        "\n"
        "All commands: tracker --help\n"
    )


@pytest.mark.parametrize("topic", list(TOPICS))
def test_a_topic_fits_a_terminal_and_is_printed_as_it_is(run: Run, topic: str) -> None:
    found = run("help", topic)
    assert (found.code, found.err) == (0, "")
    assert max(map(len, found.out.splitlines())) < 80
    assert found.out == run("help", topic.upper()).out
    assert found.out.strip() == (
        (parsing.__doc__ or "").strip() if topic == "where" else text_of(topic).strip()
    )


def test_every_text_has_a_topic() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {*TOPICS} - {"where"}
    assert not {*TOPICS} & {*COMMANDS}


@pytest.mark.parametrize("topic", [t for t in TOPICS if t != "where"])
def test_a_topic_starts_with_an_example_that_the_program_takes(topic: str) -> None:
    known = read_table()
    text = text_of(topic)
    lines = [line for line in text.splitlines() if "tracker " in line]
    assert text.splitlines()[0].startswith("  ")
    for line in lines:
        found = re.search(r"tracker ([a-z]+)((?: \S+)*)", line)
        if found and found[1] in known:
            named = {name for one in known[found[1]].options for name in one.names}
            options = re.findall(r" (--[a-z-]+)", found[2])
            assert {*options} <= named, line


def test_the_dates_mean_what_is_said() -> None:
    table = text_of("dates").partition("1 December 2008:")[2]
    told = re.findall(r"^  (\S.*?)  +(\S.*)$", table, re.MULTILINE)
    assert len(told) == 27
    for typed, meaning in told:
        assert format_due_echo(parse_due(typed, date(2008, 12, 1))) == meaning, typed


def test_the_exit_codes_are_those_of_the_errors() -> None:
    told = {int(code) for code in re.findall(r"^  (\d+) ", text_of("exit-codes"), re.MULTILINE)}
    kinds = (kind for kind in vars(errors).values() if isinstance(kind, type))
    classes = [kind for kind in kinds if issubclass(kind, errors.TrackerError)]
    assert told == {0, 1, cli.INTERRUPTED, cli.BROKEN} | {kind.code for kind in classes}


def test_the_variables_are_those_of_the_source() -> None:
    told = re.findall(r"^  ([A-Z_]+(?:, [A-Z_]+)*)  ", text_of("environment"), re.MULTILINE)
    names = {name for row in told for name in row.split(", ")}
    assert names == {name for path in SOURCE.rglob("*.py") for name in variables(path)} | OUTSIDE


def variables(path: Path) -> set[str]:
    """The names of variables in a module that reads the environment."""
    text = path.read_text(encoding="utf-8")
    if "environ" not in text or path.parent.name == "git":  # which has those that git is given
        return set()
    words = (n.value for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant))
    return {w for w in words if isinstance(w, str) and re.fullmatch(r"[A-Z][A-Z_]{3,}", w)}


def test_the_formats_are_those_of_list(run: Run, plan: object) -> None:
    told = re.findall(r"^  ([a-z]+)  ", text_of("formats").partition("--format:")[2], re.MULTILINE)
    assert tuple(told) == FORMATS


@pytest.mark.parametrize("name", list(COMMANDS))
def test_help_on_a_command_is_its_help(run: Run, name: str) -> None:
    assert run("help", name) == run(name, "--help")


def test_an_unknown_topic_is_told_in_two_lines(run: Run) -> None:
    found = run("help", "exitcodes")
    assert (found.code, found.out) == (2, "")
    assert found.err == "tracker: there is no help on 'exitcodes'\ndid you mean exit-codes?\n"
    assert run("help", "lsit").err.endswith("did you mean list or split?\n")
    assert run("help", "\x1b[31m").err == (
        "tracker: there is no help on '\\x1b[31m'\nsee what there is: tracker help\n"
    )


def test_completion_prints_a_script_and_knows_three_shells(run: Run) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert f"tracker __complete {shell}" in run("completion", shell).out
    found = run("completion", "tcsh")
    assert (found.code, found.out) == (2, "")
    assert found.err == "tracker: there is no completion for 'tcsh'\nfor one of: bash, zsh, fish\n"
    assert "~/.bashrc" in run("completion", "--help").out
    assert run("completion").code == 2


def test_the_manual_has_every_command_option_and_topic(run: Run) -> None:
    page = run("help", "--man").out
    assert page.startswith('.TH TRACKER 1 "" "tracker ')
    assert page.isascii()
    for name, command in read_table().items():
        assert f'.SH "TRACKER {roff(name.upper())}"' in page
        for option in command.options:
            assert roff(option.names[0]) in page
    for topic in TOPICS:
        assert f'.SH "{roff(topic.upper())}: ' in page


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_the_manual_is_typeset_without_a_warning(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["help", "--man"]) == 0
    page = tmp_path / "tracker.1"
    page.write_text(capfd.readouterr().out, encoding="utf-8")
    for device in ("utf8", "ascii", "latin1", "ps"):
        done = subprocess.run(
            ["groff", "-man", "-ww", "-z", f"-T{device}", str(page)],
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b""), device


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_the_manual_reads_as_it_was_written(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "tracker.1"
    page.write_text(run("help", "--man").out, encoding="utf-8")
    plain = {**os.environ, "GROFF_NO_SGR": "1"}
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-rLL=100n", "-P-cbou", str(page)],
        capture_output=True,
        env=plain,
        check=True,
    )
    shown = " ".join(done.stdout.decode().split())
    for topic in TOPICS:
        for line in run("help", topic).out.splitlines():
            assert " ".join(line.replace("…", "...").split()) in shown, line
    for command in read_table().values():
        for parameter in command.parameters:
            assert " ".join(parameter.help.replace("…", "...").split()) in shown


def test_no_line_of_text_is_a_request_to_roff() -> None:
    assert roff(".so /etc/passwd") == "\\&.so /etc/passwd"
    assert roff("'sy x \\fB") == "\\(aqsy x \\efB"
    assert roff("--a “b” – c") == "\\-\\-a \\[u201C]b\\[u201D] \\[u2013] c"
