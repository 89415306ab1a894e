"""What becomes of the answers to a sending: taken, asked about, refused or blank, row by row.

Nothing disappears: there is an outcome for every row that was sent and for every row that came
back besides those.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date

from hmic_tracker.domain.answer_cells import RowName, is_reference, read_share, says_nothing
from hmic_tracker.domain.answer_parts import NOT_KNOWN, AnsweredRow, Part, parts_of
from hmic_tracker.domain.answer_rows import (
    Matched,
    SentItem,
    contents,
    is_answered,
    matched,
    sent_items,
)
from hmic_tracker.domain.answer_sendings import rows_named
from hmic_tracker.domain.answers import (
    GREY,
    YELLOW,
    Answer,
    ItemAnswer,
    Outcome,
    Writing,
)
from hmic_tracker.domain.changes import changes_to
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.families import open_parts
from hmic_tracker.domain.grey_cells import altered_cells, without_old_values
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.people import is_owner
from hmic_tracker.domain.row_values import is_unknown
from hmic_tracker.domain.sendings import Sending, SentRow
from hmic_tracker.domain.words import folded
from hmic_tracker.domain.workflow import ProposedChange, violations
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item, Value
    from hmic_tracker.domain.plan import Plan

NEEDS_A_KEY = "read out of a sentence"
_NO_ROW = SentRow((), ())
_NOT_SENT = "not a row of this workbook"


class Here(NamedTuple):
    """What answers are held against: the plan as it is, the day, and what was taken in already.

    `day` is the day that the answers are true of. `file` is the SHA-256 of the file they came in,
    and `received` are the days on which its rows were taken, by their origins.
    """

    plan: Plan
    today: date
    day: date
    days_off: Container[date] = ()
    file: str = ""
    received: Mapping[str, date] = {}


def compare(sending: Sending, answers: Sequence[Answer], here: Here) -> tuple[Outcome, ...]:
    """The outcome of every row: those of the sending in its order, then those that came besides."""
    by_uid = {item.uid: item for item in here.plan.items}
    by_id = {item.id: item for item in here.plan.items}
    rows = sent_items(sending.rows, by_uid, by_id)
    pairs = matched(rows, answers)
    outcomes: list[Outcome] = []
    besides: list[Outcome] = []
    for place, row in enumerate(rows):
        first, *others = _of_row(sending, row, pairs.by_row.get(place, ()), here)
        outcomes.append(first)
        besides += others
    return (*outcomes, *besides, *_others(sending, pairs, here, rows))


def answer_origin(file: str, label: str) -> str:
    """What tells that a row of a file was taken in, wherever that was."""
    text = f"{file}\n{folded(label)}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _of_row(
    sending: Sending, sent: SentItem, answers: Sequence[Answer], here: Here
) -> Iterator[Outcome]:
    """The outcomes of a row that was sent: one, and one for each time it came back again."""
    if not answers:
        yield Outcome("blank", sent.label, row=sent.row, why="not in what came back")
        return
    answers = [without_old_values(sending, sent, answer) for answer in answers]
    full = [answer for answer in answers if is_answered(answer, sent.row)]
    differing = {contents(answer) for answer in full}
    if len(differing) > 1:
        places = " and ".join(answer.place for answer in full)
        why = f"answered twice, and differently: {places}"
        for answer in full:
            yield Outcome("refused", sent.label, answer, sent.row, why=why)
    else:
        chief = full[0] if full else answers[0]
        yield _outcome(sending, sent, chief, here)
        for answer in full[1:]:
            yield Outcome("blank", sent.label, answer, why=f"the same as {chief.place}")
        answers = [answer for answer in answers if answer not in full and answer is not chief]
        full = []
    for answer in answers:
        if all(answer is not other for other in full):
            yield Outcome("blank", sent.label, answer, why="the row came twice")


def _outcome(sending: Sending, sent: SentItem, answer: Answer, here: Here) -> Outcome:
    """The outcome of a row with its one answer."""
    altered = altered_cells(sending, sent, answer)
    remarks = tuple(f"{GREY[key]} came back as '{text[:60]}'" for key, text in altered)
    outcome = Outcome("blank", sent.label, answer, sent.row, remarks=remarks)
    if not is_answered(answer, sent.row):
        return _unanswered(outcome)
    if (sent.row.step is not None and sent.step is None) or len(sent.items) < len(sent.row.ids):
        return outcome._replace(state="refused", why="it is not in the plan any more")
    day = here.received.get(answer_origin(here.file, sent.label))
    if day is not None:
        why = f"taken in already on {say_day(day)}"
        return outcome._replace(state="taken", answers=(), why=why, was_taken=True)
    one = AnsweredRow(sent.row, answer, sent.items, sent.step, here.today, here.day, here.days_off)
    try:
        parts = parts_of(one)
    except InputError as fault:
        return outcome._replace(state="refused", why=fault.message)
    is_old = is_unknown(sent.row.values) and all(part.is_so for part in parts)
    if is_old and not answer.in_words and not _writing(sending, one, ()):
        return _unanswered(outcome)  # a cell that nobody touched, as far as can be known
    return _weighed(sending, sent, one, parts, here, outcome)


def _unanswered(outcome: Outcome) -> Outcome:
    """A row that answers nothing; a grey cell that was changed is no answer, and is not lost."""
    if not outcome.remarks:
        return outcome
    return outcome._replace(state="refused", why="only a grey cell was changed")


def _weighed(
    sending: Sending,
    sent: SentItem,
    one: AnsweredRow,
    parts: Sequence[Part],
    here: Here,
    outcome: Outcome,
) -> Outcome:
    """The outcome of a row whose answer can be read."""
    against = [
        *_moved(sending, sent),
        *(f"{head} is a formula" for head in one.answer.formulas),
        *_unsure(one.answer),
        *dict.fromkeys(part.against for part in parts if part.against),
    ]
    news = [part for part in parts if not part.is_so]
    taking = _writing(sending, one, news) if all(p.can_take for p in news) else None
    if taking is not None and (refusal := _broken_rule(taking, sent.items, sending, here.plan)):
        against, taking = [*against, refusal], None
    if one.answer.in_words:
        against = against or [one.answer.doubt or NEEDS_A_KEY]
    more = [part._replace(fields=part.more) if part.more else part for part in news]
    count = sum(part.more_count for part in news)
    so = [f"{part.compared.name} is so already" for part in parts if part.is_so]
    if sent.row.number not in {None, sent.step}:
        so.append(f"it is step {sent.step} here since")
    outcome = outcome._replace(
        compared=tuple(part.compared for part in news),
        answers=taking,
        kept=_keeping(one, news),
        remarks=(*outcome.remarks, *so),
        state="asked" if against else "taken",
        why="; ".join(against),
    )
    if against and taking is not None and count:
        outcome = outcome._replace(more=_writing(sending, one, more), more_count=count)
    return outcome


def _unsure(answer: Answer) -> Iterator[str]:
    """What stands against an answer that isn't in its cells alone."""
    yield from dict.fromkeys(f"{head} has a comment" for head, _ in answer.comments)
    heads = [YELLOW[key] for key in answer.missing if key in YELLOW]
    if heads and answer.remarks:
        yield f"no column is called {' nor '.join(heads)}"


