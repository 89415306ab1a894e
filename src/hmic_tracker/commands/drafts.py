"""The drafts of `remind -o`: a mail for each owner with its workbook, and the log of them.

The drafts are outside the plan and are written first: where that fails nothing is in the log, and
where the log can't be written it is said that the drafts aren't in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hmic_tracker.commands.output import report_copies, say
from hmic_tracker.domain.answer_days import answer_day
from hmic_tracker.domain.sendings import Sending, as_called_now
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.reports.answer_rows import answer_rows
from hmic_tracker.reports.answers import last_before
from hmic_tracker.reports.mail_contact import contact_of
from hmic_tracker.reports.reply import Outgoing, Reply
from hmic_tracker.reports.since_sent import since_sent

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.render.to_eml import Address
    from hmic_tracker.reports.reminders import Pack, Reminders

WIDTH: Final = 72
"""Columns of a mail's text: a reply quotes it with a few more."""


class DraftRequest(NamedTuple):
    """Whom the mails are from, by when answers are wanted, and how."""

    origin: Address | None = None
    answer_by: date | None = None
    has_form: bool = True


class Draft(NamedTuple):
    """What one owner gets: the pack, what is in the log, and how it asks for an answer.

    `is_new` is whether the log has to have it: the same on the same day is the same sending.
    """

    stem: str
    pack: Pack
    sending: Sending
    reply: Reply
    is_new: bool

    def outgoing(self, written: bool) -> Outgoing:
        """What is to be known of it; a sending has its number when it is written."""
        sending = self.sending if written or not self.is_new else None
        workbook = self.workbook_name if self.reply.has_form else None
        return Outgoing(self.reply, f"{self.stem}.eml", workbook, sending)

    @property
    def workbook_name(self) -> str:
        """What the workbook is called in the folder and in the mail."""
        return f"answers-{self.stem}.xlsx"


def write_drafts(
    session: Session,
    report: Reminders,
    stems: Sequence[str],
    request: DraftRequest,
    folder: Path,
) -> tuple[list[Draft], tuple[Damage, ...]]:
    """Writes the files of all packs, then the log; what of the log could not be read."""
    from hmic_tracker.store.exporting import export_all
    from hmic_tracker.store.sendings import new_sending_write, read_sendings
    from hmic_tracker.store.writing import save

    stamp = session.stamp()
    with session.writing():
        sendings, damaged, copies = read_sendings(session.folder)
        report_copies(copies)
        drafts = _drafts(session, report, stems, request, (sendings, damaged, stamp))
        files: dict[str, str | bytes] = {}
        for draft in drafts:
            files |= files_of(draft, report, request)
        export_all(folder, files)
        writes = [new_sending_write(draft.sending) for draft in drafts if draft.is_new]
        try:
            save(session.folder, writes, stamp, "remind")
        except BaseException:
            say(f"the drafts in {folder} are not in the plan's log: don't send them")
            raise
    return drafts, tuple(damaged)


def planned_drafts(
    session: Session, report: Reminders, stems: Sequence[str], request: DraftRequest
) -> tuple[list[Draft], tuple[Damage, ...]]:
    """What would be written, and what of the log could not be read; nothing is."""
    from hmic_tracker.store.sendings import read_sendings

    sendings, damaged, copies = read_sendings(session.folder)
    report_copies(copies)
    log = (sendings, damaged, session.stamp())
    return _drafts(session, report, stems, request, log), tuple(damaged)


def _drafts(
    session: Session,
    report: Reminders,
    stems: Sequence[str],
    request: DraftRequest,
    log: tuple[Sequence[Sending], Sequence[Damage], Stamp],
) -> list[Draft]:
    from hmic_tracker.store.sendings import next_number

    logged, damaged, stamp = log
    sendings = as_called_now(logged, session.settings.people)
    number, day = next_number(sendings, damaged), report.as_of
    drafts = []
    for stem, pack in zip(stems, report.packs, strict=True):
        reply = _reply(session, pack, report, request, sendings)
        wanted = Sending(
            n=number,
            on=day,
            recorded=stamp.recorded,
            by=stamp.by,
            op=stamp.op,
            owner=pack.owner,
            to=pack.mail,
            board=reply.by.board,
            answer_by=reply.by.day,
            rows=tuple(row.sent for row in reply.rows),
        )
        known = next((one for one in sendings if _is_same(one, wanted)), None)
        drafts.append(Draft(stem, pack, known or wanted, reply, known is None))
        number += known is None
    return drafts


