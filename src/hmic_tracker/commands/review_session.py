"""Going through items screen by screen: show, ask, write, and on to the next.

Each answer is a command of its own, written before the next question. What a review did is read
back from the histories, so that it says what is there, however the review ended.
"""

from __future__ import annotations

import re

from hmic_tracker.commands import prompts
from hmic_tracker.commands.change_items import consequence_lines, what_changes, write_changes
from hmic_tracker.commands.output import write_message
from hmic_tracker.commands.planned_changes import ChangePlan, ChangeRequest, plan_changes
from hmic_tracker.commands.review_answers import QUESTIONS, Wanted
from hmic_tracker.commands.review_state import Answer, Review, Shown
from hmic_tracker.commands.terminal_input import EndOfInputError
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.plan import Damage
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import InputError, NotFoundError, TrackerError
from hmic_tracker.light_typing import Final
from hmic_tracker.render.review_screen import labelled
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.minutes import Reviewed, ReviewedItem, review_entries
from hmic_tracker.reports.review import ReviewScreen, review_screen, screens_of
from hmic_tracker.store.reading import Loaded, load_items

ANSWERS: Final = {
    "d": "done",
    "p": "progress",
    "u": "due",
    "o": "owner",
    "t": "tick",
    "a": "add",
    "e": "evidence",
    "n": "note",
    "m": "publish",
}
MOVES: Final = {
    "z": "take back",
    "w": "whole",
    "s": "skip",
    "b": "back",
    "q": "quit",
    "?": "help",
}
LEGEND: Final = (
    "d done",
    "p progress",
    "u new date",
    "o owner",
    "t tick a step",
    "a add a step",
    "e ask evidence",
    "n note (internal)",
    "m publish the last note",
    "z take back my last answer",
    "w whole text",
    "s skip",
    "b back",
    "q quit, minutes",
)
HELP: Final = (
    ("d", "done: its lead says it is completed; then the next screen"),
    ("p", "progress: none, some, majority or almost"),
    ("u", "new date: the day or month, the reason, and the board that agreed"),
    ("o", "owner: the post that owes it; none for nobody"),
    ("t", "tick: the steps that were done, by their numbers"),
    ("a", "add a step: what is to be done, by which post, until when"),
    ("e", "ask evidence: what is wanted of the lead; the next reminder says it"),
    ("n", "note: a line kept in its history, and in no paper"),
    ("m", "publish: the last note may be printed in papers, and is in the minutes"),
    ("z", "take back: my last answer of this review, as tracker undo does it"),
    ("w", "whole: all of the text, the steps and the history, page by page"),
    ("s", "skip: the next screen, this one stays as it is"),
    ("b", "back: the screen before"),
    ("q", "quit: ends here with the minutes, as Ctrl-C and Ctrl-D do"),
    ("", "Each answer is written at once. An empty answer takes a question back."),
)
_LONGEST_PROMPT: Final = 40
_YES_NO: Final = {"y": "yes", "n": "no"}


def review_items(review: Review) -> str:
    """Asks about one screen after the other; how it ended."""
    try:
        while review.place < len(review.screens) or not _is_over(review):
            shown = _load(review)
            if shown and _at_screen(review, shown) == "quit":
                return "quit"
    except EndOfInputError:
        return "end-of-input"
    except KeyboardInterrupt:
        write_message("\n")
        return "interrupted"
    return "finished"


def review_outcome(review: Review, ended: str) -> Reviewed:
    """What the review did, from the histories of the items that were answered."""
    ops = frozenset(answer.op for answer in review.answers)
    changed: list[ReviewedItem] = []
    damaged = list(review.plan.damaged)
    for item_id in dict.fromkeys(i for answer in review.answers for i in answer.ids):
        try:
            loaded, _ = load_items(review.session.folder, [item_id])
        except TrackerError as fault:
            damaged.append(Damage(f"items/{item_id}.toml", 0, fault.message, item_id))
            continue
        for one in loaded:
            mine = review_entries(one.item, ops)
            changed += [ReviewedItem(one.item, mine)] if mine else []
    return Reviewed(
        on=review.session.entry_day,
        ended=ended,
        chosen=review.ids,
        looked_at=frozenset(review.seen),
        changed=tuple(changed),
        damaged=tuple(damaged),
        head=review.head,
    )


def _is_over(review: Review) -> bool:
    """Whether nothing is to be looked at again after the last screen, nor to be taken back."""
    if review.message:
        review.tell("\n".join(review.message))
    review.message = []
    if not review.answers:
        return True
    keys = "Enter the minutes, b back, z take back my last answer"
    review.tell(f"That was the last screen. {keys}")
    word = review.ask_key("Minutes?", {"b": "back", "z": "take back"})
    if word == "take back":
        _take_back(review)
    review.place = min(review.place, len(review.screens) - bool(word))
    return not word


def _load(review: Review) -> Shown:
    """The items of the present screen as they are now; where there is none, on to the next.

    What can't be read or is gone is named. Items that are alike no more get screens of their own.
    """
    loaded: dict[str, Loaded] = {}
    for item_id in review.screens[review.place]:
        try:
            read, _ = load_items(review.session.folder, [item_id])
        except TrackerError as fault:
            review.fail(fault)
            continue
        if not read:
            review.message.append(f"{item_id} is not in this plan any more")
        loaded |= {one.item.id: one for one in read}
    groups = screens_of(one.item for one in loaded.values())
    if not groups:
        review.place, review.page = review.place + 1, 0
        return {}
    review.screens[review.place : review.place + 1] = groups
    return {item_id: loaded[item_id] for item_id in groups[0]}


