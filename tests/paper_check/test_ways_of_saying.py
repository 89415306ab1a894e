"""Ways in which papers name an item, a group or a framework, and say its status, date or grade."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

_SAID = {
    "an item by what it is about": (
        "The recommendation on the National Intelligence Model has been completed.",
        "The recommendation on the National Intelligence Model is still in progress.",
    ),
    "an item by its title, before its id": (
        "The review of quality assurance (REC-16) is of interest and is in progress.",
        "The review of quality assurance (REC-16) is of interest and has been completed.",
    ),
    "the only one of the heading": (
        "Child Abuse Investigation\n\nThe lead describes the recommendation as almost completed.",
        "Child Abuse Investigation\n\nThe lead describes the recommendation as completed.",
    ),
    "the only one of a line": (
        "Public Protection: the single recommendation is complete; five AFIs are in progress.",
        "Public Protection: the single recommendation is in progress; five AFIs are in progress.",
    ),
    "a date that goes on": (
        "The recommendations (REC-5 to REC-8) were due in September 2008, and the AFIs (AFI-11 to"
        " AFI-18) in November 2008.",
        "The recommendations (REC-5 to REC-8) were due in September 2008, and the AFIs (AFI-11 to"
        " AFI-18) in October 2008.",
    ),
    "a date of the framework above": (
        "Performance Management\n\nThe target for the whole framework is March 2009.",
        "Performance Management\n\nThe target for the whole framework is May 2009.",
    ),
    "a date of the framework of the sentence before": (
        "I am less pleased with Protecting Vulnerable People overall. Its four recommendations"
        " should have been completed by the end of September 2008.",
        "I am less pleased with Protecting Vulnerable People overall. Its four recommendations"
        " should have been completed by the end of March 2008.",
    ),
    "a month without its year": (
        "REC-14 and REC-15 are due at the end of March.",
        "REC-14 and REC-15 are due at the end of July.",
    ),
    "a grade that stayed": (
        "Performance Management stayed at Good.",
        "Performance Management stayed at Fair.",
    ),
    "a grade that moved": (
        "Neighbourhood Policing rose from Good to Excellent between 2006 and 2007.",
        "Neighbourhood Policing rose from Good to Fair between 2006 and 2007.",
    ),
    "a grade of two years": (
        "Perf Mgt was graded Good in 2006 and Good again in 2007.",
        "Perf Mgt was graded Good in 2006 and Fair in 2007.",
    ),
    "a grade that was received": (
        "Within it Child Abuse Investigation received Good.",
        "Within it Child Abuse Investigation received Excellent.",
    ),
    "a grade in a heading": (
        "Missing Persons (graded Fair)\n\nNothing else is known.",
        "Missing Persons (graded Poor)\n\nNothing else is known.",
    ),
    "a grade of this framework": (
        "This paper is about Performance Management.\n\n"
        "HMIC inspected this framework in 2007 and awarded a grade of Good, as before.",
        "This paper is about Performance Management.\n\n"
        "HMIC inspected this framework in 2007 and awarded a grade of Fair, as before.",
    ),
    "a paper's own initials": (
        "Neighbourhood Policing (NHP) came first.\n\nNHP was graded Excellent.",
        "Neighbourhood Policing (NHP) came first.\n\nNHP was graded Fair.",
    ),
    "a name cut short": (
        "Dom. Viol. was graded Fair, and mispers was graded Fair.",
        "Dom. Viol. was graded Fair, and mispers was graded Good.",
    ),
    "all of a framework": (
        "Nothing under Performance Management has been completed.",
        "Everything under Performance Management has now been completed.",
    ),
    "a framework that is finished": (
        "Neighbourhood Policing is finished.",
        "Performance Management is finished.",
    ),
    "the only ones of two frameworks": (
        "The recommendations on Public Protection and Domestic Violence are completed.",
        "The recommendations on Public Protection and Child Abuse Investigation are completed.",
    ),
    "what is so of all completed items": (
        "All of the completed items still await verification.",
        "All of the completed items have been verified.",
    ),
    "a number beside its framework": (
        "Of the open items 12 are in PVP overall and seven in Domestic Violence.",
        "Of the open items 12 are in PVP overall and 11 in Domestic Violence.",
    ),
    "two numbers of the same items": (
        "18 completed, 46 in progress: that is the action plan.",
        "18 completed, 44 in progress: that is the action plan.",
    ),
    "a share and its per cent": (
        "12 of the 48 AFIs (25%) are completed.",
        "12 of the 48 AFIs (35%) are completed.",
    ),
    "a date in a list": (
        "Still to come: Performance Management in March 2009, Child Abuse Investigation in April"
        " 2009.",
        "Still to come: Performance Management in March 2009, Child Abuse Investigation in June"
        " 2009.",
    ),
    "the last date of all": (
        "The last date in the plan is the end of April 2009.",
        "The last date in the plan is the end of June 2009.",
    ),
    "frameworks and grades that take turns": (
        "The grades: Neighbourhood Policing Excellent, Performance Management Good.",
        "The grades: Neighbourhood Policing Good, Performance Management Good.",
    ),
    "grades before their frameworks": (
        "We were given Excellent for Neighbourhood Policing and Fair for Domestic Violence.",
        "We were given Excellent for Neighbourhood Policing and Good for Domestic Violence.",
    ),
    "letters by the paper's own key": (
        "| Item | Target | State |\n| --- | --- | --- |\n| REC-1 | - | C |\n"
        "| REC-5 | September 2008 | P |\n| REC-9 | - | C |\n\n"
        "Key: C = completed; P = in progress.",
        "| Item | Target | State |\n| --- | --- | --- |\n| REC-1 | - | C |\n"
        "| REC-5 | September 2008 | P |\n| REC-9 | - | P |\n\n"
        "Key: C = completed; P = in progress.",
    ),
    "an item by words of its own": (
        "The formula by which resources go to business groups is still in progress.",
        "The formula by which resources go to business groups has been completed.",
    ),
}
_TABLES = {
    "a framework and a number": (
        ("Item", "Position today", "Finish by"),
        ("Neighbourhood Policing, Recommendation 4", "Completed", ""),
        ("PVP overall, Recommendation 1", "In progress", "September 2008"),
        ("Performance Management 2", "{In progress|Completed}", "March 2009"),
    ),
    "a number with its id": (
        ("Item", "Subject", "Status", "Target"),
        ("Recommendation 1 (REC-11)", "Awareness", "In progress", "December 2008"),
        ("Recommendation 2 (REC-12)", "Compass", "In progress", "{December 2008|May 2009}"),
        ("AFI-33", "Not published", "In progress", "December 2008"),
    ),
    "a part behind its whole": (
        ("Framework", "2006", "2007"),
        ("Neighbourhood Policing", "Good", "Excellent"),
        ("PVP overall", "Fair", "Fair"),
        ("PVP: Domestic Violence", "not graded", "{Fair|Poor}"),
        ("PVP Missing Pers.", "not graded", "Fair"),
    ),
    "items of a framework": (
        ("What", "When"),
        ("Improvements on domestic violence", "December 2008"),
        ("Recommendations on performance management", "March 2009"),
        ("Recommendation on child abuse investigation", "{April 2009|January 2009}"),
    ),
    "two dates in a cell": (
        ("Framework", "AFIs completed", "Last due"),
        ("PVP overall", "{0 of 8|3 of 8}", "Missed (Sept 08 / Nov 08)"),
        ("Performance Management", "0 of 10", "Mar-09"),
        ("Public Protection", "0 of 5", "Dec-08"),
    ),
    "frameworks along the top": (
        ("", "Neighbourhood Policing", "Public Protection", "Domestic Violence", "Together"),
        ("Recommendations", "4", "1", "1", "6"),
        ("AFIs", "10", "5", "{7|8}", "22"),
        ("Grade 2007", "Excellent", "Fair", "Fair", ""),
    ),
    "an item by initials and a number": (
        ("Ref", "Recommendation", "Target", "Status"),
        ("NP1", "Resources", "-", "Complete"),
        ("PVP3", "Inspection and review", "{30.09.08|31.12.08}", "In progress"),
        ("PM2", "Business groups", "31.03.09", "In progress"),
    ),
    "months down the side": (
        ("Due", "Recommendations", "AFIs", "Total"),
        ("September 2008", "4", "0", "4"),
        ("November 2008", "0", "8", "8"),
        ("December 2008", "2", "15", "17"),
        ("{March 2009|February 2009}", "3", "10", "13"),
    ),
    "two columns that a third adds up": (
        ("State", "Recs", "AFIs", "All"),
        ("Made", "16", "48", "64"),
        ("Completed", "6", "12", "18"),
        ("Open", "10", "36", "46"),
        ("Overdue", "4", "8", "{12|10}"),
    ),
    "the status of a framework": (
        ("Framework", "Items", "State of play"),
        ("Neighbourhood Policing", "14", "Complete"),
        ("Performance Management", "13", "{In progress|Complete}"),
        ("Domestic Violence", "8", "In progress"),
    ),
}


def _table(rows: tuple[tuple[str, ...], ...], which: int) -> str:
    lines = [
        " | ".join(
            cell.strip("{}").split("|")[which] if cell.startswith("{") else cell for cell in row
        )
        for row in rows
    ]
    lines.insert(1, " | ".join("---" for _ in rows[0]))
    return "\n".join(f"| {line} |" for line in lines)


_WAYS = {
    **_SAID,
    **{name: (_table(rows, 0), _table(rows, 1)) for name, rows in _TABLES.items()},
}


@pytest.mark.parametrize("way", _WAYS)
def test_a_way_of_saying_agrees_with_the_plan_and_differs_where_it_is_wrong(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    verdicts = []
    for text in _WAYS[way]:
        file = tmp_path / "paper.txt"
        file.write_text(f"Position at 1 December 2008\n\n{text}\n", encoding="utf-8")
        value = json.loads(run("report", "--check", file, "--store", imported, "--json").out)
        verdicts.append({one["verdict"] for one in value["claims"]})
    assert "agrees" in verdicts[0]
    assert ["differs" in one for one in verdicts] == [False, True]


def test_an_error_in_a_matrix_stands_at_its_own_row(
    run: Run, imported: Path, tmp_path: Path
) -> None:
    file = tmp_path / "paper.txt"
    table = _table(_TABLES["frameworks along the top"], 1)
    file.write_text(f"Position at 1 December 2008\n\n{table}\n", encoding="utf-8")
    value = json.loads(run("report", "--check", file, "--store", imported, "--json").out)
    places = {one["place"] for one in value["claims"] if one["verdict"] == "differs"}
    assert places == {"line 6"}


@pytest.mark.parametrize(
    "text",
    [
        "Neighbourhood Policing was graded Excellent, where it had been Good before.",
        "Performance Management is graded Good; three were graded Excellent and seventeen Good.",
        "The MPS was graded Excellent in one framework (Neighbourhood Policing).",
        "REC-10 is completed.\n\nThe majority of the work has been done on each of the twelve.",
        "Every one of the 12 items of PVP overall is overdue.",
        "The Public Protection Steering Group met. Nine recommendations are on its list.",
        "HMIC published its findings on Performance Management in October 2007. The next meeting on"
        " it is in May 2009.",
        "AFI-33, from the same list as AFI-31 and AFI-32, is in progress.",
        "Both were graded Fair, and the other three received Good.",
        "The remaining items of Missing Persons are all but one AFIs.",
        "Twelve are overdue, all of them on Protecting Vulnerable People overall, and a further"
        " seventeen are due by 31 December.",
    ],
)
def test_what_is_of_something_else_is_not_put_down_to_what_was_named(
    run: Run, imported: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "paper.txt"
    file.write_text(f"Position at 1 December 2008\n\n{text}\n", encoding="utf-8")
    value = json.loads(run("report", "--check", file, "--store", imported, "--json").out)
    assert [one for one in value["claims"] if one["verdict"] == "differs"] == []
