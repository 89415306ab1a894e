"""`tracker settings`: what holds, what a change alters, and what can't be."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hmic_tracker.cli import main
from hmic_tracker.domain.record_history import SETS
from hmic_tracker.domain.settings import SETTINGS
from hmic_tracker.domain.settings_fields import UNTRACKED, settings_fields
from hmic_tracker.query.setting_keys import known_keys
from hmic_tracker.store.reading import read_settings
from tests.completion.test_answers import values
from tests.conftest import Run, tree, without_history

MARKED = 'marking = "OFFICIAL"\n'


@pytest.fixture
def busy(worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the plan with three months of work, set as the store."""
    folder = shutil.copytree(worked, tmp_path / "worked")
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    return folder


def test_settings_are_listed_by_their_tables(run: Run, busy: Path) -> None:
    listed = run("settings", "list", "thresholds")
    assert (listed.code, listed.err) == (0, "")
    assert listed.out == (
        "thresholds\n  near_days   30 (unless set)\n  many_moves  2 (unless set)\n\n"
        "Those without a value too: tracker settings list --all\n"
    )
    whole = run("settings", "list").out
    assert whole.startswith("organisation  Example Police\n\nthresholds\n")
    assert max(map(len, whole.splitlines())) <= 78
    assert "marking" not in whole
    assert "marking       none\n" in run("settings", "list", "--all").out


def test_one_setting_is_shown_with_its_use_and_its_history(run: Run, busy: Path) -> None:
    shown = run("settings", "show", "frameworks.pvp.board")
    assert shown.out == (
        "frameworks.protecting-vulnerable-people.board\n\n"
        "Value       Public Protection Steering Group\n"
        "What it is  The board that oversees its items.\n"
        "Takes       text\n"
        "Used by     the board of its items and its parts' items, but for those with\n"
        "            their own\n\n"
        "Without it\n"
        "38 items: board Public Protection Steering Group → none (REC-5..13,\n"
        "AFI-11..38, COC-1)\n\n"
        "History\n"
        "12 Sep 2008  none → Public Protection Steering Group, changed outside the tool\n"
        "             by Liaison Officer\n"
    )


def test_a_change_shows_what_it_alters_and_asks(run: Run, busy: Path) -> None:
    before = tree(busy)
    refused = run("settings", "set", "frameworks.np.board", "Performance Board")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "would change: Neighbourhood Policing, board: none → Performance Board\n"
        "  14 items: board none → Performance Board (REC-1..4, AFI-1..10)\n"
        "tracker: 14 items would change, and nobody can be asked here\n"
        "add --yes to do it, or --dry-run to look first\n"
    )
    assert tree(busy) == before
    looked = run("settings", "set", "frameworks.np.board", "Performance Board", "--dry-run")
    assert (looked.code, looked.err.splitlines()[-1]) == (0, "nothing was written")
    done = run("settings", "set", "frameworks.np.board", "Performance Board", "--yes")
    assert done.err == (
        "Neighbourhood Policing, board: none → Performance Board\n"
        "  14 items: board none → Performance Board (REC-1..4, AFI-1..10)\n"
    )
    assert run("list", "--board", "performance board", "--all", "--count").out == "26\n"
    again = run("settings", "set", "frameworks.np.board", "performance board")
    assert (again.code, again.err) == (
        0,
        "frameworks.neighbourhood-policing.board is so already, nothing written\n",
    )


