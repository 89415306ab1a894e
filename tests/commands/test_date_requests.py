"""A date that a lead asks for: it moves nothing, waits for an answer, and is named until then."""

from __future__ import annotations

import json
import re
import shlex
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from hmic_tracker.domain.changes import apply, changes_to
from hmic_tracker.domain.items import Entry, Item
from tests.conftest import EXAMPLES, Run, tree
from tests.formats.test_schemas import faults

FIELDS: tuple[tuple[str, tuple[str | None, ...]], ...] = (
    ("due", ("2008-09", "2009-01", "2009-03-31", None)),
    ("requested_due", ("2009-03", "2009-05-01")),
    ("status", ("in-progress", "done", "withdrawn", "verified")),
    ("owner", ("Head of CID", None)),
    ("progress", ("some", "majority")),
)
NOON = datetime(2008, 12, 1, 12, tzinfo=UTC)
TITLE_5 = "Holds borough commanders (BOCU) and their senior teams to…"
TITLE_6 = "Draws up one way of managing performance for everything…"


def _item(run: Run, item_id: str, *more: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("show", item_id, "--json", *more).out)["items"][0]
    return found


def _last(run: Run, item_id: str) -> str:
    """The last entry of an item's history, without its place, its day and who made it."""
    lines = run("history", item_id, "--width", "1000").out.partition("\n\n  Not shown")[0]
    entry = re.sub(r"^ *\d+ +\d+ \w+ \d{4} +", "", lines.splitlines()[-1])
    return re.sub(r" \(by [^()]*\)(; entered .*)?$", "", entry)


@pytest.fixture
def asked(run: Run, plan: Path) -> Path:
    """A plan in which REC-5 asks for 31 March 2009."""
    done = run("update", "REC-5", "--request-due", "2009-03-31", "--reason", "IT release")
    assert done.code == 0
    assert done.err == (
        f"REC-5: asks for 31 March 2009: IT release  ({TITLE_5})\n"
        "1 item changed (asks for Tue 31 Mar 2009, on Mon 1 Dec 2008)\n"
    )
    return plan


def test_a_date_that_is_asked_for_moves_nothing(run: Run, plan: Path) -> None:
    before = _item(run, "REC-5")
    run("update", "REC-5", "--request-due", "2009-03-31", "--reason", "IT release")
    after = _item(run, "REC-5")
    changed = {key for key, value in after.items() if value != before[key]}
    assert changed == {"requested_due", "requested_reason", "history", "updated_at"}
    assert (after["due"], after["rag"], after["days_overdue"]) == ("2008-09", "red", 62)
    assert (after["requested_due"], after["requested_reason"]) == ("2009-03-31", "IT release")
    assert run("list", "--slipped", "--count").out == "0\n"
    assert _last(run, "REC-5") == "updated: asks for 31 March 2009; reason: IT release"


def test_show_says_what_is_asked_for_and_how_to_answer(run: Run, asked: Path) -> None:
    lines = run("show", "REC-5").out.splitlines()
    place = lines.index("Asks for 31 Mar 2009: IT release")
    assert lines[place - 1 : place + 4] == [
        "",
        "Asks for 31 Mar 2009: IT release",
        "  tracker update REC-5 --due 2009-03-31 --agreed-by BOARD",
        "  tracker update REC-5 --refuse-date REASON",
        "",
    ]
    assert "Asks for" not in run("show", "REC-6").out


def test_a_list_shows_what_is_asked_for_and_why(run: Run, asked: Path) -> None:
    assert run("list", "--requested").out == (
        "Another date asked for on 1 Dec 2008: 1 of 46 open items (1 recommendation)\n"
        "\n"
        "Item   In the report   Due       Date asked   Why asked   Owner\n"
        "REC-5  PVP overall, 1  Sep 2008  31 Mar 2009  IT release  none\n"
        f"       {TITLE_5}\n"
    )
    assert run("list", "--requested", "--no-index", "--format", "ids").out == "REC-5\n"
    assert run("list", "--requested", "--as-of", "2008-11-30").out == (
        "Another date asked for on 30 Nov 2008: none of 46 open items\n"
    )


