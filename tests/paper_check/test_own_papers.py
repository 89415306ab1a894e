"""Papers that `tracker report` writes agree with the plan; one figure changed does not."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hmic_tracker.cli import main
from tests.conftest import Run
from tests.torture.sizes import FULL

_FORMS = ("txt", "md", "html", "docx")
_CHANGED = [("txt", 0), ("docx", -1)]
if FULL:
    _CHANGED = [(form, at) for form in _FORMS for at in (0, -1)]
_PLANTED = {
    "total": (r"\b6 of 16\b", "7 of 16"),
    "count": (r"\b12 of 48\b", "11 of 48"),
    "open": (r"\b46\b(?= (?:items|open))", "45"),
    "status": (r"In progress(?=; (?:majority|almost))", "Completed"),
    "date": (r"April 2009", "June 2009"),
    "grade": (r"(?<=graded )Excellent", "Good"),
}


def _changed(data: bytes, form: str, pattern: str, new: str, at: int) -> bytes:
    """The paper with one place changed, the first or the last."""

    def changed(text: str) -> str:
        places = list(re.finditer(pattern, text))
        place = places[at]
        return text[: place.start()] + new + text[place.end() :]

    if form != "docx":
        return changed(data.decode()).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as package:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = changed(part.decode()).encode()
            package.writestr(name, part)
    return out.getvalue()


@pytest.fixture(scope="module")
def papers(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The paper of 1 December 2008 in each form."""
    folder = tmp_path_factory.mktemp("papers")
    for form in _FORMS:
        words = ["report", "--store", str(imported), "--as-of", "2008-12-01", "--number", "10"]
        assert main([*words, "--meeting", "2008-12-11", "-o", str(folder / f"p.{form}")]) == 0
    return folder


@pytest.mark.parametrize("form", _FORMS)
def test_a_paper_of_our_own_agrees_in_every_form(
    run: Run, plan: Path, papers: Path, form: str
) -> None:
    found = run("report", "--check", papers / f"p.{form}", "--json")
    value = json.loads(found.out)
    assert (found.code, value["differ"], value["as_of"]) == (0, 0, "2008-12-01")
    assert value["agree"] > 100


@pytest.mark.parametrize(("form", "at"), _CHANGED)
@pytest.mark.parametrize("what", _PLANTED)
def test_one_word_changed_in_a_paper_of_our_own_is_found(
    run: Run, plan: Path, papers: Path, tmp_path: Path, form: str, what: str, at: int
) -> None:
    file = tmp_path / f"p.{form}"
    data = (papers / f"p.{form}").read_bytes()
    file.write_bytes(_changed(data, form, *_PLANTED[what], at))
    assert run("report", "--check", file).code == 1


_WORK = st.lists(
    st.tuples(
        st.sampled_from(("REC-5", "REC-6", "REC-11", "REC-14", "AFI-12", "AFI-19", "AFI-40")),
        st.sampled_from(
            (
                ("--status", "done"),
                ("--due", "2009-05-31", "--reason", "IT"),
                ("--progress", "some"),
            )
        ),
    ),
    max_size=3,
    unique_by=lambda one: one[0],
)


