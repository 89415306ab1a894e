"""What `remind` does with the log alone: `--answers`, and `--void`."""

from __future__ import annotations

from hmic_tracker.commands.output import emit, report_copies, report_damage, say
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.sendings import as_called_now, called
from hmic_tracker.domain.words import composed
from hmic_tracker.errors import ConflictError, NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.sendings import read_sendings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hmic_tracker.commands.options import Output
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.sendings import Sending

MISTAKE: Final = "sent by mistake"
"""Why a sending is taken back where nothing else is given."""


def show_answers(session: Session, output: Output) -> int:
    """Shows who has answered, and who is silent, as of a day."""
    from hmic_tracker.render.to_json.answers import answers_object
    from hmic_tracker.render.views.answers import answers_page
    from hmic_tracker.reports.answers import answers

    sendings, damaged, copies = read_sendings(session.folder)
    report_copies(copies)
    sendings = as_called_now(sendings, session.settings.people)
    report = answers(sendings, session.day, session.settings.marking, tuple(damaged))
    return emit(
        output,
        lambda _: answers_page(report),
        lambda: answers_object(report),
        report.damaged,
    )


def take_back(
    session: Session, output: Output, typed: str, reason: str | None, dry_run: bool
) -> int:
    """Marks a sending as void: it counts nowhere, and no answer to it is taken."""
    from hmic_tracker.store.sendings import sending_write
    from hmic_tracker.store.writing import save

    why = composed(reason) if reason is not None else MISTAKE
    if not why:
        raise UsageError("--reason is empty", "leave it out, or say why it is taken back")
    stamp = session.stamp()
    with session.writing():
        sendings, damaged, copies = read_sendings(session.folder)
        report_copies(copies)
        sending = _named(sendings, typed)
        is_void = sending.void is not None
        after = sending if is_void else sending._replace(void=why)
        if not (is_void or dry_run):
            save(session.folder, [sending_write(session.folder, after)], stamp, "remind")
    if output.json:
        from hmic_tracker.commands.output import write_json
        from hmic_tracker.render.to_json.answers import void_object

        write_json(void_object(after, session.today, not (is_void or dry_run)))
    else:
        say(_outcome(after, called(after, sendings), is_void, dry_run))
    return report_damage(tuple(damaged))


def _outcome(sending: Sending, name: str, is_void: bool, dry_run: bool) -> str:
    what = f"{name} to {sending.owner}, {say_day(sending.on)}"
    if is_void:
        return f"taken back already: {what} ({sending.void})"
    if dry_run:
        return f"would be taken back: {what} ({sending.void})\nnothing was written (--dry-run)"
    return f"taken back: {what} ({sending.void})"


def _named(sendings: Sequence[Sending], typed: str) -> Sending:
    """The sending of a number, or of a number and its command; raises NotFoundError.

    ConflictError is raised for one that was answered: the answers are in the plan.
    """
    word = typed.strip().lower()
    matching = [one for one in sendings if word in {str(one.n), one.id}]
    if not matching:
        known = (
            ", ".join(called(one, sendings) for one in sendings[-8:]) or "none: nothing was sent"
        )
        raise NotFoundError(
            f"there is no sending '{typed[:40]}'",
            f"tracker remind --answers; there are {known}",
        )
    if len(matching) > 1:
        names = ", ".join(f"{one.id} to {one.owner}" for one in matching)
        raise NotFoundError(
            f"there are two sendings {word}: {names}"
            if len(matching) == 2
            else f"there are {len(matching)} sendings {word}: {names}",
            f"name it whole: tracker remind --void {matching[0].id}",
        )
    if matching[0].received:
        on = say_day(matching[0].received[-1].on)
        raise ConflictError(
            f"{word} was answered on {on}, and its answers are in the plan",
            "what was answered can't be taken back; tracker undo takes answers out",
        )
    return matching[0]
