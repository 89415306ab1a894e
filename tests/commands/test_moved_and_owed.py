"""Which dates moved and why, and who owes what is late: where a reader looks first."""

from pathlib import Path

import pytest

from tests.conftest import Run

WHY = ("--due", "2009-01", "--reason", "waits for the release.")


@pytest.mark.parametrize(
    ("publish", "why"), [((), ""), (("--publish",), " (waits for the release)")]
)
def test_summary_and_page_have_the_reasons_that_are_published(
    run: Run, plan: Path, publish: tuple[str, ...], why: str
) -> None:
    assert run("update", "REC-6", *WHY, *publish).code == 0
    lines = " ".join(run("summary").out.split())
    assert f"1 date moved: REC-6 to Jan 2009{why}; 0 completed" in lines
    assert f"REC-6 to Jan 2009{why}</" in run("summary", "--format", "html").out


@pytest.mark.parametrize(
    ("publish", "why"), [((), ""), (("--publish",), " Why: REC-6, waits for the release.")]
)
def test_the_first_page_of_a_paper_has_them(
    run: Run, plan: Path, publish: tuple[str, ...], why: str
) -> None:
    assert run("update", "REC-6", *WHY, *publish).code == 0
    paper = run("report", "--format", "markdown").out
    moved = f"**Dates moved**: 1: later, by 123 days (REC-6).{why}"
    assert f"{moved} Not recorded who agreed: REC-6. Extensions requested 0." in paper


def test_summary_names_who_owes_what_is_late_by_most(run: Run, plan: Path) -> None:
    assert run("update", "REC-5..8", "--owner", "Head of CID", "--yes").code == 0
    assert "REC-5..8 62 days late, AFI-11..18 1 day (Head of CID 4, nobody 8)" in run("summary").out
    assert run("update", "AFI-11..18", "--owner", "Head of CID", "--yes").code == 0
    assert "REC-5..8 62 days late, AFI-11..18 1 day (Head of CID)" in run("summary").out


def test_a_paper_in_which_a_date_is_asked_for_is_for_decision(run: Run, plan: Path) -> None:
    assert "**For**: noting" in run("report", "--format", "markdown").out
    assert run("update", "REC-6", "--request-due", "2009-03", "--reason", "IT").code == 0
    assert "**For**: decision" in run("report", "--format", "markdown").out


def test_a_mail_says_at_once_what_is_deferred_or_asked_for(run: Run, plan: Path) -> None:
    words = ("--agreed-by", "Performance Board", "--reason", "IT", "--until", "2009-02")
    assert run("update", "REC-5..8", "--owner", "Head of CID", "--yes").code == 0
    assert run("defer", "REC-5", *words).code == 0
    assert run("update", "REC-6", "--request-due", "2009-03", "--reason", "IT").code == 0
    mail = run("remind", "--owner", "Head of CID").out
    assert "\nBesides   REC-5 deferred; REC-6 another date asked for\n" in mail


def test_a_name_wrapped_in_a_text_paper_is_read_whole(run: Run, plan: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    assert run("report", "--number", "10", "-o", paper).code == 0
    assert "  Protecting             2 of 9" in paper.read_text(encoding="utf-8")
    checked = run("report", "--check", paper)
    assert (checked.code, "differ" in checked.out) == (0, False)
