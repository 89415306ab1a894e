"""The first lines of an owner's mail: what is late, moved and due next, and who is answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.views.mail_items import called

if TYPE_CHECKING:
    from hmic_tracker.reports.owner_facts import MovedDate
    from hmic_tracker.reports.reminders import Pack, Reminders
    from hmic_tracker.reports.reply import Reply

LINE: Final = 61
"""Letters of a text that stand on one line of a mail beside the longest label."""
_NAMES: Final = 36
"""Letters that the ids of one date may take; of more it is said that there are others."""
_MOVED: Final = 24
"""Letters of them beside two dates, and the number of the moves that have no room."""
_LONGEST_WORD: Final = 10
"""Letters that a line may lose where it breaks."""


def first_facts(pack: Pack, reminders: Reminders, reply: Reply) -> Iterator[tuple[str, str]]:
    """What an owner asks first, each on one line but for whom to answer; the rest is below."""
    facts = pack.facts
    late = [f"{_names(one.names)} {plural(one.days, 'day')}" for one in facts.late]
    rows = (*pack.rows, *pack.undated)
    nameless = [row.item.id for row in rows if row.item.is_placeholder]
    yield "Late", _one_line(late, LINE if nameless else 2 * LINE - _LONGEST_WORD) or "nothing"
    yield "Moved", _one_line([_move(one) for one in facts.moved]) or "no date"
    left = (facts.next_day - reminders.as_of).days if facts.next_day else 0
    when = f", in {plural(left, 'day')}" if left else ", today"
    yield (
        "Next due",
        f"{say_day(facts.next_day)}{when}: {_names(facts.next_names)}"
        if facts.next_day
        else "nothing that has a date",
    )
    if nameless:
        ask = f": ask {called(reply.contact, short=True)}"
        yield "Wording", f"{_names(format_id_ranges(nameless).split(', '), LINE - len(ask))}{ask}"
    yield "Answers", _answers(pack, reply)


def moved_section(pack: Pack) -> nodes.Page:
    """All the dates that moved, where one line has no room for them."""
    moves = pack.facts.moved
    whole = "; ".join(_move(one, whole=True) for one in moves)
    if _one_line([_move(one) for one in moves]) == whole:
        return ()
    pairs = tuple((", ".join(one.names), _dates(one)) for one in moves)
    return nodes.section("Dates that moved", nodes.Pairs(pairs))


def _answers(pack: Pack, reply: Reply) -> str:
    """To whom answers go, for which board, and who checks what is completed."""
    board = f", for the {reply.by.board}" if reply.by.board else ""
    if reply.by.board and reply.by.meeting:
        board += f" of {say_day(reply.by.meeting)}"
    checker = pack.facts.checker
    last = f" (last: {checker})" if checker else ""
    return f"to {called(reply.contact)}{board}; another post checks done items{last}"


def _move(one: MovedDate, whole: bool = False) -> str:
    names = ", ".join(one.names) if whole else _names(one.names, _MOVED)
    return f"{names} {_dates(one)}"


def _dates(one: MovedDate) -> str:
    return f"{say_due(one.first)} to {say_due(one.now) if one.now else 'no date'}"


def _names(names: Sequence[str], room: int = _NAMES) -> str:
    """Ids and steps, as many as there is room for, and whether there are others."""
    shown = 1
    others = " and others"
    while shown < len(names):
        more = others if shown + 1 < len(names) else ""
        if len(", ".join(names[: shown + 1]) + more) > room:
            break
        shown += 1
    return ", ".join(names[:shown]) + others * (shown < len(names))


def _one_line(texts: Iterable[str], room: int = LINE) -> str:
    """The texts that there is room for, and the number of the others."""
    every = list(texts)
    for shown in range(len(every), 0, -1):
        more = f"; {len(every) - shown} more below" if shown < len(every) else ""
        line = "; ".join(every[:shown]) + more
        if len(line) <= room or shown == 1:
            return line
    return ""
