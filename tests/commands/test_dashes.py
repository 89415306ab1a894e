"""What "-" is in every place of every command: standard input or output, or refused."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from hmic_tracker.cli import COMMANDS
from hmic_tracker.commands.options import Argument, Row, find_command, group_commands
from tests.conftest import Run, tree

NOTHING = """
--store --as-of --on --by --format --appendices --width --color --where --circulated-to --framework
--inspection --number --label --title --owner --board --due --force --tag --status --progress
--response --request-due --agreed-by --discharged-by --rag --kind --group --body --due-within
--due-by --due-before --due-after --stale --older-than --text --changed-since --sort --columns
--group-by --limit --save --since --evidence --days --from --meeting --template --id --programme
--published --url --revisit --expected --holder --answer-by --void --mail --organisation --me
--post --map --save-map --sheet --for --completed-since --became-overdue-since --verified-by --until
--grade --national --count --cover --cover-mail --cover-until --to --under --alias --add --remove
--part-of --into
REMOTE NEW PARENT KEY VALUE
DIR @FILTER ID N FROM INTO STEP RELATION KIND POST TITLE NAME TOPIC rec|afi|coc|gp bash|zsh|fish
"""
TABLE = {
    **dict.fromkeys(NOTHING.split(), ""),
    **dict.fromkeys(("--reason", "--refuse-date", "--note", "--override", "--shows"), "text"),
    "--file": "file",
    "--output": "output",
    "TEXT": "whole text",
    "FILE": "file",
}
"""What "-" is as the value of an option or an argument, by what the help calls it."""
OF_COMMANDS = {
    ("import", "--output"): "own output",
    ("remind", "--output"): "",
    ("bundle", "--output"): "",
    ("bundle", "ID"): "ids",
    ("bundle", "--verify"): "",
    ("report", "--check"): "file",
    ("receive", "--output"): "",
    ("merge", "FILE"): "",
    ("split", "TEXT"): "",
    ("settings set", "VALUE"): "whole text",
    ("action edit", "--text"): "text",
    ("update", "--text"): "text",
    **dict.fromkeys(
        [
            *(("update", "ID"), ("verify", "ID"), ("close", "ID"), ("reopen", "ID")),
            *(("defer", "ID"), ("evidence ask", "ID TEXT")),
            *(("show", "ID"), ("evidence check", "ID"), ("note", "ID TEXT"), ("review", "ID")),
            *(("action add", "ID TEXT"), ("evidence add", "ID REFERENCE"), ("action list", "ID")),
        ],
        "ids",
    ),
}
"""What it is in one command, where that differs."""


def rows() -> list[tuple[str, Row]]:
    """Every option and argument with a value, of every command."""
    found: list[tuple[str, Row]] = []
    for name, command in COMMANDS.items():
        module = importlib.import_module(f"hmic_tracker.commands.{command.module}")
        for word in group_commands(module) or [""]:
            part = find_command(module, word)
            found += [(f"{name} {word}".strip(), row) for row in part.takes if row.value]
    return found


def called(row: Row) -> str:
    if isinstance(row, Argument):
        return row.value.replace("...", "").strip("[]")
    return row.names.split()[-1] if row.names != "--yes -y" else "--yes"


ROWS = rows()
IDS = [f"{name}: {called(row)}" for name, row in ROWS]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=IDS)
def test_every_place_of_a_value_says_what_a_dash_is(name: str, row: Row) -> None:
    """A new option is a new row of the table here."""
    wanted = OF_COMMANDS.get((name, called(row)), TABLE.get(called(row)))
    assert row.dash == wanted, f"decide what - is for {called(row)} of tracker {name}"


@pytest.mark.parametrize(
    ("name", "row"),
    [(name, row) for name, row in ROWS if not row.dash],
    ids=[id_ for id_, (_, row) in zip(IDS, ROWS, strict=True) if not row.dash],
)
def test_where_a_dash_is_nothing_it_is_refused_in_two_lines(
    run: Run, plan: Path, name: str, row: Row
) -> None:
    group, _, word = name.partition(" ")
    part = find_command(
        importlib.import_module(f"hmic_tracker.commands.{COMMANDS[group].module}"), word
    )
    words = [
        "-" if one == row else "7"
        for one in part.takes
        if isinstance(one, Argument) and (one.required or one == row)
    ]
    if not isinstance(row, Argument):
        words += [row.names.split()[-1], "-"]
    before = tree(plan)
    refused = run(*name.split(), *words)
    assert (refused.code, refused.out) == (2, "")
    first, second = refused.err.splitlines()
    assert first.startswith("tracker: ")
    assert "-" in first
    assert second
    assert tree(plan) == before


def test_the_refusal_of_a_dash_names_the_option_and_a_line_that_works(run: Run, plan: Path) -> None:
    assert run("update", "REC-5", "--owner", "-").err == (
        "tracker: --owner takes no -, which is standard input or output\n"
        "write --owner POST instead; for example: tracker update REC-5 --status done\n"
    )
    assert run("edit", "-").err == (
        "tracker: ID takes no -, which is standard input or output\n"
        "write ID instead; for example: tracker edit REC-5\n"
    )


PRINTING = sorted({name for name, row in ROWS if row.dash == "output"} - {"review"})
"""The commands that print what they make; the minutes of a review need a terminal first."""
MORE = {
    "show": ["REC-5"],
    "report": ["--number", "9"],
    "inspection show": ["hmic-2007-phase-one"],
    "settings show": ["thresholds.near_days"],
}


@pytest.mark.parametrize("name", PRINTING)
@pytest.mark.parametrize("how", [[], ["--json"], ["--format", "html"]], ids=" ".join)
def test_a_dash_for_a_file_is_standard_output(
    run: Run, plan: Path, name: str, how: list[str]
) -> None:
    words = [*name.split(), *MORE.get(name, []), *how]
    plain, dashed = run(*words), run(*words, "-o", "-")
    assert dashed == plain
    assert plain.out
    assert not Path("-").exists()


TEXTS = [
    ("note REC-5 -", "note: in two\nboroughs"),
    ("note REC-5 -F -", "note: in two\nboroughs"),
    ("update REC-5 --due 2009-05 --reason -", "due September 2008 → May 2009"),
    ("update REC-5 --status done --note -", "note: in two\nboroughs"),
    ("verify REC-1 --override - --by Checker", "REC-1: status done → verified"),
    ("evidence add REC-5 DOC-1 --shows -", "in two boroughs"),
    ("action add REC-5 -", "step 1 added: in two boroughs"),
    ("add rec -", "REC-17 added: In two boroughs"),
    ("add rec -F -", "REC-17 added: In two boroughs"),
]


@pytest.mark.parametrize(("line", "said"), TEXTS)
def test_a_dash_for_a_text_is_the_text_on_standard_input(
    run: Run, plan: Path, line: str, said: str
) -> None:
    done = run(*line.split(), stdin=b"\xef\xbb\xbfin two\r\nboroughs\r\n\r\n")
    assert done.code == 0, done.err
    assert said in done.err
    kept = [path.read_text() for path in (plan / "items").iterdir()]
    assert any("in two boroughs" in " ".join(t.replace("\\n", " ").split()) for t in kept)


@pytest.mark.parametrize("line", [line for line, _ in TEXTS])
@pytest.mark.parametrize(
    ("stdin", "code", "message"),
    [
        (b"", 2, "there is no text in standard input"),
        (b" \r\n\t", 2, "there is no text in standard input"),
        (b"caf\xe9", 4, "the text in standard input is not UTF-8 (byte 4)"),
        (b"\xff\xfen\x00o\x00", 4, "the text in standard input is not UTF-8 (byte 1)"),
        (
            b"one\ntwo\0",
            4,
            "line 2 of standard input has a character that can't be printed (\\x00)",
        ),
        (
            b"\x1b[31m",
            4,
            "line 1 of standard input has a character that can't be printed (\\x1b)",
        ),
        (b"x" * (2**20 + 1), 4, "the text in standard input is longer than 1 MB"),
    ],
    ids=["empty", "blank", "latin-1", "utf-16", "nul", "escape", "large"],
)
def test_standard_input_without_a_text_is_refused_and_nothing_is_written(
    run: Run, plan: Path, line: str, stdin: bytes, code: int, message: str
) -> None:
    before = tree(plan)
    refused = run(*line.split(), stdin=stdin)
    assert (refused.code, refused.out) == (code, "")
    assert refused.err.splitlines()[0] == f"tracker: {message}"
    assert len(refused.err.splitlines()) == 2
    assert tree(plan) == before


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("note - -", "ID TEXT twice"),
        ("update - --due 2009-05 --reason -", "ID and --reason"),
        ("update REC-5 --reason - --note -", "--reason and --note"),
        ("verify - --evidence X --shows -", "ID and --shows"),
        ("action add - -F -", "ID TEXT and --file"),
        ("add rec - -F -", "TEXT and --file"),
        ("import - -", "FILE twice"),
        ("show - -", "ID twice"),
    ],
)
def test_standard_input_is_read_once(run: Run, plan: Path, line: str, what: str) -> None:
    refused = run(*line.split(), stdin="REC-5")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        f"tracker: standard input can be read once, and - asks for it for {what}\n"
        "leave one -, and write the other here\n"
    )


def test_ids_on_standard_input_are_those_of_a_list_or_a_paste(run: Run, plan: Path) -> None:
    ids = run("list", "--overdue", "--format", "ids").out
    assert run("update", "-", "--owner", "A", "--dry-run", stdin=ids).code == 0
    pasted = "\u2022 REC-5,\r\n\u2022 rec 6\r\n"
    shown = run("show", "-", stdin=pasted).out
    assert [line for line in shown.splitlines() if line.startswith("REC-")] == [
        "REC-5  Protecting Vulnerable People (overall), Recommendation 1",
        "REC-6  Protecting Vulnerable People (overall), Recommendation 2",
    ]
    refused = run("update", "-", "--status", "done", stdin="REC-5  PVP overall, 1  Sep 2008\n")
    assert (refused.code, refused.err) == (
        3,
        "tracker: REC-5  PVP overall, 1  Sep 2008 is not in this plan\nname the ids alone: REC-5\n",
    )
    assert run("show", "-", stdin=b"REC-\xff").err.splitlines()[0] == (
        "tracker: what is on standard input is not UTF-8 (byte 5)"
    )


def test_a_dash_among_words_of_a_text_is_a_dash(run: Run, plan: Path) -> None:
    done = run("add", "rec", "Review", "-", "quickly")
    assert (done.code, done.err) == (0, "REC-17 added: Review - quickly\n")


def test_a_reference_is_never_standard_input(run: Run, plan: Path) -> None:
    refused = run("evidence", "add", "REC-5", "-", "--shows", "x", stdin="DOC 1")
    assert (refused.code, refused.err) == (
        2,
        "tracker: a reference takes no -, which is standard input\n"
        "write it here instead: tracker evidence add REC-5 REFERENCE\n",
    )
