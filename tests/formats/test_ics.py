"""A list as a calendar: read back by another reader, it has the same deadlines."""

from __future__ import annotations

import json
import os
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import icalendar
import pytest

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.parts import Action
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.words import COMPLETED, STATUSES
from hmic_tracker.render.escaping import visible
from hmic_tracker.render.to_ics import draw, item_events, step_event
from tests.conftest import Run
from tests.domain.making import an_item, born, entered
from tests.formats.rows import DAY, REC, rows_of
from tests.render.pages import HOSTILE, forbidden

CALENDARS: Final = int(os.environ.get("TRACKER_FUZZ") or 300)
PROPERTIES: Final = {
    *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "SEQUENCE", "CREATED"),
    *("LAST-MODIFIED", "TRANSP"),
}
HEADS: Final = {"VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME"}


def events(text: str) -> list[Any]:
    """The events of a calendar that has nothing else in it, and no property but those meant."""
    calendar = icalendar.Calendar.from_ical(text)
    assert set(calendar) == HEADS
    found = list(calendar.subcomponents)
    for event in found:
        assert event.name == "VEVENT"
        assert set(event) <= PROPERTIES
        assert event.errors == []
        for alarm in event.subcomponents:
            assert (alarm.name, set(alarm)) == ("VALARM", {"ACTION", "DESCRIPTION", "TRIGGER"})
    return found


def calendar(*items: Item, organisation: str | None = "Example Police") -> list[Any]:
    return events(draw(item_events(rows_of(*items), organisation), DAY, "deadlines"))


def test_a_calendar_has_an_event_on_the_deadline_of_every_listed_item(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    run("update", "AFI-3", "REC-1", "--status", "verified", "--override", "seen", "--yes")
    listed = json.loads(run("list", "--all", "--json").out)["items"]
    found = run("list", "--all", "-o", tmp_path / "due.ics")
    dated = [item for item in listed if item["due"]]
    assert found.code == 0
    assert f"wrote {tmp_path / 'due.ics'}\n" in found.err
    got = events((tmp_path / "due.ics").read_bytes().decode())
    assert [event["DTSTART"].dt.isoformat() for event in got] == [i["deadline"] for i in dated]
    assert [str(event["SUMMARY"]) for event in got] == [f"{i['id']}: {i['title']}" for i in dated]
    assert all(event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1) for event in got)
    assert len({event["UID"] for event in got}) == len(dated)
    alarms = [[alarm["TRIGGER"].dt for alarm in event.subcomponents] for event in got]
    week = [timedelta(days=-7)]
    assert alarms == [[] if i["status"] in COMPLETED else week for i in dated]


def test_what_has_no_due_is_told_and_is_no_event(run: Run, plan: Path) -> None:
    run("add", "afi", "Something new")
    found = run("list", "--where", "id = AFI-49 or id = REC-5", "--format", "ics")
    assert (found.code, found.err) == (0, "1 item of 2 has no due date and no event\n")
    assert len(events(found.out)) == 1
    nothing = run("list", "--where", "id = AFI-49", "--format", "ics")
    assert (nothing.code, events(nothing.out)) == (0, [])


def test_a_moved_date_updates_the_same_event(run: Run, plan: Path) -> None:
    def event() -> Any:
        (found,) = events(run("list", "--where", "id = REC-5", "--format", "ics").out)
        return found

    before = event()
    run("update", "REC-5", "--due", "2009-02", "--reason", "the IT release slipped")
    moved = event()
    run("undo")
    back = event()
    assert before["UID"] == moved["UID"] == back["UID"]
    assert [e["DTSTART"].dt for e in (before, moved, back)] == [
        date(2008, 9, 30),
        date(2009, 2, 28),
        date(2008, 9, 30),
    ]
    assert before["SEQUENCE"] < moved["SEQUENCE"] < back["SEQUENCE"]
    assert before["LAST-MODIFIED"].dt < moved["LAST-MODIFIED"].dt <= back["LAST-MODIFIED"].dt
    assert before["CREATED"].dt == moved["CREATED"].dt


