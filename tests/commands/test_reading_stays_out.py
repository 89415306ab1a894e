"""Only what reads documents loads what reads them: `import`, `show --source`, the page on marks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from hmic_tracker.cli import COMMANDS
from tests.query.asking import ITEMS
from tests.store.test_index import write_store

LINES: Final = """
list --all --json
show REC-1
grades
summary
trend
history
update REC-1 --title Another
note REC-1 seen
correct REC-1 4 --text 'seen whole'
action add REC-1 write
evidence add REC-1 'DOC 12/27' --shows 'minutes of 3 Nov'
update REC-1 --status done
verify REC-1 --by 'Internal Inspectorate' --evidence DOC --shows policy
close REC-1 --discharged-by HMIC --evidence 'letter of 3 Feb'
reopen REC-1 --reason 'not kept up'
defer REC-1 --until none --agreed-by Committee --reason 'new law'
split REC-1 'Daily risk assessment' --yes
link REC-2 duplicates REC-1
review
edit REC-1
add rec Letters
undo --yes
report
report --format html
remind
bundle REC-1 --dry-run
bundle --all --yes -o bundle.zip
bundle --verify bundle.zip
person list
inspection list
framework list
board list
settings list
settings set holidays --add 2008-12-24
sync
check
schema
completion bash
help
help where
init another
merge --dry-run
sync --status
""".strip().splitlines()
READING: Final = {
    *("hmic_tracker.documents", "mammoth", "pypdfium2", "pdfplumber", "rapidfuzz", "markdown_it"),
    *("pdfminer", "PIL", "openpyxl", "python_calamine", "olefile"),
}
_LOADED: Final = """
import json, shlex, sys
from hmic_tracker.cli import main
loaded = {}
codes = {}
for line in sys.argv[2:]:
    before = set(sys.modules)
    first, *rest = shlex.split(line)
    placed = [first, *rest] if first in {"help", "init", "schema", "completion"} else [
        first, "--store", sys.argv[1], *rest
    ]
    codes[line] = main(placed)
    loaded[line] = sorted(set(sys.modules) - before)
sys.stdout.flush()
print("\\n" + json.dumps([codes, loaded]))
"""


def loaded_by(folder: Path, *lines: str) -> dict[str, set[str]]:
    """What of the reading of documents each command line loads first."""
    store = write_store(folder / "store", ITEMS)
    environment = {
        "HOME": str(folder),
        "PATH": "/usr/bin:/bin",
        "EDITOR": "true",
        "TRACKER_USER": "A",
        "COLUMNS": "80",
    }
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, str(store), *lines],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
    )
    codes, loaded = json.loads(done.stdout.splitlines()[-1])
    failed = {line for line, code in codes.items() if code}
    # There is no terminal, there are findings, and nobody to exchange with.
    assert failed <= {"review", "check", "sync", "sync --status"}, done.stderr
    return {
        line: {n for n in names for part in READING if n == part or n.startswith(f"{part}.")}
        for line, names in loaded.items()
    }


def test_every_command_is_tried() -> None:
    assert set(COMMANDS) - {line.split()[0] for line in LINES} == {
        *("import", "demo", "receive"),
    }


def test_no_other_command_loads_what_reads_documents(tmp_path: Path) -> None:
    loaded = loaded_by(tmp_path, *LINES)
    assert {line: names for line, names in loaded.items() if names} == {}


def test_marked_text_and_the_lines_of_an_item_need_nothing_that_reads_files(tmp_path: Path) -> None:
    marks = tmp_path / "calls.marks.txt"
    marks.write_text("rec 1 | The force should answer calls.\n")
    loaded = loaded_by(tmp_path, f"import {marks} --yes", "show REC-1 --source", "help marks")
    libraries = {name.partition(".")[0] for names in loaded.values() for name in names}
    assert libraries <= {"hmic_tracker", "rapidfuzz"}  # which compares wordings
