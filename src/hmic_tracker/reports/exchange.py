"""What an exchange with others brought: whose changes, what moved, and what is to be settled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from hmic_tracker.domain.counts import count
from hmic_tracker.domain.merging import TYPED_THERE
from hmic_tracker.domain.part_moves import MovedPart, moved_parts
from hmic_tracker.domain.people import Post, is_owner
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.rules import is_counted, is_open
from hmic_tracker.domain.settling import settings_line, settling_line
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.history import Entered, EntryGroup, entry_groups
from hmic_tracker.reports.unsettled import FIRST, Answer, Unsettled, unsettled_of

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry, Item, Value
    from hmic_tracker.domain.plan import Plan

_MOST_ROWS: Final = 3
"""A command that says more different things than that is one row."""
YOU: Final = "you"


class Change(NamedTuple):
    """An entry with what it is about, or a file that is new; `kind` is its folder, or settings."""

    kind: str
    subject: str
    entry: Entry | None


class Row(NamedTuple):
    """What a command changed in several items alike; else `many` says how many they are."""

    ids: str
    entry: Entry | None
    subject: str | None = None
    many: int = 0


class Contributor(NamedTuple):
    """A person, how many commands of theirs there are, and what each changed."""

    name: str
    called: str
    commands: int
    rows: tuple[Row, ...]


class Position(NamedTuple):
    """How many items are open, overdue, and without an owner."""

    open: int
    overdue: int
    unowned: int


class Renumbered(NamedTuple):
    """An item that has another number now, since somebody else's had it first."""

    old: str
    new: str


class RenumberedPart(NamedTuple):
    """A step or evidence with another number; `is_mine` is whether it had the old one here."""

    part: MovedPart
    is_mine: bool = True


class Question(NamedTuple):
    """A field that two people gave different values, who gave which, and what settles it.

    `kind` is that of its record: an item, an inspection, the settings; `name` what people call it.
    """

    kind: str
    record: str
    field: str
    name: str
    rule: str
    counts: Value
    answers: tuple[tuple[str, Answer], ...]
    line: str


class ExchangeReport(NamedTuple):
    """What became of an exchange.

    `moved_parts` are the steps and evidence with other numbers. `open_before` is how many questions
    were open before and still are. `away` says why the other end could not be reached; `recorded`
    how many files had changes by hand.
    """

    shown: str
    theirs: tuple[Contributor, ...]
    mine: Contributor
    renumbered: tuple[Renumbered, ...]
    questions: tuple[Question, ...]
    still_open: int
    remarks: tuple[str, ...]
    before: Position
    after: Position
    sent: bool
    away: str | None
    recorded: int
    first: bool = False
    written: bool = True
    moved_parts: tuple[RenumberedPart, ...] = ()


class ExchangeStatus(NamedTuple):
    """How many commands wait here and there (None: it can't be reached), and when they last met."""

    shown: str
    mine: int
    theirs: int | None
    last: str | None
    away: str | None


def contributors(
    changes: Iterable[Change], posts: Sequence[Post], me: str
) -> tuple[Contributor, ...]:
    """Changes by who made them, in the order of the first of each."""
    made = []
    in_order = sorted(changes, key=_order)
    for name, own in group_by_key(in_order, _name).items():
        commands = group_by_key(own, lambda change: change.entry.op if change.entry else "")
        files = sum(change.entry is None for change in own)
        rows = tuple(row for same in commands.values() for row in _rows(same))
        number = len(commands) - (1 if "" in commands else 0)
        made.append(Contributor(name, called(name, posts, me), number or files, rows))
    return tuple(made)


def united(each: Sequence[Contributor], me: str) -> Contributor:
    """What several people entered here as one: it goes out together."""
    rows = tuple(row for one in each for row in one.rows)
    return Contributor(me, YOU, sum(one.commands for one in each), rows)


def renumbered_parts(
    before: Iterable[Item | None], after: Iterable[Item | None], *, is_mine: bool
) -> tuple[RenumberedPart, ...]:
    """The steps and the evidence that have other numbers after an exchange than before it."""
    now = {item.uid: item for item in after if item}
    items = sorted(filter(None, before), key=lambda item: id_key(item.id))
    return tuple(
        RenumberedPart(part, is_mine)
        for item in items
        if item.uid in now
        for part in moved_parts(item, now[item.uid])
    )


def _order(change: Change) -> tuple[str, tuple[object, ...]]:
    """As they were entered; of one moment in the order of the items."""
    when = change.entry.recorded.isoformat() if change.entry else ""
    return when, id_key(change.subject)


def _name(change: Change) -> str:
    entry = change.entry
    return entry.by if entry and entry.note != TYPED_THERE else ""


