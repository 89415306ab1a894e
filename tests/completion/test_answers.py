"""What TAB offers, as whole answers of the protocol."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmic_tracker.completion import candidates as completing
from hmic_tracker.completion.candidates import offered
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.words import STATUSES
from hmic_tracker.store.reading import item_ids
from tests.completion.conftest import HOSTILE, UNSEEN, add_line
from tests.conftest import Run

BREAKS = " \t\n\"'@><=;|&(:"


def values(line: str) -> list[str]:
    """What is offered where a line ends, its words without quotes."""
    *before, current = line.split(" ")
    return [value for value, _ in offered(before, current).choices]


def test_zsh_gets_values_with_descriptions(run: Run, plan: Path) -> None:
    found = run("__complete", "zsh", "rec-1", "update")
    assert found.out == (
        "words\n"
        "REC-1\tLooks again at why and how Safer Neighbourhood (SN)…\n"
        "REC-10\tGives boroughs a model for staffing community safety units…\n"
        "REC-11\tMakes sure officers know how often a child who keeps going…\n"
        "REC-12\tDoes more to solve the problem behind people who go missing…\n"
        "REC-13\tBrings its central child abuse investigation teams and…\n"
        "REC-14\tCarries on with its framework for managing performance…\n"
        "REC-15\tWorks out how resources are shared among business groups…\n"
        "REC-16\tTakes a fresh look at how it assures quality and settles on…\n"
    )
    assert run("__complete", "zsh", "--status=n", "list").out == (
        "words\n--status=not-started\tnot started\n--status=not-accepted\tnot accepted\n"
    )


def test_fish_gets_the_word_as_typed(run: Run, plan: Path) -> None:
    found = run("__complete", "fish", "'Protecting V", "list", "--framework")
    assert found.out == "words\nProtecting Vulnerable People\tprotecting-vulnerable-people\n"


def test_bash_gets_quoted_text_and_titles_in_a_list(run: Run, plan: Path) -> None:
    line = "TRACKER_TODAY=2008-12-01 tracker list --framework Prot"
    found = run("__complete", "bash", "9", BREAKS, line)
    assert found.out == "words\nProtecting\\ Vulnerable\\ People\n"
    found = run("__complete", "bash", "9", BREAKS, "tracker list --framework='Prot")
    assert found.out == "words\nProtecting Vulnerable People\n"
    line = "tracker update REC-1 --progress "
    assert run("__complete", "bash", "63", BREAKS, line).out == (
        "words\n"
        "none      no work reported\n"
        "some      some work completed\n"
        "majority  majority of work completed\n"
        "almost    almost completed\n"
        "complete  completed\n"
    )


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("sh", ["show"]),
        ("nosuch ", []),
        ("--v", ["--version"]),
        ("--color ", ["auto", "always", "never"]),
        ("--color=n", ["never"]),
        ("list --over", ["--overdue"]),
        ("list --overdue --over", []),
        ("list --sta", ["--status", "--stale"]),
        ("list --status done --stat", ["--status"]),
        ("list --columns id,ti", ["id,title"]),
        ("list --columns id,i", ["id,inspection"]),
        ("list --sort due,-ra", ["due,-rag"]),
        ("list --sort -ra", ["-rag"]),
        ("list --group-by r", ["rag"]),
        ("list --format=m", ["markdown"]),
        ("list --rag b", ["blue"]),
        ("list --due-by t", ["today", "tomorrow"]),
        ("schema it", ["items", "item-file"]),
        ("update REC-1 --status=done --stat", []),
        ("list --status ", list(STATUSES)),
        ("list --kind c", ["cause-of-concern"]),
        ("list --kind co", ["coc"]),
        ("update REC-1 --progress m", ["majority"]),
        ("update REC-1 --due e", ["eom", "eoy"]),
        ("update rec3", ["REC-3"]),
        ("update REC-3 REC-3", []),
        ("update rec-14..", ["rec-14..15", "rec-14..16"]),
        ("update REC-99..", []),
        ("show REC-1 -- --", []),
        ("history rec-2", ["REC-2"]),
        ("history REC-2 rec", []),
        ("add ", ["rec", "afi", "coc", "gp"]),
        ("add rec t", []),
        ("add done x --owner n", ["none"]),
        ("note done --on today --by x d", []),
        ("list @none --owner n", ["none"]),
        ("list --inspection h", ["hmic-2007-phase-one"]),
        ("list --framework miss", ["missing-persons"]),
        ("list --framework Miss", ["Missing Persons"]),
        ("list --owner ", ["none"]),
        ("help e", ["exit-codes", "environment", "edit", "evidence"]),
        ("completion ", ["bash", "zsh", "fish"]),
        ("list @", []),
        ("update REC-1 --title ", []),
        ("show REC-1 --width=", []),
        ("list --overdue=", []),
        ("list --nosuch=", []),
    ],
)
def test_what_is_offered(plan: Path, line: str, wanted: list[str]) -> None:
    assert sorted(values(line)) == sorted(wanted)


def test_commands_that_take_no_argument_offer_their_options(plan: Path) -> None:
    found = values("grades ")
    assert {"--framework", "--json", "--store", "--help"} <= {*found}
    assert "-h" not in found
    assert values("update REC-1 -y") == ["-y"]


def test_files_and_folders_are_left_to_the_shell(run: Run) -> None:
    assert offered(["import"], "x").mode == "files"
    assert offered([], "--store=x").mode == "folders"
    assert run("__complete", "bash", "9", BREAKS, "tracker init ").out == "folders\n"


def test_ids_come_in_the_order_of_the_plan(plan: Path) -> None:
    (plan / "items" / "OTHER-2.toml").touch()
    (plan / "items" / "odd.toml").touch()
    found = values("show ")
    assert found == item_ids(plan)
    assert found == sorted(found, key=id_key)


def test_a_copy_of_a_sync_tool_is_no_id(plan: Path) -> None:
    copy = (plan / "items" / "REC-5.toml").read_bytes()
    (plan / "items" / "REC-5-PC123.toml").write_bytes(copy)
    assert values("show rec-5") == ["REC-5"]


def test_very_many_ids_come_without_titles(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completing, "_MOST_TITLES", 10)
    assert {what for _, what in offered(["show"], "afi").choices} == {""}
    assert "" not in {what for _, what in offered(["show"], "rec-1").choices}


def test_names_are_offered_as_far_as_there_is_time(
    hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completing, "_MOST_SECONDS", -1)
    assert values("list --owner ") == ["none"]
    assert len(values("show ")) == 64


def test_owners_that_can_be_typed_are_offered(hostile: Path) -> None:
    found = values("list --owner ")
    assert {*found} == {*HOSTILE.values(), "none"}
    assert not {*found} & {*UNSEEN.values()}


def test_tags_boards_filters_and_lists(hostile: Path) -> None:
    add_line(hostile, "REC-1", 'tags = ["legacy", "it release"]')
    add_line(hostile, "REC-1", 'board = "Performance Board"')
    assert values("update REC-1 --tag ") == ["it release", "legacy"]
    assert values("update REC-1 --board P") == ["Performance Board"]
    assert offered(["list"], "").choices == offered(["list"], "@").choices
    assert offered(["list"], "@").choices == [
        ("@board", "due < eom and open"),
        ("@mine", "owner ~ CID"),
    ]


def test_posts_of_the_settings_and_their_groups(plan: Path) -> None:
    with (plan / "tracker.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[people."Head of CID"]\ngroup = "Specialist Crime"\n')
    assert values("list --owner ") == ["Head of CID", "none"]
    assert values("list --group ") == ["Specialist Crime", "none"]


def test_posts_and_boards_are_offered_by_name_and_not_by_slug(plan: Path) -> None:
    with (plan / "tracker.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[people.head-of-cid]\nname = "Head of CID"\n')
        settings.write('\n[boards.audit]\nname = "Audit Committee"\n')
    assert values("list --owner ") == ["Head of CID", "none"]
    assert values("list --board ") == ["Audit Committee", "none"]


def test_a_head_is_read_whatever_the_text_of_an_item(plan: Path) -> None:
    path = plan / "items" / "REC-5.toml"
    text = path.read_text(encoding="utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert offered(["show"], "rec-5").choices[0][1].startswith("Holds borough commanders")
    path.write_text(text.replace('text = "', 'text = """\n[[history]]\n"""\nx = "', 1))
    assert [value for value, _ in offered(["show"], "rec-5").choices] == ["REC-5"]


def test_without_a_plan_what_needs_none_is_offered(tmp_path: Path) -> None:
    assert values("show ") != []  # its options
    assert values("show rec") == []
    assert values("list --status v") == ["verified"]


def test_the_plan_is_found_before_and_after_the_command(
    imported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANS", str(imported.parent))
    for before in (
        ["--store", str(imported), "show"],
        [f"--store={imported}", "show"],
        ["show", "--store", str(imported)],
        ["--store", f"$PLANS/{imported.name}", "show"],
    ):
        assert [value for value, _ in offered(before, "rec-16").choices] == ["REC-16"]
