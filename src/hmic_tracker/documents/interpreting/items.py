"""Marks of items and of their fields: dates, owners, statuses, responses."""

from __future__ import annotations

import re

from hmic_tracker.documents.interpreting.dues import due_of_text, set_due
from hmic_tracker.documents.parsed_report import ItemText
from hmic_tracker.documents.table_choices import UNKNOWN_STATUS
from hmic_tracker.documents.wording.acceptances import acceptance
from hmic_tracker.documents.wording.advice import asks, first_sentence
from hmic_tracker.documents.wording.colour_keys import colour_named
from hmic_tracker.documents.wording.deadlines import (
    DATED,
    days_of_cell,
    deadline_in,
    deadline_of_value,
    due_of_cell,
)
from hmic_tracker.documents.wording.labels import plain_label
from hmic_tracker.documents.wording.outcomes import PROMISED, outcome_at_end
from hmic_tracker.documents.wording.patterns import BULLETS, folded, known_again, matched_due
from hmic_tracker.documents.wording.pointers import POINTER
from hmic_tracker.documents.wording.source_kinds import KINDS_OF_MARKS
from hmic_tracker.documents.wording.status_cells import (
    SAYS_LITTLE,
    is_colour,
    is_lasting,
    is_nothing,
    is_reply,
    response_cell,
    state_of,
    status_cell,
)
from hmic_tracker.documents.wording.status_words import is_only_status
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.interpreting.state import State
    from hmic_tracker.documents.marks import Mark
    from hmic_tracker.domain.words import Status

_CUT: Final = re.compile(r"(?:\.{3}|…)[”’\"']?$")
_COMPLETED: Final = re.compile(r"\b(?:completed?|implemented|done|achieved)\b", re.I)
_MOVED: Final = re.compile(
    r"(?:delayed|postponed|slipped|extended|moved|rescheduled|revised)\b[^.]{0,60}\b(?:to|until|till)\b",
    re.I,
)
"""A status that says to which day the work was put off: "Delayed, from 3 May to 1 June 2032"."""
_FEW_WORDS: Final = 4
"""Words of a sentence that is nothing but a status."""
_SHORTEST_AGAIN: Final = 15
_RATHER_LONG: Final = 30
_LONG_AGAIN: Final = 50
"""Letters of a text that can be known again."""
_LONGEST_TEXT: Final = 100_000
_LONGEST_END: Final = 80
_ENDS_DONE: Final = re.compile(
    r"(?:[.;,] |\band |\bso )(?:the|this|all) (?:agreed |accepted )?actions? (?:is|are|has been"
    r"|have been) (?:now |therefore )?(?P<state>completed?|closed)$",
    re.I,
)
"""How a response ends that says in its last words that it was done."""
_PARTS_OF_NAME: Final = re.compile(r" [–—-] |: ")


def read_item(state: State, mark: Mark) -> None:
    """Read an item, with the date that its own text sets."""
    kind = KINDS_OF_MARKS[mark.word]
    text = mark.text.lstrip(" -–—−:.)|")[:_LONGEST_TEXT] or None
    due = due_of_text(text or "", state.published, state.stem_due)
    bare = text
    if text and state.stem and (text[:1].islower() or not asks(text)):
        text = " ".join(filter(None, (state.group, state.stem, text)))
    number = int(mark.label) if mark.label.isdecimal() and int(mark.label) else None
    item = ItemText(
        state.framework,
        kind,
        number if number is None or number < 1000 else None,
        text,
        state.origin(mark),
        label=mark.label or None,
        source_kind=mark.kind or None,
        status=state.list_status,
        due=due.due,
        doubt=mark.doubt or _doubt(text) or due.doubt,
    )
    if earlier := _printed_before(state, item, bare):
        state.item = earlier
        return
    if kind == "cause-of-concern":
        state.cause = item
    elif kind == "recommendation":
        item.cause = state.cause
    state.item = item
    state.report.texts.append(item)
    if state.collects:
        state.collected.add(id(item))
    state.keep_label(mark, item)
    if state.framework:
        state.report.order[state.framework] = None
    if text is None:
        named = f"{kind} {mark.label}" if mark.label else f"a {kind}"
        state.report.warn(mark.place.line, f"{named} has no text")


_LEAD: Final = re.compile(rf"([^:]{{1,600}}): (?:[{BULLETS}*–-]|\(?[a-z0-9]{{1,2}}[.)]) ")