def test_a_change_is_told_to_a_script_with_the_ids(run: Run, busy: Path) -> None:
    done = json.loads(run("settings", "set", "thresholds.near_days", "400", "--yes", "--json").out)
    assert (done["kind"], done["written"], done["changed"]) == ("settings-change", True, [])
    assert done["settings"] == [{"field": "thresholds.near_days", "from": None, "to": "400"}]
    effect = done["effects"][0]
    assert (effect["what"], effect["noun"]) == ("colour green → amber", "item")
    amber = json.loads(run("list", "--rag", "amber", "--json").out)["items"]
    assert {*effect["ids"]} <= {item["id"] for item in amber}
    one = json.loads(run("settings", "show", "thresholds.near_days", "--json").out)["setting"]
    assert (one["value"], one["is_set"], one["type"]) == ("400", True, "number")
    assert one["without"][0]["what"] == "colour amber → green"
    assert one["history"][0]["to"] == "400"


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        (("rules.evidence", "off"), "no item breaks the rule 'evidence'"),
        (
            ("people.Head of Public Protection.group", "Crime"),
            "10 items: group Specialist Crime → Crime (REC-5..6, AFI-11..18)",
        ),
        (("filters.late", "overdue"), "@late has 9 of 65 items"),
        (
            ("bodies.hmic.response_days", "56"),
            "no item and no inspection is otherwise by it",
        ),
        (("scales.hmic.grades", "Good", "Bad"), "no item and no inspection is otherwise by it"),
        (("marking", "OFFICIAL"), "no item and no inspection is otherwise by it"),
        (
            ("frameworks.missing-persons.parent", "none"),
            "8 items: under Protecting Vulnerable People → none (REC-11..12, AFI-31..35, COC-1)",
        ),
        (
            ("thresholds.many_moves", "1"),
            "1 item: colour green → amber (AFI-12)",
        ),
    ],
)
def test_what_becomes_otherwise_is_said_of_every_kind(
    run: Run, busy: Path, words: tuple[str, ...], effect: str
) -> None:
    looked = run("settings", "set", *words, "--dry-run")
    assert looked.code == 0, looked.err
    assert f"  {effect}\n" in looked.err


def test_meetings_and_holidays_move_the_day_for_answers(run: Run, busy: Path) -> None:
    run("board", "add", "Committee", "--meeting", "2008-12-11")
    looked = run("settings", "set", "holidays", "--add", "2008-12-05", "--dry-run")
    assert looked.err == (
        "would change: holidays none → 2008-12-05\n"
        "  leads answer for the Committee by 5 Dec 2008 → 4 Dec 2008\n"
        "nothing was written\n"
    )
    moved = run("settings", "set", "boards.committee.meetings", "2008-12-18")
    assert moved.err == (
        "Committee, meetings: 2008-12-11 → 2008-12-18\n"
        "  leads answer for the Committee by 5 Dec 2008 → 12 Dec 2008\n"
    )


