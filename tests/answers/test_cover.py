"""Who acts for an absent holder gets the mails, and answers as the post."""

from __future__ import annotations

import json
import shutil
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.conftest import Run

HPP = "Head of Public Protection"
COVER = ("--cover", "Deputy Head", "--cover-mail", "deputy@example.police.uk")


@pytest.fixture
def busy(worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the plan with three months of work, whose post has a holder and an address."""
    folder = shutil.copytree(worked, tmp_path / "worked")
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    return folder


def held(run: Run, *more: str) -> None:
    found = run(
        *("person", "edit", HPP, "--holder", "A. Holder", "--mail", "hpp@example.police.uk", *more)
    )
    assert found.code == 0, found.err


def answer(folder: Path, sender: str) -> Path:
    mail = folder / "answer.eml"
    mail.write_text(
        f"From: {sender}\nTo: plan@example.police.uk\nSubject: RE: answers\n\n"
        "REC-6: almost, in 30 of 32 boroughs\n"
    )
    return mail


def test_a_cover_is_written_with_its_address_and_its_last_day(run: Run, busy: Path) -> None:
    held(run)
    done = run("person", "edit", HPP, *COVER, "--cover-until", "5 Jan 2009")
    assert done.err == (
        f"'{HPP}' changed: cover none → Deputy Head, "
        "cover mail none → deputy@example.police.uk, cover until none → 2009-01-05\n"
    )
    assert 'cover = "Deputy Head"\ncover_mail = "deputy@example.police.uk"\n' in (
        (busy / "tracker.toml").read_text()
    )
    assert "covered by Deputy Head (deputy@example.police.uk) until 5 Jan 2009" in " ".join(
        run("person", "list").out.split()
    )
    one = json.loads(run("person", "list", "--json").out)["people"][0]
    assert (one["cover"], one["cover_until"]) == ("Deputy Head", "2009-01-05")
    gone = run("person", "edit", HPP, "--cover", "none")
    assert gone.err == (
        f"'{HPP}' changed: cover Deputy Head → none, "
        "cover mail deputy@example.police.uk → none, cover until 2009-01-05 → none\n"
    )
    refused = run("person", "edit", HPP, "--cover-until", "2009-01-05")
    assert (refused.code, refused.err) == (
        2,
        f"tracker: '{HPP}' has no cover\nname it as well: --cover NAME\n",
    )


def test_the_mail_goes_to_the_cover_too_and_says_who_answers(
    run: Run, busy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(run, *COVER, "--cover-until", "2008-12-31")
    mail = message_from_bytes(run("remind", "--owner", HPP).out.encode(), policy=policy.default)
    assert (mail["To"], mail["Cc"]) == (
        f"{HPP} <hpp@example.police.uk>",
        "Deputy Head <deputy@example.police.uk>",
    )
    body = mail.get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert "Cover Deputy Head answers in the holder's absence until 31 December 2008" in text
    pack = json.loads(run("remind", "--json").out)["packs"][1]
    assert (pack["cover"], pack["cover_mail"]) == ("Deputy Head", "deputy@example.police.uk")
    run("remind", "--owner", HPP, "-o", tmp_path / "packs")
    assert (
        (tmp_path / "packs" / "head-of-public-protection.txt")
        .read_text()
        .startswith(f"To: {HPP} <hpp@example.police.uk>, Deputy Head <deputy@example.police.uk>\n")
    )
    monkeypatch.setenv("TRACKER_TODAY", "2009-01-01")
    assert "Deputy" not in run("remind", "--owner", HPP).out


def test_a_post_that_covers_is_reached_by_its_own_address(run: Run, busy: Path) -> None:
    run("person", "add", "Deputy Head", "--mail", "dh@example.police.uk", "--holder", "D. Eputy")
    held(run, "--cover", "deputy head")
    out = run("remind", "--owner", HPP).out
    assert "Cc: deputy head <dh@example.police.uk>\n" in out
    run("person", "edit", HPP, "--mail", "none")
    assert f"To: {HPP} <dh@example.police.uk>\n" in run("remind", "--owner", HPP).out


def test_an_answer_of_the_cover_is_no_strangers(
    run: Run, busy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(run)
    run("remind", "--owner", HPP, "-o", tmp_path / "packs")
    mail = answer(tmp_path, "D. Eputy <deputy@example.police.uk>")
    stranger = run("receive", mail, "--dry-run")
    assert (stranger.code, stranger.err) == (
        4,
        "tracker: nothing in answer.eml says whose answers these are\n"
        "say it: tracker receive FILE --for 'Head of CID'\n",
    )
    held(run, *COVER, "--cover-until", "2008-12-31")
    taken = run("receive", mail, "--dry-run")
    assert taken.code == 0
    told = " ".join(taken.out.split())
    assert f"answered by the cover of {HPP}: Deputy Head" in told
    assert "mailed from" not in told
    monkeypatch.setenv("TRACKER_TODAY", "2009-01-01")
    assert run("receive", mail, "--dry-run").code == 4
    named = run("receive", mail, "--for", HPP, "--dry-run")
    assert named.code == 0


def test_a_holders_posts_are_asked_for_by_the_persons_name(run: Run, busy: Path) -> None:
    held(run)
    run("action", "add", "REC-7", "one template", "--owner", HPP)
    ids = run("list", "--holder", "a. holder", "--format", "ids").out.split()
    assert ids == ["REC-6", "REC-7", *(f"AFI-{n}" for n in range(11, 19))]
    assert run("list", "--where", 'holder = "A. Holder"', "--format", "ids").out.split() == ids
    assert run("list", "--holder", "a. holder", "--no-index", "--format", "ids").out.split() == ids
    rows = run("list", "--holder", "a. holder", "--columns", "id,holder")
    assert "A. Holder" in rows.out
    run("person", "edit", "Commander, Territorial Policing", "--holder", "C. Holder")
    both = json.loads(run("list", "--holder", "a. holder", "--json", "--columns", "id,holder").out)
    assert both["items"][1] == {"id": "REC-7", "holder": ["C. Holder", "A. Holder"]}
    assert "Only holder" in run("summary", "--holder", "a. holder").out
    assert run("remind", "--holder", "a. holder").out.startswith("Subject: ")
    nobody = run("list", "--holder", "b holder")
    assert (nobody.code, nobody.err) == (
        3,
        "tracker: 'b holder' holds no post\ndid you mean C. Holder or A. Holder?\n",
    )
    run("person", "edit", HPP, "--holder", "none")
    assert run("list", "--holder", "none", "--kind", "rec", "--owner", HPP, "--count").out == "1\n"
