"""Workbooks as they come back from LibreOffice's Calc, edited there by script in each format."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from tests.answers.calc import FILTERS, Edited, edit
from tests.answers.conftest import Returning
from tests.answers.returned import counts, received
from tests.conftest import Run
from tests.formats.test_workbooks import office

Edit = tuple[str, ...]
FAR: Final = ("text", "F4", "almost")
"""REC-5 is in row 4, REC-8 in 7, the eight AFIs in 8, the step of REC-13 in 9."""
EDITS: Final[dict[str, tuple[tuple[Edit, ...], str]]] = {
    "only saved": ((), "0 0 0 6"),
    "answers typed": (
        (FAR, ("text", "H4", "28 of 32 boroughs, “rest by Jan”"), ("type", "G8", "5"),
         ("type", "J5", "2009-03-31"), ("text", "K5", "IT release"), ("text", "F9", "completed"),
         ("text", "I6", "DOC 12/27")),
        "5 0 0 1",
    ),
    "grey cells changed": (
        (FAR, ("type", "C4", "2009-03-31"), ("text", "B5", "That the force does less."),
         ("type", "D6", "1")),
        "1 0 2 3",
    ),
    "an item renamed": ((("text", "A4", "REC-55"), FAR), "0 0 1 6"),
    "rows sorted": ((FAR, ("type", "G8", "5"), ("sort", "A4:K9", "0")), "2 0 0 4"),
    "a row deleted": ((FAR, ("delete row", "5")), "1 0 0 5"),
    "a row inserted": (
        (FAR, ("insert row", "5"), ("text", "A5", "REC-77"), ("text", "H5", "see also this")),
        "1 0 1 5",
    ),
    "a row inserted for one of ours": (
        (("insert row", "5"), ("text", "A5", "REC-14"), ("text", "F5", "completed")),
        "0 0 1 6",
    ),
    "a column added": (
        (FAR, ("insert column", "3"), ("text", "C3", "Cost"), ("type", "C4", "4000")),
        "1 0 0 5",
    ),
    "a column moved": (
        (("move", "F3:F9", "M3"), ("move", "A3:A9", "F3"), ("text", "M4", "almost")),
        "1 0 0 5",
    ),
    "a row copied below": ((FAR, ("copy", "A4:K4", "A12")), "1 0 0 6"),
    "a row copied below, and changed": (
        (FAR, ("copy", "A4:K4", "A12"), ("text", "F12", "completed")),
        "0 0 2 5",
    ),
    "rows hidden": ((FAR, ("hide row", "4"), ("hide row", "6")), "1 0 0 5"),
    "lines above": ((FAR, ("insert row", "1"), ("text", "A1", "Returned by support")), "1 0 0 5"),
    "formulas": (
        (("type", "F4", '=CONCATENATE("al";"most")'), ("type", "G8", "=2+3"),
         ("type", "H5", '=HYPERLINK("http://example.org";"here")')),
        "0 3 0 3",
    ),
    "text like formulas": ((("text", "H4", "=1+1"), ("text", "K4", "@SUM(A1)")), "1 0 0 5"),
    "sheets renamed": ((FAR, ("rename", "0", "Sheet1"), ("rename", "1", "Other")), "1 0 0 5"),
    "the hidden sheet lost": ((FAR, ("remove sheet", "Sent")), "1 0 0 5"),
    "a copy of the sheet": ((FAR, ("copy sheet", "Answers (2)")), "1 0 0 11"),
}  # fmt: skip
"""What is done, and how many rows are then taken, asked about, refused and blank."""
IN_CSV: Final = {"formulas": "3 0 0 3", "a copy of the sheet": "1 0 0 5"}
"""A CSV has the values of formulas, as anything typed, and one sheet alone."""


@pytest.fixture
def source(returning: Returning) -> Path:
    """The workbook as it went out, at a whole path."""
    path = Path("sent.xlsx").absolute()
    path.write_bytes(returning.sent_file())
    return path


@pytest.fixture(scope="module")
def calc_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Calc has its settings, which it makes at its first start."""
    return tmp_path_factory.mktemp("calc") / "home"


@pytest.mark.usefixtures("in_process")
def test_each_edit_in_calc_comes_back_right_in_each_format(
    source: Path, run: Run, calc_home: Path
) -> None:
    targets = {
        (name, kind): source.with_name(f"{name.replace(' ', '-')}.{kind}")
        for name in EDITS
        for kind in FILTERS
    }
    jobs = [
        Edited(source, edits, tuple(targets[name, kind] for kind in FILTERS))
        for name, (edits, _) in EDITS.items()
    ]
    edit(office(), calc_home, jobs)
    wrong: dict[str, Any] = {}
    for (name, kind), path in targets.items():
        expected = EDITS[name][1]
        if kind == "csv":
            expected = IN_CSV.get(name, expected)
        value = received(run, path)
        if (counts(value), value["sending"]) != (expected, 1):
            wrong[path.name] = (counts(value), value["sending"], expected)
    assert wrong == {}
    assert len(targets) >= 40


@pytest.mark.usefixtures("in_process")
def test_what_was_typed_in_calc_is_the_same_in_each_format(
    source: Path, run: Run, calc_home: Path
) -> None:
    files = tuple(source.with_name(f"typed.{kind}") for kind in FILTERS)
    edit(office(), calc_home, [Edited(source, EDITS["answers typed"][0], files)])
    for path in files:
        outcomes = {one["item"]: one for one in received(run, path)["outcomes"]}
        compared = {
            item: [(c["name"], c["sent"], c["answered"], c["now"]) for c in one["compared"]]
            for item, one in outcomes.items()
        }
        assert compared == {
            "REC-5": [("How far", "majority", "almost", "majority")],
            "REC-6": [("New date", "Sep 2008", "31 Mar 2009", "Sep 2008")],
            "REC-7": [],
            "REC-8": [],
            "AFI-11..18": [("Done", "0 of 8 done", "5 of 8 done", "0 of 8 done")],
            "REC-13 step 1": [("Step 1", "not done", "done", "not done")],
        }, path.name
        assert outcomes["REC-5"]["note"] == "28 of 32 boroughs, “rest by Jan”"


@pytest.mark.usefixtures("in_process")
def test_a_share_that_is_shown_in_per_cent_is_one_in_each_format(
    source: Path, run: Run, calc_home: Path
) -> None:
    files = tuple(source.with_name(f"shares.{kind}") for kind in FILTERS)
    shares = (("share", "F4", "1"), ("share", "F5", "0"), ("share", "F6", "0.9"))
    edit(office(), calc_home, [Edited(source, shares, files)])
    for path in files:
        outcomes = {one["item"]: one for one in received(run, path)["outcomes"]}
        answered = [
            [(c["name"], c["answered"]) for c in outcomes[item]["compared"]]
            for item in ("REC-5", "REC-6", "REC-7")
        ]
        assert answered == [
            [("How far", "completed")], [("How far", "not started")], [("How far", "almost")],
        ], path.name  # fmt: skip


@pytest.mark.usefixtures("in_process")
def test_a_workbook_that_calc_saved_with_a_password_is_named(
    source: Path, run: Run, calc_home: Path
) -> None:
    files = tuple(source.with_name(f"secret.{kind}") for kind in ("ods", "xls"))
    edit(office(), calc_home, [Edited(source, (FAR,), files, is_secret=True)])
    for path in files:
        refused = run("receive", path)
        assert (refused.code, refused.err) == (
            4,
            f"tracker: {path.name} is protected with a password\n"
            "open it with its password, save a copy without one, and receive that\n",
        )
