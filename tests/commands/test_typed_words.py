"""Words in the wrong place, mostly for want of quotes: the refusal shows the line that is right."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.conftest import Run, tree

VALUE = "takes one value, in quotes where it has spaces"
NOTE = "a note is one text, in quotes where it has spaces"


@pytest.mark.parametrize(
    ("line", "message", "right"),
    [
        ("note REC-5 some words unquoted", NOTE, "note REC-5 'some words unquoted'"),
        ("note REC-5 rec6 some words", NOTE, "note REC-5 rec6 'some words'"),
        ("note REC-5 the force's word --on today", NOTE, None),
        (
            "note REC-5 some words --on yesterday --yes",
            NOTE,
            "note REC-5 'some words' --on yesterday --yes",
        ),
        (
            "action add REC-5 Agree one template --due 2008-12-19",
            "a step is one text, in quotes where it has spaces",
            "action add REC-5 'Agree one template' --due 2008-12-19",
        ),
        (
            "evidence add REC-1 the new policy --shows x",
            "a reference is one text, in quotes where it has spaces",
            "evidence add REC-1 'the new policy' --shows x",
        ),
        (
            "note REC-5 'a text' --on 1 April 2008",
            f"--on {VALUE}",
            "note REC-5 'a text' --on '1 April 2008'",
        ),
        (
            "update REC-5 --owner Head of CID --yes",
            f"--owner {VALUE}",
            "update REC-5 --owner 'Head of CID' --yes",
        ),
        (
            "update --owner Head of CID REC-5 --yes",
            f"--owner {VALUE}",
            "update --owner 'Head of CID' REC-5 --yes",
        ),
        (
            "update REC-5 --due 1 April 2009 --reason x",
            f"--due {VALUE}",
            "update REC-5 --due '1 April 2009' --reason x",
        ),
        ("list --owner Head of CID", f"--owner {VALUE}", "list --owner 'Head of CID'"),
        ("list --due-by 30 June 2009", f"--due-by {VALUE}", "list --due-by '30 June 2009'"),
        ("list --text call handling", f"--text {VALUE}", "list --text 'call handling'"),
        ("show REC-5 --as-of 1 Dec 2008", f"--as-of {VALUE}", "show REC-5 --as-of '1 Dec 2008'"),
        (
            "report --number 9 --meeting 11 Dec 2008",
            f"--meeting {VALUE}",
            "report --number 9 --meeting '11 Dec 2008'",
        ),
        (
            "person add Head of CID --mail a@b.org",
            "POST is one word, in quotes where it has spaces",
            "person add 'Head of CID' --mail a@b.org",
        ),
        (
            "person edit Head of CID --holder A B",
            f"--holder {VALUE}",
            "person edit 'Head of CID' --holder 'A B'",
        ),
        (
            "inspection add PEEL 2021/22 --body HMICFRS",
            "TITLE is one word, in quotes where it has spaces",
            "inspection add 'PEEL 2021/22' --body HMICFRS",
        ),
        (
            "link REC-4 carried from REC-3",
            "a relation is one word",
            "link REC-4 carried-from REC-3",
        ),
        (
            "add rec 'The force' --owner Head of CID",
            f"--owner {VALUE}",
            "add rec 'The force' --owner 'Head of CID'",
        ),
        (
            "add rec --owner Head of CID 'The force'",
            f"--owner {VALUE}",
            "add rec --owner 'Head of CID' 'The force'",
        ),
        ("update REC-5 done", "'done' is no item", "update REC-5 --status done"),
        ("update REC-5 almost", "'almost' is no item", "update REC-5 --progress almost"),
        (
            "update REC-5 chased today",
            "'chased today' is no item",
            "update REC-5 --note 'chased today'",
        ),
        ("close REC-1 HMIC", "'HMIC' is no item", "close REC-1 --discharged-by HMIC"),
        ("reopen REC-1 half done", "'half done' is no item", "reopen REC-1 --reason 'half done'"),
        ("list overdue", "'overdue' is an option here", "list --overdue"),
    ],
)
def test_words_without_quotes_are_shown_the_line_that_is_right(
    run: Run, plan: Path, line: str, message: str, right: str | None
) -> None:
    before = tree(plan)
    words = line.split(" ") if right is None else shlex.split(line)
    refused = run(*words)
    assert (refused.code, refused.out) == (2, "")
    right = right or f"note REC-5 {shlex.quote(chr(32).join(words[2:-2]))} --on today"
    assert refused.err == f"tracker: {message}\nwrite: tracker {right}\n"
    assert tree(plan) == before


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("note REC-99 --on yesterday chased", 3, "REC-99 is not in this plan"),
        ("update REC-99 --owner X --new-owner", 3, "REC-99 is not in this plan"),
        ("update REC-5", 2, "nothing to change was said"),
        ("show nonsense", 3, "nonsense is not in this plan"),
        ("list nonsense", 2, "'nonsense' is no filter"),
        ("import --by Somebody missing.txt", 4, "there is no file missing.txt"),
        ("inspection show --as-of today PEEL", 3, "there is no inspection 'PEEL'"),
    ],
)
def test_a_fault_of_another_kind_is_told_as_it_is(
    run: Run, plan: Path, line: str, code: int, message: str
) -> None:
    refused = run(*line.split())
    assert (refused.code, refused.err.splitlines()[0]) == (code, f"tracker: {message}")


@pytest.mark.parametrize(
    "line",
    [
        "note REC-5 --on yesterday chased",
        "note --on yesterday REC-5 chased",
        "add rec The force should review --framework np",
        "add rec --framework np The force should review",
        "update --owner 'Head of CID' REC-5 rec6 --yes",
    ],
)
def test_words_in_any_order_are_taken_where_they_can_be(run: Run, plan: Path, line: str) -> None:
    assert run(*shlex.split(line)).code == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("edit REC 5", "REC-5: nothing changed"),
        ("history REC 5", ""),
        ("link AFI 4 duplicates REC 2 --dry-run", "AFI-4 would change: duplicates REC-2"),
        ("action add REC 5 'A step'", "REC-5: step 1 added: A step"),
        ("note REC 5 'A note'", "REC-5: note: A note"),
        ("note REC 5 AFI 3 'A note' --yes", "AFI-3: note: A note"),
        ("update rec #5 --tag x", "REC-5: tags none → x"),
        ("update REC-5: --tag x", "REC-5: tags none → x"),
        ("update (REC\u20135) --tag x", "REC-5: tags none → x"),
        ("evidence add REC 5 'DOC 1' --shows x", "REC-5: evidence"),
    ],
)
def test_an_id_is_understood_as_it_is_written_elsewhere(
    run: Run, plan: Path, line: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    done = run(*shlex.split(line))
    assert done.code == 0, done.err
    assert said in done.err


def test_a_number_alone_names_the_items_that_have_it(run: Run, plan: Path) -> None:
    assert run("show", "#5").err == "tracker: #5 may be REC-5 or AFI-5\nwrite the kind: REC-5\n"
    assert run("show", "48").out.startswith("AFI-48  ")
    assert run("list", "--where", 'id = "REC 5"', "--format", "ids").out == "REC-5\n"


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (["REC-5:"], "show REC-5"),
        (["REC", "5"], "show REC-5"),
        (["rec\u20135"], "show REC-5"),
        (["REC-5..8"], "show REC-5..8"),
    ],
)
def test_an_id_in_the_place_of_a_command_is_shown_with_show(
    run: Run, plan: Path, words: list[str], right: str
) -> None:
    refused = run(*words)
    assert (refused.code, refused.err.splitlines()[1]) == (2, f"write: tracker {right}")