@pytest.mark.parametrize(
    ("expression", "ids"),
    [
        ("requested-due < 2009-01", []),
        ("requested-due < 2009-04", ["REC-5"]),
        ("requested-due = 2009-03", ["REC-5"]),
        ("requested-due != none", ["REC-5"]),
        ("requested_due >= 2009-03-31 and reason ~ release", ["REC-5"]),
        ("requested-due = none and id = REC-5", []),
    ],
)
def test_expressions_compare_the_date_asked_for(
    run: Run, asked: Path, expression: str, ids: list[str]
) -> None:
    for index in ((), ("--no-index",)):
        listed = run("list", "--where", expression, "--format", "ids", *index)
        assert listed.out.split() == ids


def test_the_date_asked_for_is_granted_with_the_reason_it_was_asked_with(
    run: Run, asked: Path
) -> None:
    line = ("update", "REC-5", "--due", "2009-03", "--agreed-by", "Performance Board")
    done = run(*line)
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        f"REC-5: due September 2008 → March 2009, granted as asked  ({TITLE_5})\n"
        "1 item changed (due March 2009 (deadline Tue 31 Mar 2009), "
        "'Performance Board' is a new board, on Mon 1 Dec 2008)\n"
    )
    assert _last(run, "REC-5") == (
        "updated: due September 2008 → March 2009, granted as asked; reason: IT release; "
        "agreed by Performance Board"
    )
    item = _item(run, "REC-5")
    assert (item["due"], item["requested_due"], item["requested_reason"]) == ("2009-03", None, None)
    assert run("list", "--requested", "--count").out == "0\n"
    assert run("undo", "--yes").code == 0
    back = _item(run, "REC-5")
    assert (back["due"], back["requested_due"]) == ("2008-09", "2009-03-31")
    assert back["requested_reason"] == "IT release"


def test_another_date_than_the_one_asked_for_answers_it_as_well(run: Run, asked: Path) -> None:
    assert run("update", "REC-5", "--due", "2009-01", "--reason", "half is ready").code == 0
    assert _last(run, "REC-5") == (
        "updated: due September 2008 → January 2009, asked for 31 March 2009, given January 2009; "
        "reason: half is ready"
    )
    assert _item(run, "REC-5")["requested_due"] is None


def test_a_due_that_is_taken_away_answers_it(run: Run, asked: Path) -> None:
    assert run("update", "REC-5", "--due", "none").code == 0
    assert _last(run, "REC-5") == (
        "updated: due September 2008 → none, asked for 31 March 2009, given none; "
        "reason: IT release"
    )


def test_the_due_that_an_item_has_already_answers_nothing(run: Run, asked: Path) -> None:
    before = tree(asked)
    refused = run("update", "REC-5", "--due", "2008-09-30", "--reason", "it stands")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "tracker: REC-5 is due September 2008 already, and asks for 31 March 2009\n"
        "to turn that down: tracker update REC-5 --refuse-date 'REASON'\n"
    )
    assert tree(asked) == before


def test_the_reason_of_a_move_for_papers_is_given_anew(run: Run, asked: Path) -> None:
    refused = run("update", "REC-5", "--due", "2009-03", "--publish")
    assert refused.err == (
        "tracker: REC-5: moving a due date needs a reason\nsay why with --reason 'TEXT'\n"
    )


def test_a_date_asked_for_is_turned_down_with_a_reason(run: Run, asked: Path) -> None:
    done = run("update", "REC-5", "--refuse-date", "the board keeps to September")
    assert done.err == (
        f"REC-5: no more asks for 31 March 2009  ({TITLE_5})\n"
        "1 item changed (refused, on Mon 1 Dec 2008)\n"
    )
    assert _last(run, "REC-5") == (
        "refused the date asked for: 31 March 2009; reason: the board keeps to September"
    )
    item = _item(run, "REC-5")
    assert (item["due"], item["requested_due"], item["requested_reason"]) == ("2008-09", None, None)
    again = run("update", "REC-5", "--refuse-date", "no")
    assert (again.code, again.err) == (
        2,
        "tracker: REC-5 asks for no date\nthose that do: tracker list --requested\n",
    )


