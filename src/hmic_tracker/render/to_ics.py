"""Deadlines as a calendar (RFC 5545): one all-day event each, that a moved date updates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from hmic_tracker.domain.dates import OPEN_END, last_day, say_in_full
from hmic_tracker.domain.frameworks import slug_of
from hmic_tracker.domain.rules import is_open
from hmic_tracker.domain.words import PROGRESS_PHRASES, STATUS_PHRASES
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render.escaping import visible
from hmic_tracker.render.views.deferral_text import until_text

if TYPE_CHECKING:
    import icalendar

    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.parts import Action
    from hmic_tracker.reports.item_rows import ItemRow

ALARM: Final = timedelta(days=-7)
NOON: Final = time(12, tzinfo=UTC)
"""The hour of what is made on a day: noon in London is that day nearly everywhere."""
_PRODUCT: Final = "-//hmic-tracker//tracker//EN"


class Event(NamedTuple):
    """A deadline in a calendar.

    `uid` stays, whatever becomes of the deadline. `sequence` counts what was entered since, so that
    a calendar knows the newer of two events with one uid. Only what is still open has an `alarm`.
    """

    uid: str
    day: date
    title: str
    text: str
    sequence: int = 0
    created: datetime | None = None
    changed: datetime | None = None
    alarm: bool = True


def item_events(rows: Iterable[ItemRow], organisation: str | None) -> Iterator[Event]:
    """An event for each item that has a due, a month's on its last day, and each deferral's end."""
    for row in rows:
        if row.item.deadline:
            title = f"{row.item.id}: {row.item.title}"
            event = _event(row.item, row.item.deadline, title, _event_text(row), organisation)
            yield event._replace(alarm=event.alarm and not row.is_deferred)
        if row.is_deferred and row.item.deferred_until not in {None, OPEN_END}:
            yield _deferral_event(row, organisation)


def _deferral_event(row: ItemRow, organisation: str | None) -> Event:
    """The event of the last day of a deferral, on the day after which its item is back."""
    item, until = row.item, row.item.deferred_until or ""
    title = f"{item.id}: deferral ends, {item.title}"
    return _event(item, last_day(until), title, _event_text(row), organisation, "deferral.")


def step_event(item: Item, step: Action, organisation: str | None) -> Event | None:
    """The event of a step of an item's action plan, None where it has no due."""
    if step.deadline is None:
        return None
    title = f"{item.id}, step {step.n}: {step.text or item.title}"
    text = f"Due {say_in_full(step.due or '')}. A step of {item.id}, {item.title}"
    event = _event(item, step.deadline, title, text, organisation, f"step-{step.n}.")
    return event._replace(alarm=step.is_open and is_open(item))


def draw(events: Iterable[Event], day: date, name: str) -> str:
    r"""The calendar of that name as it is made on a day; lines end in "\r\n".

    What the texts hold stays text: control characters are escaped, and no line of theirs becomes a
    property. The same events on the same day give the same bytes.
    """
    import icalendar

    calendar = icalendar.Calendar()
    for key, value in (("prodid", _PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN")):
        calendar.add(key, value)
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", visible(name))
    made = datetime.combine(day, NOON)
    for event in events:
        calendar.add_component(_component(event, made))
    data: bytes = calendar.to_ical()
    return data.decode("utf-8")


def _component(event: Event, made: datetime) -> icalendar.Event:
    import icalendar

    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("dtstamp", made)
    component.add("dtstart", event.day)
    if event.day < date.max:  # without an end it is that one day as well
        component.add("dtend", event.day + timedelta(days=1))
    component.add("summary", visible(event.title))
    component.add("description", visible(event.text, newlines=True))
    component.add("sequence", event.sequence)
    if event.created:
        component.add("created", _utc(event.created))
    if event.changed:
        component.add("last-modified", _utc(event.changed))
    component.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
    if event.alarm:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", visible(event.title))
        alarm.add("trigger", ALARM)
        component.add_component(alarm)
    return component


def _event(
    item: Item, day: date, title: str, text: str, organisation: str | None, part: str = ""
) -> Event:
    entries = len(item.history)
    return Event(
        uid=f"{part}{_uid(item, organisation)}",
        day=day,
        title=title,
        text=text,
        sequence=max(0, entries - 1),
        created=item.history[0].recorded if entries else None,
        changed=item.updated_at,
        alarm=is_open(item),
    )


def _uid(item: Item, organisation: str | None) -> str:
    """An item's uid in the whole world: two organisations may import one report."""
    return (
        f"{_bare(item.uid)}.{_bare(item.inspection or 'plan')}@{_bare(organisation or 'tracker')}"
    )


def _bare(text: str) -> str:
    """Letters, digits and hyphens that are the text's own: a fingerprint where it has others."""
    slug = slug_of(text)
    if re.fullmatch(r"[A-Za-z0-9 -]{1,64}", text, re.ASCII):
        return slug
    import hashlib

    return f"{slug[:40]}-{hashlib.sha256(text.encode(errors='backslashreplace')).hexdigest()[:12]}"


def _event_text(row: ItemRow) -> str:
    item = row.item
    due = f"Due {say_in_full(item.due)}" if item.due else "No due date"
    parts = [due, STATUS_PHRASES[item.status]]
    if is_open(item):
        parts.append(PROGRESS_PHRASES[item.reported_progress])
    if row.is_deferred:
        by = f" by {item.deferred_by}" if item.deferred_by else ""
        parts.append(f"deferred {until_text(item.deferred_until or '')}{by}")
    parts.append(f"owner: {item.owner or 'none'}")
    if row.framework_name:
        number = f", {item.label}" if item.label is not None else ""
        parts.append(f"{row.framework_name}{number}")
    return "\n\n".join(filter(None, ["; ".join(parts), _not_settled(item), item.text]))


def _not_settled(item: Item) -> str:
    """What else the due was given; nothing where that is settled."""
    if not item.unsettled:
        return ""
    from hmic_tracker.render.views.unsettled import unsettled_note
    from hmic_tracker.reports.unsettled import unsettled_of

    notes = (unsettled_note(one, say_in_full) for one in unsettled_of(item) if one.first_due)
    return "; ".join(notes)


def _utc(moment: datetime) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
