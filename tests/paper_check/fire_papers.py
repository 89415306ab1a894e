"""Short papers of a fire service's plan, each with a slip "{right|slip}": what differs in them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from tests.conftest import Run
from tests.paper_check.conftest import PLANS

_SLIP: Final = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def right_and_wrong(
    run: Run, plans: dict[str, Path], folder: Path, text: str, plan: str = "fire"
) -> tuple[bool, bool]:
    """Return whether a right paper differs from its plan, and whether the one with a slip does."""
    assert len(_SLIP.findall(text)) == 1
    papers = (_SLIP.sub(rf"\{n}", text) for n in (1, 2))
    right, wrong = (bool(differing(run, plans, folder, one, plan)) for one in papers)
    return right, wrong


def differing(
    run: Run, plans: dict[str, Path], folder: Path, text: str, plan: str = "fire"
) -> list[str]:
    """Return what differs in a paper, each by what it is about."""
    file = folder / "paper.txt"
    file.write_text(
        f"Position at {PLANS[plan][1]}\n\nWe were inspected.\n\n{text}\n", encoding="utf-8"
    )
    shown = run("report", "--check", file, "--store", plans[plan], "--json").out
    claims = json.loads(shown)["claims"] if shown else []
    return [one["about"] for one in claims if one["verdict"] == "differs"]
