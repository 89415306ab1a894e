"""Passages of officers' papers: each as it is raises no alarm, and every slip in it is found."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run

_HERE: Final = Path(__file__).parent / "passages"
_SLIP: Final = re.compile(r"\[\[(.*?)\|(.*?)\]\]", re.S)
_PAPER: Final = """Report to the Committee

Position at {day}

This paper tells members how we stand after the inspection.

{passage}
"""


@pytest.mark.parametrize(("plan", "day"), [("fire", "17 September"), ("prison", "13 October")])
def test_a_passage_as_it_is_raises_no_alarm_and_every_slip_in_it_is_found(
    run: Run, plans: dict[str, Path], tmp_path: Path, plan: str, day: str
) -> None:
    def differences(passage: str) -> Counter[str]:
        file = tmp_path / "paper.txt"
        file.write_text(_PAPER.format(day=f"{day} 2026", passage=passage), encoding="utf-8")
        shown = run("report", "--check", file, "--store", plans[plan], "--json").out
        claims = json.loads(shown)["claims"] if shown else []
        return Counter(f"{one}" for one in claims if one["verdict"] == "differs")

    alarms, missed = [], []
    for passage in (_HERE / f"{plan}.txt").read_text(encoding="utf-8").split("\n===\n"):
        right = _SLIP.sub(r"\1", passage)
        if differences(right):
            alarms.append(right)
        for slip in _SLIP.finditer(passage):
            parts = (passage[: slip.start()], slip[2], passage[slip.end() :])
            wrong = "".join(_SLIP.sub(r"\1", part) for part in parts)
            if not differences(wrong):
                missed.append(wrong)
    assert (alarms, missed) == ([], [])
