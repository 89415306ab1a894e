"""The log of what was sent: a file a sending, read as it was written, and nothing else believed."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.changes import Stamp
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.sendings import Received, Sending, SentRow
from hmic_tracker.errors import ConflictError
from hmic_tracker.store.sending_codec import edited_sending_text, new_sending_text, sending_of
from hmic_tracker.store.sendings import (
    new_sending_write,
    next_number,
    read_sendings,
    sending_write,
)
from hmic_tracker.store.toml import Unreadable
from hmic_tracker.store.writing import save, writing
from tests.conftest import Run

RECORDED = datetime(2008, 12, 1, 9, 30, tzinfo=UTC)
ROW = SentRow(("REC-5",), ("aaaaaaaa",), None, {"progress": "majority", "due": "2008-09"})
STEP = SentRow(("REC-5",), ("aaaaaaaa",), "plm5hb7p-1", {"due": "2008-12-19"}, 2)
ALIKE = SentRow(("AFI-1", "AFI-2"), ("bbbbbbbb", "cccccccc"), None, {"done": "0", "of": "2"})
SENT = Sending(
    n=3,
    on=date(2008, 12, 1),
    recorded=RECORDED,
    by="Liaison Officer",
    op="plm5hb7p",
    owner="Head of Public Protection",
    to="hpp@example.police.uk",
    board="Committee",
    answer_by=date(2008, 12, 5),
    rows=(ROW, STEP, ALIKE),
)
ANSWER = Received("0" * 64, date(2008, 12, 4), "Head of Public Protection", 2, "3cfvill5")
TEXT = """\
schema = 2
n = 3
on = 2008-12-01
recorded = 2008-12-01 09:30:00+00:00
by = "Liaison Officer"
op = "plm5hb7p"
owner = "Head of Public Protection"
to = "hpp@example.police.uk"
board = "Committee"
answer_by = 2008-12-05

[[rows]]
ids = [
    "REC-5",
]
uids = [
    "aaaaaaaa",
]
progress = "majority"
due = "2008-09"

[[rows]]
ids = [
    "REC-5",
]
uids = [
    "aaaaaaaa",
]
step = "plm5hb7p-1"
number = 2
due = "2008-12-19"

[[rows]]
ids = [
    "AFI-1",
    "AFI-2",
]
uids = [
    "bbbbbbbb",
    "cccccccc",
]
done = "0"
of = "2"
"""


def test_a_sending_is_a_file_that_a_person_can_read() -> None:
    assert new_sending_text(SENT) == TEXT
    assert sending_of(TEXT) == SENT


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
_keys = st.sampled_from(["status", "progress", "due", "done", "of", "last_answer"])
_ids = st.from_regex(r"[A-Za-z0-9._-]{1,12}", fullmatch=True)


@st.composite
def _rows(draw: st.DrawFn) -> SentRow:
    ids = tuple(draw(st.lists(_ids, min_size=1, max_size=3)))
    step = draw(st.none() | st.just("plm5hb7p-1-2"))
    number = draw(st.none() | st.integers(1, 9_999)) if step else None
    return SentRow(ids, ids, step, draw(st.dictionaries(_keys, _texts)), number)


_received = st.builds(
    Received, st.just("f" * 64), _days, _texts, st.integers(0, 99), st.just("abc")
)
_sendings = st.builds(
    Sending,
    n=st.integers(1, 10**9 - 1),
    on=_days,
    recorded=st.just(RECORDED),
    by=_texts,
    op=st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True),
    owner=_texts.filter(bool),
    to=st.none() | _texts,
    board=st.none() | _texts,
    answer_by=st.none() | _days,
    rows=st.lists(_rows(), max_size=3).map(tuple),
    received=st.lists(_received, max_size=2).map(tuple),
    void=st.none() | _texts,
)


@given(_sendings)
def test_what_is_written_is_read_again(sending: Sending) -> None:
    assert sending_of(new_sending_text(sending)) == sending


@given(_sendings, st.lists(_received, max_size=2), st.none() | _texts)
def test_answers_and_voiding_change_nothing_else_of_the_file(
    sending: Sending, answers: list[Received], void: str | None
) -> None:
    after = replace(sending, received=(*sending.received, *answers), void=void)
    text = "# by hand\n" + new_sending_text(sending)
    edited = edited_sending_text(text, sending, after)
    assert sending_of(edited) == after
    assert edited.startswith("# by hand\nschema = 2\n")
    with pytest.raises(ValueError, match="only its answers"):
        edited_sending_text(text, sending, replace(after, owner="x" + sending.owner))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("schema = 2", "schema = 9", "schema 9 is newer than this tracker knows"),
        ("n = 3", "n = 0", "'n' has to be a number from 1 to 999999999"),
        ("n = 3", "n = 1000000000", "'n' has to be a number from 1 to 999999999"),
        ("plm5hb7p", "../../x", "'op' has to be of small letters and digits, 32 at most"),
        ("on = 2008-12-01\n", "", "the key 'on' is missing"),
        ('owner = "Head of Public Protection"\n', "", "the key 'owner' is missing"),
        ('"aaaaaaaa"', '"../x"', "rows 1: 'ids' has '../x', which can't be an id"),
        ('    "aaaaaaaa",\n', "", "rows 1: 'ids' has to name as many items as 'uids', one or more"),
        ('"plm5hb7p-1"', '"a/b"', "rows 2: 'step' has to be what the step is called in the item"),
        ('progress = "majority"', "progress = 3", "rows 1: 'progress' has to be text"),
        ("answer_by = 2008-12-05", 'answer_by = "x"', "'answer_by' has to be a date such as"),
    ],
)
def test_a_file_that_is_no_sending_is_refused(old: str, new: str, why: str) -> None:
    with pytest.raises(Unreadable) as fault:
        sending_of(TEXT.replace(old, new))
    assert why in fault.value.problem


@pytest.fixture
def logged(plan: Path) -> Path:
    """The example plan with a sending in its log."""
    write(plan, SENT)
    return plan


def write(plan: Path, sending: Sending) -> None:
    with writing(plan):
        stamp = Stamp("Liaison Officer", RECORDED, sending.op)
        save(plan, [new_sending_write(sending)], stamp, "remind")


def test_the_log_is_read_in_the_order_of_numbers_and_damage_is_named(logged: Path) -> None:
    write(logged, replace(SENT, n=10, op="aaaaaaab"))
    write(logged, replace(SENT, n=3, op="aaaaaaac"))
    sent = logged / "sent"
    shutil.copy(sent / "3-plm5hb7p.toml", sent / "3-plm5hb7p-PC123.toml")
    shutil.copy(sent / "3-plm5hb7p.toml", sent / "4-plm5hb7p.toml")
    (sent / "77-zzz.toml").write_text("n = [")
    sendings, damaged, copies = read_sendings(logged)
    assert [one.id for one in sendings] == ["3-aaaaaaac", "3-plm5hb7p", "10-aaaaaaab"]
    assert copies == ["sent/3-plm5hb7p-PC123.toml"]
    assert [(one.path, one.problem) for one in damaged] == [
        (
            "sent/4-plm5hb7p.toml",
            "it is the sending 3-plm5hb7p, and the file's name says '4-plm5hb7p'",
        ),
        (
            "sent/77-zzz.toml",
            """not valid TOML: the value of 'n' can't be read: a text is written "TEXT\"""",
        ),
    ]
    assert next_number(sendings, damaged) == 78
    assert next_number([]) == 1


