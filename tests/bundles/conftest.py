"""A plan with evidence of every kind, and bundles as those who get them open them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture
def given(run: Run, plan: Path) -> Path:
    """A plan in which REC-1 to REC-3 have evidence that was published, and some that was not."""
    files = plan.parent
    (files / "policy.pdf").write_bytes(b"%PDF-1.4 a policy")
    (files / "minutes.txt").write_text("agreed\n")
    (files / "draft.docx").write_bytes(b"SECRET-content of a draft")
    for line in (
        ("REC-1", files / "policy.pdf", "--shows", "the new policy", "--publish"),
        ("REC-2", files / "minutes.txt", "--shows", "the decision", "--publish"),
        ("REC-2", files / "policy.pdf", "--shows", "the same policy", "--publish"),
        ("REC-3", "DOC 12/27", "--shows", "the register", "--publish"),
        ("REC-3", files / "draft.docx", "--shows", "SECRET-draft"),
    ):
        assert run("evidence", "add", *line).code == 0
    return plan


def members(path: Path) -> dict[str, bytes]:
    """Every file of a bundle by its path."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