def _moved(sending: Sending, sent: SentItem) -> Iterator[str]:
    """What stands against an answer whose item is another's now, or is called otherwise."""
    ids = tuple(item.id for item in sent.items)
    if ids != sent.row.ids:
        yield f"it is {format_id_ranges(ids)} since"
    for item in sent.items:
        step = next((each for each in item.actions if each.n == sent.step), None)
        owner = (step.owner if step else None) or item.owner
        if not is_owner(owner, sending.owner):
            yield "it is with another post since" if owner else "it has no owner since"
            return


def _writing(sending: Sending, one: AnsweredRow, parts: Sequence[Part]) -> Writing:
    """What an answer writes: the fields of its parts, and its words into every item of the row."""
    words = [part.words for part in parts if part.words and not part.fields]
    asks_a_date = any(part.compared.name == "New date" for part in parts)
    note = _words(one.answer, words, with_why=not asks_a_date)
    reference = _line(one.answer.shows) if is_reference(one.answer.shows) else None
    completing = {i for part in parts for i, fields in part.fields.items() if "status" in fields}
    reason = None
    if any(part.reopens for part in parts):
        reason = _line(one.answer.why) or _line(one.answer.what) or f"answer of {sending.owner}"
    by_count = any(part.by_count for part in parts)
    made: list[ItemAnswer] = []
    for item in one.items:
        fields: dict[str, Value] = {}
        for part in parts:
            fields |= part.fields.get(item.id, {})
        shown = reference if not completing or item.id in completing else None
        counted = by_count and fields.get("status") == "done"
        if note or shown or changes_to(item, fields):
            made.append(ItemAnswer(item.id, fields, note or None, reason, shown, counted))
    return tuple(made)


