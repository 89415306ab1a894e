"""Registers: what is said of their columns, words and sheets, and what a changed one changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.terminal import Terminal
from tests.conftest import Run, tree

pytestmark = pytest.mark.filterwarnings(
    "ignore:This process .* is multi-threaded:DeprecationWarning"
)
LOG = """\
Control room log
Ref,What is asked,Kopf,Due date,Status,Ward
1,The force should answer letters.,Head of Contact,31/10/2031,Complete,North
2,The force should ring back.,Head of Contact,30/11/2031,Stage 3,South
3,The force should tell residents.,Head of Crime,30/11/2031,Stage 3,
"""
STATUSES = "(not-started, in-progress, done, verified, closed, superseded, not-accepted, withdrawn)"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A register with a column and a word that nobody knows."""
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    return path


@pytest.fixture
def empty(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty plan, which commands find."""
    folder = tmp_path / "plan"
    run("init", folder)
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    return folder


def items(run: Run, *fields: str) -> list[tuple[object, ...]]:
    """Fields of all items."""
    listed = json.loads(run("list", "--all", "--json").out)["items"]
    return [tuple(item[field] for field in fields) for item in listed]


def test_the_preview_shows_each_column_with_what_it_is_and_a_sample(
    run: Run, log: Path, empty: Path
) -> None:
    assert run("import", log, "--dry-run").out == (
        "Control room log\n"
        "From log.csv\n"
        "\n"
        "Look at these 2 first\n"
        "  REC-2  line 4  its status, 'Stage 3', is not known\n"
        "  REC-3  line 5  the same\n"
        "\n"
        "New        3 recommendations\n"
        "Completed  1 recommendation; open 2, none has an owner\n"
        "Questions  1 to be answered\n"
        "\n"
        "Columns\n"
        "  Ref            label              1\n"
        "  What is asked  text               The force should answer letter…\n"
        "  Kopf           not known: a note  Head of Contact\n"
        "  Due date       due                31/10/2031\n"
        "  Status         status             Complete\n"
        "  Ward           not known: a note  North\n"
        "\n"
        "Every cell is accounted for: 19 = 3 items, 15 dates, owners and statuses of\n"
        "items, 1 title or date, 0 not understood.\n"
        "\n"
        "Nothing is written yet.\n"
    )


def test_a_word_of_status_that_nobody_knows_is_refused_with_what_to_say(
    run: Run, log: Path, empty: Path
) -> None:
    before = tree(empty)
    refused = run("import", log, "--yes")
    assert (refused.code, refused.err) == (
        2,
        "tracker: log.csv: 'Stage 3' is no status that is known; nothing of it was written\n"
        "  line 4: 'Stage 3': The force should ring back.\n"
        "  line 5: 'Stage 3': The force should tell residents.\n"
        f"say what it means: tracker import {log} --map 'Stage 3=STATUS' {STATUSES}\n",
    )
    assert tree(empty) == before


def test_several_words_of_status_that_nobody_knows_are_refused_as_several(
    run: Run, tmp_path: Path, empty: Path
) -> None:
    log = tmp_path / "ticks.csv"
    log.write_text(
        "Ref,Recommendation,Status\n"
        "1,The force should answer letters.,Stage 3\n"
        "2,The force should ring back.,Stage 4\n"
    )
    before = tree(empty)
    refused = run("import", log, "--yes")
    assert (refused.code, refused.err) == (
        2,
        "tracker: ticks.csv: 'Stage 3', 'Stage 4' are no statuses that are known; "
        "nothing of it was written\n"
        "  line 2: 'Stage 3': The force should answer letters.\n"
        "  line 3: 'Stage 4': The force should ring back.\n"
        f"say what each of them means: tracker import {log} --map 'Stage 3=STATUS' {STATUSES}\n",
    )
    assert tree(empty) == before


def test_a_map_says_what_columns_and_words_are(run: Run, log: Path, empty: Path) -> None:
    done = run(
        "import", log, "--yes", "--map", "Kopf=owner,Stage 3=in-progress", "--map", "Ward=none"
    )
    assert (done.code, done.err) == (
        0,
        "written: 3 new items; next: tracker list --overdue, tracker summary\n",
    )
    assert items(run, "id", "label", "owner", "status", "due") == [
        ("REC-1", "1", "Head of Contact", "done", "2031-10-31"),
        ("REC-2", "2", "Head of Contact", "in-progress", "2031-11-30"),
        ("REC-3", "3", "Head of Crime", "in-progress", "2031-11-30"),
    ]
    assert "North" not in run("show", "REC-1").out
    again = run("import", log, "--yes", "--map", "Kopf=owner,Stage 3=in-progress,Ward=none")
    assert again.err == "nothing to write: the plan says all of this already\n"


def test_a_map_is_kept_in_the_settings_and_used_by_its_name(
    run: Run, log: Path, empty: Path
) -> None:
    first = run("import", log, "--yes", "--map", "Kopf=owner,Stage 3=done", "--save-map", "control")
    assert first.err.splitlines()[0] == "kept as @control: kopf=owner,stage 3=done"
    assert '[maps]\ncontrol = "kopf=owner,stage 3=done"\n' in (empty / "tracker.toml").read_text()
    other = log.with_name("other.csv")
    other.write_text(LOG.replace("Control room", "Front desk").replace("should", "must"))
    assert run("import", other, "--yes", "--map", "@control").code == 0
    assert items(run, "owner", "status")[3:] == items(run, "owner", "status")[:3]
    for _ in range(3):
        assert run("undo", "--yes").code == 0
    assert "[maps]" not in (empty / "tracker.toml").read_text()


def test_what_is_wrong_with_a_map_is_said_with_the_way_on(run: Run, log: Path, empty: Path) -> None:
    def fault(*words: str) -> str:
        refused = run("import", log, "--dry-run", *words)
        assert refused.code in {2, 3}
        return refused.err

    assert fault("--map", "Kopf") == (
        "tracker: --map 'Kopf' is no NAME=FIELD\n"
        "for example: --map 'Lead=owner,Timescale=due,Stage 3=in-progress'\n"
    )
    assert fault("--map", "Kopf=onwer") == (
        "tracker: --map: 'onwer' is no field and no status\ndid you mean owner or none or done?\n"
    )
    assert fault("--map", "Kopp=owner") == (
        "tracker: log.csv has no column 'Kopp'\ndid you mean Kopf?\n"
    )
    assert fault("--map", "@council") == (
        "tracker: there is no saved map '@council'\nnone is saved yet: --save-map NAME\n"
    )
    assert fault("--sheet", "Open") == "tracker: log.csv has no sheet 'Open'\nit has no sheets\n"


@pytest.mark.posix
def test_a_status_that_is_asked_for_is_asked_once_for_all_that_have_it(
    run: Run, log: Path, empty: Path
) -> None:
    with Terminal(empty, ["import", str(log), "--map", "Kopf=owner"]) as terminal:
        terminal.answer("n leave > ", "y")
        terminal.answer("a status, Enter later > ", "in-progress\r")
        code, shown = terminal.end()
    assert code == 0
    assert shown.count("2 items: what status is 'Stage 3'?") == 1
    assert items(run, "status") == [("done",), ("in-progress",), ("in-progress",)]


def test_dates_that_may_have_either_order_are_left_out_and_asked_about(
    run: Run, log: Path, empty: Path
) -> None:
    log.write_text(
        "Ref,Recommendation,Due date\n1,The force should answer letters.,3/4/2031\n"
        "2,The force should ring back.,5/6/2031\n"
    )
    left = run("import", log, "--yes")
    assert left.err.splitlines()[1] == (
        "open: Column 'Due date': which comes first in its dates, such as 3/4/2031? "
        "Perhaps the day, the month; its dates are left empty"
    )
    assert items(run, "due") == [(None,), (None,)]
    run("import", log, "--yes", "--map", "Due date=month-first")
    assert items(run, "due") == [("2031-03-04",), ("2031-05-06",)]
    log.write_text(log.read_text() + "3,The force should listen.,30/6/2031\n")
    run("import", log, "--yes")
    assert items(run, "due") == [("2031-04-03",), ("2031-06-05",), ("2031-06-30",)]


def test_a_changed_register_shows_each_cell_old_and_new(run: Run, log: Path, empty: Path) -> None:
    columns = ("--map", "Kopf=owner,Stage 3=in-progress", "--yes")
    run("import", log, *columns)
    changed = LOG.replace("Contact,30/11/2031", "Crime,31/12/2031").replace("North", "East")
    log.write_text(changed.replace("Stage 3,\n", "Complete,\n"))
    shown = run("import", log, *columns).out
    assert shown[shown.index("Changed\n") : shown.index("\nColumns")] == (
        "Changed\n"
        "  REC-1: note “Ward: North” → “Ward: East”\n"
        "  REC-2: owner Head of Contact → Head of Crime, due 30 November 2031 → 31\n"
        "  December 2031\n"
        "  REC-3: status in progress → done\n"
    )


def test_hidden_sheets_are_read_where_they_are_named(run: Run, empty: Path) -> None:
    book = Path(__file__).parent.parent / "documents" / "registers" / "06-hidden-and-filtered.xlsx"
    shown = run("import", book, "--dry-run").out
    assert "2 rows of sheet Old register (hidden sheet): not read" in " ".join(shown.split())
    assert run("import", book, "--yes", "--sheet", "old register").code == 0
    assert items(run, "label", "text") == [("X1", "The trust should paint the hall.")]


def test_a_table_without_a_column_that_is_known_is_refused_with_its_rows(
    run: Run, log: Path, empty: Path
) -> None:
    log.write_text("Alpha,Beta\nx1,A long text in a cell that says what is to be done here\n" * 3)
    refused = run("import", log, "--yes")
    assert (refused.code, refused.err.splitlines()[-1]) == (
        4,
        f"say what its columns are: tracker import {log} --map 'COLUMN=text'",
    )
    taken = run("import", log, "--yes", "--map", "Alpha=label,Beta=text")
    assert taken.code == 0
    assert items(run, "label") == [("x1",)]


def test_columns_are_in_json(run: Run, log: Path, empty: Path) -> None:
    shown = json.loads(run("import", log, "--dry-run", "--json").out)
    assert shown["columns"][:3] == [
        {"name": "Ref", "field": "label", "sample": "1", "sheet": ""},
        {
            "name": "What is asked",
            "field": "text",
            "sample": "The force should answer letters.",
            "sheet": "",
        },
        {"name": "Kopf", "field": None, "sample": "Head of Contact", "sheet": ""},
    ]
