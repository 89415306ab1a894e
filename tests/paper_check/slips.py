"""Short papers with one slip each: what a check says of the right one and of the one with the slip.

In "{right|slip}" the first is what the plan has. A line "a | b" of a table is its row.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.conftest import Run

Difference = tuple[str, str, str]
"""What is wrong, what the paper has and what the plan has."""
_SLIP = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def table(head: str, *rows: str) -> str:
    """Return a table as Markdown has it."""
    rule = " | ".join("---" for _ in head.split("|"))
    return "\n".join(f"| {line} |" for line in (head, rule, *rows))


def differences(run: Run, store: Path, folder: Path, text: str) -> list[Difference]:
    """Return what a paper of 1 December 2008 has otherwise than a plan."""
    file = folder / "paper.txt"
    file.write_text(f"Position at 1 December 2008\n\n{text}\n", encoding="utf-8")
    shown = run("report", "--check", file, "--store", store, "--json").out
    claims = json.loads(shown)["claims"] if shown else []
    return [
        (one["about"], one["paper"], one["plan"]) for one in claims if one["verdict"] == "differs"
    ]


def right_and_slip(
    run: Run, store: Path, folder: Path, text: str
) -> tuple[list[Difference], list[Difference]]:
    """Return what differs in a paper that is right, and in the same with its slip."""
    assert len(_SLIP.findall(text)) == 1
    right = differences(run, store, folder, _SLIP.sub(r"\1", text))
    return right, differences(run, store, folder, _SLIP.sub(r"\2", text))


def held(run: Run, store: Path, day: str, folder: Path, text: str) -> list[bool]:
    """Return whether anything differs in a paper of a day as it is, and with each slip put in."""
    slips = list(_SLIP.finditer(text))
    papers = [_SLIP.sub(r"\1", text)]
    for slip in slips:
        rest = _SLIP.sub(r"\1", text[slip.end() :])
        papers.append(_SLIP.sub(r"\1", text[: slip.start()]) + slip[2] + rest)
    file = folder / "paper.txt"
    found: list[bool] = []
    for paper in papers:
        file.write_text(f"Position at {day}\n\nWe were inspected.\n\n{paper}\n", encoding="utf-8")
        shown = run("report", "--check", file, "--store", store, "--json").out
        claims = json.loads(shown)["claims"] if shown else []
        found.append(any(one["verdict"] == "differs" for one in claims))
    return found