def _keeping(one: AnsweredRow, parts: Sequence[Part]) -> Writing:
    """What is written where the plan's values are kept: the answer as a note."""
    values = [f"answered '{part.compared.answered}'" for part in parts if not part.words]
    values += [part.words for part in parts if part.words]
    asks_a_date = any(part.words and part.compared.name == "New date" for part in parts)
    note = _words(one.answer, values, with_why=not asks_a_date, with_shows=True)
    return tuple(ItemAnswer(item.id, note=note) for item in one.items if note)


def _words(
    answer: Answer, before: Sequence[str], *, with_why: bool, with_shows: bool = False
) -> str:
    """The words of an answer as one note."""
    texts = [answer.what.strip(), *before]
    if read_share(answer.how_far):
        texts.append(f"how far: {_line(answer.how_far)}")
    if not says_nothing(answer.shows) and (with_shows or not is_reference(answer.shows)):
        texts.append(f"shown by: {answer.shows.strip()}")
    if with_why:
        texts.append(answer.why.strip())
    texts += [f"{head}: {text.strip()}" for head, text in answer.beside]
    return "; ".join(text for text in texts if not says_nothing(text))


def _line(text: str) -> str:
    return " ".join(text.split())


def _broken_rule(
    writing: Writing, items: Sequence[Item], sending: Sending, plan: Plan
) -> str | None:
    """What a rule of the plan has against writing answers, None for nothing."""
    by_id = {item.id: item for item in items}
    for one in writing:
        changes = changes_to(by_id[one.item_id], one.fields)
        left = open_parts(one.item_id, plan.items)
        proposed = ProposedChange(changes, sending.owner, one.reason, open_parts=left)
        refused, _ = violations(by_id[one.item_id], proposed, plan.rules)
        if refused:
            return refused[0].message
    return None


def _others(
    sending: Sending, pairs: Matched, here: Here, rows: Sequence[SentItem]
) -> Iterator[Outcome]:
    """The outcomes of rows that were not sent; one without a word in it is blank."""
    for answer, name in pairs.others:
        label = _line(answer.item)[:60] or answer.place
        if not is_answered(answer, _NO_ROW):
            yield Outcome("blank", label, answer, why="not a row of this workbook, and empty")
        else:
            yield _unknown_row(sending, answer, name, label, here, rows)


def _unknown_row(
    sending: Sending,
    answer: Answer,
    name: RowName | None,
    label: str,
    here: Here,
    rows: Sequence[SentItem],
) -> Outcome:
    """A row that was not sent: the item it names can have it, if it is the post's and one asks."""
    outcome = Outcome("refused", label, answer, why=_NOT_SENT)
    if name is None:
        why = "it names no item" if not answer.item.strip() else outcome.why
        return outcome._replace(why=why)
    group = next((row for row in rows if name.ids < {i.lower() for i in row.row.ids}), None)
    if group is not None and name.step is None:
        why = f"part of {group.label} here: how many of those are done?"
        outcome = outcome._replace(state="asked", why=why)
    known = {item.id.lower(): item for item in here.plan.items}
    items = [known[each] for each in sorted(name.ids) if each in known]
    if len(items) < len(name.ids) or not all(is_owner(i.owner, sending.owner) for i in items):
        return outcome._replace(state="refused")
    if group is None and len(items) == 1 and (one := _added_row(sending, answer, here)):
        return one
    texts = [f"{YELLOW[key]}: {text}" for key in YELLOW if (text := _line(getattr(answer, key)))]
    texts += [f"{head}: {_line(text)}" for head, text in answer.beside]
    note = "; ".join(texts)
    kept = tuple(ItemAnswer(item.id, note=note) for item in items)
    return outcome._replace(state="asked", kept=kept)


def _added_row(sending: Sending, answer: Answer, here: Here) -> Outcome | None:
    """The outcome of an answer on an item that was not sent; None where it has no such step."""
    by_uid = {item.uid: item for item in here.plan.items}
    by_id = {item.id: item for item in here.plan.items}
    [sent] = sent_items(rows_named([answer], here.plan), by_uid, by_id)
    steps = {step.n for step in sent.items[0].actions}
    if sent.step is not None and sent.step not in steps:
        return None
    outcome = _outcome(sending, sent, answer._replace(grey={}), here)
    outcome = outcome._replace(answer=answer, row=None)
    if outcome.state == "refused" or outcome.was_taken:
        return outcome
    against = [one for one in outcome.why.split("; ") if one and one != NOT_KNOWN]
    return outcome._replace(state="asked", why="; ".join((_NOT_SENT, *against)))
