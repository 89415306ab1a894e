"""What files are called in a bundle, whatever they were called before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from hmic_tracker.reports.bundle_names import file_name, folder_name
from tests.bundles.conftest import members
from tests.conftest import Run

SAFE = re.compile(r"[1-9]\d{0,3}(-[A-Za-z0-9-]+)?(\.[a-z0-9]{1,5})?(\.bin)?")


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("minutes of 3 Nov.PDF", "1-minutes-of-3-Nov.pdf"),
        ("../../../etc/passwd", "1-passwd.bin"),
        ("/home/jane/policy.docx", "1-policy.docx"),
        (r"C:\Users\jane\policy.docx", "1-policy.docx"),
        ("..", "1.bin"),
        ("CON", "1-CON.bin"),
        ("con.txt", "1-con.txt"),
        ("policy.pdf...  ", "1-policy.pdf"),
        ("Größe – „Prüfung“.xlsx", "1-Groe-Prufung.xlsx"),
        ("fdp.\u202eexe.pdf", "1-fdp-exe.pdf"),
        ("two\nlines.csv", "1-two-lines.csv"),
        ("🚓.png", "1.png"),
        ("a" * 300 + ".txt", "1-" + "a" * 40 + ".txt"),
        ("page.html", "1-page.html.bin"),
        ("picture.svg", "1-picture.svg.bin"),
        ("policy.pdf.exe", "1-policy-pdf.exe.bin"),
        ("stream.txt:evil.exe", "1-evil.exe.bin"),
        ("<script>alert(1)</script>", "1-script.bin"),
        ("-rf.txt", "1-rf.txt"),
        ("$(reboot).csv", "1-reboot.csv"),
    ],
)
def test_a_name_keeps_what_is_harmless_of_a_reference(reference: str, name: str) -> None:
    assert file_name(1, reference) == name


@examples(st.text(max_size=400), st.integers(1, 9999))
def test_any_reference_makes_a_safe_short_name(reference: str, n: int) -> None:
    name = file_name(n, reference)
    assert SAFE.fullmatch(name)
    assert len(name) <= 60


@examples(st.lists(st.text("ABCabc.-_", min_size=1, max_size=64), max_size=8))
def test_folders_differ_in_more_than_case(ids: list[str]) -> None:
    used: set[str] = set()
    for item_id in ids:
        name = folder_name(item_id, used)
        assert name.lower() not in used
        assert re.fullmatch(r"[A-Za-z0-9-]+", name)
        used.add(name.lower())


@pytest.mark.posix
def test_hostile_files_come_out_under_harmless_names(run: Run, plan: Path, tmp_path: Path) -> None:
    names = [
        "a\nb.txt",
        "..\\..\\up.txt",
        "CON.txt",
        "é.txt",
        "e\u0301.txt",
        "É.txt",
        "x\u202e.html",
    ]
    folder = tmp_path / "odd"
    folder.mkdir()
    for place, name in enumerate(names):
        (folder / name).write_text(f"{place} <script>alert(1)</script>")
        run("evidence", "add", "REC-1", folder / name, "--shows", f"<b>{place}", "--publish")
    assert run("bundle", "REC-1", "--yes", "-o", tmp_path / "b.zip").code == 0
    found = members(tmp_path / "b.zip")
    enclosed = [name for name in found if name.startswith("evidence/")]
    assert len(enclosed) >= 5
    assert all(SAFE.fullmatch(name.removeprefix("evidence/REC-1/")) for name in enclosed)
    page = found["index.html"].decode()
    assert "<script" not in page
    assert "<b>0" not in page
    assert run("bundle", "--verify", tmp_path / "b.zip").code == 0
