"""A slip in a name is refused with the name that was meant, and --new-… says that it is none."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any, Final

import pytest

from tests.conftest import Run, tree

POSTS: Final = """
[people."Head of CID"]
holder = "A. Holder"
mail = "cid@example.police.uk"
group = "Crime"

[people."Head of Crime"]
holder = "B. Holder"

[people."Head of Custody"]
holder = "b.  HOLDER"

[papers.committee]
board = "Audit Committee"
"""


@pytest.fixture
def busy(run: Run, plan: Path) -> Path:
    """The plan with posts, boards and a date that a board agreed to."""
    with (plan / "tracker.toml").open("a") as settings:
        settings.write(POSTS)
    for line in (
        "update REC-5 --board 'Performance Board' --owner 'Head of CID'",
        "update REC-6 --due 2009-03 --reason late --agreed-by 'Resources Board'",
        "inspection add 'Review of custody' --body 'Northern Oversight Office' --id custody",
    ):
        assert run(*shlex.split(line)).code == 0
    return plan


SLIPS: Final = (
    ("update REC-7 --board 'Performance Bord'", "board", "Performance Bord", "Performance Board"),
    ("add rec 'One more' --board 'Performance Borad'", "board", "Performance Borad",
     "Performance Board"),
    ("update REC-7 --board 'Audit Committees'", "board", "Audit Committees", "Audit Committee"),
    ("update REC-7 --due 2009-06 --reason late --agreed-by 'Performanze Board'", "board",
     "Performanze Board", "Performance Board"),
    ("update REC-7 --due 2009-06 --reason late --agreed-by 'Resources Boarb'", "board",
     "Resources Boarb", "Resources Board"),
    ("update REC-7 --owner 'Head of CDI'", "owner", "Head of CDI", "Head of CID"),
    ("action add REC-7 'Brief' --owner 'Head of CDI'", "owner", "Head of CDI", "Head of CID"),
    ("person add 'Head of HR' --group Crme", "group", "Crme", "Crime"),
    ("person edit 'Head of Crime' --group Criem", "group", "Criem", "Crime"),
    ("close REC-1 --discharged-by 'Northern Oversihgt Office' --evidence letter", "body",
     "Northern Oversihgt Office", "Northern Oversight Office"),
    ("update REC-1 --discharged-by 'Care Qualty Commission'", "body", "Care Qualty Commission",
     "Care Quality Commission"),
    ("inspection add 'Another' --body 'Northern Oversigth Office'", "body",
     "Northern Oversigth Office", "Northern Oversight Office"),
    ("inspection edit custody --body 'Care Qualty Commission'", "body", "Care Qualty Commission",
     "Care Quality Commission"),
)  # fmt: skip


@pytest.mark.parametrize(("line", "kind", "typed", "near"), SLIPS)
def test_a_slip_is_refused_and_a_new_name_is_said_to_be_new(
    run: Run, busy: Path, line: str, kind: str, typed: str, near: str
) -> None:
    before = tree(busy)
    refused = run(*shlex.split(line))
    assert (refused.code, refused.out, refused.err) == (
        2,
        "",
        f"tracker: there is no {kind} '{typed}'\n"
        f"did you mean {near}? for a new one add --new-{kind}\n",
    )
    assert tree(busy) == before
    assert run(*shlex.split(line), f"--new-{kind}").code == 0
    assert tree(busy) != before


@pytest.mark.parametrize(
    ("line", "echo"),
    [
        ("update REC-7 --board 'audit  COMMITTEE'", ""),
        ("update REC-7 --board 'Gold Group'", "'Gold Group' is a new board, "),
        ("update REC-7 --due 2009-06 --reason x --agreed-by 'resources BOARD'",
         "due June 2009 (deadline Tue 30 Jun 2009), "),
        ("update REC-7 --discharged-by hmic", ""),
        ("update REC-7 --discharged-by 'HM Inspectorate of Constabulary'", ""),
        ("update REC-7 --discharged-by 'A Tribunal'", "'A Tribunal' is a new body, "),
    ],
)  # fmt: skip
def test_what_is_known_is_taken_and_what_is_new_is_said(
    run: Run, busy: Path, line: str, echo: str
) -> None:
    made = run(*shlex.split(line))
    assert (made.code, made.err.splitlines()[-1]) == (
        0, f"1 item changed ({echo}on Mon 1 Dec 2008)",
    )  # fmt: skip


def test_good_practice_is_circulated_to_no_slip(run: Run, busy: Path) -> None:
    assert run("add", "gp", "Meets on Mondays").code == 0
    line = ("update", "GP-1", "--circulated-to", "Head of CDI")
    assert run(*line).err == (
        "tracker: there is no owner 'Head of CDI'\n"
        "did you mean Head of CID? for a new one add --new-owner\n"
    )
    assert run(*line, "--new-owner").code == 0
    assert run("update", "GP-1", "--circulated-to", "-Head of CDI").code == 0


def owner_of(run: Run, item: str) -> Any:
    return json.loads(run("show", item, "--json").out)["items"][0]["owner"]


@pytest.mark.parametrize("typed", ["A. Holder", "a.  holder"])
def test_who_holds_a_post_stands_for_it_and_that_is_said(run: Run, busy: Path, typed: str) -> None:
    made = run("update", "REC-7", "--owner", typed)
    assert made.err.splitlines()[-1] == (
        "1 item changed (A. Holder holds 'Head of CID', on Mon 1 Dec 2008)"
    )
    assert owner_of(run, "REC-7") == "Head of CID"
    step = run("action", "add", "REC-7", "Brief boroughs", "--owner", typed)
    assert "A. Holder holds 'Head of CID'" in step.err
    for index in ([], ["--no-index"]):
        listed = run("list", "--owner", typed, "--format", "ids", *index)
        assert (listed.out, listed.err) == ("REC-5\nREC-7\n", "A. Holder holds 'Head of CID'\n")
        where = run("list", "--where", f'owner = "{typed}"', "--format", "ids", *index)
        assert (where.code, where.out) == (0, "REC-5\nREC-7\n")
        others = run("list", "--where", f'owner != "{typed}"', "--format", "ids", *index)
        assert (others.code, others.out) == (0, "")
    assert run("remind", "--owner", typed).err.startswith("A. Holder holds 'Head of CID'\n")


def test_who_holds_several_posts_is_asked_which(run: Run, busy: Path) -> None:
    before = tree(busy)
    refused = run("update", "REC-7", "--owner", "B. Holder")
    assert (refused.code, refused.err) == (
        2, "tracker: B. Holder holds 2 posts\nname one of them: Head of Crime, Head of Custody\n",
    )  # fmt: skip
    assert tree(busy) == before


def test_a_post_is_called_by_its_own_name_to_change_it(run: Run, busy: Path) -> None:
    refused = run("person", "edit", "A. Holder", "--group", "none")
    assert (refused.code, refused.err) == (
        3,
        "tracker: there is no post 'A. Holder'\nA. Holder holds 'Head of CID': name the post\n",
    )


@pytest.mark.parametrize(
    "mail", ["cid@example", "cid", "cid@example..org", "cid@.org", "a b@c.org"]
)
def test_check_remarks_on_a_mail_address_that_no_mail_gets_to(
    run: Run, busy: Path, mail: str
) -> None:
    settings = busy / "tracker.toml"
    settings.write_text(settings.read_text().replace("cid@example.police.uk", mail))
    found = json.loads(run("check", "--json").out)["findings"]
    mine = [one for one in found if one["code"] == "mail-address"]
    assert [(one["level"], one["message"], one["path"]) for one in mine] == [
        ("note", f"'{mail}' is that of Head of CID", "tracker.toml")
    ]


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("close REC-1 --discharged-by HMCI --evidence letter", "HMIC"),
        ("close REC-1 --discharged-by 'HMIC FRS' --evidence letter", "HMICFRS"),
        ("close REC-1 --discharged-by 'H MIC' --evidence letter", "HMIC"),
        ("inspection add 'Another' --body ESYTN", "Estyn"),
        ("inspection add 'Another' --body 'HMIC FRS'", "HMICFRS"),
        ("update REC-7 --owner 'Headof CID'", "Head of CID"),
        ("update REC-7 --board 'Perform ance Board'", "Performance Board"),
        ("person add 'Head of HR' --group Crmie", "Crime"),
    ],
)
def test_swapped_letters_and_spaces_are_slips(run: Run, busy: Path, line: str, near: str) -> None:
    before = tree(busy)
    refused = run(*shlex.split(line))
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.splitlines()[1].startswith(f"did you mean {near}")
    assert tree(busy) == before


def test_a_field_with_swapped_letters_is_known(run: Run, plan: Path) -> None:
    assert "did you mean due?" in run("list", "--where", "deu < 2009-01").err


@pytest.fixture
def held(run: Run, plan: Path) -> Path:
    """The plan with REC-1 done, and owned by a post that somebody holds."""
    with (plan / "tracker.toml").open("a") as settings:
        settings.write('\n[people."Head of Café"]\nholder = "DCI A. N. Holder"\n')
    done = "update REC-1 --owner 'Head of Café'"
    assert run(*shlex.split(done)).code == 0
    return plan


SHOWN: Final = ("--evidence", "minutes", "--shows", "that it is done")


@pytest.mark.parametrize(
    ("by", "near"),
    [
        ("Heed of Café", "Head of Café"),
        ("HEAD OF CAFÉ.", "Head of Café"),
        ("Head of Caéf", "Head of Café"),
        ("Headof Café", "Head of Café"),
        ("A. N. Holder", "DCI A. N. Holder"),
        ("A N Holder", "DCI A. N. Holder"),
        ("Holder, A.", "DCI A. N. Holder"),
        ("Anne Holder", "DCI A. N. Holder"),
        ("DCI A. N. Hodler", "DCI A. N. Holder"),
    ],
)
def test_a_slip_in_the_owners_name_checks_nothing(run: Run, held: Path, by: str, near: str) -> None:
    before = tree(held)
    for line in (("verify", "REC-1", "--by", by), ("update", "REC-1", "--status", "verified")):
        more = SHOWN if line[0] == "verify" else ("--by", by)
        refused = run(*line, *more)
        assert (refused.code, refused.out, refused.err) == (
            2,
            "",
            f"tracker: REC-1 is owned by Head of Café: its checker can't be '{by}'\n"
            f"did you mean {near}? if it is somebody else, say so with --override 'REASON'\n",
        )
    assert tree(held) == before
    made = run("verify", "REC-1", "--by", by, *SHOWN, "--override", "a namesake of another force")
    assert made.code == 0
    assert "a namesake of another force" in " ".join(run("history", "REC-1").out.split())


@pytest.mark.parametrize(
    "by",
    ["Deputy Head of Café", "Head of CID", "Internal Inspectorate", "B. Holder", "DCI B. Other"],
)
def test_another_person_checks_without_a_word_more(run: Run, held: Path, by: str) -> None:
    assert run("verify", "REC-1", "--by", by, *SHOWN).code == 0


def test_nearly_the_name_of_who_holds_a_post_is_no_new_owner(run: Run, held: Path) -> None:
    line = ("update", "REC-7", "--owner", "A. N. Holder")
    refused = run(*line)
    assert (refused.code, refused.err) == (
        2,
        "tracker: there is no owner 'A. N. Holder'\n"
        "did you mean Head of Café (DCI A. N. Holder)? for a new one add --new-owner\n",
    )
    assert run(*line, "--new-owner").code == 0
