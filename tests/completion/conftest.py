"""A plan whose names would break a shell that evaluates what it is offered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

HOSTILE = {
    "REC-1": "$(touch pwned)",
    "REC-2": "`touch pwned`; touch pwned",
    "REC-3": "Head of \"CID\" & 'Ops'",
    "REC-4": "!! wins, !$ too",
    "REC-5": "~root/*?[a-z]{1,2}",
    "REC-6": "back\\slash\\",
    "REC-7": "%F{red}%n $HOME #1",
    "REC-8": "-rf now",
    "REC-9": "Ärztin für 青少年",
    "REC-10": "a:b=c@d|e<f>g",
    "REC-15": 'ends in "quotes"',
    "REC-16": "never!",
}
UNSEEN = {"REC-11": "\x1b[31mred\x07", "REC-12": "left\u202etfel"}
TITLES = {
    "REC-13": "$(touch pwned) `touch pwned` \x1b[31m %F{red} \u202e",
    "REC-14": "one\ttwo\nthree",
}


def add_line(plan: Path, item_id: str, line: str) -> None:
    """Writes a line into an item's file by hand, before its history."""
    path = plan / "items" / f"{item_id}.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("entries = ", f"{line}\nentries = ", 1), encoding="utf-8")


@pytest.fixture
def hostile(plan: Path) -> Path:
    """The example with such owners and titles; its folder."""
    for item_id, owner in {**HOSTILE, **UNSEEN}.items():
        add_line(plan, item_id, f"owner = {json.dumps(owner)}")
    for item_id, title in TITLES.items():
        add_line(plan, item_id, f"title = {json.dumps(title)}")
    with (plan / "tracker.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[filters]\nboard = "due < eom and open"\nmine = "owner ~ CID"\n')
    return plan
