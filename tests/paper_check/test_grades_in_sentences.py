"""Grades in sentences: of which framework each is, and of when."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.slips import Difference, differences, right_and_slip

_GRADES: Final[dict[str, tuple[str, Difference]]] = {
    "in small letters behind a verb that is left out": (
        "Neighbourhood Policing was found to be excellent and Missing Persons {fair|good}.",
        ("Missing Persons, grade", "Good", "Fair"),
    ),
    "that has been so since": (
        "Missing Persons has been {fair|good} since the inspection.",
        ("Missing Persons, grade", "Good", "Fair"),
    ),
    "each before its framework": (
        "The inspectors gave us Excellent for Neighbourhood Policing, Good for Performance "
        "Management and {Fair|Good} for Missing Persons.",
        ("Missing Persons, grade", "Good", "Fair"),
    ),
    "the first of several": (
        "The inspectors gave us {Excellent|Good} for Neighbourhood Policing, Good for "
        "Performance Management and Fair for Missing Persons.",
        ("Neighbourhood Policing, grade", "Good", "Excellent"),
    ),
    "each of its year": (
        "Neighbourhood Policing rose from {Good|Fair} in 2006 to Excellent in 2007.",
        ("Neighbourhood Policing, grade 2006", "Fair", "Good"),
    ),
    "each of its year, the later one": (
        "Neighbourhood Policing rose from Good in 2006 to {Excellent|Good} in 2007.",
        ("Neighbourhood Policing, grade 2007", "Good", "Excellent"),
    ),
    "with the one before it": (
        "Neighbourhood Policing was graded Excellent, up from {Good|Fair}.",
        ("Neighbourhood Policing, grade previous", "Fair", "Good"),
    ),
    "before the one before it": (
        "Neighbourhood Policing was {Excellent|Fair}, up from Good.",
        ("Neighbourhood Policing, grade", "Fair", "Excellent"),
    ),
    "that improved": (
        "Neighbourhood Policing improved from {Good|Poor} to Excellent.",
        ("Neighbourhood Policing, grade previous", "Poor", "Good"),
    ),
    "before a clause about its framework": (
        "Neighbourhood Policing was graded {Excellent|Good}; that framework has been finished.",
        ("Neighbourhood Policing, grade", "Good", "Excellent"),
    ),
    "behind the framework of its heading": (
        "# Missing Persons\n\nIt was graded {Fair|Good}.",
        ("Missing Persons, grade", "Good", "Fair"),
    ),
    "of a part of a framework": (
        "Within Protecting Vulnerable People, Child Abuse Investigation got {Good|Fair}.",
        ("Child Abuse Investigation, grade", "Fair", "Good"),
    ),
    "of two parts of a framework": (
        "Within Protecting Vulnerable People, Child Abuse Investigation was graded "
        "{Good|Fair} and Missing Persons Fair.",
        ("Child Abuse Investigation, grade", "Fair", "Good"),
    ),
    "of the one framework that a sentence goes on about": (
        "Performance Management has 13 items. It was graded {Good|Fair}.",
        ("Performance Management, grade", "Fair", "Good"),
    ),
    "behind words of a wish for something else": (
        "The committee may wish to know that Missing Persons was graded {Fair|Good}.",
        ("Missing Persons, grade", "Good", "Fair"),
    ),
    "each behind its framework, the last one of two": (
        "Of the parts, Child Abuse Investigation was graded {Good|Fair}, and Public "
        "Protection and Domestic Violence Fair.",
        ("Child Abuse Investigation, grade", "Fair", "Good"),
    ),
    "of two years with the later one changed": (
        "Neighbourhood Policing was Good in 2006 and {Excellent|Good} in 2007.",
        ("Neighbourhood Policing, grade 2007", "Good", "Excellent"),
    ),
    "before words of the one that had been": (
        "Neighbourhood Policing is Excellent, having been {Good|Fair} the year before.",
        ("Neighbourhood Policing, grade previous", "Fair", "Good"),
    ),
    "a step above the one before": (
        "Neighbourhood Policing is Excellent, a step up from {Good|Fair}.",
        ("Neighbourhood Policing, grade previous", "Fair", "Good"),
    ),
    "unchanged since another year": (
        "# Performance Management\n\nIt was {Good|Excellent} in 2007, unchanged from 2006.",
        ("Performance Management, grade 2007", "Excellent", "Good"),
    ),
    "that rose, behind the framework of its heading": (
        "# Neighbourhood Policing\n\nIt rose from {Good|Fair} to Excellent.",
        ("Neighbourhood Policing, grade previous", "Fair", "Good"),
    ),
    "that inspectors gave, behind the framework of its heading": (
        "# Neighbourhood Policing\n\nThe inspectors graded the MPS {Excellent|Good}.",
        ("Neighbourhood Policing, grade", "Good", "Excellent"),
    ),
    "before what other forces have": (
        "Missing Persons was graded {Fair|Good}, when 14 forces were graded higher.",
        ("Missing Persons, grade", "Good", "Fair"),
    ),
    "before how many forces have it": (
        "Neighbourhood Policing earned {Excellent|Good}, where 14 forces did.",
        ("Neighbourhood Policing, grade", "Good", "Excellent"),
    ),
    "that went up, before how many forces have it": (
        "Neighbourhood Policing went up from Good to {Excellent|Fair}, one of 14 forces at "
        "that grade.",
        ("Neighbourhood Policing, grade", "Fair", "Excellent"),
    ),
    "that was found to be so": (
        "Missing Persons was found to be {Fair|Good}.",
        ("Missing Persons, grade", "Good", "Fair"),
    ),
}

_OF_SEVERAL: Final[dict[str, tuple[str, list[str]]]] = {
    "each of three": (
        "Public Protection, Domestic Violence and Missing Persons had each been graded "
        "{Fair|Good}.",
        ["Public Protection, grade", "Domestic Violence, grade", "Missing Persons, grade"],
    ),
    "the same both years": (
        "Performance Management was {Good|Fair}, as it had been in 2006.",
        ["Performance Management, grade", "Performance Management, grade previous"],
    ),
    "of three behind it": (
        "Good for Child Abuse Investigation and {Fair|Good} for Missing Persons, Domestic "
        "Violence and Public Protection: those are the grades of the parts.",
        ["Missing Persons, grade", "Domestic Violence, grade", "Public Protection, grade"],
    ),
    "of two behind another": (
        "Of the parts, Child Abuse Investigation was graded Good, and Public Protection and "
        "Domestic Violence {Fair|Good}.",
        ["Public Protection, grade", "Domestic Violence, grade"],
    ),
    "both times": (
        "Performance Management was graded {Good|Fair} both times.",
        ["Performance Management, grade", "Performance Management, grade previous"],
    ),
    "both of a heading": (
        "# Public Protection and Domestic Violence\n\nBoth were graded {Fair|Good}.",
        ["Public Protection, grade", "Domestic Violence, grade"],
    ),
    "both of the sentence before": (
        "Public Protection has six items and Domestic Violence has eight. Both were graded "
        "{Fair|Good}.",
        ["Public Protection, grade", "Domestic Violence, grade"],
    ),
}
_OTHERS: Final[tuple[str, ...]] = (
    "Within Protecting Vulnerable People, Child Abuse Investigation got Good.",
    "Within Missing Persons, Child Abuse Investigation got Good.",
    "Surrey was graded Good for Missing Persons.",
    "In Neighbourhood Policing other forces were graded Fair.",
    "Fourteen forces were graded Excellent for Performance Management and 29 Good.",
    "We hope to be graded Excellent for Missing Persons next time.",
    "We would like Missing Persons to be graded Good.",
    "Missing Persons should be graded Good by the next inspection.",
    "Our aim for Missing Persons is Good.",
    ("# Public Protection, Domestic Violence and Missing Persons\n\nBoth were graded Good."),
    (
        "Child Abuse Investigation was the one element of Protecting Vulnerable People to be "
        "graded Good."
    ),
    ("# Missing Persons\n\nNo other force was graded Good."),
    "If Missing Persons had been graded Good, we would have celebrated.",
)


@pytest.mark.parametrize("way", _GRADES)
def test_a_grade_is_of_the_framework_and_time_that_its_words_name(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    text, slip = _GRADES[way]
    assert right_and_slip(run, imported, tmp_path, text) == ([], [slip])


@pytest.mark.parametrize("text", _OTHERS)
def test_a_grade_of_another_body_or_one_that_is_wished_for_is_no_alarm(
    run: Run, imported: Path, tmp_path: Path, text: str
) -> None:
    assert differences(run, imported, tmp_path, text) == []


@pytest.mark.parametrize("way", _OF_SEVERAL)
def test_a_grade_of_several_differs_for_each_that_has_another(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    text, wrong = _OF_SEVERAL[way]
    right, slip = right_and_slip(run, imported, tmp_path, text)
    assert (right, [about for about, _, _ in slip]) == ([], wrong)
