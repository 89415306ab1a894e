"""`tracker remind`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.filters import Filters, filtered
from hmic_tracker.commands.output import Output, emit, on_terminal, say, write
from hmic_tracker.commands.session import day_of, folder_of, holidays_of, report_damage
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import plural
from hmic_tracker.reports.reminders import Pack, Reminders, reminders
from hmic_tracker.store.index.queries import read_plan

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


@filtered
def run(
    filters: Filters,
    named: Annotated[
        list[str] | None, typer.Argument(metavar="[@FILTER]...", help="Saved filters.")
    ] = None,
    days: Annotated[
        int, typer.Option("--days", metavar="N", min=0, max=99999, help="What is near: 30 days.")
    ] = 30,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FOLDER", help="One .eml for each owner.", show_default=False
        ),
    ] = None,
    sender: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="ADDRESS", help="Whom the mails are from.", show_default=False
        ),
    ] = None,
    dry_run: options.DryRun = False,
    as_of: options.AsOf = None,
    store: options.Store = None,
    no_index: options.NoIndex = False,
    json: options.Json = False,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """Makes a mail for each owner: what is late, due, or awaits evidence. Sends nothing."""
    from hmic_tracker.render.to_json.reminders import reminders_object
    from hmic_tracker.render.views.remind import pack_page, reminders_page

    del named  # the decorator has put them into `filters`
    plan = read_plan(folder_of(store), not no_index)
    found = _found(plan, filters, days, as_of)
    given = sender if sender is not None else plan.mail_from
    origin = _origin(given) if given is not None else None
    files = file_names(found) if output is not None else []
    written = output is not None and not dry_run
    if output is not None and written and found.packs:
        _write_all(output, dict(zip(files, found.packs, strict=True)), found, origin)
    out = Output(json, width, color)
    one = found.packs[0] if len(found.packs) == 1 else None
    listed = json or dry_run or (one is None and not written and not _asked_for_one(filters))
    if listed:
        emit(
            out,
            lambda _: reminders_page(found, files),
            lambda: reminders_object(found, files, written),
        )
    elif one is not None and not written:
        if on_terminal():
            emit(out, lambda _: pack_page(one, found), dict)
            say("\nin a pipe it is a mail, fit for: sendmail -t; with -o FOLDER a draft")
        else:
            write(_text_of(one, found, origin))
    _tell(found, listed and not json)
    return report_damage(plan.damaged)


def file_names(found: Reminders) -> list[str]:
    """The name of each pack's file, no two the same."""
    from hmic_tracker.domain.frameworks import slug_of

    names: list[str] = []
    for pack in found.packs:
        slug, n = slug_of(pack.owner), 1
        while (name := f"{slug}.eml" if n == 1 else f"{slug}-{n}.eml") in names:
            n += 1
        names.append(name)
    return names


def _found(plan: Plan, filters: Filters, days: int, as_of: str | None) -> Reminders:
    """The packs; `--owner` picks them, since a step may be on another's item, all else items."""
    day, holidays = day_of(as_of), holidays_of(plan.holidays)
    typed: list[str] = filters.typed["owner"] or []
    owners = [name for name in typed if name.strip().casefold() != "none"]
    others = {**filters.typed, "owner": None}
    others["no_owner"] = filters.typed["no_owner"] or len(owners) < len(typed)
    rest = filters._replace(typed=others)
    wanted = rest.selection(plan, day, holidays) if rest.any_given else None
    return reminders(plan, day, days, as_of is not None, wanted, owners, holidays)


def _asked_for_one(filters: Filters) -> bool:
    return len(filters.typed["owner"] or ()) == 1


def _origin(given: str) -> "Address":
    from hmic_tracker.render.to_eml import sender_of

    return sender_of(given)


def mail_of(pack: Pack, found: Reminders, origin: "Address | None") -> bytes:
    """One owner's mail: the pack as text and as HTML, with its deadlines as a calendar."""
    from hmic_tracker.render import to_eml, to_html, to_ics, to_plain
    from hmic_tracker.render.views.remind import pack_page, subject_of

    page = pack_page(pack, found)
    events = list(to_ics.item_events((*pack.overdue, *pack.due), found.organisation))
    steps = (to_ics.step_event(s.item, s.action, found.organisation) for s in pack.steps)
    events += [event for event in steps if event]
    name = f"{found.organisation or 'Action plan'}: deadlines"
    return to_eml.draw(
        to_eml.Mail(
            subject=subject_of(pack, found),
            text=to_plain.draw(page, _WIDTH),
            html=to_html.draw(page),
            day=found.as_of,
            calendar=to_ics.draw(events, found.as_of, name) if events else None,
            to=to_eml.address_of(pack.post.mail if pack.post else None, pack.owner),
            sender=origin,
        )
    )


def _text_of(pack: Pack, found: Reminders, origin: "Address | None") -> str:
    from hmic_tracker.render.to_eml import for_sendmail

    return for_sendmail(mail_of(pack, found, origin))


def _write_all(
    folder: Path, packs: dict[str, Pack], found: Reminders, origin: "Address | None"
) -> None:
    """Writes each pack's file; those of earlier packs stay, and are named."""
    from hmic_tracker.render.visible import visible
    from hmic_tracker.store.exporting import export_all

    mails = {name: mail_of(pack, found, origin).decode("ascii") for name, pack in packs.items()}
    export_all(folder, mails)
    say(f"wrote {plural(len(mails), 'draft')} into {folder}")
    for name, pack in packs.items():
        say(f"  {name}: {visible(pack.owner)}")
    earlier = sorted(path.name for path in folder.glob("*.eml") if path.name not in packs)
    if earlier:
        more = f" and {len(earlier) - 5} more" if len(earlier) > 5 else ""
        names = visible(", ".join(earlier[:5]))
        say(f"there from before, and left as they were: {names}{more}")


def _tell(found: Reminders, listed: bool) -> None:
    """What a person has to see to: packs without an address, and items in no pack."""
    import shlex

    from hmic_tracker.render.to_eml import address_of
    from hmic_tracker.render.visible import visible

    for pack in found.packs:
        mail, owner = pack.post.mail if pack.post else None, visible(pack.owner)
        if not mail:
            line = f"tracker person {'edit' if pack.post else 'add'} {shlex.quote(owner)}"
            say(f"no address, so no To: {owner}   ({line} --mail ADDRESS)")
        elif address_of(mail) is None:
            say(f"no To for {owner}: '{visible(mail[:80])}' can't be the address of a mail")
    if found.nobody and not listed:
        from hmic_tracker.domain.ids import spans

        say(f"nobody owns, so in no pack: {spans(found.nobody)}")
    if not found.packs and not listed:
        say(f"nothing to remind of by {say_day(found.until)}")
