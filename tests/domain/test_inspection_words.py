"""What changed in an inspection, as people say it."""

from __future__ import annotations

from datetime import date

import pytest

from hmic_tracker.domain.grades import Grade, National
from hmic_tracker.domain.inspection_fields import inspection_fields
from hmic_tracker.domain.inspection_words import changes_words, field_words
from hmic_tracker.domain.inspections import Inspection, ReportedCount
from hmic_tracker.domain.record_history import changes_between

NAMES = {"np": "Neighbourhood Policing"}
DAY = date(2008, 9, 11)
GOOD = Grade("np", "2007", "graded", "Good", "hmic-2005")
ROW = National("np", "2007", ("Good", "Fair"), (21, 22), 43)
COUNT = ReportedCount("np", "afi", DAY, 5, 2, "two of five", "Report 9, line 3")
ONE = Inspection("i", "One", grades=(GOOD,), national=(ROW,), reported=(COUNT,))
OF = "of Neighbourhood Policing in 2007"
OF_COUNT = "of Neighbourhood Policing, AFI, on 11 Sep 2008 (Report 9)"


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (ONE._replace(title="Two"), ["title One → Two"]),
        (ONE._replace(published="2007-10"), ["publication date Oct 2007"]),
        (ONE._replace(grades=(GOOD._replace(grade="Fair"),)), [f"grade {OF}: Good → Fair"]),
        (
            ONE._replace(grades=(Grade("np", "2007", "not-inspected", None, "hmic-2005"),)),
            [f"grade {OF}: Good → not inspected"],
        ),
        (ONE._replace(grades=()), [f"grade {OF}: Good → none"]),
        (
            ONE._replace(grades=(GOOD._replace(scale="peel-2014", remark="on appeal"),)),
            [
                f"scale of the grade {OF} hmic-2005 → peel-2014",
                f"remark of the grade {OF} on appeal",
            ],
        ),
        (ONE._replace(grades=(GOOD, GOOD._replace(framework="x"))), ["grade of x in 2007: Good"]),
        (
            ONE._replace(national=(ROW._replace(printed=(20, 23)),)),
            [f"national row {OF}: 21 22 → 20 23"],
        ),
        (
            ONE._replace(national=(ROW._replace(expected=44),)),
            [f"number of forces of the national row {OF} 43 → 44"],
        ),
        (ONE._replace(national=()), [f"national row {OF}: 21 22 → none"]),
        (
            ONE._replace(reported=(COUNT._replace(completed=3, sentence="three"),)),
            [f"count {OF_COUNT}: 2 completed → 3 completed"],
        ),
        (
            ONE._replace(reported=(COUNT._replace(completed=3, total=6),)),
            [f"count {OF_COUNT}: 2 of 5 → 3 of 6"],
        ),
        (ONE._replace(reported=(COUNT._replace(total=6),)), [f"count {OF_COUNT}: of 5 → of 6"]),
        (
            ONE._replace(reported=(COUNT._replace(sentence="2 of 5"),)),
            [f"count {OF_COUNT}: in other words"],
        ),
        (ONE._replace(reported=()), [f"count {OF_COUNT}: 2 of 5 → none"]),
    ],
)
def test_each_change_is_in_the_words_of_the_trade(after: Inspection, words: list[str]) -> None:
    changes = changes_between(inspection_fields(ONE), inspection_fields(after))
    assert changes_words(changes, NAMES) == words


def test_of_what_began_only_how_much_it_is_is_in_words() -> None:
    changes = changes_between({}, inspection_fields(ONE))
    assert changes_words(changes, NAMES, first=True) == [
        *("title One", "1 grade", "1 national row", "1 count")
    ]


def test_fields_are_called_as_people_call_them() -> None:
    assert field_words("grades.np.2007.grade", NAMES) == f"grade {OF}"
    assert field_words("national.np.2007.remark", NAMES) == f"remark of the national row {OF}"
    assert field_words("publication", NAMES) == "publication date"