@given(
    _WORK,
    st.dates(
        min_value=date(2008, 11, 2),
        max_value=date(2009, 6, 30),
    ),
    st.sampled_from(_FORMS),
    st.randoms(use_true_random=False),
)
@settings(
    max_examples=25 if FULL else 2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_we_print_of_any_plan_agrees_and_any_figure_off_by_one_does_not(  # type: ignore[no-untyped-def]
    run: Run, imported: Path, tmp_path_factory: pytest.TempPathFactory, work, day, form, choice
) -> None:
    import shutil

    folder = tmp_path_factory.mktemp("law")
    store = folder / "plan"
    shutil.copytree(imported, store)
    for item, change in work:
        done = run("update", item, *change, "--on", "2008-11-01", "--store", store, "--yes")
        assert done.code == 0
    run("report", "--store", store, "--as-of", day.isoformat(), "-o", folder / f"p.{form}")
    found = run("report", "--check", folder / f"p.{form}", "--store", store, "--json")
    value = json.loads(found.out)
    assert (found.code, [c for c in value["claims"] if c["verdict"] == "differs"]) == (0, [])
    assert value["agree"] > 50
    if form not in {"txt", "md"}:
        return
    lines = (folder / f"p.{form}").read_text().split("\n")
    changeable = [
        (claim["line"], claim["paper"])
        for claim in value["claims"]
        if claim["verdict"] == "agrees"
        and claim["paper"].isdecimal()
        and claim["paper"] == claim["plan"]  # no figure that agrees as the source's count
        and len(re.findall(rf"(?<![\w-]){claim['paper']}(?![\w-])", lines[claim["line"] - 1])) == 1
        and claim["group"] in {"count", "status"}
        and not re.match(r"\s*\d+\.", lines[claim["line"] - 1])  # a paragraph's number
        and "Newly" not in lines[claim["line"] - 1]  # of what changed: may agree, never differs
    ]
    line, number = choice.choice(changeable)
    pattern = rf"(?<![\w-]){number}(?![\w-])"
    lines[line - 1] = re.sub(pattern, str(int(number) + 1), lines[line - 1])
    (folder / f"p.{form}").write_text("\n".join(lines))
    assert run("report", "--check", folder / f"p.{form}", "--store", store).code == 1


REPORT_9 = """\
Report 9 of 11 September 2008, against the plan as of that day

1 differs
  line 96   Missing Persons, recommendations completed
            paper: 1 of 2     plan: 0 of 2 (REC-11, REC-12)
            Lines 91 to 97 thus add up to 7 of 16; the plan has 6.

3 can't be compared: cells are missing
  line 48   Neighbourhood Policing        14 21 2 = 37 of 43 forces
  line 49   Performance Management        29 0    = 29 of 43
  line 50   Protecting Vulnerable People  19 19 2 = 40 of 43
"""


def test_the_report_that_a_plan_came_from_is_found_to_count_one_more(
    run: Run, plan: Path, report_path: Path
) -> None:
    found = run("report", "--check", report_path)
    assert (found.code, found.out[: len(REPORT_9)], found.err) == (1, REPORT_9, "")
    assert found.out.endswith("It is not proof of the rest.\n")


@pytest.mark.parametrize(
    "other", [("--record", "--number", "9"), ("--internal",), ("--print-template",)]
)
def test_a_check_goes_with_nothing_that_makes_a_paper(
    run: Run, plan: Path, report_path: Path, other: tuple[str, ...]
) -> None:
    found = run("report", "--check", report_path, *other)
    assert (found.code, found.out) == (2, "")
    assert found.err.count("\n") == 2


def test_a_file_that_is_no_paper_is_refused_as_an_import_refuses_it(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04 no package")
    found = run("report", "--check", tmp_path / "x.docx")
    assert (found.code, found.out) == (4, "")


def test_a_file_that_says_nothing_of_the_plan_is_no_pass(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text("Lunch is at noon on 1 December 2008.\n")
    found = run("report", "--check", tmp_path / "note.txt")
    assert (found.code, "Nothing was read that the plan could be held against." in found.out) == (
        4,
        True,
    )
    assert found.err == (
        "tracker: nothing in note.txt could be held against the plan: that is no pass\n"
        "name the paper itself, and check that the plan is the one that it is about\n"
    )


def test_a_damaged_word_file_is_called_a_damaged_document(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "paper.docx").write_bytes(bytes(range(256)) * 4)
    found = run("report", "--check", tmp_path / "paper.docx")
    assert (found.code, found.out, found.err) == (
        4,
        "",
        "tracker: paper.docx is a damaged Word document\n"
        "open it in Word, save it again, and name that\n",
    )


DOUBTFUL = """\
Position at 1 December 2008

In February 2008 two of the recommendations were complete. By March 2009 we expect 13
recommendations to have been completed. At least five recommendations have been completed.
The Audit Commission made 21 recommendations, of which 19 have been implemented. Of the
recommendations addressed to the training department, two are complete. Today, six of the 16
recommendations are complete.
"""


def test_what_is_of_another_day_body_or_part_is_not_compared_and_says_why(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    file = tmp_path / "doubtful.txt"
    file.write_text(DOUBTFUL)
    found = run("report", "--check", file, "--json")
    value = json.loads(found.out)
    assert (found.code, value["differ"]) == (0, 0)
    assert {one["why"] for one in value["others"]} >= {
        "of another day",
        "wanted or expected, not reached",
        "of another body or inspection",
        "no exact number",
    }
    file.write_text(DOUBTFUL.replace("Today, six", "Today, seven"))
    assert run("report", "--check", file).code == 1


def test_a_paper_without_a_day_is_held_against_today(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("46 items are open.\n")
    found = run("report", "--check", tmp_path / "note.txt")
    assert found.out.startswith("note.txt gives no day of its own: against the plan as of today")
    assert found.code == 0


def test_the_day_of_as_of_wins_over_that_of_the_paper(run: Run, plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "paper.txt"
    file.write_text("Position at 1 December 2008\n\nTwelve items are overdue.\n")
    on_its_day = json.loads(run("report", "--check", file, "--json").out)
    later = run("report", "--check", file, "--as-of", "2009-01-01", "--json")
    assert (on_its_day["as_of"], on_its_day["differ"]) == ("2008-12-01", 0)
    assert (json.loads(later.out)["as_of"], later.code) == ("2009-01-01", 1)


def test_the_number_of_a_report_is_no_day(run: Run, plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "minutes.txt"
    file.write_text(
        "Extract from the minutes of the meeting held on Monday 16 February 2009\n\n"
        "The committee had Report 9 of September 2008. Of the 64 items 46 are open.\n"
    )
    value = json.loads(run("report", "--check", file, "--json").out)
    assert (value["as_of"], value["differ"]) == ("2009-02-16", 0)


def test_a_paper_held_against_a_day_before_the_plan_has_items_differs_and_no_more(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    file = tmp_path / "early.txt"
    file.write_text("Three of the nine recommendations on Protecting Vulnerable People are open.\n")
    early = run("report", "--check", file, "--as-of", "2008-09-01")
    assert (early.code, early.err) == (1, "")
    assert "paper: 3 of 9     plan: 0 of 0" in early.out


KEPT = """\
Position at 1 December 2008

Missing Persons

We have completed 40 of 60 home visits, and 12 officers completed the training. Three of the
five posts have been filled. Of 120 files reviewed, 14 were outstanding.

Conclusion

We hold 4 reviews a year; 9 items are on the risk register. Six recommendations are completed.
"""


def test_figures_of_other_matters_are_no_claims_and_the_plans_beside_them_are(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    file = tmp_path / "kept.txt"
    file.write_text(KEPT)
    assert run("report", "--check", file).code == 0
    file.write_text(KEPT.replace("Six recommendations", "Seven recommendations"))
    checked = run("report", "--check", file)
    assert (checked.code, "paper: 7     plan: 6" in checked.out) == (1, True)


def test_a_later_table_of_markdown_keeps_its_own_heads(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    file = tmp_path / "p.md"
    rows = "| Item | Status |\n| --- | --- |\n| REC-1 | Completed |\n\n# Areas\n\n"
    rows += "| Area | Recs | Recs completed |\n| --- | --- | --- |\n| Missing Persons | 2 | 1 |\n"
    file.write_text(f"# Position at 1 December 2008\n\n{rows}")
    value = json.loads(run("report", "--check", file, "--json").out)
    wrong = [(c["line"], c["paper"]) for c in value["claims"] if c["verdict"] == "differs"]
    assert wrong == [(11, "1")]


PARTS = """\
Position at 1 December 2008

Of the 64 recommendations and areas for improvement in the programme, 18 are complete and 46 are
in progress. Of the 37 items on vulnerable people, four have been completed and 33 are open.
Eighteen of the 64 items in the plan were complete at 1 December. There were 16 recommendations
and 48 areas for improvement, which makes 64 pieces of advice in all. HMIC made 16
recommendations, four of them for Neighbourhood Policing, nine for Protecting Vulnerable People
and three for Performance Management.

| Entries | Number of items |
|---|---|
| Open and overdue | 12 |
| Completed and verified | 0 |
| In progress, overdue | 12 |

| Area | Recommendations open | AFIs open |
|---|---|---|
| Public Protection | 0 | 5 |
| Domestic Violence | 0 | 7 |
| Total | 0 | 12 |
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("18 are complete", "19 are complete"),
        ("33 are open", "30 are open"),
        ("Eighteen of", "Fifteen of"),
        ("nine for", "ten for"),
        ("Open and overdue | 12", "Open and overdue | 14"),
        ("Total | 0 | 12", "Total | 0 | 14"),
    ],
)
def test_a_figure_is_held_against_what_the_words_around_it_say_it_is_of(
    run: Run, plan: Path, tmp_path: Path, right: str, wrong: str
) -> None:
    file = tmp_path / "parts.txt"
    file.write_text(PARTS)
    clean = json.loads(run("report", "--check", file, "--json").out)
    assert [c for c in clean["claims"] if c["verdict"] == "differs"] == []
    assert PARTS.count(right) == 1
    file.write_text(PARTS.replace(right, wrong))
    assert run("report", "--check", file).code == 1


SUBJECT = """\
Performance Management: what has been done

Position at 1 December 2008

This note is about the inspection of Performance Management.

There are three recommendations and ten areas for improvement. 13 items are in progress.
"""


def test_figures_of_a_paper_about_one_framework_may_be_that_frameworks(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text(SUBJECT)
    found = run("report", "--check", tmp_path / "note.txt", "--json")
    value = json.loads(found.out)
    assert (found.code, value["differ"], value["agree"]) == (0, 0, 3)


NEWS = """\
<p>Position at 1 December 2008</p>
<h2>Newly completed</h2>
<p>Three AFIs are completed, and two recommendations are completed.</p>
<ul><li>Missing Persons: 1 recommendation, none completed before.</li></ul>
<h2>Where we stand</h2>
<p>There are 46 open items. (Is it true that both recommendations on Missing Persons are
completed?)</p>
"""


def test_what_is_newly_completed_or_asked_is_no_figure_of_the_whole(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "news.html").write_text(NEWS)
    found = run("report", "--check", tmp_path / "news.html")
    assert found.code == 0, found.out


UNDATED = """\
A note on the inspection

34 items are in progress, 12 items are overdue and 18 items are completed. Five recommendations
were open in March 2008. Other forces have closed 12 recommendations.
"""


def test_a_paper_without_a_day_is_read_as_at_the_day_on_which_most_of_it_agrees(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TODAY", "2009-06-15")
    (tmp_path / "note.txt").write_text(UNDATED)
    found = run("report", "--check", tmp_path / "note.txt")
    assert " ".join(found.out.split()).startswith(
        "note.txt: no day is written in it: read as at 1 December 2008, when most of it agrees"
    )
    assert found.code == 0
    assert "of another day: line 3" in found.out
    assert "of another body or inspection: line 3" in found.out