def test_two_organisations_inspections_or_items_never_share_an_event() -> None:
    made = {
        calendar(replace(REC, uid=uid, inspection=inspection), organisation=whose)[0]["UID"]
        for uid in ("aaaaaaaa", "aaaaaaab")
        for inspection in (None, "one", "two", "tŵo")
        for whose in (None, "A", "B", "Ä", "漢字", "\r\nATTENDEE:x")
    }
    assert len(made) == 2 * 4 * 6
    assert all(uid.isascii() and uid.isprintable() for uid in made)


def test_a_step_is_an_event_beside_its_item() -> None:
    step = Action(2, text="write\r\nBEGIN:VEVENT", due="2008-12")
    item = replace(REC, actions=(step,))
    found = step_event(item, step, None)
    assert found is not None
    (event,) = events(draw([found], DAY, "deadlines"))
    assert event["UID"] == "step-2.aaaaaaaa.plan@tracker"
    assert str(event["SUMMARY"]) == "REC-1, step 2: write BEGIN:VEVENT"
    assert event["DTSTART"].dt == date(2008, 12, 31)
    assert step_event(item, step._replace(due=None), None) is None
    for over in (step._replace(done="2008-11-20"), step._replace(dropped="no need")):
        told = step_event(item, over, None)
        assert told is not None
        assert not told.alarm


def test_the_last_day_there_is_has_no_day_after_it() -> None:
    (event,) = calendar(replace(REC, due="9999-12-31"))
    assert "DTEND" not in event
    assert event["DTSTART"].dt == date.max


def test_the_same_plan_and_day_give_the_same_bytes(run: Run, plan: Path) -> None:
    first, again = (run("list", "--format", "ics").out for _ in range(2))
    assert first == again
    assert "DTSTAMP:20081201T120000Z\r\n" in first
    assert run("list", "--no-index", "--format", "ics").out == first
    assert set(first.replace("\r\n", "")) & {"\r", "\n"} == set()
    assert max(len(line.encode()) for line in first.split("\r\n")) <= 75


@pytest.mark.parametrize("words", ["summary", "grades", "show REC-5", "history", "list --count"])
def test_what_lists_no_items_has_no_calendar(run: Run, plan: Path, words: str) -> None:
    found = run(*words.split(), "--format", "ics")
    assert (found.code, found.out) == (2, "")


def hostile_item(dice: random.Random) -> Item:
    """An item with a hostile text in every field that takes one."""

    def text() -> str:
        if dice.random() < 0.6:
            return dice.choice(HOSTILE)
        wild = "\r\n", "\n", "BEGIN:VEVENT", "END:VCALENDAR", ";", ",", "\\", "\\n", '"', ":", "\0"
        return "".join(dice.choices([*wild, "ATTENDEE:mailto:a@b", "X=", "a", "漢"], k=9))

    item = born(uid=text(), inspection=text(), framework=text())
    item = entered(item, title=text() or None, text=text() or None, owner=text() or None)
    due = dice.choice((None, "2008-09", "2008-09-30", "9999-12", "0001-01-01"))
    return replace(item, due=due, status=dice.choice(STATUSES), tags=(text(),))


def test_no_text_becomes_a_property_and_none_is_lost() -> None:
    dice = random.Random(20080911)
    for _ in range(CALENDARS):
        items = [hostile_item(dice) for _ in range(dice.randrange(4))]
        whose, name = dice.choice(HOSTILE), dice.choice(HOSTILE)
        text = draw(item_events(rows_of(*items), whose), DAY, name)
        assert forbidden(text.replace("\r\n", "")) == []
        assert "\n" not in text.replace("\r\n", "")
        found = events(text)
        dated = [item for item in items if item.due]
        assert len(found) == text.split("\r\n").count("BEGIN:VEVENT") == len(dated)
        for event, item in zip(found, dated, strict=True):
            assert event["DTSTART"].dt == item.deadline
            assert str(event["SUMMARY"]) == visible(f"{item.id}: {item.title}")
            told = visible(item.text or "", newlines=True)
            assert str(event["DESCRIPTION"]).endswith(told)


def test_an_item_without_history_is_an_event_without_its_days() -> None:
    (event,) = calendar(an_item(due="2008-12-24"))
    assert (event["SEQUENCE"], "CREATED" in event, "LAST-MODIFIED" in event) == (0, False, False)
