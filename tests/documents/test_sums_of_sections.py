"""Sections whose grade stands below a summary, under questions, as older reports had them."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report

_REPORT = """PEEL: Police legitimacy 2016
An inspection of Gullshire Constabulary

December 2016

Overview – How legitimate is the force at keeping people safe?
Overall judgment1

    Requires improvement

Gullshire Constabulary does not have what it needs.

Overall summary

 To what extent does the force treat all of the people it serves        Good
 with fairness and respect?

 To what extent does the force treat its workforce with                 Requires
 fairness and respect?                                                  improvement

To what extent does the force treat all of the people it
serves with fairness and respect?
How well does the force seek feedback from the people it serves?
The constabulary runs a postal survey and four street panels.

Summary of findings

    Good

Gullshire Constabulary listens to those who have less trust in the police.

    Areas for improvement

    •   The constabulary should improve how it seeks feedback.

                                                                        7

To what extent does the force treat its workforce with
fairness and respect?
How fairly does the force manage its officers and staff?
Only 38 percent of the workforce had an appraisal in the year to March 2016.

Summary of findings

    Requires improvement

    Areas for improvement

    •   The constabulary should improve how it manages individual performance.
"""
_QUESTIONS = (
    "To what extent does the force treat all of the people it serves with fairness and respect?",
    "To what extent does the force treat its workforce with fairness and respect?",
)


def test_a_grade_below_a_summary_is_that_of_the_questions_section_and_no_name() -> None:
    draft = read_report(_REPORT, "peel.txt")
    names = {framework.slug: framework.name for framework in draft.frameworks}
    assert [names.get(item.framework or "") for item in draft.items] == list(_QUESTIONS)
    assert [item.kind for item in draft.items] == ["afi", "afi"]
    assert {(names[g.framework], g.grade) for g in draft.grades if g.framework in names} == {
        (_QUESTIONS[0], "Good"),
        (_QUESTIONS[1], "Requires improvement"),
    }
