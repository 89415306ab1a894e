"""Reminders: a mail for each owner, whole; nothing of others in it, and nothing gets into it."""

from __future__ import annotations

import json
import os
import random
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import chain
from pathlib import Path
from typing import Any, Final

import icalendar
import pytest

from hmic_tracker.commands.drafts import mail_of
from hmic_tracker.commands.remind import file_stems
from hmic_tracker.domain.answer_days import AnswerDay
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.parts import Action
from hmic_tracker.domain.people import Post
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import InputError
from hmic_tracker.render.escaping import visible
from hmic_tracker.render.to_eml import Address, address_of, for_sendmail, sender_of
from hmic_tracker.reports.answer_rows import answer_rows
from hmic_tracker.reports.reminders import Pack, reminders
from hmic_tracker.reports.reply import Reply
from hmic_tracker.reports.request import ReportRequest
from tests.commands.smtp_sink import Sink, listening
from tests.conftest import Result, Run, tree
from tests.domain.making import an_item, entered
from tests.formats.reading import Html, words
from tests.render.pages import HOSTILE, forbidden

MAILS: Final = int(os.environ.get("TRACKER_FUZZ") or 300)
DAY: Final = date(2008, 12, 1)
PP: Final = "Head of Public Protection"
COMMANDER: Final = "Commander, Territorial Policing"
HEADERS: Final = ["Subject", "To", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"]
POSTS: Final = f"""
[people."{PP}"]
group = "Specialist Crime"
holder = "A Holder"
mail = "pp@example.police.uk"

[people."{COMMANDER}"]
group = "Territorial Policing"
mail = "tp@example.police.uk"

[filters]"""


@pytest.fixture
def owned(worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """The example plan after three months of work; two of the three owners have an address."""
    folder = tmp_path / "plan"
    shutil.copytree(worked, folder)
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    settings = folder / "tracker.toml"
    text = settings.read_text()
    before, _, after = text.partition(f'[people."{PP}"]')
    settings.write_text(before + POSTS + after.partition("[filters]")[2])
    return folder


def parsed(data: str | bytes) -> EmailMessage:
    raw = data.encode("ascii") if isinstance(data, str) else data
    found = message_from_bytes(raw, policy=policy.SMTP)
    assert isinstance(found, EmailMessage)
    assert [part.defects for part in found.walk()] == [[] for _ in found.walk()]
    return found


def texts(found: EmailMessage) -> tuple[str, str]:
    """The two forms of a mail's text."""
    plain, html = found.get_body(("plain",)), found.get_body(("html",))
    assert isinstance(plain, EmailMessage)
    assert isinstance(html, EmailMessage)
    return (
        plain.get_content().replace("\r\n", "\n"),
        html.get_content().replace("\r\n", "\n"),
    )


def deadlines(found: EmailMessage) -> list[Any]:
    """The events of the calendar that is attached."""
    attached = list(found.iter_attachments())
    assert [part.get_filename() for part in attached] in ([], ["deadlines.ics"])
    if not attached:
        return []
    text = attached[0].get_payload(decode=True)
    assert isinstance(text, bytes)
    return list(icalendar.Calendar.from_ical(text).subcomponents)


def text_for(run: Run, owner: str = PP, *more: str) -> str:
    found = run("remind", "--owner", owner, *more)
    assert found.code == 0, found.err
    return texts(parsed(found.out))[0]


NOBODYS = "REC-2..4, REC-9..12, AFI-1..10, AFI-19..23, AFI-25..35, COC-1"
LIST = """\
Reminders on 1 Dec 2008, due by 31 Dec 2008: 2 owners

Owner                            Overdue  Due  Evidence  Steps  Questions
Commander, Territorial Policing        2    0         0      0          0
                                 tp@example.police.uk
Head of Public Protection              7    0         1      0          0
                                 pp@example.police.uk

Nobody owns, so in no pack: REC-2..4, REC-9..12, AFI-1..10, AFI-19..23,
AFI-25..35, COC-1
"""


def test_without_a_folder_it_is_told_who_would_get_what(run: Run, owned: Path) -> None:
    before = tree(owned)
    assert run("remind") == Result(0, LIST, "")
    assert run("remind", "--dry-run").out == LIST
    assert tree(owned) == before


TEXT = """\
Please reply by Monday 15 December 2008 with how far each of these is,
and what shows it.

7 inspection items overdue, the worst 1 day late
Late      AFI-11, AFI-13..18 1 day
Moved     REC-6 Sep 2008 to 13 Mar 2009; AFI-12 Nov 2008 to Jan 2009
Next due  31 Jan 2009, in 61 days: AFI-12
Wording   AFI-11, AFI-13..18: ask the sender of this mail
Answers   to the sender of this mail, for the Public Protection Steering
          Group; another post checks done items (last: Liaison Officer)
For       Head of Public Protection
Position  1 December 2008, Example Police

A line for each item will do, such as
  AFI-11, AFI-13..18: 3 of 7 done

Overdue: 7

AFI-11      1 day late, due Nov 2008, almost done
            PVP overall, 1: AFI 1 of 8 (text not published); ask the
            sender of this mail for the wording
AFI-13..18  1 day late, due Nov 2008, majority done on all
            PVP overall: 6 AFIs, text not published; ask the sender of
            this mail for the wording

Completed, evidence awaited: 1

REC-5  no evidence yet, was due Sep 2008
       PVP overall, 1: Holds borough commanders (BOCU) and their senior
       teams to…

In full

REC-5
  That the force holds borough commanders (BOCU) and their senior teams
  to account for all of public protection, and gives protecting
  vulnerable people (PVP) a higher place among a borough’s priorities.
  Ways to do so would be a look at the risks of public protection and
  PVP every day; a floor under staffing, in skill as well as in number,
  that follows the demand; and a floor under supervision and the
  management of workloads, with one standard for checking quality that
  every borough applies.

Besides these: 2 open items, not due by then.
The deadlines are attached as a calendar.
"""
SUBJECT = "Answer by Mon 15 Dec: 7 inspection items overdue"


def test_one_owners_pack_in_a_pipe_is_a_mail_for_sendmail(run: Run, owned: Path) -> None:
    found = run("remind", "--owner", PP.lower())
    assert (found.code, found.err) == (0, "")
    mail = parsed(found.out)
    assert mail.keys() == HEADERS
    assert mail["Subject"] == SUBJECT
    assert mail["To"] == "Head of Public Protection <pp@example.police.uk>"
    assert mail["Date"] == "Mon, 01 Dec 2008 12:00:00 +0000"
    assert mail["X-Unsent"] == "1"
    assert mail.get_content_type() == "multipart/mixed"
    plain, html = texts(mail)
    assert plain == TEXT
    page = Html(html)
    assert page.wrong == []
    assert "AFI-13..18" in page.texts
    assert [str(e["SUMMARY"]).partition(":")[0] for e in deadlines(mail)] == [
        "AFI-11",
        *(f"AFI-{n}" for n in range(13, 19)),
    ]
    assert found.out.endswith("--\n")
    assert "\r" not in found.out


def test_a_folder_gets_a_draft_for_each_owner(run: Run, owned: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "packs"
    found = run("remind", "-o", folder, "--no-form")
    names = ["commander-territorial-policing.eml", "head-of-public-protection.eml"]
    assert (found.code, found.out) == (0, "")
    assert found.err == (
        f"wrote 2 drafts into {folder}\n"
        f"  1  {names[0]}: {COMMANDER}, answer by Mon 15 Dec 2008\n"
        f"  2  {names[1]}: {PP}, answer by Mon 15 Dec 2008\n"
        f"nobody owns, so in no pack: {NOBODYS}\n"
    )
    texts_beside = [name.replace(".eml", ".txt") for name in names]
    assert sorted(os.listdir(folder)) == sorted([*names, *texts_beside])
    assert stat.S_IMODE((folder / names[0]).stat().st_mode) == 0o600
    data = (folder / names[1]).read_bytes()
    plain, _ = texts(parsed(data))
    assert plain == TEXT
    beside = (folder / names[1].replace(".eml", ".txt")).read_text()
    assert beside == f"To: {PP} <pp@example.police.uk>\nSubject: {SUBJECT}\n\n{plain}"
    assert data.count(b"\n") == data.count(b"\r\n") == for_sendmail(data).count("\n")


def test_what_is_there_is_replaced_and_what_is_of_before_is_named(
    run: Run, owned: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "packs"
    folder.mkdir()
    (folder / "head-of-public-protection.eml").write_text("old")
    (folder / "head-of-it.eml").write_text("of before")
    found = run("remind", "--owner", PP, "-o", folder)
    assert found.err.splitlines()[-1] == (
        "there from before, and left as they were: head-of-it.eml"
    )
    assert (folder / "head-of-it.eml").read_text() == "of before"
    assert (folder / "head-of-public-protection.eml").read_bytes().startswith(b"Subject: ")


@pytest.mark.parametrize("what", ["link", "folder", "pipe"])
@pytest.mark.posix
def test_nothing_is_written_where_one_place_is_no_regular_file(
    run: Run, owned: Path, tmp_path: Path, what: str
) -> None:
    folder, precious = tmp_path / "packs", tmp_path / "precious"
    folder.mkdir()
    precious.write_text("old")
    place = folder / "head-of-public-protection.eml"
    if what == "link":
        place.symlink_to(precious)
    elif what == "folder":
        place.mkdir()
    else:
        os.mkfifo(place)
    found = run("remind", "-o", folder)
    assert (found.code, found.out) == (8, "")
    assert found.err.startswith(f"tracker: {place} is ")
    assert (os.listdir(folder), precious.read_text()) == ([place.name], "old")


@pytest.mark.posix
def test_the_folder_is_no_link_no_file_and_none_of_the_plans(
    run: Run, owned: Path, tmp_path: Path
) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")
    (tmp_path / "file").write_text("old")
    for folder, said in (
        (tmp_path / "link", "is a link, which is not followed"),
        (tmp_path / "file", "is no folder"),
        (tmp_path / "file" / "packs", "not a directory"),
        (owned / "items", "would be among the files of a plan"),
        (owned / ".tracker" / "packs", "would be among the files of a plan"),
    ):
        found = run("remind", "-o", folder)
        assert (found.code, found.out) == (8, "")
        assert said in found.err
    assert os.listdir(tmp_path / "there") == []


def test_dry_run_names_the_files_and_writes_none(run: Run, owned: Path, tmp_path: Path) -> None:
    found = run("remind", "-o", tmp_path / "packs", "--dry-run")
    assert found.code == 0
    assert "pp@example.police.uk, head-of-public-protection.eml" in words(found.out)
    assert not (tmp_path / "packs").exists()


def test_an_owner_without_a_usable_address_gets_a_pack_without_to_and_is_named(
    run: Run, owned: Path, tmp_path: Path
) -> None:
    settings = owned / "tracker.toml"
    settings.write_text(settings.read_text().replace("tp@example", r"x\r\nBcc: y@example"))
    run("update", "REC-14", "--owner", "Chief's Staff", "--due", "2008-12-05", "--reason", "x")
    found = run("remind", "-o", tmp_path / "packs")
    assert found.code == 0
    assert (
        "no address, so no To: Chief's Staff   "
        """(tracker person add 'Chief'"'"'s Staff' --mail ADDRESS)\n"""
        "no To for Commander, Territorial Policing: "
        r"'x\x0d Bcc: y@example.police.uk' can't be the address of a mail"
    ).replace(r"\x0d ", " ") in found.err
    for name in ("chief-s-staff.eml", "commander-territorial-policing.eml"):
        mail = parsed((tmp_path / "packs" / name).read_bytes())
        assert mail.keys() == [name for name in HEADERS if name != "To"]
    assert "no usable address" in run("remind").out


def test_a_step_is_in_the_pack_of_who_does_it(run: Run, owned: Path) -> None:
    cid = "Head of CID"
    run("action", "add", "REC-14", "visit a force", "--due", "2008-11-20", "--owner", cid)
    run("action", "add", "REC-14", "write it up", "--due", "2008-12-31")
    run("action", "add", "REC-14", "too far off", "--due", "2009-01-01", "--owner", cid)
    mail = parsed(run("remind", "--owner", cid).out)
    assert mail["Subject"] == "Answer by Mon 15 Dec: 1 step late"
    said = texts(mail)[0]
    assert (
        "\n1 step, 11 days late\n"
        "Late      step 1 of REC-14 11 days\n"
        "Moved     no date\n"
        "Next due  1 Jan 2009, in 31 days: step 3 of REC-14\n"
    ) in said
    assert (
        "Other items with a step of yours: 1\n"
        "\n"
        "REC-14  an item of Director of Performance, due Mar 2009, majority done\n"
    ) in said
    assert "        your step 1: visit a force, due 20 Nov 2008, 11 days late\n" in said
    assert "write it up" not in said
    assert "too far off" not in said
    assert "write it up" in text_for(run, "Director of Performance")
    assert [str(event["SUMMARY"]) for event in deadlines(mail)] == ["REC-14, step 1: visit a force"]
    run("action", "done", "REC-14", "1")
    assert run("remind", "--owner", cid) == Result(0, "", "nothing to remind of by 31 Dec 2008\n")


def test_what_only_the_owner_knows_is_asked(run: Run, owned: Path) -> None:
    run("update", "REC-11", "--owner", PP)
    run("add", "afi", "Something new", "--owner", PP)
    assert (
        "Questions: 2\n"
        "\n"
        "REC-11  The source (Report 9, paragraph 13, 11 Sep 2008) counts 1 of\n"
        "        REC-11..12 as completed, and doesn't say which. Is this the one?\n"
        "AFI-49  No due date is recorded. When will the work be completed?\n"
    ) in text_for(run)


def test_evidence_or_verifying_ends_the_wait_for_evidence(run: Run, owned: Path) -> None:
    assert "Completed, evidence awaited: 1" in text_for(run)
    run("evidence", "add", "REC-5", "MPA/2008/114", "--shows", "boroughs' returns")
    assert "evidence awaited" not in text_for(run)


def test_of_notes_only_the_last_published_one_is_in_it(run: Run, owned: Path) -> None:
    secret = "SECRET-WORD"
    settings = owned / "tracker.toml"
    settings.write_text(settings.read_text().replace("A Holder", secret))
    run("note", "AFI-11", "an older one", "--publish", "--on", "2008-11-20")
    run("note", "AFI-11", "templates agreed", "--publish", "--on", "2008-11-25")
    run("note", "AFI-11", secret, "--by", secret)
    run("update", "AFI-11", "--due", "2008-11-28", "--reason", secret, "--agreed-by", secret)
    run("update", "AFI-11", "--tag", secret, "--board", secret)
    run("evidence", "add", "AFI-11", secret, "--shows", secret)
    found = run("remind", "--owner", PP)
    plain, html = texts(parsed(found.out))
    assert "Last note, 25 Nov 2008: templates agreed" in plain
    assert "an older one" not in plain + html
    calendar = b"".join(event.to_ical() for event in deadlines(parsed(found.out)))
    for text in (found.out, plain, html, calendar.decode()):
        assert secret not in text


def test_days_filters_and_a_past_day_say_what_it_is_about(run: Run, owned: Path) -> None:
    assert "Due by 3 March 2009: 1" in text_for(run, PP, "--days", "92").replace("AFI", " AFI")
    assert "Overdue: 1\n" in text_for(
        run, PP, "--text", "borough", "--all", "--as-of", "2008-11-01"
    )
    assert "AFI" not in text_for(run, PP, "--kind", "rec")
    assert run("remind", "--owner", PP, "--framework", "np").out == ""
    assert run("remind", "--as-of", "2008-09-30").out.startswith(
        "Reminders on 30 Sep 2008, due by 30 Oct 2008: none\n"
    )
    assert json.loads(run("remind", "--group", "specialist crime", "--json").out)["count"] == 1


def test_an_unknown_owner_is_told_and_nobody_has_no_pack(run: Run, owned: Path) -> None:
    found = run("remind", "--owner", "Head of Public Protecton")
    assert (found.code, found.out) == (3, "")
    assert found.err == (
        "tracker: there is no owner 'Head of Public Protecton'\n"
        "did you mean Head of Public Protection?\n"
    )
    nobody = run("remind", "--owner", "none")
    assert (nobody.code, nobody.out) == (0, "")
    assert f"nobody owns, so in no pack: {NOBODYS}\n" in nobody.err


def test_whom_it_is_from_is_a_setting_or_said(run: Run, owned: Path) -> None:
    settings = owned / "tracker.toml"
    settings.write_text(settings.read_text() + '\n[mail]\nfrom = "Plan <plan@example.org>"\n')
    mail = parsed(run("remind", "--owner", PP).out)
    assert mail["From"] == "Plan <plan@example.org>"
    assert mail["Message-ID"].endswith("@example.org>")
    assert mail.keys() == ["Subject", "From", *HEADERS[1:]]
    given = run("remind", "--owner", PP, "--from", "é, b <b@example.org>").out
    assert parsed(given)["From"].addresses[0].display_name == "é, b"
    for wrong in ("", "nobody", "x\nBcc: y@example.org", "=?utf-8?q?x?= <a@example.org>"):
        found = run("remind", "--from", wrong)
        assert (found.code, found.out) == (4, "")
        assert "can't be whom a mail is from\nwrite plan@example.org, or" in found.err


def test_the_marking_begins_the_subject_and_stands_with_the_day_once_each(
    run: Run, owned: Path
) -> None:
    settings = owned / "tracker.toml"
    settings.write_text('marking = "OFFICIAL"\n' + settings.read_text())
    mail = parsed(run("remind", "--owner", PP).out)
    assert mail["Subject"] == f"OFFICIAL: a{SUBJECT[1:]}"
    plain, html = texts(mail)
    assert plain.splitlines()[11] == "Position  1 December 2008, Example Police, OFFICIAL"
    body = html.partition("<body>")[2]
    assert (plain.count("OFFICIAL"), body.count("OFFICIAL")) == (1, 1)


def test_what_cant_be_read_is_named_in_the_pack(run: Run, owned: Path) -> None:
    (owned / "items" / "AFI-12.toml").write_text("[")
    found = run("remind", "--owner", PP)
    assert found.code == 5
    assert "1 file that can't be read (items/AFI-12.toml)" in words(texts(parsed(found.out))[0])


def test_names_that_would_be_one_file_get_a_suffix(run: Run, owned: Path, tmp_path: Path) -> None:
    for n, owner in enumerate(("Head of A/B", "Head of A B", "head of a b 2"), 14):
        run(
            "update",
            f"REC-{n}",
            "--owner",
            owner,
            "--due",
            "2008-12-05",
            "--reason",
            "x",
            "--new-owner",
        )
    run("remind", "-o", tmp_path / "packs")
    names = ["head-of-a-b-2.eml", "head-of-a-b-3.eml", "head-of-a-b.eml"]
    written = sorted(os.listdir(tmp_path / "packs"))
    assert [name for name in written if "-a-b" in name and name.endswith(".eml")] == names


def test_the_same_plan_and_day_give_the_same_bytes_in_another_process(
    run: Run, owned: Path, tmp_path: Path
) -> None:
    run("remind", "-o", tmp_path / "packs")
    first = tree(tmp_path / "packs")
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "hmic_tracker", "remind", "-o", str(tmp_path / seed)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}
        subprocess.run(command, env=environment, check=True, capture_output=True)
        assert tree(tmp_path / seed) == first


@pytest.fixture
def sink() -> Iterator[Sink]:
    with listening() as found:
        yield found


def test_in_a_pipe_to_sendmail_it_arrives_as_it_was(run: Run, owned: Path, sink: Sink) -> None:
    run("update", "AFI-11", "--title", ".")
    run("note", "AFI-11", "From here on:\n.\n", "--publish")
    made = run("remind", "--owner", PP)
    done = subprocess.run(
        [sys.executable, "-m", "tests.commands.sendmail", "-t"],
        input=made.out.encode(),
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "SINK_PORT": str(sink.port)},
        check=True,
        capture_output=True,
    )
    assert done.stderr == b""
    (mail,) = sink.mails
    assert mail.to == ["pp@example.police.uk"]
    assert mail.data == made.out.replace("\n", "\r\n").encode()
    assert texts(parsed(mail.data)) == texts(parsed(made.out))


def reply_to(pack: Pack) -> Reply:
    """What is asked of an owner, by a day, on all rows."""
    return Reply(AnswerDay(date(2008, 12, 5)), answer_rows(pack, DAY))


def hostile_text(dice: random.Random) -> str:
    if dice.random() < 0.5:
        return dice.choice(HOSTILE)
    wild = "\r\n", "\n", "\r", "\0", "Bcc: x@y.z", "=?utf-8?q?x?=", "=?", "?=", "<", ">", "@", ","
    more = ";", ":", '"', "\\", "(", ")", "é", "漢", "a", "b c", ".", " ", "\n.\n", "\nFrom x"
    return "".join(dice.choices([*wild, *more, "<script>alert(1)</script>"], k=dice.randrange(30)))


def hostile_plan(dice: random.Random) -> tuple[Plan, str]:
    """A plan of one owner, everything in it hostile, and the address that was meant."""

    def text() -> str:
        return hostile_text(dice)

    owner = text() if dice.random() < 0.8 else "Head of CID"
    mail = (
        text()
        if dice.random() < 0.5
        else dice.choice(
            ("cid@example.org", f"{'a' * 60}@{'b' * 60}.org", f"x@{'b.' * 110}org", "é@example.org")
        )
    )
    items: list[Item] = []
    for n in range(1, 4):
        due = dice.choice((None, "2008-09", "2008-12-24", "2009-12"))
        item = an_item(id=f"REC-{n}", uid=f"u{n}", inspection=text(), due=due)
        status = dice.choice(("in-progress", "done"))
        fields: dict[str, Any] = {
            "title": text() or None,
            "text": text() or None,
            "owner": owner or None,
        }
        step = Action(1, text=text(), owner=owner, due=dice.choice(("2008-10", "2008-12-02")))
        items.append(replace(entered(item, status=status, **fields), actions=(step,)))
        note = replace(items[-1].history[-1], published=True, note=text())
        items[-1] = replace(items[-1], history=(note,))
    plan = Plan(
        organisation=text(),
        items=tuple(items),
        people=(Post(owner, holder=text(), mail=mail, group=text()),),
        marking=dice.choice((None, text())),
    )
    return plan, mail


def test_mails_have_exactly_the_headers_that_were_meant_and_nothing_comes_alive() -> None:
    dice = random.Random(20080911)
    sender = Address("plan@example.org", "Liaison Office")
    kept = 0
    for _ in range(MAILS):
        plan, address = hostile_plan(dice)
        found = reminders(ReportRequest(plan, DAY), 30)
        for pack in found.packs:
            data = mail_of(pack, found, reply_to(pack), sender)
            assert data.isascii()
            assert max(map(len, data.split(b"\r\n"))) < 998
            assert b"\n" not in data.replace(b"\r\n", b"")
            mail = parsed(data)
            to = address_of(address)
            meant = [name for name in ("Subject", "From", *HEADERS[1:]) if to or name != "To"]
            assert mail.keys() == meant
            assert str(mail["From"]) == "Liaison Office <plan@example.org>"
            if to:
                (box,) = mail["To"].addresses
                assert box.addr_spec == address
                assert box.display_name in ("", " ".join(pack.owner.split()))
                assert visible(box.display_name) == box.display_name
                kept += bool(box.display_name)
            plain, html = texts(mail)
            assert forbidden(plain + html) == []
            page = Html(html)
            assert page.wrong == []
            seen = words(" ".join((*page.texts, *chain.from_iterable(page.rows))))
            for text in (pack.owner, *(row.item.title for row in pack.rows)):
                assert words(visible(text)) in seen
            dated = len(pack.overdue) + len(pack.due) + len(pack.steps)
            assert len(deadlines(mail)) == dated
        assert len(set(file_stems(found))) == len(found.packs)
    assert kept > MAILS / 50


def test_every_hostile_text_in_every_field_stays_text() -> None:
    for text in HOSTILE:
        item = an_item(uid=text, inspection=text, framework=text, due="2008-09", tags=(text,))
        item = entered(item, title=text or None, text=text or None, owner=text or None)
        note = replace(item.history[-1], published=True, note=text, reason=text, by=text)
        step = Action(1, text=text, owner=text, due="2008-10")
        item = replace(item, history=(note,), actions=(step,))
        post = Post(text, holder=text, mail=text, group=text)
        plan = Plan(organisation=text, items=(item,), people=(post,), marking=text)
        found = reminders(ReportRequest(plan, DAY), 30)
        for pack in found.packs:
            mail = parsed(mail_of(pack, found, reply_to(pack)))
            assert mail.keys() == [name for name in HEADERS if name != "To"]
            plain, html = texts(mail)
            assert forbidden(plain + html) == []
            assert Html(html).wrong == []
            assert len(deadlines(mail)) == 2
        assert found.packs or not folded(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("plan@example.org", Address("plan@example.org")),
        (" <plan@example.org> ", Address("plan@example.org")),
        ("Plan <plan@example.org>", Address("plan@example.org", "Plan")),
        ('"Office, Liaison" <a.b+c@example.org>', Address("a.b+c@example.org", "Office, Liaison")),
        ("Büro <plan@example.org>", Address("plan@example.org", "Büro")),
    ],
)
def test_whom_a_mail_is_from_is_an_address_and_perhaps_a_name(typed: str, meant: Address) -> None:
    assert sender_of(typed) == meant


@pytest.mark.parametrize(
    "mail",
    [
        *("", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b c", ".a@b", "a.@b", "a..b@c", "a@.b"),
        *("a@b.", "a@b..c", "-a@b", "a@-b", "<a@b>", "a,b@c", "a;b@c", '"a"@b', "a@[1.2.3.4]"),
        *("é@b", "a@é.org", "a\n@b", "a@b\n", "a\0@b", "=?utf-8?q?a?=@b", "a@b\u202e", "(a)b@c"),
        f"{'a' * 250}@b.org",
    ],
)
def test_what_is_no_plain_address_is_none(mail: str) -> None:
    assert address_of(mail) is None
    with pytest.raises(InputError):
        sender_of(f"Plan <{mail}>")


def test_json_says_who_would_get_what_and_after_writing_that_it_was(
    run: Run, owned: Path, tmp_path: Path
) -> None:
    looked = json.loads(run("remind", "--json").out)
    assert (looked["kind"], looked["count"], looked["written"]) == ("reminders", 2, False)
    assert looked["packs"][0] == {
        "owner": COMMANDER,
        "mail": "tp@example.police.uk",
        "cover": None,
        "cover_mail": None,
        **dict.fromkeys(("file", "workbook", "sending")),
        "answer_by": "2008-12-15",
        "board": "Public Protection Steering Group",
        "rows": 2,
        "subject": "Answer by Mon 15 Dec: 2 inspection items overdue",
        "before": None,
        "overdue": ["REC-7", "REC-8"],
        "days_overdue": {"REC-7": 62, "REC-8": 62},
        "due": [],
        "deferred": [],
        "evidence": [],
        "requested": [],
        "steps": [],
        "others": 0,
        "filters": {
            "overdue": f'owner = "{COMMANDER}" and overdue',
            "due": f'owner = "{COMMANDER}" and open and not deferred and due >= 2008-12-01'
            " and due <= 2008-12-31",
            "deferred": f'owner = "{COMMANDER}" and deferred',
            "evidence": f'owner = "{COMMANDER}" and status = done and pieces = 0',
            "others": f'owner = "{COMMANDER}" and open and not id = REC-7..8',
        },
        "questions": [],
        "unsettled": [],
    }
    written = json.loads(run("remind", "--json", "-o", tmp_path / "packs").out)
    assert written["written"] is True
    names = [name for pack in written["packs"] for name in (pack["file"], pack["workbook"])]
    texts_beside = [pack["file"].replace(".eml", ".txt") for pack in written["packs"]]
    assert sorted([*names, *texts_beside]) == sorted(os.listdir(tmp_path / "packs"))
    sendings = [pack["sending"] for pack in written["packs"]]
    assert [f"{name}.toml" for name in sendings] == sorted(os.listdir(owned / "sent"))
    assert [pack["answer_by"] for pack in written["packs"]] == ["2008-12-15"] * 2
    assert [pack["rows"] for pack in written["packs"]] == [2, 2]
