"""Kept paragraphs: written once, printed in each paper where they belong, asked about when old."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.kept_texts import KEPT_SECTIONS, KeptText
from hmic_tracker.domain.kept_versions import texts_as_of
from tests.commands.terminal import Terminal
from tests.conftest import EXAMPLE, Run, tree, without_history

NP: Final = "papers.paper.text.np.findings"
NINE: Final = ("--number", "9", "--meeting", "2008-09-11", "--as-of", "2008-09-11")
TEN: Final = ("--number", "10", "--meeting", "2008-12-11")
FORMS: Final = ("plain", "markdown", "html")
PLACES: Final = [
    "all.response",
    "all.good-practice",
    "neighbourhood-policing.findings",
    "neighbourhood-policing.revisit",
    "protecting-vulnerable-people.findings",
    "protecting-vulnerable-people.response",
    "protecting-vulnerable-people.revisit",
    "performance-management.findings",
]
"""Where the example's own paragraphs stand."""


@pytest.fixture
def bare(plan: Path, run: Run) -> Path:
    """The example's plan without the paragraphs that came with it."""
    for place in PLACES:
        assert run("settings", "unset", f"papers.paper.text.{place}").code == 0
    return plan


def kept(run: Run, *words: str) -> dict[str, list[str]]:
    """The kept paragraphs of a paper, by place."""
    found = json.loads(run("report", "--yes", "--json", *words).out)["kept"]
    return {f"{one['framework']}.{one['section']}": one["paragraphs"] for one in found}


def text_of(run: Run, *words: str) -> str:
    return " ".join(run("report", "--yes", "--width", "200", *words).out.split())


def test_every_section_stands_where_it_belongs_in_every_form(run: Run, bare: Path) -> None:
    for place, words in (
        ("np.findings", "Found in the wards"),
        ("all.response", "Done by all"),
        ("pvp.good-practice", "Learned from others"),
        ("mp.revisit", "Coming again"),
    ):
        assert run("settings", "set", f"papers.paper.text.{place}", words).code == 0
    for form in FORMS:
        found = run("report", "--format", form).out
        at = [
            found.index(text)
            for text in (
                *("was graded Excellent", "Found in the wards", "Our response", "Done by all"),
                *("Good practice and learning", "Learned from others"),
                *("Revisits and re-inspections", "Coming again"),
            )
        ]
        assert at == sorted(at), form
    out = text_of(run)
    assert "Protecting Vulnerable People: Learned from others" in out
    assert "Missing Persons: Coming again" in out


def test_a_paper_without_any_has_no_section_for_them(run: Run, bare: Path) -> None:
    out = run("report").out
    for head in ("Our response", "Good practice and learning", "Revisits and re-inspections"):
        assert head not in out


def test_a_paragraph_of_an_earlier_day_bears_it_and_one_of_this_paper_does_not(
    run: Run, bare: Path
) -> None:
    run("settings", "set", NP, "One paragraph.\n\nAnother one.", "--on", "2008-10-01")
    run("settings", "set", "papers.paper.text.all.response", "Of today.")
    out = run("report").out
    assert re.search(r"\d+\. +One paragraph\.\n", out)
    assert re.search(r"\d+\. +Another one\. \(1 October 2008\)\n", out)
    assert re.search(r"\d+\. +Of today\.\n", out)


def test_a_paper_of_a_day_has_the_words_that_stood_then(run: Run, bare: Path) -> None:
    run("settings", "set", NP, "The first words.", "--on", "2008-09-01")
    run("settings", "set", NP, "The second words.", "--on", "2008-11-01")
    place = "neighbourhood-policing.findings"
    assert kept(run)[place] == ["The second words."]
    assert kept(run, "--as-of", "2008-10-31")[place] == ["The first words."]
    early = run("report", "--as-of", "2008-08-31")
    assert "words." not in early.out
    assert early.err == (
        "take note: 1 kept paragraph is not in it, since it was written after 31 Aug 2008: "
        "findings on Neighbourhood Policing\n"
    )
    meeting = ("--as-of", "2008-10-31", "--meeting", "2008-11-06")
    assert "The second words. (1 November 2008)" in text_of(run, *meeting)


