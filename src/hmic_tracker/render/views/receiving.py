"""What came back from a lead: the preview before it is written, and the receipt to send back."""

from __future__ import annotations

from collections.abc import Iterator

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes
from hmic_tracker.render.escaping import header_text

if TYPE_CHECKING:
    from hmic_tracker.domain.answers import Compared, Outcome
    from hmic_tracker.reports.next_reminder import NextTime
    from hmic_tracker.reports.receiving import Choice, ReceivedFile

_MOST_WORDS = 300
_WAYS: dict[Choice, str] = {
    "take": "taken",
    "more": "taken, added to what was there",
    "keep": "ours kept, the answer is a note",
    "later": "left for later",
}


def received_page(one: ReceivedFile, person: str) -> nodes.Page:
    """The preview of a file: what can be taken, what is to decide, what is refused, no answer.

    What `person` changed here is theirs: "you, 3 Dec".
    """
    return nodes.page_of(
        nodes.Heading(heading(one)),
        nodes.spaced(
            *(nodes.Paragraph(f"{text[:1].upper()}{text[1:]}.") for text in one.doubts),
            *(nodes.Paragraph(f"Take note: {text}.") for text in one.remarks),
        ),
        _section("Taken in already", [(o, taken_text(o)) for o in one.taken_before]),
        _section("Can be taken", [(o, taken_text(o)) for o in one.of("taken") if not o.was_taken]),
        _decisions(one, person),
        _section("Refused", [(o, _refused_text(o)) for o in one.of("refused")]),
        _section("No answer", [(o, _blank_text(o, next_)) for o, next_ in one.unanswered]),
        _others(one),
        nodes.spaced(nodes.Paragraph(sum_line(one))),
    )


def heading(one: ReceivedFile) -> str:
    """Whose answers they are, to what: "Head of CID, workbook sent 1 Dec 2008, 5 rows"."""
    rows = plural(len(one.sending.rows), "row")
    sent = f"workbook sent {say_day(one.sending.on)}" if one.sending.n else "nothing on record"
    text = f"{one.sending.owner}, {sent}, {rows}"
    return f"{one.marking}  {text}" if one.marking else text


def sum_line(one: ReceivedFile) -> str:
    """The rows as a sum, so that none is missing."""
    counts, sent = one.counts, len(one.sending.rows)
    left, before = len(one.undecided), len(one.taken_before)
    words = {
        "before": f"{before} taken in already",
        "taken": f"{counts['taken'] - before} taken",
        "decided": f"{counts['asked'] - left} decided",
        "asked": f"{left} to decide",
        "refused": f"{counts['refused']} refused",
        "blank": f"{counts['blank']} blank",
    }
    parts = [text for text in words.values() if not text.startswith("0 ")]
    added = f" and {one.added} added" if one.added else ""
    total = f"{plural(sent, 'row')}{added}"
    return f"{total} = {' + '.join(parts) or '0'}. Notes stay internal."


def _section(head: str, rows: list[tuple[Outcome, str]]) -> nodes.Page:
    if not rows:
        return ()
    pairs = tuple((one.item, text) for one, text in rows)
    return nodes.section(f"{head}: {len(rows)}", nodes.Pairs(pairs))


def taken_text(one: Outcome) -> str:
    """What a row that can be taken changes, and its words."""
    if one.why:
        return f"{one.why}."
    is_step = one.row is not None and one.row.step is not None
    parts = [_change_text(each, is_step) for each in one.compared]
    if one.answers and one.answers[0].reference:
        parts.append(f"evidence: {one.answers[0].reference}.")
    parts += [f'"{words}"'] if (words := words_of(one)) else []
    return " ".join([*parts, *(f"({text})" for text in one.remarks)]) or "says nothing new"


def words_of(one: Outcome) -> str:
    """The words of an answer, on one line."""
    answer = one.answer
    if answer is None:
        return ""
    remarks = (f"{head}: {text}" for head, text in answer.beside)
    texts = [answer.what, "" if one.answers and one.answers[0].reference else answer.shows]
    words = "; ".join(filter(None, (" ".join(t.split()) for t in (*texts, answer.why, *remarks))))
    return f"{words[:_MOST_WORDS]} …" if len(words) > _MOST_WORDS else words


def _change_text(each: Compared, is_step: bool) -> str:
    if each.name == "New date" and is_step:  # a request is of an item
        return f"asks for {each.answered}, kept as a note; the step's due stays {each.now}."
    if each.name == "New date":
        return f"asks for {each.answered}; due stays {each.now}."
    name = "" if each.name in {"How far", "Done"} else f"{each.name.lower()}: "
    return f"{name}{each.now} > {each.answered}."


def _decisions(one: ReceivedFile, person: str) -> nodes.Page:
    rows: list[nodes.Row] = []
    for place, outcome in enumerate(one.outcomes):
        if outcome.state == "asked":
            chosen = one.choices.get(place)
            rows += _decision(outcome, person, _WAYS[chosen] if chosen else "")
    if not rows:
        return ()
    on = say_day(one.sending.on).rpartition(" ")[0]
    sent = f"sent {on}" if one.sending.n else "sent"
    table = nodes.Table(nodes.columns("Item", sent, "answered", "now"), tuple(rows), "Why")
    return nodes.section(f"You decide: {one.counts['asked']}", table)


