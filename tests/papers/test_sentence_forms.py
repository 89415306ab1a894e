"""The computed sentences of a paper, for none, one, two and many of each kind, for days and months.

One table: what a sentence says for each number is a row, and a new form is a row more.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import pytest

from hmic_tracker.domain.counts import Counts
from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.grades import Grade
from hmic_tracker.domain.inspections import Inspection
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import PaperSettings, Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.recorded_papers import RecordedPaper
from hmic_tracker.domain.words import KINDS, Kind
from hmic_tracker.render import nodes
from hmic_tracker.render.papers import exception_tables, findings, movement_tables, wording
from hmic_tracker.render.papers.paper_document import document_of
from hmic_tracker.render.papers.sentences import completed_sentence, open_sentence, position
from hmic_tracker.reports.movement import movement
from hmic_tracker.reports.paper import Paper, PaperSpecification, paper
from hmic_tracker.reports.summary import KindCounts
from tests.domain.making import NOON, an_entry, born, entered

DAY: Final = date(2008, 12, 1)
NUMBERS: Final = (0, 1, 2, 12)
COUNTED: Final = tuple(kind for kind in KINDS if kind != "good-practice")


def counts(total: int, completed: int = 0, verified: int = 0, overdue: int = 0) -> Counts:
    return Counts(total, completed, verified, total - completed, overdue, {}, None)


def of_kinds(*each: tuple[int, int, int]) -> KindCounts:
    """The counts of recommendations, AFIs and causes of concern: total, completed, verified."""
    rows = [*each, *[(0, 0, 0)] * (3 - len(each))]
    sums = [sum(column) for column in zip(*rows, strict=True)]
    recommendations, afis, causes = (counts(*row) for row in rows)
    return KindCounts(recommendations, afis, causes, counts(*sums))


@pytest.mark.parametrize(
    ("each", "text"),
    [
        ([(1, 0, 0)], "The one recommendation is not completed."),
        ([(1, 1, 0)], "The one recommendation is completed; it has not been verified."),
        (
            [(1, 1, 1)],
            "The one recommendation is completed; it has been verified or discharged.",
        ),
        ([(2, 0, 0)], "None of two recommendations is completed."),
        ([(2, 1, 0)], "One of two recommendations is completed; it has not been verified."),
        (
            [(2, 2, 0)],
            "Both recommendations are completed; neither of these has been verified.",
        ),
        (
            [(2, 2, 1)],
            "Both recommendations are completed; one of these two has been verified or discharged.",
        ),
        (
            [(2, 2, 2)],
            "Both recommendations are completed; both of these have been verified or discharged.",
        ),
        ([(12, 0, 0)], "None of 12 recommendations is completed."),
        (
            [(12, 2, 0)],
            "Two of 12 recommendations are completed; neither of these has been verified.",
        ),
        (
            [(12, 12, 2)],
            "All 12 recommendations are completed; two of these 12 have been verified or "
            "discharged.",
        ),
        (
            [(12, 12, 12)],
            "All 12 recommendations are completed; all of these have been verified or discharged.",
        ),
        (
            [(16, 6, 0), (48, 12, 0), (1, 0, 0)],
            "Six of 16 recommendations and 12 of 48 AFIs are completed; the one cause of concern "
            "is not; none of these 18 has been verified.",
        ),
        (
            [(1, 0, 0), (12, 0, 0), (1, 0, 0)],
            "None of 12 AFIs is completed; the one recommendation and the one cause of concern "
            "are not.",
        ),
        (
            [(1, 1, 0), (12, 0, 0)],
            "The one recommendation is completed; none of 12 AFIs is; the completed one has not "
            "been verified.",
        ),
        (
            [(2, 0, 0), (2, 0, 0), (2, 0, 0)],
            "None of two recommendations, none of two AFIs and none of two causes of concern is "
            "completed.",
        ),
    ],
)
def test_how_many_are_completed_is_a_sentence_for_every_number(
    each: list[tuple[int, int, int]], text: str
) -> None:
    assert completed_sentence(of_kinds(*each)) == text


@pytest.mark.parametrize(
    ("number", "overdue", "text"),
    [
        (0, 0, "None is open."),
        (1, 0, "One item is open; it is not overdue."),
        (1, 1, "One item is open; it is overdue."),
        (2, 0, "Two items are open; neither of them is overdue."),
        (2, 1, "Two items are open; one of them is overdue."),
        (2, 2, "Two items are open; both of them are overdue."),
        (12, 0, "12 items are open; none of them is overdue."),
        (12, 1, "12 items are open; one of them is overdue."),
        (12, 2, "12 items are open; two of them are overdue."),
        (12, 12, "12 items are open; all of them are overdue."),
    ],
)
def test_how_many_are_open_is_a_sentence_for_every_number(
    number: int, overdue: int, text: str
) -> None:
    assert open_sentence(counts(number, overdue=overdue)) == text


@pytest.mark.parametrize(
    ("due", "when", "by"),
    [
        ("2022-07-14", "on 14 July 2022", "to be completed by 14 July 2022"),
        ("2022-07", "in July 2022", "to be completed by July 2022"),
    ],
)
def test_a_day_is_on_and_a_month_is_in(due: str, when: str, by: str) -> None:
    assert wording.when(due) == when
    assert wording.due_text(due, late=False) == by
    assert wording.due_text(due, late=True) == f"was due by {wording.in_full(due)}, overdue"
    assert wording.when(None) == ""


def made_of(number: int, kind: Kind, published: str = "2008-09-11", **more: object) -> Paper:
    """A paper about so many items of a kind, which one inspection made, all alike."""
    items = tuple(an_item_of(kind, n, **more) for n in range(1, number + 1))
    grade = Grade("np", "2008", "graded", "Good", "hmic-2005")
    inspection = Inspection("one", "Inspection One", published=published, grades=(grade,))
    framework = Framework("np", "Neighbourhood Policing")
    plan = Plan(frameworks=(framework,), inspections=(inspection,), items=items)
    return paper(plan, PaperSpecification(PaperSettings("paper"), DAY))


def an_item_of(kind: Kind, n: int, **more: object) -> Item:
    fields = {"kind": kind, "framework": "np", "inspection": "one", "title_given": f"Title {n}"}
    item = born("2008-09-12", id=f"X-{n}", number=n, **fields)
    first = replace(item.history[0], event="imported")
    item = replace(item, history=(first,))
    return entered(item, "2008-09-12", **more) if more else item  # type: ignore[arg-type]


MANY: Final = {
    "recommendation": ("one recommendation", "two recommendations", "12 recommendations"),
    "afi": ("one AFI", "two AFIs", "12 AFIs"),
    "cause-of-concern": ("one cause of concern", "two causes of concern", "12 causes of concern"),
}


@pytest.mark.parametrize("kind", COUNTED)
@pytest.mark.parametrize("number", NUMBERS[1:])
def test_what_was_made_is_a_sentence_for_every_number(kind: Kind, number: int) -> None:
    found = made_of(number, kind, "2008-07-14" if number == 1 else "2008-07")
    many = MANY[kind][NUMBERS.index(number) - 1]
    verb = "was" if number == 1 else "were"
    (finding,) = findings.findings(found, ())
    assert finding.text == (
        f"Neighbourhood Policing was graded Good in 2008. {many[0].upper()}{many[1:]} {verb} made."
    )
    when = "on 14 July 2008" if number == 1 else "in July 2008"
    assert position(found)[0].endswith(f" from Inspection One, published {when}.")


@pytest.mark.parametrize(
    ("number", "overdue", "unowned", "moved"),
    [
        (0, "no item is overdue at {}", "every open item has an owner", "no open item has a date"),
        (1, "the one open item is overdue at {}", "one open item has no owner", "one open item is"),
        (2, "two of two open items are overdue at {}", "two open items have no owner", "two open"),
        (12, "12 of 12 open items are overdue at {}", "12 open items have no owner", "12 open"),
    ],
)
def test_what_stands_out_is_a_sentence_for_every_number(
    number: int, overdue: str, unowned: str, moved: str
) -> None:
    found = made_of(number, "recommendation", due="2008-09")
    assert exception_tables.overdue_lead(found) == overdue.format("1 December 2008")
    assert exception_tables.unowned_lead(found) == unowned
    items = tuple(entered(item, "2008-10-01", due="2008-10-01") for item in found.plan.items)
    later = paper(found.plan._replace(items=items), found.wanted)
    assert moved in exception_tables.moved_lead(later)
    rows = exception_tables.moved_dates_table(later).rows
    assert all("once, 1 day later" in [cell.text for cell in row.cells] for row in rows[:number])


@pytest.mark.parametrize("number", NUMBERS)
def test_a_total_stands_under_two_rows_and_more(number: int) -> None:
    found = made_of(number, "afi", due="2008-09")
    for table in (
        exception_tables.overdue_table(found),
        exception_tables.unowned_table(found),
        exception_tables.unverified_table(made_of(number, "afi", status="done")),
    ):
        totals = [row for row in table.rows if row.cells[0].text == "Total"]
        assert len(totals) == (len(table.rows) > 1)
        assert len(table.rows) != 2


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "one newly overdue"),
        (2, "two newly overdue"),
        (12, "12 newly overdue"),
    ],
)
def test_what_moved_is_a_sentence_for_every_number(number: int, text: str) -> None:
    found = made_of(number, "afi", due="2008-09")
    since = date(2008, 9, 15)
    previous = RecordedPaper("paper", "9", since, NOON, "Liaison Officer", "op-9")
    late = found._replace(previous=previous, movement=movement(found.plan, since, DAY))
    assert movement_tables.movement_lead(late) == (
        f"since report 9 (position at 15 September 2008): {text}"
    )
    have = "has" if number == 1 else "have"
    words = text.partition(" ")[0]
    assert f"{words.capitalize()} {have} become overdue since report 9." in position(late)


@pytest.mark.parametrize("kind", COUNTED)
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("status", ["not-started", "done", "verified", "withdrawn"])
def test_no_sentence_of_a_paper_has_a_slip_of_number(kind: Kind, number: int, status: str) -> None:
    """What no sentence of any number may look like."""
    found = made_of(number, kind, status=status, due="2008-09", owner="Head of Public Protection")
    texts = [text for node in document_of(found).nodes for text in _texts(node)]
    for text in texts:
        assert not re.search(
            r"\b(?:one|1) (?:of them |open )?(?:recommendations|AFIs|causes of|items|days)\b|"
            r"\b(?:two|12|no) (?:recommendation|AFI|cause|item|open item)\b|"
            r"\bnone of (?:one|no) |\bof one (?!item)|"
            r"\bone (?:\w+ )*?(?:items? )?(?:are|were|have) (?!not )|"
            r"(?<!one of )\b(?:two|12) (?:recommendations|AFIs|items|open items) (?:is|was|has)\b|"
            r"published (?:in|on) (?:in|on|\d+ \w+ \d+ in)|published in \d+ |"
            r"  |\.\.",
            text,
        ), text
        assert text == "None" or not re.search(r"\bNone\b(?! (?:of|is|given))", text), text


def _texts(node: nodes.Node) -> list[str]:
    if isinstance(node, nodes.Paragraph | nodes.Heading):
        return [node.text]
    return list(node.texts) if isinstance(node, nodes.Bullets) else []


def test_a_date_that_a_board_not_named_agreed_to_is_agreed() -> None:
    item = an_item_of("recommendation", 1, due="2008-09")
    moved = an_entry(3, "2008-10-01", {"due": ("2008-09", "2009-01")}, agreed_by="Somebody")
    later = replace(item, due="2009-01", history=(*item.history, moved))
    found = paper(Plan(items=(later,)), PaperSpecification(PaperSettings("paper"), DAY))
    cells = [cell.text for cell in exception_tables.moved_dates_table(found).rows[0].cells]
    assert cells[5] == "agreed, by whom is not published"
