"""Going through items one by one: show, ask, write, and on to the next.

Each answer is a command of its own, written before the next question. What a review did is read
back from the histories, so that it says what is there, however the review ended.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from hmic_tracker.commands import prompts
from hmic_tracker.commands.change_items import ChangeRequest, changed_lines, write_changes
from hmic_tracker.commands.output import write_message
from hmic_tracker.commands.session import Session
from hmic_tracker.commands.terminal_input import EndOfInputError
from hmic_tracker.domain.changes import changes_to
from hmic_tracker.domain.counts import differences
from hmic_tracker.domain.dates import format_due_echo
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Damage, Plan
from hmic_tracker.domain.words import PROGRESS, PROGRESS_PHRASES
from hmic_tracker.domain.workflow import what_needs_a_reason
from hmic_tracker.errors import ConflictError, InputError, TrackerError, UsageError
from hmic_tracker.render.formats import RenderOptions
from hmic_tracker.render.nodes import Gap, Pairs, Paragraph
from hmic_tracker.render.views.review import Reviewed, ReviewedItem, review_item_page
from hmic_tracker.reports.item import item_report
from hmic_tracker.store.reading import Loaded, load_items


class Review(NamedTuple):
    """What stays the same through a review; the items are read afresh one by one."""

    session: Session
    plan: Plan
    ids: tuple[str, ...]
    drawing: RenderOptions

    def tell(self, text: str) -> None:
        """Show a message to the person."""
        prompts.show_text(self.drawing, text)


class ReviewLog(NamedTuple):
    """What was done so far: each answer's item and op, noted before it is written."""

    answers: list[tuple[str, str]]
    looked_at: set[str]


ANSWERS: Final = {"d": "done", "p": "progress", "u": "due", "n": "note"}
MOVES: Final = {"s": "skip", "b": "back", "q": "quit", "?": "help"}
WORDS: Final = {word[0]: word for word in PROGRESS if word != "complete"}
HELP: Final = (
    ("d", "done: its lead says it is completed; then the next item"),
    ("p", "progress: none, some, majority or almost"),
    ("u", "due: another date, the reason, and the board that agreed"),
    ("n", "note: a line kept in its history"),
    ("s", "skip: the next item, this one stays as it is"),
    ("b", "back: the item before"),
    ("q", "quit: ends here, as Ctrl-C and Ctrl-D do"),
)


def review_items(review: Review, log: ReviewLog) -> str:
    """Asks about one item after the other; how it ended."""
    place = 0
    try:
        while place < len(review.ids):
            move = _at_item(review, place, log)
            if move == "quit":
                return "quit"
            if move == "back" and place == 0:
                review.tell("this is the first item")
            place = max(0, place + (-1 if move == "back" else 1))
    except EndOfInputError:
        return "end-of-input"
    except KeyboardInterrupt:
        write_message("\n")
        return "interrupted"
    return "finished"


def review_outcome(review: Review, log: ReviewLog, ended: str) -> Reviewed:
    """What the review did, from the histories of the items that were answered."""
    ops = {op for _, op in log.answers}
    changed: list[ReviewedItem] = []
    damaged = list(review.plan.damaged)
    for item_id in dict.fromkeys(item_id for item_id, _ in log.answers):
        try:
            loaded, _ = load_items(review.session.folder, [item_id])
        except TrackerError as fault:
            damaged.append(Damage(f"items/{item_id}.toml", 0, fault.message, item_id))
            continue
        for one in loaded:
            mine = tuple(entry for entry in one.item.history if entry.op in ops)
            changed += [ReviewedItem(one.item, mine)] if mine else []
    return Reviewed(
        on=review.session.entry_day,
        ended=ended,
        chosen=len(review.ids),
        looked_at=len(log.looked_at),
        changed=tuple(changed),
        damaged=tuple(damaged),
    )


def _at_item(review: Review, place: int, log: ReviewLog) -> str:
    """Shows an item and does what is said of it; where to go from it: next, back, quit."""
    shown = _shown(review, place)
    if shown is None:
        return "next"
    log.looked_at.add(shown.item.id)
    while True:
        word = prompts.ask_key(
            review.drawing, f"{shown.item.id}: your key?", ANSWERS | MOVES, fresh=True
        )
        if word in {"back", "quit"}:
            return word
        if word == "skip":
            return "next"
        if word in {"", "help"}:
            after = "Each answer is written at once. An empty answer takes a question back."
            prompts.show_page(review.drawing, (Pairs(HELP), Paragraph(after)))
            continue
        request = _ANSWERS[word](review, shown.item)
        if request is None:
            review.tell("nothing was written")
            continue
        done = _written(review, shown, request, log)
        if done == "changed" and word == "done":
            return "next"
        again = shown if done == "refused" else _shown(review, place, quiet=done != "stale")
        if again is None:
            return "next"
        shown = again


