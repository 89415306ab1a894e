"""The columns of a paper's tables: titles beside the ids, nothing that says nothing."""

from __future__ import annotations

from pathlib import Path

from hmic_tracker.render import nodes
from hmic_tracker.render.papers.table_columns import COUNT, arranged
from tests.conftest import Run

DAY = ("--as-of", "2008-12-01", "--format", "markdown")


def section(text: str, head: str) -> list[str]:
    """The lines of a section that say something."""
    part = text.split(f"### {head}\n", 1)[1].split("\n### ", 1)[0]
    return [line for line in part.splitlines() if line]


def test_what_all_rows_share_is_said_once_before_the_table(run: Run, plan: Path) -> None:
    assert section(run("report", *DAY).out, "Overdue") == [
        "1. 12 of 46 open items are overdue at 1 December 2008. For each of them: framework "
        "Protecting Vulnerable People, progress majority of work completed, owner none.",
        "| Item | Title | Due | Days late |",
        "| --- | --- | --- | ---: |",
        "| REC-5 | Holds borough commanders (BOCU) and their senior teams to… | Sep 2008 | 62 |",
        "| REC-6 | Draws up one way of managing performance for everything… | Sep 2008 | 62 |",
        "| REC-7 | Sets up inspections and reviews of quality that boroughs… | Sep 2008 | 62 |",
        "| REC-8 | Has boroughs go looking for risk before harm is done: find… | Sep 2008 | 62 |",
        "| AFI-11 to AFI-18 | 8 items, text not published | Nov 2008 | 1 |",
    ]


def test_what_differs_in_one_row_has_its_column(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--owner", "Head of PVP")
    lead, heads, *_ = section(run("report", "--format", "markdown").out, "Overdue")
    assert lead.endswith("Vulnerable People, progress majority of work completed.")
    assert heads == "| Item | Title | Due | Days late | Owner |"


def test_beside_an_exempt_item_nothing_is_said_of_all(run: Run, plan: Path) -> None:
    run("update", "REC-6", "--exempt")
    lead, heads, *rows = section(run("report", "--format", "markdown").out, "Overdue")
    assert lead == "1. 12 of 46 open items are overdue at 1 December 2008."
    assert heads == "| Item | Title | Count | Framework | Due | Days late | Progress | Owner |"
    assert "| Exempt |  | 1 |  |  |  |  |  |" in rows


def test_of_one_row_every_column_stays(run: Run, plan: Path, tmp_path: Path) -> None:
    template = tmp_path / "ours.j2"
    template.write_text("### Overdue\n\n1. {{ leads.overdue }}\n\n{{ tables.overdue }}\n")
    words = ("--as-of", "2008-10-15", "--template", template, "--format", "markdown")
    run("update", "REC-6..8", "--status", "done", "--on", "2008-10-01", "--yes")
    assert section(run("report", *words).out, "Overdue") == [
        "1. One of 43 open items is overdue at 15 October 2008.",
        "| Item | Title | Framework | Due | Days late | Progress | Owner |",
        "| --- | --- | --- | --- | ---: | --- | --- |",
        "| REC-5 | Holds borough commanders (BOCU) and their senior teams to… "
        "| Protecting Vulnerable People | Sep 2008 | 15 | majority of work completed | none |",
        "Position at 15 October 2008; 8 more fall due on 30 November 2008.",
    ]


def test_a_count_of_ones_goes_with_the_total_that_was_its_own() -> None:
    heads = nodes.columns("Item", COUNT, ">Late")
    rows = (nodes.make_row("REC-1", 1, 5), nodes.make_row("REC-2", 1, 7))
    alone = nodes.make_row("Total", 2, "", strong=True)
    made = arranged(nodes.Table(heads, (*rows, alone)))
    assert [column.head for column in made.columns] == ["Item", "Late"]
    assert [row.cells[0].text for row in made.rows] == ["REC-1", "REC-2"]
    more = nodes.make_row("Total", 2, 12, strong=True)
    made = arranged(nodes.Table(heads, (*rows, more)))
    assert [[cell.text for cell in row.cells] for row in made.rows] == [
        ["REC-1", "5"],
        ["REC-2", "7"],
        ["Total", "12"],
    ]


def test_a_count_of_more_than_one_keeps_its_column_and_its_total() -> None:
    heads = nodes.columns("Item", COUNT)
    total = nodes.make_row("Total", 9, strong=True)
    rows = (nodes.make_row("REC-1", 1), nodes.make_row("AFI-1 to AFI-8", 8), total)
    assert arranged(nodes.Table(heads, rows)).rows == rows


def test_no_total_stands_under_a_single_row() -> None:
    rows = (nodes.make_row("Custody", 8), nodes.make_row("Total", 8, strong=True))
    assert arranged(nodes.Table(nodes.columns("Framework", COUNT), rows)).rows == rows[:1]


def test_in_78_columns_a_title_stands_under_its_row(run: Run, plan: Path) -> None:
    text = run("report", "--as-of", "2008-12-01").out
    assert "\nItem              Due       Days late\n" in text
    assert (
        "\nREC-5             Sep 2008         62\n"
        "                  Holds borough commanders (BOCU) and their senior teams to…\n"
    ) in text
    assert max(map(len, text.splitlines())) <= 78