def test_what_was_taken_out_or_undone_is_in_no_paper(run: Run, bare: Path) -> None:
    run("settings", "set", NP, "Short-lived.", "--on", "2008-09-01")
    assert run("settings", "unset", NP).code == 0
    assert kept(run) == {}
    assert run("undo", "--yes").code == 0
    assert [*kept(run).values()] == [["Short-lived."]]
    assert run("undo", "--yes").code == 0
    assert kept(run) == kept(run, "--as-of", "2008-10-01") == {}
    assert "papers" not in without_history(bare / "tracker.toml")


def test_the_words_are_read_from_standard_input_and_are_text(run: Run, bare: Path) -> None:
    words = "# No heading {{ paper.title }}\n- no bullet\n\n=== <b>no markup</b>"
    assert run("settings", "set", NP, "-", stdin=words).code == 0
    assert [*kept(run).values()] == [
        ["# No heading {{ paper.title }} - no bullet", "=== <b>no markup</b>"]
    ]
    out = text_of(run)
    assert "# No heading {{ paper.title }} - no bullet" in out
    assert "&lt;b&gt;no markup&lt;/b&gt;" in run("report", "--format", "html").out
    refused = run("settings", "set", NP, "-", stdin="a\x1b[2Jb")
    assert (refused.code, refused.out) == (4, "")
    assert "has a character that can't be printed (\\x1b)" in refused.err


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("papers.paper.text.np.finding", "no kept paragraph is about 'finding'"),
        ("papers.bord.text.np.findings", "there is no paper 'bord'"),
        ("papers.paper.text.nobody.findings", "no framework is called 'nobody'"),
    ],
)
def test_a_slip_in_its_name_is_refused(run: Run, bare: Path, key: str, message: str) -> None:
    before = tree(bare)
    refused = run("settings", "set", key, "Words")
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.startswith(f"tracker: {message}\n")
    assert len(refused.err.splitlines()) == 2
    assert tree(bare) == before


def test_without_words_its_own_key_is_the_example_and_a_day_to_come_is_named(
    run: Run, bare: Path
) -> None:
    assert run("settings", "set", NP).err == (
        f"tracker: there is no value for {NP}\n"
        f"for example: tracker settings set {NP} 'TEXT'; - instead pipes it in\n"
    )
    said = run("settings", "set", NP, "Words", "--on", "2009-01-01").err
    assert said.endswith(
        "\ntake note: 1 Jan 2009 is to come; a paper before it leaves the paragraph out\n"
    )
    assert "take note" not in run("settings", "set", NP, "Other words").err


def test_check_finds_a_slip_that_was_typed_by_hand(run: Run, bare: Path) -> None:
    path = bare / "tracker.toml"
    table = "[papers.paper.text.np.findngs]\ntext = 'a'\n[papers.paper.text.gone.findings]\n"
    text = path.read_text(encoding="utf-8")
    head, mark, rest = text.partition("\n[[history]]")
    path.write_text(f"{head}\n{table}text = 'b'\n{mark}{rest}", encoding="utf-8")
    found = " ".join(run("check").out.split())
    assert "findngs below [papers.paper.text.np] is no key that is read: did you mean find" in found
    assert "'gone' is the framework of a kept paragraph of the paper" in found
    assert "gone: b" in text_of(run)


def test_one_that_is_as_in_the_last_paper_is_asked_about(run: Run, bare: Path) -> None:
    run("settings", "set", NP, "As before.", "--on", "2008-09-01")
    run("settings", "set", "papers.paper.text.all.response", "New each time.", "--on", "2008-09-01")
    assert run("report", *NINE, "--record").code == 0
    run("settings", "set", "papers.paper.text.all.response", "Written anew.")
    before = tree(bare)
    asked = run("report", *TEN, "-o", "ten.txt", "--record")
    assert (asked.code, asked.out) == (2, "")
    assert asked.err == (
        "tracker: 1 kept paragraph is unchanged since report 9 (11 Sep 2008): findings on "
        "Neighbourhood Policing\n"
        "print it again with --yes, or write it anew: tracker settings set "
        "papers.paper.text.neighbourhood-policing.findings TEXT\n"
    )
    assert tree(bare) == before
    assert not Path("ten.txt").exists()
    assert run("report", *TEN, "--yes").code == 0
    assert run("report", *TEN).code == 2  # a paper that was not recorded is asked about again
    assert run("report", *TEN, "--yes", "--record").code == 0
    assert run("report", *TEN, "-o", "ten.txt").code == 0
    next_one = run("report", "--number", "11", "--as-of", "2009-02-01")
    assert next_one.err.startswith("tracker: 2 kept paragraphs are unchanged since report 10 (11")