def _shown(review: Review, place: int, quiet: bool = False) -> Loaded | None:
    """An item as it is now, drawn unless `quiet`; None where it can't be had, which is said."""
    item_id = review.ids[place]
    try:
        loaded, _ = load_items(review.session.folder, [item_id])
    except TrackerError as fault:
        prompts.show_error(review.drawing, fault)
        return None
    if not loaded:
        review.tell(f"{item_id} is not in this plan any more")
        return None
    if not quiet:
        _drawn(review, place, loaded[0].item)
    return loaded[0]


def _drawn(review: Review, place: int, item: Item) -> None:
    """Draws an item, and the keys that can be pressed."""
    items = tuple(item if one.id == item.id else one for one in review.plan.items)
    plan = review.plan._replace(items=items)
    day = review.session.entry_day
    report = item_report(plan, item, day, differences(plan, day))
    page = review_item_page(report, place + 1, len(review.ids))
    legend = (Paragraph(prompts.named_keys(ANSWERS)), Paragraph(prompts.named_keys(MOVES)))
    prompts.show_page(review.drawing, (Gap(), *page, Gap(), *legend))


def _written(review: Review, shown: Loaded, request: ChangeRequest, log: ReviewLog) -> str:
    """Writes an answer and says what came of it: changed, same, stale or refused."""
    item_id = shown.item.id
    stamp, seen = review.session.stamp(), {item_id: shown.data}
    log.answers.append((item_id, stamp.op))
    try:
        plan = write_changes(review.session, [item_id], request, stamp, seen)
    except ConflictError as fault:
        prompts.show_error(review.drawing, fault)
        return "stale"
    except TrackerError as fault:
        prompts.show_error(review.drawing, fault)
        return "refused"
    if not plan.changed:
        review.tell(f"{item_id} is so already, nothing written")
        return "same"
    review.tell("\n".join(changed_lines(plan, request)))
    return "changed"


def _progress(review: Review, item: Item) -> ChangeRequest | None:
    review.tell(f"Now: {PROGRESS_PHRASES[item.reported_progress]}")
    review.tell(prompts.named_keys(WORDS))
    word = prompts.ask_key(review.drawing, "Progress?", WORDS)
    return ChangeRequest("updated", {"progress": word}) if word else None


def _due(review: Review, item: Item) -> ChangeRequest | None:
    read = review.session.due_or_none
    typed = prompts.ask_line(review.drawing, "Due on which day or month?", read)
    if not typed:
        return None
    due = read(typed)
    review.tell(f"due {format_due_echo(due)}" if due else "no due date")
    request = _explained(review, item, ChangeRequest("updated", {"due": due}))
    if request is None or request.reason is None:
        return request
    return request._replace(agreed_by=_agreeing_board(review))


def _agreeing_board(review: Review) -> str | None:
    """The board that agreed to a moved date; one that nearly is a known one is typed twice."""
    from hmic_tracker.commands.owner_options import resolve_board

    tried: set[str] = set()

    def read(typed: str) -> str | None:
        again = typed in tried
        tried.add(typed)
        try:
            return resolve_board(review.session, typed, "--agreed-by", new_board=again).name
        except UsageError as fault:
            near = fault.hint.partition("?")[0]
            raise InputError(fault.message, f"{near}? for a new one type it again") from None

    typed = prompts.ask_line(review.drawing, "Which board agreed (Enter: none)?", read)
    return read(typed) if typed else None


def _note(review: Review, _: Item) -> ChangeRequest | None:
    text = prompts.ask_line(review.drawing, "Note:")
    return ChangeRequest("note", note=text) if text else None


_DONE: Final = ChangeRequest("updated", {"status": "done"})
_ANSWERS: Final[Mapping[str, Callable[[Review, Item], ChangeRequest | None]]] = {
    "done": lambda review, item: _explained(review, item, _DONE),
    "progress": _progress,
    "due": _due,
    "note": _note,
}


def _explained(review: Review, item: Item, request: ChangeRequest) -> ChangeRequest | None:
    """The request with the reason where the rules want one; None where none is given."""
    what = what_needs_a_reason(changes_to(item, request.fields))
    if what is None:
        return request
    requested = item.requested_reason if "due" in request.fields else None
    enter = " (Enter: as it was asked)" if requested else ""
    typed = prompts.ask_line(review.drawing, f"{what[0].upper()}{what[1:]}: why{enter}?")
    reason = typed or requested
    if reason or review.plan.rules.reasons != "strict":
        return request._replace(reason=reason or None)
    return None