def _printed_before(state: State, item: ItemText, text: str | None) -> ItemText | None:
    """Return the item that is printed once more: in a summary, a chapter or an annex."""
    label = plain_label(item.label or "")
    key = (item.kind, label, known_again(POINTER.sub("", text or "")))
    earlier = _with_or_without(state, item, key)
    if earlier is item or len(key[2]) < _SHORTEST_AGAIN:
        if lead := _lead(text or ""):
            for printed_as in (label, "*"):
                state.printed.setdefault((item.kind, printed_as, folded(lead)), item)
        return None
    apart = _are_apart(state, earlier, item)
    least = _LONG_AGAIN if item.framework else _RATHER_LONG
    short = item.label is None and len(key[2]) < least
    if apart:
        own = (key[0], item.framework or "", key[2])
        same = state.printed.setdefault(own, item)
        return None if same is item else same
    if short and earlier.framework != item.framework:
        return None
    earlier.framework = earlier.framework or item.framework
    set_due(earlier, earlier.due or item.due)
    return earlier


def _are_apart(state: State, earlier: ItemText, item: ItemText) -> bool:
    """Return whether an item of the same words is another's: that of another framework.

    It isn't where one of the two is in a chapter that collects what the others print, or where
    one name is a part of the other: "Westhaven Hospital – Maternity", and "Maternity".
    """
    if not earlier.framework or not item.framework or earlier.framework == item.framework:
        return False
    if state.collects and id(earlier) not in state.collected:
        return False
    one, other = state.names.name(earlier.framework), state.names.name(item.framework)
    return not (_is_part_of(one, other) or _is_part_of(other, one))


def _is_part_of(name: str, whole: str) -> bool:
    """Return whether a name is what stands behind the dash or colon of another."""
    parts = [folded(part) for part in _PARTS_OF_NAME.split(whole)]
    return len(parts) > 1 and folded(name) in parts[1:]


def _lead(text: str) -> str:
    """Return what stands above an item's bullets, all that a summary may print of it."""
    lead = _LEAD.match(text)
    return lead[1] if lead and len(folded(lead[1])) >= _LONG_AGAIN else ""


def _with_or_without(state: State, item: ItemText, key: tuple[str, str, str]) -> ItemText:
    """Return the item of a key; a long text is one item with its number and, elsewhere, without."""
    earlier = state.printed.setdefault(key, item)
    if len(key[2]) < _LONG_AGAIN:
        return earlier
    first = state.printed.setdefault((key[0], "*", key[2]), item)
    if first is not earlier and not (first.label and item.label):
        first.label = first.label or item.label
        return first
    return earlier


def read_due(state: State, mark: Mark) -> None:
    """Read the date of the item above, of one by its number, or of all."""
    if mark.label == "all":
        _read_due_of_all(state, mark)
        return
    item, due = state.item_of(mark), due_of_cell(mark.text)
    days = days_of_cell(mark.text)
    if item is None or is_nothing(mark.text) or is_lasting(mark.text) or not mark.text:
        return
    if mark.doubt:  # the day and the month may be either way round
        item.doubt = item.doubt or mark.doubt
        return
    if _COMPLETED.search(mark.text):
        item.status = item.status or "done"
        item.due = None
        return
    if len(days) > 1:
        item.due = None
        item.doubt = item.doubt or f"its date may be one of several: '{mark.text[:60]}'"
        return
    due = days[0] if days else due
    deadline = None if due else deadline_of_value(mark.text, state.published)
    due = due or (deadline.due if deadline else None)
    if due:
        set_due(item, due)
    else:
        item.doubt = item.doubt or f"its date, '{mark.text[:40]}', is no day or month"


def _read_due_of_all(state: State, mark: Mark) -> None:
    """Read a date that holds for every item so far without one."""
    match = DATED.search(mark.text)
    deadline = None if match else deadline_in(mark.text, state.published)
    due = matched_due(match[0]) if match else deadline.due if deadline else None
    for item in state.report.texts:
        set_due(item, item.due or due)


def read_owner(state: State, mark: Mark) -> None:
    """Read who answers for an item."""
    if (item := state.item_of(mark)) and mark.text and not is_nothing(mark.text):
        item.owner = item.owner or _without_bracket(mark.text).strip(" .;")


def read_status(state: State, mark: Mark) -> None:
    """Read how an item stands."""
    item = state.item_of(mark)
    if item is None or not mark.text or is_nothing(mark.text):
        return
    cell = state_of(mark.text) or state.colours.get(colour_named(mark.text))
    item.status_word = mark.text.strip(" .")
    if cell is None:
        if not is_colour(mark.text.strip(" .")):
            item.doubt = item.doubt or f"{UNKNOWN_STATUS}'{mark.text[:40]}', is not known"
        return
    if item.due is None and _MOVED.match(mark.text):
        days = days_of_cell(first_sentence(mark.text))
        item.due = days[0] if len(days) == 1 else None
    if item.response != "not-accepted" or not _says_little(state, cell.status, mark.text):
        item.status = cell.status or item.status
    if mark.label == "cause" and item.status in {"closed", "done"}:
        _close_parts(state, item)
    item.progress = cell.progress or item.progress
    item.response = cell.response or item.response