def test_the_same_words_once_more_say_that_they_still_hold(run: Run, bare: Path) -> None:
    run("settings", "set", NP, "As before.", "--on", "2008-09-01")
    run("report", *NINE, "--record")
    assert run("report", *TEN).code == 2
    confirmed = run("settings", "set", NP, "As before.")
    assert confirmed.err == (
        "the paper, findings on Neighbourhood Policing: the same words, of 1 Dec 2008 instead of "
        "1 Sep 2008\n"
    )
    assert run("report", *TEN).code == 0


@pytest.mark.posix
def test_on_a_terminal_it_is_shown_and_asked_about(run: Run, bare: Path) -> None:
    run("settings", "set", NP, "As before.", "--on", "2008-09-01")
    run("report", *NINE, "--record")
    question = "Print it again (y), or edit it first (e)? [y/e/N] "
    with Terminal(bare, ["report", *TEN, "-o", "ten.txt"], 100) as terminal:
        terminal.until(question)
        terminal.send("n\r")
        code, seen = terminal.end()
    assert code == 0
    assert "findings on Neighbourhood Policing: As before." in seen
    assert "or take it out: tracker settings unset papers.paper.text.neighbourhood-policing" in seen
    assert "nothing was written" in seen
    assert not Path("ten.txt").exists()
    with Terminal(bare, ["report", *TEN, "-o", "ten.txt"], 100) as terminal:
        terminal.answer(question, "y\r")
        assert terminal.end()[0] == 0
    assert "As before." in Path("ten.txt").read_text(encoding="utf-8")


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """An editor that puts some words for "As before.", and notes whether the plan was locked."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text()\n"
        "assert text.startswith('As before.\\n'), text\n"
        f"path.write_text(text.replace('As before.', {words!r}))\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")


@pytest.mark.posix
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Written anew.\n\nIn two paragraphs.", "Written anew."),
        ("As before.", "the same words, of 1 Dec 2008 instead of 1 Sep 2008"),
    ],
)
def test_at_the_question_it_is_edited_and_the_paper_goes_on_with_it(
    run: Run, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, said: str
) -> None:
    run("settings", "set", NP, "As before.", "--on", "2008-09-01")
    run("report", *NINE, "--record")
    editor(tmp_path, monkeypatch, words)
    with Terminal(bare, ["report", *TEN, "-o", "ten.txt", "--record"], 100) as terminal:
        terminal.answer("[y/e/N] ", "e\r")
        code, seen = terminal.end()
    assert code == 0, seen
    assert said in seen
    assert seen.count("[y/e/N]") == 1
    for paragraph in words.split("\n\n"):
        assert paragraph in Path("ten.txt").read_text(encoding="utf-8")
    settings = without_history(bare / "tracker.toml")
    assert 'on = "2008-12-01"' in settings or "on = 2008-12-01" in settings
    assert run("report", *TEN, "-o", "ten.txt").code == 0


@pytest.mark.posix
def test_an_empty_text_at_the_question_writes_nothing_and_asks_again(
    run: Run, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("settings", "set", NP, "As before.", "--on", "2008-09-01")
    run("report", *NINE, "--record")
    editor(tmp_path, monkeypatch, "")
    before = tree(bare)
    with Terminal(bare, ["report", *TEN, "-o", "ten.txt"], 100) as terminal:
        terminal.answer("[y/e/N] ", "e\r")
        terminal.answer("[y/e/N] ", "n\r")
        code, seen = terminal.end()
    assert code == 0
    assert "is empty, nothing was written" in " ".join(seen.split())
    assert tree(bare) == before
    assert not Path("ten.txt").exists()


def test_a_paper_that_is_named_later_goes_on_with_them(run: Run, bare: Path) -> None:
    run("settings", "set", NP, "Written before it had a name.")
    assert run("settings", "set", "papers.board.title", "Progress").code == 0
    assert [*kept(run, "board").values()] == [["Written before it had a name."]]
    run("settings", "set", "papers.board.text.np.findings", "Its own.")
    assert [*kept(run, "board").values()] == [["Its own."]]


def test_a_paper_is_taken_out_with_its_paragraphs_and_comes_back_with_them(
    run: Run, bare: Path
) -> None:
    for place in ("np.findings", "all.response"):
        run("settings", "set", "papers.board.title", "Progress")
        assert run("settings", "set", f"papers.board.text.{place}", "Words").code == 0
    before = without_history(bare / "tracker.toml")
    assert run("settings", "unset", "papers.board", "--yes").code == 0
    assert "papers" not in without_history(bare / "tracker.toml")
    assert run("undo", "--yes").code == 0
    back = without_history(bare / "tracker.toml")
    assert sorted(back.splitlines()) == sorted(before.splitlines())


def test_importing_a_paper_of_our_own_keeps_what_only_its_author_could_write(
    run: Run, plan: Path
) -> None:
    assert list(kept(run)) == PLACES
    out = text_of(run, *NINE)
    for told in (
        "every one of the 624 wards has one by now",
        "Once the inspection was published, an action plan was drawn up",
        "is checking for itself that the evidence bears this out",
        "The MPS has asked HMIC back",
        "have been sent what other forces do well",
        "HMIC came back to Neighbourhood Policing in March 2008",
    ):
        assert told in out, told
    for computed in ("Here the grade was Good", "Appendix 2 gives the words", "were identified"):
        assert computed not in " ".join(" ".join(one) for one in kept(run).values())


def test_importing_it_again_changes_nothing_that_a_person_did(run: Run, plan: Path) -> None:
    run("settings", "set", NP, "Our own words.")
    run("settings", "unset", "papers.paper.text.np.revisit")
    before = tree(plan)
    again = run("import", EXAMPLE, "--yes")
    assert again.err == "nothing to write: the plan says all of this already\n"
    assert tree(plan) == before


def test_a_later_paper_brings_its_own_words_and_undo_takes_them_back(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    later = text.replace("11 September 2008", "6 November 2008").replace("Report: 9", "Report: 10")
    later = later.replace("larger one.", "far larger one.")
    path = tmp_path / "later.txt"
    path.write_text(later, encoding="utf-8")
    before = kept(run)
    found = run("import", path, "--yes")
    assert "\nKept paragraphs  1, for the next paper\n" in found.out
    assert "far larger one." in kept(run)["neighbourhood-policing.findings"][0]
    assert run("undo", "--yes").code == 0
    assert kept(run) == before
    old = text.replace("11 September 2008", "10 September 2008").replace("wards", "areas")
    path.write_text(old, encoding="utf-8")
    assert "Kept paragraphs" not in run("import", path, "--dry-run").out


def test_a_report_of_an_inspectorate_gives_none(run: Run, tmp_path: Path) -> None:
    for report in ("peel-2022.txt", "call-handling-2009.txt"):
        assert run("init", tmp_path / report).code == 0
        done = run(
            "import", EXAMPLE.parent / report, "--store", tmp_path / report, "--json", "--yes"
        )
        assert json.loads(done.out)["texts"] == []


DAYS: Final = st.dates(date(2008, 1, 1), date(2010, 1, 1))


@given(st.text(max_size=80), st.sampled_from(KEPT_SECTIONS), DAYS, DAYS)
def test_no_text_that_was_written_after_a_day_stands_on_it(
    words: str, section: str, written: date, day: date
) -> None:
    text = KeptText("paper", "all", section, words, str(written))
    assert texts_as_of((text,), (), day) == (((text,), ()) if written <= day else ((), (text,)))
    assert "\n" not in "".join(text.paragraphs)
