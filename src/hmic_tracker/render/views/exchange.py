"""What an exchange with others brought, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from hmic_tracker.domain.dates import say_day, say_due, say_weekday
from hmic_tracker.domain.fields import STORED
from hmic_tracker.domain.items import OUTSIDE, UNDONE
from hmic_tracker.domain.parts import parse_part_field
from hmic_tracker.domain.words import enumerated, plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.text_layout import pad, widest
from hmic_tracker.render.views.history_entries import changes_text
from hmic_tracker.reports.exchange import YOU
from hmic_tracker.reports.unsettled import FIRST

if TYPE_CHECKING:
    from hmic_tracker.domain.items import FieldChange, Value
    from hmic_tracker.reports.exchange import (
        Contributor,
        ExchangeReport,
        ExchangeStatus,
        Position,
        Question,
        Row,
    )

_TYPES: Final = {field.key: field.type for field in STORED}
_NAMES: Final = {"original_due": "first due"}
_DATES: Final = frozenset({"due", "requested_due", "deferred_until"})
_LONGEST_NOTE: Final = 60
_POSITION: Final = ("open", "overdue", "no owner")


def exchange_page(report: ExchangeReport) -> nodes.Page:
    """The page of `sync`: one sentence, whose changes, what it made of the plan, the questions."""
    return nodes.page_of(
        nodes.Paragraph(headline(report)),
        _contributions(report),
        _facts(report),
        *(
            _question(one, nth, len(report.questions))
            for nth, one in enumerate(report.questions, 1)
        ),
    )


def status_page(status: ExchangeStatus) -> nodes.Page:
    """The page of `sync --status`."""
    theirs = "not known now" if status.theirs is None else plural(status.theirs, "change")
    pairs = [
        ("With", status.shown),
        ("To send", plural(status.mine, "change")),
        ("To take in", theirs),
        ("Last sync", _moment(status.last)),
    ]
    if status.away:
        pairs.append(("Take note", f"it can't be reached ({status.away.rstrip('.')})"))
    return (nodes.Pairs(tuple(pairs)),)


def _moment(at: str | None) -> str:
    """A moment as people say it: "1 Dec 2008, 09:30 UTC"."""
    if at is None:
        return "never from here"
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{say_day(moment.date())}, {moment:%H:%M} UTC"


def headline(report: ExchangeReport) -> str:
    """What happened, in a line."""
    own = report.mine.commands
    if report.away is not None:
        what = {0: "all of yours is", 1: "your change is"}.get(own, f"your {own} changes are")
        verb = "go" if own > 1 else "goes"
        return (
            f"{report.shown} can't be reached ({report.away.rstrip('.')}): {what} kept here, and "
            f"{verb} with the next tracker sync."
        )
    text = _together(report)
    if report.theirs:
        text += " Nothing was lost."
    if report.questions:
        text += f" {plural(len(report.questions), 'question')}."
    return text


def _together(report: ExchangeReport) -> str:
    own = report.mine.commands
    groups = [f"{_whose(one)} {plural(one.commands, 'change')}" for one in report.theirs]
    is_one = sum(one.commands for one in report.theirs) + own == 1
    would = "" if report.written else "would be "
    verb = would or ("is " if is_one else "are ")
    if groups and own:
        whole = enumerated([*groups, f"your {own}"])
        return f"{whole[:1].upper()}{whole[1:]} {verb}together."
    if groups:
        whole = enumerated(groups)
        return f"{whole[:1].upper()}{whole[1:]} {verb}in."
    if own:
        return f"Your {plural(own, 'change')} {verb}sent; nothing new from others."
    if report.first:
        return f"The whole plan {would or 'is '}sent, for the first time."
    if report.sent and report.recorded:
        return "What was changed by hand is sent; nothing new from others."
    return "Nothing new, neither here nor there."


def _whose(one: Contributor) -> str:
    if one.called == YOU:
        return "your own other"
    return "others'" if one.called == "others" else f"{one.called}'s"


def _contributions(report: ExchangeReport) -> nodes.Page:
    """A row a command: from whom, of which items, what."""
    if report.away is not None or not (report.theirs or report.mine.rows):
        return ()
    lines: list[tuple[str, str, str]] = []
    for one in (*report.theirs, *([report.mine] if report.theirs else [])):
        who = one.called.removeprefix("the ")
        lines += (
            (f"From {who}" if first else "", row.ids, row_text(row, is_mine=one is report.mine))
            for first, row in zip((True, *[False] * len(one.rows)), one.rows, strict=False)
        )
    width = widest(ids for _, ids, _ in lines)
    pairs = tuple((label, f"{pad(ids, width)} {text}") for label, ids, text in lines)
    return nodes.spaced(nodes.Pairs(pairs)) if pairs else ()


def row_text(row: Row, *, is_mine: bool = False) -> str:
    """What a command changed: `due Sep 2008 > Mar 2009, "staffing"`."""
    if row.entry is None:
        return "new"
    entry = row.entry
    if row.many:
        source = f" from {entry.source}" if entry.source else ""
        return f"{entry.event}{source}, {plural(row.many, 'item')}"
    changes = [_change_text(change) for change in entry.changes if not _is_part(change)]
    if row.subject and entry.changes:
        changes = [plural(len(entry.changes), "field")]
    elif row.subject and entry.source:  # such as an inspection removed: which one
        changes = [f"{entry.event} ({_short(entry.source)})"]
    parts = [one for one in entry.changes if _is_part(one)] if not row.subject else []
    texts = [*filter(None, changes), *(t.replace("→", ">") for t in changes_text(parts))]
    if entry.begins and not row.subject:
        texts = [entry.event]
    if entry.event in {UNDONE, OUTSIDE}:
        texts = [f"{entry.event}:", *texts] if texts else [entry.event]
    if entry.note:
        texts.append("note" if is_mine else f'note "{_short(entry.note)}"')
    if entry.reason and entry.reason != entry.source:
        texts.append(f'"{_short(entry.reason)}"')
    return _joined(texts) or entry.event


def _joined(texts: Sequence[str]) -> str:
    return ", ".join(texts).replace(":, ", ": ")


def _is_part(change: FieldChange) -> bool:
    return parse_part_field(change.field) is not None


def _change_text(change: FieldChange) -> str:
    if change.field == "status_word":
        return ""
    if change.field == "text":
        return "text filled in" if change.old is None else "text changed"
    name = _NAMES.get(change.field, change.field.replace("_", " "))
    return f"{name} {_value(change.field, change.old)} > {_value(change.field, change.new)}"


def _value(field: str, value: Value) -> str:
    if value is None:
        return "none"
    if isinstance(value, tuple):
        return ", ".join(value)
    if field in _DATES or field.endswith(("_due", "_done", "_on")):
        return say_due(value)
    return value.replace("-", " ") if _TYPES.get(field) == "word" else value


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_NOTE else f"{line[:_LONGEST_NOTE]} ..."


def _facts(report: ExchangeReport) -> nodes.Page:
    """What it made of the plan: numbers, position, what else there is to say."""
    pairs = []
    if report.theirs:
        moved = [f"{one.old} is {one.new} now" for one in report.renumbered]
        moved += [f"{'' if one.is_mine else 'their '}{one.part}" for one in report.moved_parts]
        pairs.append(("Numbers", ", ".join(moved) or "no item was renumbered"))
        pairs.append(("Position", _position(report.before, report.after)))
    if report.recorded:
        would = "" if report.written else "to be "
        files = plural(report.recorded, "file")
        pairs.append(("By hand", f"{files} {would}entered into the history"))
    if report.still_open:
        open_text = f"{plural(report.still_open, 'question')} from before: tracker list --unsettled"
        pairs.append(("Open", open_text))
    pairs += (("Take note", text) for text in report.remarks)
    return nodes.spaced(nodes.Pairs(tuple(pairs))) if pairs else ()


def _position(before: Position, after: Position) -> str:
    texts = []
    for word, was, now in zip(_POSITION, before, after, strict=True):
        texts.append(f"{word} {now}" + (f" (was {was})" if was != now else ""))
    return ", ".join(texts)


_QUESTIONS: Final = {
    "due": "when is {record} due",
    "deferred_until": "until when is {record} deferred",
    "deferred_by": "which board deferred {record}",
}
"""What is asked of a field where its name makes no sentence."""


def _question(one: Question, nth: int, many: int) -> Iterator[nodes.Node]:
    number = f" {nth}" if many > 1 else ""
    what = _QUESTIONS.get(one.field, "what is the {name} of {record}")
    yield nodes.Gap()
    yield nodes.Paragraph(
        f"Question{number}: {what.format(name=one.name, record=one.record)}?", "bold"
    )
    rows = [
        (
            who.removeprefix("the "),
            _value(one.field, answer.value),
            f'"{_short(answer.reason)}"' if answer.reason else "",
            say_weekday(answer.on).rpartition(" ")[0],
        )
        for who, answer in one.answers
    ]
    widths = [widest(row[place] for row in rows) for place in range(3)]
    for row in rows:
        cells = [pad(text, width) for text, width in zip(row, widths, strict=False) if width]
        yield nodes.Paragraph("  ".join([*cells, row[3]]), indent=2)
    yield nodes.Paragraph(
        f"Until it is settled {_rule(one)}. Talk to each other, then one of you:", indent=2
    )
    yield nodes.Paragraph(one.line, indent=2)


def _rule(one: Question) -> str:
    """Which answer counts: by its value where that is the first, since one's own is shown first."""
    if one.rule == FIRST:
        return f"'{_short(_value(one.field, one.counts))}' counts"
    return f"{one.rule[:1].lower()}{one.rule[1:]}"