def called(name: str, posts: Sequence[Post], me: str) -> str:
    """What a person is called in a sentence: "you", "the deputy" of a post, else by the name."""
    if folded(name) == folded(me):
        return YOU
    if not name:
        return "others"
    if any(is_owner(post.name, name) for post in posts):
        return f"the {name[:1].lower()}{name[1:]}"
    return name


def _rows(same: Sequence[Change]) -> list[Row]:
    """The rows of a command's changes, or of files that came."""
    files = [Row(one.subject, None, one.kind) for one in same if one.entry is None]
    entered = [
        Entered(one.subject, one.entry, None if one.kind == "items" else one.kind)
        for one in same
        if one.entry is not None
    ]
    groups = entry_groups(entered)
    kept = [group for group in groups if group.subject is not None]
    items = [group for group in groups if group.subject is None]
    if len(items) > _MOST_ROWS:
        whole = entry_groups(one._replace(entry=_bare(one.entry)) for one in entered)
        number = sum(one.subject is None for one in entered)
        return [*(_row(g, number) for g in whole if g.subject is None), *map(_row, kept), *files]
    return [*map(_row, items), *map(_row, kept), *files]


def _bare(entry: Entry) -> Entry:
    return entry._replace(changes=(), note=None, reason=None)


def _row(group: EntryGroup, many: int = 0) -> Row:
    return Row(group.ids, group.entry, group.subject, many)


def position(items: Iterable[Item], today: date) -> Position:
    """How some items stand."""
    each = list(items)
    counts = count(each, today)
    unowned = sum(is_counted(i) and is_open(i) and not i.owner for i in each)
    return Position(counts.open, counts.overdue, unowned)


def position_before(
    after: Position, changed: Collection[tuple[Item | None, Item | None]], today: date
) -> Position:
    """The position without what changed: each item as it was before, and as it is."""
    was = position([old for old, _ in changed if old], today)
    now = position([new for _, new in changed if new], today)
    return Position(*(a - n + w for a, n, w in zip(after, now, was, strict=True)))


def questions(
    changed: Iterable[tuple[Item | None, Item | None]], posts: Sequence[Post], me: str
) -> tuple[Question, ...]:
    """What two people gave different values just now: not what was open before."""
    made = []
    for old, new in changed:
        known = dict(old.unsettled) if old else {}
        for one in unsettled_of(new) if new else ():
            if _keys(known.get(one.field, ())) != _keys(dict(one.item.unsettled)[one.field]):
                answers = _answers(one.answers, posts, me)
                named = ("item", one.item.id, one.field, one.name, one.rule)
                made.append(Question(*named, one.counts, answers, _line(one)))
    return tuple(made)


def record_question(
    kind: str, record: str, field: str, answers: Iterable[Answer], posts: Sequence[Post], me: str
) -> Question:
    """What two people gave otherwise in what is no item: the first of them counts."""
    given = tuple(answers)
    counts = given[0].value if given else None
    others = [answer.value for answer in given if answer.value != counts]
    other = next((value for value in others if value), counts) if others else counts
    way = (
        f"tracker inspection edit {record} --settle"
        if kind == "inspection"
        else settings_line(field, other)
    )
    in_order = _answers(given, posts, me)
    return Question(kind, record, field, field, FIRST, counts, in_order, way)


def _answers(
    answers: Iterable[Answer], posts: Sequence[Post], me: str
) -> tuple[tuple[str, Answer], ...]:
    """Who gave what, one's own first."""
    names = (("" if one.reason == TYPED_THERE else one.by, one) for one in answers)
    made = [(called(name, posts, me), answer) for name, answer in names]
    return tuple(sorted(made, key=lambda pair: pair[0] != YOU))


def open_questions(plan: Plan) -> set[tuple[str, str]]:
    """The records and fields of a plan that are not settled."""
    from hmic_tracker.domain.record_history import unsettled_in
    from hmic_tracker.reports.unsettled_inspections import unsettled_of as unsettled_of_inspection

    names = {framework.slug: framework.name for framework in plan.frameworks}
    rows = {(one.id, field) for one in plan.items for field, _ in one.unsettled}
    rows |= {
        (row.inspection, row.field)
        for one in plan.inspections
        for row in unsettled_of_inspection(one, names)
    }
    return rows | {("settings", field) for field in unsettled_in(plan.history)}


def _keys(given: Iterable[tuple[str, object]]) -> set[str]:
    return {key for key, _ in given}


def _line(one: Unsettled) -> str:
    value = one.others[0] if one.others else one.counts
    return settling_line(one.item.id, one.field, value).replace('"..."', '"agreed"')
