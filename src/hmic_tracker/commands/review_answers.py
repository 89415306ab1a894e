"""What each key of a review asks, and the change that its answer is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hmic_tracker.commands import owner_options
from hmic_tracker.commands.planned_changes import ChangeRequest
from hmic_tracker.commands.review_state import Review
from hmic_tracker.domain import part_changes
from hmic_tracker.domain.changes import changes_to
from hmic_tracker.domain.dates import format_due_echo
from hmic_tracker.domain.items import ANSWERED_COUNT, EVIDENCE_WANTED, Item, Value
from hmic_tracker.domain.words import PROGRESS, PROGRESS_PHRASES
from hmic_tracker.domain.workflow import what_needs_a_reason
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render.review_screen import Size, labelled, paragraphs
from hmic_tracker.render.views.history_entries import step_lines
from hmic_tracker.render.views.review import note_texts, open_steps
from hmic_tracker.reports.review import ReviewScreen, note_to_publish

if TYPE_CHECKING:
    from hmic_tracker.commands.owner_options import ResolvedName
    from hmic_tracker.render.to_plain import Pieces


class Wanted(NamedTuple):
    """What an answer asks for: a change, of `so_many` of the screen's items where not of all."""

    request: ChangeRequest
    so_many: int | None = None


Question = Callable[[Review, ReviewScreen], Wanted | None]
"""Asks what is to be known; None where the answer was taken back, which needs no words more."""
WORDS: Final = {word[0]: word for word in PROGRESS if word != "complete"}
_DONE: Final = ChangeRequest("updated", {"status": "done"})
_PUBLISHING: Final = {"y": "yes", "n": "no", "w": "more"}


def _done(review: Review, screen: ReviewScreen) -> Wanted | None:
    many = len(screen.ids)
    if many == 1:
        return _explained(review, screen.item, _DONE)

    def read(typed: str) -> int:
        if not (typed.isascii() and typed.isdecimal()) or not 1 <= int(typed) <= many:
            raise InputError(f"'{typed[:20]}' is no number from 1 to {many}", "Enter: none of them")
        return int(typed)

    typed = review.ask_line(f"How many of the {many} are done (Enter: none)?", read)
    if not typed:
        return None
    wanted = _explained(review, screen.item, _DONE)
    if wanted is None or read(typed) == many:
        return wanted
    # Which of them nobody said: the entry says so, and it is taken back once one is named.
    return Wanted(wanted.request._replace(event=ANSWERED_COUNT), read(typed))


def _progress(review: Review, screen: ReviewScreen) -> Wanted | None:
    review.tell(f"Now: {PROGRESS_PHRASES[screen.item.reported_progress]}")
    review.tell(", ".join(f"{key} {word}" for key, word in WORDS.items()))
    word = review.ask_key("Progress?", WORDS)
    return Wanted(ChangeRequest("updated", {"progress": word})) if word else None


def _due(review: Review, screen: ReviewScreen) -> Wanted | None:
    read = review.session.due_or_none
    typed = review.ask_line("Due on which day or month?", read)
    if not typed:
        return None
    due = read(typed)
    review.tell(f"due {format_due_echo(due)}" if due else "no due date")
    wanted = _explained(review, screen.item, ChangeRequest("updated", {"due": due}))
    if wanted is None or wanted.request.reason is None:
        return wanted
    board = _named(review, "Which board agreed (Enter: none)?", _board)
    return Wanted(wanted.request._replace(agreed_by=board.name if board else None))


def _owner(review: Review, _: ReviewScreen) -> Wanted | None:
    owner = _named(review, "Which post owns it (none: nobody)?", _post)
    if owner is None:
        return None
    if owner.echo:
        review.tell(owner.echo)
    return Wanted(ChangeRequest("updated", {"owner": owner.name}))


def _tick(review: Review, screen: ReviewScreen) -> Wanted | None:
    still = {step.n: step for step in open_steps(screen.item)}
    if not still:
        review.message.append("there is no step to tick; a adds one")
        return None

    def read(typed: str) -> list[int]:
        numbers = typed.replace(",", " ").split()
        wrong = [n for n in numbers if not (n.isascii() and n.isdecimal() and int(n) in still)]
        if wrong and typed != "w":
            known = ", ".join(map(str, still))
            raise InputError(f"'{wrong[0][:20]}' is none of the steps to tick", f"those: {known}")
        return [int(n) for n in numbers if not wrong]

    def steps(size: Size) -> list[Pieces]:
        return labelled(((n.strip(), text) for n, text in step_lines(still.values())), size, 5)

    page, typed = 0, "w"
    while typed == "w":
        page = review.draw_page(screen, ("1 3 the steps that were done", "Enter none"), steps, page)
        typed = review.ask_line("Which steps were done?", read)
        page += 1
    day = review.session.entry_day

    def of_each(item: Item) -> Mapping[str, Value]:
        fields: dict[str, Value] = {}
        for n in read(typed):
            fields |= part_changes.done_step_fields(item, n, day)
        return fields

    return Wanted(ChangeRequest("action", of_each=of_each)) if typed else None


