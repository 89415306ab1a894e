"""A new kind of file is one module and one row: shown on a copy of the package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import hmic_tracker

MODULE = '''"""Minutes as a program exports them: a line of dashes, then a line a paragraph."""

from hashlib import sha256

from hmic_tracker.documents.blocks import Block, Document, Place


def read(data: bytes, name: str) -> Document:
    """Read an export."""
    lines = data.decode("utf-8").split("\\n")[1:]
    blocks = [Block("paragraph", line, Place(at)) for at, line in enumerate(lines, 2) if line]
    return Document(name, tuple(blocks), "", sha256(data).hexdigest(), len(data))
'''
ROW = """    Source("minutes", (".min",), "from_minutes", lambda data: data.startswith(b"----")),
"""
PROGRAM = """
from hmic_tracker.documents.sources.reading import read_document
print([block.text for block in read_document(b"----\\nThe force should act.", "x").blocks])
"""


def test_a_source_is_one_module_and_one_row(tmp_path: Path) -> None:
    package = tmp_path / "src" / "hmic_tracker"
    original = Path(hmic_tracker.__file__).parent
    shutil.copytree(original, package, ignore=shutil.ignore_patterns("__pycache__"))
    sources = package / "documents" / "sources"
    (sources / "from_minutes.py").write_text(MODULE, encoding="utf-8")
    table = sources / "source_registry.py"
    row = '    Source("HTML"'
    text = table.read_text(encoding="utf-8").replace(row, ROW + row, 1)
    table.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("['The force should act.']\n", "")
