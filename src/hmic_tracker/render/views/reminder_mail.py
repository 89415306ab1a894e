"""The mail of one owner: what is asked by when, how it stands, and then item by item."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hmic_tracker.domain.dates import MONTHS, WEEKDAYS, say_day, say_due, say_in_full
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.escaping import header_text
from hmic_tracker.render.views.damage_notice import damage_notice
from hmic_tracker.render.views.mail_facts import first_facts, moved_section
from hmic_tracker.render.views.mail_items import (
    deferral,
    items_section,
    lateness,
    time_left,
    whose,
    without_proof,
)
from hmic_tracker.render.views.unsettled import unsettled_note
from hmic_tracker.reports.answer_rows import words_of_item
from hmic_tracker.reports.mail_entries import mail_entries

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.people import Cover
    from hmic_tracker.reports.mail_contact import Contact
    from hmic_tracker.reports.reminders import Pack, Reminders
    from hmic_tracker.reports.reply import Reply
    from hmic_tracker.reports.since_sent import SinceSent

LONGEST_SUBJECT: Final = 69
"""Letters of a subject that stand on one line of 78 with the header's name."""
LONGEST_HEADLINE: Final = 72
"""Letters that stand on one line of a mail: the first ten lines have what is asked first."""
_OTHERS: Final = "Other items with a step of yours"
_EXAMPLE: Final = "in 28 of 32 boroughs, rest by 31 January"


def subject_of(pack: Pack, reminders: Reminders, reply: Reply | None = None) -> str:
    """What the mail is about: "OFFICIAL: answer by Fri 5 Dec: 3 inspection items overdue".

    The day is that of the answer, where one is known. Of several things it is the first: what is
    overdue, due, a step, without evidence, asked. No more than one line where that can be.
    """
    answer = ""
    if reply is not None:
        answer = f"answer by {WEEKDAYS[reply.by.day.weekday()][:3]} {_short(reply.by.day)}: "
    marking = f"{header_text(reminders.marking)}: " if reminders.marking else ""
    texts = (
        f"{marking}{answer}{next(iter(_counts(pack, reminders, kind, _short)))}"
        for kind in ("inspection item", "item")
    )
    subject = next((text for text in texts if len(text) <= LONGEST_SUBJECT), None)
    if subject is None:
        subject = f"{marking}{answer}{next(iter(_counts(pack, reminders, 'item', _short)))}"
    return subject[:1].upper() + subject[1:]


