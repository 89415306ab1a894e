"""The parts of an answer, each held against what was sent and what stands: how far, how many, when.

A part says what it would write into which item, and what stands against writing it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date

from hmic_tracker.domain.answer_cells import read_count, read_far, read_share, says_nothing
from hmic_tracker.domain.answer_requests import request_fields, request_words
from hmic_tracker.domain.answers import NOT_BOTH, Answer, Compared
from hmic_tracker.domain.date_parsing import doubt_of, parse_due
from hmic_tracker.domain.dates import deadline, say_due
from hmic_tracker.domain.items import Item, Value
from hmic_tracker.domain.part_changes import done_step_fields
from hmic_tracker.domain.row_values import is_unknown, last_change, row_values
from hmic_tracker.domain.rules import is_completed, is_open
from hmic_tracker.domain.sendings import HOW_FAR, SentRow
from hmic_tracker.domain.words import OPEN, SIDE_EXITS, STATUS_PHRASES, Progress
from hmic_tracker.light_typing import Final, NamedTuple

CHANGED: Final = "changed here since"
NOT_KNOWN: Final = "what was sent is not known"
_UNSETTLED: Final = "it is not settled here"
_STATE_FIELDS: Final = frozenset({"status", "progress"})
_OUT: Final[Mapping[str, str]] = {status: STATUS_PHRASES[status] for status in SIDE_EXITS}
Fields = Mapping[str, Value]


class Part(NamedTuple):
    """One thing that is answered.

    `fields` are to set, by the item's id; `words` go into the note with them. `against` says what
    a person has to decide, and `can_take` whether taking it is one of the ways. `more` is what is
    written where so many are completed besides those that were completed here.
    """

    compared: Compared
    fields: Mapping[str, Fields] = {}
    words: str = ""
    against: str = ""
    can_take: bool = True
    reopens: bool = False
    by_count: bool = False
    is_so: bool = False
    more: Mapping[str, Fields] | None = None
    more_count: int = 0


class AnsweredRow(NamedTuple):
    """A row that was sent with its answer, and its items as they are."""

    row: SentRow
    answer: Answer
    items: Sequence[Item]
    step: int | None
    today: date
    day: date
    days_off: Container[date] = ()

    @property
    def now(self) -> dict[str, str]:
        """The values of the row as they are."""
        return row_values(self.items, self.step)

    @property
    def is_several(self) -> bool:
        """Whether it is one row of nameless items that are alike."""
        return len(self.row.ids) > 1


def parts_of(one: AnsweredRow) -> list[Part]:
    """The parts that are answered; raises InputError for a cell that can't be read."""
    word = read_far(one.answer.how_far)
    if one.step is not None:
        first = [_step(one, word)]
    elif one.is_several:
        first = _several(one, word, read_count(one.answer.done, len(one.row.ids)))
    else:
        first = [_far(one, word)]
    requested = _new_date(one)
    if requested is not None and any(part and _completes_all(one, part) for part in first):
        requested = _beside_completed(requested)
    return [part for part in (*first, requested) if part is not None]


def _completes_all(one: AnsweredRow, part: Part) -> bool:
    """Whether a part says that all of a row is completed, and not some of it."""
    if one.step is not None:
        return not part.words
    done = [fields for fields in part.fields.values() if fields.get("status") == "done"]
    return bool(done) and len(done) == sum(map(is_open, one.items))


def _beside_completed(date: Part) -> Part:
    """A date for what is completed: somebody has to say which; beside it the date is but words."""
    if date.is_so:
        return date
    return date._replace(fields={}, against=date.against or NOT_BOTH)


def _is_news(one: AnsweredRow, field: str, value: str) -> bool:
    """Whether an answer is one: a cell that came back as it was sent says nothing."""
    own_words = one.answer.in_words or (field == "progress" and read_share(one.answer.how_far))
    return bool(own_words) or one.row.values.get(field, "") != value


def _sent(one: AnsweredRow, field: str) -> str | None:
    """The value that a row was sent with, None where that is not known."""
    return None if is_unknown(one.row.values) else one.row.values.get(field, "")


def _against(one: AnsweredRow, fields: Sequence[str]) -> str:
    """What stands against setting fields that were sent with some values."""
    sent, now = one.row.values, one.now
    if is_unknown(sent):
        return NOT_KNOWN
    if any(sent.get(field, "") != now.get(field, "") for field in fields):
        return CHANGED
    open_fields = {field for item in one.items for field, _ in item.unsettled}
    return _UNSETTLED if open_fields & set(fields) else ""


def _compared(
    one: AnsweredRow, name: str, sent: str | None, answered: str, now: str, fields: frozenset[str]
) -> Compared:
    compared = Compared(name, "not known" if sent is None else sent, answered, now)
    last = last_change(one.items, fields) if sent != now else None
    return compared._replace(by=last[0], on=last[1]) if last else compared


def _far_text(values: Mapping[str, str]) -> str | None:
    """How far a row is, in the words of its column."""
    if is_unknown(values):
        return None
    status, word = values.get("status", ""), values["progress"]
    if status in SIDE_EXITS or status in {"verified", "closed"}:
        return _OUT.get(status, status)
    return HOW_FAR.get(word, "not the same on all")  # type: ignore[call-overload,no-any-return]


def _far(one: AnsweredRow, word: Progress | None) -> Part | None:
    """How far a single item is."""
    if word is None or not _is_news(one, "progress", word):
        return None
    item, now = one.items[0], one.now
    sent_text, now_text = _far_text(one.row.values), _far_text(now) or ""
    fields = _STATE_FIELDS
    compared = _compared(one, "How far", sent_text, HOW_FAR[word], now_text, fields)
    if item.status in SIDE_EXITS:
        return Part(compared, against=f"it is {STATUS_PHRASES[item.status]}", can_take=False)
    against = _against(one, ("status", "progress"))
    if now["progress"] == word and against != _UNSETTLED:
        return Part(compared, is_so=True)
    part = Part(compared, {item.id: far_fields(word)}, against=against)
    if item.status in OPEN:
        return part
    why = "completed here; the answer opens it again"
    return part._replace(reopens=True, against=f"{CHANGED}: {why}" if against else why)


