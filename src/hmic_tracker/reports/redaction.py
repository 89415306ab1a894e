"""Inside and outside: what of an item may be printed in a paper.

Notes, reasons, evidence, action steps, tags and the source's own words are internal, unless they
were entered to be published. Papers are made from items that have nothing else left in them, so no
template can print what is not there. Posts are named, never people.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from hmic_tracker.domain.ancestry import read_alike
from hmic_tracker.domain.date_requests import is_publishable
from hmic_tracker.domain.fields import ATTRIBUTES, STORED
from hmic_tracker.domain.items import (
    IMPORTS,
    REDO_OF,
    REDONE,
    UNDO_OF,
    UNDONE,
    Entry,
    FieldChange,
    Item,
    Value,
    effective_entries,
    subject_op,
    undone_ops,
)
from hmic_tracker.domain.parts import Action, parse_part_field
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.reports.unsettled import Unsettled, unsettled_in

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.domain.replay import UnsettledFields

EXEMPT_TITLE = "exempt"
_NEVER, _UNLESS_EXEMPT = (
    {
        ATTRIBUTES[field.key]: () if field.several else None
        for field in STORED
        if field.outside == outside
    }
    for outside in ("never", "unless-exempt")
)
"""The attributes that no paper prints, and those of none exempt: nothing is left in them."""
INTERNAL: Final = frozenset(field.key for field in STORED if field.outside == "never")
_WITHHELD: Final = frozenset(field.key for field in STORED if field.outside != "always")
"""The fields that no paper prints, and those that none prints of an exempt item."""
_TAKING_BACK: Final = {UNDONE: UNDO_OF, REDONE: REDO_OF}
"""The events whose source is a command, and what it begins with."""
_UNSAID: Final = dict.fromkeys(("note", "reason", "override", "agreed_by"))
WITHHELD: Final = ""
"""In place of a board that agreed, and whose name may not be printed."""


class RedactionRules(NamedTuple):
    """What may be printed: all of it where `internal`; which names are posts and boards.

    `posts` has the post of each holder, the holders folded; `boards` are folded.
    """

    internal: bool
    posts: dict[str, str]
    boards: frozenset[str]


def redaction_rules(plan: Plan, internal: bool, board: str | None = None) -> RedactionRules:
    """Return the rules for what of a plan may be printed in a paper for a board."""
    boards = [board, *(f.board for f in plan.frameworks), *(p.board for p in plan.papers)]
    boards += [name for item in plan.items for name in (item.board, item.deferred_by)]
    return RedactionRules(
        internal,
        {folded(post.holder): post.name for post in plan.people if post.holder},
        frozenset(folded(name) for name in boards if name),
    )


def redact_plan(plan: Plan, allowed: RedactionRules) -> Plan:
    """The plan with nothing left in its items that may not be printed.

    A board that one published entry names is named by all.
    """
    named = {
        folded(entry.agreed_by)
        for item in plan.every_item
        if not item.exempt
        for entry in effective_entries(item.history)
        if entry.published and entry.agreed_by
    }
    allowed = allowed._replace(boards=allowed.boards | named)
    items, taken_back = (
        tuple(printable(item, allowed) for item in some) for some in (plan.items, plan.taken_back)
    )
    return replace(plan, items=items, taken_back=taken_back)


def printable(item: Item, allowed: RedactionRules) -> Item:
    """The item with nothing left in it that may not be printed.

    An exempt item keeps its number and status; its dates stay, since counts need them, and are
    not to be printed with it.
    """
    owner = post_of(item.owner, allowed)
    kept, numbers = _numbered(item.history)
    item = replace(item, unsettled=_renamed(item.unsettled, numbers, allowed))
    if allowed.internal:
        actions = tuple(_step(action, allowed) for action in item.actions)
        history = read_alike(kept, (_own(entry, allowed) for entry in kept))
        return replace(item, owner=owner, actions=actions, history=history)
    history = read_alike(kept, (_public(entry, allowed) for entry in kept))
    published = published_part_keys(kept)
    shown = tuple(one for one in item.unsettled if _is_shown(one[0], item, published))
    bare = replace(item, **{"owner": owner, **_NEVER, "unsettled": shown})
    if item.exempt:
        named = {"title_given": EXEMPT_TITLE, "owner": EXEMPT_TITLE if owner else None}
        unsaid = read_alike(history, map(_silent, history))
        hidden = {**_UNLESS_EXEMPT, **named}
        return replace(bare, **hidden, actions=(), evidence=(), history=unsaid)
    if item.requested_reason and is_publishable(item):
        bare = replace(bare, requested_reason=item.requested_reason)
    return replace(
        bare,
        actions=tuple(_step(a, allowed) for a in item.actions if ("action", a.n) in published),
        evidence=tuple(e for e in item.evidence if ("evidence", e.n) in published),
        history=history,
    )


def printable_changes(entry: Entry, item: Item, allowed: RedactionRules) -> tuple[FieldChange, ...]:
    """The changes of an entry that may be printed, of an item made printable.

    What became of steps and evidence is not among them: these stand with what they are now, since
    an earlier value may have been entered inside.
    """
    if is_hidden(item):
        return ()
    kept = entry.changes if allowed.internal else filter(_is_printable, entry.changes)
    return tuple(
        change._replace(
            old=_post_in(change.field, change.old, allowed),
            new=_post_in(change.field, change.new, allowed),
        )
        for change in kept
    )


def _is_printable(change: FieldChange) -> bool:
    return parse_part_field(change.field) is None and change.field not in INTERNAL


def internal_fields(item: Item) -> tuple[str, ...]:
    """The fields of an item that have a value which no paper prints."""
    return tuple(key for key in sorted(INTERNAL) if getattr(item, ATTRIBUTES[key]))


def is_hidden(item: Item) -> bool:
    """Whether an item made printable keeps no more than its number and status."""
    return bool(item.exempt) and item.title_given == EXEMPT_TITLE


def printable_unsettled(items: Iterable[Item], allowed: RedactionRules) -> tuple[Unsettled, ...]:
    """What is not settled of items, as far as it may be printed; of an exempt one its status."""
    bare = (printable(item, allowed) for item in items if item.unsettled)
    return tuple(
        one for one in unsettled_in(bare) if one.field == "status" or not is_hidden(one.item)
    )


def post_of(name: str | None, allowed: RedactionRules) -> str | None:
    """A post; the holder's where somebody was named."""
    return allowed.posts.get(folded(name), name) if name else None


