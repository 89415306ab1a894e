"""Reminders: the list of who gets what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from hmic_tracker.domain.dates import say_day, say_weekday
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.people import is_mail
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice

if TYPE_CHECKING:
    from hmic_tracker.reports.reminders import Pack, Reminders
    from hmic_tracker.reports.reply import Outgoing

_COLUMNS = nodes.columns("Owner", ">Overdue", ">Due", ">Evidence", ">Steps", ">Questions")


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
    return [out.file, f"answer by {say_weekday(out.reply.by.day)}"] if out and out.file else []


def _address(pack: Pack) -> str:
    if not pack.mail:
        return "no address"
    if not is_mail(pack.mail):
        return "no usable address"
    copied = f" and {pack.copy}" if pack.copy and is_mail(pack.copy) else ""
    return f"{pack.mail}{copied}" + (f" (cover: {pack.cover.name})" if pack.cover else "")


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
