"""A line with a number is one item, however its dash is printed, and the plan's where it has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

HEAD = "HMIC Inspection 2007/09 Phase One\n\nReport: 14\nDate: 1 December 2008\n\n"
TEXT = "Supervision of enquiries is not recorded."
HEADINGS = ("Domestic Violence", "Domestic Violence\n\nAreas for improvement")


LABELS = (
    *("AFI 7 - ", "AFI 7 – ", "AFI 7 — ", "AFI 7: ", "AFI 7. ", "AFI 7 -- ", "AFI 7–", "AFI 7—"),
    *("AFI 7 ‐ ", "AFI 7 ‑ ", "AFI 7 − ", "AFI7 – ", "AFI (7) – ", "AFI no. 7: ", "afi 7 – "),
    *("AFI #7 – ", "AFI (7)–", "Area for improvement 7 – ", "Area for improvement 7: "),
)


@pytest.mark.parametrize("bullet", ["  • ", "- ", ""])
@pytest.mark.parametrize("heading", HEADINGS)
def test_a_lone_line_is_the_item_with_its_number(
    run: Run, plan: Path, bullet: str, heading: str
) -> None:
    for label in LABELS:
        document = f"{HEAD}{heading}\n\n{bullet}{label}{TEXT}\n"
        found = json.loads(run("import", "-", "--dry-run", "--json", stdin=document).out)
        assert (found["new"], [one["id"] for one in found["changed"]]) == ([], ["AFI-30"]), label
        assert found["changed"][0]["changes"][0] == {"field": "text", "from": None, "to": TEXT}


@pytest.mark.parametrize(
    "label",
    ["Recommendation 3 - ", "Recommendation 3–", "Rec 3: ", "Rec 3 – ", "Rec. 3 — ", "R3 – "],
)
def test_a_lone_recommendation_is_one_item(run: Run, plan: Path, label: str) -> None:
    document = (
        f"{HEAD}Call Handling\n\n2008 Grade: Fair\n\n  • {label}The force should log calls.\n"
    )
    found = json.loads(run("import", "-", "--yes", "--json", stdin=document).out)
    assert (found["new"], found["changed"]) == (["REC-17"], [])
    (item,) = json.loads(run("show", "REC-17", "--json").out)["items"]
    assert (item["framework"], item["text"]) == ("call-handling", "The force should log calls.")
    assert (item["label"], item["number"]) in {("3", 3), ("R3", None), ("R3", 3)}


@pytest.mark.parametrize("label", ["AFI–7 – ", "AFI‑7: ", "AFI-7 - ", "AFI-7: "])
def test_a_label_of_one_word_asks_whether_it_is_the_number(
    run: Run, plan: Path, label: str
) -> None:
    document = f"{HEAD}Domestic Violence\n\n  • {label}{TEXT}\n"
    found = run("import", "-", "--yes", stdin=document)
    printed = label.rstrip(" :–-")
    assert (
        f"open: {printed}, '{TEXT}': which item is that? (line 8) Perhaps AFI-30 (7 of "
        "Domestic Violence); left out until it is answered\n"
    ) in found.err
    assert len(json.loads(run("list", "--all", "--json").out)["items"]) == 64


def test_without_a_framework_it_is_asked_about_where_several_have_its_number(
    run: Run, plan: Path
) -> None:
    found = run("import", "-", "--yes", stdin=f"{HEAD}  • AFI 9 – {TEXT}\n")
    assert (
        f"open: AFI 9, '{TEXT}': which item is that? (line 6) Perhaps AFI-9 (9 of Neighbourhood "
        "Policing), AFI-47 (9 of Performance Management); left out until it is answered\n"
    ) in found.err


def test_without_a_framework_it_is_the_only_item_with_its_number(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", tmp_path / "small")
    monkeypatch.setenv("TRACKER_STORE", str(tmp_path / "small"))
    counts = "  • Custody - Eight AFIs - majority of the work completed on all, by March 2009.\n"
    assert (
        len(json.loads(run("import", "-", "--yes", "--json", stdin=HEAD + counts).out)["new"]) == 8
    )
    document = f"{HEAD}  • AFI 7 – {TEXT}\n"
    found = json.loads(run("import", "-", "--yes", "--json", stdin=document).out)
    assert (found["new"], [one["id"] for one in found["changed"]]) == ([], ["AFI-7"])


def test_a_count_behind_the_kind_is_no_number_of_an_item(run: Run, plan: Path) -> None:
    document = f"{HEAD}1. Today:\n\n  • Domestic Violence - AFIs (7) – all completed.\n"
    found = run("import", "-", "--explain", stdin=document)
    assert found.out.endswith("\nposition @8   | • Domestic Violence - AFIs (7) – all completed.\n")
