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
from hmic_tracker.render.papers.appendices import appendices
from hmic_tracker.render.papers.paper_document import document_of
from hmic_tracker.render.papers.published_texts import texts_sentence
from hmic_tracker.render.papers.sentences import (
    completed_sentence,
    open_sentence,
    position,
    status_in_short,
    status_sentence,
)
from hmic_tracker.reports.movement import OverdueMoves, movement
from hmic_tracker.reports.paper import Paper, PaperSpecification, paper
from hmic_tracker.reports.paper_status import KindStatus, StatusGroup
from hmic_tracker.reports.summary_values import KindCounts
from tests.domain.making import NOON, an_entry, born, entered

DAY: Final = date(2008, 12, 1)
NUMBERS: Final = (0, 1, 2, 12)
_COMMON: Final = (
    "For each of them: framework Neighbourhood Policing, progress no work reported, owner none"
)
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


RECS: Final[Kind] = "recommendation"


def lines_of(number: int, more: dict[str, object], *others: Item) -> list[str]:
    """What the detail of a paper's status says of so many items alike, and of others."""
    found = made_of(number, RECS, **more)  # type: ignore[arg-type]
    items = (*found.plan.items, *others)
    found = paper(found.plan._replace(items=items), found.wanted)
    return [status_sentence(one) for one in found.status]


@pytest.mark.parametrize(
    ("more", "texts"),
    [
        ({}, ["not started", "neither started", "none started"]),
        (
            {"status": "in-progress"},
            [
                "no work reported, in progress",
                "no work reported on either, in progress",
                "no work reported on any of them, in progress",
            ],
        ),
        (
            {"status": "in-progress", "progress": "almost"},
            [
                "almost completed, in progress",
                "both almost completed, in progress",
                "all 12 almost completed, in progress",
            ],
        ),
        (
            {"status": "in-progress", "progress": "some"},
            [
                "some work completed, in progress",
                "some work completed on both, in progress",
                "some work completed on all 12, in progress",
            ],
        ),
        ({"status": "done"}, ["completed", "both completed", "all completed"]),
    ],
)
def test_how_items_stand_has_words_for_one_two_and_all(
    more: dict[str, object], texts: list[str]
) -> None:
    for number, text in zip(NUMBERS[1:], texts, strict=True):
        told = MANY["recommendation"][NUMBERS.index(number) - 1]
        date_text = "" if more.get("status") == "done" else ", no date set"
        (line,) = lines_of(number, more)
        assert line == f"{told[0].upper()}{told[1:]}: {text}{date_text}."


def test_one_of_several_that_stand_otherwise_has_its_own_words() -> None:
    almost = an_item_of(RECS, 9, status="in-progress", progress="almost", due="2009-12")
    none = an_item_of(RECS, 8, status="in-progress", due="2009-11")
    idle = an_item_of(RECS, 7, due="2009-10")
    assert lines_of(1, {"status": "done"}, almost, none, idle) == [
        "Four recommendations: one completed; one not started, to be completed by October 2009; "
        "no work reported on one, to be completed by November 2009; one almost completed, to be "
        "completed by December 2009."
    ]


@pytest.mark.parametrize(
    ("groups", "text"),
    [
        (2, "majority of work completed on one, to be completed by February 2009; no work"),
        (
            6,
            "12 AFIs: two completed; three overdue; one deferred; majority of work completed on "
            "five, to be completed between February 2009 and 3 June 2009; no work reported on one, "
            "in progress, no date set.",
        ),
    ],
)
def test_items_that_stand_in_many_ways_are_told_in_short(groups: int, text: str) -> None:
    alike = (
        StatusGroup(2, "done", "complete", None, overdue=False),
        StatusGroup(2, "in-progress", "some", "2008-09", overdue=True),
        StatusGroup(1, "in-progress", "none", "2008-10", overdue=True),
        StatusGroup(1, "in-progress", "none", "2008-10", overdue=False, deferred_until="2009-01"),
        StatusGroup(4, "in-progress", "majority", "2009-06-03", overdue=False),
        StatusGroup(1, "in-progress", "majority", "2009-02", overdue=False),
        StatusGroup(1, "in-progress", "none", None, overdue=False),
    )
    said = status_in_short(KindStatus(None, "afi", 12, alike[0 if groups > 2 else 5 :]))
    assert text in said


def test_a_date_taken_away_is_told_alike_in_status_and_appendix() -> None:
    item = an_item_of(RECS, 1, status="in-progress", due="2009-04")
    gone = entered(item, "2008-10-01", due=None)
    found = made_of(0, RECS)
    found = paper(found.plan._replace(items=(gone,)), found.wanted)
    (line,) = [status_sentence(one) for one in found.status]
    assert line == "One recommendation: no work reported, in progress, no date any more."
    ((group,),) = [one.groups for one in appendices(found)]
    assert group.items[0].status == (
        "Text not published. In progress; no work reported; no date any more; first date April"
        " 2009; no owner."
    )


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        ([None], "The text is not published; Appendix 3 says how it stands."),
        ([None, None], "The texts are not published; Appendix 3 says how each stands."),
        (["one"], "The text is in Appendix 3."),
        (["one", "two"], "The texts are in Appendix 3."),
        (["one", None], "The texts that are published are in Appendix 3."),
        ([], ""),
    ],
)
def test_where_the_texts_are_is_a_sentence_for_every_number(
    texts: list[str | None], text: str
) -> None:
    items = [an_item_of("afi", n)._replace(text=one) for n, one in enumerate(texts)]
    assert texts_sentence(items, 3, len(items), named=True) == text