def _short(day: date) -> str:
    """ "5 Dec"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _in_full(day: date) -> str:
    return say_in_full(day.isoformat())


def _counts(
    pack: Pack, reminders: Reminders, kind: str, say_date: Callable[[date], str]
) -> Iterator[str]:
    """What there is of each thing that the mail is about, what presses most first."""
    until = say_date(reminders.until)
    late = sum(step.days_late > 0 for step in pack.steps)
    counts = (
        (len(pack.overdue), kind, " overdue"),
        (len(pack.due), kind, f" due by {until}"),
        (late, "step", " late"),
        (len(pack.steps) - late, "step", f" due by {until}"),
        (len(pack.evidence), kind, " awaiting evidence"),
    )
    yield from (f"{plural(number, word)}{more}" for number, word, more in counts if number)
    if pack.questions:
        yield f"{plural(len(pack.questions), 'question')} on {kind}s"


def mail_document(pack: Pack, reminders: Reminders, reply: Reply) -> nodes.Document:
    """One owner's mail: only what concerns them, and of notes only published ones.

    The first ten lines have what is asked by when, what is late, moved and due next, and who is
    answered. The whole texts are in it, unless
    they are in a workbook that goes with it. Both forms of the mail are drawn from this.
    """
    entries, until = mail_entries(pack, reminders), _in_full(reminders.until)
    others = f"Besides these: {plural(pack.others, 'open item')}, not due by then."
    ends = [others] if pack.others else []
    if pack.overdue or pack.due or pack.steps or pack.deferred:
        ends.append("The deadlines are attached as a calendar.")
    page = nodes.page_of(
        nodes.Paragraph(_what_to_do(reply)),
        nodes.Gap(),
        nodes.Heading(_headline(pack, reminders)),
        nodes.Pairs((*first_facts(pack, reminders, reply), *_about(pack, reminders, reply))),
        _how_to_answer(reply),
        items_section("Overdue", pack.overdue, entries.overdue, lateness, reply),
        items_section(f"Due by {until}", pack.due, entries.due, time_left, reply),
        items_section(
            "Other items with a step of yours", entries.others, entries.others, whose, reply
        ),
        items_section(
            "Completed, evidence awaited", pack.evidence, entries.evidence, without_proof, reply
        ),
        items_section(
            "Deferred, nothing is asked now", pack.deferred, entries.deferred, deferral, reply
        ),
        _requested(pack),
        _questions(pack),
        _not_settled(pack) if reply.has_form else _texts(pack),
        moved_section(pack),
        nodes.spaced(*map(nodes.Paragraph, ends)),
        nodes.spaced(nodes.Paragraph(_signature(reply.contact))) if reply.contact else None,
        damage_notice(reminders.damaged),
    )
    return nodes.Document(page, title=subject_of(pack, reminders, reply), look="mail")


def _what_to_do(reply: Reply) -> str:
    """What the owner is asked to send, and by when."""
    by = f"{WEEKDAYS[reply.by.day.weekday()]} {_in_full(reply.by.day)}"
    if reply.has_form:
        return (
            "Please fill in the yellow cells of the attached workbook "
            f"({plural(len(reply.rows), 'row')}) and reply with it by {by}."
        )
    return f"Please reply by {by} with how far each of these is, and what shows it."


def _how_to_answer(reply: Reply) -> Iterator[nodes.Node]:
    """How a line in the reply answers for an item."""
    how = "Without Excel a line" if reply.has_form else "A line"
    first = reply.rows[0]
    example = f"{first.of // 2} of {first.of} done" if first.of else _EXAMPLE
    yield from nodes.spaced(nodes.Paragraph(f"{how} for each item will do, such as"))
    yield nodes.Paragraph(f"{first.name}: {example}", indent=2)


def _headline(pack: Pack, reminders: Reminders) -> str:
    """How much there is, and how late the worst of it is; what has room on one line."""
    first, *others = _counts(pack, reminders, "inspection item", say_day)
    days = max(
        (one.days_overdue for one in pack.overdue),
        default=max((step.days_late for step in pack.steps), default=0) if not pack.due else 0,
    )
    worst = "the worst " * (not first.startswith("1 "))
    late = f", {worst}{plural(days, 'day')} late" if days else ""
    head = f"{first.removesuffix(' late')}{late}"
    both = "; ".join((head, *others[:1]))
    return both if len(both) <= LONGEST_HEADLINE else head


def _about(pack: Pack, reminders: Reminders, reply: Reply) -> Iterator[tuple[str, str]]:
    yield "For", pack.owner
    of = (_in_full(reminders.as_of), reminders.organisation, reminders.marking)
    yield "Position", ", ".join(filter(None, of))
    if beside := "; ".join(_beside(pack)):
        yield "Besides", beside
    if reply.since:
        yield "Last mail", " ".join(_since(reply.since))
    if pack.cover:
        yield "Cover", _cover(pack.cover)


def _beside(pack: Pack) -> Iterator[str]:
    """What is deferred or asks for another date, by ids; the sections below say more."""
    for rows, what in ((pack.deferred, "deferred"), (pack.requested, "another date asked for")):
        if rows:
            yield f"{format_id_ranges([row.item.id for row in rows])} {what}"


def _cover(cover: Cover) -> str:
    until = f" until {say_in_full(cover.until)}" if cover.until else ""
    return f"{cover.name} answers in the holder's absence{until}"


def _since(since: SinceSent) -> Iterator[str]:
    """What came back of the mail before, what of it is in this one, and what happened since."""
    before, state = since.state.sending, since.state
    day, days, rows = _in_full(before.on), plural(state.days, "day"), plural(state.rows, "row")
    if state.state == "silent":
        yield f"What was sent to you on {day} has not been answered for {days}."
    elif state.state == "answered":
        yield f"Your answer to that of {day} is taken in, thank you."
    else:
        left = state.rows - state.answered
        others = "the other one has" if left == 1 else f"the other {left} have"
        yield (
            f"Of what was sent to you on {day}, {state.answered} of {rows} are answered; {others} "
            f"waited for {days}."
        )
    of = f"All {rows} of it" if since.again == state.rows > 1 else f"{since.again} of its {rows}"
    again = [f"{of} {_is(since.again)} asked again"] * bool(since.again)
    new = [f"{plural(since.new, 'row')} {_is(since.new)} new"] * bool(since.new)
    if again or new:
        yield f"{', '.join((*again, *new))}."
    happened = (
        (since.reopened, f"{plural(since.reopened, 'item')} reopened"),
        (since.evidence, f"evidence wanted of {plural(since.evidence, 'item')}"),
        (since.moved, f"{plural(since.moved, 'date')} moved"),
        (since.refused, f"{plural(since.refused, 'new date')} refused"),
    )
    if texts := [text for number, text in happened if number]:
        yield f"Since then: {', '.join(texts)}."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _signature(contact: Contact) -> str:
    return ", ".join(filter(None, contact))


def _requested(pack: Pack) -> nodes.Page:
    """The dates asked for, and those that stand until an answer."""
    pairs = tuple(
        (row.item.id, f"{say_due(item.requested_due or '')}; until then {_stands(item)}")
        for row in pack.requested
        for item in (row.item,)
    )
    head = f"Dates asked for, not answered yet: {len(pairs)}"
    return nodes.section(head, nodes.Pairs(pairs)) if pairs else ()


def _stands(item: Item) -> str:
    return f"{say_due(item.due)} stands" if item.due else "it has no date"


def _questions(pack: Pack) -> nodes.Page:
    """What is asked, with the title of an item that is nowhere else in the mail."""
    titles = {row.item.id: row.item.title for row in pack.undated}
    pairs = [
        pair
        for question in pack.questions
        for pair in (
            (format_id_ranges(question.ids), question.text),
            *(("", titles[one]) for one in question.ids[:1] if one in titles),
        )
        if len(question.ids) == 1 or pair[0]
    ]
    head = f"Questions: {len(pack.questions)}"
    return nodes.section(head, nodes.Pairs(tuple(pairs))) if pairs else ()


def _not_settled(pack: Pack) -> nodes.Page:
    """What else was given of the items, where their texts are in the workbook."""
    notes = [unsettled_note(one) for fields in pack.unsettled.values() for one in fields]
    return nodes.section("Not settled", *map(nodes.Paragraph, notes)) if notes else ()


def _texts(pack: Pack) -> Iterator[nodes.Node]:
    """The texts of the items, which so far only have titles, and their last notes."""
    items = (*(row.item for row in (*pack.rows, *pack.undated)), *(s.item for s in pack.steps))
    known = {item.id: item for item in items}
    with_more = {*pack.notes, *(one for one, fields in pack.unsettled.items() if fields)}
    with_text = [
        known[one] for one in sorted(known, key=id_key) if known[one].text or one in with_more
    ]
    if with_text:
        yield from nodes.spaced(nodes.Heading("In full"))
    for item in with_text:
        yield from nodes.part(item.id)
        if item.text:
            yield nodes.Quotation(words_of_item(item, pack.wholes))
        for one in pack.unsettled.get(item.id, ()):
            yield nodes.Paragraph(unsettled_note(one), indent=2)
        if item.id in pack.notes:
            day, note = pack.notes[item.id]
            yield nodes.Paragraph(f"Last note, {say_day(day)}: {note}", indent=2)
