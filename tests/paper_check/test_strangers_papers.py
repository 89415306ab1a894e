"""Papers of two authors who knew nothing of the reading: what is read of them, and no alarm.

A paper is a text as it was typed; beside it stand the errors that its author planted, each with
whether it is read. The plan is the example's, as of 1 December 2008.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

_HERE = Path(__file__).parent / "strangers"
_PAPERS = sorted(_HERE.glob("*.txt"))
_DAYS = {"x19-missing-persons-group": "2008-12-03"}
"""Papers that give no day of their position: their own date."""


@pytest.mark.parametrize("path", _PAPERS, ids=[path.stem for path in _PAPERS])
def test_a_strangers_paper_raises_no_alarm_and_its_errors_do_where_they_are_read(
    run: Run, imported: Path, tmp_path: Path, path: Path
) -> None:
    text = path.read_text(encoding="utf-8")
    planted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    file = tmp_path / "paper.txt"
    file.write_text(text, encoding="utf-8")
    checked = run("report", "--check", file, "--store", imported, "--json")
    value = json.loads(checked.out)
    wrong = [claim for claim in value["claims"] if claim["verdict"] == "differs"]
    assert (wrong, checked.code, checked.err) == ([], 0, "")
    assert value["as_of"] == _DAYS.get(path.stem, "2008-12-01")
    codes = []
    for error in planted:
        assert text.count(error["find"]) == 1
        file.write_text(text.replace(error["find"], error["put"]), encoding="utf-8")
        codes.append(run("report", "--check", file, "--store", imported).code)
    assert codes == [int(error["is_read"]) for error in planted]