def test_where_the_texts_of_each_kind_are_is_told_apart() -> None:
    one = an_item_of("recommendation", 1)._replace(text="a text")
    two = an_item_of("recommendation", 2)._replace(text="a text")
    afis = [an_item_of("afi", n) for n in (1, 2)]
    assert texts_sentence([one, *afis], 1, 3) == (
        "The text of the recommendation is in Appendix 1; those of the AFIs are not published."
    )
    assert texts_sentence([one, two, afis[0]], 1, 3) == (
        "The texts of the recommendations are in Appendix 1; that of the AFI is not published."
    )
    assert texts_sentence([one], 1, 3) == (
        "The text of the recommendation in this report is in Appendix 1."
    )
    assert texts_sentence([one, two], 1, 2) == "The texts of the recommendations are in Appendix 1."
    assert texts_sentence(afis, 1, 3) == (
        "The texts of the AFIs in this report are not published; Appendix 1 says how each stands."
    )


@pytest.mark.parametrize(
    ("became", "no_longer", "text"),
    [
        (1, 0, "One has become overdue since report 9."),
        (0, 1, "One that was overdue in report 9 no longer is."),
        (0, 2, "Two that were overdue in report 9 no longer are."),
        (12, 1, "12 have become overdue since report 9; one that was overdue then no longer is."),
        (1, 2, "One has become overdue since report 9; two that were overdue then no longer are."),
    ],
)
def test_what_became_overdue_and_no_longer_is_are_told_apart(
    became: int, no_longer: int, text: str
) -> None:
    found, since = made_of(2, "afi"), date(2008, 9, 15)
    previous = RecordedPaper("paper", "9", since, NOON, "Liaison Officer", "op-9")
    moved = movement(found.plan, since, DAY)
    moved = moved._replace(exempt_overdue=OverdueMoves(became, no_longer))
    assert text in position(found._replace(previous=previous, movement=moved))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (4, "from four inspections"),
        (12, "from 12 inspections"),
    ],
)
def test_many_inspections_are_counted_in_words_to_ten(number: int, text: str) -> None:
    plan = made_of(1, "afi").plan
    inspections = tuple(
        plan.inspections[0]._replace(id=f"i-{n}", title=f"I {n}", grades=()) for n in range(number)
    )
    items = tuple(an_item_of("afi", n)._replace(inspection=f"i-{n}") for n in range(number))
    whole = plan._replace(items=items, inspections=inspections)
    found = paper(whole, PaperSpecification(PaperSettings("paper"), DAY))
    assert text in position(found)[0]
    gone = entered(items[0], "2008-10-01", status="withdrawn")
    found = paper(whole._replace(items=(gone, *items[1:])), found.wanted)
    words = text.removeprefix("from ")
    assert f"{words[:1].upper()}{words[1:]} made {wording.many(number, 'afi')}." in position(found)


@pytest.mark.parametrize(
    ("number", "overdue", "unowned", "moved"),
    [
        (0, "no item is overdue at {}", "every open item has an owner", "no open item has a date"),
        (1, "the one open item is overdue at {}", "one open item has no owner", "one open item is"),
        (2, "both open items are overdue at {}", "two open items have no owner", "two open"),
        (12, "all 12 open items are overdue at {}", "12 open items have no owner", "12 open"),
    ],
)
def test_what_stands_out_is_a_sentence_for_every_number(
    number: int, overdue: str, unowned: str, moved: str
) -> None:
    found = made_of(number, "recommendation", due="2008-09")
    lead, _, common = exception_tables.overdue_lead(found).partition(". ")
    assert lead == overdue.format("1 December 2008")
    assert common == (_COMMON if number > 1 else "")
    assert exception_tables.unowned_lead(found) == unowned
    items = tuple(entered(item, "2008-10-01", due="2008-10-01") for item in found.plan.items)
    later = paper(found.plan._replace(items=items), found.wanted)
    assert moved in exception_tables.moved_lead(later)
    rows = exception_tables.moved_dates_table(later).rows
    assert all("once, 1 day later" in [cell.text for cell in row.cells] for row in rows[:number])


@pytest.mark.parametrize("number", NUMBERS)
def test_a_total_stands_under_two_rows_and_more(number: int) -> None:
    found = made_of(number, "afi", due="2008-09")
    table = exception_tables.unowned_table(found)
    totals = [row for row in table.rows if row.cells[0].text == "Total"]
    assert len(totals) == (len(table.rows) > 1)
    assert len(table.rows) != 2


@pytest.mark.parametrize("number", NUMBERS)
def test_items_are_counted_in_the_sentence_before_their_table_alone(number: int) -> None:
    for table in (
        exception_tables.overdue_table(made_of(number, "afi", due="2008-09")),
        exception_tables.unverified_table(made_of(number, "afi", status="done")),
    ):
        assert "Count" not in [column.head for column in table.columns]
        assert "Total" not in [row.cells[0].text for row in table.rows]


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
    late = paper(found.plan, found.wanted, previous)
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
    if isinstance(node, nodes.Pairs):
        return [text for _, text in node.pairs]
    return list(node.texts) if isinstance(node, nodes.Bullets) else []


def test_a_date_that_a_board_not_named_agreed_to_is_agreed() -> None:
    item = an_item_of("recommendation", 1, due="2008-09")
    moved = an_entry(3, "2008-10-01", {"due": ("2008-09", "2009-01")}, agreed_by="Somebody")
    later = replace(item, due="2009-01", history=(*item.history, moved))
    found = paper(Plan(items=(later,)), PaperSpecification(PaperSettings("paper"), DAY))
    cells = [cell.text for cell in exception_tables.moved_dates_table(found).rows[0].cells]
    assert cells[4] == "agreed, by whom is not published"
