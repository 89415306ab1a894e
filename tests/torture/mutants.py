"""How many mutants of the rules and checks the tests noticed; the last step of `make mutants`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

LEAST: Final = 80
"""Per cent that have to be noticed; what is not is listed in mutants.md."""


def main() -> int:
    """Prints the share from mutmut's figures; 1 where it is too small."""
    found = json.loads(Path("mutants/mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    total = found["total"]
    noticed = found["killed"] + found["timeout"] + found["segfault"]
    share = 100 * noticed / total if total else 0.0
    print(f"{noticed} of {total} mutants noticed: {share:.1f} %")  # noqa: T201
    print("what was not: mutmut results; looked at in tests/torture/mutants.md")  # noqa: T201
    return 0 if share >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
