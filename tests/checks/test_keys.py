"""Keys that nothing reads where they stand: a slip, or a line below the wrong table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.domain.file_keys import odd_keys
from hmic_tracker.store.toml import lines_of_keys, parse
from tests.checks.damages import REC, REPORT, SETTINGS, Act, appended, replaced, topped
from tests.conftest import Run

_TOP: Final = "move it above the first table"
ODD: Final[dict[str, tuple[Act, str, str, str, str]]] = {
    "a marking below the last table": (
        appended(SETTINGS, 'marking = "OFFICIAL"\n'), SETTINGS, "marking =",
        "misplaced-key",
        f"marking below [boards.performance-board] is not the plan's marking: {_TOP}",
    ),
    "a marking below a framework": (
        replaced(SETTINGS, "[boards.", 'marking = "OFFICIAL"\n[boards.'), SETTINGS, "marking =",
        "misplaced-key",
        f"marking below [frameworks.neighbourhood-policing] is not the plan's marking: {_TOP}",
    ),
    "a marking below a post": (
        appended(SETTINGS, '[people."Head of CID"]\nmarking = "OFFICIAL"\n'), SETTINGS, "marking =",
        "misplaced-key", f"marking below [people.Head of CID] is not the plan's marking: {_TOP}",
    ),
    "a setting of another table": (
        appended(SETTINGS, "[rules]\nnear_days = 3\n"), SETTINGS, "near_days =",
        "misplaced-key", "near_days below [rules] is not read: it belongs below [thresholds]",
    ),
    "a setting above all tables": (
        topped("holder = 'A'", SETTINGS), SETTINGS, "holder =",
        "misplaced-key", "holder above the first table is not read: it belongs below [people.SLUG]",
    ),
    "a slip in a rule": (
        appended(SETTINGS, '[rules]\nordr = "off"\n'), SETTINGS, "ordr =",
        "unknown-key", "ordr below [rules] is no key that is read: did you mean order?",
    ),
    "a table of another name": (
        appended(SETTINGS, "[rule]\norder = 1\n"), SETTINGS, "[rule]",
        "unknown-key", "rule is no key that is read: did you mean rules?",
    ),
    "a slip in an item": (
        topped('ownerr = "Head of CID"'), REC, "ownerr =",
        "unknown-key", "ownerr is no key that is read: did you mean owner?",
    ),
    "an item's status below a step": (
        replaced(REC, "\n[[history]]", '\n[actions.1]\ntext = "a"\nstatus = "done"\n[[history]]'),
        REC, 'status = "done"',
        "misplaced-key", f"status below [actions.1] is not the item's status: {_TOP}",
    ),
    "a reference above all tables": (
        topped('ref = "DOC 1"'), REC, "ref =",
        "misplaced-key", "ref above the first table is not read: it belongs below [evidence.N]",
    ),
    "a key of one's own in an entry": (
        replaced(REC, "[[history]]", "[[history]]\ncolour = 1"), REC, "colour =",
        "unknown-key", "colour below [history] is no key that is read",
    ),
    "an inspection's date below a row": (
        appended(REPORT, "revisit = 2009-10\n"), REPORT, "revisit =",
        "misplaced-key", f"revisit below [reported] is not the inspection's revisit: {_TOP}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_a_key_that_nothing_reads_is_a_note_with_its_line_and_place(
    run: Run, small: Path, name: str
) -> None:
    act, path, at, code, message = ODD[name]
    act(small)
    if name.startswith("an inspection"):
        text = (small / path).read_text().replace("revisit = 2009-10", 'revisit = "2009-10"')
        (small / path).write_text(text)
    lines = (small / path).read_text().splitlines()
    found = json.loads(run("check", "--json").out)["findings"]
    mine = [one for one in found if one["code"] in {"misplaced-key", "unknown-key"}]
    assert [(one["level"], one["code"], one["path"], one["message"]) for one in mine] == [
        ("note", code, path, message)
    ]
    assert at in lines[mine[0]["line"] - 1]


def test_what_the_tool_writes_has_no_odd_key(run: Run, worked: Path) -> None:
    found = json.loads(run("--store", str(worked), "check", "--json").out)["findings"]
    assert [one for one in found if one["code"] in {"misplaced-key", "unknown-key"}] == []


def test_what_looks_like_a_key_in_a_text_is_none() -> None:
    text = 'a = """\nowner = "A"\n[x]\n"""\nb = [\n  "c = 1",\n]\n[t."x.y"]\n"d e".f = 1 # g = 2\n'
    assert list(lines_of_keys(text)) == [
        (1, ("a",)),
        (5, ("b",)),
        (8, ("t", "x.y")),
        (9, ("t", "x.y", "d e", "f")),
    ]


def test_a_key_of_hostile_text_is_shown_by_its_beginning() -> None:
    text = f'schema = 2\n"{"x" * 5000}" = 1\n"" = 2\n'
    odd = odd_keys("settings", parse(text))
    assert [len(one.message) < 200 for one in odd] == [True, True]