def far_fields(word: Progress) -> Fields:
    """The fields by which an item is as far as a lead says; completed is done, never verified."""
    if word == "complete":
        return {"status": "done"}
    status = "not-started" if word == "none" else "in-progress"
    return {"status": status, "progress": word}


def _several(one: AnsweredRow, word: Progress | None, count: int | None) -> list[Part | None]:
    """How far nameless items are, and how many of them are completed."""
    of, now = len(one.row.ids), int(one.now["done"])
    counted = count is not None and _is_news(one, "done", str(count))
    if word == "complete" and _is_news(one, "progress", word):
        if counted and count != of:
            return [_count(one, count or 0, "completed, and how many are done says otherwise")]
        unsure = count is not None and not counted and count != of
        against = f"completed, and {count} of {of} was left as it was" if unsure else ""
        return [_count(one, of, against)] if now < of or counted else []
    return [
        _far_of_several(one, word),
        _count(one, count or 0) if counted else None,
    ]


def _far_of_several(one: AnsweredRow, word: Progress | None) -> Part | None:
    if word is None or not _is_news(one, "progress", word):
        return None
    compared = _compared(
        one,
        "How far",
        _far_text(one.row.values),
        HOW_FAR[word],
        _far_text(one.now) or "",
        _STATE_FIELDS,
    )
    if one.now["progress"] == word:
        return Part(compared, is_so=True)
    fields = {item.id: far_fields(word) for item in one.items if is_open(item)}
    return Part(compared, fields, against=_against(one, ("progress", "out")))


def _count(one: AnsweredRow, count: int, against: str = "") -> Part:
    """So many of nameless items are completed: so many of the open ones, whichever they are."""
    of = len(one.row.ids)
    sent, now = _sent(one, "done"), int(one.now["done"])
    sent = sent or None
    compared = _compared(
        one,
        "Done",
        None if sent is None else f"{sent} of {of} done",
        f"{count} of {of} done",
        f"{now} of {of} done",
        frozenset({"status"}),
    )
    if count == now and not against:
        return Part(compared, is_so=True)
    if any(not item.is_placeholder for item in one.items):
        return Part(compared, against="some have their texts now: which are done?", can_take=False)
    if count < now:
        why = CHANGED if sent is not None and int(sent) != now else "fewer are done than before"
        return Part(compared, against=why, can_take=False)
    against = against or _against(one, ("done", "out"))
    fields = _completed(one.items, count - now)
    if fields is None:
        return Part(compared, against="not so many of them are open", can_take=False)
    part = Part(compared, fields, against=against, by_count=count < of)
    more = count - int(sent) if sent is not None else 0
    if against == CHANGED and 0 < more <= of - now and now + more != count:
        part = part._replace(more=_completed(one.items, more), more_count=more)
    return part


def _completed(items: Sequence[Item], number: int) -> Mapping[str, Fields] | None:
    """The fields by which so many of the open items are completed; None where there are fewer."""
    left = [item.id for item in items if is_open(item)]
    if len(left) < number:
        return None
    return {item_id: {"status": "done"} for item_id in left[:number]}


def _step(one: AnsweredRow, word: Progress | None) -> Part | None:
    """A step is done or not: any other word is kept as one."""
    sent = _sent(one, "done")
    if word is None or (word == "none" and not sent):
        return None
    now, step = one.now, one.step or 0
    texts = [
        None if done is None else "done" if done else "not done" for done in (sent, now["done"])
    ]
    field = frozenset({f"action_{step}_{name}" for name in ("done", "dropped")})
    answered = "done" if word == "complete" else HOW_FAR[word]
    compared = _compared(one, f"Step {step}", texts[0], answered, texts[1] or "", field)
    if now["gone"]:
        return Part(compared, against="the step was dropped here", can_take=False)
    if word != "complete":
        if now["done"]:
            return Part(compared, against="the step is done here", can_take=False)
        return Part(compared, words=f"step {step}: {HOW_FAR[word]}")
    if now["done"]:
        return Part(compared, is_so=True)
    fields = done_step_fields(one.items[0], step, one.day)
    return Part(compared, {one.items[0].id: fields}, against=_against(one, ("done",)))


def _new_date(one: AnsweredRow) -> Part | None:
    """A date that is asked for; it moves nothing."""
    if says_nothing(one.answer.new_date):
        return None
    due = parse_due(one.answer.new_date, one.today, one.days_off)
    why, now, sent = one.answer.why, one.now["due"], _sent(one, "due")
    texts = [None if each is None else say_due(each) if each else "none" for each in (sent, now)]
    field = frozenset({"due" if one.step is None else f"action_{one.step}_due"})
    compared = _compared(one, "New date", texts[0], say_due(due), texts[1] or "", field)
    if due == now:
        return Part(compared, is_so=True)
    gone = one.now.get("gone")
    left = [item for item in one.items if not is_completed(item)]
    if gone or not left:
        return Part(compared, against=f"it is {'dropped' if gone else 'completed'} here")
    against = _against(one, ("due",))
    if deadline(due) < one.today:
        against = f"{say_due(due)} is past"
    against = doubt_of(due, one.today) or against
    words = request_words(due, why)
    if one.step is not None:
        return Part(compared, words=f"step {one.step} {words}", against=against)
    fields = {item.id: request_fields(due, why or None) for item in left}
    return Part(compared, fields, words, against)