def test_a_second_date_takes_the_place_of_the_first(run: Run, asked: Path) -> None:
    assert run("update", "REC-5", "--request-due", "2009-05", "--reason", "supplier").code == 0
    assert _last(run, "REC-5") == (
        "updated: asks for May 2009 instead of 31 March 2009; reason: supplier"
    )
    same = run("update", "REC-5", "--request-due", "2009-05", "--reason", "supplier")
    assert same.err.startswith("REC-5 is so already, nothing written")
    assert run("update", "REC-5", "--request-due", "none").code == 0
    assert _last(run, "REC-5") == "updated: no more asks for May 2009"


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (
            "--request-due 2009-05",
            "--request-due needs --reason\nadd --reason 'TEXT'",
        ),
        (
            "--request-due 2009-05 --reason why --due 2009-04",
            "--request-due asks for a date and --due gives one\nleave one of them out",
        ),
        (
            "--request-due 2009-05 --reason why --refuse-date no",
            "--request-due asks for a date and --refuse-date turns one down\n"
            "leave one of them out: another date asked for takes the place of the first",
        ),
        (
            "--refuse-date no --due 2009-04",
            "--refuse-date turns a date down and --due gives one\n"
            "leave --refuse-date out: a due that is given answers what was asked for",
        ),
        (
            "--refuse-date no --reason why",
            "--refuse-date has its reason already\nleave --reason out",
        ),
        (
            "--refuse-date ''",
            "turning a date down needs --refuse-date\nadd --refuse-date 'TEXT'",
        ),
        (
            "--request-due 2008-09-30 --reason why",
            "REC-5 is due September 2008 already\nask for another date",
        ),
        (
            "--request-due 2009-05 --reason why --status done",
            "REC-5 is completed, awaiting verification: only open items ask for a date\n"
            "if the work goes on: tracker reopen REC-5 --reason 'TEXT'",
        ),
    ],
)
def test_what_contradicts_itself_is_refused(run: Run, asked: Path, line: str, error: str) -> None:
    before = tree(asked)
    refused = run("update", "REC-5", *shlex.split(line))
    assert (refused.code, refused.out, refused.err) == (2, "", f"tracker: {error}\n")
    assert tree(asked) == before


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        (
            "update REC-5 --status done",
            "updated: status in progress → done, the date asked for (31 March 2009) lapses",
        ),
        (
            "update REC-5 --status withdrawn --reason moot",
            "updated: status in progress → withdrawn, the date asked for (31 March 2009) lapses; "
            "reason: moot",
        ),
        (
            "link REC-6 supersedes REC-5",
            "linked: status in progress → superseded, the date asked for (31 March 2009) lapses; "
            "reason: superseded by REC-6",
        ),
    ],
)
def test_what_is_open_no_more_asks_for_nothing_and_undo_gives_it_back(
    run: Run, asked: Path, line: str, ends: str
) -> None:
    done = run(*shlex.split(line))
    assert done.code == 0, done.err
    assert "the date asked for (31 March 2009) lapses" in done.err
    assert _last(run, "REC-5") == ends
    assert _item(run, "REC-5")["requested_due"] is None
    assert run("undo", "--yes").code == 0
    back = _item(run, "REC-5")
    assert (back["requested_due"], back["requested_reason"]) == ("2009-03-31", "IT release")


def test_a_link_taken_away_gives_it_back_and_one_more_heir_does_not(run: Run, asked: Path) -> None:
    run("link", "REC-6", "supersedes", "REC-5")
    run("link", "REC-7", "supersedes", "REC-5")
    assert run("link", "REC-6", "supersedes", "REC-5", "--remove").code == 0
    assert _item(run, "REC-5")["requested_due"] is None
    run("link", "REC-6", "supersedes", "REC-5")
    run("link", "REC-7", "supersedes", "REC-5", "--remove")
    assert _item(run, "REC-5")["requested_due"] is None


def test_a_link_taken_away_gives_back_what_it_took(run: Run, asked: Path) -> None:
    run("link", "REC-6", "supersedes", "REC-5")
    assert run("link", "REC-6", "supersedes", "REC-5", "--remove").code == 0
    item = _item(run, "REC-5")
    assert (item["status"], item["requested_due"]) == ("in-progress", "2009-03-31")


