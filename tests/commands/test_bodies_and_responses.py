"""Several bodies in one plan, labels as printed, and what the organisation answered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, tree

OWN = """
[bodies.panel]
name = "Scrutiny Panel"
aliases = ["Westland Panel"]
response_days = 28
"""


@pytest.fixture
def bodies(run: Run, plan: Path) -> Path:
    """The example's plan with a coroner's report and one of a body of its own."""
    with (plan / "tracker.toml").open("a", encoding="utf-8") as file:
        file.write(OWN)
    for title, body, text in (
        ("Deaths in cells", "Area Coroner for Westland", "Cells should be checked each hour."),
        ("Stops", "the Westland Panel", "Stops should be recorded."),
    ):
        words = ("--body", body, "--published", "2008-11-03")
        assert run("inspection", "add", title, *words).code == 0
        inspection = title.lower().replace(" ", "-")
        assert run("add", "rec", text, "--label", "R1", "--inspection", inspection).code == 0
    return plan


def test_items_are_listed_by_who_inspected(run: Run, bodies: Path) -> None:
    for words in (
        ("--body", "coroner"),
        ("--body", "Coroner"),
        ("--where", "body = coroner"),
        ("--where", "body ~ 'area coroner'"),
        ("--where", "body != hmic and body != panel"),
    ):
        for index in ((), ("--no-index",)):
            assert run("list", *words, *index, "--format", "ids").out == "REC-17\n", words
    assert run("list", "--body", "panel", "--body", "coroner", "--format", "ids").out == (
        "REC-17\nREC-18\n"
    )
    assert run("list", "--body", "Scrutiny Panel", "--format", "ids").out == "REC-18\n"
    assert run("list", "--body", "hmic", "--count").out == "46\n"
    found = run("list", "--body", "coronor")
    assert (found.code, found.err) == (
        3,
        "tracker: no body is called 'coronor'\ndid you mean coroner?\n",
    )


def test_items_of_no_body_are_asked_for_with_none(run: Run, bodies: Path) -> None:
    run("add", "rec", "Something of our own")
    for index in ((), ("--no-index",)):
        assert run("list", "--body", "none", "--format", "ids", *index).out == "REC-19\n"
        found = run("list", "--where", "body in (none, panel)", "--format", "ids", *index)
        assert found.out == "REC-18\nREC-19\n"


def test_columns_groups_and_json_have_the_body(run: Run, bodies: Path) -> None:
    table = run("list", "--kind", "rec", "--columns", "id,label,body", "--inspection", "stops").out
    assert table.splitlines()[-1].split() == ["REC-18", "R1", "Scrutiny", "Panel"]
    items = json.loads(run("list", "--json", "--body", "coroner").out)["items"]
    assert [(item["body"], item["label"], item["number"]) for item in items] == [
        ("Coroner", "R1", None)
    ]
    grouped = run("list", "--group-by", "body").out
    places = [grouped.index(name) for name in ("Coroner", "HMIC", "Scrutiny Panel")]
    assert places == sorted(places)


def test_a_page_names_the_body_only_where_there_are_several(run: Run, bodies: Path) -> None:
    assert "Body      Coroner" in run("show", "REC-17").out
    assert "REC-17  Recommendation R1" in run("show", "REC-17").out


def test_a_plan_of_one_body_does_not_speak_of_it(run: Run, plan: Path) -> None:
    assert "Body" not in run("show", "REC-5").out
    assert "Body" not in run("summary", "--full").out
    bodies = json.loads(run("summary", "--json").out)["bodies"]
    assert [(one["body"], one["recommendations"]["total"]) for one in bodies] == [("HMIC", 16)]


def test_the_summary_has_a_row_for_each_body(run: Run, bodies: Path) -> None:
    shown = run("summary", "--full").out
    table = shown[shown.index("                  Completed                 Latest") :]
    assert table.split("\n\n")[0] == (
        "                  Completed                 Latest\n"
        "Body            Recs   AFIs  Open  Overdue  due\n"
        "Coroner          0/1    0/0     1        0  none set\n"
        "HMIC            6/16  12/48    46       12  Apr 2009\n"
        "Scrutiny Panel   0/1    0/0     1        0  none set"
    )


def test_the_response_to_each_is_due_by_its_own_clock(run: Run, bodies: Path) -> None:
    cells = run("inspection", "show", "deaths-in-cells").out
    assert "Response due  29 Dec 2008" in cells
    assert "Rule          Schedule 5, paragraph 7" in cells
    stops = run("inspection", "show", "stops").out
    assert "Response due  1 Dec 2008" in stops
    assert "Rule" not in stops


def test_a_body_typed_by_its_slug_is_kept_by_its_name(run: Run, bodies: Path) -> None:
    run("inspection", "add", "Complaints", "--body", "iopc")
    assert (
        json.loads(run("inspection", "show", "complaints", "--json").out)["inspection"]["body"]
        == "IOPC"
    )


def test_completion_offers_bodies_and_responses(run: Run, bodies: Path) -> None:
    assert run("__complete", "fish", "pa", "list", "--body").out == "words\npanel\tScrutiny Panel\n"
    assert run("__complete", "fish", "hmicf", "inspection", "add", "A", "--body").out == (
        "words\nhmicfrs\tHMICFRS\n"
    )
    assert run("__complete", "fish", "partly", "update", "REC-1", "--response").out == (
        "words\npartly-accepted\tpartly accepted\n"
    )
    assert run("__complete", "fish", "answ", "link", "REC-1").out == "words\nanswers\tanswers\n"


def test_a_bad_table_of_a_body_is_named_with_its_line(run: Run, plan: Path) -> None:
    with (plan / "tracker.toml").open("a", encoding="utf-8") as file:
        file.write('\n[bodies.panel]\nresponse_days = "soon"\n')
    found = run("list")
    assert found.code == 5
    assert "bodies.panel: 'response_days' has to be a whole number" in found.err


@pytest.mark.parametrize("response", ["not-accepted", "partly-accepted", "rejected"])
def test_what_is_declined_needs_a_reason(run: Run, plan: Path, response: str) -> None:
    before = tree(plan)
    found = run("update", "REC-5", "--response", response)
    assert found.code == 2
    assert found.err.endswith("needs a reason\nsay why with --reason 'TEXT'\n")
    assert tree(plan) == before


def test_what_is_not_accepted_gets_that_status_and_others_leave_it(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--response", "not-accepted", "--reason", "It costs more than it saves.")
    run("update", "REC-6", "--response", "Partly agreed", "--reason", "Not at weekends.")
    run("update", "REC-7", "--response", "under-consideration")
    items = json.loads(run("show", "REC-5..7", "--json").out)["items"]
    assert [(i["response"], i["response_reason"], i["status"]) for i in items] == [
        ("not-accepted", "It costs more than it saves.", "not-accepted"),
        ("partly-accepted", "Not at weekends.", "in-progress"),
        ("under-consideration", None, "in-progress"),
    ]
    assert (
        run("list", "--where", "response = rejected", "--all", "--format", "ids").out == "REC-5\n"
    )
    shown = run("show", "REC-5").out
    assert "Response  not accepted" in shown
    assert "Response\n  It costs more than it saves.\n" in shown
    assert (
        "1 Dec 2008   updated: status in progress → not accepted, response none → not\n"
        "               accepted; reason: It costs more than it saves."
    ) in shown


def test_an_answer_taken_back_leaves_the_status_to_people(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--response", "not-accepted", "--reason", "It costs too much.")
    found = run("update", "REC-5", "--response", "accepted")
    assert "take note: the status of REC-5 is not accepted still" in found.err
    assert run("update", "REC-5", "--response", "accepted").err.startswith("REC-5 is so already")
    run("update", "REC-5", "--response", "none")
    item = json.loads(run("show", "REC-5", "--json").out)["items"][0]
    assert (item["response"], item["response_reason"]) == (None, None)


def test_two_answers_at_once_are_refused(run: Run, plan: Path) -> None:
    found = run("update", "REC-5", "--response", "not-accepted", "--status", "done")
    assert (found.code, found.err) == (
        2,
        "tracker: --response not-accepted and --status done are two answers\n"
        "leave --status out: what is not accepted gets that status\n",
    )
    assert run("update", "REC-5", "--response", "maybe").err.startswith(
        "tracker: 'maybe' is not a response\n"
    )


def test_a_label_stands_wherever_the_number_stood(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--label", "2a")
    assert run("show", "REC-5").out.startswith(
        "REC-5  Protecting Vulnerable People (overall), Recommendation 2a\n"
    )
    assert "REC-5       2a    Sep 2008" in run("list", "--overdue").out
    assert run("list", "--where", "label = 2A", "--format", "ids").out == "REC-5\n"
    third = ("--where", "label = 3 and framework = np")
    assert run("list", *third, "--all", "--format", "ids").out == "REC-3\nAFI-3\n"
    run("update", "REC-5", "--label", "none")
    assert "REC-5       1     Sep 2008" in run("list", "--overdue").out


def test_labels_are_sorted_by_the_number_in_them(run: Run, plan: Path) -> None:
    for item, label in (("REC-5", "10"), ("REC-6", "2b"), ("REC-7", "2a"), ("REC-8", "none")):
        run("update", item, "--label", label)
    words = ("--framework", "pvp/overall", "--kind", "rec", "--format", "ids")
    for key in ("label", "where"):
        assert run("list", *words, "--sort", key).out.split() == [
            "REC-7",
            "REC-6",
            "REC-8",
            "REC-5",
        ]


def test_placeholders_print_as_one_also_with_their_labels(run: Run, plan: Path) -> None:
    table = run("list", "--framework", "pvp/overall", "--kind", "afi", "--columns", "id,label").out
    assert table.splitlines()[-1].split() == ["AFI-11..18", "1..8"]


def test_an_answer_to_a_cause_of_concern_is_shown_from_both_sides(run: Run, plan: Path) -> None:
    run("add", "coc", "Cells are not checked.", "--framework", "np")
    run("add", "coc", "Nobody answers the telephone.")
    notes = json.loads(run("check", "--json").out)["findings"]
    assert [f["ids"] for f in notes if f["code"] == "concern-alone"] == [["COC-2"]]
    assert run("link", "REC-5", "answers", "COC-2").code == 0
    assert "concern-alone" not in run("check").out
    assert run("link", "REC-5", "answers", "COC-1").code == 0
    assert "  answers  COC-1  Cells are not checked" in run("show", "REC-5").out
    assert "  answered by  REC-5" in run("show", "COC-1").out
    assert run("link", "REC-5", "implements", "COC-1").code == 0
    assert run("link", "COC-1", "answers", "REC-5").code == 2
