"""What is written can be read: every record goes through its own decoder first."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmic_tracker.store import writing
from hmic_tracker.store.journal import Write
from tests.conftest import Run
from tests.store.test_sendings import TEXT as SENT_3
from tests.torture.plans import tree

REPORT = """\
{title}

Report: 9
Date: 11 September 2008

Neighbourhood Policing

RECOMMENDATION 1 - That the force looks again.
"""


@pytest.mark.parametrize("title", ["(Draft for comment)", "Update", "UPDATE (draft for comment)"])
def test_a_report_whose_title_is_all_remark_keeps_it(run: Run, tmp_path: Path, title: str) -> None:
    folder = tmp_path / "plan"
    assert run("init", folder).code == 0
    report = tmp_path / "report.txt"
    report.write_text(REPORT.format(title=title), encoding="utf-8")
    assert run("--store", folder, "import", report, "--yes").code == 0
    assert run("--store", folder, "check").code == 0
    shown = run("--store", folder, "inspection", "list", "--json")
    assert f'"title": "{title}"' in shown.out
    assert run("--store", folder, "list", "--format", "ids").out == "REC-1\n"


ITEM = b'id = "REC-1"\nuid = "x"\nkind = "afi"\nstatus = "done"\n'


@pytest.mark.parametrize(
    ("path", "data", "why"),
    [
        ("items/REC-1.toml", b"this is no item", "line 1: not valid TOML"),
        ("items/REC-1.toml", ITEM.replace(b"REC-1", b"REC-2"), "its id is 'REC-2'"),
        ("items/REC-1.toml", b'id = "REC-1"\nkind = "afi"\n', "the key 'uid' is missing"),
        ("inspections/x.toml", b'id = "x"\n', "the key 'title' is missing"),
        ("tracker.toml", b"schema = 99\n", "newer than this tracker"),
        ("papers/paper-1.toml", b"schema = 2\n", "is missing"),
        ("sent/1-abc.toml", b"schema = 2\n", "is missing"),
        ("given/1-abc.toml", b"schema = 2\n", "is missing"),
        ("sent/1-abc.toml", SENT_3.encode(), "its id is '3-plm5hb7p'"),
    ],
)
def test_a_file_that_could_not_be_read_again_is_not_written(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, path: str, data: bytes, why: str
) -> None:
    real, before = writing.save, tree(plan)

    def spoilt(folder: Path, _: object, *rest: object) -> None:
        old = (plan / path).read_bytes() if (plan / path).exists() else None
        real(folder, [Write(path, old, data)], *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("hmic_tracker.commands.change_items.save", spoilt)
    refused = run("note", "REC-1", "seen")
    assert (refused.code, refused.out) == (8, "")
    assert refused.err.startswith(f"tracker: {path} would be no file of a plan: ")
    assert why in refused.err
    assert tree(plan) == before