def test_dates_taken_over_from_another_item_answer_nothing(run: Run, asked: Path) -> None:
    run("update", "REC-6", "--due", "2008-11", "--reason", "supplier")
    run("add", "rec", "Answer the phone", "--due", "2009-02", "--framework", "pvp")
    run("update", "REC-17", "--request-due", "2009-06", "--reason", "staffing")
    assert run("link", "REC-17", "supersedes", "REC-6").code == 0
    item = _item(run, "REC-17")
    assert (item["due"], item["original_due"]) == ("2008-11", "2008-09")
    assert item["requested_due"] == "2009-06"


def test_an_edit_answers_it_as_update_does(
    run: Run, asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text(encoding='utf-8')\n"
        "path.write_text(text.replace('due = \"2008-09\"', 'due = \"2009-03\"', 1), "
        "encoding='utf-8')\n"
    )
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')
    done = run("edit", "REC-5", "--reason", "as the board agreed")
    assert done.err == "REC-5: due September 2008 → March 2009, granted as asked\n"
    assert _last(run, "REC-5") == (
        "edited: due September 2008 → March 2009, granted as asked; reason: as the board agreed"
    )
    item = _item(run, "REC-5")
    assert (item["due"], item["requested_due"]) == ("2009-03", None)
    assert run("check").code == 0


def test_several_items_ask_and_are_answered_at_once(run: Run, plan: Path) -> None:
    ask = ("--request-due", "2009-02", "--reason", "training", "--yes")
    assert run("update", "AFI-11..18", *ask).code == 0
    listed = run("list", "--requested").out
    assert "AFI-11..18  PVP overall    Nov 2008  Feb 2009    training   none\n" in listed
    assert run("update", "AFI-11..18", "--due", "2009-02", "--yes").code == 0
    assert run("list", "--requested", "--count").out == "0\n"
    assert _last(run, "AFI-18") == (
        "updated: due November 2008 → February 2009, granted as asked; reason: training"
    )
    assert run("undo", "--yes").code == 0
    assert run("list", "--requested", "--count").out == "8\n"


def test_a_change_by_hand_is_recorded_and_a_date_that_is_none_is_named(
    run: Run, asked: Path
) -> None:
    path = asked / "items" / "REC-5.toml"
    text = path.read_text()
    path.write_text(text.replace('requested_due = "2009-03-31"', 'requested_due = "2009-04"', 1))
    assert run("note", "REC-5", "seen").code == 0
    assert "changed outside the tool: asks for April 2009 instead of 31 March 2009" in (
        run("history", "REC-5", "--width", "1000").out
    )
    path.write_text(text.replace('requested_due = "2009-03-31"', 'requested_due = "soon"', 1))
    assert "items/REC-5.toml:14: 'requested_due' has to be " in run("check").out


def test_the_summary_counts_what_asks_and_json_has_the_filter(run: Run, asked: Path) -> None:
    ask = ("--request-due", "2009-02", "--reason", "training", "--yes")
    run("update", "AFI-11..13", *ask)
    page = run("summary").out
    line = "4 dates asked for: AFI-11..13 to Feb 2009, REC-5 to 31 Mar 2009\n"
    assert line in page
    found = json.loads(run("summary", "--json").out)["requested"]
    assert (found["count"], len(found["items"])) == (4, 4)
    assert found["filters"] == {"count": "open and requested-due != none"}
    listed = run("list", "--where", found["filters"]["count"], "--format", "ids").out.split()
    assert listed == [one["id"] for one in found["items"]]
    assert found["items"][0] == {
        "id": "REC-5",
        "title": TITLE_5,
        "framework": "protecting-vulnerable-people",
        "owner": None,
        "due": "2008-09",
        "original_due": "2008-09",
        "requested_due": "2009-03-31",
        "requested_reason": None,
    }
    part = json.loads(run("summary", "--framework", "np", "--json").out)["requested"]
    assert part["count"] == 0
    assert "asked for" not in run("summary", "--framework", "np").out
    assert "asked for" not in run("summary", "--as-of", "2008-11-30").out


def test_of_an_exempt_item_only_the_number_of_dates_is_told(run: Run, asked: Path) -> None:
    run("update", "REC-5", "--exempt")
    run("update", "REC-6", "--request-due", "2009-02", "--reason", "supplier")
    page = run("summary").out
    assert "2 dates asked for: REC-6 to Feb 2009, exempt 1 (tracker list --requested)\n" in page
    found = json.loads(run("summary", "--json").out)["requested"]
    assert (found["count"], [one["id"] for one in found["items"]]) == (2, ["REC-6"])
    paper = run("report", "--width", "200").out
    assert "31 March 2009" not in paper
    assert json.loads(run("report", "--json").out)["requested"] == ["REC-6"]


