"""The first page of a paper: what members are asked, what is new, and where we stand."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.cli import main
from hmic_tracker.domain.counts import Difference
from hmic_tracker.domain.inspections import ReportedCount
from hmic_tracker.domain.plan import PaperSettings, Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.render.papers.paper_document import document_of
from hmic_tracker.render.papers.source_counts import source_says
from hmic_tracker.render.to_json.paper import paper_object
from hmic_tracker.reports.paper import Paper, PaperSpecification, paper
from hmic_tracker.reports.redaction import is_hidden
from tests.conftest import EXAMPLE, EXAMPLES, Run
from tests.domain.making import born, entered
from tests.papers.reading import lines_of, made
from tests.papers.test_made_and_tracked import told
from tests.papers.test_publishing import DUMP
from tests.reports.test_figures import a_plan

REAL: Final = os.environ.get("TRACKER_REAL_REPORT", "")
TEN: Final = ("--number", "10", "--meeting", "2008-12-11")
PVP: Final = "Protecting Vulnerable People"
DAY: Final = date(2008, 12, 1)
FIRST: Final = """\
A. Recommendation
=================

Members are asked to note the report.

Summary
=======

This report gives the position at 1 December 2008 on 16 recommendations and 48
areas for improvement (AFIs) from HMIC Inspection 2007/09 Phase One, published
in October 2007.

Since Report 9 of 11 September 2008
-----------------------------------

Newly overdue    12: Protecting Vulnerable People (overall), 4 recommendations
                 due September 2008 and 8 AFIs due November 2008. None of the
                 12 has an owner.
Newly completed  0. Verified 0. Discharged 0.
Dates moved      0. Extensions requested 0. Deferred 0.
Grades           No new grade. The latest against 2006: 1 rose, none fell, 2
                 unchanged, 4 not graded separately in 2006.

Where we stand
--------------

Recommendations  6 of 16 completed, 1 more in doubt (note 1); Report 9 counted
                 7 of 16 on 11 September 2008
AFIs             12 of 48 completed
Verified         0 of the 18 completed; all 18 wait, for 81 days
Open             46: 12 overdue, 17 due by 31 December 2008, 17 later; none
                 has an owner
Overdue          12: the worst 62 days (REC-5 to REC-8).
Note 1           Report 9, paragraph 13 says that one of REC-11 and REC-12 is
                 completed, without saying which.