def planned_replies(
    session: Session, report: Reminders, request: DraftRequest
) -> tuple[list[Reply], tuple[Damage, ...]]:
    """What each mail would ask, where none is written; what of the log could not be read."""
    from hmic_tracker.store.sendings import read_sendings

    logged, damaged, copies = read_sendings(session.folder)
    report_copies(copies)
    sendings = as_called_now(logged, session.settings.people)
    replies = [_reply(session, pack, report, request, sendings) for pack in report.packs]
    return replies, tuple(damaged)


def _reply(
    session: Session,
    pack: Pack,
    report: Reminders,
    request: DraftRequest,
    sendings: Sequence[Sending],
) -> Reply:
    """By when an owner is to answer which rows, after what was sent before, and who is asked."""
    day, settings, origin = report.as_of, session.settings, request.origin
    by = answer_day(day, pack.boards, settings.boards, session.days_off, request.answer_by)
    rows = answer_rows(pack, day)
    items = {row.item.id: row.item for row in (*pack.rows, *pack.undated, *pack.requested)}
    before = last_before(sendings, pack.owner, day)
    since = since_sent(before, [row.sent for row in rows], items.values(), day)
    sender = (origin.name or origin.mail) if origin else ""
    contact = contact_of(settings.papers, pack.boards, sender)
    return Reply(by, rows, request.has_form, since, contact)


def _is_same(known: Sending, wanted: Sending) -> bool:
    """Whether it is the same to the same owner on the same day, and nothing came back of it."""
    alike = known._replace(n=wanted.n, recorded=wanted.recorded, by=wanted.by, op=wanted.op)
    return folded(known.owner) == folded(wanted.owner) and alike == wanted


def files_of(draft: Draft, report: Reminders, request: DraftRequest) -> dict[str, str | bytes]:
    """The mail, its text beside it, and the workbook that is attached, by the names of files."""
    from hmic_tracker.render import to_plain
    from hmic_tracker.render.escaping import visible
    from hmic_tracker.render.views.reminder_mail import mail_document

    document = mail_document(draft.pack, report, draft.reply)
    workbook = workbook_of(draft, report) if draft.reply.has_form else None
    attached = (draft.workbook_name, workbook) if workbook is not None else None
    text = to_plain.draw(document, WIDTH)
    to = f"To: {draft.pack.owner}" + (f" <{draft.sending.to}>" if draft.sending.to else "")
    if draft.pack.cover and draft.pack.copy:
        to += f", {draft.pack.cover.name} <{draft.pack.copy}>"
    files: dict[str, str | bytes] = {
        f"{draft.stem}.eml": mail_of(draft.pack, report, draft.reply, request.origin, attached),
        f"{draft.stem}.txt": f"{visible(to)}\nSubject: {document.title}\n\n{text}",
    }
    return files | ({draft.workbook_name: workbook} if workbook is not None else {})


def workbook_of(draft: Draft, report: Reminders) -> bytes:
    """The workbook that the owner fills in."""
    from hmic_tracker.render.answer_workbook import Form, draw

    return draw(
        Form(
            owner=draft.pack.owner,
            rows=draft.reply.rows,
            answer_by=draft.reply.by.day,
            day=report.as_of,
            sending=draft.sending.id,
            organisation=report.organisation,
            marking=report.marking,
        )
    )


def mail_of(
    pack: Pack,
    report: Reminders,
    reply: Reply,
    origin: Address | None = None,
    workbook: tuple[str, bytes] | None = None,
) -> bytes:
    """One owner's mail: the pack as text and as HTML, with its deadlines as a calendar."""
    from hmic_tracker.render import to_eml, to_html, to_ics, to_plain
    from hmic_tracker.render.views.reminder_mail import mail_document

    document = mail_document(pack, report, reply)
    events = list(
        to_ics.item_events((*pack.overdue, *pack.due, *pack.deferred), report.organisation)
    )
    steps = (to_ics.step_event(s.item, s.action, report.organisation) for s in pack.steps)
    events += [event for event in steps if event]
    name = f"{report.organisation or 'Action plan'}: deadlines"
    return to_eml.draw(
        to_eml.Mail(
            subject=document.title,
            text=to_plain.draw(document, WIDTH),
            html=to_html.draw(document),
            day=report.as_of,
            calendar=to_ics.draw(events, report.as_of, name) if events else None,
            to=to_eml.address_of(pack.mail, pack.owner),
            copy=to_eml.address_of(pack.copy, pack.cover.name if pack.cover else ""),
            sender=origin,
            workbook=workbook,
        )
    )
