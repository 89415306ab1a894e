"""Frameworks named by whole words of their names, in every command the same."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Result, Run, tree

_REPORT: Final = """Inspection of services for older people in Overby

Published: 4 May 2031

Judgement                                    Grade

How adults who need help are kept safe       Good
How adults who live at home are heard        Good
Leadership of the service                    Inadequate

Leadership of the service

Recommendation 1: The council should train all team managers.
"""


@pytest.fixture
def store(run: Run, tmp_path: Path) -> str:
    report, folder = tmp_path / "report.txt", str(tmp_path / "older")
    report.write_text(_REPORT, encoding="utf-8")
    assert run("init", folder).code == 0
    assert run("import", str(report), "--store", folder, "--yes").code == 0
    return folder


def test_whole_words_of_one_name_name_the_framework(run: Run, store: str) -> None:
    whole = run("grades", "--framework", "how adults who live at home are heard", "--store", store)
    part = run("grades", "--framework", "live at Home", "--store", store)
    assert (part.code, part.out, part.err) == (0, whole.out, whole.err)
    listed = run("list", "--framework", "leadership", "--columns", "id", "--store", store)
    assert (listed.code, "REC-1" in listed.out) == (0, True)


def test_words_of_several_names_are_refused_with_these(run: Run, store: str) -> None:
    assert run("list", "--framework", "adults who", "--store", store) == Result(
        3,
        "",
        "tracker: 'adults who' is in the names of 2 frameworks\n"
        "the frameworks are: How adults who need help are kept safe; "
        "How adults who live at home are heard\n",
    )


@pytest.mark.parametrize("typed", ["leader", "safe kept"])
def test_half_a_word_or_words_in_another_order_name_nothing(
    run: Run, store: str, typed: str
) -> None:
    refused = run("list", "--framework", typed, "--store", store)
    assert refused == Result(
        3,
        "",
        f"tracker: no framework is called '{typed}'\n"
        "the frameworks are: How adults who need help are kept safe; "
        "How adults who live at home are heard; Leadership of the service\n",
    )


def test_what_writes_resolves_names_alike(run: Run, store: str) -> None:
    added = run("add", "afi", "Files are late.", "--framework", "kept safe", "--store", store)
    assert added.code == 0
    before = tree(Path(store))
    refused = run("add", "afi", "Files are lost.", "--framework", "adults", "--store", store)
    assert (refused.code, tree(Path(store))) == (3, before)
