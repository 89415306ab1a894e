"""`tracker sync [REMOTE]`: exchange the plan with others."""

from __future__ import annotations

import sys

from hmic_tracker.commands.options import BY, DRAWING, STORE, Argument, Option, Output
from hmic_tracker.commands.output import emit
from hmic_tracker.errors import ConflictError, InputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hmic_tracker.commands.session import Session
    from hmic_tracker.reports.exchange import Change, ExchangeReport
    from hmic_tracker.reports.unsettled import Answer
    from hmic_tracker.syncing.by_git import GitTransport
    from hmic_tracker.syncing.contributions import Contribution, OpenField
    from hmic_tracker.syncing.rounds import Exchanged
    from hmic_tracker.syncing.transport import Transport

EXAMPLES = (
    ("tracker sync --setup /srv/plans/force.git", "once: where you exchange it, or get it from"),
    ("tracker sync", "every day: yours and theirs together"),
    ("tracker sync /media/stick/action-plan", "with a copy in another folder, without git"),
    ("tracker sync --dry-run", "what would come in, and go out"),
    ("tracker sync --status", "how many changes wait, here and there"),
    ("tracker sync --mend", "after a git merge or pull that ended in conflicts"),
)
TAKES = (
    Argument("remote", "[REMOTE]", "A remote of git, or a folder.", "folders", required=False),
    Option("--setup", "", "Make the plan one that git exchanges; without one, get it."),
    Option("--dry-run", "", "Show it, and write nothing."),
    Option("--status", "", "How many changes wait to go and to come."),
    Option("--mend", "", "Bring together what git left half merged."),
    *(BY, STORE),
    *DRAWING,
)


def run(
    session: Session,
    output: Output,
    remote: str | None,
    setup: bool,
    dry_run: bool,
    status: bool,
    mend: bool,
) -> int:
    """Brings your changes and those of others together, and sends yours.

    Changes by hand are entered first. What two people changed differently is a question, which one
    of them settles with tracker update; until then one value counts, and nothing is lost. Away from
    the network your changes are kept for the next time. Exit code 6 while a question is open.
    --setup URL in a folder without a plan gets that of the others into it.
    """
    if sum((setup, dry_run, status, mend)) > 1:
        raise UsageError("that is several things at once", "say one of them, such as --dry-run")
    if setup:
        from hmic_tracker.commands.sync_setup import set_up

        return set_up(session, remote)
    if mend:
        from hmic_tracker.commands.sync_mending import mend as mend_plan

        return mend_plan(session, output)
    transport = transport_for(session, remote)
    if status:
        from hmic_tracker.commands.sync_status import show_status

        return show_status(session, output, transport)
    from hmic_tracker.syncing.rounds import exchange, rehearse

    with _Progress() as say_progress:
        if dry_run:
            done = rehearse(session, transport, say_progress)
        else:
            done = exchange(session, transport, say_progress)
    if not dry_run:
        _log(session, done)
    return show(session, output, report_of(session, done, written=not dry_run))


def transport_for(session: Session, remote: str | None) -> Transport:
    """The way to the other end; raises InputError where there is none.

    A folder with a plan that is no git repository is one to exchange with, and so is one that was;
    anything else is a remote of git.
    """
    from hmic_tracker.commands.sync_folders import other_folder

    folder = other_folder(session.folder, remote)
    if folder is not None:
        from hmic_tracker.syncing.by_folder import FolderTransport

        return FolderTransport(session, folder)
    return git_transport(session, remote)


def git_transport(session: Session, remote: str | None) -> GitTransport:
    """The way to a remote of git; raises InputError where there is none."""
    from hmic_tracker.git.local_ends import require_other
    from hmic_tracker.git.remote import find_remote
    from hmic_tracker.git.repository import repository_around, require_whole
    from hmic_tracker.git.running import require_version
    from hmic_tracker.syncing.by_git import GitTransport
    from hmic_tracker.syncing.rest import require_set_up

    require_version()
    repository = repository_around(session.folder)
    if repository is None:
        raise _without_git(remote)
    require_whole(repository)
    require_set_up(repository, session.folder)
    other = find_remote(repository, remote)
    require_other(repository, other)
    return GitTransport(session, repository, other)


