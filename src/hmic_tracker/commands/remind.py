"""`tracker remind`."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from hmic_tracker.commands.filter_options import FILTERING, Filters
from hmic_tracker.commands.options import DRAWING, DRY_RUN, READING, Option, Output
from hmic_tracker.commands.output import emit, is_terminal_output, report_damage, say, write_data
from hmic_tracker.commands.session import Session
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.people import holds, posts_held_by
from hmic_tracker.domain.words import folded, plural
from hmic_tracker.reports.reminders import Pack, Reminders, reminders
from hmic_tracker.reports.request import ReportRequest

if TYPE_CHECKING:
    from hmic_tracker.render.to_eml import Address

_WIDTH: Final = 72
"""Columns of a mail's text: a reply quotes it with a few more."""

EXAMPLES = (
    ("tracker remind", "who would get what"),
    ("tracker remind -o packs", "a draft for each owner"),
    ("tracker remind --owner 'Head of CID' | sendmail -t", "one owner's, as a mail"),
    ("tracker remind --days 14 --framework pvp", "due in a fortnight"),
)


TAKES = (
    *FILTERING,
    Option("--days", "N", "What is near: 30 days.", type=int, default=30, least=0, most=99999),
    Option(
        "-o --output", "FOLDER", "One .eml for each owner.", "folders", type=Path, dest="folder"
    ),
    Option("--from", "ADDRESS", "Whom the mails are from.", dest="sender"),
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
    dry_run: bool,
) -> int:
    """Makes a mail for each owner: what is late, due, or awaits evidence. Sends nothing."""
    from hmic_tracker.render.to_eml import for_sendmail, sender_of
    from hmic_tracker.render.to_json.reminders import reminders_object
    from hmic_tracker.render.views.remind import pack_page, reminders_page

    request, owners = _request(session, filters)
    report = reminders(request, days, owners)
    given = sender if sender is not None else request.plan.mail_from
    origin = sender_of(given) if given is not None else None
    files = file_names(report) if folder is not None else []
    written = folder is not None and not dry_run
    if folder is not None and written and report.packs:
        _write_all(folder, dict(zip(files, report.packs, strict=True)), report, origin)
    only = report.packs[0] if len(report.packs) == 1 else None
    of_one_owner = len(filters.typed["owners"]) == 1
    listed = output.json or dry_run or (only is None and not written and not of_one_owner)
    if listed:
        emit(
            output,
            lambda _: reminders_page(report, files),
            lambda: reminders_object(report, files, written),
        )
    elif only is not None and not written:
        if is_terminal_output():
            emit(output, lambda _: pack_page(only, report), dict)
            say("\nin a pipe it is a mail, fit for: sendmail -t; with -o FOLDER a draft")
        else:
            write_data(for_sendmail(mail_of(only, report, origin)))
    _say_remarks(report, listed and not output.json)
    return report_damage(report.damaged)


def file_names(report: Reminders) -> list[str]:
    """The name of each pack's file, no two the same."""
    from hmic_tracker.domain.frameworks import slug_of

    names: list[str] = []
    for pack in report.packs:
        slug, n = slug_of(pack.owner), 1
        while (name := f"{slug}.eml" if n == 1 else f"{slug}-{n}.eml") in names:
            n += 1
        names.append(name)
    return names


def _request(session: Session, filters: Filters) -> tuple[ReportRequest, list[str]]:
    """The items, and the owners, who choose packs alone: a step may be on another's item."""
    typed = filters.typed["owners"]
    owners = [name for name in typed if folded(name) != "none"]
    no_owner = filters.typed["no_owner"] or len(owners) < len(typed)
    request = filters.replace(owners=(), no_owner=no_owner).report_request(session)
    for post in (post for name in owners for post in posts_held_by(request.plan.people, name)):
        say(holds(post))
    return request, owners


def mail_of(pack: Pack, report: Reminders, origin: "Address | None") -> bytes:
    """One owner's mail: the pack as text and as HTML, with its deadlines as a calendar."""
    from hmic_tracker.render import to_eml, to_html, to_ics, to_plain
    from hmic_tracker.render.views.remind import pack_page, subject_of

    page = pack_page(pack, report)
    events = list(to_ics.item_events((*pack.overdue, *pack.due), report.organisation))
    steps = (to_ics.step_event(s.item, s.action, report.organisation) for s in pack.steps)
    events += [event for event in steps if event]
    name = f"{report.organisation or 'Action plan'}: deadlines"
    return to_eml.draw(
        to_eml.Mail(
            subject=subject_of(pack, report),
            text=to_plain.draw(page, _WIDTH),
            html=to_html.draw(page),
            day=report.as_of,
            calendar=to_ics.draw(events, report.as_of, name) if events else None,
            to=to_eml.address_of(pack.post.mail if pack.post else None, pack.owner),
            sender=origin,
        )
    )


def _write_all(
    folder: Path, packs: dict[str, Pack], report: Reminders, origin: "Address | None"
) -> None:
    """Writes each pack's file; those of earlier packs stay, and are named."""
    from hmic_tracker.render.escaping import visible
    from hmic_tracker.store.exporting import export_all

    mails = {name: mail_of(pack, report, origin).decode("ascii") for name, pack in packs.items()}
    export_all(folder, mails)
    say(f"wrote {plural(len(mails), 'draft')} into {folder}")
    for name, pack in packs.items():
        say(f"  {name}: {visible(pack.owner)}")
    earlier = sorted(path.name for path in folder.glob("*.eml") if path.name not in packs)
    if earlier:
        more = f" and {len(earlier) - 5} more" if len(earlier) > 5 else ""
        names = visible(", ".join(earlier[:5]))
        say(f"there from before, and left as they were: {names}{more}")


def _say_remarks(report: Reminders, listed: bool) -> None:
    """What a person has to see to: packs without an address, and items in no pack."""
    import shlex

    from hmic_tracker.render.escaping import visible
    from hmic_tracker.render.to_eml import address_of

    for pack in report.packs:
        mail, owner = pack.post.mail if pack.post else None, visible(pack.owner)
        if not mail:
            line = f"tracker person {'edit' if pack.post else 'add'} {shlex.quote(owner)}"
            say(f"no address, so no To: {owner}   ({line} --mail ADDRESS)")
        elif address_of(mail) is None:
            say(f"no To for {owner}: '{visible(mail[:80])}' can't be the address of a mail")
    if report.nobody and not listed:
        from hmic_tracker.domain.ids import format_id_ranges
        from hmic_tracker.render.views.remind import overdue_without_owner

        if report.nobody_overdue:
            say(overdue_without_owner(report))
        say(f"nobody owns, so in no pack: {format_id_ranges(report.nobody)}")
    if not report.packs and not report.nobody and not listed:
        say(f"nothing to remind of by {say_day(report.until)}")