def _add(review: Review, _: ReviewScreen) -> Wanted | None:
    text = review.ask_line("What is to be done?")
    if not text:
        return None
    owner = _named(review, "Which post does it (Enter: the item's)?", _post)
    if owner is not None and owner.echo:
        review.tell(owner.echo)
    read = review.session.due_or_none
    typed = review.ask_line("By which day or month (Enter: none)?", read)
    due = read(typed) if typed else None
    step = part_changes.NewStep(" ".join(text.split()), owner.name if owner else None, due)
    return Wanted(
        ChangeRequest("action", of_each=lambda item: part_changes.new_steps_fields(item, [step]))
    )


def _evidence(review: Review, _: ReviewScreen) -> Wanted | None:
    text = review.ask_line("What evidence is asked for?")
    return Wanted(ChangeRequest(EVIDENCE_WANTED, note=text)) if text else None


def _note(review: Review, _: ReviewScreen) -> Wanted | None:
    text = review.ask_line("Note (internal):")
    return Wanted(ChangeRequest("note", note=text)) if text else None


def _publish(review: Review, screen: ReviewScreen) -> Wanted | None:
    entry = note_to_publish(screen.item)
    if entry is None or entry.published or screen.item.exempt:
        why = "there is no note to publish; n makes one"
        if entry is not None:
            why = "the last note is for papers already"
        if screen.item.exempt:
            why = f"{screen.item.id} is exempt: papers print its number and status only"
        review.message.append(why)
        return None
    page, word = 0, "more"
    while word == "more":
        page = review.draw_page(
            screen,
            ("y publish it", "n leave it"),
            lambda size: paragraphs(note_texts(entry), size),
            page,
        )
        word = review.ask_key("Publish this note?", _PUBLISHING)
        page += 1
    if word != "yes":
        return None
    return Wanted(ChangeRequest("note", note=entry.note, published=True))


def _explained(review: Review, item: Item, request: ChangeRequest) -> Wanted | None:
    """The request with the reason where the rules want one; None where none is given."""
    what = what_needs_a_reason(changes_to(item, request.fields))
    if what is None:
        return Wanted(request)
    requested = item.requested_reason if "due" in request.fields else None
    enter = " (Enter: as it was asked)" if requested else ""
    typed = review.ask_line(f"{what[0].upper()}{what[1:]}: why{enter}?")
    reason = typed or requested
    if reason or review.plan.rules.reasons != "strict":
        return Wanted(request._replace(reason=reason or None))
    return None


def _named(
    review: Review, prompt: str, resolve: Callable[[Review, str, bool], ResolvedName]
) -> ResolvedName | None:
    """A name as it is known, None for Enter; one that nearly is a known one is typed twice."""
    tried: set[str] = set()

    def read(typed: str) -> ResolvedName:
        again = typed in tried
        tried.add(typed)
        try:
            return resolve(review, typed, again)
        except UsageError as fault:
            near, _, new = fault.hint.partition("? for a new one")
            hint = f"{near}? for a new one type it again" if new else fault.hint
            raise InputError(fault.message, hint) from None

    typed = review.ask_line(prompt, read)
    return read(typed) if typed else None


def _board(review: Review, typed: str, is_new: bool) -> ResolvedName:
    return owner_options.resolve_board(review.session, typed, "--agreed-by", new_board=is_new)


def _post(review: Review, typed: str, is_new: bool) -> ResolvedName:
    return owner_options.resolve_owner(review.session, typed, new_owner=is_new)


QUESTIONS: Final[Mapping[str, Question]] = {
    "done": _done,
    "progress": _progress,
    "due": _due,
    "owner": _owner,
    "tick": _tick,
    "add": _add,
    "evidence": _evidence,
    "note": _note,
    "publish": _publish,
}
"""What is asked for each answer."""