def _close_parts(state: State, cause: ItemText) -> None:
    """Take the recommendations of a discharged cause of concern as closed that have no status."""
    for item in state.report.texts:
        if item.cause is cause:
            item.status = item.status or cause.status


def read_response(state: State, mark: Mark) -> None:
    """Read whether an item was accepted; where it doesn't say, what was done."""
    item = state.item_of(mark)
    if item is None or not mark.text or is_nothing(mark.text):
        return
    sentence = acceptance(mark.text)
    response = sentence.response if sentence else response_cell(mark.text)
    if response is None:
        read_update(state, mark)
        _read_promise(state, item, mark.text)
        return
    item.response = response
    item.status = item.status or _status_behind(mark.text)
    rest = re.split(r"[.;:,–—] ?| - ", mark.text, maxsplit=1)[1:]
    behind = mark.text[sentence.end :] if sentence else ""
    if behind[:1].strip(".;") or (sentence is None and is_reply(mark.text)):
        rest = [mark.text]  # the sentence itself says what will be done
    elif sentence:
        rest = [behind.strip(" .,;")]
    item.response_reason = rest[0].strip() or None if rest else item.response_reason
    if response == "not-accepted" and _says_little(state, item.status, item.status_word):
        item.status = "not-accepted"


def _read_promise(state: State, item: ItemText, text: str) -> None:
    """Read what a reply says of when its action will be complete, or that it is."""
    outcome = outcome_at_end(text, item.label or "")
    cell = state_of(text[slice(*outcome)]) if outcome else None
    item.status = item.status or (cell.status if cell else None)
    if item.due is None and (promised := PROMISED.search(text)):
        deadline = deadline_in(promised["when"], state.published)
        set_due(item, deadline.due if deadline else None)


def _says_little(state: State, status: Status | None, word: str | None) -> bool:
    """Return whether a status adds nothing to a refusal: it is open, not begun, or a colour."""
    plain = (word or "").strip(" .").casefold()
    is_open = status in {None, "not-started"} or plain in SAYS_LITTLE
    return is_open or colour_named(plain) in state.colours


def _status_behind(text: str) -> Status | None:
    """Return how an item stands where a response ends with that: "Agreed. It was sold. Done."."""
    if done := _ENDS_DONE.search(text.strip(" .")[-_LONGEST_END:]):
        cell = status_cell(done["state"])
        return cell.status if cell else None
    before, _, last = text.strip(" .").rpartition(". ")
    is_status = before and len(last.split()) <= _FEW_WORDS and is_only_status(last)
    cell = status_cell(last) if is_status else None
    return cell.status if cell else None


def read_update(state: State, mark: Mark) -> None:
    """Read what was done about an item."""
    if (item := state.item_of(mark)) and mark.text and not is_nothing(mark.text):
        text = mark.text
        item.update = _behind(item.update, text) if text[:1].isupper() else _on(item.update, text)


def read_note(state: State, mark: Mark) -> None:
    """Read what else is said of an item, under the name of its column."""
    if (item := state.item_of(mark)) and mark.text and not is_nothing(mark.text):
        text = f"{mark.kind}: {mark.text}" if mark.kind else mark.text
        item.update = _behind(item.update, text)


def _behind(before: str | None, text: str) -> str:
    """Return a text behind another, whose sentence has ended."""
    end = "" if (before or "").endswith((".", "!", "?", ":", ";", ",")) else "."
    return f"{before}{end} {text}" if before else text


def _on(before: str | None, text: str) -> str:
    """Return a text that goes on from another."""
    return f"{before} {text}" if before else text


def read_evidence(state: State, mark: Mark) -> None:
    """Read what shows that an item is done."""
    if (item := state.item_of(mark)) and mark.text and not is_nothing(mark.text):
        item.evidence = (*item.evidence, mark.text.strip(" ."))


def _without_bracket(text: str) -> str:
    """Return a value without the bracket that closes behind it: "Head of Works)"."""
    return text if "(" in text else text.rstrip(" ).;")


def _doubt(text: str | None) -> str:
    """Return why a person should look at an item's text, "" where it seems whole."""
    if text and (cut := _CUT.search(text)):
        return f"its text ends in '{cut[0]}': is it all there?"
    return ""
