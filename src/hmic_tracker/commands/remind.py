"""`tracker remind`."""

from __future__ import annotations

from datetime import date

from hmic_tracker.commands.filter_options import FILTERING, Filters
from hmic_tracker.commands.options import BY, DRAWING, DRY_RUN, READING, AsPath, Option, Output
from hmic_tracker.commands.output import emit, is_terminal_output, report_damage, say, write_data
from hmic_tracker.domain.dates import say_day, say_weekday
from hmic_tracker.domain.people import holds, posts_held_by
from hmic_tracker.domain.words import folded, plural
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.reports.reminders import Reminders, reminders

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.drafts import Draft, DraftRequest
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.render.to_eml import Address
    from hmic_tracker.reports.reply import Outgoing, Reply
    from hmic_tracker.reports.request import ReportRequest

EXAMPLES = (
    ("tracker remind", "who would get what"),
    ("tracker remind -o packs", "a draft for each owner, with a workbook to fill in"),
    ("tracker remind -o packs --answer-by +5wd", "answers wanted in five working days"),
    ("tracker remind --answers", "who has answered, and who is silent"),
    ("tracker remind --void 3 --reason 'wrong post'", "3 was sent by mistake"),
    ("tracker remind --owner 'Head of CID' | sendmail -t", "one owner's, as a mail"),
    ("tracker remind --days 14 --framework pvp", "due in a fortnight"),
)


TAKES = (
    *FILTERING,
    Option("--days", "N", "What is near: 30 days.", type=int, default=30, least=0, most=99999),
    Option(
        "-o --output",
        "FOLDER",
        "A draft and a workbook for each owner.",
        "folders",
        type=AsPath,
        dest="folder",
    ),
    Option("--from", "ADDRESS", "Whom the mails are from.", dest="sender"),
    Option("--answer-by", "DATE", "By when; else before the board meets.", "dates"),
    Option("--no-form", "", "No workbook to fill in."),
    Option("--answers", "", "Who has answered, and who is silent."),
    Option("--void", "N", "Take back what was sent by mistake."),
    Option("--reason", "TEXT", "Why it is taken back.", dash="text"),
    BY,
    DRY_RUN._replace(group=""),
    *READING,
    *DRAWING,
)


def run(
    session: Session,
    output: Output,
    filters: Filters,
    days: int,
    folder: Path | None,
    sender: str | None,
    answer_by: str | None,
    no_form: bool,
    answers: bool,
    void: str | None,
    reason: str | None,
    dry_run: bool,
) -> int:
    """Makes a mail for each owner: what is late, due, or awaits evidence. Sends nothing.

    With -o each has a workbook to fill in, and what was sent to whom is kept in the plan.
    """
    if answers or void is not None:
        _refuse_two(answers, void, folder)
        from hmic_tracker.commands.sent_answers import show_answers, take_back

        if void is not None:
            return take_back(session, output, void, reason, dry_run)
        return show_answers(session, output)
    if reason is not None:
        raise UsageError("--reason says why something is taken back", "add --void N")
    request, owners = _request(session, filters)
    report = reminders(request, days, owners)
    from hmic_tracker.commands.drafts import DraftRequest

    wanted = DraftRequest(_origin(request, sender), _answer_day(session, answer_by), not no_form)
    is_one = len(report.packs) == 1 and folder is None and not (output.json or dry_run)
    outgoing: list[Outgoing] = []
    damaged: tuple[Damage, ...] = ()
    if folder is not None:
        outgoing, damaged = _draft(session, report, wanted, folder, dry_run)
    elif is_one or output.json:
        outgoing, damaged = _replies(session, report, wanted)
    listed = output.json or dry_run or not (is_one or folder or len(filters.typed["owners"]) == 1)
    if listed:
        _show_list(output, report, outgoing, folder is not None and not dry_run)
    elif is_one:
        _show_mail(output, report, outgoing[0].reply, wanted.origin)
    _say_remarks(report, listed and not output.json)
    return report_damage((*report.damaged, *damaged))


def _refuse_two(answers: bool, void: str | None, folder: Path | None) -> None:
    """Raises UsageError where a line asks for two things at once."""
    wanted = [("--answers", answers), ("--void", void is not None), ("-o", folder is not None)]
    names = [name for name, is_there in wanted if is_there]
    if len(names) > 1:
        raise UsageError(f"{names[0]} and {names[1]} are two things", "leave one of them out")


def _origin(request: ReportRequest, sender: str | None) -> Address | None:
    """Whom the mails are from; raises InputError where a text can't be that."""
    from hmic_tracker.render.to_eml import sender_of

    given = sender if sender is not None else request.plan.mail_from
    return sender_of(given) if given is not None else None


def _answer_day(session: Session, typed: str | None) -> date | None:
    """The day that is wanted for answers; raises InputError for one that is not to come."""
    day = None if typed is None else session.entered_day(typed)
    if day is not None and day <= session.day:
        raise InputError(f"{say_day(day)} is not to come", "--answer-by takes a day after today")
    return day