"""
FOOT: Final = "Position at 1 December 2008; 17 more fall due on 31 December 2008."
STORY: Final = (
    ("2008-09-12", "report --number 9 --meeting 2008-09-11 --as-of 2008-09-11 --record"),
    ("2008-11-10", f"import '{EXAMPLES / 'hmic-2008-phase-two.txt'}' --yes"),
    ("2008-11-10", "update REC-11 --status done"),
    ("2008-11-10", "update REC-5 --owner 'Head of Public Protection'"),
    ("2008-11-10", "verify AFI-1 --by Checker --evidence D1 --shows it"),
    ("2008-11-10", "close AFI-2 --discharged-by HMIC --evidence letter"),
    ("2008-11-10", "update REC-14 --due 2009-06 --reason later"),
    ("2008-11-10", "update REC-15 --due 2009-02 --reason sooner"),
    ("2008-11-10", "update REC-6 --request-due 2009-02 --reason supplier"),
    ("2008-11-10", "defer REC-7 --until 2009-01-31 --agreed-by Board --reason budget"),
    ("2008-11-10", "reopen REC-1 --reason lapsed"),
    ("2008-11-10", "update REC-12 --due 2008-11-20 --reason sooner"),
    ("2008-11-10", "update REC-12 --due 2009-01 --reason later"),
    ("2008-11-21", "update REC-8 AFI-36 --exempt --yes"),
)
SINCE: Final = {
    "Newly overdue": f"11: {PVP} (overall), 2 recommendations due September 2008 and 8 AFIs due "
    "November 2008; 1 exempt. Whose: Head of Public Protection 1, none 9.",
    "Newly completed": "1: Missing Persons, 1 recommendation. Verified 1 (AFI-1). Discharged 1 "
    "(AFI-2).",
    "Dates moved": "3: 2 later, by up to 91 days (REC-12 and REC-14) and 1 earlier, by 31 days "
    "(REC-15). Not recorded who agreed: REC-12, REC-14 and REC-15. Extensions requested "
    "1 (REC-6). Deferred 1 (REC-7).",
    "New items": "13: Neighbourhood Policing, 3 recommendations and 4 AFIs; Missing Persons, 1 "
    "recommendation; Citizen Focus, 2 recommendations and 3 AFIs.",
    "Reopened": "1: REC-1, Looks again at why and how Safer Neighbourhood (SN)…",
    "Grades": "2 new. 1 fell: Neighbourhood Policing, Good in 2008 (2007: Excellent). 1 without an "
    "earlier grade: Citizen Focus, Fair in 2008.",
    "Recommendations": "6 of 22 completed",
    "AFIs": "12 of 55 completed",
    "Verified or discharged": "2 of the 18 completed; the other 16 wait, 15 of them for 81 days",
    "Open": "59: 11 overdue, 15 due by 31 December 2008, 30 later, 1 deferred, 1 undated, 1 "
    "exempt; 58 without an owner",
    "Overdue": "11: Head of Public Protection 1, none 9, 1 exempt, the worst of the others 62 days "
    "(REC-5 and REC-6).",
}


@pytest.fixture
def story(run: Run, plan: Path) -> Path:
    """The plan of the example report, after all that a paper speaks of has happened once."""
    told(run, plan, STORY)
    return plan


def test_without_a_recorded_paper_it_is_new_since_the_report_of_the_source(
    run: Run, plan: Path
) -> None:
    out = run("report", "--yes", *TEN).out
    assert out.partition("For          noting\n\n")[2].partition("B. Supporting")[0] == FIRST
    assert out.endswith(f"\nReport 10. {FOOT}\n")
    assert "Movement since" not in out  # what became overdue is in the table of it


def test_on_the_day_of_the_source_nothing_is_new(run: Run, plan: Path) -> None:
    out = run("report", "--yes", "--as-of", "2008-09-11").out
    assert "Newly overdue    0.\n" in out
    assert "Verified         0 of the 18 completed; all 18 wait\n" in out
    assert "4 fall due on 30 September 2008." in out


@pytest.mark.parametrize("form", ["plain", "markdown", "html", "docx"])
def test_all_that_happened_since_the_last_paper_is_in_every_form(
    run: Run, story: Path, tmp_path: Path, form: str
) -> None:
    lines = lines_of(form, made(run, form, tmp_path, *TEN, "--yes", "--width", "400"))
    assert "Since report 9, position at 11 September 2008" in [line.lstrip("# ") for line in lines]
    assert (
        "Members are asked to agree one extension (REC-6, to February 2009) and to note the report."
        in lines
    )
    wanted = [f"{label} {text}" for label, text in SINCE.items()]
    assert [text for text in wanted if not any(text in line for line in lines)] == []


def test_its_figures_are_those_of_lists_summary_and_movement(run: Run, story: Path) -> None:
    data = json.loads(run("report", "--yes", *TEN, "--json").out)
    page, movement = data["first_page"], data["movement"]
    numbers = {one["what"]: one["number"] for one in page["news"]}
    for what in ("opened", "completed", "closed", "slipped", "brought_forward", "deferred"):
        listed = [one["id"] for one in movement[what]]
        news = next(one for one in page["news"] if one["what"] == what)
        assert news["ids"] == listed, what
        assert news["number"] == len(listed) + news["exempt"], what
    assert numbers["became_overdue"] == 11
    assert numbers["requested"] == len(data["requested"]) == 1
    assert page["since"] == {"name": "9", "on": "2008-09-11", "is_paper": True}
    assert page["foot"] == "Position at 1 December 2008; 15 more fall due on 31 December 2008."
    totals = json.loads(run("summary", "--json").out)["totals"]
    for figure in ("open", "overdue", "deferred"):
        kinds = [totals[kind][figure] for kind in ("recommendations", "afis")]
        assert page["open"][figure] == sum(kinds), figure
        count = run("list", "--where", page["open"]["filters"][figure], "--count").out
        assert count == f"{page['open'][figure]}\n"
    listed = json.loads(run("list", "--json").out)["items"]
    dues = [one["id"] for one in listed if one["deadline"] == page["open"]["next_due"]]
    assert len(set(dues) - {"REC-8", "AFI-36"}) == page["open"]["due_next"]


def test_a_first_date_that_has_passed_is_told_where_a_later_one_holds(run: Run, plan: Path) -> None:
    run("update", "REC-5..6", "--due", "2009-06", "--reason", "later", "--yes")
    run("update", "REC-7", "--due", "2008-11-30", "--reason", "late again")
    out = " ".join(run("report", "--yes", *TEN).out.split())
    assert (
        "Overdue 10: the worst 62 days (REC-8). By their first dates 2 more would be (REC-5 and "
        "REC-6)."
    ) in out
    assert "Open 46: 10 overdue, 17 due by 31 December 2008, 19 later" in out
    run("update", "REC-6", "--due", "2008-10", "--reason", "late")
    out = " ".join(run("report", "--yes", *TEN).out.split())
    assert "(REC-8). By its first date 1 more would be (REC-5)." in out


def test_a_plan_that_came_by_no_document_has_nothing_to_compare_with(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("init", tmp_path / "own").code == 0
    monkeypatch.setenv("TRACKER_STORE", str(tmp_path / "own"))
    out = run("report", "--yes").out
    assert "There are no items." in out
    assert "Newly overdue" not in out
    assert out.endswith("\nPosition at 1 December 2008.\n")
    run("add", "rec", "That one thing is done", "--due", "2008-12-05")
    out = run("report", "--yes").out
    assert out.endswith("\nPosition at 1 December 2008; 1 falls due on 5 December 2008.\n")
    assert "Newly overdue" not in out
    assert "Open             1: 0 overdue, 1 due by 5 December 2008, 0 later; none has an" in out


@pytest.mark.parametrize(
    ("head", "requests", "text"),
    [
        ("", (), "Members are asked to note the report."),
        ('for = "decision"', (), "Members are asked to consider the report and decide on it."),
        (
            "",
            ("REC-5", "REC-6"),
            "Members are asked to agree two extensions (REC-5 and REC-6, to March 2009) and "
            "to note the report.",
        ),
        ('recommendation = "That members rejoice."', ("REC-5",), "That members rejoice."),
    ],
)
def test_what_members_are_asked_is_computed_where_no_recommendation_is_set(
    run: Run, plan: Path, head: str, requests: tuple[str, ...], text: str
) -> None:
    with (plan / "tracker.toml").open("a", encoding="utf-8") as stream:
        stream.write(f"\n[papers.board]\n{head}\n")
    for item in requests:
        run("update", item, "--request-due", "2009-03", "--reason", "supplier")
    out = " ".join(run("report", "--yes", "--width", "200").out.split())
    assert f"A. Recommendation ================= {text} Summary" in out
    data = json.loads(run("report", "--yes", "--json").out)
    assert data["first_page"]["recommendation"] == text


def test_the_day_and_the_next_due_day_stand_on_every_page(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    html = made(run, "html", tmp_path, *TEN).decode()
    assert f"<footer>\n<p>Report 10. {FOOT}</p>\n</footer>" in html
    assert "footer p:not(.marking) { display: none; }" in html  # the margin has it in print
    assert r"Report\20 10\2e \20 Position\20 at\20 1\20 December\20 2008\3b " in html
    assert run("report", "--yes", *TEN, "--format", "markdown").out.endswith(
        f"\nReport 10. {FOOT}\n"
    )


def test_many_frameworks_and_ids_stay_one_page(run: Run, plan: Path) -> None:
    run("update", "--where", "open", "--due", "2008-10", "--reason", "sooner", "--yes")
    out = " ".join(run("report", "--yes", *TEN).out.split())
    late = out.partition("Newly overdue 46: ")[2].partition(" None of the 46 has an owner.")[0]
    assert late.endswith(
        "5 AFIs due October 2008; Domestic Violence, 7 AFIs due October 2008; Missing Persons, 2 "
        "recommendations and 3 AFIs due October 2008; 17 in 2 other frameworks."
    )
    assert "Dates moved 46: 4 later, by up to 31 days (REC-5 to REC-8) and 42 earlier, " in out


@pytest.mark.parametrize(
    ("ids", "text"),
    [
        ("1 2 3 5", "one of REC-1 to REC-3 and REC-5 is completed, without saying which"),
        ("1 3 5 7 9", "one of REC-1, REC-3, REC-5, REC-7 and REC-9 is completed, without saying"),
        ("1 3 5 7 9 11", "one of 6 items is completed, without saying which"),
    ],
)
def test_a_note_names_the_items_that_a_source_may_mean_where_they_are_few(
    ids: str, text: str
) -> None:
    reported = ReportedCount("mp", "recommendation", DAY, 40, 1, "", "Report 9")
    names = tuple(f"REC-{number}" for number in ids.split())
    assert text in source_says(Difference(reported, 1, names), 4)
    assert "REC-1" in source_says(Difference(reported, 1, names))


@pytest.mark.parametrize("source", ["example", "real"])
def test_a_paper_has_no_more_than_thirteen_words_for_ten_of_its_report(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    """With the paragraphs that only an officer can write, as they were taken from that report."""
    report = EXAMPLE
    if source == "real":
        if not REAL:
            pytest.skip("TRACKER_REAL_REPORT names no report")
        report, plan = Path(REAL), tmp_path / "real"
        monkeypatch.setenv("TRACKER_STORE", str(plan))
        assert main(["init", str(plan)]) == 0
        assert main(["import", str(report), "--yes"]) == 0
    words = len(run("report", "--yes", *TEN).out.split())
    assert words <= 1.3 * len(report.read_text(encoding="utf-8").split())


OLD: Final = """\
{% extends "paper" %}
{% block heading %}
# Ours: {{ paper.title }}

