"""Documents that a plan keeps: which paths they have, how they are found again, what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hmic_tracker.errors import InputError
from hmic_tracker.store.kept_documents import (
    NewDocument,
    document_fault,
    document_writes,
    find_marks,
    read_kept_marks,
)
from hmic_tracker.store.paths import LARGEST
from hmic_tracker.store.places import is_plan_path

DAY = date(2031, 12, 3)
ONE, OTHER = "ab" * 32, "cd" * 32


def text_of(sha256: str, name: str = "report.pdf") -> str:
    return f"# head\n# file: {name}, 812 bytes, SHA-256 {sha256}\n\n- | text\n"


def keep(folder: Path, document: NewDocument) -> list[str]:
    (folder / "documents").mkdir(exist_ok=True)
    writes = document_writes(folder, document)
    for write in writes:
        assert write.new is not None
        (folder / write.path).write_bytes(write.new)
    return [write.path for write in writes]


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("documents/2031-12-03-report.marks.txt", True),
        ("documents/2031-12-03-report.pdf", True),
        ("documents/2031-12-03-report-2.docx", True),
        ("documents/2031-12-03-report.sh", False),
        ("documents/2031-12-03-report.toml", False),
        ("documents/report.marks.txt", False),
        ("documents/2031-12-03-../x.pdf", False),
        ("documents/2031-12-03-a/b.pdf", False),
        ("documents/.2031-12-03-a.pdf", False),
        ("documents/2031-12-03-a.pdf\n", False),
        ("items/2031-12-03-report.pdf", False),
        ("documents/REC-1.toml", False),
    ],
)
def test_a_document_has_one_safe_name_with_its_day(path: str, is_one: bool) -> None:
    assert is_plan_path(path) is is_one


def test_another_file_of_the_same_name_gets_a_number_and_the_same_file_its_own(
    tmp_path: Path,
) -> None:
    one = NewDocument("Report (final).pdf", DAY, ONE, text_of(ONE))
    assert keep(tmp_path, one) == ["documents/2031-12-03-report-final.marks.txt"]
    other = NewDocument("report final.pdf", DAY, OTHER, text_of(OTHER), b"%PDF")
    assert keep(tmp_path, other) == [
        "documents/2031-12-03-report-final-2.marks.txt",
        "documents/2031-12-03-report-final-2.pdf",
    ]
    later = one._replace(day=date(2032, 1, 1), text=text_of(ONE) + "- | more\n")
    assert keep(tmp_path, later) == ["documents/2031-12-03-report-final.marks.txt"]
    found = find_marks(tmp_path, ONE)
    assert found is not None
    assert found.data.endswith(b"more\n")
    assert find_marks(tmp_path, "ef" * 32) is None
    assert [kept.sha256 for kept in read_kept_marks(tmp_path)] == [OTHER, ONE]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "....", "", "x" * 300, "\x1b[31m.PDF", "con.sh"]
)
def test_whatever_a_file_is_called_its_place_is_safe(tmp_path: Path, name: str) -> None:
    paths = keep(tmp_path, NewDocument(name, DAY, ONE, text_of(ONE), b"data"))
    assert len(paths) == 2
    assert all(map(is_plan_path, paths))


def test_a_file_that_is_too_large_is_not_kept(tmp_path: Path) -> None:
    large = NewDocument("a.pdf", DAY, ONE, text_of(ONE), b"x" * (LARGEST + 1))
    (tmp_path / "tracker.toml").write_text("schema = 2\n")
    with pytest.raises(InputError) as caught:
        document_writes(tmp_path, large)
    assert caught.value.message == "a.pdf is over 10 MB and can't be kept in a plan"


def test_marked_text_has_to_name_its_file_near_its_head() -> None:
    path = "documents/2031-12-03-report.marks.txt"
    assert document_fault(path, text_of(ONE).encode()) is None
    assert document_fault(path, text_of(ONE).replace("\n", "\r\n").encode()) is None
    for wrong in (b"", b"- | x\n", b"#\n" * 9000 + text_of(ONE).encode(), b"\xff\xfe\x00"):
        assert document_fault(path, wrong)
    assert document_fault("documents/2031-12-03-report.pdf", b"\x00") is None