def _draft(
    session: Session, report: Reminders, wanted: DraftRequest, folder: Path, dry_run: bool
) -> tuple[list[Outgoing], tuple[Damage, ...]]:
    """Writes the drafts, or only says what they would be; what of the log could not be read."""
    if not report.packs:
        return [], ()
    from hmic_tracker.commands.drafts import planned_drafts, write_drafts

    if dry_run:
        drafts, damaged = planned_drafts(session, report, file_stems(report), wanted)
    else:
        drafts, damaged = write_drafts(session, report, file_stems(report), wanted, folder)
        _say_written(drafts, folder, wanted.has_form)
    return [draft.outgoing(not dry_run) for draft in drafts], damaged


def _replies(
    session: Session, report: Reminders, wanted: DraftRequest
) -> tuple[list[Outgoing], tuple[Damage, ...]]:
    """What each mail would ask without a workbook; what of the log could not be read."""
    from hmic_tracker.commands.drafts import planned_replies
    from hmic_tracker.reports.reply import Outgoing

    replies, damaged = planned_replies(session, report, wanted._replace(has_form=False))
    return [Outgoing(reply) for reply in replies], damaged


def _show_list(output: Output, report: Reminders, outgoing: list[Outgoing], written: bool) -> None:
    from hmic_tracker.render.to_json.reminders import reminders_object
    from hmic_tracker.render.views.remind import reminders_page

    emit(
        output,
        lambda _: reminders_page(report, outgoing),
        lambda: reminders_object(report, outgoing, written),
    )


def _show_mail(output: Output, report: Reminders, reply: Reply, origin: Address | None) -> None:
    """The only mail: what it says on a terminal, and else all of it, fit for sendmail."""
    from hmic_tracker.commands.drafts import mail_of
    from hmic_tracker.render.to_eml import for_sendmail
    from hmic_tracker.render.views.reminder_mail import mail_document

    if is_terminal_output():
        emit(output, lambda _: mail_document(report.packs[0], report, reply).nodes, dict)
        say("\nin a pipe it is a mail, fit for: sendmail -t; with -o FOLDER a draft")
    else:
        write_data(for_sendmail(mail_of(report.packs[0], report, reply, origin)))


def file_stems(report: Reminders) -> list[str]:
    """What each pack's files are called, no two the same."""
    from hmic_tracker.domain.frameworks import slug_of

    stems: list[str] = []
    for pack in report.packs:
        slug, n = slug_of(pack.owner), 1
        while (stem := slug if n == 1 else f"{slug}-{n}") in stems:
            n += 1
        stems.append(stem)
    return stems


def _request(session: Session, filters: Filters) -> tuple[ReportRequest, list[str]]:
    """The items, and the owners, who choose packs alone: a step may be on another's item."""
    typed = (*filters.typed["owners"], *filters.typed["holders"])
    owners = [name for name in typed if folded(name) != "none"]
    no_owner = filters.typed["no_owner"] or len(owners) < len(typed)
    request = filters.replace(owners=(), holders=(), no_owner=no_owner).report_request(session)
    for post in (post for name in owners for post in posts_held_by(request.plan.people, name)):
        say(holds(post))
    return request, owners


def _say_written(drafts: list[Draft], folder: Path, has_form: bool) -> None:
    """What was written, by when answers are wanted; drafts of before stay, and are named."""
    from hmic_tracker.render.escaping import visible

    what = " with its workbook" if has_form and len(drafts) == 1 else ""
    what = " with their workbooks" if has_form and len(drafts) > 1 else what
    say(f"wrote {plural(len(drafts), 'draft')}{what} into {folder}")
    for draft in drafts:
        known = "" if draft.is_new else ", as before today"
        by = say_weekday(draft.reply.by.day)
        say(
            f"  {draft.sending.n}  {draft.stem}.eml: {visible(draft.pack.owner)}, "
            f"answer by {by}{known}"
        )
    names = {f"{draft.stem}.eml" for draft in drafts}
    earlier = sorted(path.name for path in folder.glob("*.eml") if path.name not in names)
    if earlier:
        more = f" and {len(earlier) - 5} more" if len(earlier) > 5 else ""
        shown = visible(", ".join(earlier[:5]))
        say(f"there from before, and left as they were: {shown}{more}")


def _say_remarks(report: Reminders, listed: bool) -> None:
    """What a person has to see to: packs without an address, and items in no pack."""
    import shlex

    from hmic_tracker.render.escaping import visible
    from hmic_tracker.render.to_eml import address_of

    for pack in report.packs:
        mail, owner = pack.mail, visible(pack.owner)
        if not mail:
            line = f"tracker person {'edit' if pack.post else 'add'} {shlex.quote(owner)}"
            say(f"no address, so no To: {owner}   ({line} --mail ADDRESS)")
        elif address_of(mail) is None:
            say(f"no To for {owner}: '{visible(mail[:80])}' can't be the address of a mail")
    for name, meeting in report.idle_boards:
        board = visible(name)
        say(
            f"{board} meets on {say_day(meeting)} and oversees nothing, so no answer waits for it"
            f"   (tracker settings set frameworks.NAME.board {shlex.quote(board)})"
        )
    if report.nobody and not listed:
        from hmic_tracker.domain.ids import format_id_ranges
        from hmic_tracker.render.views.remind import overdue_without_owner

        if report.nobody_overdue:
            say(overdue_without_owner(report))
        say(f"nobody owns, so in no pack: {format_id_ranges(report.nobody)}")
    if not report.packs and not report.nobody and not listed:
        say(f"nothing to remind of by {say_day(report.until)}")