def published_part_keys(history: Sequence[Entry]) -> set[tuple[str, int]]:
    """The actions and the evidence all of whose present fields were entered to be published."""
    last: dict[tuple[str, int], dict[str, bool]] = {}
    for entry in effective_entries(history):
        for change in entry.changes:
            place = parse_part_field(change.field)
            if place:
                last.setdefault(place[:2], {})[place[2]] = entry.published
    return {part for part, fields in last.items() if all(fields.values())}


def numbered(history: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, those that were undone without what was said in them.

    Commands are known by numbers, so that nothing of them can be printed, and what was undone
    can still be told from what stands.
    """
    return _numbered(history)[0]


def _numbered(history: Sequence[Entry]) -> tuple[tuple[Entry, ...], dict[str, str]]:
    """The entries known by numbers, and the number of each command."""
    numbers: dict[str, str] = {}

    def number(op: str) -> str:
        return numbers.setdefault(op, str(len(numbers) + 1))

    def renumbered(entry: Entry) -> tuple[tuple[str, tuple[str, ...]], ...]:
        keys = ((field, map(_op_and_place, replaced)) for field, replaced in entry.after)
        return tuple((field, tuple(f"{number(op)}/{n}" for op, n in each)) for field, each in keys)

    gone = undone_ops(history)
    entries = []
    for entry in history:
        source = entry.source
        if entry.event in _TAKING_BACK:
            source = _TAKING_BACK[entry.event] + number(subject_op(entry))
        bare = replace(entry, op=number(entry.op), source=source, after=renumbered(entry))
        entries.append(replace(bare, **_UNSAID, published=False) if entry.op in gone else bare)
    return read_alike(history, entries), numbers


def _op_and_place(key: str) -> tuple[str, str]:
    op, _, place = key.rpartition("/")
    return op, place


def _renamed(
    fields: UnsettledFields, numbers: Mapping[str, str], allowed: RedactionRules
) -> UnsettledFields:
    """What is not settled, its entries known by their numbers and its owners by their posts."""
    return tuple(
        (
            field,
            tuple(
                (f"{numbers[op]}/{n}", _post_in(field, value, allowed))
                for (op, n), value in ((_op_and_place(key), value) for key, value in given)
            ),
        )
        for field, given in fields
    )


def _post_in(field: str, value: Value, allowed: RedactionRules) -> Value:
    """A value of a field, a post in place of a person."""
    _, _, name = parse_part_field(field) or ("", 0, field)
    return post_of(value, allowed) if name == "owner" and isinstance(value, str) else value


def _is_shown(field: str, item: Item, published: Container[tuple[str, int]]) -> bool:
    """Whether papers may print a field of an item; a part's where all of it was published."""
    part = parse_part_field(field)
    if part:
        return not item.exempt and part[:2] in published
    return field not in (_WITHHELD if item.exempt else INTERNAL)


def is_board(name: str | None, allowed: RedactionRules) -> bool:
    """Whether a name is one of a board that the plan knows."""
    return bool(name) and folded(name or "") in allowed.boards


def _public(entry: Entry, allowed: RedactionRules) -> Entry:
    shown = entry if entry.published else _silent(entry)
    agreed = entry.agreed_by
    if agreed and not entry.published and not is_board(agreed, allowed):
        agreed = WITHHELD
    source = entry.source if entry.event in {*IMPORTS, *_TAKING_BACK} else None
    unsaid = {"by": "", "override": None, "corrects": None, "entered": None}
    return replace(shown, **unsaid, agreed_by=agreed, source=source)


def _silent(entry: Entry) -> Entry:
    source = entry.source if entry.event in _TAKING_BACK else None
    return replace(entry, **_UNSAID, source=source, by="")


def _own(entry: Entry, allowed: RedactionRules) -> Entry:
    """An entry for an internal paper: who made it is a post, or nobody."""
    return replace(entry, by=allowed.posts.get(folded(entry.by), ""))


def _step(action: Action, allowed: RedactionRules) -> Action:
    return replace(action, owner=post_of(action.owner, allowed))
