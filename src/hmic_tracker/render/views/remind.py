"""Reminders: the page of one owner's pack, the list of who gets what, and its JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from hmic_tracker.domain.dates import MONTHS, WEEKDAYS, say_day, say_due, say_in_full, say_weekday
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.people import is_mail
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.words import plural
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice
from hmic_tracker.render.views.items import items_table
from hmic_tracker.render.views.unsettled import unsettled_note

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.domain.items import Item
    from hmic_tracker.reports.answers import SentState
    from hmic_tracker.reports.item_rows import ItemRow
    from hmic_tracker.reports.reminders import Pack, Reminders, Step
    from hmic_tracker.reports.reply import Outgoing, Reply

_COLUMNS = nodes.columns("Owner", ">Overdue", ">Due", ">Evidence", ">Steps", ">Questions")
_EXAMPLE = "in 28 of 32 boroughs, rest by 31 January"
_STEPS = nodes.columns("Item", ">Step", "Due", ">Days late")


def subject_of(pack: Pack, reminders: Reminders, reply: Reply | None = None) -> str:
    """What the mail is about: "Inspection action plan: 3 overdue, 2 due by 31 December 2008".

    Where an answer is wanted it begins with the day: "OFFICIAL: answer by Fri 5 Dec: 3 inspection
    items overdue". Where no item of the owner is late or due, it is what else there is, one thing
    of it.
    """
    if reply is not None:
        return _subject_with_day(pack, reminders, reply)
    until = say_in_full(reminders.until.isoformat())
    parts = [f"{len(pack.overdue)} overdue"] * bool(pack.overdue)
    parts += [f"{len(pack.due)} due by {until}"] * bool(pack.due)
    if not parts:
        parts += [f"{plural(len(pack.steps), 'step')} late or due by {until}"] * bool(pack.steps)
        parts += [f"{len(pack.evidence)} awaiting evidence"] * bool(pack.evidence)
        parts = [*parts, plural(len(pack.questions), "question")][:1]
    return f"Inspection action plan: {', '.join(parts)}"


def _subject_with_day(pack: Pack, reminders: Reminders, reply: Reply) -> str:
    counts = (
        (len(pack.overdue), "inspection item", " overdue"),
        (len(pack.due), "inspection item", f" due by {_short(reminders.until)}"),
        (len(pack.steps), "step", f" late or due by {_short(reminders.until)}"),
        (len(pack.evidence), "inspection item", " awaiting evidence"),
        (len(pack.questions), "question", " on inspection items"),
    )
    what = next(f"{plural(n, word)}{more}" for n, word, more in counts if n)
    day = _short(reply.by.day)
    if not reminders.marking:
        return f"Answer by {WEEKDAYS[reply.by.day.weekday()][:3]} {day}: {what}"
    return f"{reminders.marking}: answer by {WEEKDAYS[reply.by.day.weekday()][:3]} {day}: {what}"


def _short(day: date) -> str:
    """ "5 Dec"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def pack_page(pack: Pack, reminders: Reminders, reply: Reply | None = None) -> nodes.Page:
    """The page of one owner's pack: only what concerns them, and of notes only published ones.

    The whole texts are in it, unless they are in a workbook that goes with it.
    """
    until = say_in_full(reminders.until.isoformat())
    about = (
        ("For", pack.owner),
        *([("Plan of", reminders.organisation)] if reminders.organisation else []),
        ("As of", say_in_full(reminders.as_of.isoformat())),
    )
    steps = nodes.Table(_STEPS, tuple(map(_step, pack.steps)), "What")
    questions = tuple(
        (format_id_ranges(question.ids), question.text) for question in pack.questions
    )
    others = f"Besides these: {plural(pack.others, 'open item')}, not due by then."
    ends = [others] if pack.others else []
    if pack.overdue or pack.due or pack.steps:
        ends.append("The deadlines are attached as a calendar.")
    return nodes.page_of(
        nodes.marking_line(reminders.marking),
        nodes.Heading(subject_of(pack, reminders, reply)),
        nodes.spaced(nodes.Pairs(about)),
        nodes.spaced(*_what_to_do(reply)),
        _items("Overdue", pack.overdue, ("id", "where", "due", "days_overdue", "progress")),
        _items(f"Due by {until}", pack.due, ("id", "where", "due", "progress")),
        _items("Completed, evidence awaited", pack.evidence, ("id", "where", "due")),
        _section("Dates asked for, not answered yet", len(pack.requested), _requested(pack)),
        _section(f"Steps late or due by {until}", len(pack.steps), steps),
        _section("Questions", len(questions), nodes.Pairs(questions)),
        _not_settled(pack) if reply and reply.has_form else _in_full(pack),
        nodes.spaced(*map(nodes.Paragraph, ends)),
        damage_notice(reminders.damaged),
    )