def test_check_names_what_is_wrong_with_the_log(run: Run, logged: Path) -> None:
    assert run("check").code == 0
    sent = logged / "sent"
    shutil.copy(sent / "3-plm5hb7p.toml", sent / "3-plm5hb7p (1).toml")
    shutil.copy(sent / "3-plm5hb7p.toml", sent / "4-plm5hb7p.toml")
    (sent / "notes.txt").write_text("mine")
    (sent / "5-a.toml").write_text("schema = 2\n")
    found = run("check")
    assert found.code == 1
    for text in (
        "sent/4-plm5hb7p.toml: it is the sending 3-plm5hb7p, and the file's name says",
        "sent/5-a.toml: the key 'op' is missing",
        "sent/3-plm5hb7p (1).toml",
        "sent/notes.txt",
    ):
        assert text in " ".join(found.out.split()), text


def test_undo_takes_a_sending_out_of_the_log_unless_an_answer_has_come(
    run: Run, logged: Path
) -> None:
    found = run("undo", "--yes")
    assert found.code == 0
    assert "removed: sent/3-plm5hb7p.toml" in found.err
    assert read_sendings(logged)[0] == []
    assert run("undo", "--redo", "--yes").code == 0
    assert read_sendings(logged)[0] == [SENT]
    answered = replace(SENT, received=(ANSWER,))
    with writing(logged):
        stamp = Stamp("Liaison Officer", RECORDED, "3cfvill5")
        save(logged, [sending_write(logged, answered)], stamp, "receive")
    assert read_sendings(logged)[0] == [answered]
    assert run("undo", "--yes").code == 0
    assert read_sendings(logged)[0] == [SENT]
    (logged / "sent" / "3-plm5hb7p.toml").write_text(TEXT + "# kept by hand\n")
    found = run("undo", "--yes")
    assert found.code == 3
    assert "3-plm5hb7p was changed since it was made: it stays" in found.err


def test_what_changed_meanwhile_is_no_longer_written(logged: Path) -> None:
    with writing(logged):
        (logged / "sent" / "3-plm5hb7p.toml").write_text("n = [")
        with pytest.raises(ConflictError):
            sending_write(logged, SENT)
        (logged / "sent" / "3-plm5hb7p.toml").unlink()
        with pytest.raises(ConflictError):
            sending_write(logged, SENT)


def test_list_reads_nothing_of_the_log(run: Run, logged: Path) -> None:
    (logged / "sent" / "3-plm5hb7p.toml").write_text("n = [")
    assert (run("list").code, run("list").err) == (0, "")
