"""The file of an inspection edited in place: it says what it shall, and keeps what people wrote."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.changes import Stamp
from hmic_tracker.domain.grades import STATES, Grade, National
from hmic_tracker.domain.inspection_history import outside_changes, recorded
from hmic_tracker.domain.inspections import ImportWarning, Inspection, ReportedCount, Source
from hmic_tracker.store.inspection_codec import (
    edited_inspection_text,
    inspection_of,
    new_inspection_text,
)

WORDS = st.sampled_from(["custody", "call-handling", "2007", "[[grades]]", 'a "b"\nc', "é"])
MAYBE = st.none() | WORDS
COUNTS = st.lists(st.integers(0, 43), max_size=4).map(tuple)
DAYS = st.dates(date(2007, 1, 1), date(2009, 1, 1))


def rows(*kinds: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """Up to four of each kind, in any order."""
    return st.lists(st.one_of(*kinds), max_size=4).map(tuple)


INSPECTIONS = st.builds(
    Inspection,
    id=st.just("phase-one"),
    title=WORDS,
    body=MAYBE,
    programme=MAYBE,
    published=st.sampled_from([None, "2007-10", "2007-10-15"]),
    url=MAYBE,
    revisit=st.sampled_from([None, "2009-10"]),
    expected=st.none() | st.integers(1, 50),
    grades=rows(st.builds(Grade, WORDS, WORDS, st.sampled_from(STATES), MAYBE, MAYBE, MAYBE)),
    national=rows(st.builds(National, WORDS, WORDS, st.just(("Good", "Fair")), COUNTS, st.none())),
    reported=rows(
        st.builds(ReportedCount, WORDS, st.just("afi"), DAYS, st.just(5), st.just(2), WORDS, WORDS)
    ),
    warnings=rows(st.builds(ImportWarning, st.integers(0, 9), WORDS)),
    sources=rows(st.builds(Source, WORDS, st.none() | DAYS, WORDS, WORDS)),
    history=st.just(()),
)
DAY = date(2009, 1, 5)
STAMP = Stamp("Clerk", datetime(2009, 1, 5, 9, tzinfo=UTC), "3cfvill5")


@given(INSPECTIONS, INSPECTIONS)
def test_an_edited_file_has_the_values_it_shall_have(before: Inspection, after: Inspection) -> None:
    text = "# ours\n" + new_inspection_text(before)
    edited = edited_inspection_text(text, before, after)
    assert inspection_of(edited) == after
    assert edited.startswith("# ours\n")
    back = edited_inspection_text(edited, after, before)
    assert inspection_of(back) == before


@given(INSPECTIONS, INSPECTIONS, INSPECTIONS)
def test_its_history_is_kept_in_the_file_and_stands_last(
    first: Inspection, typed: Inspection, second: Inspection
) -> None:
    """A new file, then a change by hand, then a command: the file says all of it."""
    made = recorded(None, first, DAY, STAMP, "added")
    text = new_inspection_text(made)
    assert inspection_of(text) == made
    by_hand = typed._replace(history=made.history)
    text = edited_inspection_text(text, made, by_hand)
    after = recorded(by_hand, second._replace(history=made.history), DAY, STAMP)
    edited = edited_inspection_text("# ours\n" + text, by_hand, after)
    assert inspection_of(edited) == after
    assert outside_changes(after) == ()
    assert [*tomllib.loads(edited)][-1] == "history"
    assert edited.startswith("# ours\n")


def test_rows_that_stay_keep_their_comments_and_keys_where_others_come_and_go() -> None:
    first, second, third = (ImportWarning(n, f"remark {n}") for n in (1, 2, 3))
    before = Inspection("phase-one", "Phase One", warnings=(first, second, third))
    head = 'id = "phase-one"\ntitle = "Phase One"\n'
    asked = '# asked by mail\n[[warnings]]\nby = "Clerk"\nline = 2\ntext = "remark 2"\n'
    text = (
        f'{head}\n[[warnings]]\nline = 1\ntext = "remark 1"\n\n{asked}'
        '\n[[warnings]]\nline = 3\ntext = "remark 3"\n'
    )
    new = (ImportWarning(9, "remark 9"), second, ImportWarning(3, "remark three"))
    edited = edited_inspection_text(text, before, before._replace(warnings=new))
    assert edited == (
        f'{head}\n[[warnings]]\nline = 9\ntext = "remark 9"\n\n{asked}'
        '\n[[warnings]]\nline = 3\ntext = "remark three"\n'
    )
    assert edited_inspection_text(edited, before._replace(warnings=new), before) == text