def test_values_of_a_list_come_and_go_one_by_one(run: Run, busy: Path) -> None:
    run("settings", "set", "holidays", "2008-12-29", "24 Dec 2008")
    run("settings", "set", "holidays", "--add", "2009-01-02", "--remove", "29/12/2008")
    assert "holidays = [2008-12-24, 2009-01-02]\n" in (busy / "tracker.toml").read_text()
    wrong = run("settings", "set", "holidays", "--remove", "2008-12-29")
    assert (wrong.code, wrong.err) == (
        2,
        "tracker: holidays has no '2008-12-29'\nit has: 2008-12-24, 2009-01-02\n",
    )
    taken = run("settings", "unset", "holidays")
    assert taken.err == "holidays 2008-12-24, 2009-01-02 → none\n"
    assert run("settings", "unset", "holidays").err == "holidays is not set, nothing written\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ("thresholds.near_days", "3x"),
            2,
            "thresholds.near_days can't be '3x'\nit takes a whole number from 0 to 36500",
        ),
        (
            ("thresholds.near_days", "36501"),
            2,
            "thresholds.near_days can't be '36501'\nit takes a whole number from 0 to 36500",
        ),
        (("rules.order", "advisry"), 2, "rules.order can't be 'advisry'\ndid you mean advisory?"),
        (
            ("rules.order", "perhaps"),
            2,
            "rules.order can't be 'perhaps'\nit takes strict, advisory or off",
        ),
        (
            ("thresholds.nar_days", "3"),
            3,
            "there is no setting 'thresholds.nar_days'\ndid you mean thresholds.near_days or "
            "thresholds.many_moves?",
        ),
        (
            ("frameworks.npp.board", "X"),
            3,
            "there is no framework 'npp' in the settings\nadd it with: tracker framework add NAME",
        ),
        (
            ("frameworks.np.name", "Local Policing"),
            2,
            "a name is changed wherever it stands, not in "
            "frameworks.neighbourhood-policing.name alone\n"
            "write: tracker framework rename neighbourhood-policing 'Local Policing'",
        ),
        (
            ("frameworks.np.parent", "missing persons"),
            2,
            "Missing Persons is under Protecting Vulnerable People itself\nput it there too: "
            "tracker framework move neighbourhood-policing protecting-vulnerable-people",
        ),
        (
            ("frameworks.np.board", "Performance Boards"),
            2,
            "there is no board 'Performance Boards'\n"
            "did you mean Performance Board? for a new one add --new-board",
        ),
        (
            ("frameworks.np.aliases", "PVP"),
            2,
            "'PVP' is Protecting Vulnerable People already\na name is that of one framework",
        ),
        (
            ("people.Head of Public Protection.mail", "x@y"),
            4,
            "'x@y' is not a mail address\n"
            "write one address such as name@example.police.uk, or none",
        ),
        (
            ("scales.hmic-2005.grades", "Good", "Fair"),
            2,
            "inspections gave Excellent, which scales.hmic-2005.grades would have no more\n"
            "keep it among the grades, the best first",
        ),
        (("marking",), 2, "there is no value for marking\nfor example: tracker settings set "),
        (
            ("organisation", "--add", "X"),
            2,
            "organisation is no list\nwrite: tracker settings set organisation VALUE",
        ),
        (
            ("holidays", "2008-12-24", "--add", "2008-12-25"),
            2,
            "a whole list and parts of one were given\n"
            "write all values, or --add and --remove alone",
        ),
        (("schema", "3"), 3, "there is no setting 'schema'\n"),
        (("retired.REC-1", "x"), 3, "there is no setting 'retired.REC-1'\n"),
        (("filters.late", "ovrdue"), 2, "filters.late: no field 'ovrdue' at character 1"),
        (("holidays", "2008-13-01"), 4, ""),
        (("bodies.hmic.scales", "hmic-2004"), 2, "there is no scale 'hmic-2004'\ndid you mean "),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_value_that_can_not_be_is_refused_in_two_lines(
    run: Run, busy: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    before = tree(busy)
    answer = run("settings", "set", *words, "--yes")
    assert (answer.code, answer.out) == (code, ""), answer.err
    assert answer.err.startswith(f"tracker: {said}")
    assert answer.err.count("\n") == 2 or "^" in answer.err
    assert tree(busy) == before


def test_a_table_goes_as_a_whole_while_nothing_speaks_of_it(run: Run, busy: Path) -> None:
    run("settings", "set", "papers.late.where", "overdue")
    run("settings", "set", "papers.late.title", "What is late")
    text = without_history(busy / "tracker.toml")
    gone = run("settings", "unset", "papers.late")
    assert (gone.code, gone.err) == (
        0,
        "paper late, title: What is late → none\npaper late, where: overdue → none\n",
    )
    assert "papers.late" not in without_history(busy / "tracker.toml")
    assert run("undo").code == 0
    back = without_history(busy / "tracker.toml").replace('for = "noting"\n', "")
    assert sorted(back.splitlines()) == sorted(text.splitlines())
    for table, why in (
        (
            "frameworks.np",
            "frameworks.neighbourhood-policing is in use: 14 items (REC-1..4, AFI-1..10); "
            "grades or counts of hmic-2007-phase-one\nchange those first",
        ),
        (
            "people.Head of Public Protection",
            "Head of Public Protection is a post, which may own items\n"
            "write: tracker person remove 'Head of Public Protection'",
        ),
    ):
        refused = run("settings", "unset", table, "--yes")
        assert (refused.code, refused.err) == (2, f"tracker: {why}\n")


def test_a_papers_items_are_counted_before_and_after(run: Run, busy: Path) -> None:
    first = run("settings", "set", "papers.late.where", "overdue")
    assert first.err.splitlines()[1] == "  the paper late is about 9 of 65 items"
    then = run("settings", "set", "papers.late.where", "overdue and kind = rec", "--dry-run")
    assert then.err.splitlines()[1] == "  the paper late is about 9 → 2 of 65 items"


def test_every_setting_says_what_goes_by_it() -> None:
    assert [row.key for row in SETTINGS if not row.used and row.key not in UNTRACKED] == ["*"]


def test_lists_whose_order_means_nothing_are_put_together_where_two_people_changed_them() -> None:
    lists = {row.key for row in SETTINGS if row.type in {"texts", "days"}}
    assert lists - SETS == {"grades"}  # the best first


def test_the_tab_key_offers_settings_and_their_values(busy: Path) -> None:
    assert values("settings set thresholds.") == ["thresholds.near_days", "thresholds.many_moves"]
    assert values("settings set rules.evidence ") == ["strict", "advisory", "off"]
    assert "Performance Board" in values("settings set frameworks.np.board ")
    assert "frameworks.neighbourhood-policing.board" in values("settings show frameworks.n")


def test_a_setting_that_a_person_changed_by_hand_is_entered_first(run: Run, busy: Path) -> None:
    path = busy / "tracker.toml"
    path.write_text(MARKED + path.read_text())
    assert run("settings", "set", "organisation", "New", "Police").code == 0
    shown = json.loads(run("settings", "show", "marking", "--json").out)["setting"]
    assert [entry["to"] for entry in shown["history"]] == ["OFFICIAL"]
    assert run("settings", "list", "organisation").out == (
        "organisation  New Police\n\nThose without a value too: tracker settings list --all\n"
    )
    assert run("undo").code == 0
    assert MARKED in path.read_text()


def test_comments_and_keys_of_ones_own_stay(run: Run, busy: Path) -> None:
    path = busy / "tracker.toml"
    path.write_text(path.read_text().replace("[filters]", "# ours\n[filters]\n"))
    before = without_history(path)
    run("settings", "set", "rules.order", "advisory")
    run("settings", "unset", "rules.order")
    assert without_history(path) == before


WORDS = st.text("abcdefgh ÄØ-'", min_size=1, max_size=12).map(str.strip).filter(bool)
DATES = st.dates(min_value=date(2005, 1, 1), max_value=date(2030, 1, 1))
NUMBERS = st.integers(0, 900).map(str)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_setting_set_and_undone_leaves_the_same_settings(
    busy: Path, data: st.DataObject
) -> None:
    plan = read_settings(busy)[0]
    before = settings_fields(plan)
    keys = [key for key in known_keys(plan) if key.row.key not in {"name", "where", "parent"}]
    key = data.draw(st.sampled_from([key for key in keys if key.row.section != "filters"]))
    by_type = {
        "number": st.lists(NUMBERS, min_size=1, max_size=1),
        "text": st.lists(WORDS, min_size=1, max_size=1),
        "paragraphs": st.lists(WORDS, min_size=1, max_size=1),
        "texts": st.lists(WORDS, min_size=1, max_size=3),
        "word": st.lists(st.sampled_from(key.row.words or ("",)), min_size=1, max_size=1),
        "day": st.lists(DATES.map(str), min_size=1, max_size=1),
        "days": st.lists(DATES.map(str), min_size=1, max_size=4),
    }
    typed = data.draw(by_type[key.row.type])
    options = ["--yes", "--new-board", "--new-group"]
    done = main(["settings", "set", *options, "--", key.field, *typed])
    after = settings_fields(read_settings(busy)[0])
    if done == 0 and after != before:
        own = {key.field, f"{key.field.removesuffix('.text')}.on"}  # words come with their day
        assert {f: v for f, v in after.items() if f not in own} == {
            f: v for f, v in before.items() if f not in own
        }
        assert main(["undo", "--yes"]) == 0
    assert settings_fields(read_settings(busy)[0]) == before