def _what_to_do(reply: Reply | None) -> Iterator[nodes.Node]:
    """What the owner is asked to send, by when, for whom; and that the last was not answered."""
    if reply is None:
        yield nodes.Paragraph("Please reply with how far each of these is, and what shows it.")
        return
    by = f"{WEEKDAYS[reply.by.day.weekday()]} {say_in_full(reply.by.day.isoformat())}"
    if reply.before is not None and reply.before.state != "answered":
        yield nodes.Paragraph(_unanswered(reply.before))
        yield nodes.Gap()
    board = f" The answers go to the {reply.by.board}" if reply.by.board else ""
    if reply.by.meeting:
        board += f" of {say_in_full(reply.by.meeting.isoformat())}"
    board += "." * bool(board)
    rows = plural(len(reply.rows), "row")
    if reply.has_form:
        yield nodes.Paragraph(
            f"Please fill in the yellow cells of the attached workbook ({rows}) and reply with it "
            f"by {by}.{board} No Excel? Reply with a line for each item, such as"
        )
    else:
        yield nodes.Paragraph(
            f"Please reply by {by} with how far each of these is, and what shows it.{board} A line "
            "for each item will do, such as"
        )
    first = reply.rows[0]
    example = f"{first.of // 2} of {first.of} done" if first.of else _EXAMPLE
    yield nodes.Paragraph(f"{first.name}: {example}", indent=2)


def _unanswered(before: SentState) -> str:
    day, days = say_in_full(before.sending.on.isoformat()), plural(before.days, "day")
    if before.state == "silent":
        return f"What was sent to you on {day} has not been answered for {days}."
    answered = f"{before.answered} of {plural(before.rows, 'row')} are answered"
    left = before.rows - before.answered
    others = "the other one has" if left == 1 else f"the other {left} have"
    return f"Of what was sent to you on {day}, {answered}; {others} waited for {days}."


def reminders_page(reminders: Reminders, outgoing: Sequence[Outgoing] = ()) -> nodes.Page:
    """The list of who gets what; `outgoing` is what goes to each, where files are written."""
    days = f"{say_day(reminders.as_of)}, due by {say_day(reminders.until)}"
    ends = (*_nobody(reminders), *damage_notice(reminders.damaged))
    if not reminders.packs:
        return (nodes.Heading(f"Reminders on {days}: none"), *ends)
    rows = tuple(
        nodes.make_row(
            nodes.Cell(pack.owner, "bold"),
            *map(len, (pack.overdue, pack.due, pack.evidence, pack.steps, pack.questions)),
            detail=", ".join([_address(pack), *_files(out)]),
        )
        for pack, out in zip_longest(reminders.packs, outgoing)
    )
    head = nodes.Heading(f"Reminders on {days}: {plural(len(rows), 'owner')}")
    return (head, nodes.Gap(), nodes.Table(_COLUMNS, rows, "To"), *ends)


def _files(out: Outgoing | None) -> list[str]:
    return [out.file, f"answer by {say_weekday(out.reply.by.day)}"] if out else []


def _address(pack: Pack) -> str:
    if pack.post is None or not pack.post.mail:
        return "no address"
    return pack.post.mail if is_mail(pack.post.mail) else "no usable address"


def _items(name: str, rows: Sequence[ItemRow], keys: Sequence[str]) -> nodes.Page:
    return _section(name, len(rows), items_table(rows, keys))


def _section(name: str, count: int, content: nodes.Node) -> nodes.Page:
    return nodes.section(f"{name}: {count}", content) if count else ()


def _step(step: Step) -> nodes.Row:
    action = step.action
    text = f"{action.text}, of: {step.item.title}" if action.text else step.item.title
    return nodes.make_row(
        *(nodes.id_cell(step.item.id), action.n),
        *(say_due(action.due or ""), step.days_late or ""),
        detail=text,
    )


def _requested(pack: Pack) -> nodes.Pairs:
    """The dates asked for, and those that stand until an answer."""
    return nodes.Pairs(
        tuple(
            (row.item.id, f"{say_due(item.requested_due or '')}; until then {_stands(item)}")
            for row in pack.requested
            for item in (row.item,)
        )
    )


def _stands(item: Item) -> str:
    return f"{say_due(item.due)} stands" if item.due else "it has no date"


def _not_settled(pack: Pack) -> nodes.Page:
    """What else was given of the items, where their texts are in the workbook."""
    notes = [unsettled_note(one) for fields in pack.unsettled.values() for one in fields]
    return nodes.section("Not settled", *map(nodes.Paragraph, notes)) if notes else ()


def _in_full(pack: Pack) -> Iterator[nodes.Node]:
    """The texts of the items, which the tables only have the titles of, and their last notes."""
    rows = sorted(pack.rows, key=lambda row: id_key(row.item.id))
    with_more = {*pack.notes, *(one for one, fields in pack.unsettled.items() if fields)}
    with_text = [row for row in rows if row.item.text or row.item.id in with_more]
    if with_text:
        yield from nodes.spaced(nodes.Heading("In full"))
    for row in with_text:
        yield from nodes.part(row.item.id)
        if row.item.text:
            yield nodes.Quotation(row.item.text)
        for one in pack.unsettled.get(row.item.id, ()):
            yield nodes.Paragraph(unsettled_note(one), indent=2)
        if row.item.id in pack.notes:
            day, note = pack.notes[row.item.id]
            yield nodes.Paragraph(f"Last note, {say_day(day)}: {note}", indent=2)


def overdue_without_owner(reminders: Reminders) -> str:
    """What is overdue and in no pack, and how to see it."""
    verb = "has" if reminders.nobody_overdue == 1 else "have"
    return f"{reminders.nobody_overdue} overdue {verb} no owner: tracker list --no-owner"


def _nobody(reminders: Reminders) -> Iterator[nodes.Node]:
    if reminders.nobody_overdue:
        yield nodes.Gap()
        yield nodes.Paragraph(overdue_without_owner(reminders))
    if reminders.nobody:
        text = f"Nobody owns, so in no pack: {format_id_ranges(reminders.nobody)}"
        yield from nodes.spaced(nodes.Paragraph(text))