def _at_screen(review: Review, shown: Shown) -> str:
    """Shows a screen and does what the key says: what it was."""
    items = [one.item for one in shown.values()]
    screen = review_screen(review.plan, items, review.session.entry_day, review.sendings)
    review.seen.update(shown)
    review.draw(screen, LEGEND)
    try:
        word, key = prompts.press_key(f"{_short_ids(shown)} >", ANSWERS | MOVES)
    except InputError as fault:
        review.fail(fault)
        return ""
    if word is None:
        review.message.append(f"'{key[:20]}' is none of the keys above; ? explains them")
    elif word == "whole":
        review.page += 1
    elif word in QUESTIONS:
        review.page = 0
        _answered(review, shown, screen, word)
    else:
        review.page = 0
        _move(review, screen, word)
    return word or ""


def _short_ids(shown: Shown) -> str:
    """The ids of a screen for the line on which its key is typed."""
    ids = format_id_ranges(shown)
    return ids if len(ids) <= _LONGEST_PROMPT else f"{next(iter(shown))} and {len(shown) - 1} more"


def _move(review: Review, screen: ReviewScreen, word: str) -> None:
    if word == "take back":
        _take_back(review)
    elif word == "skip":
        review.place += 1
    elif word == "back" and review.place == 0:
        review.message.append("this is the first screen")
    elif word == "back":
        review.place -= 1
    elif word in {"", "help"}:
        _help(review, screen)


def _help(review: Review, screen: ReviewScreen) -> None:
    """Shows what each key does, page by page."""
    page, word = 0, "more"
    while word == "more":
        page = review.draw_page(
            screen, ("Enter to the item",), lambda size: labelled(HELP, size, 4), page
        )
        word = review.ask_key("Help:", {"w": "more", "?": "more"})
        page += 1


def _answered(review: Review, shown: Shown, screen: ReviewScreen, word: str) -> None:
    """Asks what an answer needs and writes it; what came of it is said on the next screen."""
    wanted = QUESTIONS[word](review, screen)
    if wanted is None:
        review.message = review.message or ["nothing was written"]
    elif _written(review, shown, wanted) and word == "done":
        if wanted.so_many is not None:  # the others have a screen of their own
            ids = tuple(shown)
            review.screens[review.place : review.place + 1] = [
                ids[: wanted.so_many],
                ids[wanted.so_many :],
            ]
        review.place += 1


def _written(review: Review, shown: Shown, wanted: Wanted) -> bool:
    """Writes an answer and says what came of it; whether anything was written."""
    ids, request, session = list(shown), wanted.request, review.session
    if wanted.so_many is not None:
        ids = ids[: wanted.so_many]
    stamp, answer = session.stamp(), None
    try:
        plan = plan_changes(session, ids, request)
        if len(plan.changed) > 1 and not _confirmed(review, plan, request):
            review.message = ["nothing was written"]
            return False
        answer = Answer(tuple(ids), stamp.op, tuple(shown))
        review.answers.append(answer)
        seen = {item_id: shown[item_id].data for item_id in ids}
        plan = write_changes(session, ids, request, stamp, seen)
    except TrackerError as fault:
        review.fail(fault)
        plan = ChangePlan([], [])
    if not plan.changed and answer is not None:
        review.answers.remove(answer)
    if plan.unchanged and not plan.changed:
        review.message.append(f"{format_id_ranges(shown)} is so already, nothing written")
    review.message += _lines(plan, request)
    return bool(plan.changed)


def _confirmed(review: Review, plan: ChangePlan, request: ChangeRequest) -> bool:
    """Shows what would change in several items, and asks."""
    review.tell("\n".join(_lines(plan, request, " would change")))
    many = plural(len(plan.changed), "item")
    return review.ask_key(f"Change {many}? y yes, n no", _YES_NO) == "yes"


def _lines(plan: ChangePlan, request: ChangeRequest, verb: str = "") -> list[str]:
    """What changed in an item, or the same in several, in a line; and what comes with it."""
    groups = group_by_key(plan.changed, lambda one: what_changes(one, request))
    lines: list[str] = []
    for what, group in groups.items():
        ids = format_id_ranges(one.loaded.item.id for one in group)
        lines.append(f"{ids}{verb}: {what}")
        warnings = (
            re.sub(rf"\b{re.escape(one.loaded.item.id)}\b", ids, text)
            for one in group
            for text in one.validation.warnings
        )
        lines += [f"take note: {text}" for text in dict.fromkeys(warnings)]
    return [*lines, *consequence_lines(plan, request, verb)]


def _take_back(review: Review) -> None:
    """Takes the last answer back, and goes to the screen that it was given on."""
    if not review.answers:
        review.message.append("there is no answer of this review to take back")
        return
    from hmic_tracker.commands.undo import take_back

    last = review.answers[-1]
    many = plural(len(last.ids), "item")
    if len(last.ids) > 1 and review.ask_key(f"Take back {many}? y yes, n no", _YES_NO) != "yes":
        review.message.append("nothing was written")
        return
    try:
        review.message += take_back(review.session, last.op)
    except NotFoundError as fault:  # somebody else took it back
        review.answers.pop()
        review.fail(fault)
    except TrackerError as fault:
        review.fail(fault)
        return
    else:
        review.answers.pop()
    review.go_back_to(last.screen)
