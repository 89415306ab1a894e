"""The paper made from the report it was imported from says all that the report said."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.cli import main
from hmic_tracker.store.reading import read_plan
from tests.conftest import EXAMPLE, Run
from tests.papers.reading import lines_of, made

REAL: Final = os.environ.get("TRACKER_REAL_REPORT", "")
AS_OF: Final = (
    *("--number", "9", "--meeting", "2008-09-11", "--as-of", "2008-09-11"),
    *("--appendices", "all"),
)
PVP: Final = "Protecting Vulnerable People"
MAJORITY: Final = "majority of work completed on"

HEAD: Final = [
    "Report 9",
    "Date 11 September 2008",
    "Position at 11 September 2008",
    "16 recommendations and 48 areas for improvement (AFIs)",
    "published in October 2007",
    "Nothing earlier is recorded",
    "No new grade. The latest against 2006: 1 rose, none fell, 2 unchanged, 4 not graded "
    "separately in 2006.",
    "Recommendations 6 of 16 completed, 1 more in doubt (note 1); Report 9 counted 7 of 16 on 11 "
    "September 2008",
    "AFIs 12 of 48 completed",
    "Verified 0 of the 18 completed; all 18 wait",
    "Open 46: 0 overdue, 4 due by 30 September 2008, 42 later; none has an owner",
]
PARAGRAPH_2: Final = [
    "Neighbourhood Policing Excellent Good Improved",
    "Performance Management Good Good Unchanged",
    f"{PVP} (overall) Fair Fair Unchanged",
    "Child Abuse Investigation Good Not graded separately in 2006",
    "Domestic Violence Fair Not graded separately in 2006",
    "Missing Persons Fair Not graded separately in 2006",
    "Public Protection Fair Not graded separately in 2006",
]
PARAGRAPH_3: Final = [
    "Neighbourhood Policing 2007 14 21 2 37 6",
    "Performance Management 2007 29 0 29 14",
    f"{PVP} 2007 19 19 2 40 3 Overall gradings in PPAF only",
    "Child Abuse Investigation 3 17 21 2 Good 3 16 23",
    "Domestic Violence 1 13 27 2 Fair 14 26 2",
    "Missing Persons 2 16 23 2 Fair 18 22 2",
    "Public Protection 1 21 21 0 Fair 22 20 0",
    "As a comparison, how many of 43 forces got each grade in 2007:",
    "Which grades they belong to is not known",
]
PARAGRAPHS_4_TO_11: Final = [
    "Neighbourhood Policing was graded Excellent in 2007 (Good in 2006): improved.",
    "Four recommendations and ten AFIs were made.",
    f"{PVP} was graded Fair overall in 2007 (Fair in 2006): unchanged.",
    "Nine recommendations and 28 AFIs were made.",
    "Performance Management was graded Good in 2007 (Good in 2006): unchanged.",
    "Three recommendations and ten AFIs were made.",
    "The texts are in Appendices 1, 2 and 3, as far as they are published.",
]
PARAGRAPH_13: Final = [
    f"{PVP} (overall) – Four recommendations: {MAJORITY} all four, to be completed by September",
    f"Eight AFIs: {MAJORITY} all eight, to be completed by November 2008.",
    "Child Abuse Investigation – One recommendation: almost completed, to be completed by April",
    f"Three AFIs: {MAJORITY} all three, to be completed by April 2009.",
    f"Public Protection – Five AFIs: {MAJORITY} all five, to be completed by December 2008.",
    f"Domestic Violence – Seven AFIs: {MAJORITY} all seven, to be completed by December 2008.",
    f"Missing Persons – Two recommendations: {MAJORITY} both, to be completed by December 2008.",
    "Report 9, paragraph 13 says that one of REC-11 and REC-12 is completed, without saying which.",
    "In progress; majority of work completed; to be completed by December 2008; no owner. See note",
    f"Five AFIs: two completed; {MAJORITY} three, to be completed by December 2008.",
    f"Performance Management – Three recommendations: {MAJORITY} all three, to be completed by",
    f"Ten AFIs: {MAJORITY} all ten, to be completed by March 2009.",
    "one of REC-11 and REC-12 is completed, without saying which; both are counted as open",
    "1 of 2 in Missing Persons, 3 of 9 with all of Protecting Vulnerable People and 7 of 16 in all",
    "Neighbourhood Policing 4 of 4 10 of 10 0 0 0 none open",
    f"{PVP} (overall) 0 of 4 0 of 8 0 12 0 Nov 2008",
    "Public Protection 1 of 1 0 of 5 0 5 0 Dec 2008",
    "Domestic Violence 1 of 1 0 of 7 0 7 0 Dec 2008",
    "Missing Persons 0 of 2 2 of 5 0 5 0 Dec 2008",
    "Child Abuse Investigation 0 of 1 0 of 3 0 4 0 Apr 2009",
    f"{PVP}, all five 2 of 9 2 of 28 0 33 0 Apr 2009",
    "Performance Management 0 of 3 0 of 10 0 13 0 Mar 2009",
    "Total 6 of 16 12 of 48 0 46 0 Apr 2009",
]
APPENDICES: Final = [
    "Appendix 1: Recommendations and areas for improvement on Neighbourhood Policing",
    f"Appendix 2: Recommendations and areas for improvement on {PVP}",
    "Appendix 3: Recommendations and areas for improvement on Performance Management",
    "2007 grade: Excellent",
    "2007 grade: Fair",
    "2007 grade: Good",
    *(f"Recommendation {n} (REC-{n})" for n in range(1, 5)),
    *(f"Recommendation {n} (REC-{n + 4})" for n in range(1, 5)),
    "Recommendation 1 (REC-9)",
    "Recommendation 1 (REC-10)",
    *(f"Recommendation {n} (REC-{n + 10})" for n in range(1, 3)),
    "Recommendation 1 (REC-13)",
    *(f"Recommendation {n} (REC-{n + 13})" for n in range(1, 4)),
    "Ten AFIs (AFI-1 to AFI-10)",
    "Eight AFIs (AFI-11 to AFI-18)",
    "Five AFIs (AFI-19 to AFI-23)",
    "Seven AFIs (AFI-24 to AFI-30)",
    "Two AFIs (AFI-31 and AFI-32)",
    "Three AFIs (AFI-33 to AFI-35)",
    "Three AFIs (AFI-36 to AFI-38)",
    "Ten AFIs (AFI-39 to AFI-48)",
]
REAL_TEXTS: Final = [
    "Safer Neighbourhood (SN) policing resources to the communities",
    "maximum benefit is derived from police community support officers",
    "clear succession planning programme for Safer Neighbourhood team staff",
    "processes and products for the National Intelligence Model",
    "daily risk assessment procedures specific to public protection and PVP",
    "benchmarking key performance activities against a suite of headline measures",
    "rigorous focus on improving the quality of operational risk assessment",
    "research, analysis via daily management meetings and tasking",
    "not generally configured to process Jigsaw intelligence",
    "corporate resourcing template for community safety units",
    "links between persistent missing persons cases and child protection",
    "specialist Compass units resourced by skilled staff",
    "centralised child abuse investigation teams",
    "publication ‘Managing Police Performance’",
    "peer-group scrutiny",
    "quality assurance function in the force",
]
FACTS: Final = [
    *(*HEAD, *PARAGRAPH_2, *PARAGRAPH_3, *PARAGRAPHS_4_TO_11, *PARAGRAPH_13, *APPENDICES),
]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not REAL:
        pytest.skip("TRACKER_REAL_REPORT names no report")
    folder = tmp_path_factory.mktemp("real") / "plan"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_USER", "Liaison Officer")
        patch.setenv("TRACKER_TODAY", "2008-09-12")
        assert main(["init", str(folder)]) == 0
        assert main(["--store", str(folder), "import", REAL, "--yes"]) == 0
    return folder


def test_the_list_of_facts_is_long_enough() -> None:
    assert len(set(FACTS)) == len(FACTS) >= 80
    assert len(set(REAL_TEXTS)) == 16


@pytest.mark.parametrize("form", ["plain", "markdown", "html", "docx"])
@pytest.mark.parametrize("source", ["example", "real"])
def test_every_fact_of_the_report_is_in_every_form(
    run: Run, request: pytest.FixtureRequest, tmp_path: Path, form: str, source: str
) -> None:
    name = {"example": "imported", "real": "real"}[source]
    plan = shutil.copytree(request.getfixturevalue(name), tmp_path / "plan")
    words = ("--store", str(plan), "--width", "200", *AS_OF)
    lines = lines_of(form, made(run, form, tmp_path, *words))
    texts = [" ".join((item.text or "").split()) for item in read_plan(plan).items if item.text]
    facts = [*FACTS, *texts, *(REAL_TEXTS if source == "real" else [])]
    assert len(texts) == 16
    assert len(facts) > 100
    assert [fact for fact in facts if not any(fact in line for line in lines)] == []


def test_the_paper_has_every_long_text_of_the_report_itself() -> None:
    """The facts are those of the source, not of what the importer made of it."""
    said = " ".join(Path(REAL or EXAMPLE).read_text(encoding="utf-8").split())
    for fact in [
        *(REAL_TEXTS if REAL else []),
        *("Excellent", "624", "Not graded separately in 2006", "14 21 2", "29 0", "19 19 2"),
        *("3 17 21 2", "1 13 27 2", "2 16 23 2", "1 21 21 0", "Overall gradings in PPAF only"),
        *("almost completed", "September 2008", "November 2008", "April 2009", "March 2009"),
    ]:
        assert fact in said


@pytest.mark.parametrize("form", ["html", "docx"])
def test_the_appendices_give_each_framework_its_own_grade(
    run: Run, plan: Path, tmp_path: Path, form: str
) -> None:
    lines = lines_of(form, made(run, form, tmp_path, *AS_OF))
    appendices = lines[next(n for n, line in enumerate(lines) if line.startswith("Appendix 1")) :]
    graded = [n for n, line in enumerate(appendices) if "2007 grade:" in line]
    found = []
    for n in graded:
        name, _, grade = appendices[n].partition("2007 grade: ")
        found.append((name.removesuffix(", ") or appendices[n - 1], grade.rstrip(".")))
    assert found == [
        (
            "Appendix 1: Recommendations and areas for improvement on Neighbourhood Policing",
            "Excellent",
        ),
        (f"{PVP} (overall)", "Fair"),
        ("Public Protection", "Fair"),
        ("Domestic Violence", "Fair"),
        ("Missing Persons", "Fair"),
        ("Child Abuse Investigation", "Good"),
        ("Appendix 3: Recommendations and areas for improvement on Performance Management", "Good"),
    ]


def test_in_78_columns_no_sentence_of_the_paper_is_lost(run: Run, plan: Path) -> None:
    found = run("report", *AS_OF)
    said = " ".join(found.out.split())
    sentences = [*PARAGRAPHS_4_TO_11, *PARAGRAPH_13[:14], *HEAD[3:]]
    assert [fact for fact in sentences if fact not in said] == []
    assert max(map(len, found.out.splitlines())) <= 78


def test_every_total_is_the_sum_of_its_rows(run: Run, worked: Path, tmp_path: Path) -> None:
    words = ("--store", str(worked), "--as-of", "2009-02-01")
    lines = made(run, "markdown", tmp_path, *words).decode().splitlines()
    tables = 0
    for at, line in enumerate(lines):
        if not line.startswith("| **Total"):
            continue
        first = max(n for n in range(at) if lines[n].startswith("| ---")) + 1
        rows = [_cells(row) for row in lines[first:at] if "all five" not in row]
        tables += 1
        for place, total in enumerate(_cells(line)):
            if numbers := _numbers(total):
                of_rows = [_numbers(row[place]) for row in rows]
                assert [sum(column) for column in zip(*of_rows, strict=True)] == numbers, line
    assert tables == 2


def _cells(row: str) -> list[str]:
    return [cell.strip(" *") for cell in row.strip("| ").split(" | ")]


def _numbers(text: str) -> list[int]:
    found = re.fullmatch(r"(\d+)(?: of (\d+))?", text)
    return [int(number) for number in found.groups() if number] if found else []