def _decision(one: Outcome, person: str, chosen: str) -> Iterator[nodes.Row]:
    words = f'"{text}"' if (text := words_of(one)) else ""
    why = one.why
    if not one.compared:
        words = cells_text(one)
        why += f" ({one.answer.place})" if one.answer and one.row is None else ""
    detail = ". ".join(filter(None, (why, words, chosen, *one.remarks)))
    compared = [(c.sent, c.answered, _now(c, person)) for c in one.compared] or [("", "", "")]
    for n, cells in enumerate(compared):
        last = n == len(compared) - 1
        yield nodes.make_row(
            nodes.id_cell(one.item if not n else ""), *cells, detail=detail if last else ""
        )


def _now(one: Compared, person: str) -> str:
    if one.on is None:
        return one.now
    who = "you" if one.by == person else one.by
    return f"{one.now} ({who}, {say_day(one.on).rpartition(' ')[0]})"


def _refused_text(one: Outcome) -> str:
    place = f" ({one.answer.place})" if one.answer else ""
    cells = ", ".join(filter(None, [cells_text(one), *one.remarks]))
    return f"{one.why}{place}{f': {cells}' if cells else ''}"


def cells_text(one: Outcome) -> str:
    """All that was written in a row, so that nothing of it disappears."""
    if one.answer is None:
        return ""
    texts = [one.answer.how_far, one.answer.done, one.answer.new_date, words_of(one)]
    return ", ".join(f'"{text}"' for text in texts if text and text != "-")


def _blank_text(one: Outcome, next_time: NextTime | None) -> str:
    texts = [one.why, *one.remarks]
    if next_time is not None:
        late = f"{plural(next_time.days_late, 'day')} late, " if next_time.days_late else ""
        texts.append(next_time.settled or f"{late}goes into the next reminder")
    return "; ".join(filter(None, texts)) or "says nothing"


def _others(one: ReceivedFile) -> nodes.Page:
    if not one.others:
        return ()
    return nodes.section(
        f"No answers: {plural(len(one.others), 'line')}", nodes.Bullets(one.others)
    )


def receipt_document(one: ReceivedFile, on: str) -> nodes.Document:
    """The mail sent back: what was taken, what was not and why. Only what the post itself wrote.

    Its title is the mail's subject, which begins with the marking.
    """
    written = {id(outcome) for outcome, _ in one.writings}
    places = {id(outcome): place for place, outcome in enumerate(one.outcomes)}
    taken, others = [], []
    for outcome in one.outcomes:
        choice = one.choices.get(places[id(outcome)], "later")
        if id(outcome) in written and choice == "more":
            taken.append((outcome, _more_text(outcome)))
        elif outcome.state == "taken" or (id(outcome) in written and choice == "take"):
            taken.append((outcome, _receipt_text(outcome)))
        elif id(outcome) in written:
            others.append((outcome, "kept as it is here; your words are noted"))
        elif outcome.state != "blank":
            others.append((outcome, _not_taken_text(outcome)))
    blank = [(o, "left blank") for o in one.of("blank") if o.row]
    counts = ((len(taken), "taken"), (len(others), "not taken"), (len(blank), "left blank"))
    rows = ", ".join(f"{number} {what}" for number, what in counts if number) or "none"
    page = nodes.page_of(
        nodes.Paragraph(f"Your answers were taken in on {on}, thank you: {rows}."),
        nodes.Gap(),
        nodes.Heading(f"Received: {one.sending.owner}"),
        nodes.Paragraph(f"Marking: {one.marking}") if one.marking else None,
        _section("Taken", taken),
        _section("Not taken", others),
        _section("No answer", blank),
    )
    marking = f"{header_text(one.marking)}: " if one.marking else ""
    subject = f"{marking}received: {plural(len(one.writings), 'row')} of your answers taken in"
    return nodes.Document(page, title=subject[:1].upper() + subject[1:], look="mail")


def _not_taken_text(one: Outcome) -> str:
    """Why a row is not taken, and what it answers: the values that are clear, else all cells."""
    texts = [f'"{each.answered}"' for each in one.compared]
    texts += [f'"{words}"'] if texts and (words := words_of(one)) else []
    answered = ", ".join(texts) or cells_text(one) or "nothing written"
    return f"{'not decided yet, ' * (one.state == 'asked')}{one.why}: {answered}"


def _more_text(one: Outcome) -> str:
    return f"{one.more_count} more; here it was {one.compared[0].now}"


def _receipt_text(one: Outcome) -> str:
    if one.why and not one.compared:
        return one.why
    parts = [f"asks for {c.answered}" if c.name == "New date" else c.answered for c in one.compared]
    parts += [f'"{words}"'] if (words := words_of(one)) else []
    return ". ".join(parts) or "noted"