PAPER = """\
### Extensions requested

3. One open item asks for another date; until it is granted, the present one stands.

| Item | Title | Owner | Due now | First date | Date asked | Moved so far | Reason |
| --- | --- | --- | --- | --- | --- | --- | --- |
| REC-6 | TITLE | Head of PVP | Nov 2008 | Sep 2008 | Feb 2009 | once | REASON |

"""


@pytest.mark.parametrize(
    ("publish", "options", "reason"),
    [
        ((), (), "not published"),
        ((), ("--internal",), "Supplier."),
        (("--publish",), (), "Supplier."),
    ],
)
def test_the_paper_has_a_table_and_reasons_that_are_published(
    run: Run, plan: Path, publish: tuple[str, ...], options: tuple[str, ...], reason: str
) -> None:
    none = run("report", "--format", "markdown").out
    assert "Extensions requested 0." in none
    assert "### Extensions requested" not in none
    run("update", "REC-6", "--owner", "Head of PVP", "--due", "2008-11", "--reason", "late")
    run("update", "REC-6", "--request-due", "2009-02", "--reason", "supplier", *publish)
    paper = run("report", "--format", "markdown", *options).out
    assert PAPER.replace("REASON", reason).replace("TITLE", TITLE_6) in paper
    terms = "to February 2009" + (": supplier" if reason == "Supplier." else "")
    assert f"agree one extension (REC-6, {terms}) and to note the report." in paper
    why = " Why: REC-6, late." * bool(options)
    who = "Not recorded who agreed: REC-6."
    requested = f"later, by 61 days (REC-6).{why} {who} Extensions requested 1 (REC-6)."
    assert f"**Dates moved**: 1: {requested}" in paper
    assert ("upplier" in paper) == (reason == "Supplier.")


def test_a_template_knows_the_table_and_its_sentence(run: Run, asked: Path, tmp_path: Path) -> None:
    template = tmp_path / "ours.j2"
    template.write_text("# Ours\n\n{{ leads.requested }}\n\n{{ tables.requested }}\n")
    text = run("report", "--template", template, "--format", "markdown").out
    assert "One open item asks for another date; until it is granted" in text
    assert "| none | Sep 2008 | Sep 2008 | 31 Mar 2009 | never |" in text


def test_a_reason_of_a_refusal_that_is_published_says_what_it_refuses(
    run: Run, asked: Path
) -> None:
    run("update", "REC-5", "--refuse-date", "no capacity", "--publish")
    paper = run("report", "--format", "markdown").out
    assert "- 1 December 2008, REC-5: the date asked for was refused: no capacity\n" in paper


