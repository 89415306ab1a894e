"""What is internal is in no byte of a bundle, unless it is wanted; then every page says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bundles.conftest import members
from tests.conftest import Run

SECRET = "SECRET"
LINES = (
    ("note", "REC-5", "SECRET-note"),
    ("update", "REC-5", "--due", "2009-03", "--reason", "SECRET-reason"),
    ("update", "REC-5", "--tag", "SECRET-tag"),
    ("update", "REC-5", "--request-due", "2009-06", "--reason", "SECRET-asked"),
    ("update", "REC-5", "--response", "partly-accepted", "--reason", "SECRET-response"),
    ("action", "add", "REC-5", "SECRET-step"),
    ("action", "add", "REC-5", "An open step", "--publish"),
    ("action", "edit", "REC-5", "1", "--text", "SECRET-step again"),
    ("action", "drop", "REC-5", "1", "--reason", "SECRET-dropped"),
    ("evidence", "add", "REC-5", "SECRET-file.txt", "--shows", "SECRET-shows"),
    ("evidence", "ask", "REC-5", "SECRET-wanted"),
    ("verify", "REC-1", "--override", "SECRET-override"),
    ("update", "REC-6", "--title", "SECRET-exempt", "--exempt"),
    ("note", "REC-6", "SECRET-of an exempt item", "--publish"),
    ("note", "REC-7", "SECRET-undone", "--publish"),
    ("undo", "--yes"),
    (
        *("defer", "REC-11", "--until", "2009-03", "--agreed-by", "Performance Board"),
        *("--reason", "SECRET-deferred", "--new-board"),
    ),
    ("split", "REC-8", "Our words", "--yes"),
    ("note", "REC-8a", "SECRET-of a part"),
    ("note", "REC-5", "Briefed all boroughs", "--publish"),
    ("update", "REC-5", "--owner", "Jane Secretperson", "--new-owner"),
)


@pytest.fixture
def planted(run: Run, plan: Path) -> Path:
    """The plan with a secret word in every place that is internal."""
    with (plan / "tracker.toml").open("a") as stream:
        stream.write('\n[people."Head of CID"]\nholder = "Jane Secretperson"\n')
    Path("SECRET-file.txt").write_text("SECRET-content")
    for line in LINES:
        assert run(*line, *(["--by", "SECRET-author"] if line[0] == "note" else [])).code == 0, line
    return plan


def test_nothing_internal_is_in_any_byte_of_it(run: Run, planted: Path, tmp_path: Path) -> None:
    found = run("bundle", "--all", "--yes", "-o", tmp_path / "b.zip")
    assert found.code == 0
    assert "Internal  0\n" in found.out
    assert "internal: 0" not in found.err
    whole = members(tmp_path / "b.zip")
    for name, data in whole.items():
        text = data.decode()
        assert "SECRET" not in text, name
        assert "Secretperson" not in text, name
    for name in ("index.html", "index.txt"):
        text = " ".join(whole[name].decode().split())
        for shown in ("Briefed all boroughs", "An open step", "Head of CID", "Exempt. ", "REC-8a"):
            assert shown in text, (name, shown)
        for shown in ("Asks for", "Jun 2009", "Deferred", "by Performance Board on 1 Dec 2008"):
            assert shown in text, (name, shown)


def test_with_internal_it_is_all_there_counted_and_said_on_every_page(
    run: Run, planted: Path, tmp_path: Path
) -> None:
    found = run("bundle", "--all", "--internal", "--yes", "-o", tmp_path / "b.zip")
    assert found.code == 0
    assert "internal: notes, reasons and evidence are in it; it is not for publication" in found.err
    line = next(line for line in found.out.splitlines() if line.startswith("Internal"))
    assert int(line.split()[1]) > 8
    whole = members(tmp_path / "b.zip")
    for name in ("README.txt", "index.html", "index.txt", "index.csv"):
        text = whole[name].decode()
        assert text.count("INTERNAL: not for publication") >= 2, name
        assert "Secretperson" not in text, name
    for what in ("note", "step again", "override", "exempt", "shows"):
        assert f"SECRET-{what}" in whole["index.html"].decode(), what
    assert whole["evidence/REC-5/1-SECRET-file.txt"] == b"SECRET-content"


def test_the_marking_stands_on_every_page(run: Run, plan: Path, tmp_path: Path) -> None:
    run("settings", "set", "marking", "OFFICIAL-SENSITIVE")
    found = run("bundle", "REC-1", "--yes", "-o", tmp_path / "b.zip")
    assert "Marking   OFFICIAL-SENSITIVE\n" in found.out
    for name, data in members(tmp_path / "b.zip").items():
        assert b"OFFICIAL-SENSITIVE" in data or name == "SHA256SUMS"
