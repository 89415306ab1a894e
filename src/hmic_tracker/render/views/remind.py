"""Reminders: the page of one owner's pack, the list of who gets what, and its JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hmic_tracker.domain.dates import say_day, say_due, say_in_full
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.people import is_mail
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.words import plural
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice
from hmic_tracker.render.views.items import items_table
from hmic_tracker.render.views.unsettled import unsettled_note

if TYPE_CHECKING:
    from hmic_tracker.reports.item_rows import ItemRow
    from hmic_tracker.reports.reminders import Pack, Reminders, Step

_COLUMNS = nodes.columns("Owner", ">Overdue", ">Due", ">Evidence", ">Steps", ">Questions")
_STEPS = nodes.columns("Item", ">Step", "Due", ">Days late")


def subject_of(pack: Pack, reminders: Reminders) -> str:
    """What the mail is about: "Inspection action plan: 3 overdue, 2 due by 31 December 2008".

    Where no item of the owner is late or due, it is what else there is, one thing of it.
    """
    until = say_in_full(reminders.until.isoformat())
    parts = [f"{len(pack.overdue)} overdue"] * bool(pack.overdue)
    parts += [f"{len(pack.due)} due by {until}"] * bool(pack.due)
    if not parts:
        parts += [f"{plural(len(pack.steps), 'step')} late or due by {until}"] * bool(pack.steps)
        parts += [f"{len(pack.evidence)} awaiting evidence"] * bool(pack.evidence)
        parts = [*parts, plural(len(pack.questions), "question")][:1]
    return f"Inspection action plan: {', '.join(parts)}"


def pack_page(pack: Pack, reminders: Reminders) -> nodes.Page:
    """The page of one owner's pack: only what concerns them, and of notes only published ones."""
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
        nodes.Heading(subject_of(pack, reminders)),
        nodes.spaced(nodes.Pairs(about)),
        nodes.spaced(
            nodes.Paragraph("Please reply with how far each of these is, and what shows it.")
        ),
        _items("Overdue", pack.overdue, ("id", "where", "due", "days_overdue", "progress")),
        _items(f"Due by {until}", pack.due, ("id", "where", "due", "progress")),
        _items("Completed, evidence awaited", pack.evidence, ("id", "where", "due")),
        _section(f"Steps late or due by {until}", len(pack.steps), steps),
        _section("Questions", len(questions), nodes.Pairs(questions)),
        _in_full(pack),
        nodes.spaced(*map(nodes.Paragraph, ends)),
        damage_notice(reminders.damaged),
    )


def reminders_page(reminders: Reminders, files: Sequence[str] = ()) -> nodes.Page:
    """The list of who gets what; `files` are the names of the packs' files, where there are any."""
    days = f"{say_day(reminders.as_of)}, due by {say_day(reminders.until)}"
    ends = (*_nobody(reminders), *damage_notice(reminders.damaged))
    if not reminders.packs:
        return (nodes.Heading(f"Reminders on {days}: none"), *ends)
    rows = tuple(
        nodes.make_row(
            nodes.Cell(pack.owner, "bold"),
            *map(len, (pack.overdue, pack.due, pack.evidence, pack.steps, pack.questions)),
            detail=", ".join(filter(None, [_address(pack), file])),
        )
        for pack, file in zip(reminders.packs, files or [""] * len(reminders.packs), strict=True)
    )
    head = nodes.Heading(f"Reminders on {days}: {plural(len(rows), 'owner')}")
    return (head, nodes.Gap(), nodes.Table(_COLUMNS, rows, "To"), *ends)


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