def _without_git(remote: str | None) -> InputError:
    """What is wrong where a plan is in no git repository, and no plan is in what was typed."""
    from pathlib import Path

    from hmic_tracker.git.remote import is_address

    if remote is None or is_address(remote) or Path(remote).expanduser().exists():
        return InputError(
            "this plan is in no git repository, so there is nobody to exchange it with",
            "set it up, once: tracker sync --setup URL   (or name the folder of another copy)",
        )
    return InputError(
        f"there is no folder {remote}",
        "see that the drive or the stick is there, and that its folder is called so",
    )


class _Progress:
    """A line on standard error for what takes long, where somebody looks at it."""

    def __init__(self) -> None:
        self._shown = ""

    def __enter__(self) -> Callable[[str], None]:
        return self._show

    def __exit__(self, *_: object) -> None:
        self._show("")

    def _show(self, text: str) -> None:
        if not sys.stderr.isatty():
            return
        from hmic_tracker.commands.output import write_message
        from hmic_tracker.render.escaping import visible

        line = visible(text)[:76]
        write_message(f"\r{' ' * len(self._shown)}\r{line}")
        self._shown = line


def report_of(session: Session, done: Exchanged, *, written: bool) -> ExchangeReport:
    """What became of an exchange, with what it made of the plan."""
    from hmic_tracker.reports import exchange
    from hmic_tracker.syncing.contributions import item_in_bytes, newly_open

    plan = session.read_plan()
    people, me, today = plan.people, session.person, session.today
    changed = [
        (item_in_bytes(done.before.get(path)), item_in_bytes(data))
        for path, data in done.after.items()
        if path.startswith("items/")
    ]
    here, there = (  # what is at the other end is new there by our coming alone
        exchange.renumbered_parts(
            map(item_in_bytes, files.values()), map(item_in_bytes, done.after.values()), is_mine=own
        )
        for files, own in ((done.before, True), (done.there, False))
    )
    now = exchange.position(plan.items, today)
    if not written:  # the plan is as it was
        before, after = now, exchange.position_before(now, [(b, a) for a, b in changed], today)
    else:
        before, after = exchange.position_before(now, changed, today), now
    new_questions = exchange.questions(changed, people, me)
    new_questions += tuple(
        exchange.record_question(one.kind, one.record, one.field, _given(one), people, me)
        for path, data in done.after.items()
        for one in newly_open(path, done.before.get(path), data)
    )
    new_ones = {(one.record, one.field) for one in new_questions}
    mine = exchange.contributors(_changes(done.mine), people, me)
    return exchange.ExchangeReport(
        shown=done.shown,
        theirs=exchange.contributors(_changes(done.theirs), people, me),
        mine=exchange.united(mine, me),
        renumbered=tuple(
            exchange.Renumbered(one.old, one.new) for m in done.merges for one in m.moved
        ),
        questions=new_questions,
        still_open=len(exchange.open_questions(plan) - new_ones),
        remarks=tuple(dict.fromkeys([*done.remarks, *(t for m in done.merges for t in m.remarks)])),
        before=before,
        after=after,
        sent=done.sent,
        away=done.away,
        recorded=done.recorded,
        first=done.first,
        written=written,
        moved_parts=(*here, *there),
    )


def _given(one: OpenField) -> list[Answer]:
    from hmic_tracker.reports.unsettled import Answer

    return [Answer(value, e.by, e.on, e.reason or e.note) for value, e in one.given]


def _changes(contributions: Iterable[Contribution]) -> list[Change]:
    from hmic_tracker.reports.exchange import Change

    return [Change(one.kind, one.subject, one.entry) for one in contributions]


def show(session: Session, output: Output, report: ExchangeReport) -> int:
    """Print it; the exit code."""
    from hmic_tracker.render.to_json.exchange import exchange_object
    from hmic_tracker.render.views.exchange import exchange_page

    emit(output, lambda _: exchange_page(report), lambda: exchange_object(report, session.today))
    return ConflictError.code if report.questions or report.still_open else 0


def _log(session: Session, done: Exchanged) -> None:
    """Keep what came in by this exchange, for the history."""
    from hmic_tracker.store.exchange_log import Arrival, add_arrival

    ops = {one.entry.op: one.entry.by for one in done.theirs if one.entry}
    if done.away is None:
        add_arrival(session.folder, Arrival(session.now.isoformat(), done.shown, ops))
