"""A new output format is one module and one row, shown on a copy of the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import EXAMPLE
from tests.house.package_copy import PackageCopy

MODULE = '''"""Documents as the nodes they are made of, counted: a format made up for a test."""

from __future__ import annotations

from collections import Counter

from hmic_tracker.render import nodes


def draw(page: nodes.Page | nodes.Document) -> str:
    """Write each kind of node with its number."""
    kinds = Counter(type(node).__name__ for node in nodes.as_document(page).nodes)
    return "".join(f"{kind}={count}\\n" for kind, count in sorted(kinds.items()))
'''
ROW = """    Format(
        "made-up", "the kinds of nodes, counted", ("list", "page", "paper"), "document", (".mup",)
    ),
"""
AFTER = '    Format(\n        "docx",'


@pytest.fixture
def copy(tmp_path: Path) -> PackageCopy:
    copied = PackageCopy(tmp_path)
    (copied.package / "render" / "to_made_up.py").write_text(MODULE, encoding="utf-8")
    copied.insert_before("render/formats.py", AFTER, ROW)
    copied.run("init", str(copied.plan))
    copied.run("import", str(EXAMPLE), "--yes")
    return copied


def test_a_format_is_one_module_and_one_row(copy: PackageCopy, tmp_path: Path) -> None:
    expected = "Gap=2\nHeading=1\nParagraph=2\nTable=1\n"
    assert copy.run("list", "--format", "made-up") == expected
    assert copy.run("list", "--format", "mup") == expected
    copy.run("list", "-o", str(tmp_path / "list.mup"))
    assert (tmp_path / "list.mup").read_text() == expected
    assert "Heading=1\n" in copy.run("show", "REC-5", "--format", "made-up")
    assert "Table=" in copy.run("report", "--format", "made-up")
    copy.run("report", "-o", str(tmp_path / "paper.mup"))
    assert "Quotation=" in (tmp_path / "paper.mup").read_text()


def test_help_errors_and_completion_know_it(copy: PackageCopy, tmp_path: Path) -> None:
    assert "html, made-up; of lists" in " ".join(copy.run("list", "--help").split())
    assert "made-up" in copy.run("report", "--help")
    assert "  made-up    the kinds of nodes, counted\n" in copy.run("help", "formats")
    assert "did you mean made-up?" in copy.run("list", "--format", "madeup", code=2)
    assert ".mup" in copy.run("list", "-o", str(tmp_path / "list.xyz"), code=2)
    completed = copy.run("__complete", "zsh", "ma", "list", "--format")
    assert "made-up" in completed
    assert "markdown" in completed
