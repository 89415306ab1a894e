"""Makes examples/action-plan: the plan that importing the example report gives."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "examples" / "progress-report-2008-09-11.txt"
STORE = ROOT / "examples" / "action-plan"


def main() -> int:
    """Imports the example into a new plan in place of the old one; the exit code."""
    from hmic_tracker.cli import main as tracker

    os.environ |= {"TRACKER_USER": "Liaison Officer", "TRACKER_TODAY": "2008-09-12"}
    shutil.rmtree(STORE, ignore_errors=True)
    code = tracker(["init", str(STORE), "--organisation", "Example Police"])
    code = code or tracker(["--store", str(STORE), "import", str(REPORT), "--yes"])
    shutil.rmtree(STORE / ".tracker")
    return code


if __name__ == "__main__":
    sys.exit(main())
