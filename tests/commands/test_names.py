"""One name in several spellings: letters composed or not, in any case, with signs nobody sees."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run, tree

ONE: Final = "Chef de la Sécurité"
TWO: Final = unicodedata.normalize("NFD", ONE)
HIDDEN: Final = "Chef de la S\u200bécurité"
SPELLINGS: Final = (
    ONE,
    TWO,
    ONE.upper(),
    HIDDEN,
    f"{TWO}\u2060",
    f" {ONE.replace(' ', chr(0xA0))}",
)
BY_INDEX: Final[tuple[list[str], ...]] = ([], ["--no-index"])
EMPTY: Final = ("\u200b", "\u3164", " \u00a0\u2800", "\u2060\ufeff", "\u00ad\u200d")


def _owned(run: Run, owner: str = ONE) -> None:
    assert run("update", "REC-1", "--owner", owner, "--status", "done").code == 0
    assert run("evidence", "add", "REC-1", "DOC 1", "--shows", "the policy").code == 0


@pytest.mark.parametrize("checker", SPELLINGS)
@pytest.mark.parametrize("owner", [ONE, TWO])
def test_an_owner_can_verify_in_no_spelling(run: Run, plan: Path, owner: str, checker: str) -> None:
    _owned(run, owner)
    before = tree(plan)
    refused = run("verify", "REC-1", "--by", checker)
    assert (refused.code, tree(plan)) == (2, before)
    assert refused.err.startswith(f"tracker: REC-1 is owned by {ONE}: its checker can't be ")


@pytest.mark.parametrize("checker", ["Zoë Example", "Zoe\u0308 Example", "ZOË\u200d EXAMPLE"])
def test_nor_can_who_holds_the_post(run: Run, plan: Path, checker: str) -> None:
    assert run("person", "add", ONE, "--holder", "Zoe\u0308 Example").code == 0
    _owned(run)
    assert run("verify", "REC-1", "--by", checker).code == 2


@pytest.mark.parametrize("typed", SPELLINGS[:3])
@pytest.mark.parametrize("index", BY_INDEX)
def test_every_filter_knows_every_spelling(
    run: Run, plan: Path, index: list[str], typed: str
) -> None:
    assert run("person", "add", TWO, "--group", "Sûreté").code == 0
    words = ("--tag", "thème", "--board", "Comité", "--title", "Révision de l'accès")
    assert run("update", "REC-7", "--owner", typed, *words).code == 0
    assert run("note", "REC-7", "re\u0301vise\u0301").code == 0
    for line in (
        ("--owner", typed),
        ("--group", "SU\u0302RETE\u0301"),
        ("--tag", "THE\u0300ME"),
        ("--board", "comite\u0301"),
        ("--text", "accès révisé"),
        ("--text", "acce\u0300s"),
        ("--where", f'owner = "{typed}"'),
        ("--where", f'owner = "{HIDDEN}"'),
        ("--where", 'owner ~ "SE\u0301CURITE\u0301"'),
        ("--where", 'owner ~ "\u200bsécurité"'),
        ("--where", 'title ~ "re\u0301vision"'),
        ("--where", 'note = "RÉVISÉ"'),
        ("--where", 'note ~ "é"'),
        ("--where", 'tag in ("the\u0300me", other)'),
    ):
        found = run("list", *line, "--format", "ids", *index)
        assert (found.code, found.out) == (0, "REC-7\n"), line


def test_a_letter_without_its_accent_is_another_name(run: Run, plan: Path) -> None:
    assert run("update", "REC-7", "--title", "Révision").code == 0
    assert run("list", "--where", 'title ~ "revision"', "--format", "ids").out == ""


def test_a_known_name_keeps_its_spelling_and_a_new_one_is_kept_composed(
    run: Run, plan: Path
) -> None:
    words = ("--owner", TWO, "--board", TWO, "--title", TWO, "--tag", TWO)
    assert run("update", "REC-7", *words, "--by", TWO).code == 0
    assert run("update", "REC-8", "--owner", ONE.upper(), "--board", TWO).code == 0
    item = json.loads(run("show", "REC-7", "--json").out)["items"][0]
    assert [item[key] for key in ("owner", "board", "title")] == [ONE] * 3
    assert item["tags"] == [ONE]
    assert json.loads(run("show", "REC-8", "--json").out)["items"][0]["owner"] == ONE
    assert run("update", "REC-7", "--tag", TWO).err.startswith("REC-7 is so already")
    assert run("update", "REC-7", "--tag", f"-{TWO.upper()}").code == 0
    assert json.loads(run("show", "REC-7", "--json").out)["items"][0]["tags"] == []
    assert json.loads(run("history", "--by", TWO, "--json").out)["entries"]


@pytest.mark.parametrize("blank", EMPTY)
def test_what_looks_empty_is_refused_as_what_is_empty(run: Run, plan: Path, blank: str) -> None:
    _owned(run)
    assert run("person", "add", "Head of CID").code == 0
    before = tree(plan)
    for line in (
        *(("update", "REC-7", option, blank) for option in ("--owner", "--board", "--title")),
        *(("update", "REC-7", option, blank) for option in ("--label", "--discharged-by")),
        ("update", "REC-7", "--due", "2009-06", "--reason", "late", "--agreed-by", blank),
        ("update", "REC-1", "--status", "in-progress", "--reason", blank),
        ("verify", "REC-1", "--by", ONE, "--override", blank),
        ("verify", "REC-1", "--reject", "--reason", blank),
        ("close", "REC-1", "--discharged-by", blank),
        ("evidence", "add", "REC-7", blank, "--shows", "the policy"),
        ("evidence", "add", "REC-7", "DOC 2", "--shows", blank),
        ("note", "REC-7", blank),
        ("note", "REC-7", "seen", "--by", blank),
        ("note", "REC-7", "seen", "--by", ""),
        ("add", "rec", blank),
        ("action", "add", "REC-7", blank),
        ("action", "add", "REC-7", "Brief boroughs", "--owner", blank),
        ("action", "edit", "REC-7", "1", "--text", blank),
        ("person", "add", blank),
        *(("person", "edit", "Head of CID", key, blank) for key in ("--holder", "--group")),
        ("inspection", "add", blank),
    ):
        refused = run(*line)
        assert refused.code in {2, 4}, (line, refused)
        assert len(refused.err.splitlines()) == 2, (line, refused)
        assert tree(plan) == before, line


def test_frameworks_and_inspections_are_known_in_every_spelling(run: Run, plan: Path) -> None:
    settings = plan / "tracker.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + '\n[frameworks.surete]\nname = "Sûreté publique"\n',
        encoding="utf-8",
    )
    assert run("inspection", "add", "Révision 2009", "--id", "r-2009").code == 0
    words = ("--framework", "su\u0302rete\u0301 PUBLIQUE", "--inspection", "re\u0301vision 2009")
    assert run("add", "rec", "The force should look again", *words).code == 0
    for line in (words[:2], words[2:], ("--where", 'framework ~ "su\u0302"')):
        assert run("list", *line, "--format", "ids").out == "REC-17\n", line


def test_a_file_given_as_evidence_is_found_in_either_spelling(run: Run, plan: Path) -> None:
    (plan.parent / "politique-e\u0301.pdf").write_bytes(b"policy")
    line = (
        "evidence",
        "add",
        "REC-1",
        "--shows",
        "the policy",
        str(plan.parent / "politique-é.pdf"),
    )
    assert run(*line).code == 0
    assert run("evidence", "check").code == 0
    (plan.parent / "politique-e\u0301.pdf").rename(plan.parent / "politique-é.pdf")
    assert run("evidence", "check").code == 0
    (plan.parent / "politique-é.pdf").write_bytes(b"other")
    assert run("evidence", "check").code == 1


def test_check_names_two_posts_that_look_the_same(run: Run, plan: Path) -> None:
    settings = plan / "tracker.toml"
    more = f'\n[people."{ONE}"]\ngroup = "A"\n\n[people."{TWO}"]\ngroup = "B"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    found = json.loads(run("check", "--json").out)["findings"]
    assert [one["message"] for one in found if one["code"] == "same-name"] == [
        f"[people] has '{ONE}' and '{TWO}'"
    ]