Protective marking :: {{ paper.marking }}
{% endblock %}
{% block summary %}
## Summary

{{ position | join(" ") }}
{% endblock %}
{% block recommendation %}
## A. Recommendation

{{ paper.recommendation }}
{% endblock %}
{% block moved %}
### Dates moved

1. {{ leads.moved }}

{{ tables.moved }}
{% endblock %}
{% block movement %}
### Movement

1. {{ leads.movement }}

{{ tables.reconciliation }}

{{ tables.movement }}
{% endblock %}
{% block appendices %}
{% for appendix in appendices %}
===
## Appendix {{ loop.index }}: {{ appendix.title }}
{% for group in appendix.groups %}
{{ group.name }}: {{ group.grade }}
{% for item in group.items %}
#### {{ item.label }}
> {{ item.text }}
{{ item.status }}
{% endfor %}
{% endfor %}
{% endfor %}
{% endblock %}
"""


def test_a_template_written_for_the_blocks_of_before_goes_on_working(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    path = tmp_path / "old.j2"
    path.write_text(OLD, encoding="utf-8")
    found = run("report", "--yes", *TEN, "--template", path, "--width", "400")
    assert (found.code, found.err) == (0, "")
    for text in (
        "Six of 16 recommendations and 12 of 48 AFIs are completed; none of these 18 has been",
        "The source says that one more is completed: see under Status.",
        "Members are asked to note the report.",
        "1.  12 of 46 open items are overdue",
        "2.  No open item has a date other than the first that was set.",
        "Since Report 9 (of 11 September 2008): 12 newly overdue.",
        "In progress; majority of work completed; was due by September 2008, overdue; no owner.",
    ):
        assert text in found.out, text
    assert "Newly completed" not in found.out


EXEMPT_DUES: Final = st.dates(date(2008, 12, 1), date(2010, 12, 31))


def forms(found: Paper) -> list[str]:
    """All that a paper gives, as texts."""
    document = document_of(found)
    return [str(document), str(document_of(found, DUMP)), str(paper_object(found, False))]


@settings(max_examples=25)
@given(EXEMPT_DUES, EXEMPT_DUES, st.booleans())
def test_no_date_of_an_exempt_item_in_time_changes_anything(
    one: date, other: date, all_texts: bool
) -> None:
    """Not the next due day, nor how many are due by it or later, nor what passed its first date."""

    def of(due: date) -> list[str]:
        shown = born("2008-09-01", due="2009-03", framework="np")._replace(original_due="2009-03")
        hidden = born("2008-09-01", due=due.isoformat(), framework="np")
        hidden = hidden._replace(
            id="REC-2", uid="b", exempt="yes", original_due=due.isoformat(), title_given="SECRET"
        )
        head = PaperSettings("board", appendices="all" if all_texts else "open")
        wanted = PaperSpecification(head, DAY, "9", DAY)
        return forms(paper(Plan(items=(shown, hidden)), wanted))

    assert of(one) == of(other)


@settings(max_examples=50)
@given(st.integers(0, 2**32))
def test_the_parts_of_what_is_open_and_of_what_is_new_add_up(seed: int) -> None:
    random = Random(seed)
    plan = a_plan(random)
    items = (replace(i, exempt="yes") if random.random() < 0.3 else i for i in plan.items)
    day = date.fromordinal(date(2008, 9, 1).toordinal() + random.randrange(500))
    found = paper(plan._replace(items=tuple(items)), PaperSpecification(PaperSettings("p"), day))
    one, counts = found.story.open, found.summary.totals.all
    assert (one.total, one.overdue, one.deferred) == (counts.open, counts.overdue, counts.deferred)
    parts = one.overdue, one.deferred, one.due_next, one.later, one.undated, one.withheld
    assert sum(parts) == one.total
    assert bool(one.due_next) == (one.next_due is not None)
    for what, news in found.story.news.items():
        moved = getattr(found.movement, what, None)
        if what not in {"verified", "reopened", "undone", "requested"}:
            assert news.number == len(moved or ()), what
        assert (
            len(news.ids) + news.exempt
            == news.number
            == (sum(group.number for group in news.groups) + news.exempt)
        )
        assert sum(number for _, number in news.owners) == len(news.ids)
    hidden = {row.item.id for row in found.rows if is_hidden(row.item)}
    assert not any(hidden & set(news.ids) for news in found.story.news.values())


def appendix_ids(run: Run, *words: str) -> list[str]:
    out = run("report", "--yes", "--format", "markdown", *words).out
    appendices = out.partition("\n## Appendix 1")[2]
    return [line.partition("(")[2].partition(")")[0] for line in appendices.splitlines()
            if line.startswith("#### ") or ", text not published: " in line]  # fmt: skip


def test_appendices_have_what_is_open_or_changed(run: Run, plan: Path) -> None:
    every = appendix_ids(run, "--appendices", "all")
    shown = appendix_ids(run)
    assert every[:5] == ["REC-1", "REC-2", "REC-3", "REC-4", "AFI-1 to AFI-10"]
    assert shown == appendix_ids(run, "--appendices", "open")
    gone = ["REC-1", "REC-2", "REC-3", "REC-4", "AFI-1 to AFI-10", "REC-9", "REC-10"]
    assert [one for one in every if one not in shown] == [*gone, "AFI-31 and AFI-32"]
    assert appendix_ids(run, "--appendices", "none") == []
    out = run("report", "--yes", "--width", "200").out
    assert "Neither open nor changed, and left out: REC-9, REC-10, AFI-31 and AFI-32.\n" in out
    said = " ".join(out.split())
    where = "The texts of what is open or changed are in Appendices 1 and 2, as far as they"
    assert f"{where} are published." in said
    run("verify", "REC-9", "--by", "Checker", "--evidence", "D1", "--shows", "it")
    run("note", "REC-10", "It is said", "--publish")
    assert [one for one in appendix_ids(run) if one not in shown] == ["REC-9", "REC-10"]


def test_which_texts_a_paper_has_can_be_set_for_it(run: Run, plan: Path) -> None:
    with (plan / "tracker.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n[papers.board]\nappendices = "none"\n')
    assert appendix_ids(run) == []
    assert "REC-1" in appendix_ids(run, "--appendices", "ALL")
    refused = run("report", "--appendices", "some")
    assert (refused.code, refused.out, refused.err) == (
        2,
        "",
        "tracker: --appendices takes all, open or none, not 'some'\n"
        "open, the usual one, has the texts of what is open or changed\n",
    )


def test_an_exempt_item_whose_date_moved_is_not_changed() -> None:
    done = entered(born("2008-09-01"), "2008-09-02", status="done")
    done = done._replace(exempt="yes", title_given="SECRET")
    moved = entered(done, "2008-11-01", due="2009-01")
    wanted = PaperSpecification(PaperSettings("board"), DAY, "9", DAY)
    assert forms(paper(Plan(items=(done,)), wanted)) == forms(paper(Plan(items=(moved,)), wanted))


def test_the_example_fills_eight_pages_at_most(run: Run, plan: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    import subprocess

    import pypdfium2

    (tmp_path / "paper.docx").write_bytes(made(run, "docx", tmp_path, *TEN))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [office, home, "--headless", "--convert-to", "pdf", "paper.docx"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=180)
    assert len(pypdfium2.PdfDocument(tmp_path / "paper.pdf")) <= 8


@pytest.mark.parametrize("number", ["9", " 9", "１０"])
def test_a_paper_is_not_compared_with_the_report_of_its_own_number(
    run: Run, plan: Path, number: str
) -> None:
    """The report that the plan was made from is the paper itself where it has the same number."""
    out = run("report", "--yes", "--number", number, "--as-of", "2008-12-01").out
    is_itself = number.strip() == "9"
    assert ("Since Report 9" in out) != is_itself
    assert ("Nothing earlier is recorded" in out) == is_itself
    if is_itself:
        assert "Newly overdue" not in out
        assert "12 of 46 open items are overdue" in out
