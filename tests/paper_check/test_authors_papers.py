"""Papers of three more authors, clean and with errors: no alarm, and what is read of the errors.

A paper is lines, as `papers.py` has them; beside it stand the errors that its author planted,
each with whether it is read. None of the authors knew how papers are read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.paper_check.papers import FORMS
from tests.torture.sizes import FULL

_PAPERS = sorted((Path(__file__).parent / "authors").glob("*.txt"))
_FORMS = ("txt", "docx") if FULL else ("txt",)
_FEWEST = 0.75
"""Of the errors of these papers so many are read: a change that reads fewer is worth a look."""


def _planted(path: Path) -> list[dict[str, Any]]:
    errors: list[dict[str, Any]] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return errors


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("path", _PAPERS, ids=[path.stem for path in _PAPERS])
def test_a_papers_errors_are_found_where_they_are_read_and_a_clean_one_has_none(
    run: Run, imported: Path, tmp_path: Path, path: Path, form: str
) -> None:
    text = path.read_text(encoding="utf-8")
    file = tmp_path / f"paper.{form}"

    def checked(words: str) -> tuple[int, list[dict[str, Any]]]:
        file.write_bytes(FORMS[form](tuple(words.splitlines())))
        held = run(
            "report", "--check", file, "--store", imported, "--as-of", "2008-12-01", "--json"
        )
        claims = json.loads(held.out)["claims"]
        return held.code, [claim for claim in claims if claim["verdict"] == "differs"]

    assert checked(text) == (0, [])
    if form != "txt":
        return
    codes = []
    for error in _planted(path):
        assert text.count(error["find"]) == 1
        codes.append(checked(text.replace(error["find"], error["put"]))[0])
    assert codes == [int(error["is_read"]) for error in _planted(path)]


def test_most_errors_of_authors_are_read() -> None:
    errors = [error for path in _PAPERS for error in _planted(path)]
    read = sum(error["is_read"] for error in errors)
    assert (len(errors), read >= _FEWEST * len(errors)) == (84, True)