def test_the_page_has_what_is_asked_for(run: Run, asked: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("summary", "-o", page).code == 0
    text = page.read_text(encoding="utf-8")
    assert "Extensions requested: 1</h2>" in text
    assert "31 Mar 2009" in text
    assert "IT release" not in text
    run("update", "REC-5", "--refuse-date", "no capacity")
    assert run("summary", "-o", page).code == 0
    assert "Extensions requested" not in page.read_text(encoding="utf-8")


def test_a_reminder_says_that_nobody_has_answered_yet(run: Run, asked: Path) -> None:
    run("update", "REC-5", "--owner", "Head of PVP")
    mail = run("remind", "--owner", "Head of PVP").out
    assert (
        "Dates asked for, not answered yet: 1\n\nREC-5  31 Mar 2009; until then Sep 2008 stands\n"
    ) in mail
    assert "IT release" not in mail
    packs = json.loads(run("remind", "--json").out)["packs"]
    assert packs[0]["requested"] == ["REC-5"]


MARKS = """\
inspection | PEEL 2031 Westland Police (published 2031-05-14)
rec 1      | Westland Police should log letters.
due        | 31 March 2032
status     | In progress
rec 2      | Westland Police should answer letters.
due        | 31 March 2032
status     | In progress
"""


def test_a_document_that_gives_a_due_or_completes_an_item_answers_it(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first.marks.txt", tmp_path / "second.marks.txt"
    first.write_text(MARKS)
    lines = MARKS.splitlines()
    lines[2], lines[6] = "due | 30 June 2032", "status | Completed"
    second.write_text("\n".join(lines))
    monkeypatch.setenv("TRACKER_TODAY", "2031-06-01")
    assert run("import", first, "--yes").code == 0
    ask = ("--request-due", "2032-06-30", "--reason", "staffing")
    assert run("update", "REC-17..18", *ask, "--yes").code == 0
    monkeypatch.setenv("TRACKER_TODAY", "2031-07-01")
    preview = run("import", second, "--yes")
    assert preview.code == 0, preview.err
    assert (
        "  REC-17: due 31 March 2032 → 30 June 2032, granted as asked\n"
        "  REC-18: status in progress → done, the date asked for (30 June 2032) lapses\n"
    ) in preview.out
    assert run("list", "--requested", "--count").out == "0\n"
    assert run("undo", "--yes").code == 0
    assert run("list", "--requested", "--format", "ids").out == "REC-17\nREC-18\n"


def test_a_document_whose_due_is_not_taken_answers_nothing(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first.marks.txt", tmp_path / "second.marks.txt"
    first.write_text(MARKS)
    second.write_text(MARKS.replace("31 March 2032", "30 June 2032", 1))
    monkeypatch.setenv("TRACKER_TODAY", "2031-06-01")
    run("import", first, "--yes")
    run("update", "REC-17", "--due", "2032-05", "--reason", "supplier")  # a person's stays
    run("update", "REC-17", "--request-due", "2032-09", "--reason", "staffing")
    monkeypatch.setenv("TRACKER_TODAY", "2031-07-01")
    assert run("import", second, "--yes").code == 0
    item = _item(run, "REC-17")
    assert (item["due"], item["requested_due"]) == ("2032-05", "2032-09")


def test_an_item_that_is_carried_forward_leaves_its_request_behind(run: Run, plan: Path) -> None:
    run("update", "REC-12", "--request-due", "2009-06", "--reason", "staffing")
    done = run("import", EXAMPLES / "hmic-2008-phase-two.txt", "--yes", "--carry")
    assert done.code == 0, done.err
    old = _item(run, "REC-12")
    assert (old["status"], old["requested_due"]) == ("superseded", None)
    assert _item(run, "REC-22")["requested_due"] is None
    assert _last(run, "REC-12") == (
        "carried forward: status in progress → superseded, the date asked for (June 2009) lapses; "
        "reason: carried forward to REC-22"
    )
    assert "REC-12 becomes superseded, no more asking for June 2009" in " ".join(done.out.split())


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("items", ("list", "--requested", "--json")),
        ("items", ("show", "REC-5", "--json")),
        ("summary", ("summary", "--json")),
        ("paper", ("report", "--json")),
        ("reminders", ("remind", "--json")),
    ],
)
def test_the_schemas_describe_what_is_asked_for(
    run: Run, asked: Path, name: str, line: tuple[str, ...]
) -> None:
    run("update", "REC-5", "--owner", "Head of PVP")
    assert faults(name, json.loads(run(*line).out)) == []


@pytest.mark.parametrize("seed", range(20))
def test_a_request_stands_until_a_due_or_a_status_ends_it(seed: int) -> None:
    random = Random(seed)
    item = Item(id="REC-1", uid="u", kind="recommendation", due="2008-09", original_due="2008-09")
    for n in range(1, 60):
        field, values = random.choice(FIELDS)
        wanted = {field: random.choice(values)}
        decided = random.random() < 0.7
        changes = changes_to(item, wanted, is_decision=decided)
        after = apply(item, Entry(n, date(2008, 12, 1), NOON, "L", f"op-{n}", changes=changes))
        fields = {change.field for change in changes}
        ended = ("due" in fields and decided) or (
            "status" in fields and after.status not in {"not-started", "in-progress"}
        )
        if ended and field != "requested_due":
            assert (after.requested_due, after.requested_reason) == (None, None)
        elif field != "requested_due":
            assert after.requested_due == item.requested_due
        if "due" not in fields:
            assert after.due == item.due
        item = after
